"""The study block: what was done, in whom, by whom, and what is known of it since."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from research.blocks.neutral import (
    CheckedIdentifierBlock,
    CodeBlock,
    IdentifierBlock,
    NeutralCharBlock,
    NeutralListBlock,
    NeutralStructBlock,
    NeutralURLBlock,
)
from research.blocks.text import DurationBlock, EasyReadBlock, ParagraphBlock, TextLineBlock
from research.domain.codes import (
    Allocation,
    Control,
    FunderKind,
    HarmsReporting,
    Masking,
    NoticeKind,
    PeerReview,
    Phase,
    PublicationStatus,
    RegistrationStatus,
    StudyDesign,
)


class NoticeBlock(NeutralStructBlock):
    kind = CodeBlock(NoticeKind, label=_("Kind of notice"), default=NoticeKind.CORRECTION.value)
    date = blocks.DateBlock(label=_("Date"), required=False)
    doi = CheckedIdentifierBlock("doi", label=_("DOI of the notice"), required=False)

    class Meta:
        label = _("Notice")
        icon = "warning"


class FunderBlock(NeutralStructBlock):
    name = NeutralCharBlock(label=_("Name"), max_length=200)
    kind = CodeBlock(FunderKind, label=_("Kind"), default=FunderKind.UNKNOWN.value)
    ror = CheckedIdentifierBlock(
        "ror", label=_("ROR"), required=False, help_text=_("The organisation’s ROR identifier, if you know it.")
    )

    class Meta:
        label = _("Funder")
        icon = "group"


class OutcomeBlock(blocks.StructBlock):
    text = TextLineBlock(label=_("What was measured"), max_length=250)
    primary = blocks.BooleanBlock(
        label=_("This is the main outcome"),
        required=False,
        help_text=_("The one the study team named beforehand."),
    )

    class Meta:
        label = _("Outcome")
        icon = "tick"


class OutcomesBlock(blocks.StreamBlock):
    """A stream rather than a list: its item ids survive API writes, so translations are not lost."""

    outcome = OutcomeBlock()


class StudyBlock(blocks.StructBlock):
    title_plain = TextLineBlock(
        label=_("What the study was about"),
        max_length=200,
        help_text=_("In plain words, such as “Two years after stem cell injections in 18 people with MS”."),
    )
    design = CodeBlock(
        StudyDesign,
        label=_("Kind of study"),
        help_text=_("It decides which caveats we suggest. If it is not in the list, choose the nearest."),
    )
    control = CodeBlock(
        Control,
        label=_("Compared with"),
        default=Control.NOT_APPLICABLE.value,
        help_text=_("What the other group was given. Without a comparison group nobody knows what caused a change."),
    )
    population = ParagraphBlock(
        label=_("Who was studied"),
        help_text=_("One plain sentence, such as “Adults with progressive MS who could still walk”."),
    )
    n_enrolled = blocks.IntegerBlock(
        label=_("How many began"), required=False, min_value=1, help_text=_("People, or animals in an animal study.")
    )
    n_analysed = blocks.IntegerBlock(label=_("How many were counted in the results"), required=False, min_value=1)
    n_completed = blocks.IntegerBlock(label=_("How many stayed to the end"), required=False, min_value=0)
    harms_reporting = CodeBlock(
        HarmsReporting,
        label=_("Harms"),
        help_text=_("Say it even when nothing is known: readers need to hear that too."),
    )
    harms_summary = ParagraphBlock(
        label=_("What harms were seen"), required=False, help_text=_("Needed if you chose “Described below”.")
    )
    # What it is called and where it is published
    identifiers = NeutralListBlock(
        IdentifierBlock(), label=_("Identifiers"), default=[], help_text=_("DOI, PubMed or trial register number.")
    )
    title_original = NeutralCharBlock(
        label=_("Title of the paper"), required=False, max_length=400, help_text=_("As printed; it is not translated.")
    )
    title_original_language = NeutralCharBlock(
        label=_("Language of the title"),
        required=False,
        default="en",
        max_length=20,
        help_text=_("A language code, such as en or pt-BR."),
    )
    journal = NeutralCharBlock(label=_("Journal"), required=False, max_length=200)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1900, max_value=2200)
    peer_review = CodeBlock(PeerReview, label=_("Peer review"), default=PeerReview.UNKNOWN.value)
    publication_status = CodeBlock(
        PublicationStatus,
        label=_("Since it was published"),
        default=PublicationStatus.CURRENT.value,
        help_text=_("A retraction or correction is told to readers before the findings."),
    )
    notices = NeutralListBlock(NoticeBlock(), label=_("Notices of the journal"), default=[])
    # How it was done
    phase = CodeBlock(Phase, label=_("Phase"), default=Phase.NOT_APPLICABLE.value)
    allocation = CodeBlock(Allocation, label=_("How groups were formed"), default=Allocation.NOT_REPORTED.value)
    masking = CodeBlock(Masking, label=_("Who knew who got what"), default=Masking.NOT_REPORTED.value)
    registration_status = CodeBlock(
        RegistrationStatus, label=_("State in the trial register"), default=RegistrationStatus.NOT_REPORTED.value
    )
    intervention = ParagraphBlock(label=_("What they were given"), required=False)
    comparator = ParagraphBlock(label=_("What the others were given"), required=False)
    outcomes = OutcomesBlock(label=_("What was measured"), required=False)
    follow_up = DurationBlock(label=_("How long people were followed"), required=False)
    # Easy read
    easy_read = EasyReadBlock(
        label=_("What was studied, in easy words"),
        help_text=_("One short sentence a line: who took part, what they were given, for how long."),
    )
    # Who took part, where
    age_range = NeutralCharBlock(
        label=_("Ages"), required=False, max_length=50, help_text=_("In figures, such as 27–65.")
    )
    sex_breakdown = TextLineBlock(label=_("Women and men"), required=False, max_length=200)
    countries = NeutralListBlock(
        NeutralCharBlock(label=_("Country"), max_length=2, min_length=2),
        label=_("Countries"),
        default=[],
        help_text=_("Two-letter codes, such as US."),
    )
    setting = TextLineBlock(label=_("Where it took place"), required=False, max_length=200)
    # Who paid, who may gain
    funders = NeutralListBlock(FunderBlock(), label=_("Funders"), default=[])
    study_coi = ParagraphBlock(
        label=_("Conflicts of interest in the study team"),
        required=False,
        help_text=_("Such as patents, shares or jobs. Write “None reported” if the paper says so."),
    )
    more_information = NeutralListBlock(
        NeutralURLBlock(label=_("Web address")), label=_("Where to read more"), default=[]
    )
    ref = NeutralCharBlock(
        label=_("Short name"),
        required=False,
        max_length=60,
        help_text=_(
            "A short name by which findings name this study, such as harris-2021. Leave it empty with a single "
            "study: its findings then belong to it by themselves."
        ),
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Study")
        label_format = _("Study: {title_plain}")
        description = _("What was studied, in whom and how. Add one for each paper or trial that you write about.")
        form_layout = BlockGroup(
            children=[
                "title_plain",
                "design",
                "control",
                "population",
                "n_enrolled",
                "n_analysed",
                "n_completed",
                "harms_reporting",
                "harms_summary",
                "peer_review",
                BlockGroup(
                    heading=_("Where it is published"),
                    icon="link",
                    classname="collapsed",
                    label_format="{journal}",
                    children=[
                        "identifiers",
                        "title_original",
                        "title_original_language",
                        "journal",
                        "year",
                        "publication_status",
                        "notices",
                    ],
                ),
                BlockGroup(
                    heading=_("How it was done"),
                    icon="cogs",
                    classname="collapsed",
                    label_format="{phase}",
                    children=[
                        "phase",
                        "allocation",
                        "masking",
                        "registration_status",
                        "intervention",
                        "comparator",
                        "outcomes",
                        "follow_up",
                    ],
                ),
                BlockGroup(
                    heading=_("Who took part, and where"),
                    icon="group",
                    classname="collapsed",
                    label_format="{setting}",
                    children=["age_range", "sex_breakdown", "countries", "setting"],
                ),
                BlockGroup(
                    heading=_("Who paid, who may gain"),
                    icon="warning",
                    classname="collapsed",
                    label_format="{study_coi}",
                    children=["funders", "study_coi"],
                ),
                BlockGroup(
                    heading=_("Easy read"),
                    icon="view",
                    classname="collapsed",
                    label_format="{easy_read}",
                    children=["easy_read"],
                ),
                BlockGroup(
                    heading=_("More"),
                    icon="cog",
                    classname="collapsed",
                    label_format="{ref}",
                    children=["ref", "more_information"],
                ),
            ]
        )
        preview_value = {
            "title_plain": _("Injections of cells in people with progressive MS"),
            "design": StudyDesign.SINGLE_ARM_TRIAL.value,
            "control": Control.NONE.value,
            "population": _("Adults with progressive MS"),
            "n_enrolled": 20,
            "harms_reporting": HarmsReporting.NONE_REPORTED.value,
            "year": date(2021, 1, 1).year,
        }
