"""Dates as lists write them, to ISO prefixes: `1965` is a year, `1965-03` a month; an imprecise date is never made a day."""

import re

_MONTHS = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*|Z|[+-]\d\d:\d\d)?$", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})\.? )?(?:([A-Za-z]{3})[a-z]*\.? )?(\d{4})$", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2}|dd|00)[/.](\d{1,2}|mm|00)[/.](\d{4})$", re.IGNORECASE | re.ASCII)
_CIRCA = re.compile(r"^(circa|approximately|approx\.?|c\.|ca\.|about|around|~)\s*", re.IGNORECASE)


def is_circa(text: str) -> bool:
    """Whether the date is said to be approximate: "circa 1960", "approximately 1974"."""
    return _CIRCA.match(text.strip()) is not None


def clean_date(text: str) -> str | None:
    """The ISO prefix of one date, or None.

    Slashes and points are read day first, as UK and EU lists write them; OFAC's month-first dates are its readers' own matter.

    >>> clean_date("08 Jan 1984"), clean_date("Mar 1965"), clean_date("circa 1960"), clean_date("dd/mm/1945"), clean_date("31/12/1969")
    ('1984-01-08', '1965-03', '1960', '1945', '1969-12-31')
    """
    text = _CIRCA.sub("", " ".join(text.split()))
    month: str | None
    day: str | None
    if found := _ISO.match(text):
        year, month, day = found.groups()
    elif found := _SLASHES.match(text):
        day, month, year = (None if part.casefold() in ("dd", "mm", "00") else part.zfill(2) for part in found.groups())
        if month is None:
            day = None
    elif found := _WORDS.match(text):
        day, word, year = found.groups()
        if (day and not word) or (word and word.lower() not in _MONTHS):
            return None
        month = f"{_MONTHS[word.lower()]:02}" if word else None
        day = f"{int(day):02}" if day else None
    else:
        return None
    if year is None or not 1000 <= int(year) <= 2100 or (month and not 1 <= int(month) <= 12):
        return None
    if day and not 1 <= int(day) <= 31:
        return None
    return "-".join(part for part in (year, month, day) if part)
