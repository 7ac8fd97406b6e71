"""A query that is compiled once and run often.

Django turns a queryset into SQL each time it is used, which takes longer than a database needs for a small query.
Here the queryset is built once with slots in the place of values. The SQL is Django's, so that the rules about who
may see what stay where they are: in ``querysets``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import Field, QuerySet


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that is named when the query is run. ``sentinel`` stands in for it while the SQL is made."""

    name: str
    field: Field[Any, Any]
    sentinel: Any


#: A placeholder in the SQL that Django makes, or a percent sign.
_PLACEHOLDER = re.compile(r"%[s%]")


@dataclass(frozen=True, slots=True)
class _Compiled:
    """SQL whose parameters have names, so that a value that it needs in many places is sent once.

    ``constants`` are the values that are always the same. Of ``slots``, those that are ``plain`` go to the database as
    they are; another's field turns its value into one for the database.
    """

    sql: str
    constants: Mapping[str, Any]
    plain: Sequence[tuple[str, str]]
    slots: Sequence[tuple[str, Slot]]
    converters: Sequence[tuple[int, Callable[[Any], Any]]]


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a statement that no queryset can say. ``sql`` is given a database and returns SQL and parameters."""

    sql: Callable[[str], tuple[str, Sequence[Any]]]


#: The parts of one statement: those that come before it under a name (``WITH name AS``), and its own.
Parts = tuple[Sequence[tuple[str, "QuerySet[Any] | Written"]], QuerySet[Any]]


def sql_of(part: QuerySet[Any] | Written, using: str) -> tuple[str, Sequence[Any]]:
    if isinstance(part, Written):
        return part.sql(using)
    made: tuple[str, Sequence[Any]] = part.query.get_compiler(using).as_sql()
    return made


def _is_plain(slot: Slot, connection: Any) -> bool:
    return slot.field.get_db_prep_value(slot.sentinel, connection) is slot.sentinel


class Prepared:
    """``values_list`` querysets as one statement. ``build`` is called once for each database."""

    def __init__(self, build: Callable[[], Parts], slots: Sequence[Slot]) -> None:
        self._build = build
        self._slots = slots
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, using: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run the query with ``values`` for its slots and return its rows, converted as Django would."""
        connection = connections[using]
        compiled = self._compiled.get(using) or self._compile(using)
        parameters = dict(compiled.constants)
        for name, slot_name in compiled.plain:
            parameters[name] = values[slot_name]
        for name, slot in compiled.slots:
            parameters[name] = slot.field.get_db_prep_value(values[slot.name], connection)
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not compiled.converters:
            return rows
        found = []
        for row in rows:
            values_ = list(row)
            for position, convert in compiled.converters:
                values_[position] = convert(values_[position])
            found.append(tuple(values_))
        return found

    def _compile(self, using: str) -> _Compiled:
        connection = connections[using]
        before, rows = self._build()
        compiler = rows.query.get_compiler(using)
        sql, parameters = compiler.as_sql()
        named = [(name, *sql_of(part, using)) for name, part in before]
        if named:
            # PostgreSQL would put a part that is named once where its name stands, and run it for every row there.
            kept = "MATERIALIZED " if connection.vendor == "postgresql" else ""
            sql = f"WITH {', '.join(f'{name} AS {kept}({part})' for name, part, _values in named)} {sql}"
            parameters = [value for _name, _part, values in (*named, ("", "", parameters)) for value in values]
        made = self._named(sql, parameters, connection, self._converters(compiler, connection))
        self._compiled[using] = made
        return made

    def _named(self, sql: str, parameters: Sequence[Any], connection: Any, converters: Any) -> _Compiled:
        """Give each value of ``parameters`` a name, and a slot or number that stands in many places one for all.

        A constant text is named each time: what type it has, PostgreSQL tells from where it stands.
        """
        constants: dict[str, Any] = {}
        slots: dict[str, Slot] = {}
        names: dict[tuple[Any, ...], str] = {}
        following = iter(parameters)

        def name(found: re.Match[str]) -> str:
            if found[0] == "%%":
                return found[0]
            part = self._slot_of(next(following), connection)
            shared = isinstance(part, Slot | int)
            key = (type(part), part) if shared else (len(names),)
            if key not in names:
                names[key] = f"v{len(names)}"
                (slots if isinstance(part, Slot) else constants)[names[key]] = part
            return f"%({names[key]})s"

        made = _PLACEHOLDER.sub(name, sql)
        plain = {name: slot.name for name, slot in slots.items() if _is_plain(slot, connection)}
        others = tuple((name, slot) for name, slot in slots.items() if name not in plain)
        return _Compiled(made, constants, tuple(plain.items()), others, converters)

    def _slot_of(self, value: Any, connection: Any) -> Any:
        for slot in self._slots:
            if value == slot.field.get_db_prep_value(slot.sentinel, connection):
                return slot
        return value

    @staticmethod
    def _converters(compiler: Any, connection: Any) -> Sequence[tuple[int, Callable[[Any], Any]]]:
        def bound(functions: Sequence[Callable[..., Any]], expression: Any) -> Callable[[Any], Any]:
            def convert(value: Any) -> Any:
                for function in functions:
                    value = function(value, expression, connection)
                return value

            # Making a date or UUID takes longer than reading it, and the rows of an answer share most of theirs.
            return lru_cache(maxsize=256)(convert)

        found = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return [(position, bound(functions, expression)) for position, (functions, expression) in found.items()]
