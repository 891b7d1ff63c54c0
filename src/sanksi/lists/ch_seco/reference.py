"""Programmes with their sanctions sets, and places: what targets name by number."""

from dataclasses import dataclass, field

from lxml import etree

from sanksi.lists.ch_seco.node import Node
from sanksi.lists.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionsSet:
    """A set of measures (an annex of an ordinance) of a programme.

    Attributes:
        own_id: the publisher's number of the set.
        program: the programme in English ("Belarus").
        ordinance: the legal basis.
        text: which measures.
        origin: who decided first: UN, EU or CH.
    """

    own_id: str
    program: str
    ordinance: str
    text: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place.

    Attributes:
        locations: spellings of the town or village, the main one first; may be empty.
        areas: spellings of the region, likewise.
        country: as the list names it.
        code: ISO 3166-1 code the list gives for it.
    """

    locations: tuple[str, ...]
    areas: tuple[str, ...]
    country: str
    code: str

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Location and area in each spelling, the main one first."""
        location = self.locations[0] if self.locations else ""
        area = self.areas[0] if self.areas else ""
        return (
            (location, area),
            *((other, area) for other in self.locations[1:]),
            *((location, other) for other in self.areas[1:]),
        )


@dataclass(slots=True)
class Reference:
    """What the targets of an edition refer to; for one target only what that one does, so that it can be compared."""

    sets: dict[str, SanctionsSet] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()

    def only_of(self, element: etree._Element, known: set[str]) -> "FixedReference":
        """What one target refers to, and the numbers of related targets that are not in the list."""
        sets = {" ".join((e.text or "").split()) for e in element.iterchildren("{*}sanctions-set-id")}
        sets |= {element.get("sanctions-set-id", "")}
        places = {e.get("place-id", "") for e in element.iter(etree.Element) if e.get("place-id")}
        related = {e.get("target-id", "") for e in element.iter("{*}relation")}
        return FixedReference(
            sets=tuple(self.sets[key] for key in sorted(sets) if key in self.sets),
            places=tuple((key, self.places[key]) for key in sorted(places) if key in self.places),
            strangers=tuple(sorted(related - known)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedReference:
    """What one target refers to.

    Attributes:
        sets: its sanctions sets.
        places: number and place.
        strangers: numbers of related targets that the edition does not hold.
    """

    sets: tuple[SanctionsSet, ...]
    places: tuple[tuple[str, Place], ...]
    strangers: tuple[str, ...]

    def find_set(self, own_id: str) -> SanctionsSet | None:
        """The set of that number, or None."""
        return next((s for s in self.sets if s.own_id == own_id), None)

    def find_place(self, own_id: str) -> Place | None:
        """The place of that number, or None."""
        return next((place for key, place in self.places if key == own_id), None)


def _in_english(node: Node, tag: str, draft: Draft) -> str:
    """The English text of a child that stands once per language, else the first."""
    texts: dict[str, str] = {}
    for child in node.children(tag):
        texts.setdefault(child.take("lang").casefold(), child.take_text())
        child.audit(draft)
    return texts.get("eng") or texts.get("en") or next(iter(texts.values()), "")


def read_program(node: Node, reference: Reference, draft: Draft) -> None:
    """A programme: each of its sanctions sets goes into the reference."""
    key, ordinance = _in_english(node, "program-key", draft), _in_english(node, "program-name", draft)
    origin = node.take_child("origin", draft)
    sets: dict[str, dict[str, str]] = {}
    for child in node.children("sanctions-set"):
        own_id, lang, text = child.take("ssid"), child.take("lang").casefold(), child.take_text()
        sets.setdefault(own_id, {}).setdefault(lang, text)
        child.audit(draft)
    for own_id, texts in sets.items():
        if own_id in reference.sets:
            draft.issue(f"{node.path}/sanctions-set", own_id, "number of a sanctions set given twice")
        text = texts.get("eng") or texts.get("en") or next(iter(texts.values()))
        reference.sets[own_id] = SanctionsSet(own_id=own_id, program=key, ordinance=ordinance, text=text, origin=origin)
    node.audit(draft)


def read_place(node: Node, reference: Reference, draft: Draft) -> None:
    """A place: goes into the reference."""
    own_id = node.take("ssid")
    spellings = {}
    for tag in ("location", "area"):
        main = node.take_texts(tag, draft)
        spellings[tag] = tuple(dict.fromkeys((*main, *node.take_texts(f"{tag}-variant", draft))))
    codes, names = [], []
    for country in node.children("country"):
        codes.append(country.take("iso-code"))
        names.append(country.take_text())
        country.audit(draft)
    if len(codes) > 1:
        draft.issue(f"{node.path}/country", ", ".join(names), "a place in several countries: the first is taken")
    if own_id in reference.places:
        draft.issue(f"{node.path}/@ssid", own_id, "number of a place given twice")
    reference.places[own_id] = Place(
        locations=spellings["location"],
        areas=spellings["area"],
        country=next(iter(names), ""),
        code=next(iter(codes), ""),
    )
    node.audit(draft)
