"""Which addresses are of the open internet: tables of our own, so that the answer does not change with the Python version.

Source: IANA IPv4 and IPv6 Special-Purpose Address Registries, read 2026-11-24. Stricter than "globally reachable" there: whatever could carry
a private IPv4 address inside (6to4, Teredo, ISATAP, IPv4-mapped) is no address of a publisher, whichever address it carries.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from sanksi.fetch.values import Address

_NOT_PUBLIC_4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a carrier's customers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the metadata of cloud machines
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, given up
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_UNICAST_6 = IPv6Network("2000::/3")
"""All global unicast addresses that IANA gives out."""

_NOT_PUBLIC_6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 addresses seen through a translator. Source: RFC 6052, section 2.1."""

_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""First half of an interface id that ends in an IPv4 address. Source: RFC 5214, section 6.1."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet; one behind the well-known translator is judged by the IPv4 address that it carries."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    if address not in _UNICAST_6 or _interface_half(address) in _ISATAP:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)


def _interface_half(address: IPv6Address) -> int:
    return int(address) >> 32 & 0xFFFF_FFFF
