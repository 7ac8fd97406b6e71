"""What every script inside a host does: make pages below the first one, publish them, read them over the API."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from research.models import PublishBlocked, ResearchIndexPage, ResearchUpdatePage

API = "/api/research/v1/updates/"


def index_below(home: Page, title: str) -> ResearchIndexPage:
    index = home.add_child(instance=ResearchIndexPage(title=title, slug="research", live=False))
    return publish(index)


def first_page() -> Page:
    return Site.objects.get(is_default_site=True).root_page


def draft(index: Page, slug: str, **fields: Any) -> ResearchUpdatePage:
    """Return an update below ``index`` that is not public. Lists of raw blocks become values of StreamFields."""
    stored = {name: json.dumps(value) if isinstance(value, list) else value for name, value in fields.items()}
    return index.add_child(instance=ResearchUpdatePage(slug=slug, live=False, **stored))


def publish(page: Any) -> Any:
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def refusal(page: Any) -> list[str]:
    """Try to publish ``page`` and return the codes of the problems; empty if nothing stood against it."""
    try:
        publish(page)
    except PublishBlocked as blocked:
        return sorted(problem.code for problem in blocked.problems)
    return []


def read(address: str = API, **headers: str) -> dict[str, Any]:
    """Read ``address`` as a stranger: status, headers that say the language, and the body."""
    answer = Client().get(address, headers=headers)
    is_json = "json" in answer["Content-Type"]
    return {
        "status": answer.status_code,
        "type": answer["Content-Type"],
        "language": answer.get("Content-Language"),
        "body": answer.json() if is_json else answer.content.decode(),
    }


def screens(index: ResearchIndexPage, page: ResearchUpdatePage) -> dict[str, int]:
    """Open what an editor opens to write and to change an update; return the status of each answer."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org", "pw"))
    addresses = {
        "new": reverse("wagtailadmin_pages:add", args=["research", "researchupdatepage", index.pk]),
        "edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "list": reverse("wagtailadmin_explore", args=[index.pk]),
        "history": reverse("wagtailadmin_pages:history", args=[page.pk]),
    }
    return {name: client.get(address).status_code for name, address in addresses.items()}


def report(**what: Any) -> None:
    """Say what happened, as one line of JSON for the test that looks on."""
    sys.stdout.write(json.dumps(what) + "\n")
