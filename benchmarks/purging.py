"""Take answers out of Varnish while it is loaded, as publications would."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle

from benchmarks.load import Request
from benchmarks.running import HOST, Server

#: One publication each fifth of a second is far more than an editorial team has.
EVERY_SECONDS = 0.2


@contextmanager
def purging(server: Server, requests: Sequence[Request]) -> Iterator[None]:
    """Purge one address after the other while the block runs; does nothing for a server that is not Varnish.

    Raises ``RuntimeError`` if a purge is refused.
    """
    if server.name != "varnish":
        yield
        return
    stop, refused = threading.Event(), []

    def purge() -> None:
        for request in cycle(requests):
            connection = HTTPConnection(HOST, server.port, timeout=10)
            connection.request("PURGE", request.path)
            status = connection.getresponse().status
            connection.close()
            if status >= 400:
                refused.append(status)
                return
            if stop.wait(EVERY_SECONDS):
                return

    thread = threading.Thread(target=purge, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if refused:
        raise RuntimeError(f"Varnish refused a purge with {refused[0]}.")
