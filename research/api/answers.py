"""Headers: entity tags, languages, caching, links to the other locales, and the tags by which a cache is purged."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from research import conf
from research.api.rows import Row

JSON = "application/json; charset=utf-8"
#: What every list is tagged with for caches: any change may be in it.
LISTS_TAG = "research-lists"
#: What answers with labels are tagged with as well: a label can change that no update shows.
VOCABULARIES_TAG = "research-vocabularies"


def update_tag(key: uuid.UUID | str) -> str:
    """Return what a cache purges answers about an update by."""
    return f"research-{key}"


def tag_of(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def has(header: str, entity_tag: str) -> bool:
    """Tell whether an If-None-Match header names ``entity_tag`` (weak comparison, RFC 9110, 13.1.2)."""
    if not header:
        return False
    named = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in named or entity_tag in named


def json_answer(data: bytes, entity_tag: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=JSON)
    answer["ETag"] = entity_tag
    answer["Cache-Control"] = cache_control()
    return answer


def not_modified(entity_tag: str) -> HttpResponse:
    answer = HttpResponseNotModified()
    answer["ETag"] = entity_tag
    answer["Cache-Control"] = cache_control()
    return answer


def conditional(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Return 304 in place of ``answer`` where the reader has it, with the headers that describe it."""
    if not has(request.META.get("HTTP_IF_NONE_MATCH", ""), answer["ETag"]):
        return answer
    short = not_modified(answer["ETag"])
    for name in ("Content-Language", "Content-Location", "Surrogate-Key", "Link", "Vary"):
        if name in answer:
            short[name] = answer[name]
    return short


def cache_control() -> str:
    """Return for how long an answer may be kept: by a reader, by a shared cache, and while a new one is fetched."""
    own, shared, stale = (conf.setting(f"{name}_SECONDS") for name in ("MAX_AGE", "SHARED_MAX_AGE", "STALE"))
    return f"public, max-age={own}, s-maxage={shared}, stale-while-revalidate={stale}"


def describe(answer: HttpResponse, row: Row, link: str) -> None:
    """Say what language the body is in, where its other locales are, and what a cache has to know."""
    answer["Content-Language"] = row.language
    answer["Surrogate-Key"] = update_tag(row.key)
    if link:
        answer["Link"] = link


def negotiated(answer: HttpResponse, address: str) -> None:
    """Say that another reader gets another locale here, and where this one has its own address."""
    answer["Content-Location"] = address
    varies(answer, ["Accept-Language"])


def varies(answer: HttpResponse, headers: Sequence[str]) -> None:
    """Say that another reader may get something else here, by these headers of the request."""
    patch_vary_headers(answer, headers)


def list_answer(data: bytes, languages: Iterable[str], keys: Iterable[uuid.UUID], entity_tag: str = "") -> HttpResponse:
    answer = json_answer(data, entity_tag or tag_of(data))
    if found := list(dict.fromkeys(languages)):
        answer["Content-Language"] = ", ".join(found)
    answer["Surrogate-Key"] = " ".join([LISTS_TAG, *dict.fromkeys(update_tag(key) for key in keys)])
    return answer
