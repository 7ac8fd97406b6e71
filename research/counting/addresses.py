"""Which client a request comes from, as far as the proxies in front can be believed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

#: How much of an IPv6 address is one client: a home or an office has all addresses of such a network.
NETWORK_BITS = 64


def client(meta: Mapping[str, Any], proxies: int) -> str:
    """Return the address that a request counts for: IPv4 in full, the /64 network of IPv6.

    Each of ``proxies`` has added to X-Forwarded-For whom it was asked by. What stands before that was written by the
    client itself, who can write anything, and is not looked at.
    """
    peer = str(meta.get("REMOTE_ADDR", ""))
    forwarded = meta.get("HTTP_X_FORWARDED_FOR") if proxies else None
    if forwarded:
        # The last proxy is the peer. One that is passed by leaves fewer names than there are proxies.
        names = str(forwarded).split(",")
        return counted(names[-min(proxies, len(names))]) or counted(peer) or peer
    return counted(peer) or peer


@lru_cache(maxsize=8192)
def counted(text: str) -> str:
    """Return the address in ``text``, with or without a port, as it is counted; "" where there is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            network = int(address) >> (128 - NETWORK_BITS) << (128 - NETWORK_BITS)
            return f"{IPv6Address(network)}/{NETWORK_BITS}"
        address = address.ipv4_mapped
    return str(address)


def is_own(text: str) -> bool:
    """Tell whether ``text`` is an address that no stranger has: of this machine or of a private network."""
    try:
        address = ip_address(text)
    except ValueError:
        # A socket of this machine.
        return True
    return address.is_private or address.is_loopback
