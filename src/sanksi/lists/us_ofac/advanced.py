"""OFAC's ADVANCED XML (`Sanctions`): parties that refer by number to words, places, documents and sanctions entries.

Source: OFAC, sdn_advanced.xsd, version 3; the element names are its own. An entity's id is the FixedRef of its party, the uid of the legacy
files.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.us_ofac.advanced_fields import ENTRY_FIELDS, PARTY_FIELDS, RELATION_FIELDS, audit
from sanksi.lists.us_ofac.advanced_names import add_listing, add_relation, find_own_lists
from sanksi.lists.us_ofac.advanced_party import Party
from sanksi.lists.us_ofac.advanced_reference import Reference, pack, read_day, read_values, unpack
from sanksi.lists.us_ofac.remarks import Remarks, add_programs
from sanksi.lists.xml import iter_xml, strip_namespaces

_HINT = "download the whole list again"
_UNITS = {
    "Locations": "Location",
    "IDRegDocuments": "IDRegDocument",
    "DistinctParties": "DistinctParty",
    "ProfileRelationships": "ProfileRelationship",
    "SanctionsEntries": "SanctionsEntry",
}
_HEAD = ("DateOfIssue", "ReferenceValueSets")
_LINKS = "SanctionsEntryLinks"


def read(root: etree._Element, draft: Draft) -> ReadEdition:
    """Read one edition; the tree is emptied on the way.

    Raises:
        EditionError: truncated, changes instead of a whole list, without a date, or of another list.
    """
    strip_namespaces(root)
    return _read(_iter_tree(root), draft)


def read_file(file: SourceFile, draft: Draft) -> ReadEdition:
    """Read one edition without a tree of all of it: the whole list is 120 MB, its tree 1 GB.

    Raises:
        EditionError: as `read`; a web page.
        ParseError: not well-formed.
    """
    return _read(iter_xml(file, (*_HEAD, *_UNITS.values())), draft)


def _iter_tree(root: etree._Element) -> Iterator[etree._Element]:
    for section in root:
        if section.tag in _UNITS:
            for unit in section.iterfind(_UNITS[str(section.tag)]):
                yield unit
                unit.clear()
        elif section.tag in _HEAD:
            yield section
    yield root


def _read(units: Iterable[etree._Element], draft: Draft) -> ReadEdition:
    reference: Reference | None = None
    on: date | None = None
    parties: list[bytes] = []
    for unit in units:
        if any(element.get("DeltaAction") for element in unit.iter(etree.Element)):
            raise EditionError(f"{draft.spec.id}: changes (DeltaAction), not a whole list", hint=_HINT)
        if unit.tag == "DateOfIssue":
            on = read_day(unit)
        elif unit.tag == "ReferenceValueSets":
            reference = read_values(unit)
        elif unit.getparent() is None:
            _require_sections(unit, draft)
        elif reference is None:
            raise EditionError(f"{draft.spec.id}: {unit.tag} before the reference values", hint=_HINT)
        elif unit.tag == "DistinctParty":
            parties.append(pack(unit))
        else:
            reference.add(unit, draft)
    if on is None or reference is None:
        raise EditionError(f"{draft.spec.id}: its DateOfIssue is no date", hint=_HINT)
    own, alone = _read_parties(parties, reference, draft)
    gaps = [f"{alone} parties without a sanctions entry: their programmes are not known"] if alone else []
    return draft.finish(
        on=on, published_at=f"{on.isoformat()}T00:00:00.000Z", entities_in_file=own, gaps=[*gaps, *_find_orphans(reference, draft)]
    )  # fmt: skip


def _require_sections(root: etree._Element, draft: Draft) -> None:
    missing = [name for name in (*_HEAD, *_UNITS) if root.find(name) is None]
    if missing:
        raise EditionError(f"{draft.spec.id}: truncated, no {' and no '.join(missing)} in the file", hint=_HINT)
    known = {*_HEAD, *_UNITS, *_UNITS.values()}
    for other in (*root, *(unit for name in _UNITS for unit in root.iterfind(f"{name}/*"))):
        if other.tag not in known and (other.tag != _LINKS or len(other)):
            draft.issue(str(other.tag), etree.tostring(other, encoding="unicode")[:200], "section not read")


def _read_parties(parties: list[bytes], reference: Reference, draft: Draft) -> tuple[int, int]:
    """Read all parties; how many are on the list or have no entry, and how many have none."""
    reader = Remarks(draft)
    own = alone = 0
    for number, packed in enumerate(parties):
        party = unpack(packed)
        parties[number] = b""
        profiles = [profile.get("ID", "") for profile in party.iterfind("Profile")]
        entries = [unpack(entry) for profile in profiles for entry in reference.entries.get(profile, ())]
        lists = [reference.word("List", entry.get("ListID"), draft, "SanctionsEntry@ListID") for entry in entries]
        alone += not entries
        own += not entries or bool(find_own_lists(draft, lists))
        raw = ("advanced", reference.raw_of(party, packed))
        draft.read_entry(raw, partial(_read_party, party, lists, reference, draft, reader))
        for profile in profiles:
            reference.entries.pop(profile, None)
            reference.relations.pop(profile, None)
        for identity in party.iterfind("Profile/Identity"):
            reference.documents.pop(identity.get("ID", ""), None)
    if parties and not own:
        raise EditionError(f"{draft.spec.id}: none of {len(parties)} parties is on this list", hint="check the list id")
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
            _read_listing(unpack(entry), reference, draft)
        for relation in reference.relations.get(profile.get("ID", ""), ()):
            _read_relation(unpack(relation), own_id, reference, draft)
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
