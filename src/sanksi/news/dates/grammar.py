"""Whole expressions out of single times: with weekday, part of the day and clock; since, until, from ... to. The longest reading wins."""

from collections.abc import Callable, Iterable
from datetime import date

from sanksi.news.dates import absolute, relative
from sanksi.news.dates.clock import read_clock
from sanksi.news.dates.days import Part, day_of, move, third, weekday_near
from sanksi.news.dates.scene import Found, Moment, Scene, change, told

Rule = Callable[[Scene, int], Found | None]

_DATES: tuple[Rule, ...] = (
    absolute.figures,
    absolute.days_in_figures,
    absolute.days_of_month,
    absolute.day_of_month,
    absolute.month_and_day,
)
_PERIODS: tuple[Rule, ...] = (
    absolute.month,
    absolute.stepped_month,
    absolute.year,
    absolute.decade,
    absolute.year_part,
    absolute.week_of_month,
    absolute.months_of_year,
)
_STEPS: tuple[Rule, ...] = (
    relative.so_far,
    relative.step,
    relative.day_word,
    relative.day_by_number,
    relative.counted,
    relative.weekday,
)


def longest(s: Scene, i: int, rules: Iterable[Rule]) -> Found | None:
    """The reading that takes in most of the text; of two, the first rule's."""
    found = [f for rule in rules if (f := rule(s, i))]
    return max(found, key=lambda f: f.past, default=None)


def expression(s: Scene, i: int) -> Found | None:
    """The time told at atom i, whole."""
    plain = point(s, i)
    found = [f for f in (span(s, i, plain), since(s, i), until(s, i), stretch(s, i), plain) if f]
    return max(found, key=lambda f: f.past, default=None)


def stretch(s: Scene, i: int) -> Found | None:
    """How long, tied to its first or last day or to its span where one follows: "selama tiga hari mulai Senin", "for nine days until Friday"."""
    found = relative.lasting(s, i)
    if found is None or found.moment is None:
        return found
    at = found.past
    lead = s.past("from", at)
    first = point(s, lead) if lead > at else None
    tied = (
        span(s, at, None)
        or since(s, at)
        or until(s, at)
        or (change(first, first.past, kind="since") if first else None)
    )
    if tied is None or tied.moment is None or s.is_after("past_after", at) or s.is_after("next_after", at):
        return found
    length = (found.moment.ends - found.moment.begins).days - 1
    begins, ends = tied.moment.begins, tied.moment.ends
    if tied.moment.kind == "since":
        ends = move(begins, max(length, 0), "day")
    elif tied.moment.kind == "until":
        begins = move(ends, -max(length, 0), "day")
    return change(tied, tied.past, begins=begins, ends=ends, kind="lasting", at_least=found.moment.at_least)


def point(s: Scene, i: int) -> Found | None:
    """One time, with what stands around it: about, weekday, part of the day, clock."""
    if about := s.at("about", i):
        inner = longest(s, about[0], (_plain,))
        if inner and inner.moment and inner.moment.kind == "at":
            return change(inner, inner.past, approximate=True)
    return _plain(s, i)


def _plain(s: Scene, i: int) -> Found | None:
    bare = s.table.day_first or not s.at("clock_leads", i)  # "at" is a preposition, "pukul" is not
    if bare and (clock := read_clock(s, i)):
        other = read_clock(s, clock.past + 1) if s.low(clock.past) == "(" else None  # "9 a.m. (0000 GMT) on Thursday"
        at = _join(s, other.past + 1 if other and s.low(other.past) == ")" else clock.past)
        day = (
            longest(s, at, (dated_weekday, *_DATES, relative.day_word, relative.weekday)) if at < len(s.atoms) else None
        )
        if day:
            return change(_after(s, day), _after(s, day).past, clock=clock.time, offset=clock.offset)
        here = s.told if s.told_here and s.told and s.told.begins == s.told.ends else None
        base = here.begins if here else s.anchor
        how = f"The day told before it, {base}." if here else f"The day of publication, {base}."
        return told(s.past("dayparts", clock.past), (base, base), how, clock=clock.time, offset=clock.offset)
    found = longest(s, i, (dated_weekday, *_DATES, relative.weekend, part, *_PERIODS, *_STEPS))
    if found and found.moment and found.moment.how == absolute.IN_FULL and found.moment.ends < s.anchor:
        gone = s.at("steps_after", found.past)  # "pada 2017 lalu"
        found = Found(gone[0], found.moment) if gone and gone[1] < 0 else found
    return _after(s, found) if found else None


def _join(s: Scene, i: int) -> int:
    comma = i + (s.low(i) in (",", "("))
    return s.past("clock_joins", comma)


def _after(s: Scene, found: Found) -> Found:
    """The part of the day, the clock and the zone that follow a day."""
    if found.moment is None or found.moment.unit != "day" or found.moment.begins != found.moment.ends:
        return found
    past = s.past("local", s.past("dayparts", found.past))
    at = past + (s.low(past) in (",", "("))
    if (led := s.past("clock_leads", at)) or at < len(s.atoms):
        clock = read_clock(s, at, after_day=True)
        if clock and (led > at or clock.offset or s.low(past) != ","):
            closed = s.low(past) == "(" and s.low(clock.past) == ")"
            return change(found, s.past("dayparts", clock.past + closed), clock=clock.time, offset=clock.offset)
    return Found(past, found.moment)


def dated_weekday(s: Scene, i: int) -> Found | None:
    """ "Rabu, 13 September 2023", "Rabu malam (13/9/2023)", "Rabu-Kamis (13-14/9)"; a weekday that does not fit is told, the written date stands."""
    named = relative.weekday_at(s, s.past("steps_before", i))
    if named is None:
        return None
    past, number = named
    past += s.low(past) == "." and len(s.low(past - 1)) <= 4
    if (pair := s.past("to", past)) > past or (pair := s.past("and", past)) > past:
        other = relative.weekday_at(s, pair)
        past = other[0] if other else past
    past = s.past("steps_after", past)
    past = s.past("dayparts", past)
    opened = s.low(past) == "("
    found = longest(s, past + (opened or s.low(past) == ","), _DATES)
    if found is None:
        return None
    end = found.past + (opened and s.low(found.past) == ")")
    if found.moment is None or found.moment.begins.weekday() == number:
        return Found(end, found.moment)
    day = found.moment.begins
    doubt = f"{s.atoms[named[0] - 1].text} does not fit: {day} is a {day:%A}."
    return change(found, end, doubt=doubt)


def part(s: Scene, i: int) -> Found | None:
    """ "awal September", "mid-May", "the end of this month", "akhir tahun"; "late Sunday" is that Sunday."""
    lead = s.at("parts", i)
    if lead is None:
        return None
    at = lead[0] + (s.low(lead[0]) == "-")
    whole = longest(s, at, (*_PERIODS, relative.step, relative.bare_unit))
    if whole is None or whole.moment is None:
        return whole or relative.weekday(s, at)
    which: Part = lead[1]
    begins, ends = third((whole.moment.begins, whole.moment.ends), which)
    how = f"{whole.moment.how} The {which} third of the {whole.moment.unit}."
    return change(
        whole,
        whole.past,
        begins=begins,
        ends=ends,
        how=how,
        approximate=True,
        unit="day" if begins == ends else "third",
    )


def span(s: Scene, i: int, plain: Found | None) -> Found | None:
    """ "dari 2010 hingga 2014", "between June and August 2023", "28 Agustus-2 September 2023", "Senin hingga Rabu"."""
    s.start = i
    found = _span(s, i, plain)
    s.start = None
    return found


def _span(s: Scene, i: int, plain: Found | None) -> Found | None:
    between = s.past("between", i)
    at = max(between, s.past("from", i), s.past("since", i))
    first = point(s, at) if at > i else plain
    if first is None or first.moment is None or first.moment.kind != "at":
        told_so = at > i and first is not None and first.moment is not None and first.moment.kind == "span"
        return first if told_so else None  # "from March 21 to 23"
    joins = s.past("and" if between > i else "to", first.past)
    if joins == first.past:
        return None
    before, s.told, s.told_here = (s.told, s.told_here), first.moment, True  # "pukul 09.00 s.d. 12.00" is of one day
    last = point(s, joins)
    s.told, s.told_here = before
    if last is None and first.moment.unit in ("year", "month"):
        last = (absolute.bare_year if first.moment.unit == "year" else absolute.bare_month)(s, joins)
    if last is None or last.moment is None or last.moment.kind != "at":
        return None
    begins, ends = _fit(first.moment, last.moment)
    if begins > ends:
        return None
    hows = dict.fromkeys((first.moment.how, last.moment.how))
    return change(
        last, last.past, begins=begins, ends=ends, kind="span", how=" ".join(hows), clock=first.moment.clock or last.moment.clock,
        approximate=first.moment.approximate or last.moment.approximate, doubt=first.moment.doubt or last.moment.doubt,
    )  # fmt: skip


def _fit(first: Moment, last: Moment) -> tuple[date, date]:
    """Both ends; an end that leaves its year or week open goes by the other."""
    begins, ends = first.begins, last.ends
    if first.free == "year" and not (last.free == "year" and begins <= ends):
        years = (last.begins.year, last.begins.year - 1)
        fits = (d for y in years if (d := day_of(y, begins.month, begins.day)) and d <= ends)
        begins = next(fits, begins)
    elif last.free == "week" and ends < begins:
        ends = weekday_near(begins, ends.weekday(), step=1, same=False)
    return begins, ends


def since(s: Scene, i: int) -> Found | None:
    """From a time on, to publication; what has not begun by then has an open end."""
    for name in ("since", "after", "from"):
        lead = s.at(name, i)
        if lead is None:
            continue
        least = s.past("more", lead[0])  # "since at least 2021"
        found = _bound(s, least, -1, dates_only=name == "after") or (
            absolute.bare_year(s, least) if least > lead[0] else None
        )
        if found is None or found.moment is None:
            continue
        first = move(found.moment.ends, 1, "day") if name == "after" else found.moment.begins
        if name == "from" and first <= s.anchor:
            continue  # "a photo from 2019"
        last = s.anchor if first <= s.anchor else first if name == "after" else found.moment.ends
        at_least = found.moment.at_least or least > lead[0]
        how = f"{found.moment.how} From then to {'publication' if last == s.anchor else 'an end that is not told'}."
        return change(found, found.past, begins=first, ends=last, kind="since", at_least=at_least, how=how)
    return None


def until(s: Scene, i: int) -> Found | None:
    """Up to a time, from publication; what has passed by then has an open beginning."""
    for name in ("until", "before"):
        lead = s.at(name, i)
        if lead is None:
            continue
        found = _bound(s, lead[0], 1, dates_only=name == "before")
        if found is None or found.moment is None:
            continue
        last = move(found.moment.begins, -1, "day") if name == "before" else found.moment.ends
        if name == "until" and lead[1] and found.moment.free == "week" and last < s.anchor:
            last = weekday_near(s.anchor, last.weekday(), step=1, same=True)
        first = s.anchor if last >= s.anchor else last if name == "before" else found.moment.begins
        how = f"{found.moment.how} Up to then from {'publication' if first == s.anchor else 'a beginning that is not told'}."
        return change(found, found.past, begins=first, ends=last, kind="until", how=how)
    return None


def _bound(s: Scene, i: int, lean: int, *, dates_only: bool) -> Found | None:
    """The time a bound names; a clause that tells no direction leans its way. Before and after take dates, not the weekdays of "after Monday's vote"."""
    s.lean = lean
    found = longest(s, i, (dated_weekday, *_DATES, *_PERIODS)) if dates_only else point(s, i)
    s.lean = 0
    return found if found and found.moment and found.moment.kind == "at" else None
