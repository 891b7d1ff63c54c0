"""Which addresses are public."""

from ipaddress import ip_address

import pytest

from sanksi.fetch import is_public

NOT_PUBLIC = {
    "this network": ("0.0.0.0", "0.1.2.3"),  # noqa: S104 - nothing is bound
    "private": ("10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "fc00::1", "fd12::1"),
    "shared by a carrier": ("100.64.0.1", "100.127.255.255"),
    "loopback": ("127.0.0.1", "::1"),
    "link-local": ("169.254.169.254", "fe80::1", "fe80::5efe:7f00:1"),
    "protocol assignments": ("192.0.0.8", "192.0.0.9", "192.0.0.170", "2001:2::1", "2001:10::1", "2001:20::1"),
    "documentation": ("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1", "3fff:fff::1"),
    "relays of 6to4": ("192.88.99.1",),
    "benchmarks": ("198.18.0.1", "198.19.255.255"),
    "multicast": ("224.0.0.1", "239.255.255.255", "ff0e::1"),
    "reserved": ("240.0.0.1", "255.255.255.255", "::", "100::1", "4000::1", "5f00::1", "fec0::1", "1::1"),
    "IPv4-mapped and -compatible": ("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:7f00:1", "::127.0.0.1", "::a00:1"),
    "6to4": ("2002:7f00:1::", "2002:c0a8:1::1", "2002:808:808::1"),
    "Teredo": ("2001:0:808:808::80ff:fffe", "2001:0:7f00:1::f7f7:f7f7"),
    "ISATAP": ("2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1", "2606:4700::5efe:808:808"),
    "translated private": ("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::", "64:ff9b:1::808:808"),
}


@pytest.mark.parametrize("kind", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_known(kind: str) -> None:
    """Each range of the tables, plain or inside an IPv6 address, with its ends."""
    assert [text for text in NOT_PUBLIC[kind] if is_public(ip_address(text))] == []


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8", "193.110.81.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.0.1.1", "198.17.255.255",
        "223.255.255.255", "2606:4700::1111", "2001:200::1", "2001:db7::1", "2003::1", "3ffe::1", "2606:4700::5eff:7f00:1", "64:ff9b::808:808",
    ],
)  # fmt: skip
def test_a_public_address_is_known(address: str) -> None:
    """Addresses of the open internet, also those just beside a range that is not, or seen through the translator."""
    assert is_public(ip_address(address))
