"""The axis of a picture of days: from days to picture units."""

from dataclasses import dataclass
from datetime import date, timedelta

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


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

    def shorten(self, label: str) -> str:
        """The label, cut to the length that has room."""
        return label if len(label) <= self.label_length else label[: self.label_length - 1].rstrip() + "…"


WIDE = Layout(
    name="wide", width=960, left=300, right=24, top=44, row=30, bar_y=15, label_y=19, label_length=40, most_ticks=6
)
NARROW = Layout(
    name="narrow", width=340, left=10, right=10, top=44, row=44, bar_y=30, label_y=16, label_length=44, most_ticks=3
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days along the width of a picture.

    Attributes:
        layout: measures of the picture.
        first: first day.
        after: the day after the last.
    """

    layout: Layout
    first: date
    after: date

    @property
    def scale(self) -> float:
        """Picture units of a day."""
        return (self.layout.width - self.layout.left - self.layout.right) / (self.after - self.first).days

    def place(self, day: date) -> float:
        """Where a day begins; a day outside of the axis stands at its end."""
        x = self.layout.left + (min(max(day, self.first), self.after) - self.first).days * self.scale
        return round(x, 1)

    @property
    def ticks(self) -> tuple[tuple[float, date], ...]:
        """Place and day of labels at even steps; from a month on, the first days of months."""
        most, length = self.layout.most_ticks, (self.after - self.first).days
        days = next(
            ([self.first + timedelta(days=n) for n in range(0, length, s)] for s in _DAY_STEPS if length <= s * most),
            None,
        )
        return tuple((self.place(day), day) for day in (self._months(most) if days is None else days))

    def _months(self, most: int) -> list[date]:
        first, after = self.first, self.after
        numbers = range(first.year * 12 + first.month - 1, after.year * 12 + after.month)
        inside = [n for n in numbers if first <= date(n // 12, n % 12 + 1, 1) < after]
        step = next((s for s in _MONTH_STEPS if len(inside) <= s * most), _MONTH_STEPS[-1])
        return [date(n // 12, n % 12 + 1, 1) for n in inside if n % step == 0]
