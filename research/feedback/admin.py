"""What readers answered, in the admin: a list to moderate, and the report of passages that confuse readers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.model import ModelViewSet

from research.feedback.columns import CommentColumn, CommentsColumn, PassageColumn, UpdateColumn, share_in_words
from research.feedback.export import SafeExport, no_formula
from research.feedback.filters import FeedbackFilterSet, FiguresFilterSet, language_name
from research.feedback.permissions import ANY_PERMISSION, may_see, policy, visible
from research.feedback.report import figures, part_name, with_passages
from research.models import Feedback

NAME = "research_feedback"


def address(view: str, *args: Any) -> str:
    return reverse(f"{NAME}:{view}", args=args)


class FeedbackView(SafeExport, generic.IndexView):
    """Every answer, to be kept or hidden."""

    any_permission_required = ANY_PERMISSION
    default_ordering = "-received_at"
    texts = ("page.title", "comment")
    template_name = "research/feedback/admin/index.html"
    list_export: ClassVar[list[str]] = [
        *("received_at", "page.title", "locale", "part", "language", "clear", "comment", "state"),
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "page.title": gettext_lazy("Research update"),
        "part": gettext_lazy("Part"),
    }

    def get_base_queryset(self) -> QuerySet[Feedback]:
        return visible(self.request.user).select_related("page")

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(self.told(object_list))

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        return super().as_spreadsheet(Told(self.model, self.told(queryset)), spreadsheet_format)

    def told(self, object_list: Any) -> list[Feedback]:
        """Give each answer the name of its part."""
        found = []
        for row, passage in with_passages(object_list):
            row.part = part_name(passage)  # type: ignore[attr-defined]
            found.append(row)
        return found


class Told(list[Any]):
    """Rows that are read already, of a model whose names of columns Wagtail asks for."""

    def __init__(self, model: Any, rows: list[Any]) -> None:
        super().__init__(rows)
        self.model = model


class PassagesPaginator(WagtailPaginator):
    """Counts passages, not answers."""

    verbose_name = gettext_lazy("passage")
    verbose_name_plural = gettext_lazy("passages")


class FiguresView(SafeExport, ReportView):
    """The passages that confuse readers."""

    model = Feedback
    page_title = gettext_lazy("Passages that confuse readers")
    header_icon = "help"
    filterset_class = FiguresFilterSet
    paginator_class = PassagesPaginator
    any_permission_required = ANY_PERMISSION
    permission_policy = property(lambda self: policy())
    index_url_name = f"{NAME}:passages"
    index_results_url_name = f"{NAME}:passages_results"
    results_template_name = "research/feedback/admin/passages_results.html"
    export_filename = "passages"
    texts = ("title", "text", "comments_kept")
    columns: ClassVar[list[Column]] = [
        UpdateColumn("title", label=gettext_lazy("Research update")),
        Column("locale", label=gettext_lazy("Locale"), accessor=lambda row: language_name(row.locale)),
        PassageColumn("part", label=gettext_lazy("Part")),
        Column("no", label=gettext_lazy("Was not clear")),
        Column("yes", label=gettext_lazy("Was clear")),
        Column("share", label=gettext_lazy("Share of “not clear”"), accessor=share_in_words),
        Column(
            "older",
            label=gettext_lazy("About an older text"),
            accessor=lambda row: (
                _("%(no)d not clear, %(yes)d clear") % {"no": row.older_no, "yes": row.older_yes}
                if row.older_no or row.older_yes
                else ""
            ),
        ),
        CommentsColumn("comments", label=gettext_lazy("Comments that were kept")),
    ]
    list_export: ClassVar[list[str]] = [
        *("title", "locale", "part", "language", "text", "no", "yes", "share"),
        *("older_no", "older_yes", "comments"),
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "title": gettext_lazy("Research update"),
        "locale": gettext_lazy("Locale"),
        "part": gettext_lazy("Part"),
        "language": gettext_lazy("Language of the text"),
        "text": gettext_lazy("Text"),
        "no": gettext_lazy("Was not clear"),
        "yes": gettext_lazy("Was clear"),
        "share": gettext_lazy("Not clear, of a hundred"),
        "older_no": gettext_lazy("Older text: not clear"),
        "older_yes": gettext_lazy("Older text: clear"),
        "comments": gettext_lazy("Comments that were kept"),
    }

    def get_queryset(self) -> QuerySet[Feedback]:
        return visible(self.request.user)

    def get_filtered_queryset(self) -> Any:
        return Told(self.model, figures(self.filter_queryset(self.get_queryset())))

    @cached_property
    def custom_field_preprocess(self) -> dict[str, Any]:
        joined = {"csv": lambda value: no_formula(" | ".join(value)), "xlsx": " | ".join}
        return {**{name: {"csv": no_formula} for name in ("title", "text")}, "comments": joined}


class FeedbackViewSet(ModelViewSet):
    model = Feedback
    name = NAME
    url_prefix = "reader-feedback"
    icon = "help"
    menu_label = gettext_lazy("Reader feedback")
    # For all permissions of the model to be offered to groups, “view” included.
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    index_view_class = FeedbackView
    index_template_name = "research/feedback/admin/index.html"
    index_results_template_name = "research/feedback/admin/index_results.html"
    filterset_class = FeedbackFilterSet
    search_backend_name = None
    search_fields: ClassVar[list[str]] = ["comment"]
    list_display: ClassVar[list[Any]] = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="feedback"),
        UpdateColumn("page.title", label=gettext_lazy("Research update")),
        Column("part", label=gettext_lazy("Part")),
        Column("locale", label=gettext_lazy("Locale"), accessor=lambda row: language_name(row.locale)),
        Column(
            "clear",
            label=gettext_lazy("Was it clear?"),
            accessor=lambda row: _("Yes") if row.clear else _("No"),
            sort_key="clear",
        ),
        CommentColumn("comment", label=gettext_lazy("Comment of the reader")),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("received_at", label=gettext_lazy("Received"), sort_key="received_at"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Answers are neither written nor changed here.
        others = ("history", "usage", "add", "edit", "delete", "inspect")
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**common, **{f"{name}_url_name": None for name in others}}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("passages/", FiguresView.as_view(), name="passages"),
            path("passages/results/", FiguresView.as_view(results_only=True), name="passages_results"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no page of one answer to be found."""


class FeedbackMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


def feedback_menu_item() -> MenuItem:
    return FeedbackMenuItem(_("Reader feedback"), address("index"), icon_name="help", order=910)


def passages_menu_item() -> MenuItem:
    return FeedbackMenuItem(_("Passages that confuse readers"), address("passages"), icon_name="help", order=920)
