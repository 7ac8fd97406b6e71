"""The finding: one thing that was found, with everything a reader must be told along with it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from research.blocks.caveat import CaveatsBlock
from research.blocks.neutral import (
    CodeBlock,
    NeutralCharBlock,
    NeutralListBlock,
    NeutralPageBlock,
    NeutralStructBlock,
)
from research.blocks.text import DurationBlock, EasyReadBlock, ParagraphBlock, TextLineBlock
from research.domain.codes import (
    CaveatKind,
    Certainty,
    Direction,
    EffectMeasure,
    EvidenceRelation,
    OutcomeRole,
    PopulationKind,
    Size,
    Species,
)


class ArmBlock(blocks.StructBlock):
    label = TextLineBlock(label=_("Group"), max_length=120, help_text=_("Such as “given cells” or “given salt water”."))
    with_event = blocks.IntegerBlock(
        label=_("How many"), min_value=0, help_text=_("Only a number that the paper states. Never work it out.")
    )
    out_of = blocks.IntegerBlock(label=_("Out of how many"), min_value=1)
    time = DurationBlock(label=_("After how long"), required=False)

    class Meta:
        label = _("Group")
        label_format = _("{label}: {with_event} of {out_of}")
        icon = "group"


class ArmsBlock(blocks.StreamBlock):
    arm = ArmBlock()


class EffectBlock(NeutralStructBlock):
    measure = CodeBlock(EffectMeasure, label=_("Measure"), required=False)
    value = blocks.DecimalBlock(label=_("Value"), required=False)
    ci_low = blocks.DecimalBlock(label=_("Confidence interval from"), required=False)
    ci_high = blocks.DecimalBlock(label=_("Confidence interval to"), required=False)
    p = NeutralCharBlock(
        label=_("p-value"), required=False, max_length=20, help_text=_("As printed, such as 0.03 or < 0.001.")
    )

    class Meta:
        icon = "order"


class LaterEvidenceBlock(blocks.StructBlock):
    relation = CodeBlock(
        EvidenceRelation,
        label=_("What it does to this finding"),
        help_text=_("“Contradicts” and “replaces” are told to readers before the finding itself."),
    )
    page = NeutralPageBlock(
        label=_("Our update about it"),
        required=False,
        page_type=["research.ResearchUpdatePage"],
    )
    study_ref = NeutralCharBlock(label=_("Or the short name of a study on this page"), required=False, max_length=60)
    note = ParagraphBlock(label=_("What it found, in a sentence"), required=False)

    class Meta:
        label = _("Later evidence")
        label_format = _("Later evidence: {relation} {note}")
        icon = "history"


class LaterEvidencesBlock(blocks.StreamBlock):
    later_evidence = LaterEvidenceBlock()


class FindingBlock(blocks.StructBlock):
    statement = ParagraphBlock(
        label=_("What was found"),
        help_text=_("One or two plain sentences. Careful words: “may”, “was linked to”. Never “cures” or “proves”."),
    )
    population_kind = CodeBlock(
        PopulationKind,
        label=_("Found in"),
        help_text=_("A result in animals or cells is told as one, in every language."),
    )
    outcome = TextLineBlock(
        label=_("What was measured"), required=False, max_length=200, help_text=_("Such as “how far people can walk”.")
    )
    caveats = CaveatsBlock(
        label=_("Caveats"),
        required=False,
        help_text=_("At least one. Choose a kind and we say it plainly; add your own words where they help."),
    )
    what_it_does_not_mean = ParagraphBlock(
        label=_("What this does not mean"),
        required=False,
        help_text=_("Such as “This does not mean that the treatment stops MS”."),
    )
    # In whom
    species = CodeBlock(Species, label=_("Which animals"), required=False)
    study_refs = NeutralListBlock(
        NeutralCharBlock(label=_("Short name of a study"), max_length=60),
        label=_("From which studies"),
        default=[],
        help_text=_("Leave it empty if the page has one study only."),
    )
    is_subgroup = blocks.BooleanBlock(label=_("Found in a part of the people only"), required=False)
    subgroup = TextLineBlock(label=_("Which part"), required=False, max_length=200)
    # How sure
    direction = CodeBlock(Direction, label=_("Direction"), required=False)
    size = CodeBlock(Size, label=_("Size"), default=Size.NOT_STATED.value)
    certainty = CodeBlock(
        Certainty,
        label=_("Certainty"),
        default=Certainty.NOT_RATED.value,
        help_text=_("One study alone is usually not rated. High or moderate needs the name of who rated it."),
    )
    certainty_by = NeutralCharBlock(label=_("Rated by"), required=False, max_length=250)
    certainty_reason = ParagraphBlock(label=_("Why"), required=False)
    outcome_role = CodeBlock(OutcomeRole, label=_("Which outcome"), required=False)
    is_surrogate = blocks.BooleanBlock(
        label=_("Measured indirectly"), required=False, help_text=_("Such as a blood value instead of how people feel.")
    )
    # Numbers
    numbers = ArmsBlock(label=_("How many of how many"), required=False)
    effect = EffectBlock(label=_("Effect, as the paper gives it"), required=False)
    # Since then
    later_evidence = LaterEvidencesBlock(label=_("Later evidence"), required=False)
    # Easy read
    easy_read = EasyReadBlock(
        label=_("What was found, in easy words"),
        help_text=_("One short sentence a line, of 15 words at most. Its caveats stand below it."),
    )
    easy_meaning = EasyReadBlock(
        label=_("What this does not mean, in easy words"), help_text=_("One short sentence a line.")
    )
    # Exceptions
    no_caveat_reason = ParagraphBlock(
        label=_("Why there is no caveat"),
        required=False,
        help_text=_("Only in rare cases, in 30 characters or more, and agreed by a second person."),
    )
    no_caveat_approved_by = NeutralCharBlock(label=_("Agreed by"), required=False, max_length=150)
    without_suggested_reason = NeutralCharBlock(
        label=_("Why a suggested caveat is left out"),
        required=False,
        max_length=400,
        help_text=_("For your colleagues; it is not published."),
    )

    class Meta:
        icon = "pick"
        label = _("Finding")
        label_format = _("Finding: {statement}")
        description = _("One thing that was found, together with its caveats. Readers never see one without the other.")
        form_layout = BlockGroup(
            children=[
                "statement",
                "population_kind",
                "outcome",
                "caveats",
                "what_it_does_not_mean",
                BlockGroup(
                    heading=_("Where it was found"),
                    icon="group",
                    classname="collapsed",
                    label_format="{subgroup}",
                    children=["species", "study_refs", "is_subgroup", "subgroup"],
                ),
                BlockGroup(
                    heading=_("How large, how sure"),
                    icon="order",
                    classname="collapsed",
                    label_format="{certainty}",
                    children=[
                        "direction",
                        "size",
                        "certainty",
                        "certainty_by",
                        "certainty_reason",
                        "outcome_role",
                        "is_surrogate",
                    ],
                ),
                BlockGroup(
                    heading=_("Numbers"),
                    icon="list-ol",
                    classname="collapsed",
                    label_format="",
                    children=["numbers", "effect"],
                ),
                BlockGroup(
                    heading=_("What was found since"),
                    icon="history",
                    classname="collapsed",
                    label_format="",
                    children=["later_evidence"],
                ),
                BlockGroup(
                    heading=_("Easy read"),
                    icon="view",
                    classname="collapsed",
                    label_format="{easy_read}",
                    children=["easy_read", "easy_meaning"],
                ),
                BlockGroup(
                    heading=_("Exceptions"),
                    icon="lock",
                    classname="collapsed",
                    label_format="{no_caveat_reason}",
                    children=["no_caveat_reason", "no_caveat_approved_by", "without_suggested_reason"],
                ),
            ]
        )
        preview_value = {
            "statement": _("Some people moved better for a while."),
            "population_kind": PopulationKind.PEOPLE.value,
            "outcome": _("Disability"),
            "caveats": [("caveat", {"kind": CaveatKind.NO_CONTROL_GROUP.value})],
        }
