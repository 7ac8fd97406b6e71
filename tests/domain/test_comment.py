"""What is kept of a comment: no address, no number of a telephone, nothing that hides."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.comment import MARK, plain_comment, without_contacts

TEXTS = st.text(max_size=200)
WORDS = st.text(alphabet=st.characters(categories=("L", "Zs"), max_codepoint=0x7FF), max_size=60)
SEPARATORS = st.sampled_from(["", " ", "-", ".", "/", " - ", ") ", "\u00a0", "\u202f"])


@st.composite
def telephones(draw: st.DrawFn) -> str:
    """Return seven digits or more as people write them, also in Arabic digits."""
    digits = draw(st.lists(st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩"), min_size=7, max_size=15))
    return draw(st.sampled_from(["", "+", "("])) + "".join(digit + draw(SEPARATORS) for digit in digits).strip()


@given(WORDS, st.emails(), WORDS)
def test_no_e_mail_address_is_kept(before: str, address: str, after: str) -> None:
    kept = without_contacts(plain_comment(f"{before} {address} {after}"))

    assert address not in kept
    assert not re.search(r"\S[@＠﹫]|[@＠﹫]\S", kept)
    assert MARK in kept


@given(WORDS, telephones(), WORDS)
def test_no_number_of_a_telephone_is_kept(before: str, number: str, after: str) -> None:
    kept = without_contacts(plain_comment(f"{before}: {number} {after}"))

    assert sum(character.isdecimal() for character in kept) < 7
    assert MARK in kept


@given(TEXTS)
def test_what_was_kept_once_stays_as_it_is(text: str) -> None:
    kept = without_contacts(plain_comment(text))

    assert without_contacts(plain_comment(kept)) == kept


@given(TEXTS)
def test_nothing_hidden_is_kept(text: str) -> None:
    kept = plain_comment(text)

    assert "\x00" not in kept
    assert not {c for c in kept if unicodedata.category(c) in ("Cc", "Cs")} - {"\n", "\t"}
    assert not set(kept) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff")
    kept.encode()


@given(WORDS)
def test_words_stay_as_they_were_written(text: str) -> None:
    assert without_contacts(text) == text


@pytest.mark.parametrize(
    "text",
    ["7 of 18 people in 2024", "What is “12.5 %”?", "Phase 2, 120 people, 24 months", "ما معنى ٧ من ١٨؟", "5.3–6.1"],
)
def test_numbers_of_a_study_stay(text: str) -> None:
    assert without_contacts(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Write to me: anna (at) example.org",
        "Write to me: anna [AT] example.org",
        "Write to me: anna @ example.org",
        "Write to me: anna＠example.org",
        "Write to me: https://example.org/anna",
        "Write to me: www.example.org/anna",
        "Write to me: @anna",
        "Write to me: +44 (0)20 7946 0958",
        "Write to me: ٠١٢٣ ٤٥٦ ٧٨٩",
    ],
)
def test_contact_is_replaced_by_a_mark(text: str) -> None:
    assert without_contacts(text).startswith("Write to me: ")
    assert without_contacts(text).endswith(MARK)
    assert "anna" not in without_contacts(text)


def test_joiners_and_lines_that_a_script_needs_stay() -> None:
    assert plain_comment("  می\u200cخواهم\r\n\r\n\r\n\r\nيا\u200f \x07") == "می\u200cخواهم\n\nيا\u200f"
