"""Where the bars of the timeline stand: intervals of days to picture units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

NEAR_DAYS = 730
"""Bars further than this from the day of publication would press the rest together: they stand in the table only."""
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The picture's measures, in picture units.

    Attributes:
        name: for its style.
        width: of the picture.
        left: where the axis begins.
        right: margin behind the axis.
        top: height of the axis labels.
        row: height of a row.
        bar_y: from the top of a row to the middle of its bar.
        label_y: from the top of a row to the foot of its label.
        label_length: most characters of a label.
        most_ticks: more would run into one another.
    """

    name: str
    width: int
    left: int
    right: int
    top: int
    row: int
    bar_y: int
    label_y: int
    label_length: int
    most_ticks: int


WIDE = Layout(
    name="wide", width=960, left=300, right=24, top=44, row=30, bar_y=15, label_y=19, label_length=40, most_ticks=6
)
NARROW = Layout(
    name="narrow", width=340, left=10, right=10, top=44, row=44, bar_y=30, label_y=16, label_length=44, most_ticks=3
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An event or a date of the reading as an interval of whole days.

    Attributes:
        kind: `event` or `date`.
        number: its place in the reading, from 1.
        label: for people.
        first: first day.
        last: last day, included.
        modality: of an event, else empty.
    """

    kind: Literal["event", "date"]
    number: int
    label: str
    first: date
    last: date
    modality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A Span with its place.

    Attributes:
        span: what it shows.
        label: of the span, cut to the layout.
        x: left end.
        y: middle of the bar.
        width: at least 6, so that a day can be seen.
        label_y: foot of the label.
        earlier: it begins before the axis does.
        later: it ends after the axis does.
    """

    span: Span
    label: str
    x: float
    y: int
    width: float
    label_y: int
    earlier: bool
    later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The picture.

    Attributes:
        layout: its measures.
        bars: by first day.
        ticks: place and day.
        published_x: place of the day of publication, or None.
        height: of the picture.
        left_out: spans too far away for the picture.
    """

    layout: Layout
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, date], ...]
    published_x: float | None
    height: int
    left_out: tuple[Span, ...]


def parse_days(interval: Mapping[str, Any] | None) -> tuple[date, date] | None:
    """First and last day of `{"from": ..., "to": ...}`; one open side takes the other's day; None when neither is a day."""
    if not interval:
        return None
    days = [_day(interval.get("from")), _day(interval.get("to"))]
    known = [d for d in days if d is not None]
    return (known[0], max(known)) if known else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def build_timeline(spans: Sequence[Span], published: date | None, layout: Layout) -> Timeline | None:
    """Lay out the spans; None when there is nothing to draw.

    Args:
        spans: in any order.
        published: day of publication; without it the middle span is the point everything is near or far from.
        layout: measures of the picture.
    """
    ordered = sorted(spans, key=lambda s: (s.first, s.last, s.kind != "event", s.number))
    if not ordered:
        return None
    centre = published or ordered[len(ordered) // 2].first
    near = timedelta(days=NEAR_DAYS)
    shown = [s for s in ordered if s.last >= centre - near and s.first <= centre + near]
    if not shown:
        return None
    first = max(min([centre, *(s.first for s in shown)]), centre - near)
    after = min(max([centre, *(s.last for s in shown)]), centre + near) + timedelta(days=1)
    margin = timedelta(days=max(1, (after - first).days // 20))
    first, after = first - margin, after + margin
    scale: float = (layout.width - layout.left - layout.right) / (after - first).days

    def place(day: date) -> float:
        x = layout.left + (min(max(day, first), after) - first).days * scale
        return round(x, 1)

    bars = tuple(
        Bar(
            span=span,
            label=_shorten(span.label, layout.label_length),
            x=place(span.first),
            y=layout.top + layout.row * row + layout.bar_y,
            width=max(round(place(span.last + timedelta(days=1)) - place(span.first), 1), 6.0),
            label_y=layout.top + layout.row * row + layout.label_y,
            earlier=span.first < first,
            later=span.last >= after,
        )
        for row, span in enumerate(shown)
    )
    return Timeline(
        layout=layout,
        bars=bars,
        ticks=tuple((place(day), day) for day in _ticks(first, after, layout.most_ticks)),
        published_x=round(place(published) + scale / 2, 1) if published else None,
        height=layout.top + layout.row * len(shown) + 16,
        left_out=tuple(s for s in ordered if s not in shown),
    )


def _ticks(first: date, after: date, most: int) -> list[date]:
    """Days at even steps; from a month on, the first days of months."""
    length = (after - first).days
    for step in _DAY_STEPS:
        if length <= step * most:
            return [first + timedelta(days=n) for n in range(0, length, step)]
    months = [date(n // 12, n % 12 + 1, 1) for n in range(first.year * 12 + first.month, after.year * 12 + after.month)]
    inside = [day for day in months if first <= day < after]
    step = next((s for s in _MONTH_STEPS if len(inside) <= s * most), _MONTH_STEPS[-1])
    return [day for day in inside if (day.month - 1) % step == 0]


def _shorten(label: str, length: int) -> str:
    return label if len(label) <= length else label[: length - 1].rstrip() + "…"
