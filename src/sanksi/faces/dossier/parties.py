"""The parties of a reading: verdict, the listing they are taken for, and the matches with their sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

VERDICTS = ("hit", "potential", "not_screened", "clear")
_ROUNDING = 0.0005
"""Half of the last digit shown: three decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchView:
    """A match with what its contributions come to.

    Attributes:
        match: as in the screening.
        total: sum of the contributions.
        adds_up: whether that is the score, as far as the digits shown can tell.
    """

    match: Mapping[str, Any]
    total: float
    adds_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """An entity of the reading.

    Attributes:
        number: its place, from 1.
        entity: as in the reading.
        verdict: of its screening, as the report bears it out; empty for what is not put to the lists (a place, a government, the UN); `not_screened` for a
            person who should have been.
        why: sentences for it, and why a match is not taken for the party.
        listing: the match the party is taken for, or None.
        matches: best first.
        mentions: numbers of the mentions that name it.
    """

    number: int
    entity: Mapping[str, Any]
    verdict: str
    why: tuple[str, ...]
    listing: Mapping[str, Any] | None
    matches: tuple[MatchView, ...]
    mentions: tuple[int, ...]

    @property
    def follows(self) -> tuple[Mapping[str, Any], ...]:
        """Of the match that is the listing."""
        own = (self.listing or {}).get("entity_id")
        return tuple(c for m in self.matches if m.match.get("entity_id") == own for c in m.match.get("follows") or ())


def build_parties(
    entities: Iterable[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]]
) -> tuple[PartyView, ...]:
    """Every entity with its mentions and the answer of the lists, in the order of the reading."""
    naming: dict[object, list[int]] = {}
    for number, mention in enumerate(mentions, start=1):
        naming.setdefault(mention.get("entity"), []).append(number)
    return tuple(
        _party(number, entity, tuple(naming.get(entity.get("id"), ())))
        for number, entity in enumerate(entities, start=1)
    )


def _party(number: int, entity: Mapping[str, Any], mentions: tuple[int, ...]) -> PartyView:
    screening = entity.get("screening") or {}
    matches = tuple(_match(m) for m in screening.get("matches") or ())
    first = matches[0].match if matches else None
    unasked = "not_screened" if entity.get("type") == "PER" else ""
    verdict = entity.get("verdict") or screening.get("verdict", unasked)
    return PartyView(
        number=number,
        entity=entity,
        verdict=verdict if verdict in VERDICTS or not verdict else "not_screened",
        why=tuple(s for s in (*(screening.get("why") or ()), entity.get("not_linked"), entity.get("office_told")) if s),
        listing=entity.get("link", first),
        matches=matches,
        mentions=mentions,
    )


def _match(match: Mapping[str, Any]) -> MatchView:
    total = sum(float(e["contribution"]) for e in match.get("evidence") or ())
    return MatchView(match=match, total=total, adds_up=abs(total - float(match["score"])) <= _ROUNDING)
