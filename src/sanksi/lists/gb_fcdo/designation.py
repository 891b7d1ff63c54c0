"""One designation as the UK Sanctions List holds it, whichever file it came in; field names are those of the list's XML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

NAME_PARTS = tuple(f"Name{i}" for i in range(1, 7))
ADDRESS_PARTS = (*(f"AddressLine{i}" for i in range(1, 7)), "AddressPostalCode", "AddressCountry")
PAPERS = (
    ("passportNumber", "PassportNumber", "PassportAdditionalInformation"),
    ("idNumber", "NationalIdentifierNumber", "NationalIdentifierAdditionalInformation"),
)
GROUPED = frozenset(
    (
        *NAME_PARTS, "NameType", "AliasStrength", "NameNonLatinScript", "NonLatinScriptLanguage", "NonLatinScriptType",
        *ADDRESS_PARTS, "TownOfBirth", "CountryOfBirth", *(tag for _, *tags in PAPERS for tag in tags),
    )
)  # fmt: skip
"""Fields that belong together in a name, an address, a paper or a place; all others hold values that stand alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name: the parts Name1 to Name6, its type ("Primary Name", "Alias") and the strength of an alias ("Low quality a.k.a")."""

    parts: tuple[str, ...]
    kind: str
    strength: str

    @property
    def whole(self) -> str:
        """The parts in the order they are spoken: given names, then the family name."""
        return " ".join(part for part in self.parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A passport or national identifier: the property that holds its number, the number, and what is said about it."""

    prop: str
    number: str
    details: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """Everything a designation says, each value once and in the order of the file.

    Attributes:
        own_id: the publisher's id (AFG0001; in the former list the OFSI group id).
        kind: Individual, Entity or Ship.
        names: names in Latin script.
        scripts: names in other scripts, each with the language as the list names it, or empty.
        addresses: six lines, postal code, country.
        papers: passports and national identifiers.
        birth_places: town and country.
        values: field to its values, for the fields that stand alone.
        indicators: names of the measures that are marked true.
    """

    own_id: str
    kind: str
    names: tuple[Name, ...]
    scripts: tuple[tuple[str, str], ...]
    addresses: tuple[tuple[str, ...], ...]
    papers: tuple[Paper, ...]
    birth_places: tuple[tuple[str, str], ...]
    values: Mapping[str, tuple[str, ...]]
    indicators: tuple[str, ...] = ()

    def get(self, field: str) -> tuple[str, ...]:
        """The values of a field, or an empty tuple."""
        return self.values.get(field, ())


def gather(own_id: str, kind: str, rows: Sequence[Mapping[str, str]], indicators: Iterable[str] = ()) -> Designation:
    """Join rows that each hold some fields of one designation, as the CSV files give it.

    Args:
        own_id: of the designation.
        kind: of the designation.
        rows: field to text, white space folded; a field that is missing is empty.
        indicators: measures marked true.
    """
    names = (
        Name(
            parts=tuple(row.get(p, "") for p in NAME_PARTS),
            kind=row.get("NameType", ""),
            strength=row.get("AliasStrength", ""),
        )
        for row in rows
    )
    values: dict[str, dict[str, None]] = {}
    for row in rows:
        for field, text in row.items():
            if text and field not in GROUPED:
                values.setdefault(field, {})[text] = None
    papers = (
        Paper(prop=prop, number=row.get(number, ""), details=row.get(details, ""))
        for row in rows
        for prop, number, details in PAPERS
    )
    return Designation(
        own_id=own_id,
        kind=kind,
        names=_distinct(n for n in names if n.whole),
        scripts=_distinct(_pairs(rows, "NameNonLatinScript", "NonLatinScriptLanguage")),
        addresses=_distinct(a for row in rows if any(a := tuple(row.get(p, "") for p in ADDRESS_PARTS))),
        papers=_distinct(p for p in papers if p.number or p.details),
        birth_places=_distinct(_pairs(rows, "TownOfBirth", "CountryOfBirth")),
        values={field: tuple(texts) for field, texts in values.items()},
        indicators=tuple(indicators),
    )


def _pairs(rows: Sequence[Mapping[str, str]], first: str, second: str) -> Iterable[tuple[str, str]]:
    return (pair for row in rows if any(pair := (row.get(first, ""), row.get(second, ""))))


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))
