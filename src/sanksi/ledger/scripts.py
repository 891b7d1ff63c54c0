"""The script a name is written in, as an ISO 15924 code."""

import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

_CODES: dict[str, str] = tomllib.loads(Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8"))


def script_of(text: str) -> str:
    """The code of the script that most letters of the text are in; `Zyyy` (common) for a text without letters, `Zzzz` for an unknown one.

    >>> script_of("Kim Jong Un"), script_of("김정은"), script_of("Ким Чен Ын"), script_of("4-12")
    ('Latn', 'Hang', 'Cyrl', 'Zyyy')
    """
    found = Counter(_CODES.get(unicodedata.name(c, "").partition(" ")[0], "Zzzz") for c in text if c.isalpha())
    return min(found, key=lambda code: (-found[code], code)) if found else "Zyyy"
