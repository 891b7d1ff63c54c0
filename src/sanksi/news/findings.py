"""What follows: an event that touches a regime becomes facts, and the regime says what it means if the act happens as described.

Unknown facts stay unknown. Whether anybody claims that the act happened is carried beside the answer, never inside it.
"""

from collections.abc import Sequence
from datetime import date

from sanksi.news.outcome import EventCheck
from sanksi.news.scene import Scene
from sanksi.news.values import Event, Figure, Participant
from sanksi.regime import Check, check, clean_facts, facts_of_deal, find_concerned
from sanksi.screening.deal import add_listings, programs_of

DPRK = "kp"
TERRITORIES = frozenset({DPRK, "ly"})
"""Those whose regimes the package has: of an exchange between two sides, one of them is."""

MONEY = ("dealing", "laundering")
"""Kinds in which money moves: a matter of a regime where a listed person or body takes part."""


def find_findings(
    scene: Scene, events: Sequence[Event], figures: Sequence[Figure], *, published: date
) -> tuple[EventCheck, ...]:
    """The regimes' answer for every event that plainly concerns one; events outside every measure give none.

    Args:
        scene: text and cast.
        events: of the report.
        figures: screened; only those that are taken for a listed party state facts, by `sanksi.screening.deal`.
        published: day of publication.
    """
    known = {f.id: f for f in figures}
    out = []
    for event in events:
        acting = event.role("agent") if event.label == "visit" else event.participants
        linked = [f for p in acting if (f := known.get(p.entity or "")) and f.link]
        listings = [f.screening for f in linked if f.screening]
        facts = facts_of_event(scene, event)
        if facts is None and event.label in MONEY and listings:
            facts = dict(
                facts_of_deal(
                    from_=_country(event.role("agent")), to=_country(event.role("target")), activity=("payment",)
                )
            )
        if facts is None:
            continue
        on = min(event.when.ends, published) if event.when and event.modality != "planned" else published
        if programs := programs_of(listings, on=on):
            facts["party.programs"] = programs
        regimes = find_concerned(clean_facts(facts), on=on)
        if not regimes:
            continue
        told = add_listings(facts, listings, on=on, regimes=regimes)
        if event.label == "visit" and "party.designated_individual" not in told:
            continue  # a journey is a matter of a regime only when a listed person makes it: of others nothing is asked
        asked = [s.as_of for s in listings]
        answer: Check = check(told, on=on, regimes=regimes, lists_as_of=asked[0] if asked else None)
        if answer.outcome != "outside":
            out.append(
                EventCheck(
                    event=event.id, label=event.label, modality=event.modality,
                    according_to=event.according_to, denied_by=event.denied_by, check=answer,
                )
            )  # fmt: skip
    return tuple(out)


def facts_of_event(scene: Scene, event: Event) -> dict[str, object] | None:
    """Facts of an event for `check`; None when it concerns no regime of the package or says nothing that a measure asks about."""
    if event.label == "visit":
        home, there = _country(event.role("agent")), _country((*event.role("place"), *event.role("target")))
        return dict(facts_of_deal(from_=home, to=there, activity=("travel", "visit")))
    if not event.categories and not event.topics:
        return None
    if sides := event.role("side"):
        codes = [next(iter(p.countries), None) for p in sides]
        here = next((c for c in codes if c in TERRITORIES), None)
        if here is None:
            return None
        acts = ("broker",) if event.categories else tuple(event.topics["activity"])
        other = next((c for c in codes if c and c != here), None)
        deal = facts_of_deal(from_=here, to=other, goods=event.categories, activity=acts)
        return {**deal, **_topics(event), **({"direction": "both"} if here == DPRK else {})}
    giver = _country(event.role("supplier") or event.role("agent"))
    getter = _country(event.role("recipient") or event.role("partner") or event.role("target"))
    if getter is None and giver is not None and event.topics:
        getter = _counterpart(scene, event, giver)
    if event.topics:
        if giver == getter or getter is None:
            launch = event.label.startswith("launch")
            if giver != DPRK or not launch:
                return None
            act = "bm_launch" if "ballistic_missile" in event.topics["subject_matter"] else "satellite_launch"
            return dict(facts_of_deal(from_=DPRK, activity=(act,)))
        deal = facts_of_deal(from_=giver, to=getter, activity=event.topics["activity"])
        return {**deal, **_topics(event)}
    return dict(facts_of_deal(from_=giver, to=getter, goods=event.categories))


def _topics(event: Event) -> dict[str, object]:
    return {name: list(event.topics[name]) for name in ("subject_matter", "field") if event.topics.get(name)}


def _country(parties: Sequence[Participant]) -> str | None:
    codes = [c for p in parties for c in p.countries]
    return codes[0] if codes else None


def _counterpart(scene: Scene, event: Event, giver: str) -> str | None:
    """The one other territory that the sentence's people stand for: help "for that country" after Kim and Putin met."""
    codes = {
        c
        for m in scene.mentions(event.start, event.end)
        if m.type in ("PER", "GOV") and m.entity
        for c in scene.cast.figures[m.entity].countries
        if c != giver
    }
    return codes.pop() if len(codes) == 1 else None
