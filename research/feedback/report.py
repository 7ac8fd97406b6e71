"""Which passages confuse readers: answers summed up by update, locale and part, with the words that they are about.

Answers are counted for the words that they were given about. Those about older words, or about words that nobody can
name any more, are counted apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from research.feedback.passages import Passage, passages
from research.models import Feedback, FeedbackState, Representation

#: With fewer answers a share says nothing, and is not given.
FEWEST = 5
#: How many representations are read at once.
CHUNK = 200


@dataclass(slots=True)
class Figures:
    """One part of an update in one locale. ``passage`` is ``None`` where it is not public any more."""

    page: int
    title: str
    locale: str
    block: str
    passage: Passage | None
    yes: int = 0
    no: int = 0
    older_yes: int = 0
    older_no: int = 0
    comments: list[str] = field(default_factory=list)

    @property
    def answers(self) -> int:
        return self.yes + self.no

    @property
    def share(self) -> int | None:
        """Return how many in a hundred said that it was not clear; ``None`` where there are too few answers."""
        return round(100 * self.no / self.answers) if self.answers >= FEWEST else None

    @property
    def part(self) -> str:
        return part_name(self.passage)

    @property
    def language(self) -> str:
        return self.passage.language if self.passage else ""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.passage.words) if self.passage else ""

    @property
    def order(self) -> tuple[int, float, int, str, str, str]:
        """Most answers “not clear” first; where these are equal, what fewer found clear."""
        share = self.no / self.answers if self.answers else 0
        return -self.no, -share, -self.older_no, self.title, self.locale, self.block


def part_name(passage: Passage | None) -> str:
    """Return what kind of part it is, with its number, in words."""
    if passage is None:
        return _("Not in the text any more")
    names: Mapping[str, str] = {
        "whole": _("The whole text"),
        "summary": _("In short"),
        "key_message": _("Key message"),
        "finding": _("What was found"),
        "caveat": _("Be careful"),
        "study": _("The study"),
        "figure": _("Picture"),
        "table": _("Table"),
        "glossary_term": _("Explanation of a word"),
    }
    name = names.get(passage.kind, _("Text"))
    return name if passage.kind in ("whole", "summary") else f"{name} ({passage.number})"


def passages_now(places: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Passage]:
    """Return the parts at ``places``, each a page and a block, as they are public now. One query."""
    wanted: dict[int, set[str]] = {}
    for page, block in places:
        wanted.setdefault(page, set()).add(block)
    rows = Representation.objects.filter(pk__in=wanted, page__live=True).values_list("pk", "body")
    return {
        (page, passage.id): passage
        for page, body in rows.iterator(CHUNK)
        for passage in passages(json.loads(body), wanted[page]).values()
    }


def figures(feedback: QuerySet[Feedback]) -> list[Figures]:
    """Sum up ``feedback``, the most confusing part first. Three queries. What moderators have hidden counts nowhere."""
    seen = feedback.exclude(state=FeedbackState.HIDDEN).order_by()
    counted = list(
        seen.values("page_id", "locale", "block", "passage").annotate(
            title=F("page__title"), yes=Count("pk", filter=Q(clear=True)), no=Count("pk", filter=Q(clear=False))
        )
    )
    now = passages_now((row["page_id"], row["block"]) for row in counted)
    found: dict[tuple[int, str], Figures] = {}
    for row in counted:
        place = row["page_id"], row["block"]
        passage = now.get(place)
        one = found.setdefault(place, Figures(row["page_id"], row["title"], row["locale"], row["block"], passage))
        if passage is not None and row["passage"] == passage.digest:
            one.yes += row["yes"]
            one.no += row["no"]
        else:
            one.older_yes += row["yes"]
            one.older_no += row["no"]
    for page, block, comment in _comments(seen):
        found[page, block].comments.append(comment)
    return sorted(found.values(), key=lambda one: one.order)


def _comments(feedback: QuerySet[Feedback]) -> Iterator[tuple[int, str, str]]:
    kept = feedback.filter(state=FeedbackState.KEPT).exclude(comment="").order_by("received_at", "pk")
    yield from kept.values_list("page_id", "block", "comment")


def with_passages(rows: Iterable[Feedback]) -> list[tuple[Feedback, Passage | None]]:
    """Return each answer with the part that it is about, as it is public now. One query."""
    listed = list(rows)
    now = passages_now((row.page_id, row.block) for row in listed)
    return [(row, now.get((row.page_id, row.block))) for row in listed]
