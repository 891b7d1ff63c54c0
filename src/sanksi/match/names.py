"""Name against name, and the best of a party's names against the best of an entity's."""

from collections.abc import Callable
from typing import NamedTuple

from sanksi.ledger import Entity
from sanksi.ledger.names import names_of
from sanksi.match.align import Pairing, align_tokens
from sanksi.match.weights import Weights
from sanksi.match.words import canonical, kind_of, load_words

Rarity = Callable[[str], float]

COMPARED_TOKENS = 24
"""Tokens of a name that are laid side by side; bounds the cost of a hostile name against many listed ones."""

_NUMERALS = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))


class NameFit(NamedTuple):
    """How well one name of the party fits one of the entity.

    Attributes:
        score: in [0, 1].
        party_name, entity_name: as spelled.
        entity_prop: property of the entity's name.
        shared: tokens that carry meaning and are shared.
        telling: sum of their rarities.
        missing, extra: tokens of the party's and of the entity's name that stand alone.
    """

    score: float
    party_name: str
    entity_name: str
    entity_prop: str
    shared: int
    telling: float
    missing: tuple[str, ...]
    extra: tuple[str, ...]


def fit_names(party: Entity, entity: Entity, weights: Weights, rarity: Rarity) -> NameFit | None:
    """The best fit over all pairs of names, or None when one side has no name. Ties keep the stronger property."""
    person = "Person" in (party.schema, entity.schema)
    best: NameFit | None = None
    ours, theirs = names_of(party), names_of(entity)
    for left, (left_prop, left_spelled) in ours.items():
        for right, (right_prop, right_spelled) in theirs.items():
            score, shared, telling, missing, extra = _fit(left, right, weights, rarity, person=person)
            if "weakAlias" in (left_prop, right_prop):
                score *= weights.name["weak_alias" if min(len(left), len(right)) > 1 else "weak_single"]
            if best is None or score > best.score:
                best = NameFit(score, left_spelled, right_spelled, right_prop, shared, telling, missing, extra)
    return best


def _fit(
    left: tuple[str, ...], right: tuple[str, ...], weights: Weights, rarity: Rarity, *, person: bool
) -> tuple[float, int, float, tuple[str, ...], tuple[str, ...]]:
    left = tuple(canonical(token, person=person) for token in left[:COMPARED_TOKENS])
    right = tuple(canonical(token, person=person) for token in right[:COMPARED_TOKENS])
    w = weights.name
    pairings = align_tokens(left, right, initial=w["initial"] if person else 0.0)
    left_weights = [_weight(token, weights, rarity, person=person) for token in left]
    right_weights = [_weight(token, weights, rarity, person=person) for token in right]
    left_like, right_like = [0.0] * len(left), [0.0] * len(right)
    for p in pairings:
        left_like[p.left_start : p.left_end] = [p.similarity] * (p.left_end - p.left_start)
        right_like[p.right_start : p.right_end] = [p.similarity] * (p.right_end - p.right_start)
    left_open, right_open = _open_share(left_weights, left_like), _open_share(right_weights, right_like)
    extra, clash = (w["person_extra"], w["person_clash"]) if person else (w["other_extra"], w["other_clash"])
    telling_left = [i for i, token in enumerate(left) if kind_of(token, person=person) == "name"]
    telling_right = [i for i, token in enumerate(right) if kind_of(token, person=person) == "name"]
    shared = min(sum(left_like[i] > 0 for i in telling_left), sum(right_like[i] > 0 for i in telling_right))
    told = max(
        sum(rarity(left[i]) * left_like[i] for i in telling_left),
        sum(rarity(right[i]) * right_like[i] for i in telling_right),
    )
    scarce = 1.0 + w["scarce"] * max(0.0, w["enough"] - told)
    score = max(0.0, 1.0 - scarce * (extra * max(left_open, right_open) + clash * min(left_open, right_open)))
    if shared <= 1 and max(len(telling_left), len(telling_right)) > 1 and not _is_glued(pairings):
        score = min(score, w["single_base"] + w["single_rare"] * min(1.0, told))
    if person and _exchanges_father(left, right):
        score *= w["patronymic_swap"]
    if not person and _numerals(left) != _numerals(right):
        score *= w["number_clash"]
    missing = tuple(t for t, like in zip(left, left_like, strict=True) if not like)
    return score, shared, told, missing, tuple(t for t, like in zip(right, right_like, strict=True) if not like)


class _Weight(NamedTuple):
    """What a token weighs where the names agree, and where they do not: a common token is little evidence but no small difference."""

    agreeing: float
    differing: float


def _weight(token: str, weights: Weights, rarity: Rarity, *, person: bool) -> _Weight:
    w = weights.name
    kind = kind_of(token, person=person)
    if kind != "name":
        return _Weight(w[kind], w[kind])
    common, whole = 1.0 - rarity(token), 0.5 if len(token) == 1 else 1.0
    return _Weight(whole * (1.0 - w["rarity_share"] * common), whole * (1.0 - w["rarity_share_open"] * common))


def _open_share(tokens: list[_Weight], like: list[float]) -> float:
    """Share of a name's weight that has no counterpart: 0 when every token has its like."""
    lacking = sum(t.differing * (1.0 - s) for t, s in zip(tokens, like, strict=True))
    return lacking / (lacking + sum(t.agreeing * s for t, s in zip(tokens, like, strict=True)))


def _is_glued(pairings: list[Pairing]) -> bool:
    return any(p.left_end - p.left_start > 1 or p.right_end - p.right_start > 1 for p in pairings)


def _numerals(tokens: tuple[str, ...]) -> frozenset[str]:
    return frozenset(t for t in tokens if t in _NUMERALS or t.isdigit())


def _exchanges_father(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether the son of one is the father of the other: Salman bin Muhammad, Muhammad bin Salman."""
    a, b = _son_and_father(left), _son_and_father(right)
    if a is None or b is None:
        return False
    same = align_tokens(a[:1], b[:1], initial=0.0) or align_tokens(a[1:], b[1:], initial=0.0)
    return not same and bool(align_tokens(a[:1], b[1:], initial=0.0)) and bool(align_tokens(a[1:], b[:1], initial=0.0))


def _son_and_father(tokens: tuple[str, ...]) -> tuple[str, str] | None:
    for i in range(1, len(tokens) - 1):
        if tokens[i] in load_words().patronymics:
            return tokens[i - 1], tokens[i + 1]
    return None
