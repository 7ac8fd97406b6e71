"""What the plugin says of the checks of its forms: when, with what, and no more than that."""

from __future__ import annotations

from datetime import date

import pytest

from research.renderings.checks import LIMITS, Check, Checks, checks, read


def test_file_is_read_with_its_day_and_its_checks() -> None:
    found = read(
        '{"ran_on": "2026-11-28", "forms": {"pdf": [{"validator": "V", "version": "1", "files": 2, "rules": 3}]}}'
    )

    assert found == Checks(date(2026, 11, 28), {"pdf": (Check("V", "1", 2, 3),)})


@pytest.mark.parametrize(
    "data", ["{}", '{"ran_on": "x", "forms": {}}', '{"ran_on": "2026-11-28", "forms": {"a": [1]}}']
)
def test_file_of_anything_else_is_refused(data: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read(data)


def test_form_that_a_site_has_added_has_no_checks() -> None:
    assert checks().of("scroll") == ()


def test_sentence_names_program_version_and_day_and_claims_no_conformance() -> None:
    found = Checks(date(2026, 11, 28), {})

    assert found.said(Check("EPUBCheck", "5.3.0", 5), "en").text == (
        "Example updates were checked with EPUBCheck 5.3.0 on 2026-11-28: nothing was found."
    )
    assert found.said(Check("pytest", "", 5), "en").text.startswith("Example updates were checked with pytest on 2026")
    assert "No conformance is claimed" in LIMITS


@pytest.mark.parametrize("check", [check for found in checks().forms.values() for check in found], ids=str)
def test_every_check_has_looked_at_something(check: Check) -> None:
    assert check.files >= 1
    assert check.rules is None or check.rules >= 10
