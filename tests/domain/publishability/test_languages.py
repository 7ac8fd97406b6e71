"""An update is written in its language, and in the order that its language has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.update import KeyMessage, RichText, Update
from tests.domain.good_update import finding, found, study, update

SPANISH = "No se sabe si el tratamiento fue la causa del cambio en las personas que lo recibieron."

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "most of it in another language": (
        update(study(), finding(statement=SPANISH), summary=(KeyMessage("m1", SPANISH),), title=SPANISH),
        ["update-in-other-language"],
    ),
    "digits that are shown in another order": (
        update(study(), finding(statement="It helped \u202e18\u202c people.")),
        ["forced-direction"],
    ),
    "figures that are shown from the right to the left": (
        update(study(), finding(statement="The score went from \u202b6 → 3\u202c in 5 of 20 people.")),
        ["forced-direction"],
    ),
    "figures between marks of another direction": (
        update(study(), finding(), RichText("r1", "<p>It went from \u200f6 → 3\u200f, or &#8295;5–10&#8297;.</p>")),
        ["forced-direction"],
    ),
    "a value for all languages that is shown in another order": (
        update(study(age_range="\u202e18–65\u202c"), finding()),
        ["forced-direction"],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


def test_direction_of_arabic_words_may_be_marked_in_an_english_text() -> None:
    said = RichText("r1", '<p>They call it \u2067<span lang="ar">التجربة</span>\u2069 there.</p>')

    assert found(update(study(), finding(), said)) == []


WARNINGS: dict[str, tuple[Update, str]] = {
    "a mark that went on over words of the page": (
        update(study(), finding(), RichText("r1", '<p><span lang="es">The Spanish word is</span> Ensayo.</p>')),
        "language-mark-doubtful",
    ),
    "a sentence in another language": (
        update(study(), finding(what_it_does_not_mean=SPANISH)),
        "text-in-other-language",
    ),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)


@pytest.mark.parametrize(
    "html",
    [
        '<p>It was called <span lang="es">Ensayo de las células</span>.</p>',
        '<p>It was seen <span lang="la">in vitro</span>.</p>',
        '<p>It was called <span lang="de">die in der Studie</span>.</p>',
        '<p><span lang="en">The word is</span> this.</p>',
    ],
)
def test_mark_around_words_that_may_be_in_its_language_is_right(html: str) -> None:
    told = found(update(study(), finding(), RichText("r1", html)), only_errors=False)

    assert "language-mark-doubtful" not in told
