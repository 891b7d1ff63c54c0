"""The picture of who says what of whom: sources on the left, events in the middle, who takes part on the right.

Three columns and not a cloud: the reading is the same from left to right every time, labels never lie over lines, and the order in a column
is the mean place of the neighbours (barycentre method of Sugiyama, Tagawa and Toda, 1981), ties by first appearance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from sanksi.faces.dossier.view import EventView, Link, View, name_event

MOST_EVENTS = 14
"""Of one picture; more stand in a further one, which fits on a page of paper."""
_SWEEPS = 4
_OUTWARD = frozenset({"agent", "supplier"})
_INWARD = frozenset({"target", "recipient"})
Side = Literal["says", "event", "party"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLayout:
    """Measures of the picture in picture units.

    Attributes:
        name: for its style.
        width: of the picture.
        boxes: left end and width of the three columns.
        letters: most letters of a line in a box.
        lines: most lines in a box.
        line: height of a line.
        gap: between boxes.
    """

    name: str
    width: int
    boxes: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
    letters: tuple[int, int, int]
    lines: int
    line: int
    gap: int


WIDE = NetworkLayout(
    name="wide",
    width=960,
    boxes=((10, 230), (365, 230), (720, 230)),
    letters=(28, 30, 28),
    lines=2,
    line=17,
    gap=12,
)
NARROW = NetworkLayout(
    name="narrow",
    width=360,
    boxes=((2, 98), (131, 98), (260, 98)),
    letters=(11, 13, 11),
    lines=4,
    line=15,
    gap=10,
)
LAYOUTS = (WIDE, NARROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Somebody, or an event, with its place.

    Attributes:
        lines: its label, broken to the width.
        target: id of the element that tells of it, or empty.
        kind: `says`, `event` or `party`.
        style: verdict of a party, modality of an event, or empty.
        x: left end.
        y: upper end.
        width: of the box.
        height: of the box.
    """

    lines: tuple[str, ...]
    target: str
    kind: Side
    style: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line between two boxes.

    Attributes:
        x1: left end.
        y1: its height there.
        x2: right end.
        y2: its height there.
        style: `said`, `denied`, or the role.
        arrow: which end has the arrow: `left`, `right` or none.
        title: for people.
    """

    x1: int
    y1: float
    x2: int
    y2: float
    style: str
    arrow: Literal["left", "right", ""]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The picture: boxes, lines between them, and its height."""

    layout: NetworkLayout
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    height: int


def build_networks(view: View, layout: NetworkLayout, texts: Mapping[str, Mapping[str, str]]) -> tuple[Network, ...]:
    """The pictures of a reading, none when no event names anybody.

    Args:
        view: of the reading.
        layout: measures.
        texts: of the page: names of events and of how they stand.
    """
    told = [e for e in view.events if e.participants or e.according_to]
    size = ceil(len(told) / ceil(len(told) / MOST_EVENTS)) if told else 1
    pieces = [told[i : i + size] for i in range(0, len(told), size)]
    return tuple(_build(view, piece, layout, texts) for piece in pieces)


@dataclass(frozen=True, slots=True)
class _Line:
    left: str
    right: str
    style: str
    arrow: Literal["left", "right", ""]
    title: str


def _build(
    view: View, events: Sequence[EventView], layout: NetworkLayout, texts: Mapping[str, Mapping[str, str]]
) -> Network:
    titles = {f"party-{p.number}": str(p.entity.get("name", "")) for p in (*view.parties, *view.others)}
    verdicts = {f"party-{p.number}": p.verdict for p in view.parties}
    labels: dict[str, tuple[Side, str, str, str]] = {}
    lines: list[_Line] = []

    def put(side: Side, link: Link) -> str:
        key = f"{side}:{link.target or link.name}"
        labels.setdefault(key, (side, titles.get(link.target, link.name), link.target, verdicts.get(link.target, "")))
        return key

    for event in events:
        key, name = f"event:{event.number}", name_event(event, texts)
        labels[key] = ("event", name, f"event-{event.number}", str(event.event.get("modality", "")))
        for style, sources in (("said", event.according_to), ("denied", event.denied_by)):
            lines += [_Line(put("says", s), key, style, "", f"{s.name} – {name}") for s in sources]
        for role, who in event.participants:
            arrow: Literal["left", "right", ""] = "left" if role in _OUTWARD else "right" if role in _INWARD else ""
            lines.append(_Line(key, put("party", who), role, arrow, f"{name} – {who.name}"))
    columns = _order({side: [k for k in labels if labels[k][0] == side] for side in ("says", "event", "party")}, lines)
    return _place(columns, labels, lines, layout)


def _order(columns: dict[str, list[str]], lines: Sequence[_Line]) -> list[list[str]]:
    """Columns with few crossings: each in turn by the mean place of its neighbours; events first stand as the text has them."""
    near: dict[str, list[str]] = {}
    for line in lines:
        near.setdefault(line.left, []).append(line.right)
        near.setdefault(line.right, []).append(line.left)
    order = [columns["says"], columns["event"], columns["party"]]
    for sweep in range(_SWEEPS):
        for column in (0, 2) if sweep == 0 else (1, 0, 2):
            place = {key: i / max(1, len(c) - 1) for c in order for i, key in enumerate(c)}
            order[column].sort(key=lambda k: _mean([place[n] for n in near.get(k, ())], place[k]))
    return order


def _mean(places: Sequence[float], own: float) -> float:
    return sum(places) / len(places) if places else own


def _place(
    columns: Sequence[Sequence[str]], labels: Mapping[str, tuple[Side, str, str, str]], lines: Sequence[_Line], layout: NetworkLayout
) -> Network:  # fmt: skip
    boxes: dict[str, Box] = {}
    tall = []
    for column, (x, width), letters in zip(columns, layout.boxes, layout.letters, strict=True):
        y = 0
        for key in column:
            kind, name, target, style = labels[key]
            words = _wrap(name, letters, layout.lines)
            height = len(words) * layout.line + 12
            boxes[key] = Box(lines=words, target=target, kind=kind, style=style, x=x, y=y, width=width, height=height)
            y += height + layout.gap
        tall.append(y - layout.gap if column else 0)
    height = max(tall)
    placed = {
        key: _lowered(boxes[key], 28 + (height - own) // 2)
        for column, own in zip(columns, tall, strict=True)
        for key in column
    }
    ends: dict[tuple[str, str], list[_Line]] = {}
    for line in lines:
        ends.setdefault((line.left, "right"), []).append(line)
        ends.setdefault((line.right, "left"), []).append(line)
    edges = tuple(
        Edge(
            x1=placed[line.left].x + placed[line.left].width,
            y1=_port(placed, ends, line.left, "right", line),
            x2=placed[line.right].x,
            y2=_port(placed, ends, line.right, "left", line),
            style=line.style,
            arrow=line.arrow,
            title=line.title,
        )
        for line in lines
    )
    return Network(layout=layout, boxes=tuple(placed.values()), edges=edges, height=height + 40)


def _lowered(box: Box, by: int) -> Box:
    return Box(
        lines=box.lines, target=box.target, kind=box.kind, style=box.style,
        x=box.x, y=box.y + by, width=box.width, height=box.height,
    )  # fmt: skip


def _port(
    placed: Mapping[str, Box], ends: Mapping[tuple[str, str], list[_Line]], key: str, side: str, line: _Line
) -> float:
    """Where on the side of its box a line ends: lines of one side are spread, in the order of their other ends."""
    box, here = placed[key], ends[key, side]
    ranked = sorted(here, key=lambda e: placed[e.right if side == "right" else e.left].y)
    at = next(i for i, e in enumerate(ranked) if e is line)
    return round(box.y + box.height * (at + 1) / (len(ranked) + 1), 1)


def _wrap(text: str, letters: int, most: int) -> tuple[str, ...]:
    """Lines of at most so many letters, broken between words where that is possible; the last one is cut."""
    lines: list[str] = []
    for word in text.split() or [text]:
        rest = word
        if lines and len(lines[-1]) + 1 + len(rest) <= letters:
            lines[-1] += " " + rest
            continue
        while rest:
            lines.append(rest[:letters])
            rest = rest[letters:]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: letters - 1].rstrip() + "…"]
    return tuple(lines)
