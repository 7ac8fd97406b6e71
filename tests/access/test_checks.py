"""What `manage.py check` says of limits and keys that are set wrongly, and that it says what to write."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from research.access.checks import DELIVERY_CACHE, MIDDLEWARE, access_is_set_up
from research.counting import stores

OTHERS = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]


def found(research: dict[str, Any], middleware: list[str]) -> list[tuple[str | None, str | None]]:
    with override_settings(RESEARCH_UPDATES=research, MIDDLEWARE=middleware):
        return [(message.id, message.hint) for message in access_is_set_up()]


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("RATE_LIMIT", "600", "such as 600"),
        ("RATE_LIMIT", -1, "such as 600"),
        ("RATE_LIMIT", True, "such as 600"),
        ("RATE_LIMIT", None, "0 for any number"),
        ("RATE_LIMIT_KEY", 1.5, "such as 6000"),
        ("TRUSTED_PROXIES", "1", "how many proxies"),
        ("TRUSTED_PROXIES", ["10.0.0.1"], "how many proxies"),
        ("API_KEYS", True, "“off”, “optional” or “required”"),
        ("API_KEYS", [], "“off”, “optional” or “required”"),
        ("RATE_LIMIT_STORE", "redis", "redis://127.0.0.1:6379/1"),
        ("RATE_LIMIT_STORE", None, "“memory://”"),
        ("FEEDBACK_RATE_LIMIT", "10", "0 for none"),
        ("FEEDBACK_KEEP_DAYS", -1, "such as 365"),
    ],
)
def test_wrong_value_is_refused_with_what_to_write(name: str, value: Any, remedy: str) -> None:
    [(id_, hint)] = found({name: value}, [MIDDLEWARE, *OTHERS])

    assert id_ == "research.E004"
    assert remedy in str(hint)


def test_store_that_nobody_knows_is_refused_without_its_password() -> None:
    with override_settings(RESEARCH_UPDATES={"RATE_LIMIT_STORE": "nonsense://me:secret@host"}):
        [message] = access_is_set_up()

    assert message.id == "research.E005"
    assert "secret" not in str(message)


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(stores, "import_module", missing)
    with override_settings(RESEARCH_UPDATES={"RATE_LIMIT_STORE": "redis://127.0.0.1:6379/1"}):
        [message] = access_is_set_up()

    assert message.id == "research.E005"
    assert "Install the package “limits”" in message.msg


@pytest.mark.parametrize(
    ("research", "middleware", "ids"),
    [
        ({}, [MIDDLEWARE, *OTHERS], []),
        ({}, [MIDDLEWARE, DELIVERY_CACHE, *OTHERS], []),
        ({"RATE_LIMIT_STORE": "redis://127.0.0.1:6379/1"}, [MIDDLEWARE, *OTHERS], []),
        ({}, [DELIVERY_CACHE, MIDDLEWARE, *OTHERS], ["research.E007"]),
        ({}, OTHERS, []),
        ({"RATE_LIMIT": 9}, OTHERS, ["research.W002"]),
        ({"API_KEYS": "required"}, OTHERS, ["research.E006"]),
        ({"TRUSTED_PROXIES": 1}, OTHERS, []),
        ({"TRUSTED_PROXIES": 1, "FEEDBACK_RATE_LIMIT": 0}, OTHERS, ["research.W002"]),
    ],
)
def test_middleware_is_missed_where_something_depends_on_it(
    research: dict[str, Any], middleware: list[str], ids: list[str]
) -> None:
    assert [id_ for id_, _hint in found(research, middleware)] == ids
