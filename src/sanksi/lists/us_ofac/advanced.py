"""OFAC's ADVANCED XML (`Sanctions`): parties that refer by number to words, places, documents and sanctions entries.

Source: OFAC, sdn_advanced.xsd, version 3; the element names are its own. An entity's id is the FixedRef of its party, the uid of the legacy
files.
"""

from functools import partial

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.us_ofac.advanced_fields import ENTRY_FIELDS, PARTY_FIELDS, RELATION_FIELDS, audit
from sanksi.lists.us_ofac.advanced_names import add_listing, add_relation, find_own_lists, strip_namespaces
from sanksi.lists.us_ofac.advanced_party import Party
from sanksi.lists.us_ofac.advanced_reference import Reference, read_day, read_reference
from sanksi.lists.us_ofac.remarks import Remarks, add_programs

_HINT = "download the whole list again"
_SECTIONS = (
    "DateOfIssue", "ReferenceValueSets", "Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships", "SanctionsEntries",
)  # fmt: skip
_LINKS = "SanctionsEntryLinks"


def read(root: etree._Element, draft: Draft) -> ReadEdition:
    """Read one edition; the tree is emptied on the way.

    Raises:
        EditionError: truncated, changes instead of a whole list, without a date, or of another list.
    """
    strip_namespaces(root)
    missing = [name for name in _SECTIONS if root.find(name) is None]
    if missing:
        raise EditionError(f"{draft.spec.id}: truncated, no {' and no '.join(missing)} in the file", hint=_HINT)
    on = read_day(root.find("DateOfIssue"))
    if on is None:
        raise EditionError(f"{draft.spec.id}: its DateOfIssue is no date", hint=_HINT)
    if any(element.get("DeltaAction") for element in root.iter(etree.Element)):
        raise EditionError(f"{draft.spec.id}: changes (DeltaAction), not a whole list", hint=_HINT)
    for other in root:
        if other.tag not in _SECTIONS and (other.tag != _LINKS or len(other)):
            draft.issue(str(other.tag), etree.tostring(other, encoding="unicode")[:200], "section not read")
    reference = read_reference(root, draft)
    reader = Remarks(draft)
    own, alone = _read_parties(root, reference, draft, reader)
    gaps = [f"{alone} parties without a sanctions entry: their programmes are not known"] if alone else []
    return draft.finish(
        on=on, published_at=f"{on.isoformat()}T00:00:00.000Z", entities_in_file=own, gaps=[*gaps, *_find_orphans(reference, draft)]
    )  # fmt: skip


def _read_parties(root: etree._Element, reference: Reference, draft: Draft, reader: Remarks) -> tuple[int, int]:
    """Read all parties; how many are on the list or have no entry, and how many have none."""
    parties = own = alone = 0
    for party in root.iterfind("DistinctParties/DistinctParty"):
        profiles = [profile.get("ID", "") for profile in party.iterfind("Profile")]
        entries = [entry for number in profiles for entry in reference.entries.get(number, ())]
        lists = [reference.word("List", entry.get("ListID"), draft, "SanctionsEntry@ListID") for entry in entries]
        parties += 1
        alone += not entries
        own += not entries or bool(find_own_lists(draft, lists))
        draft.read_entry(
            ("advanced", reference.raw_of(party)), partial(_read_party, party, lists, reference, draft, reader)
        )
        for number in profiles:
            reference.entries.pop(number, None)
            reference.relations.pop(number, None)
        for identity in party.iterfind("Profile/Identity"):
            reference.documents.pop(identity.get("ID", ""), None)
        party.clear()
    if parties and not own:
        raise EditionError(f"{draft.spec.id}: none of {parties} parties is on this list", hint="check the list id")
    return own, alone


def _find_orphans(reference: Reference, draft: Draft) -> list[str]:
    """An issue for each sanctions entry, document or relationship of a party that the file does not have, and the gaps they make."""
    gaps = []
    draft.entity_id = ""
    for kind, left in (
        ("SanctionsEntry", reference.entries), ("IDRegDocument", reference.documents), ("ProfileRelationship", reference.relations),
    ):  # fmt: skip
        for owner in sorted(left, key=lambda own: (len(own), own)):
            draft.issue(f"{kind} of {owner}", owner, "belongs to a party that the file does not have")
        if left:
            gaps.append(
                f"an extract, not the whole list: {len(left)} parties that a {kind} belongs to are not in the file"
            )
    return gaps


def _read_party(element: etree._Element, lists: list[str], reference: Reference, draft: Draft, reader: Remarks) -> None:
    own_id = element.get("FixedRef", "")
    profiles = list(element.iterfind("Profile"))
    if not own_id.isdigit() or not profiles:
        draft.issue(
            "DistinctParty", etree.tostring(element, encoding="unicode")[:200], "party without id or profile", "error"
        )
        return
    draft.start(own_id, "LegalEntity")
    if not lists:
        draft.issue("SanctionsEntries", own_id, "party without a sanctions entry")
    elif not find_own_lists(draft, lists):
        draft.issue("SanctionsEntries", ", ".join(lists), "not on this list: not read", "note")
        return
    kind = reference.party_kind(profiles[0].get("PartySubTypeID"), draft)
    schema = draft.look_up("type", kind, "Profile@PartySubTypeID") or "LegalEntity"
    party = Party(element, reference, draft, reader)
    draft.schema = reader.refine_schema(schema, party.print())
    draft.add("recordId", own_id, "FixedRef", listing=True)
    for profile in profiles:
        for entry in reference.entries.get(profile.get("ID", ""), ()):
            _read_listing(entry, reference, draft)
        for relation in reference.relations.get(profile.get("ID", ""), ()):
            _read_relation(relation, own_id, reference, draft)
    party.add()
    audit(element, "DistinctParty", PARTY_FIELDS, draft)


def _read_listing(entry: etree._Element, reference: Reference, draft: Draft) -> None:
    where = "SanctionsEntry"
    name = reference.word("List", entry.get("ListID"), draft, where)
    days = []
    for event in entry.iterfind("EntryEvent"):
        kind = reference.word("EntryEventType", event.get("EntryEventTypeID"), draft, f"{where}/EntryEvent")
        day = read_day(event.find("Date"))
        if draft.look_up("advanced_event", kind, f"{where}/EntryEvent") and day:
            days.append(day.isoformat())
        basis = reference.word("LegalBasis", event.get("LegalBasisID"), draft, f"{where}/EntryEvent")
        draft.add("reason", basis, f"{where}/EntryEvent@LegalBasisID", listing=True)
        draft.add("summary", event.findtext("Comment"), f"{where}/EntryEvent/Comment", listing=True)
    for listed_on in sorted(set(days)) or [""]:
        add_listing(draft, name, listed_on, where)
    for measure in entry.iterfind("SanctionsMeasure"):
        kind = reference.word("SanctionsType", measure.get("SanctionsTypeID"), draft, f"{where}/SanctionsMeasure")
        comment = " ".join((measure.findtext("Comment") or "").split())
        if kind == "Program":
            add_programs([comment], f"{where}/SanctionsMeasure", draft)
        else:
            draft.add("provisions", f"{kind} {comment}", f"{where}/SanctionsMeasure", listing=True)
    audit(entry, where, ENTRY_FIELDS, draft)


def _read_relation(relation: etree._Element, own_id: str, reference: Reference, draft: Draft) -> None:
    where = "ProfileRelationship"
    kind = reference.word("RelationType", relation.get("RelationTypeID"), draft, where)
    add_relation(draft, kind, own_id, relation.get("To-ProfileID", ""), where, former=relation.get("Former") == "true")
    quality = reference.word("RelationQuality", relation.get("RelationQualityID"), draft, where)
    if quality not in ("", "High"):
        draft.issue(where, f"{kind}: {quality}", "OFAC is not sure of this relation", "note")
    if comment := (relation.findtext("Comment") or "").strip():
        draft.add("notes", f"{kind}: {comment}", where)
    audit(relation, where, RELATION_FIELDS, draft)
