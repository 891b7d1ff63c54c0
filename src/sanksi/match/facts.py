"""Comparisons besides names: identifiers, birth dates, territories, gender.

Each gives what was compared, the outcome, and how far it moves the running score: `up` is the share of the headroom gained, `down` the share
of the score lost.
"""

from typing import NamedTuple

from sanksi.ledger import PROPERTY_TYPES, Entity
from sanksi.ledger.names import identifiers_of
from sanksi.match.values import Outcome
from sanksi.match.weights import Weights


class Finding(NamedTuple):
    """One comparison before it is weighed into the score.

    Attributes:
        decides: whether `up` counts whatever the score was; else it counts as far as the score does.
    """

    comparison: str
    party_value: str
    entity_value: str
    outcome: Outcome
    up: float
    down: float
    sentence: str
    decides: bool = False


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
    if common:
        weak, prop, mine, listed = min(common)
        up = weights.identifier_weak_agrees if weak else weights.identifier_agrees
        return Finding("identifier", mine, listed, "agrees", up, 0.0, f"Both carry the {prop} {listed}.", decides=True)
    against = [
        (-weights.identifier_conflicts[prop], prop)
        for prop in ours
        if prop in theirs and prop in weights.identifier_conflicts
    ]
    if against:
        down, prop = min(against)
        mine, listed = "; ".join(ours[prop].values()), "; ".join(theirs[prop].values())
        return Finding(
            "identifier",
            mine,
            listed,
            "conflicts",
            0.0,
            -down,
            f"The {prop} differs: {mine} here, {listed} on the list.",
        )
    return None


def compare_birth_dates(party: Entity, entity: Entity, weights: Weights) -> Finding | None:
    """The best pair of birth dates; a year or month alone is an interval."""
    pairs = [
        (*_compare_dates(a, b, weights), a, b)
        for a in party.get("birthDate")
        for b in entity.get("birthDate")
        if _read_date(a) and _read_date(b)
    ]
    if not pairs:
        return None
    net, outcome, sentence, mine, listed = max(pairs, key=lambda p: (p[0], p[3], p[4]))
    return Finding("birth_date", mine, listed, outcome, max(net, 0.0), max(-net, 0.0), sentence.format(mine, listed))


def _compare_dates(left: str, right: str, weights: Weights) -> tuple[float, Outcome, str]:
    a, b, w = _read_date(left), _read_date(right), weights.birth_date
    if a[: len(b)] == b[: len(a)]:
        if len(a) == len(b) == 3:
            return w["agrees_day"], "agrees", "The day of birth is the same: {1}."
        return w["agrees_year"], "agrees", "The births agree as far as they are known: {0}, {1}."
    apart = abs(a[0] - b[0])
    rest_agrees = a[1:][: len(b) - 1] == b[1:][: len(a) - 1]
    exchanged = len(a) == len(b) == 3 and a[0] == b[0] and a[1:] == b[2:0:-1]
    mistyped = len(a) == len(b) == 3 and sum(x != y for x, y in zip(left, right, strict=False)) == 1
    if exchanged or mistyped or (apart == 1 and rest_agrees):
        return w["close"], "close", "The births are close, as by a slip of the pen: {0} here, {1} on the list."
    if apart <= 3 and rest_agrees and min(len(a), len(b)) == 1:
        return -w["differs"], "differs", "The births are a few years apart: {0} here, {1} on the list."
    return -w["conflicts"], "conflicts", "The births differ: {0} here, {1} on the list."


def _read_date(text: str) -> tuple[int, ...]:
    parts = text[:10].split("-")
    return tuple(map(int, parts)) if len(parts[0]) == 4 and all(p.isascii() and p.isdigit() for p in parts) else ()


def compare_territories(party: Entity, entity: Entity, weights: Weights) -> Finding | None:
    """Whether the two have a territory in common: nationality, citizenship, place of birth, residence, flag."""
    ours, theirs = _territories(party), _territories(entity)
    if not ours or not theirs:
        return None
    mine, listed, common = ", ".join(sorted(ours)), ", ".join(sorted(theirs)), sorted(ours & theirs)
    if common:
        sentence = f"Both are tied to {', '.join(common).upper()}."
        return Finding("territory", mine, listed, "agrees", weights.territory["agrees"], 0.0, sentence)
    sentence = f"No territory in common: {mine.upper()} here, {listed.upper()} on the list."
    return Finding("territory", mine, listed, "conflicts", 0.0, weights.territory["conflicts"], sentence)


def _territories(entity: Entity) -> set[str]:
    return {
        v.lower() for prop, values in entity.properties.items() if PROPERTY_TYPES.get(prop) == "country" for v in values
    }


def compare_genders(party: Entity, entity: Entity, weights: Weights) -> Finding | None:
    """Whether the genders agree."""
    ours, theirs = ({v.lower() for v in e.get("gender")} & {"male", "female"} for e in (party, entity))
    if not ours or not theirs:
        return None
    mine, listed = ", ".join(sorted(ours)), ", ".join(sorted(theirs))
    if ours & theirs:
        return Finding("gender", mine, listed, "agrees", weights.gender["agrees"], 0.0, "The gender is the same.")
    return Finding(
        "gender",
        mine,
        listed,
        "conflicts",
        0.0,
        weights.gender["conflicts"],
        f"The gender differs: {mine} here, {listed} on the list.",
    )
