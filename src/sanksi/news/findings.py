"""What follows: an event that touches a regime becomes facts, and the regime says what it means if the act happens as described.

Unknown facts stay unknown. Whether anybody claims that the act happened is carried beside the answer, never inside it.
"""

from collections.abc import Sequence
from datetime import date

from sanksi.news.outcome import EventCheck
from sanksi.news.speakers import Scene
from sanksi.news.values import Event, Participant
from sanksi.regime import Check, check, clean_facts, facts_of_deal, find_concerned

DPRK = "kp"


def find_findings(scene: Scene, events: Sequence[Event], *, published: date) -> tuple[EventCheck, ...]:
    """The answer for every event that plainly concerns a regime, of the regimes that it concerns; events outside every measure give none."""
    out = []
    for event in events:
        facts = facts_of_event(scene, event)
        if facts is None:
            continue
        on = min(event.when.ends, published) if event.when and event.modality != "planned" else published
        regimes = find_concerned(clean_facts(facts), on=on)
        if not regimes:
            continue
        answer: Check = check(facts, on=on, regimes=regimes)
        if answer.outcome != "outside":
            out.append(
                EventCheck(
                    event=event.id, label=event.label, modality=event.modality,
                    according_to=event.according_to, denied_by=event.denied_by, check=answer,
                )
            )  # fmt: skip
    return tuple(out)


def facts_of_event(scene: Scene, event: Event) -> dict[str, object] | None:
    """Facts of an event for `check`, or None when no territory is named or it says nothing that a measure asks about.

    Of an exchange between two sides it is not told who gives; that is enough only for the DPRK, whose measures ask for both directions.
    """
    if not event.categories and not event.topics:
        return None
    sides = event.role("side")
    if sides:
        if not any(DPRK in p.countries for p in sides):
            return None
        other = next((p.countries[0] for p in sides if p.countries and DPRK not in p.countries), None)
        deal = facts_of_deal(
            from_=DPRK,
            to=other,
            goods=event.categories,
            activity=("broker",) if event.categories else tuple(event.topics["activity"]),
        )
        return {**deal, **_topics(event), "direction": "both"}
    giver = _country(event.role("supplier") or event.role("agent"))
    getter = _country(event.role("recipient") or event.role("partner") or event.role("target"))
    if getter is None and giver is not None and event.topics:
        getter = _counterpart(scene, event, giver)
    if giver is None and getter is None:
        return None
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
