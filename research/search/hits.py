"""The statement that finds: keys of what matches and may be seen, the best first, no more than are asked for.

A word may be in half of a million entries, so nothing is counted, ranked or sorted as a whole. There are three scores
(``research.search.query``), and within each the order is that of the key. FTS5 of SQLite yields rows in the order of
their key and stops when it has enough. GIN of PostgreSQL cannot, so it is asked for one stretch of time after another,
each 8 times as long as the one before it. The first is long enough for some dozen entries, and each is made of two
neighbouring blocks, so that it is not short where a block has just begun. A block is a token like any other: the index
itself intersects it with the words. No further stretch is looked at once there are enough hits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import models

from research.models.prepared import Slot
from research.models.search_entry import PAGE_BITS
from research.search.document import BLOCKS, facet_token, locale_token
from research.search.query import DIALECTS, SCORES, Filters, Word

ENTRIES = "research_searchentry"
FTS = "research_searchentry_fts"
#: Behind every key there is.
END = 2**63 - 1
#: How many entries the first stretch of time holds at least.
FIRST_BLOCKS = 64
#: The page that a key is of, in SQL, for whoever has to say whether it may be seen.
PAGE = f"(found.key & {2**PAGE_BITS - 1})"

LIMIT = Slot("limit", models.Field(), object())
_SCORE = {score: Slot(f"words{score}", models.Field(), object()) for score in SCORES}
_BELOW = {score: Slot(f"below{score}", models.Field(), object()) for score in SCORES}
_CONDITIONS = Slot("conditions", models.Field(), object())
_BELOWS = Slot("belows", models.Field(), object())
_SCORES = Slot("scores", models.Field(), object())


@dataclass(frozen=True, slots=True)
class After:
    """The place after the last hit seen."""

    score: int
    key: int


def filters(locale: str | None, facets: Mapping[str, Sequence[str]]) -> Filters:
    """Return what must be there beside the words: the locale, and one of the values of each facet."""
    found = [[facet_token(name, value) for value in values] for name, values in sorted(facets.items())]
    return [[locale_token(locale)], *found] if locale else found


def values(vendor: str, found: Sequence[Word], wanted: Filters, after: After | None, limit: int) -> dict[str, Any]:
    """Return what the slots of the statement hold for one search."""
    dialect = DIALECTS[vendor]
    conditions = {score: dialect.condition(found, wanted, score) for score in SCORES}
    below = {score: _below(score, after) for score in SCORES}
    if vendor == "sqlite":
        return {
            "limit": limit,
            **{f"words{score}": condition for score, condition in conditions.items()},
            **{f"below{score}": key for score, key in below.items()},
        }
    open_ = [score for score in SCORES if below[score] > 0]
    return {
        "limit": limit,
        "conditions": [conditions[score] for score in open_],
        "belows": [below[score] for score in open_],
        "scores": open_,
    }


def _below(score: int, after: After | None) -> int:
    if after is None or score < after.score:
        return END
    return after.key if score == after.score else 0


def statement(vendor: str, visible: str, parameters: Collection[Any]) -> tuple[str, list[Any]]:
    """Return SQL for ``key`` and ``score``, and its parameters. ``visible`` is true SQL for a page at ``PAGE``."""
    return (_sqlite if vendor == "sqlite" else _postgresql)(visible, list(parameters))


def _sqlite(visible: str, parameters: list[Any]) -> tuple[str, list[Any]]:
    parts = []
    values: list[Any] = []
    found: list[str] = []
    for score in SCORES:
        # The row of this table is its key.
        matched = f"SELECT rowid AS key FROM {FTS} WHERE {FTS} MATCH %s AND rowid < %s ORDER BY rowid DESC"  # noqa: S608
        # A lower score is not looked for once there are enough hits: there may be none in a million entries.
        left = "".join(f" - (SELECT count(*) FROM {name})" for name in found)  # noqa: S608
        parts.append(
            # Made of names of tables and columns alone.
            f"score{score} AS (SELECT found.key AS key, {score} AS score FROM ({matched}) AS found "  # noqa: S608
            f"WHERE EXISTS ({visible}) ORDER BY found.key DESC LIMIT max(0, %s{left}))"
        )
        values += [_SCORE[score], _BELOW[score], *parameters, LIMIT]
        found.append(f"score{score}")
    # Made of names of tables and columns alone.
    union = " UNION ALL ".join(f"SELECT key, score FROM {name}" for name in found)  # noqa: S608
    return f"WITH {', '.join(parts)} {union}", values


def _postgresql(visible: str, parameters: list[Any]) -> tuple[str, list[Any]]:
    shifts = [None, *BLOCKS, None]
    blocks = ", ".join(
        f"({place}, {_number(inner)}, {_number(outer)})" for place, (inner, outer) in enumerate(pairwise(shifts))
    )
    # Written into each other by “OFFSET 0”, which PostgreSQL never takes apart: steps in their order, then the
    # entries of a step in theirs, then whether they may be seen, until there are enough.
    steps = f"""
        SELECT asked.score, block.place, CASE WHEN block.inside >= asked.least
            THEN ((asked.start >> block.inside) - 1) << block.inside ELSE asked.below END AS below, (
            '(' || asked.condition || ')'
            || CASE WHEN block.outside IS NULL THEN '' ELSE ' & (' || {_two_blocks("block.outside")} || ')' END
        )::tsquery AS condition
        FROM (
            SELECT condition, below, score, start, ln(greatest(start - coalesce(reached.key, 0), 1)) / ln(2) AS least
            FROM (
                SELECT condition, below, score, least(below - 1, (SELECT max(key) FROM {ENTRIES})) AS start
                FROM unnest(%s::text[], %s::bigint[], %s::int[]) AS given(condition, below, score)
            ) AS begun
            LEFT JOIN LATERAL (
                SELECT key FROM {ENTRIES} WHERE key <= start ORDER BY key DESC OFFSET {FIRST_BLOCKS} LIMIT 1
            ) AS reached ON true
        ) AS asked
        JOIN (VALUES {blocks}) AS block(place, inside, outside) ON coalesce(block.outside, 64) >= asked.least
        ORDER BY asked.score DESC, block.place OFFSET 0
    """  # noqa: S608 - made of the constants of this file alone
    matched = f"""
        SELECT key FROM {ENTRIES}
        WHERE array_to_tsvector(string_to_array(tokens, ' ')) @@ step.condition AND key + 0 < step.below
        ORDER BY key DESC OFFSET 0
    """  # noqa: S608 - made of names of tables and columns alone
    sql = f"""
        SELECT hit.key, step.score
        FROM ({steps}) AS step
        CROSS JOIN LATERAL (SELECT found.key FROM ({matched}) AS found WHERE EXISTS ({visible}) LIMIT %s) AS hit
        ORDER BY step.score DESC, step.place, hit.key DESC LIMIT %s
    """  # noqa: S608 - made of names of tables and columns alone
    return sql, [_CONDITIONS, _BELOWS, _SCORES, *parameters, LIMIT, LIMIT]


def _two_blocks(shift: str) -> str:
    """Return SQL for the block that the search starts in, and the one before it, as a condition on tokens."""
    one = f"'''/w' || {shift} || '='"
    return f"{one} || (asked.start >> {shift}) || ''' | ' || {one} || ((asked.start >> {shift}) - 1) || ''''"


def _number(shift: int | None) -> str:
    return "NULL::int" if shift is None else str(shift)
