"""What a comparison gives: Match, and the Evidence that adds up to its score."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["agrees", "close", "differs", "conflicts", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One comparison of two values.

    Attributes:
        comparison: its name, as in the weights file (`name`, `birth_date`, `territory`, `identifier`, ...).
        party_value: the value of the party screened.
        entity_value: the value on the list.
        outcome: `agrees`, `close`, `differs` (weak), `conflicts` (counts against), `unknown` (one side is silent).
        contribution: what it adds to the score, in score points; negative when it counts against.
        sentence: for the analyst.
    """

    comparison: str
    party_value: str
    entity_value: str
    outcome: Outcome
    contribution: float
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "comparison": self.comparison,
            "party_value": self.party_value,
            "entity_value": self.entity_value,
            "outcome": self.outcome,
            "contribution": round(self.contribution, 6),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A scored candidate.

    Attributes:
        entity_id: the listed entity.
        caption: its name for people.
        schema: its schema.
        score: in [0, 1]; the sum of the contributions.
        canonical_id: of the party it is, where publishers say that entries of several lists are one; else the entity's own id.
        lists: lists that carry it.
        programs: programme names of its listing.
        evidence: every comparison made, in the order of the weights file.
        strong: whether the evidence is enough to call the match a hit (an identifier, or a full name of two tokens or more that is no weak alias).
        listing: all that its listing says.
        positions: offices that the entity holds or held, in the publisher's words; not compared here.
    """

    entity_id: str
    caption: str
    schema: str
    score: float
    canonical_id: str
    lists: tuple[str, ...]
    programs: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    strong: bool = False
    listing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    positions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "entity_id": self.entity_id,
            "caption": self.caption,
            "schema": self.schema,
            "score": round(self.score, 6),
            "canonical_id": self.canonical_id,
            "lists": list(self.lists),
            "programs": list(self.programs),
            "evidence": [e.to_dict() for e in self.evidence],
        }
