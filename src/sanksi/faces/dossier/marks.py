"""The article as paragraphs of steps: open a mark, text, close a mark.

Marks may overlap and cross. Each is drawn once where it can be; one that crosses another, or a line's end, goes on in further pieces.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import Any, Literal

Kind = Literal["zone", "claim", "mention", "lead", "goods", "date", "event"]
_OUTER_FIRST: tuple[Kind, ...] = ("zone", "claim", "mention", "lead", "goods", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text that the reading says something about.

    Attributes:
        kind: which part of the reading it comes from.
        number: its place there, from 1.
        start: first code point.
        end: one past the last code point.
    """

    kind: Kind
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to write, in order.

    Attributes:
        do: `open` or `close` a mark, `point` at an event that begins here, or `text`.
        text: for `text`.
        mark: for all others.
        first: whether this is the first piece of the mark; `close` repeats it.
        linked: whether an outer mark that may be a link is open already (links do not nest).
    """

    do: Literal["open", "close", "point", "text"]
    text: str = ""
    mark: Mark | None = None
    first: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the text.

    Attributes:
        zone: the zone most of it is in; `body` where the reading names none.
        steps: what to write.
    """

    zone: str
    steps: tuple[Step, ...]


def build_paragraphs(reading: Mapping[str, Any]) -> tuple[Paragraph, ...]:
    """Cut the text at line ends, and lay the marks of the reading over it.

    Args:
        reading: with `text`; offsets outside of it are cut to it, empty marks are left out.
    """
    text: str = reading["text"]
    parts = {**reading, "zones": (reading.get("article") or {}).get("zones")}
    marks = [m for kind, key in _SOURCES for m in _marks_of(kind, parts.get(key) or (), len(text))]
    zones = [m for m in marks if m.kind == "zone"]
    spans = sorted((m for m in marks if m.kind not in {"event", "zone"}), key=_outer_first)
    events = [m for m in marks if m.kind == "event"]
    begun: set[Mark] = set()
    paragraphs = []
    for start, end in _lines(text):
        here = [z for z in zones if z.start < end and start < z.end]
        widest = max(here, key=lambda z: min(z.end, end) - max(z.start, start), default=None)
        name = parts["zones"][widest.number - 1]["zone"] if widest else "body"
        inner = [z for z in here if parts["zones"][z.number - 1]["zone"] != name]
        steps = tuple(_steps(text, (start, end), [*inner, *spans], events, begun))
        paragraphs.append(Paragraph(zone=name, steps=steps))
    return tuple(paragraphs)


_SOURCES: tuple[tuple[Kind, str], ...] = (
    ("zone", "zones"),
    ("claim", "claims"),
    ("mention", "mentions"),
    ("lead", "leads"),
    ("date", "dates"),
    ("goods", "goods"),
    ("event", "events"),
)


def _marks_of(kind: Kind, items: Iterable[Mapping[str, Any]], length: int) -> Iterable[Mark]:
    for number, item in enumerate(items, start=1):
        start, end = item.get("start"), item.get("end")
        if isinstance(start, int) and isinstance(end, int) and max(start, 0) < min(end, length):
            yield Mark(kind=kind, number=number, start=max(start, 0), end=min(end, length))


def _outer_first(mark: Mark) -> tuple[bool, int, int, int, int]:
    """Claims hold names, a longer mark holds a shorter one; ties by kind, then number."""
    return (mark.kind != "claim", mark.start, -mark.end, _OUTER_FIRST.index(mark.kind), mark.number)


def _lines(text: str) -> Iterable[tuple[int, int]]:
    """Start and end of each line that is not blank, line end excluded."""
    ends = [i for i, c in enumerate(text) if c == "\n"]
    for start, end in zip([0, *(i + 1 for i in ends)], [*ends, len(text)], strict=True):
        if text[start:end].strip():
            yield start, end


def _steps(
    text: str, line: tuple[int, int], spans: Sequence[Mark], events: Sequence[Mark], begun: set[Mark]
) -> Iterable[Step]:
    start, end = line
    here = [m for m in spans if m.start < end and start < m.end]
    points = [m for m in events if start <= m.start < end]
    cuts = {start, end} | {p for m in (*here, *points) for p in (m.start, m.end) if start < p < end}
    begin: dict[int, list[tuple[int, Mark]]] = {}
    for rank, mark in enumerate(here):
        begin.setdefault(max(mark.start, start), []).append((rank, mark))
    begun_here: dict[int, list[Mark]] = {}
    for mark in points:
        begun_here.setdefault(mark.start, []).append(mark)
    active: list[tuple[int, Mark]] = []
    stack: list[Step] = []
    for a, b in pairwise(sorted(cuts)):
        active = sorted(((r, m) for r, m in (*active, *begin.get(a, ())) if a < m.end), key=itemgetter(0))
        wanted = [mark for _, mark in active]
        while stack and [step.mark for step in stack] != wanted[: len(stack)]:
            yield replace(stack.pop(), do="close")
        for mark in begun_here.get(a, ()):
            yield Step(do="point", mark=mark)
        for mark in wanted[len(stack) :]:
            linked = any(step.mark is not None and step.mark.kind in {"mention", "date"} for step in stack)
            stack.append(Step(do="open", mark=mark, first=mark not in begun, linked=linked))
            begun.add(mark)
            yield stack[-1]
        yield Step(do="text", text=text[a:b])
    while stack:
        yield replace(stack.pop(), do="close")
