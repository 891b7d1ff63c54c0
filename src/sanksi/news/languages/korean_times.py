"""Times of Korean reports: days, months and years as written, and a few words counted from publication."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from sanksi.news.dates.absolute import IN_FULL
from sanksi.news.dates.days import Interval, day_of, months_of, move, period
from sanksi.news.values import When

_YEARS = {"지난해": -1, "작년": -1, "올해": 0, "내년": 1}
_YEAR = rf"(?:(\d{{4}}년|{'|'.join(_YEARS)})\s*)?"
_DAY = re.compile(_YEAR + r"(?<!\d)(\d{1,2})월\s*(\d{1,2})일(?![간째])")
_LONE_DAY = re.compile(r"(?<![\d월])(?<!월 )(\d{1,2})일(?![간째])")
_MONTH = re.compile(_YEAR + r"(?<!\d)(\d{1,2})월(?!\s*\d{1,2}일)")
_WHOLE_YEAR = re.compile(r"(?<!\d)(\d{4})년(?!\s*\d{1,2}월)(?![간째])")
_STEPS = {
    "그저께": ("day", -2), "그제": ("day", -2), "어제": ("day", -1), "오늘": ("day", 0), "내일": ("day", 1), "모레": ("day", 2),
    "지난주": ("week", -1), "지난 주": ("week", -1), "이번 주": ("week", 0), "다음 주": ("week", 1),
    "지난달": ("month", -1), "이달": ("month", 0), "이번 달": ("month", 0), "다음 달": ("month", 1),
    **{word: ("year", step) for word, step in _YEARS.items()},
}  # fmt: skip
"""Times counted from publication: unit and steps."""
_STEP = re.compile("(?<![가-힣])(?:" + "|".join(sorted(_STEPS, key=len, reverse=True)) + r")(?!\s*\d{1,2}월)")
_FROM = re.compile(r"부터\s*$")
_Time = tuple[int, int, Interval, str]


def find_times(text: str, spans: Iterable[tuple[int, int]], anchor: date) -> tuple[When, ...]:
    """Time expressions within the spans, in order, without overlap.

    Args:
        text: the report.
        spans: start and end of each stretch to read.
        anchor: the day of publication.
    """
    found: list[When] = []
    for start, end in spans:
        told: When | None = None
        times = chain(
            _days(text, start, end, anchor), _months(text, start, end, anchor), _lone_days(text, start, end, anchor),
            _others(text, start, end, anchor),
        )  # fmt: skip
        for a, b, days, how in sorted(times):
            if told and a < told.end:
                continue
            if told and _FROM.search(text, told.end, a) and how != IN_FULL:
                days, how = _not_before(days, told.begins), f"Counted from the time before, {told.begins}."  # noqa: PLW2901
            told = When(start=a, end=b, text=text[a:b], begins=days[0], ends=days[1], how=how)
            found.append(told)
    return tuple(found)


def _not_before(days: Interval, first: date) -> Interval:
    """The same days and months in the first year in which they do not lie before a day."""
    begins, ends = days
    years = next((n for n in (-2, -1, 0, 1, 2) if move(begins, n, "year") >= first), 0)
    return move(begins, years, "year"), move(ends, years, "year")


def _year(word: str | None, anchor: date) -> int | None:
    return None if word is None else anchor.year + _YEARS[word] if word in _YEARS else int(word.removesuffix("년"))


def _how(word: str | None, anchor: date) -> str:
    if word is None:
        return f"No year is told: the nearest to publication, {anchor}."
    return f"Counted from publication, {anchor}." if word in _YEARS else IN_FULL


def _days(text: str, start: int, end: int, anchor: date) -> Iterator[_Time]:
    for m in _DAY.finditer(text, start, end):
        year = _year(m[1], anchor)
        years = [year] if year else [anchor.year + n for n in (-1, 0, 1)]
        days = [d for y in years if (d := day_of(y, int(m[2]), int(m[3])))]
        if days:
            day = min(days, key=lambda d: abs((d - anchor).days))
            yield m.start(), m.end(), (day, day), _how(m[1], anchor)


def _months(text: str, start: int, end: int, anchor: date) -> Iterator[_Time]:
    for m in _MONTH.finditer(text, start, end):
        if 1 <= int(m[2]) <= 12:
            year = _year(m[1], anchor)
            years = [year] if year else [anchor.year + n for n in (-1, 0, 1)]
            spans = [months_of(y, int(m[2])) for y in years]
            yield m.start(), m.end(), min(spans, key=lambda s: abs((s[0] - anchor).days)), _how(m[1], anchor)


def _lone_days(text: str, start: int, end: int, anchor: date) -> Iterator[_Time]:
    """ "지난 20일", "20일": the last such day."""
    for m in _LONE_DAY.finditer(text, start, end):
        months = [move(anchor.replace(day=1), -n, "month") for n in range(13)]
        days = [d for first in months if (d := day_of(first.year, first.month, int(m[1]))) and d <= anchor]
        if days:
            yield m.start(), m.end(), (days[0], days[0]), f"No month is told: the last to publication, {anchor}."


def _others(text: str, start: int, end: int, anchor: date) -> Iterator[_Time]:
    for m in _WHOLE_YEAR.finditer(text, start, end):
        if 1900 <= int(m[1]) <= 2100:
            yield m.start(), m.end(), (date(int(m[1]), 1, 1), date(int(m[1]), 12, 31)), IN_FULL
    for m in _STEP.finditer(text, start, end):
        unit, step = _STEPS[m[0]]
        yield m.start(), m.end(), period(anchor, unit, step), f"Counted from publication, {anchor}."
