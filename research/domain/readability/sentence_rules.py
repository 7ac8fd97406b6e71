"""What makes a single sentence or paragraph hard, whatever the score of the whole text."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib.resources import files

from research.domain.locales import base_language
from research.domain.problems import Path, Problem, Severity
from research.domain.text import plain, sentences, words

#: Limits of the UK Health Research Authority's guidance on plain-language summaries (domain notes, A1).
MAX_WORDS = 20
MAX_SENTENCES = 3

#: "7 of 20" in each language, as the words that may stand between the two counts.
_OF: Mapping[str, str] = {
    "en": r"(?:out )?of(?: the| these| those)?|in(?: every)?",
    "es": r"de(?: cada| las| los| estas| estos)?|entre",
    "fr": r"sur(?: les)?|des|de|parmi(?: les)?",
    "de": r"von(?: den| diesen)?|der|aus",
    "it": r"su(?:i|lle)?|delle|dei|di",
    "pt": r"de(?: cada)?|em cada|das|dos",
    "nl": r"van de|van|op de",
    "ar": r"من(?: أصل| بين| كل)?|بين",
}
PERCENT = re.compile(
    r"(?<![\d.,٫])[\d.,٫]*\d\s?"
    r"(?:[%٪]|(?:per ?cent|por ciento|pour cent|prozent|por cento|per cento|procent)\b|بالمئة)",
    re.I,
)
#: The 95 % of a confidence interval is no share of people.
_INTERVAL = re.compile(
    r"\b9[059]\s?-?%\s?-?(?:confidence|ci\b|ki\b|konfidenz\w*)|\b(?:ic|ci|ki)\s?(?:del? |à |di |de )?(?:la )?9[059]\s?%"
    r"|(?:confianza|confiance|confiança|confidenza) (?:del? |à |al |a |di )?9[059]\s?%|الثقة\s+[9٩][0٠5٥9٩]\s?[%٪]",
    re.I,
)


@lru_cache(maxsize=64)
def jargon(language: str) -> Mapping[str, str]:
    """Return terms that people outside medicine may not know, each with a plain replacement."""
    base = base_language(language)
    source = files("research.domain.readability") / "data" / f"jargon.{base}.json"
    if not base.isalpha() or not source.is_file():
        return {}
    loaded: dict[str, str] = json.loads(source.read_text("utf-8"))
    return loaded


@lru_cache(maxsize=64)
def _jargon_pattern(language: str) -> re.Pattern[str] | None:
    terms = sorted(jargon(language), key=len, reverse=True)
    if not terms:
        return None
    before, after = r"(?<!\w)", r"(?:e?s|en?|er|em|n|as|os|es)?(?!\w)"
    if base_language(language) == "ar":
        before, after = r"(?<!\w)(?:[وف])?(?:[بلك])?(?:ال|ل)?", r"(?:ة|ات|ين|ون|ًا|ا)?(?!\w)"
    return re.compile(f"{before}({'|'.join(map(re.escape, terms))}){after}", re.I)


def sentence_problems(text: str, language: str, path: Path, exempt: Collection[str] = ()) -> list[Problem]:
    """Return warnings about the sentences of ``text`` (HTML or plain; a line or block is a paragraph).

    ``exempt`` holds words that need no replacement, because the page explains them.
    """
    found: list[Problem] = []

    def warn(code: str, **params: object) -> None:
        found.append(Problem(code, path, Severity.WARNING, params=params))

    for paragraph in plain(text).split("\n") if "<" in text else text.split("\n"):
        spoken = sentences(paragraph, language)
        if len(spoken) > MAX_SENTENCES:
            warn("long-paragraph", sentences=len(spoken), most=MAX_SENTENCES)
        for sentence in spoken:
            count = len(words(sentence))
            if count > MAX_WORDS:
                warn("long-sentence", words=count, most=MAX_WORDS, sentence=sentence)
        if bare := _bare_percent(paragraph, language):
            warn("percent-without-of", percent=bare)
    for term, plain_words in _jargon_in(plain(text), language, exempt).items():
        warn("jargon-word", word=term, plain=plain_words)
    return found


def _bare_percent(paragraph: str, language: str) -> str:
    """Return the first percentage of a paragraph that says nowhere how many of how many people, or ""."""
    between = _OF.get(base_language(language))
    stated = PERCENT.search(_INTERVAL.sub("", paragraph)) if between is not None else None
    if stated is None:
        return ""
    counts = re.compile(
        rf"\d(?!\s?[%٪\d])\s+(?:\w+\s+){{0,2}}?(?:{between})\s+(?:\w+\s+){{0,2}}?\d+(?!\s?[%٪\d])", re.I
    )
    return "" if counts.search(paragraph) else stated[0]


def _jargon_in(text: str, language: str, exempt: Collection[str]) -> dict[str, str]:
    pattern = _jargon_pattern(language)
    if pattern is None:
        return {}
    explained = {word.casefold() for word in exempt}
    known = {term.casefold(): plain_words for term, plain_words in jargon(language).items()}
    found: dict[str, str] = {}
    for match in pattern.finditer(text):
        term = match[1].casefold()
        if term not in explained and match[0].casefold() not in explained:
            found.setdefault(match[0], known[term])
    return found
