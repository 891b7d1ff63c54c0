"""What a screening and an update give: everything that is needed to read them, to act on them and to repeat them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sanksi.ledger import Edition, Entity
from sanksi.match import Match

if TYPE_CHECKING:
    from sanksi.programs import Consequence

ListKind = Literal["ok", "stale", "partial", "unbuilt", "missing"]
Verdict = Literal["clear", "potential", "hit", "not_screened"]
Outcome = Literal["imported", "unchanged", "failed", "refused", "nothing_to_fetch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """One list as a screening found it.

    Attributes:
        id: list id.
        edition: the edition's day, ISO; None when none was held for that day.
        sha256: of the edition, or empty.
        received_at: ISO instant, or empty.
        age_days: days from the edition to the day screened for; None without an edition.
        checked_on: ISO day, not after the day screened for, on which an update found this edition to be the publisher's newest; or empty.
        entities: entities in the edition.
        state: `ok`, `stale` (edition and last check are older than the list's max age), `partial` (lacks a part, e.g. aliases), `unbuilt`
            (an older index answers for it) or `missing`.
        why: a sentence when the state is not `ok`.
    """

    id: str
    edition: str | None
    sha256: str
    received_at: str
    age_days: int | None
    entities: int
    state: ListKind = "ok"
    why: str = ""
    checked_on: str = ""

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract, with the state beside it."""
        return {
            "id": self.id,
            "edition": self.edition,
            "sha256": self.sha256,
            "received_at": self.received_at,
            "age_days": self.age_days,
            "checked_on": self.checked_on or None,
            "entities": self.entities,
            "state": self.state,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The answer for one party.

    Attributes:
        party: as it was screened.
        as_of: the day the lists were read for.
        verdict: by precedence `hit`, `potential`, `not_screened`, `clear`: a stale or missing list never hides a match that was
            found, and never lets an answer be `clear`.
        why: sentences for the verdict.
        lists: the state of every list screened.
        matches: best first, ties by entity id.
        index: seal of the index.
        weights: id of the weights file.
        hit: least score of a hit.
        nexus: what the user is, see `sanksi.ledger.bind`; None when nothing was said.
    """

    party: Entity
    as_of: date
    verdict: Verdict
    why: tuple[str, ...]
    lists: tuple[ListState, ...]
    matches: tuple[Match, ...]
    index: str
    weights: str
    hit: float = 1.0
    nexus: tuple[str, ...] | None = None

    def follows(self, match: Match) -> tuple["Consequence", ...]:
        """What the listing behind a match carries on the day, programme by programme; never empty."""
        from sanksi.programs import follow  # noqa: PLC0415 - only a match needs the register

        (list_id, *_) = (*match.lists, "")
        return follow(list_id, match.listing, schema=match.schema, on=self.as_of, nexus=self.nexus)

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "party": self.party.to_dict(),
            "as_of": self.as_of.isoformat(),
            "verdict": self.verdict,
            "why": list(self.why),
            "lists": [state.to_dict() for state in self.lists],
            "matches": [
                {**match.to_dict(), "follows": [c.to_dict() for c in self.follows(match)]} for match in self.matches
            ],
            "index": self.index,
            "weights": self.weights,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """A stretch of a text that spells a listed name, or holds the IMO number of a listed vessel.

    Attributes:
        start: its first character; half-open with `end`.
        name: as it is screened: without the endings of grammar, with the nominative's; empty for a number.
        schema: of the entities.
        entity_ids: entities whose name it is, the likeliest first.
        imo_number: seven digits with a right check digit, or empty.
    """

    start: int
    end: int
    name: str
    schema: str
    entity_ids: tuple[str, ...]
    imo_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What became of one list.

    Attributes:
        list_id: the list.
        outcome: `imported`; `unchanged` (the publisher's newest edition is held); `failed` (nothing whole arrived, or it could not be stored:
            the last edition is kept); `refused` (what arrived is not taken); `nothing_to_fetch` (no official address).
        at: ISO instant in UTC.
        why: a sentence, empty for `imported` and `unchanged`.
        edition: the edition imported or confirmed.
        issues: how many odd values it has.
    """

    list_id: str
    outcome: Outcome
    at: str
    why: str = ""
    edition: Edition | None = None
    issues: int = 0

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {
            "list": self.list_id,
            "outcome": self.outcome,
            "at": self.at,
            "why": self.why,
            "edition": self.edition.on.isoformat() if self.edition else None,
            "sha256": self.edition.sha256 if self.edition else None,
            "entities": self.edition.entities_read if self.edition else None,
            "in_file": self.edition.entities_in_file if self.edition else None,
            "issues": self.issues,
            "gaps": list(self.edition.gaps) if self.edition else [],
        }
