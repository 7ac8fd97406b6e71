"""Keep a copy of every update: follow the journal of the research API from its beginning.

    python follow.py http://localhost:8000/api/research/v1/ copies

One file for each update and locale, and one that says where to go on. A copy is replaced when its update changes and
removed when it is taken back, so that nobody is shown a finding that no longer stands.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

#: As many copies as one request may ask about.
AT_ONCE = 1000
BEGINNING = "changes/?cursor=0"
#: The variable that holds an API key, where the site has given one. A key on the command line is seen by everybody.
KEY = "RESEARCH_API_KEY"
#: Seconds to wait where the site does not say how many, and how often it is asked again before it is given up.
WAIT, AGAIN = 60, 10


class Patient(httpx.BaseTransport):
    """Waits as long as the site says when it has been asked too often, and asks again.

    A journal that has not come as far as was asked may only lag behind: then it asks once more.
    """

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._transport.handle_request(request)
        for turn in range(AGAIN):
            ahead = answer.status_code == httpx.codes.CONFLICT and turn == 0
            if answer.status_code != httpx.codes.TOO_MANY_REQUESTS and not ahead:
                break
            answer.close()
            wait = answer.headers.get("Retry-After", "")
            time.sleep(int(wait) if wait.isdecimal() else WAIT)
            answer = self._transport.handle_request(request)
        return answer

    def close(self) -> None:
        self._transport.close()


def client(api: str, key: str | None = None) -> httpx.Client:
    """Return a client for the address ``api``, patient and with ``key`` where there is one."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(base_url=api, timeout=30, headers=headers, transport=Patient(httpx.HTTPTransport()))


class Copies:
    """The files of a folder: ``{translation key}.{locale}.json``, each with the entity tag that it came with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self._place = folder / "resume.txt"

    @property
    def resume(self) -> str | None:
        return self._place.read_text() if self._place.exists() else None

    @resume.setter
    def resume(self, address: str) -> None:
        self._place.write_text(address)

    def path(self, key: str, locale: str) -> Path:
        return self.folder / f"{key}.{locale}.json"

    def keep(self, key: str, locale: str, etag: str, update: Any) -> None:
        text = json.dumps({"etag": etag, "update": update}, ensure_ascii=False)
        # Written beside it and then put in its place: a reader never finds half a copy.
        new = self.path(key, locale).with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        new.replace(self.path(key, locale))

    def remove(self, key: str, locale: str) -> None:
        self.path(key, locale).unlink(missing_ok=True)

    def known(self) -> Iterator[dict[str, str]]:
        for path in sorted(self.folder.glob("*.*.json")):
            key, locale = path.stem.split(".")
            etag = json.loads(path.read_text(encoding="utf-8"))["etag"]
            yield {"translation_key": key, "locale": locale, "etag": etag}


def follow(api: httpx.Client, copies: Copies) -> Counter[str]:
    """Replay what has changed since the last time, from the beginning the first time. Returns what was done.

    Where the site has fewer changes than were followed, as after a backup was put back, it begins again, and asks about
    the copies that the journal does not name any more.
    """
    done: Counter[str] = Counter()
    address: str | None = copies.resume or BEGINNING
    begun_again = False
    while address:
        answer = api.get(address)
        if answer.status_code == httpx.codes.CONFLICT and not begun_again:
            address, begun_again = BEGINNING, True
            continue
        page = answer.raise_for_status().json()
        for change in page["items"]:
            done[_take(api, copies, change)] += 1
        # Only now: what is not done yet is told again after a crash.
        copies.resume = page["resume"]
        address = page["next"]
    return done + check(api, copies) if begun_again else done


def _take(api: httpx.Client, copies: Copies, change: dict[str, Any]) -> str:
    key, locale = change["translation_key"], change["locale"]
    if not change["removed"]:
        # In this locale or not at all: a copy under a locale is never in another language.
        answer = api.get(change["path"], params={"locale": locale, "fallback": "none"})
        if answer.is_success:
            copies.keep(key, locale, answer.headers["ETag"], answer.json())
            return "kept"
        if answer.status_code not in (404, 410):
            answer.raise_for_status()
    # Taken back: by this change, or by a later one that the journal is about to tell.
    copies.remove(key, locale)
    return "removed"


def check(api: httpx.Client, copies: Copies) -> Counter[str]:
    """Ask what became of every copy, fetch those that are stale and remove those that are not public any more."""
    found: Counter[str] = Counter()
    known = list(copies.known())
    for first in range(0, len(known), AT_ONCE):
        answer = api.post("updates/check/", json={"copies": known[first : first + AT_ONCE]}).raise_for_status()
        for item in answer.json()["items"]:
            found[item["state"]] += 1
            key, locale = item["translation_key"], item["locale"]
            if item["state"] != "current":
                removed = item["state"] != "stale"
                path = f"updates/{key}/"
                _take(api, copies, {"translation_key": key, "locale": locale, "removed": removed, "path": path})
    return found


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("api", help="address of the API, with a slash at its end")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--check", action="store_true", help="ask about the copies instead of following")
    asked = arguments.parse_args()
    with client(asked.api, os.environ.get(KEY)) as api:
        copies = Copies(asked.folder)
        done = check(api, copies) if asked.check else follow(api, copies)
    # What a person runs it for.
    print(", ".join(f"{count} {what}" for what, count in sorted(done.items())) or "nothing new")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
