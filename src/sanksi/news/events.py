"""Events inside claims: what is said to happen, who takes part, when, and how sure it is said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sanksi.news.kinds import distance, make_plain, make_sanctions, make_topical, make_transfer
from sanksi.news.modality import modality_of
from sanksi.news.participants import REACH, UNDERGO
from sanksi.news.scene import Scene
from sanksi.news.sources import unnamed_source
from sanksi.news.tokens import Token, find_quotes, split_sentences, split_tokens
from sanksi.news.triggers import TOLD_AS, Trigger, find_triggers
from sanksi.news.values import Claim, Event, Goods, Lead, Participant, Speaker, When

LEAST = 4
"""Tokens of what is left of a sentence around its claims, at least, for it to tell an act."""
ACCUSED = 16
"""Tokens between a cue and its claim, at most: "accused X on Monday of ..."."""
_DATED = ("meeting", "negotiation", "launch", "sanctions")
"""Kinds that their day alone tells enough of: "an earlier meeting, in June"."""
_DEEDS = (
    "meeting",
    "visit",
    "seizure",
    "charge",
    "inspection",
    "freeze",
    "release",
    "freeing",
    "return",
    "sanctions",
    "launch",
)
"""Kinds that nobody is accused of by telling them: what a party says of them stands until somebody disputes it."""


def find_events(
    scene: Scene,
    spans: Sequence[tuple[int, int]],
    claims: Sequence[Claim],
    goods: Sequence[Goods],
    dates: Sequence[When],
    leads: Sequence[Lead],
) -> tuple[Event, ...]:
    """Events of all claims and of what the reporter tells around them, in order of the text.

    What is denied or alleged says so, and an unnamed target is the lead that stands there.
    """
    out: list[Event] = []
    against = [c for c in claims if c.stance in ("denies", "doubts")]
    disputed = {other for c in against for other in c.about}
    if any(not c.about for c in against):  # nobody knows what it disputes
        disputed |= {c.id for c in claims}
    for claim in sorted([*claims, *_around(scene, spans, claims)], key=lambda c: (c.start, -c.end)):
        tokens = split_tokens(scene.text, _begin(scene, claim), claim.end)
        own = [g for g in goods if claim.start <= g.start < claim.end]
        when = [d for d in dates if claim.start <= d.start < claim.end]
        if charge := _charge(scene, claim, tokens, when):
            out.append(charge)
        source = unnamed_source(scene, tokens) if claim.speaker.reporter and claim.id else None
        if source:
            tokens = tokens[source.first : source.past]
        found: list[Event] = []
        for act in find_triggers(scene, claim, tokens):
            if tokens[act.first].start < claim.start:
                continue
            event = _event(
                scene, claim, tokens, act, own, when, carried=_carried(out, claim), disputed=claim.id in disputed
            )
            event = event and _with_lead(event, tokens[act.first].start, leads)
            event = event and _of_the_same(scene, event, tokens, act.first, found)
            if event and not any(_same(event, e) for e in found):
                found = [e for e in found if not _same(e, event)]
                found.append(_attributed(event, source.text) if source else event)
        out += found
    charged = [e for e in out if e.claim and e.label == "charge"]
    out = [
        e for e in out if e.claim or not any(e.label == c.label and e.end + 2 >= c.start >= e.start for c in charged)
    ]
    return _with_denials(tuple(replace(e, id=f"v{i + 1}") for i, e in enumerate(out)), claims)


def _around(scene: Scene, spans: Sequence[tuple[int, int]], claims: Sequence[Claim]) -> Iterator[Claim]:
    """What the reporter tells in sentences that hold somebody's claims too: "imposed sanctions on three companies it accuses of ..."."""
    for start, end in spans:
        inside = [c for c in claims if start <= c.start < end]
        if all(c.speaker.reporter for c in inside):
            continue
        for a, b in split_sentences(scene.text, start, end, find_quotes(scene.text, start, end)):
            held = sorted((c.start, c.end) for c in inside if c.start < b and c.end > a)
            if not held:
                continue
            edges = [a, *(edge for span in held for edge in span), b]
            for left, right in zip(edges[::2], edges[1::2], strict=True):
                if right > left and len(split_tokens(scene.text, left, right)) >= LEAST:
                    yield Claim(
                        id="", start=left, end=right, text=scene.text[left:right], cue="",
                        speakers=(Speaker(reporter=True),), stance="asserts", quote=False,
                    )  # fmt: skip


def _begin(scene: Scene, claim: Claim) -> int:
    """Where the words of a claim begin: behind its cue, when the accused stands between the two."""
    if claim.speaker.reporter or claim.stance != "alleges" or not claim.cue:
        return claim.start
    at = scene.text.rfind(claim.cue, max(0, claim.start - 8 * ACCUSED), claim.start)
    between = scene.text[at + len(claim.cue) : claim.start] if at >= 0 else ""
    return at + len(claim.cue) if at >= 0 and not set(between) & set('.;"”“') else claim.start


def _charge(scene: Scene, claim: Claim, t: Sequence[Token], dates: Sequence[When]) -> Event | None:
    """The act that a cue is: "jaksa mendakwa X menjual ..."; it happened, whatever of the words behind it did."""
    cue = split_tokens(claim.cue)
    if not t or claim.speaker.reporter or not scene.lexicon.phrases["event:charge:outward"].at(cue, 0):
        return None
    start = scene.text.rfind(claim.cue, max(0, claim.start - 200), claim.start)
    if start < 0:
        return None
    agents = tuple(Participant(role="agent", text=s.name or s.text, entity=s.entity) for s in claim.speakers)
    charged = [m for m in scene.mentions(t[0].start, t[0].end) if m.type in ("PER", "ORG")]
    targets = tuple(Participant(role="target", text=m.text, entity=m.entity) for m in charged[:1])
    return Event(
        id="", type=scene.lexicon.event_types["charge"], label="charge", start=start, end=start + len(claim.cue),
        text=claim.cue, participants=(*agents, *targets), when=_when(t, Trigger(0, 1, "charge", False, "active", len(t)), dates), modality="asserted", claim=claim.id,
    )  # fmt: skip


def _attributed(event: Event, source: str) -> Event:
    """An event in the words of a source without a name is no more than alleged."""
    return replace(event, according_to=source, modality="alleged" if event.modality == "asserted" else event.modality)


def _of_the_same(scene: Scene, event: Event, t: Sequence[Token], k: int, before: Sequence[Event]) -> Event:
    """What somebody is fined or arrested for is his own act: "fined A Ltd for supplying watches"."""
    acts = any(p.role in ("agent", "supplier") and not p.inferred for p in event.participants)
    punished = next(
        (e.role("target") for e in reversed(before) if e.label in UNDERGO or e.label.startswith("sanction")), ()
    )
    if acts or k == 0 or t[k - 1].low not in scene.lexicon.data["reasons"]:
        return event
    role = "supplier" if event.label.startswith("transfer") else "agent"
    return replace(event, participants=(*(replace(p, role=role, inferred=True) for p in punished), *event.participants))


def _with_lead(event: Event, at: int, leads: Sequence[Lead]) -> Event:
    """Somebody without a name takes part in the full words of the lead; sanctions and seizures of nobody else are those of the lead that follows."""
    inside = [x for x in leads if event.start <= x.start < event.end]
    full = {
        p.text: x.text for p in event.participants for x in inside if p.entity is None and x.text.startswith(p.text)
    }
    event = replace(event, participants=tuple(replace(p, text=full.get(p.text, p.text)) for p in event.participants))
    if event.label not in ("sanctions imposed", "sanction threat", *UNDERGO) or event.role("target"):
        return event
    near = next((x for x in leads if 0 < x.start - at < 60 and x.end <= event.end), None)
    target = (Participant(role="target", text=near.text, entity=None),) if near else ()
    return replace(event, participants=(*event.participants, *target))


def _event(  # noqa: PLR0913 - what an event is made of
    scene: Scene, claim: Claim, t: list[Token], act: Trigger, goods: Sequence[Goods], dates: Sequence[When], *,
    carried: Event | None, disputed: bool,
) -> Event | None:  # fmt: skip
    k, past = act.first, act.past
    kind = TOLD_AS.get(act.kind, act.kind)
    act = act._replace(kind=kind)
    modality = modality_of(scene, claim, t, k)
    if modality is None:
        return None
    told = claim.stance == "asserts" or any(w.low in scene.lexicon.data["perfect"] for w in t[max(0, k - 8) : k])
    if modality == "alleged" and not disputed and told and claim.stance != "alleges" and not _suspects(scene, t, k):
        conceded = any(w.low in scene.lexicon.data["conceding"] for w in split_tokens(claim.cue))
        modality = "asserted" if kind in _DEEDS or conceded else modality
    if kind in ("transfer", "trade"):
        made = make_transfer(scene, claim, t, act, goods, carried=carried)
    elif kind in ("help", "cooperation", "launch", "training"):
        made = make_topical(scene, claim, t, act)
    elif kind in ("sanctions", "threat"):
        made = make_sanctions(scene, claim, t, act)
    else:
        made = make_plain(scene, claim, t, act, dates)
    when = _when(t, act, dates)
    dated = when is not None and when.kind == "at" and kind in _DATED
    if made is None or (claim.speaker.reporter and not made.participants and not dated):
        return None  # "the talks went on": nobody is told to have done anything
    if kind in ("sanctions", "threat") or (kind in ("seizure", "freeze") and claim.stance == "threatens"):
        before = any(w.low in scene.lexicon.data["perfect"] for w in t[max(0, k - 8) : k])
        threat = claim.stance in ("threatens", "warns") and not before
        threat = threat or (modality == "possible" and any(w.low in scene.lexicon.data["conditional"] for w in t))
        kind = "threat" if threat or kind == "threat" else kind
        if kind in ("threat", "sanctions"):
            made = replace(made, label="sanction threat" if kind == "threat" else "sanctions imposed")
    if made.topics and kind in ("transfer", "trade"):
        kind = "help"
    if kind == "visit" and any(_is_vessel(scene, p) for p in made.participants):
        kind, made = "voyage", replace(made, label="voyage")
    return Event(
        id="", type=scene.lexicon.event_types[kind], label=made.label, start=claim.start, end=claim.end,
        text=scene.text[t[k].start : t[past - 1].end], participants=made.participants, when=when,
        modality=modality, claim=claim.id or None,
        according_to=None if claim.speaker.reporter else claim.speaker.name or claim.speaker.text or None,
        goods=made.goods, categories=made.categories, topics=made.topics,
    )  # fmt: skip


def _suspects(scene: Scene, t: Sequence[Token], k: int) -> bool:
    return any(w.low in scene.lexicon.data["suspected"] for w in t[max(0, k - 6) : k])


def _is_vessel(scene: Scene, party: Participant) -> bool:
    """Whether a ship by its description makes the journey."""
    vessels = scene.lexicon.data["vessels"]
    named = any(f"{ship} {party.text}" in scene.text for ship in vessels)  # "the tanker Sample Star"
    return party.role == "agent" and (named or any(w.low in vessels for w in split_tokens(party.text)))


def _carried(events: Sequence[Event], claim: Claim) -> Event | None:
    """The transfer the same speaker has just spoken of: its goods are those of a bare "the deliveries"."""
    if claim.speaker.reporter:
        return None
    who = claim.speaker.name or claim.speaker.text
    last = [e for e in events if e.categories and e.according_to == who]
    return last[-1] if last else None


def _when(t: Sequence[Token], act: Trigger, dates: Sequence[When]) -> When | None:
    """The date of an act's own clause, with no comma between: the nearest behind its word, else the nearest before it and behind the act before."""
    k = act.first
    commas = [w.start for w in t[max(0, k - 2 * REACH) : k + 4 * REACH] if w.text in ",;"]
    dates = [d for d in dates if not (d.kind == "lasting" and d.begins == d.ends)]  # "for some hours" is no day
    near = [
        d
        for d in dates
        if -REACH <= distance(t, k, d.start) <= 2 * REACH
        and not any(min(d.start, t[k].start) < c < max(d.start, t[k].start) for c in commas)
    ]
    if not near and len(dates) == 1 and dates[0].kind == "at":
        return dates[0]  # the only day of the sentence is that of its act, commas or not
    own = [d for d in near if act.begin <= k + distance(t, k, d.start) < act.end]
    behind = [d for d in own if d.start > t[k].start]
    return min(behind or own or near, key=lambda d: abs(d.start - t[k].start), default=None)


def _same(left: Event, right: Event) -> bool:
    return left.label == right.label and {p.text for p in left.participants} <= {p.text for p in right.participants}


def _with_denials(events: tuple[Event, ...], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Note on each event who denies the claim it stands in."""
    deniers: dict[str, list[str]] = {}
    for claim in claims:
        if claim.stance == "denies":
            for target in claim.about:
                deniers.setdefault(target, []).extend(s.name or s.text for s in claim.speakers)
    return tuple(replace(e, denied_by=tuple(dict.fromkeys(deniers.get(e.claim or "", ())))) for e in events)
