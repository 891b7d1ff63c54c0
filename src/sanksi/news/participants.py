"""Who takes part in an act, and as what: by its voice, its prepositions and what its noun belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from sanksi.news.naming import (
    as_participant,
    described_at,
    distinct,
    is_place,
    next_name,
    object_at,
    participant,
    people_at,
    place_near,
)
from sanksi.news.noun_phrases import after_word, before_verb, is_accused, is_party, words_of
from sanksi.news.scene import Scene
from sanksi.news.subjects import subject_of
from sanksi.news.tokens import Token, split_tokens
from sanksi.news.triggers import Trigger
from sanksi.news.values import Claim, Mention, Participant

UNDERGO = ("seizure", "freeze", "inspection", "release", "freeing", "charge")
"""Acts that anything can undergo, whatever it is."""
REACH = 14
"""Tokens behind an act's word among which its parties stand."""


def between_sides(scene: Scene, t: Sequence[Token], k: int) -> tuple[Participant, ...]:
    """Both sides of "antara A dan B" after token k."""
    words = scene.lexicon.data["between"]
    for i in range(k, min(k + 10, len(t) - 1)):
        if t[i].low in words:
            named = scene.mentions(t[i].start, t[min(i + 10, len(t) - 1)].end)[:2]
            if len(named) == 2:
                return tuple(as_participant(m, "side") for m in named)
    return ()


def sides_of_transfer(scene: Scene, t: Sequence[Token], act: Trigger, claim: Claim) -> tuple[Participant, ...]:
    """Who gives and who gets: both behind "antara", else the subject by the voice, and whom "oleh", "dari" and "ke" bring in."""
    if sides := between_sides(scene, t, act.first):
        return sides
    x = scene.lexicon.data
    k, past, end = act.first, act.past, min(act.end, act.past + REACH)
    agent, other = ("recipient", "supplier") if act.inward else ("supplier", "recipient")
    found: list[Participant] = []
    reach = 2 if act.voice == "noun" else 1  # "sanctions for any transfer": no act of the subject
    ruled = any(w.low in x["prepositions"] and w.low not in x["before_verbs"] for w in t[max(0, k - reach) : k])
    by = (
        None
        if act.voice == "active"
        else participant(scene, t, past, end, x["by"], agent) or _doer(scene, t, act, agent)
    )
    if by:
        found.append(by)
    elif act.voice != "passive" and (not ruled or is_accused(scene, t, k)):
        found += [replace(p, role=agent) for p in subject_of(scene, t, k, claim)]
    source = participant(scene, t, past, end, x["from"], "supplier") or participant(
        scene, t, k - 4, k, x["from"], "supplier"
    )
    if source and (act.inward or source.countries or not any(p.role == "supplier" for p in found)):
        found = [p for p in found if p.role != "supplier" or not p.countries or act.inward] + [source]
    target = participant(scene, t, past, end, x["to"], "recipient")
    if target:
        found.append(target)
    if place := place_near(scene, t, act):
        found.append(place)
    if act.voice == "passive" and t[k].low in x["supplying"] and not target:  # "dipasok minyak oleh Rusia"
        found += [replace(p, role="recipient") for p in subject_of(scene, t, k, claim)]
    if not any(p.role == "supplier" and p.countries for p in found):
        origin = _origin(scene, t, act)
        found += [origin] if origin and not any(set(p.countries) & set(origin.countries) for p in found) else []
    if act.voice == "active" and not any(p.role == other for p in found):
        direct = scene.mentions(t[past].start, t[past].start + 1) if past < len(t) else ()
        if direct and direct[0].countries:
            found.append(as_participant(direct[0], other))
        elif t[k].low in x["supplying"] and (whom := described_at(scene, t, past, other)):
            found.append(whom)
    return distinct(found)


def _doer(scene: Scene, t: Sequence[Token], act: Trigger, role: str) -> Participant | None:
    """Who stands right behind a passive or a noun without a preposition: "ditahan polisi", "ekspor Korea Utara"."""
    x = scene.lexicon
    if x.language != "id" or act.voice == "active" or act.past >= len(t):
        return None
    span = after_word(scene, t, act.past) if act.voice == "noun" else (act.past, act.past + 1)
    for m in scene.mentions(t[span[0]].start, t[span[1] - 1].end) if span else ():
        if act.voice == "passive" or m.countries:
            return as_participant(m, role)  # "pengiriman artileri Korea Utara"
    return described_at(scene, t, act.past, role) if act.voice == "passive" else None


def _origin(scene: Scene, t: Sequence[Token], act: Trigger) -> Participant | None:
    """The territory that what is moved is said to be of: "North Korean workers were sent", "menjual batu bara Korea Utara"."""
    behind = act.voice == "active" or (act.voice == "noun" and act.inward)
    span = after_word(scene, t, act.past) if behind else before_verb(scene, t, act.first)
    if span is None:
        return None
    direct = t[span[0]].start if act.voice == "active" else -1  # "sold North Korea a tanker": it gets
    named = scene.mentions(t[span[0]].start, t[span[1] - 1].end)
    found = [m for m in named if m.type in ("LOC", "GOV") and m.countries and m.start != direct]
    people = (m for token in t[span[0] : span[1]] if (m := people_at(scene, t, token)))
    m = found[-1] if found else next(people, None)
    return replace(as_participant(m, "supplier"), inferred=True) if m else None


def undergone(scene: Scene, t: Sequence[Token], act: Trigger, claim: Claim) -> tuple[Participant, ...]:
    """Who undergoes it stands before a passive, who does it behind "by" or at once: "the ship was inspected by Japan"."""
    end = min(act.end, act.past + REACH)
    by = participant(scene, t, act.past, end, scene.lexicon.data["by"], "agent") or _doer(scene, t, act, "agent")
    paid = participant(scene, t, act.past, end, scene.lexicon.data["to"], "target") if act.kind == "dealing" else None
    if paid:  # "their wages were routed to X"
        return distinct([paid, *([by] if by else [])])
    targets = tuple(replace(p, role="target") for p in subject_of(scene, t, act.first, claim))
    if not targets and act.kind in UNDERGO and (near := before_verb(scene, t, act.first)):
        targets = (Participant(role="target", text=words_of(scene, t, near), entity=None),)
    place = place_near(scene, t, act)
    doers = [by, *_joined_to(scene, t, by, act.past, end)] if by else []
    return distinct([*doers, *targets, *([place] if place else [])])


def _joined_to(scene: Scene, t: Sequence[Token], first: Participant, a: int, b: int) -> list[Participant]:
    """Who does it together with whom "by" brings in: "oleh A dan seorang kolonel"."""
    x = scene.lexicon.data
    for i in range(a, b - 1):
        if t[i].low in x["coordination"] and scene.text[t[a].start : t[i].start].rstrip().endswith(first.text):
            named = next_name(scene, t, i + 1)
            other = as_participant(named, first.role) if named else described_at(scene, t, i + 1, first.role)
            return [other] if other else []
    return []


def done(
    scene: Scene, t: Sequence[Token], act: Trigger, claim: Claim, *, everyone: bool = False, helped: bool = False
) -> tuple[Participant, ...]:
    """Agent, target, place and company of an act in the active voice or told by a noun.

    Args:
        scene: text and cast.
        t: tokens of the claim.
        act: its word.
        claim: where it stands.
        everyone: whether all who take part do the same: "the meeting of A and B".
        helped: whether who stands behind it, past a noun too, undergoes it: "melatih tentara Korea Utara".
    """
    x = scene.lexicon.data
    k, past, end = act.first, act.past, min(act.end, act.past + REACH)
    by = participant(scene, t, past, end, x["by"], "agent") if act.voice == "noun" else None
    found = list(between_sides(scene, t, k)) or ([by] if by else list(subject_of(scene, t, k, claim)))
    if act.voice == "noun" and past < len(t) and t[past].low in x["inner_prepositions"]:
        past += 1  # "the seizure of the ship"
    m = object_at(scene, t, past, reach=3 if helped else 1)
    kind_of = (
        described_at(scene, t, past, "target") if (helped or act.kind == "dealing") and act.kind != "training" else None
    )
    if (
        m
        and m.type in ("LOC", "GOV")
        and kind_of
        and kind_of.text != m.text
        and m.start > t[past].start
        and is_party(scene, t, after_word(scene, t, past) or (past, past))
    ):
        found.append(kind_of)  # "extradited a North Korean national", "menahan kapal Korea Utara"
    elif m:
        noun = not found or any(w.low in x["possible"] for w in t[max(0, k - 2) : k])
        if noun and m.countries and not everyone and not by and (act.kind != "visit" or act.voice == "noun"):
            role = "agent"
        elif m.type == "LOC" and not (
            (helped or act.kind == "dealing") and m.countries
        ):  # who is helped is no place: "membantu Korea Utara"
            role = "place"
        else:
            role = "target"
        other = _joined(scene, m) if everyone else None
        if other and not found and not helped:  # "the meeting of A and B"
            found = [as_participant(m, "agent"), as_participant(other, "agent")]
        elif role == "agent":  # "bantuan Rusia" is nobody else's
            others = () if act.kind in ("help", "cooperation") and act.voice == "noun" else found
            found = [as_participant(m, "agent"), *(p for p in others if not set(p.countries) & set(m.countries))]
        else:
            found += [as_participant(one, role) for one in (m, other) if one]
    elif target := described_at(scene, t, past, "target") or (
        _anything(scene, t, past) if act.kind in (*UNDERGO, "help") and act.voice == "active" else None
    ):
        found += [target, *_apposed(scene, t, past, target)]
    for prepositions, role in ((x["with"], "partner"), (x["to"], "recipient")):
        p = participant(scene, t, past, end, prepositions, role)
        if p is not None and role == "recipient" and p.entity and not p.countries and is_place(scene, p):
            p = replace(p, role="place")  # "ke Makau"
        if p is not None and p.text not in [f.text for f in found]:
            found.append(p)
    if place := place_near(scene, t, act):
        found.append(place)
    return distinct(found)


def _apposed(scene: Scene, t: Sequence[Token], k: int, described: Participant) -> list[Participant]:
    """The names that follow a description between commas: "two firms, A Ltd and B Ltd"."""
    end = scene.text.find(described.text, t[k].start) + len(described.text)
    named = [m for m in scene.mentions(end, end + 160) if m.type in ("PER", "ORG")]
    out: list[Mention] = []
    for m in named:
        between = scene.text[out[-1].end if out else end : m.start].strip().lower()
        if between not in (
            ",",
            "—",
            "-",
            ":",
            *scene.lexicon.data["coordination"],
            *(f", {c}" for c in scene.lexicon.data["coordination"]),
        ):
            break
        out.append(m)
    return [as_participant(m, described.role) for m in out]


def _anything(scene: Scene, t: Sequence[Token], k: int) -> Participant | None:
    """What is seized or frozen, whatever it is: "menyita 12 kontainer"."""
    span = after_word(scene, t, k)
    ends = {*scene.lexicon.data["prepositions"], *scene.lexicon.data["relative"]}
    if span is None or t[k].low in ends:
        return None
    return Participant(role="target", text=words_of(scene, t, span), entity=None)


def _joined(scene: Scene, m: Mention) -> Mention | None:
    """The name that a conjunction joins to a name, past its office."""
    words = split_tokens(scene.text, m.end, min(len(scene.text), m.end + 60))
    if not words or words[0].low not in scene.lexicon.data["coordination"]:
        return None
    return next_name(scene, words, 1)
