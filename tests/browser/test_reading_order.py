"""What a screen reader says of an update, and in which order: kept as files, and asked for the promises.

RENEW_READING_ORDER=1 writes the files anew; look at what changed before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from research.models import Representation, ResearchUpdatePage
from research.representations import schema_v1 as v1
from tests.browser.reading_order import lines
from tests.demo import Rows, present

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

FOLDER = Path(__file__).parent / "reading_order"
RENEWING = os.environ.get("RENEW_READING_ORDER") == "1"
SLUG = "msc-np-two-years"


@pytest.fixture
def site(demo_rows: Rows, live_server: LiveServer) -> Iterator[str]:
    with present(demo_rows):
        yield live_server.url


def updates(language: str) -> dict[str, v1.ResearchUpdateV1]:
    """Return every public update in ``language`` by its slug."""
    rows = Representation.objects.filter(locale__language_code=language, page__live=True).select_related("page")
    return {row.page.slug: v1.ResearchUpdateV1.model_validate_json(row.body) for row in rows}


def read(site: str, page: Page, language: str, slug: str = SLUG) -> list[str]:
    """Return what is read of an update in ``language``, with all that is folded unfolded and no day of today."""
    update = ResearchUpdatePage.objects.live().get(slug=slug, locale__language_code=language)
    answer = page.goto(site + update.get_url())
    assert answer is not None
    assert answer.ok
    page.evaluate(
        """() => {
            document.querySelectorAll('details').forEach(details => { details.open = true; });
            document.querySelectorAll('.review-line .quiet time').forEach(day => { day.textContent = '…'; });
        }"""
    )
    return lines(page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_update_is_read_as_it_is_kept(site: str, browser_page: Page, language: str) -> None:
    said = "\n".join(read(site, browser_page, language)) + "\n"
    file = FOLDER / f"{language}.txt"
    if RENEWING:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")

    assert said == file.read_text(encoding="utf-8"), "Look at it; if it is right, RENEW_READING_ORDER=1 writes it anew."


def said_at(said: list[str], words: str, start: int = 0) -> int:
    """Return the first line from ``start`` on in which ``words`` are said; fail where there is none."""
    spaced = " ".join(words.split())
    for number in range(start, len(said)):
        if spaced in said[number]:
            return number
    pytest.fail(f"“{spaced}” is not said from line {start} on.")


def depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def articles(said: list[str]) -> list[tuple[int, int]]:
    """Return the first and the last line of each finding."""
    found = []
    for start, line in enumerate(said):
        if line.lstrip().startswith("article"):
            after = (n for n in range(start + 1, len(said)) if depth(said[n]) <= depth(line))
            found.append((start, next(after, len(said)) - 1))
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_may_gain_and_what_overtook_it_are_said_before_any_finding(
    site: str, browser_page: Page, language: str
) -> None:
    told = 0
    for slug, update in updates(language).items():
        said = read(site, browser_page, language, slug)
        first = min([start for start, _end in articles(said)])
        title = next(n for n, line in enumerate(said) if line.lstrip().startswith("heading level=1"))
        message = said_at(said, update.summary[0].message.text[:20], title)
        if update.evidence.notice:
            told += 1
            assert said_at(said, update.evidence.notice.text) < title
        if update.conflict_of_interest:
            told += 1
            assert title < said_at(said, update.conflict_of_interest.notice.text) < min(message, first)
        for number, line in enumerate(said):
            assert "heading" not in line or "level" in line, number
    assert told >= 3


@pytest.mark.parametrize("language", ["en", "ar"])
def test_caveats_of_a_finding_are_said_straight_after_it(site: str, browser_page: Page, language: str) -> None:
    checked = 0
    for slug, update in updates(language).items():
        said = read(site, browser_page, language, slug)
        findings = [block for block in update.blocks if isinstance(block, v1.FindingWithCaveats)]
        places = articles(said)
        assert len(places) == len(findings)
        for finding, (start, end) in zip(findings, places, strict=True):
            headings = [n for n in range(start, end + 1) if said[n].lstrip().startswith("heading")]
            assert finding.statement.text in said[start]
            assert finding.statement.text in said[headings[0]]
            # Nothing has a heading between what was found and what to be careful about.
            region = headings[1] - 1
            assert said[region].lstrip().startswith("region")
            caveats_end = next(
                (n for n in range(headings[1], end + 1) if depth(said[n]) <= depth(said[region])), end + 1
            )
            at = headings[1]
            for caveat in finding.caveats:
                at = said_at(said[:caveats_end], caveat.kind.label.text, at)
                at = said_at(said[:caveats_end], caveat.sentence.text[:40], at)
                checked += 1
            for sentence in finding.before_statement:
                assert said_at(said, sentence.text, start) < headings[0]
    assert checked >= 10


@pytest.mark.parametrize("language", ["en", "ar"])
def test_change_of_language_is_told(site: str, browser_page: Page, language: str) -> None:
    said = read(site, browser_page, language)

    assert said[0].startswith(f"RootWebArea [{language}]")
    menu = [line.strip() for line in said if line.strip().startswith("link")]
    for code, name in {"ar": "العربية", "de": "Deutsch", "en": "English", "es": "español", "fr": "français"}.items():
        mark = "" if code == language else f" [{code}]"
        assert f"link{mark} “{name}”" in menu
    # The title of the paper is printed in English, whoever reads it.
    (paper,) = (line.strip() for line in said if "Two-year follow-up of a phase I study" in line)
    assert paper.startswith("StaticText “" if language == "en" else "StaticText [en] “")
