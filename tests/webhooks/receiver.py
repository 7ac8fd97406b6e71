"""A receiver of webhooks: an HTTP server that verifies what comes, notes it, and answers as it is told."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from standardwebhooks import Webhook, WebhookVerificationError


@dataclass(frozen=True)
class Received:
    id: str
    type: str
    data: dict[str, Any] | None
    verified: bool
    headers: dict[str, str]
    at: float

    @property
    def sequence(self) -> int:
        assert self.data is not None
        number: int = self.data["sequence"]
        return number


@dataclass(frozen=True)
class Reply:
    """``hold`` is in seconds, before the answer; ``cut`` closes the connection instead of answering."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"thank you"
    hold: float = 0.0
    cut: bool = False


Plan = Callable[[Received], Reply]


def accept(_received: Received) -> Reply:
    return Reply()


class Receiver:
    """``with Receiver() as receiver`` listens on a free port. ``taken`` is what it answered with 2xx, in order."""

    def __init__(self, plan: Plan = accept) -> None:
        self.plan = plan
        self.secret = ""
        self.received: list[Received] = []
        self.taken: list[Received] = []
        self.arrived = threading.Event()
        self.is_down = True
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._port = self._server.server_port
        self.url = f"http://127.0.0.1:{self._port}/hooks"

    def __enter__(self) -> Self:
        self._serve()
        return self

    def __exit__(self, *_error: object) -> None:
        if not self.is_down:
            self.go_down()

    def _serve(self) -> None:
        self._server.receiver = self
        self.is_down = False
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def go_down(self) -> None:
        """Refuse connections, and break off those that are open."""
        self.is_down = True
        self._server.shutdown()
        self._server.server_close()

    def come_up(self) -> None:
        self._server = _Server(("127.0.0.1", self._port), _Handler)
        self._serve()

    def note(self, headers: dict[str, str], body: bytes) -> Received:
        said = json.loads(body)
        received = Received(
            headers["webhook-id"], said["type"], said["data"], self._verified(headers, body), headers, time.monotonic()
        )
        self.received.append(received)
        self.arrived.set()
        return received

    def _verified(self, headers: dict[str, str], body: bytes) -> bool:
        try:
            Webhook(self.secret).verify(body, headers)
        except WebhookVerificationError:
            return False
        return True

    @property
    def sequences(self) -> list[int]:
        return [received.sequence for received in self.taken if received.data]

    @property
    def first_time(self) -> list[int]:
        """The changes as a receiver keeps them that drops what it has: by ``webhook-id``."""
        seen: dict[str, int] = {}
        for received in self.taken:
            if received.data:
                seen.setdefault(received.id, received.sequence)
        return list(seen.values())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    receiver: Receiver

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A worker that was killed leaves a broken connection; that is what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        receiver = self.server.receiver
        received = receiver.note({key.lower(): value for key, value in self.headers.items()}, body)
        reply = receiver.plan(received)
        if 200 <= reply.status < 300 and not reply.cut and not receiver.is_down:
            # Noted before it is answered: what a receiver has done, it has done, also if the answer is never read.
            receiver.taken.append(received)
        time.sleep(reply.hold)
        if reply.cut or receiver.is_down:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        pass
