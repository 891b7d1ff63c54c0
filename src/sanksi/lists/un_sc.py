"""The `un-sc` list: UN Security Council Consolidated List, XML.

Source: XML schema sc-sanctions.xsd of the UN Security Council Affairs Division; the field names are its own.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.xml import Fields, parse_xml

READER = "un-sc/2"
FILES = "one"

_NAME_PARTS = {
    "FIRST_NAME": "firstName",
    "SECOND_NAME": "secondName",
    "THIRD_NAME": "middleName",
    "FOURTH_NAME": "lastName",
}


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: not exactly one file, or XML of something else.
        ParseError: not well-formed, or with a document type declaration.
    """
    if len(files) != 1:
        raise EditionError(f"{draft.spec.id}: {len(files)} files for one edition", hint="the UN list is one XML file")
    root = parse_xml(files[0])
    if root.tag != "CONSOLIDATED_LIST":
        raise EditionError(
            f"{files[0].name!r} is not a UN Consolidated List: its root is {root.tag!r}",
            hint="check the file and the list id",
        )
    published = _read_instant(root.get("dateGenerated") or "", files[0].name)
    started: Counter[str] = Counter()
    for group, tag, schema in (("INDIVIDUALS", "INDIVIDUAL", "Person"), ("ENTITIES", "ENTITY", "Organization")):
        for element in root.iterfind(f"{group}/{tag}"):
            own_id = " ".join((element.findtext("DATAID") or "").split())
            started[own_id] += 1
            draft.read_entry(
                (tag, started[own_id], etree.tostring(element, encoding="utf-8", with_tail=False)),
                partial(_read_entry, element, tag, schema, started[own_id], draft),
            )
    return draft.finish(
        on=published.date(),
        published_at=published.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        entities_in_file=started.total(),
    )


def _read_instant(text: str, name: str) -> datetime:
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        raise EditionError(
            f"{name!r} has dateGenerated {text!r}, which is no instant", hint="the file is not as the UN publishes it"
        ) from None
    # the day is the publisher's own (New York until 2023), the instant is kept in UTC
    return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)


def _read_entry(element: etree._Element, tag: str, schema: str, turn: int, draft: Draft) -> None:
    fields = Fields(element)
    own_id = fields.take("DATAID")
    if not own_id:
        draft.issue(tag, etree.tostring(element, encoding="unicode")[:200], "entry without DATAID", "error")
        return
    if turn > 1:  # one edition of 2016 gives six ids twice, to different parties: never merged
        own_id = f"{own_id}.{turn}"
        draft.issue(f"DATAID {own_id}", own_id, "the DATAID stands again in this edition: read as another entity")
    draft.start(own_id, schema)
    parts = {name: fields.take(name) for name in _NAME_PARTS}
    name = " ".join(part for part in parts.values() if part)
    if not name:
        draft.issue("FIRST_NAME", "", "entry without a name", "error")
    draft.add("name", name.strip('"“”'), "FIRST_NAME")
    if schema == "Person":
        for field, prop in _NAME_PARTS.items():
            draft.add(prop, parts[field], field)
    draft.add("alias", fields.take("NAME_ORIGINAL_SCRIPT"), "NAME_ORIGINAL_SCRIPT")
    draft.add("notes", fields.take("COMMENTS1"), "COMMENTS1")
    draft.add("program", fields.take("UN_LIST_TYPE"), "UN_LIST_TYPE", listing=True)
    draft.add("authorityId", fields.take("REFERENCE_NUMBER"), "REFERENCE_NUMBER", listing=True)
    draft.add_date("listingDate", fields.take("LISTED_ON"), "LISTED_ON", listing=True)
    for value in fields.take_values("LAST_DAY_UPDATED"):
        draft.add_date("modifiedAt", value, "LAST_DAY_UPDATED", listing=True)
    if schema == "Person":
        _read_person(fields, draft)
    for designation in fields.take_values("DESIGNATION"):
        draft.add("position" if schema == "Person" else "notes", designation, "DESIGNATION")
    for alias in fields.take_groups(f"{tag}_ALIAS"):
        _read_alias(alias, f"{tag}_ALIAS", draft)
        alias.audit(draft, f"{tag}_ALIAS")
    for address in fields.take_groups(f"{tag}_ADDRESS"):
        _read_address(address, f"{tag}_ADDRESS", draft)
        address.audit(draft, f"{tag}_ADDRESS")
    fields.audit(draft, "")


def _read_person(fields: Fields, draft: Draft) -> None:
    for title in fields.take_values("TITLE"):
        draft.add("title", title, "TITLE")
    for nationality in fields.take_values("NATIONALITY"):
        draft.add_territory("nationality", nationality, "NATIONALITY")
    if gender := fields.take("GENDER"):
        word = draft.look_up("gender", gender, "GENDER")
        if word and word != "none":
            draft.add("gender", word, "GENDER", original=gender)
    for born in fields.take_groups("INDIVIDUAL_DATE_OF_BIRTH"):
        _read_birth_date(born, draft)
        born.audit(draft, "INDIVIDUAL_DATE_OF_BIRTH")
    for place in fields.take_groups("INDIVIDUAL_PLACE_OF_BIRTH"):
        names = [place.take(part) for part in ("STREET", "CITY", "STATE_PROVINCE")]
        country = place.take("COUNTRY")
        draft.add("birthPlace", ", ".join(p for p in (*names, country) if p), "INDIVIDUAL_PLACE_OF_BIRTH")
        draft.add_territory("birthCountry", country, "INDIVIDUAL_PLACE_OF_BIRTH/COUNTRY")
        place.audit(draft, "INDIVIDUAL_PLACE_OF_BIRTH")
    for document in fields.take_groups("INDIVIDUAL_DOCUMENT"):
        kind, number = document.take("TYPE_OF_DOCUMENT"), document.take("NUMBER")
        if number:
            prop = draft.look_up("document", kind, "INDIVIDUAL_DOCUMENT/TYPE_OF_DOCUMENT")
            draft.add(prop or "idNumber", number, "INDIVIDUAL_DOCUMENT/NUMBER")
        document.audit(draft, "INDIVIDUAL_DOCUMENT")


def _read_birth_date(born: Fields, draft: Draft) -> None:
    where = "INDIVIDUAL_DATE_OF_BIRTH"
    kind = draft.look_up("date_type", born.take("TYPE_OF_DATE"), f"{where}/TYPE_OF_DATE")
    first, last = born.take("FROM_YEAR"), born.take("TO_YEAR")
    exact, year = born.take("DATE"), born.take("YEAR")
    if first and last:
        draft.add_date_range("birthDate", first, last, where)
    elif kind == "range" and not (exact or year):
        draft.issue(where, first or last, "a range with one end")
    # an exact day states its year too
    if exact:
        draft.add_date("birthDate", exact, where)
    if year and (not exact or (clean_date(exact) or "")[:4] != year.strip()):
        draft.add_date("birthDate", year, where)


def _read_alias(alias: Fields, where: str, draft: Draft) -> None:
    quality, name = alias.take("QUALITY"), alias.take("ALIAS_NAME").strip('"“” ')
    if name:
        draft.add(draft.look_up("quality", quality, f"{where}/QUALITY") or "weakAlias", name, where)


def _read_address(address: Fields, where: str, draft: Draft) -> None:
    parts = [address.take(part) for part in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")]
    country = address.take("COUNTRY")
    if any(parts):
        draft.add("address", ", ".join(p for p in (*parts, country) if p), where)
    draft.add_territory("country", country, f"{where}/COUNTRY")
