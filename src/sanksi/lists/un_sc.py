"""The `un-sc` list: UN Security Council Consolidated List, XML.

Source: XML schema sc-sanctions.xsd of the UN Security Council Affairs Division; the field names are its own. What the list writes in
free text inside a field is read in `sanksi.lists.un_sc_words`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.un_sc_words import (
    Number,
    find_numbers,
    flag_in,
    gender_in,
    imo_number_in,
    interpol_links_in,
    is_vessel,
    language_of,
    names_in_note,
    property_of_document,
    range_in_note,
    range_of_years,
    read_numbers,
    references_in,
    split_alias,
)
from sanksi.lists.xml import Fields, parse_xml

READER = "un-sc/3"
FILES = "one"

_NAME_PARTS = {
    "FIRST_NAME": "firstName",
    "SECOND_NAME": "secondName",
    "THIRD_NAME": "middleName",
    "FOURTH_NAME": "lastName",
}
_NOTHING = ("", "null", "none")
_LANGUAGE = re.compile(r"(.+?)\s*\(([A-Za-z ]+)\)$")

Links = tuple[tuple[str, str], ...]
"""Own id of another entry and the sentence that names it."""


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
    entries = [
        (element, tag) for tag, group in (("INDIVIDUAL", "INDIVIDUALS"), ("ENTITY", "ENTITIES")) for element in root.iterfind(f"{group}/{tag}")
    ]  # fmt: skip
    started: Counter[str] = Counter()
    numbered: list[tuple[etree._Element, str, str, int]] = []
    known: dict[str, str] = {}
    for element, tag in entries:
        own_id = _text(element, "DATAID")
        started[own_id] += 1
        # one edition of 2016 gives six ids twice, to different parties: never merged
        own_id = own_id if not own_id or started[own_id] == 1 else f"{own_id}.{started[own_id]}"
        numbered.append((element, tag, own_id, len(numbered)))
        if own_id:
            known.setdefault(_text(element, "REFERENCE_NUMBER"), own_id)
    for element, tag, own_id, place in numbered:
        mentioned = references_in(_text(element, "COMMENTS1"), _text(element, "REFERENCE_NUMBER"))
        links = tuple((known[r], said) for r, said in sorted(mentioned.items()) if known.get(r, own_id) != own_id)
        raw = etree.tostring(element, encoding="utf-8", with_tail=False)
        draft.read_entry(
            # entries without an id are told one by one
            (tag, own_id or place, raw, links),
            partial(_read_entry, element, tag, own_id, links, draft),
        )
    for path in _strangers(root):
        draft.read_entry(("stranger", path), partial(draft.issue, path, "", "part of the document not read", "error"))
    return draft.finish(
        on=published.date(),
        published_at=published.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        entities_in_file=len(entries),
    )


def _text(element: etree._Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())


def _strangers(root: etree._Element) -> list[str]:
    """Paths of elements that stand where the schema has none: a new group of entries must not vanish."""
    known = {"INDIVIDUALS": "INDIVIDUAL", "ENTITIES": "ENTITY"}
    groups = {str(group.tag) for group in root if group.tag not in known}
    return sorted(
        groups | {f"{g.tag}/{e.tag}" for g in root if g.tag in known for e in g if e.tag != known[str(g.tag)]}
    )


def _read_instant(text: str, name: str) -> datetime:
    try:
        stamp = datetime.fromisoformat(text)
        # the day is the publisher's own (New York until 2023), the instant is kept in UTC
        return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)
    except (ValueError, OverflowError):
        raise EditionError(
            f"{name!r} has dateGenerated {text!r}, which is no instant", hint="the file is not as the UN publishes it"
        ) from None


def _read_entry(element: etree._Element, tag: str, own_id: str, links: Links, draft: Draft) -> None:
    fields = Fields(element)
    fields.take("DATAID")
    if not own_id:
        draft.issue(tag, etree.tostring(element, encoding="unicode")[:200], "entry without DATAID", "error")
        return
    comment = fields.take("COMMENTS1")
    schema = "Person" if tag == "INDIVIDUAL" else "Vessel" if is_vessel(comment) else "Organization"
    draft.start(own_id, schema)
    if "." in own_id:
        draft.issue(f"DATAID {own_id}", own_id, "the DATAID stands again in this edition: read as another entity")
    _read_names(fields, schema, draft)
    draft.add("notes", comment, "COMMENTS1")
    if schema != "Person":
        draft.add_number("imoNumber", imo_number_in(comment), "COMMENTS1")
    if schema == "Vessel":
        draft.add_territory("flag", flag_in(comment), "COMMENTS1")
    for link in interpol_links_in(comment):
        draft.add("sourceUrl", link, "COMMENTS1", listing=True)
    for other, said in links:
        draft.add_relation("UnknownLink", own_id, other, "COMMENTS1", role=said)
    _read_listing(fields, draft)
    if schema == "Person":
        _read_person(fields, comment, draft)
    for designation in fields.take_values("DESIGNATION"):
        draft.add("position" if schema == "Person" else "notes", designation, "DESIGNATION")
    for alias in fields.take_groups(f"{tag}_ALIAS"):
        _read_alias(alias, f"{tag}_ALIAS", draft)
        alias.audit(draft, f"{tag}_ALIAS")
    for address in fields.take_groups(f"{tag}_ADDRESS"):
        _read_address(address, f"{tag}_ADDRESS", draft)
        address.audit(draft, f"{tag}_ADDRESS")
    fields.audit(draft, "")


def _read_names(fields: Fields, schema: str, draft: Draft) -> None:
    parts = {name: fields.take(name) for name in _NAME_PARTS}
    name = " ".join(part for part in parts.values() if part)
    if not name:
        draft.issue("FIRST_NAME", "", "entry without a name", "error")
    draft.add("name", name.strip('"“” '), "FIRST_NAME", original=name)
    if schema == "Person":
        for field, prop in _NAME_PARTS.items():
            draft.add(prop, parts[field], field)
    if script := fields.take("NAME_ORIGINAL_SCRIPT"):
        value, lang = script, language_of(script)
        if found := _LANGUAGE.match(script):  # the language in brackets: "… (Tigrinya)"
            lang = draft.look_up("language", found[2], "NAME_ORIGINAL_SCRIPT")
            value = found[1] if lang else script
        draft.add("alias", value, "NAME_ORIGINAL_SCRIPT", original=script, lang=lang)


def _read_listing(fields: Fields, draft: Draft) -> None:
    if program := fields.take("UN_LIST_TYPE"):
        meaning = draft.look_up("program", program, "UN_LIST_TYPE")
        draft.add("program", meaning or program, "UN_LIST_TYPE", original=program, listing=True)
    draft.add("authorityId", fields.take("REFERENCE_NUMBER"), "REFERENCE_NUMBER", listing=True)
    draft.add_date("listingDate", fields.take("LISTED_ON"), "LISTED_ON", listing=True)
    for value in fields.take_values("LAST_DAY_UPDATED"):
        draft.add_date("modifiedAt", value, "LAST_DAY_UPDATED", listing=True)
    draft.add("sourceUrl", fields.take("INTERPOL_LINK"), "INTERPOL_LINK", listing=True)
    if state := fields.take("SUBMITTED_BY"):
        draft.add("description", f"Submitted by {state}", "SUBMITTED_BY", original=state, listing=True)
    if day := fields.take("SUBMITTED_ON"):
        draft.add("description", f"Submitted on {day}", "SUBMITTED_ON", original=day, listing=True)


def _read_person(fields: Fields, comment: str, draft: Draft) -> None:
    for title in fields.take_values("TITLE"):
        draft.add("title", title, "TITLE")
    for field in ("NATIONALITY", "NATIONALITY2"):
        for nationality in fields.take_values(field):
            draft.add_territory("nationality", nationality, field)
    gender, where = fields.take("GENDER"), "GENDER"
    if not gender:
        gender, where = gender_in(comment), "COMMENTS1"
    if gender:
        word = draft.look_up("gender", gender, where)
        if word and word != "none":
            draft.add("gender", word, where, original=gender)
    for born in fields.take_groups("INDIVIDUAL_DATE_OF_BIRTH"):
        _read_birth_date(born, draft)
        born.audit(draft, "INDIVIDUAL_DATE_OF_BIRTH")
    for place in fields.take_groups("INDIVIDUAL_PLACE_OF_BIRTH"):
        names = [place.take(part) for part in ("STREET", "CITY", "STATE_PROVINCE")]
        country, note = place.take("COUNTRY"), _take_note(place)
        where = "INDIVIDUAL_PLACE_OF_BIRTH"
        named = ", ".join(p for p in (*names, country) if p) or note
        draft.add("birthPlace", named, where, original=_with(named, note) if named != note else None)
        draft.add_territory("birthCountry", country, f"{where}/COUNTRY")
        place.audit(draft, where)
    for document in fields.take_groups("INDIVIDUAL_DOCUMENT"):
        _read_document(document, draft)
        document.audit(draft, "INDIVIDUAL_DOCUMENT")


def _read_birth_date(born: Fields, draft: Draft) -> None:
    where = "INDIVIDUAL_DATE_OF_BIRTH"
    kind, note = draft.look_up("date_type", born.take("TYPE_OF_DATE"), f"{where}/TYPE_OF_DATE"), _take_note(born)
    first, last = born.take("FROM_YEAR"), born.take("TO_YEAR")
    exact, year = born.take("DATE"), born.take("YEAR")
    circa = kind == "circa" or note.casefold() == "approximately"
    said = "" if note.casefold() == "approximately" else note
    if first and last:
        draft.add_date_range("birthDate", first, last, where, original=_with(f"{first} to {last}", said), circa=circa)
    elif first or last:
        draft.issue(where, first or last, "a range with one end")
    # an exact day states its year too
    if exact:
        _add_birth_date(exact, where, draft, said, circa=circa)
    if year and (not exact or (clean_date(exact) or "")[:4] != year.strip()):
        if said and clean_date(f"{said} {year}") and not exact:  # "Sep." beside the year
            year, said = f"{said} {year}", ""
        _add_birth_date(year, where, draft, said, circa=circa)
    if said and not any((exact, year, first, last)):
        if months := range_in_note(said):
            draft.add_date_range("birthDate", *months, where, original=said, circa=circa)
        elif re.search(r"[A-Za-z]", said) and clean_date(said):
            draft.add_date("birthDate", said, where, circa=circa)
        else:  # an age, or a day of another calendar: told, not computed
            draft.add("notes", f"Date of birth: {said}", f"{where}/NOTE")


def _add_birth_date(text: str, where: str, draft: Draft, said: str = "", *, circa: bool = False) -> None:
    if years := range_of_years(text):
        draft.add_date_range("birthDate", *years, where, original=_with(text, said), circa=circa)
    else:
        draft.add_date("birthDate", text, where, original=_with(text, said), circa=circa)


def _read_document(document: Fields, draft: Draft) -> None:
    where = "INDIVIDUAL_DOCUMENT"
    kind, finer, text = document.take("TYPE_OF_DOCUMENT"), document.take("TYPE_OF_DOCUMENT2"), document.take("NUMBER")
    note = _take_note(document)
    details = [
        f"{words} {value}"
        for name, words in (("ISSUING_COUNTRY", "issued by"), ("COUNTRY_OF_ISSUE", "in"), ("CITY_OF_ISSUE", "in"),
                            ("DATE_OF_ISSUE", "on"), ("DATE_OF_EXPIRY", "until"))
        if (value := document.take(name))
    ]  # fmt: skip
    numbers: list[Number] = read_numbers(text) if text else find_numbers(finer) or find_numbers(note)
    said = text or finer or note
    whole = _with(said, "; ".join(p for p in (finer if text else "", *details, "" if said == note else note) if p))
    if numbers or kind or finer:
        default = draft.look_up("document", kind, f"{where}/TYPE_OF_DOCUMENT") or "idNumber"
        words = draft.spec.lookups["document_word"]
        for number in numbers:
            prop = property_of_document(f"{number.label} {finer}", words, default)
            draft.add(prop, number.value, f"{where}/NUMBER", original=whole)
    if not numbers and (finer or note or details):
        draft.add("notes", f"{kind or 'Document'}: {whole}", where)
    for name in names_in_note(note, ""):
        draft.add("alias", name.value, f"{where}/NOTE", original=note, lang=name.lang)


def _read_alias(alias: Fields, where: str, draft: Draft) -> None:
    quality, text, note = alias.take("QUALITY"), alias.take("ALIAS_NAME").strip('"“” '), _take_note(alias)
    prop = draft.look_up("quality", quality, f"{where}/QUALITY") or "weakAlias"
    tables = draft.spec.lookups
    names: list[tuple[str, str | None]]
    remark = ""
    match tables["alias"].get(text.casefold()):
        case "whole":
            names = [(text, None)]
        case "at commas":
            names = [(part.strip(), None) for part in text.split(",")]
        case _:
            found, remark = split_alias(text, is_person=draft.schema == "Person", remarks=tables["alias_remark"])
            names = [(name.value, name.lang) for name in found]
    for value, lang in names:
        draft.add(prop, value, where, original=text, lang=lang)
    others = names_in_note(note, text)
    for name in others:
        draft.add(prop, name.value, f"{where}/NOTE", original=note, lang=name.lang)
    for said in (remark if remark.casefold() not in tables["alias_remark"] else "", "" if others else note):
        if said:
            draft.add("notes", f"{names[0][0]}: {said}" if names else said, f"{where}/NOTE")
    if draft.schema == "Person":
        _read_alias_birth(alias, text, where, draft)


def _read_alias_birth(alias: Fields, text: str, where: str, draft: Draft) -> None:
    born, city, country = (_something(alias.take(f)) for f in ("DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"))
    # of the party under that name; since 2023 also without a name, where the party's further birth dates stand
    if born:
        _add_birth_date(born, f"{where}/DATE_OF_BIRTH", draft, f"as {text}" if text else "")
    if city or country:
        place = ", ".join(p for p in (city, country) if p)
        draft.add("birthPlace", place, f"{where}/CITY_OF_BIRTH", original=_with(place, f"as {text}" if text else ""))
        draft.add_territory("birthCountry", country, f"{where}/COUNTRY_OF_BIRTH")


def _read_address(address: Fields, where: str, draft: Draft) -> None:
    parts = [address.take(part) for part in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")]
    country, note = address.take("COUNTRY"), _take_note(address)
    whole = ", ".join(p for p in (*parts, country) if p)
    if any(parts):
        draft.add("address", whole, where, original=_with(whole, note))
    elif note.startswith("Branch Office"):
        draft.add("address", note, f"{where}/NOTE")
    elif note:
        draft.add("notes", f"Address: {_with(country, note)}", f"{where}/NOTE")
    draft.add_territory("country", country, f"{where}/COUNTRY")


def _take_note(fields: Fields) -> str:
    return _something(fields.take("NOTE").strip(" ,"))


def _something(text: str) -> str:
    return "" if text.casefold() in _NOTHING else text


def _with(text: str, remark: str) -> str:
    return " ".join(p for p in (text, f"[{remark}]" if remark else "") if p)
