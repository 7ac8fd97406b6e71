"""The two queries behind the sitemap: what its parts are, and what is in one of them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast
from django.http import HttpRequest

from research.api.rows import HOST, PORT, Row, before, columns, database, in_list, named, place, visible
from research.models.prepared import Parts, Prepared, Slot
from research.models.querysets import RepresentationQuerySet

#: How many ids of pages one part of the sitemap covers, and with them how many addresses it has at most.
PART = 2000
FIRST = Slot("first", models.BigIntegerField(), -70003)
END = Slot("end", models.BigIntegerField(), -70004)


def _in_own_language() -> RepresentationQuerySet:
    """Return what is visible and has a text in the language of its locale: an address of its own to search for."""
    return visible().filter(language=F("locale__language_code"))


def _parts_query() -> Parts:
    number = Cast("page_id", models.BigIntegerField()) / Value(PART)
    parts = (
        _in_own_language().order_by().annotate(part=number, site_locale=named("code", "asked_site", models.CharField()))
    )
    parts = parts.values("part", "locale__language_code", "site_locale").annotate(newest=models.Max("changed_at"))
    return before(), parts.values_list("part", "locale__language_code", "site_locale", "newest")


def _part_query() -> Parts:
    listed = _in_own_language().filter(page_id__gte=FIRST.sentinel, page_id__lt=END.sentinel).order_by()
    listed_keys = listed.values("page_id", "translation_key")
    rows = _in_own_language().annotate(listed=in_list("page_id")).filter(in_list("translation_key"))
    nothing = Value(None, output_field=models.TextField())
    return [*before(), ("listed", listed_keys)], columns(rows, nothing, F("listed"), dates={"changed_at"})


_parts = Prepared(_parts_query, [HOST, PORT])
_part = Prepared(_part_query, [HOST, PORT, FIRST, END])


def parts(request: HttpRequest) -> list[tuple[int, str, str, datetime]]:
    """Return what each part of the sitemap has of each locale: number, locale, that of the site, the last change."""
    return [(int(number), *others) for number, *others in _parts.rows(database(), place(request))]


def part(request: HttpRequest, number: int) -> list[Row]:
    """Return the rows of a part of the sitemap, in no order, with the other locales of the same updates."""
    first = number * PART
    return [Row(*row) for row in _part.rows(database(), {**place(request), "first": first, "end": first + PART})]
