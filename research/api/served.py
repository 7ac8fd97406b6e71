"""One update, or a list of them: choose, join what is stored with what stands around it, answer."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from wagtail.models import Locale

from research import conf
from research.api import answers, params, rows
from research.api.around import Served, address, around, base, encoded, joined, served, stored_tags, tag
from research.api.params import Cursor, DetailParams, ListParams
from research.api.problems import ApiProblem
from research.api.rows import ORDERS, Row
from research.api.withdrawn import refuse_missing, refuse_withdrawn
from research.domain.locales import parse_accept_language
from research.domain.negotiation import Choice, Why, choose, likely
from research.representations.schema_v1 import ProblemError
from research.vocabularies import terms

#: Filters whose values are rows of the site.
TERM_FILTERS = ("topic", "condition")


def detail(request: HttpRequest, key: uuid.UUID, asked: DetailParams) -> HttpResponse:
    """Answer with one update. One query decides who may see it and brings the bytes.

    Without a locale, the reader's Accept-Language is looked up; without that, it is the locale that the update was
    first written in. Raises ``ApiProblem``.
    """
    if asked.locales is not None:
        return _in_locales(request, key, asked)
    known = stored_tags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    group, why = _chosen(request, key, asked, known)
    answer = _answer(request, why.locale, group, why, asked)
    if answer is None:
        # Its locale had not been guessed, or the reader knows the same bytes with something else around them.
        group = _again(request, key, why.locale)
        answer = cast("HttpResponse", _answer(request, why.locale, group, why, asked))
    if why.by != "locale":
        answers.negotiated(answer, address(base(request), _in(group, why.locale)))
    return answer


def found(request: HttpRequest, key: uuid.UUID, asked: DetailParams) -> tuple[Row, list[Row], Served]:
    """Return an update with its bytes in the locale that was asked for, its other locales, and why it is that one.

    One query, two where the locale had to be looked for. Raises ``ApiProblem``.
    """
    group, why = _chosen(request, key, asked)
    if _in(group, why.locale).body is None:
        group = _again(request, key, why.locale)
    return _in(group, why.locale), group, why


def _chosen(
    request: HttpRequest, key: uuid.UUID, asked: DetailParams, known: Sequence[str] = ()
) -> tuple[list[Row], Served]:
    wanted, by = _wanted(request, asked)
    chain = conf.setting("FALLBACKS")
    group = rows.group(request, key, likely(wanted, chain), known)
    if not group:
        raise refuse_missing(request, key, asked.locale)
    source = None if by == "locale" else group[0].locale
    choice = choose(wanted, [row.locale for row in group], chain=chain, source=source, fallback=asked.fallback)
    if choice is None:
        raise _not_available(request, key, wanted, group)
    return group, served(_in(group, choice.locale), choice, wanted, by)


def _again(request: HttpRequest, key: uuid.UUID, locale: str) -> list[Row]:
    """Ask for all of it once more, because a publication may have come in between."""
    group = rows.group(request, key, [locale.lower()])
    if all(row.locale != locale for row in group):
        raise refuse_missing(request, key, locale)
    return group


def _in(group: Sequence[Row], locale: str) -> Row:
    return next(row for row in group if row.locale == locale)


def _answer(
    request: HttpRequest, locale: str, group: Sequence[Row], why: Served, asked: DetailParams
) -> HttpResponse | None:
    """Return the answer; ``None`` where the bytes are needed that did not come."""
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    row = _in(group, locale)
    made = around(request, row, group, why)
    entity_tag = tag(row, made) if asked.fields is None else ""
    if entity_tag and answers.has(known, entity_tag):
        answer = answers.not_modified(entity_tag)
    elif row.body is None:
        return None
    else:
        data = joined(row.body, made.added) if asked.fields is None else _excerpt(row.body, made.added, asked.fields)
        answer = answers.conditional(request, answers.json_answer(data, entity_tag or answers.tag_of(data)))
    answers.describe(answer, row, made.link)
    return answer


def _wanted(request: HttpRequest, asked: DetailParams) -> tuple[list[str], str]:
    if asked.locale is not None:
        return [asked.locale], "locale"
    ranges = parse_accept_language(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    return (ranges, "accept-language") if ranges else ([], "nothing")


def _body_of(request: HttpRequest, row: Row) -> str:
    """Return the bytes of a row that came without them: its locale had not been guessed. Asks again who may see it."""
    group = rows.group(request, row.key, [row.locale.lower()])
    body = next((again.body for again in group if again.locale == row.locale), None)
    if body is None:
        raise refuse_missing(request, row.key, row.locale)
    return body


def _not_available(request: HttpRequest, key: uuid.UUID, wanted: Sequence[str], group: Sequence[Row]) -> ApiProblem:
    available = sorted(row.locale for row in group)
    if taken_back := refuse_withdrawn(request, key, wanted, available):
        return taken_back
    named = "”, “".join(wanted)
    return ApiProblem(
        "locale-not-available",
        f"The update is not available in “{named}”. It is available in: {', '.join(available)}.",
        [ProblemError(code="locale-not-available", loc=["query", "locale"])],
        available,
    )


def _in_locales(request: HttpRequest, key: uuid.UUID, asked: DetailParams) -> HttpResponse:
    wanted = asked.locales or ()
    every = wanted == ("*",)
    group = rows.group(request, key, [tag.lower() for tag in wanted] if len(wanted) <= rows.GUESSES else [])
    if not group:
        raise refuse_missing(request, key, None)
    chosen = {row.locale: Choice(row.locale, Why.ASKED) for row in group} if every else {}
    missing = []
    for range_ in () if every else wanted:
        # Several at once: what is not there is named and not replaced, or it would be there twice.
        if found := choose([range_], [row.locale for row in group], chain={}, fallback=False):
            chosen.setdefault(found.locale, found)
        else:
            missing.append(range_)
    items = []
    for row in group:
        if (choice := chosen.get(row.locale)) is not None:
            body = row.body if row.body is not None else _body_of(request, row)
            added = around(request, row, group, served(row, choice, wanted, "locale")).added
            items.append(joined(body, added) if asked.fields is None else _excerpt(body, added, asked.fields))
    head = json.dumps({"translation_key": str(key), "missing": missing}, separators=(",", ":"))[1:]
    data = b'{"items":[' + b",".join(items) + b"]," + head.encode()
    shown = [row for row in group if row.locale in chosen]
    return answers.conditional(request, answers.list_answer(data, [row.language for row in shown], [key]))


def _excerpt(body: str, added: bytes, fields: frozenset[str]) -> bytes:
    whole = {**json.loads(body), **json.loads(added)}
    return encoded({name: value for name, value in whole.items() if name in fields})


def listing(request: HttpRequest, asked: ListParams) -> HttpResponse:
    """Answer with a page of updates and the address of the next page. One query, two with the total."""
    if asked.preferred == ():
        raise _no_such_locale(asked.locale)
    found = rows.listing(request, asked.shape, asked.values)
    column = ORDERS[asked.order.removeprefix("-")]
    listed = sorted(
        (row for row in found if row.listed),
        key=lambda row: (getattr(row, column), row.page),
        reverse=asked.order.startswith("-"),
    )
    if not listed:
        refuse_unknown_values(asked)
    shown = listed[: asked.limit]
    groups: dict[uuid.UUID, list[Row]] = {}
    for row in found:
        groups.setdefault(row.key, []).append(row)
    wanted = [asked.locale] if asked.locale else []
    items, parts = [], []
    for row in shown:
        why = served(row, asked.choice(row.locale), wanted, "list")
        made = around(request, row, groups[row.key], why)
        body, added = row.body or "{}", made.added
        parts.append(tag(row, made).encode())
        items.append(joined(body, added) if asked.fields is None else _excerpt(body, added, asked.fields))
    tail: dict[str, Any] = {"next": None}
    if len(listed) > asked.limit:
        tail["next"] = _next(request, Cursor(asked.order, getattr(shown[-1], column), shown[-1].page))
    tail["total"] = rows.total(request, asked.shape, asked.values) if asked.total else None
    end = encoded(tail)[1:]
    data = b'{"items":[' + b",".join(items) + b"]," + end
    # What the items are made of says as much about them as all their bytes do, and is a tenth of them.
    entity_tag = answers.tag_of(b"\n".join([*parts, end]) if asked.fields is None else data)
    answer = answers.list_answer(data, [row.language for row in shown], [row.key for row in shown], entity_tag)
    return answers.conditional(request, answer)


def refuse_unknown_values(asked: ListParams) -> None:
    """Tell a misspelt value from one that nothing has yet: an empty list would look the same."""
    unknown = asked.locale and not Locale.objects.filter(language_code__iexact=asked.locale).exists()
    if unknown and asked.preferred is None:
        raise _no_such_locale(asked.locale)
    for vocabulary in TERM_FILTERS:
        asked_for = asked.facets.get(vocabulary, ())
        known_terms = terms(vocabulary) if asked_for else {}
        for value in asked_for:
            if value not in known_terms:
                raise params.refused(vocabulary, f"There is no {vocabulary} with the code “{value}”.")


def _no_such_locale(asked: str | None) -> ApiProblem:
    known = list(Locale.objects.order_by("language_code").values_list("language_code", flat=True))
    near = choose([asked], known, chain={}) if asked else None
    hint = f" Near it is “{near.locale}”; “fallback=chain” finds it by itself." if near else ""
    return params.refused("locale", f"This site has no locale “{asked}”. It has: {', '.join(known)}.{hint}")


def _next(request: HttpRequest, cursor: Cursor) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor.encode()
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
