"""The text of an update is in the language that its page says (promise 2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from html import unescape

from research.domain.locales import base_language, direction
from research.domain.parity import TRANSLATED
from research.domain.problems import Problem, Severity
from research.domain.publishability.limits import Limits
from research.domain.text import foreign_sentences, plain, stop_words, words
from research.domain.texts import texts
from research.domain.translation_quality.language_marks import marked
from research.domain.update import Block, Update

#: Codes of what is told of words that seem to be in another language than their page.
LANGUAGE_CODES = frozenset({"text-in-other-language", "language-mark-doubtful"})
#: Characters that force the letters after them into another order than they are stored in.
_OVERRIDES = re.compile("[\u202d\u202e]")
#: Characters that have the figures beside or between them run to the left: right in Arabic, and beside Arabic letters.
_LEFTWARDS = re.compile(
    "[\u202b\u2067][^\u202c\u2069\\n]*?\\d|[\u061c\u200f][^\\w\\n]*\\d|\\d[^\\w\\n]*?[\u061c\u200f]"
)
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: Fewer words in another language are told and stop nobody: a quotation may be among them.
_CERTAIN_WORDS = 20
#: As many function words of the page’s language make it likely that a mark covers words that are in it.
_CERTAIN_OF_MARK = 2


def written_in_its_language(update: Update, limits: Limits) -> list[Problem]:
    """An error where at least half of the update is in another language, a warning for single texts.

    Languages are told apart by their function words; of a language without a list of them nothing is said.
    """
    found: list[Problem] = []
    all_words = foreign_words = 0
    languages: dict[str, int] = {}
    for at in texts(update):
        text = plain(at.text)
        all_words += len(words(text))
        foreign = foreign_sentences(text, update.language)
        for sentence, language in foreign:
            count = len(words(sentence))
            foreign_words += count
            languages[language] = languages.get(language, 0) + count
        if foreign:
            sentence, language = foreign[0]
            params = {"text": sentence, "language": language, "page": update.language}
            found.append(Problem("text-in-other-language", at.path, Severity.WARNING, params=params))
    if foreign_words >= _CERTAIN_WORDS and foreign_words * 2 >= all_words:
        most = max(languages, key=lambda language: languages[language])
        params = {"language": most, "page": update.language}
        return [Problem("update-in-other-language", params=params), *found]
    return found


def marks_around_their_words(update: Update, limits: Limits) -> list[Problem]:
    """A warning where words under a mark of another language seem to be in that of the page.

    Typing goes on under a mark, also in the next paragraph. Only asked of languages whose function words are known.
    """
    ours = stop_words(update.language)
    found: list[Problem] = []
    for at in texts(update):
        for mark in marked(at.text) if at.html and "lang=" in at.text else ():
            theirs = stop_words(mark.language)
            if mark.base == base_language(update.language) or not (ours and theirs):
                continue
            own = sum(word in ours and word not in theirs for word in mark.words)
            foreign = sum(word in theirs and word not in ours for word in mark.words)
            if own > foreign and own >= _CERTAIN_OF_MARK:
                params = {"text": mark.shown, "language": mark.language, "page": update.language, "code": mark.language}
                found.append(Problem("language-mark-doubtful", at.path, Severity.WARNING, params=params))
    return found


def no_forced_direction(update: Update, limits: Limits) -> list[Problem]:
    """A character that turns the order of letters round makes 18 look like 81, and “6 → 3” like “3 → 6”."""
    leftwards = direction(update.language) == "rtl"
    written = [(at.path, unescape(at.text) if at.html else at.text) for at in texts(update)]
    # Names and notes that are the same in every language are read as well.
    written += [(("body", block.id, name), value) for block in update.body for name, value in _neutral_values(block)]
    return [
        Problem("forced-direction", path, params={"text": plain(_CONTROLS.sub("", text))})
        for path, text in written
        if _OVERRIDES.search(text) or (_LEFTWARDS.search(text) and not leftwards and not _has_leftward_letters(text))
    ]


def _neutral_values(block: Block) -> Iterator[tuple[str, str]]:
    translated = TRANSLATED[type(block)]
    for own in fields(block):
        value = getattr(block, own.name)
        if isinstance(value, str) and own.name not in translated:
            yield own.name, value


def _has_leftward_letters(text: str) -> bool:
    """Tell whether there are letters such as Arabic ones, whose place in a line such a character may be there for."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in _CONTROLS.sub("", text))
