"""What a party of ADVANCED XML refers to: reference values, locations, documents, sanctions entries and relationships, by id.

Source: OFAC, sdn_advanced.xsd, version 3; the element names are its own.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from lxml import etree

from sanksi.errors import ParseError
from sanksi.lists.draft import Draft
from sanksi.lists.us_ofac.advanced_fields import LOCATION_FIELDS, audit
from sanksi.lists.us_ofac.advanced_values import Period
from sanksi.lists.xml import strip_namespaces

_UNKNOWN = "Unknown"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place: an address, or the territory of a nationality.

    Attributes:
        parts: type and text of each part, main spelling first.
        country: the country's name, or empty.
        digest: of the element's bytes.
    """

    parts: tuple[tuple[str, str], ...]
    country: str
    digest: bytes

    @property
    def text(self) -> str:
        """The place as one text: a territory stands as a part of unknown kind, or as the country."""
        return ", ".join(text for _, text in self.parts) or self.country


@dataclass(slots=True, kw_only=True)
class Reference:
    """The parts of a file that its parties refer to.

    Attributes:
        digest: of all reference values.
        locations: by id.
        documents: by the id of the identity that has them; packed, as are entries and relations: a tree takes ten times the memory.
        entries: sanctions entries by the profile's id.
        relations: relationships by the id of the profile they go from.
    """

    digest: bytes
    locations: dict[str, Location] = field(default_factory=dict)
    documents: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    relations: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    _words: dict[tuple[str, str], etree._Element] = field(default_factory=dict)

    def word(self, kind: str, number: str | None, draft: Draft, where: str) -> str:
        """The word of a reference value; empty for none and for "Unknown", an issue for a number that the file does not explain."""
        if number is None:
            return ""
        found = self._words.get((kind, number))
        if found is None:
            draft.issue(where, f"{kind} {number}", "a number that the reference values do not have")
            return ""
        text = " ".join((found.text or "").split())
        return "" if text == _UNKNOWN else text

    def party_kind(self, number: str | None, draft: Draft) -> str:
        """Individual, Entity, Vessel or Aircraft: the sub type, or its type when that is unknown."""
        kind = self.word("PartySubType", number, draft, "Profile@PartySubTypeID")
        found = self._words.get(("PartySubType", number or ""))
        if kind or found is None:
            return kind
        return self.word("PartyType", found.get("PartyTypeID"), draft, "PartySubType@PartyTypeID")

    def add(self, element: etree._Element, draft: Draft) -> None:
        """Keep one element that parties refer to."""
        match element.tag:
            case "Location":
                self.locations[element.get("ID", "")] = _read_location(element, self, draft)
            case "IDRegDocument":
                self.documents[element.get("IdentityID", "")].append(pack(element))
            case "SanctionsEntry":
                self.entries[element.get("ProfileID", "")].append(pack(element))
            case _:
                self.relations[element.get("From-ProfileID", "")].append(pack(element))

    def raw_of(self, party: etree._Element, packed_party: bytes) -> bytes:
        """A digest of everything that the reading of a party depends on."""
        digest = blake2b(self.digest, digest_size=16)
        digest.update(packed_party)
        for profile in party.iterfind("Profile"):
            for packed in (
                *self.entries.get(profile.get("ID", ""), ()),
                *self.relations.get(profile.get("ID", ""), ()),
            ):
                digest.update(packed)
            for identity in profile.iterfind("Identity"):
                for packed in self.documents.get(identity.get("ID", ""), ()):
                    digest.update(packed)
            for place in profile.iterfind("Feature/FeatureVersion/VersionLocation"):
                location = self.locations.get(place.get("LocationID", ""))
                digest.update(location.digest if location else b"-")
        return digest.digest()


def read_values(values: etree._Element) -> Reference:
    """A reference with the file's words, and nothing else yet."""
    reference = Reference(digest=blake2b(pack(values), digest_size=16).digest())
    copy = unpack(pack(values))
    for word in copy.iterfind("*/*"):
        reference._words[str(word.tag), word.get("ID", "")] = word  # noqa: SLF001 - its own builder
    return reference


def _read_location(location: etree._Element, reference: Reference, draft: Draft) -> Location:
    where = f"Location {location.get('ID')}"
    digest = blake2b(digest_size=16)
    for child in location:
        if child.tag != "FeatureVersionReference":  # who else refers to the place does not change it
            digest.update(pack(child))
    parts = []
    for part in location.iterfind("LocationPart"):
        kind = reference.word("LocPartType", part.get("LocPartTypeID"), draft, where) or _UNKNOWN
        parts += [(kind, " ".join((value.text or "").split())) for value in part.iterfind("LocationPartValue/Value")]
    countries = [
        reference.word("Country", number, draft, where)
        for number in dict.fromkeys(
            [e.get("CountryID") for e in location.iterfind("LocationCountry")]
            + [_country_of(e.get("AreaCodeID"), reference) for e in location.iterfind("LocationAreaCode")]
        )
        if number
    ]
    audit(location, where, LOCATION_FIELDS, draft)
    if len(countries) > 1:
        draft.issue(where, ", ".join(countries), "a place in two countries: the first is taken")
    return Location(
        parts=tuple((k, t) for k, t in parts if t), country=countries[0] if countries else "", digest=digest.digest()
    )


def _country_of(area: str | None, reference: Reference) -> str | None:
    code = reference._words.get(("AreaCode", area or ""))  # noqa: SLF001 - its own builder
    return code.get("CountryID") if code is not None else None


def read_day(element: etree._Element | None) -> date | None:
    """A date of Year, Month and Day elements; None when it is none."""
    if element is None:
        return None
    try:
        return date(*(int(element.findtext(part) or "") for part in ("Year", "Month", "Day")))
    except (ValueError, OverflowError):
        return None


def read_period(element: etree._Element) -> Period | None:
    """A DatePeriod; None when it has no bounds that are dates."""
    bounds = [read_day(element.find(f"{end}/{side}")) for end in ("Start", "End") for side in ("From", "To")]
    known = [day for day in bounds if day is not None]
    if len(known) != len(bounds):
        return None
    a, b, c, d = known
    circa = any(end.get("Approximate") == "true" for end in iter_ends(element))
    return Period(start=(a, b), end=(c, d), circa=circa)


def iter_ends(element: etree._Element) -> Iterator[etree._Element]:
    """Start and End of a DatePeriod, as far as it has them."""
    for end in ("Start", "End"):
        yield from element.iterfind(end)


def pack(element: etree._Element) -> bytes:
    """The element as bytes."""
    return etree.tostring(element, encoding="utf-8", with_tail=False)


def unpack(packed: bytes) -> etree._Element:
    """The element of bytes that `pack` gave.

    Raises:
        ParseError: a name that XML allows to read but not to write again (`:ID`).
    """
    try:
        element = etree.fromstring(packed, _PARSER)
    except etree.XMLSyntaxError as error:
        raise ParseError(
            f"a part of the document is not well-formed by itself: {error.msg}",
            hint="a damaged download; download it again",
        ) from error
    strip_namespaces(element)  # the bytes of a part declare the namespace of the whole
    return element
