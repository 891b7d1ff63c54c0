"""What the UK's free texts hold: numbered parts, UN references, numbers of registers and of papers.

Every function gives what the text says for certain, or nothing; the whole text always stands beside it as a note or an original.
"""

import re
from collections.abc import Iterator

_MARK = re.compile(r"(?:^|(?<=[\s,;.\-]))\(?(\d{1,2}|[A-Za-z])\)")
_RANGE = ("-", "–", "to")


def split_numbered(text: str) -> dict[int, str]:
    """The parts of "(1) Tunisia (2)-(3) Libya" or "a) General b) Minister" by their numbers; of a text without numbers the whole as 0.

    A number counts only when it is the next one: "(1) House (12) (2) Street" has two parts.

    >>> split_numbered("(1) Tunisia (2)-(3) Libya"), split_numbered("1) Qatar 2) Syria"), split_numbered("Unit (a) of Kabul")
    ({1: 'Tunisia', 2: 'Libya', 3: 'Libya'}, {1: 'Qatar', 2: 'Syria'}, {0: 'Unit (a) of Kabul'})
    """
    text = " ".join(text.split())
    parts: dict[int, str] = {}
    waiting: list[int] = []
    start, expected = 0, 1
    for mark in _MARK.finditer(text):
        number = int(mark[1]) if mark[1].isdigit() else ord(mark[1].lower()) - ord("a") + 1
        raw = text[start : mark.start()]
        between = raw.strip()
        if not waiting and mark.start():
            break  # the text does not begin with a number
        tight = between in (raw, "to")  # "(1) - (2) Qatar" says nothing of 1
        if waiting and between in _RANGE and number > waiting[-1] + (not tight):
            waiting += range(waiting[-1] + 1, number + 1)
        elif number == expected:
            parts |= dict.fromkeys(waiting, between)
            waiting = [number]
        else:
            continue
        start, expected = mark.end(), number + 1
    if not waiting:
        return {0: text} if text else {}
    parts |= dict.fromkeys(waiting, text[start:].strip())
    return {number: cleaned for number, part in parts.items() if (cleaned := part.strip(" ,;-"))}


def split_values(text: str) -> tuple[str, ...]:
    """The distinct parts of a text, numbered or not, in their order."""
    return tuple(dict.fromkeys(split_numbered(text).values()))


_NEW_REFERENCE = r"([A-Z]{2}[ieIE])(?:\.\s?|\s)(\d{1,4})\b"
_OLD_REFERENCE = r"[A-Z]{1,2}(?:\.[A-Z0-9]{1,4})+(?![A-Za-z0-9])"
_LABELLED_REFERENCE = re.compile(
    rf"\b(?i:UN\s+Ref(?:erence)?)\b\)?[\s.:]*(?:No\b[\s.:]*)?(?:{_NEW_REFERENCE}|({_OLD_REFERENCE}))"
)
_WHOLE_REFERENCE = re.compile(rf"(?:{_NEW_REFERENCE}|{_OLD_REFERENCE})$")
_SAYS_REFERENCE = re.compile(r"\bUN\s+Ref", re.IGNORECASE)


def find_un_references(text: str) -> tuple[str, ...]:
    """The UN references that a text labels as such ("UN Ref QDe.004.", "(UN Ref):TAi.155"); a party mentioned in passing has no label.

    >>> find_un_references("UN Ref QDe.004. Emir of the eastern zone (QDi.005)."), find_un_references("UN REF:QE.A.146.14. Also known")
    (('QDe.004',), ('QE.A.146.14',))
    """
    return tuple(dict.fromkeys(old or f"{new}.{number}" for new, number, old in _LABELLED_REFERENCE.findall(text)))


def is_un_reference(text: str) -> bool:
    """Whether the text is a UN reference in its present or its former form, and nothing else."""
    return _WHOLE_REFERENCE.match(text) is not None


def kind_of_reference(reference: str) -> str:
    """What a UN reference names: `Person` for TAi.002, QI.A.12.01 and I.37.D.4, `Organization` for QDe.004 and E.29.II.9, else empty."""
    letters, _, rest = reference.partition(".")
    if len(letters) == 1 and not rest[:1].isdigit():  # I.AC.50.20.12.12: a document of a committee
        return ""
    return {"I": "Person", "E": "Organization"}.get(letters[-1:].upper(), "")


def says_un_reference(text: str) -> bool:
    """Whether the text announces a UN reference."""
    return _SAYS_REFERENCE.search(text) is not None


_GAP = r"\b(?:\s*\(?(?:number|no|code)\b\.?\)?)?[\s:.#№=-]*"
_REGISTERS = {
    "innCode": re.compile(rf"\bINN{_GAP}(\d{{12}}|\d{{10}})(?!\d)", re.IGNORECASE),
    "ogrnCode": re.compile(rf"\bOGRN(?:IP)?{_GAP}(\d{{15}}|\d{{13}})(?!\d)", re.IGNORECASE),
    "leiCode": re.compile(rf"\bLEI{_GAP}([A-Z0-9]{{18}}\d{{2}})(?![A-Z0-9])", re.IGNORECASE),
    "imoNumber": re.compile(rf"\bIMO{_GAP}(\d{{7}})(?!\d)", re.IGNORECASE),
    "swiftBic": re.compile(rf"\b(?:SWIFT|BIC)(?:/BIC)?{_GAP}([A-Z]{{6}}[A-Z0-9]{{2}}(?:[A-Z0-9]{{3}})?)\b"),
}
_LABEL = re.compile(r"^[^\d:#]{2,60}[:#]\s*(?=\S)")


def find_register_numbers(text: str) -> Iterator[tuple[str, str]]:
    """Property and number for each number whose register the text names, then the other numbers as `registrationNumber`.

    >>> list(find_register_numbers("INN: 7707083893; OGRN 1027700132195")), list(find_register_numbers("Reg. no: HRB 12345"))
    ([('innCode', '7707083893'), ('ogrnCode', '1027700132195')], [('registrationNumber', 'HRB 12345')])
    """
    for prop, pattern in _REGISTERS.items():
        for number in pattern.findall(text):
            yield prop, number
        text = pattern.sub(";", text)
    for piece in re.split(r"[;|\n]", text):
        cleaned = _LABEL.sub("", piece.strip(" ,.")).strip(" ,.")
        if any(map(str.isdigit, cleaned)):
            yield "registrationNumber", cleaned


_REMARK = re.compile(r"\([^()]*\)")
_ENDS = re.compile(
    r"\b(?:issued?|expir|valid|until|under|born|dated?|delivered|since|in the name|obtained|cancel)", re.IGNORECASE
)
_PAPER = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{1,6}-?|(?!ID |NIC |NO )[A-Z]{1,4} )?\d[\dA-Z]*(?:[-./]\w+)*")
_BARE = re.compile(r"[A-Z]{0,3}[\d .-]+$")
_ANOTHER = re.compile(r"\b(?:no|number|card)\b[\s.:]*[A-Z]{0,3}[ -]?\d{4}", re.IGNORECASE)
_HEADING = re.compile(r"^[^\d()]{1,60}?\s*(?=\(?[aA1]\)).*?(?<=[\s\d,)])\(?[bB2]\)")


def split_papers(text: str) -> tuple[str, ...]:
    """The parts of a description of papers; a heading before numbered ones is left out.

    >>> split_papers("Passport No: (a) 472320665, (b) 563120356."), split_papers("K142736 (Saudi Arabian)")
    (('472320665', '563120356.'), ('K142736 (Saudi Arabian)',))
    """
    if _HEADING.match(text):
        text = re.sub(r"(?<=\d)(?=\([b-zB-Z2-9]\))", " ", text[text.index(")") - 1 :])
        text = f"({text}"
    return split_values(text)


def find_paper_number(text: str) -> str | None:
    """The one number in the description of a passport or identity card, or None when there is none or more than one.

    >>> find_paper_number("R000043 (Afghan). Issued 15 Oct 1996"), find_paper_number("Passport number:F46891"), find_paper_number("Uganda")
    ('R000043', 'F46891', None)
    """
    head, *tail = _ENDS.split(_REMARK.sub("; ", text), maxsplit=1)
    if any(map(_ANOTHER.search, tail)):
        return None
    bare = head.strip(" .;")
    found = [bare] if _BARE.match(bare) else _PAPER.findall(head)
    found = [n for n in found if sum(map(str.isdigit, n)) >= 4]
    return found[0] if len(found) == 1 else None
