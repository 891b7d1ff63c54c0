"""OFAC's legacy XML (`sdnList`): sdn.xml and consolidated.xml, with the namespaces of all years or without one.

Its ids are the typed parts that the legacy tables join into remarks, so both give the same values.

Source: OFAC, schema of sdn.xml (sdnList.xsd), namespace of 2024: sanctionslistservice.ofac.treas.gov.
"""

import re
from datetime import date
from functools import partial

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.us_ofac.links import add_links
from sanksi.lists.us_ofac.remarks import (
    LINK_CUE,
    Remarks,
    add_address,
    add_name,
    add_programs,
    add_territory,
    add_tonnage,
    split_parts,
)
from sanksi.lists.xml import Fields

_KEYS = ("uid", "lastName", "firstName", "remarks")
_ID_FIELDS = ("idType", "idNumber", "idCountry", "issueDate", "expirationDate")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})$")


def read(root: etree._Element, draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: the entries are not as many as the document says, or it states no day.
    """
    namespace = etree.QName(root).namespace
    prefix = f"{{{namespace}}}" if namespace else ""
    entries = root.findall(f"{prefix}sdnEntry")
    on = _read_head(root, prefix, len(entries), draft)
    remarks = Remarks(draft)
    named: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    by_number: dict[str, etree._Element] = {}
    for entry in entries:
        number, family, given, text = (_text(entry, f"{prefix}{n}") for n in _KEYS)
        draft.read_entry(etree.tostring(entry, with_tail=False), partial(_read_entry, entry, prefix, remarks, draft))
        if not number.isdecimal():
            continue  # an issue of the entry
        if number in by_number:
            draft.issue(number, family, "a second entry has this number: read as one")
        named.setdefault(", ".join(filter(None, (family, given))), []).append(number)
        by_number[number] = entry
        if LINK_CUE in text:
            texts[number] = text

    def schema_of(number: str) -> str:
        entry = by_number[number]
        return _find_schema(entry, prefix if entry.find(f"{prefix}uid") is not None else "", remarks, draft)

    add_links(named, texts, schema_of, "remarks", draft)
    return draft.finish(on=on, entities_in_file=len(entries))


def _read_head(root: etree._Element, prefix: str, entries: int, draft: Draft) -> date:
    """The day of the edition; checks that the document is whole."""
    head = root.find(f"{prefix}publshInformation")
    stated = _text(head, f"{prefix}Record_Count") if head is not None else ""
    if stated != str(entries):
        raise EditionError(
            f"{draft.spec.id}: the document says that it has {stated or 'no number of'} entries, but it has {entries}",
            hint="a truncated or damaged download; download it again",
        )
    written = _text(head, f"{prefix}Publish_Date") if head is not None else ""
    try:
        found = _DAY.match(written)
        on = date(int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        on = None
    if on is None:
        raise EditionError(f"{draft.spec.id}: Publish_Date is {written!r}, no day", hint="OFAC writes 04/06/2018")
    for child in root:
        name = etree.QName(child).localname
        if name not in ("publshInformation", "sdnEntry"):
            draft.issue(name, _all_text(child), "element not read", "error")
    return on


def _text(element: etree._Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())


def _all_text(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def _list_ids(entry: etree._Element, prefix: str) -> list[str]:
    """The ids as remarks write them."""
    items = entry.iterfind(f"{prefix}idList/{prefix}id")
    return [_join_id(*(_text(item, f"{prefix}{name}") for name in _ID_FIELDS)) for item in items]


def _join_id(kind: str, number: str, country: str, issued: str, expires: str) -> str:
    parts = (kind, number, country and f"({country})", issued and f"issued {issued}", expires and f"expires {expires}")
    return " ".join(filter(None, parts))


def _find_schema(entry: etree._Element, prefix: str, remarks: Remarks, draft: Draft) -> str:
    kind = _text(entry, f"{prefix}sdnType").casefold()
    schema = draft.spec.lookups["type"].get(kind, "LegalEntity")
    return remarks.refine_schema(schema, _list_ids(entry, prefix))


def _read_entry(entry: etree._Element, prefix: str, remarks: Remarks, draft: Draft) -> None:
    schema = _find_schema(entry, prefix, remarks, draft)
    for element in entry.iter(etree.Element):  # the entry's fields are named without the namespace from here on
        element.tag = etree.QName(element).localname
    fields = Fields(entry)
    number = fields.take("uid")
    if not number.isdecimal():
        draft.issue("sdnEntry", _all_text(entry), "an entry without a number", "error")
        return
    draft.start(number, schema)
    draft.look_up("type", fields.take("sdnType"), "sdnType")
    add_name(draft, "name", _join_name(fields), "lastName")
    draft.add("recordId", number, "uid", listing=True)
    draft.add("position" if schema == "Person" else "notes", fields.take("title"), "title")
    for group in fields.take_groups("programList"):
        add_programs(_take_all(group, "program"), "programList/program", draft)
        group.audit(draft, "programList")
    for part in split_parts(fields.take("remarks")):
        remarks.read(part, "remarks")
    for path, add in (
        ("idList/id", partial(_add_id, remarks)),
        ("akaList/aka", _add_alias),
        ("addressList/address", _add_address),
        ("nationalityList/nationality", partial(_add_country, "nationality")),
        ("citizenshipList/citizenship", partial(_add_country, "citizenship")),
        ("dateOfBirthList/dateOfBirthItem", partial(_add_typed, remarks, "DOB", "dateOfBirth")),
        ("placeOfBirthList/placeOfBirthItem", partial(_add_typed, remarks, "POB", "placeOfBirth")),
    ):
        plural, _, single = path.partition("/")
        for group in fields.take_groups(plural):
            for item in group.take_groups(single):
                add(item, path, draft)
                item.audit(draft, path)
            group.audit(draft, plural)
    for group in fields.take_groups("vesselInfo"):
        _add_vessel(group, draft)
        group.audit(draft, "vesselInfo")
    fields.audit(draft, "")


def _take_all(fields: Fields, name: str) -> list[str]:
    found = []
    while value := fields.take(name):
        found.append(value)
    return found


def _join_name(fields: Fields) -> str:
    family, given = fields.take("lastName"), fields.take("firstName")
    return ", ".join(filter(None, (family, given)))


def _add_id(remarks: Remarks, fields: Fields, where: str, draft: Draft) -> None:
    values = [fields.take(name) for name in _ID_FIELDS]
    if not remarks.knows(values[0]):
        draft.issue(f"{where}/idType", values[0], "type of id not known: kept as a note")
        draft.add("notes", _join_id(*values), where)
    else:
        remarks.read(_join_id(*values), where)


def _add_alias(fields: Fields, where: str, draft: Draft) -> None:
    prop = draft.look_up("alias", fields.take("type"), f"{where}/type") or "alias"
    strength = fields.take("category")
    if strength not in ("strong", "weak"):
        draft.issue(f"{where}/category", strength, "neither strong nor weak: read as weak")
    add_name(draft, prop if strength == "strong" else "weakAlias", _join_name(fields), where)


def _add_address(fields: Fields, where: str, draft: Draft) -> None:
    lines = [fields.take(f"address{i}") for i in (1, 2, 3)]
    city, state, code = (fields.take(name) for name in ("city", "stateOrProvince", "postalCode"))
    town = " ".join(filter(None, (", ".join(filter(None, (city, state))), code)))
    region, country = fields.take("region"), fields.take("country")
    add_address(", ".join(filter(None, lines)), ", ".join(filter(None, (town, region))), country, where, draft)


def _add_country(prop: str, fields: Fields, where: str, draft: Draft) -> None:
    # only persons have a nationality in FollowTheMoney; the territory of another party is kept as such
    add_territory(prop if draft.schema == "Person" else "country", fields.take("country"), where, draft)


def _add_typed(remarks: Remarks, kind: str, name: str, fields: Fields, where: str, _: Draft) -> None:
    if value := fields.take(name):
        remarks.read(f"{kind} {value}", where)


def _add_vessel(fields: Fields, draft: Draft) -> None:
    if draft.schema == "Vessel":
        draft.add("callSign", fields.take("callSign"), "vesselInfo/callSign")
        draft.add("type", fields.take("vesselType"), "vesselInfo/vesselType")
        for name in ("tonnage", "grossRegisteredTonnage"):
            add_tonnage(name, fields.take(name), f"vesselInfo/{name}", draft)
        add_territory("flag", fields.take("vesselFlag"), "vesselInfo/vesselFlag", draft)
        owner = fields.take("vesselOwner")
        draft.add("notes", owner and f"Owner: {owner}", "vesselInfo/vesselOwner")
    elif draft.schema == "Airplane":
        draft.add("type", fields.take("vesselType"), "vesselInfo/vesselType")
