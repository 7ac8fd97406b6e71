"""Speech as SSML 1.1 (W3C): what a voice says, and how. What to be careful about follows straight after a statement.

Addresses and identifiers are left out: nobody can follow them by ear, and the other forms have them. What voices do
with the marks was tried with espeak-ng (domain notes, E5): language is said on whole sentences where it is that of the
whole, and a full stop stands inside of what is stressed. Words in another language stay in their sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from django.utils.translation import gettext_noop

from research.domain.locales import base_language, script_of
from research.domain.rich_text import Line, Span
from research.domain.text import sentences
from research.renderings.form import Form, Source
from research.renderings.hypertext import text
from research.renderings.outline import (
    Facts,
    Grid,
    Heading,
    Items,
    Node,
    Outline,
    Paragraph,
    People,
    Picture,
    Points,
    Role,
    Said,
    Section,
    Title,
)

MEDIA_TYPE = "application/ssml+xml"
NAMESPACE = "http://www.w3.org/2001/10/synthesis"
_PAUSE = '<break strength="strong"/>'
#: What a sentence may end in, in any script.
_ENDS = ".!?…؟۔।。！？:"
_WORD, _DIGIT = re.compile(r"\w"), re.compile(r"\d")
#: What ends a sentence before a change of language: a label. Other signs may belong to an abbreviation.
_LABEL_ENDS = ":："
#: Letters that are said one by one. A word in capitals that is longer is taken for a word.
_LETTERS = re.compile(r"(?<![\w-])([A-Z]{2,5})(?![\w-])")
#: What Latin letters are said in that stand among others without a language: most are names of journals, registers,
#: companies and drugs.
NAMES_IN = "en"
_LATIN = ("Latn", "")
#: Words in Latin letters with what stands between them, so that a name is one piece.
_NAME = r"[A-Za-zÀ-ÖØ-öø-ɏ](?:['’&/–-]?[A-Za-zÀ-ÖØ-öø-ɏͰ-Ͽ\d])*"
_NAMES = re.compile(rf"({_NAME}(?:(?:[.,:]? | & ){_NAME})*)")
_FIGURE = re.compile(r"(\d+)(?:[.٫,](\d+))?(?:\s*([%٪]))?")
_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
#: A sign between thousands; after a 0 alone it is the decimal sign.
_GROUPS = re.compile(r"(?<=\d)(?<![^\d]0)(?<!^0)[٬,](?=\d{3}(?!\d))")
#: Languages whose voices misread their own figures: the words for the decimal sign and for per cent.
_WRITTEN_OUT = {"ar": ("فاصلة", "في المئة")}

#: A language, and words in it.
Stretch: TypeAlias = tuple[str, str]


def ssml(outline: Outline) -> str:
    """Return a document of SSML."""
    speaker = _Speaker(outline)
    title = speaker.stressed(outline.title)
    said = "".join((speaker.nodes(outline.before), title, speaker.nodes(outline.nodes))).removeprefix(_PAUSE)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<speak version="1.1" xmlns="{NAMESPACE}" xml:lang="{text(outline.language)}">{said}</speak>\n'
    )


class _Speaker:
    def __init__(self, outline: Outline) -> None:
        self.language = outline.language

    def nodes(self, nodes: Iterable[Node]) -> str:
        return "".join(map(self.node, nodes))

    def node(self, node: Node) -> str:
        match node:
            case Section(role=Role.FINDING):
                return self.pause(self.nodes(_caveats_first(node.nodes)))
            case Section():
                said = self.nodes(node.nodes)
                return said if node.role is Role.CAVEAT else self.pause(said)
            case Title():
                return self.said(node.label) + self.stressed(node.spans)
            case Heading():
                return self.stressed(node.spans)
            case Paragraph() | Said():
                return self.said(node.spans)
            case Items() | Points():
                return "".join(self.nodes(item) for item in node.items)
            case Facts():
                facts = (fact for fact in node.facts if not all(map(_is_for_eyes, fact.values)))
                return "".join(self.said(fact.name) + "".join(map(self.said, fact.values)) for fact in facts)
            case People():
                return self.said(node.sentence) + self.said(node.time)
            case Grid():
                rows = (pair for row in node.rows for pair in zip(node.columns, row, strict=False))
                return self.said(node.caption) + "".join(self.said(name) + self.said(cell) for name, cell in rows)
            case Picture():
                return self.said(node.alt) + self.said(node.caption) + self.said(node.description)

    def pause(self, said: str) -> str:
        # A part that begins with another one begins with one pause.
        return f"{_PAUSE}{said.removeprefix(_PAUSE)}" if said else ""

    def said(self, spans: Line) -> str:
        """Return a line as a paragraph, each sentence an element with its language."""
        found = "".join(self.sentences(spans))
        return f"<p>{found}</p>" if found else ""

    def stressed(self, spans: Line) -> str:
        found = "".join(self.sentences(spans, stressed=True))
        return f"<p>{found}</p>" if found else ""

    def sentences(self, spans: Line, *, stressed: bool = False) -> Iterator[str]:
        """Yield sentences, each with its language; words in another one are marked in it and do not end it."""
        for sentence in _sentences(list(_speakable(spans, self.language)), self.language):
            language = _language(sentence, self.language)
            said = "".join(self.stretch(stretch, language) for stretch in _settled(sentence, language))
            if sentence[-1][1].rstrip()[-1:] not in _ENDS:
                said += "."
            inside = f"<emphasis>{said}</emphasis>" if stressed else said
            foreign = f' xml:lang="{text(language)}"' if language != self.language else ""
            yield f"<s{foreign}>{inside}</s>"

    def stretch(self, stretch: Stretch, around: str) -> str:
        language, words = stretch
        if language == around or not _WORD.search(words):
            return self.words(words, around)
        said = words.strip()
        before, after = words[: words.index(said)], words[words.index(said) + len(said) :]
        return f'{before}<lang xml:lang="{text(language)}">{self.words(said, language)}</lang>{after}'

    def words(self, words: str, language: str) -> str:
        if script_of(language) in _LATIN or not _NAMES.search(words):
            # As nearly every piece is.
            return _spelt(words, language)
        # Every second one is a name.
        pieces = enumerate(_NAMES.split(words))
        return "".join(
            f'<lang xml:lang="{NAMES_IN}">{_spelt(piece, NAMES_IN)}</lang>' if at % 2 else _spelt(piece, language)
            for at, piece in pieces
        )


def _spelt(words: str, language: str) -> str:
    return _LETTERS.sub(r'<say-as interpret-as="characters">\1</say-as>', text(written_out(words, language)))


def written_out(words: str, language: str) -> str:
    """Return ``words`` with figures as the voices of ``language`` say them rightly."""
    signs = _WRITTEN_OUT.get(base_language(language))
    if signs is None or not _DIGIT.search(words):
        return words
    decimal, percent = signs

    def said(figure: re.Match[str]) -> str:
        whole, part, sign = figure.groups()
        return " ".join(filter(None, (whole, f"{decimal} {part}" if part else "", percent if sign else "")))

    return _FIGURE.sub(said, _GROUPS.sub("", words.translate(_EASTERN)))


def _caveats_first(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes of a finding with its caveats straight after the statement and what belongs to that."""
    caveats = [node for node in nodes if isinstance(node, Section) and node.role is Role.CAVEATS]
    rest = [node for node in nodes if node not in caveats]
    title = next((n for n, node in enumerate(rest) if isinstance(node, Title)), -1)
    after = title + 1
    while after < len(rest) and isinstance(rest[after], Said):
        after += 1
    return [*rest[:after], *caveats, *rest[after:]]


def _sentences(stretches: Sequence[Stretch], around: str) -> Iterator[list[Stretch]]:
    """Yield sentences as the stretches that they are made of: one ends where it does as a whole.

    What stands before the change to another language may end one, too, such as “The paper:”.
    """
    words = "".join(said for _language, said in stretches)
    spoken = {language for language, _said in stretches if language}
    if len(spoken) <= 1:
        # As nearly every line is; what follows takes twice as long.
        language = next(iter(spoken), around)
        yield from ([(language, said)] for said in sentences(words, language) if _WORD.search(said))
        return
    languages = [language for language, said in stretches for _sign in said]
    most = Counter(filter(None, languages)).most_common(1)
    end = 0
    for sentence in sentences(words, most[0][0] if most else around):
        begin = words.index(sentence, end)
        end = begin + len(sentence)
        made: list[Stretch] = []
        for language, signs in groupby(range(begin, end), key=languages.__getitem__):
            if made and made[-1][1].rstrip()[-1:] and made[-1][1].rstrip()[-1:] in _LABEL_ENDS:
                yield from _worded(made)
                made = []
            made.append((language, "".join(words[sign] for sign in signs)))
        yield from _worded(made)


def _worded(sentence: list[Stretch]) -> Iterator[list[Stretch]]:
    """Yield a sentence that has words, without the blanks around it."""
    if not any(_WORD.search(said) for _language, said in sentence):
        return
    (first, begins), (last, _ends) = sentence[0], sentence[-1]
    sentence[0] = (first, begins.lstrip())
    sentence[-1] = (last, sentence[-1][1].rstrip())
    yield [stretch for stretch in sentence if stretch[1]]


def _language(sentence: Sequence[Stretch], around: str) -> str:
    """Return the language that a sentence is in: that around it, if any of its words are."""
    spoken = [language for language, said in sentence if language and _WORD.search(said)]
    return around if around in spoken or not spoken else spoken[0]


def _settled(sentence: Sequence[Stretch], around: str) -> Iterator[Stretch]:
    """Yield stretches, each with a language: what is in none is in that of the sentence, or of both its neighbours."""
    for at, (language, said) in enumerate(sentence):
        beside = {sentence[near][0] for near in (at - 1, at + 1) if 0 <= near < len(sentence)}
        yield language or (beside.pop() if len(beside) == 1 and len(sentence) > 2 else around), said


def _speakable(spans: Line, around: str) -> Iterator[Stretch]:
    """Yield languages, "" for what is in none, and words, without what can only be read: an address, an identifier."""
    for span in spans:
        if not _can_only_be_read(span):
            yield "" if span.neutral else span.language or around, _in_full(span)


def _in_full(span: Span) -> str:
    return span.expansion or span.text


def _is_for_eyes(spans: Line) -> bool:
    return any(map(_can_only_be_read, spans))


def _can_only_be_read(span: Span) -> bool:
    """Tell whether a span is an address or an identifier, such as a DOI: linked, in no language, and one “word”."""
    return bool(span.neutral and span.link and " " not in span.text and re.search(r"[\d/]", span.text))


def make(source: Source) -> bytes:
    return ssml(source.outline).encode()


FORM = Form("speech", gettext_noop("Text for a voice"), MEDIA_TYPE, "ssml", make)
