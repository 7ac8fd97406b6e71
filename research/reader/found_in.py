"""Where in an update the words of a search were found: never a finding without its caveats."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from research.models import Representation
from research.representations import schema_v1 as v1
from research.search.index import languages
from research.search.query import Word
from research.search.snippets import snippets

#: Places in a finding that are shown with each of its excerpts anyhow.
TOLD = ("statement", "before_statement", "after_statement", "caveat", "later_evidence", "no_caveat_reason")

_SNIPPETS: TypeAdapter[list[v1.FindingSnippet | v1.TextSnippet]] = TypeAdapter(list[v1.FindingSnippet | v1.TextSnippet])
_CAVEATS: TypeAdapter[list[v1.CaveatInBrief]] = TypeAdapter(list[v1.CaveatInBrief])


@dataclass(frozen=True, slots=True)
class Passage:
    """What was found in one finding, with what has to be told with it, or elsewhere in the update.

    ``statement`` is that of the finding, with the words found marked if they are in it. For what is elsewhere
    ``finding`` and ``statement`` are ``None``.
    """

    finding: v1.FindingSnippet | None
    statement: v1.Html | None
    excerpts: tuple[v1.Html, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """All that is said of one kind of caveat in an update, each sentence once."""

    label: v1.Text
    sentences: tuple[v1.Text, ...]


@dataclass(frozen=True, slots=True)
class FoundIn:
    """``cautions`` are all of the update: they hold for what was found outside of its findings."""

    passages: tuple[Passage, ...]
    cautions: tuple[Caution, ...]
    conflict_of_interest_notice: v1.Text | None
    outdated_notice: v1.Text | None
    review_notice: v1.Text | None


def found_in(row: Representation, update: v1.ResearchUpdateV1, words: Sequence[Word]) -> FoundIn | None:
    """Return what is shown of ``row`` for ``words``; ``None`` where its entry is not made of these very bytes."""
    entry = getattr(row, "search_entry", None)
    if entry is None or entry.etag != row.etag:
        return None
    made = snippets(words, entry.stems, entry.passages, entry.findings, languages())
    found = _SNIPPETS.validate_json(f"[{','.join(made)}]")
    # What is from one finding stands together, and so does what is from elsewhere: caveats are told once.
    several: dict[str, list[v1.FindingSnippet | v1.TextSnippet]] = {}
    for snippet in found:
        several.setdefault(snippet.id if isinstance(snippet, v1.FindingSnippet) else "", []).append(snippet)
    conflict = update.conflict_of_interest
    return FoundIn(
        passages=tuple(_passage(group) for group in several.values()),
        cautions=tuple(_cautions(entry.shown)) if "" in several else (),
        conflict_of_interest_notice=conflict.notice if conflict else None,
        outdated_notice=update.provenance.outdated_notice,
        review_notice=update.provenance.review_notice,
    )


def _passage(group: Sequence[v1.FindingSnippet | v1.TextSnippet]) -> Passage:
    first = group[0]
    finding = first if isinstance(first, v1.FindingSnippet) else None
    return Passage(
        finding=finding,
        statement=next((one.excerpt for one in group if one.place == "statement"), None),
        excerpts=tuple(one.excerpt for one in group if finding is None or one.place not in TOLD),
    )


def _cautions(shown: str) -> Iterator[Caution]:
    told: dict[str, list[v1.CaveatInBrief]] = {}
    for caveat in _CAVEATS.validate_python(json.loads(shown)["caveats"]):
        told.setdefault(caveat.kind.label.text, []).append(caveat)
    for caveats in told.values():
        texts = [text for caveat in caveats for text in (caveat.sentence, caveat.detail) if text is not None]
        yield Caution(caveats[0].kind.label, tuple({text.text: text for text in texts}.values()))
