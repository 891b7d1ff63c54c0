"""A PDF to text: its pages' lines joined to paragraphs, within bounds."""

import logging
import re
from io import BytesIO
from itertools import pairwise
from typing import Any

from sanksi.errors import ReadingError

MOST_PAGES = 200
MOST_STEPS = 500_000
"""Operators drawn at most, in all: a page of text has some thousand, a form that calls forms has no end."""

_STREAM = 4_000_000
"""Bytes of the largest content of a page, unpacked."""

_SHORT = 0.8
"""Share of the width of a page under which a line that ends a sentence ends its paragraph."""

_ENDS = re.compile(r"[.?!:][\"”’')*]*$")
_LABEL = re.compile(r"[A-Z][\w ]{2,20}:")
_HALVED = re.compile(r"(\w+)-$")
_INSTEAD = "give the report as text"


def read_pdf(data: bytes, *, name: str, largest: int) -> tuple[str, str | None]:
    """Text of a PDF and its title as the file tells it.

    Args:
        data: the file.
        name: for messages.
        largest: characters of the longest text taken.

    Raises:
        ReadingError: damaged, locked, without text, or too much of it.
    """
    import pypdf  # noqa: PLC0415 - only for PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells each oddity of a file on the error stream
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        pages = [reader.pages[k] for k in range(min(len(reader.pages), MOST_PAGES + 1))]
        text = _read_pages(pages, name, largest)
        title = str(reader.metadata.get("/Title", "")) if reader.metadata else ""
    except ReadingError:
        raise
    except Exception as error:
        # the library lets errors of every kind through when a file is damaged or locked
        raise ReadingError(
            f"{name!r} is no readable PDF: {type(error).__name__} {' '.join(str(error).split())[:120]}", hint=_INSTEAD
        ) from error
    if not text.strip():
        raise ReadingError(f"{name!r} is a PDF without text, pictures of pages perhaps", hint=_INSTEAD)
    return text, " ".join(title.split())[:300] or None


def _read_pages(pages: list[Any], name: str, largest: int) -> str:
    steps = size = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            raise ReadingError(f"{name!r} draws more than a report does", hint=_INSTEAD)

    if len(pages) > MOST_PAGES:
        raise ReadingError(f"{name!r} has more than {MOST_PAGES} pages", hint="give one report, not a whole book")
    paragraphs: list[str] = []
    for page in pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _STREAM:
            raise ReadingError(f"{name!r} has a page larger than a report does", hint=_INSTEAD)
        text = page.extract_text(visitor_operand_before=count)
        size += len(text)
        if size > largest:
            raise ReadingError(f"{name!r} has more than {largest} characters", hint="give one report, not a whole book")
        paragraphs += join_lines(text)
    return "\n\n".join(paragraphs)


def join_lines(text: str) -> list[str]:
    """The paragraphs of text whose lines were broken to the width of a page."""
    lines = [" ".join(line.split()) for line in re.sub(r"[\x00-\x08\x0e-\x1f]", "", text).split("\n")]
    width = max(map(len, lines), default=0)
    paragraphs = lines[:1]
    for before, line in pairwise(lines):
        if _goes_on(before, line, width):
            halved = _HALVED.search(before)
            doubled = halved is not None and line.lower().startswith(halved[1].lower())  # "kapal-kapal"
            kept = before[:-1] if halved and not doubled and line[0].islower() else before
            paragraphs[-1] = paragraphs[-1][: len(paragraphs[-1]) - len(before)] + kept
            paragraphs[-1] += line if halved else f" {line}"
        else:
            paragraphs.append(line)
    return [paragraph for paragraph in paragraphs if paragraph]


def _goes_on(before: str, line: str, width: int) -> bool:
    if not before or not line or _LABEL.match(line):
        return False
    if line[0].islower():
        return True
    return len(before) >= _SHORT * width and not (_ENDS.search(before) and len(before) < 0.9 * width)
