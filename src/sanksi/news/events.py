"""Events inside claims: what is said to happen, who takes part, when, and how sure it is said."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sanksi.news.participants import between_sides, participant, subject_of, then_of
from sanksi.news.speakers import Scene
from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import Claim, Event, Goods, Modality, Participant, When

REACH = 14
"""Tokens around a trigger within which its goods, topic and date stand."""


def find_events(
    scene: Scene, claims: Sequence[Claim], goods: Sequence[Goods], dates: Sequence[When]
) -> tuple[Event, ...]:
    """Events of all claims, in order of the text; what is denied or alleged says so."""
    out: list[Event] = []
    for claim in claims:
        tokens = split_tokens(scene.text, claim.start, claim.end)
        own = [g for g in goods if claim.start <= g.start < claim.end]
        when = [d for d in dates if claim.start <= d.start < claim.end]
        found: list[Event] = []
        for spec in scene.lexicon.data["events"]:
            for k, n, inward in _triggers(scene, tokens, spec):
                event = _event(scene, claim, tokens, k, n, spec, own, when, inward=inward, carried=_carried(out, claim))
                if event and not any(_same(event, e) for e in found):
                    found.append(event)
        out += sorted(found, key=lambda e: e.start)
    numbered = tuple(replace(e, id=f"v{i + 1}") for i, e in enumerate(out))
    return _with_denials(numbered, claims)


def _triggers(scene: Scene, t: Sequence[Token], spec: dict[str, object]) -> list[tuple[int, int, bool]]:
    out = []
    for key in ("outward", "inward", "triggers"):
        phrases = scene.lexicon.phrases[f"event:{spec['label']}:{key}"]
        out += [
            (k, n, key == "inward") for k in range(len(t)) if (n := phrases.at(t, k)) and not _is_place(scene, t, k, n)
        ]
    return sorted(out)


def _is_place(scene: Scene, t: Sequence[Token], k: int, n: int) -> bool:
    """Whether the word only says what a place is for: "tempat peluncuran", "launch pad"."""
    places = scene.lexicon.data["places_for"]
    return (k > 0 and t[k - 1].low in places["before"]) or (k + n < len(t) and t[k + n].low in places["after"])


def _event(  # noqa: PLR0912, PLR0913 - what an event is made of
    scene: Scene, claim: Claim, t: list[Token], k: int, n: int, spec: dict[str, object],
    goods: Sequence[Goods], dates: Sequence[When], *, inward: bool, carried: Event | None,
) -> Event | None:  # fmt: skip
    label = str(spec["label"])
    past = k + n
    topics: dict[str, tuple[str, ...]] = {}
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    modality = modality_of(scene, claim, t, k)
    if modality is None:
        return None
    parties: tuple[Participant, ...]
    if label == "transfer":
        near = [g for g in goods if -6 <= _distance(t, k, g.start) <= 8]
        if not near and (carried is None or (past < len(t) and t[past].text == ",")):
            return None
        parties = _transfer_sides(scene, claim, t, k, past, inward=inward)
        if not parties and claim.stance != "denies":
            return None  # goods that nobody gives or gets: the price of fuel, not a deal
        topic = _topic(scene, t, k) if near and not any(g.categories for g in near) else None
        if topic:  # technology, not goods: "provide satellite launch technology"
            topics = {key: tuple(topic[key]) for key in ("activity", "subject_matter", "field")}  # type: ignore[arg-type]
        if near:
            words = tuple(dict.fromkeys(g.text for g in near))
            categories = tuple(dict.fromkeys(c for g in near for c in g.categories))
        elif carried is not None and _agrees(parties, carried):
            words, categories = carried.goods, carried.categories
            held = {p.role for p in parties}
            parties = (*parties, *(replace(p, inferred=True) for p in carried.participants if p.role not in held))
        else:
            return None
        label = (
            f"help with or cooperation on {topic['name']}"
            if topic
            else "transfer of arms"
            if {"arms", "ammunition", "small_arms", "missile_system", "military_vehicle"} & set(categories)
            else "transfer of goods"
        )
    elif label in ("help", "launch"):
        topic = _topic(scene, t, k)
        if topic is None or (label == "launch" and not topic["subject_matter"]):
            return None
        topics = {key: tuple(topic[key]) for key in ("activity", "subject_matter", "field")}  # type: ignore[arg-type]
        parties = then_of(scene, t, k, past, claim, helped=label == "help")
        label = f"{'help with or cooperation on' if label == 'help' else 'launch:'} {topic['name']}"
    else:
        parties = then_of(scene, t, k, past, claim, everyone=label in ("meeting", "negotiation", "agreement"))
        if label == "sanctions":
            parties = (*subject_of(scene, t, k, claim), *(p for p in parties if p.role == "target"))
            against = participant(scene, t, past, min(len(t), past + 8), scene.lexicon.data["against"], "target")
            parties = (*parties, against) if against and against.text not in [p.text for p in parties] else parties
        if label == "meeting" and len(parties) < 2:
            return None
        if label in ("visit", "sanctions") and not parties:
            return None
    kind = "COOPERATE" if topics and label.startswith("help") else str(spec["type"])
    if label == "sanctions":
        done = any(w.low in scene.lexicon.data["perfect"] for w in t[max(0, k - 8) : k])
        threat = modality in ("planned", "possible") or (claim.stance in ("threatens", "warns") and not done)
        kind, label = ("THREATEN", "sanction threat") if threat else (kind, "sanctions imposed")
    return Event(
        id="", type=kind, label=label, start=claim.start, end=claim.end, text=scene.text[t[k].start : t[past - 1].end],
        participants=parties, when=_when(t, k, dates), modality=modality, claim=claim.id,
        according_to=None if claim.speaker.reporter else claim.speaker.name or claim.speaker.text or None,
        goods=words, categories=categories, topics=topics,
    )  # fmt: skip


def modality_of(scene: Scene, claim: Claim, t: Sequence[Token], k: int) -> Modality | None:
    """How sure the thing at token k is; None when the reporter says that it did not happen."""
    x = scene.lexicon.data
    low = [w.low for w in t]
    window = low[max(0, k - 6) : k]
    if claim.stance == "denies":
        return "denied"
    near = low[max(0, k - 4) : k]
    if any(a in x["negations"] and b in x["hesitations"] for a, b in pairwise(near)):
        return "planned"  # "tidak segan menambah sanksi" announces it
    if any(w in x["negations"] for w in near[-3:]):
        if any(w in x["commands"] for w in low[max(0, k - 5) : k]):
            return None  # "agar tidak membeli" tells what shall not be, not what was
        return "denied" if not claim.speaker.reporter else None
    if claim.stance == "plans" or any(w in x["future"] for w in window):
        conditional = any(w in x["possible"] for w in low[k : k + 4]) or claim.stance in ("alleges", "doubts")
        return "planned" if not conditional else "possible"
    if claim.stance in ("alleges", "doubts"):
        return "alleged"
    if any(w in x["possible"] for w in window):
        return "possible"
    if claim.stance in ("asks", "threatens") and not any(w in ("telah", "sudah", "have", "has") for w in window):
        return "possible"
    return "asserted" if claim.speaker.reporter else "alleged"


def _transfer_sides(
    scene: Scene, claim: Claim, t: Sequence[Token], k: int, past: int, *, inward: bool
) -> tuple[Participant, ...]:
    if sides := between_sides(scene, t, k):
        return sides
    x = scene.lexicon.data
    agent, other = ("recipient", "supplier") if inward else ("supplier", "recipient")
    source = participant(scene, t, past, min(len(t), past + REACH), x["from"], "supplier") or participant(
        scene, t, max(0, k - 4), k, x["from"], "supplier"
    )
    target = participant(scene, t, past, min(len(t), past + REACH), x["to"], "recipient")
    by = participant(scene, t, past, min(len(t), past + REACH), x["by"], agent)
    found: dict[str, Participant] = {}
    for p in (source, target, by):
        if p is not None:
            found.setdefault(p.role, p)
    if agent not in found:
        for subject in subject_of(scene, t, k, claim)[:1]:
            found[agent] = replace(subject, role=agent)
    if (
        other not in found
        and past < len(t)
        and (direct := scene.mentions(t[past].start, t[past].start + 1))
        and direct[0].countries
    ):
        found[other] = Participant(
            role=other, text=direct[0].text, entity=direct[0].entity, countries=direct[0].countries
        )
    return tuple(found.values())


def _topic(scene: Scene, t: Sequence[Token], k: int) -> dict[str, object] | None:
    """The topic nearest after the trigger, else before it."""
    best: tuple[int, dict[str, object]] | None = None
    for topic in scene.lexicon.data["topics"]:
        if at := scene.lexicon.phrases["topic:" + topic["name"]].find(t, k, min(len(t), k + 10)):
            rank = at[0] - k - (at[1] - at[0]) * 2
            if best is None or rank < best[0]:
                best = (rank, topic)
    return best[1] if best else None


def _carried(events: Sequence[Event], claim: Claim) -> Event | None:
    """The transfer the same speaker has just spoken of: its goods are those of a bare "the deliveries"."""
    if claim.speaker.reporter:
        return None
    who = claim.speaker.name or claim.speaker.text
    last = [e for e in events if e.categories and e.according_to == who]
    return last[-1] if last else None


def _agrees(parties: Sequence[Participant], carried: Event) -> bool:
    known = {p.role: set(p.countries) for p in carried.participants}
    return bool(parties) and all(
        not known.get(p.role) or known[p.role] & set(p.countries) for p in parties if p.countries
    )


def _when(t: Sequence[Token], k: int, dates: Sequence[When]) -> When | None:
    """The date of the trigger's own clause: nearest, with no comma between."""
    commas = [w.start for w in t if w.text in ",;"]
    near = [
        d
        for d in dates
        if abs(_distance(t, k, d.start)) <= REACH
        and not any(min(d.start, t[k].start) < c < max(d.start, t[k].start) for c in commas)
    ]
    return min(near, key=lambda d: abs(d.start - t[k].start), default=None)


def _distance(t: Sequence[Token], k: int, offset: int) -> int:
    at = next(
        (i for i, (a, b) in enumerate(pairwise([*(w.start for w in t), t[-1].end + 1])) if a <= offset < b), len(t)
    )
    return at - k


def _same(left: Event, right: Event) -> bool:
    return left.label == right.label and {p.text for p in left.participants} <= {p.text for p in right.participants}


def _with_denials(events: tuple[Event, ...], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Note on each event who denies the claim it stands in."""
    deniers: dict[str, list[str]] = {}
    for claim in claims:
        if claim.stance == "denies":
            for target in claim.about:
                deniers.setdefault(target, []).extend(s.name or s.text for s in claim.speakers)
    return tuple(replace(e, denied_by=tuple(deniers.get(e.claim or "", ()))) for e in events)
