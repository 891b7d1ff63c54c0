"""Comparisons besides names: identifiers, birth dates, territories, gender.

Each gives what was compared, the outcome, and what it weighs: evidence for the same party above zero, against it below.
"""

from typing import NamedTuple

from sanksi.ledger import Entity
from sanksi.ledger.names import identifiers_of, territories_in
from sanksi.match.values import Outcome
from sanksi.names.weights import Weights


class Finding(NamedTuple):
    """One comparison.

    Attributes:
        weight: of evidence; its unit is that of `Weights.knots`.
    """

    comparison: str
    party_value: str
    entity_value: str
    outcome: Outcome
    weight: float
    sentence: str


def compare_identifiers(party: Entity, entity: Entity, weights: Weights) -> Finding | None:
    """An identifier in common decides; one that only one party can have, and that differs, counts against."""
    ours, theirs = identifiers_of(party), identifiers_of(entity)
    general = weights.general_identifiers
    common = [
        (prop not in weights.strong_identifiers, prop, ours[prop][value], theirs[other][value])
        for prop in ours
        for other in theirs
        if prop == other or prop in general or other in general
        for value in ours[prop]
        if value in theirs[other]
    ]
    numbers = weights.identifier
    if common:
        weak, prop, mine, listed = min(common)
        weight = numbers["weak_agrees" if weak else "agrees"]
        return Finding("identifier", mine, listed, "agrees", weight, f"Both carry the {prop} {listed}.")
    conflicts = numbers["conflicts"]
    against = [(conflicts[prop], prop) for prop in ours if prop in theirs and prop in conflicts]
    if against:
        weight, prop = min(against)
        mine, listed = "; ".join(ours[prop].values()), "; ".join(theirs[prop].values())
        sentence = f"The {prop} differs: {mine} here, {listed} on the list."
        return Finding("identifier", mine, listed, "conflicts", weight, sentence)
    return None


_DATES: dict[str, tuple[Outcome, str]] = {
    "day": ("agrees", "The day of birth is the same: {1}."),
    "year": ("agrees", "The births agree as far as they are known: {0}, {1}."),
    "close": ("close", "The births are close, as by a slip of the pen: {0} here, {1} on the list."),
    "slip": ("differs", "The births differ in one part of the date: {0} here, {1} on the list."),
    "same_year": ("differs", "The births are of one year and different days: {0} here, {1} on the list."),
    "next_year": ("close", "The years of birth are next to each other: {0} here, {1} on the list."),
    "two_digits": ("differs", "The births differ in two digits: {0} here, {1} on the list."),
    "digit": ("differs", "The years of birth differ in one digit: {0} here, {1} on the list."),
    "near": ("differs", "The births are a few years apart: {0} here, {1} on the list."),
    "far": ("conflicts", "The births are years apart: {0} here, {1} on the list."),
    "other": ("conflicts", "The births differ: {0} here, {1} on the list."),
}


def compare_birth_dates(party: Entity, entity: Entity, weights: Weights) -> Finding | None:
    """The best pair of birth dates; a year or month alone is an interval."""
    w = weights.birth_date
    pairs = [
        (w[how], how, mine, listed)
        for mine in party.get("birthDate")[:64]
        for listed in entity.get("birthDate")[:64]
        if (how := relate_dates(mine, listed)) != "none"
    ]
    if not pairs:
        return None
    weight, how, mine, listed = max(pairs, key=lambda p: (p[0], p[2], p[3]))
    outcome, sentence = _DATES[how]
    return Finding("birth_date", mine, listed, outcome, weight, sentence.format(mine, listed))


def relate_dates(left: str, right: str) -> str:
    """How two dates stand to each other, a name of `names.weights.DATES`; ``none`` when one of them is no date.

    >>> relate_dates("1984-01-08", "1984-08-01"), relate_dates("1984", "1984-01-08"), relate_dates("1984", "1986")
    ('close', 'year', 'near')
    """
    a, b = _read_date(left), _read_date(right)
    if not a or not b:
        return "none"
    (year, month, day), (year2, month2, day2) = a, b
    whole, apart = bool(month and day and month2 and day2), abs(year - year2)
    if not apart and (not month or not month2 or (month == month2 and (not day or not day2 or day == day2))):
        return "day" if whole else "year"
    digits = _unequal_digits(year, year2, 4)
    if whole:
        digits += _unequal_digits(month, month2, 2) + _unequal_digits(day, day2, 2)
        same_rest = month == month2 and day == day2
        exchanged = not apart and month == day2 and day == month2
        days_apart = not apart and month == month2 and abs(day - day2) <= 3
        if exchanged or digits == 1 or days_apart or (apart <= 1 and same_rest):
            return "close"
        if same_rest or (not apart and (month == month2 or day == day2)):
            return "slip"
        if not apart:
            return "same_year"
        if digits == 2:
            return "two_digits"
    if apart <= 8:
        return "next_year" if apart <= 1 else "near" if apart <= 3 else "far"
    return "digit" if not whole and digits == 1 else "other"


def _read_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day; 0 for what is not known."""
    parts = text[:10].split("-")
    if len(parts) > 3 or len(parts[0]) != 4 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    if any(len(p) > 2 for p in parts[1:]):
        return None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    return year, month, day


def _unequal_digits(a: int, b: int, digits: int) -> int:
    return sum(x != y for x, y in zip(f"{a:0{digits}}", f"{b:0{digits}}", strict=True))


def compare_territories(party: Entity, entity: Entity, weights: Weights) -> Finding | None:
    """Whether the two have a territory in common: nationality, citizenship, place of birth, residence, flag."""
    ours, theirs = set(territories_in(party.properties)), set(territories_in(entity.properties))
    if not ours or not theirs:
        return None
    mine, listed, common = ", ".join(sorted(ours)), ", ".join(sorted(theirs)), sorted(ours & theirs)
    if common:
        sentence = f"Both are tied to {', '.join(common).upper()}."
        return Finding("territory", mine, listed, "agrees", weights.territory["agrees"], sentence)
    sentence = f"No territory in common: {mine.upper()} here, {listed.upper()} on the list."
    return Finding("territory", mine, listed, "conflicts", weights.territory["conflicts"], sentence)


def compare_genders(party: Entity, entity: Entity, weights: Weights) -> Finding | None:
    """Whether the genders agree; one that is given as both says nothing."""
    ours, theirs = ({v.lower() for v in e.get("gender")} & {"male", "female"} for e in (party, entity))
    if len(ours) != 1 or len(theirs) != 1:
        return None
    mine, listed = *ours, *theirs
    if mine == listed:
        return Finding("gender", mine, listed, "agrees", weights.gender["agrees"], "The gender is the same.")
    sentence = f"The gender differs: {mine} here, {listed} on the list."
    return Finding("gender", mine, listed, "conflicts", weights.gender["conflicts"], sentence)
