"""Ways in which a list file can be wrong: what the fuzz test does to whole files before a reader gets them."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from lxml import etree

Mutation = Callable[[bytes, Random], bytes]

KEPT_LINES = (6, 4)
"""Lines kept of the beginning and the end of a real table."""

KEPT_SIBLINGS = 4
"""Elements kept of a run of equal ones in a real document."""

_TOKEN = re.compile(rb"[A-Za-z0-9_.-]+")
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"</?[A-Za-z_][\w.:-]*")
_ATTRIBUTE = re.compile(rb"\s[\w:.-]+\s*=\s*(\"[^\"]*\"|'[^']*')")
_ELEMENT = re.compile(rb"<([A-Za-z_][\w.-]*)[^<>]*>[^<>]*</\1>")
_TEXT = re.compile(rb">[^<>]+<")
_ODD_TEXTS = (
    b"", b" ", b"-0-", b"null", b"NaN", b"0000-00-00", b"9999-12-31", b"31/02/1960", b"-1", b"&#0;", b"&amp;", b"&nosuch;", b"]]>", b"\x00",
    b"\x1a", b"\x1b[31m", b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xef\xbf\xbe", b'"', b"'", b";", b"@", b",", b"(", b"))", b"a) ", b"DOB",
    b"circa", b"passport no. ", b"../../etc/passwd", b"'; DROP TABLE x; --", "\u202egnirts".encode(), "ＦＵＬＬ １２".encode(),
    "\u0660\u0661\u0662".encode(), "Ⅻ²".encode(), b"1" * 5000, b"(" * 3000, b"A, " * 1500, b"; " * 1500, b"<a>" * 300,
)  # fmt: skip


def flip(data: bytes, random: Random) -> bytes:
    """One byte becomes another."""
    at = random.randrange(len(data))
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def delete(data: bytes, random: Random) -> bytes:
    """A slice is gone."""
    start, end = _slice(data, random)
    return data[:start] + data[end:]


def duplicate(data: bytes, random: Random) -> bytes:
    """A slice stands twice."""
    start, end = _slice(data, random)
    return data[:end] + data[start:]


def truncate(data: bytes, random: Random) -> bytes:
    """The file ends early."""
    return data[: random.randrange(len(data))]


def insert_odd(data: bytes, random: Random) -> bytes:
    """Control characters, lone surrogates, huge texts and the like stand somewhere."""
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_ODD_TEXTS) + data[at:]


def replace_text(data: bytes, random: Random) -> bytes:
    """The text of an element or a token becomes something odd."""
    found = _pick(_TEXT if random.random() < 0.7 else _TOKEN, data, random)
    if not found:
        return data
    start, end = found.span()
    if found.re is _TEXT:
        start, end = start + 1, end - 1
    return data[:start] + random.choice(_ODD_TEXTS) + data[end:]


def swap_tokens(data: bytes, random: Random) -> bytes:
    """Two words change places."""
    a, b = sorted((_pick(_TOKEN, data, random), _pick(_TOKEN, data, random)), key=lambda m: m.start() if m else 0)
    if not a or not b or a.end() > b.start():
        return data
    return data[: a.start()] + b[0] + data[a.end() : b.start()] + a[0] + data[b.end() :]


def change_number(data: bytes, random: Random) -> bytes:
    """A number becomes huge, negative, or of other digits."""
    found = _pick(_NUMBER, data, random)
    if not found:
        return data
    new = random.choice((b"9" * 40, b"-5", b"0", b"1e400", b"99999", b"0x7f", "٣٤".encode(), b"1" * 4400, b""))
    return data[: found.start()] + new + data[found.end() :]


def drop_attribute(data: bytes, random: Random) -> bytes:
    """An attribute is gone."""
    found = _pick(_ATTRIBUTE, data, random)
    return data[: found.start()] + data[found.end() :] if found else data


def rename_tag(data: bytes, random: Random) -> bytes:
    """Every element of a name has another, which may be that of a different one."""
    one, two = _pick(_TAG, data, random), _pick(_TAG, data, random)
    if not one or not two:
        return data
    old, new = one[0].lstrip(b"</"), two[0].lstrip(b"</")
    return re.sub(rb"(</?)" + re.escape(old) + rb"\b", rb"\1" + new, data)


def nest_element(data: bytes, random: Random) -> bytes:
    """An element stands within itself, or very deep."""
    found = _pick(_ELEMENT, data, random)
    if not found:
        return data
    start, end = found.start(), found.end()
    if random.random() < 0.1:
        deep = random.choice((50, 250, 400))
        return data[:start] + b"<x>" * deep + found[0] + b"</x>" * deep + data[end:]
    inside = found[0].index(b">") + 1
    return data[: start + inside] + found[0] + data[start + inside :]


def drop_element(data: bytes, random: Random) -> bytes:
    """An element is gone."""
    found = _pick(_ELEMENT, data, random)
    return data[: found.start()] + data[found.end() :] if found else data


def repeat_element(data: bytes, random: Random) -> bytes:
    """An element stands several times."""
    found = _pick(_ELEMENT, data, random)
    return data[: found.end()] + found[0] * random.choice((1, 2, 20)) + data[found.end() :] if found else data


def shuffle_lines(data: bytes, random: Random) -> bytes:
    """The rows stand in another order."""
    lines = data.splitlines(keepends=True)
    random.shuffle(lines)
    return b"".join(lines)


def drop_line(data: bytes, random: Random) -> bytes:
    """A row is gone, or stands twice."""
    lines = data.splitlines(keepends=True)
    at = random.randrange(len(lines)) if lines else 0
    return b"".join(lines[:at] + lines[at : at + 1] * random.choice((0, 2)) + lines[at + 1 :])


def drop_column(data: bytes, random: Random) -> bytes:
    """A column is gone from all rows or from one."""
    mark = random.choice((b",", b";", b"|", b"@", b"\t"))
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    column = random.randrange(max(line.count(mark) for line in lines) + 1)
    only = random.randrange(len(lines)) if random.random() < 0.5 else None
    for number, line in enumerate(lines):
        cells = line.split(mark)
        if only in (None, number) and len(cells) > column:
            lines[number] = mark.join(cells[:column] + cells[column + 1 :])
    return b"".join(lines)


def change_encoding(data: bytes, random: Random) -> bytes:
    """The file is of another encoding than it says."""
    text = data.decode("utf-8", "replace")
    codec = random.choice(
        ("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "cp037", "utf-7", "shift_jis", "utf-8-sig")
    )
    return text.encode(codec, "replace")


def change_declaration(data: bytes, random: Random) -> bytes:
    """The document says another encoding, or one that nobody knows, or has a document type."""
    new = random.choice((b"UTF-16", b"ISO-8859-1", b"US-ASCII", b"EBCDIC", b"x-unknown", b""))
    if random.random() < 0.2:
        return b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]>' + data
    return re.sub(rb"encoding=[\"'][^\"']*[\"']", b'encoding="' + new + b'"', data, count=1)


def change_json(data: bytes, random: Random) -> bytes:
    """A value of one line of JSON is of another type."""
    lines = data.splitlines()
    if not lines:
        return data
    at = random.randrange(len(lines))
    try:
        value = json.loads(lines[at])
    except (ValueError, RecursionError):
        return data
    places = list(_places(value))
    odd: Any = random.choice(
        (None, True, 0, -1.5, 10**30, "", "x", [], {}, [[[]]], {"a": {}}, ["x", None], [{}], float("nan"))
    )
    if places:
        holder, key = random.choice(places)
        if isinstance(holder, dict) and random.random() < 0.2:
            del holder[key]
        else:
            holder[key] = odd
    else:
        value = odd
    return b"\n".join([*lines[:at], json.dumps(value).encode(), *lines[at + 1 :]])


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        found += [(value, key) for key in value]
        for inner in value.values():
            found += _places(inner)
    elif isinstance(value, list):
        found += [(value, at) for at in range(len(value))]
        for inner in value:
            found += _places(inner)
    return found


_ANY: tuple[Mutation, ...] = (
    flip, delete, duplicate, truncate, insert_odd, replace_text, replace_text, swap_tokens, swap_tokens, change_number, change_number,
    drop_line, change_encoding,
)  # fmt: skip
_OF_XML: tuple[Mutation, ...] = (
    *_ANY, drop_attribute, rename_tag, nest_element, drop_element, repeat_element, change_declaration, replace_text,
)  # fmt: skip
_OF_TABLES: tuple[Mutation, ...] = (*_ANY, shuffle_lines, drop_column, drop_column, insert_odd)
_OF_JSON: tuple[Mutation, ...] = (*_ANY, shuffle_lines, change_json, change_json, change_json, change_json)


def mutate(data: bytes, random: Random) -> bytes:
    """The file after one to four mutations that fit its kind."""
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    ways = _OF_XML if first == b"<" else _OF_JSON if first == b"{" else _OF_TABLES
    for _ in range(random.choice((1, 1, 2, 3, 4))):
        if data:
            data = random.choice(ways)(data, random)
    return data


def cut(data: bytes) -> bytes:
    """A real file made small: a few of each kind of element, or the first and the last lines."""
    if data.startswith(b"%PDF"):
        return data
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        lines = data.splitlines(keepends=True)
        return b"".join(lines[: KEPT_LINES[0]] + lines[KEPT_LINES[0] :][-KEPT_LINES[1] :])
    if b"<html" in data[:2000].lower():
        return _cut_page(data)
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    for parent in root.iter(etree.Element):
        runs: dict[str, list[etree._Element]] = {}
        for child in parent:
            runs.setdefault(str(child.tag), []).append(child)
        for run in runs.values():
            for child in run[KEPT_SIBLINGS - 1 : -1]:
                parent.remove(child)
    for stated in root.iter("{*}Record_Count"):  # the number of entries, which the reader compares
        stated.text = str(sum(1 for _ in root.iter("{*}sdnEntry")))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _cut_page(data: bytes) -> bytes:
    """The first rows of a web page's tables, without its styles."""
    root = etree.fromstring(data, etree.HTMLParser(huge_tree=True))
    for row in list(root.iter("tr"))[9:]:
        parent = row.getparent()
        if parent is not None:
            parent.remove(row)
    for element in root.iter(etree.Element):
        if "style" in element.attrib:
            del element.attrib["style"]
    return etree.tostring(root, encoding="utf-8", method="html")


def _slice(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data))
    return start, start + random.choice((1, 2, 8, 40, 300))


def _pick(pattern: re.Pattern[bytes], data: bytes, random: Random) -> re.Match[bytes] | None:
    """A match at a random place, or the first one."""
    return pattern.search(data, random.randrange(len(data))) or pattern.search(data) if data else None
