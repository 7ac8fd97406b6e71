"""What must be true of anything that leaves (R14): asked of the output itself, not of the page it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from research.domain.problems import Path, Problem, Scope

#: Keys beside which a text always says its language.
TEXT_KEYS = ("text", "html")


def output_problems(representation: Mapping[str, Any]) -> list[Problem]:
    """Return what in a representation would break a promise. Looks at plain JSON values only."""
    return [
        Problem(p.code, p.path, p.severity, Scope.OUTPUT, p.params)
        for p in (*_in_place(representation, ()), *_conflict(representation))
    ]


def _in_place(value: Any, at: Path) -> Iterator[Problem]:
    """Walk through everything, and yield what is wrong with each object."""
    if isinstance(value, dict):
        if value.get("type") == "finding":
            yield from _finding(value, at)
        yield from _language(value, at)
        for key, child in value.items():
            if isinstance(child, dict | list):
                yield from _in_place(child, (*at, str(key)))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            if isinstance(child, dict | list):
                yield from _in_place(child, (*at, str(index)))


def _finding(item: dict[str, Any], place: Path) -> Iterator[Problem]:
    reason = (item.get("no_caveat_reason") or {}).get("text")
    told = [caveat for caveat in item.get("caveats") or () if (caveat.get("sentence") or {}).get("text")]
    if not told and not reason:
        yield Problem("output-finding-without-caveats", place)
    if not (item.get("statement") or {}).get("text"):
        yield Problem("finding-without-statement", place, params={"number": place[-1]})


def _language(item: dict[str, Any], place: Path) -> Iterator[Problem]:
    for key in TEXT_KEYS:
        if isinstance(item.get(key), str) and not (
            item.get("language") and item.get("direction") in ("ltr", "rtl") and item.get("origin")
        ):
            yield Problem("output-language-unknown", (*place, key))


def _conflict(representation: Mapping[str, Any]) -> Iterator[Problem]:
    promotional = any(source.get("promotional") for source in representation.get("source_documents", ())) or any(
        (disclosure.get("kind") or {}).get("code") == "sells_treatment"
        for disclosure in representation.get("disclosures", ())
    )
    notice = ((representation.get("conflict_of_interest") or {}).get("notice") or {}).get("text")
    if promotional and not notice:
        yield Problem("output-conflict-missing", ("conflict_of_interest",))
