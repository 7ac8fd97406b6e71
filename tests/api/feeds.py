"""Feeds, read as strangers read them: Atom by the grammar of RFC 4287 and lxml, JSON Feed as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from lxml import etree

ROOT = "/api/research/v1/"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "x": "http://www.w3.org/1999/xhtml",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def ask_atom(locale: str, query: str = "", **headers: str) -> Any:
    """Return the answer for the feed of ``locale``, which is valid."""
    answer = Client().get(f"{ROOT}feeds/{locale}.atom{query}", headers=headers)
    assert answer.status_code == 200
    GRAMMAR.assertValid(etree.fromstring(answer.content))
    return answer


def atom(locale: str, query: str = "", **headers: str) -> Any:
    return etree.fromstring(ask_atom(locale, query, **headers).content)


def json_feed(locale: str, query: str = "", **headers: str) -> Any:
    answer = Client().get(f"{ROOT}feeds/{locale}.json{query}", headers=headers)
    assert answer.status_code == 200
    return answer.json()


def find(node: Any, path: str) -> list[Any]:
    return list(node.xpath(path, namespaces=NAMES))


def entries(feed: Any) -> list[Any]:
    return find(feed, "a:entry")


def entry_of(feed: Any, page: Any) -> Any:
    """Return the entry that leads to ``page`` in the API."""
    (found,) = [
        entry
        for entry in entries(feed)
        if any(
            str(page.translation_key) in link.get("href") for link in find(entry, "a:link[@type='application/json']")
        )
    ]
    return found


def item_of(feed: dict[str, Any], page: Any) -> dict[str, Any]:
    """Return the item of a JSON Feed that is about ``page``."""
    key = str(page.translation_key)
    (found,) = [item for item in feed["items"] if item["_research_updates"]["translation_key"] == key]
    return found


def words(entry: Any) -> list[str]:
    """Return the texts of an entry's summary in their order."""
    return ["".join(part.itertext()) for part in find(entry, "a:summary/x:div//x:p | a:summary/x:div//x:li")]


def html_words(item: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the texts of an item of a JSON Feed with their language and direction."""
    soup = BeautifulSoup(item["content_html"], "html.parser")
    return [(str(part["lang"]), str(part["dir"]), part.get_text()) for part in soup.find_all(["p", "li"])]
