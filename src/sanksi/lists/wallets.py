"""Addresses of wallets, checked as far as their chain put a check into them.

Base58Check (BTC, LTC, DASH, ZEC, TRX, XRP and others), bech32 and bech32m (BTC, LTC) and cashaddr (BCH) are verified. An Ethereum address
carries its check in the case of its letters and a Monero one in its last bytes, both by Keccak-256, which nothing at hand computes; a
Solana one carries none: of these only the form is known.

Sources: BIP 173 and 350 (bech32, bech32m); the Bitcoin Cash cashaddr specification; address versions as in each chain's reference client;
XRP Ledger documentation, "base58 encodings".
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

Proof = Literal["verified", "unverified", "wrong", "unknown"]
"""`unverified`: of the chain's form, without a check that could be computed; `unknown`: nothing is known of the chain."""

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RIPPLE58 = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_BASE32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VERSIONS = {
    "XBT": ("00", "05"), "BCH": ("00", "05"), "BSV": ("00", "05"), "LTC": ("30", "05", "32"), "DASH": ("4c", "10"), "ZEC": ("1cb8", "1cbd"),
    "BTG": ("26", "17"), "XVG": ("1e", "21"), "DOGE": ("1e", "16"), "TRX": ("41",), "XRP": ("00",),
}  # fmt: skip
"""Chain to the first bytes of its Base58Check addresses."""

_HASH_BYTES = 20
_BECH32_PREFIX = {"XBT": "bc", "LTC": "ltc"}
_EVM = frozenset({"ETH", "ETC", "ARB", "BSC", "MATIC", "AVAX"})
_TOKENS = frozenset({"USDT", "USDC"})
_FORMS = {
    "ETH": re.compile(r"0x[0-9a-fA-F]{40}"),
    "XMR": re.compile(rf"[48][{_BASE58}]{{94}}([{_BASE58}]{{11}})?"),
    "SOL": re.compile(rf"[{_BASE58}]{{32,44}}"),
}


def prove_wallet(currency: str, address: str) -> Proof:
    """What an address proves by itself; `currency` is OFAC's or the source's symbol. A token may be on any of its chains.

    >>> prove_wallet("XBT", "123WBUDmSJv4GctdVEz6Qq6z8nXSKrJ4KX"), prove_wallet("ETH", "0x01e2919679362dFBC9ee1644Ba9C6da6D6245BB1")
    ('verified', 'unverified')
    """
    symbol = currency.upper()
    chain = {"BTC": "XBT"}.get(symbol, "ETH" if symbol in _EVM else symbol)
    if chain in _TOKENS:
        proofs = [prove_wallet(one, address) for one in ("TRX", "XBT", "ETH")]
        return "verified" if "verified" in proofs else "unverified" if "unverified" in proofs else "wrong"
    if form := _FORMS.get(chain):
        return "unverified" if form.fullmatch(address) else "wrong"
    if chain not in _VERSIONS:
        return "unknown"
    good = _is_base58check(chain, address) or _is_bech32(chain, address) or (chain == "BCH" and _is_cashaddr(address))
    return "verified" if good else "wrong"


def _is_base58check(chain: str, address: str) -> bool:
    """A version, a hash of 20 bytes, and the first four bytes of the double SHA-256 of both."""
    alphabet = _RIPPLE58 if chain == "XRP" else _BASE58
    if not 25 <= len(address) <= 36 or any(letter not in alphabet for letter in address):
        return False
    number = 0
    for letter in address:
        number = number * 58 + alphabet.index(letter)
    zeros = len(address) - len(address.lstrip(alphabet[0]))
    data = bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
    body, check = data[:-4], data[-4:]
    known = any(len(body) == len(v) // 2 + _HASH_BYTES and body.hex().startswith(v) for v in _VERSIONS[chain])
    return known and sha256(sha256(body).digest()).digest()[:4] == check


def _is_bech32(chain: str, address: str) -> bool:
    """Version 0 with a hash of 20 or 32 bytes by bech32, later ones by bech32m."""
    prefix = _BECH32_PREFIX.get(chain)
    values = _base32(address, f"{prefix}1") if prefix else None
    if not prefix or not values or len(values) not in (39, 59):
        return False
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    generators = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    rest = 1 if values[0] == 0 else 0x2BC830A3
    return values[0] <= 16 and _remainder([*spread, *values], generators, bits=30) == rest


def _is_cashaddr(address: str) -> bool:
    values = _base32(address, "bitcoincash:") or _base32(address, "")
    if not values or len(values) != 42:
        return False
    spread = [ord(c) & 31 for c in "bitcoincash"] + [0]
    generators = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
    return _remainder([*spread, *values], generators, bits=40) == 1


def _base32(address: str, prefix: str) -> list[int] | None:
    """The values behind the prefix; None for another prefix, letter, or a mixture of cases."""
    lower = address.lower()
    if address not in (lower, address.upper()) or not lower.startswith(prefix):
        return None
    rest = lower.removeprefix(prefix)
    return [_BASE32.index(letter) for letter in rest] if all(letter in _BASE32 for letter in rest) else None


def _remainder(values: Sequence[int], generators: Sequence[int], *, bits: int) -> int:
    """The checksum of both codes: the remainder of a division of polynomials over 32 elements."""
    check = 1
    for value in values:
        top = check >> (bits - 5)
        check = (check & ((1 << (bits - 5)) - 1)) << 5 ^ value
        for place, generator in enumerate(generators):
            if top >> place & 1:
                check ^= generator
    return check
