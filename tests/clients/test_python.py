"""The Python example against a live server: what it keeps is what is public, whatever happened in between."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from pytest_django.live_server_helper import LiveServer

from research.access.keys import KNOWN
from research.models import ApiKey, Change, JournalHead, Representation
from tests.access.asking import key
from tests.caching.processes import delivery
from tests.factories import ResearchUpdateFactory, committed, publish, translated

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAM = Path(__file__).parents[2] / "clients" / "python" / "follow.py"
_spec = importlib.util.spec_from_file_location("follow", PROGRAM)
assert _spec is not None
assert _spec.loader is not None
follow: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(follow)


def run(api: str, folder: Path, *options: str) -> str:
    command = [sys.executable, str(PROGRAM), api, str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def titles(folder: Path) -> dict[str, str]:
    copies = [json.loads(path.read_text())["update"] for path in folder.glob("*.*.json")]
    return {f"{copy['translation_key']} {copy['locale']}": copy["title"]["text"] for copy in copies}


def public(api: str) -> dict[str, str]:
    items = httpx.get(f"{api}updates/?limit=100").json()["items"]
    return {f"{item['translation_key']} {item['locale']}": item["title"]["text"] for item in items}


def test_copies_are_what_is_public_after_each_run(real_commits: None, live_server: LiveServer, tmp_path: Path) -> None:
    api = f"{live_server.url}/api/research/v1/"
    first, second = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create(live=True, title="The second")
    translated(first, "es", live=True)

    assert run(api, tmp_path) == "3 kept"
    assert titles(tmp_path) == public(api)
    assert run(api, tmp_path) == "nothing new"

    second.title = "The second, corrected"
    publish(second)
    with committed():
        first.unpublish()

    assert run(api, tmp_path) == "1 kept, 2 removed"
    assert titles(tmp_path) == public(api) == {f"{second.translation_key} en": "The second, corrected"}


def test_program_waits_as_long_as_the_site_says_and_sends_its_key(
    real_commits: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site takes three requests a minute from a key, and nobody without one."""
    ResearchUpdateFactory.create(live=True)
    ResearchUpdateFactory.create(live=True, title="The second")
    ResearchUpdateFactory.create(live=True, title="The third")
    secret = key(limit=3)[1]
    waits: list[int] = []
    with delivery(tmp_path, API_KEYS="required") as port:
        api = f"http://127.0.0.1:{port}/api/research/v1/"
        with follow.client(api) as without, pytest.raises(httpx.HTTPStatusError, match="401"):
            follow.follow(without, follow.Copies(tmp_path / "nothing"))

        def wait(seconds: int) -> None:
            waits.append(seconds)
            ApiKey.objects.update(limit=100)
            time.sleep(KNOWN)

        monkeypatch.setattr(follow, "time", SimpleNamespace(sleep=wait))
        with follow.client(api, secret) as patient:
            assert follow.follow(patient, follow.Copies(tmp_path / "copies")) == {"kept": 3}

    assert len(waits) == 1
    assert 1 <= waits[0] <= 60


def test_site_that_has_put_back_a_backup_is_followed_from_the_beginning(
    real_commits: None, live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two changes that were followed, the site knows the first alone, and so does the list of updates."""
    api = f"{live_server.url}/api/research/v1/"
    ResearchUpdateFactory.create(live=True, title="Kept")
    lost = ResearchUpdateFactory.create(live=True, title="Lost")
    run(api, tmp_path)
    Representation.objects.filter(page_id=lost.pk).delete()
    Change.objects.filter(translation_key=lost.translation_key).delete()
    JournalHead.objects.update(sequence=1)
    waits: list[int] = []

    monkeypatch.setattr(follow, "time", SimpleNamespace(sleep=waits.append))
    with follow.client(api) as client:
        done = follow.follow(client, follow.Copies(tmp_path))

    assert done == {"kept": 1, "current": 1, "unknown": 1}
    assert titles(tmp_path) == public(api)
    assert waits == [30]


def test_check_mends_copies_that_were_missed(real_commits: None, live_server: LiveServer, tmp_path: Path) -> None:
    api = f"{live_server.url}/api/research/v1/"
    kept, gone = (ResearchUpdateFactory.create(live=True, title=title) for title in ("Kept", "Gone"))
    run(api, tmp_path)
    kept.title = "Kept, and changed"
    publish(kept)
    with committed():
        gone.unpublish()

    assert run(api, tmp_path, "--check") == "1 stale, 1 withdrawn"
    assert titles(tmp_path) == public(api)
    assert run(api, tmp_path, "--check") == "1 current"


def test_run_that_is_killed_tells_the_same_changes_again(
    real_commits: None, live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ResearchUpdateFactory.create(live=True)
    copies = follow.Copies(tmp_path)
    monkeypatch.setattr(follow.Copies, "keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with httpx.Client(base_url=f"{live_server.url}/api/research/v1/") as api:
        with pytest.raises(KeyboardInterrupt):
            follow.follow(api, copies)
        monkeypatch.undo()

        assert copies.resume is None
        assert follow.follow(api, copies) == {"kept": 1}
