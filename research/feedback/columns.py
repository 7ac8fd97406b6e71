"""The columns of answers and of the report: texts with their language, and what can be done about an answer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

from research.domain.locales import direction
from research.feedback.filters import language_name
from research.feedback.moderation import ACTIONS, bulk_address
from research.feedback.permissions import policy
from research.feedback.report import Figures
from research.models import Feedback


class UpdateColumn(Column):
    """The title of an update, which leads to its editor, in the language that it is in."""

    cell_template_name = "research/feedback/admin/update_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        page = instance.page_id if isinstance(instance, Feedback) else instance.page
        context["url"] = reverse("wagtailadmin_pages:edit", args=[page])
        context["title_id"] = f"feedback_{instance.pk}_title" if isinstance(instance, Feedback) else ""
        context["language"], context["direction"] = instance.locale, direction(instance.locale)
        return context


class CommentColumn(Column):
    """What a reader wrote, with what can be done about it."""

    cell_template_name = "research/feedback/admin/comment_cell.html"

    def get_cell_context_data(self, instance: Feedback, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user, back = parent_context["request"].user, reverse("research_feedback:index")
        context["actions"] = [
            (action.display_name, f"{bulk_address(action)}?id={instance.pk}&next={back}", instance.pk)
            for action in ACTIONS
            if policy().user_has_permission(user, action.permission) and action.changes(instance)
        ]
        return context


class PassageColumn(Column):
    """The words of a part, each with its language."""

    cell_template_name = "research/feedback/admin/passage_cell.html"

    def get_cell_context_data(self, instance: Figures, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        words = instance.passage.words if instance.passage else ()
        context["words"] = [(word.text, word.language, direction(word.language)) for word in words]
        context["language"] = language_name(instance.language)
        return context


class CommentsColumn(Column):
    cell_template_name = "research/feedback/admin/comments_cell.html"


def share_in_words(row: Figures) -> str:
    if row.share is None:
        return _("Too few answers")
    return _("%(share)d%% not clear") % {"share": row.share}
