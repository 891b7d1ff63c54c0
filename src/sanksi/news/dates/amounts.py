"""Numbers in digits and words, and amounts of time: "dua puluh lima tahun", "a month and a half", "lebih dari sebulan"."""

from dataclasses import dataclass, replace
from typing import Literal

from sanksi.news.dates.scene import Scene

Tone = Literal["", "about", "more", "less"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Past-last atom, how many units at least and at most, the unit, whether a half made it finer, and how exact it is told to be."""

    past: int
    least: float
    most: float
    unit: str
    fine: bool = False
    tone: Tone = ""

    @property
    def words(self) -> str:
        """ "2 weeks", "2 to 4 weeks"."""
        count = f"{self.most:g}" if self.least == self.most else f"{self.least:g} to {self.most:g}"
        return f"{count} {self.unit}{'' if self.most == 1 else 's'}"


def read_number(s: Scene, i: int) -> tuple[int, int] | None:
    """Past-last atom and number, in digits or in words."""
    if (digits := s.number(i)) is not None:
        return i + 1, digits
    total = current = 0
    k, open_below = i, 1000
    while k - i < 8:
        if times := s.at("times", k):
            total += max(current, 1) * times[1]
            k, current, open_below = times[0], 0, times[1]
        elif current and (teens := s.at("teens", k)):
            return teens[0], total + current + 10
        elif (found := s.at("numbers", k)) and 0 < found[1] < open_below:
            k, value = found
            if value >= 100:
                total, open_below = total + value, 100
            else:
                current, open_below = current + value, 10 if value % 10 == 0 and value >= 20 else 0
        elif current and s.low(k) == "-" and s.glued(k) and s.glued(k + 1) and s.at("numbers", k + 1):
            k += 1  # "twenty-one"
        else:
            break
    return (k, total + current) if k > i and total + current else None


def read_amount(s: Scene, i: int) -> Amount | None:
    """An amount of time at atom i, with the word before it that makes it inexact."""
    for tone in ("about", "more", "less"):
        if found := s.at(tone, i):
            inner = _bare_amount(s, found[0])
            return replace(inner, tone=tone) if inner else None
    inner = _bare_amount(s, i)
    if inner and (past := s.past("more_after", inner.past)) > inner.past:
        return replace(inner, past=past, tone="more")
    return inner


def _bare_amount(s: Scene, i: int) -> Amount | None:
    if half := s.at("half_units", i):
        number, unit_of_half = half[1]
        return Amount(half[0], number, number, unit_of_half)
    if one := s.at("one_unit", i):
        past = s.past("and_half", one[0])
        return Amount(past, 1.5, 1.5, one[1], fine=True) if past > one[0] else Amount(past, 1, 1, one[1])
    if some := s.at("several", i):
        unit = s.at("units", some[0])
        return Amount(unit[0], some[1][0], some[1][1], unit[1], tone="about") if unit else None
    number = read_number(s, i)
    if number is None:
        return None
    if (past := s.past("or", number[0])) > number[0] and (upper := read_number(s, past)) and upper[1] > number[1]:
        unit = s.at("units", upper[0])
        return Amount(unit[0], number[1], upper[1], unit[1]) if unit else None
    k = s.past("and_half", number[0])
    fine = k > number[0]
    unit = s.at("units", k)
    if unit is None:
        return None
    k = unit[0]
    if not fine and (past := s.past("and_half", k)) > k:
        fine, k = True, past
    count = number[1] + (0.5 if fine else 0)
    return Amount(k, count, count, unit[1], fine=fine)
