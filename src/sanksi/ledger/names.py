"""Names as tokens: one way to fold and split text, used by every stage that compares names."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

MAX_CHARACTERS = 2_000
"""Characters of a name that are looked at: the longest listed name of UN and OFAC has 350."""

MAX_TOKENS = 64
"""Tokens of a name that are looked at; bounds the cost of a hostile name."""

_JOINERS = re.compile(r"['’‘`´ʼʻ]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold_name(text: str) -> str:
    """Lower-case ASCII words of a name, separated by single spaces.

    Compatibility forms are folded, invisible and direction characters dropped, every script transliterated by table; apostrophes join,
    other punctuation separates. Not a display form.

    >>> fold_name("Ким Чен Ын"), fold_name("AL-QADHAFI, Qur’en")
    ('kim chen yn', 'al qadhafi quren')
    """
    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    return _NOT_WORD.sub(" ", anyascii(_JOINERS.sub("", text)).casefold()).strip()


@lru_cache(maxsize=65_536)
def tokenize_name(text: str) -> tuple[str, ...]:
    """The folded tokens of a name in their order, at most MAX_TOKENS."""
    return tuple(fold_name(text).split()[:MAX_TOKENS])
