"""Where the bars of the timeline stand: intervals of days to picture units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sanksi.faces.pages.axis import Axis, Layout

NEAR_DAYS = 730
"""Bars further than this from the day of publication would press the rest together: they stand in the table only."""

LONG_DAYS = 100
"""A longer bar is cut where the axis of the others ends, and has an arrow there: the days of acts would be too narrow to see."""


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
        earlier: whether it may have begun earlier.
    """

    kind: Literal["event", "date"]
    number: int
    label: str
    first: date
    last: date
    modality: str = ""
    earlier: bool = False


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
        axis: its days.
        bars: by first day.
        published_x: place of the day of publication, or None.
        height: of the picture.
        left_out: spans too far away for the picture.
    """

    axis: Axis
    bars: tuple[Bar, ...]
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
    short = [s for s in shown if (s.last - s.first).days <= LONG_DAYS] or shown
    first = max(min([centre, *(s.first for s in short)]), centre - near)
    after = min(max([centre, *(s.last for s in short)]), centre + near) + timedelta(days=1)
    margin = timedelta(days=max(1, (after - first).days // 20))
    axis = Axis(layout=layout, first=first - margin, after=after + margin)
    bars = tuple(
        Bar(
            span=span,
            label=layout.shorten(span.label),
            x=axis.place(span.first),
            y=layout.top + layout.row * row + layout.bar_y,
            width=max(round(axis.place(span.last + timedelta(days=1)) - axis.place(span.first), 1), 6.0),
            label_y=layout.top + layout.row * row + layout.label_y,
            earlier=span.earlier or span.first < axis.first,
            later=span.last >= axis.after,
        )
        for row, span in enumerate(shown)
    )
    return Timeline(
        axis=axis,
        bars=bars,
        published_x=round(axis.place(published) + axis.scale / 2, 1) if published else None,
        height=layout.top + layout.row * len(shown) + 16,
        left_out=tuple(s for s in ordered if s not in shown),
    )
