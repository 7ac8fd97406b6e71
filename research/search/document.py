"""From a representation to what search stores of it: its tokens by weight, and the passages that a hit may show.

Every passage is a whole text or a whole sentence, because a part of one may say the opposite. A passage of a finding
names the finding, whose line in ``findings`` holds what has to be told with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from research.domain.text import plain, sentences
from research.models.search_entry import search_key
from research.search.words import tokens

#: Counted up whenever the same representation would be stored differently; ``index.mend`` finds what is older.
VERSION = 3

#: What stands before a token that a title holds, and before one that a title, key message or finding holds.
#: A token with nothing before it may be anywhere.
TITLE, SAID, ANYWHERE = "a/", "b/", ""
#: Blocks of time, by powers of two of the key: see ``research.search.postgresql``.
BLOCKS = (32, 35, 38, 41, 44, 47, 50, 53, 56, 59)

#: What a hit shows of each caveat of the update. Without its detail, a caveat of the kind “other” says nothing.
IN_BRIEF = ("kind", "severity", "sentence", "detail")
#: What a general caveat applies to, if not to some studies.
WHOLE_UPDATE = "page"

Json = Mapping[str, Any]
_CODE = re.compile(r"[a-z0-9_.-]+")


class Passage(NamedTuple):
    """A text of an update. ``finding`` is the number of the finding that it is from, or "". All are without tabs."""

    place: str
    id: str
    finding: str
    language: str
    direction: str
    origin: str
    text: str

    def line(self) -> str:
        return "\t".join(self)

    @classmethod
    def of(cls, line: str) -> Passage:
        return cls(*line.split("\t"))


@dataclass(frozen=True, slots=True)
class Document:
    """The columns of a ``SearchEntry``."""

    key: int
    tokens: str
    shown: str
    stems: str
    passages: str
    findings: str


def document(
    body: Json, published_at: datetime, page: int, facets: Iterable[tuple[str, str]], languages: Collection[str]
) -> Document:
    """Return what is stored of a representation. ``languages`` are those that queries are made for."""
    key = search_key(published_at, page)
    findings = [block for block in body["blocks"] if block["type"] == "finding"]
    passages = list(_passages(body, findings))
    stems = [_forms(passage.text, passage.language, languages) for passage in passages]
    title = _forms(body["title"]["text"], body["title"]["language"], languages)
    said = title.union(*(forms for passage, forms in zip(passages, stems, strict=True) if passage.place in WEIGHTY))
    everything = said.union(*stems, *(_forms(text, language, languages) for text, language in _unshown(body)))
    found = {f"{TITLE}{form}" for form in title} | {f"{SAID}{form}" for form in said} | everything
    found |= {locale_token(body["locale"]), *(facet_token(name, value) for name, value in facets)}
    found |= {block_token(shift, key) for shift in BLOCKS}
    general = [block for block in body["blocks"] if block["type"] == "caveat"]
    return Document(
        key=key,
        tokens=" ".join(sorted(found)),
        shown=_json(_shown(body, findings, general)),
        stems="\n".join(f" {' '.join(sorted(forms))} " for forms in stems),
        passages="\n".join(passage.line() for passage in passages),
        findings="\n".join(_json(_told_with(finding, general)) for finding in findings),
    )


def locale_token(code: str) -> str:
    return f"/l={_coded(code.lower())}"


def facet_token(name: str, value: str) -> str:
    return f"/t={name}={_coded(value)}"


def block_token(shift: int, key: int) -> str:
    return f"/w{shift}={key >> shift}"


def _coded(value: str) -> str:
    return value if _CODE.fullmatch(value) else f"={value.encode().hex()}"


def _forms(text: str, language: str, languages: Collection[str]) -> set[str]:
    return {form for token in tokens(text, language, languages) for form in token.forms}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


#: Places whose words weigh more than those of the rest.
WEIGHTY = frozenset({"key_message", "statement", "before_statement"})
#: What a text of a finding is, in the order in which a snippet is chosen.
OF_FINDING = (
    "statement",
    "before_statement",
    "after_statement",
    "statement_generated",
    "outcome",
    "subgroup",
    "what_it_does_not_mean",
    "certainty_reason",
    "no_caveat_reason",
)
OF_STUDY = (
    "title",
    "title_original",
    "population",
    "intervention",
    "comparator",
    "setting",
    "sex_breakdown",
    "harms_summary",
    "conflicts_of_interest",
)


def _passages(body: Json, findings: list[Json]) -> Iterator[Passage]:
    for message in body["summary"]:
        yield from _of(message["message"], "key_message", message["id"])
    for number, finding in enumerate(findings):
        yield from _of_finding(finding, str(number))
    for block in body["blocks"]:
        match block["type"]:
            case "caveat":
                yield from _of_caveat(block, "")
            case "study":
                yield from _of_study(block)
            case "rich_text":
                yield from _whole(plain(block["content"]["html"]), block["content"], "rich_text", block["id"])
            case "table":
                cells = [block["caption"], *block["columns"], *(cell for row in block["rows"] for cell in row)]
                for cell in filter(None, cells):
                    yield from _of(cell, "table", block["id"])
            case "figure":
                for name in ("caption", "alt", "long_description"):
                    yield from _of(block[name], "figure", block["id"])
            case "glossary_term":
                yield from _of(block["term"], "glossary", block["id"])
                yield from _of(block["definition"], "glossary", block["id"])


def _of_finding(finding: Json, number: str) -> Iterator[Passage]:
    for name in OF_FINDING:
        value = finding[name]
        for text in value if isinstance(value, list) else [value]:
            yield from _of(text, name, finding["id"], number)
    for caveat in finding["caveats"]:
        yield from _of_caveat(caveat, number, finding["id"])
    for later in finding["later_evidence"]:
        yield from _of(later["note"], "later_evidence", finding["id"], number)
    for arm in finding["numbers"]:
        yield from _of(arm["sentence"] or arm["label"], "numbers", finding["id"], number)


def _of_caveat(caveat: Json, finding: str, block: str = "") -> Iterator[Passage]:
    yield from _of(caveat["sentence"], "caveat", block or caveat["id"], finding)
    yield from _of(caveat["detail"], "caveat", block or caveat["id"], finding)


def _of_study(study: Json) -> Iterator[Passage]:
    for name in OF_STUDY:
        yield from _of(study[name], "study", study["id"])
    for outcome in study["outcomes"]:
        yield from _of(outcome["text"], "study", study["id"])
    # Identifiers are in no language.
    for identifier in study["identifiers"]:
        neutral = {"language": "zxx", "direction": "ltr", "origin": "human"}
        yield from _whole(identifier["value"], neutral, "identifier", study["id"])


def _of(text: Json | None, place: str, block: str, finding: str = "") -> Iterator[Passage]:
    """Yield a text of a finding whole, any other one sentence by sentence."""
    if text is not None:
        yield from _whole(text["text"], text, place, block, finding)


def _whole(text: str, said: Json, place: str, block: str, finding: str = "") -> Iterator[Passage]:
    found = [text] if finding or place == "key_message" else sentences(text, said["language"])
    for sentence in found:
        if spaced := " ".join(sentence.split()):
            yield Passage(place, block, finding, said["language"], said["direction"], said["origin"], spaced)


def _unshown(body: Json) -> Iterator[tuple[str, str]]:
    """Yield the texts that are found but are no passage: names and labels, with their language."""
    labels = [*body["topics"], *([body["condition"]] if body["condition"] else [])]
    for block in body["blocks"]:
        if block["type"] == "finding":
            labels += [block[name] for name in ("population", "species") if block[name]]
        elif block["type"] == "study":
            labels += [block[name] for name in ("design", "phase") if block[name]]
            for name in (block["journal"], *(funder["name"] for funder in block["funders"])):
                yield name or "", "zxx"
            yield str(block["year"] or ""), "zxx"
    for label in labels:
        yield label["label"]["text"], label["label"]["language"]
    for term in body["glossary"]:
        for said in (term["term"], term["definition"]):
            yield said["text"], said["language"]
    for source in body["source_documents"]:
        if source["title"]:
            yield source["title"]["text"], source["title"]["language"]


def _shown(body: Json, findings: list[Json], general: list[Json]) -> Json:
    """Return what every hit shows, in this order: what a reader must know first comes first."""
    provenance = body["provenance"]
    told = [caveat for finding in findings for caveat in finding["caveats"]] + general
    brief = {_json([caveat[name] for name in IN_BRIEF]): {name: caveat[name] for name in IN_BRIEF} for caveat in told}
    return {
        "evidence": body["evidence"],
        "conflict_of_interest_notice": (body["conflict_of_interest"] or {}).get("notice"),
        "outdated_notice": provenance["outdated_notice"],
        "review_notice": provenance["review_notice"],
        "translation_key": body["translation_key"],
        "locale": body["locale"],
        "language": body["language"],
        "direction": body["direction"],
        "title": body["title"],
        "caveats": list(brief.values()),
    }


def _told_with(finding: Json, general: list[Json]) -> Json:
    """Return what is shown of a finding beside the passage that was found."""
    about = {WHOLE_UPDATE, finding["id"], *finding["study_refs"]}
    names = ("id", "kind", "severity", "sentence", "detail", "easy_read")
    caveats = [*finding["caveats"]]
    caveats += [caveat for caveat in general if not caveat["applies_to"] or about & set(caveat["applies_to"])]
    return {
        "type": "finding",
        "id": finding["id"],
        "locked": finding["locked"],
        "later_evidence": finding["later_evidence"],
        "before_statement": finding["before_statement"],
        "statement": finding["statement"],
        "after_statement": finding["after_statement"],
        # What was stored before easy read existed lacks it.
        "caveats": [
            {"easy_read": [], **{name: caveat[name] for name in names if name in caveat}} for caveat in caveats
        ],
        "no_caveat_reason": finding["no_caveat_reason"],
        "certainty": finding["certainty"],
        "population": finding["population"],
    }
