"""A token of other scripts as folded Latin tokens: each run of one script by the module that reads it."""

import re

from sanksi.names.abjad import read_arabic, read_hebrew
from sanksi.names.alphabets import read_armenian, read_cyrillic, read_greek, read_indic, read_plain
from sanksi.names.han import read_han, read_hangul
from sanksi.names.thai import read_thai

Tokens = tuple[str, ...]

_RUN = re.compile(
    "(?P<han>[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+)|(?P<hangul>[\uac00-\ud7a3]+)"
    "|(?P<arabic>[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff]+)|(?P<hebrew>[\u0590-\u05ff\u0700-\u074f]+)|(?P<rest>[^\u0590-\u06ff\u3005-\ud7a3]+)"
)


def read_runs(token: str, *, alone: bool) -> list[tuple[Tokens, ...]]:
    """The readings of each run of one script in a token without separators; runs of alphabets stay together.

    Args:
        token: letters in lower case, not all ASCII.
        alone: whether it is the whole name.
    """
    found: list[tuple[Tokens, ...]] = []
    for run in _RUN.finditer(token):
        part, kind, alone_here = run.group(), run.lastgroup, alone and run.group() == token
        if kind == "han":
            found.append(read_han(part, alone=alone_here))
        elif kind == "hangul":
            found.append(read_hangul(part, alone=alone_here))
        elif kind == "arabic":
            found.append((read_arabic(part),))
        elif kind == "hebrew":
            found.append((read_hebrew(part),))
        else:
            found.append((_read_alphabet(part),))
    return [tuple(tuple(t for t in way if t) for way in ways) for ways in found]


def _read_alphabet(part: str) -> Tokens:
    first = next((char for char in part if not char.isascii()), "a")
    for low, high, read in _ALPHABETS:
        if low <= first < high:
            return tuple(_NOT_FOLDED.sub("", read(part).lower()).split())
    return tuple(_NOT_FOLDED.sub("", read_plain(part).lower()).split())


_NOT_FOLDED = re.compile("[^a-z0-9 ]")  # what is left of signs between letters of another script
_ALPHABETS = (
    ("\u0370", "\u0400", read_greek),
    ("\u0400", "\u0530", read_cyrillic),
    ("\u0530", "\u0590", read_armenian),
    ("\u0900", "\u0e00", read_indic),
    ("\u0e00", "\u0e80", read_thai),
)
