"""Where the bars of the timeline stand: intervals of days to picture units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

WIDTH, LEFT, RIGHT, ROW, TOP = 960, 300, 24, 30, 44
"""Picture units; the label column ends at LEFT."""
NEAR_DAYS = 730
"""Bars further than this from the day of publication would press the rest together: they stand in the table only."""
_LABEL_LENGTH = 40
_STEPS_DAYS = (1, 2, 7, 14, 31, 92, 183, 366)
_MOST_TICKS = 8


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
    """A Span with its place: `x` and `width` within the axis, `y` the middle of its row; `earlier` and `later` when it goes on outside."""

    span: Span
    x: float
    y: float
    width: float
    label: str
    earlier: bool
    later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The picture.

    Attributes:
        bars: by first day.
        ticks: place and day.
        published_x: place of the day of publication, or None.
        height: of the picture.
        left_out: spans too far away for the picture.
    """

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


def build_timeline(spans: Sequence[Span], published: date | None) -> Timeline | None:
    """Lay out the spans; None when there is nothing to draw.

    Args:
        spans: in any order.
        published: day of publication; without it the middle span is the point everything is near or far from.
    """
    if not spans:
        return None
    ordered = sorted(spans, key=lambda s: (s.first, s.last, s.kind != "event", s.number))
    centre = published or ordered[len(ordered) // 2].first
    near = timedelta(days=NEAR_DAYS)
    shown = [s for s in ordered if s.last >= centre - near and s.first <= centre + near]
    if not shown:
        return None
    days = (
        [max(s.first, centre - near) for s in shown]
        + [min(s.last, centre + near) for s in shown]
        + [published or centre]
    )
    first, last = min(days), max(days) + timedelta(days=1)
    margin = timedelta(days=max(1, (last - first).days // 20))
    first, last = first - margin, last + margin
    scale: float = (WIDTH - LEFT - RIGHT) / (last - first).days

    def place(day: date) -> float:
        x: float = LEFT + (day - first).days * scale
        return round(x, 1)

    bars = []
    for row, span in enumerate(shown):
        x = max(place(span.first), LEFT)
        end = min(place(span.last + timedelta(days=1)), WIDTH - RIGHT)
        bars.append(
            Bar(
                span=span,
                x=x,
                y=TOP + ROW * row + ROW / 2,
                width=round(max(end - x, 6), 1),
                label=_shorten(span.label),
                earlier=span.first < first,
                later=span.last >= last,
            )
        )
    return Timeline(
        bars=tuple(bars),
        ticks=tuple((place(d), d) for d in _ticks(first, last)),
        published_x=place(published) + round(scale / 2, 1) if published else None,
        height=TOP + ROW * len(shown) + 16,
        left_out=tuple(s for s in ordered if s not in shown),
    )


def _ticks(first: date, last: date) -> list[date]:
    length = (last - first).days
    step = next((s for s in _STEPS_DAYS if length / s <= _MOST_TICKS), max(366, length // _MOST_TICKS))
    return [first + timedelta(days=n) for n in range(0, length, step)]


def _shorten(label: str) -> str:
    return label if len(label) <= _LABEL_LENGTH else label[: _LABEL_LENGTH - 1].rstrip() + "…"
