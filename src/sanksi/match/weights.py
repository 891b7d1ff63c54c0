"""The weights file: every number of the comparison, named by its content."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

CURRENT = "2026-11-24"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The numbers of one weights file; what each means is said there.

    Attributes:
        id: file name and the first twelve digits of the content's sha256: replay names it.
        threshold: default threshold for a match.
        hit: least score at which a strong match is called a hit.
        name, birth_date, territory, gender, schema: the numbers of a comparison.
        identifier_agrees, identifier_weak_agrees: shares of the headroom.
        identifier_conflicts: share of the score lost, by property.
        strong_identifiers, general_identifiers: property names.
    """

    id: str
    threshold: float
    hit: float
    name: Mapping[str, float]
    birth_date: Mapping[str, float]
    territory: Mapping[str, float]
    gender: Mapping[str, float]
    schema: Mapping[str, float]
    identifier_agrees: float
    identifier_weak_agrees: float
    identifier_conflicts: Mapping[str, float]
    strong_identifiers: frozenset[str]
    general_identifiers: frozenset[str]


@cache
def load_weights() -> Weights:
    """The current weights."""
    content = files("sanksi.match").joinpath("weights", f"{CURRENT}.toml").read_bytes()
    data: dict[str, Any] = tomllib.loads(content.decode("utf-8"))
    identifier = data["identifier"]
    return Weights(
        id=f"{CURRENT}+{hashlib.sha256(content).hexdigest()[:12]}",
        threshold=data["threshold"],
        hit=data["hit"],
        **{part: MappingProxyType(data[part]) for part in ("name", "birth_date", "territory", "gender", "schema")},
        identifier_agrees=identifier["agrees"],
        identifier_weak_agrees=identifier["weak_agrees"],
        identifier_conflicts=MappingProxyType(identifier["conflicts"]),
        strong_identifiers=frozenset(identifier["strong"]),
        general_identifiers=frozenset(identifier["general"]),
    )
