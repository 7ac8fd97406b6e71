"""Where the pages of a PDF break."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from research.renderings import pdf
from research.representations.build import build
from tests import stream_data
from tests.factories import ResearchUpdateFactory
from tests.renderings.reading import source

pytestmark = pytest.mark.django_db

ORDINARY = "Only a few people took part. " * 8
LONG = "Only a few people took part, and nobody knows how they were chosen. " * 120


def pages(*details: str) -> list[str]:
    """Return the words of each page of the PDF of an update whose finding has caveats with ``details``."""
    written = (f"Begin {number}. {said}End {number}." for number, said in enumerate(details))
    caveats = [stream_data.caveat("short_follow_up", detail=detail) for detail in written]
    body = [stream_data.study(), stream_data.finding(caveats=[*stream_data.caveats(), *caveats])]
    made = pdf.pdf(source(build(ResearchUpdateFactory.create(body=body))))
    # Without the number at the foot of each.
    return [" ".join(page.extract_text().split()[:-1]) for page in PdfReader(io.BytesIO(made)).pages]


def test_no_page_breaks_in_a_caveat_of_ordinary_length() -> None:
    found = pages(*[ORDINARY] * 20)

    assert len(found) > 3
    for number in range(20):
        assert [f"Begin {number}." in page for page in found] == [f"End {number}." in page for page in found]


def test_a_caveat_longer_than_a_page_is_there_to_its_end() -> None:
    whole = " ".join(pages(LONG))

    assert whole.count("nobody knows how") == 120
    assert "End 0." in whole
