"""Which locale a reader gets, and what the answer says about why."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.negotiation import Choice, Why, choose, likely, preferred

CHAIN = {"es": ("en",), "fr": ("en",), "ar": ("fr", "en")}


@pytest.mark.parametrize(
    ("asked", "available", "expected"),
    [
        (["es"], ["en", "es"], ("es", Why.ASKED)),
        (["ES"], ["en", "es"], ("es", Why.ASKED)),
        (["es-MX"], ["en", "es"], ("es", Why.LOOKUP)),
        (["zh-TW"], ["zh-Hans", "zh-Hant"], ("zh-Hant", Why.LOOKUP)),
        (["zh-CN"], ["zh-Hant", "zh-Hans"], ("zh-Hans", Why.LOOKUP)),
        (["zh-Hant-HK"], ["zh-Hant", "en"], ("zh-Hant", Why.LOOKUP)),
        (["pt"], ["pt-BR", "en"], ("pt-BR", Why.RELATED)),
        (["sr-Latn"], ["sr-Cyrl"], None),
        (["es"], ["en", "fr"], ("en", Why.FALLBACK)),
        (["ar"], ["en", "fr"], ("fr", Why.FALLBACK)),
        (["es-MX"], ["en"], ("en", Why.FALLBACK)),
        (["de"], ["en", "fr"], None),
        (["de", "fr"], ["en", "fr"], ("fr", Why.ASKED)),
        (["*"], ["en"], None),
        ([], ["en"], None),
    ],
)
def test_reader_gets_what_is_nearest(asked: list[str], available: list[str], expected: tuple[str, Why] | None) -> None:
    found = choose(asked, available, chain=CHAIN)

    assert found == (Choice(*expected) if expected else None)


def test_reader_who_allows_no_fallback_gets_none() -> None:
    assert choose(["es"], ["en", "pt-BR"], chain=CHAIN, source="en", fallback=False) is None
    assert choose(["es-MX"], ["es"], chain=CHAIN, fallback=False) == Choice("es", Why.LOOKUP)


def test_reader_who_asks_for_nothing_gets_the_source() -> None:
    assert choose([], ["en", "es"], chain=CHAIN, source="es") == Choice("es", Why.SOURCE)
    assert choose(["xx"], ["en", "es"], chain=CHAIN, source="es") == Choice("es", Why.SOURCE)


CODES = st.sampled_from(
    ["en", "es", "fr", "de", "ar", "pt", "pt-BR", "zh-Hant", "zh-Hans", "zh-TW", "es-MX", "sr-Latn"]
)


@given(st.lists(CODES, max_size=4), st.lists(CODES, min_size=1, max_size=5, unique=True), st.booleans())
def test_what_is_chosen_is_there_and_a_fallback_is_never_called_anything_else(
    asked: list[str], available: list[str], fallback: bool
) -> None:
    found = choose(asked, available, chain=CHAIN, source=available[0], fallback=fallback)

    if found is None:
        assert not fallback
        return
    assert found.locale in available
    bases = {code.split("-")[0] for code in asked}
    if found.why in (Why.ASKED, Why.LOOKUP, Why.RELATED):
        assert found.locale.split("-")[0] in bases
    if found.why is Why.ASKED:
        assert found.locale in asked


@given(CODES)
def test_guess_holds_what_was_asked_for_and_its_chain(asked: str) -> None:
    guessed = likely([asked], CHAIN)

    assert guessed[0] == asked.lower()
    assert {code.lower() for code in CHAIN.get(asked, ())} <= set(guessed)


@given(CODES, st.lists(CODES, max_size=8, unique=True), st.randoms())
def test_order_of_preference_says_beforehand_what_would_be_chosen(wanted: str, known: list[str], draw: Random) -> None:
    order = preferred(wanted, known, chain=CHAIN)
    available = [code for code in known if draw.random() < 0.5]

    best = min(
        (one for one in order if one.choice.locale in available),
        key=lambda one: (one.rank, available.index(one.choice.locale)),
        default=None,
    )

    assert choose([wanted], available, chain=CHAIN) == (best and best.choice)


def test_varieties_of_one_language_stand_at_one_rank() -> None:
    order = preferred("pt", ["en", "pt-BR", "pt-AO"], chain={"pt": ("en",)})

    assert [(one.choice.locale, one.rank) for one in order] == [("pt-BR", 0), ("pt-AO", 0), ("en", 2)]
