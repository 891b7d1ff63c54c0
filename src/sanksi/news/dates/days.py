"""Arithmetic of closed intervals of days: calendar periods, thirds of them, moves by units, bands. Nothing here leaves the years 1 to 9999."""

from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "semester", "year", "decade"]
Part = Literal["early", "mid", "late"]
Interval = tuple[date, date]

_DAY = timedelta(days=1)
_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120}
_LENGTH: dict[str, float] = {
    "hour": 1 / 24, "day": 1, "week": 7, "month": 30.4375, "quarter": 91.3125, "semester": 182.625, "year": 365.25, "decade": 3652.5,
}  # fmt: skip
_HALF: dict[str, int] = {"week": 3, "month": 15, "quarter": 45, "semester": 91, "year": 182, "decade": 1826}


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_of(year: int, month: int, count: int = 1) -> Interval:
    """A month, or several from that one on; years beyond the calendar are held at its ends."""
    first = (year - 1) * 12 + month - 1
    return _first_of(first), _last_before(first + count)


def period(day: date, unit: str, step: int = 0) -> Interval:
    """The week, month, quarter, semester, year or decade of a day, or the one so many steps after it."""
    if unit == "day":
        return move(day, step, "day"), move(day, step, "day")
    if unit == "week":
        monday = move(day, step * 7 - day.weekday(), "day")
        return monday, move(monday, 6, "day")
    size = _MONTHS[unit]
    index = (day.year if unit == "decade" else day.year - 1) * 12 + day.month - 1
    first = (index // size + step) * size - (12 if unit == "decade" else 0)
    return _first_of(first), _last_before(first + size)


def third(whole: Interval, part: Part) -> Interval:
    """The early, middle or late third of a period: whole days, months or years, the late one taking what is left."""
    first, last = whole
    days = (last - first).days + 1
    k = ("early", "mid", "late").index(part)
    if days <= 1:
        return whole
    if days == 7:
        starts = [first + timedelta(days=n) for n in (0, 2, 4)]
    elif days <= 31:
        starts = [first + timedelta(days=n) for n in (0, 10, 20)]
    elif days > 3600:
        starts = [date(first.year + n, 1, 1) for n in (0, 4, 7)]
    else:
        size = round(days / 30.4) // 3
        month = (first.year - 1) * 12 + first.month - 1
        starts = [_first_of(month + n * size) for n in range(3)]
    return starts[k], last if k == 2 else starts[k + 1] - _DAY


def move(day: date, number: float, unit: str) -> date:
    """The day moved by a number of units; whole months and years keep the day of the month where it exists."""
    try:
        if unit not in _MONTHS:
            return day + timedelta(days=round(number * _LENGTH[unit]))
        whole = int(number)
        first, last = months_of(day.year, day.month + whole * _MONTHS[unit])
        moved = first.replace(day=min(day.day, last.day))
        return moved + timedelta(days=round((number - whole) * _LENGTH[unit]))
    except OverflowError:  # 9999 years ago: no day of this calendar
        return date.min if number < 0 else date.max


def band(day: date, unit: str, *, fine: bool = False) -> Interval:
    """Half a unit to each side of a day, a quarter when the count was fine ("a month and a half"); a day stays itself."""
    half = _HALF.get(unit, 0) // (2 if fine else 1)
    return move(day, -half, "day"), move(day, half, "day")


def weekday_near(day: date, weekday: int, *, step: int, same: bool) -> date:
    """The nearest such weekday before (step -1) or after (step 1) a day; `same` lets the day itself be it."""
    ahead = (weekday - day.weekday()) % 7
    if ahead == 0:
        return day if same else move(day, 7 * step, "day")
    return move(day, ahead if step > 0 else ahead - 7, "day")


def _first_of(index: int) -> date:
    if index < 0:
        return date.min
    return date(index // 12 + 1, index % 12 + 1, 1) if index < 9999 * 12 else date.max


def _last_before(index: int) -> date:
    following = _first_of(index)
    return following if following in (date.min, date.max) else following - _DAY
