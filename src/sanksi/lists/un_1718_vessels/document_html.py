"""The rows of the list converted to HTML."""

from collections.abc import Iterator

from lxml import etree, html

from sanksi.errors import EditionError
from sanksi.lists.files import SourceFile
from sanksi.lists.un_1718_vessels.table import COLUMNS, Row

_MOST_SPAN = 50
_END = 2048
"""Bytes in which a document begins and ends."""


def read_html(file: SourceFile) -> tuple[str, list[Row]]:
    """The title with the heads of the document, and the rows of its tables.

    Raises:
        EditionError: no HTML, or a page without its end.
    """
    if b"</html" not in file.data[-_END:].lower() and b"<html" in file.data[:_END].lower():
        raise EditionError(f"{file.name!r} has no end: `</html>` is missing", hint="a cut download; download it again")
    try:
        root = html.fromstring(
            file.data,
            parser=html.HTMLParser(
                no_network=True, huge_tree=False, remove_comments=True, encoding=_encoding(file.data)
            ),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EditionError(f"{file.name!r} is neither PDF nor HTML: {error}", hint="download it again") from error
    title = " ".join(str(piece) for element in root.iter("title") for piece in element.itertext())
    rows = [row for table in root.iter("table") for row in _expand(table)]
    heading = " ".join(row.text(column) for row in rows[:2] for column in range(COLUMNS))
    return f"{' '.join(title.split())} {heading}", rows


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are, whatever the page declares; else what it declares."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _expand(table: etree._Element) -> Iterator[Row]:
    """The rows of a table with each cell in its column: cells that span rows or columns stand in the first."""
    taken: dict[int, int] = {}  # column: rows below that a cell above reaches into
    for element in table.iter("tr"):
        cells: list[tuple[str, ...]] = [()] * COLUMNS
        column = 0
        blocked = {c for c, left in taken.items() if left > 0}
        taken = {c: left - 1 for c, left in taken.items() if left > 1}
        for cell in element.iterchildren("td", "th"):
            while column in blocked:
                column += 1
            wide, high = (_span(cell, name) for name in ("colspan", "rowspan"))
            place = min(column, COLUMNS - 1)  # a cell too many spoils the last column, where it is told
            lines = [" ".join("".join(str(piece) for piece in p.itertext()).split()) for p in cell.iter("p")]
            plain = " ".join("".join(str(piece) for piece in cell.itertext()).split())
            cells[place] += tuple(line for line in lines or [plain] if line)
            if high > 1:
                taken |= dict.fromkeys(range(column, column + wide), high - 1)
            column += wide
        yield Row(cells=tuple(cells))


def _span(cell: etree._Element, name: str) -> int:
    text = str(cell.get(name, "1"))
    return min(max(int(text), 1), _MOST_SPAN) if text.isascii() and text.isdigit() and len(text) < 4 else 1
