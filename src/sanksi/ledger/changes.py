"""What changed between two editions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sanksi.ledger.identity import clean_reference
from sanksi.ledger.record import unpack
from sanksi.ledger.values import Edition, Entity, Statement, build_entity
from sanksi.ledger.vocabulary import is_thing

_REFERENCES = frozenset({"authorityId", "unscId"})
_ROWKEEPING = frozenset({"modifiedAt"})
"""The publisher's own note that it touched the entry: never a change by itself."""


RESTYLED_LEAST, RESTYLED_SHARE = 20, 0.1
"""How many entries, and which share of the list, must get new references alone before that is a change of scheme. The largest number of
single corrections between two editions of UN, 2017-2026, is five."""


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


class Content(NamedTuple):
    """What an edition lists under one id; the statements are unpacked when they are looked at."""

    list_id: str
    entity_id: str
    digest: bytes
    packed: bytes

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Unpacked."""
        return unpack(self.packed, list_id=self.list_id, entity_id=self.entity_id)


Contents = Mapping[str, Content]


def compare_editions(
    old: tuple[Edition, Contents], new: tuple[Edition, Contents], *, canonical_id: Callable[[str], str]
) -> Diff:
    """What changed between two editions of a list.

    Args:
        old: the older edition and what it listed, by entity id.
        new: the newer one.
        canonical_id: the party of an entity; a publisher that gives an entry another number leaves its party as it was.
    """
    before, after = old[1], new[1]
    common = before.keys() & after.keys()
    amended = [
        Amended(entity=build_entity(b.statements, as_of=new[0].on), changes=changes)
        for entity_id in common
        if (a := before[entity_id]).digest != (b := after[entity_id]).digest
        and (changes := find_changes(a.statements, b.statements))
    ]
    listed, delisted = after.keys() - before.keys(), before.keys() - after.keys()
    renumbered = _find_renumbered(delisted, listed, canonical_id)
    for old_id, new_id in renumbered.items():
        changes = (
            Change(prop="id", removed=(old_id,), added=(new_id,)),
            *find_changes(before[old_id].statements, after[new_id].statements),
        )
        amended.append(Amended(entity=build_entity(after[new_id].statements, as_of=new[0].on), changes=changes))
    amended, restyled = set_apart_restyled(amended, common=len(common))
    came = _things(listed - set(renumbered.values()), after, new[0].on)
    went = _things(delisted - renumbered.keys(), before, old[0].on)
    if min(len(came), len(went)) >= max(RESTYLED_LEAST, len(common)):
        restyled = (
            *restyled,
            (
                f"{len(went)} ids went, {len(came)} came and {len(common)} stayed: the publisher changed ids and references all over the list;"
                " these two editions cannot be compared by id, and most of what is told here is no decision of the authority"
            ),
        )
    return Diff(
        list_id=new[0].list_id,
        from_on=old[0].on,
        to_on=new[0].on,
        listed=came,
        delisted=went,
        amended=tuple(sorted((a for a in amended if is_thing(a.entity.schema)), key=lambda a: a.entity.id)),
        caveats=(*_caveats(old[0], new[0]), *restyled),
    )


def _things(ids: AbstractSet[str], held: Contents, day: date) -> tuple[Entity, ...]:
    found = (build_entity(held[entity_id].statements, as_of=day) for entity_id in sorted(ids))
    return tuple(e for e in found if is_thing(e.schema))


def _find_renumbered(
    gone: AbstractSet[str], come: AbstractSet[str], canonical_id: Callable[[str], str]
) -> dict[str, str]:
    """Old id to new id of parties that the publisher only gave another number: the same reference, IMO or LEI before and after."""
    heads: dict[str, list[str]] = {}
    for entity_id in sorted(come):
        heads.setdefault(canonical_id(entity_id), []).append(entity_id)
    pairs = {}
    for entity_id in sorted(gone):
        if candidates := heads.get(canonical_id(entity_id)):
            pairs[entity_id] = candidates.pop(0)
    return pairs


def _caveats(old: Edition, new: Edition) -> tuple[str, ...]:
    caveats = []
    if old.reader != new.reader:
        caveats.append(f"read by {old.reader} and {new.reader}: some changes may be the reader's, not the publisher's")
    if old.gaps != new.gaps:
        caveats.append(
            f"the editions were held in different parts ({'; '.join(old.gaps) or 'whole'} / {'; '.join(new.gaps) or 'whole'}):"
            " values of a missing part look removed or added"
        )
    return tuple(caveats)


def _values(statements: Iterable[Statement]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for s in statements:
        if s.prop not in _ROWKEEPING:
            shown = f"{s.value}/{s.until}" if s.until else s.value
            key = clean_reference(shown) if s.prop in _REFERENCES else shown
            found.setdefault(s.prop, {})[key] = shown
    return found


def _named(entity: Entity) -> dict[str, object]:
    return {"entity_id": entity.id, "caption": entity.caption}
