"""What became of a listing between the day of publication and today: one party screened on two days, and the difference in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sanksi.match import Match
from sanksi.screening import ListState, Screening

ChangeKind = Literal["same", "listed_since", "delisted_since", "amended", "not_known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the answer of today differs from that of the first day.

    Attributes:
        kind: `not_known` when a list that carries the entry has no edition of one of the days: its silence then says nothing.
        entity_id: the listed entity; empty when the party is taken for nobody on either day.
        fields: properties of the listing that differ, for `amended`.
        sentence: for people.
    """

    kind: ChangeKind
    entity_id: str = ""
    fields: tuple[str, ...] = ()
    sentence: str = ""

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {
            "kind": self.kind,
            "entity_id": self.entity_id,
            "fields": list(self.fields),
            "sentence": self.sentence,
        }


def compare_days(then: Screening, link_then: Match | None, now: Screening, link_now: Match | None) -> Change:
    """The difference between two screenings of one party, by the entry that the party is taken for on each day.

    Args:
        then: as of the earlier day.
        link_then: the entry taken for the party then, or None.
        now: as of the later day.
        link_now: the entry taken for it now, or None.
    """
    if link_then is None and link_now is None:
        return Change(kind="same", sentence=f"taken for nobody on {then.as_of} and on {now.as_of}")
    known = link_now or link_then
    assert known is not None  # noqa: S101 - one of the two is there
    states = {day: _states(screening, known) for day, screening in (("then", then), ("now", now))}
    where = ", ".join(known.lists)
    for day, screening in (("then", then), ("now", now)):
        if any(state is None or state.edition is None for state in states[day]):
            sentence = f"{where} has no edition for {screening.as_of}: whether {known.entity_id} was on it is not known"
            return Change(kind="not_known", entity_id=known.entity_id, sentence=sentence)
    editions = f"{_editions(states['then'])} to {_editions(states['now'])}"
    if link_then is None:
        sentence = f"not found on {then.as_of}, listed on {now.as_of} ({where}, {editions})"
        return Change(kind="listed_since", entity_id=known.entity_id, sentence=sentence)
    if link_now is None:
        sentence = f"listed on {then.as_of}, not found on {now.as_of} ({where}, {editions})"
        return Change(kind="delisted_since", entity_id=known.entity_id, sentence=sentence)
    if told := _differing(link_then, link_now):
        sentence = f"amended from {then.as_of} to {now.as_of} ({where}): {'; '.join(told.values())}"
        return Change(kind="amended", entity_id=known.entity_id, fields=tuple(told), sentence=sentence)
    return Change(kind="same", entity_id=known.entity_id, sentence=f"the same on {then.as_of} and on {now.as_of}")


def _states(screening: Screening, match: Match) -> tuple[ListState | None, ...]:
    held = {state.id: state for state in screening.lists}
    return tuple(held.get(name) for name in match.lists) or (None,)


def _editions(states: tuple[ListState | None, ...]) -> str:
    return "; ".join(f"edition {state.edition}" for state in states if state)


def _differing(then: Match, now: Match) -> dict[str, str]:
    """What the entry says differently, as far as an answer carries it: field to its words then and now."""
    before, after = _said(then), _said(now)
    return {
        name: f"{name} {_shorten(before.get(name, ()))} → {_shorten(after.get(name, ()))}"
        for name in dict.fromkeys((*before, *after))
        if set(before.get(name, ())) != set(after.get(name, ()))
    }


def _said(match: Match) -> Mapping[str, tuple[str, ...]]:
    own = {"entity_id": (match.entity_id,), "caption": (match.caption,), "lists": match.lists}
    return {**own, **match.listing, **{e.comparison: (e.entity_value,) for e in match.evidence if e.entity_value}}


def _shorten(values: tuple[str, ...]) -> str:
    text = ", ".join(values) or "–"
    return text if len(text) <= 80 else text[:79] + "…"
