"""Parties and what the lists of one day answer about them: looked for by the kernel first, compared and judged afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from sanksi.errors import QueryError
from sanksi.index import Found, Index
from sanksi.ledger import Entity
from sanksi.match import Match, Weights, compare, require_matchable
from sanksi.screening.values import ListState, Screening, Verdict
from sanksi.screening.verdict import decide

CANDIDATES = 100
"""Least number of entities found by name that are compared for a party with identifiers, however few are asked for: an identifier may speak against the best."""


@dataclass(frozen=True, slots=True)
class Held:
    """What there is to answer from.

    Attributes:
        day: the day the lists are read for.
        index: of that day's editions, or None when none is held.
        states: of every list screened.
        weights: of the comparison.
    """

    day: date
    index: Index | None
    states: tuple[ListState, ...]
    weights: Weights


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked for.

    Attributes:
        lists: list ids to look in, or None for all.
        least: least score of a match.
        limit: most matches of a party.
        require_fresh: whether a stale list keeps a verdict from being `clear`.
        nexus: what the user is, see `sanksi.ledger.bind`.
    """

    lists: Collection[str] | None
    least: float
    limit: int
    require_fresh: bool
    nexus: tuple[str, ...] | None


class Question:
    """Parties to screen. `search` and then `answer`; another thread may search meanwhile, for most of that time Python is free."""

    def __init__(self, parties: Sequence[Entity], held: Held, terms: Terms) -> None:
        self._parties, self._held, self._terms = parties, held, terms
        self._records = held.index.encode(parties) if held.index is not None else []
        self._found: list[Found] = [[]] * len(parties)

    def search(self) -> None:
        """Find the entities that each party may be by its names."""
        if self._held.index is not None:
            room = max(self._terms.limit, CANDIDATES)
            self._found = self._held.index.search_records(
                self._records, threshold=self._terms.least, limit=room, lists=self._terms.lists
            )

    def answer(self) -> list[Screening | QueryError | None]:
        """The answer for each party; None for one without matches, whose answer is that of `without`, and the error of one that gives nothing to match on."""
        answers: list[Screening | QueryError | None] = []
        index, limit = self._held.index, self._terms.limit
        for party, found in zip(self._parties, self._found, strict=True):
            matches: list[Match] = []
            identified = index is not None and index.has_identifiers(party)
            if index is not None and (found or identified):
                # by names alone the best are the best; an identifier may speak for or against each
                rows = [row for row, _ in (found if identified else found[:limit])]
                matches = compare_rows(party, index, rows, self._held.weights, self._terms)
            if best := tuple(matches[:limit]):
                answers.append(self._tell(party, best, *self._decide(best)))
                continue
            try:
                require_matchable(party)
            except QueryError as error:
                answers.append(error)
            else:
                answers.append(None)
        return answers

    def without(self, party: Entity) -> Screening:
        """The answer for a party without matches; nothing but the party differs from one to another."""
        return self._tell(party, (), *self._decided)

    @cached_property
    def _decided(self) -> tuple[Verdict, tuple[str, ...]]:
        return self._decide(())

    def _decide(self, matches: Sequence[Match]) -> tuple[Verdict, tuple[str, ...]]:
        held = self._held
        return decide(matches, held.states, hit=held.weights.hit, require_fresh=self._terms.require_fresh)

    def _tell(self, party: Entity, matches: tuple[Match, ...], verdict: Verdict, why: tuple[str, ...]) -> Screening:
        held = self._held
        seal = held.index.seal if held.index is not None else ""
        return Screening(
            party=party, as_of=held.day, verdict=verdict, why=why, lists=held.states, matches=matches, index=seal,
            weights=held.weights.id, hit=held.weights.hit, nexus=self._terms.nexus,
        )  # fmt: skip


def compare_rows(party: Entity, index: Index, rows: Sequence[int], weights: Weights, terms: Terms) -> list[Match]:
    """The matches among rows that names found, and those that share an identifier, best first, ties by entity id."""
    known = dict.fromkeys([*rows, *index.find_by_identifier(party, lists=terms.lists)])
    common = lru_cache(maxsize=None)(index.common)
    found = (compare(party, index.entity(row), weights=weights, common=common) for row in known)
    return sorted((m for m in found if m.score >= terms.least), key=lambda m: (-m.score, m.entity_id))
