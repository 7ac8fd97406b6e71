"""The caveat: what a finding does not show. It lives inside its finding, so nothing can part the two."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from research.blocks.neutral import CodeBlock, NeutralCharBlock, NeutralListBlock
from research.blocks.text import EasyReadBlock, ParagraphBlock
from research.domain.codes import CaveatKind, CaveatSeverity


class CaveatBlock(blocks.StructBlock):
    kind = CodeBlock(
        CaveatKind,
        label=_("What to be careful about"),
        help_text=_("Each kind brings a plain sentence of its own, in every language."),
    )
    detail = ParagraphBlock(
        label=_("In your words"),
        required=False,
        help_text=_("What it means here, such as “Only people of one clinic took part”."),
    )
    easy_read = EasyReadBlock(
        help_text=_("For the easy-read version, a short sentence a line. Needed where you wrote words above.")
    )
    severity = CodeBlock(CaveatSeverity, label=_("How much it matters"), default=CaveatSeverity.CAUTION.value)
    n = blocks.IntegerBlock(
        label=_("Number of people"),
        required=False,
        min_value=0,
        help_text=_("For a small study: how many took part. For dropouts: how many left."),
    )

    class Meta:
        icon = "warning"
        label = _("Caveat")
        label_format = _("Caveat: {kind} {detail}")
        description = _("A limit of the finding. Readers always see it together with the finding.")
        form_layout = BlockGroup(
            children=["kind", "detail", "easy_read"],
            settings=["severity", "n"],
        )
        preview_value = {"kind": CaveatKind.SMALL_SAMPLE.value, "n": 20, "severity": CaveatSeverity.CAUTION.value}


class CaveatsBlock(blocks.StreamBlock):
    """The caveats of one finding; their ids are the same in every locale."""

    caveat = CaveatBlock()

    class Meta:
        icon = "warning"


class GeneralCaveatBlock(CaveatBlock):
    """A caveat about whole studies or the whole page, beside the caveats of each finding."""

    applies_to = NeutralListBlock(
        NeutralCharBlock(label=_("Short name of a study, or “page”"), default="page", max_length=60),
        label=_("Applies to"),
        default=["page"],
    )

    class Meta:
        label = _("Caveat about a whole study or page")
        label_format = _("Caveat: {kind} {detail}")
        form_layout = BlockGroup(children=["kind", "detail", "easy_read"], settings=["severity", "n", "applies_to"])
        preview_value = {"kind": CaveatKind.SOURCE_PROMOTIONAL.value, "severity": CaveatSeverity.SERIOUS.value}
