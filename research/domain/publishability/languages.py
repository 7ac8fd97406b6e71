"""The text of an update is in the language that its page says (promise 2)."""

from __future__ import annotations

import re

from research.domain.problems import Problem, Severity
from research.domain.publishability.limits import Limits
from research.domain.text import foreign_sentences, plain, words
from research.domain.texts import texts
from research.domain.update import Update

#: Characters that force the letters after them into another order than they are stored in.
_OVERRIDES = re.compile("[\u202d\u202e]")
#: Fewer words in another language are told and stop nobody: a quotation may be among them.
_CERTAIN_WORDS = 20


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


def no_forced_direction(update: Update, limits: Limits) -> list[Problem]:
    """A character that turns the order of letters round makes 18 look like 81."""
    return [
        Problem("forced-direction", at.path, params={"text": plain(_OVERRIDES.sub("", at.text))})
        for at in texts(update)
        if _OVERRIDES.search(at.text)
    ]
