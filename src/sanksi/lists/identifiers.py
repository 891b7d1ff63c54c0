"""Numbers that registers give, checked where the register put a check digit into them.

The algorithms are python-stdnum's; each says its source. A number that fails its check is kept, but not as what it claims to be.
"""

import re
from collections.abc import Callable
from typing import Any

from stdnum import bic, bitcoin, imo, isin, lei
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.ru import inn, ogrn

_MMSI = re.compile(r"[2-7]\d{8}$")
_ETHEREUM = re.compile(r"0x[0-9a-fA-F]{40}$")
_TRON = re.compile(r"T[1-9A-HJ-NP-Za-km-z]{33}$")
_PREFIX = re.compile(r"^(imo|mmsi|lei|inn|ogrn|bic|swift)\b[\s.:#-]*(?:no\b\.?|number\b)?[\s.:#-]*", re.IGNORECASE)


def _mmsi(text: str) -> str:
    """Ship station identity: nine digits that begin with a maritime identification digit of 2 to 7. Source: ITU-R M.585-9, annex 1."""
    digits = re.sub(r"[\s-]", "", text)
    if not _MMSI.match(digits):
        raise ValidationError
    return digits


def _imo(text: str) -> str:
    """A ship's or a company's IMO number: seven digits, the last one a check in one of two schemes.

    Source: IMO Resolution A.1117(30) for ships (python-stdnum); the company scheme (weights 8, 6, 4, 2, 9, 7 modulo 11) as published by
    the registry that issues them.
    """
    digits = "".join(re.findall(r"\d", text)).zfill(7)
    if len(digits) != 7 or not int(digits):
        raise ValidationError
    company = sum(int(d) * w for d, w in zip(digits, (8, 6, 4, 2, 9, 7), strict=False))
    if not imo.is_valid(digits) and (11 - company % 11) % 10 != int(digits[6]):
        raise ValidationError
    return digits


def _okpo(text: str) -> str:
    """Russian statistical number OKPO: eight digits for organisations, ten for sole traders, the last one a check.

    Source: Rosstat, PR 50.1.024-2005: weights 1 to 10 in turn, modulo 11; a remainder of 10 counts again with weights from 3.
    """
    digits = [int(d) for d in text] if text.isascii() and text.isdigit() else []
    if len(digits) not in (8, 10):
        raise ValidationError
    for shift in (0, 2):
        check = sum(d * ((i + shift) % 10 + 1) for i, d in enumerate(digits[:-1])) % 11
        if check < 10:
            break
    if check % 10 != digits[-1]:
        raise ValidationError
    return text


_CHECKS: dict[str, Callable[[str], Any]] = {
    "imoNumber": _imo,
    "mmsi": _mmsi,
    "leiCode": lei.validate,
    "innCode": inn.validate,
    "ogrnCode": ogrn.validate,
    "okpoCode": _okpo,
    "uscCode": uscc.validate,
    "swiftBic": bic.validate,
    "isin": isin.validate,
    "isinCode": isin.validate,
}

UNCHECKED: dict[str, str] = {
    "imoNumber": "registrationNumber",
    "mmsi": "registrationNumber",
    "leiCode": "registrationNumber",
    "innCode": "taxNumber",
    "ogrnCode": "registrationNumber",
    "okpoCode": "registrationNumber",
    "uscCode": "registrationNumber",
    "swiftBic": "registrationNumber",
    "isin": "registrationNumber",
    "isinCode": "registrationNumber",
}
"""Where a number stands that fails its check: a property that promises less."""


def clean_number(prop: str, text: str) -> str | None:
    """The number as its register writes it, or None when it fails its check; properties without a check give the text back.

    >>> clean_number("imoNumber", "IMO 8606173"), clean_number("imoNumber", "8606174"), clean_number("innCode", "7707083893")
    ('8606173', None, '7707083893')
    """
    check = _CHECKS.get(prop)
    if check is None:
        return text
    try:
        return str(check(_PREFIX.sub("", text.strip())))
    except ValidationError:
        return None


def is_wallet(currency: str, key: str) -> bool | None:
    """Whether a wallet's address is well-formed on its chain: check digits for XBT, form for ETH, USDT and TRX; None where nothing is known."""
    match currency.upper():
        case "XBT" | "BTC":
            return bool(bitcoin.is_valid(key))
        case "ETH":
            return _ETHEREUM.match(key) is not None
        case "TRX":
            return _TRON.match(key) is not None
        case "USDT" | "USDC":
            return any(form.match(key) for form in (_ETHEREUM, _TRON)) or bool(bitcoin.is_valid(key))
        case _:
            return None
