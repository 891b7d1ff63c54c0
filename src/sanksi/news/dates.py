"""Time expressions as intervals of days, anchored at the day of publication. Both days of an interval are inclusive.

A small grammar over tokens; its words stand in the lexicon. A weekday alone is the nearest one not after the anchor; a duration
("for more than a month") ends at the anchor; "a month and a half ago" is a band around the day, as wide as the unit it counts in.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import When
from sanksi.news.words import Lexicon

_NUMBER = re.compile(r"^\d{1,4}$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DASHED = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})$")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "quarter": 91.3125, "year": 365.25, "decade": 3652.5}
_DAY = timedelta(days=1)

Interval = tuple[date, date]


def find_dates(text: str, spans: Iterable[tuple[int, int]], anchor: date, lexicon: Lexicon) -> tuple[When, ...]:
    """Time expressions within the spans, in order, without overlap."""
    out: list[When] = []
    for start, end in spans:
        tokens = split_tokens(text, start, end)
        i = 0
        while i < len(tokens):
            found = _match(tokens, i, anchor, lexicon)
            if found is None:
                i += 1
                continue
            n, (begins, ends), at_least = found
            a, b = tokens[i].start, tokens[i + n - 1].end
            out.append(When(start=a, end=b, text=text[a:b], begins=begins, ends=ends, at_least=at_least))
            i += n
    return tuple(out)


def read_day(line: str, lexicon: Lexicon) -> date | None:
    """The first full date of a line, with its year."""
    tokens = split_tokens(line)
    for i in range(len(tokens)):
        if (found := _absolute(tokens, i, None, lexicon)) and found[1][0] == found[1][1]:
            return found[1][0]
    return None


def _match(t: Sequence[Token], i: int, anchor: date, x: Lexicon) -> tuple[int, Interval, bool] | None:
    for rule in (_weekday_and_date, _absolute, _month, _day_word, _counted, _relative, _weekday, _year):
        if found := rule(t, i, anchor, x):
            return (found[0], found[1], False)
    return _duration(t, i, anchor, x)


def _weekday_and_date(t: Sequence[Token], i: int, anchor: date | None, x: Lexicon) -> tuple[int, Interval] | None:
    if t[i].low not in x.data["weekdays"] or not t[i].is_capital:
        return None
    j = i + 1
    opened = False
    while j < len(t) and j < i + 3 and t[j].text in ",(":
        opened = opened or t[j].text == "("
        j += 1
    if j < len(t) and (found := _absolute(t, j, anchor, x)):
        end = j + found[0]
        end += opened and end < len(t) and t[end].text == ")"
        return end - i, found[1]
    return None


def _absolute(t: Sequence[Token], i: int, anchor: date | None, x: Lexicon) -> tuple[int, Interval] | None:
    text = t[i].text
    if m := _ISO.match(text):
        return _one(1, int(m[1]), int(m[2]), int(m[3]))
    if m := _DASHED.match(text):
        return _one(1, int(m[3]), int(m[2]), int(m[1]))
    low = [t[j].low if j < len(t) else "" for j in range(i, i + 6)]
    months = x.data["months"]
    if _NUMBER.match(text) and low[1] == "/" and low[2].isdigit():
        if low[3] == "/" and low[4].isdigit():
            if len(text) == 4:
                return _one(5, int(text), int(low[2]), int(low[4]))
            year = int(low[4]) + (2000 if len(low[4]) == 2 else 0)
            return _one(5, year, int(low[2]), int(text)) or _one(5, year, int(text), int(low[2]))
        return _near(3, anchor, int(low[2]), int(text)) if i and t[i - 1].text == "(" and len(text) < 3 else None
    day_first = _NUMBER.match(text) and len(text) < 3
    if day_first and low[1] in months and (t[i + 1].is_capital or low[2].isdigit()):
        k = 2 + (low[2] in (".", ","))
        if _is_year(low[k]):
            return _one(k + 1, int(low[k]), months[low[1]], int(text))
        return _near(2, anchor, months[low[1]], int(text))
    if low[0] in months and t[i].is_capital:
        k = 1 + (low[1] == ".")
        ordinal = re.match(r"^(\d{1,2})(st|nd|rd|th)?$", low[k])
        if ordinal and int(ordinal[1]) <= 31:
            j = k + 1 + (low[k + 1] == ",")
            if _is_year(low[j]):
                return _one(j + 1, int(low[j]), months[low[0]], int(ordinal[1]))
            return _near(k + 1, anchor, months[low[0]], int(ordinal[1]))
    return None


def _month(t: Sequence[Token], i: int, anchor: date, x: Lexicon) -> tuple[int, Interval] | None:
    months = x.data["months"]
    if t[i].low not in months or not t[i].is_capital:
        return None
    k = i + 1 + (i + 1 < len(t) and t[i + 1].text in ".,")
    if k < len(t) and _is_year(t[k].text):
        return k + 1 - i, _month_of(int(t[k].text), months[t[i].low])
    if i and t[i - 1].low in x.data["month_words"] and len(t[i].text) > 2:
        month = months[t[i].low]
        year = min(
            (anchor.year - 1, anchor.year, anchor.year + 1), key=lambda y: abs((date(y, month, 15) - anchor).days)
        )
        return 1, _month_of(year, month)
    return None


def _day_word(t: Sequence[Token], i: int, anchor: date, x: Lexicon) -> tuple[int, Interval] | None:
    n = x.phrases["day_words"].at(t, i)
    if not n:
        return None
    day = anchor + timedelta(days=x.data["day_words"][" ".join(w.low for w in t[i : i + n])])
    return n, (day, day)


def _counted(t: Sequence[Token], i: int, anchor: date, x: Lexicon) -> tuple[int, Interval] | None:
    """ "satu setengah bulan yang lalu", "three weeks ago", "dua hari mendatang"."""
    at = i + (x.phrases["more"].at(t, i) or x.phrases["less"].at(t, i))
    count = _amount(t, at, x)
    if count is None:
        return None
    n, number, unit, fine = count
    end = at + n
    if ahead := x.phrases["ahead"].at(t, end):
        sign, end = 1, end + ahead
    elif ago := x.phrases["ago"].at(t, end):
        sign, end = -1, end + ago
    else:
        return None
    day = _shift(anchor, sign * number, unit)
    band = timedelta(days=0 if unit == "day" else round(_DAYS[unit] * (0.25 if fine else 0.5)))
    return end - i, (day - band, min(day + band, anchor) if sign < 0 else day + band)


def _duration(t: Sequence[Token], i: int, anchor: date, x: Lexicon) -> tuple[int, Interval, bool] | None:
    """ "lebih dari sebulan", "for more than 18 months": an interval that ends at the anchor."""
    if not (lead := x.phrases["more_than"].at(t, i)):
        return None
    at = i + lead
    inner = x.phrases["more"].at(t, at)
    more = bool(inner or x.phrases["more"].find(t, i, at))
    count = _amount(t, at + inner, x)
    if count is None:
        return None
    n, number, unit, _ = count
    if not more and unit == "day" and number < 2:
        return None
    return at + inner + n - i, (_shift(anchor, -number, unit), anchor), more


def _amount(t: Sequence[Token], i: int, x: Lexicon) -> tuple[int, float, str, bool] | None:
    """Tokens used, number, unit, and whether a half made it finer."""
    if i >= len(t):
        return None
    if unit := x.data["one_unit"].get(t[i].low):
        half = x.phrases["half"].at(t, i + 1)
        return 1 + half, 1.5 if half else 1.0, unit, bool(half)
    number: float | None = None
    words = x.data["numbers"]
    if _NUMBER.match(t[i].text):
        number = float(t[i].text)
    elif t[i].low in words:
        number = float(words[t[i].low] if words[t[i].low] is not None else 3)
    elif not x.phrases["previous"].at(t, i):
        return None
    at, half = i + 1, False
    if number is None:  # "over the past month"
        number = 1.0
        if at < len(t) and (_NUMBER.match(t[at].text) or t[at].low in words):
            number = float(t[at].text) if t[at].text.isdigit() else float(words[t[at].low] or 3)
            at += 1
    if n := x.phrases["half"].at(t, at):
        number, at, half = number + 0.5, at + n, True
    if at < len(t) and (unit := x.data["units"].get(t[at].low)):
        if not half and (n := x.phrases["half"].at(t, at + 1)):
            return at + 1 + n - i, number + 0.5, unit, True
        return at + 1 - i, number, unit, half
    return None


def _relative(t: Sequence[Token], i: int, anchor: date, x: Lexicon) -> tuple[int, Interval] | None:
    """ "akhir bulan ini", "pekan lalu", "early next month"."""
    lead = x.phrases["parts"].at(t, i)
    part = x.data["parts"].get(" ".join(w.low for w in t[i : i + lead])) if lead else None
    at = i + lead
    if at >= len(t):
        return None
    steps = (("previous", -1), ("following", 1), ("this", 0))
    if unit := x.data["units"].get(t[at].low):
        for key, step in steps:
            if (n := x.phrases[key].at(t, at + 1)) and x.language == "id":
                if unit == "day":
                    return None
                return at + 1 + n - i, _part(_period(anchor, unit, step), part)
    for key, step in steps:
        if (n := x.phrases[key].at(t, at)) and x.language == "en" and at + n < len(t):
            after = t[at + n].low
            if (unit := x.data["units"].get(after)) and unit != "day" and not after.endswith("s"):
                return at + n + 1 - i, _part(_period(anchor, unit, step), part)
            if after in x.data["weekdays"]:
                return at + n + 1 - i, _day_of_week(anchor, x.data["weekdays"][after], step or -1)
    return None


def _weekday(t: Sequence[Token], i: int, anchor: date, x: Lexicon) -> tuple[int, Interval] | None:
    if t[i].low not in x.data["weekdays"] or not t[i].is_capital:
        return None
    day = x.data["weekdays"][t[i].low]
    if x.language == "id":
        if n := x.phrases["following"].at(t, i + 1):
            return 1 + n, _day_of_week(anchor, day, 1)
        if n := x.phrases["previous"].at(t, i + 1):
            return 1 + n, _day_of_week(anchor, day, -1)
    found = anchor - timedelta(days=(anchor.weekday() - day) % 7)
    return 1, (found, found)


def _year(t: Sequence[Token], i: int, anchor: date, x: Lexicon) -> tuple[int, Interval] | None:  # noqa: ARG001 - the shape of a rule
    if _is_year(t[i].text) and i and t[i - 1].low in x.data["year_words"]:
        return 1, (date(int(t[i].text), 1, 1), date(int(t[i].text), 12, 31))
    return None


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100


def _one(n: int, year: int, month: int, day: int) -> tuple[int, Interval] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return n, (found, found)


def _near(n: int, anchor: date | None, month: int, day: int) -> tuple[int, Interval] | None:
    if anchor is None:
        return None
    candidates = [c for y in (-1, 0, 1) if (c := _one(n, anchor.year + y, month, day))]
    return min(candidates, key=lambda c: abs((c[1][0] - anchor).days), default=None)


def _day_of_week(anchor: date, weekday: int, step: int) -> Interval:
    ahead = (weekday - anchor.weekday()) % 7 or 7
    day = anchor + timedelta(days=ahead if step > 0 else ahead - 7 if ahead < 7 else -7)
    return day, day


def _month_of(year: int, month: int) -> Interval:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - _DAY


def _period(anchor: date, unit: str, step: int) -> Interval:
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        return monday, monday + 6 * _DAY
    if unit == "month":
        month = anchor.month - 1 + step
        return _month_of(anchor.year + month // 12, month % 12 + 1)
    if unit == "quarter":
        quarter = (anchor.month - 1) // 3 + step
        year, first = anchor.year + quarter // 4, quarter % 4 * 3 + 1
        return date(year, first, 1), _month_of(year, first + 2)[1]
    span = 10 if unit == "decade" else 1
    year = (anchor.year // span + step) * span
    return date(year, 1, 1), date(year + span - 1, 12, 31)


def _part(whole: Interval, part: str | None) -> Interval:
    if part is None:
        return whole
    third = (whole[1] - whole[0]).days // 3
    return {
        "early": (whole[0], whole[0] + timedelta(days=third)),
        "mid": (whole[0] + timedelta(days=third), whole[1] - timedelta(days=third)),
        "late": (whole[1] - timedelta(days=third), whole[1]),
    }[part]


def _shift(anchor: date, number: float, unit: str) -> date:
    """The anchor moved by a number of units; whole months and years keep the day of the month where it exists."""
    whole, rest = int(number), number - int(number)
    scale = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    try:
        if scale is None:
            return anchor + timedelta(days=number * _DAYS[unit])
        month = anchor.month - 1 + whole * scale
        first, last = _month_of(anchor.year + month // 12, month % 12 + 1)
        day = first.replace(day=min(anchor.day, last.day))
        return day + timedelta(days=round(rest * _DAYS[unit]))
    except (ValueError, OverflowError):  # 9999 years ago: no day of this calendar
        return date.min if number < 0 else date.max
