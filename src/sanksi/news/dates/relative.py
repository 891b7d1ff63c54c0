"""Times told from another time: "pekan lalu", "Senin depan", "satu setengah bulan yang lalu", "dua hari sebelumnya", "akhir bulan ini"."""

from datetime import date

from sanksi.news.dates.absolute import day_number
from sanksi.news.dates.amounts import Amount, read_amount
from sanksi.news.dates.days import Interval, band, day_of, months_of, move, period, weekday_near
from sanksi.news.dates.scene import Found, Moment, Scene, told


def step(s: Scene, i: int) -> Found | None:
    """A calendar period so many steps from that of publication, or of the time told before: "pekan lalu", "the following year"."""
    for lead, from_story in (("steps_before", False), ("story_before", True)):
        found = s.at(lead, i)
        if (
            found
            and (unit := _period_unit(s, found[0]))
            and s.low(unit[0]) != "of"
            and (found[1] or s.told or not from_story)
        ):
            return _step(s, unit[0], unit[1], found[1], from_story=from_story)
    if unit := _period_unit(s, i):
        if s.atoms[i].is_capital and s.at("weekdays", i) and not _opens(s, i):
            return None  # "Minggu lalu" is the Sunday, "minggu lalu" the week
        for tail, from_story in (("steps_after", False), ("story_after", True)):
            found = s.at(tail, unit[0])
            if found and (found[1] or s.told or not from_story):
                return _step(s, found[0], unit[1], found[1], from_story=from_story)
    return None


def _period_unit(s: Scene, i: int) -> tuple[int, str] | None:
    found = s.at("units", i)
    if found is None or found[1] in ("day", "hour") or (not s.table.day_first and s.low(i).endswith("s")):
        return None
    return found


def _step(s: Scene, past: int, unit: str, number: int, *, from_story: bool) -> Found:
    day, how = (s.story_day, s.from_story) if from_story else (s.anchor, s.from_anchor)
    return told(past, period(day, unit, number), how, unit=unit)


def _opens(s: Scene, i: int) -> bool:
    return i == 0 or s.ends_sentence(i - 1) or s.low(i - 1) in "\"“”'"


def bare_unit(s: Scene, i: int) -> Found | None:
    """ "tahun" in "akhir tahun", "the month" in "the end of the month": the one of publication. Only parts go on to it."""
    found = s.at("bare_units", i)
    return told(found[0], period(s.anchor, found[1]), s.from_anchor, unit=found[1]) if found else None


def so_far(s: Scene, i: int) -> Found | None:
    """ "earlier this month" ends, and "later this year" begins, on the day of publication."""
    lead = s.at("so_far", i)
    if lead is None:
        return None
    if (day := s.at("day_words", lead[0])) and day[1] == 0:
        return told(day[0], (s.anchor, s.anchor), s.from_anchor)
    whole = step(s, lead[0])
    if whole is None or whole.moment is None or not whole.moment.begins <= s.anchor <= whole.moment.ends:
        return None
    days = (whole.moment.begins, s.anchor) if lead[1] < 0 else (s.anchor, whole.moment.ends)
    return told(whole.past, days, s.from_anchor)


def weekend(s: Scene, i: int) -> Found | None:
    """Saturday and Sunday: "akhir pekan lalu", "last weekend", "over the weekend"."""
    number = None
    if last := s.at("weekend_last", i):
        past = last[0]
    elif (lead := s.at("steps_before", i)) and (found := s.at("weekend", lead[0])):
        past, number = found[0], lead[1]
    elif found := s.at("weekend", i):
        past = found[0]
        if tail := s.at("steps_after", past):
            past, number = tail
    else:
        return None
    if number is None:
        number = 0 if s.anchor.weekday() >= 5 or s.direction(i, past) > 0 else -1
    sunday = period(s.anchor, "week", number)[1]
    return told(past, (move(sunday, -1, "day"), sunday), s.from_anchor)


def day_word(s: Scene, i: int) -> Found | None:
    """ "kemarin", "last night", "keesokan harinya", "the day before"."""
    if found := s.at("day_words", i):
        day = move(s.anchor, found[1], "day")
        return told(found[0], (day, day), s.from_anchor)
    if found := s.at("story_days", i):
        if s.told is None and found[1] == 0:
            return None
        day = move(_story_end(s, found[1]), found[1], "day")
        return told(found[0], (day, day), s.from_story)
    return None


def _story_end(s: Scene, way: int) -> date:
    return s.told.ends if s.told and way > 0 else s.story_day


def weekday_at(s: Scene, i: int) -> tuple[int, int] | None:
    """Past-last atom and number of the weekday named at atom i, with a capital where the language writes one."""
    begin = s.past("weekday_leads", i)
    found = s.at("weekdays", begin)
    if found is None or not (s.atoms[begin].is_capital or s.table.small_names):
        return None
    return found


def weekday(s: Scene, i: int) -> Found | None:
    """ "Senin lalu", "Senin pekan lalu", "next Monday", "Monday of last week", "the following Monday", "Senin"."""
    for lead, from_story in (("steps_before", False), ("story_before", True)):
        if (found := s.at(lead, i)) and (named := weekday_at(s, found[0])):
            return _stepped(s, named[0], named[1], found[1], from_story=from_story)
    named = weekday_at(s, i)
    if named is None or len(s.low(named[0] - 1)) <= 3:
        return None
    past, number = named
    within = step(s, past + (s.low(past) in ("of", "(")))
    if within and within.moment and within.moment.unit == "week":
        day = move(within.moment.begins, number, "day")
        closed = s.low(past) == "(" and s.low(within.past) == ")"
        return told(within.past + closed, (day, day), within.moment.how)
    if _opens(s, i) and s.at("units", i) and s.at("steps_after", past):
        return None
    for tail, from_story in (("steps_after", False), ("story_after", True)):
        if found := s.at(tail, past):
            return _stepped(s, found[0], number, found[1], from_story=from_story)
    way = 1 if s.direction(i, past) > 0 else -1
    day = weekday_near(s.anchor, number, step=way, same=True)
    side = "not before" if way > 0 else "not after"
    return told(past, (day, day), f"The nearest such weekday {side} publication, {s.anchor}.", free="week")


def _stepped(s: Scene, past: int, number: int, way: int, *, from_story: bool) -> Found:
    if from_story:
        base = _story_end(s, way)
        day = base if way == 0 else weekday_near(base, number, step=way, same=False)
        return told(past, (day, day), s.from_story)
    if way == 0:
        day = move(period(s.anchor, "week")[0], number, "day")
        return told(past, (day, day), f"That weekday of the week of publication, {s.anchor}.")
    day = weekday_near(s.anchor, number, step=way, same=False)
    return told(
        past, (day, day), f"The nearest such weekday {'after' if way > 0 else 'before'} publication, {s.anchor}."
    )


def day_by_number(s: Scene, i: int) -> Found | None:
    """ "tanggal 5 bulan ini"; "tanggal 5" alone is of the nearest month on the side its clause speaks of."""
    lead = s.past("day_leads", i)
    if lead == i and (s.low(i) != "the" or not s.glued(i + 2)):
        return None
    numbered = day_number(s, lead + (s.low(lead) == "the"))
    if numbered is None:
        return None
    past, number = numbered
    month = step(s, past + (s.low(past) == "of"))
    if month and month.moment and month.moment.unit == "month":
        day = day_of(month.moment.begins.year, month.moment.begins.month, number)
        return told(month.past, (day, day), month.moment.how) if day else Found(month.past, None)
    if lead == i and (s.low(i - 1) != "on" or s.goes_on(past)):
        return None  # "the 20th century"
    way = s.direction(i, past)
    months = (months_of(s.anchor.year, s.anchor.month + k) for k in range(-2, 3))
    near = [d for first, _ in months if (d := day_of(first.year, first.month, number))]
    side = [d for d in near if (d - s.anchor).days * way >= 0] or near
    best = min(side, key=lambda d: abs((d - s.anchor).days), default=None)
    return told(past, (best, best), s.from_anchor) if best else None


def counted(s: Scene, i: int) -> Found | None:
    """ "satu setengah bulan yang lalu", "two weeks from now", "sehari sebelumnya", "three weeks later"."""
    amount = read_amount(s, i)
    if amount is None and (some := s.at("plurals", i)):
        amount = Amount(some[0], 2, 4, some[1], tone="about")
    if amount is None:
        lead = s.at("ahead_before", i)
        amount = read_amount(s, lead[0]) if lead and s.direction(i, lead[0]) > 0 else None
        return _counted(s, amount, amount.past, 1, s.anchor, s.from_anchor) if amount else None
    if found := s.at("earlier", amount.past):
        if s.low(found[0] - 1) not in ("before", "prior") or not s.goes_on(
            found[0]
        ):  # "two days before the vote" counts from the vote
            return _counted(s, amount, found[0], -1, s.story_day, s.from_story)
        return None
    if found := s.at("later", amount.past):
        return _counted(s, amount, found[0], 1, _story_end(s, 1), s.from_story)
    if found := s.at("ago", amount.past):
        return _counted(s, amount, found[0], -1, s.anchor, s.from_anchor)
    if found := s.at("ahead", amount.past):
        return _counted(s, amount, found[0], 1, s.anchor, s.from_anchor)
    return None


def _counted(s: Scene, amount: Amount, past: int, way: int, base: date, how: str) -> Found:
    near, far = move(base, way * amount.least, amount.unit), move(base, way * amount.most, amount.unit)
    if near == far:
        begins, ends = band(near, amount.unit, fine=amount.fine)
        if amount.tone == "more":
            begins, ends = (begins, near) if way < 0 else (near, ends)
        elif amount.tone == "less":
            begins, ends = (near, ends) if way < 0 else (begins, near)
    else:
        begins, ends = min(near, far), max(near, far)
    if way < 0 and base == s.anchor:
        ends = min(ends, s.anchor)
    inexact = amount.tone in ("about", "less")
    how = f"{how[:-1]}: {amount.words} {'before' if way < 0 else 'after'}."
    return told(past, (begins, ends), how, approximate=inexact, at_least=amount.tone == "more")


def lasting(s: Scene, i: int) -> Found | None:
    """How long: "selama tiga hari", "lebih dari sebulan", "over the past year", "in recent weeks", "dalam tiga hari ke depan"."""
    lead = max(s.past("during", i), s.past("within", i), s.past("stretch_leads", i))
    if (word := s.at("recent_before", lead)) and (unit := s.at("units", word[0])):
        return _stretch(s, Amount(unit[0], word[1][0], word[1][1], unit[1], tone="about"), unit[0], -1)
    for name, way in (("past_before", -1), ("next_before", 1)):
        if word := s.at(name, lead):
            amount = read_amount(s, word[0])
            if amount is None and lead > i and (unit := _period_unit(s, word[0])) and s.low(unit[0]) != "of":
                amount = Amount(unit[0], 1, 1, unit[1])
            if amount:
                return _stretch(s, amount, amount.past, way)
    amount = read_amount(s, lead)
    if amount is None or s.at("not_time", amount.past) or s.is_after("not_time", i):
        return None
    for name, way in (("past_after", -1), ("next_after", 1)):
        if tail := s.at(name, amount.past):
            return _stretch(s, amount, tail[0], way)
    if s.is_after("rates", i):
        return None  # "dua kali dalam sepekan"
    within = s.at("within", i)
    way = s.direction(i, amount.past) or (1 if within and within[1] else -1)
    if s.past("during", i) > i or within or (lead == i and amount.tone in ("more", "less")):
        return _stretch(s, amount, amount.past, way)
    return None


def _stretch(s: Scene, amount: Amount, past: int, way: int) -> Found:
    far = move(s.anchor, way * amount.most, amount.unit)
    days: Interval = (far, s.anchor) if way < 0 else (s.anchor, far)
    how = f"How long: {amount.words} {'to' if way < 0 else 'from'} publication, {s.anchor}."
    return Found(
        past,
        Moment(
            begins=days[0], ends=days[1], how=how, kind="lasting",
            approximate=amount.tone in ("about", "less"), at_least=amount.tone == "more",
        ),
    )  # fmt: skip
