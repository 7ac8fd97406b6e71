"""Words that sell (R9), words stronger than the evidence (R16) and sentences that are hard to read (R17).

The word lists are data, one set per language; a language without a list is not judged.
A word that is denied (“this does not prove …”) is not counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from research.domain.codes import Certainty
from research.domain.locales import base_language
from research.domain.problems import Problem, Scope, Severity, errors
from research.domain.publishability.limits import Limits
from research.domain.readability import sentence_problems
from research.domain.text import plain, sentences
from research.domain.texts import TextAt, texts
from research.domain.update import Update

CERTAIN = (Certainty.HIGH,)
#: Where an update says what was found: fields of the page, and fields of its blocks.
CLAIMING_FIELDS = ("title", "summary", "easy_title", "easy_summary")
CLAIMING_PARTS = ("statement", "easy_read")


def promotional_words(update: Update, limits: Limits) -> list[Problem]:
    """R9: words of advertising, anywhere in the update."""
    return [
        Problem("promotional-word", at.path, Severity.WARNING, Scope.LOCALE, {"word": word})
        for at in texts(update)
        for word in dict.fromkeys(_found(at, update.language, "promotional"))
    ]


def strong_words(update: Update, limits: Limits) -> list[Problem]:
    """R16: a statement, title or key message claims no more than the certainty of its finding permits."""
    certain = {finding.id for finding in update.findings if finding.certainty in CERTAIN}
    all_certain = bool(update.findings) and len(certain) == len(update.findings)
    found: list[Problem] = []
    for at in texts(update):
        claims = at.path[0] in CLAIMING_FIELDS or (at.path[0] == "body" and at.path[-1] in CLAIMING_PARTS)
        if not claims or (all_certain if at.path[0] != "body" else at.path[1] in certain):
            continue
        found.extend(
            Problem("wording-too-strong", at.path, scope=Scope.LOCALE, params={"word": word, "text": plain(at.text)})
            for word in dict.fromkeys(_found(at, update.language, "strong"))
        )
    return found


def plain_language(update: Update, limits: Limits) -> list[Problem]:
    """R17: long sentences and unexplained words; stops publication only where the site says so."""
    found = []
    for at in texts(update):
        if at.text:
            text = plain(at.text) if at.html else at.text
            found.extend(sentence_problems(text, update.language, at.path, limits.explained_words))
    if limits.strict_readability:
        return [Problem(p.code, p.path, Severity.ERROR, p.scope, p.params) for p in found]
    # A broken rule in the sentence module must not stop anybody by accident.
    return [p for p in found if p not in errors(found)]


def _found(at: TextAt, language: str, kind: str) -> Iterator[str]:
    patterns = _patterns(base_language(language), kind)
    if patterns is None or not at.text:
        return
    wanted, denied = patterns
    text = plain(at.text) if at.html else at.text
    for sentence in sentences(text, language):
        for match in wanted.finditer(sentence):
            if denied is None or not denied.search(sentence[: match.start()]):
                yield match.group(0)


@lru_cache(maxsize=64)
def _patterns(language: str, kind: str) -> tuple[re.Pattern[str], re.Pattern[str] | None] | None:
    lists = _lists().get(language)
    if lists is None:
        return None
    return _any_of(lists[kind]), (_any_of(lists["negations"]) if lists["negations"] else None)


def _any_of(entries: list[str]) -> re.Pattern[str]:
    """Compile whole words; an entry that ends in ``*`` is a stem."""
    parts = [re.escape(e[:-1]) + r"\w*" if e.endswith("*") else re.escape(e) for e in entries]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, list[str]]]:
    data = resources.files("research.domain.publishability").joinpath("data/wording.json")
    loaded: dict[str, dict[str, list[str]]] = json.loads(data.read_text(encoding="utf-8"))
    return loaded
