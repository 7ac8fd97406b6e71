"""Readers who answer, on the site and from other sites, and a site with a limit for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from research.feedback import limit
from research.models import Feedback, Representation

API = "/api/research/v1/"


@contextmanager
def site(**research: Any) -> Iterator[None]:
    """Have these settings of the plugin, and counters that begin anew."""
    limit.forget()
    with override_settings(RESEARCH_UPDATES={**settings.RESEARCH_UPDATES, **research}):
        yield
    limit.forget()


@contextmanager
def read_only() -> Iterator[None]:
    """Have a database that refuses to be written to until the end of the test, as a delivery process has."""
    is_sqlite = connection.vendor == "sqlite"
    # What was written before is looked at before: PostgreSQL would lock rows for that.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON" if is_sqlite else "SET TRANSACTION READ ONLY")
    try:
        yield
    finally:
        if is_sqlite:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only=OFF")


def api_address(key: Any) -> str:
    return f"{API}updates/{key}/feedback/"


def form_address(key: Any, locale: str = "en") -> str:
    return f"/feedback/{locale}/{key}/"


def send(key: Any, client: Client | None = None, headers: Any = None, **said: Any) -> Any:
    """Send an answer to the API; what is not said is “no” in English."""
    body = {"locale": "en", "clear": False, **said}
    return (client or Client()).post(api_address(key), body, content_type="application/json", headers=headers)


def send_raw(key: Any, body: Any) -> Any:
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    client = Client(raise_request_exception=False)
    return client.post(api_address(key), data, content_type="application/json")


def answer(page: Any, **fields: Any) -> Feedback:
    """Keep an answer about the whole of ``page`` as it is public now."""
    row = Representation.objects.select_related("locale").get(pk=page.pk)
    known = {
        "page_id": page.pk,
        "root": page.get_site().root_page.translation_key,
        "translation_key": page.translation_key,
        "locale": row.locale.language_code,
        "language": row.language,
        "clear": False,
        "received_at": timezone.now(),
        "passage": "",
    }
    return Feedback.objects.create(**{**known, **fields})
