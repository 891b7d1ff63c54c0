"""A reading as the page shows it: parties with their verdicts, claims with what they deny, events with their days, findings as checks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sanksi.faces.dossier.timeline import Span, parse_days

VERDICTS = ("hit", "potential", "not_screened", "clear")
OUTCOMES = ("prohibited", "committee_approval", "facts_missing", "allowed_with_conditions", "outside")
_ROUNDING = 0.0005
_EXCERPT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something of the page to point at: the id of its element (empty when there is none) and its name."""

    target: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchView:
    """A match with what its contributions come to.

    Attributes:
        match: as in the screening.
        total: sum of the contributions.
        adds_up: whether that is the score, up to rounding.
    """

    match: Mapping[str, Any]
    total: float
    adds_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """An entity of the reading.

    Attributes:
        number: its place, from 1.
        entity: as in the reading.
        is_place: a place is not screened as a party.
        verdict: of the screening; `not_screened` when there is none.
        why: sentences for it.
        matches: best first.
        mentions: numbers of the mentions that name it.
    """

    number: int
    entity: Mapping[str, Any]
    is_place: bool
    verdict: str
    why: Sequence[str]
    matches: tuple[MatchView, ...]
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim of the reading: its words, who makes it, what it is about, and the claims that deny it."""

    number: int
    claim: Mapping[str, Any]
    text: str
    speaker: Link
    offices: Sequence[str]
    about: tuple[Link, ...]
    denied_in: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event of the reading: who takes part and in which role, who says so, and the claims that deny it."""

    number: int
    event: Mapping[str, Any]
    in_text: bool
    participants: tuple[tuple[str, Link], ...]
    according_to: tuple[Link, ...]
    denied_in: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All of it, with the lists used and the counts of the summary."""

    parties: tuple[PartyView, ...]
    places: tuple[PartyView, ...]
    claims: tuple[ClaimView, ...]
    events: tuple[EventView, ...]
    lists: tuple[Mapping[str, Any], ...]
    verdicts: Mapping[str, int]
    outcomes: Mapping[str, int]
    denials: int
    subjects: tuple[tuple[Link, ...], ...]
    as_of: str
    mention_targets: Mapping[int, str] = field(default_factory=dict)


def build_view(reading: Mapping[str, Any]) -> View:
    """Join what the reading keeps apart: entities with mentions, claims with speakers and denials, events with participants."""
    text: str = reading["text"]
    mentions = reading.get("mentions") or ()
    parties = _parties(reading.get("entities") or (), mentions)
    links = _links(reading, parties)
    offices = {p.entity.get("id"): p.entity.get("offices") or () for p in parties}
    denied_in: dict[str, list[Link]] = {}
    for number, claim in enumerate(reading.get("claims") or (), start=1):
        if claim.get("stance") == "denies":
            for link in _resolve(claim.get("about"), links):
                if not link.target.startswith("party-") and link.target:
                    denied_in.setdefault(link.target, []).append(Link(target=f"claim-{number}", name=f"C{number}"))
    claims = tuple(
        ClaimView(
            number=number,
            claim=claim,
            text=text[claim["start"] : claim["end"]],
            speaker=_speaker(claim.get("speaker") or {}, links),
            offices=offices.get((claim.get("speaker") or {}).get("entity"), ()),
            about=_resolve(claim.get("about"), links),
            denied_in=tuple(denied_in.get(f"claim-{number}", ())),
        )
        for number, claim in enumerate(reading.get("claims") or (), start=1)
    )
    events = tuple(
        EventView(
            number=number,
            event=event,
            in_text=isinstance(event.get("start"), int) and 0 <= event["start"] < event.get("end", 0) <= len(text),
            participants=_participants(event.get("participants") or (), links),
            according_to=_resolve(event.get("according_to"), links),
            denied_in=tuple(denied_in.get(f"event-{number}", ())),
        )
        for number, event in enumerate(reading.get("events") or (), start=1)
    )
    target_of = {p.entity.get("id"): f"party-{p.number}" for p in parties}
    screened = [p for p in parties if not p.is_place]
    verdicts = Counter(p.verdict for p in screened)
    outcomes = Counter(check.get("outcome", "outside") for check in reading.get("findings") or ())
    return View(
        parties=tuple(sorted(screened, key=lambda p: (_rank(VERDICTS, p.verdict), p.number))),
        places=tuple(p for p in parties if p.is_place),
        claims=claims,
        events=events,
        lists=_lists(parties),
        verdicts={v: verdicts[v] for v in VERDICTS if verdicts[v]},
        outcomes={o: outcomes[o] for o in OUTCOMES if outcomes[o]},
        subjects=tuple(_resolve(c.get("about") or c.get("event"), links) for c in reading.get("findings") or ()),
        as_of=str(
            reading.get("as_of")
            or next((s["as_of"] for e in reading.get("entities") or () if (s := e.get("screening"))), "")
        ),
        denials=sum(c.claim.get("stance") == "denies" for c in claims),
        mention_targets={
            n: target_of[m["entity"]] for n, m in enumerate(mentions, start=1) if m.get("entity") in target_of
        },
    )


def build_spans(reading: Mapping[str, Any], events: Sequence[EventView], names: Mapping[str, str]) -> tuple[Span, ...]:
    """Events and dates of the reading that have days, for the timeline; a date that says the same days as an earlier one is left out.

    Args:
        reading: with `dates`.
        events: of the view.
        names: event type to its name for people.
    """
    spans = []
    for view in events:
        kind = str(view.event.get("type", ""))
        if days := parse_days(view.event.get("date")):
            label = f"E{view.number} {names.get(kind, kind.replace('_', ' '))}"
            modality = str(view.event.get("modality", ""))
            spans.append(
                Span(kind="event", number=view.number, label=label, first=days[0], last=days[1], modality=modality)
            )
    seen = set()
    for number, item in enumerate(reading.get("dates") or (), start=1):
        if (days := parse_days(item)) and days not in seen:
            seen.add(days)
            spans.append(Span(kind="date", number=number, label=str(item.get("text", "")), first=days[0], last=days[1]))
    return tuple(spans)


def _parties(entities: Iterable[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]]) -> tuple[PartyView, ...]:
    naming: dict[object, list[int]] = {}
    for number, mention in enumerate(mentions, start=1):
        naming.setdefault(mention.get("entity"), []).append(number)
    parties = []
    for number, entity in enumerate(entities, start=1):
        screening = entity.get("screening") or {}
        parties.append(
            PartyView(
                number=number,
                entity=entity,
                is_place=entity.get("type") in {"LOC", "GPE"} and not screening.get("matches"),
                verdict=screening.get("verdict", "not_screened"),
                why=screening.get("why") or (),
                matches=tuple(_match(m) for m in screening.get("matches") or ()),
                mentions=tuple(naming.get(entity.get("id"), ())),
            )
        )
    return tuple(parties)


def _match(match: Mapping[str, Any]) -> MatchView:
    total = sum(float(e.get("contribution", 0)) for e in match.get("evidence") or ())
    return MatchView(match=match, total=total, adds_up=abs(total - float(match.get("score", 0))) <= _ROUNDING)


def _lists(parties: Iterable[PartyView]) -> tuple[Mapping[str, Any], ...]:
    """Every list any screening read, by id; all screenings of one reading read the same editions."""
    states = {s["id"]: s for p in parties for s in (p.entity.get("screening") or {}).get("lists") or ()}
    return tuple(states[k] for k in sorted(states))


def _links(reading: Mapping[str, Any], parties: Iterable[PartyView]) -> dict[object, Link]:
    """Ids of the reading to elements of the page."""
    links: dict[object, Link] = {}
    for prefix, letter, key in (("claim", "C", "claims"), ("event", "E", "events")):
        for number, item in enumerate(reading.get(key) or (), start=1):
            links[item.get("id", f"{prefix}-{number}")] = Link(target=f"{prefix}-{number}", name=f"{letter}{number}")
    for party in parties:
        links[party.entity.get("id")] = Link(target=f"party-{party.number}", name=str(party.entity.get("name", "")))
    return links


def _resolve(value: Any, links: Mapping[object, Link]) -> tuple[Link, ...]:
    """What a value of the reading points at: an id, an object with `entity`, `claim` or `event`, several of them, or plain words."""
    if value is None or value == "":
        return ()
    if isinstance(value, list | tuple):
        return tuple(link for item in value for link in _resolve(item, links))
    if isinstance(value, Mapping):
        for key in ("claim", "event", "entity"):
            if value.get(key) in links:
                return (links[value[key]],)
        return (Link(target="", name=str(value.get("name") or value.get("text") or value.get("entity") or "")),)
    return (links.get(value) or Link(target="", name=str(value)),)


def _speaker(speaker: Mapping[str, Any], links: Mapping[object, Link]) -> Link:
    name = str(speaker.get("name") or speaker.get("text") or "")
    known = links.get(speaker.get("entity"))
    return Link(target=known.target if known else "", name=name or (known.name if known else ""))


def _participants(values: Iterable[Any], links: Mapping[object, Link]) -> tuple[tuple[str, Link], ...]:
    return tuple(
        (str(value.get("role", "")) if isinstance(value, Mapping) else "", link)
        for value in values
        for link in _resolve(value, links)
    )


def _rank(order: Sequence[str], word: str) -> int:
    return order.index(word) if word in order else len(order)
