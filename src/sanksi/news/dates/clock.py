"""Clock times and their zones: "pukul 16.22 WIB", "jam 4 sore", "4:22 PM", "0600 UTC+9"."""

from typing import NamedTuple

from sanksi.news.dates.scene import Scene


class Clock(NamedTuple):
    """Past-last atom, `HH:MM` as told, and the offset of the zone, empty when none is told."""

    past: int
    time: str
    offset: str


def read_clock(s: Scene, i: int, *, after_day: bool = False) -> Clock | None:
    """A clock time at atom i, from its lead word on; bare digits need a zone, a half of the day, or to follow a day as "16:22"."""
    lead = s.past("clock_leads", i)
    led = lead > i or s.is_after("clock_leads", i) or (after_day and s.low(i + 1) == ":")
    if named := s.at("named_clocks", lead):
        past, offset = _zone(s, named[0])
        return Clock(past, named[1], offset)
    hour = s.number(lead, 2)
    minute, k = 0, lead + 1
    if hour is None:
        packed = s.number(lead)
        if packed is None or len(s.atoms[lead].text) != 4:
            return None
        hour, minute = divmod(packed, 100)
    elif s.low(k) in (".", ":") and s.glued(k) and s.glued(k + 1) and s.number(k + 1, 2) is not None:
        minute, k = int(s.atoms[k + 1].text), k + 2
        if s.low(k) in (".", ":") and s.glued(k) and s.glued(k + 1) and s.number(k + 1, 2) is not None:
            k += 2  # seconds
    told = k - lead > 1
    if half := s.at("halves_of_day", k):
        k = half[0]
        shift = half[1]
        if (shift == 12 and hour < 12) or (shift == 11 and hour < 6):
            hour += 12
        elif shift == 0 and hour == 12:
            hour = 0
    past, offset = _zone(s, k)
    packed_alone = not told and len(s.atoms[lead].text) == 4
    sure = half is not None or bool(offset)
    if hour > 24 or minute > 59 or not (sure or (led and not packed_alone and (told or s.table.day_first))):
        return None
    return Clock(past, f"{hour % 24:02d}:{minute:02d}", offset)


def _zone(s: Scene, k: int) -> tuple[int, str]:
    if (local := s.past("local", k)) > k:
        return local, ""
    opened = s.low(k) == "("
    name = s.low(k + opened)
    if not (offset := s.table.zones.get(name)) or not s.atoms[k + opened].is_capital:
        return k, ""
    past = k + opened + 1
    if name in ("utc", "gmt") and s.low(past) in ("+", "-", "−") and (hours := s.number(past + 1)) is not None:
        sign = "+" if s.low(past) == "+" else "-"
        minutes, end = 0, past + 2
        if len(s.atoms[past + 1].text) == 4:
            hours, minutes = divmod(hours, 100)
        elif s.low(end) == ":" and s.glued(end + 1) and (told := s.number(end + 1, 2)) is not None:
            minutes, end = told, end + 2
        if hours <= 14 and minutes < 60:
            past, offset = end, f"{sign}{hours:02d}:{minutes:02d}"
    return past + (opened and s.low(past) == ")"), offset
