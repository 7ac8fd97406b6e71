"""The readers of environment variables: what they accept, and what they say about the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import env


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        (lambda: env.text("X"), "words", "words"),
        (lambda: env.flag("X"), "True", True),
        (lambda: env.flag("X"), "False", False),
        (lambda: env.number("X"), "12", 12),
        (lambda: env.items("X"), "one, two,,three ", ["one", "two", "three"]),
        (lambda: env.choice("X", ["a", "b"]), "b", "b"),
    ],
)
def test_expected_value_is_read(
    monkeypatch: pytest.MonkeyPatch, reader: Callable[[], Any], value: str, expected: object
) -> None:
    monkeypatch.setenv("X", value)

    assert reader() == expected


@pytest.mark.parametrize(
    ("reader", "value", "sentence"),
    [
        (lambda: env.flag("X"), "yes", "Unexpected value “yes” for X, use True or False."),
        (lambda: env.flag("X"), "true", "Unexpected value “true” for X, use True or False."),
        (lambda: env.number("X", minimum=1), "0", "Unexpected value “0” for X, use a whole number from 1 up."),
        (lambda: env.number("X"), "1.5", "Unexpected value “1.5” for X, use a whole number from 0 up."),
        (lambda: env.choice("X", ["a", "b"]), "c", "Unexpected value “c” for X, use a or b."),
        (lambda: env.database("X"), "postgres://host:port/name", "Unexpected value for X: the port is not a number."),
    ],
)
def test_unexpected_value_stops_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, reader: Callable[[], Any], value: str, sentence: str
) -> None:
    monkeypatch.setenv("X", value)

    with pytest.raises(ImproperlyConfigured) as stopped:
        reader()

    assert str(stopped.value) == sentence


@pytest.mark.parametrize("reader", [env.text, env.flag, env.number, env.items, env.database])
def test_missing_or_empty_variable_without_default_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, reader: Callable[[str], Any]
) -> None:
    monkeypatch.delenv("X", raising=False)
    with pytest.raises(ImproperlyConfigured, match="X is not set"):
        reader("X")

    monkeypatch.setenv("X", "")
    with pytest.raises(ImproperlyConfigured, match="X is not set"):
        reader("X")


def test_default_is_used_where_the_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("X", raising=False)

    assert env.flag("X", True) is True
    assert env.number("X", 3) == 3
    assert env.items("X", ["a"]) == ["a"]
    assert env.items("X", []) == []


def test_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "postgres://ann:p%40ss@db.example.org:5433/updates?sslmode=require")

    assert env.database("X") == {
        "ENGINE": "cms.postgresql",
        "NAME": "updates",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("sqlite:///site.sqlite3", "site.sqlite3"),
        ("sqlite:////srv/a.sqlite3", "/srv/a.sqlite3"),
        ("sqlite://:memory:", ":memory:"),
    ],
)
def test_sqlite_address_names_a_file(monkeypatch: pytest.MonkeyPatch, address: str, name: str) -> None:
    monkeypatch.setenv("X", address)

    assert env.database("X")["NAME"] == name


@pytest.mark.parametrize("address", ["mysql://root:hunter2@localhost/site", "postgres://ann:hunter2@localhost/"])
def test_refused_database_address_keeps_its_password_to_itself(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("X", address)

    with pytest.raises(ImproperlyConfigured) as stopped:
        env.database("X")

    assert "postgres://user:password@host:port/name" in str(stopped.value)
    assert "hunter2" not in str(stopped.value)
