"""Every link and every path that the documentation names leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs import pages
from tests.docs.pages import PAGES, ROOT

#: Beginnings of what is a path in this repository.
FOLDERS = ("research/", "home/", "cms/", "tests/", "docs/", "locale/", ".ci/")
#: What an instruction tells the reader to make.
TO_BE_MADE = re.compile(r"\.it\.json$|/locale/it/|tests/contract/.*\.json$")
#: Of this workplace or of somebody's machine.
MACHINE = re.compile(r"(?<![\w.:/-])/(?:tmp|work|root|home|Users|usr|opt|mnt)/|\blocalhost:81\d\d\b")


def ids(page: Path) -> str:
    return pages.name(page)


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    dead = []
    for link in pages.links(pages.read(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in pages.anchors(pages.read(target))):
            dead.append(link)

    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_path_named_in_a_page_exists(page: Path) -> None:
    named = [code for code in pages.code(pages.read(page)) if code.startswith(FOLDERS) and " " not in code]

    missing = [path for path in named if not TO_BE_MADE.search(path) and not (ROOT / path).exists()]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_page_names_no_place_of_a_machine(page: Path) -> None:
    assert MACHINE.findall(pages.read(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_page_has_one_title_and_ends_with_one_line_break(page: Path) -> None:
    text = pages.read(page)

    assert len(re.findall(r"^# ", pages.prose(text), re.M)) == 1
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_every_page_of_docs_is_linked_from_another() -> None:
    reached = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in pages.links(pages.read(page))
        if not re.match(r"[a-z]+:", link)
    }

    assert [pages.name(page) for page in PAGES if page.name != "README.md" and page not in reached] == []


def test_every_picture_of_docs_is_shown_and_small_enough() -> None:
    shown = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in pages.links(pages.read(page))
        if link[-4:] == ".png"
    }
    kept = set((ROOT / "docs" / "images").iterdir())

    assert kept == shown
    assert all(picture.stat().st_size <= 400_000 for picture in kept)


def test_where_things_live_names_every_folder_of_the_plugin_and_every_file_of_the_domain() -> None:
    named = set(pages.code(pages.read("docs/where-things-live.md")))
    expected = [
        *(path for path in (ROOT / "research").iterdir() if path.is_dir() and is_ours(path)),
        *(path for path in (ROOT / "research" / "domain").iterdir() if is_ours(path)),
    ]

    missing = [
        path.relative_to(ROOT).as_posix()
        for path in expected
        if not any(code.startswith(path.relative_to(ROOT).as_posix()) for code in named)
    ]

    assert missing == []


def is_ours(path: Path) -> bool:
    return not path.name.startswith("__") and (path.is_dir() or path.suffix == ".py")


def test_where_things_live_names_every_module_at_the_top_of_the_plugin() -> None:
    text = pages.read("docs/where-things-live.md")
    modules = [path.name for path in (ROOT / "research").glob("*.py") if path.name not in ("__init__.py", "apps.py")]

    assert [module for module in modules if f"`research/{module}`" not in text] == []
