"""From the body to the domain, block by block and in its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from wagtail.blocks import StreamValue

from research.blocks.reading.finding import read_caveat, read_finding
from research.blocks.reading.study import read_study
from research.blocks.reading.values import children, written
from research.domain.finding import Finding
from research.domain.study import Study
from research.domain.update import Block, Figure, GlossaryEntry, RichText, Table


def read_body(value: StreamValue | None) -> tuple[Block, ...]:
    """Read the body in its order. A page with one study need not name it: findings then cite it by themselves."""
    blocks = [READERS[type_](id_, v) for id_, type_, v in children(value) if type_ in READERS]
    blocks = _with_study_refs(blocks)
    return tuple(blocks)


def _with_study_refs(blocks: Sequence[Block]) -> list[Block]:
    studies = [block for block in blocks if isinstance(block, Study)]
    taken = {study.ref for study in studies if study.ref}
    named: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Study):
            number += 1
            if not block.ref:
                block = _replace(block, ref=_free_ref(number, taken))
                taken.add(block.ref)
        named.append(block)
    only = [block.ref for block in named if isinstance(block, Study)]
    if len(only) != 1:
        return named
    return [
        _replace(block, study_refs=(only[0],)) if isinstance(block, Finding) and not block.study_refs else block
        for block in named
    ]


def _free_ref(number: int, taken: set[str]) -> str:
    while f"study-{number}" in taken:
        number += 1
    return f"study-{number}"


B = TypeVar("B", Study, Finding)


def _replace(block: B, **changes: Any) -> B:
    return type(block)(**{**{name: getattr(block, name) for name in block.__slots__}, **changes})


def _rich_text(id_: str, v: Any) -> RichText:
    return RichText(id=id_, html=written(getattr(v, "source", v)))


def _figure(id_: str, v: Any) -> Figure:
    image = v.get("image")
    return Figure(
        id=id_,
        image_id=image.pk if image else None,
        decorative=bool(v.get("decorative")),
        alt=written(v.get("alt_text")),
        caption=written(v.get("caption")),
        long_description=written(v.get("long_description")),
    )


def _table(id_: str, v: Any) -> Table:
    if not v:
        return Table(id=id_)
    return Table(
        id=id_,
        caption=written(getattr(v, "caption", "")),
        columns=tuple(written(column["heading"]) for column in v.columns),
        rows=tuple(tuple(_cell(cell) for cell in row["values"]) for row in v.row_data),
    )


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _glossary(id_: str, v: Any) -> GlossaryEntry:
    return GlossaryEntry(id=id_, term=written(v))


READERS: dict[str, Callable[[str, Any], Block]] = {
    "study": read_study,
    "finding": read_finding,
    "caveat": read_caveat,
    "rich_text": _rich_text,
    "figure": _figure,
    "table": _table,
    "glossary_term": _glossary,
}
