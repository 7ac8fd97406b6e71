"""How many syllables a word has, by the vowels that its spelling shows.

A handful of rules for each language comes closer to speech than hyphenation does,
which leaves out the breaks that a printer may not use (domain notes, C1). Each rule is
data: what to change in the spelling first, and what then counts as one nucleus.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from research.domain.locales import base_language


@dataclass(frozen=True, slots=True)
class Rule:
    nucleus: re.Pattern[str]
    #: Applied in order before counting: silent letters go, a hyphen parts two vowels.
    rewrites: tuple[tuple[re.Pattern[str], str], ...] = ()


def _rule(nucleus: str, *rewrites: tuple[str, str]) -> Rule:
    return Rule(re.compile(nucleus), tuple((re.compile(pattern), new) for pattern, new in rewrites))


_EACH_VOWEL_NORDIC = _rule("[aeiouyåäöæøéü]")
RULES: dict[str, Rule] = {
    "en": _rule(
        "[aeiouy]+",
        (r"['’].*$", ""),
        (r"(?<=[aeiouy])(?![^aeiouy]+le$)[^aeiouy]+e$", "t"),  # silent final e, but not in "table" or "the"
        (r"(?<=[^aeiouytd])ed$", "d"),
        (r"(?<=[aeiouy][^aeiouyscxzh])es$", "s"),
        (r"(?<=[aeiouy])([bcdfgklmnprstvz])e(?=ly$|ment|ful|less)", r"\1"),
        (r"(?<!sc)(?<=[cst])i(?=ous|on|al|an|ent)", ""),
        (r"(?<=[gq])u(?=[aeio])", ""),
        (
            r"i(?=[aou]|ety)|(?<=[bcdfgps][cl])i(?=e)|u(?=[ao])|e(?=o(?!u))|e(?=ing)|y(?=ing)|(?<=cr)e(?=a)|(?<=[aeiouy][^aeiouy])e(?=a$)",
            r"\g<0>-",
        ),
        (r"(?<=[st])m$", "em"),
    ),
    "es": _rule(
        r"[iuü]?[aeoáéó](?:[iu](?![aeoáéó])|y(?![aeiouáéíóú]))?|[íú]|[iuü]{1,2}y?|y(?![a-záéíóú])",
        (r"(?<=[gq])u(?=[eiéí])", ""),
    ),
    "fr": _rule(
        "[aeiouyàâäéèêëîïôöùûüœæ]+",
        (r"(?<=[gq])u(?=[eiéèêyî])", ""),
        (r"(?<=[^aeiouyàâéèêîôû])es?$", ""),
        (r"(?<=[aeiouéèêîy])es?$", ""),
        (r"([éëïü])(?=[aeiouyâéèô])", r"\1-"),
        (r"(?<=[aou])y(?=[aeiouéè])", "-i"),
        (r"(?<=[ao])(?=[éïëü])", "-"),
        (r"(?<=[bcdfgptv][lr])i(?=[aeoé])", "i-"),
    ),
    "de": _rule("aa|ee|oo|ie|ei|ai|ey|eu|äu|au|[aeiouyäöüé]", (r"(?<=[^aeiouäöü])ien$", "i-en"), ("qu", "q")),
    "it": _rule(
        r"[iu]?[aeoàèéòó](?:[iu](?![aeo]))?|[ìíùú]|[iu]",
        (r"(?<=[cg])i(?=[aou])", ""),
        (r"^([^aeiou]*[^aeioucgq])([iu])([aeo]i?)$", r"\1\2-\3"),  # mio, sua, due
    ),
    "pt": _rule(
        r"[iu]?[aeoáâàãéêóôõ](?:[iuo](?![aeoáâãéêóôõ]))?|[íú]|[iuü]",
        (r"(?<=[gq])u(?=[eiéêí])", ""),
        # Where no accent says otherwise, a final i or u before a vowel is stressed: terapi-a, ru-a.
        (r"^([a-zç]*[iu])([ao]s?)$", r"\1-\2"),
        (r"(?<=[aeo])o", "-o"),
    ),
    "nl": _rule("aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyäëïöüé]", (r"(?<=[ea])(?=[ëï])", "-")),
    "sv": _EACH_VOWEL_NORDIC,
    "no": _EACH_VOWEL_NORDIC,
    "nb": _EACH_VOWEL_NORDIC,
    "da": _EACH_VOWEL_NORDIC,
    "pl": _rule("[aeiouyąęó]", (r"i(?=[aeouóąęy])", ""), (r"(?<=[ae])u", "w")),
    "ru": _rule("[аеёиоуыэюя]"),
    "tr": _rule("[aeıioöuüâîû]"),
    # In vowelled Arabic each short vowel sign begins a syllable; bare spelling shows too little.
    "ar": _rule("[\u064b-\u0650]"),
}
_ANY = _rule("[aeiouyаеёиоуыэюяαεηιουω]+")


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str) -> int:
    """Return the number of syllables, at least 1; a language without rules is read by groups of vowels."""
    rule = RULES.get(base_language(language))
    spelled = unicodedata.normalize("NFC", word.lower())
    if rule is None:
        spelled = "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))
        rule = _ANY
    total = 0
    for part in spelled.split("-"):
        for pattern, new in rule.rewrites:
            part = pattern.sub(new, part)
        total += max(len(rule.nucleus.findall(part)), 1 if part else 0)
    return max(total, 1)
