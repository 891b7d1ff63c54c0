"""Which addresses are public."""

from ipaddress import ip_address

import pytest

from sanksi.fetch import is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",  # noqa: S104 - nothing is bound
        "224.0.0.1", "240.0.0.1", "192.0.2.1", "::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff0e::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_known(address: str) -> None:
    """Loopback, private, link-local, shared, multicast, reserved and documentation addresses, plain or inside an IPv6 one."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "193.110.81.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_public_address_is_known(address: str) -> None:
    """Addresses of the open internet, also those seen through a translator."""
    assert is_public(ip_address(address))
