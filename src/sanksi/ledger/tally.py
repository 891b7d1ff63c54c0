"""How much a list says: what is compared between two editions to tell a cut file from a decision."""

from collections import Counter
from collections.abc import Iterable

from sanksi.ledger.values import Statement
from sanksi.ledger.vocabulary import NAME_PROPERTIES, PROPERTY_TYPES

_KINDS = {p: "identifiers" for p, kind in PROPERTY_TYPES.items() if kind == "identifier"}
_KINDS |= {"address": "addresses", "name": "names"} | {p: "aliases" for p in NAME_PROPERTIES if p != "name"}


def count_values(statements: Iterable[Statement]) -> dict[str, int]:
    """How many different names, aliases, addresses and identifiers the statements hold, each counted once an entity; listings are left out.

    Aliases are all names but the first ones: they come as a file of their own, which can be cut while every entity is there.
    """
    different = {(s.entity_id, s.prop, s.value) for s in statements if s.schema != "Sanction" and s.prop in _KINDS}
    return dict(sorted(Counter(_KINDS[prop] for _, prop, _ in different).items()))
