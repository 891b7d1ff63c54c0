"""Names of persons and of organisations as the tokens that are compared: what one name is written as in two ways becomes one.

Persons: the Arabic compounds (Abd al-Rahman, Abdurrahman; Saif ud-Din, Saifuddin; Atiq Allah, Atiqullah). Organisations: legal forms to their kind
(OOO, Limited Liability Company: llc), translated words to English (Zavod: plant), numbers to digits (Forty-Four: 44), territories to
one English word (Deutschland: germany), dotted letters to one word (L.X.C).
Source: the forms and words are those of ``words.toml`` and ``legal_forms.tsv`` beside this module.
"""

import re
from functools import cache
from typing import Final

from sanksi.names.abjad import MARK, SIGN
from sanksi.names.tables import levels_of, load_genders, load_legal_forms, load_places, load_words
from sanksi.names.text import Tokens, bare_token, read_word, readings

REMEMBERED: Final = 262_144
"""Tokens remembered; cleared when more are met, so that hostile files do not fill the memory."""

_ARTICLES = frozenset(("al", "el", "ul", "ar", "as", "ur", "us", "an", "ad", "er", "at", "az", "ol", "ed", "ud"))
_SERVANT = ("abdul", "abdel", "abdal", "abdol", "abdur", "abdus")
_SON_OF = frozenset(("ibn", "ibnu", "ebn", "bn"))
_DIN = frozenset(("din", "deen", "dine", "dien"))
_JOINED_DIN = frozenset(("eddine", "uddin", "addin", "eddin", "aldin", "aldeen", "uddeen", "udin"))
_ALLAH = frozenset(("allah", "ullah", "ollah"))
_NO_COMPOUND = frozenset(("abdul", "hizb", "hezb", "ansar", "bin", "bait", "jund"))
_ENDS_IN_DIN = re.compile("^(.{2,})(?:[aeu]d+(?:in|ine|een)|[aeu]ldin)$")
_ENDS_IN_ALLAH = re.compile("^(.{2,})(?:[aou]llah?|oullah)$")
_PLAIN_BEGINS, _PLAIN_ENDS = ("abd", "van", "von"), ("din", "dine", "deen", "dien", "lah", "lla")
"""Those that words of ASCII letters have which `_Persons` may read as anything but themselves."""

_GOD_SERVANT = re.compile(
    "^abd[aeou]u?ll?ah?(i|y|y?ev|yeva?|ov|ova|zade|zadeh|poor|pur)?$"
)  # with what makes a surname of it
_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_TWO_CONSONANTS = re.compile(rf"\b([{_CONSONANTS}{_CONSONANTS.upper()}])([{_CONSONANTS}{_CONSONANTS.upper()}])\b")
_ONE_SOUND = frozenset(("ch", "dh", "dj", "dz", "gh", "kh", "ph", "sh", "th", "zh"))
_NO_NAME = 40
"""Level of `levels_of` up to which two consonants are two initials (JC, TJ) rather than a name (Ng)."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[a-zA-Z]")
_NOT_IN_ORGANISATIONS = frozenset(("fin", "mil"))  # kinds whose words tell who is meant (bank, brigade)
_LINKING = frozenset(("and", "the", "und", "et"))
_DUTCH_ARTICLES = frozenset(("de", "den", "der"))  # van der Bilt, Van Derbilt, Vanderbilt
_LEAST_OF_PARTS = 4
"""Letters that each part of a name with a slash has, when each is a name too (Al-Qa'ida/Islamic Army; not A/S, c/o)."""


class _Persons(dict[str, str | None]):
    """Token to its canonical tokens, separated by a space; None when its neighbours decide."""

    def __missing__(self, token: str) -> str | None:
        if len(self) >= REMEMBERED:
            self.clear()
        self[token] = read = self._read(token)
        return read

    @staticmethod
    def _read(token: str) -> str | None:
        mark, bare = (MARK, token[1:]) if token[:1] == MARK else ("", token)
        if bare in ("abd", "van", "von") or bare in _DIN or bare in _JOINED_DIN or bare in _ALLAH or bare == "lah":
            return None
        if servant := _GOD_SERVANT.match(bare):
            return "abdullah" + (servant[1] or "")
        if bare in _SON_OF:
            return mark + "bin"
        if len(bare) >= 8 and bare.startswith(_SERVANT):
            return f"{bare[:5]} {_sign(mark + bare[5:])}"
        if len(bare) > 6 and (bare in _SERVANT or not bare.isalpha()):
            return token
        if len(bare) > 6:
            bare = _ENDS_IN_ALLAH.sub(r"\1ullah", _ENDS_IN_DIN.sub(r"\1uddin", bare))
        return _sign(mark + bare)


def _sign(token: str) -> str:
    """A man's or a woman's name of which there is the other form is no slip of that: Michel, Michelle."""
    woman = load_genders().get(token)
    return token if woman is None else f"{token}{SIGN}{_WOMAN if woman else _MAN}"


_MAN, _WOMAN = "8001", "8002"
"""Signs beside those of Chinese characters and Hangul."""

_PERSONS = _Persons()


def read_person(text: str) -> tuple[Tokens, ...]:
    """The readings of a person's name; a token whose short vowels are not written or were guessed has `MARK` in front.

    >>> read_person("Abd al-Rahman SAIF-UD-DIN"), read_person("رحمت الله")
    ((('abdul', 'rahman', 'saifuddin'),), (('~rehmatullah',),))
    """
    return tuple(tuple(line.split(" ")) if line else () for line in spell_person(text))


def spell_person(text: str) -> tuple[str, ...]:
    """The readings that `read_person` gives, each as its tokens with a space between."""
    text = _part_initials(text)
    if text.isascii():
        return (_spell_person(readings(text)[0]),)
    marked = _RIGHT_TO_LEFT.search(text) is not None and not _LATIN.search(text)
    found = [_spell_person(_mark(tokens) if marked else tokens) for tokens in readings(text)]
    return (found[0],) if len(found) == 1 else tuple(dict.fromkeys(found))


def spell_word(word: str, *, alone: bool) -> tuple[str, str]:
    """How one word of a person's name reads, so that names can be read word by word: `spell_person` is what its words give, one after the other.

    Args:
        word: as given, without spaces.
        alone: whether it is the whole name; an ASCII word reads the same either way.

    Returns:
        Two letters and the tokens. The first letter: ``p``; ``r`` for a word of a script without short vowels, which reads otherwise beside
        other scripts; ``m`` for one with several readings, main, by the lexicon and in Korean, with a semicolon between; ``?`` when its
        neighbours decide. The second tells which of these goes first in a name, see `han.lexicon_sign`.

    >>> spell_word("AL-QADHAFI,", alone=False), spell_word("Abd", alone=False), spell_word("محمد", alone=False)
    (('p-', 'al qadhafi'), ('?-', ''), ('r-', '~muhammad'))
    >>> spell_word("花子", alone=False)
    ('m-', 'hua=2bd1 zi=1ab9;hanako=3a2b;hwa=2bd1 ja=1ab9')
    """
    if word.split() != [word] or (not word.isascii() and _TWO_CONSONANTS.search(word)):
        return "?-", ""
    word = _part_initials(word) if word.isascii() else word
    right = _RIGHT_TO_LEFT.search(word) is not None
    ways = read_word(word, alone=alone)
    if ways is None or (right and _LATIN.search(word)) or (len(ways) > 1 and (alone or right)):
        return "?-", ""
    spelled = [[_PERSONS[token] for token in (_mark(way) if right else way)] for way in ways]
    if any(None in way for way in spelled):
        return "?-", ""
    kind = "m" if len(ways) > 1 else "r" if right else "p"
    return kind + _lexicon_sign(word), ";".join([" ".join(way) for way in spelled])  # type: ignore[arg-type]  # None is excluded above


def _lexicon_sign(word: str) -> str:
    if word.isascii() or max(word) < "\u3041":
        return "-"
    from sanksi.names.han import lexicon_sign  # noqa: PLC0415 - 10 ms that a name in Latin letters need not pay

    return lexicon_sign(word)


@cache
def not_plain() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Begins, ends and words of ASCII letters, in lower case, that `spell_word` may read as anything but themselves; it reads all others so."""
    pairs = (a + b for a in _CONSONANTS for b in _CONSONANTS)
    initials = (pair for pair in pairs if _part_initials(pair) != pair)
    return _PLAIN_BEGINS, _PLAIN_ENDS, (*_SON_OF, *load_genders(), *initials)


def _mark(tokens: Tokens) -> Tokens:
    known = _small_words()
    return tuple(t if t[0] == MARK or t in known else MARK + t for t in tokens)


@cache
def _small_words() -> frozenset[str]:
    words = load_words()
    return frozenset([*words["particles"], *words["patronymics"], *words["servants"]])


def _part_initials(text: str) -> str:
    """Two consonants that are no name are two initials: JC is J C."""
    return _TWO_CONSONANTS.sub(_part, text)


def _part(found: re.Match[str]) -> str:
    pair = found[0].lower()
    return found[0] if pair in _no_initials() or levels_of(pair)[0] > _NO_NAME else f"{found[1]} {found[2]}"


@cache
def _no_initials() -> frozenset[str]:
    words = load_words()
    return _small_words().union(words["bynames"], words["titles"], _ONE_SOUND)


def _spell_person(tokens: Tokens) -> str:
    read = [_PERSONS[token] for token in tokens]
    if None in read:
        return " ".join(_join(tokens, read))
    return " ".join(read)  # type: ignore[arg-type]  # None is excluded above


def _compound(token: str, end: str) -> str:
    return token.partition(SIGN)[0] + end


def _join(tokens: Tokens, read: list[str | None]) -> Tokens:
    """The compounds, where what a token means is told by its neighbours."""
    bare = [token.removeprefix(MARK) for token in tokens]
    out: list[str] = []
    i = 0
    while i < len(tokens):
        here, after = bare[i], bare[i + 1] if i + 1 < len(bare) else ""
        canonical = read[i]
        can_join = bool(out) and len(bare_token(out[-1])) > 2 and out[-1] not in _NO_COMPOUND
        if here in ("abd", "abdul", "abdel") and (after in _ALLAH or after == "lah"):
            out.append("abdullah")
            i += 1
        elif here == "abd":
            out.append("abdul")
            if after in _ARTICLES and i + 2 < len(bare):
                i += 1
                if bare[i + 1] in _ALLAH or bare[i + 1] == "lah":
                    out[-1] = "abdullah"
                    i += 1
        elif here in ("van", "von") and after in _DUTCH_ARTICLES:
            out.append(here + after)
            i += 1
        elif here in _ALLAH and can_join:
            out[-1] = _compound(out[-1], "ullah")
        elif here in _ARTICLES and after in _DIN and can_join:
            out[-1] = _compound(out[-1], "uddin")
            i += 1
        elif here in _JOINED_DIN and can_join:
            out[-1] = _compound(out[-1], "uddin")
        else:
            out += [tokens[i]] if canonical is None else canonical.split(" ")
        i += 1
    return tuple(out)


def read_organization(text: str) -> tuple[Tokens, ...]:
    """The readings of the name of an organisation, a vessel or any other thing that is no person.

    >>> read_organization("OAO Gazprom"), read_organization("L.X.C. Zavod Two")
    ((('jsc', 'gazprom'),), (('lxc', 'factory', '2'),))
    """
    found = [_read_organization(tokens) for tokens in readings(text)]
    if "/" in text and all(len(part.strip()) >= _LEAST_OF_PARTS for part in text.split("/")):
        found += [_read_organization(tokens) for part in text.split("/")[:4] for tokens in readings(part)]
    return (found[0],) if len(found) == 1 else tuple(dict.fromkeys(found))


def _read_organization(tokens: Tokens) -> Tokens:
    forms, words, numbers = _forms()
    dotted_forms = _dotted_forms()
    tokens = tuple(map(bare_token, tokens))
    out: list[str] = []
    i, n = 0, len(tokens)
    while i < n:
        token, after = tokens[i], tokens[i + 1] if i + 1 < n else ""
        form = next(
            ((length, kind) for length, known, kind in forms.get(token, ()) if tokens[i : i + length] == known), None
        )
        if token in _NUMBERING and (after.isdigit() or after in numbers):
            i += 1
        elif form and (form[0] > 1 or n > 1):
            out.append(form[1])
            i += form[0]
        elif token in ("van", "von") and after in _DUTCH_ARTICLES:
            out.append(token + after)
            i += 2
        elif len(token) == 1 and len(after) == 1:
            end = next((k for k in range(i, n) if len(tokens[k]) > 1), n)
            if out and token in numbers and "".join(tokens[i + 1 : end]) in dotted_forms:  # V L.P.
                out.append(numbers[token])
                i += 1
            word = "".join(tokens[i:end])
            out.append(dotted_forms.get(word, word))
            i = end
        else:
            if token not in _LINKING or n == 1:
                number = numbers.get(token, "") if out or token in _english_numbers() else ""
                if ordinal := _ORDINAL.fullmatch(token):
                    number = ordinal[1]
                unit = numbers.get(after, after)
                if number in _TENS and len(unit) == 1 and unit.isdigit() and unit != "0":
                    number = str(int(number) + int(unit))
                    i += 1
                out.append(number if number and n > 1 else words.get(token, token))
            i += 1
    return tuple(out)


def names_organization(text: str) -> bool:
    """Whether a name has a legal form that people do not bear, so that it is no person's: then it is not read as one where the kind is not known.

    >>> names_organization("Acme Fund, Ltd."), names_organization("Sem Vos")
    (True, False)
    """
    return not _unmistakable_forms().isdisjoint(readings(text)[0])


@cache
def _unmistakable_forms() -> frozenset[str]:
    """Legal forms of one word that are far more common in names of companies than of persons (ltd, company; not sem, pao)."""
    words = (known[0] for known in load_legal_forms() if len(known) == 1 and len(known[0]) > 2)
    levels = {word: levels_of(word) for word in words}
    return frozenset(word for word, (person, company) in levels.items() if company > person + _EIGHT_OCTAVES)


_EIGHT_OCTAVES = 128
"""Of `levels_of`: 256 times as common."""

_ORDINAL = re.compile("([0-9]+)(?:st|nd|rd|th)")
_NUMBERING = frozenset(("no", "nr", "number", "nomor"))
_TENS = frozenset(("20", "30", "40", "50", "60", "70", "80", "90"))


@cache
def _english_numbers() -> frozenset[str]:
    """English cardinals and ordinals, which are numbers at the beginning of a name too: what others call so there is mostly a name (Sem, Tri, Bes)."""
    return frozenset(word for words in load_words()["numbers"].values() for word in words[:2])


@cache
def _dotted_forms() -> dict[str, str]:
    """What is written with dots (L.P.): legal forms and names of territories of one word to what stands for them."""
    return {
        known[0]: kind for choices in _forms()[0].values() for _, known, kind in reversed(choices) if len(known) == 1
    }


_Forms = dict[str, list[tuple[int, Tokens, str]]]


@cache
def _forms() -> tuple[_Forms, dict[str, str], dict[str, str]]:
    """Legal forms and names of territories by their first token, longest first; words and numbers to what stands for them."""
    forms: _Forms = {}
    tables = load_words()
    numbers = {word: digit for digit, others in tables["numbers"].items() for word in others}
    for known, (key, kind) in load_legal_forms().items():
        if kind not in _NOT_IN_ORGANISATIONS and (len(known) > 1 or (len(known[0]) > 1 and known[0] not in numbers)):
            forms.setdefault(known[0], []).append((len(known), known, kind or key))
    for known, place in load_places().items():
        forms.setdefault(known[0], []).append((len(known), known, place))
    for choices in forms.values():
        choices.sort(key=lambda choice: -choice[0])
    words = {word: english for english, others in tables["glossary"].items() for word in others}
    return forms, words, numbers


@cache
def legal_kinds() -> frozenset[str]:
    """The tokens that stand for legal forms."""
    return frozenset(kind for choices in _forms()[0].values() for _, _, kind in choices) - set(load_places().values())
