"""Two names laid side by side: the readable reference of the kernel's second half.

Tokens of one stand for tokens of the other, the most alike first. What is read off that (`FEATURES`) is weighed into evidence: how much better the
two names fit than two names of different parties would.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from sanksi.names.text import Tokens
from sanksi.names.tokens import Class, Kind, Token, classify, is_cut_off, is_glued, read_token
from sanksi.names.weights import DOUBTS, FEATURES, Weights

TOKENS: Final = 24
"""Tokens of a name that are compared."""

Common = Callable[[str], int]
"""How common a token is on the list, 0 to 255."""

Features = dict[str, float]
"""What is read off two names.

The names of classes: share of the weight of both names that stands for the other in this way. Then:

- ``known``: share that is alike but not the same although the party's token is a common name by itself (Marcos, Marcus)
- ``open_least``, ``open_most``, ``open_listed``: shares without counterpart: the less and the more open of both names, the listed one
- ``telling``, ``telling_exact``: sum of the rarities of what is shared, and of what is spelled or sounds the same
- ``shared``: number of names shared; ``first``, ``last``: whether both first or both last tokens stand alone
- ``order``: 1 when what is shared stands neither in order, nor reversed, nor turned around one place
- ``numbers``: numbers and codes without counterpart
- ``open_party_tokens``, ``open_listed_tokens``, ``open_tokens_least``: names without counterpart
- ``covered``, ``covered_listed``: share of each name's weight that is reached
- ``weak``: the listed name is a weak alias; ``rare``: rarity of the party's name
- ``swapped``: the son of one is the father of the other
- ``lone``: one name is shared and others stand alone, or the listed one is a weak alias of one word; ``other_place``: names of
  territories stand alone on both sides; ``other_number``: numbers do, or in organisations a number stands alone on one side
- ``contrast``: places at which a name stands alone on both sides, between the same neighbours
- ``paired``: 1 when no name stands alone on either side; ``same``: 1 when both are spelled the same, surname
  first or last, and the listed one is no weak alias of one word
"""


class Pairing(NamedTuple):
    """Tokens `left[start:end]` stand for `right[start:end]`; on one side at least it is a single token."""

    kind: Class
    left_start: int
    left_end: int
    right_start: int
    right_end: int


class Name(NamedTuple):
    """A name that is weighed: its tokens, their weights and rarities; what they weigh and whether they are names when they stand alone."""

    tokens: tuple[Token, ...]
    weights: tuple[float, ...]
    rarities: tuple[float, ...]
    kinds: tuple[Kind, ...]
    alone: tuple[float, ...]
    plain_alone: tuple[bool, ...]


class Fit(NamedTuple):
    """How two names fit.

    Attributes:
        evidence: weight of evidence; the higher, the better.
        features: what it was weighed from, see `Features`.
        pairings: which tokens stand for which, the most alike first.
        comparable: whether enough of both names is reached for them to be compared at all.
    """

    evidence: float
    features: Features
    pairings: tuple[Pairing, ...]
    comparable: bool


def compare_names(
    party: Tokens, listed: Tokens, weights: Weights, *, person: bool, weak: bool = False, common: Common | None = None
) -> Fit:
    """Compare a party's name with a listed one.

    Args:
        party: tokens of a reading of the party's name; TOKENS of them are compared.
        listed: tokens of a listed name.
        weights: the numbers.
        person: whether they are names of persons.
        weak: whether the listed name is a weak alias.
        common: how common a token is on the list; without it only what is common everywhere counts.
    """
    left, right = (weigh_name(tokens[:TOKENS], weights, person=person, common=common) for tokens in (party, listed))
    if not left.tokens or not right.tokens:
        return Fit(float("-inf"), dict.fromkeys(FEATURES, 0.0), (), comparable=False)
    pairings = pair_tokens(left, right, weights, person=person)
    features = read_features(left, right, pairings, weights, mode=0 if person else 1, weak=weak)
    model = weights.person if person else weights.other
    evidence = model.bias
    for feature, cap, weight in model.terms:
        evidence += weight * min(features[feature], cap)
    if any(features[doubt] for doubt in DOUBTS):
        evidence = min(evidence, weights.most_doubtful)
    comparable = features["covered"] >= weights.covered and features["covered_listed"] >= weights.covered_listed
    return Fit(evidence, features, tuple(pairings), comparable)


def weigh_name(tokens: Tokens, weights: Weights, *, person: bool, common: Common | None) -> Name:
    """Look at the tokens of a name and weigh them."""
    mode = 0 if person else 1
    looked = tuple(read_token(token) for token in tokens)
    kinds = tuple(token.kinds[mode] for token in looked)
    commons = [
        max(token.levels[mode], common(text) if common else 0) for token, text in zip(looked, tokens, strict=True)
    ]
    weighed = [weights.token_weight(kind, c) for kind, c in zip(kinds, commons, strict=True)]
    for i, token in enumerate(looked):
        if len(token.raw) == 1 and kinds[i] is Kind.NAME:
            weighed[i] *= weights.initial
    rarities = tuple(1.0 - c / 255.0 if _is_plain(k) else 0.0 for k, c in zip(kinds, commons, strict=True))
    lead = next((i for i, kind in enumerate(kinds) if kind not in (Kind.TITLE, Kind.HONORIFIC)), len(kinds))
    light = [
        i < max(lead, len(kinds) - 1) and kind is Kind.HONORIFIC for i, kind in enumerate(kinds)
    ]  # a title before a name
    alone = [weights.token_weight(Kind.TITLE, 0) if is_light else w for w, is_light in zip(weighed, light, strict=True)]
    plain = [_is_plain(kind) and not is_light for kind, is_light in zip(kinds, light, strict=True)]
    return Name(looked, tuple(weighed), rarities, kinds, tuple(alone), tuple(plain))


def pair_tokens(left: Name, right: Name, weights: Weights, *, person: bool) -> list[Pairing]:
    """Which tokens stand for which, each at most once: the most alike first, then those nearest in place.

    An initial or a cut token of the party only stands for something when all its longer tokens do.
    """
    found = []
    for i, a in enumerate(left.tokens):
        for j, b in enumerate(right.tokens):
            kind = classify(a, b, last=i == len(left.tokens) - 1)
            if kind > Class.SOUND and not _may_be_unlike(kind, left, i, right, j, person=person):
                continue
            if kind:
                found.append(Pairing(kind, i, i + 1, j, j + 1))
    for i in range(len(left.tokens) - 1):
        found += [
            Pairing(Class.GLUED, i, i + 2, j, j + 1)
            for j, whole in enumerate(right.tokens)
            if is_glued(whole, left.tokens[i], left.tokens[i + 1])
            or is_cut_off(whole, left.tokens[i], left.tokens[i + 1])
        ]
    for j in range(len(right.tokens) - 1):
        found += [
            Pairing(Class.GLUED, i, i + 1, j, j + 2)
            for i, whole in enumerate(left.tokens)
            if is_glued(whole, right.tokens[j], right.tokens[j + 1])
        ]
    found.sort(key=lambda p: (-weights.like[p.kind], abs(p.left_start - p.right_start)))  # stable: then as found
    longer = {i for i, t in enumerate(left.tokens) if len(t.raw) > (3 if i == len(left.tokens) - 1 else 1)}
    mine: set[int] = set()
    theirs: set[int] = set()
    chosen = []
    while pairing := next((p for p in found if longer <= mine or not _is_short(p, left)), None):
        mine.update(range(pairing.left_start, pairing.left_end))
        theirs.update(range(pairing.right_start, pairing.right_end))
        chosen.append(pairing)
        found = [
            p
            for p in found
            if mine.isdisjoint(range(p.left_start, p.left_end)) and theirs.isdisjoint(range(p.right_start, p.right_end))
        ]
    return chosen


def _is_short(pairing: Pairing, left: Name) -> bool:
    """Whether it is an initial or a cut token of the party."""
    initial = pairing.kind is Class.INITIAL and len(left.tokens[pairing.left_start].raw) == 1
    return initial or pairing.kind is Class.CUT


def _may_be_unlike(kind: Class, left: Name, i: int, right: Name, j: int, *, person: bool) -> bool:
    """Whether tokens that neither look nor sound the same may stand for each other: no legal forms, no short particles, letters for persons' names.

    Nor do words of up to three letters in organisations' names, which are mostly codes (BAE, BWI).
    """
    kinds = (left.kinds[i], right.kinds[j])
    if kind is Class.INITIAL:
        longer = kinds[len(left.tokens[i].raw) == 1]
        return person and longer is not Kind.PARTICLE and Kind.LEGAL_FORM not in kinds
    if kind is Class.NICKNAME:  # Ben is short for a name where it stands first; after that it makes a son
        return person and (kinds[0] is not Kind.PARTICLE or i == 0) and (kinds[1] is not Kind.PARTICLE or j == 0)
    least, most = sorted((len(left.tokens[i].raw), len(right.tokens[j].raw)))
    is_code = not person and most < 4
    return not (Kind.LEGAL_FORM in kinds or is_code or (least < 4 and Kind.PARTICLE in kinds))


def _is_plain(kind: Kind) -> bool:
    return kind in (Kind.NAME, Kind.NUMBER, Kind.PLACE, Kind.HONORIFIC)


_LOOSE = frozenset((Class.INITIAL, Class.CUT, Class.BARE, Class.BARE_NEAR, Class.NICKNAME))


def read_features(
    left: Name, right: Name, pairings: Sequence[Pairing], weights: Weights, *, mode: int, weak: bool
) -> Features:
    """What is read off two names whose tokens are paired; see `Features`."""
    share = [0.0] * len(Class)
    mate: dict[int, int] = {}
    at_left, at_right = [-1] * len(left.tokens), [-1] * len(right.tokens)  # where the counterpart on the right begins
    of_left, of_right = [Class.NONE] * len(left.tokens), [Class.NONE] * len(right.tokens)
    known = telling = exact = 0.0
    shared = 0
    for kind, start, end, begin, stop in pairings:
        mate[start] = begin
        of_left[start:end] = [kind] * (end - start)
        of_right[begin:stop] = [kind] * (stop - begin)
        at_left[start:end], at_right[begin:stop] = [begin] * (end - start), [begin] * (stop - begin)
        weight = 0.0
        for w in (*left.weights[start:end], *right.weights[begin:stop]):
            weight += w
        share[kind] += weight
        if kind > Class.GLUED and kind not in _LOOSE:
            known += weight * (left.tokens[start].levels[mode] / 255.0)
        ours, listed = max(left.rarities[start:end]), max(right.rarities[begin:stop])
        if any(_is_plain(k) for k in left.kinds[start:end]) and kind is not Class.INITIAL:
            rare = max(ours, listed) if kind is Class.GLUED else min(ours, listed)
            telling += rare * weights.like[kind]
            shared += kind is not Class.CUT
            exact += rare if kind <= Class.GLUED else 0.0
    open_left, open_right = _open(left, of_left), _open(right, of_right)
    total = open_left.weight + open_right.weight
    for part in share[1:]:
        total += part
    least, most = sorted((open_left.weight, open_right.weight))
    lone_alias = weak and len(right.tokens) == 1
    disordered, swapped = _is_disordered(mate), _is_swapped(left, right, mate)
    whole = len(left.tokens) == len(right.tokens) and all(kind is Class.EXACT for kind in of_left)
    straight = all(mate.get(i) == i for i in range(len(left.tokens)))
    values = (
        *(part / total for part in share[1:]),
        known / total, least / total, most / total, open_right.weight / total, telling, exact, shared,
        not of_left[0] and not of_right[0], not of_left[-1] and not of_right[-1], disordered,
        open_left.numbers + open_right.numbers, open_left.plain, open_right.plain, min(open_left.plain, open_right.plain),
        _reached(left, of_left, weights), _reached(right, of_right, weights), weak, _sum(left.rarities), swapped,
        not open_left.plain and not open_right.plain,
        whole and not lone_alias and (straight or (len(left.tokens) > 2 and not disordered and not swapped)),
        shared <= 1 and (lone_alias or (open_left.plain + open_right.plain > 0 and not any(share[k] for k in (Class.GLUED, Class.INITIAL, Class.CUT)))),
        bool(open_left.numbers and open_right.numbers) or (mode == 1 and bool(open_left.numbers or open_right.numbers)),
        _count_contrasts(left, right, at_left, at_right),
        bool(open_left.places and open_right.places),
    )  # fmt: skip
    return {name: float(value) for name, value in zip(FEATURES, values, strict=True)}


class _Open(NamedTuple):
    weight: float
    plain: int
    numbers: int
    places: int


def _open(name: Name, classes: Sequence[Class]) -> _Open:
    """What of a name has no counterpart."""
    alone = [i for i, kind in enumerate(classes) if kind is Class.NONE]
    return _Open(
        _sum([name.alone[i] for i in alone]),
        sum(name.plain_alone[i] for i in alone),
        sum(_is_number(name, i) for i in alone),
        sum(name.kinds[i] is Kind.PLACE for i in alone),
    )


def _count_contrasts(left: Name, right: Name, at_left: Sequence[int], at_right: Sequence[int]) -> int:
    """Places at which something stands alone on both sides between the same names; one of the two is a name."""
    theirs = [(right.plain_alone[j], _neighbours(right, at_right, j)) for j in _alone(right, at_right)]
    found = 0
    for i in _alone(left, at_left):
        plain, around = left.plain_alone[i], _neighbours(left, at_left, i)
        found += any((plain or other) and around == beside for other, beside in theirs)
    return found


def _is_number(name: Name, i: int) -> bool:
    return name.kinds[i] is Kind.NUMBER or name.tokens[i].is_code


def _alone(name: Name, places: Sequence[int]) -> list[int]:
    """The names without counterpart, and the longer little words (Abdul), which may stand where a name would."""
    return [
        i
        for i, place in enumerate(places)
        if place < 0 and (name.plain_alone[i] or (name.kinds[i] is Kind.PARTICLE and len(name.tokens[i].raw) > 3))
    ]


def _neighbours(name: Name, places: Sequence[int], i: int) -> tuple[int, int]:
    """Where the counterparts of the nearest names before and after stand; -1 where there is none."""
    shared = [k for k, place in enumerate(places) if place >= 0 and _is_plain(name.kinds[k])]
    before, after = [k for k in shared if k < i], [k for k in shared if k > i]
    return places[before[-1]] if before else -1, places[after[0]] if after else -1


def _reached(name: Name, classes: Sequence[Class], weights: Weights) -> float:
    return _sum([w * weights.reach[kind] for w, kind in zip(name.weights, classes, strict=True)]) / _sum(name.weights)


def _sum(numbers: Sequence[float]) -> float:
    """From left to right, as the kernel adds; `sum` compensates rounding from Python 3.12 on."""
    total = 0.0
    for number in numbers:
        total += number
    return total


def _is_disordered(mate: dict[int, int]) -> bool:
    places = [mate[i] for i in sorted(mate)]
    falls = sum(b < a for a, b in itertools.pairwise(places))
    if len(places) < 3 or falls in (0, len(places) - 1):
        return False
    return not (falls == 1 and places[-1] < places[0])


def _is_swapped(left: Name, right: Name, mate: dict[int, int]) -> bool:
    """Whether the son of one is the father of the other: Salman bin Muhammad, Muhammad bin Salman."""
    sons = ("bin", "ben", "ibn", "bint")
    i = next((i for i in range(1, len(left.tokens) - 1) if left.tokens[i].text in sons), None)
    j = next((j for j in range(1, len(right.tokens) - 1) if right.tokens[j].text in sons), None)
    if i is None or j is None:
        return False
    return mate.get(i - 1) == j + 1 and mate.get(i + 1) == j - 1
