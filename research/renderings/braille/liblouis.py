"""The library liblouis (LGPL), called by ctypes where the system has it. It has no package of its own on PyPI."""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import cache
from threading import Lock
from typing import Any

#: What the system’s own loader calls the library.
NEEDS = "louis"
#: Of liblouis: say nothing for a sign that a table does not have.
NO_UNDEFINED = 128
#: Of liblouis: the level of messages above which there are none.
_SILENCE = 60000
#: First of all tables, so that every other one writes Unicode braille.
_DISPLAY = "unicode.dis"
_ENCODINGS = {2: "utf-16-le", 4: "utf-32-le"}
#: How many cells a sign takes at most, in the first attempt.
_CELLS_A_SIGN = 8
_MOST_CELLS = 1 << 24


class Liblouis:
    """Names of tables are those of liblouis, which finds its own files."""

    def __init__(self, path: str) -> None:
        self._library = ctypes.CDLL(path)
        # The library keeps the tables that it has read, and is not made for several threads.
        self._lock = Lock()
        self._library.lou_setLogLevel(_SILENCE)
        self._size: int = self._library.lou_charSize()
        self._encoding = _ENCODINGS[self._size]

    def has(self, table: str) -> bool:
        """Tell whether ``table`` and everything that it includes is there and can be read."""
        with self._lock:
            return bool(self._library.lou_checkTable(_names(table)))

    def translate(self, words: str, table: str, mode: int = 0) -> str:
        """Return ``words`` in Unicode braille. Raises ``ValueError`` where there is no such table."""
        return self._through(self._library.lou_translateString, words, table, mode)

    def back(self, cells: str, table: str) -> str:
        """Return what liblouis reads in ``cells``: not every table can be read back."""
        return self._through(self._library.lou_backTranslateString, cells, table, 0)

    def _through(self, function: Any, words: str, table: str, mode: int) -> str:
        given = words.encode(self._encoding, "replace")
        made: list[str] = []
        room = len(given) // self._size * _CELLS_A_SIGN + 64
        while given:
            taken = ctypes.c_int(len(given) // self._size)
            used = ctypes.c_int(room)
            out = ctypes.create_string_buffer(room * self._size)
            arguments = (_names(table), given, ctypes.byref(taken), out, ctypes.byref(used), None, None, mode)
            with self._lock:
                if not function(*arguments):
                    raise ValueError(f"liblouis cannot use the table {table}.")
            made.append(out.raw[: used.value * self._size].decode(self._encoding))
            if not taken.value:
                # Not even the first word had room. What takes this much is no text.
                room *= 2
                if room > _MOST_CELLS:
                    raise ValueError(f"liblouis makes no end of it with the table {table}.")
            given = given[taken.value * self._size :]
        return "".join(made)


def _names(table: str) -> bytes:
    return f"{_DISPLAY},{table}".encode()


def library() -> Liblouis | None:
    """Return the library, if this system has it."""
    return _loaded(NEEDS)


@cache
def _loaded(name: str) -> Liblouis | None:
    path = ctypes.util.find_library(name)
    if path is None:
        return None
    try:
        return Liblouis(path)
    except OSError:
        return None
