"""What a Reading holds. Offsets are half-open, in code points of the text; days of an interval are both inclusive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Protocol, get_args

from sanksi.ledger import Entity
from sanksi.match import Match
from sanksi.news.changes import Change
from sanksi.screening import ListedName, Screening

Stance = Literal["asserts", "denies", "warns", "doubts", "threatens", "asks", "plans", "promises", "alleges"]
Modality = Literal["asserted", "alleged", "denied", "planned", "possible"]
TimeKind = Literal["at", "span", "since", "until", "lasting"]
MentionType = Literal["PER", "ORG", "LOC", "GOV", "VESSEL"]
Part = Literal["dates", "claims", "events", "goods", "findings", "leads"]
"""A part of a reading, by its key in the JSON shape."""
PARTS: tuple[Part, ...] = get_args(Part)


class PartyScreener(Protocol):
    """What `read` needs of a screener."""

    def screen(
        self, party: Entity, *, as_of: date | None = None, threshold: float | None = None, limit: int = 10
    ) -> Screening:
        """Screen one party as of a day."""
        ...

    def find_names(
        self, text: str, spans: Sequence[tuple[int, int]], *, as_of: date | None = None
    ) -> Sequence[ListedName]:
        """Names within the spans that are on the lists of a day, in order, without overlap."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of the page: `title`, `published`, `caption`, `dateline`, `body`, `subheading`, `read_also`, `author`, `editor`, ..."""

    zone: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Who published what, and when.

    Attributes:
        published_at: ISO local time with offset, to the precision the page gives; a day when it gives no time; None when it says nothing.
        dateline: the place or outlet before the first sentence.
        publisher: the outlet.
        source: whom the outlet credits.
    """

    title: str | None = None
    published_at: str | None = None
    language: str = ""
    author: str | None = None
    editor: str | None = None
    publisher: str | None = None
    source: str | None = None
    dateline: str | None = None
    zones: tuple[Zone, ...] = ()

    @property
    def published_on(self) -> date | None:
        """The local day of publication."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None

    def spans(self, *names: str) -> tuple[tuple[int, int], ...]:
        """Start and end of the zones with these names, in order."""
        return tuple((z.start, z.end) for z in self.zones if z.zone in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text.

    Attributes:
        entity: the id of the entity it stands for, or None.
        office: the words of the office before or after it.
        base: the name in the nominative, where the text declines it; else empty.
        oblique: whether it stands in a case in which it is no subject.
        listed: whether it is a name of the lists as it stands.
        imo_number: of a ship that is told by it, else empty.
    """

    start: int
    end: int
    text: str
    type: MentionType
    entity: str | None = None
    office: str | None = None
    countries: tuple[str, ...] = ()
    base: str = ""
    oblique: bool = False
    listed: bool = False
    imo_number: str = ""

    @property
    def name(self) -> str:
        """The name in the nominative."""
        return self.base or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Somebody or something the article names: person, organisation, government, place, ship.

    Attributes:
        id: id within the reading (`e1`).
        name: the fullest name in the article.
        type: as its mentions.
        names: every form the article uses.
        offices: offices as the article words them.
        countries: territory codes of the office or of the place itself.
        imo_numbers: of a ship.
        screening: the answer of the lists, None for what is not screened (places, governments, the UN, the article's own outlet).
        link: the listed entity it is, when the evidence is enough.
        not_linked: why a match that was found is not taken for the party, or empty.
        office_told: that an office in the article is one of the best match's, in one sentence, or empty.
        today: the answer of the lists as of today, when the report was screened as of an earlier day; `link_today` the entity it is then.
        change: how that answer differs.
    """

    id: str
    name: str
    type: MentionType
    names: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    imo_numbers: tuple[str, ...] = ()
    screening: Screening | None = None
    link: Match | None = None
    not_linked: str = ""
    office_told: str = ""
    today: Screening | None = None
    link_today: Match | None = None
    change: Change | None = None

    @property
    def verdict(self) -> str:
        """That of the screening, but no hit where the report does not say enough to take the party for the entry; empty for what is not screened."""
        if self.screening is None:
            return ""
        return "potential" if self.screening.verdict == "hit" and self.link is None else self.screening.verdict

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "verdict": self.verdict,
            "names": list(self.names),
            "offices": list(self.offices),
            "countries": list(self.countries),
            "imo_numbers": list(self.imo_numbers),
            "screening": self.screening.to_dict() if self.screening else None,
            "link": self.link.to_dict() if self.link else None,
            "not_linked": self.not_linked,
            "office_told": self.office_told,
            "today": self.today.to_dict() if self.today else None,
            "link_today": self.link_today.to_dict() if self.link_today else None,
            "change": self.change.to_dict() if self.change else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it: the words of the article, the full name, the entity; `reporter` for the article's own voice."""

    text: str = ""
    name: str | None = None
    entity: str | None = None
    reporter: bool = False

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {"text": self.text, "name": self.name, "entity": self.entity, "reporter": self.reporter}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a source says happened.

    Attributes:
        start: of what is said, without quotation marks and cue.
        end: of what is said.
        text: what is said.
        cue: the word or phrase that reports it; empty for the reporter's own sentence.
        speakers: one or, for "Moscow and Pyongyang deny", several.
        about: ids of the claims it answers.
    """

    id: str
    start: int
    end: int
    text: str
    cue: str
    speakers: tuple[Speaker, ...]
    stance: Stance
    quote: bool
    about: tuple[str, ...] = ()
    conjunction: str = ","

    @property
    def speaker(self) -> Speaker:
        """All speakers as one: the text and name of each, the entity of the first."""
        if len(self.speakers) == 1:
            return self.speakers[0]
        names = [s.name or s.text for s in self.speakers]
        text = f" {self.conjunction} ".join(s.text for s in self.speakers)
        return replace(self.speakers[0], text=text, name=f" {self.conjunction} ".join(names))

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "id": self.id,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "cue": self.cue,
            "speaker": self.speaker.to_dict(),
            "speakers": [s.to_dict() for s in self.speakers],
            "stance": self.stance,
            "quote": self.quote,
            "about": list(self.about),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression as days, both inclusive.

    Attributes:
        at_least: the true interval may reach further ("for more than a month").
        kind: a day or period; from one told end to the other; since or until a time; or how long.
        approximate: told as inexact ("around", "several", "mid-May").
        clock: `HH:MM` as told, else empty.
        offset: of the clock's zone from UTC (`+07:00`), empty when no zone is told.
        how: how it was anchored, in one sentence.
        doubt: what contradicts itself ("Wednesday" on a Thursday), in one sentence, else empty.
    """

    start: int
    end: int
    text: str
    begins: date
    ends: date
    at_least: bool = False
    kind: TimeKind = "at"
    approximate: bool = False
    clock: str = ""
    offset: str = ""
    how: str = ""
    doubt: str = ""

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "from": self.begins.isoformat(),
            "to": self.ends.isoformat(),
            "at_least": self.at_least,
            "kind": self.kind,
            "approximate": self.approximate,
            "clock": self.clock,
            "offset": self.offset,
            "how": self.how,
            "doubt": self.doubt,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes part, and as what; `inferred` when the sentence does not name the role outright."""

    role: str
    text: str
    entity: str | None
    countries: tuple[str, ...] = ()
    inferred: bool = False

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {
            "role": self.role,
            "text": self.text,
            "entity": self.entity,
            "countries": list(self.countries),
            "inferred": self.inferred,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Goods named in the text, with the category words of the regime."""

    start: int
    end: int
    text: str
    categories: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {"start": self.start, "end": self.end, "text": self.text, "categories": list(self.categories)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A party without a name, kept for people to follow; never screened."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, or is said to have happened, or is planned, denied, possible.

    Attributes:
        type: PLOVER word (CONSULT, AID, COOPERATE, THREATEN, SANCTION, ...).
        label: what it is in plain words.
        claim: the claim it stands in; None for the reporter's own sentence.
        according_to: who says so; None for the reporter.
        denied_by: who denies it.
        goods: goods it moves.
        topics: subject matter and field words of the regime.
    """

    id: str
    type: str
    label: str
    start: int
    end: int
    text: str
    participants: tuple[Participant, ...]
    when: When | None
    modality: Modality
    claim: str | None = None
    according_to: str | None = None
    denied_by: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def role(self, name: str) -> tuple[Participant, ...]:
        """Participants in that role."""
        return tuple(p for p in self.participants if p.role == name)

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        when = {"from": self.when.begins.isoformat(), "to": self.when.ends.isoformat()} if self.when else None
        return {
            "id": self.id,
            "type": self.type,
            "label": self.label,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "participants": [p.to_dict() for p in self.participants],
            "date": when,
            "modality": self.modality,
            "according_to": self.according_to,
            "denied_by": list(self.denied_by),
            "claim": self.claim,
            "goods": list(self.goods),
            "categories": list(self.categories),
        }


@dataclass(frozen=True, slots=True)
class Acts:
    """What is done, with what, and by whom without a name."""

    events: tuple[Event, ...] = ()
    goods: tuple[Goods, ...] = ()
    leads: tuple[Lead, ...] = ()
