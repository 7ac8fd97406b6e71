"""What every block owes to editors and to translators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from research.blocks.finding import FindingBlock
from research.blocks.neutral import LanguageNeutral
from research.domain.texts import FIGURE_TEXTS, FINDING_TEXTS, STUDY_TEXTS
from research.models import ResearchUpdatePage
from tests.factories import STREAMS

STREAM_BLOCKS = {name: ResearchUpdatePage._meta.get_field(name).stream_block for name in STREAMS}


def walk(path: str, block: blocks.Block) -> Iterator[tuple[str, blocks.Block]]:
    yield path, block
    if isinstance(block, blocks.ListBlock):
        yield from walk(f"{path}.item", block.child_block)
    children = getattr(block, "child_blocks", {})
    for name, child in children.items():
        yield from walk(f"{path}.{name}", child)


EVERY = dict(pair for name, block in STREAM_BLOCKS.items() for pair in walk(name, block))
TOP = {f"{name}.{child}": b for name, stream in STREAM_BLOCKS.items() for child, b in stream.child_blocks.items()}
STRUCTS = {path: block for path, block in EVERY.items() if isinstance(block, blocks.BaseStructBlock)}


def table(found: dict[str, Any]) -> Any:
    return pytest.mark.parametrize("path", sorted(found))


@table({p: b for p, b in EVERY.items() if "." in p})
def test_block_has_a_label_of_its_own(path: str) -> None:
    assert str(EVERY[path].label)


@table(TOP)
def test_block_that_editors_choose_has_an_icon(path: str) -> None:
    assert TOP[path].meta.icon != "placeholder"


@table({p: b for p, b in TOP.items() if p.startswith("body.")})
def test_block_of_the_body_explains_itself_in_the_chooser(path: str) -> None:
    block = TOP[path]

    assert str(block.meta.description)
    assert getattr(block.meta, "preview_value", None) or str(block.meta.description)


@table({p: b for p, b in EVERY.items() if isinstance(b, blocks.CharBlock | blocks.TextBlock | blocks.URLBlock)})
def test_text_block_is_never_none(path: str) -> None:
    assert EVERY[path].get_default() is not None


def _segments(block: blocks.Block, value: Any) -> list[Any]:
    return block.get_translatable_segments(value)  # type: ignore[attr-defined]


@table({p: b for p, b in EVERY.items() if isinstance(b, LanguageNeutral)})
def test_neutral_block_gives_translators_nothing(path: str) -> None:
    block = EVERY[path]

    assert _segments(block, block.get_default()) == []
    assert block.restore_translated_segments("10.1/x", []) == "10.1/x"  # type: ignore[attr-defined]


NEUTRAL_LEAVES = ("url", "doi", "ror", "orcid", "ref", "study_ref", "journal", "identifiers", "countries", "study_refs")


@table({p: b for p, b in EVERY.items() if p.rpartition(".")[2] in NEUTRAL_LEAVES})
def test_identifier_name_or_address_never_reaches_a_translator(path: str) -> None:
    parents = [path.rsplit(".", n)[0] for n in range(path.count(".") + 1)]

    assert any(isinstance(EVERY[parent], LanguageNeutral) for parent in parents)


def _inside_neutral(path: str) -> bool:
    parents = [path.rsplit(".", n)[0] for n in range(1, path.count(".") + 1)]
    return any(isinstance(EVERY[parent], LanguageNeutral) for parent in parents if parent in EVERY)


@table({p: b for p, b in EVERY.items() if isinstance(b, blocks.ListBlock)})
def test_list_holds_nothing_to_translate_because_its_ids_do_not_last(path: str) -> None:
    assert isinstance(EVERY[path], LanguageNeutral)


def test_blocks_with_text_are_exactly_those_that_the_domain_compares() -> None:
    """A text block that ``domain.texts`` does not know would leave without any quality check."""
    text = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
    translated = {
        path
        for path, block in EVERY.items()
        if isinstance(block, text) and not isinstance(block, LanguageNeutral) and not _inside_neutral(path)
    }

    assert translated == {
        "summary.key_message",
        "disclosures.disclosure.detail",
        "correction_log.correction.what",
        "correction_log.correction.why",
        "body.rich_text",
        "body.caveat.detail",
        "body.caveat.easy_read",
        *(f"body.study.{name}" for name in STUDY_TEXTS),
        "body.study.outcomes.outcome.text",
        *(f"body.finding.{name}" for name in FINDING_TEXTS),
        "body.finding.numbers.arm.label",
        "body.finding.caveats.caveat.detail",
        "body.finding.caveats.caveat.easy_read",
        "body.finding.later_evidence.later_evidence.note",
        *(f"body.figure.{name}" for name in FIGURE_TEXTS.values()),
        # Cells; the domain walks a table by rows and columns.
        "body.table.text",
    }


def test_caveats_are_inside_their_finding() -> None:
    assert isinstance(FindingBlock().child_blocks["caveats"], blocks.StreamBlock)


@table({p: b for p, b in EVERY.items() if isinstance(b, BaseTypedTableBlock)})
def test_table_has_segments_of_its_own(path: str) -> None:
    assert callable(getattr(EVERY[path], "get_translatable_segments", None))


@table(STRUCTS)
def test_every_child_of_a_struct_is_in_its_form_once(path: str) -> None:
    block = STRUCTS[path]
    layout = getattr(block.meta, "form_layout", None)
    if layout is None:
        return
    shown: list[str] = []

    def collect(group: Any) -> None:
        for part in (*group.children, *group.settings):
            shown.append(part) if isinstance(part, str) else collect(part)

    collect(layout)

    assert sorted(shown) == sorted(block.child_blocks)


@table(STRUCTS)
def test_label_of_a_block_names_only_fields_that_it_has(path: str) -> None:
    block = STRUCTS[path]
    label_format = str(getattr(block.meta, "label_format", "") or "")
    named = {part.partition("}")[0] for part in label_format.split("{")[1:]}

    assert named <= set(block.child_blocks)
