"""The weights file: every number of the comparison, named by its content. What each means is said there."""

import hashlib
import itertools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sanksi.names.tokens import Class, Kind

CURRENT: Final = "2026-11-24"

FEATURES: Final = (
    *(c.name.lower() for c in Class if c),
    *("known", "open_least", "open_most", "open_listed", "telling", "telling_exact", "shared", "first", "last", "order", "numbers"),
    *("open_party_tokens", "open_listed_tokens", "open_tokens_least", "covered", "covered_listed", "weak", "rare", "swapped", "paired", "same"),
    *("lone", "other_number", "contrast", "other_place"),
)  # fmt: skip
"""What is read off two names laid side by side, in the kernel's order; `compare.Features` says what each is."""

DOUBTS: Final = ("lone", "other_number", "contrast", "other_place")
"""What keeps two names below the threshold by themselves, see `Weights.most_doubtful`."""

DATES: Final = (
    "none", "day", "close", "year", "slip", "same_year", "next_year", "two_digits", "digit", "near", "far", "other",
)  # fmt: skip
"""How two birth dates stand to each other, in the kernel's order; see `match.facts`."""


class Term(NamedTuple):
    """A feature, the most of it that counts, and its weight."""

    feature: str
    cap: float
    weight: float


class Model(NamedTuple):
    """A sum: bias + weight * min(feature, cap) of each term."""

    bias: float
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The numbers of one weights file.

    Attributes:
        id: file name and the first twelve digits of the content's sha256: replay names it.
        threshold: default threshold for a match.
        hit: least score at which a strong match is called a hit.
        like: how alike tokens of a class are, in [0, 1]: decides which stand for which.
        reach: the same where it decides whether two names are compared at all; 0 for classes that are not looked up.
        covered, covered_listed: least share of a party's and of a listed name that must be reached.
        initial: factor of a single letter's weight.
        most_doubtful: the most that names give that have one of `DOUBTS`: below the threshold.
        kinds: weight of a token by kind; of a name token: least and most, by how common it is.
        person, other: the models of two names.
        knots: weight of evidence to score, straight between knots.
        birth_date, territory, gender, identifier: weights of evidence.
        strong_identifiers, general_identifiers: property names.
    """

    id: str
    threshold: float
    hit: float
    like: Mapping[Class, float]
    reach: Mapping[Class, float]
    covered: float
    covered_listed: float
    initial: float
    most_doubtful: float
    kinds: Mapping[str, Any]
    person: Model
    other: Model
    knots: tuple[tuple[float, float], ...]
    birth_date: Mapping[str, float]
    territory: Mapping[str, float]
    gender: Mapping[str, float]
    identifier: Mapping[str, Any]
    strong_identifiers: frozenset[str]
    general_identifiers: frozenset[str]

    def token_weight(self, kind: Kind, common: int) -> float:
        """What a token weighs.

        Args:
            kind: what it does in the name.
            common: how common it is, 0 to 255.
        """
        if kind in (Kind.NAME, Kind.PLACE, Kind.HONORIFIC):
            rare, usual = self.kinds["name"]
            return float(rare - (rare - usual) * (common / 255.0))
        return float(self.kinds[kind.name.lower()])

    def score(self, evidence: float) -> float:
        """The score in [0, 1] of a weight of evidence; never falls."""
        knots = self.knots
        if evidence <= knots[0][0]:
            return knots[0][1]
        for (x0, y0), (x1, y1) in itertools.pairwise(knots):
            if evidence < x1:
                return y0 + (y1 - y0) * ((evidence - x0) / (x1 - x0))
        return knots[-1][1]

    def to_numbers(self) -> list[float]:
        """The numbers as the kernel takes them (`sanksi_tables_weigh`)."""
        out = [self.token_weight(kind, common) for kind in Kind for common in range(256)]
        out += [self.like[c] for c in Class]
        out += [self.reach[c] for c in Class]
        out += [self.covered, self.covered_listed, self.initial, self.most_doubtful, float(len(self.knots))]
        out += [x for knot in self.knots for x in knot]
        out += [self.birth_date[name] for name in DATES] + [0.0] * (16 - len(DATES))
        for facts in (self.territory, self.gender):
            out += [0.0, facts["agrees"], facts["conflicts"]]
        for model in (self.person, self.other):
            out += [model.bias, float(len(model.terms))]
            for term in model.terms:
                out += [float(FEATURES.index(term.feature)), term.cap, term.weight]
        return out


@cache
def load_weights() -> Weights:
    """The current weights."""
    content = Path(__file__).with_name("weights").joinpath(f"{CURRENT}.toml").read_bytes()
    return read_weights(content, name=CURRENT)


def read_weights(content: bytes, *, name: str) -> Weights:
    """The weights of a file's bytes."""
    data: dict[str, Any] = tomllib.loads(content.decode("utf-8"))
    like = {Class.NONE: 0.0} | {Class[k.upper()]: v for k, v in data["like"].items()}
    identifier = data["identifier"]
    return Weights(
        id=f"{name}+{hashlib.sha256(content).hexdigest()[:12]}",
        threshold=data["threshold"],
        hit=data["hit"],
        like=MappingProxyType(like),
        reach=MappingProxyType({c: 0.0 if c.name.lower() in data["not_looked_up"] else like[c] for c in Class}),
        covered=data["covered"],
        covered_listed=data["covered_listed"],
        initial=data["initial"],
        most_doubtful=data["most_doubtful"],
        kinds=MappingProxyType(data["kinds"]),
        person=_model(data["person"]),
        other=_model(data["other"]),
        knots=tuple((float(x), float(y)) for x, y in data["score"]["knots"]),
        **{part: MappingProxyType(data[part]) for part in ("birth_date", "territory", "gender")},
        identifier=MappingProxyType(identifier),
        strong_identifiers=frozenset(identifier["strong"]),
        general_identifiers=frozenset(identifier["general"]),
    )


def _model(data: Mapping[str, Any]) -> Model:
    terms = (Term(str(f), float("inf") if cap == "all" else float(cap), float(w)) for f, cap, w in data["terms"])
    return Model(float(data["bias"]), tuple(terms))
