"""An office in the report held against the positions on a list, across languages: rank and matter (`lexicon/offices.yml`)."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from sanksi.news.tokens import Phrases, split_tokens
from sanksi.news.words import LANGUAGES, read_words


class Rank(NamedTuple):
    """What an office is (`minister`), and of what (`foreign`); without matters, the rank alone is told."""

    rank: str
    matters: frozenset[str]


class SameOffice(NamedTuple):
    """An office in the report's words, the position in the list's that is the same, and whether few hold it, so that it tells who is meant."""

    office: str
    position: str
    telling: bool


def find_same_office(offices: Iterable[str], positions: Iterable[str]) -> SameOffice | None:
    """The first office that is one of the positions; None when none is.

    Ranks are the same, and the matters where either tells one: a minister of trade is not the minister of defence, and a minister of nothing told
    is nobody's. Former offices count as offices.

    >>> find_same_office(["Menlu Rusia"], ["Minister of Foreign Affairs of the Russian Federation"]).telling
    True
    >>> find_same_office(["menteri"], ["Minister of Finance"]), find_same_office(["wakil menteri keuangan"], ["Minister of Finance"])
    (None, None)
    """
    held = [(position, read_ranks(position)) for position in positions]
    for office in offices:
        told = read_ranks(office)
        for position, ranks in held:
            if same := told & ranks:
                return SameOffice(office, position, any(r.matters or r.rank in _HIGHEST for r in same))
    return None


def read_ranks(office: str) -> frozenset[Rank]:
    """The ranks that the words of an office tell; a minister or director of nothing is none."""
    ranks, matters, short = _load()
    words = " ".join(short.get(t.low, t.low) for t in split_tokens(office))
    tokens = split_tokens(words)
    told = frozenset(matter for matter, phrases in matters.items() if phrases.find(tokens))
    found = set()
    i = 0
    while i < len(tokens):
        rank, n = max(((name, phrases.at(tokens, i)) for name, phrases in ranks.items()), key=lambda at: at[1])
        if n and (told or rank not in _OF_SOMETHING):
            found.add(Rank(rank, told))
        i += n or 1
    return frozenset(found)


_OF_SOMETHING = frozenset(
    ("minister", "deputy_minister", "director", "chairman", "representative", "spokesman", "leader")
)
"""Ranks that tell nobody without their matter."""
_HIGHEST = frozenset(("president", "vice_president", "prime_minister", "deputy_prime_minister"))
"""Ranks that tell who is meant without a matter; generals and governors are many."""


@cache
def _load() -> tuple[dict[str, Phrases], dict[str, Phrases], dict[str, str]]:
    data = read_words("offices")
    ranks = {name: Phrases(words) for name, words in data["ranks"].items()}
    matters = {name: Phrases(words) for name, words in data["matters"].items()}
    return ranks, matters, {short: words for code in LANGUAGES for short, words in _abbreviations(code).items()}


def _abbreviations(language: str) -> dict[str, str]:
    return {short: str(words) for short, words in read_words(language)["offices"]["abbreviations"].items()}
