"""OFAC's typed texts: the remarks of the legacy tables, and the ids of the legacy XML, which are the same parts unjoined.

A part is a type, its value and what belongs to it ("Passport A123 (Iran) issued 04 Jan 1999 expires 04 Jan 2009"). The list's YAML says
under `remark` which property each type holds; what begins with no known type is free text and stands in the notes.

Source: OFAC, "Specially Designated Nationals and Blocked Persons, Data Specification", 2023-09-25 (weak aliases in quotation marks,
remarks of at most 1,000 characters). The types are those of the reference values of SDN_ADVANCED and SDN_ENHANCED.
"""

import re
from collections.abc import Iterable

from sanksi.ledger import PROPERTY_TYPES, clean_territory, properties_of
from sanksi.lists.dates import clean_date, is_circa
from sanksi.lists.draft import Draft
from sanksi.lists.identifiers import clean_number

LINK_CUE = "Linked To:"

_ALT = "alt. "
_LONGEST_NUMBER = 200
_LONGEST_DATE = 60  # bounds the time that a hostile text can take
# two of OFAC's fixed texts have semicolons of their own
_SEPARATOR = re.compile(r";\s+(?!tax consultancy\b|U\.S\. Persons Must Continue\b)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$")
_QUOTED = re.compile(r"(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.) ['\"](.*?)['\"]?$")
_RANGE = re.compile(r"(.*\d{4}) to (.*\d{4})$|((?:circa )?\d{4})-(\d{4})$")
_QUALIFIER = re.compile(r"\([^()]*\)[:\s]*")
_PLACE = re.compile(r"\(([^()]*)\)")
_AFTER_NUMBER = re.compile(r"\s(?:issued|expires|and)\s|,\s|\s\(")
_LABEL = re.compile(r"#\s*|No\.?:\s*|[A-Za-z]{2,12}:\s+")
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}$")
_IMO = re.compile(r"IMO\s+\d")
_WALLET = re.compile(r"([A-Z0-9]{2,8}) (\S{20,120})$")
_ADDRESS = re.compile(r"https?://\S+[^\s.,;)]")
_FORMS = {
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}$"),
    "website": re.compile(r"(?:https?://)?[^\s/@]+\.[^\s/@.]{2,}(?:/\S*)?$"),
    "phone": re.compile(r"\+[1-9][\d ()./-]{6,24}$"),  # without its country a number is no number to dial
}

_COMPANY_ONLY = properties_of("Company") - properties_of("Organization")
_IN_RUSSIA = {"taxNumber": "innCode", "registrationNumber": "ogrnCode", "idNumber": "ogrnCode", "okpoCode": "okpoCode"}
"""Russian numbers are told by country and check digits: tax numbers that are INN, numbers of registers that are OGRN, gazette numbers
that are OKPO (511 of 523 in the SDN list of 2023-12-28 and 2024-05-03 pass its check, one in eleven would by chance)."""


def split_parts(remarks: str) -> list[str]:
    """The parts of remarks, in order, white space folded."""
    text = " ".join(remarks.split()).rstrip(". ")
    return [part for raw in _SEPARATOR.split(text) if (part := raw.strip())]


def linked_name(part: str) -> str:
    """The name a part links to ("Linked To: ROSTEC", "(Linked To: ROSTEC)"), or an empty text."""
    text = part.lstrip("(")
    if not text.startswith(LINK_CUE):
        return ""
    name = text.removeprefix(LINK_CUE).strip()
    return name[:-1] if name.endswith(")") and name.count(")") > name.count("(") else name


class Remarks:
    """Adds parts of remarks to the draft's current entity.

    Args:
        draft: of the edition; its list has the table `remark`.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._table = draft.spec.lookups["remark"]
        types = "|".join(re.escape(word) for word in sorted(self._table, key=lambda w: (-len(w), w)))
        self._type = re.compile(rf"({types})(?=[\s:,]|$)[\s:,-]*", re.IGNORECASE)

    def knows(self, kind: str) -> bool:
        """Whether a type by itself ("Tax ID No.", "Target Type:") is known."""
        found = self._type.match(kind)
        return found is not None and (
            found.end() == len(kind) or self._table[found[1].casefold()].startswith(("listing:", "wallet"))
        )

    def refine_schema(self, schema: str, parts: Iterable[str]) -> str:
        """Company instead of Organization for one that OFAC calls a company or that has numbers only companies have."""
        if schema != "Organization":
            return schema
        for part in parts:
            prop, value = self._classify(part)
            if prop in _COMPANY_ONLY:
                return "Company"
            if prop == "legalForm" and value.casefold() in self._draft.spec.lookups["company"]:
                return "Company"
        return schema

    def _classify(self, part: str) -> tuple[str, str]:
        text = part.removeprefix(_ALT)
        found = self._type.match(text)
        return (self._table[found[1].casefold()], text[found.end() :]) if found else ("", text)

    def read(self, part: str, where: str) -> None:
        """Add one part; parts with links are left out: they are read when all entries are known."""
        draft = self._draft
        if linked_name(part):
            return
        text = part.removeprefix(_ALT)
        if quoted := _QUOTED.match(text):
            add_name(draft, "weakAlias", quoted[2], where)
            return
        prop, rest = self._classify(part)
        if prop.startswith("listing:"):
            _add_listing(prop.removeprefix("listing:"), text, rest, where, draft)
        elif prop == "wallet" and (wallet := _WALLET.match(rest)):
            draft.add_wallet(wallet[1], wallet[2], where)
        elif not rest or prop == "notes" or prop not in properties_of(draft.schema):
            draft.add("notes", text, where)
        elif PROPERTY_TYPES.get(prop) == "identifier":
            _add_number(prop, rest, text, where, draft)
        else:
            _add_typed(prop, rest, text, where, draft)


def _add_listing(prop: str, text: str, rest: str, where: str, draft: Draft) -> None:
    if PROPERTY_TYPES.get(prop) == "date":
        found = _QUALIFIER.match(rest)
        day = rest[found.end() :] if found else rest
        draft.add_date(prop, day, f"{where}/{text.removesuffix(day).strip(' :')}", listing=True)
    elif prop == "programUrl" and (address := _ADDRESS.search(text)):
        draft.add(prop, address[0], where, original=text, listing=True)
    else:
        draft.add("provisions" if prop == "programUrl" else prop, text, where, listing=True)


def _add_number(prop: str, rest: str, text: str, where: str, draft: Draft) -> None:
    number = _AFTER_NUMBER.split(rest[_skip_label(rest) :], maxsplit=1)[0].strip(" ,.")
    if _IMO.match(number) and "imoNumber" in properties_of(draft.schema):
        prop = "imoNumber"
    if not number or len(number) > _LONGEST_NUMBER or not (_has_digit(number) or _may_be_letters(prop, draft.schema)):
        draft.add("notes", text, where)
        return
    if "ru" in (clean_territory(place) for place in _PLACE.findall(rest)):
        russian = _IN_RUSSIA.get(prop, "")
        if russian in properties_of(draft.schema) and clean_number(russian, number) is not None:
            prop = russian
        elif prop == "okpoCode":
            prop = "registrationNumber"
    elif prop == "okpoCode" or (prop == "leiCode" and number.isdecimal()):  # OFAC's words promise neither
        prop = "registrationNumber"
    elif prop == "socialSecurityNumber" and not _SSN.match(number):
        prop = "idNumber"
    draft.add_number(prop, number, where, original=text)


def _skip_label(text: str) -> int:
    found = _LABEL.match(text)
    return found.end() if found else 0


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _may_be_letters(prop: str, schema: str) -> bool:
    """Without a digit "License revoked" is a sentence, but SABRRUMM is a bank and G-VAIR an aircraft."""
    return prop in ("swiftBic", "ticker", "callSign") or schema == "Airplane"


def _add_typed(prop: str, rest: str, text: str, where: str, draft: Draft) -> None:
    form = _FORMS.get(prop)
    kind = PROPERTY_TYPES.get(prop)
    if form is not None and not form.match(rest):
        draft.add("notes", text, where)
    elif kind == "country":
        add_territory(prop, rest, where, draft)
    elif kind == "date":
        _add_dates(prop, rest, text, where, draft)
    elif kind == "gender":
        draft.add(prop, rest.casefold(), where, original=rest)
    else:
        draft.add(prop, rest, where)


def _add_dates(prop: str, rest: str, text: str, where: str, draft: Draft) -> None:
    if len(rest) > _LONGEST_DATE:
        draft.issue(where, text, "not a date")
        draft.add("notes", text, where)
    elif found := _RANGE.match(rest):
        first, last = found[1] or found[3], found[2] or found[4]
        draft.add_date_range(prop, first, last, where, original=rest, circa=is_circa(rest))
    elif clean_date(rest):
        draft.add_date(prop, rest, where)
    else:
        draft.issue(where, text, "not a date")
        draft.add("notes", text, where)


def add_name(draft: Draft, prop: str, name: str, where: str) -> None:
    """A name as OFAC writes it; those of persons ("FAMILY, Given") are stored in the order they are spoken, with the original kept.

    Primary names and strong aliases of persons also give their parts.
    """
    family, comma, given = name.partition(", ")
    if draft.schema == "Person" and comma and given:
        draft.add(prop, f"{given} {family}", where, original=name)
        if prop in ("name", "alias"):
            draft.add("firstName", given, where)
            draft.add("lastName", family, where)
    else:
        draft.add(prop, name, where)


def add_territory(prop: str, text: str, where: str, draft: Draft) -> None:
    """A territory of the entity; one that has no code ("Netherlands Antilles") stands in the notes."""
    if has_no_code(text, draft):
        draft.add("notes", f"{prop}: {text}", where)
    else:
        draft.add_territory(prop, text, where)


def has_no_code(text: str, draft: Draft) -> bool:
    """Whether the text names a territory without a code; "undetermined" names none."""
    word = text.casefold()
    return draft.spec.lookups["territory"].get(word) == "none" and word not in draft.spec.lookups["nothing"]


def add_tonnage(prop: str, text: str, where: str, draft: Draft) -> None:
    """A vessel's tonnage without separators: the tables write 99,144 where the XML has 99144."""
    value = text.replace(",", "") if _THOUSANDS.match(text) else text
    draft.add(prop, value, where, original=text)


def add_address(street: str, city: str, country: str, where: str, draft: Draft) -> None:
    """An address as one text, and the territory it lies in."""
    if street or city or has_no_code(country, draft):
        draft.add("address", ", ".join(text for text in (street, city, country) if text), where)
    draft.add_territory("country", country, where)


def add_programs(programs: Iterable[str], where: str, draft: Draft) -> None:
    """The programmes an entry is listed under, by OFAC's tags."""
    for tag in programs:
        draft.add("program", tag, where, listing=True)
