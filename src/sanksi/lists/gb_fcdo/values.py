"""The fields of a designation that stand alone, each to its FollowTheMoney property; what has none is a note that names the field."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from sanksi.ledger import clean_territory
from sanksi.ledger.vocabulary import properties_of
from sanksi.lists.draft import Draft
from sanksi.lists.gb_fcdo.texts import (
    find_paper_number,
    find_register_numbers,
    is_un_reference,
    kind_of_reference,
    split_papers,
    split_values,
)

MAX_IDENTIFIER = 64
"""The longest identifier FollowTheMoney takes; a longer text is a note."""

MAX_TERRITORY = 200
"""The longest text that is looked at as a territory; the longest real one has 77 characters."""

Write = Callable[[str, str, Draft], None]
"""Writes a text of a field: the text, the field, the draft."""


def write_value(text: str, field: str, draft: Draft) -> None:
    """The statements of one text of a field that stands alone; an issue when the field is not known."""
    if write := _FIELDS.get(field):
        write(text, field, draft)
    elif field not in draft.spec.ignored:
        draft.issue(field, text, "field not read")


def add_or_note(prop: str, label: str, text: str, where: str, draft: Draft, *, original: str | None = None) -> None:
    """A value of a property that this kind of party has; else, or when it is too long for an identifier, a note that names the field."""
    fits = len(text) <= MAX_IDENTIFIER or not prop.endswith("Number")
    if prop in properties_of(draft.schema) and fits:
        draft.add(prop, text, where, original=original)
    elif text:
        draft.add("notes", f"{label}: {original or text}", where)


_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")
_NOW = re.compile(r"[(\s]now ([^()]+)\)?$")


def add_territory(prop: str, label: str, text: str, where: str, draft: Draft) -> None:
    """A territory, without the remark that may follow it in brackets; of "Kazakh SSR (now Kazakhstan)" the present one.

    "Iraq/Jordan" and "Iraq and Jordan" are two when both are known; what is not known is an issue and a note.
    """
    text = text.strip(" .,;")
    if not text:
        return
    if prop not in properties_of(draft.schema):
        add_or_note("", label, text, where, draft)
        return
    if len(text) > MAX_TERRITORY:
        draft.issue(where, text, "too long for a territory: kept as a note")
        add_or_note("", label, text, where, draft)
        return
    bare = _REMARK.sub(" ", text).strip(" .,;")
    readings = [[text], _NOW.findall(f" {text}"), [bare], [p.strip() for p in re.split(r"/|,|;| and |&", bare)]]
    known = draft.spec.lookups["territory"]
    for words in filter(None, readings):
        codes = [known.get(w.casefold()) or clean_territory(w) for w in words]
        if all(codes):
            for code in codes:
                if code and code != "none":
                    draft.add(prop, code, where, original=text)
            if "none" in codes:
                add_or_note("", label, text, where, draft)
            return
    draft.issue(where, text, "territory not known: kept as a note")
    add_or_note("", label, text, where, draft)


def _write_listing(prop: str, text: str, field: str, draft: Draft) -> None:
    draft.add(prop, text, field, listing=True)


def _write_listing_date(prop: str, text: str, field: str, draft: Draft) -> None:
    draft.add_date(prop, text.removesuffix(" 00:00:00"), field, listing=True)


def _write_listing_parts(prop: str, text: str, field: str, draft: Draft) -> None:
    for part in dict.fromkeys(text.split("|")):
        draft.add(prop, part, field, listing=True)


def _write_un_reference(text: str, field: str, draft: Draft) -> None:
    """A UN reference; one of an entity on a person, or the other way round, is the publisher's slip and would join two parties."""
    for part in text.split("|"):
        if not is_un_reference(part):
            draft.issue(field, part, "not a UN reference")
        elif {kind_of_reference(part), draft.schema} == {"Person", "Organization"}:
            draft.issue(field, part, f"a UN reference of another kind of party than {draft.schema}: not taken")
        else:
            draft.add("unscId", part, field, listing=True)


def _write_note(text: str, field: str, draft: Draft) -> None:
    draft.add("notes", text, field)


def _write_parts(prop: str, label: str, text: str, field: str, draft: Draft) -> None:
    for part in split_values(text):
        add_or_note(prop, label, part, field, draft)


def _write_territories(prop: str, label: str, text: str, field: str, draft: Draft) -> None:
    for part in split_values(text):
        add_territory(prop, label, part, field, draft)


def _write_dates(prop: str, label: str, text: str, field: str, draft: Draft) -> None:
    for part in split_values(text):
        if prop in properties_of(draft.schema):
            draft.add_date(prop, part, field)
        else:
            add_or_note("", label, part, field, draft)


_PHONE = re.compile(r"\+[\d\s().-]{7,25}$")
_EMAIL = re.compile(r"[^@\s]+@[\w.-]+\.\w{2,}$")
_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$")


def _write_contact(prop: str, label: str, form: re.Pattern[str], text: str, field: str, draft: Draft) -> None:
    for part in (p.strip() for numbered in split_values(text) for p in re.split(r"[;|]|,\s", numbered)):
        is_formed = form.match(part) is not None
        value = re.sub(r"[^\d+]", "", part) if is_formed and prop == "phone" else part
        add_or_note(prop if is_formed else "", label, value, field, draft, original=part)


def _write_gender(text: str, field: str, draft: Draft) -> None:
    for part in split_values(text):
        word = draft.look_up("gender", part, field)
        add_or_note("gender" if word else "", "Gender", word or part, field, draft, original=part)


def _write_registration(text: str, field: str, draft: Draft) -> None:
    label = "Business registration number"
    for part in split_values(text):
        numbers = list(find_register_numbers(part))
        for prop, number in numbers:
            if prop in properties_of(draft.schema) and prop != "registrationNumber":
                draft.add_number(prop, number, field, original=part)
            else:
                add_or_note("registrationNumber", label, number, field, draft, original=part)
        if not numbers:
            add_or_note("", label, part, field, draft)


def _write_imo(text: str, field: str, draft: Draft) -> None:
    for part in split_values(text):
        if "imoNumber" in properties_of(draft.schema):
            draft.add_number("imoNumber", part, field)
        else:
            add_or_note("", "IMO number", part, field, draft)


def _write_papers_in_words(prop: str, label: str, text: str, field: str, draft: Draft) -> None:
    for part in split_papers(text):
        number = find_paper_number(part)
        if number is None:
            draft.issue(field, part, "no one number in these words: kept as a note", "note")
        add_or_note(prop if number else "", label, number or part, field, draft, original=part)


_FIELDS: Mapping[str, Write] = {
    "UniqueID": partial(_write_listing, "authorityId"),
    "OFSIGroupID": partial(_write_listing, "recordId"),
    "RegimeName": partial(_write_listing, "program"),
    "UKStatementofReasons": partial(_write_listing, "reason"),
    "DateDesignated": partial(_write_listing_date, "listingDate"),
    "UKDateDesignated": partial(_write_listing_date, "startDate"),
    "LastUpdated": partial(_write_listing_date, "modifiedAt"),
    "DesignationSource": partial(_write_listing_parts, "authority"),
    "SanctionsImposed": partial(_write_listing_parts, "provisions"),
    "UNReferenceNumber": _write_un_reference,
    "OtherInformation": _write_note,
    "Title": partial(_write_parts, "title", "Title"),
    "Position": partial(_write_parts, "position", "Position"),
    "Gender": _write_gender,
    "DOB": partial(_write_dates, "birthDate", "Date of birth"),
    "Nationality": partial(_write_territories, "nationality", "Nationality"),
    "PassportDetails": partial(_write_papers_in_words, "passportNumber", "Passport"),
    "NIDetails": partial(_write_papers_in_words, "idNumber", "National identifier"),
    "PhoneNumber": partial(_write_contact, "phone", "Phone number", _PHONE),
    "EmailAddress": partial(_write_contact, "email", "Email address", _EMAIL),
    "Website": partial(_write_contact, "website", "Website", _WEBSITE),
    "TypeOfEntity": partial(_write_parts, "legalForm", "Type of entity"),
    "BusinessRegistrationNumber": _write_registration,
    "ParentCompany": partial(_write_parts, "", "Parent company"),
    "Subsidiary": partial(_write_parts, "", "Subsidiary"),
    "IMONumber": _write_imo,
    "CurrentOwnerOperator": partial(_write_parts, "", "Current owner/operator"),
    "PreviousOwnerOperator": partial(_write_parts, "", "Previous owner/operator"),
    "CurrentBelievedFlagOfShip": partial(_write_territories, "flag", "Current believed flag of ship"),
    "PreviousFlag": partial(_write_territories, "pastFlags", "Previous flag"),
    "TypeOfShip": partial(_write_parts, "type", "Type of ship"),
    "TonnageOfShip": partial(_write_parts, "tonnage", "Tonnage of ship"),
    "LengthOfShip": partial(_write_parts, "", "Length of ship"),
    "YearBuilt": partial(_write_dates, "buildDate", "Year built"),
    "HullIdentificationNumber": partial(_write_parts, "registrationNumber", "Hull identification number"),
}
