"""Texts that say which language they are in: each holds a marker word of its language, and a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.translations import Translator

#: Invented words, one a language, that occur nowhere else.
MARKERS: Mapping[str, str] = {
    "en": "Englishmark",
    "es": "Marcaespañola",
    "fr": "Marquefrançaise",
    "de": "Deutschmarke",
    "ar": "علامةعربية",
    "cy": "Nodcymraeg",
}
SENTENCES: Mapping[str, str] = {
    "en": "Englishmark: people walked {n} steps.",
    "es": "Marcaespañola: las personas dieron {n} vueltas.",
    "fr": "Marquefrançaise : les personnes ont fait {n} tours.",
    "de": "Deutschmarke: die Menschen gingen {n} Runden.",
    "ar": "علامةعربية: مشى الناس {n} خطوة.",
    "cy": "Nodcymraeg: cerddodd y bobl {n} cam.",
}
#: What people paste, meaning harm or not.
HOSTILE = (
    "",
    ' <script>alert("x")</script>',
    ' "><img src=x onerror=alert(x)>',
    " {{ update }} {% now %}",
    " %(outcome)s %s {outcome}",
    " &amp; &lt;b&gt; <b>",
    " </article></main>",
    # Not U+202E, which turns digits round and is refused.
    " \u202babc\u202c",
)


def sentence(language: str, n: int, tail: str = "") -> str:
    return SENTENCES[language].format(n=n) + tail


def into(source: str, target: str) -> Translator:
    """Return a translator of whatever holds a sentence of ``source``; the rest of the text stays."""
    pattern = re.compile(re.escape(SENTENCES[source]).replace(r"\{n\}", r"(\d+)"))

    def translate(text: str) -> str:
        if not pattern.search(text):
            raise KeyError(text)
        return pattern.sub(lambda found: sentence(target, int(found[1])), text)

    return translate


def marked(text: str) -> set[str]:
    """Return the languages whose marker words ``text`` holds."""
    return {language for language, marker in MARKERS.items() if marker in text}


def texts_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON value that holds ``text`` or ``html``."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) or isinstance(value.get("html"), str):
            yield value
        for child in value.values():
            yield from texts_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from texts_in(child)
