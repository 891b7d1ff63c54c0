"""What changed between two editions, and when an entity was listed and seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sanksi.ledger.identity import clean_reference
from sanksi.ledger.values import Entity, Statement

_REFERENCES = frozenset({"authorityId", "unscId"})
_ROWKEEPING = frozenset({"modifiedAt"})
"""The publisher's own note that it touched the entry: never a change by itself."""


RESTYLED_LEAST, RESTYLED_SHARE = 20, 0.1
"""How many entries, and which share of the list, must get new references alone before that is a change of scheme. The largest number of
single corrections between two editions of UN, 2017-2026, is five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStatement:
    """A statement with the editions between which it was seen: day of the first, and of the first without it (None: still there)."""

    statement: Statement
    seen_from: date
    seen_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A half-open time in which an entity was listed or seen.

    Attributes:
        clock: `listed` (the authority's dates) or `seen` (the editions that carried it).
        begins: ISO date, as exact as it is known; for `listed` empty when no source gives it.
        ends: ISO date, or None: not ended as far as the newest edition tells.
        by: what the end rests on: `authority` (the entry says it) or `edition` (the first one without it); empty while it lasts.
    """

    clock: Literal["listed", "seen"]
    begins: str
    ends: str | None
    by: Literal["authority", "edition", ""]

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {"clock": self.clock, "from": self.begins, "to": self.ends, "by": self.by}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value that came or went."""

    prop: str
    removed: tuple[str, ...]
    added: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {"property": self.prop, "removed": list(self.removed), "added": list(self.added)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """An entity of both editions with what changed in it."""

    entity: Entity
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What changed between two editions of a list.

    Attributes:
        list_id: the list.
        from_on: day of the older edition.
        to_on: day of the newer one.
        listed: entities of the newer one only.
        delisted: entities of the older one only.
        amended: entities of both whose values changed.
        caveats: why some changes may be ours and not the publisher's (another reader, another set of files).
    """

    list_id: str
    from_on: date
    to_on: date
    listed: tuple[Entity, ...]
    delisted: tuple[Entity, ...]
    amended: tuple[Amended, ...]
    caveats: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "list": self.list_id,
            "from": self.from_on.isoformat(),
            "to": self.to_on.isoformat(),
            "listed": [_named(e) for e in self.listed],
            "delisted": [_named(e) for e in self.delisted],
            "amended": [_named(a.entity) | {"changes": [c.to_dict() for c in a.changes]} for a in self.amended],
            "caveats": list(self.caveats),
        }


def find_changes(old: Iterable[Statement], new: Iterable[Statement]) -> tuple[Change, ...]:
    """The values that came and went, by property; a reference spelled another way and the publisher's touch mark are no changes."""
    before, after = _values(old), _values(new)
    changes = []
    for prop in sorted(before.keys() | after.keys()):
        a, b = before.get(prop, {}), after.get(prop, {})
        if removed_or_added := a.keys() ^ b.keys():
            changes.append(
                Change(
                    prop=prop,
                    removed=tuple(sorted(a[k] for k in removed_or_added if k in a)),
                    added=tuple(sorted(b[k] for k in removed_or_added if k in b)),
                )
            )
    return tuple(changes)


def set_apart_restyled(amended: Sequence[Amended], *, common: int) -> tuple[list[Amended], tuple[str, ...]]:
    """The real amendments, and a caveat when the publisher gave references of another kind to a large part of the list.

    A new scheme of references (as the UN's permanent reference numbers were) touches entries by the hundred and says nothing of them.

    Args:
        amended: all of them.
        common: how many entries both editions have.
    """
    restyled = [a for a in amended if {c.prop for c in a.changes} <= _REFERENCES]
    if len(restyled) < max(RESTYLED_LEAST, common * RESTYLED_SHARE):
        return list(amended), ()
    left = [a for a in amended if a not in restyled]
    return left, (f"{len(restyled)} entries only got a reference of another kind: not counted as amended",)


def _values(statements: Iterable[Statement]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for s in statements:
        if s.prop not in _ROWKEEPING:
            shown = f"{s.value}/{s.until}" if s.until else s.value
            key = clean_reference(shown) if s.prop in _REFERENCES else shown
            found.setdefault(s.prop, {})[key] = shown
    return found


def join_days(spans: Sequence[tuple[int, int | None]]) -> tuple[tuple[int, int | None], ...]:
    """Half-open spans of edition numbers, sorted, with touching ones joined."""
    joined: list[tuple[int, int | None]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], s[1] is None, s[1] or 0)):
        if joined and (joined[-1][1] is None or joined[-1][1] >= start):
            last = joined[-1][1]
            joined[-1] = (joined[-1][0], None if last is None or end is None else max(last, end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _named(entity: Entity) -> dict[str, object]:
    return {"entity_id": entity.id, "caption": entity.caption}
