"""What every publish door needs: people, clients, good and spoilt pages, and what was said to whom."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest import mock

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from research.messages import message
from research.models import PublishBlocked, ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, Tree, bearer, committed, user


@dataclass
class Outcome:
    """What became of the pages that a door was to make live, and what was told."""

    wanted: list[int]
    told: str
    status: int = 200
    raised: bool = False

    @property
    def live(self) -> list[bool]:
        rows = dict(ResearchUpdatePage.objects.filter(pk__in=self.wanted).values_list("pk", "live"))
        return [rows.get(pk, False) for pk in self.wanted]


@dataclass
class World:
    tree: Tree
    admin: Any = None
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        # A server error is a response, as it is for a person, not an exception of the test.
        self.client = Client(raise_request_exception=False)
        self.admin = user(superuser=True)
        self.client.force_login(self.admin)

    def draft(self, good: bool, **fields: Any) -> ResearchUpdatePage:
        page: ResearchUpdatePage = ResearchUpdateFactory.create(without="" if good else "caveat", **fields)
        return page

    def live_whatever_it_takes(self, good: bool, **fields: Any) -> ResearchUpdatePage:
        """A page that is live without having gone through any door, as one from before a rule existed."""
        page = self.draft(good, **fields)
        ResearchUpdatePage.objects.filter(pk=page.pk).update(live=True)
        return ResearchUpdatePage.objects.get(pk=page.pk)

    def scheduled_for_tomorrow(self, good: bool, **fields: Any) -> ResearchUpdatePage:
        """A page whose schedule was accepted, as before a rule existed."""
        page = self.draft(good, **fields)
        page.go_live_at = timezone.now() + timedelta(days=1)
        revision = page.save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
        return page

    def let_time_pass(self) -> None:
        """Run the scheduler as it runs in two days."""
        later = timezone.now() + timedelta(days=2)
        with mock.patch.object(timezone, "now", return_value=later), committed():
            call_command("publish_scheduled")

    def post(self, url: str, data: Any, wanted: Iterable[int]) -> Outcome:
        """Post a form of the admin and read what the person sees in the end."""
        with committed():
            response = self.client.post(url, data, follow=True, headers={"referer": reverse("wagtailadmin_home")})
        return Outcome(list(wanted), seen(response), response.status_code)

    def call_api(self, method: str, path: str, body: Any) -> Any:
        send = getattr(self.client, method)
        with committed():
            return send(path, json.dumps(body), content_type="application/json", headers=bearer(self.admin))


def seen(response: Any) -> str:
    """Return the text that a person reads, without tags and with spaces as single ones.

    Errors of blocks come as data for the script that draws the form, in JSON's spelling.
    """
    text = html.unescape(re.sub(r"<[^>]+>", " ", html.unescape(response.content.decode())))
    return re.sub(r"\s+", " ", re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text))


def words(blocked: PublishBlocked) -> str:
    return " ".join(message(problem) for problem in blocked.problems)
