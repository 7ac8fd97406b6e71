"""Every text of an update that is written in its language, with the place where it stands.

Wording rules, readability and the checks of a translation against its source all walk
this one list. Language-neutral values (identifiers, names, codes, numbers) are not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from research.domain.finding import Caveat, Finding
from research.domain.problems import Path
from research.domain.study import Study
from research.domain.update import Figure, RichText, Table, Update

STUDY_TEXTS = (
    "title_plain",
    "population",
    "harms_summary",
    "intervention",
    "comparator",
    "sex_breakdown",
    "setting",
    "study_coi",
    "easy_read",
)
FINDING_TEXTS = (
    "statement",
    "outcome",
    "subgroup",
    "certainty_reason",
    "what_it_does_not_mean",
    "no_caveat_reason",
    "easy_read",
    "easy_meaning",
)
FIGURE_TEXTS = {"alt": "alt_text", "caption": "caption", "long_description": "long_description"}


@dataclass(frozen=True, slots=True)
class TextAt:
    """A text and its place; ``html`` says that it may hold inline markup."""

    path: Path
    text: str
    html: bool = False


def texts(update: Update) -> Iterator[TextAt]:
    """Yield every text of ``update`` in reading order, empty ones included."""
    yield TextAt(("title",), update.title)
    yield TextAt(("easy_title",), update.easy_title)
    yield TextAt(("easy_summary",), update.easy_summary)
    for message in update.summary:
        yield TextAt(("summary", message.id), message.text)
    for disclosure in update.disclosures:
        yield TextAt(("disclosures", disclosure.id, "detail"), disclosure.detail)
    for block in update.body:
        for at in block_texts(block):
            yield TextAt(("body", *at.path), at.text, at.html)
    for correction in update.corrections:
        yield TextAt(("correction_log", correction.id, "what"), correction.what)
        yield TextAt(("correction_log", correction.id, "why"), correction.why)


def block_texts(block: object) -> Iterator[TextAt]:
    """Yield the texts of one block of the body, with paths that begin with its id."""
    match block:
        case Study():
            yield from (TextAt((block.id, name), getattr(block, name)) for name in STUDY_TEXTS)
            yield from (TextAt((block.id, "outcomes", o.id, "text"), o.text) for o in block.outcomes)
        case Finding():
            yield from (TextAt((block.id, name), getattr(block, name)) for name in FINDING_TEXTS)
            yield from (TextAt((block.id, "numbers", arm.id, "label"), arm.label) for arm in block.numbers)
            for caveat in block.caveats:
                yield TextAt((block.id, "caveats", caveat.id, "detail"), caveat.detail)
                yield TextAt((block.id, "caveats", caveat.id, "easy_read"), caveat.easy_read)
            for later in block.later_evidence:
                yield TextAt((block.id, "later_evidence", later.id, "note"), later.note)
        case Caveat():
            yield TextAt((block.id, "detail"), block.detail)
            yield TextAt((block.id, "easy_read"), block.easy_read)
        case RichText():
            yield TextAt((block.id,), block.html, html=True)
        case Figure():
            yield from (TextAt((block.id, field), getattr(block, name)) for name, field in FIGURE_TEXTS.items())
        case Table():
            yield TextAt((block.id, "caption"), block.caption)
            yield from (TextAt((block.id, f"heading-{n}"), text) for n, text in enumerate(block.columns))
            for r, row in enumerate(block.rows):
                yield from (TextAt((block.id, f"cell-{r}-{c}"), text) for c, text in enumerate(row))
