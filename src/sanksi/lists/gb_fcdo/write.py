"""A designation into statements: its names, addresses, papers, places and links, and the values that stand alone."""

import re
from collections.abc import Iterable

from sanksi.lists.draft import Draft
from sanksi.lists.gb_fcdo.designation import Designation, Name
from sanksi.lists.gb_fcdo.links import Link
from sanksi.lists.gb_fcdo.texts import split_numbered, split_values
from sanksi.lists.gb_fcdo.values import add_or_note, add_territory, write_value
from sanksi.lists.identifiers import clean_number

_LABELS = {"passportNumber": "Passport", "idNumber": "National identifier"}
_NUMBER = re.compile(r"^\(?(?:[a-h]|\d)\) ?")
"""What counts an address among those of other rows."""

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
    _write_indicators(found, draft)
    for field, texts in found.values.items():
        for text in texts:
            write_value(text, field, draft)
    for address in found.addresses:
        if any(address[:-1]):
            whole = ", ".join(p.strip(" ,") for p in address if p.strip(" ,"))
            draft.add("address", _NUMBER.sub("", whole), "Addresses/Address", original=whole)
        add_territory("country", "Country of address", address[-1], "Addresses/Address/AddressCountry", draft)
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


def _write_indicators(found: Designation, draft: Draft) -> None:
    """The measures marked true: they repeat SanctionsImposed, and one that does not is a provision too."""
    provisions = {_letters(part) for text in found.get("SanctionsImposed") for part in text.split("|")}
    for measure in found.indicators:
        if _letters(measure) not in provisions:
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", measure)
            draft.add("provisions", words, f"SanctionsImposedIndicators/{measure}", listing=True)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _write_paper(prop: str, number: str, details: str, draft: Draft) -> None:
    label = _LABELS[prop]
    where = "PassportNumber" if prop == "passportNumber" else "NationalIdentifierNumber"
    for part in split_values(number):
        register = next((p for p in ("innCode", "ogrnCode") if re.search(rf"\b{p[:-4]}\b", details, re.IGNORECASE)), "")
        if register and prop == "idNumber" and clean_number(register, part):
            draft.add_number(register, part, where)
        else:
            add_or_note(prop, label, part, where, draft)
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
        add_or_note("birthPlace", "Place of birth", place or "", where, draft)
    for part in dict.fromkeys(countries.values()):
        add_territory("birthCountry", "Country of birth", part, f"{where}/CountryOfBirth", draft)
