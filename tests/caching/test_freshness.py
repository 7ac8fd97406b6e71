"""Two processes: one changes what is published, the other keeps its answers. None of them is older than a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import Condition
from research.models import Representation
from tests.caching.processes import HOST, delivery
from tests.caching.reading import Reader, reading
from tests.factories import ResearchUpdateFactory, publish, site_tree

#: The promise, in seconds.
OLDEST = 1.0


@pytest.fixture(scope="module")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with delivery(tmp_path_factory.mktemp("delivery"), workers=2, threads=2) as port:
        yield f"http://{HOST}:{port}/api/research/v1/"


def correct(page: Any) -> None:
    page.title = "Cells by injection, corrected"
    publish(page)


def restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=site_tree().root, restriction_type=PageViewRestriction.LOGIN)


def unpublish(page: Any) -> None:
    page.unpublish()


def delete(page: Any) -> None:
    page.delete()


def update_unseen(page: Any) -> None:
    """Which no signal tells of."""
    Page.objects.filter(pk=page.pk).update(live=False)


def rewrite_unseen(page: Any) -> None:
    body = Representation.objects.get(pk=page.pk).body.replace("two years later", "ten years later")
    Representation.objects.filter(pk=page.pk).update(etag='"rewritten"', body=body)


def relabel(page: Any) -> None:
    condition = Condition.objects.get(code=page.condition)
    condition.name_en = "Multiple sclerosis, relabelled"
    condition.save()


CHANGES = [correct, restrict, unpublish, delete, update_unseen, rewrite_unseen, relabel]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_older_than_a_second_is_served(
    real_commits: None, server: str, change: Callable[[Any], None], capsys: pytest.CaptureFixture[str]
) -> None:
    Condition.objects.get_or_create(code="rrms", defaults={"name_en": "Relapsing-remitting multiple sclerosis"})
    page = ResearchUpdateFactory.create(live=True, condition="rrms")
    address = f"{server}updates/{page.translation_key}/"
    readers = {
        "update": Reader(f"{address}?locale=en"),
        "negotiated": Reader(address, {"Accept-Language": "en"}),
        "list": Reader(f"{server}updates/?locale=en"),
    }
    with reading(*readers.values()):
        time.sleep(1.5)
        before = {name: reader.seen[-1].answer for name, reader in readers.items()}
        change(page)
        done = time.monotonic()
        time.sleep(2)

    for name, reader in readers.items():
        assert before[name].status_code == 200
        tag = before[name].headers["ETag"]
        good = [seen.answer for seen in reader.seen if seen.answer.status_code == 200]
        kept = sum("Cache-Status" in answer.headers for answer in good)
        age = reader.oldest(done, lambda answer, tag=tag: answer.headers.get("ETag") == tag)
        with capsys.disabled():
            # What a person runs it for.
            print(f"\n  {change.__name__}, {name}: oldest {age:.3f} s; kept {kept} of {len(good)}")  # noqa: T201
        assert reader.seen[-1].answer.headers.get("ETag") != tag
        assert age < OLDEST
        assert kept > len(good) / 4


def test_readers_in_several_threads_never_go_back_by_more_than_a_second(real_commits: None, server: str) -> None:
    page = ResearchUpdateFactory.create(live=True, title="Version 0")
    address = f"{server}updates/{page.translation_key}/?locale=en"
    readers = [
        Reader(address),
        Reader(address, {"Accept-Encoding": "gzip"}),
        Reader(f"{server}updates/"),
        Reader(address),
    ]
    changed_at = [time.monotonic()]
    with reading(*readers):
        for version in range(1, 13):
            page.title = f"Version {version}"
            page = publish(page)
            changed_at.append(time.monotonic())
            time.sleep(0.3)
        time.sleep(1.2)

    changed_at.append(float("inf"))
    for reader in readers:
        versions = [(seen.asked_at, _version(seen.answer)) for seen in reader.seen]
        late = [asked_at - changed_at[version + 1] for asked_at, version in versions]
        assert max(late) < OLDEST
        assert versions[-1][1] == 12
    assert any("Cache-Status" in seen.answer.headers for reader in readers for seen in reader.seen)


def _version(answer: httpx.Response) -> int:
    assert answer.status_code == 200
    item = answer.json()
    title = (item["items"][0] if "items" in item else item)["title"]
    text = title["text"] if isinstance(title, dict) else title
    return int(text.removeprefix("Version "))
