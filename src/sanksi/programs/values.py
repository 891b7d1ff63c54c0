"""What follows from a listing under one programme."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sanksi.ledger import Binds

State = Literal["in_force", "ended", "not_yet", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What a listing under a programme carries on a day.

    Attributes:
        program: as the list writes it; empty when the list names none.
        title: what the programme is about; empty when it is not known.
        authority: the instrument.
        state: `in_force`; `ended` and `not_yet` when the register has it for other days only, whose restrictions are then given;
            `unknown` when the register does not have it, which says nothing about what follows.
        restrictions: what the listing carries, words of ``register/restrictions.csv``.
        basis: whether the `entry` itself states the restrictions, or they are the `program`'s; empty when not known.
        stated: what the entry states, as published.
        beyond: what the programme imposes beyond listed parties.
        confidence: `high`, `medium-high`, `medium`, `low`; empty when not known. `high` where the entry states the restrictions itself.
        source: where the register has it from.
        in_force_from: first day of this version, if known.
        in_force_to: last day, or None.
        binds: whether the law binds the user.
        bound: whom it binds, for people.
    """

    program: str
    title: str = ""
    authority: str = ""
    state: State = "unknown"
    restrictions: tuple[str, ...] = ()
    basis: Literal["entry", "program", ""] = ""
    stated: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    confidence: str = ""
    source: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None
    binds: Binds = "unknown"
    bound: str = ""

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {
            "program": self.program,
            "title": self.title,
            "authority": self.authority,
            "state": self.state,
            "restrictions": list(self.restrictions),
            "basis": self.basis,
            "stated": list(self.stated),
            "beyond": list(self.beyond),
            "confidence": self.confidence,
            "source": self.source,
            "in_force_from": self.in_force_from.isoformat() if self.in_force_from else None,
            "in_force_to": self.in_force_to.isoformat() if self.in_force_to else None,
            "binds": self.binds,
            "bound": self.bound,
        }

    def sentence(self) -> str:
        """For people, in one sentence."""
        name = self.program or "no programme"
        if self.state == "unknown":
            why = "the list names no programme" if not self.program else "not in the register of programmes"
            stated = f" (the entry states: {'; '.join(self.stated)})" if self.stated else ""
            return f"{name}: what follows is not known, {why}{stated}"
        what = ", ".join(self.restrictions).replace("_", " ") or "what the entry states: " + "; ".join(self.stated)
        if self.state == "ended":
            what = f"the programme ended on {self.in_force_to}; until then {what}"
        elif self.state == "not_yet":
            what = f"the programme begins on {self.in_force_from}; from then {what}"
        who = {"you": "binds you", "others": f"binds {self.bound}, not you", "unknown": f"binds {self.bound}"}[
            self.binds
        ]
        says = ", as the entry states" if self.basis == "entry" else ""
        return f"{name}: {what}{says} ({self.authority}; confidence {self.confidence}); {who}"
