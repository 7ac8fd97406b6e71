"""Translations of what ships with code: find the catalogues, see what is wrong with them, compile them.

A catalogue is a ``.po`` file; Django reads the ``.mo`` beside it. Both are committed, so that a machine
without gettext shows the same texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings

from research.wording import SOURCE_LANGUAGE

_NAMED = re.compile(r"%\([a-z_]+\)[sd]")
_ANONYMOUS = re.compile(r"(?<!%)(?:%%)*%[sdrf]")


def catalogues() -> list[Path]:
    """Return the site's and the plugin's ``.po`` files."""
    root: Path = settings.BASE_DIR
    return sorted(
        path for folder in (root / "locale", root / "research" / "locale") for path in folder.glob("*/LC_MESSAGES/*.po")
    )


def is_compiled(path: Path) -> bool:
    """Return whether the ``.mo`` beside ``path`` says exactly what ``path`` says."""
    compiled = path.with_suffix(".mo")
    return compiled.exists() and _contents(polib.mofile(str(compiled))) == _contents(polib.pofile(str(path)))


def compile_outdated() -> list[Path]:
    """Compile the catalogues whose ``.mo`` is missing or says something else; return them."""
    outdated = [path for path in catalogues() if not is_compiled(path)]
    for path in outdated:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return outdated


def problems(path: Path) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong in the catalogue ``path``."""
    name = path.relative_to(settings.BASE_DIR)
    # The catalogue of the source language lists the messages; empty, each is said as it is written in the code.
    is_source = path.parent.parent.name == SOURCE_LANGUAGE
    for entry in polib.pofile(str(path)):
        if not entry.obsolete:
            place = f"{name}, line {entry.linenum}, “{entry.msgid[:60]}”"
            yield from (f"{place} {problem}" for problem in _entry_problems(entry, may_be_empty=is_source))
    if not is_compiled(path):
        yield f"{name} is not compiled. Run manage.py check_catalogues --compile."


def _entry_problems(entry: polib.POEntry, *, may_be_empty: bool) -> Iterator[str]:
    sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    targets = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if any(_ANONYMOUS.search(source) for source in sources):
        yield "has a placeholder without a name. Give it one, such as %(count)s."
    if entry.fuzzy:
        yield "is fuzzy. Check the translation and remove the mark."
        return
    if may_be_empty and not any(targets):
        return
    if not all(targets):
        yield "is not translated. Translate it."
        return
    known = _placeholders(*sources)
    for target in targets:
        found = _placeholders(target)
        # A plural form may leave the number out, as in “one study”; it may not name what is not there.
        if found - known or (not entry.msgid_plural and found != known):
            yield f"has other placeholders than its source. Use {', '.join(sorted(known)) or 'none'}."


def _placeholders(*texts: str) -> set[str]:
    return {found for text in texts for found in _NAMED.findall(text)}


def _contents(catalogue: polib.POFile | polib.MOFile) -> dict[tuple[str | None, str], object]:
    """Return what a catalogue says, by context and source; fuzzy and empty entries say nothing."""
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in catalogue
        if entry.msgid and (isinstance(entry, polib.MOEntry) or entry.translated())
    }
