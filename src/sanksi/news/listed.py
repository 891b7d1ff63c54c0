"""Listed names in the report, as the screener's lists have them, and their union with the names that other finders see.

The finder knows neither capitals nor grammar, and the others know no lists: what one misses the other may have.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from sanksi.ledger import ancestry
from sanksi.news.tagged import HeldOffice
from sanksi.news.values import Mention, MentionType, PartyScreener
from sanksi.screening import ListedName

LEAST_LOWER = 3
"""Words of an organisation's name in small letters that are no ordinary ones, at least; two of a person's."""

LEAST_UNKNOWN = 3
"""Words of a name in small letters, at least, where it is not known which words are ordinary."""

TELLING = 3
"""Words of a listed name that stands by itself within whatever longer name other finders see."""

_ABBREVIATED = re.compile(r"\w[A-Z]")
"""NASA, NasDem: no part of anybody's name."""

Spans = Sequence[tuple[int, int]]


def find_listed(
    text: str, spans: Spans, screener: PartyScreener | None, days: Iterable[date], common: Collection[str] | None
) -> list[Mention]:
    """Names within the spans that are on a list on one of the days, in order, without overlap.

    Args:
        text: the report, of any language.
        spans: zones to read.
        screener: whose lists are asked; None knows no names.
        days: the days the lists are read for; what the first finds stands.
        common: ordinary words of the language, in lower case; None when they are not known.
    """
    found: list[Mention] = []
    if screener is None:
        return found
    for day in dict.fromkeys(days):
        for name in screener.find_names(text, spans, as_of=day):
            if _is_written_so(text[name.start : name.end], name, common):
                mention = _mention(text, name)
                if not any(_meet(mention, other) for other in found):
                    found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _is_written_so(spelled: str, name: ListedName, common: Collection[str] | None) -> bool:
    """Whether the words are a name's rather than ordinary ones: in capitals, in a script that has none, or such as no ordinary word is."""
    if name.imo_number or spelled == spelled.upper():
        return True
    words = [w.strip("'’.,") for w in spelled.replace("-", " ").split()]
    low = [w for w in words if w[:1].islower() and len(w) > 2]
    if common is None:
        return not low or len(words) >= LEAST_UNKNOWN
    ordinary = [w for w in words if w.lower() in common]
    if not low:
        return len(ordinary) < len(words)
    least = 2 if name.schema == "Person" else LEAST_LOWER
    return len(words) - len(ordinary) >= least


def _mention(text: str, name: ListedName) -> Mention:
    chain = ancestry(name.schema)
    kind: MentionType = "PER" if "Person" in chain else "VESSEL" if "Vessel" in chain else "ORG"
    return Mention(
        start=name.start,
        end=name.end,
        text=text[name.start : name.end],
        type=kind,
        base=name.name,
        listed=True,
        imo_number=name.imo_number,
    )


def unite_listed(
    named: Sequence[Mention], listed: Iterable[Mention], offices: Sequence[HeldOffice], common: Collection[str]
) -> list[Mention]:
    """Names of the other finders and of the lists, in order, without overlap.

    A listed name takes what lies within it or ends in it. It lies within a longer name when that has more than ordinary words beside it: then
    the longer one is who is meant, and screened.
    """
    out = list(named)
    for name in listed:
        over = [m for m in out if _meet(m, name)]
        if any(_is_other(m, name, common) for m in over):
            continue
        held = next((m for m in over if m.office), None)
        before = next((o for o in offices if 0 <= name.start - o.end <= 1), None)
        office = held.office if held else before.text if before else None
        person = name.type == "PER"
        told = (m.countries for m in over if m.office or not person)  # Abdul Jabar is nobody's Jawa Barat
        countries = (*(before.countries if before else ()), *(c for codes in told for c in codes))
        out = [m for m in out if m not in over]
        out.append(replace(name, office=office if person else None, countries=tuple(dict.fromkeys(countries))))
    return sorted(out, key=lambda m: m.start)


def _is_other(longer: Mention, name: Mention, common: Collection[str]) -> bool:
    """Whether a name that holds the listed one is another's; nobody has three words of another's name by chance."""
    if len(name.text.split()) >= TELLING or not (longer.start <= name.start and name.end <= longer.end):
        return False
    beside = longer.text[: name.start - longer.start] + " " + longer.text[name.end - longer.start :]
    words = (word.strip("'’.,-()") for word in beside.split() if word[:1].isalnum())
    return any(word.lower() not in common and not _ABBREVIATED.search(word) for word in words)


def _meet(a: Mention, b: Mention) -> bool:
    return a.start < b.end and b.start < a.end
