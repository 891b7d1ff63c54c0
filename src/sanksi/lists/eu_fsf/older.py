"""What the formats before 1.1 (CSV 1.0, XML `WHOLE` until 2017) write in their own way, in the terms of schema 1.1."""

import re

from sanksi.lists.eu_fsf.composed import read_contacts, read_number
from sanksi.lists.eu_fsf.record import Record

_BASIS = {
    "leba_numtitle": "Regulation_NumberTitle",
    "leba_publication_date": "Regulation_PublicationDate",
    "leba_url": "Regulation_PublicationUrl",
    "programme": "Regulation_Programme",
}
_DETAIL = {"logical_id": "LogicalId", "country": "Country", **_BASIS}
_NAME = {
    "lastname": "LastName",
    "firstname": "FirstName",
    "middlename": "MiddleName",
    "wholename": "WholeName",
    "gender": "Gender",
    "title": "Title",
    "function": "Function",
    "language": "NameLanguage",
}
_ADDRESS = {"number": "HouseNumber", "street": "Street", "zipcode": "ZipCode", "city": "City", "other": "ContactInfo"}

COLUMNS = {
    "Date_file": "fileGenerationDate",
    "Entity_logical_id": "Entity_LogicalId",
    "Subject_type": "Entity_SubjectType",
    "Entity_remark": "Entity_Remark",
    "EU_ref_num": "Entity_EU_ReferenceNumber",
    **{old.capitalize(): f"Entity_{new}" for old, new in _BASIS.items()},
    **{
        f"{short}_{old}": f"{group}_{new}"
        for short, group, own in (
            ("Naal", "NameAlias", _NAME),
            ("Addr", "Address", _ADDRESS),
            ("Birt", "BirthDate", {"date": "Date", "place": "Place"}),
            ("Iden", "Identification", {"number": "Number"}),
            ("Citi", "Citizenship", {}),
        )
        for old, new in {**_DETAIL, **own}.items()
    },
}
"""Column of CSV 1.0 to that of 1.1, or to one that `upgrade` knows."""

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})|(\d{4})(?: - (\d{4}))?( \(approximative\))?")


def upgrade(record: Record) -> None:
    """Turn what a detail says in the older way into attributes of schema 1.1; what it cannot turn stays for the audit."""
    from babel.core import get_global  # noqa: PLC0415 - 80 ms that a list without older editions need not pay

    country = record.values.get("country", "").strip().upper()
    codes: list[str] = get_global("territory_aliases").get(country, []) if len(country) == 3 else []
    if len(codes) == 1:
        record.values["countryIso2Code"] = codes[0]
        del record.values["country"]
    match record.tag:
        case "birthdate":
            _upgrade_date(record.values)
        case "address":
            read_contacts(record)
        case "identification":
            number, kind, rest = read_number(record.values.pop("number", ""))
            record.values |= {"number": number} | ({"identificationTypeCode": kind} if kind else {})
            record.remark = f"{record.remark} {rest}".strip()


def _upgrade_date(values: dict[str, str]) -> None:
    text = " ".join(values.get("date", "").split())
    if text == "N/A":
        del values["date"]
    found = _DATE.fullmatch(text)
    if found is None:
        return
    del values["date"]
    day, first, last, circa = found.groups()
    if day:
        values |= {"birthdate": day}
    elif last:
        values |= {"yearRangeFrom": first, "yearRangeTo": last}
    else:
        values |= {"year": first}
    if circa:
        values["circa"] = "true"
