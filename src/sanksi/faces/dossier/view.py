"""A reading as the page shows it: parties with their verdicts, claims with what they answer, events with their days, findings as checks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sanksi.faces.dossier.parties import VERDICTS, PartyView, build_parties
from sanksi.faces.dossier.timeline import Span, parse_days

OUTCOMES = ("prohibited", "committee_approval", "facts_missing", "allowed_with_conditions", "outside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something to name and, where the page has it, to point at.

    Attributes:
        target: id of the element, or empty.
        name: for people.
    """

    target: str = ""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim with its words, who makes it with which offices, the claims it answers and the claims that deny it.

    `reported` says that somebody makes it; without that it is the report's own sentence.
    """

    number: int
    claim: Mapping[str, Any]
    text: str
    reported: bool
    speakers: tuple[tuple[Link, Sequence[str]], ...]
    about: tuple[Link, ...]
    denied_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event with its name, who takes part in which role, the claim it stands in, who says so and who denies it."""

    number: int
    event: Mapping[str, Any]
    in_text: bool
    participants: tuple[tuple[str, Link], ...]
    claim: tuple[Link, ...]
    according_to: tuple[Link, ...]
    denied_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """An answer of the regime with the event it is about, who takes part, who says that it happens, and who denies it.

    Attributes:
        number: its place, from 1.
        check: as in the reading.
        event: it is about.
        participants: of the event, with their roles.
        according_to: who says that it happens; empty for the report itself.
        denied_by: who denies it.
        exemptions: each once.
        citations: paragraphs that give the outcome, each once.
        same_as: number of an earlier answer that says the same, or None.
    """

    number: int
    check: Mapping[str, Any]
    event: tuple[Link, ...]
    participants: tuple[tuple[str, Link], ...]
    according_to: tuple[Link, ...]
    denied_by: tuple[Link, ...]
    exemptions: tuple[Mapping[str, Any], ...]
    citations: tuple[str, ...]
    same_as: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A question that the reading leaves to a person.

    Attributes:
        kind: `fact` for a missing fact of the regime, else which sort of thing is to be decided.
        name: of the fact.
        links: whom or what it concerns.
    """

    kind: str
    name: str = ""
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All of it.

    Attributes:
        parties: those put to the lists, by verdict.
        others: places, governments and whatever else the reading did not put to the lists.
        lists: state of every list used, by id.
        as_of: the day the lists were read for, or empty.
        today: the later day they were read for again, or empty.
        common_why: sentences that every one of several screenings gives: of the lists, not of a party.
        changed: parties whose listing differs between the two.
        verdicts: how many parties have which, by precedence.
        outcomes: how many checks have which, by precedence.
        targets: number of a mention to the element of its entity.
        borders: element of an entity to the verdict that its mentions show.
        acts: the checks, those together that tell the same act of the same people, the strictest outcome first.
        open: questions left to a person.
    """

    parties: tuple[PartyView, ...]
    others: tuple[PartyView, ...]
    claims: tuple[ClaimView, ...]
    events: tuple[EventView, ...]
    checks: tuple[CheckView, ...]
    lists: tuple[Mapping[str, Any], ...]
    as_of: str
    today: str
    common_why: tuple[str, ...]
    changed: tuple[PartyView, ...]
    verdicts: Mapping[str, int]
    outcomes: Mapping[str, int]
    targets: Mapping[int, str]
    borders: Mapping[str, str]
    acts: tuple[tuple[CheckView, ...], ...]
    open: tuple[Open, ...]


def build_view(reading: Mapping[str, Any]) -> View:
    """Join what the reading keeps apart."""
    mentions = reading.get("mentions") or ()
    every = build_parties(reading.get("entities") or (), mentions)
    links = _links(reading, every)
    target_of = {p.entity.get("id"): f"party-{p.number}" for p in every}
    screenings = [p.entity["screening"] for p in every if p.entity.get("screening")]
    states = {state["id"]: state for screening in screenings for state in screening.get("lists") or ()}
    parties = sorted((p for p in every if p.verdict), key=lambda p: (VERDICTS.index(p.verdict), p.number))
    verdicts = Counter(p.verdict for p in parties)
    outcomes = Counter(check.get("outcome", "") for check in reading.get("findings") or ())
    claims, events = _claims(reading, every, links), _events(reading, links)
    checks = _checks(reading, events, links)
    return View(
        parties=tuple(parties),
        others=tuple(p for p in every if not p.verdict),
        claims=claims,
        events=events,
        open=_open(reading, parties, claims, events),
        checks=checks,
        acts=_acts(checks),
        lists=tuple(states[k] for k in sorted(states)),
        as_of=str(reading.get("as_of") or next((s.get("as_of") for s in screenings), "") or ""),
        today=next((str(p.entity["today"]["as_of"]) for p in parties if p.entity.get("today")), ""),
        common_why=tuple(
            sentence
            for sentence in (screenings[0].get("why") or () if len(screenings) > 1 else ())
            if all(sentence in (s.get("why") or ()) for s in screenings)
        ),
        changed=tuple(p for p in parties if (p.entity.get("change") or {}).get("kind", "same") != "same"),
        verdicts={v: verdicts[v] for v in VERDICTS if verdicts[v]},
        outcomes={o: outcomes[o] for o in OUTCOMES if outcomes[o]},
        targets={n: target_of[m["entity"]] for n, m in enumerate(mentions, start=1) if m.get("entity") in target_of},
        borders={f"party-{p.number}": p.verdict for p in parties if p.listing},
    )


def _checks(
    reading: Mapping[str, Any], events: Iterable[EventView], links: Mapping[str, Link]
) -> tuple[CheckView, ...]:
    known = {str(e.event.get("id") or f"event-{e.number}"): e for e in events}
    first: dict[str, int] = {}
    views = []
    for number, check in enumerate(reading.get("findings") or (), start=1):
        event = known.get(str(check.get("event")))
        findings = check.get("findings") or ()
        answer = repr([check.get(key) for key in ("outcome", "findings", "missing", "duties", "calls", "caveats")])
        earlier = first.setdefault(answer, number)
        decisive = [f for f in findings if f.get("outcome") == check.get("outcome")]
        views.append(
            CheckView(
                number=number,
                check=check,
                event=_resolve(check.get("event"), links),
                participants=event.participants if event else (),
                according_to=_resolve(check.get("according_to"), links),
                denied_by=_resolve(check.get("denied_by"), links),
                exemptions=tuple({x["id"]: x for f in findings for x in f.get("exemptions") or ()}.values()),
                citations=tuple(dict.fromkeys(str(f["citation"]) for f in decisive if f.get("citation"))),
                same_as=earlier if earlier < number else None,
            )
        )
    return tuple(views)


def _acts(checks: Iterable[CheckView]) -> tuple[tuple[CheckView, ...], ...]:
    groups: dict[object, list[CheckView]] = {}
    for c in checks:
        told = (c.check.get("label"), c.check.get("modality"), c.check.get("outcome"))
        groups.setdefault((told, c.participants, c.according_to, c.denied_by, c.citations), []).append(c)
    return tuple(sorted(map(tuple, groups.values()), key=lambda group: _rank(group[0].check.get("outcome"))))


def _rank(outcome: object) -> int:
    return OUTCOMES.index(str(outcome)) if outcome in OUTCOMES else len(OUTCOMES)


def _open(
    reading: Mapping[str, Any], parties: Iterable[PartyView], claims: Iterable[ClaimView], events: Iterable[EventView]
) -> tuple[Open, ...]:
    """Parties to decide on, changes to look at, what has no source or no day, and the facts that the regimes miss."""
    people = [(p, Link(target=f"party-{p.number}", name=str(p.entity.get("name", "")))) for p in parties]
    came_or_went = ("listed_since", "delisted_since", "amended")
    acts = {
        str(e.event.get("id") or f"event-{e.number}"): Link(target=f"event-{e.number}", name=f"E{e.number}")
        for e in events
    }
    facts: dict[str, list[Link]] = {}
    for check in reading.get("findings") or ():
        for fact in check.get("missing") or ():
            facts.setdefault(fact, []).extend(link for link in (acts.get(str(check.get("event"))),) if link)
    concerned = {str(check.get("event")) for check in reading.get("findings") or ()}
    sorts = {
        "potential": [link for p, link in people if p.verdict == "potential"],
        "not_screened": [link for p, link in people if p.verdict == "not_screened"],
        "changed": [link for p, link in people if (p.entity.get("change") or {}).get("kind") in came_or_went],
        "unnamed": [
            Link(target=f"claim-{c.number}", name=f"C{c.number}")
            for c in claims
            if c.reported and not any(speaker.target for speaker, _ in c.speakers)
        ],
        "undated": [
            acts[str(e.event["id"])] for e in events if str(e.event.get("id")) in concerned and not e.event.get("date")
        ],
        "doubted": [
            Link(target=f"when-{n}", name=str(d.get("text", "")))
            for n, d in enumerate(reading.get("dates") or (), start=1)
            if d.get("doubt")
        ],
    }
    found = [Open(kind=kind, links=tuple(links)) for kind, links in sorts.items() if links]
    return (*found, *(Open(kind="fact", name=fact, links=tuple(links)) for fact, links in facts.items()))


def build_spans(
    reading: Mapping[str, Any], events: Sequence[EventView], texts: Mapping[str, Mapping[str, str]]
) -> tuple[Span, ...]:
    """Events and dates that have days, for the timeline; a date that says the same days as an earlier one is left out.

    Args:
        reading: with `dates`.
        events: of the view.
        texts: of the page: names of events and of how they stand.
    """
    spans = []
    for view in events:
        if days := parse_days(view.event.get("date")):
            modality = str(view.event.get("modality", ""))
            spans.append(
                Span(
                    kind="event",
                    number=view.number,
                    label=name_event(view, texts),
                    first=days[0],
                    last=days[1],
                    modality=modality,
                )
            )
    seen = set()
    for number, item in enumerate(reading.get("dates") or (), start=1):
        if (days := parse_days(item)) and days not in seen:
            seen.add(days)
            spans.append(
                Span(
                    kind="date",
                    number=number,
                    label=str(item.get("text", "")),
                    first=days[0],
                    last=days[1],
                    earlier=bool(item.get("at_least")),
                )
            )
    return tuple(spans)


def name_event(view: EventView, texts: Mapping[str, Mapping[str, str]]) -> str:
    """Its number, how it stands unless it is asserted, and what it is: no picture may tell an alleged act as a fact."""
    label = str(view.event.get("label") or view.event.get("type", ""))
    modality = str(view.event.get("modality", ""))
    stands = "" if modality in ("asserted", "") else f"{texts['modality'].get(modality, modality)}: "
    return f"E{view.number} {stands}{texts['event'].get(label, label)}"


def _claims(
    reading: Mapping[str, Any], parties: Iterable[PartyView], links: Mapping[str, Link]
) -> tuple[ClaimView, ...]:
    text: str = reading["text"]
    claims = list(enumerate(reading.get("claims") or (), start=1))
    offices = {p.entity.get("id"): p.entity.get("offices") or () for p in parties}
    denied_in: dict[str, list[Link]] = {}
    for number, claim in claims:
        if claim.get("stance") == "denies":
            for answered in _resolve(claim.get("about"), links):
                denied_in.setdefault(answered.target, []).append(Link(target=f"claim-{number}", name=f"C{number}"))
    views = []
    for number, claim in claims:
        speakers = [s for s in claim.get("speakers") or [claim.get("speaker") or {}] if not s.get("reporter")]
        views.append(
            ClaimView(
                number=number,
                claim=claim,
                text=text[claim["start"] : claim["end"]],
                reported=bool(speakers),
                speakers=tuple((_named(s, links), offices.get(s.get("entity"), ())) for s in speakers),
                about=_resolve(claim.get("about"), links),
                denied_in=tuple(denied_in.get(f"claim-{number}", ())),
            )
        )
    return tuple(views)


def _events(reading: Mapping[str, Any], links: Mapping[str, Link]) -> tuple[EventView, ...]:
    length = len(reading["text"])
    return tuple(
        EventView(
            number=number,
            event=event,
            in_text=isinstance(event.get("start"), int) and 0 <= event["start"] < event.get("end", 0) <= length,
            participants=tuple((str(p.get("role", "")), _named(p, links)) for p in event.get("participants") or ()),
            claim=_resolve(event.get("claim"), links),
            according_to=_resolve(event.get("according_to"), links),
            denied_by=_resolve(event.get("denied_by"), links),
        )
        for number, event in enumerate(reading.get("events") or (), start=1)
    )


def _links(reading: Mapping[str, Any], parties: Iterable[PartyView]) -> dict[str, Link]:
    """Ids of claims, events and entities of the reading, and names of entities, each to its element."""
    links = {}
    for party in parties:
        name = str(party.entity.get("name", ""))
        links[name] = links[str(party.entity.get("id"))] = Link(target=f"party-{party.number}", name=name)
    for prefix, key in (("claim", "claims"), ("event", "events")):
        for number, item in enumerate(reading.get(key) or (), start=1):
            name = f"{prefix[0].upper()}{number}"
            links[str(item.get("id") or f"{prefix}-{number}")] = Link(target=f"{prefix}-{number}", name=name)
    return links


def _resolve(value: str | Iterable[str] | None, links: Mapping[str, Link]) -> tuple[Link, ...]:
    """Ids to what they stand for; words that are no id stay words."""
    values = [value] if isinstance(value, str) else value or ()
    return tuple(links.get(v) or Link(name=v) for v in values if v)


def _named(who: Mapping[str, Any], links: Mapping[str, Link]) -> Link:
    """Somebody under the name given there, pointing at the entity when it is known."""
    known = links.get(str(who.get("entity")))
    name = str(who.get("name") or who.get("text") or (known.name if known else ""))
    return Link(target=known.target if known else "", name=name)
