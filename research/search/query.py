"""What somebody searches for: from the words they typed to conditions on tokens, in the dialect of each database."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from research.search.document import ANYWHERE, SAID, TITLE
from research.search.words import LONGEST, folded, forms, pieces

LONGEST_QUERY = 200
MOST_WORDS = 12
#: A beginning that is shorter would be that of half of all words.
SHORTEST_BEGINNING = 3

UNSPACED = "unspaced"
APOSTROPHES = ("'", "’", "ʼ")

#: How much a hit is worth by where its words are, the best first.
SCORES = {3: TITLE, 2: SAID, 1: ANYWHERE}


class NoQuery(ValueError):
    """There is nothing to search for. The message says why, as a whole sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that must be found: any of the tokens, or any token that begins with one of ``beginnings``."""

    tokens: tuple[str, ...]
    beginnings: tuple[str, ...] = ()


def words(query: str, languages: Collection[str]) -> list[Word]:
    """Return what must be found, every one of it. Raises ``NoQuery``.

    Which language the words are in is not known, so each is looked for by its stem in every language. Signs are
    passed over, but for ``*`` at the end: then the last word may go on.
    """
    if len(query) > LONGEST_QUERY:
        raise NoQuery(f"“q” has {LONGEST_QUERY} characters at most.")
    if any(unicodedata.category(c) in ("Cc", "Cs") and not c.isspace() for c in query):
        raise NoQuery("“q” holds a control character; it is plain text.")
    found = list(_pieces(query))
    if not found:
        raise NoQuery("“q” holds no word and no number.")
    if len(found) > MOST_WORDS:
        raise NoQuery(f"“q” has {MOST_WORDS} words at most; a number or a part between signs counts as one.")
    open_ended = query.rstrip().endswith("*")
    last = len(found) - 1
    made = [_word(piece, kind, languages, open_ended and at == last) for at, (piece, kind) in enumerate(found)]
    return list(dict.fromkeys(word for word in made if word.tokens))


def _pieces(query: str) -> Iterator[tuple[str, str]]:
    every = list(pieces(query))
    paired = {
        start + at for start, end, _piece, kind in every if kind == UNSPACED and end - start == 2 for at in (0, 1)
    }
    for start, end, piece, kind in every:
        alone = end - start == 1
        # A character is found with its neighbour; “l’étude” asks for a study, and “study’s” does.
        if alone and (start in paired if kind == UNSPACED else _is_clipped(query, start) and len(every) > 1):
            continue
        if forms(piece, kind, ""):
            yield piece, kind


def _is_clipped(query: str, at: int) -> bool:
    """True for the one letter before or behind an apostrophe: what is left of an article or an ending."""
    return query[at].isalpha() and any(beside in APOSTROPHES for beside in (query[at - 1 : at], query[at + 1 : at + 2]))


def _word(piece: str, kind: str, languages: Collection[str], open_ended: bool) -> Word:
    tokens = set(forms(piece, kind, "")).union(*(forms(piece, kind, language) for language in languages))
    if not open_ended or kind == UNSPACED:
        return Word(tuple(sorted(tokens)))
    start = folded(piece)[:LONGEST] if kind == "word" else min(forms(piece, kind, ""))
    if len(start) < SHORTEST_BEGINNING:
        raise NoQuery(f"What “*” ends has {SHORTEST_BEGINNING} characters at least.")
    starts = {start, *(f"{language}:{start}" for language in languages if kind == "word")}
    return Word(tuple(sorted(tokens)), tuple(sorted(starts)))


#: Tokens any one of which must be there, for each filter.
Filters = Sequence[Collection[str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database writes a query. Tokens hold neither quotes nor backslashes."""

    token: str
    beginning: str
    every: str
    either: str
    without: str

    def condition(self, found: Sequence[Word], filters: Filters, score: int) -> str:
        """Return the query for what has this very ``score``."""
        whole = self.every.join([*self._all_at(score, found), *(self._any("", tokens) for tokens in filters)])
        if score + 1 not in SCORES:
            return whole
        return self.without.format(whole, self.every.join(self._all_at(score + 1, found)))

    def _all_at(self, score: int, found: Sequence[Word]) -> list[str]:
        return [self._any(SCORES[score], word.tokens, word.beginnings) for word in found]

    def _any(self, weight: str, tokens: Collection[str], beginnings: Collection[str] = ()) -> str:
        written = [self.token.format(f"{weight}{token}") for token in tokens]
        written += [self.beginning.format(f"{weight}{start}") for start in beginnings]
        return f"({self.either.join(written)})"


DIALECTS = {
    "postgresql": Dialect("'{}'", "'{}':*", " & ", " | ", "({}) & !({})"),
    "sqlite": Dialect('"{}"', '"{}" *', " AND ", " OR ", "({}) NOT ({})"),
}
