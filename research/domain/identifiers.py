"""The identifiers of studies, journals, people and organisations: how they look, and where they lead.

Shapes and check digits come from the domain notes, A5. Only ORCID and ISSN have a
published check character, so only these two are computed: a check that is guessed
would refuse numbers that are right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

SHAPE = "identifier-shape"
CHECKSUM = "identifier-checksum"
UNKNOWN_SCHEME = "identifier-unknown-scheme"

#: Longest value that is looked at: an identifier is short, and patterns stay quick.
MAX_LENGTH = 300


def _collapse(value: str) -> str:
    return re.sub(r"\s+", "", value)


def _upper(value: str) -> str:
    return _collapse(value).upper()


def _doi(value: str) -> str:
    """Lower-case, because a DOI names the same work in any case."""
    return re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:?", "", _collapse(value), flags=re.I).lower()


def _pmid(value: str) -> str:
    bare = re.sub(r"^https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/", "", _collapse(value))
    return re.sub(r"^pmid:?", "", bare, flags=re.I).rstrip("/")


def _pmcid(value: str) -> str:
    bare = _upper(value).rstrip("/").rsplit("/", 1)[-1]
    bare = re.sub(r"^PMCID:?", "", bare)
    return f"PMC{bare}" if bare.isdigit() else bare


def _isrctn(value: str) -> str:
    """Without the space that is often written after the prefix, and without the DOI of the record."""
    return re.sub(r"^.*10\.1186/", "", _upper(value))


def _last_of_url(value: str) -> str:
    return _collapse(value).rstrip("/").rsplit("/", 1)[-1]


def _orcid(value: str) -> str:
    bare = _last_of_url(value).upper().replace("-", "")
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


def _issn(value: str) -> str:
    bare = re.sub(r"^(?:E-?|P-?)?ISSN:?", "", _last_of_url(value).upper()).replace("-", "")
    return f"{bare[:4]}-{bare[4:]}" if len(bare) == 8 else bare


def _chictr(value: str) -> str:
    return re.sub(r"^chictr", "ChiCTR", _upper(value), flags=re.I)


def _jrct(value: str) -> str:
    return re.sub(r"^jrct(s?)", lambda m: "jRCT" + m[1].lower(), _collapse(value), flags=re.I)


def _patent(value: str) -> str:
    return re.sub(r"[\s/.-]", "", re.sub(r"^https?://patents\.google\.com/patent/([^/]+).*$", r"\1", value)).upper()


def orcid_check(value: str) -> bool:
    """ISO 7064 MOD 11-2 over the first fifteen digits."""
    digits = value.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def issn_check(value: str) -> bool:
    """Weights 8 to 2 over the first seven digits, modulus 11."""
    digits = value.replace("-", "")
    total = sum(int(digit) * weight for digit, weight in zip(digits[:-1], range(8, 1, -1), strict=True))
    return "0123456789X"[-total % 11] == digits[-1]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of identifier: how to tidy it, what it looks like and where it leads."""

    shape: re.Pattern[str]
    #: ``{}`` stands for the tidied value, quoted for a URL.
    url: str
    example: str
    tidy: Callable[[str], str] = _upper
    check: Callable[[str], bool] | None = None


_DOI = re.compile(r"10\.\d{4,9}/[-._;()/:a-z0-9]+|10\.1002/\S+", re.A)
#: The World Health Organization's portal shows trials of registries without a lasting address of their own.
_ICTRP = "https://trialsearch.who.int/Trial2.aspx?TrialID={}"


def _scheme(
    shape: str,
    url: str,
    example: str,
    tidy: Callable[[str], str] = _upper,
    check: Callable[[str], bool] | None = None,
) -> Scheme:
    return Scheme(re.compile(shape, re.A), url, example, tidy, check)


SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {
        "doi": Scheme(_DOI, "https://doi.org/{}", "10.1212/nxi.0000000000000928", _doi),
        "preprint_doi": Scheme(_DOI, "https://doi.org/{}", "10.1101/2021.01.01.21249119", _doi),
        "pmid": _scheme(r"[1-9]\d{0,7}", "https://pubmed.ncbi.nlm.nih.gov/{}/", "33277427", tidy=_pmid),
        "pmcid": _scheme(r"PMC\d{1,8}", "https://pmc.ncbi.nlm.nih.gov/articles/{}/", "PMC6442006", tidy=_pmcid),
        "nct": _scheme(r"NCT\d{8}", "https://clinicaltrials.gov/study/{}", "NCT01933802"),
        "isrctn": _scheme(r"ISRCTN\d{8}", "https://www.isrctn.com/{}", "ISRCTN12345678", tidy=_isrctn),
        # The last pair is the version of the submission, which is often left out.
        "euct": _scheme(r"20\d{2}-5\d{5}-\d{2}(?:-\d{2})?", _ICTRP, "2022-500001-10-00"),
        # The last pair is a check number whose rule is not published: the shape is all that can be asked.
        "eudract": _scheme(
            r"20(?:0[4-9]|1\d|2[0-3])-\d{6}-\d{2}",
            "https://www.clinicaltrialsregister.eu/ctr-search/search?query={}",
            "2004-000001-12",
        ),
        "ctri": _scheme(r"CTRI/20\d{2}/\d{2,3}/\d{6}", _ICTRP, "CTRI/2018/05/013939"),
        "drks": _scheme(r"DRKS\d{8}", "https://drks.de/search/en/trial/{}", "DRKS00005115"),
        "actrn": _scheme(r"ACTRN\d{14}P?", _ICTRP, "ACTRN12605000001662"),
        "jrct": _scheme(r"jRCT(?:s\d{9}|\d{10})", _ICTRP, "jRCTs031180001", tidy=_jrct),
        "chictr": _scheme(r"ChiCTR(?:\d{10}|-[A-Z]{2,5}-\d{8})", _ICTRP, "ChiCTR2000029308", tidy=_chictr),
        "orcid": _scheme(
            r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
            "https://orcid.org/{}",
            "0000-0002-1825-0097",
            tidy=_orcid,
            check=orcid_check,
        ),
        "issn": _scheme(
            r"\d{4}-\d{3}[\dX]", "https://portal.issn.org/resource/ISSN/{}", "2332-7812", tidy=_issn, check=issn_check
        ),
        "ror": _scheme(
            r"0[a-z0-9]{6}\d{2}", "https://ror.org/{}", "02gfys938", tidy=lambda value: _last_of_url(value).lower()
        ),
        "patent": _scheme(
            r"[A-Z]{2}\d{5,13}(?:[A-Z]\d?)?", "https://patents.google.com/patent/{}", "WO2022056619A1", tidy=_patent
        ),
        "mesh": _scheme(
            r"[DCQ]\d{6,9}",
            "https://meshb.nlm.nih.gov/record/ui?ui={}",
            "D009103",
            tidy=lambda value: re.sub(r"^.*(?:MESH[:/]|UI=)", "", _upper(value)),
        ),
    }
)

#: One well-formed value of each scheme, for messages ("write it like NCT01933802").
EXAMPLES: Mapping[str, str] = MappingProxyType({name: scheme.example for name, scheme in SCHEMES.items()})


def normalise(scheme: str, value: str) -> str:
    """Return ``value`` in the one form that is stored and compared.

    A value of an unknown scheme, or one too long to be an identifier, only loses the
    space around it.
    """
    known = SCHEMES.get(scheme)
    if known is None or len(value) > MAX_LENGTH:
        return value.strip()
    return known.tidy(value)


def problem_with(scheme: str, value: str) -> str | None:
    """Return the code of what is wrong with ``value``, or None."""
    known = SCHEMES.get(scheme)
    if known is None:
        return UNKNOWN_SCHEME
    tidy = normalise(scheme, value)
    if len(value) > MAX_LENGTH or not known.shape.fullmatch(tidy):
        return SHAPE
    if known.check is not None and not known.check(tidy):
        return CHECKSUM
    return None


def url_of(scheme: str, value: str) -> str:
    """Return the address at which ``value`` can be looked up, or "" where it is not well formed."""
    if problem_with(scheme, value) is not None:
        return ""
    return SCHEMES[scheme].url.format(quote(normalise(scheme, value), safe="/:;()._-"))
