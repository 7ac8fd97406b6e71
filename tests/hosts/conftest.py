"""The wheel, where it is installed, and two hosts. Each is made once, however many processes run the tests."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.project import INSIDE, Host, Said
from tests.hosts.wheel import build, install, made_once

#: What a host is asked before its script runs, by the name of the answer.
COMMANDS = {
    "check": ("check", "--fail-level", "WARNING"),
    "migrate": ("migrate", "--verbosity", "0"),
    "makemigrations": ("makemigrations", "--check", "--dry-run"),
}
Story = dict[str, Said]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def wheel(shared: Path) -> Path:
    (built,) = made_once(shared / "wheel", build).glob("*.whl")
    return built


@pytest.fixture(scope="session")
def plugin(shared: Path, wheel: Path) -> Path:
    """The folder that the wheel is installed in."""
    return made_once(shared / "installed", lambda folder: install(wheel, folder))


@pytest.fixture(scope="session")
def plain_host(shared: Path, plugin: Path) -> Host:
    """A site with one language, in which no package for translation is installed."""
    without = ("wagtail_localize", "modeltranslation")
    host = Host(shared / "plain_host", "plainsite", plugin, without)
    names = {"local": "plain", "tableless": "tableless"}
    made_once(host.root, lambda _: host.start({name: INSIDE / f"{of}_settings.py" for name, of in names.items()}))
    return host


@pytest.fixture(scope="session")
def welsh_host(shared: Path, plugin: Path) -> Host:
    """A site in Portuguese and Welsh, with wagtail-localize and without modeltranslation."""
    host = Host(shared / "welsh_host", "welshsite", plugin, ("modeltranslation",))
    names = {"local": "welsh", "forgetful": "forgetful", "unlocalized": "unlocalized"}
    made_once(host.root, lambda _: host.start({name: INSIDE / f"{of}_settings.py" for name, of in names.items()}))
    return host


@pytest.fixture(scope="session")
def headless_host(shared: Path, plugin: Path) -> Host:
    """A site with a page model of its own, which a front end elsewhere shows by wagtail-headless-preview."""
    host = Host(shared / "headless_host", "headlesssite", plugin, ("wagtail_localize", "modeltranslation"))

    def make(_root: Path) -> None:
        host.start({"local": INSIDE / "headless_settings.py"})
        made = host.manage("makemigrations", "newsroom")
        assert made.status == 0, made.all

    made_once(host.root, make)
    return host


@pytest.fixture(scope="session")
def headless_story(shared: Path, headless_host: Host) -> Story:
    return told(shared / "headless_story", teller(headless_host, "in_headless_host"))


@pytest.fixture(scope="session")
def plain_story(shared: Path, plain_host: Host) -> Story:
    return told(shared / "plain_story", teller(plain_host, "in_plain_host"))


@pytest.fixture(scope="session")
def welsh_story(shared: Path, welsh_host: Host) -> Story:
    return told(shared / "welsh_story", teller(welsh_host, "in_welsh_host"))


def teller(host: Host, script: str) -> Callable[[Path], None]:
    """Return what runs all commands of a host, its script last, and keeps what they said."""

    def tell(folder: Path) -> None:
        story = {name: host.manage(*command) for name, command in COMMANDS.items()}
        story["script"] = host.script(script)
        kept: dict[str, Any] = {name: asdict(said) for name, said in story.items()}
        (folder / "story.json").write_text(json.dumps(kept))

    return tell


def told(folder: Path, tell: Callable[[Path], None]) -> Story:
    made_once(folder, tell)
    kept = json.loads((folder / "story.json").read_text())
    return {name: Said(**said) for name, said in kept.items()}
