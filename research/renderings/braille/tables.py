"""Which table of liblouis writes a language, in which grade. One is here if its figures were tried (decision 0033).

Grade 1 writes letter by letter, as far as the language’s braille does that; grade 2 contracts. A grade is left out
where a figure can be taken for something else: liblouis itself reads figures as words in Arabic, German and Spanish of
grade 2, and writes none of the number signs that French of grade 2 needs after “<”.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_noop

from research import conf
from research.domain.locales import base_language
from research.renderings.braille.liblouis import Liblouis, library
from research.renderings.form import Unavailable

NO_LIBRARY = gettext_noop(
    "This site cannot write braille, because the library liblouis is not installed there. Its maintainers can install "
    "it: in Debian and Ubuntu, the packages liblouis20 and liblouis-data."
)
NO_TABLES = gettext_noop(
    "This site cannot write braille in this language, because the tables of liblouis are not installed there. Its "
    "maintainers can install them: in Debian and Ubuntu, the package liblouis-data."
)
NO_LANGUAGE = gettext_noop(
    "There is no braille in this language, because nobody has tried yet whether its numbers stay what they are."
)


@dataclass(frozen=True, slots=True)
class Table:
    """``letter_sign`` stands between a digit and a letter from a to j, where the table forgets that it must."""

    file: str
    letter_sign: str = ""


TABLES: Mapping[str, Mapping[int, Table]] = {
    "ar": {1: Table("ar-ar-g1.utb")},
    "de": {0: Table("de-g0.utb"), 1: Table("de-g1.ctb")},
    "en": {1: Table("en-ueb-g1.ctb"), 2: Table("en-ueb-g2.ctb")},
    "es": {1: Table("es-g1.ctb", letter_sign="⠐")},
    "fr": {1: Table("fr-bfu-comp6.utb")},
    "nl": {1: Table("nl-NL-g0.utb")},
}
UNCONTRACTED = 1


def table(language: str, *, contracted: bool = True) -> Table | None:
    """Return the table of ``language`` in the grade of the setting, or without contractions if there are to be none."""
    grades = TABLES.get(base_language(language), {})
    wanted = conf.setting("BRAILLE_GRADES").get(base_language(language), UNCONTRACTED) if contracted else UNCONTRACTED
    return grades.get(wanted) or grades.get(UNCONTRACTED)


def lacks(language: str = "") -> Unavailable | None:
    """Return what keeps this process from writing ``language``, or any at all, in braille."""
    found = library()
    if found is None:
        return Unavailable(NO_LIBRARY)
    if not language:
        return (
            None
            if any(is_here(found, named) for grades in TABLES.values() for named in grades.values())
            else no_tables()
        )
    named = table(language)
    if named is None:
        return Unavailable(NO_LANGUAGE)
    return None if is_here(found, named) else no_tables()


def no_tables() -> Unavailable:
    return Unavailable(NO_TABLES)


@cache
def is_here(found: Liblouis, named: Table) -> bool:
    return found.has(named.file)
