"""Numbers that registers give, checked where the register put a check digit into them.

The algorithms are python-stdnum's; each says its source. A number that fails its check is kept, but not as what it claims to be.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from stdnum import bic, imo, isin, lei
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.ru import inn, ogrn

from sanksi.ledger import ancestry

_MMSI = re.compile(r"[2-7]\d{8}$")
_LEI = re.compile(r"[0-9A-Z]{18}\d{2}")
_PREFIX = re.compile(r"^(imo|mmsi|lei|inn|ogrn|bic|swift)\b[\s.:#-]*(?:no\b\.?|number\b)?[\s.:#-]*", re.IGNORECASE)


def _mmsi(text: str) -> str:
    """Ship station identity: nine digits that begin with a maritime identification digit of 2 to 7. Source: ITU-R M.585-9, annex 1."""
    digits = re.sub(r"[\s-]", "", text)
    if not _MMSI.match(digits):
        raise ValidationError
    return digits


def _lei(text: str) -> str:
    """Legal entity identifier: twenty letters and digits with two check digits. Source: ISO 17442 (python-stdnum checks no length)."""
    number = str(lei.validate(text))
    if not _LEI.fullmatch(number):
        raise ValidationError
    return number


def _imo(text: str, schema: str) -> str:
    """A ship's or a company's IMO number: seven digits, the last one a check in one of two schemes; either where the kind is not known.

    Source: IMO Resolution A.1117(30) for ships (python-stdnum); the company scheme (weights 8, 6, 4, 2, 9, 7 modulo 11) as published by
    the registry that issues them.
    """
    digits = "".join(re.findall(r"\d", text)).zfill(7)
    if len(digits) != 7 or not int(digits):
        raise ValidationError
    rest = sum(int(d) * w for d, w in zip(digits, (8, 6, 4, 2, 9, 7), strict=False)) % 11
    of_ship, of_company = imo.is_valid(digits), (11 - rest) % 10 == int(digits[6])
    is_ship, is_party = ("Vessel" in ancestry(schema), "LegalEntity" in ancestry(schema)) if schema else (False, False)
    if not ((of_ship and not is_party) or (of_company and not is_ship)):
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
    "mmsi": _mmsi,
    "leiCode": _lei,
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


def clean_number(prop: str, text: str, *, schema: str = "") -> str | None:
    """The number as its register writes it, or None when it fails its check; properties without a check give the text back.

    A placeholder (`0000000000`) is no number, even where its check digits agree. With a schema an IMO number is checked by the scheme of
    ships or of companies.

    >>> clean_number("imoNumber", "IMO 8606173"), clean_number("imoNumber", "8606174"), clean_number("innCode", "7707083893")
    ('8606173', None, '7707083893')
    """
    check = _CHECKS.get(prop) if prop != "imoNumber" else partial(_imo, schema=schema)
    if check is None:
        return text
    try:
        number = str(check(_PREFIX.sub("", text.strip())))
    except ValidationError:
        return None
    return number if len(set(number)) > 1 else None
