"""A page or file to text: bytes decoded, HTML taken apart, what its metadata says about itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from typing import Any

from sanksi.errors import ReadingError
from sanksi.news.values import Article

LARGEST = 5_000_000
"""Characters (or bytes) of the largest report taken."""

_HTML = re.compile(r"(?i)<!doctype html|<html[\s>]|<body[\s>]|<article[\s>]|<p[\s>].{0,2000}</p>", re.DOTALL)
_CHARSET = re.compile(
    rb"""(?i)charset=["']?((?:iso-8859|windows|cp|latin|us-ascii|euc|gb|big5|shift_jis|koi8)[\w-]{0,12})"""
)  # the encodings of pages; Python knows more ("undefined", "unicode_escape"), which no page is written in
_STAMP = re.compile(
    r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Text with what its metadata says; `extracted` when it was taken out of HTML."""

    text: str
    told: Article | None = None
    extracted: bool = False


def decode_page(data: bytes, *, name: str) -> str:
    """Bytes of a text or HTML file as text.

    Raises:
        ReadingError: empty, too large, binary, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise ReadingError(f"{name!r} is empty", hint="give a report as plain text or HTML")
    if len(data) > LARGEST:
        raise ReadingError(
            f"{name!r} has {len(data)} bytes; at most {LARGEST} are read", hint="give one report, not a whole site"
        )
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


def read_page(text: str, *, html: bool | None) -> Page:
    """Text of a report, out of HTML when it is HTML.

    Args:
        text: plain text or HTML.
        html: whether it is HTML; None looks.

    Raises:
        ReadingError: empty, too large, binary, or a page without text.
    """
    if not text.strip():
        raise ReadingError("the report is empty", hint="give a report as plain text or HTML")
    if len(text) > LARGEST:
        raise ReadingError(
            f"the report has {len(text)} characters; at most {LARGEST} are read",
            hint="give one report, not a whole site",
        )
    if _CONTROL.search(text):
        raise ReadingError(
            "the report holds control characters, as binary files do", hint="give a report as plain text or HTML"
        )
    if html is None:
        html = bool(_HTML.search(text[:20_000]))
    return _read_html(text) if html else Page(text=text)


def _read_html(source: str) -> Page:
    import lxml.html  # noqa: PLC0415 - only for pages
    import trafilatura  # noqa: PLC0415 - only for pages
    from lxml.etree import LxmlError  # noqa: PLC0415 - only for pages

    try:
        parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, recover=True, encoding="utf-8")
        root = lxml.html.fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise ReadingError(f"the page cannot be taken apart: {error}", hint="save the report as plain text") from error
    told = _metadata(root)
    body = (
        trafilatura.extract(
            source, include_comments=False, include_tables=False, favor_recall=False, with_metadata=False
        )
        or ""
    )
    if not body.strip():
        raise ReadingError("the page has no text of a report", hint="save the report as plain text")
    title = told.title
    if title and not body.lstrip().startswith(title):
        body = f"{title}\n\n{body}"
    return Page(text=body, told=told, extracted=True)


def _metadata(root: Any) -> Article:
    meta: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if name and (content := (node.get("content") or "").strip()):
            meta.setdefault(name, content[:500])
    linked = _news_article(root)
    title = (
        _text(linked.get("headline"))
        or meta.get("og:title")
        or next((n.text_content().strip() for n in root.iter("h1", "title")), None)
    )
    stamp = (
        _text(linked.get("datePublished"))
        or meta.get("article:published_time")
        or meta.get("datepublished")
        or meta.get("publishdate")
    )
    return Article(
        title=" ".join(title.split()) if title else None,
        published_at=_instant(stamp or "", indonesian=(root.get("lang") or meta.get("language") or "")[:2] == "id")
        or _visible_stamp(root),
        author=meta.get("content_author") or _name(linked.get("author")) or _person(meta.get("author")),
        editor=meta.get("content_editor") or _name(linked.get("editor")),
        publisher=_name(linked.get("publisher")) or meta.get("og:site_name"),
    )


def _news_article(root: Any) -> dict[str, Any]:
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            data = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kind = item.get("@type", "")
            if any(
                str(k).endswith("Article") or k == "BlogPosting" for k in (kind if isinstance(kind, list) else [kind])
            ):
                return item
    return {}


def _items(data: Any) -> Iterator[dict[str, Any]]:
    todo = [data]
    for _ in range(1000):  # a page of nested graphs ends here
        if not todo:
            return
        item = todo.pop(0)
        if isinstance(item, list):
            todo += item
        elif isinstance(item, dict):
            yield item
            todo += [item["@graph"]] if "@graph" in item else []


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any, depth: int = 0) -> str | None:
    if depth > 3:  # a person in a list in a person; deeper, nobody means it
        return None
    if isinstance(value, list):
        return ", ".join(n for v in value[:20] if (n := _name(v, depth + 1))) or None
    return _name(value.get("name"), depth + 1) if isinstance(value, dict) else _text(value)


def _person(value: str | None) -> str | None:
    return None if value is None or "://" in value else value


def _instant(stamp: str, *, indonesian: bool) -> str | None:
    """ISO local time; a UTC instant of an Indonesian page is told in its local time (WIB), since the text counts its days so."""
    m = _STAMP.match(stamp)
    if m is None:
        return None
    try:
        day = date(int(m[1]), int(m[2]), int(m[3]))
    except ValueError:
        return None
    if not 1900 <= day.year <= 2100:
        return None
    offset = "+00:00" if m[5] == "Z" else m[5] or ""
    try:
        when = datetime.fromisoformat(f"{day.isoformat()}T{m[4]}{offset}")
    except ValueError:  # no time, or one that no clock shows
        return day.isoformat()
    if indonesian and when.utcoffset() == timedelta(0):
        when = when.astimezone(timezone(timedelta(hours=7)))
    return when.isoformat(timespec="minutes")


def _visible_stamp(root: Any) -> str | None:
    """A day that the page shows near its heading, in an element named for it."""
    for node in root.iter("time", "p", "span", "div", "li"):
        named = f"{node.get('class') or ''} {node.get('id') or ''} {node.tag}".lower()
        if ("date" in named or "time" in named or "publish" in named) and (len(node) < 6):
            text = (node.get("datetime") or "") + " " + "".join(islice(node.itertext(), 20))[:120]
            if m := _STAMP.search(text):
                return _instant(m.group(), indonesian=False)
    return None
