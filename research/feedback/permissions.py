"""Who may see and moderate what readers answered: a permission of the model, about pages that one may edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy, policy_registry, register_permission_policy

from research.models import Feedback

ANY_PERMISSION = ["change", "delete", "view"]


class FeedbackPolicy(ModelPermissionPolicy):
    """A permission of the model, for answers about pages that the person may edit."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Sequence[str]) -> QuerySet[Feedback]:
        answers: QuerySet[Feedback] = super().instances_user_has_any_permission_for(user, actions)
        if user.is_active and user.is_superuser:
            return answers
        pages = page_permission_policy.instances_user_has_permission_for(user, "change")
        return answers.filter(page__in=pages.values("pk"))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Feedback) -> bool:
        return bool(
            self.user_has_permission(user, action)
            and page_permission_policy.user_has_permission_for_instance(user, "change", instance.page)
        )


register_permission_policy(Feedback, FeedbackPolicy(Feedback))


def policy() -> Any:
    return policy_registry.get_by_type(Feedback)


def may_see(user: Any) -> bool:
    return bool(policy().user_has_any_permission(user, ANY_PERMISSION))


def visible(user: Any) -> QuerySet[Feedback]:
    """Return the answers that a person may see."""
    found: QuerySet[Feedback] = policy().instances_user_has_any_permission_for(user, ANY_PERMISSION)
    return found
