"""A designation into statements: each field to its FollowTheMoney property, and what has none to a note that names the field."""

import re
from collections.abc import Callable, Iterable

from sanksi.ledger import clean_territory
from sanksi.ledger.vocabulary import properties_of
from sanksi.lists.draft import Draft
from sanksi.lists.gb_fcdo.designation import Designation, Name
from sanksi.lists.gb_fcdo.links import Link
from sanksi.lists.gb_fcdo.texts import (
    find_paper_number,
    find_register_numbers,
    is_un_reference,
    split_numbered,
    split_papers,
    split_values,
)
from sanksi.lists.identifiers import clean_number

MAX_IDENTIFIER = 64
"""The longest identifier FollowTheMoney takes; a longer text is a note."""

MAX_TERRITORY = 200
"""The longest text that is looked at as a territory; the longest real one has 77 characters."""

_LISTING = {
    "UniqueID": "authorityId",
    "OFSIGroupID": "recordId",
    "RegimeName": "program",
    "UKStatementofReasons": "reason",
}
_LISTING_DATES = {"DateDesignated": "listingDate", "LastUpdated": "modifiedAt", "UKDateDesignated": "startDate"}
_LISTING_PARTS = {"DesignationSource": "authority", "SanctionsImposed": "provisions"}
_TEXTS = {
    "Title": ("title", "Title"),
    "Position": ("position", "Position"),
    "TypeOfEntity": ("legalForm", "Type of entity"),
    "TypeOfShip": ("type", "Type of ship"),
    "TonnageOfShip": ("tonnage", "Tonnage of ship"),
    "LengthOfShip": ("", "Length of ship"),
    "ParentCompany": ("", "Parent company"),
    "Subsidiary": ("", "Subsidiary"),
    "CurrentOwnerOperator": ("", "Current owner/operator"),
    "PreviousOwnerOperator": ("", "Previous owner/operator"),
    "HullIdentificationNumber": ("registrationNumber", "Hull identification number"),
}
_TERRITORIES = {
    "Nationality": ("nationality", "Nationality"),
    "CurrentBelievedFlagOfShip": ("flag", "Current believed flag of ship"),
    "PreviousFlag": ("pastFlags", "Previous flag"),
}
_DATES = {"DOB": ("birthDate", "Date of birth"), "YearBuilt": ("buildDate", "Year built")}
_CONTACTS: dict[str, tuple[str, str, Callable[[str], bool]]] = {
    "PhoneNumber": ("phone", "Phone number", re.compile(r"\+[\d\s().-]{7,25}$").match),  # type: ignore[dict-item]
    "EmailAddress": ("email", "Email address", re.compile(r"[^@\s]+@[\w.-]+\.\w{2,}$").match),  # type: ignore[dict-item]
    "Website": ("website", "Website", re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$").match),  # type: ignore[dict-item]
}
_OTHERS = ("UNReferenceNumber", "OtherInformation", "Gender", "BusinessRegistrationNumber", "IMONumber")

_IN_WORDS = {"PassportDetails": "passportNumber", "NIDetails": "idNumber"}
_LABELS = {"passportNumber": "Passport", "idNumber": "National identifier"}

KNOWN = frozenset(
    (*_IN_WORDS, *_LISTING, *_LISTING_DATES, *_LISTING_PARTS, *_TEXTS, *_TERRITORIES, *_DATES, *_CONTACTS, *_OTHERS)
)
"""Fields that stand alone and are read; another one with content is an issue."""

_CONTROL = {  # field: schema of the relation, whether the other party is its first end, role
    "ParentCompany": ("Ownership", True, "Parent company"),
    "Subsidiary": ("Ownership", False, "Parent company"),
    "CurrentOwnerOperator": ("UnknownLink", True, "Current owner/operator"),
    "PreviousOwnerOperator": ("UnknownLink", True, "Previous owner/operator"),
}


def write_designation(found: Designation, links: Iterable[Link], draft: Draft) -> None:
    """Add the statements and issues of a designation; the draft has been started with its id and schema."""
    person = draft.schema == "Person"
    if not found.names and not found.scripts:
        draft.issue("Names", "", "designation without a name", "error")
    for name in found.names:
        _write_name(name, draft, person=person)
    for text, language in found.scripts:
        where = "NonLatinNames/NonLatinName"
        lang = draft.look_up("language", language, f"{where}/NonLatinScriptLanguage") if language and text else None
        draft.add("alias", text, where, lang=lang)
    _write_listing(found, draft)
    _write_values(found, draft)
    for address in found.addresses:
        if any(address[:-1]):
            draft.add("address", ", ".join(p.strip(" ,") for p in address if p.strip(" ,")), "Addresses/Address")
        _add_territory("country", "Country of address", address[-1], "Addresses/Address/AddressCountry", draft)
    for town, country in found.birth_places:
        _write_birth_place(town, country, draft)
    for paper in found.papers:
        _write_paper(paper.prop, paper.number, paper.details, draft)
    for field, _, other in links:
        schema, other_first, role = _CONTROL[field]
        own = draft.entity_id.removeprefix(f"{draft.spec.id}-")
        left, right = (other, own) if other_first else (own, other)
        draft.add_relation(schema, left, right, field, role=role)


def _write_name(name: Name, draft: Draft, *, person: bool) -> None:
    where = "Names/Name"
    prop = draft.look_up("name_type", name.kind, f"{where}/NameType") or "weakAlias"
    strength = draft.look_up("alias_strength", name.strength, f"{where}/AliasStrength")
    if prop == "alias":
        prop = strength or "weakAlias"
    draft.add(prop, name.whole, where)
    first, second, *middle, last = name.parts
    given = any(name.parts[:-1])
    if person and given and prop in ("name", "alias"):
        draft.add("firstName", first, f"{where}/Name1")
        draft.add("secondName", second, f"{where}/Name2")
        for number, part in enumerate(middle, 3):
            draft.add("middleName", part, f"{where}/Name{number}")
        draft.add("lastName", last, f"{where}/Name6")
    elif given and last and not person:  # two ways to write one name, in fields that are meant for persons
        draft.issue(
            where, name.whole, "given names of a party that is no person: each part is kept as a name too", "note"
        )
        draft.add(prop if prop != "name" else "alias", last, f"{where}/Name6")
        draft.add(prop if prop != "name" else "alias", " ".join(p for p in name.parts[:-1] if p), where)


def _write_listing(found: Designation, draft: Draft) -> None:
    for field, prop in _LISTING.items():
        for text in found.get(field):
            draft.add(prop, text, field, listing=True)
    for field, prop in _LISTING_DATES.items():
        for text in found.get(field):
            draft.add_date(prop, text.removesuffix(" 00:00:00"), field, listing=True)
    provisions = set()
    for field, prop in _LISTING_PARTS.items():
        for part in dict.fromkeys(p.strip() for text in found.get(field) for p in text.split("|")):
            draft.add(prop, part, field, listing=True)
            provisions.add(_letters(part))
    for measure in found.indicators:  # they repeat SanctionsImposed; one that does not is told
        if _letters(measure) not in provisions:
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", measure)
            draft.add("provisions", words, f"SanctionsImposedIndicators/{measure}", listing=True)
    for text in (part for whole in found.get("UNReferenceNumber") for part in whole.split("|")):
        if is_un_reference(text):
            draft.add("unscId", text, "UNReferenceNumber", listing=True)
        else:
            draft.issue("UNReferenceNumber", text, "not a UN reference")


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _write_values(found: Designation, draft: Draft) -> None:
    for text in found.get("OtherInformation"):
        draft.add("notes", text, "OtherInformation")
    for field, (prop, label) in _TEXTS.items():
        for text in found.get(field):
            for part in split_values(text):
                _add(prop, label, part, field, draft)
    for field, (prop, label) in _TERRITORIES.items():
        for text in found.get(field):
            for part in split_values(text):
                _add_territory(prop, label, part, field, draft)
    for field, (prop, label) in _DATES.items():
        for text in found.get(field):
            for part in split_values(text):
                if prop in properties_of(draft.schema):
                    draft.add_date(prop, part, field)
                else:
                    _add("", label, part, field, draft)
    for field, (prop, label, is_valid) in _CONTACTS.items():
        for text in found.get(field):
            for part in (p.strip() for numbered in split_values(text) for p in re.split(r"[;|]|,\s", numbered)):
                value = re.sub(r"[^\d+]", "", part) if prop == "phone" and is_valid(part) else part
                _add(prop if is_valid(part) else "", label, value, field, draft, original=part)
    for text in found.get("Gender"):
        for part in split_values(text):
            word = draft.look_up("gender", part, "Gender")
            _add("gender" if word else "", "Gender", word or part, "Gender", draft, original=part)
    for text in found.get("BusinessRegistrationNumber"):
        for part in split_values(text):
            _write_registration(part, draft)
    for text in found.get("IMONumber"):
        for part in split_values(text):
            if "imoNumber" in properties_of(draft.schema):
                draft.add_number("imoNumber", part, "IMONumber")
            else:
                _add("", "IMO number", part, "IMONumber", draft)
    for field, prop in _IN_WORDS.items():
        for text in found.get(field):
            for part in split_papers(text):
                number = find_paper_number(part)
                if number is None:
                    draft.issue(field, part, "no one number in these words: kept as a note", "note")
                _add(prop if number else "", _LABELS[prop], number or part, field, draft, original=part)
    for field in sorted(found.values.keys() - KNOWN):
        for text in found.get(field):
            if field not in draft.spec.ignored:
                draft.issue(field, text, "field not read")


def _write_registration(text: str, draft: Draft) -> None:
    where, label = "BusinessRegistrationNumber", "Business registration number"
    numbers = list(find_register_numbers(text))
    for prop, number in numbers:
        if prop in properties_of(draft.schema) and prop != "registrationNumber":
            draft.add_number(prop, number, where, original=text)
        else:
            _add("registrationNumber", label, number, where, draft, original=text)
    if not numbers:
        _add("", label, text, where, draft)


def _write_paper(prop: str, number: str, details: str, draft: Draft) -> None:
    label = _LABELS[prop]
    where = "PassportNumber" if prop == "passportNumber" else "NationalIdentifierNumber"
    for part in split_values(number):
        register = next((p for p in ("innCode", "ogrnCode") if re.search(rf"\b{p[:-4]}\b", details, re.IGNORECASE)), "")
        if register and prop == "idNumber" and clean_number(register, part):
            draft.add_number(register, part, where)
        else:
            _add(prop, label, part, where, draft)
    if details:
        draft.add("notes", f"{label}{' ' if number else ''}{number}: {details}", f"{where[:-6]}AdditionalInformation")


def _write_birth_place(town: str, country: str, draft: Draft) -> None:
    where = "BirthDetails/Location"
    towns, countries = split_numbered(town), split_numbered(country)
    numbered = towns.keys() == countries.keys() or not towns or not countries
    for number in sorted(towns.keys() | countries.keys()):
        place = (
            ", ".join(p for p in (towns.get(number, ""), countries.get(number, "")) if p)
            if numbered
            else towns.get(number)
        )
        _add("birthPlace", "Place of birth", place or "", where, draft)
    for part in dict.fromkeys(countries.values()):
        _add_territory("birthCountry", "Country of birth", part, f"{where}/CountryOfBirth", draft)


def _add(prop: str, label: str, text: str, where: str, draft: Draft, *, original: str | None = None) -> None:
    """A value of a property that this kind of party has; else, or when it is too long for an identifier, a note that names the field."""
    fits = len(text) <= MAX_IDENTIFIER or not prop.endswith("Number")
    if prop in properties_of(draft.schema) and fits:
        draft.add(prop, text, where, original=original)
    elif text:
        draft.add("notes", f"{label}: {original or text}", where)


_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")
_NOW = re.compile(r"[(\s]now ([^()]+)\)?$")


def _add_territory(prop: str, label: str, text: str, where: str, draft: Draft) -> None:
    """A territory, without the remark that may follow it in brackets; of "Kazakh SSR (now Kazakhstan)" the present one.

    "Iraq/Jordan" and "Iraq and Jordan" are two when both are known; what is not known is an issue and a note.
    """
    text = text.strip(" .,;")
    if not text:
        return
    if prop not in properties_of(draft.schema):
        _add("", label, text, where, draft)
        return
    if len(text) > MAX_TERRITORY:
        draft.issue(where, text, "too long for a territory: kept as a note")
        _add("", label, text, where, draft)
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
                _add("", label, text, where, draft)
            return
    draft.issue(where, text, "territory not known: kept as a note")
    _add("", label, text, where, draft)
