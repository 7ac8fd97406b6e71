"""What the glossary of the site asks of a translation."""

from __future__ import annotations

import pytest

from research.domain.terms import Term
from research.models import gate

TERMS = {
    "relapse": Term(
        "relapse", {"en": "relapse", "de": "Schub"}, forms={"de": ("Krankheitsschub",), "en": ("flare-up",)}
    ),
    "lesion": Term("lesion", {"en": "lesion", "de": ""}),
    "placebo": Term("placebo", {"en": "placebo"}),
}


@pytest.fixture(autouse=True)
def _glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "terms", lambda vocabulary, *, retired=True: TERMS if not retired else {})


def test_a_term_is_asked_for_with_its_label_and_forms_in_the_target() -> None:
    assert gate.glossary("en", "de") == (("relapse", "Schub"), ("relapse", "Krankheitsschub"))


def test_a_regional_language_has_the_terms_of_its_language() -> None:
    assert gate.glossary("en-gb", "de-at") == gate.glossary("en", "de")


@pytest.mark.parametrize(("source", "target"), [("en", "fr"), ("en", "en-gb"), ("fr", "de")])
def test_nothing_is_asked_for_without_a_label_in_both_languages(source: str, target: str) -> None:
    assert gate.glossary(source, target) == ()
