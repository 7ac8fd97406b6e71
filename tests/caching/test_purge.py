"""Which addresses and tags a change purges, and what pages and settings say of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client, override_settings

from research.caching import purge
from research.caching.addresses import addresses
from research.caching.backends import MOST_TAGS, PurgeFailed, TagBackend
from research.models import Change
from research.renderings.forms import FORMS
from tests.factories import ResearchIndexFactory, ResearchUpdateFactory, Tree, committed, translated
from tests.home.test_server_settings import ENVIRONMENT, manage

pytestmark = pytest.mark.django_db


class Cache(HTTPServer):
    """A cache that notes what it is told, and answers with ``status``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Noting)
        self.told: list[tuple[str, str, str]] = []
        self.status = 200

    @property
    def location(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Noting(BaseHTTPRequestHandler):
    server: Cache

    def do_BAN(self) -> None:
        self.server.told.append((self.command, self.headers["Host"], self.headers.get("Surrogate-Key") or self.path))
        self.send_response(self.server.status)
        self.end_headers()

    do_PURGE = do_BAN

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def cache() -> Iterator[Cache]:
    with Cache() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_every_address_of_an_update_in_every_locale_is_purged(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True, slug="cells")
    translated(page, "es", live=True)

    found = addresses([page.translation_key])

    api = "http://localhost/api/research/v1/"
    assert found == {
        f"{api}updates/",
        f"{api}changes/",
        f"{api}updates/?locale=en",
        f"{api}updates/?locale=es",
        *(
            f"{api}updates/{page.translation_key}/{part}{locale}"
            for part in ("", "renderings/", *(f"renderings/{form}/" for form in FORMS))
            for locale in ("", "?locale=en", "?locale=es")
        ),
        *(f"{one.full_url}easy-read/" for one in (page.get_translation(tree.locales["es"]), page)),
        *(
            f"{one.full_url}{book}"
            for one in (tree.index, tree.root, page)
            for one in (one, one.get_translation(tree.locales["es"]))
            for book in ("", "e-book/")
        ),
    }


def test_address_that_an_update_had_before_is_purged_and_one_that_is_deleted(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True, slug="cells")
    before = page.full_url
    with committed():
        page.move(ResearchIndexFactory.create(parent=tree.root, slug="archive"), pos="last-child")
    page.refresh_from_db()
    with committed():
        page.delete()

    assert {before, before.replace("/research/", "/archive/")} <= addresses([page.translation_key])


def test_cache_that_knows_no_tags_is_told_of_addresses(cache: Cache) -> None:
    page = ResearchUpdateFactory.create(live=True)
    plain = {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": cache.location}

    with override_settings(WAGTAILFRONTENDCACHE={"plain": plain}):
        purge.follow(list(Change.objects.all()))

    told = {(method, path) for method, _host, path in cache.told}
    assert ("PURGE", f"/api/research/v1/updates/{page.translation_key}/?locale=en") in told
    assert ("PURGE", page.url) in told
    assert {host for _method, host, _path in cache.told} == {"localhost"}


def test_tags_are_told_a_hundred_at_a_time(cache: Cache) -> None:
    TagBackend({"LOCATION": cache.location}).purge_tags([f"research-{n}" for n in range(MOST_TAGS + 1)])

    assert [len(tags.split()) for _method, _host, tags in cache.told] == [MOST_TAGS, 1]


def test_cache_that_refuses_is_a_failure_and_the_others_are_told(cache: Cache) -> None:
    page = ResearchUpdateFactory.create(live=True)
    tags = {"BACKEND": "research.caching.backends.TagBackend"}
    caches = {"dead": {**tags, "LOCATION": "http://127.0.0.1:1"}, "alive": {**tags, "LOCATION": cache.location}}

    with override_settings(WAGTAILFRONTENDCACHE=caches), pytest.raises(PurgeFailed, match="cannot be reached"):
        purge.follow(list(Change.objects.all()))

    assert cache.told[0][2] == f"research-lists research-{page.translation_key}"
    cache.status = 403
    with pytest.raises(PurgeFailed, match="refused to purge, with the status 403"):
        TagBackend({"LOCATION": cache.location}).purge_tags(["research-lists"])


def test_pages_have_the_tags_of_what_they_show(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)

    assert Client().get(page.url)["Surrogate-Key"] == f"research-{page.translation_key}"
    assert Client().get(tree.index.url)["Surrogate-Key"] == "research-lists"


@pytest.mark.parametrize(("caches", "age"), [("", 60), ("http://varnish:80,http://varnish-2:80", 600)])
def test_answers_are_kept_for_longer_where_a_cache_is_purged(caches: str, age: int) -> None:
    script = (
        "from django.conf import settings; from research.publishing import followers;"
        "print(settings.RESEARCH_UPDATES['SHARED_MAX_AGE_SECONDS'], 'http-caches' in followers.names(),"
        " [c['LOCATION'] for c in settings.WAGTAILFRONTENDCACHE.values()])"
    )

    ran = manage(
        "production",
        *("shell", "--no-imports", "-c", script),
        **{**ENVIRONMENT, "DATABASE_URL": "sqlite://:memory:", "HTTP_CACHES": caches},
    )

    assert ran.stdout.strip() == f"{age} {bool(caches)} {[part for part in caches.split(',') if part]}", ran.stderr
