from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain import identifiers


@pytest.mark.parametrize(
    ("scheme", "written", "stored"),
    [
        ("doi", "https://doi.org/10.1212/NXI.0000000000000928", "10.1212/nxi.0000000000000928"),
        ("doi", "doi: 10.1016/j.ebiom.2018.02.002", "10.1016/j.ebiom.2018.02.002"),
        ("doi", "https://dx.doi.org/10.1093/brain/awaa385", "10.1093/brain/awaa385"),
        ("preprint_doi", "doi.org/10.1101/2021.01.01.21249119", "10.1101/2021.01.01.21249119"),
        ("pmid", "PMID: 33277427", "33277427"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/33277427/", "33277427"),
        ("pmcid", "pmcid: 6442006", "PMC6442006"),
        ("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6442006/", "PMC6442006"),
        ("nct", " nct01933802 ", "NCT01933802"),
        ("isrctn", "ISRCTN 12345678", "ISRCTN12345678"),
        ("isrctn", "https://doi.org/10.1186/ISRCTN12345678", "ISRCTN12345678"),
        ("chictr", "chictr-trc-08000001", "ChiCTR-TRC-08000001"),
        ("jrct", "JRCTS031180001", "jRCTs031180001"),
        ("orcid", "https://orcid.org/0000000218250097", "0000-0002-1825-0097"),
        ("issn", "ISSN 2332 7812", "2332-7812"),
        ("ror", "https://ror.org/02GFYS938", "02gfys938"),
        ("patent", "WO 2022/056619 A1", "WO2022056619A1"),
        ("mesh", "https://id.nlm.nih.gov/mesh/D009103", "D009103"),
    ],
)
def test_the_usual_ways_of_writing_an_identifier_are_stored_as_one(scheme: str, written: str, stored: str) -> None:
    assert identifiers.normalise(scheme, written) == stored
    assert identifiers.problem_with(scheme, written) is None


@pytest.mark.parametrize("scheme", list(identifiers.SCHEMES))
def test_the_example_of_a_scheme_is_well_formed_and_leads_somewhere(scheme: str) -> None:
    example = identifiers.EXAMPLES[scheme]
    assert identifiers.problem_with(scheme, example) is None
    assert identifiers.normalise(scheme, example) == example
    assert identifiers.url_of(scheme, example).startswith("https://")


@pytest.mark.parametrize(
    ("scheme", "value", "code"),
    [
        ("doi", "11.1212/x", identifiers.SHAPE),
        ("doi", "10.1212/", identifiers.SHAPE),
        ("pmid", "0123", identifiers.SHAPE),
        ("pmid", "٣٣٢٧٧٤٢٧", identifiers.SHAPE),
        ("nct", "NCT0193380", identifiers.SHAPE),
        ("isrctn", "ISRCTN1234567", identifiers.SHAPE),
        ("eudract", "2003-000001-12", identifiers.SHAPE),
        ("euct", "2022-400001-10-00", identifiers.SHAPE),
        ("orcid", "0000-0002-1825-0098", identifiers.CHECKSUM),
        ("issn", "2332-7813", identifiers.CHECKSUM),
        ("issn", "", identifiers.SHAPE),
        ("telephone", "123", identifiers.UNKNOWN_SCHEME),
    ],
)
def test_a_malformed_identifier_is_named_by_a_code_and_leads_nowhere(scheme: str, value: str, code: str) -> None:
    assert identifiers.problem_with(scheme, value) == code
    assert identifiers.url_of(scheme, value) == ""


def test_an_old_wiley_doi_is_quoted_in_its_address() -> None:
    doi = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
    assert identifiers.problem_with("doi", doi) is None
    assert "<" not in identifiers.url_of("doi", doi)


def test_the_check_character_of_an_orcid_may_be_an_x() -> None:
    assert identifiers.problem_with("orcid", "0000-0002-1694-233X") is None


def test_the_version_of_an_eu_trial_number_may_be_left_out() -> None:
    assert identifiers.problem_with("euct", "2022-500001-10") is None


@given(st.sampled_from(list(identifiers.SCHEMES)), st.text(max_size=400))
def test_anything_typed_is_answered_with_a_closed_code(scheme: str, value: str) -> None:
    assert identifiers.problem_with(scheme, value) in {None, identifiers.SHAPE, identifiers.CHECKSUM}
    identifiers.url_of(scheme, value)


@given(st.sampled_from(list(identifiers.SCHEMES)), st.text(max_size=60))
def test_a_stored_identifier_stays_as_it_is(scheme: str, value: str) -> None:
    once = identifiers.normalise(scheme, value)
    if identifiers.problem_with(scheme, value) is None:
        assert identifiers.normalise(scheme, once) == once
