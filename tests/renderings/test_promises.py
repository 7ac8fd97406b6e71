"""The three promises in every form, read as its reader reads it: by parsing the form, whatever made it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from pypdf import PdfReader

from research.domain.codes import OVERTAKING_RELATIONS
from research.domain.locales import direction
from research.renderings.forms import FORMS
from research.representations import schema_v1 as v1
from research.representations.build import build
from research.wording import catalogue
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree
from tests.promises.conftest import few, many, tree, unsaved  # noqa: F401 - a fixture
from tests.promises.strategies import Made, updates
from tests.promises.texts import texts_in
from tests.renderings.reading import BRAILLE, WORDS, in_form, source, tight


def findings(update: v1.ResearchUpdateV1) -> list[v1.FindingWithCaveats]:
    return [block for block in update.blocks if isinstance(block, v1.FindingWithCaveats)]


class Words:
    """The words of a form, read from the beginning: each passage is looked for after the one before."""

    def __init__(self, form: str, words: str) -> None:
        self.form = form
        self.words = tight(words)
        self.at = 0

    def then(self, text: v1.Text | None) -> int:
        """Go on to ``text`` and return where it stands."""
        if text is None:
            return self.at
        said = in_form(self.form, text)
        found = self.words.find(said, self.at)
        assert found >= 0, f"{self.form}: “{text.text}” does not stand after {self.words[: self.at][-200:]!r}"
        self.at = found + len(said)
        return found


def assert_whole(form: str, words: str, update: v1.ResearchUpdateV1) -> None:
    """Notices stand before the first finding, and each finding stands with its caveats before the next one begins."""
    reader = Words(form, words)
    reader.then(update.evidence.notice)
    reader.then(update.conflict_of_interest.notice if update.conflict_of_interest else None)
    found = findings(update)
    for finding in found:
        if form != "jsonld":
            for later in finding.later_evidence:
                if later.relation.code in OVERTAKING_RELATIONS:
                    reader.then(later.relation.label)
                    reader.then(later.note)
        for said in finding.before_statement:
            reader.then(said)
        begins = reader.then(finding.statement)
        for said in finding.after_statement:
            reader.then(said)
        for caveat in finding.caveats:
            reader.then(caveat.kind.label)
            reader.then(caveat.sentence)
            reader.then(caveat.detail)
        reader.then(finding.no_caveat_reason)
        between = reader.words[begins : reader.at]
        for other in found:
            statement = in_form(form, other.statement)
            if other is not finding and statement not in own_words(form, finding):
                assert statement not in between, f"{form}: another finding stands in between"
        for arm in finding.numbers:
            assert arm.sentence is None or form == "jsonld" or in_form(form, arm.sentence) in reader.words[begins:]


def own_words(form: str, finding: v1.FindingWithCaveats) -> str:
    """Everything that a finding says: by chance it may say what another one states."""
    found = [text for text in texts_in(finding.model_dump(mode="json")) if "text" in text]
    return "".join(in_form(form, v1.Text.model_validate(text)) for text in found)


def assert_whole_in(forms: Iterable[str], update: v1.ResearchUpdateV1) -> None:
    statements = [finding.statement.text for finding in findings(update)]
    assume(len(set(statements)) == len(statements))
    told = source(update)
    for form in forms:
        assert_whole(form, WORDS[form](FORMS[form].make(told)), update)


@many
@given(made=updates())
def test_every_finding_stands_with_its_caveats_and_after_what_must_be_known_first(
    made: Made,
    tree: Tree,  # noqa: F811
) -> None:
    assert_whole_in([form for form in WORDS if form not in ("pdf", *BRAILLE)], build(unsaved(made)))


@pytest.mark.requires_liblouis
@settings(many, max_examples=30)
@given(made=updates())
def test_so_it_does_in_braille(made: Made, tree: Tree) -> None:  # noqa: F811
    assert_whole_in(BRAILLE, build(unsaved(made)))


@few
@given(made=updates(language="es"))
def test_so_it_does_in_a_pdf(made: Made, tree: Tree) -> None:  # noqa: F811
    # Its words are taken as they look, so that only what is written from left to right can be compared.
    written = build(unsaved(made)).model_dump_json()
    assert_whole_in(["pdf"], v1.ResearchUpdateV1.model_validate_json(re.sub("[\u202a-\u202e]", "", written)))


def contents_of_epub(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return " | ".join(ET.fromstring(book.read("EPUB/nav.xhtml")).itertext())  # noqa: S314 - our own


def contents_of_pdf(data: bytes) -> str:
    def titles(found: Iterable[Any]) -> Iterator[str]:
        for entry in found:
            yield from titles(entry) if isinstance(entry, list) else [str(entry.title)]

    return " | ".join(titles(PdfReader(io.BytesIO(data)).outline))


#: What a finding is called in a table of contents.
FOUND = "What was found"
CONTENTS = {"epub": contents_of_epub, "pdf": contents_of_pdf}


def assert_contents_state_nothing(form: str, update: v1.ResearchUpdateV1) -> None:
    """A table of contents has no room for caveats: it leads to each finding, and says none."""
    others = [
        text.text for text in (update.title, *(b.title for b in update.blocks if isinstance(b, v1.Study))) if text
    ]
    assume(not any(tight(f.statement.text) in tight(other) for f in findings(update) for other in others))
    words = tight(CONTENTS[form](FORMS[form].make(source(update))))
    for finding in findings(update):
        assert in_form(form, finding.statement) not in words
    found = tight(catalogue(update.locale).gettext(FOUND).text)
    if form == "epub" or direction(update.locale) == "ltr":
        assert words.count(found) >= len(findings(update))


@many
@given(made=updates())
def test_contents_of_an_e_book_lead_to_findings_and_state_none(made: Made, tree: Tree) -> None:  # noqa: F811
    assert_contents_state_nothing("epub", build(unsaved(made)))


@few
@given(made=updates())
def test_bookmarks_of_a_pdf_lead_to_findings_and_state_none(made: Made, tree: Tree) -> None:  # noqa: F811
    assert_contents_state_nothing("pdf", build(unsaved(made)))


@pytest.mark.parametrize("form", CONTENTS)
def test_heading_that_an_editor_wrote_is_in_the_text_and_not_in_the_contents(
    form: str,
    tree: Tree,  # noqa: F811 - the fixture
) -> None:
    text = stream_data.rich("<h3>Cells cured mice</h3><p>So the clinic says.</p><h4>Cells healed</h4>")
    update = build(ResearchUpdateFactory.create(live=True, body=[*stream_data.full_body(), text]))

    made = FORMS[form].make(source(update))

    for heading in ("Cells cured mice", "Cells healed"):
        assert tight(heading) in tight(WORDS[form](made))
        assert heading not in CONTENTS[form](made)
