"""The lines of a page, each with what its element says of it, and which of them are the report.

trafilatura says which lines are the report; the page's own elements say what each line is, and give back lines in the midst of the report
that it left out (lists, tables, the head of a live report).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

_TEXT = frozenset(
    ["p", "li", "blockquote", "td", "th", "dd", "dt", "pre", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "time"]
)
"""Elements that hold text of a report; others hold it only beside such text."""

_BLOCK = _TEXT | frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "header",
        "footer",
        "nav",
        "aside",
        "ul",
        "ol",
        "dl",
        "table",
        "tbody",
        "thead",
        "tr",
        "figure",
        "form",
        "hr",
        "address",
        "details",
        "summary",
    ]
)
_NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "select",
        "option",
        "button",
        "textarea",
        "head",
        "object",
        "canvas",
    ]
)
_ASIDE = frozenset(["nav", "aside", "footer", "form", "amp-sidebar", "amp-ad"])
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_INLINE_BREAKS = frozenset(["span", "strong", "b", "em", "i", "a"])

_NAMED = tuple(
    (zone, re.compile(words))
    for zone, words in (
        ("caption", r"caption|img-credit|photo-credit"),
        ("read_also", r"baca-?_?juga|read-?_?also|see-?_?also|related|linksisip|lihatjg|recirc"),
        ("tags", r"(?:^|[-_ ])tags?(?:[-_ ]|$)|keywords"),
        ("widgets", r"newsletter|paywall|subscri|shar(?:e|ing)|sosmed|social|comment|komentar|copyright|promo"),
        ("widgets", r"re[ck]om(?:endasi|mend)|read-?_?next|more-?_?(?:from|news|stories)|lainnya|feedback|respond"),
        ("widgets", r"popul[ae]r|most-?(?:read|viewed)|paging|pagination|advert|(?:^|[-_ ])ads?(?:[-_ ]|$)"),
        ("published", r"(?:^|[-_ ])(?:date|time|published|tanggal)(?:[-_ ]|$)"),
        ("author", r"author|byline|penulis|reporter"),
    )
)
"""What the class or id of an element says of its text. Seen on pages of outlets and content systems, 2026-11-28."""

_SMALL = 600
"""Characters of the largest element that its name speaks for: a wrapper around a whole report may be named anything."""

_GAP = 20
"""So many lines at most are taken back between two that were extracted: what is longer is no oversight."""

_LONG, _JOINED = 20, 200_000
"""A line of so many letters is looked for within the lines that were extracted, too, in so many of their first characters."""

_LOOSE = 60
"""Letters of the shortest text that is a paragraph without an element of its own, as pages of long ago have it."""

_LOOK = 200
"""Pieces of text looked at to know the size of an element."""

_CUE = re.compile(r"(?i)\W{0,4}(?:baca|simak|lihat|tonton|read|see|related|watch|more on)\b")


@dataclass(slots=True, eq=False)
class Block:
    """A line of a page.

    Attributes:
        text: in one line.
        tag: of the nearest element that makes lines.
        parent: of that element.
        zone: what the name of an element around it says, or empty.
        linked: whether all of it is links.
        teaser: whether it stands in a small element whose heading leads to another page.
        aside: whether it stands in a menu, a footer, an aside.
    """

    text: str
    tag: str
    parent: Any
    zone: str
    linked: bool
    teaser: bool
    aside: bool

    @property
    def mark(self) -> str:
        """The zone that the page gives the line; `text` for running text, empty when the page is silent."""
        if self.zone:
            return self.zone
        if self.linked or self.teaser:
            return "read_also"
        if self.tag in _HEADINGS:
            return "subheading"
        if self.tag == "time":
            return "published"
        return {"figcaption": "caption", "p": "text", "h1": ""}.get(self.tag, "item" if self.tag in _TEXT else "")


def select_blocks(root: Any, extracted: str, title: str | None) -> list[Block]:
    """The lines of the report, in the order of the page; empty when they are not the lines that were extracted.

    Args:
        root: the page.
        extracted: the report as trafilatura gives it.
        title: of the report.
    """
    blocks = list(iter_blocks(root))
    wanted = {_key(line) for line in extracted.splitlines()} - {""}
    joined = _key(extracted[:_JOINED])
    keys = [_key(block.text) for block in blocks]
    found = [k for k, key in enumerate(keys) if key in wanted or (len(key) >= _LONG and key in joined)]
    sizes = {k: len(keys[k]) for k in found}
    if 2 * sum(sizes.values()) < sum(map(len, wanted)):
        return []
    plain = {k: size for k, size in sizes.items() if not blocks[k].teaser}
    if 2 * sum(size for k, size in plain.items() if blocks[k].zone) > sum(plain.values()):
        for block in blocks:  # a short report in a wrapper with the name of something else
            block.zone = ""
    heading = _key(title or "")
    first = next((k for k in found if keys[k] != heading), found[0])
    begins = next((k for k in range(first, max(-1, first - _GAP), -1) if keys[k] == heading), found[0])
    kept = {begins, *found}
    filled = {k for a, b in pairwise(sorted(kept)) if b - a <= _GAP for k in range(a, b)}
    beside = {id(blocks[k].parent) for k in found if blocks[k].tag not in _TEXT}
    around = {id(node) for k in found if (node := _container(blocks[k].parent)) is not None}
    return [
        block
        for k, block in enumerate(blocks[begins : found[-1] + 1], begins)
        if k in kept or (k in filled and _belongs(block, beside, around, before=k < first))
    ]


def _container(node: Any) -> Any:
    """The nearest element around one that makes lines."""
    return next((a for a in node.iterancestors() if a.tag in _BLOCK), None)


def _belongs(block: Block, beside: set[int], around: set[int], *, before: bool) -> bool:
    """Whether a line that was not extracted, between others that were, is of the report: its elements are those of text, or it stands loose beside them."""
    if block.aside or block.zone in ("widgets", "tags"):
        return False
    if block.zone:
        return block.zone not in ("published", "author") or before
    if block.linked or block.teaser or block.tag == "time":
        return False
    loose = len(block.text) >= _LOOSE and id(block.parent) in around
    return block.tag in _TEXT or id(block.parent) in beside or loose


def iter_blocks(root: Any) -> Iterator[Block]:
    """All lines of a page, in one walk that does not recurse."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - only for pages

    parts: list[str] = []
    state = _Open(root)

    def flush() -> Iterator[Block]:
        text = " ".join("".join(parts).split())
        if text:
            yield state.block(text)
        parts.clear()
        state.unlinked = False

    for event, node in iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        breaks = tag in _BLOCK or tag == "br" or (tag.startswith("amp-")) or node in state.broken
        if event == "start":
            if not breaks and not state.never and _breaks_inline(node, tag):
                state.broken.add(node)
                breaks = True
            if breaks:
                yield from flush()
            state.enter(node, tag)
            state.see(node.text, parts)
        elif event == "end":
            if breaks:
                yield from flush()
            state.leave(node, tag)
            state.see(node.tail, parts)
        elif node.tail:  # a comment: what follows it is text of its parent
            state.see(node.tail, parts)
    yield from flush()


class _Open:
    """What is open at a point of the walk."""

    def __init__(self, root: Any) -> None:
        self.never = self.links = self.asides = 0
        self.hidden: set[Any] = set()
        self.blocks: list[Any] = [root]
        self.named: list[tuple[Any, str]] = []
        self.teaser: Any = None
        self.broken: set[Any] = set()
        self.unlinked = False

    def enter(self, node: Any, tag: str) -> None:
        if _is_hidden(node):
            self.hidden.add(node)
        self.never += tag in _NEVER or node in self.hidden
        self.links += tag == "a"
        self.asides += tag in _ASIDE
        if tag in _BLOCK:
            self.blocks.append(node)
        if not self.named and (zone := _zone_by_name(node, tag)):
            self.named.append((node, zone))
        if self.teaser is None and tag in _HEADINGS:
            self.teaser = _teaser_of(node)

    def leave(self, node: Any, tag: str) -> None:
        self.never -= tag in _NEVER or node in self.hidden
        self.links -= tag == "a"
        self.asides -= tag in _ASIDE
        if tag in _BLOCK:
            self.blocks.pop()
        if self.named and self.named[-1][0] is node:
            self.named.pop()
        if self.teaser is node:
            self.teaser = None

    def see(self, text: str | None, parts: list[str]) -> None:
        if text and not self.never:
            parts.append(text)
            self.unlinked = self.unlinked or (not self.links and any(c.isalnum() for c in text))

    def block(self, text: str) -> Block:
        node = self.blocks[-1]
        zone = self.named[-1][1] if self.named else ""
        tag = next((n.tag for n in reversed(self.blocks[-4:]) if n.tag in _TEXT), node.tag)
        return Block(
            text, tag, node, zone, linked=not self.unlinked, teaser=self.teaser is not None, aside=bool(self.asides)
        )


def _zone_by_name(node: Any, tag: str) -> str:
    if tag in ("html", "body", "main", "article"):
        return ""
    named = f"{node.get('class') or ''} {node.get('id') or ''}"[:300].lower().strip()
    zone = next((zone for zone, words in _NAMED if words.search(named)), "") if named else ""
    return zone if zone and _is_small(node) else ""


def _teaser_of(heading: Any) -> Any:
    """The small element that a heading heads which is a link to another page (not to a place of a live report); None when it is no such heading."""
    links = list(islice(heading.iter("a"), 2))
    href = links[0].get("href") or "" if len(links) == 1 else ""
    if (
        not href
        or "#" in href
        or "?" in href
        or "".join(links[0].itertext()).split() != "".join(heading.itertext()).split()
    ):
        return None
    around = heading.getparent()
    while around is not None and (len(around) == 1 or around.tag == "header"):
        around = around.getparent()
    fits = around is not None and around.tag in ("div", "li", "article", "section") and _is_small(around)
    return around if fits and next(around.iter("h1"), None) is None else None


def _is_hidden(node: Any) -> bool:
    """Whether nobody who looks at the page sees a small element: whole reports are hidden by some until a script shows them."""
    style = (node.get("style") or "")[:500].replace(" ", "").lower()
    hidden = node.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
    return hidden and _is_small(node)


def _is_small(node: Any) -> bool:
    pieces = list(islice(node.itertext(), _LOOK))
    return len(pieces) < _LOOK and sum(map(len, pieces)) <= _SMALL


def _breaks_inline(node: Any, tag: str) -> bool:
    """Whether a piece of a line is a note of its own: "Baca juga: ..." with its link, in the midst of a paragraph."""
    if tag not in _INLINE_BREAKS or not _CUE.match("".join(islice(node.itertext(), 4))[:60]):
        return False
    if tag == "a":
        return ":" in (node.text or "")[:40]
    return any(inner.tag == "a" for inner in islice(node.iter(), _LOOK))


def _key(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
