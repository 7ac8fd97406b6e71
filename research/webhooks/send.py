"""One request to a receiver: to an address that was looked at, within a time, without following anything.

httpcore is what httpx sends with. It is used directly because it lets us choose the address of a connection and bound
the whole exchange, and because it has no redirects, proxies, cookies or decompression that would have to be kept off.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self

import certifi
import httpcore

from research.models import Failure
from research.webhooks.addresses import Resolver, is_public, resolve

#: Seconds for a connection to be made, within the time of the whole.
CONNECT_SECONDS = 5.0
#: How much of an answer is read at most, in bytes.
EXCERPT = 4096
#: How many of a host's addresses are tried.
ADDRESSES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request. ``failure`` is "" where it was taken; ``retry_after`` is in seconds, if it was named."""

    status: int | None = None
    failure: str = ""
    excerpt: str = ""
    retry_after: float | None = None
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.failure


class AddressRefusedError(Exception):
    """The host has an address that is not public."""


class UnresolvedError(Exception):
    """The host has no address."""


class Deadline:
    """When the exchange in hand must be over. Each step may take what it wants of what is left."""

    def __init__(self) -> None:
        self._until = 0.0

    def start(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self, wanted: float | None, error: type[Exception]) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise error("The time for the whole exchange is over.")
        return left if wanted is None else min(left, wanted)


class BoundedStream(httpcore.NetworkStream):
    """A connection on which every step ends with the deadline: a receiver cannot hold us by sending byte by byte."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout, httpcore.ConnectTimeout)
        return BoundedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedNetwork(httpcore.NetworkBackend):
    """Makes connections to public addresses only. The name is resolved here, once, and never again below."""

    def __init__(self, deadline: Deadline, *, allow_private: bool, resolver: Resolver) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolver
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnresolvedError(host) from error
        if not addresses:
            raise UnresolvedError(host)
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise AddressRefusedError(host)
        return BoundedStream(self._first(addresses[:ADDRESSES], port, timeout, socket_options), self._deadline)

    def _first(
        self, addresses: list[str], port: int, timeout: float | None, socket_options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        last: Exception = httpcore.ConnectError()
        for address in addresses:
            left = self._deadline.left(timeout, httpcore.ConnectTimeout)
            try:
                return self._network.connect_tcp(address, port, timeout=left, socket_options=socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last


def trusted() -> ssl.SSLContext:
    """Return a TLS context that trusts what the system trusts, and certifi's list where it has none of its own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class Sender:
    """Sends one request after the other, on one connection where the receiver keeps it open."""

    def __init__(self, *, seconds: float, allow_private: bool, resolver: Resolver = resolve) -> None:
        self._seconds = seconds
        self._deadline = Deadline()
        network = CheckedNetwork(self._deadline, allow_private=allow_private, resolver=resolver)
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted(), max_connections=1, keepalive_expiry=5, network_backend=network
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.close()

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send ``body``. Whatever goes wrong is an answer with a failure; nothing is raised."""
        began = time.monotonic()
        self._deadline.start(self._seconds)
        try:
            status, excerpt, retry_after = self._exchange(url, headers, body)
        except Exception as error:
            return Answer(failure=_why(error), seconds=time.monotonic() - began)
        return Answer(status, _refused(status), excerpt, retry_after, time.monotonic() - began)

    def _exchange(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str, float | None]:
        seconds = self._seconds
        timeout = {"connect": min(CONNECT_SECONDS, seconds), "read": seconds, "write": seconds, "pool": seconds}
        with self._pool.stream(
            "POST", url, headers=list(headers.items()), content=body, extensions={"timeout": timeout}
        ) as response:
            named = _header(response.headers, b"retry-after")
            read = _beginning(response)
        return response.status, readable(read), seconds_named(named.decode("latin-1"))


def _beginning(response: httpcore.Response) -> bytes:
    """Return the first bytes of the body. The status decides: a body that breaks off is a shorter excerpt only."""
    read = b""
    try:
        for chunk in response.iter_stream():
            read += chunk
            if len(read) >= EXCERPT:
                break  # what is left unread closes the connection
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        pass
    return read[:EXCERPT]


def _header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes:
    return next((value for key, value in headers if key.lower() == name), b"")


def readable(data: bytes) -> str:
    """Return ``data`` as text that any database can hold."""
    text = data.decode("utf-8", errors="replace")
    return "".join(char for char in text if char.isprintable() or char in "\n\t")


def seconds_named(value: str, now: datetime | None = None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks to wait, written as a number or as a date."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())


def _refused(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return Failure.REDIRECT
    return Failure.GONE if status == 410 else Failure.STATUS


def _why(error: Exception) -> Failure:
    match error:
        case UnresolvedError():
            return Failure.UNRESOLVED
        case AddressRefusedError():
            return Failure.ADDRESS
        case httpcore.TimeoutException():
            return Failure.TIMEOUT
        case httpcore.ProtocolError() | httpcore.UnsupportedProtocol():
            return Failure.PROTOCOL
    # A certificate that is refused reaches us as a failed connection.
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Failure.CERTIFICATE
        cause = cause.__cause__ or cause.__context__
    return Failure.CONNECTION
