"""The rows of OFAC's legacy tables, in all four layouts: comma, @ and | delimited, and fixed width.

The content tells the layout and the table, not the file's name. Source: OFAC, "Specially Designated Nationals and Blocked Persons, Data
Specification", 2023-09-25 (.csv, .ff), and "Consolidated, Data Specification", 2018 (also .del, .pip; a programme column of 50 places).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sanksi.errors import EditionError, ParseError
from sanksi.lists.draft import Draft
from sanksi.lists.files import SourceFile, decode

Row = tuple[str, ...]

_COLUMNS = {12: "main", 5: "alt", 6: "add", 2: "comments"}
_AFTER_PROGRAM = (200, 8, 25, 14, 8, 40, 150, 1000)
_WIDTHS = {
    sum(widths): (role, tuple(pairwise(accumulate(widths, initial=0))))
    for role, widths in (
        ("main", (10, 350, 12, 50, *_AFTER_PROGRAM)),
        ("main", (10, 350, 12, 200, *_AFTER_PROGRAM)),
        ("add", (10, 10, 750, 116, 250, 200)),
        ("alt", (10, 10, 8, 350, 200)),
    )
}
"""Length of a fixed-width row to its table and the bounds of its fields; the spillover file has no length of its own."""

_DELIMITED = re.compile(r'\s*"?\d{1,10}"?\s*([,@|])')
_FIXED = re.compile(r" *\d{1,10}(?! *[,@|])")
_NEW_ROW = re.compile(r"\r\n|\r|\n")
_END_OF_FILE = "\x1a"
_ENDS = ("\n", "\r", _END_OF_FILE)
_LAST_VALUE = re.compile(r'(?:"|-0-) *$')


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One file of an edition.

    Attributes:
        role: `main`, `alt`, `add` or `comments`.
        rows: those that are whole, in order, each with as many columns as the table has.
        rows_in_file: whole and broken ones.
    """

    role: str
    rows: list[Row]
    rows_in_file: int


def read_table(file: SourceFile, draft: Draft) -> Table:
    """Read a file of any layout; a broken row is an Issue.

    Raises:
        EditionError: none of the tables, cut in the middle of a row, or more than one row in a hundred is broken.
        ParseError: binary text, or rows that are no table.
    """
    text = decode(file, ("utf-8-sig", "cp1252"))
    if found := _DELIMITED.match(text):
        role, rows, whole = _read_delimited(file, text, found[1])
    elif _FIXED.match(text):
        role, rows, whole = _read_fixed(file, text)
    else:
        raise _foreign(file, text)
    good = []
    for number, row in enumerate(rows, 1):
        if whole(row) and row[0].strip().isdecimal():
            good.append(row)
        else:
            draft.entity_id = ""
            draft.issue(f"{file.name}:{number}", ",".join(row), f"broken row of {len(row)} columns", "error")
    if not text.endswith(_ENDS) and (good[-1:] != rows[-1:] or not _LAST_VALUE.search(text[-20:])):
        raise EditionError(f"{file.name!r} ends in the middle of a row", hint="a cut download; download it again")
    if len(rows) - len(good) > max(2, len(rows) // 100):
        raise EditionError(
            f"{file.name!r}: {len(rows) - len(good)} of {len(rows)} rows are broken",
            hint="a damaged download; download it again",
        )
    return Table(role=role, rows=good, rows_in_file=len(rows))


def _read_delimited(file: SourceFile, text: str, delimiter: str) -> tuple[str, list[Row], Callable[[Row], bool]]:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        rows = [tuple(row) for row in reader if row and row[0].strip(f" {_END_OF_FILE}") + "".join(row[1:])]
    except csv.Error as error:
        raise ParseError(f"{file.name!r} is no CSV: {error}", hint="download it again") from error
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    if width not in _COLUMNS:
        raise _foreign(file, text)
    if text.count("\n") == len(rows):
        return _COLUMNS[width], rows, lambda row: len(row) == width
    # OFAC's values have no line breaks: one in a value is a quotation mark that was lost, and other rows swallowed
    return _COLUMNS[width], rows, lambda row: len(row) == width and not any(_NEW_ROW.search(value) for value in row)


def _read_fixed(file: SourceFile, text: str) -> tuple[str, list[Row], Callable[[Row], bool]]:
    lines = [line for line in _NEW_ROW.split(text) if line.strip(f" {_END_OF_FILE}")]
    length = Counter(map(len, lines)).most_common(1)[0][0]
    if "comment" in file.name.casefold():
        return "comments", [(line[:10], line[10:]) for line in lines], lambda row: bool(row[1])
    if length not in _WIDTHS:
        raise _foreign(file, text)
    role, bounds = _WIDTHS[length]
    # a remark that goes on in the comments may end in white space of its own: the last field is left as it is
    rows = [
        (*(line[start:end].rstrip() for start, end in bounds[:-1]), line[bounds[-1][0] :])
        if len(line) == length
        else (line,)
        for line in lines
    ]
    return role, rows, lambda row: len(row) == len(bounds)


def _foreign(file: SourceFile, text: str) -> EditionError:
    first = _NEW_ROW.split(text[:200], maxsplit=1)[0]
    return EditionError(
        f"{file.name!r} is none of OFAC's legacy CSV files nor of their other layouts: it begins {first!r:.80}",
        hint="check the file and the list id",
    )
