"""The settings of the plugin: one dictionary, ``RESEARCH_UPDATES``, read at call time.

``VOCABULARIES``
    Dotted path of a callable ``(vocabulary) -> Iterable[Term]`` for the open vocabularies
    ``"topic"``, ``"condition"`` and ``"glossary"``. Without it they are empty.
``PUBLISHER``
    Dotted path of a callable ``(site) -> Publisher``: who publishes, licence and contact.
``IMAGE_ALT``
    Dotted path of a callable ``(image) -> {language: text}``: an image's default alt text.
``SMALL_SAMPLE``
    Below how many analysed people a study counts as small (R4). Default 30.
``SHORT_FOLLOW_UP_MONTHS``
    Below how many months a follow-up counts as short (R4). Default 6.
``STRICT_READABILITY``
    Whether readability warnings stop publication (R17). Default ``False``.
``REVIEW_EVERY_MONTHS``
    When the next review is due if an editor names no date (R11). Default 12.
``WORKER``
    Whether ``manage.py research_worker`` runs beside the site. Then a publication builds its own update at once
    and leaves all wider work to it: a changed label, a moved tree. Default ``False``: the process that changes
    something does everything.
``LEFT_OVER_AT_ONCE``
    Without a worker: how many builds that another process left behind are done after a publication. Default 20.
``MAX_AGE_SECONDS``, ``SHARED_MAX_AGE_SECONDS``, ``STALE_SECONDS``
    For how long answers of the API may be kept: by a reader (60), by a shared cache (60), and by a shared cache
    while it fetches a new one (30). Raise the second where that cache is purged (``docs/how-to/put-a-cache-in-front``).
``DELIVERY_CACHE``, ``DELIVERY_CACHE_BYTES``
    Whether each process keeps its recent answers, none of them older than a second, and how many bytes of them
    (64 MiB). Needs ``research.caching.delivery.DeliveryCacheMiddleware``. Default ``False``.
``RATE_LIMIT``, ``RATE_LIMIT_KEY``
    How many requests a minute each address (600), and each API key without a limit of its own (6,000), may make of
    the API; 0 for any number. These, and the three below, need ``research.access.middleware.ApiAccessMiddleware``.
``RATE_LIMIT_STORE``
    Where requests are counted: ``"memory://"``, each process for itself, or an address for the package ``limits``,
    such as ``"redis://127.0.0.1:6379/1"``, for all processes together. Default ``"memory://"``.
``TRUSTED_PROXIES``
    How many proxies of your own stand in front, each of which adds to X-Forwarded-For whom it was asked by. With 0,
    the default, nobody is believed and the address of the connection counts.
``API_KEYS``
    ``"optional"`` (the default), ``"required"`` to answer nobody without a key, or ``"off"`` to read none.
``FEEDBACK_RATE_LIMIT``
    How many answers to “Was this clear?” a minute each address may send (10); 0 takes none and shows no form. Counted
    in ``RATE_LIMIT_STORE``, with or without the middleware.
``FEEDBACK_KEEP_DAYS``
    For how many days answers of readers are kept. Default 365.
``ASK_AGAIN_SECONDS``
    How long a follower is asked to wait at the end of the journal. Default 30.
``FALLBACKS``
    Which locales to offer, in order, where an update is missing in the one asked for: ``{"es": ("en",)}``.
    Default ``{}``: none.
``RICH_TEXT_LANGUAGES``
    The languages that editors can mark words with, such as ``("en", "es", "la")``. Default ``None``: those of the
    site's content.
``PDF_FONTS``, ``PDF_FONT_PATHS``
    Families of fonts for PDF, the best first, and folders with fonts beside those of the system. Each letter is set in
    the first that has it. Default ``("Noto Sans", "Noto Sans Arabic", "DejaVu Sans")`` and no folder.
``KEEP_RENDERINGS``, ``RENDERINGS_STORAGE``
    Whether forms such as PDF are made when an update is published, and kept (``True``); without it each is made when
    somebody asks for it. Files are kept in the storage of ``STORAGES`` with this name (``"default"``).
``BRAILLE_GRADES``
    The grade of braille by language, such as ``{"en": 2}`` for contracted English. Grade 1 where none is named.
``BRAILLE_CELLS``, ``BRAILLE_LINES``
    How many cells a row of braille has (40), and how many rows a page (25).
``WEBHOOKS_ALLOW_PRIVATE``
    Whether webhooks may go to http addresses and into private networks: on a machine to develop on, or where all
    receivers are in one's own network and only trusted people may add webhooks. Default ``False``.
``WEBHOOKS_TIMEOUT``
    Seconds that a receiver has for its whole answer. Default 15.
``WEBHOOKS_WAITS``
    Seconds before a failed delivery is tried again, at most: the first time, doubled each time, up to the second
    number. Default ``(5, 3600)``.
``WEBHOOKS_GIVE_UP_HOURS``
    After how many hours of failures a webhook is disabled, with notice. Default 120: five days.
``WEBHOOKS_OLD_SECRET_HOURS``
    For how many hours the old secret goes on signing after a new one was made. Default 24.
``WEBHOOKS_KEEP_DAYS``
    For how many days the report of deliveries is kept. Default 30.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from research.domain.terms import Publisher, Term, Texts

DEFAULTS: Mapping[str, Any] = {
    "VOCABULARIES": None,
    "PUBLISHER": None,
    "IMAGE_ALT": None,
    "SMALL_SAMPLE": 30,
    "SHORT_FOLLOW_UP_MONTHS": 6,
    "STRICT_READABILITY": False,
    "REVIEW_EVERY_MONTHS": 12,
    "WORKER": False,
    "LEFT_OVER_AT_ONCE": 20,
    "FALLBACKS": {},
    "MAX_AGE_SECONDS": 60,
    "SHARED_MAX_AGE_SECONDS": 60,
    "STALE_SECONDS": 30,
    "DELIVERY_CACHE": False,
    "DELIVERY_CACHE_BYTES": 64 * 1024 * 1024,
    "RATE_LIMIT": 600,
    "RATE_LIMIT_KEY": 6000,
    "RATE_LIMIT_STORE": "memory://",
    "TRUSTED_PROXIES": 0,
    "API_KEYS": "optional",
    "FEEDBACK_RATE_LIMIT": 10,
    "FEEDBACK_KEEP_DAYS": 365,
    "ASK_AGAIN_SECONDS": 30,
    "RICH_TEXT_LANGUAGES": None,
    "PDF_FONTS": ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans"),
    "PDF_FONT_PATHS": (),
    "KEEP_RENDERINGS": True,
    "RENDERINGS_STORAGE": "default",
    "BRAILLE_GRADES": {},
    "BRAILLE_CELLS": 40,
    "BRAILLE_LINES": 25,
    "WEBHOOKS_ALLOW_PRIVATE": False,
    "WEBHOOKS_TIMEOUT": 15,
    "WEBHOOKS_WAITS": (5, 3600),
    "WEBHOOKS_GIVE_UP_HOURS": 120,
    "WEBHOOKS_OLD_SECRET_HOURS": 24,
    "WEBHOOKS_KEEP_DAYS": 30,
}


def setting(name: str) -> Any:
    """Return the setting ``name``, or its default. Raises ``KeyError`` for a name that does not exist."""
    configured: Mapping[str, Any] = getattr(settings, "RESEARCH_UPDATES", {})
    return configured.get(name, DEFAULTS[name])


def _provider(name: str) -> Callable[..., Any] | None:
    path = setting(name)
    return cast("Callable[..., Any]", import_string(path)) if path else None


#: What was answered while updates are built; ``None`` outside of that.
_said: ContextVar[dict[tuple[str, Hashable], Any] | None] = ContextVar("said", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """Ask each provider once for the same thing until the end of the block: what it says is read there only."""
    if _said.get() is not None:
        yield
        return
    token = _said.set({})
    try:
        yield
    finally:
        _said.reset(token)


def once(name: str, about: Hashable, ask: Callable[[], Any]) -> Any:
    """Return what ``ask`` returns; within ``asking_once``, it is called once for each ``name`` and ``about``."""
    said = _said.get()
    if said is None:
        return ask()
    if (name, about) not in said:
        said[name, about] = ask()
    return said[name, about]


def terms(vocabulary: str) -> list[Term]:
    """Return the terms of an open vocabulary as the site provides them, retired ones included."""
    provider = _provider("VOCABULARIES")
    found: Iterable[Term] = once("terms", vocabulary, lambda: list(provider(vocabulary))) if provider else ()
    return list(found)


def publisher(site: object | None = None) -> Publisher:
    """Return who publishes on ``site``; nameless where the site does not say."""
    provider = _provider("PUBLISHER")
    if provider is None:
        return Publisher(name={})
    return cast("Publisher", once("publisher", getattr(site, "pk", None), lambda: provider(site)))


def image_alt(image: object) -> Texts:
    """Return the default alternative text of ``image`` per language; empty where there is none."""
    provider = _provider("IMAGE_ALT")
    return cast("Texts", provider(image)) if provider else {}
