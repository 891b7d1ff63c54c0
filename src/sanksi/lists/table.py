"""Rows of a CSV file with a heading, each exactly as wide as its heading."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence

from sanksi.errors import EditionError, ParseError
from sanksi.lists.files import SourceFile

MAX_COLUMNS = 1000


def read_table(
    file: SourceFile, text: str, *, delimiter: str = ",", needed: Collection[str]
) -> tuple[tuple[str, ...], Iterator[tuple[int, tuple[str, ...]]]]:
    """The heading, and the rows with the number of the line on which each ends.

    Args:
        file: whose text it is, for the messages.
        text: the whole file.
        delimiter: between cells.
        needed: columns that must be there.

    Raises:
        EditionError: a web page, or a heading without a needed column or with one twice.
        ParseError: while the rows are read: a broken or cut one, with its line.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise EditionError(f"{file.name!r} is a web page or XML, not a table", hint="download it again")
    rows = _read_rows(file, text, delimiter)
    _, heading = next(rows, (0, ()))
    heading = tuple(" ".join(cell.split()) for cell in heading)
    lacking = sorted(set(needed) - set(heading))
    if lacking:
        raise EditionError(
            f"{file.name!r} has no column {', '.join(map(repr, lacking))}; its heading is {', '.join(heading)!r:.200}",
            hint="check the file, the list id and the delimiter",
        )
    twice = sorted({name for name in heading if name and heading.count(name) > 1})
    if twice or len(heading) > MAX_COLUMNS:
        raise EditionError(f"{file.name!r} has {', '.join(twice) or len(heading)!r} more than once or too many columns")
    return heading, _as_wide(file, rows, heading)


def _read_rows(file: SourceFile, text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise ParseError(
                f"{file.name!r} line {reader.line_num} is no row: {error}", hint="a broken or cut file"
            ) from error
        if row is None:
            return
        yield reader.line_num, tuple(row)


def _as_wide(
    file: SourceFile, rows: Iterator[tuple[int, tuple[str, ...]]], heading: Sequence[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(heading):
            raise ParseError(
                f"{file.name!r} line {line} has {len(row)} cells, its heading {len(heading)}",
                hint="a cut file, or a cell with the delimiter in it that is not in quotation marks",
            )
        yield line, row
