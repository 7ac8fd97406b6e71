"""The text of an update is in the language that its page says (promise 2)."""

from __future__ import annotations

import re

from research.domain.locales import base_language
from research.domain.problems import Problem, Severity
from research.domain.publishability.limits import Limits
from research.domain.text import foreign_sentences, plain, stop_words, words
from research.domain.texts import texts
from research.domain.translation_quality.language_marks import marked
from research.domain.update import Update

#: Characters that force the letters after them into another order than they are stored in.
_OVERRIDES = re.compile("[\u202d\u202e]")
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
    """A character that turns the order of letters round makes 18 look like 81."""
    return [
        Problem("forced-direction", at.path, params={"text": plain(_OVERRIDES.sub("", at.text))})
        for at in texts(update)
        if _OVERRIDES.search(at.text)
    ]
