"""The pictures of a regime: a row a measure, a bar a version, a line an instrument."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sanksi.faces.pages.axis import NARROW, WIDE, Axis, Layout
from sanksi.faces.pages.sentences import say
from sanksi.regime import Measure, Regime, Version

ROWS = 34
"""Most rows of one picture: it has to fit on a page of paper."""

_LAYOUTS = (
    replace(WIDE, top=24, row=22, bar_y=11, label_y=15, most_ticks=12),
    replace(NARROW, top=24, row=34, bar_y=24, label_y=13, most_ticks=4),
)
_LEVEL, _SIGN_WIDTH = 14, 7
"""Height of a line of instrument names, and the width of one of their characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A version with its place; `later` says that it goes on behind the axis."""

    version: Version
    x: float
    width: float
    later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A measure: its label, cut to the layout, the feet of label and bars, and a bar for each version.

    The last version stands first: one of a few days is then drawn over the next.
    """

    measure: Measure
    label: str
    label_y: int
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The adoption of an instrument: `name` is the number that it is called by, `foot` that of its name."""

    symbol: str
    name: str
    on: date
    x: float
    foot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Some measures of a regime through time.

    Attributes:
        axis: its days, up to the day to which the law was looked up.
        rows: in the order of the files.
        lines: instruments by day.
        day_x: place of the day asked about, or None when it is behind the axis.
        height: of the picture.
    """

    axis: Axis
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    day_x: float | None
    height: int


def build_pictures(regime: Regime, *, on: date, language: str) -> tuple[tuple[Picture, Picture], ...]:
    """The wide and the narrow form of each picture, as many pictures as the measures need.

    Args:
        regime: with its measures.
        on: the day asked about.
        language: of the titles.
    """
    measures = regime.measures
    count = -(-len(measures) // ROWS)
    size = -(-len(measures) // count)
    parts = [measures[start : start + size] for start in range(0, len(measures), size)]
    wide, narrow = ([_draw(regime, part, on, layout, language) for part in parts] for layout in _LAYOUTS)
    return tuple(zip(wide, narrow, strict=True))


def _draw(regime: Regime, measures: Sequence[Measure], on: date, layout: Layout, language: str) -> Picture:
    first = min(regime.starts_on, *regime.adopted.values())
    after = max(regime.law_as_of, *(m.versions[-1].starts_on for m in regime.measures)) + timedelta(days=1)
    axis = Axis(layout=layout, first=first - (after - first) // 40, after=after)
    lines, levels = _place_lines(regime, axis)
    top = layout.top + levels * _LEVEL
    axis = replace(axis, layout=replace(layout, top=top))
    rows = tuple(
        Row(
            measure=measure,
            label=layout.shorten(f"{measure.id.rpartition('-')[2]} {say(measure.title, language).text}"),
            label_y=top + layout.row * number + layout.label_y,
            y=top + layout.row * number + layout.bar_y,
            bars=tuple(_place_bar(version, axis) for version in reversed(measure.versions)),
        )
        for number, measure in enumerate(measures)
    )
    day_x = axis.place(on) if on < axis.after else None
    return Picture(axis=axis, rows=rows, lines=lines, day_x=day_x, height=top + layout.row * len(rows) + 12)


def _place_bar(version: Version, axis: Axis) -> Bar:
    after = version.ends_on + timedelta(days=1) if version.ends_on else axis.after
    x = axis.place(version.starts_on)
    return Bar(version=version, x=x, width=max(round(axis.place(after) - x, 1), 2.0), later=after >= axis.after)


def _place_lines(regime: Regime, axis: Axis) -> tuple[tuple[Line, ...], int]:
    """Lines by day, each name on the first level where it meets no other, and how many levels that takes."""
    ends: list[float] = []
    lines = []
    for symbol, on in sorted(regime.adopted.items(), key=lambda item: (item[1], item[0])):
        name = symbol.rpartition("/")[2].partition(" ")[0]
        x, half = axis.place(on), len(name) * _SIGN_WIDTH / 2 + 3
        level = next((n for n, end in enumerate(ends) if end <= x - half), len(ends))
        ends[level : level + 1] = [x + half]
        lines.append(Line(symbol=symbol, name=name, on=on, x=x, foot=(level + 1) * _LEVEL))
    return tuple(lines), len(ends)
