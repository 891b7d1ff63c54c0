"""Dates as lists write them, to ISO prefixes: `1965` is a year, `1965-03` a month; an imprecise date is never made a day."""

import re

_MONTHS = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*|Z|[+-]\d\d:\d\d)?$")
_WORDS = re.compile(r"(?:(\d{1,2}) )?(?:([A-Za-z]{3})[a-z]*\.? )?(\d{4})$")
MAX_RANGE_YEARS = 15
"""A longer range says too little to compare a birth date with."""


def clean_date(text: str) -> str | None:
    """The ISO prefix of one date, or None: "08 Jan 1984" -> 1984-01-08, "Mar 1965" -> 1965-03, "circa 1960" -> 1960."""
    text = re.sub(r"^(circa|approximately|c\.|about)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
    if found := _ISO.match(text):
        year, month, day = found.groups()
    elif found := _WORDS.match(text):
        day, word, year = found.groups()
        if (day and not word) or (word and word.lower() not in _MONTHS):
            return None
        month = f"{_MONTHS[word.lower()]:02}" if word else None
        day = f"{int(day):02}" if day else None
    else:
        return None
    if not 1000 <= int(year) <= 2100 or (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    return "-".join(part for part in (year, month, day) if part)


def years_between(first: str, last: str) -> tuple[str, ...] | None:
    """The years of a range, both ends included; None when it is reversed, or longer than MAX_RANGE_YEARS."""
    a, b = clean_date(first), clean_date(last)
    if a is None or b is None or not 0 <= int(b[:4]) - int(a[:4]) <= MAX_RANGE_YEARS:
        return None
    return tuple(str(year) for year in range(int(a[:4]), int(b[:4]) + 1))
