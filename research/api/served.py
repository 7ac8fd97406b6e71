"""Put together what is served: the stored representation, and what can change without it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from wagtail.models import Locale, Site

from research.api import params
from research.api.params import Cursor, ListParams
from research.api.problems import ApiProblem
from research.domain.locales import own_name
from research.models import Representation
from research.reader.addresses import has_own_address, text_language
from research.representations.canonical import etag
from research.representations.schema_v1 import ProblemError
from research.vocabularies import terms

NAMESPACE = "research_v1"
#: Filters whose values are rows of the site.
TERM_FILTERS = ("topic", "condition")


def detail(request: HttpRequest, key: uuid.UUID, locale: str | None) -> dict[str, Any]:
    """Return one update in one locale; without a locale, the one it was first written in.

    Raises ``ApiProblem``. One query brings the bytes and all the locales that the reader may see.
    """
    rows = _rows(request).filter(translation_key=key)
    found = list(rows)
    if not found:
        raise ApiProblem("update-not-found", "There is no public update with this translation key.")
    row = _chosen(found, locale)
    if row is None:
        available = sorted(r.locale.language_code for r in found)
        raise ApiProblem(
            "locale-not-available",
            f"The update is not available in “{locale}”. It is available in: {', '.join(available)}.",
            [ProblemError(code="locale-not-available", loc=["query", "locale"])],
            available,
        )
    return _served(request, row, found)


def _chosen(rows: list[Representation], locale: str | None) -> Representation | None:
    if locale is None:
        # The source page was made first. If it is not public, the oldest of its translations stands in.
        return min(rows, key=lambda row: row.pk)
    return next((row for row in rows if row.locale.language_code.lower() == locale.lower()), None)


def listing(request: HttpRequest, asked: ListParams) -> dict[str, Any]:
    """Return a page of updates, newest first, and the address of the next page."""
    rows = _rows(request).order_by("-published_at", "-pk")
    if asked.locale:
        rows = rows.filter(locale__language_code__iexact=asked.locale)
    for name, values in asked.facets.items():
        rows = rows.with_facet(name, values)
    if asked.cursor:
        rows = rows.older_than(asked.cursor.published_at, asked.cursor.page)
    found = list(rows[: asked.limit + 1])
    if not found:
        _refuse_unknown_values(asked)
    shown = found[: asked.limit]
    groups: dict[uuid.UUID, list[Representation]] = {}
    others = _rows(request).filter(translation_key__in={row.translation_key for row in shown})
    for other in others.defer("body", "title"):
        groups.setdefault(other.translation_key, []).append(other)
    more = len(found) > asked.limit
    return {
        "items": [_served(request, row, groups.get(row.translation_key, [row])) for row in shown],
        "next": _next(request, shown[-1]) if more else None,
    }


def _refuse_unknown_values(asked: ListParams) -> None:
    """Tell a misspelt value from one that nothing has yet: an empty list would look the same."""
    if asked.locale and not Locale.objects.filter(language_code__iexact=asked.locale).exists():
        known = ", ".join(Locale.objects.order_by("language_code").values_list("language_code", flat=True))
        raise params.refused("locale", f"This site has no locale “{asked.locale}”. It has: {known}.")
    for vocabulary in TERM_FILTERS:
        asked_for = asked.facets.get(vocabulary, ())
        known_terms = terms(vocabulary) if asked_for else {}
        for value in asked_for:
            if value not in known_terms:
                raise params.refused(vocabulary, f"There is no {vocabulary} with the code “{value}”.")


def _next(request: HttpRequest, last: Representation) -> str:
    query = request.GET.copy()
    query["cursor"] = Cursor(last.published_at, last.pk).encode()
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _rows(request: HttpRequest) -> Any:
    site = Site.find_for_request(request)
    return Representation.objects.servable(site).select_related("locale", "page__locale", "page__alias_of__locale")


def _served(request: HttpRequest, row: Representation, group: Iterable[Representation]) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(row.body)
    due = body["provenance"]["next_review_due"]
    body["review_overdue"] = bool(due and due < timezone.localdate().isoformat())
    body["alternates"] = [
        {
            "locale": other.locale.language_code,
            "language": text_language(other.page),
            "name": own_name(other.locale.language_code),
            "url": _address(request, other),
            "html_url": _page_address(request, other),
        }
        for other in sorted(group, key=lambda other: other.locale.language_code)
        if other.pk != row.pk
    ]
    body["links"] = {"self": _address(request, row), "page": _page_address(request, row)}
    return body


def _address(request: HttpRequest, row: Representation) -> str:
    path = reverse(f"{NAMESPACE}:update", kwargs={"translation_key": str(row.translation_key)})
    return request.build_absolute_uri(f"{path}?locale={row.locale.language_code}")


def _page_address(request: HttpRequest, row: Representation) -> str | None:
    """Where people read the update on this site, at the host that was asked; ``None`` if they cannot open it there."""
    url = row.page.get_url(request) if has_own_address(request, row.page) else None
    return request.build_absolute_uri(url) if url else None


def as_response(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    """Answer with the bytes, their entity tag and the language or languages that they are in."""
    data = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    tag = etag(data)
    answer = HttpResponse(data, content_type="application/json; charset=utf-8")
    answer["ETag"] = tag
    languages = [item["language"] for item in body.get("items", [body])]
    if languages:
        answer["Content-Language"] = ", ".join(dict.fromkeys(languages))
    answer["Cache-Control"] = "public, max-age=60"
    return get_conditional_response(request, etag=tag, response=answer) or answer
