"""The UK list as CSV: the UK Sanctions List of 2022 to 2026, and the former OFSI Consolidated List (ConList) of 29 or 36 columns.

Both give several rows for one party, one for each combination of its names, addresses and dates. Source: header lines of the files; HM
Treasury, Office of Financial Sanctions Implementation, "Consolidated list format guide"; Foreign, Commonwealth & Development Office, "UK
Sanctions List: change to the list's format", 17 February 2022.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sanksi.errors import EditionError, ParseError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile, decode
from sanksi.lists.gb_fcdo.conlist import read_conlist_row
from sanksi.lists.gb_fcdo.dates import read_day
from sanksi.lists.gb_fcdo.designation import NAME_PARTS, gather
from sanksi.lists.gb_fcdo.links import LINKED, Link, find_links, index_names
from sanksi.lists.gb_fcdo.write import write_designation

_HEAD = 6
"""The header stands within the first lines: after "Report Date: ..." or "Last Updated,..."."""

_SHARED = {  # folded header: field
    **{f"name{i}": f"Name{i}" for i in range(1, 7)},
    "title": "Title",
    "namenonlatinscript": "NameNonLatinScript",
    "nonlatinscripttype": "NonLatinScriptType",
    "nonlatinscriptlanguage": "NonLatinScriptLanguage",
    "dob": "DOB",
    "townofbirth": "TownOfBirth",
    "countryofbirth": "CountryOfBirth",
    "nationality": "Nationality",
    "passportnumber": "PassportNumber",
    "position": "Position",
    "otherinformation": "OtherInformation",
    "lastupdated": "LastUpdated",
}
_NEW = _SHARED | {
    "uniqueid": "UniqueID",
    "ofsigroupid": "OFSIGroupID",
    "unreferencenumber": "UNReferenceNumber",
    "nametype": "NameType",
    "aliasstrength": "AliasStrength",
    "regimename": "RegimeName",
    "designationtype": "IndividualEntityShip",
    "individualentityship": "IndividualEntityShip",
    "designationsource": "DesignationSource",
    "sanctionsimposed": "SanctionsImposed",
    "ukstatementofreasons": "UKStatementofReasons",
    **{f"addressline{i}": f"AddressLine{i}" for i in range(1, 7)},
    "addresspostalcode": "AddressPostalCode",
    "addresscountry": "AddressCountry",
    "phonenumber": "PhoneNumber",
    "website": "Website",
    "emailaddress": "EmailAddress",
    "datedesignated": "DateDesignated",
    "nationalityies": "Nationality",
    "nationalidentifiernumber": "NationalIdentifierNumber",
    "nationalidentifieradditionalinformation": "NationalIdentifierAdditionalInformation",
    "passportadditionalinformation": "PassportAdditionalInformation",
    "gender": "Gender",
    "typeofentity": "TypeOfEntity",
    "subsidiaries": "Subsidiary",
    "parentcompany": "ParentCompany",
    "businessregistrationnumbers": "BusinessRegistrationNumber",
    "imonumber": "IMONumber",
    "currentowneroperators": "CurrentOwnerOperator",
    "previousowneroperators": "PreviousOwnerOperator",
    "currentbelievedflagofship": "CurrentBelievedFlagOfShip",
    "previousflags": "PreviousFlag",
    "typeofship": "TypeOfShip",
    "tonnageofship": "TonnageOfShip",
    "lengthofship": "LengthOfShip",
    "yearbuilt": "YearBuilt",
    "hullidentificationnumberhin": "HullIdentificationNumber",
}
_FORMER = _SHARED | {
    "passportdetails": "PassportDetails",
    "ninumber": "NIDetails",
    "nationalidentificationnumber": "NationalIdentifierNumber",
    "nationalidentificationdetails": "NIDetails",
    **{f"address{i}": f"AddressLine{i}" for i in range(1, 7)},
    "postzipcode": "AddressPostalCode",
    "country": "AddressCountry",
    "grouptype": "IndividualEntityShip",
    "aliastype": "NameType",
    "aliasquality": "AliasStrength",
    "regime": "RegimeName",
    "listedon": "DateDesignated",
    "uksanctionslistdatedesignated": "UKDateDesignated",
    "groupid": "OFSIGroupID",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    columns: Mapping[str, str]
    own_id: str
    required: tuple[str, ...]
    former: bool


_LAYOUTS = (
    _Layout(
        columns=_NEW,
        own_id="UniqueID",
        required=("UniqueID", "Name6", "Name1", "NameType", "IndividualEntityShip", "RegimeName", "DateDesignated"),
        former=False,
    ),
    _Layout(
        columns=_FORMER,
        own_id="OFSIGroupID",
        required=(
            "OFSIGroupID",
            "Name6",
            "Name1",
            "NameType",
            "IndividualEntityShip",
            "RegimeName",
            "OtherInformation",
        ),
        former=True,
    ),
)


def read_table(file: SourceFile, draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: a web page, a table of something else, or without a column that the list cannot do without.
        ParseError: not text, or a row that is cut or has another number of cells than the header (with its line).
    """
    lines = _read_lines(file)
    layout, at, fields = _find_header(lines, file.name)
    day = _find_day(lines[:at], file.name)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for line, cells in lines[at + 1 :]:
        if not any(cells):
            continue
        if len(cells) != len(fields):
            raise ParseError(
                f"{file.name!r} line {line}: {len(cells)} cells under a header of {len(fields)}",
                hint="a cut or broken download; download it again",
            )
        groups.setdefault(cells[fields.index(layout.own_id)], []).append(cells)
    rows = {own_id: [_to_row(cells, fields, layout) for cells in own] for own_id, own in groups.items()}
    index = index_names((own_id, _join_name(row)) for own_id, own in rows.items() for row in own)
    for own_id, own in rows.items():
        named = {f: tuple(dict.fromkeys(t for row in own if (t := row.get(f, "")))) for f in LINKED}
        links = find_links(own_id, named, index)
        draft.read_entry((fields, links, tuple(groups[own_id])), partial(_read_entry, own_id, own, links, draft))
    return draft.finish(on=day, entities_in_file=len(groups))


def _read_lines(file: SourceFile) -> list[tuple[int, tuple[str, ...]]]:
    text = decode(file, ("utf-8-sig", "cp1252"))
    if text.lstrip()[:1] == "<":
        raise EditionError(f"{file.name!r} is a web page, not the list", hint="download it again")
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        return [(reader.line_num, tuple(" ".join(cell.split()) for cell in cells)) for cells in reader]
    except csv.Error as error:
        raise ParseError(
            f"{file.name!r} line {reader.line_num}: {error}", hint="a broken download; download it again"
        ) from error


def _find_header(lines: Sequence[tuple[int, tuple[str, ...]]], name: str) -> tuple[_Layout, int, tuple[str, ...]]:
    for at, (_, cells) in enumerate(lines[:_HEAD]):
        folded = [re.sub(r"[^a-z0-9]", "", cell.casefold()) for cell in cells]
        for layout in _LAYOUTS:
            fields = tuple(
                layout.columns.get(f, cell or f"column {i}")
                for i, (f, cell) in enumerate(zip(folded, cells, strict=True), 1)
            )
            if layout.own_id in fields and "Name6" in fields:
                if missing := [f for f in layout.required if f not in fields]:
                    raise EditionError(
                        f"{name!r} has no column for {', '.join(missing)}",
                        hint="the layout has changed, or this is another list",
                    )
                if len(set(fields)) != len(fields):
                    raise EditionError(
                        f"{name!r} has a column twice", hint="the layout has changed, or this is another list"
                    )
                return layout, at, fields
    raise EditionError(
        f"{name!r} is no UK Sanctions List or Consolidated List: no header in its first {_HEAD} lines",
        hint="check the file and the list id",
    )


def _find_day(head: Sequence[tuple[int, tuple[str, ...]]], name: str) -> date | None:
    for _, cells in head:
        if found := re.match(r"Report Date\s*:?\s*(.*)", cells[0] if cells else "", re.IGNORECASE):
            return read_day(found[1], "Report Date", name)
        if len(cells) > 1 and cells[0].casefold() == "last updated":
            return read_day(cells[1], "Last Updated", name)
    return None


def _to_row(cells: tuple[str, ...], fields: tuple[str, ...], layout: _Layout) -> Mapping[str, str]:
    row = {field: cell for field, cell in zip(fields, cells, strict=True) if cell}
    return read_conlist_row(row, in_words="PassportNumber" not in fields) if layout.former else row


def _join_name(row: Mapping[str, str]) -> str:
    return " ".join(filter(None, (row.get(part, "") for part in NAME_PARTS)))


def _read_entry(own_id: str, rows: Sequence[Mapping[str, str]], links: tuple[Link, ...], draft: Draft) -> None:
    if not own_id:
        for row in rows:
            draft.issue("id", "; ".join(row.values()), "row without an id", "error")
        return
    draft.start(own_id, "Thing")
    kinds = tuple(dict.fromkeys(row.get("IndividualEntityShip", "") for row in rows))
    schemas = [draft.look_up("kind", kind, "IndividualEntityShip") or "Thing" for kind in kinds]
    if len(set(schemas)) == 1:
        draft.schema = schemas[0]
    else:
        draft.issue(
            "IndividualEntityShip", " / ".join(kinds), "rows of one id say different kinds: read as one of any kind"
        )
    cleaned = [{f: t for f, t in row.items() if f != "IndividualEntityShip"} for row in rows]
    write_designation(gather(own_id, kinds[0], cleaned), links, draft)
