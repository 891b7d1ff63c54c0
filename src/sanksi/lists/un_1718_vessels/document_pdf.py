"""The rows of the list as PDF: texts by their place on the page, and the rules between them."""

import logging
import re
from bisect import bisect_left
from collections.abc import Iterator
from io import BytesIO

import pypdf

from sanksi.errors import EditionError, ParseError
from sanksi.lists.files import SourceFile
from sanksi.lists.un_1718_vessels.table import COLUMNS, NAME_CELL, Row

_EDGES = (45, 110, 286, 364, 428, 491, 555, 619, 690)
"""Left edges of the columns after the first on the PDF's page, in points; measured on the edition of 4 June 2020."""
_SAME_LINE = 3
"""Points between base lines that still are one line."""
_MOST_PAGES = 200


def read_pdf(file: SourceFile) -> tuple[str, list[Row]]:
    """The title with the heads of the document, and the rows of its pages.

    Raises:
        EditionError: more pages than the list can have, or a document without its end.
        ParseError: a damaged file.
    """
    if b"%%EOF" not in file.data[-2048:]:  # the library would make up for it
        raise EditionError(f"{file.name!r} has no end: `%%EOF` is missing", hint="a cut download; download it again")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells each oddity of a file on the error stream
    try:
        reader = pypdf.PdfReader(BytesIO(file.data))
        pages = reader.pages[: _MOST_PAGES + 1]
        rows = [row for page in pages[:_MOST_PAGES] for row in _read_page(page)]
        title = str(reader.metadata.get("/Title", "")) if reader.metadata else ""
    except Exception as error:
        # the library lets errors of every kind through when a file is damaged
        raise ParseError(
            f"{file.name!r} is not a readable PDF: {type(error).__name__} {error}",
            hint="a broken or cut download; download it again",
        ) from error
    if len(pages) > _MOST_PAGES:
        raise EditionError(f"{file.name!r} has more than {_MOST_PAGES} pages", hint="check the file and the list id")
    heading = " ".join(row.text(column) for row in rows[:2] for column in range(COLUMNS))
    return f"{title} {heading}", rows


def _read_page(page: pypdf.PageObject) -> list[Row]:
    """The rows of a page: a row is what stands between two rules in the column of the labels."""
    texts: list[tuple[float, float, str]] = []
    rules: list[float] = []
    path: list[tuple[float, float]] = []

    def see_text(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip("\n"):
            texts.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5], text.replace("\n", "")))

    def see_operand(operator: bytes, operands: list[float], cm: list[float], _tm: list[float]) -> None:
        if operator == b"m":
            path.clear()
        if operator in (b"m", b"l"):
            path.append((float(operands[0]) * cm[0] + cm[4], float(operands[1]) * cm[3] + cm[5]))
        elif operator == b"re":
            x, y, wide, high = (float(value) for value in operands[:4])
            path[:] = [(x * cm[0] + cm[4], y * cm[3] + cm[5]), ((x + wide) * cm[0] + cm[4], (y + high) * cm[3] + cm[5])]
        elif operator in (b"f", b"f*", b"S", b"s", b"B"):
            xs, ys = [x for x, _ in path], [y for _, y in path]
            # a rule: flat, and across the column of the labels
            if path and max(ys) - min(ys) < _SAME_LINE and min(xs) < _EDGES[0] + 15 and max(xs) > _EDGES[1] - 10:
                rules.append(sum(ys) / len(ys))
            path.clear()

    page.extract_text(visitor_text=see_text, visitor_operand_before=see_operand)
    edges = sorted({round(rule) for rule in rules})
    bands: dict[int, list[tuple[float, float, str]]] = {}
    for x, y, text in texts:
        bands.setdefault(bisect_left(edges, y), []).append((x, y, text))
    # what stands above the first and below the last rule is no part of the table: title and page number
    return [_band_row(bands[band]) for band in sorted(bands, reverse=True) if band > 0 or not edges]


def _band_row(texts: list[tuple[float, float, str]]) -> Row:
    columns: list[list[tuple[float, float, str]]] = [[] for _ in range(COLUMNS)]
    named = any(_EDGES[0] <= x < _EDGES[1] and NAME_CELL.match(text.strip()) for x, _, text in texts) or any(
        re.fullmatch(r"1\s*[.:]\s*", text) and _EDGES[0] <= x < _EDGES[0] + 15 for x, _, text in texts
    )
    for x, y, text in texts:
        column = sum(x >= edge for edge in _EDGES)
        # the cell with the names is as wide as label and value together
        columns[1 if named and column == 2 else column].append((x, y, text))
    return Row(cells=tuple(tuple(_lines(cell)) for cell in columns))


def _lines(cell: list[tuple[float, float, str]]) -> Iterator[str]:
    """The lines of a cell from top to bottom, pieces of one line from left to right."""
    cell = sorted(cell, key=lambda piece: -piece[1])
    while cell:
        top = cell[0][1]
        line = [piece for piece in cell if top - piece[1] < _SAME_LINE]
        cell = cell[len(line) :]
        if text := "".join(text for _, _, text in sorted(line, key=lambda piece: piece[0])).strip():
            yield text
