"""A source that stops being public takes its translations with it, whatever the way, and the reason is on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from research.models import Representation, ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, bearer, committed, translated, user
from tests.translation.localize import translated_by_localize

pytestmark = pytest.mark.django_db


def in_code(page: ResearchUpdatePage) -> None:
    page.unpublish()


def in_the_admin(page: ResearchUpdatePage) -> None:
    client = Client()
    client.force_login(user("root", superuser=True))
    assert client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])).status_code == 302


def in_bulk(page: ResearchUpdatePage) -> None:
    client = Client()
    client.force_login(user("root", superuser=True))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    assert client.post(f"{address}?id={page.pk}&next=/admin/").status_code == 302


def by_expiry(page: ResearchUpdatePage) -> None:
    ResearchUpdatePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")


def over_the_api(page: ResearchUpdatePage) -> None:
    headers = bearer(user("root", superuser=True))
    address = reverse("wagtailapi_v3:pages_actions_unpublish", args=[page.pk])
    answer = Client().post(address, data="{}", content_type="application/json", headers=headers)
    assert answer.status_code == 200, answer.content


def by_deletion(page: ResearchUpdatePage) -> None:
    page.delete()


def with_its_parent(page: ResearchUpdatePage) -> None:
    page.get_parent().specific.delete()


WAYS = [in_code, in_the_admin, in_bulk, by_expiry, over_the_api, by_deletion, with_its_parent]


@pytest.mark.parametrize("unpublish", WAYS, ids=lambda way: way.__name__)
def test_translations_go_offline_with_their_source(unpublish: Callable[[Any], None]) -> None:
    page = ResearchUpdateFactory.create(live=True)
    _translation, spanish = translated_by_localize(page, "es")
    german = translated(page, "de", live=True)

    with committed():
        unpublish(ResearchUpdatePage.objects.get(pk=page.pk))

    for gone in (spanish, german):
        assert not ResearchUpdatePage.objects.get(pk=gone.pk).live
        entry = PageLogEntry.objects.get(page=gone.pk, action="research.unpublished_with_source")
        assert entry.data["source"] == page.title
    assert not Representation.objects.filter(translation_key=page.translation_key).exists()


def test_source_stays_when_a_translation_goes_offline() -> None:
    page = ResearchUpdateFactory.create(live=True)
    _translation, spanish = translated_by_localize(page, "es")

    with committed():
        spanish.unpublish()

    assert ResearchUpdatePage.objects.get(pk=page.pk).live
    assert Representation.objects.filter(translation_key=page.translation_key).count() == 1


def test_history_of_each_translation_says_why_it_went_offline() -> None:
    page = ResearchUpdateFactory.create(live=True)
    copies = [translated(page, language, live=True) for language in ("es", "de")]
    client = Client()
    client.force_login(user("root", superuser=True))

    with committed():
        client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))

    for copy in copies:
        history = client.get(reverse("wagtailadmin_pages:history", args=[copy.pk])).content.decode()
        assert "Unpublished because its source page" in history
