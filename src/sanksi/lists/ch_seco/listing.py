"""The listing of a target: under which programme, with which measures, since when and until when."""

import re
from dataclasses import dataclass

from sanksi.lists.ch_seco.node import Node
from sanksi.lists.ch_seco.reference import FixedReference
from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft

_UN_REFERENCE = re.compile(r"[A-Z]{2}[.]?[AEIPV][. ]?(?:[A-Z][. ]?)?\d[\d.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    kind: str
    enacted: str
    published: str
    effective: str
    remark: str
    turn: int

    @property
    def day(self) -> str:
        """The day it counts from."""
        return self.effective or self.published or self.enacted

    def tell(self) -> str:
        """The change in words."""
        days = (("enacted", self.enacted), ("published", self.published), ("effective", self.effective))
        said = [f"{word} {day}" for word, day in days if day]
        return f"{self.kind}: {', '.join([*said, *([self.remark] if self.remark else [])])}"


def read_listing(node: Node, reference: FixedReference, draft: Draft) -> None:
    """Programme, measures, references and history of a target."""
    own_id = draft.entity_id.removeprefix(f"{draft.spec.id}-")
    draft.add("authorityId", own_id.partition(".")[0], "@ssid", listing=True)
    set_ids = [*node.take_texts("sanctions-set-id", draft), node.take("sanctions-set-id")]
    set_ids = [set_id for set_id in dict.fromkeys(set_ids) if set_id]
    if not set_ids:
        draft.issue("sanctions-set-id", own_id, "target without a sanctions set")
    origins = set()
    for set_id in set_ids:
        found = reference.find_set(set_id)
        if found is None:
            draft.issue("sanctions-set-id", set_id, "sanctions set not in the list")
            continue
        origins.add(found.origin)
        where = "sanctions-set-id"
        draft.add("program", found.program, f"{where}/program-key", listing=True)
        draft.add("provisions", found.text, f"{where}/sanctions-set", listing=True)
        draft.add("description", found.ordinance, f"{where}/program-name", listing=True)
        if found.origin:
            draft.add("description", f"Origin of the measures: {found.origin}", f"{where}/origin", listing=True)
    draft.add("authority", draft.spec.publisher, "sanctions-set-id", listing=True)
    for text in node.take_texts("foreign-identifier", draft):
        _add_foreign(text, origins, draft)
    _read_history(node, draft)


def _add_foreign(text: str, origins: set[str], draft: Draft) -> None:
    """A reference of the authority that listed first: the UN's own, anything else stands in a note."""
    if _UN_REFERENCE.fullmatch(text):
        draft.add("unscId", text, "foreign-identifier", listing=True)
    else:
        who = ", ".join(sorted(origin for origin in origins if origin))
        draft.add(
            "notes", f"Foreign identifier{f' ({who})' if who else ''}: {text}", "foreign-identifier", original=text
        )


def _read_history(node: Node, draft: Draft) -> None:
    """When the target was listed, amended and delisted; only the last listing's days are the listing's.

    The file has the newest change first. The last one decides: after "de-listed" the target is not listed any more as of its day of
    effect. Earlier listings that ended are told in the summary only, since the party was not listed between them.
    """
    where = "modification"
    changes = [_read_change(child, turn, draft) for turn, child in enumerate(node.children(where))]
    changes.sort(key=lambda c: (c.day, c.published, c.enacted, -c.turn))
    if not changes:
        draft.issue(where, draft.entity_id, "target without a history: when it was listed is not known")
    starts, ends, amended = "", "", ""
    for change in changes:
        meaning = draft.look_up("modification", change.kind, f"{where}/@modification-type")
        if meaning is None:
            continue
        if not change.day:
            draft.issue(where, change.tell(), "change without a day")
        if meaning == "start":
            starts = change.day if ends or not starts else starts
            ends = amended = ""
        elif meaning == "end":
            ends = change.day
        else:
            amended = change.day
    draft.add_date("listingDate", starts, f"{where}/@effective-date", listing=True)
    draft.add_date("modifiedAt", amended, f"{where}/@effective-date", listing=True)
    draft.add_date("endDate", ends, f"{where}/@effective-date", listing=True)
    if changes:
        draft.add("summary", "; ".join(change.tell() for change in changes), where, listing=True)


def _read_change(node: Node, turn: int, draft: Draft) -> _Change:
    days = {}
    for name in ("enactment-date", "publication-date", "effective-date"):
        text = node.take(name)
        if text and clean_date(text) is None:
            draft.issue(f"{node.path}/@{name}", text, "not a date")
            text = ""
        days[name] = text
    change = _Change(
        kind=node.take("modification-type"),
        enacted=days["enactment-date"],
        published=days["publication-date"],
        effective=days["effective-date"],
        remark=node.take_child("remark", draft),
        turn=turn,
    )
    node.audit(draft)
    return change
