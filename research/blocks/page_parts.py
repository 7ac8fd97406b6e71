"""What stands around the body: key messages, sources, disclosures, reviewers and corrections."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from research.blocks.neutral import (
    CheckedIdentifierBlock,
    CodeBlock,
    NeutralCharBlock,
    NeutralStructBlock,
    NeutralURLBlock,
)
from research.blocks.text import ParagraphBlock, TextLineBlock
from research.domain.codes import DisclosureKind, ReviewerRole, SourceKind


class KeyMessageBlock(TextLineBlock):
    """A line of text that stands in its stream by itself, where Wagtail gives a field no label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field.widget.attrs["aria-label"] = self.meta.label


class SummaryBlock(blocks.StreamBlock):
    key_message = KeyMessageBlock(
        label=_("Key message"),
        icon="openquote",
        max_length=250,
        help_text=_("One sentence of 20 words at most."),
    )


class SourceDocumentBlock(NeutralStructBlock):
    kind = CodeBlock(SourceKind, label=_("Kind of source"))
    url = NeutralURLBlock(label=_("Web address"), required=False)
    promotional = blocks.BooleanBlock(
        label=_("It promotes something that its author sells"),
        required=False,
        help_text=_("Readers are then told of the conflict of interest before the first finding."),
    )
    title = NeutralCharBlock(label=_("Title as printed"), required=False, max_length=300)
    title_language = NeutralCharBlock(label=_("Language of the title"), required=False, default="en", max_length=20)
    publisher = NeutralCharBlock(label=_("Publisher"), required=False, max_length=200)
    author_name = NeutralCharBlock(label=_("Author"), required=False, max_length=200)
    author_affiliation = NeutralCharBlock(label=_("Where the author works"), required=False, max_length=250)
    retrieved_on = blocks.DateBlock(label=_("Read on"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Source")
        label_format = _("Source: {publisher}")
        form_layout = BlockGroup(
            children=[
                "kind",
                "url",
                "promotional",
                BlockGroup(
                    heading=_("Title, publisher, author"),
                    classname="collapsed",
                    icon="user",
                    label_format="{publisher}",
                    children=[
                        "title",
                        "title_language",
                        "publisher",
                        "author_name",
                        "author_affiliation",
                        "retrieved_on",
                    ],
                ),
            ]
        )


class SourceDocumentsBlock(blocks.StreamBlock):
    source_document = SourceDocumentBlock()


class DisclosureBlock(blocks.StructBlock):
    kind = CodeBlock(
        DisclosureKind,
        label=_("Kind of relationship"),
        help_text=_("If everybody was asked and has none, choose “None declared” and say who was asked and when."),
    )
    who = NeutralCharBlock(
        label=_("Who"), required=False, max_length=250, help_text=_("The person or organisation, or who was asked.")
    )
    detail = ParagraphBlock(label=_("In plain words"), required=False)
    asked_on = blocks.DateBlock(label=_("Asked on"), required=False)

    class Meta:
        icon = "warning"
        label = _("Disclosure")
        label_format = _("Disclosure: {kind} {who}")


class DisclosuresBlock(blocks.StreamBlock):
    disclosure = DisclosureBlock()


class ReviewerBlock(NeutralStructBlock):
    name = NeutralCharBlock(label=_("Name"), max_length=150)
    role = CodeBlock(ReviewerRole, label=_("Role"))
    orcid = CheckedIdentifierBlock("orcid", label=_("ORCID"), required=False)

    class Meta:
        icon = "user"
        label = _("Reviewer")
        label_format = _("{name}")


class ReviewersBlock(blocks.StreamBlock):
    reviewer = ReviewerBlock()


class CorrectionBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"))
    what = ParagraphBlock(label=_("What changed"))
    why = ParagraphBlock(label=_("Why"), required=False)

    class Meta:
        icon = "edit"
        label = _("Correction")
        label_format = _("{date}: {what}")


class CorrectionsBlock(blocks.StreamBlock):
    correction = CorrectionBlock()
