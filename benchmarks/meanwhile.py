"""What goes on while a server is loaded: publications, as a cache sees them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection

import psycopg

from benchmarks.databases import file_of
from benchmarks.load import Request
from benchmarks.running import HOST, Server

#: Five publications a second are far more than an editorial team has.
EVERY_SECONDS = 0.2


@contextmanager
def writing(server: Server, requests: Sequence[Request]) -> Iterator[None]:
    """Commit something to the database again and again: a cache cannot know that it changes no answer."""
    corpus = server.corpus
    assert corpus is not None

    def write(_turn: int) -> None:
        if corpus.vendor == "postgresql":
            with psycopg.connect(corpus.url) as connection:
                connection.execute(_WRITE)
        else:
            with sqlite3.connect(file_of(corpus.url), timeout=10) as file:
                file.execute(_WRITE)
            file.close()

    with _again_and_again(write):
        yield


_WRITE = "UPDATE wagtailcore_page SET show_in_menus = show_in_menus WHERE depth = 1"


@contextmanager
def purging(server: Server, requests: Sequence[Request]) -> Iterator[None]:
    """Purge one update after the other by its tag, as the site does. Raises ``RuntimeError`` if that is refused."""

    def purge(turn: int) -> None:
        connection = HTTPConnection(HOST, server.port, timeout=10)
        connection.request("GET", requests[turn % len(requests)].path)
        answer = connection.getresponse()
        answer.read()
        tag = (answer.getheader("Surrogate-Key") or "").split()
        connection.request("BAN", "/", headers={"Surrogate-Key": tag[0] if tag else ""})
        status = connection.getresponse().status
        connection.close()
        if status >= 400:
            raise RuntimeError(f"Varnish refused a purge with {status}.")

    with _again_and_again(purge):
        yield


@contextmanager
def nothing(server: Server, requests: Sequence[Request]) -> Iterator[None]:
    yield


#: By the name that the catalogue uses.
MEANWHILE = {"": nothing, "purging": purging, "writing": writing}


@contextmanager
def _again_and_again(do: Callable[[int], None]) -> Iterator[None]:
    """Call ``do`` with its turn until the block ends. Raises what it raised."""
    stop, failed = threading.Event(), []

    def work() -> None:
        turn = 0
        try:
            while not stop.wait(EVERY_SECONDS):
                do(turn)
                turn += 1
        except Exception as problem:
            failed.append(problem)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if failed:
        raise failed[0]
