"""Territory names to codes: lower-case ISO 3166-1 alpha-2 as FollowTheMoney uses them, and back to names for people.

Names come from CLDR through babel, in English and Indonesian; spellings that CLDR does not have (official long forms, publishers' own)
stand in ``territories.toml``. Babel is imported on first use: screening a name does not need it.
"""

import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "id")


@lru_cache(maxsize=4096)  # a file of parties repeats them
def clean_territory(text: str) -> str | None:
    """The code of a territory given by name or code, in English or Indonesian; None when it is not known.

    >>> clean_territory("Korea, North"), clean_territory("Korea Utara"), clean_territory("KP"), clean_territory("Atlantis")
    ('kp', 'kp', 'kp', None)
    """
    key = fold(text)
    if len(key) == 2 and key.isalpha():  # a code: no need of the names
        return key if key in _codes() else None
    return _names().get(key)


def name_territory(code: str, language: str = "en") -> str:
    """The territory's name in `en` or `id`; the code itself when CLDR has no name for it."""
    from babel import Locale  # noqa: PLC0415 - 80 ms that a query need not pay

    return str(Locale(language).territories.get(code.upper(), code))


def fold(text: str) -> str:
    """Lower case without accents, punctuation and articles, single spaces."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    words = "".join(c if c.isalnum() else "" if c == "'" or unicodedata.combining(c) else " " for c in text).split()
    return " ".join(w for w in words if w not in ("the", "of", "and"))


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - 80 ms that a query need not pay

    codes = _codes()
    names = {
        fold(str(name)): code.lower()
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if code.lower() in codes
    }
    for code, spellings in _extra()["names"].items():
        names |= {fold(s): code for s in spellings}
    return names


@cache
def _codes() -> frozenset[str]:
    return frozenset(_extra()["codes"].split())


@cache
def _extra() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("territories.toml").read_text(encoding="utf-8"))
