"""Where webhooks may go: to public addresses of the Internet and nowhere else.

A person who may enter an address must not reach, through us, what only this server can reach: its own services, a
cloud's metadata, the machines beside it. A name is resolved once, every address that it has is looked at, and the
connection goes to one that was looked at (``research.webhooks.send``): a name cannot change its mind in between.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Gives the addresses of a host and a port. Raises ``OSError`` or ``UnicodeError`` where it has none.
Resolver = Callable[[str, int], list[str]]

HTTPS = 443
#: Ports below are those of other services: mail, shells, name servers.
FIRST_FREE_PORT = 1024

# Special purposes, as IANA registers them. `ipaddress` knows most, but not the same ones in every version of Python.
_NOT_PUBLIC_V4 = [
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
#: What is given out so far. Loopback, private, link-local, multicast, IPv4-mapped and NAT64 addresses are outside.
_GIVEN_OUT_V6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = [
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocols, Teredo among them, which holds an IPv4 address
        "2001:db8::/32",
        "2002::/16",  # 6to4, which holds an IPv4 address
        "3fff::/20",
    )
]


class Refusal(models.TextChoices):
    """Why an address cannot be a webhook’s, in a sentence."""

    UNREADABLE = "unreadable", _("This is not the address of a web page. Write it as https://example.org/hooks.")
    SCHEME = "scheme", _("Use an address that begins with https://, so that nobody on the way can read or change it.")
    CREDENTIALS = (
        "credentials",
        _("Leave out the user name and the password. The receiver knows us by the signature."),
    )
    FRAGMENT = "fragment", _("Leave out “#” and what follows: it is never sent.")
    PORT = "port", _("Use port 443, or one above 1023: the others belong to services that are not for the web.")
    PRIVATE = (
        "private",
        _("This host is in a private or reserved network. Webhooks go only to addresses that are public."),
    )


def is_public(address: str) -> bool:
    """Return whether ``address``, an IP address, is one that anybody on the Internet can reach."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _NOT_PUBLIC_V4)
    if ip.scope_id:
        return False
    return ip in _GIVEN_OUT_V6 and not any(ip in network for network in _NOT_PUBLIC_V6)


def resolve(host: str, port: int) -> list[str]:
    """Return every address of ``host``, each once, as the system gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def refusal(url: str, *, allow_private: bool, resolver: Resolver = resolve) -> Refusal | None:
    """Return why nothing may be sent to ``url``, or ``None``.

    A host that cannot be resolved now is let pass: it is looked at again each time something is sent.
    """
    if any(ord(char) <= 0x20 or ord(char) == 0x7F for char in url) or "\\" in url:
        return Refusal.UNREADABLE
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return Refusal.UNREADABLE
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host:
        return Refusal.UNREADABLE
    if parts.username is not None or parts.password is not None:
        return Refusal.CREDENTIALS
    if parts.fragment:
        return Refusal.FRAGMENT
    try:
        host.encode("idna")
    except UnicodeError:
        return Refusal.UNREADABLE
    if allow_private:
        return None
    if parts.scheme != "https":
        return Refusal.SCHEME
    if port is not None and port != HTTPS and port < FIRST_FREE_PORT:
        return Refusal.PORT
    return None if _is_public_host(host, port or HTTPS, resolver) else Refusal.PRIVATE


def _is_public_host(host: str, port: int, resolver: Resolver) -> bool:
    try:
        return all(is_public(address) for address in resolver(host, port))
    except (OSError, UnicodeError):
        return True
