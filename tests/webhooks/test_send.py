"""One request: to the address that was looked at, in its time, with the name of the host and its certificate."""

from __future__ import annotations

import http.server
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from research.models import Failure
from research.webhooks import retry
from research.webhooks.addresses import Resolver, resolve
from research.webhooks.send import Answer, Sender, seconds_named
from tests.webhooks.receiver import Receiver

BODY = b'{"type":"research-update.test","timestamp":"2026-11-25T00:00:00Z","data":null}'
HEADERS = {"webhook-id": "msg_1", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA"}


def post(url: str, *, seconds: float = 1, allow_private: bool = True, resolver: Resolver = resolve) -> Answer:
    with Sender(seconds=seconds, allow_private=allow_private, resolver=resolver) as sender:
        return sender.post(url, HEADERS, BODY)


class Names:
    """A resolver that says another address each time it is asked, as an attacker’s name server would."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


def test_the_name_is_resolved_once_and_the_connection_goes_there(receiver: Receiver) -> None:
    receiver.secret = "whsec_" + "QUFB" * 8
    port = receiver.url.split(":")[2]
    names = Names(["127.0.0.1"], ["192.0.2.1"])

    answer = post(f"http://hooks.invalid:{port}", resolver=names)

    assert answer.ok
    assert names.asked == ["hooks.invalid"]
    assert receiver.received[0].headers["host"] == f"hooks.invalid:{port.split('/')[0]}"


def test_a_name_that_turns_private_after_it_was_entered_is_not_followed(receiver: Receiver) -> None:
    names = Names(["93.184.216.34", "127.0.0.1"])

    answer = post(receiver.url.replace("127.0.0.1", "hooks.invalid"), allow_private=False, resolver=names)

    assert answer.failure == Failure.ADDRESS
    assert receiver.received == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433"])
def test_this_machine_is_not_reached(receiver: Receiver, host: str) -> None:
    answer = post(receiver.url.replace("127.0.0.1", host), allow_private=False)

    assert answer.failure == Failure.ADDRESS
    assert receiver.received == []


def test_proxies_of_the_environment_are_not_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver.secret = "whsec_" + "QUFB" * 8
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    assert post(receiver.url).ok


def test_a_host_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert post(f"http://127.0.0.1:{port}/").failure == Failure.CONNECTION


def test_a_name_without_an_address() -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError

    assert post("https://hooks.invalid/", resolver=nowhere).failure == Failure.UNRESOLVED


Talk = Callable[[socket.socket], None]


def dripping(beginning: bytes) -> Talk:
    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(beginning)
        for _second in range(100):
            time.sleep(0.05)
            connection.sendall(b"x")

    return talk


@pytest.fixture
def talking() -> Iterator[Callable[[Talk], str]]:
    """Give a server that speaks as it is told, below HTTP."""
    listening = []

    def serve(talk: Talk) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        listening.append(server)

        def run() -> None:
            try:
                connection, _address = server.accept()
                with connection:
                    talk(connection)
            except OSError:
                pass  # the other side has gone, which is what is tested

        threading.Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/"

    yield serve
    for server in listening:
        server.close()


def test_an_answer_byte_by_byte_ends_with_the_time(talking: Callable[[Talk], str]) -> None:
    began = time.monotonic()

    answer = post(talking(dripping(b"HTTP/1.1 200 OK\r\nX-Slow: ")), seconds=0.5)

    assert answer.failure == Failure.TIMEOUT
    assert time.monotonic() - began < 1.5


def test_a_body_without_end_is_read_no_longer_than_the_time(talking: Callable[[Talk], str]) -> None:
    began = time.monotonic()

    answer = post(talking(dripping(b"HTTP/1.1 200 OK\r\n\r\nfine")), seconds=0.5)

    assert answer.ok
    assert answer.excerpt.startswith("fine")
    assert time.monotonic() - began < 1.5


def test_a_large_body_is_not_read_to_its_end(talking: Callable[[Talk], str]) -> None:
    sent = []

    def flood(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 999999999\r\n\r\n")
        for _piece in range(10_000):
            sent.append(connection.send(b"y" * 65536))

    answer = post(talking(flood))

    assert (answer.status, answer.excerpt) == (500, "y" * 4096)
    assert sum(sent) < 50_000_000


def test_something_else_than_http(talking: Callable[[Talk], str]) -> None:
    def mail(connection: socket.socket) -> None:
        connection.sendall(b"220 mail ready\r\n")
        connection.shutdown(socket.SHUT_WR)
        # Closed with some of a request unread, a connection is reset, and its answer may be lost with it.
        while connection.recv(65536):
            pass

    assert post(talking(mail)).failure == Failure.PROTOCOL


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for hooks.example that this process trusts."""
    both = tmp_path / "both.pem"
    names = "-subj /CN=hooks.example -addext subjectAltName=DNS:hooks.example"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 {names} -keyout - -out -"
    made = subprocess.run(command.split(), capture_output=True, check=True)  # noqa: S603 - its own words
    both.write_bytes(made.stdout)
    monkeypatch.setenv("SSL_CERT_FILE", str(both))
    return both


def test_the_certificate_must_be_for_the_name_that_was_entered(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)

    class Thanks(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Thanks)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_args: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        right = post(f"https://hooks.example:{server.server_port}/", resolver=Names(["127.0.0.1"]))
        wrong = post(f"https://other.example:{server.server_port}/", resolver=Names(["127.0.0.1"]))
    finally:
        server.shutdown()
        server.server_close()

    assert (right.status, right.failure) == (204, "")
    assert wrong.failure == Failure.CERTIFICATE
    assert names == ["hooks.example", "other.example"]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Wed, 25 Nov 2026 00:02:00 GMT", 120.0),
        ("Tue, 24 Nov 2026 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("١٢", None),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str, seconds: float | None) -> None:
    assert seconds_named(value, datetime(2026, 11, 25, tzinfo=UTC)) == seconds


def test_waits_double_up_to_a_limit_and_are_spread() -> None:
    longest = [retry.longest_wait(failures, (5, 3600)) for failures in range(1, 14)]
    drawn = {retry.wait(20, (5, 3600)) for _time in range(50)}

    assert longest[:4] == [5, 10, 20, 40]
    assert longest[-1] == 3600
    assert retry.longest_wait(100_000, (5, 3600)) == 3600
    assert all(0 <= seconds <= 3600 for seconds in drawn)
    assert max(drawn) - min(drawn) > 1000
