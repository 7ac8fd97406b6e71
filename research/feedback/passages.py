"""The parts of an update that a reader can speak of, each with its words, their language and a digest of them.

Read from a stored representation as plain JSON values: what readers were given, and not what stands in a draft.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from research.domain.text import plain
from research.models import SUMMARY

#: The id of the whole update.
WHOLE = ""
#: Names of what a reader sees as it stands; the last four are figures as printed in a paper.
_SHOWN = frozenset({"text", "html", "value", "ci_low", "ci_high", "p"})
#: How many characters of running text tell an editor which text it is.
LONGEST_EXCERPT = 300


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a passage, with the language that it is really in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One part. ``number`` counts the parts of its kind from 1; ``inside`` is the id of the block that holds it.

    ``words`` tell a finding with its caveats. ``digest`` changes with any word or number that is shown of the part.
    """

    id: str
    kind: str
    number: int
    language: str
    digest: str
    words: tuple[Words, ...]
    inside: str = ""


def passages(update: Mapping[str, Any], wanted: Collection[str] | None = None) -> dict[str, Passage]:
    """Return the parts of a representation by id, in the order of the page: the whole, what is in short, blocks.

    With ``wanted`` only those with these ids: looking at every word of an update takes ten times as long.
    """
    return {id_: make() for id_, make in _passages(update) if wanted is None or id_ in wanted}


#: The id of a part, and what makes it.
Made = tuple[str, Callable[[], Passage]]


def _passages(update: Mapping[str, Any]) -> Iterator[Made]:
    language = str(update["language"])
    shown = [update["title"], update["summary"], update["blocks"]]
    yield WHOLE, lambda: Passage(WHOLE, "whole", 1, language, _digest(shown), _words(update["title"]))
    if messages := update["summary"]:
        told = [message["message"] for message in messages]
        yield SUMMARY, lambda: Passage(SUMMARY, "summary", 1, language, _digest(messages), _words(*told))
        for number, message in enumerate(messages, start=1):
            yield _part(message, "key_message", number, _message, language, inside=SUMMARY)
    counts: dict[str, int] = {}
    for block in update["blocks"]:
        kind = str(block["type"])
        counts[kind] = counts.get(kind, 0) + 1
        yield _part(block, kind, counts[kind], _told, language)
        for number, caveat in enumerate(block.get("caveats", ()), start=1):
            yield _part(caveat, "caveat", number, _caveat, language, inside=str(block["id"]))


def _part(
    part: Mapping[str, Any],
    kind: str,
    number: int,
    told: Callable[[Mapping[str, Any]], tuple[Words, ...]],
    language: str,
    inside: str = "",
) -> Made:
    own = str(part["written_in"]["language"] if "written_in" in part else language)
    id_ = str(part["id"])
    return id_, lambda: Passage(id_, kind, number, own, _digest(part), told(part), inside)


def _message(message: Mapping[str, Any]) -> tuple[Words, ...]:
    return _words(message["message"])


def _told(block: Mapping[str, Any]) -> tuple[Words, ...]:
    """Return the words that tell an editor which block it is. Those of a finding are never without its caveats."""
    match block["type"]:
        case "finding":
            caveats = [word for caveat in block["caveats"] for word in _caveat(caveat)]
            around = _words(*block["before_statement"], block["statement"], *block["after_statement"])
            return (*around, *caveats, *_words(block["no_caveat_reason"]))
        case "study":
            return _words(block["title"])
        case "caveat":
            return _caveat(block)
        case "figure":
            return _words(block["alt"], block["caption"])
        case "table":
            return _words(block["caption"], *block["columns"])
        case "glossary_term":
            return _words(block["term"], block["definition"])
        case _:
            return _words(block.get("content"))


def _caveat(caveat: Mapping[str, Any]) -> tuple[Words, ...]:
    return _words(caveat["kind"]["label"], caveat["sentence"], caveat["detail"])


def _words(*texts: Mapping[str, Any] | None) -> tuple[Words, ...]:
    return tuple(Words(_plain(text), str(text["language"])) for text in texts if text)


def _plain(text: Mapping[str, Any]) -> str:
    if "html" not in text:
        return str(text["text"])
    whole = plain(str(text["html"])).replace("\n", " ")
    return whole if len(whole) <= LONGEST_EXCERPT else f"{whole[:LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"


def _digest(part: Any) -> str:
    data = json.dumps(list(_shown(part)), ensure_ascii=False).encode()
    return hashlib.sha256(data).hexdigest()[:32]


def _shown(value: Any) -> Iterator[str | int | float]:
    """Yield the words and numbers below ``value`` that a reader sees; not codes, ids and languages."""
    if isinstance(value, Mapping):
        for name in sorted(value):
            inner = value[name]
            if name in _SHOWN:
                # As it stands, or an object that has it, such as a length of time in words.
                yield from [inner] if isinstance(inner, str) else _shown(inner)
            else:
                yield from _shown(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _shown(item)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value
