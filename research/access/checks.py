"""System checks: limits and keys that are set are also heeded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from research import conf
from research.counting.stores import store

MIDDLEWARE = "research.access.middleware.ApiAccessMiddleware"
DELIVERY_CACHE = "research.caching.delivery.DeliveryCacheMiddleware"
NAMES = ("RATE_LIMIT", "RATE_LIMIT_KEY", "RATE_LIMIT_STORE", "TRUSTED_PROXIES", "API_KEYS")


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


#: Setting -> whether a value can be one, and what to write.
VALUES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "RATE_LIMIT": (_is_number, "Write how many requests a minute an address may make, such as 600; 0 for any number."),
    "RATE_LIMIT_KEY": (_is_number, "Write how many requests a minute a key may make, such as 6000; 0 for any number."),
    "TRUSTED_PROXIES": (_is_number, "Write how many proxies of your own stand in front, such as 1; 0 for none."),
    "RATE_LIMIT_STORE": (
        lambda value: isinstance(value, str) and "://" in value,
        "Write “memory://”, or an address such as “redis://127.0.0.1:6379/1”.",
    ),
    "FEEDBACK_RATE_LIMIT": (_is_number, "Write how many answers a minute a reader may send, such as 10; 0 for none."),
    "FEEDBACK_KEEP_DAYS": (_is_number, "Write for how many days answers of readers are kept, such as 365."),
    "API_KEYS": (lambda value: value in ("off", "optional", "required"), "Write “off”, “optional” or “required”."),
}


@register()
def access_is_set_up(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    wrong = list(_wrong_values())
    return wrong or [*_store(), *_middleware()]


def _counts(name: str) -> bool:
    """Tell whether the setting is heeded without the middleware: answers of readers are counted by the same."""
    return name in ("RATE_LIMIT_STORE", "TRUSTED_PROXIES") and bool(conf.setting("FEEDBACK_RATE_LIMIT"))


def _wrong_values() -> Iterator[CheckMessage]:
    for name, (is_right, remedy) in VALUES.items():
        if not is_right(conf.setting(name)):
            # An address may hold a password.
            told = "" if name == "RATE_LIMIT_STORE" else f" “{conf.setting(name)}”"
            yield Error(f"RESEARCH_UPDATES[“{name}”] cannot be what it is{told}.", hint=remedy, id="research.E004")


def _store() -> Iterator[CheckMessage]:
    try:
        store(conf.setting("RATE_LIMIT_STORE"))
    except ValueError as problem:
        yield Error(
            f"RESEARCH_UPDATES[“RATE_LIMIT_STORE”] cannot be used. {problem}",
            hint="Correct the address, or install what it needs: pip install “wagtail-research-updates[limits]”.",
            id="research.E005",
        )


def _middleware() -> Iterator[CheckMessage]:
    if MIDDLEWARE in settings.MIDDLEWARE:
        order = [name for name in settings.MIDDLEWARE if name in (MIDDLEWARE, DELIVERY_CACHE)]
        if order[0] != MIDDLEWARE:
            yield Error(
                "What the delivery cache keeps is answered without a look at keys and limits.",
                hint=f"Put “{MIDDLEWARE}” before “{DELIVERY_CACHE}” in MIDDLEWARE.",
                id="research.E007",
            )
    elif conf.setting("API_KEYS") == "required":
        yield Error(
            "RESEARCH_UPDATES[“API_KEYS”] is “required”, and anybody is answered without a key.",
            hint=f"Add “{MIDDLEWARE}” to MIDDLEWARE, before “{DELIVERY_CACHE}” where that is used.",
            id="research.E006",
        )
    elif named := [name for name in NAMES if name in getattr(settings, "RESEARCH_UPDATES", {}) and not _counts(name)]:
        yield Warning(
            f"RESEARCH_UPDATES[“{named[0]}”] has no effect: nothing reads API keys and counts requests.",
            hint=f"Add “{MIDDLEWARE}” to MIDDLEWARE.",
            id="research.W002",
        )
