"""What a generator cannot read in an OpenAPI document: which keys, locales and terms this site really has.

Loaded by Schemathesis (``SCHEMATHESIS_HOOKS``). Only data that is meant to be good is changed: what is meant to be bad
stays as bad as it was made. Every call is counted, so that a run says how much it has asked.
"""

from __future__ import annotations

import json
import os
import urllib.request
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import schemathesis

API = os.environ.get("FUZZ_API", "")
REPORT = Path(os.environ.get("FUZZ_REPORT", "fuzz.json"))
#: Kept as generated in every fourth case: a key that nobody has is good data, too.
AS_GENERATED = 4
#: Write the counts each so many calls; the program ends without telling.
EACH = 50

calls: Counter[str] = Counter()


def _ask(address: str) -> Any:
    with urllib.request.urlopen(f"{API}{address}") as answer:  # noqa: S310 - a server on this machine
        return json.load(answer)


@lru_cache(maxsize=1)
def known() -> dict[str, list[Any]]:
    """Return values of parameters that this site has; keys also of updates that were taken back."""
    items = _ask("updates/?limit=100")["items"]
    changes = _ask("changes/?limit=500")["items"]
    pages = [item["links"]["page"] for item in items if item["links"]["page"]]
    return {
        "translation_key": sorted({change["translation_key"] for change in changes}),
        "locale": sorted({item["locale"] for item in items}),
        "topic": sorted({topic["code"] for item in items for topic in item["topics"]}),
        "condition": sorted({item["condition"]["code"] for item in items if item["condition"]}),
        "path": pages,
        "slug": sorted({page.rstrip("/").rpartition("/")[2] for page in pages}),
        "cursor": _cursors(),
        "copy": [(c["translation_key"], c["locale"], c["etag"] or "") for c in changes],
    }


def _cursors() -> list[str]:
    found, address = [], "updates/?limit=1"
    for _ in range(3):
        following = _ask(address)["next"]
        found.append(following.partition("cursor=")[2].partition("&")[0])
        address = following.removeprefix(API)
    return found


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    if case.meta and case.meta.generation.mode.is_positive:
        _make_good(case)


def _make_good(case: Any) -> None:
    pick = _picker(case)
    query = case.query = case.query or {}
    operation = case.operation.definition.raw["operationId"]
    if operation == "checkUpdates":
        _ask_about_copies(case.body)
    if operation == "sendFeedback":
        # Which parts an update has, no document can say.
        case.body["block"], case.body["locale"] = None, pick("locale", known()["locale"])
    if operation == "findUpdate":
        # One of the two, which JSON Schema cannot say of parameters.
        query.pop("slug" if "path" in query else "", None)
        if "slug" not in query:
            query["path"] = ""
    if "translation_key" in (case.path_parameters or {}) and pick("key", range(AS_GENERATED)):
        case.path_parameters["translation_key"] = pick("translation_key", known()["translation_key"])
    if operation == "listUpdates" and "locale" not in query:
        # It stands in for a locale, and one parameter cannot say in JSON Schema that it needs another.
        query.pop("fallback", None)
    if "preview" in query:
        # A token that opens nothing; only a locale goes with it.
        case.query = query = {name: value for name, value in query.items() if name in ("preview", "locale")}
    for name in ("locale", "path", "slug"):
        if name in query:
            query[name] = pick(name, known()[name])
    for name in ("topic", "condition"):
        if name in query:
            query[name] = [pick(name, known()[name]) for _ in query[name]]
    if "locale" in query:
        query.pop("locales", None)
    if "locales" in query:
        # Longer than a language tag can be, which a pattern cannot say of each of several.
        query["locales"] = pick("locales", ["*", ",".join(known()["locale"]), *known()["locale"], "cy", "es-MX,tlh"])
    if operation == "searchUpdates":
        # A cursor belongs to its words.
        query.pop("cursor", None)
    if "cursor" in query and operation == "listUpdates":
        query["cursor"] = pick("cursor", known()["cursor"])
        query.pop("sort", None)


def _picker(case: Any) -> Any:
    seed = repr((case.path_parameters, case.query))

    def pick(name: str, values: Any) -> Any:
        return values[sum(map(ord, seed + name)) % len(values)]

    return pick


def _ask_about_copies(body: Any) -> None:
    """Ask about copies that there are, beside those that there are not."""
    copies = known()["copy"]
    for number, copy in enumerate(body["copies"]):
        if number % 2:
            copy["translation_key"], copy["locale"], copy["etag"] = copies[number % len(copies)]


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    calls[f"{response.status_code}"] += 1
    if sum(calls.values()) % EACH == 0:
        REPORT.write_text(json.dumps(calls))
