"""What every test shares: which real parts this machine has, and a language to start from.

A part that is missing is reported in the header and its tests are left out; with ``CI=true`` they fail
instead, because nothing may be left out silently there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from tests.demo import Rows, all_rows, loaded_rows, present, put
from tests.factories import Tree, site_tree

#: Whether a missing part is a failure.
CI = os.environ.get("CI") == "true"

# Two processes on two cores share them with a database: a slow example is not a wrong one.
hypothesis_settings.register_profile("project", deadline=None, max_examples=100)
hypothesis_settings.load_profile("project")


def chromium_path() -> str | None:
    """Return the path of Debian's Chromium or of one found on PATH."""
    debian = Path("/usr/bin/chromium")
    if debian.exists():
        return str(debian)
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def node_path() -> str | None:
    return shutil.which("node") if shutil.which("npm") else None


def server_path(name: str) -> str | None:
    """Return the path of a server such as ``varnishd``; Debian keeps them off the PATH of people."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


#: The programs that some tests need, by marker.
PROGRAMS: dict[str, Callable[[], str | None]] = {
    "requires_chromium": chromium_path,
    "requires_node": node_path,
    "requires_java": lambda: shutil.which("java"),
    "requires_liblouis": lambda: find_library("louis"),
    "requires_espeak": lambda: shutil.which("espeak-ng") if shutil.which("opusenc") else None,
    "requires_varnish": lambda: server_path("varnishd"),
    "requires_nginx": lambda: server_path("nginx"),
}


def pytest_report_header() -> list[str]:
    database = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    missing = "missing: its tests fail" if CI else "missing: its tests are left out"
    programs = [f"{marker.removeprefix('requires_')}: {find() or missing}" for marker, find in PROGRAMS.items()]
    return [f"database: {database}", *programs]


#: Folders whose tests ask nothing of this database, or only what others ask as well: hosts have one of their own.
ONCE_NAMES = ("benchmarks", "blocks", "contract", "docs", "domain", "hosts", "renderings", "representations")
ONCE = {Path(__file__).parent / name for name in ONCE_NAMES}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if not ONCE.isdisjoint(item.path.parents):
            item.add_marker(pytest.mark.once)
    left_out = [item for item in items if _is_left_out(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _is_left_out(item: pytest.Item) -> bool:
    if item.get_closest_marker("requires_postgresql"):
        # The suite runs once on each database; .ci/run sees to the second run.
        return connection.vendor != "postgresql"
    missing = [marker for marker, find in PROGRAMS.items() if item.get_closest_marker(marker) and find() is None]
    return bool(missing) and not CI


@pytest.fixture(autouse=True)
def _language_of_the_site() -> Iterator[None]:
    """Start in the default language and leave no other active for the next test."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _sites_of_this_test() -> None:
    """Forget the sites of the test before: they were rolled back, but Wagtail keeps their addresses in the cache."""
    Site.clear_site_root_paths_cache()


@pytest.fixture
def tree(db: None) -> Tree:
    """The site with its five locales and the English list of updates."""
    return site_tree()


#: What migrations made, noted before any test can empty the database.
FIRST_ROWS: Rows = {}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Note ``FIRST_ROWS`` as soon as there is a database, whichever test is the first to ask for it."""
    with django_db_blocker.unblock():
        FIRST_ROWS.update(all_rows())


@pytest.fixture(scope="session")
def first_rows(django_db_setup: None) -> Rows:
    return FIRST_ROWS


@pytest.fixture(scope="module")
def _first_rows_come_back(first_rows: Rows, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests with real commits empty the database; leave what migrations made to the tests after them."""
    yield
    with django_db_blocker.unblock():
        put(first_rows)


@pytest.fixture
def real_commits(_first_rows_come_back: None, first_rows: Rows, transactional_db: None) -> None:
    """Transactions end as they do outside of tests; the database holds what migrations made to begin with."""
    put(first_rows)


@pytest.fixture(scope="session")
def demo_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Rows:
    """What the tables hold once the demo is loaded; loaded once a session."""
    with django_db_blocker.unblock(), translation.override(settings.LANGUAGE_CODE):
        return loaded_rows()


@pytest.fixture
def demo(demo_rows: Rows, db: None) -> Iterator[None]:
    """The demo: four updates in five languages, one of them out of date and one half translated."""
    with present(demo_rows):
        yield
