"""The speech form, spoken: by the program espeak-ng, and made small by opusenc (Ogg Opus).

The two are called as programs, without a shell, and are no part of the plugin. What espeak-ng makes of SSML was tried
with version 1.51: after a sentence in another language it does not come back to the first, and it is silent about signs
such as “<” and “≥”, without which a figure says something else. So each stretch in one language is spoken by itself,
and signs are words. A language is here if what the program makes of its figures was looked at (decision 0033).
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from threading import Lock
from xml.etree import ElementTree as ET

from django.utils.translation import gettext_noop

from research.domain.locales import base_language
from research.renderings.form import Form, Source, Unavailable
from research.renderings.hypertext import text
from research.renderings.outline import text_of
from research.renderings.speech import NAMESPACE, ssml

MEDIA_TYPE = "audio/ogg"
SPEAKS, ENCODES = "espeak-ng", "opusenc"
#: For how many seconds a program may run: an hour of speech takes a few.
TIMEOUT = 60
#: Thousands of bits a second: speech is easy to follow, and a minute of it takes 180 kB.
BITRATE = "24"
#: Of ten, and milliseconds a frame: what takes the least time. Nobody hears it in the voice of a program.
COMPLEXITY, FRAME = "0", "60"
#: How many files a process keeps: one takes seconds, and is asked for in parts by players.
KEPT = 8
NO_PROGRAM = gettext_noop(
    "This site cannot make audio, because the programs espeak-ng and opusenc are not installed there. Its maintainers "
    "can install them: in Debian and Ubuntu, the packages espeak-ng and opus-tools."
)
NO_VOICE = gettext_noop(
    "There is no audio in this language, because nobody has tried yet whether its numbers are said rightly."
)
FAILED = gettext_noop(
    "This site could not make audio of this text, because a program stopped with an error or took too long. Please "
    "tell its maintainers."
)
BUSY = gettext_noop("This site is making audio for somebody else at the moment. Please try again in a minute.")
#: Seconds that a request waits for another one, and that the program has to name its voices.
LONGEST_WAIT, NAMING_VOICES = 10, 5
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: Signs that voices leave out or say in English, and the words for them. A minus stands before a digit, “to” and “/”
#: between two; “^” stands for raising to a power.
SIGNS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "<": "less than",
        ">": "more than",
        "≤": "less than or equal to",
        "≥": "more than or equal to",
        "±": "plus or minus",
        "−": "minus",
        "–": "to",
        "/": "slash",
        "=": "equals",
        "≈": "about",
        "×": "times",
        "+": "plus",
        "‰": "per thousand",
        "^": "to the power of",
    },
    "es": {
        "<": "menor que",
        ">": "mayor que",
        "≤": "menor o igual que",
        "≥": "mayor o igual que",
        "±": "más o menos",
        "−": "menos",
        "–": "a",
        "/": "barra",
        "=": "igual a",
        "≈": "alrededor de",
        "×": "por",
        "+": "más",
        "‰": "por mil",
        "^": "elevado a",
    },
    "fr": {
        "<": "inférieur à",
        ">": "supérieur à",
        "≤": "inférieur ou égal à",
        "≥": "supérieur ou égal à",
        "±": "plus ou moins",
        "−": "moins",
        "–": "à",
        "/": "barre",
        "=": "égale",
        "≈": "environ",
        "×": "fois",
        "+": "plus",
        "‰": "pour mille",
        "^": "puissance",
    },
    "de": {
        "<": "kleiner als",
        ">": "größer als",
        "≤": "kleiner oder gleich",
        "≥": "größer oder gleich",
        "±": "plus oder minus",
        "−": "minus",
        "–": "bis",
        "/": "Schrägstrich",
        "=": "gleich",
        "≈": "ungefähr",
        "×": "mal",
        "+": "plus",
        "‰": "Promille",
        "^": "hoch",
    },
    "ar": {
        "<": "أقل من",
        ">": "أكبر من",
        "≤": "أقل من أو يساوي",
        "≥": "أكبر من أو يساوي",
        "±": "زائد أو ناقص",
        "−": "ناقص",
        "–": "إلى",
        "/": "شرطة مائلة",
        "=": "يساوي",
        "≈": "حوالي",
        "×": "ضرب",
        "+": "زائد",
        "‰": "في الألف",
        "^": "أس",
    },
}
#: A dash between two figures, with or without their units, is “to”; one before a figure alone is “minus”.
_SIGN = re.compile(
    r"(?<=[\d%٪‰°])\s*–\s*(?=\d)|(?<=[%٪‰°])\s?-\s?(?=\d)|(?<=[^\W\d_])\s?–\s?(?=\d)|(?<=\d)\s*/\s*(?=\d)"
    r"|(?<![\w.,)%٪‰°])[-−–](?=\d)|[<>≤≥±−=≈×‰]|\+(?=\s*\d)"
)
#: A power, such as of ten: its raised figures are left out or said like others.
_POWER = re.compile("(?<=[0-9])([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNITS = "%٪‰°"
#: A figure and letters after it, such as “5 mg”.
_UNIT = re.compile(r"\d\s?[^\W\d_]+$")
_WORD, _ELEMENT = re.compile(r"\w"), re.compile("<[^>]*>")
_MINUS = "-−"
#: A full stop after letters that are said one by one is read out as one.
_STOP = re.compile(r"^[.!?:;…]+\s*$")


def lacks(language: str = "") -> Unavailable | None:
    """Return what keeps this process from speaking ``language``, or at all."""
    program = shutil.which(SPEAKS)
    if program is None or shutil.which(ENCODES) is None:
        return Unavailable(NO_PROGRAM)
    try:
        speaks = not language or _speaks(program, base_language(language))
    except Unavailable as failed:
        return failed
    return None if speaks else Unavailable(NO_VOICE)


def _speaks(program: str, language: str) -> bool:
    return language in SIGNS and language in _voices(program)


@cache
def _voices(program: str) -> frozenset[str]:
    """Return the languages that ``program`` has a voice for, asked once in a process."""
    lines = _run([program, "--voices"], b"", NAMING_VOICES).decode(errors="replace").split("\n")
    return frozenset(base_language(columns[1]) for line in lines[1:] if len(columns := line.split()) > 1)


def audio(source: Source) -> bytes:
    """Return the file. Raises ``Unavailable``."""
    outline = source.outline
    for language in (outline.language, outline.text_language):
        if (missing := lacks(language)) is not None:
            raise missing
    title = " ".join(text_of(outline.title).replace("\0", " ").split())
    # Whoever waits holds a thread of the server.
    if not _ONE_AT_A_TIME.acquire(timeout=LONGEST_WAIT):
        raise Unavailable(BUSY)
    try:
        return _file(ssml(outline), title, outline.text_language)
    finally:
        _ONE_AT_A_TIME.release()


#: Many readers who ask at once must not take every processor.
_ONE_AT_A_TIME = Lock()


@lru_cache(maxsize=KEPT)
def _file(document: str, title: str, language: str) -> bytes:
    # A serial number of its own would make other bytes each time.
    how = ["--quiet", "--speech", "--bitrate", BITRATE, "--comp", COMPLEXITY, "--framesize", FRAME, "--serial", "1"]
    about = ["--title", title, "--comment", f"LANGUAGE={language}"]
    return _run([ENCODES, *how, *about, "-", "-"], spoken(document))


def spoken(document: str) -> bytes:
    """Return a document of SSML as one WAV. A stretch for which there is no voice is said by that of the document."""
    made = io.BytesIO()
    pieces = [
        _samples(_run([SPEAKS, "-m", "-b", "1", "-v", language, "--stdin", "--stdout"], words.encode()))
        for language, words in stretches(document)
    ]
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(pieces[0][0] if pieces else 22050)
        for _rate, samples in pieces:
            sound.writeframesraw(samples)
    return made.getvalue()


def stretches(document: str) -> Iterator[tuple[str, str]]:
    """Yield languages and what is said in each at a time, as SSML that espeak-ng reads rightly."""
    root = ET.fromstring(document)  # noqa: S314 - our own
    around = base_language(root.get(_LANGUAGE, ""))
    program = shutil.which(SPEAKS) or ""

    def language(part: ET.Element) -> str:
        named = base_language(part.get(_LANGUAGE, around))
        return named if _speaks(program, named) else around

    found = [said for part in root.iter() for said in _said(part, language)]
    for spoken_in, parts in groupby(found, key=lambda pair: pair[0]):
        yield spoken_in, f"<speak>{''.join(said for _language, said in parts)}</speak>"


Language = Callable[[ET.Element], str]


def _said(part: ET.Element, language: Language) -> Iterator[tuple[str, str]]:
    """Yield a pause or a sentence with its language, and the parts of one that is in several; nothing for the rest."""
    if part.tag == f"{{{NAMESPACE}}}break":
        yield language(part), '<break strength="strong"/>'
    if part.tag != f"{{{NAMESPACE}}}s":
        return
    pieces: list[tuple[str, str]] = []
    for spoken_in, found in groupby(_pieces(part, language(part), language), key=lambda piece: piece[0]):
        said = "".join(piece for _language, piece in found)
        if not _ELEMENT.sub("", said).strip():
            # Nothing stands before words in another language, or between them.
            continue
        if pieces and not _WORD.search(_ELEMENT.sub("", said)):
            # A full stop by itself would be read out by its name.
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + said)
        else:
            pieces.append((spoken_in, said))
    # Each piece ends as a sentence does: the first words of the next one must not join it, as in “5.” and “3”.
    for spoken_in, said in pieces:
        yield spoken_in, f"<p><s>{said}</s></p>"


def _pieces(part: ET.Element, spoken_in: str, language: Language, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is in an element, a piece for each change of language or of how it is said.

    ``before`` is what stands before it in the sentence.
    """
    yield spoken_in, text(with_words(part.text or "", spoken_in, before))
    before += part.text or ""
    for child in part:
        name = child.tag.rpartition("}")[2]
        inside = list(_pieces(child, language(child) if name == "lang" else spoken_in, language, before))
        before += "".join(child.itertext())
        tail = child.tail or ""
        if name == "say-as":
            inside = [(said_in, f'<say-as interpret-as="characters">{said}</say-as>') for said_in, said in inside]
            tail = _STOP.sub("", tail)
        elif name == "lang" and inside[-1][1] == "" and len(inside) > 1 and inside[-2][1].endswith("</say-as>"):
            tail = _STOP.sub("", tail)
        elif name == "emphasis":
            stressed = groupby(inside, key=lambda piece: piece[0])
            inside = [(said_in, f"<emphasis>{''.join(s for _l, s in found)}</emphasis>") for said_in, found in stressed]
        yield from inside
        yield spoken_in, text(with_words(tail, spoken_in, before))
        before += child.tail or ""


def with_words(words: str, language: str, before: str = "") -> str:
    """Return ``words``, which stand after ``before``, with words for the signs that voices leave out."""
    signs = SIGNS.get(language, {})
    if signs:
        words = _POWER.sub(lambda power: _raised(power, signs), words)
    whole, said, end = before + words, [], len(before)
    for found in _SIGN.finditer(whole, end):
        sign = _sign(found[0].strip(), whole[: found.start()].rstrip())
        said += [whole[end : found.start()], f" {signs[sign]} " if sign in signs else found[0]]
        end = found.end()
    return "".join([*said, whole[end:]])


def _raised(power: re.Match[str], signs: Mapping[str, str]) -> str:
    minus = f"{signs['−']} " if power[1] == "⁻" else ""
    return f" {signs['^']} {minus}{power[2].translate(_RAISED)}"


def _sign(sign: str, before: str) -> str:
    """Return which sign is meant, "" where a dash is part of a name, such as “IL–6”, or between words."""
    last = before[-1:]
    if sign == "-" and last and last in _UNITS:
        return "–"
    if sign == "–" and last.isalpha():
        return sign if _UNIT.search(before) else ""
    if sign in _MINUS or (sign == "–" and not (last.isdigit() or (last and last in _UNITS))):
        return "−"
    return sign


def _samples(made: bytes) -> tuple[int, bytes]:
    """Return the rate and the samples of a WAV of 16 bits on one channel, whose header does not know its length."""
    at = made.find(b"data")
    if not made.startswith(b"RIFF") or at < 0:
        raise Unavailable(FAILED)
    return int.from_bytes(made[24:28], "little"), made[at + 8 :]


def _run(command: Sequence[str], given: bytes, timeout: int = TIMEOUT) -> bytes:
    """Return what a program writes. Raises ``Unavailable`` where it fails."""
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=timeout, check=True).stdout  # noqa: S603
    except FileNotFoundError as error:
        raise Unavailable(NO_PROGRAM) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(FAILED) from error


FORM = Form(
    "audio", gettext_noop("Audio"), MEDIA_TYPE, "opus", audio, dear=True, on_request=True, for_people=True, lacks=lacks
)
