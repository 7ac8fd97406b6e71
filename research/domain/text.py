"""Running text: what an HTML fragment says, where its sentences end and which language its words belong to.

Sentence ends are found with terminators and, per language, a list of abbreviations
(``data/<language>.json``). There is no model of grammar behind it: where a dot could be
either, it is taken to belong to the abbreviation.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from html.parser import HTMLParser
from importlib.resources import files

from research.domain.locales import base_language
from research.domain.syllables import syllables

__all__ = ["language_share", "plain", "scripts", "sentences", "stop_words", "syllables", "words"]

#: Elements after which a reader stops, whether or not a full stop stands there.
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_UNSPOKEN = frozenset({"script", "style", "template"})
#: Spaces that may fold into one; the no-break ones stay, because they group digits.
_TABS = str.maketrans("\t\r\f\v", "    ")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSPOKEN:
            self.silent += 1
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSPOKEN:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data.replace("\n", " "))


_OPENED_ONLY = re.compile(r"<(?=[^<>]*(?:<|$))")


def closed(html: str) -> str:
    """Escape each "<" that no ">" follows: it is a sign and no element, and would cost the parser time."""
    return _OPENED_ONLY.sub("&lt;", html)


def plain(html: str) -> str:
    """Return the text of an HTML fragment, one block a line, without empty lines."""
    if "<" in html or "&" in html:
        parser = _Text()
        parser.feed(closed(html))
        parser.close()
        text = "".join(parser.parts)
    else:
        text = html.replace("\n", " ")
    lines = (_spaced(line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _spaced(line: str) -> str:
    """Return ``line`` with one blank wherever there were blanks and tabs; several times as fast as a pattern."""
    line = line.translate(_TABS)
    while "  " in line:
        line = line.replace("  ", " ")
    return line


@lru_cache(maxsize=64)
def _data(language: str) -> Mapping[str, frozenset[str]]:
    source = files("research.domain") / "data" / f"{language}.json"
    if not language.isalpha() or not source.is_file():
        return {}
    return {name: frozenset(values) for name, values in json.loads(source.read_text("utf-8")).items()}


def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language in lower case; empty where we have no list."""
    return _data(base_language(language)).get("stop_words", frozenset())


_MARKS = "".join(chr(c) for c in range(0x300, 0x1D00) if unicodedata.category(chr(c)) in {"Mn", "Mc"})
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[{_IDEOGRAPHS}]"
    rf"|[^\W\d_{_IDEOGRAPHS}](?:[^\W\d_{_IDEOGRAPHS}]|[{_MARKS}\u200c\u200d])*"
    rf"(?:['’-][^\W\d_{_IDEOGRAPHS}](?:[^\W\d_{_IDEOGRAPHS}]|[{_MARKS}\u200c\u200d])*)*"
    r"|\d+(?:[.,٫٬]\d+)*"
)


def words(text: str) -> list[str]:
    """Return words and numbers in order; a Chinese or Japanese character counts as a word of its own."""
    return _WORD.findall(text)


_END = re.compile(r"(?:([.!?…؟۔।॥]+)[\"'”’»«)\]]*(?=\s|$)|[。！？｡]+[」』”）]*|\n)")
_LAST_TOKEN = re.compile(r"[^\s(\[«„“\"'’]+$")


def _abbreviates(before: str, after: str, language: str) -> bool:
    """True where the dot between ``before`` and ``after`` does not end a sentence."""
    if after[:1].islower():
        return True
    token = _LAST_TOKEN.search(before)
    if token is None:
        return False
    last = token[0].lower()
    # An initial ("J. Smith") or half of a spaced abbreviation ("z. B.").
    if len(last) == 1 and last.isalpha() and last not in {"i", "y", "a", "o", "à", "و"}:
        return True
    # All in capitals it is a name of its own: "… has MS. Most people …" is not "Ms. Smith".
    if last in _data(language).get("abbreviations", ()) and not (len(last) > 1 and token[0].isupper()):
        return True
    # "Am 5. November" in languages that write ordinals with a dot; "von 0 bis 10. Eine höhere Zahl" begins anew.
    if language not in {"de", "da", "nb", "no", "fi", "cs", "hu", "pl"} or not re.fullmatch(r"\d{1,2}", last):
        return False
    following = _WORD.match(after)
    return following is None or following[0].lower() not in stop_words(language)


def sentences(text: str, language: str) -> list[str]:
    """Split plain text into sentences; the end of a line always ends one.

    Numbers (3.5), DOIs and addresses stay whole, because no space follows their dots.
    """
    base = base_language(language)
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        after = text[end.end() :].lstrip(" ")
        if end[1] == "." and after[:1] not in {"", "\n"} and _abbreviates(text[start : end.start()], after, base):
            continue
        if end[1] in {"…", "..."} and after[:1].islower():
            continue
        if piece := text[start : end.end()].strip():
            found.append(piece)
        start = end.end()
    if piece := text[start:].strip():
        found.append(piece)
    return found


def language_share(text: str, language: str) -> float:
    """Return the share of the words (0 to 1) that are function words of ``language``."""
    known = stop_words(language)
    # An elided word counts with what it leans on: l’étude is "l" and "étude".
    found = [part for word in words(text.lower()) if not word[0].isdigit() for part in re.split("['’]", word)]
    if not found or not known:
        return 0.0
    clitics = tuple(_data(base_language(language)).get("clitics", ()))
    hits = sum(word in known or (bool(clitics) and word.startswith(clitics) and word[1:] in known) for word in found)
    return float(hits) / len(found)


#: Fewer words say too little of their language.
_TELLING = 6
#: The share of function words that no other language has, from which on a sentence is taken to be in theirs.
_FOREIGN_SHARE = 0.25


@lru_cache(maxsize=1)
def _languages_with_stop_words() -> tuple[str, ...]:
    folder = files("research.domain") / "data"
    return tuple(sorted(entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json")))


#: Titles and quotations may be in another language than the text around them.
QUOTATION = re.compile(r"\"[^\"]*\"|“[^”“]*[”“]|„[^“”]*[“”]|«[^»]*»|»[^«]*«|‘[^’]{2,200}’|「[^」]*」")


@lru_cache(maxsize=4096)
def foreign_sentences(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the sentences of plain ``text`` that are in another language than ``language``, each with its own.

    A sentence counts where a quarter of its words are function words of the other language alone and none
    are of ``language`` alone. Quotations do not count. Empty for a language whose function words are not known.
    """
    ours, base = stop_words(language), base_language(language)
    if not ours:
        return ()
    found = []
    for sentence in sentences(QUOTATION.sub(" ", text), base):
        parts = [p for word in words(sentence.lower()) for p in re.split("['’]", word) if p and not p[0].isdigit()]
        if len(parts) < _TELLING:
            continue
        best, most = "", 0
        for other in _languages_with_stop_words():
            theirs = stop_words(other)
            alone = sum(part in theirs and part not in ours for part in parts) if other != base else 0
            if alone > most and not any(part in ours and part not in theirs for part in parts):
                best, most = other, alone
        if best and most >= 2 and most >= len(parts) * _FOREIGN_SHARE:
            found.append((sentence, best))
    return tuple(found)


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    first = name.split(" ", 1)[0]
    return {"CJK": "Han", "HIRAGANA": "Hiragana", "KATAKANA": "Katakana"}.get(first, first.title())


def scripts(text: str) -> dict[str, int]:
    """Return how many letters of each script the text has: ``{"Latin": 12, "Arabic": 3}``."""
    counted: dict[str, int] = {}
    for character in text:
        if character.isalpha():
            script = _script(character)
            counted[script] = counted.get(script, 0) + 1
    return counted
