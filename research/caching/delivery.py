"""The delivery cache: each process keeps its recent answers, and serves none that is older than a second.

Put it first in ``MIDDLEWARE``, after what has to see every request: what counts requests, such as rate limits. All
that comes after it is kept with the answer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from time import monotonic
from weakref import WeakMethod

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from research import conf
from research.api.answers import has
from research.api.around import root_path
from research.caching.kept import Answers, Kept
from research.caching.watch import Watch

#: Who sends one of these asks for something of their own. A cache in front names what it can do with the last one: it
#: keeps what it gets, so it gets no answer that is on its way out.
OWN = ("HTTP_AUTHORIZATION", "HTTP_X_API_KEY", "HTTP_SURROGATE_CAPABILITY")
#: A parameter with which one update is shown to whoever has the token.
PREVIEW = "preview"
#: Headers of an answer that say nothing without its body.
OF_BODIES = ("Content-Type", "Content-Length", "Content-Encoding")
#: RFC 9211: which cache an answer comes from.
CACHE_STATUS = "delivery; hit"


class DeliveryCacheMiddleware:
    """Answers from memory what was asked within the last second and has not changed. Off unless ``DELIVERY_CACHE``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not conf.setting("DELIVERY_CACHE"):
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.answers = Answers(conf.setting("DELIVERY_CACHE_BYTES"))
        self.watch = Watch(self.answers)
        forget = WeakMethod(self.forget)
        os.register_at_fork(after_in_child=lambda: (known := forget()) and known())

    def forget(self) -> None:
        self.answers.forget()
        self.watch.forget()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_kept(request) or not self.watch.trusted():
            return self.get_response(request)
        key = (request.scheme, request.get_host(), request.get_port(), request.path, request.META["QUERY_STRING"])
        entry = self.answers.get(key)
        if isinstance(entry, tuple):
            entry = self.answers.get((key, _chosen_by(request, entry)))
        if isinstance(entry, Kept) and self.watch.holds(entry):
            return _answer(request, entry)
        return self._ask(request, key)

    def _ask(self, request: HttpRequest, key: Hashable) -> HttpResponse:
        generation, read_at = self.answers.generation, monotonic()
        answer = self.get_response(request)
        vary = _vary(answer)
        if request.method == "GET" and vary is not None and _is_public(answer):
            kept = Kept(
                body=answer.content,
                headers=dict(answer.items()),
                etag=answer["ETag"],
                tags=frozenset(answer.get("Surrogate-Key", "").split()),
                read_at=read_at,
            )
            self.answers.put({key: vary, (key, _chosen_by(request, vary)): kept} if vary else {key: kept}, generation)
        return answer


def _may_be_kept(request: HttpRequest) -> bool:
    meta = request.META
    return (
        request.method in ("GET", "HEAD")
        and request.path.startswith(root_path())
        and not any(name in meta for name in OWN)
        and PREVIEW not in meta["QUERY_STRING"]
    )


def _is_public(answer: HttpResponse) -> bool:
    return (
        answer.status_code == 200
        and not answer.streaming
        and not answer.cookies
        and "ETag" in answer
        and "public" in answer.get("Cache-Control", "")
    )


def _vary(answer: HttpResponse) -> tuple[str, ...] | None:
    """Return the request headers that the answer depends on, as WSGI names them; ``None`` if it is one reader's own."""
    names = sorted({name.strip().lower() for name in answer.get("Vary", "").split(",")} - {""})
    if not {"*", "cookie", "authorization"}.isdisjoint(names):
        return None
    return tuple(f"HTTP_{name.upper().replace('-', '_')}" for name in names)


def _chosen_by(request: HttpRequest, names: tuple[str, ...]) -> tuple[str | None, ...]:
    return tuple(request.META.get(name) for name in names)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    known = request.META.get("HTTP_IF_NONE_MATCH")
    answer: HttpResponse
    if known and has(known, kept.etag):
        answer = HttpResponseNotModified(headers=kept.headers)
        for name in OF_BODIES:
            answer.headers.pop(name, None)
    else:
        answer = HttpResponse(kept.body, headers=kept.headers)
    answer.headers["Cache-Status"] = CACHE_STATUS
    return answer
