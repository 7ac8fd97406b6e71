"""The page of an update. All behaviour is in ``AbstractResearchUpdate``; a site can have its own concrete page."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Revision
from wagtail.search import index
from wagtail.url_routing import RouteResult

from research import conf
from research.blocks import reading
from research.blocks.body import BodyBlock
from research.blocks.page_parts import (
    CorrectionsBlock,
    DisclosuresBlock,
    ReviewersBlock,
    SourceDocumentsBlock,
    SummaryBlock,
)
from research.domain.codes import TranslationMethod
from research.domain.problems import Problem
from research.domain.publishability.languages import LANGUAGE_CODES
from research.domain.update import Update
from research.forms import ResearchUpdateAPIForm, ResearchUpdateForm
from research.models import gate
from research.models.gated_page import GatedPage
from research.models.lines_of_text import LinesField
from research.panels import ChecksPanel
from research.vocabularies import choices

#: What is added to the address of an update for its easy-read version.
EASY_READ = "easy-read"
EASY_READ_TEMPLATE = "research/easy_read_page.html"


class AbstractResearchUpdate(GatedPage):
    """What a study found, what it does not show and what came after, in one language."""

    summary = StreamField(
        SummaryBlock(),
        verbose_name=_("key messages"),
        blank=True,
        help_text=_("Up to three sentences that say it all. Readers with little time read only these."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("study, findings and text"), blank=True)
    condition = models.CharField(_("condition"), max_length=100, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    source_document = StreamField(
        SourceDocumentsBlock(),
        verbose_name=_("where the story comes from"),
        blank=True,
        help_text=_("The clinic’s post, press release or paper that made you write this update."),
    )
    disclosures = StreamField(
        DisclosuresBlock(),
        verbose_name=_("who may gain"),
        blank=True,
        help_text=_("Relationships that may influence the source, the study or this update, or that there are none."),
    )
    evidence_current_to = models.DateField(_("evidence up to"), null=True, blank=True)
    last_reviewed = models.DateField(_("last reviewed on"), null=True, blank=True)
    next_review_due = models.DateField(
        _("next review due on"), null=True, blank=True, help_text=_("If empty: a year after the last review.")
    )
    reviewed_by = StreamField(ReviewersBlock(), verbose_name=_("reviewed by"), blank=True)
    easy_title = models.CharField(
        _("title in easy words"),
        max_length=150,
        blank=True,
        default="",
        help_text=_("A short title without difficult words."),
    )
    easy_summary = LinesField(
        _("what this is about, in easy words"),
        blank=True,
        default="",
        help_text=_("One short sentence a line, of 15 words at most."),
    )
    easy_read_tested_by = models.CharField(
        _("easy read tested by"),
        max_length=250,
        blank=True,
        help_text=_("The readers or group who tested the easy-read version in this language."),
    )
    translation_method = models.CharField(
        _("how the text came about"),
        max_length=20,
        choices=choices(TranslationMethod),
        default=TranslationMethod.HUMAN.value,
    )
    source_revision = models.ForeignKey(
        Revision,
        verbose_name=_("translated from revision"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    correction_log = StreamField(CorrectionsBlock(), verbose_name=_("corrections"), blank=True)
    withdrawal_note = models.CharField(
        _("why it was taken back"),
        max_length=500,
        blank=True,
        default="",
        help_text=_(
            "Before you unpublish an update for good, fill this in and save. Sites that showed it are told this."
        ),
    )

    base_form_class = ResearchUpdateForm
    api_base_form_class = ResearchUpdateAPIForm
    template = "research/update_page.html"
    subpage_types: ClassVar[list[str]] = []

    api_fields = [
        APIField(name, writable=True)
        for name in (
            "summary",
            "body",
            "condition",
            "topics",
            "source_document",
            "disclosures",
            "evidence_current_to",
            "last_reviewed",
            "next_review_due",
            "reviewed_by",
            "correction_log",
            "easy_title",
            "easy_summary",
        )
    ] + [APIField("translation_method"), APIField("language")]

    search_fields = [*GatedPage.search_fields, index.SearchField("summary"), index.SearchField("body")]

    content_panels = [
        *GatedPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("disclosures"),
        FieldPanel("source_document"),
    ]
    about_panels = [
        HelpPanel(
            content=_("When the evidence was looked at, by whom, and what has been corrected since."),
        ),
        MultiFieldPanel(
            [FieldPanel("evidence_current_to"), FieldPanel("last_reviewed"), FieldPanel("next_review_due")],
            heading=_("Dates"),
        ),
        FieldPanel("reviewed_by"),
        FieldPanel("translation_method"),
        FieldPanel("correction_log"),
        FieldPanel("withdrawal_note"),
    ]
    topic_panels = [FieldPanel("condition"), FieldPanel("topics")]
    easy_read_panels = [
        HelpPanel(
            content=_(
                "The same update for people who find reading hard. Write its title and beginning here. Then open each "
                "study, finding and caveat and fill in “In easy words”. Readers can open the easy-read version once "
                "nothing is missing; the Checks tab says what is."
            ),
        ),
        FieldPanel("easy_title"),
        FieldPanel("easy_summary", widget=AdminAutoHeightTextInput(attrs={"rows": 2})),
        FieldPanel("easy_read_tested_by"),
    ]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page, or its easy-read version at an address of its own: it can be linked and needs no script."""
        if path_components == [EASY_READ] and self.live:
            return RouteResult(self, kwargs={"easy_read": True})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args: Any, easy_read: bool = False, **kwargs: Any) -> str:
        return EASY_READ_TEMPLATE if easy_read else str(super().get_template(request, *args, **kwargs))

    def get_context(self, request: HttpRequest, *args: Any, easy_read: bool = False, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "easy_read": easy_read}

    @classmethod
    def get_edit_handler(cls) -> Any:
        tabs = [
            ObjectList(cls.content_panels, heading=_("Content")),
            ObjectList(cls.easy_read_panels, heading=_("Easy read")),
            ObjectList(cls.topic_panels, heading=_("Topics")),
            ObjectList(cls.about_panels, heading=_("Review")),
            ObjectList([ChecksPanel()], heading=_("Checks")),
            ObjectList([FieldPanel("slug"), *cls.settings_panels], heading=_("Address and schedule")),
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class).bind_to_model(cls)

    def as_update(self) -> Update:
        """Read the page, as it is in memory, into the domain."""
        return Update(
            language=self.language,
            key=str(self.translation_key),
            title=self.title,
            summary=reading.read_summary(self.summary),
            body=reading.read_body(self.body),
            condition=self.condition,
            topics=tuple(self.topics or ()),
            source_documents=reading.read_sources(self.source_document),
            disclosures=reading.read_disclosures(self.disclosures),
            evidence_current_to=self.evidence_current_to,
            last_reviewed=self.last_reviewed,
            next_review_due=self.next_review_due,
            reviewers=reading.read_reviewers(self.reviewed_by),
            easy_title=self.easy_title.strip(),
            easy_summary=self.easy_summary.strip(),
            easy_read_tested_by=self.easy_read_tested_by,
            corrections=reading.read_corrections(self.correction_log),
        )

    def compared_with(self, source: Self) -> list[Problem]:
        return gate.translation_problems(source.as_update(), self.as_update())

    def language_problems(self) -> list[Problem]:
        return [problem for problem in gate.own_problems(self) if problem.code in LANGUAGE_CODES]

    def publication_problems(self) -> list[Problem]:
        """Return what rules and quality checks find in the page as it is in memory."""
        return gate.publication_problems(self)

    def _note_source_revision(self) -> None:
        """Record which revision of the source a translation was published from, when it is published."""
        published = type(self)._default_manager.filter(pk=self.pk).values_list("live_revision_id", flat=True).first()
        if self.alias_of_id is None and published != self.live_revision_id and (source := self.translated_from()):
            self.source_revision_id = source.live_revision_id

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.last_reviewed and not self.next_review_due:
            self.next_review_due = _months_after(self.last_reviewed, conf.setting("REVIEW_EVERY_MONTHS"))
        return super().save(*args, **kwargs)


def _months_after(day: datetime.date, months: int) -> datetime.date:
    if day.year >= datetime.MAXYEAR - months // 12 - 1:
        return datetime.date.max
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(day.day, last))


class ResearchUpdatePage(AbstractResearchUpdate):
    """The page that the plugin brings. A site that needs more fields subclasses the abstract one."""

    # Wagtail gives each concrete class a template of its own name, so the abstract one's is not inherited.
    template = "research/update_page.html"
    parent_page_types: ClassVar[list[str]] = ["research.ResearchIndexPage"]
    page_description = _("What a study found, what it does not show, and what came after.")

    class Meta:
        verbose_name = _("research update")
        verbose_name_plural = _("research updates")
