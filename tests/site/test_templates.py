"""The templates themselves: no word of theirs is out of reach for translators, and none needs a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path
    for folder in (ROOT / "research/templates/research", ROOT / "home/templates")
    for path in folder.rglob("*.html")
    if not {"admin", "api", "wagtailadmin"} & set(path.relative_to(ROOT).parts)
)
STYLES = ROOT / "home/static/home/site.css"
#: Attributes that a person is read.
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content")
#: What these attributes hold for machines.
FOR_MACHINES = {"width=device-width, initial-scale=1", "light dark", "noindex"}


def bare(source: str) -> str:
    """Return the template without what is translated, computed or never shown."""
    for pattern in (
        r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}",
        r"\{#.*?#\}",
        r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}",
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
    ):
        source = re.sub(pattern, "", source, flags=re.S)
    return source


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_holds_no_word_outside_of_a_translation(path: Path) -> None:
    soup = BeautifulSoup(bare(path.read_text(encoding="utf-8")), "html.parser")

    words = re.findall(r"[^\W\d_]{2,}", soup.get_text(" "))
    spoken = [
        element[name]
        for element in soup.find_all(True)
        for name in SPOKEN
        if re.search(r"[^\W\d_]", str(element.get(name, ""))) and element[name] not in FOR_MACHINES
    ]

    # “DOCTYPE” is no text; BeautifulSoup leaves it out. The “p” of a p-value is the same in every language.
    assert words == []
    assert spoken == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_has_no_script_and_no_style_of_its_own(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert "<script" not in source
    assert not re.search(r"\s(?:style|on[a-z]+)=", source)


def test_style_sheet_asks_no_other_site_and_knows_no_left_or_right() -> None:
    source = re.sub(r"/\*.*?\*/", "", STYLES.read_text(encoding="utf-8"), flags=re.S)

    assert "url(" not in source
    assert "@import" not in source
    sided = (
        r"(?:margin|padding|border|inset)-(?:left|right)|(?:^|[\s;{])(?:left|right)\s*:|text-align:\s*(?:left|right)"
    )
    assert re.findall(sided, source) == []


def test_plugin_alone_shows_an_update_without_the_site_s_templates(
    tree: Tree, client: Client, settings: object
) -> None:
    """A host that has no templates of its own gets the plugin's plain page."""
    page = ResearchUpdateFactory.create(live=True, body=stream_data.full_body())
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**first, "DIRS": [ROOT / "research/templates", *first["DIRS"]]}]

    for url in (page.get_url(), tree.index.get_url()):
        soup = BeautifulSoup(client.get(url).content, "html.parser")
        assert soup.select_one("link[rel=stylesheet]") is None
        assert len(soup.select("main h1")) == 1
    shown = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    assert shown.select_one("article.finding .caveats .caveat") is not None
