"""What moderators do to answers of readers, one or many at once: keep, hide, delete."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.bulk_action import BulkAction

from research.feedback.permissions import policy
from research.models import Feedback, FeedbackState


class Moderation(BulkAction):
    """Something that a moderator does to answers: asked once more, then done."""

    models = (Feedback,)
    template_name = "research/feedback/admin/confirm.html"
    permission = "change"
    state: FeedbackState | None = None
    question: Any = ""

    @classmethod
    def changes(cls, row: Feedback) -> bool:
        return row.state != cls.state

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy().user_has_permission(request.user, self.permission):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_actionable_objects(self) -> tuple[list[Feedback], dict[str, Any]]:
        """Return those of the chosen answers that the person may moderate. “All” is not offered, and means none."""
        ids = [int(id_) for id_ in self.request.GET.getlist("id") if id_.isascii() and id_.isdigit() and len(id_) < 19]
        may = policy().instances_user_has_permission_for(self.request.user, self.permission)
        return list(may.filter(pk__in=ids).select_related("page")), {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=self.question, button=self.display_name, header_icon="help", action_classes=self.classes, **kwargs
        )

    @classmethod
    def execute_action(cls, objects: list[Feedback], **kwargs: Any) -> tuple[int, int]:
        Feedback.objects.filter(pk__in=[row.pk for row in objects]).update(state=cls.state)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        said = ngettext("%(n)d answer was changed.", "%(n)d answers were changed.", num_parent_objects)
        return said % {"n": num_parent_objects}


class Keep(Moderation):
    action_type = "keep"
    display_name = gettext_lazy("Keep")
    aria_label = gettext_lazy("Keep the chosen answers")
    question = gettext_lazy("Their comments stand in the report, for all who may edit the update. Keep these answers?")
    state = FeedbackState.KEPT
    action_priority = 10


class Hide(Moderation):
    action_type = "hide"
    display_name = gettext_lazy("Hide")
    aria_label = gettext_lazy("Hide the chosen answers")
    question = gettext_lazy("They are not counted and their comments are not shown in the report. Hide these answers?")
    state = FeedbackState.HIDDEN
    action_priority = 20


class Delete(Moderation):
    action_type = "delete"
    display_name = gettext_lazy("Delete")
    aria_label = gettext_lazy("Delete the chosen answers")
    question = gettext_lazy(
        "Do so where somebody has written who they are, or about their health. Delete these answers?"
    )
    permission = "delete"
    action_priority = 30
    classes: ClassVar[set[str]] = {"serious"}

    @classmethod
    def execute_action(cls, objects: list[Feedback], **kwargs: Any) -> tuple[int, int]:
        Feedback.objects.filter(pk__in=[row.pk for row in objects]).delete()
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        said = ngettext("%(n)d answer was deleted.", "%(n)d answers were deleted.", num_parent_objects)
        return said % {"n": num_parent_objects}


ACTIONS: tuple[type[Moderation], ...] = (Keep, Hide, Delete)


def bulk_address(action: type[Moderation]) -> str:
    return reverse("wagtail_bulk_action", args=["research", "feedback", action.action_type])
