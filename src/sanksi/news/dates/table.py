"""The words of time of a language, read once from the YAML beside this module.

Classes that need telling: `day_words` count from publication and `story_days` from the date told before in the text; `steps_before` ("last
week") and `steps_after` ("pekan lalu") count periods from publication, `story_before` and `story_after` from the text; `ago` and `ahead`
count from publication, `earlier` and `later` from the text; `past_after` ends a stretch at publication ("dua tahun terakhir");
`so_far` bounds a period at publication ("earlier this month"); `repeats` and `namesakes` say that no one time is meant; `future` and `past` show the
direction of a clause; `bare_units` are periods that need no step after a part ("akhir tahun").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sanksi.news.dates.atoms import Words

INNER = frozenset(
    [
        "future", "unended", "past", "past_ending", "dayparts", "local", "and", "or", "to", "halves_of_day", "decade_tails", "year_tails", "not_time", "not_years", "laws",
        "rates", "repeats", "namesakes", "year_leads", "month_leads", "steps_after", "story_after", "past_after", "next_after", "ago", "ahead", "earlier", "later",
        "more_after", "and_half", "clock_joins",
    ]
)  # fmt: skip
"""Classes whose words never open an expression."""


@dataclass(frozen=True, slots=True)
class Table:
    """Words by class, the zones of clocks, the words that can open an expression, the months that may be misspelled, the ending that marks a verb as past, and whether months and weekdays are written small."""

    words: Mapping[str, Words[Any]]
    months: Mapping[str, int]
    past_ending: str
    small_names: bool
    day_first: bool
    short_months: frozenset[str]
    zones: Mapping[str, str]
    openers: frozenset[str]


@cache
def load_table(language: str) -> Table:
    """The table of a language."""
    data = read_words(language)
    ending, small = data.pop("past_ending"), data.pop("small_names")
    words = {
        name: Words(values if isinstance(values, dict) else dict.fromkeys(values, True))
        for name, values in data.items()
    }
    months: dict[str, int] = data["months"]
    return Table(
        words=words,
        months=months,
        past_ending=ending,
        small_names=small,
        day_first=language != "en",
        short_months=frozenset(
            a for a in months if any(b != a and b.startswith(a) and months[a] == months[b] for b in months)
        ),
        zones=read_words("zones"),
        openers=frozenset(word for name in words if name not in INNER for word in words[name].first_words),
    )


def read_words(name: str) -> dict[str, Any]:
    """The YAML of a language, or of `zones`; classes that a language leaves out are empty."""
    import yaml  # noqa: PLC0415 - only when something is read

    text = files("sanksi.news.dates").joinpath(f"{name}.yml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe, one is fast
    assert isinstance(data, dict)  # noqa: S101 - a file of this package
    if name in ("en", "zones"):
        return data
    return {key: type(value)() for key, value in read_words("en").items()} | data


def misread_month(table: Table, word: str) -> int | None:
    """The month a misprint stands for: one letter wrong, missing, doubled or swapped, in a name of five letters or more."""
    if len(word) < 5:
        return None
    found = {number for name, number in table.months.items() if len(name) >= 5 and _is_near(word, name)}
    return found.pop() if len(found) == 1 else None


def _is_near(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 1:
        return False
    short, long = sorted((left, right), key=len)
    k = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[k:] == long[k + 1 :]
    return short[k + 1 :] == long[k + 1 :] or (
        short[k : k + 2] == long[k : k + 2][::-1] and short[k + 2 :] == long[k + 2 :]
    )
