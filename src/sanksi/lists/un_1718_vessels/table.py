"""The table of the list: rows of ten columns, gathered into vessels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sanksi.errors import EditionError

NAME_CELL = re.compile(r"1\s*[.:]\s*\S")
_ITEM = re.compile(r"(?:^|\s)(\d{1,2})\s*[.:]\s*(?=\S)")
MEASURES = 5
COLUMNS = 5 + MEASURES
"""Number, name or label, value, IMO number and MMSI, date of designation; then one a measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table: the text of each column, each text a tuple of its lines."""

    cells: tuple[tuple[str, ...], ...]

    def text(self, column: int) -> str:
        """The text of a column on one line."""
        return join_lines(self.cells[column])


@dataclass(slots=True, kw_only=True)
class Vessel:
    """The rows of one vessel."""

    number: str = ""
    names: str = ""
    register: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    designations: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def join_lines(lines: Iterable[str]) -> str:
    """Lines of a cell as one text; a word parted at its hyphen is one word again."""
    text = ""
    for line in lines:
        folded = " ".join(line.split())
        glue = "" if not text or re.search(r"\w-$", text) else " "
        text = f"{text}{glue}{folded}" if folded else text
    return text


def gather(rows: list[Row], name: str) -> tuple[tuple[str, ...], list[Vessel]]:
    """The heads of the measures' columns, and the vessels with the rows that belong to each.

    Raises:
        EditionError: no vessel, or no heads.
    """
    heads: list[list[str]] = [[] for _ in range(MEASURES)]
    vessels: list[Vessel] = []
    for row in rows:
        if NAME_CELL.match(row.text(1)) and not row.text(2):
            vessels.append(Vessel(names=row.text(1)))
        elif not vessels:
            for column, head in enumerate(heads, COLUMNS - MEASURES):
                head += [line for line in row.cells[column] if line != "Relevant sanctions measures"]
            continue
        elif row.text(1) or row.text(2):
            vessels[-1].fields.append((row.text(1), row.text(2)))
        vessel = vessels[-1]
        vessel.number = vessel.number or row.text(0)
        vessel.register += row.cells[3]
        days, marks = row.cells[4], row.cells[COLUMNS - MEASURES :]
        if len(days) > 1 and all(len(mark) == len(days) for mark in marks):
            vessel.designations += [(day, tuple(mark[n] for mark in marks)) for n, day in enumerate(days)]
        elif days or any(marks):
            vessel.designations.append((join_lines(days), tuple(join_lines(mark) for mark in marks)))
    measures = tuple(join_lines(head) for head in heads)
    if not vessels or not all(measures):
        raise EditionError(
            f"{name!r} has no table of vessels with {MEASURES} measures",
            hint="a cut or foreign document; download it again",
        )
    return measures, vessels


def split_items(text: str) -> list[str]:
    """The parts of `1: T3NM2 2: XUJX6`; the whole text where it is not numbered from 1 on."""
    starts: list[re.Match[str]] = []
    for found in _ITEM.finditer(text):
        if int(found[1]) == len(starts) + 1:
            starts.append(found)
    if not starts or starts[0].start() > 0:
        return [text] if text else []
    ends = [found.start() for found in starts[1:]] + [len(text)]
    return [text[found.end() : end].strip() for found, end in zip(starts, ends, strict=True)]
