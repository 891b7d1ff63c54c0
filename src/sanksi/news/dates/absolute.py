"""Dates told by the calendar: figures, days of a month, months, years, quarters, semesters, decades."""

from datetime import date

from sanksi.news.dates.amounts import read_number
from sanksi.news.dates.days import Interval, day_of, months_of, move, period
from sanksi.news.dates.scene import Found, Scene, change, told
from sanksi.news.dates.table import misread_month

IN_FULL = "Told with its year."
IMPOSSIBLE = None
"""The moment of a date that the calendar does not have."""
NEAR = 92
"""Days within which a date without a year is the nearest, whatever its clause says: of a day further off, the verb tells the side."""
FAR = 150
"""Days ahead from which such a date is the last when no verb tells: news looks back."""
WHERE = {-1: "the last", 0: "the nearest", 1: "the next"}


def figures(s: Scene, i: int) -> Found | None:
    """2023-09-13, 13-9-2023, 13/9/2023, 13.09.2023, 13/9; English figures have the month first where that is a date."""
    mark = s.low(i + 1)
    first, second = s.number(i), s.number(i + 2, 2)
    if mark not in ("-", "/", ".") or first is None or second is None or not (s.glued(i + 1) and s.glued(i + 2)):
        return None
    if s.low(i + 3) == mark and s.glued(i + 3) and s.glued(i + 4) and (third := s.number(i + 4)) is not None:
        if s.year(i) and s.number(i + 4, 2) is not None:
            return _whole(i + 5, day_of(first, second, third))
        if s.number(i, 2) is None or not (len(s.atoms[i + 4].text) == 2 or s.year(i + 4)):
            return None
        year = third if len(s.atoms[i + 4].text) == 4 else third + (2000 if third < 70 else 1900)
        return _day_and_month(s, i + 5, first, second, year)
    within = s.low(i - 1) == "(" and s.low(i + 3) in (")", ",")
    if mark != "/" or not (within or s.is_after("weekdays", i)) or s.number(i, 2) is None:
        return None
    day, month = (first, second) if s.table.day_first else (second, first)
    return near_day(s, i, i + 3, month, day)


def marked(s: Scene, i: int) -> Found | None:
    """ "2023년 9월 13일": each figure with the sign of what it counts."""
    year, month, day = s.year(i), s.number(i + 2, 2), s.number(i + 4, 2)
    if (
        year is None
        or month is None
        or day is None
        or (s.low(i + 1), s.low(i + 3), s.low(i + 5)[:1]) != ("년", "월", "일")
    ):
        return None
    return _whole(i + 6, day_of(year, month, day))


def _day_and_month(s: Scene, past: int, first: int, second: int, year: int) -> Found:
    day_first, month_first = day_of(year, second, first), day_of(year, first, second)
    if s.table.day_first or month_first is None:
        return _whole(past, day_first)
    found = _whole(past, month_first)
    if day_first is None or day_first == month_first or found.moment is None:
        return found
    doubt = f"Month and day may be the other way round: {day_first}."
    return change(found, past, doubt=doubt)


def _whole(past: int, day: date | None) -> Found:
    return told(past, (day, day), IN_FULL) if day else Found(past, IMPOSSIBLE)


def month_at(s: Scene, i: int) -> tuple[int, int] | None:
    """Past-last atom and number of the month named at atom i, and the point of its short form; with a capital, which Indonesian may leave out and Russian does not write."""
    found = s.at("months", i)
    if found is None or not (s.atoms[i].is_capital or s.table.small_names or (s.table.day_first and len(s.low(i)) > 3)):
        return None
    past, number = found
    if (
        s.low(past) == "."
        and s.glued(past)
        and s.low(i) in s.table.short_months
        and not (s.glued(past + 1) and s.goes_on(past + 1))
    ):
        past += 1
    return past, number


def day_number(s: Scene, i: int) -> tuple[int, int] | None:
    """Past-last atom and number of a day of the month, with its ordinal ending."""
    number = s.number(i, 2)
    if number is None or not 1 <= number <= 31:
        return None
    past = i + 1
    if s.glued(past) and s.low(past) in ("st", "nd", "rd", "th"):
        past += 1
    return past, number


def day_of_month(s: Scene, i: int) -> Found | None:
    """ "13 September 2023", "13 Sept.", "the 3rd of May 2024", "17 Pebruari 2024"."""
    begin = s.past("day_leads", i)
    begin += s.low(begin) == "the"
    first = day_number(s, begin)
    if first is None:
        return None
    past, day = first
    at = past + (s.low(past) == "of")
    named = month_at(s, at)
    if named is None:
        misread = misread_month(s.table, s.low(at)) if at < len(s.atoms) and s.atoms[at].is_capital else None
        if misread and (year := s.year(at + 1)):
            how = f"{s.atoms[at].text} is read as the month with the number {misread}."
            return change(_whole(at + 2, day_of(year, misread, day)), at + 2, how=how)
        return None
    return with_year(s, i, named[0], named[1], day)


def month_and_day(s: Scene, i: int) -> Found | None:
    """ "September 13, 2023", "Sept. 13"."""
    named = month_at(s, i)
    day = day_number(s, named[0]) if named else None
    if named is None or day is None or s.table.day_first:
        return None
    return with_year(s, i, day[0], named[1], day[1])


def with_year(s: Scene, i: int, past: int, month: int, day: int) -> Found:
    """The day of a month whose year may follow."""
    at = past + (s.low(past) == ",")
    at = s.past("year_of", at) if s.year(s.past("year_of", at)) and at == past else at
    if year := s.year(at):
        return _whole(s.past("year_tails", at + 1), day_of(year, month, day))
    if whole := step_of_year(s, past):
        return change(_whole(whole[0], day_of(whole[1][0].year, month, day)), whole[0], how=s.from_anchor)
    if step := s.at("steps_after", past):
        return near_day(s, i, step[0], month, day, way=step[1])
    return near_day(s, i, past, month, day)


def near_day(s: Scene, i: int, past: int, month: int, day: int, *, way: int | None = None) -> Found:
    """A day without a year: the nearest to publication, on the side its clause speaks of."""
    near = [
        c for y in range(-4, 5) if (c := day_of(s.anchor.year + y, month, day))
    ]  # 29 February comes every fourth year
    if not near:
        return Found(past, IMPOSSIBLE)
    best = min(near, key=lambda c: abs((c - s.anchor).days))
    if way is None:
        way = _way(s, i, past, best)
    side = [c for c in near if (c - s.anchor).days * way >= 0] or near
    best = min(side, key=lambda c: abs((c - s.anchor).days))
    return told(past, (best, best), f"No year is told: {WHERE[way]} to publication, {s.anchor}.", free="year")


def _way(s: Scene, i: int, past: int, nearest: date) -> int:
    """The side of publication on which a date without a year lies, 0 for the nearest."""
    ahead = (nearest - s.anchor).days
    if abs(ahead) <= NEAR:
        return 0
    return s.direction(i, past) or (-1 if ahead > FAR else 0)


def month(s: Scene, i: int) -> Found | None:
    """ "September 2023", "bulan Mei tahun 2021"; a month alone where a word before it says that it is one."""
    begin = s.past("month_of", i)
    named = month_at(s, begin)
    if named is None:
        return None
    past, number = named
    at = past + (s.low(past) == ",")
    at = s.past("year_of", at)
    if year := s.year(at):
        return told(s.past("year_tails", at + 1), months_of(year, number), IN_FULL, unit="month")
    past = named[0]
    if whole := step_of_year(s, past):
        return told(whole[0], months_of(whole[1][0].year, number), s.from_anchor, unit="month")
    if step := s.at("steps_after", past):
        return near_month(s, step[0], number, step[1], strict=True)
    named_so = past < len(s.atoms) and s.atoms[past].is_capital and not s.table.day_first  # "by May Smith"
    opens = (joins := s.past("to", past)) > past and month_at(s, joins)
    follows = (
        s.told_past == i - 1 and s.told and s.told.unit == "month" and (s.low(i - 1) == "," or s.is_after("and", i))
    )
    if named_so or not (opens or follows or begin > i or s.is_after("month_leads", i)):
        return None
    best = near_month(s, past, number, 0).moment
    return near_month(s, past, number, _way(s, i, past, best.begins) if best else 0)


def stepped_month(s: Scene, i: int) -> Found | None:
    """ "last December", "next March"."""
    step = s.at("steps_before", i)
    named = month_at(s, step[0]) if step else None
    return near_month(s, named[0], named[1], step[1], strict=True) if step and named else None


def near_month(s: Scene, past: int, number: int, way: int, *, strict: bool = False) -> Found:
    """A month without a year: the nearest to publication on that side; strict leaves the month of publication out."""
    near = [months_of(s.anchor.year + y, number) for y in (-1, 0, 1)]
    here = months_of(s.anchor.year, s.anchor.month)
    side = [m for m in near if way == 0 or (m[0] - here[0]).days * way >= strict]
    best = min(side or near, key=lambda m: abs((m[0] - here[0]).days))
    return told(past, best, f"No year is told: {WHERE[way]} to publication, {s.anchor}.", unit="month", free="year")


def bare_year(s: Scene, i: int) -> Found | None:
    """Four digits where what stands before has made sure that they are a year."""
    number = s.year(i)
    past = s.past("year_tails", i + 1)
    return told(past, (date(number, 1, 1), date(number, 12, 31)), IN_FULL, unit="year") if number else None


def bare_month(s: Scene, i: int) -> Found | None:
    """A month's name where what stands before has made sure that it is one: the nearest."""
    named = month_at(s, i)
    return near_month(s, named[0], named[1], 0) if named else None


def year(s: Scene, i: int) -> Found | None:
    """ "tahun 2017"; four digits where a word before them says that they are a year."""
    begin = s.past("year_of", i) if s.table.day_first else i
    number = s.year(begin)
    if number is None or s.at("not_years", begin + 1):
        return None
    if s.at("units", begin + 1) and not s.at("year_tails", begin + 1):
        return None
    if (last := s.year(begin + 2)) and s.low(begin + 1) in ("-", "–", "—") and number < last <= number + 99:
        return told(begin + 3, (date(number, 1, 1), date(last, 12, 31)), IN_FULL, kind="span")
    if begin > i and s.number(i - 1) is not None and s.is_after("laws", i - 1):
        return Found(begin + 1, None)  # "Nomor 11 Tahun 2020" is a law
    comma = i - 1 - (s.is_after("and", i) and s.low(i - 2) == ",")
    listed = s.told_past == comma and s.year(comma - 1) and (s.low(i - 1) == "," or s.is_after("and", i))
    gone = (step := s.at("steps_after", begin + 1)) is not None and step[1] < 0
    if not (begin > i or listed or gone or s.is_after("year_leads", i)):
        return None
    return bare_year(s, begin)


def decade(s: Scene, i: int) -> Found | None:
    """ "1990-an", "tahun 1980-an", "the 1990s"."""
    begin = s.past("year_of", i) if s.table.day_first else i
    begin += s.low(begin) == "the"
    number = s.year(begin)
    if number is None or number % 10 or not s.glued(begin + 1):
        return None
    past = s.past("decade_tails", begin + 1)
    if past == begin + 1:
        return None
    return told(past, period(date(number, 1, 1), "decade"), IN_FULL, unit="decade")


def year_part(s: Scene, i: int) -> Found | None:
    """ "kuartal II 2023", "semester kedua 2025", "Q1 2024", "the second half of last year"; without a year, of this one."""
    found = _part_number(s, i)
    if found is None:
        return None
    past, unit, number = found
    if number > (4 if unit == "quarter" else 2):
        return None
    at = s.past("year_of", past)
    at += s.low(at) in ("/", "-") and s.glued(at)
    if number_of_year := s.year(at):
        whole, past, how = date(number_of_year, 1, 1), at + 1, IN_FULL
    elif (step := step_of_year(s, past)) is not None:
        past, whole, how = step[0], step[1][0], s.from_anchor
    else:
        whole, how = s.anchor.replace(month=1, day=1), f"No year is told: that of publication, {s.anchor}."
    size = 3 if unit == "quarter" else 6
    return told(past, months_of(whole.year, 1 + (number - 1) * size, size), how, unit=unit)


def _part_number(s: Scene, i: int) -> tuple[int, str, int] | None:
    if (name := s.at("periods", i)) and (which := s.at("ordinals", name[0])):
        return which[0], name[1], which[1]
    begin = i + (s.low(i) == "the")
    if (which := s.at("ordinals", begin)) and (
        name := s.at("periods_after_ordinal", which[0] + (s.low(which[0]) == "-"))
    ):
        return name[0], name[1], which[1]
    if (letter := s.at("period_letters", i)) and s.glued(i + 1) and (number := s.number(i + 1, 1)):
        return i + 2, letter[1], number
    return None


def step_of_year(s: Scene, i: int) -> tuple[int, Interval] | None:
    """A year told by its step, with the word that joins it: "tahun lalu", "of last year"."""
    begin = i + (s.low(i) == "of")
    if (unit := s.at("units", begin)) and unit[1] == "year" and (step := s.at("steps_after", unit[0])):
        return step[0], period(s.anchor, "year", step[1])
    if (step := s.at("steps_before", begin)) and (unit := s.at("units", step[0])) and unit[1] == "year":
        return unit[0], period(s.anchor, "year", step[1])
    if s.told is None:
        return None
    if unit and unit[1] == "year" and (step := s.at("story_after", unit[0])):
        return step[0], period(s.story_day, "year", step[1])
    if (step := s.at("story_before", begin)) and (unit := s.at("units", step[0])) and unit[1] == "year":
        return unit[0], period(s.story_day, "year", step[1])
    return None


def days_of_month(s: Scene, i: int) -> Found | None:
    """Days that share a month: "13-15 September", "13 dan 14 September 2023", "May 13 and 14, 2024". Of days apart, only the first is taken here."""
    begin = s.past("day_leads", i)
    named = None if s.table.day_first else month_at(s, begin)
    listed = _listed_days(s, named[0] if named else begin)
    if listed is None:
        return None
    first, past, days, through = listed
    if named:
        last = with_year(s, i, past, named[1], days[-1])
    elif after := month_at(s, past):
        last = with_year(s, i, after[0], after[1], days[-1])
    else:
        return None
    if last.moment is None:
        return last
    ends = last.moment.begins
    begins = day_of(ends.year, ends.month, days[0])
    if begins is None or begins >= ends:
        return Found(last.past, IMPOSSIBLE)
    if through or days == list(range(days[0], days[0] + len(days))):
        return change(last, last.past, begins=begins, kind="span")
    return told(first, (begins, begins), last.moment.how) if named is None else None


def _listed_days(s: Scene, i: int) -> tuple[int, int, list[int], bool] | None:
    """Past-last atom of the first day and of all, the days, and whether they are the two ends of a span."""
    first = day_number(s, i)
    if first is None:
        return None
    if (joins := s.past("to", first[0])) > first[0]:
        last = day_number(s, joins)
        return (first[0], last[0], [first[1], last[1]], True) if last else None
    past, days = first[0], [first[1]]
    while len(days) < 8:
        comma = past + (s.low(past) == ",")
        joins = s.past("and", comma)
        following = day_number(s, joins) if joins > past else None
        if following is None:
            break
        past = following[0]
        days.append(following[1])
        if joins > comma:
            break
    return (first[0], past, days, False) if len(days) > 1 else None


def week_of_month(s: Scene, i: int) -> Found | None:
    """ "the last week of August", "pekan pertama September": seven days from the month's first or to its last."""
    begin = i + (s.low(i) == "the")
    if (which := s.at("week_of", begin)) and (unit := s.at("units", which[0])):
        at = unit[0] + (s.low(unit[0]) == "of")
    elif (unit := s.at("units", begin)) and (which := s.at("week_of", unit[0])):
        at = which[0]
    else:
        return None
    at = s.past("month_of", at)
    named = month_at(s, at) if unit[1] == "week" else None
    if named is None:
        return None
    year = s.year(s.past("year_of", named[0]))
    if year:
        whole = told(s.past("year_of", named[0]) + 1, months_of(year, named[1]), IN_FULL)
    else:
        whole = near_month(s, named[0], named[1], s.direction(i, named[0]))
    assert whole.moment is not None  # noqa: S101 - a month always has its days
    first, last = whole.moment.begins, whole.moment.ends
    number: int = which[1]
    begins = move(last, -6, "day") if number < 0 else move(first, 7 * number - 7, "day")
    return change(whole, whole.past, begins=begins, ends=move(begins, 6, "day"), unit="week", free="")


def months_of_year(s: Scene, i: int) -> Found | None:
    """ "the first nine months of 2022", "enam bulan pertama tahun ini"; without a year, of this one."""
    which = s.at("week_of", i + (s.low(i) == "the"))
    count = read_number(s, which[0] if which else i)
    unit = s.at("units", count[0]) if count else None
    if count is None or unit is None or unit[1] != "month" or not 2 <= count[1] <= 11:
        return None
    past = unit[0]
    if which is None:
        which = s.at("week_of", past)
        past = which[0] if which else past
    if which is None or which[1] not in (1, -1):
        return None
    at = s.past("year_of", past)
    if number := s.year(at):
        year, past, how = number, at + 1, IN_FULL
    elif step := step_of_year(s, past):
        year, past, how = step[1][0].year, step[0], s.from_anchor
    else:
        return None
    return told(past, months_of(year, 1 if which[1] == 1 else 13 - count[1], count[1]), how)


def days_in_figures(s: Scene, i: int) -> Found | None:
    """ "13-14/9/2023", "13-14/9)": the days and the month they share."""
    first = s.number(i, 2)
    past = s.past("to", i + 1)
    last = figures(s, past) if first is not None and past > i + 1 else None
    if first is None or last is None or last.moment is None:
        return None
    ends = last.moment.begins
    begins = day_of(ends.year, ends.month, first)
    return change(last, last.past, begins=begins, kind="span") if begins and begins < ends else None
