"""Every form of every update of the demo as readers get it: made and stored, then asked for, once a session."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from home.models import HomePage
from research.models import Representation, ResearchIndexPage, ResearchUpdatePage
from research.renderings.forms import FORMS
from research.shelf import making
from tests.demo import Rows, present

UPDATES = "/api/research/v1/updates/"


@dataclass(frozen=True, slots=True)
class Served:
    """One answer: which form of which update in which locale, its bytes, and whether they were the same once more.

    ``stored`` is the digest of what was stored of it before anybody asked.
    """

    form: str
    key: str
    locale: str
    media_type: str
    data: bytes
    same_again: bool
    stored: str | None

    def __str__(self) -> str:
        return f"{self.form}-{self.locale}-{self.key[:8]}"


@pytest.fixture(scope="session")
def served(demo_rows: Rows, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Served]:
    """All forms, and of the web page the piece to embed (``fragment``) as well."""
    keeps = override_settings(RESEARCH_UPDATES={**settings.RESEARCH_UPDATES, "KEEP_RENDERINGS": True})
    with django_db_blocker.unblock(), transaction.atomic(), present(demo_rows), translation.override("en"), keeps:
        making.make(Representation.objects.values_list("translation_key", flat=True).distinct())
        found = list(_asked())
        transaction.set_rollback(True)
    return found


def _asked() -> Iterator[Served]:
    # Forms are stored with the addresses of their site.
    client = Client(headers={"host": Site.objects.get(is_default_site=True).hostname})
    rows = Representation.objects.order_by("locale__language_code", "translation_key")
    for key, locale, body in rows.values_list("translation_key", "locale__language_code", "body"):
        names = [form for form in FORMS if form != "easy" or json.loads(body)["easy_read"]]
        row = Representation.objects.get(translation_key=key, locale__language_code=locale)
        stored = dict(row.renderings.exclude(sha256="").values_list("form", "sha256"))
        for name, address in [*((form, f"{form}/?") for form in names), ("fragment", "html/?fragment=1&")]:
            url = f"{UPDATES}{key}/renderings/{address}locale={locale}&fallback=none"
            answer = client.get(url)
            assert answer.status_code == 200, (name, key, locale, answer.content[:300])
            again = client.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 304
            media_type = answer["Content-Type"].split(";")[0]
            yield Served(name, str(key), locale, media_type, answer.content, again, stored.get(name))


@pytest.fixture(scope="session")
def of_form(served: list[Served]) -> dict[str, list[Served]]:
    """The same by form."""
    return {form: [answer for answer in served if answer.form == form] for form in {a.form for a in served}}


@pytest.fixture(scope="session")
def pages_of_the_site(demo_rows: Rows, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, bytes]:
    """The first page, the list and every update as the site shows them, in every language."""
    with django_db_blocker.unblock(), transaction.atomic(), present(demo_rows), translation.override("en"):
        models = (HomePage, ResearchIndexPage, ResearchUpdatePage)
        pages = [page for model in models for page in model.objects.live().select_related("locale")]
        found = {f"site-{page.pk}": Client().get(page.get_url()) for page in pages}
        transaction.set_rollback(True)
    assert {answer.status_code for answer in found.values()} == {200}
    return {name: answer.content for name, answer in found.items()}
