"""Who is who: when two records under one id are two parties, and when entries of several lists are one.

Never by name alone. Two entries are one party when a publisher says so (a UN reference in another list's entry), when they carry the same
number of a register that gives each number once (IMO for ships and, apart from it, for companies; LEI, INN, OGRN), or when they give one
passport number to one name. Two entries of one list with other references and no common name are never one, whatever another list says:
the EU gives one UN reference to two persons.
"""

import re
from collections.abc import Iterable

from sanksi.ledger.names import clean_identifier
from sanksi.ledger.values import Entity, Statement, build_entity
from sanksi.ledger.vocabulary import NAME_PROPERTIES, PROPERTY_TYPES, ancestry
from sanksi.names import fold_name

UN_LIST = "un-sc"

PASSPORT_LEAST = 5
"""Characters below which a passport number is not compared: shorter ones on the lists are parts or typing errors."""

_REGISTERS = ("leiCode", "innCode", "ogrnCode")
_REFERENCE = re.compile(r"([A-Z]{2})[ .]?([EIPV])[ .]?0*(\d+)$", re.IGNORECASE)
_OLD_REFERENCE = re.compile(r"([QT])([IE])\.[A-Z]\.0*(\d+)\.\d\d\.?$", re.IGNORECASE)
_OLD_LISTS = {"Q": "QD", "T": "TA"}
_NOT_REFERENCE = re.compile(r"[^0-9A-Z]+")


def clean_reference(text: str) -> str:
    """A UN reference as compared: one spelling for `QDi.043`, `QDi.43`, `QDI.043`, `QDi 043`, and `QI.X.43.01` of before 2015.

    The Al-Qaida and Taliban lists' references of old carry the same running number, with a letter and the year; those of Iran
    (`E.29.I.21`) do not, and stay as they are.

    >>> clean_reference("QDi.043"), clean_reference("QDi.43 "), clean_reference("QE.M.12.01."), clean_reference("1002063")
    ('QD.I.43', 'QD.I.43', 'QD.E.12', '1002063')
    """
    text = " ".join(text.split())
    if old := _OLD_REFERENCE.match(text):
        return f"{_OLD_LISTS[old[1].upper()]}.{old[2].upper()}.{int(old[3])}"
    if found := _REFERENCE.match(text):
        return f"{found[1].upper()}.{found[2].upper()}.{int(found[3])}"
    return _NOT_REFERENCE.sub("", text.upper())


def anchors_of(entity: Entity) -> frozenset[tuple[str, str]]:
    """The (kind, value) pairs by which the entity is known to be the same party as an entry elsewhere."""
    found = {("un", clean_reference(value)) for value in entity.listing.get("unscId", ())}
    if entity.list_id == UN_LIST:
        found |= {("un", clean_reference(value)) for value in entity.listing.get("authorityId", ())}
    own = {clean_reference(value) for prop in ("authorityId", "recordId") for value in entity.listing.get(prop, ())}
    found |= {(f"ref {entity.list_id}", value) for value in own}
    fleet = "ship-imo" if "Vessel" in ancestry(entity.schema) else "company-imo"
    found |= {(fleet, clean_identifier(value)) for value in entity.get("imoNumber")}
    found |= {(prop, clean_identifier(value)) for prop in _REGISTERS for value in entity.get(prop)}
    passports = {
        number for value in entity.get("passportNumber") if len(number := clean_identifier(value)) >= PASSPORT_LEAST
    }
    found |= {("passport", f"{number} {name}") for number in passports for name in names_as_sets(entity) if " " in name}
    return frozenset((kind, value) for kind, value in found if value)


def names_as_sets(entity: Entity) -> frozenset[str]:
    """The names of an entity, each as its folded words in alphabetical order."""
    names = (" ".join(sorted(set(fold_name(v).split()))) for prop in NAME_PROPERTIES for v in entity.get(prop))
    return frozenset(name for name in names if name)


def is_same_party(old: Iterable[Statement], new: Iterable[Statement], *, apart: bool) -> bool:
    """Whether two records under one id are the same party: an id that the publisher gave away again makes two.

    They are two when nothing joins them (no name, reference, identifier or birth date) and something parts them: different
    references of the authority, different kinds of party, or a time in which nobody had the id. A renamed entry of an unbroken run
    stays one: OFAC never gives a number twice, but renames about one entry a month.

    Args:
        old: the statements last seen under the id.
        new: the statements seen now.
        apart: whether there was an edition without the id between them.
    """
    a, b = build_entity(old), build_entity(new)
    if _traits(a) & _traits(b):
        return True
    references = [
        {clean_reference(v) for prop in ("authorityId", "unscId") for v in e.listing.get(prop, ())} for e in (a, b)
    ]
    if references[0] & references[1]:
        return True
    return not (apart or all(references) or ("Person" in (a.schema, b.schema) and a.schema != b.schema))


def _traits(entity: Entity) -> set[tuple[str, str]]:
    names = {("name", fold_name(value)) for prop in NAME_PROPERTIES for value in entity.get(prop)}
    numbers = {
        (prop, clean_identifier(value))
        for prop, values in entity.properties.items()
        if PROPERTY_TYPES.get(prop) == "identifier"
        for value in values
    }
    days = {("birthDate", value) for value in entity.get("birthDate") if len(value) == 10}
    return {(kind, value) for kind, value in names | numbers | days if value}
