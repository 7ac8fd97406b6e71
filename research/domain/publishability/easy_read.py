"""What can be checked of an easy-read version (domain notes, E6): one short sentence a line, one idea, plain numbers.

All of it warns. Whether people can read it, only they can say: ``easy_read_tested_by`` names who did.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any

from research.domain.easy_read import PAGE_FIELDS, is_begun, lines, missing, pieces
from research.domain.locales import base_language
from research.domain.problems import Path, Problem, Severity
from research.domain.publishability.limits import Limits
from research.domain.readability.sentence_rules import PERCENT
from research.domain.study import Duration
from research.domain.text import plain, sentences, words
from research.domain.texts import texts
from research.domain.translation_quality import cues
from research.domain.translation_quality.quantities import Quantity, read
from research.domain.update import Update

MOST_WORDS = 15
LARGEST_NUMBER = 1000
YEARS = range(1900, 2101)
#: German puts nouns together; a long one is easier in parts.
LONGEST_WORD = {"de": 13}
_ROMAN = re.compile(r"\b(?=[IVX]{2,}\b)X{0,3}(?:IX|IV|V?I{0,3})\b")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9]+\b")


def easy_read(update: Update, limits: Limits) -> list[Problem]:
    """Return what an easy-read version lacks and what makes it hard. Nothing where none is begun."""
    if not is_begun(update):
        return []
    found = [_warning("easy-read-incomplete", path) for path in missing(update)]
    known = _numbers_of(update)
    for path, text in pieces(update):
        for line in lines(text):
            # A title is no sentence.
            found += _of_line(line, update.language, path, counted=path[-1] != PAGE_FIELDS[0])
            found += [
                _warning("easy-number-unknown", path, number=quantity.text)
                for quantity in read(line, update.language)
                if quantity.value not in known and not quantity.weak
            ]
    return found


def _warning(code: str, path: Path, **params: object) -> Problem:
    return Problem(code, path, Severity.WARNING, params=params)


def _of_line(line: str, language: str, path: Path, *, counted: bool) -> Iterator[Problem]:
    spoken = sentences(line, language)
    if len(spoken) > 1:
        yield _warning("easy-several-sentences", path, sentence=line)
    for sentence in spoken:
        count = len(words(sentence))
        if counted and count > MOST_WORDS:
            yield _warning("easy-long-sentence", path, words=count, most=MOST_WORDS, sentence=sentence)
        yield from _of_sentence(sentence, language, path)
    yield from _of_words(line, language, path)


def _of_sentence(sentence: str, language: str, path: Path) -> Iterator[Problem]:
    rules = _rules(base_language(language))
    if rules is None:
        return
    if passive := rules["passive"].search(sentence):
        yield _warning("easy-passive", path, words=passive[0], sentence=sentence)
    if len(rules["joining"].findall(sentence)) > 1:
        yield _warning("easy-clauses", path, sentence=sentence)
    denied = cues.count("negation", language, sentence, ("exceptions", "lexical", "cues"))["cues"]
    if len(denied) > 1 and base_language(language) != "fr":
        # French says “ne … pas” for one “not”, and counts it once or twice.
        yield _warning("easy-two-negations", path, sentence=sentence)


def _of_words(line: str, language: str, path: Path) -> Iterator[Problem]:
    if percent := PERCENT.search(line):
        yield _warning("easy-percent", path, percent=percent[0])
    romans = {found[0] for found in _ROMAN.finditer(line)}
    yield from (_warning("easy-roman-numeral", path, word=word) for word in sorted(romans))
    rules = _rules(base_language(language))
    allowed = rules["abbreviations"] if rules else frozenset()
    for word in dict.fromkeys(_ABBREVIATION.findall(line)):
        if word not in allowed and word not in romans:
            yield _warning("easy-abbreviation", path, word=word)
    if most := LONGEST_WORD.get(base_language(language)):
        yield from (_warning("easy-long-word", path, word=word) for word in _long(line, most))
    for quantity in read(line, language):
        if quantity.form == "words" and quantity.kind == "number" and quantity.value >= 2 and not quantity.seconds:
            yield _warning("easy-number-in-words", path, word=quantity.text)
        elif quantity.value > LARGEST_NUMBER and not _is_year(quantity):
            yield _warning("easy-large-number", path, number=quantity.text)


def _long(line: str, most: int) -> list[str]:
    """Return the words of ``line`` whose parts, between hyphens or points, are longer than ``most`` letters."""
    return [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > most]


def _is_year(quantity: Quantity) -> bool:
    return not quantity.unit and quantity.text.isdecimal() and quantity.value in YEARS


def _numbers_of(update: Update) -> frozenset[Fraction]:
    """Return every number that the ordinary version states, in words or in fields."""
    easy = {path for path, _text in pieces(update)}
    found = {
        quantity.value
        for at in texts(update)
        if at.path not in easy and at.text
        for quantity in read(plain(at.text) if at.html else at.text, update.language)
    }
    for study in update.studies:
        counts = (study.n_enrolled, study.n_analysed, study.n_completed, study.year)
        found |= {Fraction(count) for count in counts if count is not None}
        found |= _length(study.follow_up)
    for finding in update.findings:
        for arm in finding.numbers:
            found |= {Fraction(count) for count in (arm.with_event, arm.out_of) if count is not None}
            found |= _length(arm.time)
        found |= {Fraction(caveat.n) for caveat in finding.caveats if caveat.n is not None}
    # “One” is an article in most languages.
    return frozenset({*found, Fraction(1)})


def _length(duration: Duration | None) -> set[Fraction]:
    return {Fraction(duration.value)} if duration else set()


@lru_cache(maxsize=64)
def _rules(language: str) -> dict[str, Any] | None:
    data = resources.files("research.domain.publishability").joinpath("data/easy_read.json")
    found = json.loads(data.read_text(encoding="utf-8")).get(language)
    if found is None:
        return None
    joining = "|".join(map(re.escape, sorted(found["joining"], key=len, reverse=True)))
    return {
        "passive": re.compile(found["passive"], re.IGNORECASE),
        "joining": re.compile(rf"(?<!\w)(?:{joining})(?!\w)", re.IGNORECASE),
        "abbreviations": frozenset(found["abbreviations"]),
    }
