"""Every output of an update that a stranger can ask for, without a look at how it came about."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from research.models import Representation
from research.representations.build import build
from tests.stream_data import RawBlock

UPDATES = "/api/research/v1/updates/"
V2 = "/api/v2/pages/"


def detail(page: Any) -> Any:
    asked = {"locale": page.locale.language_code, "fallback": "none"}
    return Client().get(f"{UPDATES}{page.translation_key}/", asked)


def listed(page: Any) -> list[dict[str, Any]]:
    """Return what the list of the API has of the page in its locale."""
    body = Client().get(UPDATES, {"locale": page.locale.language_code, "limit": 100}).json()
    return [item for item in body["items"] if item["translation_key"] == str(page.translation_key)]


def v2_listed(page: Any) -> list[dict[str, Any]]:
    asked = {"type": "research.ResearchUpdatePage", "fields": "*", "locale": page.locale.language_code}
    return [item for item in Client().get(V2, asked).json()["items"] if item["id"] == page.pk]


def site(page: Any) -> Any:
    return Client().get(page.get_url())


def soup_of(page: Any) -> BeautifulSoup:
    answer = site(page)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "lxml")


def representations(page: Any) -> dict[str, dict[str, Any]]:
    """Return every JSON form of a served update by the name of its output."""
    (in_list,) = listed(page)
    answer = detail(page)
    assert answer.status_code == 200
    return {
        "build": build(page).model_dump(mode="json"),
        "stored": json.loads(Representation.objects.get(pk=page.pk).body),
        "detail": answer.json(),
        "list": in_list,
    }


def assert_served_nowhere(page: Any, secret: str) -> None:
    assert not Representation.objects.filter(pk=page.pk).exists()
    # 410 for what was public before.
    assert detail(page).status_code in (404, 410)
    assert secret not in detail(page).content.decode()
    assert listed(page) == []
    assert v2_listed(page) == []
    assert Client().get(f"{V2}{page.pk}/").status_code == 404
    answer = site(page)
    assert answer.status_code == 404
    assert secret not in answer.content.decode()


def assert_findings_whole(update: dict[str, Any], findings: list[RawBlock], name: str) -> None:
    """Every finding stands with all of its caveats, in their order, or with its reason."""
    shown = [block for block in update["blocks"] if block["type"] == "finding"]
    assert [block["id"] for block in shown] == [block["id"] for block in findings], name
    for block, written in zip(shown, findings, strict=True):
        value = written["value"]
        assert block["statement"]["text"] == value["statement"], name
        assert [(c["id"], c["kind"]["code"], (c["detail"] or {}).get("text", "")) for c in block["caveats"]] == [
            (c["id"], c["value"]["kind"], c["value"]["detail"]) for c in value["caveats"]
        ], name
        assert all(c["sentence"]["text"] for c in block["caveats"]), name
        assert (block["no_caveat_reason"] or {}).get("text", "") == value["no_caveat_reason"], name


def assert_v2_findings_whole(item: dict[str, Any], findings: list[RawBlock]) -> None:
    shown = [block for block in item["body"] if block["type"] == "finding"]
    assert [block["value"]["statement"] for block in shown] == [block["value"]["statement"] for block in findings]
    for block, written in zip(shown, findings, strict=True):
        assert [c["id"] for c in block["value"]["caveats"]] == [c["id"] for c in written["value"]["caveats"]]
        assert block["value"]["no_caveat_reason"] == written["value"]["no_caveat_reason"]


def assert_html_whole(soup: BeautifulSoup, update: dict[str, Any]) -> None:
    """Each statement stands in one article, together with its caveats in their order, or with its reason."""
    findings = [block for block in update["blocks"] if block["type"] == "finding"]
    articles = soup.select("article.finding")
    assert [article["id"] for article in articles] == [f"b-{block['id']}" for block in findings]
    for article, block in zip(articles, findings, strict=True):
        assert _same(block["statement"]["text"], article.h2)
        shown = article.select(".caveats > .caveat")
        for caveat, element in zip(block["caveats"], shown, strict=True):
            for value in (caveat["kind"]["label"], caveat["sentence"], caveat["detail"]):
                assert value is None or _same(value["text"], element)
        if block["no_caveat_reason"]:
            assert _same(block["no_caveat_reason"]["text"], article.select_one(".caveats"))


def _same(text: str, element: Tag | None) -> bool:
    return element is not None and " ".join(text.split()) in " ".join(element.get_text().split())
