"""The one query behind each answer: who may see what, the bytes, and the other locales of the same updates.

Site, view restrictions, live state and bytes are one statement, so that nothing can change in between.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db import DEFAULT_DB_ALIAS, models, router
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Lower
from django.http import HttpRequest
from wagtail.models import Locale, Page, Site

from research.models import Facet, Representation
from research.models.prepared import Parts, Prepared, Slot, Written
from research.models.querysets import RepresentationQuerySet, restricted_paths, roots_above, site_of_host

#: How many locales and entity tags the database is told of beforehand; further ones cost a second question. Most
#: readers ask for one locale, whose chain is short, and know one tag at most: they get a shorter statement.
GUESSES = 8
FEW_GUESSES = 3
FEW_TAGS = 1
TAGS = 4

HOST = Slot("host", Site._meta.get_field("hostname"), "\x02host")
PORT = Slot("port", Site._meta.get_field("port"), -70001)
KEY = Slot("key", Representation._meta.get_field("translation_key"), uuid.UUID(int=2**128 - 7))
LOCALE = Slot("locale", models.CharField(), "\x02locale")
GUESSED = [Slot(f"guess{n}", models.CharField(), f"\x02guess{n}") for n in range(GUESSES)]
#: The part of a statement with the paths of pages that have a view restriction.
RESTRICTED = "restricted"
KNOWN_TAGS = [Slot(f"tag{n}", models.CharField(), f"\x02tag{n}") for n in range(TAGS)]


class Row(NamedTuple):
    """One representation that anybody may see. ``body`` and dates are ``None`` where nobody needs them."""

    page: int
    key: uuid.UUID
    locale: str
    language: str
    etag: str
    published_at: datetime | None
    changed_at: datetime | None
    review_due: date | None
    url_path: str
    root_url_path: str
    site_locale: str
    body: str | None
    listed: bool

    @property
    def changed(self) -> datetime:
        """When the content last changed, of a row that was read with its dates."""
        return cast("datetime", self.changed_at)


def database() -> str:
    return router.db_for_read(Representation) or DEFAULT_DB_ALIAS


def place(request: HttpRequest) -> dict[str, Any]:
    """Return where the request was sent, as slots."""
    host = request.get_host()
    name = host[: host.rindex(":")] if host.rpartition(":")[2].isdigit() else host
    port = request.get_port()
    # A name may end in a dot, which is not part of it: so says Wagtail, too.
    return {"host": name.lower().removesuffix("."), "port": int(port) if port.isdigit() else 80}


def before() -> list[tuple[str, QuerySet[Any] | Written]]:
    """The parts that stand before every statement about what anybody may see.

    ``asked_site`` is the site that was asked, one row or none: the key of its first page and that page's locale.
    ``roots`` are its first pages, one a locale, and ``restricted`` the paths with a view restriction. Both are few and
    read once, however many rows they are held against.
    """
    site = site_of_host(HOST.sentinel, PORT.sentinel)
    first = {"root": F("root_page__translation_key"), "code": F("root_page__locale__language_code")}
    key = named("root", "asked_site", models.UUIDField())
    roots = Page.objects.filter(translation_key=key).order_by().values("path", "url_path")
    return [
        ("asked_site", site.values(**first)[:1]),
        ("roots", roots),
        (RESTRICTED, restricted_paths()),
    ]


def named(column: str, table: str, field: models.Field[Any, Any]) -> RawSQL:
    """Return the value of ``column`` in a part of the statement that stands before and has one row."""
    # Made of names that stand in this file; a queryset cannot name what stands before it in a statement.
    return RawSQL(f"(SELECT {column} FROM {table})", [], output_field=field)  # noqa: S608, S611


def in_list(column: str) -> RawSQL:
    """Return whether ``column`` of a representation is in the part of the statement that is called ``listed``."""
    table = Representation._meta.db_table
    sql = f"{table}.{column} IN (SELECT {column} FROM listed)"  # noqa: S608 - made of the names of tables alone
    return RawSQL(sql, [], output_field=models.BooleanField())  # noqa: S611 - made of names of tables and columns alone


def visible() -> RepresentationQuerySet:
    """Return what anybody may see at the site that was asked, for a statement with the parts of ``before``."""
    return located().unrestricted(noted=RESTRICTED).filter(root_url_path__isnull=False)


def located() -> RepresentationQuerySet:
    """Return every representation with the address of the first page that it is below at the site that was asked.

    The statement has to read something of ``page``, too: nothing else joins it.
    """
    page = Page._meta.db_table
    # Made of names that stand in this file and of names of tables.
    above = f"(SELECT url_path FROM roots WHERE path = substr({page}.path, 1, length(path)) LIMIT 1)"  # noqa: S608
    root = RawSQL(above, [], output_field=models.TextField())  # noqa: S611
    rows: RepresentationQuerySet = Representation.objects.annotate(root_url_path=root)
    return rows


def columns(
    rows: RepresentationQuerySet, body: Any, listed: Any, *more: str, dates: Collection[str] = ()
) -> QuerySet[Any]:
    """Select the columns of ``Row`` and ``more`` after them.

    ``dates`` are read only of what is listed, and only where somebody sees them or a list is sorted by them: making a
    date of what a database says takes longer than any other column.
    """
    site_locale = named("code", "asked_site", models.CharField())
    found: QuerySet[Any] = (
        rows.annotate(
            wanted_body=body,
            listed=listed,
            site_locale=site_locale,
            published=_date("published_at", dates),
            changed=_date("changed_at", dates),
        )
        .order_by()
        .values_list(
            "page_id",
            "translation_key",
            "locale__language_code",
            "language",
            "etag",
            "published",
            "changed",
            "review_due",
            "page__url_path",
            "root_url_path",
            "site_locale",
            "wanted_body",
            "listed",
            *more,
        )
    )
    return found


def _date(column: str, wanted: Collection[str]) -> Any:
    none = Value(None, output_field=models.DateTimeField())
    return Case(When(listed=True, then=F(column)), default=none) if column in wanted else none


@lru_cache(maxsize=6)
def _group(guesses: int, tags: int) -> Prepared:
    guessed, known_tags = GUESSED[:guesses], KNOWN_TAGS[:tags]

    def build() -> Parts:
        wanted = Q(folded_locale__in=[slot.sentinel for slot in guessed])
        if known_tags:
            wanted &= ~Q(etag__in=[slot.sentinel for slot in known_tags])
        body = Case(When(wanted, then=F("body")), default=Value(None), output_field=models.TextField())
        rows = visible().filter(translation_key=KEY.sentinel)
        rows = rows.annotate(folded_locale=Lower("locale__language_code"))
        return before(), columns(rows, body, Value(True, output_field=models.BooleanField()))

    return Prepared(build, [HOST, PORT, KEY, *guessed, *known_tags])


def group(request: HttpRequest, key: uuid.UUID, guesses: Sequence[str], known_tags: Sequence[str] = ()) -> list[Row]:
    """Return one update in every locale, the page that was made first at the beginning.

    ``body`` is there for the locales in ``guesses`` (lower case), unless the reader has it already: its entity tag is
    in ``known_tags``.
    """
    tags = len(known_tags) if len(known_tags) <= FEW_TAGS else TAGS
    prepared = _group(FEW_GUESSES if len(guesses) <= FEW_GUESSES else GUESSES, tags)
    values = {**place(request), "key": key}
    values.update({slot.name: code for slot, code in zip(GUESSED, [*guesses, *[""] * GUESSES], strict=False)})
    values.update({slot.name: tag for slot, tag in zip(KNOWN_TAGS, [*known_tags, *[""] * TAGS], strict=False)})
    return sorted((Row(*row) for row in prepared.rows(database(), values)), key=lambda row: row.page)


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes one list another statement: which filters, in which order, from where. Values come later.

    ``facets`` holds each filter by facet with how many values it has; ``ranges`` the names of date filters;
    ``preferred`` the rank of each locale of which an update is listed in the best only.
    """

    order: str
    locale: bool
    facets: tuple[tuple[str, int], ...]
    ranges: tuple[str, ...]
    after: bool
    limit: int
    preferred: tuple[int, ...] = ()


#: What can be sorted by, and the column behind it.
ORDERS: Mapping[str, str] = {"published": "published_at", "changed": "changed_at", "review_due": "review_due"}
#: Date filters: the column, and the comparison.
RANGES: Mapping[str, str] = {
    "published_since": "published_at__gte",
    "published_before": "published_at__lt",
    "changed_since": "changed_at__gte",
    "review_due_before": "review_due__lt",
}
AFTER_PAGE = Slot("after_page", models.BigIntegerField(), -70002)
_SENTINEL_TIME = datetime.fromisoformat("1066-10-14T09:00:00+00:00")


def _column_field(name: str) -> models.Field[Any, Any]:
    return models.DateField() if name == "review_due" else models.DateTimeField()


def _after(order: str) -> Slot:
    column = ORDERS[order.lstrip("-")]
    return Slot("after", _column_field(column), _SENTINEL_TIME.date() if column == "review_due" else _SENTINEL_TIME)


def _range(name: str, position: int) -> Slot:
    column = RANGES[name].partition("__")[0]
    at = _SENTINEL_TIME.replace(year=900 + position)
    return Slot(name, _column_field(column), at.date() if column == "review_due" else at)


def _facet(name: str, position: int) -> Slot:
    return Slot(f"{name}:{position}", Facet._meta.get_field("value"), f"\x02{name}:{position}")


def preferred_slots(shape: Shape) -> list[Slot]:
    code = Locale._meta.get_field("language_code")
    return [Slot(f"preferred:{n}", code, f"\x02l{n}") for n in range(len(shape.preferred))]


def listed_rows(shape: Shape) -> QuerySet[Any]:
    """Return the page of the list that ``shape`` asks for: keys and pages, in order, with slots for values."""
    return _ordered(_filtered(visible(), shape), shape).values("page_id", "translation_key")[: shape.limit + 1]


def _filtered(rows: RepresentationQuerySet, shape: Shape) -> RepresentationQuerySet:
    if shape.locale:
        codes = Locale.objects.annotate(folded=Lower("language_code")).filter(folded=LOCALE.sentinel)
        rows = rows.filter(locale=Subquery(codes.values("pk")[:1]))
    if shape.preferred:
        rows = _best_of_each(rows, shape)
    for name, count in shape.facets:
        rows = rows.with_facet(name, [_facet(name, n).sentinel for n in range(count)])
    for position, name in enumerate(shape.ranges):
        rows = rows.filter(**{RANGES[name]: _range(name, position).sentinel})
    # What has no date is in no list that is sorted by it.
    return rows.filter(review_due__isnull=False) if _is_by_review(shape) else rows


def _is_by_review(shape: Shape) -> bool:
    return ORDERS[shape.order.lstrip("-")] == "review_due"


def _best_of_each(rows: RepresentationQuerySet, shape: Shape) -> RepresentationQuerySet:
    """Keep each update in the best of the preferred locales that anybody may see it in.

    That there is none better is asked of row after row, so that a page of a list looks at its own updates only. What
    may not be seen is no better: a restricted page neither hides a public one nor is told of.
    """
    codes = [slot.sentinel for slot in preferred_slots(shape)]
    ranks = [When(locale__language_code=code, then=rank) for code, rank in zip(codes, shape.preferred, strict=True)]
    better = Q(rank__lt=OuterRef("rank"))
    if len(set(shape.preferred)) < len(shape.preferred):
        better |= Q(rank=OuterRef("rank"), page_id__lt=OuterRef("page_id"))
    # What ``visible`` says names the page that is listed; here it is that of another locale.
    key = named("root", "asked_site", models.UUIDField())
    seen = Representation.objects.unrestricted().filter(Exists(roots_above("page__path", key)))
    others = _ranked(seen, codes, ranks).filter(better, translation_key=OuterRef("translation_key"))
    # A number rather than EXISTS: PostgreSQL would join that to all updates before it lists the first one. Compared by
    # ``<>``, which it takes to be true of most rows, so that it reads them in order and stops.
    one = Subquery(others.order_by().annotate(one=Value(1)).values("one")[:1])
    best: RepresentationQuerySet = _ranked(rows, codes, ranks).alias(better=Coalesce(one, 0)).filter(~Q(better=1))
    return best


def _ranked(rows: RepresentationQuerySet, codes: Sequence[str], ranks: Sequence[When]) -> RepresentationQuerySet:
    rank = Case(*ranks, output_field=models.IntegerField())
    ranked: RepresentationQuerySet = rows.filter(locale__language_code__in=codes).annotate(rank=rank)
    return ranked


def _ordered(rows: QuerySet[Any], shape: Shape) -> QuerySet[Any]:
    column, down = ORDERS[shape.order.lstrip("-")], shape.order.startswith("-")
    if shape.after:
        past = "lt" if down else "gt"
        at = _after(shape.order).sentinel
        # The first condition alone lets an index be entered at the right place.
        rows = rows.filter(
            Q(**{f"{column}__{past}e": at})
            & (Q(**{f"{column}__{past}": at}) | Q(**{column: at, f"page_id__{past}": AFTER_PAGE.sentinel}))
        )
    sign = "-" if down else ""
    return rows.order_by(f"{sign}{column}", f"{sign}page_id")


@lru_cache(maxsize=256)
def _list(shape: Shape) -> Prepared:
    def build() -> Parts:
        listed, in_group = in_list("page_id"), in_list("translation_key")
        body = Case(When(listed=True, then=F("body")), default=Value(None), output_field=models.TextField())
        rows = visible().annotate(listed=listed).filter(in_group)
        dates = {ORDERS[shape.order.lstrip("-")]}
        return [*before(), ("listed", listed_rows(shape))], columns(rows, body, F("listed"), dates=dates)

    slots = [HOST, PORT, LOCALE, _after(shape.order), AFTER_PAGE, *preferred_slots(shape)]
    slots += [_facet(name, n) for name, count in shape.facets for n in range(count)]
    slots += [_range(name, position) for position, name in enumerate(shape.ranges)]
    return Prepared(build, slots)


def listing(request: HttpRequest, shape: Shape, values: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a page of a list, in no order, with the other locales of the same updates."""
    return [Row(*row) for row in _list(shape).rows(database(), {**place(request), **values})]


@lru_cache(maxsize=256)
def _total(shape: Shape) -> Prepared:
    def build() -> Parts:
        if shape.preferred and not shape.facets and not shape.ranges and not _is_by_review(shape):
            # Where nothing else is asked of what is served, it makes no difference which locale that is.
            codes = [slot.sentinel for slot in preferred_slots(shape)]
            rows, counted = (
                visible().filter(locale__language_code__in=codes),
                models.Count("translation_key", distinct=True),
            )
        else:
            rows, counted = _filtered(visible(), shape), models.Count("*")
        one = rows.order_by().annotate(one=Value(1)).values("one")
        return before(), one.annotate(number=counted).values_list("number")

    slots = [HOST, PORT, LOCALE, *preferred_slots(shape)]
    slots += [_facet(name, n) for name, count in shape.facets for n in range(count)]
    slots += [_range(name, position) for position, name in enumerate(shape.ranges)]
    return Prepared(build, slots)


def total(request: HttpRequest, shape: Shape, values: Mapping[str, Any]) -> int:
    """Return how many items a list has on all its pages."""
    rows = _total(shape).rows(database(), {**place(request), **values})
    return int(rows[0][0]) if rows else 0
