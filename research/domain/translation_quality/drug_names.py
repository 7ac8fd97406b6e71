"""Names of substances, found in a text whatever the spelling that its language gives them.

International names differ between languages in their endings and in letters for one sound: clemastine,
clemastina, Clemastin, كليماستين. So names are compared by a skeleton: of sounds in Latin letters, of consonants
where one side is written in Arabic ones. ``data/drugs.en.json`` lists the names; the files of the other languages
hold only what no rule derives. A name that is not in the list is known by its ending.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.number_tokens import variants
from research.domain.translation_quality.number_words import fold

#: Endings that the World Health Organization gives to substances and that ordinary words do not have.
_STEM = re.compile(
    r"[a-z]{3,}(?:mab|tinib|rafenib|ciclib|parib|zomib|limus|prazol|vastatin|xaban|gatran|gliptin|gliflosin|glutid"
    r"|lukast|sartan|dipin|floksasin|siklin|tromisin|sillin|triptan|setron|asepam|asolam|kinra|gepant"
    r"|mustin|platin|rubisin|fosfamid|konasol|vudin|tegravir|buvir|previr|fibrat|oksetin)"
)
_WORD = re.compile(r"[^\W\d_]{4,}|ASS|CBD|MCP")
_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("ph", "f"), ("th", "t"), ("rh", "r"), ("y", "i"), ("ck", "k"), ("ch|qu", "k"), ("c(?=[eiy])", "s"), ("c", "k"),
        ("x", "ks"), ("z", "s"), ("h", ""), ("ae|oe", "e"), ("ou", "u"), ("ei(?=n)", "e"), (r"(.)\1+", r"\1"),
        ("(?<=.{4})(?:um|es|as|os|[aeos])$", ""),
    )
)  # fmt: skip
_SOUNDS = {
    **dict.fromkeys("bp", "b"), **dict.fromkeys("td", "d"), **dict.fromkeys("kq", "k"), **dict.fromkeys("gj", "g"),
    **dict.fromkeys("fv", "f"), "s": "s", "m": "m", "n": "n", "l": "l", "r": "r",
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تثطدضذظ", "d"), **dict.fromkeys("كق", "k"),
    **dict.fromkeys("غج", "g"), **dict.fromkeys("فڤ", "f"), **dict.fromkeys("سصزش", "s"),
    "م": "m", "ن": "n", "ل": "l", "ر": "r",
}  # fmt: skip
#: Shorter ones are shared by words of all kinds.
_SHORTEST = 4


@lru_cache(maxsize=20_000)
def _latin(word: str) -> str:
    """Return the sounds of a word in Latin letters, without its ending: ``klemastin``."""
    word = "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(sign))
    for pattern, by in _RULES:
        word = pattern.sub(by, word)
    return word


@lru_cache(maxsize=20_000)
def _consonants(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", "".join(_SOUNDS.get(sign, "") for sign in word))


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u06ff"


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {_latin(name): name for name in (load("drugs", "en") or {})["names"]}


@lru_cache(maxsize=1)
def _known_consonants() -> dict[str, str]:
    """Return the names by their consonants; where two names share them, neither can be told from the other."""
    names: dict[str, str] = {}
    for skeleton, name in _known().items():
        consonants = _consonants(skeleton)
        if len(consonants) >= _SHORTEST:
            names[consonants] = "" if consonants in names else name
    return {consonants: name for consonants, name in names.items() if name}


@lru_cache(maxsize=64)
def _others(language: str) -> dict[str, str]:
    others = (load("drugs", language) or {}).get("other_names", {})
    return {fold(said): name for name, spellings in others.items() for said in spellings}


def _name(word: str, language: str) -> str:
    """Return the international name that ``word`` stands for, or "" where it is another word."""
    folded = fold(word)
    for variant in variants(folded):
        if (name := _others(language).get(variant)) is not None:
            return name
    if _is_arabic(folded):
        found = (_known_consonants().get(_consonants(variant), "") for variant in variants(folded) if len(variant) > 5)
        return next(filter(None, found), "")
    skeleton = _latin(word)
    if (name := _known().get(skeleton)) is not None:
        return name
    return skeleton if _STEM.fullmatch(skeleton) else ""


@lru_cache(maxsize=4096)
def in_text(text: str, language: str) -> dict[str, str]:
    """Return the substances that plain ``text`` names, in its order: international name and how it is written."""
    found: dict[str, str] = {}
    for _, name, word in places(text, language):
        found.setdefault(name, word)
    return found


def places(text: str, language: str) -> list[tuple[int, str, str]]:
    """Return where substances are named in ``text``: the place, the international name and how it is written."""
    found = ((match.start(), _name(match[0], language), match[0]) for match in _WORD.finditer(text))
    return [(start, name, word) for start, name, word in found if name]


def stands_in(name: str, text: str, language: str) -> bool:
    """True where some word of ``text`` may be ``name``, also as a part of a compound and in other letters."""
    folded_text = fold(text)
    if any(said in folded_text for said, of in _others(language).items() if of == name):
        return True
    latin = _latin(name)
    consonants = _consonants(latin)
    before = ""
    for word in _WORD.findall(text):
        of_another = _name(word, language) not in {"", name}  # "escitalopram" is not "citalopram"
        if _is_arabic(word):
            now = _consonants(fold(word))
            # Long names are often written as two words.
            if (consonants in now and not of_another) or (len(consonants) > 5 and before + now == consonants):
                return True
            before = now.removeprefix("l") if word.startswith("ال") else now
        elif latin in _latin(word) and not of_another:
            return True
    return False
