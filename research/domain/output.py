"""What must be true of anything that leaves (R14): asked of the output itself, not of the page it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from research.domain.problems import Path, Problem, Scope

#: Keys beside which a text always says its language.
TEXT_KEYS = ("text", "html")


def output_problems(representation: Mapping[str, Any]) -> list[Problem]:
    """Return what in a representation would break a promise. Looks at plain JSON values only."""
    return [
        Problem(p.code, p.path, p.severity, Scope.OUTPUT, p.params)
        for p in (
            *_findings(representation, ()),
            *_languages(representation, ()),
            *_conflict(representation),
        )
    ]


def _walk(value: Any, at: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield at, value
        for key, child in value.items():
            yield from _walk(child, (*at, str(key)))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, child in enumerate(value):
            yield from _walk(child, (*at, str(index)))


def _findings(representation: Mapping[str, Any], at: Path) -> Iterator[Problem]:
    for place, item in _walk(representation, at):
        if item.get("type") != "finding":
            continue
        reason = (item.get("no_caveat_reason") or {}).get("text")
        told = [caveat for caveat in item.get("caveats") or () if (caveat.get("sentence") or {}).get("text")]
        if not told and not reason:
            yield Problem("output-finding-without-caveats", place)
        if not (item.get("statement") or {}).get("text"):
            yield Problem("finding-without-statement", place, params={"number": place[-1]})


def _languages(representation: Mapping[str, Any], at: Path) -> Iterator[Problem]:
    for place, item in _walk(representation, at):
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
