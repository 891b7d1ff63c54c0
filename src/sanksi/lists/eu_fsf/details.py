"""Birth, citizenship, address and identification of an entity."""

import re

from sanksi.ledger import properties_of
from sanksi.lists.draft import Draft
from sanksi.lists.eu_fsf.record import Record, fold_remark

_UNKNOWN = frozenset({"", "00", "unknown"})
_PHONE = re.compile(r"(?:\+|00)\s*([1-9][\d\s().-]{5,20}\d)")
_EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[A-Za-z]{2,}")
_WEB = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
_OLDEST = 1850
"""A birth year before it is one of another calendar: no listed party is that old, and 13xx or 14xx are years of the two hijri calendars."""

_FLAGS = {
    "diplomatic": "diplomatic",
    "knownExpired": "known to be expired",
    "knownFalse": "known to be false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by the issuer",
}
_SAID = {
    "issuedBy": "issued by {}",
    "issueDate": "issued on {}",
    "validFrom": "valid from {}",
    "validTo": "valid to {}",
    "region": "region {}",
}


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _read_country(record: Record, prop: str, draft: Draft) -> str:
    """Add the territory and give its description; nothing for an unknown one."""
    code, name = record.take("countryIso2Code"), record.take("countryDescription")
    where = f"{record.tag}/@countryIso2Code"
    if code.casefold() not in _UNKNOWN:
        draft.add_territory(prop, code, where)
    elif name.casefold() not in _UNKNOWN:
        draft.add_territory(prop, name, f"{record.tag}/@countryDescription")
    return "" if name.casefold() in _UNKNOWN else name


def _read_remark(record: Record, about: str, draft: Draft) -> None:
    if remark := record.take_remark():
        draft.add("notes", f"{about}: {remark}", f"{record.tag}/remark", original=remark)


def read_birth(record: Record, draft: Draft) -> None:
    """Date and place of birth. A date of another calendar is only taken where the publisher gives the Gregorian day beside it."""
    where = record.tag
    calendar = record.take("calendarType")
    circa = record.take_flag("circa")
    day = record.take("birthdate")
    parts = [record.take(name) for name in ("year", "monthOfYear", "dayOfMonth")]
    first, last = record.take("yearRangeFrom"), record.take("yearRangeTo")
    place = _join(*(record.take(name) for name in ("city", "place", "region", "zipCode")))
    place = _join(place, _read_country(record, "birthCountry", draft))
    draft.add("birthPlace", place, where)
    if day:
        draft.add_date("birthDate", day, f"{where}/@birthdate", circa=circa)
    if not calendar or draft.look_up("calendar", calendar, f"{where}/@calendarType") == "gregorian":
        _read_parts(day, parts, draft, circa=circa)
        if first and last:
            draft.add_date_range("birthDate", first, last, f"{where}/@yearRangeFrom", circa=circa)
        elif first or last:
            draft.issue(f"{where}/@yearRangeFrom", first or last, "a range with one end")
    elif stated := _join("-".join(p for p in parts if p), f"{first} to {last}" if first or last else ""):
        draft.issue(
            where,
            f"{stated} ({calendar})",
            "date of another calendar: the publisher's own Gregorian day stands instead" if day else "date of another calendar: not compared",
            "note" if day else "warning",
        )  # fmt: skip
        draft.add("notes", f"Born {stated} ({calendar} calendar)", f"{where}/@calendarType")
    _read_remark(record, f"Born {_join(day or '-'.join(p for p in parts if p), place)}", draft)


def _read_parts(day: str, parts: list[str], draft: Draft, *, circa: bool) -> None:
    """Year, month and day as numbers; nothing when they only repeat the whole date."""
    year, month, number = (part.zfill(2) if part else "" for part in parts)
    where = "birthdate/@year"
    if not year:
        if month or number:
            draft.issue(where, f"{year}-{month}-{number}", "part of a date without its year")
        return
    if not (year.isdecimal() and len(year) == len("1965") and int(year) >= _OLDEST):
        draft.issue(
            where, "-".join(p for p in parts if p), "not a year of birth in the Gregorian calendar: not compared"
        )
        draft.add("notes", f"Born {'-'.join(p for p in parts if p)}", where)
        return
    if number and not month:
        draft.issue(where, f"{year}-{month}-{number}", "day of a date without its month")
        number = ""
    written = "-".join(part for part in (year, month, number) if part)
    if not day.startswith(written):
        if day:
            draft.issue(where, f"{day}, {written}", "the date and its parts differ: both are kept", "note")
        draft.add_date("birthDate", written, where, circa=circa)


def read_citizenship(record: Record, draft: Draft) -> None:
    """A nationality (an enterprise's territory); since when, until when and the region are told in a note."""
    code = record.values.get("countryIso2Code", "")
    name = _read_country(record, "nationality" if draft.schema == "Person" else "country", draft) or code
    said = _join(
        *(
            form.format(text)
            for attribute, form in (
                ("region", "{}"),
                ("acquisitionDate", "acquired on {}"),
                ("disenfranchisementDate", "lost on {}"),
            )
            if (text := record.take(attribute))
        )
    )
    if said:
        draft.add("notes", f"Citizenship {name}: {said}", f"{record.tag}/@region")
    _read_remark(record, f"Citizenship {name}", draft)


def read_address(record: Record, draft: Draft) -> None:
    """An address on one line, its territory, and the ways to reach the party there."""
    where = record.tag
    box = record.take("poBox")
    if box and not re.search(r"box|b\.?p\.?|p/?o", box, re.IGNORECASE):
        box = f"P.O. Box {box}"
    street, place = record.take("street"), record.take("place")
    city = " ".join(part for part in (record.take("zipCode"), record.take("city")) if part)
    text = _join(street, place, box, city, record.take("region"))
    country = _read_country(record, "country", draft)
    if text:
        draft.add("address", _join(text, country), where)
    about = f"Address {_join(text, country)}"
    if record.take_flag("asAtListingTime"):
        draft.add("notes", f"{about}: as at the time of listing", f"{where}/@asAtListingTime")
    _read_remark(record, about, draft)
    for contact in record.take_children("contactInfo"):
        _read_contact(contact, draft)
        contact.audit(draft, where)


def _read_contact(contact: Record, draft: Draft) -> None:
    """A phone number, e-mail address or site; what is not well-formed stands in a note as it is written."""
    where = "address/contactInfo"
    key, text = contact.take("key"), contact.take("value")
    kind = draft.look_up("contact", key, f"{where}/@key") if text else None
    left = []
    for piece in re.split(r"[;,\s]+" if kind in ("email", "website") else r"[;,]\s*", text):
        if kind == "phone" and (found := _PHONE.fullmatch(piece)):
            digits = re.sub(r"\(0\)|\D", "", found[1])
            draft.add("phone", f"+{digits}", where, original=piece)
        elif kind == "email" and _EMAIL.fullmatch(piece):
            draft.add("email", piece, where)
        elif kind == "website" and _WEB.fullmatch(piece):
            draft.add("website", piece if "://" in piece else f"http://{piece}", where, original=piece)
        elif piece:
            left.append(piece)
    if left:
        draft.add("notes", f"{key.capitalize()}: {'; '.join(left)}", where, original=text)


def read_identification(record: Record, draft: Draft) -> None:
    """A document's or register's number; whose it is, until when, and whether it is false or lost stands in a note."""
    where = record.tag
    number, latin = record.take("number"), record.take("latinNumber")
    code, kind = record.take("identificationTypeCode"), record.take("identificationTypeDescription")
    name = record.take("nameOnDocument")
    remark = record.take_remark()
    prop = draft.look_up("identification", code, f"{where}/@identificationTypeCode") or "idNumber"
    prop = draft.spec.lookups["identification_remark"].get(fold_remark(remark), prop)
    if prop not in properties_of(draft.schema):
        prop = "idNumber"
    for text, attribute in ((number, "number"), (latin, "latinNumber")):
        if re.search(r"\w", text):
            draft.add_number(prop, text, f"{where}/@{attribute}")
        elif text:
            draft.issue(f"{where}/@{attribute}", text, "no number", "note")
    draft.add("weakAlias", name, f"{where}/@nameOnDocument")
    territory, land = record.take("countryIso2Code"), record.take("countryDescription")
    said = [label for attribute, label in _FLAGS.items() if record.take_flag(attribute)]
    said += [form.format(text) for attribute, form in _SAID.items() if (text := record.take(attribute))]
    if territory := " ".join(word for word in (territory, land) if word.casefold() not in _UNKNOWN):
        said.append(f"territory {territory}")
    if name:
        said.append(f"name on the document: {name}")
    if remark:
        said.append(remark)
    if said:
        kind = kind or draft.spec.lookups["identification_name"].get(code.casefold(), code)
        draft.add("notes", f"{kind} {number or latin}: {'; '.join(said)}", where, original=remark or None)
