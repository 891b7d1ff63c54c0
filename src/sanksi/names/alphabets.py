"""Cyrillic, Greek, Armenian and the scripts of India: letter by letter, with the neighbours that matter."""

import re

from sanksi.names.tables import latin_of, load_lexicon

_UKRAINIAN = re.compile("[іїєґ]")
_KAZAKH = re.compile("[әғқңұүһө]")
_UZBEK = re.compile("[қғҳ]")
_SERBIAN = re.compile("[љњћђџј]")
_SERBIAN_LETTERS = str.maketrans({"ж": "z", "ш": "s", "ч": "c", "х": "h", "ц": "c"})
_UKRAINIAN_LETTERS = str.maketrans({"г": "h", "и": "y"})
_CYRILLIC_STEPS = (
    (re.compile("(?<=[скзц])ий$"), "iy"),
    (re.compile("ий$"), "i"),
    (re.compile("ый$"), "y"),
    (re.compile("(?<=[аеёиоуыэюяіїє])й(?![аеёоуыэюя])"), "i"),
    (re.compile("^е|(?<=[аеёиоуыэюяьъ])е"), "ye"),
    (re.compile("(?<=[жшчщ])ё"), "e"),
    (re.compile("ъ(?=[^еёюяи]|$)"), "a"),
)
_GREEK_STEPS = (
    (re.compile("ου"), "ou"),
    (re.compile("([αεη])υ(?=[αεηιουωβγδζλμνρ])"), r"\1v"),
    (re.compile("([αεη])υ"), r"\1f"),
    (re.compile("^μπ"), "b"),
    (re.compile("^ντ"), "d"),
    (re.compile("^γκ"), "g"),
    (re.compile("γγ"), "ng"),
    (re.compile("γχ"), "nch"),
    (re.compile("γξ"), "nx"),
)
_ARMENIAN_STEPS = (
    (re.compile("ու|ու"), "u"),
    (re.compile("^ո"), "vo"),
    (re.compile("^ե"), "ye"),
)
_DOTTED = (  # letter and nukta: Unicode has no composed form in use
    ("ड़", "rA"), ("ढ़", "rhA"), ("क़", "qA"), ("ख़", "khA"), ("ग़", "ghA"), ("ज़", "zA"), ("फ़", "fA"), ("य़", "yA"), ("़", ""),
    ("ড়", "rA"), ("ঢ়", "rhA"), ("য়", "yA"), ("়", ""), ("ਸ਼", "shA"), ("ਖ਼", "khA"), ("ਗ਼", "ghA"), ("ਜ਼", "zA"), ("ਫ਼", "fA"), ("ਲ਼", "lA"), ("਼", ""),
)  # fmt: skip
_AFTER_NASAL = re.compile("(?<=n)t|(?<=n)k|(?<=m)p")
_SCHWA_LETTERS = "bcdfghjklmnpqrstvwxyz"
_LONE_SCHWA = re.compile(f"(?<=[aeiouAN])([{_SCHWA_LETTERS}]h?)A(?=[{_SCHWA_LETTERS}]h?[aeiou])")
_FINAL_SCHWA = re.compile(f"(?<=[aeiouAN])((?:chh|[{_SCHWA_LETTERS}]h|[{_SCHWA_LETTERS}]))A$")


def read_cyrillic(token: str) -> str:
    """A word in Cyrillic as BGN/PCGN and OFAC write it.

    >>> [read_cyrillic(t) for t in ("сергей", "шойгу", "юрий", "медведев", "щербаков", "олександр", "қасым", "вучић")]
    ['sergei', 'shoigu', 'yuri', 'medvedev', 'shcherbakov', 'oleksandr', 'kasym', 'vucic']
    """
    if _SERBIAN.search(token):
        token = token.translate(_SERBIAN_LETTERS)
    elif not _KAZAKH.search(token) and _UKRAINIAN.search(token):
        token = token.translate(_UKRAINIAN_LETTERS)
    if _UZBEK.search(token):
        token = token.replace("ў", "o")
    for pattern, latin in _CYRILLIC_STEPS:
        token = pattern.sub(latin, token)
    return _by_letter(token)


def read_greek(token: str) -> str:
    """A word in Greek after ELOT 743.

    >>> read_greek("ευαγγελος"), read_greek("μπακογιαννης")
    ('evangelos', 'bakogiannis')
    """
    for pattern, latin in _GREEK_STEPS:
        token = pattern.sub(latin, token)
    return _by_letter(token)


def read_armenian(token: str) -> str:
    """A word in Armenian after BGN/PCGN.

    >>> read_armenian("հարությունյան")
    'harutyunyan'
    """
    for pattern, latin in _ARMENIAN_STEPS:
        token = pattern.sub(latin, token)
    return _by_letter(token)


def read_indic(token: str) -> str:
    """A word in a script of India: consonants carry an a that the north does not say at the end and between two others.

    >>> read_indic("राहुल"), read_indic("शर्मा"), read_indic("रजनीकांत"), read_indic("ராமன்"), read_indic("রহিম")
    ('rahul', 'sharma', 'rajnikant', 'raman', 'rahim')
    """
    return load_lexicon("other").find(token) or spell_indic(token)


def spell_indic(token: str) -> str:
    """A word in a script of India by its letters alone."""
    for letters, latin in _DOTTED:
        token = token.replace(letters, latin)
    written = _by_letter(token).replace("A+", "").replace("+", "")
    if "\u0b80" <= token[:1] < "\u0c00":
        written = _AFTER_NASAL.sub(_voiced, written.replace("N", "n"))
    if "\u0900" <= token[:1] < "\u0b00":
        written = _FINAL_SCHWA.sub(r"\1", written)
        for _ in range(2):
            written = _LONE_SCHWA.sub(r"\1", written)
    return written.replace("A", "a").replace("N", "n")


def _voiced(found: re.Match[str]) -> str:
    return {"t": "d", "k": "g", "p": "b"}[found.group()]


def read_plain(token: str) -> str:
    """A word in any other script: its lexicon spelling, or letter by letter."""
    return load_lexicon("other").find(token) or _by_letter(token)


def _by_letter(token: str) -> str:
    return "".join([c if c.isascii() else latin_of(c) or "" for c in token])
