"""What each kind of event is made of: its parties, goods and topics, and what it is called."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sanksi.news.goods import read_goods
from sanksi.news.naming import CLAUSE, participant
from sanksi.news.noun_phrases import after_word, before_verb, subject_span, words_of
from sanksi.news.participants import UNDERGO, done, sides_of_transfer, undergone
from sanksi.news.scene import Scene
from sanksi.news.subjects import subject_of
from sanksi.news.tokens import Token, split_tokens
from sanksi.news.triggers import Trigger
from sanksi.news.values import Claim, Event, Goods, Participant, When

ARMS = frozenset({"arms", "ammunition", "small_arms", "missile_system", "military_vehicle"})
OBJECT = 16
"""Words of what is moved, at most."""
_ASKED = {"agent": "recipient", "recipient": "agent", "partner": "agent"}
"""Roles of who asks for help, and of whom it is asked."""
_NO_TOPIC: Mapping[str, tuple[str, ...]] = {"subject_matter": (), "field": ()}


@dataclass(frozen=True, slots=True)
class Made:
    """What one kind of event is made of, before its date and claim are added."""

    label: str
    participants: tuple[Participant, ...]
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    goods: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def make_transfer(
    scene: Scene, claim: Claim, t: list[Token], act: Trigger, goods: Sequence[Goods], *, carried: Event | None
) -> Made | None:
    """Goods with their giver and getter; of technology, help; "the deliveries" has the goods that the speaker just named."""
    k, past = act.first, act.past
    begin, end = t[max(0, k - 6)].start, t[min(len(t) - 1, max(k + 8, _object_end(scene, t, act)))].end
    near = [g for g in goods if begin <= g.start < end]
    near = near or (_goods_before(scene, t, k, goods) if act.voice != "noun" else [])
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
        return Made(label, parties, _facts_of(topic), words, categories)
    label = "transfer of arms" if ARMS & set(categories) else "transfer of goods"
    return Made(label, parties, {}, words, categories)


def _object_end(scene: Scene, t: Sequence[Token], act: Trigger) -> int:
    """The token that ends what a verb moves, however it is counted: "mengirim 6.700 kontainer berisi jutaan butir amunisi | ke"."""
    x = scene.lexicon.data
    stops = {*x["to"], *x["from"]}
    ahead = range(act.past, min(len(t), act.past + OBJECT))
    return next((j for j in ahead if t[j].low in stops or t[j].text == ";"), act.past)


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
    """Whether a verb needs no word for goods: "supplied a maker of pumps", "memasok jam mewah", "passed them on"."""
    x = scene.lexicon.data
    pointed = any(w.low in x["object_pronouns"] for w in t[act.first + 1 : act.past + 1])
    supplies = t[act.first].low in x["supplying"] and after_word(scene, t, act.past) is not None
    if act.voice == "passive":
        return t[act.first].low in x["supplying"] and before_verb(scene, t, act.first) is not None
    return act.voice == "active" and (pointed or supplies)


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


def make_topical(scene: Scene, claim: Claim, t: list[Token], act: Trigger) -> Made | None:
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
        return Made("training", parties, {**_NO_TOPIC, **facts, "activity": ("training",)})
    if kind == "launch":
        parties = tuple(replace(p, role="place") if p.role == "recipient" else p for p in parties)
        if topic and topic["subject_matter"]:
            return Made(f"launch: {topic['name']}", parties, _facts_of(topic))
        near = split_tokens(scene.text) if act.voice == "noun" else t[max(0, k - 6) : past + 8]
        fired = any(w.low in scene.lexicon.data["missiles"] for w in near)
        return Made("launch: missiles", parties) if fired else None
    if topic:
        return Made(f"help with or cooperation on {topic['name']}", parties, _facts_of(topic))
    if kind == "help":
        wanted = any(w.low in scene.lexicon.data["wanted"] for w in t[max(0, k - 4) : k])
        parties = tuple(replace(p, role=_ASKED.get(p.role, p.role)) for p in parties) if wanted else parties
        return Made("help", parties) if any(p.countries for p in parties) and len(parties) > 1 else None
    return Made("cooperation", parties) if len({c for p in parties for c in p.countries}) > 1 else None


def make_plain(scene: Scene, claim: Claim, t: list[Token], act: Trigger, dates: Sequence[When]) -> Made | None:
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
    if kind == "release" and (
        whom := participant(scene, t, act.first - CLAUSE, act.end, scene.lexicon.data["against"], "target")
    ):
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
    return Made(kind, parties) if len(parties) >= enough else None


def make_sanctions(scene: Scene, claim: Claim, t: list[Token], act: Trigger) -> Made | None:
    """Who imposes them on whom."""
    if act.voice == "passive":
        parties = undergone(scene, t, act, claim)
        return Made(act.kind, parties)
    parties = (
        *subject_of(scene, t, act.first, claim),
        *(p for p in done(scene, t, act, claim) if p.role == "target"),
    )
    end = min(len(t), act.past + 8)
    against = participant(scene, t, act.past, end, scene.lexicon.data["against"], "target")
    parties = (*parties, against) if against and against.text not in [p.text for p in parties] else parties
    return Made(act.kind, parties)


def _meets(scene: Scene, parties: Sequence[Participant]) -> bool:
    """Whether somebody who is received is a person."""
    figures = [scene.cast.figures.get(p.entity or "") for p in parties if p.role == "target"]
    return any(f is not None and f.type == "PER" for f in figures)


def _is_goal(scene: Scene, party: Participant) -> bool:
    """Whether a journey goes there: to anything but a person or a body that is visited."""
    figure = scene.cast.figures.get(party.entity or "")
    return party.role == "recipient" or (party.role == "target" and (figure is None or figure.type in ("LOC", "GOV")))


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


def _agrees(parties: Sequence[Participant], carried: Event) -> bool:
    known = {p.role: set(p.countries) for p in carried.participants}
    return bool(parties) and all(
        not known.get(p.role) or known[p.role] & set(p.countries) for p in parties if p.countries
    )


def distance(t: Sequence[Token], k: int, offset: int) -> int:
    """Tokens from token k to the one that an offset of the text lies in, or that ends before it."""
    return max(0, bisect_right(t, offset, key=lambda w: w.start) - 1) - k
