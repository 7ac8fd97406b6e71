"""Webhooks reach public addresses and nothing else."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.webhooks.addresses import Refusal, is_public, refusal, resolve

PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001:82a::200e"]
NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 - an address to be refused
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.9.9.9",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:a00:1",
    "::7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2606:2800::1%eth0",
    "not an address",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_others_may_not(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(str(ip)):
        assert ip.is_global
        kinds = (ip.is_private, ip.is_loopback, ip.is_link_local, ip.is_multicast, ip.is_reserved, ip.is_unspecified)
        assert not any(kinds)


@given(st.ip_addresses(v=4))
def test_no_address_of_ipv4_is_reached_inside_one_of_ipv6(ip: ipaddress.IPv4Address) -> None:
    number = int(ip)
    for hidden in (
        ipaddress.IPv6Address((0xFFFF << 32) | number),  # mapped
        ipaddress.IPv6Address(number),  # compatible
        ipaddress.IPv6Address((0x0064FF9B << 96) | number),  # NAT64
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),  # 6to4
        ipaddress.IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF)),  # Teredo
    ):
        assert not is_public(str(hidden))


@given(st.ip_addresses(network="100.64.0.0/10"))
def test_no_address_behind_a_carrier_is_public(ip: ipaddress.IPv4Address) -> None:
    assert not is_public(str(ip))


def public(_host: str, _port: int) -> list[str]:
    return ["93.184.216.34"]


def mixed(_host: str, _port: int) -> list[str]:
    return ["93.184.216.34", "10.0.0.1"]


def nowhere(_host: str, _port: int) -> list[str]:
    raise OSError


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://example.org/hooks", None),
        ("https://example.org:8443/hooks?a=b", None),
        ("https://bücher.example/hooks", None),
        ("http://example.org/", Refusal.SCHEME),
        ("ftp://example.org/", Refusal.UNREADABLE),
        ("file:///etc/passwd", Refusal.UNREADABLE),
        ("https:///hooks", Refusal.UNREADABLE),
        ("https://", Refusal.UNREADABLE),
        ("example.org", Refusal.UNREADABLE),
        ("https://example.org:99999/", Refusal.UNREADABLE),
        ("https://[::1", Refusal.UNREADABLE),
        ("https://exa mple.org/", Refusal.UNREADABLE),
        ("https://example.org\\@10.0.0.1/", Refusal.UNREADABLE),
        ("https://example.org/\r\nHost: x", Refusal.UNREADABLE),
        (f"https://{'a' * 64}.example/", Refusal.UNREADABLE),
        ("https://user:pw@example.org/", Refusal.CREDENTIALS),
        ("https://@example.org/", Refusal.CREDENTIALS),
        ("https://example.org/#part", Refusal.FRAGMENT),
        ("https://example.org:22/", Refusal.PORT),
        ("https://example.org:80/", Refusal.PORT),
    ],
)
def test_an_address_is_refused_in_a_sentence(url: str, found: Refusal | None) -> None:
    assert refusal(url, allow_private=False, resolver=public) == found
    if found:
        assert found.label.endswith(".")


def test_every_address_of_a_host_must_be_public() -> None:
    assert refusal("https://example.org/", allow_private=False, resolver=mixed) == Refusal.PRIVATE


def test_a_host_that_is_not_there_yet_may_be_entered() -> None:
    assert refusal("https://example.org/", allow_private=False, resolver=nowhere) is None


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "017700000001", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
)
def test_no_way_of_writing_this_machine_gets_through(host: str) -> None:
    """With the resolver of the system, which reads all of them."""
    assert refusal(f"https://{host}/", allow_private=False, resolver=resolve) == Refusal.PRIVATE


def test_development_may_use_http_and_this_machine_but_no_nonsense() -> None:
    assert refusal("http://127.0.0.1:9000/", allow_private=True) is None
    assert refusal("http://user@127.0.0.1:9000/", allow_private=True) == Refusal.CREDENTIALS
    assert refusal("nonsense", allow_private=True) == Refusal.UNREADABLE
