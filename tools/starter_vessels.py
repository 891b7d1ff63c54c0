"""Read the UN 1718 Committee's designated vessels list, as the HTML made of its PDF, into rows of facts.

The narrative ("Other information") and picture links are left out on purpose: the starter list carries facts only.

Source: UN Security Council Committee pursuant to resolution 1718 (2006), "1718 Designated Vessels List", 4 June 2020.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lxml import html

from sanksi.errors import ParseError

_LEFT_OUT = frozenset({"other information", "picture link"})
_LABELS = _LEFT_OUT | {"flag", "call sign", "type", "designated as economic resources of"}
_NUMBERED = re.compile(r"(?:^|\s)\d[:.]\s*")
_DAY = re.compile(r"\d{2}-[A-Z][a-z]{2}-\d{2}")
_PARAGRAPH = re.compile(r"paragraph (\d+) ?(\(\w\))? of resolution (\d+) (\(\d{4}\))", re.IGNORECASE)
_MEASURES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """What applies from a day on: `on`, and the column headings that say "Yes", paragraphs as citations ("S/RES/2371 (2017), OP6")."""

    on: date
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VesselRow:
    """One vessel of the list.

    Attributes:
        number: its number on the list.
        name: the latest name: the list numbers names from the oldest to the latest.
        former_names: the names before, oldest first.
        imo: seven digits, or None where the list says that there is none.
        mmsi: nine digits each, in the list's order.
        flags: States as the list writes them, oldest first.
        call_signs: in the list's order.
        type: kind of ship, or empty.
        resource_of: the designated company it is an economic resource of, with its reference, or empty.
        designations: by day.
    """

    number: int
    name: str
    former_names: tuple[str, ...]
    imo: str | None
    mmsi: tuple[str, ...]
    flags: tuple[str, ...]
    call_signs: tuple[str, ...]
    type: str
    resource_of: str
    designations: tuple[Designation, ...]


def read_vessels(page: bytes) -> tuple[VesselRow, ...]:
    """Read every vessel of the page, in the list's order.

    Raises:
        ParseError: the page does not have the list's form, at a named vessel; nothing is left out silently.
    """
    rows = [[_Cell(td) for td in tr.findall("td")] for tr in html.fromstring(page).iter("tr")]
    headings = next(
        (tuple(_cited(c.text) for c in row) for row in rows if len(row) == _MEASURES and "resolution" in row[0].text),
        None,
    )
    if headings is None:
        raise ParseError("the page has no row of measures", hint="give the 1718 Designated Vessels List as HTML")
    return tuple(_vessel(number, block, headings) for number, block in enumerate(_blocks(rows), start=1))


class _Cell:
    """Text of a table cell, paragraphs joined by a space, and whether it is a name's (two columns wide)."""

    __slots__ = ("text", "wide")

    def __init__(self, td: html.HtmlElement) -> None:
        self.text = " ".join(" ".join(td.itertext()).split())
        self.wide = td.get("colspan") == "2"


def _blocks(rows: list[list[_Cell]]) -> Iterator[list[list[_Cell]]]:
    """The rows of one vessel after another: each begins with a name."""
    block: list[list[_Cell]] = []
    for row in rows:
        if any(c.wide and c.text.startswith("1:") for c in row):
            if block:
                yield block
            block = [row]
        elif block:
            block.append(row)
    if block:
        yield block


def _vessel(number: int, block: list[list[_Cell]], headings: tuple[str, ...]) -> VesselRow:
    first = block[0]
    at = next(i for i, c in enumerate(first) if c.wide)
    *former, name = _numbered(first[at].text)
    identifiers = first[at + 1].text if at + 1 < len(first) else ""
    imo, _, mmsi = identifiers.partition("MMSI:")
    if not (re.fullmatch(r"\d{7}", imo.strip()) or imo.strip() == "Does not exist"):
        raise ParseError(f"vessel {number}, {name!r}: {identifiers!r} is no IMO number")
    facts: dict[str, str] = {}
    for row in block[1:]:
        label = next((i for i, c in enumerate(row) if c.text.lower() in _LABELS), None)
        if label is None or label + 1 >= len(row):
            raise ParseError(f"vessel {number}, {name!r}: a row without a known label: {[c.text for c in row]!r:.200}")
        facts[row[label].text.lower()] = row[label + 1].text
    designations = [d for row in block if (d := _designation(row, headings, f"vessel {number}, {name!r}"))]
    if not designations:
        raise ParseError(f"vessel {number}, {name!r}: no day of designation")
    stated = {int(c.text) for row in block for c in row[:1] if c.text.isdigit()}
    if stated != {number}:
        raise ParseError(f"vessel {number}, {name!r}: the list numbers it {sorted(stated)!r}")
    return VesselRow(
        number=number,
        name=name,
        former_names=tuple(former),
        imo=imo.strip() if imo.strip().isdigit() else None,
        mmsi=_numbered(mmsi),
        flags=_numbered(facts.get("flag", "")),
        call_signs=_numbered(facts.get("call sign", "")),
        type=facts.get("type", ""),
        resource_of=facts.get("designated as economic resources of", ""),
        designations=tuple(sorted(designations, key=lambda d: d.on)),
    )


def _designation(row: list[_Cell], headings: tuple[str, ...], where: str) -> Designation | None:
    at = next((i for i, c in enumerate(row) if _DAY.fullmatch(c.text)), None)
    if at is None:
        return None
    answers = [c.text for c in row[at + 1 :]]
    if len(answers) != len(headings) or not {"Yes"} <= set(answers) <= {"Yes", "na"}:
        raise ParseError(
            f"{where}: {answers!r} for {len(headings)} measures", hint="each is Yes or na, and one at least is Yes"
        )
    on = datetime.strptime(row[at].text, "%d-%b-%y").date()  # noqa: DTZ007 - a day has no zone
    return Designation(on=on, measures=tuple(h for h, a in zip(headings, answers, strict=True) if a == "Yes"))


def _cited(heading: str) -> str:
    """Paragraphs of resolutions in the form of citations; a heading without any stays as it is."""
    paragraphs = [f"S/RES/{m[3]} {m[4]}, OP{m[1]}{m[2] or ''}" for m in _PARAGRAPH.finditer(heading)]
    return "; ".join(paragraphs) or heading


def is_imo(number: str) -> bool:
    """Whether a ship's IMO number has the right check digit (IMO resolution A.1117(30))."""
    return len(number) == 7 and sum(int(number[i]) * (7 - i) for i in range(6)) % 10 == int(number[6])


def _numbered(text: str) -> tuple[str, ...]:
    """`1: X 2: Y` as its parts; a lone part may go without number."""
    return tuple(part.strip() for part in _NUMBERED.split(text) if part.strip())
