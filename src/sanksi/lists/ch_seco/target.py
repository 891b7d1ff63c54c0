"""A target to statements: what kind of party it is, its identities, and what is said of it."""

from sanksi.lists.ch_seco.details import read_address, read_birth_place, read_day, read_document, read_nationality
from sanksi.lists.ch_seco.listing import read_listing
from sanksi.lists.ch_seco.names import read_name
from sanksi.lists.ch_seco.node import Node
from sanksi.lists.ch_seco.reference import FixedReference
from sanksi.lists.ch_seco.remarks import read_information
from sanksi.lists.draft import Draft

_KINDS = {"individual": "Person", "entity": "Organization", "object": "Asset"}


def read_target(node: Node, reference: FixedReference, turn: int, draft: Draft) -> None:
    """Add the statements and issues of one target.

    Args:
        node: the target.
        reference: the sets and places it names.
        turn: above 1 when its number stands before in the same edition.
        draft: takes them.
    """
    node.path = ""
    own_id = node.take("ssid")
    if not own_id:
        draft.issue("target/@ssid", node.take("sanctions-set-id"), "target without a number: not read", "error")
        return
    subjects = [child for kind in _KINDS for child in node.children(kind)]
    schema = _KINDS[subjects[0].tag] if subjects else "LegalEntity"
    draft.start(own_id if turn == 1 else f"{own_id}.{turn}", schema)
    if turn > 1:
        draft.issue("@ssid", own_id, "the number stands again in this edition")
    if len(subjects) != 1:
        draft.issue("target", own_id, f"{len(subjects)} subjects instead of one: what kind of party is not clear")
    for subject in subjects:
        if subject.tag == "object":
            kind = subject.take("object-type")
            draft.schema = draft.look_up("object", kind, "object/@object-type") or "Asset"
    read_listing(node, reference, draft)
    for attribute in node.children("generic-attribute"):
        _read_generic(attribute, draft)
    for subject in subjects:
        subject.path = ""
        _read_subject(subject, own_id, reference, draft)
        subject.path = subject.tag
        subject.audit(draft)
    node.path = "target"
    node.audit(draft)


def _read_subject(subject: Node, own_id: str, reference: FixedReference, draft: Draft) -> None:
    if sex := subject.take("sex"):
        gender = draft.look_up("gender", sex, "individual/@sex")
        if gender and gender != "none":
            draft.add("gender", gender, "individual/@sex", original=sex)
    _read_identities(subject, own_id, reference, draft)
    for justification in subject.take_texts("justification", draft):
        draft.add("reason", justification, "justification", listing=True)
    for text in subject.take_texts("other-information", draft):
        read_information(text, "other-information", draft)
    for attribute in subject.children("generic-attribute"):
        _read_generic(attribute, draft)
    for relation in subject.children("relation"):
        _read_relation(relation, own_id, reference, draft)


def _read_identities(subject: Node, own_id: str, reference: FixedReference, draft: Draft) -> None:
    """The identities of a party, the main one first; only one of its names is the name."""
    identities = [
        (identity.take("main").casefold() in ("true", "1"), identity) for identity in subject.children("identity")
    ]
    identities.sort(key=lambda item: not item[0])
    named = False
    for place, (main, identity) in enumerate(identities):
        if main and place:
            draft.issue("identity/@main", own_id, "several main identities: the first one's name is the name")
        if not main and not place:
            draft.issue("identity/@main", own_id, "no main identity: the first one's name is the name", "note")
        # primary names first, so that one of them is the name
        names = sorted(identity.children("name"), key=lambda n: n.peek("name-type") != "primary-name")
        for name in names:
            is_primary = draft.spec.lookups["name_type"].get(name.peek("name-type").casefold()) == "name"
            read_name(name, draft, main=not named)
            named = named or is_primary
        _read_details(identity, reference, draft)
        identity.audit(draft)
    if not named:
        draft.issue("identity/name", own_id, "target without a primary name", "error")


def _read_details(identity: Node, reference: FixedReference, draft: Draft) -> None:
    for day in identity.children("day-month-year"):
        read_day(day, draft)
    for birth in identity.children("place-of-birth"):
        read_birth_place(birth, reference, draft)
    for nationality in identity.children("nationality"):
        read_nationality(nationality, draft)
    for address in identity.children("address"):
        read_address(address, reference, draft)
    for document in identity.children("identification-document"):
        read_document(document, reference, draft)


def _read_generic(node: Node, draft: Draft) -> None:
    """An attribute the publisher names itself: a fact where the list's description knows the name, else a note."""
    name, text = node.take("name"), node.take_text()
    node.audit(draft)
    if text:
        read_information(f"{name}: {text}" if name else text, "generic-attribute", draft)
    elif name:
        draft.add("notes", name, "generic-attribute")


def _read_relation(node: Node, own_id: str, reference: FixedReference, draft: Draft) -> None:
    """A relation to another target; an unknown kind is an issue and a link that says no more than that there is one."""
    other, kind, remark = node.take("target-id"), node.take("relation-type"), node.take_child("remark", draft)
    node.audit(draft)
    if not other:
        draft.issue("relation/@target-id", f"{kind} {remark}", "relation without its other end")
        return
    if other in reference.strangers:
        draft.issue("relation/@target-id", other, "related target not in the list", "note")
    schema = draft.look_up("relation", kind, "relation/@relation-type") or "UnknownLink"
    role = f"{kind}: {remark}" if kind and remark else kind or remark
    draft.add_relation(schema, own_id, other, "relation", role=role)
