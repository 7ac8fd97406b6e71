"""Copies of the originals, written straight into the tables: as many as are asked for, in minutes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Page

from benchmarks.corpus import words
from research.models import ResearchUpdatePage
from research.models.search_entry import search_key

NAMESPACE = uuid.UUID("a2f6f0b1-6c1c-4f34-8f0f-5c2bb41c2d17")
BATCH = 2000
#: Between the publications of two updates.
APART = timedelta(minutes=5)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Row = dict[str, Any]
Say = Callable[[str], object]


class Copy:
    """One page to be: of which page it is a copy, and what is its own."""

    __slots__ = ("key", "name", "number", "original", "page", "path", "published_at", "slug", "title", "url_path")

    def __init__(self, original: Page, parent: Page, number: int, page: int, published_at: datetime) -> None:
        self.original, self.number, self.page, self.published_at = original, number, page, published_at
        self.key = uuid.uuid5(NAMESPACE, str(number))
        self.name = words.name(number)
        self.title = original.title.replace(words.OF_ORIGINALS, self.name)
        self.slug = f"{original.slug}-{number}"
        self.path = parent.path + _step(number + 1)
        self.url_path = f"{parent.url_path}{self.slug}/"


class Copies:
    """All copies, numbered after the originals: iterating makes them anew each time, so memory stays flat."""

    def __init__(self, originals: Sequence[Sequence[Page]], updates: int) -> None:
        self.originals, self.updates = originals, updates
        self.parents = {page.pk: page.get_parent() for group in originals for page in group}
        self._first = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        # The last one is published now, in whole seconds as an editor's clock would show.
        self._end = timezone.now().replace(microsecond=0)

    def __len__(self) -> int:
        return max(0, self.updates - len(self.originals)) * len(self.originals[0])

    def __iter__(self) -> Iterator[Copy]:
        page = self._first
        for number in range(len(self.originals), self.updates):
            at = self._end - (self.updates - number) * APART
            for place, original in enumerate(self.originals[number % len(self.originals)]):
                yield Copy(original, self.parents[original.pk], number, page, at + timedelta(seconds=place))
                page += 1


def copy_pages(copies: Copies, say: Say) -> None:
    """Write the rows of the pages themselves, with their revisions left to the originals."""
    _copy(Page, "id", copies, say)
    _copy(ResearchUpdatePage, "page_ptr_id", copies, say)
    for parent in copies.parents.values():
        Page.objects.filter(pk=parent.pk).update(numchild=copies.updates)
    _reset_sequences([Page])


def copy_what_hangs_on_them(copies: Copies, say: Say) -> None:
    """Write the plugin's other rows of each page: representations, facets, and what else refers to a page.

    For a corpus too large to build each representation. Its bytes are those of the original with the key and the
    name of the copy. The journal is left out: nothing that is measured reads it.
    """
    hanging = list(_hanging())
    for model, column in hanging:
        _copy(model, column, copies, say)
    _reset_sequences([model for model, _column in hanging])


def _hanging() -> Iterator[tuple[type[models.Model], str]]:
    """Yield the plugin's tables with the column that holds a page's number, parents before children."""
    known: list[type[models.Model]] = [Page]
    pending = [model for model in apps.get_app_config("research").get_models() if not issubclass(model, Page)]
    while found := [(model, column) for model in pending if (column := _column_of_page(model, known))]:
        for model, column in found:
            pending.remove(model)
            if model._meta.pk.column == column:
                known.append(model)
            yield model, column


def _column_of_page(model: type[models.Model], known: Sequence[type[models.Model]]) -> str | None:
    for field in model._meta.concrete_fields:
        related = field.remote_field.model if field.remote_field else None
        if related in known or (field.column == "page_id" and related is None):
            return str(field.column)
    return None


def _copy(model: type[models.Model], column: str, copies: Copies, say: Say) -> None:
    """Copy the rows of ``model`` that belong to the originals; ``column`` holds the number of the page."""
    originals = _rows_by_page(model, column, [page.pk for group in copies.originals for page in group])
    if not any(originals.values()):
        return
    columns = list(next(rows[0] for rows in originals.values() if rows))
    automatic = isinstance(model._meta.pk, models.AutoField) and model._meta.pk.column != column
    if automatic:
        columns.remove(str(model._meta.pk.column))
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    # Made of names of tables and columns alone.
    sql = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    written = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for batch in _batches(copies):
            rows = [
                _changed(row, column, copy, names=columns)
                for copy in batch
                for row in originals.get(copy.original.pk, ())
            ]
            cursor.executemany(sql, rows)
            written += len(batch)
            say(f"{model._meta.label}: {written:,} of {len(copies):,} pages")


def _changed(row: Row, column: str, copy: Copy, names: Sequence[str]) -> list[Any]:
    """Return the values of an original's row with what is the copy's own."""
    own: Row = {
        column: copy.page,
        "translation_key": copy.key if isinstance(row.get("translation_key"), uuid.UUID) else copy.key.hex,
        "title": copy.title,
        "draft_title": copy.title,
        "slug": copy.slug,
        "path": copy.path,
        "url_path": copy.url_path,
        "first_published_at": copy.published_at,
        "last_published_at": copy.published_at,
        "published_at": copy.published_at,
        "changed_at": copy.published_at,
        # The same in every table that repeats it.
        "etag": f'"{hashlib.sha256(str(copy.page).encode()).hexdigest()[:32]}"',
        # The number of an entry of the search index.
        "key": search_key(copy.published_at, copy.page),
        "latest_revision_created_at": copy.published_at,
    }
    if "path" not in row:
        row = {name: _rewritten(value, copy) for name, value in row.items()}
    return [_for_database(own.get(name, row[name])) for name in names]


def _rewritten(value: Any, copy: Copy) -> Any:
    """Return a stored text or stored bytes with the key and the name of the copy; stems of a name are in lower case."""
    pairs = (
        (str(copy.original.translation_key), str(copy.key)),
        (words.OF_ORIGINALS, copy.name),
        (words.OF_ORIGINALS.lower(), copy.name.lower()),
    )
    if isinstance(value, memoryview):
        value = bytes(value)
    for old, new in pairs:
        if isinstance(value, str):
            value = value.replace(old, new)
        elif isinstance(value, bytes):
            value = value.replace(old.encode(), new.encode())
    return value


def _for_database(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _rows_by_page(model: type[models.Model], column: str, pages: Sequence[int]) -> dict[int, list[Row]]:
    """Return the rows as the database has them, by the number of their page."""
    table, quoted = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(column)
    places = ", ".join(["%s"] * len(pages))
    found: dict[int, list[Row]] = {page: [] for page in pages}
    with connection.cursor() as cursor:
        # Made of names of tables and columns alone.
        cursor.execute(f"SELECT * FROM {table} WHERE {quoted} IN ({places})", list(pages))  # noqa: S608
        names = [description[0] for description in cursor.description]
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            found[row[column]].append(row)
    return found


def _reset_sequences(of: Iterable[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(of)):
            cursor.execute(statement)


def _batches(copies: Iterable[Copy]) -> Iterator[list[Copy]]:
    waiting = iter(copies)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _step(number: int) -> str:
    """Return the four characters by which the tree calls the child ``number``, counted from 1."""
    characters = ""
    for _place in range(Page.steplen):
        number, digit = divmod(number, len(_ALPHABET))
        characters = _ALPHABET[digit] + characters
    return characters
