"""What a site lacks for a form is said by `manage.py check` and in the admin, with the package to install."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from research.checks import braille_is_set_up, forms_can_be_made
from research.renderings import admin, audio, pdf
from research.renderings.braille import liblouis
from research.renderings.forms import FORMS
from tests.factories import Tree, user


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any of the optional parts."""
    monkeypatch.setattr(pdf, "NEEDS", "no_such_package")
    monkeypatch.setattr(liblouis, "NEEDS", "no-such-library")
    monkeypatch.setattr(audio, "SPEAKS", "no-such-program")


def test_check_names_each_form_and_its_package(bare: None) -> None:
    found = {message.id: message.hint or "" for message in forms_can_be_made()}

    assert set(found) == {"research.I001", "research.I002", "research.I003"}
    assert "wagtail-research-updates[pdf]" in found["research.I001"]
    assert "liblouis20" in found["research.I002"]
    assert "espeak-ng" in found["research.I003"]


@pytest.mark.requires_liblouis
@pytest.mark.requires_espeak
def test_check_has_nothing_to_say_where_all_is_there() -> None:
    assert forms_can_be_made() == []


@pytest.mark.parametrize(
    ("name", "value", "id_", "remedy"),
    [
        ("BRAILLE_GRADES", {"ar": 2}, "research.E021", "ar: 1"),
        ("BRAILLE_GRADES", {"cy": 1}, "research.E021", "en: 1, 2"),
        ("BRAILLE_GRADES", {"en": True}, "research.E021", "en: 1, 2"),
        ("BRAILLE_GRADES", 2, "research.E021", "en: 1, 2"),
        ("BRAILLE_CELLS", 10, "research.E022", "such as 40"),
        ("BRAILLE_LINES", "25", "research.E022", "such as 25"),
    ],
)
def test_braille_that_cannot_be_is_refused(name: str, value: Any, id_: str, remedy: str, settings: Any) -> None:
    settings.RESEARCH_UPDATES = {name: value}

    (message,) = braille_is_set_up()

    assert message.id == id_
    assert remedy in (message.hint or "")


def test_braille_that_there_is_passes(settings: Any) -> None:
    settings.RESEARCH_UPDATES = {"BRAILLE_GRADES": {"en": 2, "de": 0}, "BRAILLE_CELLS": 32, "BRAILLE_LINES": 28}

    assert braille_is_set_up() == []


def screen(person: Any) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(reverse(admin.NAME))


def rows(answer: Any) -> dict[str, str]:
    body = BeautifulSoup(answer.content, "lxml")
    found = {}
    for row in body.select("table.listing tbody tr"):
        name, said = row.find_all("td")
        found[name.get_text(strip=True)] = " ".join(said.get_text(" ").split())
    return found


def test_admin_lists_every_form_and_what_it_lacks(tree: Tree, bare: None) -> None:
    found = rows(screen(user("editor", superuser=True)))

    assert list(found) == list(FORMS)
    assert found["text"] == "Yes"
    assert found["braille"].startswith("No. This site cannot write braille")
    assert "espeak-ng" in found["audio"]


@pytest.mark.requires_liblouis
@pytest.mark.requires_espeak
def test_admin_says_that_nothing_is_missing(tree: Tree) -> None:
    answer = screen(user("editor", superuser=True))

    assert set(rows(answer).values()) == {"Yes"}
    assert b"Nothing is missing" in answer.content


def test_admin_is_for_those_who_write_or_publish(tree: Tree) -> None:
    reader = user("reader")

    assert screen(reader).status_code == 302
    assert not admin.may_see(reader)
