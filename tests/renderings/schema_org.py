"""The vocabulary of schema.org, as a package brings it, and what a document in JSON-LD says that it does not know."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pyld import jsonld

from tests.renderings import node

SCHEMA = "http://schema.org/"
_TRIPLE = re.compile(r"^<(\S+)> <(\S+)> <(\S+)> <\S+> \.$")
#: What stands before a bare string where an address should be.
NOWHERE = "nowhere:/"
_ADDRESS = re.compile(r"^(https?:|urn:|mailto:)")
#: Values that JSON-LD writes as strings.
_PLAIN = {"Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Float", "Boolean", "CssSelectorType"}


class Vocabulary:
    """Classes with what is above them, properties with where they may stand and what they may hold, and members."""

    def __init__(self, quads: str) -> None:
        self.types: dict[str, set[str]] = defaultdict(set)
        self.above: dict[str, set[str]] = defaultdict(set)
        self.domains: dict[str, set[str]] = defaultdict(set)
        self.ranges: dict[str, set[str]] = defaultdict(set)
        self.replaced: set[str] = set()
        of = {
            "type": self.types,
            "subClassOf": self.above,
            "domainIncludes": self.domains,
            "rangeIncludes": self.ranges,
        }
        for line in quads.splitlines():
            found = _TRIPLE.match(line)
            if found is None:
                continue
            subject, predicate, object_ = (_short(part) for part in found.groups())
            name = re.split(r"[/#]", predicate)[-1]
            if name in of:
                of[name][subject].add(re.split(r"#", object_)[-1])
            elif name == "supersededBy":
                self.replaced.add(subject)

    def is_class(self, name: str) -> bool:
        return "Class" in self.types[name]

    def with_above(self, name: str) -> set[str]:
        """Return a class and all classes above it."""
        found, todo = set(), [name]
        while todo:
            if (one := todo.pop()) not in found:
                found.add(one)
                todo += self.above[one]
        return found

    def context(self) -> dict[str, Any]:
        """Return the context as schema.org makes its own: what may hold an address is one, dates are dates."""
        made: dict[str, Any] = {"@vocab": SCHEMA, "schema": SCHEMA, "type": "@type", "id": "@id"}
        for name, ranges in list(self.ranges.items()):
            entry = {"@id": f"{SCHEMA}{name}"}
            if "URL" in ranges:
                entry["@type"] = "@id"
            elif ranges & {"Date", "DateTime"}:
                entry["@type"] = f"{SCHEMA}{'Date' if 'Date' in ranges else 'DateTime'}"
            made[name] = entry
        return made


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    return Vocabulary((node.modules() / "@vocabulary" / "schema" / "schema.nq").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _context() -> dict[str, Any]:
    return {"@context": vocabulary().context()}


def _load(url: str, _options: Any) -> dict[str, Any]:
    """Give the context of schema.org, and nothing else: no document asks anybody for anything."""
    assert url.rstrip("/") == "https://schema.org", url
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": _context()}


def expanded(document: dict[str, Any]) -> list[Any]:
    return list(jsonld.expand(document, {"documentLoader": _load, "base": NOWHERE}))


def faults(document: dict[str, Any]) -> list[str]:
    """Return what a document says that schema.org has no word for, or has not there."""
    return [fault for item in expanded(document) for fault in _faults(item, vocabulary(), "")]


def _faults(item: dict[str, Any], known: Vocabulary, at: str) -> Iterator[str]:
    types = [_short(name) for name in item.get("@type", [])]
    yield from (f"{at}: no class {name}" for name in types if not known.is_class(name))
    above = {name for type_ in types for name in known.with_above(type_)}
    for key, values in item.items():
        if key == "@id":
            if not _ADDRESS.match(values):
                yield f"{at}: {values!r} is no address"
        elif not key.startswith("@"):
            name = _short(key)
            where = f"{at}/{'+'.join(types)}.{name}"
            if "Property" not in known.types[name]:
                yield f"{where}: no such property"
                continue
            if name in known.replaced:
                yield f"{where}: replaced by another property"
            if types and not above & known.domains[name]:
                yield f"{where}: not a property of it, but of {', '.join(sorted(known.domains[name]))}"
            for value in values:
                yield from _value(value, known, known.ranges[name], where)


def _value(value: Any, known: Vocabulary, ranges: set[str], at: str) -> Iterator[str]:
    if "@value" in value:
        if not ranges & _PLAIN:
            yield f"{at}: a bare text, where there should be {', '.join(sorted(ranges))}"
        return
    if set(value) == {"@id"}:
        # A member of a list of schema.org, or what is told elsewhere in the document.
        name = _short(value["@id"])
        if value["@id"] != name and not known.types[name] & ranges:
            yield f"{at}: {name} is none of {', '.join(sorted(ranges))}"
        if value["@id"] == name and not _ADDRESS.match(name):
            yield f"{at}: {name!r} is no address"
        return
    found = {above for type_ in value.get("@type", []) for above in known.with_above(_short(type_))}
    if not found & ranges:
        yield f"{at}: {value.get('@type')} is none of {', '.join(sorted(ranges))}"
    yield from _faults(value, known, at)


def _short(name: str) -> str:
    """Return a name of schema.org without its beginning; anything else as it is."""
    return re.sub(r"^https?://schema\.org/", "", name)
