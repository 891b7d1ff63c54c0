"""What a rule sees (atoms, words, the days to count from, the direction of the clause) and what it gives back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from sanksi.news.dates.atoms import Atom
from sanksi.news.dates.days import Interval
from sanksi.news.dates.table import Table
from sanksi.news.values import TimeKind

_BACK, _ON = 24, 8
_STOPS = ".?!;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time told: days (both inclusive), how it was anchored in one sentence, and how it was told.

    Attributes:
        clock: `HH:MM` as told.
        offset: of the clock's zone from UTC (`+07:00`), empty when no zone is told.
        doubt: what contradicts itself, in one sentence; else empty.
        unit: of the period it is; `day` for days and bands.
        free: what the words leave open and another end of a span may settle: the year, or the week of a weekday.
    """

    begins: date
    ends: date
    how: str
    kind: TimeKind = "at"
    approximate: bool = False
    at_least: bool = False
    clock: str = ""
    offset: str = ""
    doubt: str = ""
    unit: str = "day"
    free: Literal["", "year", "week"] = ""


class Found(NamedTuple):
    """Where a rule ends, and the time; None for a time that is no time: an impossible date, or one that repeats."""

    past: int
    moment: Moment | None


@dataclass(slots=True)
class Scene:
    """A stretch of text under a rule.

    Attributes:
        told: the time told last before this place, which "two days earlier" counts from.
        told_here: whether that was in the same sentence.
        told_past: past-last atom of the time told last.
        start: where the whole expression begins, when the direction of its clause is that of its first word.
        lean: the direction of a clause in which no word tells one: "until" looks ahead.
    """

    atoms: Sequence[Atom]
    table: Table
    anchor: date
    told: Moment | None = None
    told_here: bool = False
    told_past: int = -1
    start: int | None = None
    lean: int = 0

    def at(self, name: str, i: int) -> tuple[int, Any] | None:
        """Past-last atom and value of the longest phrase of a class at atom i."""
        return self.table.words[name].at(self.atoms, i)

    def may_begin(self, i: int) -> bool:
        """Whether atom i can open an expression: a figure, or a word that a phrase begins with."""
        atom = self.atoms[i]
        return atom.is_number or atom.low in self.table.openers

    def past(self, name: str, i: int) -> int:
        """Past-last atom of a phrase of a class at atom i, or i when none is there."""
        found = self.at(name, i)
        return found[0] if found else i

    def is_after(self, name: str, i: int) -> bool:
        """Whether a phrase of a class of one to four atoms ends right before atom i."""
        return any((found := self.at(name, i - n)) is not None and found[0] == i for n in range(1, 5) if i >= n)

    def low(self, i: int) -> str:
        """The atom in lower case, empty beyond the ends."""
        return self.atoms[i].low if 0 <= i < len(self.atoms) else ""

    def number(self, i: int, digits: int = 4) -> int | None:
        """The number written in at most so many digits at atom i."""
        if 0 <= i < len(self.atoms) and self.atoms[i].is_number and len(self.atoms[i].text) <= digits:
            return int(self.atoms[i].text)
        return None

    def year(self, i: int) -> int | None:
        """The year in four digits at atom i."""
        number = self.number(i)
        return number if number is not None and 1800 <= number <= 2100 and len(self.atoms[i].text) == 4 else None

    def glued(self, i: int) -> bool:
        """Whether atom i stands right at the one before."""
        return 0 < i < len(self.atoms) and self.atoms[i].glued

    def ends_sentence(self, i: int) -> bool:
        """Whether atom i is a mark that ends a sentence or half of one: not one between digits, nor after a shortened month."""
        mark = self.atoms[i]
        if mark.text not in _STOPS or self.glued(i + 1):
            return False
        return mark.text != "." or self.low(i - 1) not in self.table.short_months

    def goes_on(self, i: int) -> bool:
        """Whether a word follows at atom i."""
        return i < len(self.atoms) and self.atoms[i].is_word

    def direction(self, i: int, past: int) -> int:
        """-1 in a clause about the past, 1 about the future, 0 when no word near tells."""
        first = i if self.start is None else min(i, self.start)
        left, left_far = self._clause(range(first - 1, max(-1, first - 1 - _BACK), -1))
        right, right_far = self._clause(range(past, min(len(self.atoms), past + _ON)))
        return left or right or left_far or right_far or self.lean

    def _clause(self, places: range) -> tuple[int, int]:
        """The first tense up to a comma (rightwards also up to "and"), and the first after it, up to the end of the sentence."""
        beyond = False
        for k in places:
            if self.ends_sentence(k):
                break
            beyond = beyond or self.low(k) == "," or (places.step > 0 and self.at("and", k) is not None)
            if found := self._tense(k):
                return (0, found) if beyond else (found, 0)
        return 0, 0

    def _tense(self, k: int) -> int:
        if self.atoms[k].is_capital and self.at("months", k):
            return 0  # "May" is no "may"
        if self.at("future", k):
            return 1
        ending = self.table.past_ending
        low = self.low(k)
        ended = (
            ending
            and len(low) > 3
            and low.endswith(ending)
            and not self.atoms[k].is_capital
            and not self.is_after("unended", k)
        )
        return -1 if ended or self.at("past", k) else 0

    @property
    def from_anchor(self) -> str:
        """That a time counts from publication, as a sentence."""
        return f"Counted from publication, {self.anchor}."

    @property
    def story_day(self) -> date:
        """The day the text has told last, else that of publication."""
        return self.told.begins if self.told else self.anchor

    @property
    def from_story(self) -> str:
        """That a time counts from the day the text has told last, as a sentence."""
        return f"Counted from the time told before, {self.told.begins}." if self.told else self.from_anchor


def told(past: int, days: Interval, how: str, **more: Any) -> Found:
    """A time from its days."""
    return Found(past, Moment(begins=days[0], ends=days[1], how=how, **more))


def change(found: Found, past: int, **changes: Any) -> Found:
    """The time changed, over more atoms; an impossible one stays so."""
    return Found(past, replace(found.moment, **changes) if found.moment else None)
