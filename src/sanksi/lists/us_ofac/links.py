"""Links between entries of OFAC's legacy formats ("Linked To: ROSTEC"), resolved when all entries of an edition are read."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sanksi.lists.draft import Draft
from sanksi.lists.us_ofac.remarks import LINK_CUE, linked_name, split_parts


def add_links(
    named: Mapping[str, Sequence[str]],
    texts: Mapping[str, str],
    schema_of: Callable[[str], str],
    where: str,
    draft: Draft,
) -> None:
    """Add the links of an edition, each as a relation, once all entries are read.

    OFAC names the target by its primary name. Only a name that exactly one other entry of the edition has tells whom it means: some
    targets stand on OFAC's other list. A link without such a target stays in the notes, with an Issue.

    Args:
        named: primary name to the ids of all entries that have it.
        texts: id of each entry that links to its remarks.
        schema_of: schema of such an entry, by its id.
        where: locator.
        draft: of the edition.
    """
    for own_id, text in texts.items():
        for name in dict.fromkeys(filter(None, map(linked_name, split_parts(text)))):
            # the full stop that ends remarks is also that of the name when the link is their last part ("... CO., LTD.")
            found = named.get(name) or named.get(f"{name}.") or ()
            if len(found) == 1 and found[0] != own_id:
                draft.read_entry(("link", own_id, found[0]), partial(_add_link, own_id, found[0], where, draft))
            else:
                raw = ("link to nobody", own_id, schema_of(own_id), name, len(found))
                draft.read_entry(raw, partial(_note_link, *raw[1:], where, draft))


def _add_link(own_id: str, target: str, where: str, draft: Draft) -> None:
    draft.add_relation("UnknownLink", own_id, target, where, role=LINK_CUE.rstrip(":"))


def _note_link(own_id: str, schema: str, name: str, count: int, where: str, draft: Draft) -> None:
    draft.start(own_id, schema)
    draft.add("notes", f"{LINK_CUE} {name}", where)
    draft.issue(where, f"{LINK_CUE} {name}", f"{count} entries have this name: kept as a note", "note")
