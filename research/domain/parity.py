"""A translation has the blocks of its source, with the same ids and the same neutral values (R15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from research.domain.finding import Caveat, Finding
from research.domain.identifiers import normalise
from research.domain.problems import Path, Problem, Scope
from research.domain.study import Identifier, Study
from research.domain.text import plain
from research.domain.texts import FIGURE_TEXTS, FINDING_TEXTS, STUDY_TEXTS
from research.domain.update import Block, Figure, GlossaryEntry, RichText, Table, Update

#: Per kind of block, the values that may differ between locales; all the others are language-neutral.
TRANSLATED: Mapping[type, frozenset[str]] = {
    Study: frozenset({*STUDY_TEXTS, "outcomes"}),
    Finding: frozenset({*FINDING_TEXTS, "numbers", "caveats", "later_evidence", "without_suggested_reason"}),
    Caveat: frozenset({"detail", "easy_read"}),
    RichText: frozenset({"html"}),
    Figure: frozenset(FIGURE_TEXTS),
    Table: frozenset({"caption", "columns", "rows"}),
    GlossaryEntry: frozenset(),
}


def compare(source: Update, translation: Update) -> list[Problem]:
    """Return what the structure of ``translation`` lacks, adds or changes against ``source``."""
    return [Problem(p.code, p.path, p.severity, Scope.LOCALE, p.params) for p in _compare(source, translation)]


def _compare(source: Update, translation: Update) -> Iterator[Problem]:
    originals = {block.id: block for block in source.body}
    translated = {block.id: block for block in translation.body}
    for id_, block in originals.items():
        other = translated.get(id_)
        if other is None or type(other) is not type(block):
            yield Problem("block-missing", ("body",), params={"text": _words(block)})
        else:
            yield from _neutral(("body", id_), block, other, TRANSLATED[type(block)])
            if isinstance(block, Finding) and isinstance(other, Finding):
                yield from _inside_finding(block, other)
            if isinstance(block, Study) and isinstance(other, Study):
                yield from _children(("body", id_, "outcomes"), block.outcomes, other.outcomes, {"text"})
            if isinstance(block, Table) and isinstance(other, Table) and _shape(block) != _shape(other):
                yield Problem(
                    "neutral-value-changed",
                    ("body", id_),
                    params={"field": "rows", "source": _shape(block), "target": _shape(other)},
                )
    for id_, block in translated.items():
        if id_ not in originals:
            yield Problem("block-added", ("body", id_), params={"text": _words(block)})
    if list(originals) != [id_ for id_ in translated if id_ in originals] and set(originals) <= set(translated):
        yield Problem("neutral-value-changed", ("body",), params={"field": "order", "source": "–", "target": "–"})
    yield from _children(("summary",), source.summary, translation.summary, {"text"})
    yield from _children(("disclosures",), source.disclosures, translation.disclosures, {"detail"})
    yield from _children(("correction_log",), source.corrections, translation.corrections, {"what", "why"})
    for name in ("condition", "topics", "source_documents", "evidence_current_to"):
        yield from _value((name if name != "source_documents" else "source_document",), name, source, translation)


def _inside_finding(source: Finding, translation: Finding) -> Iterator[Problem]:
    at = ("body", source.id)
    kept = {caveat.id for caveat in translation.caveats}
    for caveat in source.caveats:
        if caveat.id not in kept:
            text = caveat.detail or caveat.kind
            yield Problem("caveat-missing", (*at, "caveats"), params={"text": text})
    shared = tuple(caveat for caveat in source.caveats if caveat.id in kept)
    yield from _children((*at, "caveats"), shared, translation.caveats, {"detail", "easy_read"})
    yield from _children((*at, "numbers"), source.numbers, translation.numbers, {"label"})
    yield from _children((*at, "later_evidence"), source.later_evidence, translation.later_evidence, {"note"})


def _children(
    at: Path, source: tuple[object, ...], translation: tuple[object, ...], translated: set[str]
) -> Iterator[Problem]:
    theirs = {child.id: child for child in translation}  # type: ignore[attr-defined]
    ours = {child.id: child for child in source}  # type: ignore[attr-defined]
    for id_, child in ours.items():
        if id_ in theirs:
            yield from _neutral((*at, id_), child, theirs[id_], translated)
        else:
            yield Problem("block-missing", at, params={"text": _words(child)})
    for id_, child in theirs.items():
        if id_ not in ours:
            yield Problem("block-added", (*at, id_), params={"text": _words(child)})


def _neutral(at: Path, source: object, translation: object, translated: set[str] | frozenset[str]) -> Iterator[Problem]:
    if not is_dataclass(source):
        return
    for field in fields(source):
        if field.name not in translated:
            yield from _value((*at, field.name), field.name, source, translation)


def _value(at: Path, name: str, source: object, translation: object) -> Iterator[Problem]:
    ours, theirs = getattr(source, name), getattr(translation, name)
    if _bare(ours) != _bare(theirs):
        yield Problem(
            "neutral-value-changed", at, params={"field": name, "source": _shown(ours), "target": _shown(theirs)}
        )


def _bare(value: object) -> object:
    """Compare lists of neutral things without their ids, which an API write may mint anew."""
    if isinstance(value, tuple):
        return tuple(_bare(item) for item in value)
    if isinstance(value, Identifier):
        # A form writes it in one spelling; what was stored otherwise is no other identifier.
        return (value.scheme, normalise(value.scheme, value.value))
    if is_dataclass(value):
        return tuple((f.name, getattr(value, f.name)) for f in fields(value) if f.name != "id")
    return value


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(item) for item in value)
    return str(getattr(value, "value", value)) if value not in (None, "") else ""


def _shape(table: Table) -> str:
    return f"{len(table.rows)} x {len(table.columns)}"


def _words(block: Block | object) -> str:
    for name in ("statement", "title_plain", "detail", "html", "caption", "text", "label", "note", "what", "term"):
        if text := getattr(block, name, ""):
            return plain(text) if name == "html" else str(text)
    # A code keeps its type, so that the message can say its label.
    return getattr(block, "kind", "")
