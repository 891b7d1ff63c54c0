"""Names, document numbers and comments of the UN list: what stands inside one field of free text."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sanksi.lists.dates import clean_date

_LANGUAGE_OF_SCRIPT = {
    "HANGUL": "kor", "THAI": "tha", "HIRAGANA": "jpn", "KATAKANA": "jpn", "GEORGIAN": "kat", "ARMENIAN": "hye", "KHMER": "khm", "LAO": "lao",
}  # fmt: skip
_EDGES = ' ,"“”'
_BORN = re.compile(r"^(.+?),? born (?=in |on |\d)")
_LETTER = re.compile(r"\s[b-z]\)\s")
_SCRIPT_LABEL = re.compile(r"(?i)^(?:original script|sub-unit name): ?")
_SCRIPT_REMARK = re.compile(r"(?i)\s*(?:\(original script\)|- sub-unit name)$")
_SCRIPT_NOTE = re.compile(r"(?i)(?:(?:original|arabic|russian) script: ?|\bin (arabic): ?)([^A-Za-z\d:;,.()]+)")
_LATIN_NOTE = re.compile(r"(?i)\bname in latin script: ?([^\d:;,.()]+)")
_SPELLINGS = re.compile(r"(?i)^(.*)\(transliterations of original script name\)$|transliterations: ([^)]*)")
_LABELLED = re.compile(
    r"^(?P<label>.*?\b(?i:number|nos?|passport|licen[cs]e|card|code|ssn|document(?: ?\([^()]*\))?))[.:\s]*"
    r"(?P<number>[A-Z°]{0,6}[-/ ]*\d.*)$"
)
_TAIL = re.compile(r"\s*(?:\(|[,;]|\b(?:issued|under|expired|expires|made out)\b).*$", re.IGNORECASE)
_BARE = re.compile(r"^[A-Z]{0,3} ?\d{5,}(?=$| issued)")
_PIECE = re.compile(r"(?:^|\s)[a-z]\)\s")
_REFERENCE = re.compile(r"\b[A-Z]{2}[ei]\.\d{3}\b")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z“\"\[])")
_GENDER = re.compile(r"\bGender ?[:\[] ?(male|female)\b", re.IGNORECASE)
_IMO = re.compile(r"\bIMO\)?:?(?: number:?)? ?(\d{7})\b(?=[.\s]|$)", re.IGNORECASE)
_VESSEL = re.compile(r"paragraphs? 10 ?\(a\)[^.]{0,100}resolution 2146 ?\(2014\)")
_FLAG = re.compile(r"\bFlag State: ([^.;,\n]+)")
_INTERPOL = re.compile(r"https?://www\.interpol\.int/[^\s<>\"]*[^\s<>\".,;)]")
_YEARS = re.compile(r"(\d{4})\s*[-/]\s*(\d{4})$")
_BETWEEN = re.compile(r"(?i)between (\w+\.?) and (\w+\.?) (\d{4})$")


class Spelling(NamedTuple):
    """One name out of an alias field."""

    value: str
    lang: str | None = None


class Number(NamedTuple):
    """A document's number, and the words before it that say what it is."""

    value: str
    label: str


def split_alias(text: str, *, is_person: bool, remarks: Collection[str]) -> tuple[list[Spelling], str]:
    """The names an alias field holds, in the order they are spoken, and a remark on them ("born in …"), which may be empty.

    Several stand in one field apart by semicolons; another script stands in brackets. What a bracket says is a remark only when the
    list's YAML knows it as one, else it belongs to the name.

    Args:
        text: the field.
        is_person: whether "SURNAME, Given" is turned round.
        remarks: brackets that are remarks, in lower case.
    """
    names: list[Spelling] = []
    said: list[str] = []
    for piece in _split(_LETTER.sub("; ", text.strip(_EDGES)), ";"):
        name = piece.strip(' ,"“”')
        if found := _BORN.match(name):
            said.append(f"born {name[found.end() :]}")
            name = found[1]
        name, others = _take_brackets(name, remarks, said)
        name = name.strip(' ,"“”')
        if is_person and name.count(",") == 1 and not re.search(r"[\d()]", name):
            surname, given = (part.strip() for part in name.split(","))
            name = f"{given} {surname}".strip()
        names += [Spelling(n, language_of(n)) for n in (name, *others) if n]
    return names, ", ".join(said)


def _take_brackets(name: str, remarks: Collection[str], said: list[str]) -> tuple[str, list[str]]:
    """The name without the brackets that hold other spellings or remarks, and those spellings."""
    others: list[str] = []
    for start, end in reversed(list(_brackets(name))):
        inner = name[start + 1 : end].strip()
        outside = f"{name[:start]} {name[end + 1 :]}"
        plain = _SCRIPT_LABEL.sub("", inner)
        if plain.casefold() in remarks or (len(plain) > 60 and ";" not in plain):
            said.append(plain)
        elif ";" in plain or (
            scripts_of(plain) and scripts_of(outside) and not scripts_of(plain) & scripts_of(outside)
        ):
            others = [_SCRIPT_REMARK.sub("", part.strip(" ,")) for part in _split(plain, ";")] + others
        else:
            continue
        name = " ".join(outside.split())
    return name, others


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    depth = start = 0
    for at, sign in enumerate(text):
        if sign == "(":
            start = start if depth else at
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:
                yield start, at
    if depth and ";" in text[start:]:  # one edition lost the closing bracket
        yield start, len(text)


def _split(text: str, mark: str) -> list[str]:
    """Pieces between marks that stand outside brackets."""
    pieces, depth, last = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if sign == mark and not depth:
            pieces.append(text[last:at])
            last = at + 1
    return [p for p in (*pieces, text[last:]) if p.strip()]


def scripts_of(text: str) -> frozenset[str]:
    """Names of the scripts of its letters, as Unicode names them: LATIN, ARABIC, CJK."""
    if text.isascii():
        return frozenset({"LATIN"} if any(map(str.isalpha, text)) else ())
    found = {unicodedata.name(c, "?").split()[0] for c in text if c.isalpha()}
    return frozenset(found - {"MODIFIER", "?"})


def language_of(text: str) -> str | None:
    """ISO 639-3 code of the language when the script is written for one only, else None: Arabic script is Dari, too."""
    if text.isascii():
        return None
    found = {_LANGUAGE_OF_SCRIPT.get(script) for script in scripts_of(text) - {"CJK"}}
    return found.pop() if len(found) == 1 else None


def names_in_note(note: str, alias: str) -> list[Spelling]:
    """Other spellings of a name that a note gives: in another script, or transliterations of one."""
    names = []
    if found := _LATIN_NOTE.search(note):
        names.append(Spelling(found[1].strip()))
    if found := _SCRIPT_NOTE.search(note):
        value = found[2].strip(_EDGES + "-–")
        names += [Spelling(value, "ara" if found[1] else language_of(value))] if scripts_of(value) else []
    if names:
        return names
    if found := _SPELLINGS.search(note):
        return [Spelling(n.strip()) for n in re.split(r"[;,]", found[1] or found[2]) if n.strip()]
    if ";" in note and not re.search(r"[\d:]", note) and "LATIN" not in scripts_of(alias):
        listed = re.match(r"\(([^()]*)\)", note)
        return [Spelling(n.strip(" ()")) for n in (listed[1] if listed else note).split(";") if n.strip(" ()")]
    return []


def read_numbers(text: str) -> list[Number]:
    """The numbers of a NUMBER field: "Afghan passport number SE 012820", "a) … b) …", or a number as it is."""
    pieces = (piece.strip(" ,;") for piece in _PIECE.split(text.replace(";", " a) ")))
    return [_read_labelled(piece) or Number(_cut(piece), "") for piece in pieces if piece]


def find_numbers(text: str) -> list[Number]:
    """The numbers that a note or a type of document holds beside other words; none when it says no number."""
    numbers = []
    for piece in map(str.strip, _PIECE.split(text)):
        if found := _read_labelled(piece):
            numbers.append(found)
        elif bare := _BARE.match(piece):
            numbers.append(Number(bare[0], ""))
    return numbers


def _read_labelled(text: str) -> Number | None:
    found = _LABELLED.match(text)
    return Number(_cut(found["number"]), found["label"]) if found else None


def _cut(text: str) -> str:
    head = _TAIL.sub("", text)
    return head if re.search(r"\d", head) else text


def property_of_document(words: str, known: Mapping[str, str], default: str) -> str:
    """The property for a kind of document: what the finer words say, else the default of its type."""
    text = words.casefold()
    return next((prop for word, prop in known.items() if word in text), default)


def references_in(comment: str, own: str) -> dict[str, str]:
    """Reference number to the sentence that names it, without the entry's own."""
    found: dict[str, str] = {}
    if not _REFERENCE.search(comment):
        return found
    for sentence in _SENTENCE.split(comment):
        for reference in _REFERENCE.findall(sentence):
            if reference != own:
                found.setdefault(reference, sentence.strip())
    return found


def gender_in(comment: str) -> str:
    """The gender a comment states as such, or empty."""
    found = _GENDER.search(comment)
    return found[1] if found else ""


def imo_number_in(comment: str) -> str:
    """The IMO number a comment gives outside brackets (in brackets stand other parties'), or empty."""
    found = _IMO.search(re.sub(r"\((?!IMO\))[^()]*\)", " ", comment))
    return found[1] if found else ""


def is_vessel(comment: str) -> bool:
    """Whether the entry is a ship: only ships are listed under that paragraph.

    Source: Security Council resolution 2146 (2014), paragraph 10: measures on vessels designated by the Committee.
    """
    return _VESSEL.search(comment) is not None


def flag_in(comment: str) -> str:
    """The flag state a comment names, or empty."""
    found = _FLAG.search(comment)
    return found[1].strip() if found else ""


def interpol_links_in(comment: str) -> list[str]:
    """Addresses of INTERPOL notices."""
    return sorted(set(_INTERPOL.findall(comment)))


def range_of_years(text: str) -> tuple[str, str] | None:
    """Both years of "1958 - 1964", or None."""
    found = _YEARS.match(text.strip())
    return (found[1], found[2]) if found else None


def range_in_note(note: str) -> tuple[str, str] | None:
    """Both months of "Between Aug. and Sep. 1977", or None."""
    found = _BETWEEN.match(note)
    if not found:
        return None
    first, last = f"{found[1]} {found[3]}", f"{found[2]} {found[3]}"
    return (first, last) if clean_date(first) and clean_date(last) else None
