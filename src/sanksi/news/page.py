"""A page or file to text: bytes decoded, HTML taken apart, what its metadata says about itself."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import accumulate, islice

from sanksi.errors import ReadingError
from sanksi.news.blocks import select_blocks
from sanksi.news.values import Article

LARGEST = 5_000_000
"""Bytes of the largest file taken."""

LONGEST_TEXT = 300_000
"""Characters of the longest text read: fifty times a long report, two to six seconds of reading."""

MOST_ELEMENTS = 30_000
"""Elements of the largest page taken: those of three outlets have 750 to 1,900, and the time of trafilatura grows faster than they do."""

_HTML = re.compile(r"(?i)<!doctype html|<html[\s>]|<body[\s>]|<article[\s>]|<p[\s>].{0,2000}</p>", re.DOTALL)
_CHARSET = re.compile(
    rb"""(?i)charset=["']?((?:iso-8859|windows|cp|latin|us-ascii|euc|gb|big5|shift_jis|koi8)[\w-]{0,12})"""
)  # the encodings of pages; Python knows more ("undefined", "unicode_escape"), which no page is written in
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Text with what its metadata says.

    Attributes:
        extracted: whether it was taken out of HTML or PDF.
        marks: offset of a line to the zone that the page's elements give it (`text` for a paragraph, `item` for one of a list, a quotation, a cell).
    """

    text: str
    told: Article | None = None
    extracted: bool = False
    marks: Mapping[int, str] = field(default_factory=dict)


def decode_page(data: bytes, *, name: str) -> str | Page:
    """Bytes of a text or HTML file as text; of a PDF the page that its text makes.

    Raises:
        ReadingError: empty, too large, binary, in an encoding that cannot be told, or a PDF without text.
    """
    if not data.strip():
        raise ReadingError(f"{name!r} is empty", hint="give a report as plain text, HTML or PDF")
    if len(data) > LARGEST:
        raise ReadingError(
            f"{name!r} has more than the {LARGEST} bytes that are read", hint="give one report, not a whole site"
        )
    if data.startswith(b"%PDF-"):
        from sanksi.news.pdf import read_pdf  # noqa: PLC0415 - only for PDF

        text, title = read_pdf(data, name=name, largest=LONGEST_TEXT)
        head = text[:2000].casefold()
        shown = title if title and title.casefold() in head else None  # many carry the name of a template
        return Page(text=text, told=Article(title=shown) if shown else None, extracted=True)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        declared = _CHARSET.search(data[:2048])
        encodings = ["utf-8-sig", *([declared.group(1).decode("ascii")] if declared else []), "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if not _CONTROL.search(text[:100_000]):
            return text
    raise ReadingError(f"{name!r} is no text file", hint="give a report as plain text or HTML, in UTF-8")


def read_page(text: str | Page, *, html: bool | None) -> Page:
    """Text of a report, out of HTML when it is HTML.

    Args:
        text: plain text or HTML; a page stays as it is.
        html: whether it is HTML; None looks.

    Raises:
        ReadingError: empty, too large, binary, or a page without text.
    """
    if isinstance(text, Page):
        return _bounded(text)
    if not text.strip():
        raise ReadingError("the report is empty", hint="give a report as plain text, HTML or PDF")
    if len(text) > LARGEST:
        raise ReadingError(
            f"the report has {len(text)} characters; at most {LARGEST} are read",
            hint="give one report, not a whole site",
        )
    if _CONTROL.search(text):
        raise ReadingError(
            "the report holds control characters, as binary files do", hint="give a report as plain text, HTML or PDF"
        )
    if html is None:
        html = bool(_HTML.search(text[:20_000]))
    return _bounded(_read_html(text) if html else Page(text=text))


def _bounded(page: Page) -> Page:
    if len(page.text) > LONGEST_TEXT:
        raise ReadingError(
            f"the report has {len(page.text)} characters of text; at most {LONGEST_TEXT} are read",
            hint="give one report, not a whole book",
        )
    return page


def _read_html(source: str) -> Page:
    import lxml.html  # noqa: PLC0415 - only for pages
    import trafilatura  # noqa: PLC0415 - only for pages
    from lxml.etree import LxmlError  # noqa: PLC0415 - only for pages

    from sanksi.news.metadata import article_body, read_metadata  # noqa: PLC0415 - only for pages

    try:
        parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, recover=True, encoding="utf-8")
        root = lxml.html.fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise ReadingError(f"the page cannot be taken apart: {error}", hint="save the report as plain text") from error
    if sum(1 for _ in islice(root.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise ReadingError(
            f"the page has more than {MOST_ELEMENTS} elements", hint="save the report as plain text, without the site"
        )
    told = read_metadata(root)
    extracted = (
        trafilatura.extract(
            deepcopy(root), include_comments=False, include_tables=False, with_metadata=False, fast=True
        )
        or ""
    )
    lines = [(block.text, block.mark) for block in select_blocks(root, extracted, told.title)] if extracted else []
    lines = lines or [(line, "") for line in (extracted or article_body(root)).splitlines() if line.strip()]
    if not lines:
        raise ReadingError("the page has no text of a report", hint="save the report as plain text")
    if told.title and lines[0][0] != told.title:
        lines = [(told.title, ""), *lines]
    starts = accumulate((len(line) + 2 for line, _ in lines), initial=0)
    return Page(
        text="\n\n".join(line for line, _ in lines),
        told=told,
        extracted=True,
        marks={start: mark for start, (_, mark) in zip(starts, lines, strict=False) if mark},
    )
