"""The demo for tests: loaded once a session, then copied row by row into each test that asks for it.

A test asks for the fixture ``demo`` and finds the demo in its database, inside its own transaction:

    def test_that_reads(demo: None) -> None: ...

Loading takes seconds, copying takes milliseconds.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import TestCase
from wagtail.models import Site

from home.demo import loader

#: The rows of the tables that loading the demo changes: ``{table: (columns, rows)}``.
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def load() -> str:
    """Load the demo inside the open transaction, do what waits for a commit, and return what was said."""
    said = io.StringIO()
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("load_demo", stdout=said)
    return said.getvalue()


def loaded_rows() -> Rows:
    """Load the demo, note what the changed tables hold then, and take it all back."""
    with transaction.atomic():
        before = all_rows()
        for _name, step in loader.steps():
            # Step by step, as commits would come: the vocabularies wait for no page that shows them.
            with TestCase.captureOnCommitCallbacks(execute=True):
                step()
        after = all_rows()
        transaction.set_rollback(True)
    return {table: rows for table, rows in after.items() if rows != before[table]}


@contextmanager
def present(rows: Rows) -> Iterator[None]:
    """Have noted rows in the database for as long as the block runs inside the open transaction."""
    put(rows)
    yield
    Site.clear_site_root_paths_cache()


def put(rows: Rows) -> None:
    """Put noted rows in the place of what their tables hold. Foreign keys are looked at when all are there."""
    Site.clear_site_root_paths_cache()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in rows:
            cursor.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608 - names of our own tables
        for table, (columns, values) in rows.items():
            if values:
                names = ", ".join(_quoted(column) for column in columns)
                places = ", ".join(["%s"] * len(columns))
                # Made of names of tables and columns alone.
                cursor.executemany(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({places})", values)  # noqa: S608


def all_rows() -> Rows:
    """Note what every table holds."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            # SQLite keeps the index for full text in tables of its own, by triggers.
            if not table.endswith("_fts"):
                # Made of names of tables and columns alone.
                cursor.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608
                found[table] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
