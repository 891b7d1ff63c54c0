"""Events inside claims: what is said to happen, who takes part, when, and how sure it is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sanksi.news.goods import read_goods
from sanksi.news.modality import modality_of
from sanksi.news.noun_phrases import after_word, before_verb, subject_span, words_of
from sanksi.news.participants import (
    REACH,
    UNDERGO,
    described_at,
    done,
    participant,
    sides_of_transfer,
    subject_of,
    undergone,
)
from sanksi.news.sources import unnamed_source
from sanksi.news.speakers import Scene
from sanksi.news.tokens import Token, find_quotes, split_sentences, split_tokens
from sanksi.news.triggers import TOLD_AS, Trigger, find_triggers
from sanksi.news.values import Claim, Event, Goods, Lead, Participant, Speaker, When

LEAST = 4
"""Tokens of what is left of a sentence around its claims, at least, for it to tell an act."""
ACCUSED = 16
"""Tokens between a cue and its claim, at most: "accused X on Monday of ..."."""
ARMS = frozenset({"arms", "ammunition", "small_arms", "missile_system", "military_vehicle"})
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
_ASKED = {"agent": "recipient", "recipient": "agent", "partner": "agent"}
"""Roles of who asks for help, and of whom it is asked."""
_NO_TOPIC: Mapping[str, tuple[str, ...]] = {"subject_matter": (), "field": ()}


@dataclass(frozen=True, slots=True)
class _Made:
    """What one kind of event is made of, before its date and claim are added."""

    label: str
    participants: tuple[Participant, ...]
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    goods: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


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
        text=claim.cue, participants=(*agents, *targets), when=_when(t, 0, dates), modality="asserted", claim=claim.id,
    )  # fmt: skip


def _attributed(event: Event, source: str) -> Event:
    """An event in the words of a source without a name is no more than alleged."""
    return replace(event, according_to=source, modality="alleged" if event.modality == "asserted" else event.modality)


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


def _event(
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
        made = _transfer(scene, claim, t, act, goods, carried=carried)
    elif kind in ("help", "cooperation", "launch", "training"):
        made = _topical(scene, claim, t, act)
    elif kind in ("sanctions", "threat"):
        made = _sanctions(scene, claim, t, act)
    else:
        made = _plain(scene, claim, t, act, dates)
    when = _when(t, k, dates)
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


def _transfer(
    scene: Scene, claim: Claim, t: list[Token], act: Trigger, goods: Sequence[Goods], *, carried: Event | None
) -> _Made | None:
    """Goods with their giver and getter; of technology, help; "the deliveries" has the goods that the speaker just named."""
    k, past = act.first, act.past
    near = [g for g in goods if -6 <= _distance(t, k, g.start) <= 8]
    near = near or _goods_before(scene, t, k, goods)
    near += [g for g in _object_goods(scene, t, act) if not any(g.start < o.end and o.start < g.end for o in near)]
    freight = _carries(scene, t, act) or _supplies(scene, t, act)
    traded = freight or (act.kind == "trade" and _has_object(scene, t, act))
    if not near and not traded and (carried is None or (past < len(t) and t[past].text == ",")):
        return None
    parties = sides_of_transfer(scene, t, act, claim)
    if not parties and claim.stance not in ("denies", "alleges"):
        return None  # goods that nobody gives or gets: the price of fuel, not a deal
    named = any(p.entity is not None or p.countries for p in parties)
    if traded and not (near or freight or named or len({p.role for p in parties} & {"supplier", "recipient"}) == 2):
        return None  # a man carries an umbrella
    topic = _topic(scene, t, k) if near and not any(g.categories for g in near) else None
    if near:
        words = tuple(dict.fromkeys(g.text for g in near))
        categories = tuple(dict.fromkeys(c for g in near for c in g.categories))
    elif carried is not None and _agrees(parties, carried):
        words, categories = carried.goods, carried.categories
        held = {p.role for p in parties}
        parties = (*parties, *(replace(p, inferred=True) for p in carried.participants if p.role not in held))
    elif traded:
        words, categories = (), ()
    else:
        return None
    if topic:  # technology, not goods: "provide satellite launch technology"
        label = f"help with or cooperation on {topic['name']}"
        return _Made(label, parties, _facts_of(topic), words, categories)
    label = "transfer of arms" if ARMS & set(categories) else "transfer of goods"
    return _Made(label, parties, {}, words, categories)


def _goods_before(scene: Scene, t: Sequence[Token], k: int, goods: Sequence[Goods]) -> list[Goods]:
    """Goods that the subject of a verb is, however long it goes on: "peluru kaliber 122 dari Korea Utara telah mengalir"."""
    span = subject_span(scene, t, k)
    return [g for g in goods if span and t[span[0]].start <= g.start < t[k].start]


def _object_goods(scene: Scene, t: Sequence[Token], act: Trigger) -> list[Goods]:
    """Goods by words that are plain only because they are sent or sold: "gold", "mobil"; a ship carries, and is not asked about."""
    span = before_verb(scene, t, act.first) if act.voice == "passive" else after_word(scene, t, act.past)
    found = read_goods(words_of(scene, t, span), t[span[0]].start, named=True) if span else []
    return [g for g in found if not set(g.categories) & {"vessel", "vessel_new", "vessel_used"}]


def _supplies(scene: Scene, t: Sequence[Token], act: Trigger) -> bool:
    """Whether the object is who gets ("supplied a maker of pumps"), or only pointed at ("passed them on")."""
    x = scene.lexicon.data
    pointed = any(w.low in x["object_pronouns"] for w in t[act.first + 1 : act.past + 1])
    gets = t[act.first].low in x["supplying"] and described_at(scene, t, act.past, "recipient") is not None
    return act.voice == "active" and (pointed or gets)


def _carries(scene: Scene, t: Sequence[Token], act: Trigger) -> bool:
    """Whether what is moved stands by, whatever the regime calls it: "sent workers", "uang itu dikirim"."""
    phrases = scene.lexicon.phrases["freights"]
    if act.voice == "passive":
        return phrases.find(t, max(0, act.first - 6), act.first) is not None
    past = act.past
    while past < len(t) and (t[past].text[0] in "0123456789.,$" or t[past].low in scene.lexicon.data["measures"]):
        past += 1
    reach = 2 if scene.lexicon.language == "id" else 4  # the noun comes first, or last
    return phrases.find(t, past, min(len(t), past + reach + (act.voice == "noun"))) is not None


def _has_object(scene: Scene, t: Sequence[Token], act: Trigger) -> bool:
    """Whether a verb of trade says what is traded, whatever it is: "sold pianos"."""
    if act.voice == "passive":
        return before_verb(scene, t, act.first) is not None
    suffix = scene.lexicon.data["pronoun_suffix"]
    if suffix and t[act.past - 1].low.endswith(suffix):
        return True  # "menjualnya"
    if act.voice == "noun" or act.past >= len(t):
        return False
    return t[act.past].is_word and t[act.past].low not in scene.lexicon.data["prepositions"]


def _topical(scene: Scene, claim: Claim, t: list[Token], act: Trigger) -> _Made | None:
    """Help, training and launches, which are nothing without what they are about."""
    k, past, kind = act.first, act.past, act.kind
    topic = _topic(scene, t, max(0, k - 8) if act.voice == "passive" else k)
    parties = (
        undergone(scene, t, act, claim)
        if act.voice == "passive"
        else done(scene, t, act, claim, helped=kind != "launch")
    )
    if kind == "training":
        states = {c for p in parties for c in p.countries}
        if topic is None and not states:
            return None  # a course for traders, not what one State teaches another
        facts = _facts_of(topic) if topic else {}
        if any(w.low in scene.lexicon.data["forces"] for w in t[max(0, k - 3) : past + 5]):
            facts["subject_matter"] = tuple(dict.fromkeys((*facts.get("subject_matter", ()), "military")))
        return _Made("training", parties, {**_NO_TOPIC, **facts, "activity": ("training",)})
    if kind == "launch":
        parties = tuple(replace(p, role="place") if p.role == "recipient" else p for p in parties)
        if topic and topic["subject_matter"]:
            return _Made(f"launch: {topic['name']}", parties, _facts_of(topic))
        near = split_tokens(scene.text) if act.voice == "noun" else t[max(0, k - 6) : past + 8]
        fired = any(w.low in scene.lexicon.data["missiles"] for w in near)
        return _Made("launch: missiles", parties) if fired else None
    if topic:
        return _Made(f"help with or cooperation on {topic['name']}", parties, _facts_of(topic))
    if kind == "help":
        wanted = any(w.low in scene.lexicon.data["wanted"] for w in t[max(0, k - 4) : k])
        parties = tuple(replace(p, role=_ASKED.get(p.role, p.role)) for p in parties) if wanted else parties
        return _Made("help", parties) if any(p.countries for p in parties) and len(parties) > 1 else None
    return _Made("cooperation", parties) if len({c for p in parties for c in p.countries}) > 1 else None


def _plain(scene: Scene, claim: Claim, t: list[Token], act: Trigger, dates: Sequence[When]) -> _Made | None:
    """Meetings, visits, negotiations, agreements, inspections: what is told by who takes part."""
    kind = act.kind
    everyone = kind in ("meeting", "negotiation", "agreement", *UNDERGO)
    if act.voice == "passive":
        parties = undergone(scene, t, act, claim)
    else:
        parties = done(scene, t, act, claim, everyone=everyone, helped=kind in UNDERGO)
    if kind in UNDERGO:  # nothing is given, whatever the clause goes on to tell; "a probe into a bank"
        probed = act.voice == "noun" and not any(p.role == "target" for p in parties)
        parties = tuple(replace(p, role="target") if probed and p.role == "recipient" else p for p in parties)
        parties = tuple(p for p in parties if p.role != "recipient")
    if kind == "meeting" and t[act.first].low in scene.lexicon.data["receiving"] and not _meets(scene, parties):
        return None
    if (
        kind == "visit"
        and t[act.first].low in scene.lexicon.data["loose"]
        and not any(
            m.type in ("LOC", "GOV")
            for m in (scene.mentions(t[act.past].start, t[act.past].end) if act.past < len(t) else ())
        )
    ):
        return None
    if kind == "release" and (whom := participant(scene, t, 0, act.end, scene.lexicon.data["against"], "target")):
        parties = (*(p for p in parties if p.role != "target"), whom)  # "mencabut sanksi terhadap Suriah"
    if kind == "visit":  # who travels to a place gives it nothing
        parties = tuple(replace(p, role="place") if _is_goal(scene, p) else p for p in parties)
        if not any(p.role != "place" for p in parties):
            return None
    told = act.voice == "noun" or claim.speaker.reporter
    dated = act.voice == "noun" and bool(dates)  # "an earlier meeting, in June"
    alone = _is_body(scene, parties) or t[act.first].low in scene.lexicon.data["attending"]
    least = {"meeting": 0 if dated else 1 if alone else 2, "visit": 1, "dealing": int(told)}
    enough = least.get(kind, int(told) if kind in UNDERGO else 0)
    return _Made(kind, parties) if len(parties) >= enough else None


def _sanctions(scene: Scene, claim: Claim, t: list[Token], act: Trigger) -> _Made | None:
    """Who imposes them on whom."""
    if act.voice == "passive":
        parties = undergone(scene, t, act, claim)
        return _Made(act.kind, parties)
    parties = (
        *subject_of(scene, t, act.first, claim),
        *(p for p in done(scene, t, act, claim) if p.role == "target"),
    )
    end = min(len(t), act.past + 8)
    against = participant(scene, t, act.past, end, scene.lexicon.data["against"], "target")
    parties = (*parties, against) if against and against.text not in [p.text for p in parties] else parties
    return _Made(act.kind, parties)


def _meets(scene: Scene, parties: Sequence[Participant]) -> bool:
    """Whether somebody who is received is a person."""
    figures = [scene.cast.figures.get(p.entity or "") for p in parties if p.role == "target"]
    return any(f is not None and f.type == "PER" for f in figures)


def _is_goal(scene: Scene, party: Participant) -> bool:
    """Whether a journey goes there: to anything but a person or a body that is visited."""
    figure = scene.cast.figures.get(party.entity or "")
    return party.role == "recipient" or (party.role == "target" and (figure is None or figure.type in ("LOC", "GOV")))


def _is_vessel(scene: Scene, party: Participant) -> bool:
    """Whether a ship by its description makes the journey."""
    vessels = scene.lexicon.data["vessels"]
    named = any(f"{ship} {party.text}" in scene.text for ship in vessels)  # "the tanker Sample Star"
    return party.role == "agent" and (named or any(w.low in vessels for w in split_tokens(party.text)))


def _is_body(scene: Scene, parties: Sequence[Participant]) -> bool:
    """Whether an organisation meets by itself ("the council convened"), or several do whom one description tells ("the chiefs met")."""
    agents = [p for p in parties if p.role == "agent"]
    figures = (scene.cast.figures.get(p.entity or "") for p in agents)
    return any(p.entity is None for p in agents) or any(f is not None and f.type != "PER" for f in figures)


def _facts_of(topic: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(topic[key]) for key in ("activity", "subject_matter", "field")}  # type: ignore[arg-type]


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
    dates = [d for d in dates if not (d.kind == "lasting" and d.begins == d.ends)]  # "for some hours" is no day
    near = [
        d
        for d in dates
        if abs(_distance(t, k, d.start)) <= REACH
        and not any(min(d.start, t[k].start) < c < max(d.start, t[k].start) for c in commas)
    ]
    if not near and len(dates) == 1 and dates[0].kind == "at":
        return dates[0]  # the only day of the sentence is that of its act, commas or not
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
    return tuple(replace(e, denied_by=tuple(dict.fromkeys(deniers.get(e.claim or "", ())))) for e in events)
