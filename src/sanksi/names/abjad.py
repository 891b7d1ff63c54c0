"""Arabic, Hebrew and Syriac script: words known by the lexicon, prefixes written jointly, and consonants for what is left.

Short vowels are not written in these scripts. A token that no table knows is given as its consonants with `MARK` in front, so that who
compares it knows that vowels are missing.
"""

from sanksi.names.tables import latin_of, load_lexicon

MARK = "~"
"""Stands before a token that is known by its consonants only."""

SIGN = "="
"""Stands between a token and its sign, four hexadecimal digits: tokens of one sort whose signs differ are two names, however alike they sound. The first
two bits say of which sort: Chinese characters, Hangul (the sign is that of the characters it is read from), men's and women's names."""

ARABIC_KEY = str.maketrans("أإآٱىیےئکڪګہھۀةۂؤں", "ااااييييككگهههههون", "ء")
HEBREW_KEY = str.maketrans("ךםןףץ", "כמנפצ")
_WRITTEN_VOWELS = frozenset("ەێۆۇۈې")  # Kurdish, Uyghur: with these the script is a full alphabet
_ARTICLE = "ال"
_SERVANT = "عبد"
_OF_FAITH = "الدين"
_FIRSTS = (
    "محمد",
    "علي",
    "غلام",
    "نور",
    "ابو",
    "ابي",
    "ابا",
    "ام",
    "امير",
    "شاه",
    "خان",
    "سيد",
    "شير",
    "مير",
    "گل",
    "حاجي",
    "ابن",
    "بن",
    "بو",
)
_LASTS = (
    "زاده",
    "نژاد",
    "پور",
    "نيا",
    "فر",
    "الله",
    "خان",
    "علي",
    "محمد",
    "حسين",
    "شاه",
    "يار",
    "دوست",
    "گل",
    "راد",
    "منش",
    "تبار",
    "خيل",
)


def read_arabic(token: str) -> tuple[str, ...]:
    """The Latin tokens of one word in Arabic script.

    >>> read_arabic("عبدالرحمن"), read_arabic("التكريتي"), read_arabic("قصقص")
    (('abd', 'al', 'rahman'), ('al', 'tikriti'), ('~qsqs',))
    """
    key = token.translate(ARABIC_KEY)
    words = load_lexicon("arabic")
    if found := words.find(key):
        return tuple(found.split(" "))
    if key.startswith(_SERVANT) and len(key) > 5 and key[3:5] == _ARTICLE:
        return ("abd", *_read_part(key[3:], token[3:]))
    if key.endswith(_OF_FAITH) and len(key) > 6:
        return (*_read_part(key[:-5], token[:-5]), "al", "din")
    if key.startswith("وال") and len(key) > 5:
        return ("wa", "al", *_read_part(key[3:], token[3:]))
    if key.startswith(_ARTICLE) and len(key) > 4:
        return ("al", *_read_part(key[2:], token[2:]))
    if key.startswith("لل") and len(key) > 4:
        return ("lil", *_read_part(key[2:], token[2:]))
    return _read_compound(key) or (_write_consonants(token),)


def _read_part(key: str, token: str) -> tuple[str, ...]:
    found = load_lexicon("arabic").find(key)
    if found is None and key.startswith(_ARTICLE) and len(key) > 4:
        return ("al", *_read_part(key[2:], token[2:]))
    if found is None:
        return _read_compound(key) or (_write_consonants(token),)
    return tuple(found.split(" "))


def _read_compound(key: str) -> tuple[str, ...]:
    """A first or last part that often stands jointly, when the lexicon knows both parts; empty when not."""
    words = load_lexicon("arabic")
    for first in _FIRSTS:
        if len(key) > len(first) + 2 and key.startswith(first):
            rest = key[len(first) :].removeprefix(_ARTICLE)
            article = ("al",) if len(key) > len(first) + len(rest) else ()
            if (begin := words.find(first)) and (end := words.find(rest)):
                return (*begin.split(" "), *article, *end.split(" "))
    for last in _LASTS:
        if (
            len(key) > len(last) + 2
            and key.endswith(last)
            and (begin := words.find(key[: -len(last)]))
            and (end := words.find(last))
        ):
            return (*begin.split(" "), *end.split(" "))
    if len(key) > 3 and key.endswith("ي") and (begin := words.find(key[:-1])) and " " not in begin:
        return (begin.rstrip("aei") + "i",)
    return ()


def _write_consonants(token: str) -> str:
    written = "".join(latin_of(char) or "" for char in token.removeprefix("ئ"))
    return written if _WRITTEN_VOWELS.intersection(token) or not written else MARK + written


def read_hebrew(token: str) -> tuple[str, ...]:
    """The Latin tokens of one word in Hebrew or Syriac script.

    >>> read_hebrew("נתניהו"), read_hebrew("קצבקג")
    (('netanyahu',), ('~ktzbkg',))
    """
    if found := load_lexicon("hebrew").find(token.translate(HEBREW_KEY)):
        return tuple(found.split(" "))
    written = "".join(latin_of(char) or "" for char in token)
    return (MARK + written if written else "",)
