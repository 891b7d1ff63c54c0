"""The UK Sanctions List as XML, layout of 2022 to 2026.

Source: Foreign, Commonwealth & Development Office, "UK Sanctions List: change to the list's format", 17 February 2022, and the file itself;
the field names are its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.gb_fcdo.dates import read_day
from sanksi.lists.gb_fcdo.designation import ADDRESS_PARTS, NAME_PARTS, gather
from sanksi.lists.gb_fcdo.links import LINKED, Link, find_links, index_names
from sanksi.lists.gb_fcdo.write import write_designation
from sanksi.lists.xml import Fields, parse_xml

_PLAIN = (
    "LastUpdated", "DateDesignated", "UniqueID", "OFSIGroupID", "UNReferenceNumber", "RegimeName", "DesignationSource", "SanctionsImposed",
    "OtherInformation", "UKStatementofReasons",
)  # fmt: skip
_LISTS = {  # box: element in it
    "Titles": "Title",
    "PhoneNumbers": "PhoneNumber",
    "EmailAddresses": "EmailAddress",
    "Websites": "Website",
    "DOBs": "DOB",
    "Genders": "Gender",
    "Nationalities": "Nationality",
    "Positions": "Position",
    "BusinessRegistrationNumbers": "BusinessRegistrationNumber",
    "TypeOfEntities": "TypeOfEntity",
    "ParentCompanies": "ParentCompany",
    "Subsidiaries": "Subsidiary",
    "IMONumbers": "IMONumber",
    "CurrentOwnerOperators": "CurrentOwnerOperator",
    "PreviousOwnerOperators": "PreviousOwnerOperator",
    "CurrentBelievedFlagOfShips": "CurrentBelievedFlagOfShip",
    "PreviousFlags": "PreviousFlag",
    "TypeOfShipDetails": "TypeOfShip",
    "TonnageOfShipDetails": "TonnageOfShip",
    "LengthOfShipDetails": "LengthOfShip",
    "YearsBuilt": "YearBuilt",
    "HullIdentificationNumbers": "HullIdentificationNumber",
}
_RECORDS = {  # box: elements in it (two names are in use for papers) and the fields of one
    "Names": (("Name",), (*NAME_PARTS, "NameType", "AliasStrength")),
    "NonLatinNames": (("NonLatinName",), ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage")),
    "Addresses": (("Address",), ADDRESS_PARTS),
    "BirthDetails": (("Location",), ("TownOfBirth", "CountryOfBirth")),
    "PassportDetails": (("Passport", "PassportDetail"), ("PassportNumber", "PassportAdditionalInformation")),
    "NationalIdentifierDetails": (
        ("NationalIdentifier", "NationalIdentifierDetail"),
        ("NationalIdentifierNumber", "NationalIdentifierAdditionalInformation"),
    ),
}
_DETAILS = {"IndividualDetails": "Individual", "EntityDetails": "Entity", "ShipDetails": "Ship"}


def read_native_xml(file: SourceFile, draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: XML of something else, or without the day it was generated.
        ParseError: not well-formed, or with a document type declaration.
    """
    root = parse_xml(file)
    if root.tag != "Designations":
        raise EditionError(
            f"{file.name!r} is not the UK Sanctions List: its root is {root.tag!r}",
            hint="check the file and the list id",
        )
    day = read_day(root.findtext("DateGenerated") or "", "DateGenerated", file.name)
    elements = list(root.iterfind("Designation"))
    index = index_names(pair for element in elements for pair in _names_of(element))
    started: Counter[str] = Counter()
    for element in elements:
        own_id = _own_id(element)
        started[own_id] += 1
        named = {f: tuple(_fold(e.text) for e in element.iter(f)) for f in LINKED}
        links = find_links(own_id, named, index)
        draft.read_entry(
            (started[own_id], links, etree.tostring(element, encoding="utf-8", with_tail=False)),
            partial(_read_entry, element, started[own_id], links, draft),
        )
    for element in root:
        if element.tag not in ("Designation", "DateGenerated"):
            draft.issue(str(element.tag), _all_text(element), "element not read")
    return draft.finish(on=day, entities_in_file=started.total())


def _fold(text: str | None) -> str:
    return " ".join((text or "").split())


def _all_text(element: etree._Element) -> str:
    return _fold(" ".join(map(str, element.itertext())))


def _own_id(element: etree._Element) -> str:
    return _fold(element.findtext("UniqueID"))


def _names_of(element: etree._Element) -> Iterator[tuple[str, str]]:
    for name in element.iterfind("Names/Name"):
        yield _own_id(element), " ".join(filter(None, (_fold(name.findtext(p)) for p in NAME_PARTS)))


def _read_entry(element: etree._Element, turn: int, links: tuple[Link, ...], draft: Draft) -> None:
    own_id = _own_id(element)
    if not own_id:
        draft.issue("UniqueID", _all_text(element), "designation without UniqueID", "error")
        return
    if turn > 1:
        own_id = f"{own_id}.{turn}"
        draft.issue(f"UniqueID {own_id}", own_id, "the UniqueID stands again in this edition: read as another entity")
    fields = Fields(element)
    kind = fields.take("IndividualEntityShip")
    draft.start(own_id, "Thing")
    draft.schema = draft.look_up("kind", kind, "IndividualEntityShip") or "Thing"
    rows: list[Mapping[str, str]] = [{name: text} for name in _PLAIN for text in fields.take_values(name)]
    rows += _read_boxes(fields, "", draft)
    for box, inner in _DETAILS.items():
        for details in fields.take_groups(box):
            for party in details.take_groups(inner):
                rows += _read_boxes(party, f"{box}/{inner}", draft)
                party.audit(draft, f"{box}/{inner}")
            details.audit(draft, box)
    write_designation(gather(own_id, kind, rows, _read_indicators(fields, draft)), links, draft)
    fields.audit(draft, "")


def _read_boxes(fields: Fields, where: str, draft: Draft) -> Iterator[Mapping[str, str]]:
    for box, item in _LISTS.items():
        for group in fields.take_groups(box):
            for text in (*group.take_values(item), _fold(group.element.text)):
                if text:
                    yield {item: text}
            group.audit(draft, f"{where}/{box}")
    for box, (items, names) in _RECORDS.items():
        for group in fields.take_groups(box):
            for item in items:
                for record in group.take_groups(item):
                    yield {name: record.take(name) for name in names}
                    record.audit(draft, f"{where}/{box}/{item}")
            group.audit(draft, f"{where}/{box}")


def _read_indicators(fields: Fields, draft: Draft) -> list[str]:
    true = []
    for group in fields.take_groups("SanctionsImposedIndicators"):
        for child in group.element:
            text = _fold(child.text).casefold()
            if text in ("true", "1", "yes"):
                true.append(str(child.tag))
            elif text not in ("", "false", "0", "no"):
                draft.issue(f"SanctionsImposedIndicators/{child.tag}", text, "neither true nor false")
    return true
