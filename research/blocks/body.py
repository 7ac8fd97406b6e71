"""The body of an update: studies, findings and the text, pictures and tables between them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from research.blocks.caveat import GeneralCaveatBlock
from research.blocks.finding import FindingBlock
from research.blocks.neutral import NeutralImageBlock, OpenTermBlock
from research.blocks.study import StudyBlock
from research.blocks.text import RICH_TEXT_FEATURES, ParagraphBlock, TextLineBlock


class FigureBlock(blocks.StructBlock):
    image = NeutralImageBlock(label=_("Image"))
    decorative = blocks.BooleanBlock(
        label=_("Only decoration"),
        required=False,
        help_text=_("Tick this if the page says just as much without the image. It then needs no description."),
    )
    alt_text = TextLineBlock(
        label=_("What the image shows"),
        required=False,
        max_length=150,
        help_text=_("For people who do not see it. Leave it empty to use the image’s own description."),
    )
    caption = TextLineBlock(label=_("Caption"), required=False, max_length=250)
    long_description = ParagraphBlock(
        label=_("Long description"), required=False, help_text=_("For a diagram or chart: everything that it tells.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = _("Image: {caption}")
        description = _("A picture with a description, or marked as decoration.")
        form_layout = BlockGroup(children=["image", "decorative", "alt_text", "caption"], settings=["long_description"])
        preview_value = {"caption": _("A nerve and its myelin")}

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value["decorative"] and (value["alt_text"] or value["long_description"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "decorative": ValidationError(
                        _("The image is marked as decoration but has a description. Remove one of the two."),
                        code="decorative-with-description",
                    )
                }
            )
        return value


class TableBlock(TypedTableBlock):
    """A table of text and numbers with header cells.

    Where wagtail-localize is installed, ``research.translation`` gives it segments
    for its caption, headings and text cells; stock tables yield none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.CharBlock(label=_("Text"), required=False, default="")),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
        ]
        super().__init__(*(args or [columns]), **kwargs)

    def value_for_form(self, value: Any) -> Any:
        """API v3 asks this of every block without children, and would answer 500 to a table."""
        return value

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """Read a form, which sends cell by cell, or what API v3 made of JSON: the whole table in one value."""
        whole = data.get(prefix)
        return whole if isinstance(whole, TypedTable) else super().value_from_datadict(data, files, prefix)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a heading for each column. Give it a caption.")


class BodyBlock(blocks.StreamBlock):
    study = StudyBlock(group=_("Evidence"))
    finding = FindingBlock(group=_("Evidence"))
    caveat = GeneralCaveatBlock(group=_("Evidence"))
    rich_text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=RICH_TEXT_FEATURES,
        group=_("Text and pictures"),
        description=_("Paragraphs, headings and lists. Findings belong in a finding block, with their caveats."),
        preview_value=_("<p>What happened next?</p>"),
    )
    figure = FigureBlock(group=_("Text and pictures"))
    table = TableBlock(group=_("Text and pictures"))
    glossary_term = OpenTermBlock(
        "glossary",
        label=_("Explain a word"),
        icon="help",
        group=_("Text and pictures"),
        description=_("Puts the meaning of a word from the glossary here, in the reader’s language."),
    )
