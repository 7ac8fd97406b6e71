"""Reads the data files and turns an update into what StreamFields store.

A block in the data has a readable ``id`` in place of a UUID. ``segment_key`` gives wagtail-localize's
content path with these names, such as ``body.finding-main.statement``; translations are keyed by it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from home.demo import ids

FOLDER = Path(__file__).resolve().parent
#: In the order in which they are made: an update comes after those that it points at.
UPDATES = ("msc-np-phase-2", "msc-np-two-years", "nrg-1-beta-1", "ms-in-the-us")
STREAM_FIELDS = ("summary", "source_document", "disclosures", "body", "correction_log")
PLAIN_FIELDS = ("title", "slug", "condition", "topics", "evidence_current_to", "easy_title", "easy_summary")

#: Gives the stored value for a name in the data: ``("page", "msc-np-phase-2") -> 7``.
Resolve = Callable[[str, str], Any]
#: The texts of one page in one language: ``{segment key: text, or one text a paragraph}``.
Texts = dict[str, str | list[str]]


@cache
def read(name: str) -> Any:
    """Return the data file ``name``, without its ending."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def update(slug: str) -> dict[str, Any]:
    """Return the data of the update ``slug``."""
    data: dict[str, Any] = read(f"updates/{slug}")
    return data


def translations(language: str) -> dict[str, Texts]:
    """Return ``{slug: texts}`` of a language."""
    data: dict[str, Texts] = read(f"translations/{language}")
    return data


def fields(slug: str, resolve: Resolve, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields of the page ``slug``, leaving out the blocks named in ``without``.

    StreamFields are given as the JSON that they store.
    """
    data = update(slug)
    stored = {name: data[name] for name in PLAIN_FIELDS if name in data}
    for name in STREAM_FIELDS:
        stored[name] = json.dumps(_stream(slug, data.get(name, []), resolve, without))
    return stored


def _stream(slug: str, blocks: list[Any], resolve: Resolve, without: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "type": block["type"],
            "id": ids.block_id(slug, block["id"]),
            "value": _value(slug, block, resolve, without),
        }
        for block in blocks
        if block["id"] not in without
    ]


def _value(slug: str, block: dict[str, Any], resolve: Resolve, without: tuple[str, ...]) -> Any:
    value = block["value"]
    if not isinstance(value, dict) or block["type"] == "table":
        return value
    return {name: _child(slug, block["id"], name, child, resolve, without) for name, child in value.items()}


def _child(slug: str, parent: str, name: str, value: Any, resolve: Resolve, without: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        if all(isinstance(item, dict) and "type" in item for item in value):
            return _stream(slug, value, resolve, without)
        # A list whose items had no stored ids would get others each time it is read.
        return [
            {"type": "item", "id": ids.block_id(slug, f"{parent}/{name}/{index}"), "value": item}
            for index, item in enumerate(value)
        ]
    return resolve(name, value) if name in ("page", "image", "date") else value


def segment_key(slug: str, path: str) -> str:
    """Return wagtail-localize's content ``path`` on the page ``slug`` with names in place of ids."""
    names = _names(slug)
    return ".".join(names.get(part, part) for part in path.split("."))


@cache
def _names(slug: str) -> dict[str, str]:
    """Return ``{stored id: name in the data}`` of an update; nothing for a page without blocks."""
    return {ids.block_id(slug, name): name for name in _block_names(update(slug))} if slug in UPDATES else {}


def _block_names(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if "type" in data and "id" in data:
            yield data["id"]
        for value in data.values():
            yield from _block_names(value)
    elif isinstance(data, list):
        for value in data:
            yield from _block_names(value)
