"""What formulas are made of: averages over the sentences and words of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from research.domain.syllables import syllables
from research.domain.text import plain, sentences, words

_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
#: Letters and endings that OSMAN counts as marks of elevated Arabic.
_FASEEH = re.compile("[ءئؤذظ]|(?:وا|ون)$")
_LONG = 6
_COMPLEX = 4


@dataclass(frozen=True)
class Measured:
    """The sentences of a text with their words; a block end is a sentence end."""

    language: str
    sentences: tuple[tuple[str, tuple[str, ...]], ...]

    @cached_property
    def words(self) -> list[str]:
        return [word for _, found in self.sentences for word in found]

    @cached_property
    def vowel_signs_shown(self) -> bool:
        """True where at least half of the words carry Arabic vowel signs."""
        return 2 * sum(bool(_VOWEL_SIGNS.search(word)) for word in self.words) >= len(self.words) > 0

    def averages(self) -> dict[str, float]:
        """Return every measure by name; the text must have a word."""
        count = len(self.words)
        per_word = [syllables(word, self.language) for word in self.words]
        letters = [sum(character.isalnum() for character in word) for word in self.words]
        return {
            "words_per_sentence": count / len(self.sentences),
            "sentences_per_word": len(self.sentences) / count,
            "syllables_per_word": sum(per_word) / count,
            "letters_per_word": sum(letters) / count,
            "long_word_percent": 100 * sum(length > _LONG for length in letters) / count,
            "complex_word_percent": 100 * sum(number >= _COMPLEX for number in per_word) / count,
            "osman_load_per_word": self._osman_load(per_word) / count,
        }

    def _osman_load(self, per_word: list[int]) -> int:
        total = sum(per_word)
        for word, number in zip(self.words, per_word, strict=True):
            bare = _VOWEL_SIGNS.sub("", word)
            hard = number > 4
            total += hard + (len(bare) > 5) + (hard and bool(_FASEEH.search(bare)))
        return total


def measure(blocks: Sequence[str], language: str) -> Measured:
    """Take apart blocks of HTML or plain text; sentences without words are left out."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for block in blocks:
        for sentence in sentences(plain(block), language):
            if spoken := tuple(words(sentence)):
                found.append((sentence, spoken))
    return Measured(language, tuple(found))
