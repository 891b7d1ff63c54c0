"""Events inside claims: what is said to happen, who takes part, when, and how sure it is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from sanksi.news.participants import between_sides, enforcer, participant, subject_of, then_of, unnamed
from sanksi.news.sources import unnamed_source
from sanksi.news.speakers import Scene
from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import Claim, Event, Goods, Lead, Modality, Participant, When
from sanksi.news.words import VOICES, load_lexicon

REACH = 14
"""Tokens around a trigger within which its goods, topic and date stand."""


ARMS = frozenset({"arms", "ammunition", "small_arms", "missile_system", "military_vehicle"})
_WORDS = ("outward", "inward", "triggers")
_FORCED = ("inspection", "charge", "seizure", "freeze", "release")
"""Kinds that tell enough by whom they are done to, or by whom alone."""
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
    scene: Scene, claims: Sequence[Claim], goods: Sequence[Goods], dates: Sequence[When], leads: Sequence[Lead]
) -> tuple[Event, ...]:
    """Events of all claims, in order of the text; what is denied or alleged says so, and an unnamed target is the lead that stands there."""
    out: list[Event] = []
    for claim in claims:
        tokens = split_tokens(scene.text, claim.start, claim.end)
        own = [g for g in goods if claim.start <= g.start < claim.end]
        when = [d for d in dates if claim.start <= d.start < claim.end]
        if charge := _charge(scene, claim, tokens, when):
            out.append(charge)
        source = unnamed_source(scene, tokens) if claim.speaker.reporter else None
        if source:
            tokens = tokens[source.first : source.past]
        found: list[Event] = []
        for k, n, spec, inward in _triggers(scene, claim, tokens):
            event = _event(scene, claim, tokens, k, n, spec, own, when, inward=inward, carried=_carried(out, claim))
            event = event and _with_lead(event, tokens[k].start, leads)
            if event and not any(_same(event, e) for e in found):
                found.append(_attributed(event, source.text) if source else event)
        out += found
    numbered = tuple(replace(e, id=f"v{i + 1}") for i, e in enumerate(out))
    return _with_denials(numbered, claims)


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
    """Sanctions on somebody without a name, or a seizure, have the lead that follows as their target."""
    if event.label not in ("sanctions imposed", "sanction threat", *_FORCED) or event.role("target"):
        return event
    near = next((x for x in leads if 0 < x.start - at < 60 and x.end <= event.end), None)
    target = (Participant(role="target", text=near.text, entity=None),) if near else ()
    return replace(event, participants=(*event.participants, *target))


def _triggers(scene: Scene, claim: Claim, t: Sequence[Token]) -> list[tuple[int, int, Mapping[str, object], bool]]:
    """First token, number of tokens, kind of event and whether it is the passive, in order; the longest phrase of a kind counts."""
    out = []
    begins = _first_words(scene.lexicon.language)
    at = [k for k, token in enumerate(t) if token.low in begins]
    for spec in scene.lexicon.data["events"]:
        words = (*_WORDS, "threatened") if claim.stance in ("threatens", "warns") else _WORDS
        kinds = [(scene.lexicon.phrases[f"event:{spec['label']}:{key}"], key == "inward") for key in words]
        past = 0
        for k in at:
            n, inward = max((phrases.at(t, k), inward) for phrases, inward in kinds)
            if n and k >= past and not _is_place(scene, t, k, n) and _is_about(t, k, spec.get("needs", ())):
                out.append((k, n, spec, inward))
                past = k + n
    return sorted(out, key=lambda found: found[0])


@cache
def _first_words(language: str) -> frozenset[str]:
    lexicon = load_lexicon(language)
    phrases = (lexicon.phrases[f"event:{spec['label']}:{key}"] for spec in lexicon.data["events"] for key in VOICES)
    return frozenset(word for found in phrases for word in found.first_words)


def _is_about(t: Sequence[Token], k: int, needs: Sequence[str]) -> bool:
    """Whether one of the words stands by without which the trigger means something else: "closed the accounts"."""
    return not needs or any(w.low in needs for w in t[max(0, k - 8) : k + 9])


def _is_place(scene: Scene, t: Sequence[Token], k: int, n: int) -> bool:
    """Whether the word only says what a place is for ("tempat peluncuran", "launch pad"), or stands in a name ("Harbor Trading")."""
    start = t[k].start
    if any(m.start < start < m.end for m in scene.mentions(max(0, start - 80), start)):
        return True
    places = scene.lexicon.data["places_for"]
    return (k > 0 and t[k - 1].low in places["before"]) or (k + n < len(t) and t[k + n].low in places["after"])


def _event(  # noqa: PLR0913 - what an event is made of
    scene: Scene, claim: Claim, t: list[Token], k: int, n: int, spec: Mapping[str, object],
    goods: Sequence[Goods], dates: Sequence[When], *, inward: bool, carried: Event | None,
) -> Event | None:  # fmt: skip
    kind, past = str(spec["label"]), k + n
    kind = "sanctions" if kind == "listing" else kind
    modality = modality_of(scene, claim, t, k)
    if modality is None:
        return None
    if kind in ("transfer", "trade"):
        traded = kind == "trade" and _has_object(scene, t, k, past)
        made = _transfer(scene, claim, t, k, past, goods, traded=traded, inward=inward, carried=carried)
    elif kind in ("help", "launch", "training"):
        made = _topical(scene, claim, t, k, past, kind, inward=inward)
    else:
        made = _plain(scene, claim, t, k, past, kind, inward=inward)
    if made is None or (claim.speaker.reporter and not made.participants):
        return None  # "the talks went on": nobody is told to have done anything
    if kind in ("sanctions", "threat") or (kind in ("seizure", "freeze") and claim.stance == "threatens"):
        done = any(w.low in scene.lexicon.data["perfect"] for w in t[max(0, k - 8) : k])
        threat = modality in ("planned", "possible") or (claim.stance in ("threatens", "warns") and not done)
        kind = "threat" if threat or kind == "threat" else kind
        if kind in ("threat", "sanctions"):
            made = replace(made, label="sanction threat" if kind == "threat" else "sanctions imposed")
    if made.topics and kind in ("transfer", "trade"):
        kind = "help"
    elif made.label == "transfer of arms":
        kind = "transfer"
    return Event(
        id="", type=scene.lexicon.event_types[kind], label=made.label, start=claim.start, end=claim.end,
        text=scene.text[t[k].start : t[past - 1].end], participants=made.participants, when=_when(t, k, dates),
        modality=modality, claim=claim.id,
        according_to=None if claim.speaker.reporter else claim.speaker.name or claim.speaker.text or None,
        goods=made.goods, categories=made.categories, topics=made.topics,
    )  # fmt: skip


def _transfer(  # noqa: PLR0913 - as `_event`
    scene: Scene, claim: Claim, t: list[Token], k: int, past: int, goods: Sequence[Goods], *,
    traded: bool, inward: bool, carried: Event | None,
) -> _Made | None:  # fmt: skip
    """Goods with their giver and getter; of technology, help; "the deliveries" has the goods that the speaker just named."""
    near = [g for g in goods if -6 <= _distance(t, k, g.start) <= 8]
    if not near and not traded and (carried is None or (past < len(t) and t[past].text == ",")):
        return None
    parties = _transfer_sides(scene, claim, t, k, past, inward=inward)
    if traded and not parties:
        who = unnamed(scene, t, k, past, "recipient" if inward else "supplier", before=True)
        dealer = who and scene.lexicon.phrases["lead_nouns"].find(split_tokens(who.text))
        parties = (who,) if who and dealer else ()  # a trader or a ship, and not whoever carries an umbrella
    if not parties and claim.stance != "denies" and (claim.speaker.reporter or not traded):
        return None  # goods that nobody gives or gets: the price of fuel, not a deal
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


def _has_object(scene: Scene, t: Sequence[Token], k: int, past: int) -> bool:
    """Whether a verb of trade says what is traded, whatever it is: "sold pianos"."""
    x = scene.lexicon
    if t[k].low in x.data["event_nouns"] or past >= len(t):
        return False
    return t[past].is_word and t[past].low not in x.data["prepositions"]


def _topical(scene: Scene, claim: Claim, t: list[Token], k: int, past: int, kind: str, *, inward: bool) -> _Made | None:
    """Help, training and launches, which are nothing without what they are about."""
    topic = _topic(scene, t, k)
    parties = (
        _passive(scene, claim, t, k, past) if inward else then_of(scene, t, k, past, claim, helped=kind != "launch")
    )
    if kind == "training":
        states = {c for p in parties for c in p.countries}
        if topic is None and len(states) < 2:
            return None  # a course for traders, not what one State teaches another
        facts = _facts_of(topic) if topic else {}
        if any(w.low in scene.lexicon.data["forces"] for w in t[max(0, k - 3) : past + 5]):
            facts["subject_matter"] = tuple(dict.fromkeys((*facts.get("subject_matter", ()), "military")))
        return _Made("training", parties, {**_NO_TOPIC, **facts, "activity": ("training",)})
    if topic is None or (kind == "launch" and not topic["subject_matter"]):
        return None
    label = f"{'help with or cooperation on' if kind == 'help' else 'launch:'} {topic['name']}"
    return _Made(label, parties, _facts_of(topic))


def _plain(scene: Scene, claim: Claim, t: list[Token], k: int, past: int, kind: str, *, inward: bool) -> _Made | None:
    """Meetings, visits, negotiations, agreements, inspections, sanctions: what is told by who takes part."""
    if kind not in ("sanctions", "threat"):
        everyone = kind in ("meeting", "negotiation", "agreement", *_FORCED)
        parties = (
            _passive(scene, claim, t, k, past)
            if inward
            else then_of(scene, t, k, past, claim, everyone=everyone, helped=kind in _FORCED)
        )
        if kind in _FORCED:  # nothing is given, whatever the clause goes on to tell
            parties = tuple(p for p in parties if p.role != "recipient")
        if kind in _FORCED and (who := enforcer(scene, t, k)) and not any(p.role == "agent" for p in parties):
            parties = (who, *parties)
        noun = t[k].low in scene.lexicon.data["event_nouns"]
        if (
            kind in _FORCED
            and not noun
            and not parties
            and (what := unnamed(scene, t, k, past, "target", before=inward))
        ):
            parties = (what,)
        if kind in ("negotiation", "dealing") and not noun and not parties:
            parties = tuple(filter(None, [unnamed(scene, t, k, past, "agent", before=True)]))
        if kind == "visit":  # who travels to a place gives it nothing
            parties = tuple(replace(p, role="place") if p.role == "recipient" else p for p in parties)
        enough = {
            "meeting": 1 if _is_body(scene, parties) else 2,
            "visit": 1,
            "dealing": 1 if noun or claim.speaker.reporter else 0,
        }.get(kind, 1 if kind in _FORCED and (noun or claim.speaker.reporter) else 0)
        return _Made(kind, parties) if len(parties) >= enough else None
    if inward:
        parties = _passive(scene, claim, t, k, past)
    else:
        parties = (
            *subject_of(scene, t, k, claim),
            *(p for p in then_of(scene, t, k, past, claim) if p.role == "target"),
        )
        against = participant(scene, t, past, min(len(t), past + 8), scene.lexicon.data["against"], "target")
        parties = (*parties, against) if against and against.text not in [p.text for p in parties] else parties
    return _Made(kind, parties) if parties else None


def _is_body(scene: Scene, parties: Sequence[Participant]) -> bool:
    """Whether an organisation meets by itself: "the council convened"."""
    figures = (scene.cast.figures.get(p.entity or "") for p in parties if p.role == "agent")
    return any(f is not None and f.type != "PER" for f in figures)


def _passive(scene: Scene, claim: Claim, t: list[Token], k: int, past: int) -> tuple[Participant, ...]:
    """Who is named first undergoes it, who stands after "by" does it: "the ship was inspected by Japan"."""
    undergo = tuple(replace(p, role="target") for p in subject_of(scene, t, k, claim))
    by = participant(scene, t, past, min(len(t), past + REACH), scene.lexicon.data["by"], "agent")
    return (by, *undergo) if by else undergo


def _facts_of(topic: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(topic[key]) for key in ("activity", "subject_matter", "field")}  # type: ignore[arg-type]


def modality_of(scene: Scene, claim: Claim, t: Sequence[Token], k: int) -> Modality | None:
    """How sure the thing at token k is; None when the reporter says that it did not happen."""
    x = scene.lexicon.data
    low = [w.low for w in t]
    joined = k > 0 and low[k - 1] in x["coordination"]  # "plans to visit the plant, and inspect the fleet"
    window = low[max(0, k - (24 if joined else 6)) : k]
    if claim.stance == "denies":
        return "denied"
    near = low[max(0, k - 4) : k]
    if any(a in x["negations"] and b in x["hesitations"] for a, b in pairwise(near)):
        return "planned"  # "tidak segan menambah sanksi" announces it
    barred = low[k] in x["event_nouns"] and any(w in x["barred"] for w in low[k + 1 : k + 9])
    if barred or any(w in x["bans"] for w in low[max(0, k - 8) : k]):
        return None  # "the resolution forbids States to sell arms" tells of no sale
    if any(w in x["negations"] for w in near[-3:]):
        if any(w in x["commands"] for w in low[max(0, k - 5) : k]):
            return None  # "agar tidak membeli" tells what shall not be, not what was
        return "denied" if not claim.speaker.reporter else None
    if claim.stance in ("plans", "promises") or any(w in x["future"] for w in window):
        conditional = any(w in x["possible"] for w in low[k : k + 4]) or claim.stance in ("alleges", "doubts")
        return "planned" if not conditional else "possible"
    if claim.stance in ("alleges", "doubts") or any(w in x["suspected"] for w in low[max(0, k - 6) : k]):
        return "alleged"  # "arrested two traders suspected of selling arms": the sale is
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
    ruled = any(
        w.low in x["prepositions"] for w in t[max(0, k - 2) : k]
    )  # "sanctions for any transfer": no act of the subject
    if agent not in found and not ruled:
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
