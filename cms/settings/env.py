"""Readers of environment variables that stop the start with a sentence, rather than guess.

Each reader takes the variable's name and a default; without a default the variable must be set.
All of them raise ``ImproperlyConfigured``, naming the variable and what it may hold.
An empty value counts as not set.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


class _Required:
    """The default of a variable that has none."""


REQUIRED: Final = _Required()

_ENGINES: Final = {
    "postgres": "cms.postgresql",
    "postgresql": "cms.postgresql",
    "sqlite": "django.db.backends.sqlite3",
}


def text(name: str, default: str | _Required = REQUIRED) -> str:
    """Return the value as it is."""
    value = os.environ.get(name, "")
    if value:
        return value
    if isinstance(default, _Required):
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment of this process.")
    return default


def flag(name: str, default: bool | _Required = REQUIRED) -> bool:
    """Return a truth value, written True or False and in no other way."""
    value = text(name, default if isinstance(default, _Required) else str(default))
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"Unexpected value “{value}” for {name}, use True or False.")
    return value == "True"


def number(name: str, default: int | _Required = REQUIRED, *, minimum: int = 0) -> int:
    """Return a whole number that is not below ``minimum``."""
    value = text(name, default if isinstance(default, _Required) else str(default))
    try:
        result = int(value)
    except ValueError:
        result = None
    if result is None or result < minimum:
        raise ImproperlyConfigured(f"Unexpected value “{value}” for {name}, use a whole number from {minimum} up.")
    return result


def choice(name: str, choices: Collection[str], default: str | _Required = REQUIRED) -> str:
    """Return one of ``choices``."""
    value = text(name, default)
    if value not in choices:
        allowed = " or ".join(sorted(choices))
        raise ImproperlyConfigured(f"Unexpected value “{value}” for {name}, use {allowed}.")
    return value


def items(name: str, default: Sequence[str] | _Required = REQUIRED) -> list[str]:
    """Return the parts of a comma-separated list, without blanks around them."""
    value = text(name, default if isinstance(default, _Required) else ",".join(default))
    return [part.strip() for part in value.split(",") if part.strip()]


def database(name: str, default: str | _Required = REQUIRED) -> dict[str, Any]:
    """Return Django's database dictionary for an address such as ``postgres://user:password@host:5432/name``.

    ``sqlite:///file.sqlite3`` is relative to the working directory, ``sqlite:////file`` is absolute and
    ``sqlite://:memory:`` is in memory. What follows ``?`` becomes OPTIONS, such as ``?sslmode=require``.
    """
    value = text(name, default)
    if value == "sqlite://:memory:":
        return {"ENGINE": _ENGINES["sqlite"], "NAME": ":memory:"}
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as problem:
        raise ImproperlyConfigured(f"Unexpected value for {name}: the port is not a number.") from problem
    path = unquote(parts.path.removeprefix("/"))
    # The address may hold a password, so the message repeats nothing of it but the scheme.
    if parts.scheme not in _ENGINES or not path:
        raise ImproperlyConfigured(
            f"Unexpected value for {name}, which starts with “{parts.scheme}”: "
            "use postgres://user:password@host:port/name or sqlite:///file."
        )
    options = dict(parse_qsl(parts.query))
    if parts.scheme == "sqlite":
        return {"ENGINE": _ENGINES["sqlite"], "NAME": path, "OPTIONS": options}
    return {
        "ENGINE": _ENGINES[parts.scheme],
        "NAME": path,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
