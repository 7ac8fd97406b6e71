"""A connection to PostgreSQL that has been idle: whether it can be used is seen without a question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
from django.db import OperationalError, connection

pytestmark = [pytest.mark.requires_postgresql, pytest.mark.usefixtures("real_commits")]


@pytest.fixture(autouse=True)
def checked_connection() -> Iterator[None]:
    """Keep the connection, and check it at the beginning of each request."""
    before = dict(connection.settings_dict)
    # Without an age the connection would be replaced at every request, and nothing would be checked.
    connection.settings_dict.update(CONN_HEALTH_CHECKS=True, CONN_MAX_AGE=None)
    connection.close()
    yield
    connection.settings_dict.update(before)
    connection.close()


def begin_request() -> None:
    connection.close_if_unusable_or_obsolete()


def ask() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def end_from_outside(process: int) -> None:
    settings = connection.get_connection_params()
    with psycopg.connect(
        **{name: settings[name] for name in ("host", "port", "user", "password") if name in settings},
        dbname="postgres",
        autocommit=True,
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [process])


def test_a_connection_that_works_is_kept_and_not_asked() -> None:
    process = ask()
    begin_request()
    connection.force_debug_cursor = True
    try:
        connection.queries_log.clear()
        assert ask() == process
        assert [query["sql"] for query in connection.queries_log] == ["SELECT pg_backend_pid()"]
    finally:
        connection.force_debug_cursor = False


def test_a_connection_that_the_server_has_ended_is_replaced_before_anybody_notices() -> None:
    process = ask()
    end_from_outside(process)
    begin_request()

    assert ask() != process


def test_after_an_error_the_connection_is_asked() -> None:
    process = ask()
    end_from_outside(process)
    with suppress(OperationalError):
        ask()
    assert connection.errors_occurred
    assert not connection.is_usable()

    begin_request()
    assert ask() != process
