"""Offices in free text, English or Indonesian, brought to what can be compared: a role and its portfolios."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sanksi.ledger import Entity
from sanksi.match.facts import Finding
from sanksi.names.weights import Weights

LONGEST = 300
"""Characters of an office that are read."""
MOST = 16
"""Offices of one side that are read."""
ALONE = frozenset({"president", "leader", "prime_minister"})
"""Roles of which a territory has one: they need no portfolio to be the same."""

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Position(NamedTuple):
    """An office: `role` of `positions.toml`, with `deputy` before it for a deputy's, and its portfolios."""

    role: str
    portfolios: frozenset[str]


def compare_positions(party: Entity, entity: Entity, weights: Weights) -> Finding | None:
    """Whether an office of the party is one that the list gives; another one counts nothing, for people hold several, and leave them."""
    pairs = [
        (mine, listed, ours, theirs)
        for mine in party.get("position")[:MOST]
        for listed in entity.get("position")[:MOST]
        if (ours := read_position(mine)) and (theirs := read_position(listed))
    ]
    if not pairs:
        return None
    for mine, listed, ours, theirs in pairs:
        if _is_same(ours, theirs):
            sentence = f"The office is the same: {mine} here, {listed} on the list."
            return Finding("position", mine, listed, "agrees", weights.position["agrees"], sentence)
    mine, listed, *_ = pairs[0]
    sentence = f"The list gives another office: {mine} here, {listed} on the list."
    return Finding("position", mine, listed, "differs", weights.position["differs"], sentence)


def _is_same(ours: Position, theirs: Position) -> bool:
    if ours.role != theirs.role:
        return False
    return bool(ours.portfolios & theirs.portfolios) or (
        ours.role in ALONE and not ours.portfolios and not theirs.portfolios
    )


@cache
def read_position(text: str) -> Position | None:
    """The office in a text; None when no role of the table is in it.

    >>> read_position("Menteri Luar Negeri Rusia") == read_position("Minister of Foreign Affairs of the Russian Federation")
    True
    """
    roles, portfolios, short, deputies = _tables()
    words = " ".join(short.get(w, w) for w in map(str.casefold, _WORDS.findall(text[:LONGEST]))).split()
    role, held, i, deputy = "", set(), 0, False
    while i < len(words):
        for n in range(min(4, len(words) - i), 0, -1):
            phrase = " ".join(words[i : i + n])
            if phrase in deputies:
                deputy = deputy or not role
            elif phrase in roles or phrase in portfolios:
                if not role and phrase in roles:
                    role = roles[phrase]
                if phrase in portfolios:
                    held.add(portfolios[phrase])
            else:
                continue
            i += n
            break
        else:
            i += 1
    return Position(("deputy " if deputy else "") + role, frozenset(held)) if role else None


@cache
def _tables() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str], frozenset[str]]:
    """Phrase to role, phrase to portfolio, short forms to their words, and the words for a deputy."""
    data = tomllib.loads(files("sanksi.match").joinpath("positions.toml").read_text(encoding="utf-8"))
    roles, portfolios = (
        {phrase: key for key, phrases in data[part].items() for phrase in phrases} for part in ("roles", "portfolios")
    )
    return roles, portfolios, data["short"], frozenset(data["deputy"])
