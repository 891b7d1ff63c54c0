"""Which designation of an edition a name belongs to: owners, parent companies and subsidiaries are given by name only."""

from collections.abc import Iterable, Mapping

from sanksi.lists.gb_fcdo.texts import split_values

LINKED = ("CurrentOwnerOperator", "PreviousOwnerOperator", "ParentCompany", "Subsidiary")
"""Fields that name another party."""

Link = tuple[str, str, str]
"""Field, text of the field, own id of the designation of exactly that name."""


def index_names(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Folded name to own id, for the names that exactly one designation of the edition has.

    Args:
        names: own id and name, all names of all designations.
    """
    holders: dict[str, set[str]] = {}
    for own_id, name in names:
        holders.setdefault(fold(name), set()).add(own_id)
    return {name: next(iter(ids)) for name, ids in holders.items() if len(ids) == 1 and name}


def find_links(own_id: str, values: Mapping[str, tuple[str, ...]], index: Mapping[str, str]) -> tuple[Link, ...]:
    """The parties that a designation's fields name and that are designated themselves; a likeness of names is not enough.

    Args:
        own_id: of the designation.
        values: of its fields, field to texts.
        index: of the edition.
    """
    return tuple(
        (field, text, other)
        for field in LINKED
        for whole in values.get(field, ())
        for text in split_values(whole)
        if (other := index.get(fold(text))) and other != own_id
    )


def fold(name: str) -> str:
    """A name as compared: white space and case folded, nothing else."""
    return " ".join(name.split()).casefold()
