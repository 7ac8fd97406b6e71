"""Tell people that a webhook was disabled: in the log, in its history and by e-mail."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from research.models import DisabledBecause, WebhookEndpoint

logger = logging.getLogger("research")

ACTION = "research.webhook_disabled"


def tell_disabled(endpoint: WebhookEndpoint, because: DisabledBecause) -> None:
    """Tell everybody who may enable it again. A mail that cannot be sent is logged: the others still get theirs."""
    logger.error("Webhook %s (%s) was disabled: %s. Nothing is lost; enable it again.", endpoint.pk, endpoint, because)
    log(instance=endpoint, action=ACTION, data={"because": str(because)})
    for person in _people():
        try:
            _mail(person, endpoint, because)
        except Exception:
            logger.exception("The notice about webhook %s could not be sent to %s.", endpoint.pk, person)


def _people() -> Iterable[Any]:
    people = policy_registry.get_by_type(WebhookEndpoint).users_with_any_permission(["change"])
    return [person for person in people if person.is_active and person.email]


def _mail(person: Any, endpoint: WebhookEndpoint, because: DisabledBecause) -> None:
    with translation.override(UserProfile.get_for_user(person).get_preferred_language()):
        send_mail(
            _("The webhook “%(name)s” was disabled") % {"name": " ".join(str(endpoint).split())},
            _(
                "Changes are not sent to %(url)s any more. %(why)s\n\n"
                "Nothing is lost: once you enable it again, it goes on with the change where it stopped.\n\n"
                "%(address)s\n"
            )
            % {"url": endpoint.url, "why": because.label, "address": _address(endpoint)},
            [person.email],
        )


def _address(endpoint: WebhookEndpoint) -> str:
    try:
        return f"{get_admin_base_url() or ''}{reverse('research_webhooks:edit', args=[endpoint.pk])}"
    except NoReverseMatch:
        return ""  # a worker whose settings have no admin
