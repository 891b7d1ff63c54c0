"""Who acts: the words before a verb, by name, description or pronoun, and the speaker behind "kami"."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sanksi.news.naming import as_participant, bare_office, home_of
from sanksi.news.noun_phrases import before_verb, is_party, words_of
from sanksi.news.scene import Scene
from sanksi.news.tokens import Token
from sanksi.news.values import Claim, Mention, Participant

LIGHT = 5
"""Tokens between an act's noun and the verb that does it, at most."""
PRONOUN = 400
"""Characters between a name and its pronoun, at most."""


def subject_of(scene: Scene, t: Sequence[Token], k: int, claim: Claim, *, limit: int = 40) -> tuple[Participant, ...]:
    """Who acts at token k.

    The speaker for "kami" and for words that begin the claim, a description right before the verb, else the nearest names that no preposition
    rules, joined ones together.
    """
    x = scene.lexicon.data
    first = t[max(0, k - limit)].start
    free = [m for m in _named(scene, first, t[k].start) if not _ruled(scene, t, m)]
    heads = [m for m in free if m.type in ("PER", "GOV", "ORG")] or [m for m in free if m.countries]
    near = before_verb(scene, t, _verb_of(scene, t, k))
    inside = [m for m in free if near and t[near[0]].start <= m.start < t[near[1] - 1].end]
    if own_heads := [m for m in inside if m.type in ("PER", "GOV", "ORG")] or [m for m in inside if m.countries]:
        heads = [m for m in free if m in own_heads or (m in heads and m.start < own_heads[0].start)]
    told = t[slice(*near)] if near and own_heads else t[max(0, k - 12) : k]  # "we believe that Russia sent": not we
    own = any(w.low in x["first_person"] for w in told)
    speaks = not claim.speaker.reporter
    verb = k == 0 or t[k].low not in scene.lexicon.event_nouns
    own_act = verb and near is None and not heads and claim.stance != "alleges" and claim.start <= t[0].start
    said = tuple(_speaker(scene, s.entity, s.name or s.text, "agent") for s in claim.speakers) if speaks else ()
    if said and not claim.quote and ((near and not inside and t[near[1] - 1].low in x["own"]) or (own_act and k <= 4)):
        return said
    if near and (found := _described(scene, t, near, inside)):
        return found
    answers = claim.stance in ("denies", "plans", "promises", "threatens", "warns")
    if said and (own or (not heads and k <= 4 and answers)):
        return said
    return tuple(as_participant(m, "agent") for m in _together(scene, heads))


def _described(
    scene: Scene, t: Sequence[Token], near: tuple[int, int], named: Sequence[Mention]
) -> tuple[Participant, ...]:
    """Who is told by a description or a pronoun; nobody when the words name a person or a body, or are the speaker's own."""
    x = scene.lexicon.data
    if not is_party(scene, t, near) or any(w.low in x["first_person"] for w in t[slice(*near)]):
        return ()
    if any(m.type not in ("LOC", "GOV") or m.office for m in named) or (named and _offices(scene, t, near)):
        return ()
    start = t[near[0]].start
    if any(w.low in x["pairs"] for w in t[slice(*near)]) and (pair := _last_pair(scene, start)):
        return pair
    if t[near[1] - 1].low in x["person_pronouns"] and (person := _last_person(scene, start)):
        return (person,)
    home = home_of(scene, t, near)  # "polisi Malaysia"
    return (Participant(role="agent", text=words_of(scene, t, near), entity=None, countries=home),)


def _together(scene: Scene, heads: Sequence[Mention]) -> list[Mention]:
    """The last name and those that are joined to it."""
    group = list(heads[-1:])
    for m in reversed(heads[:-1]):
        between = scene.text[m.end : group[0].start].lower()
        joined = any(f" {c} " in between for c in scene.lexicon.data["coordination"]) and len(between) < 60
        listed = between.strip() == "," and len(group) > 1  # "A, B and C"
        if not (joined and "," not in between) and not listed and between.strip():  # one name may be seen as two
            break
        group.insert(0, m)
    return group


def _verb_of(scene: Scene, t: Sequence[Token], k: int) -> int:
    """The verb that does an act told by a noun, when one stands before it: "opened a criminal probe", "melakukan pengiriman"."""
    x = scene.lexicon
    if t[k].low not in x.event_nouns:
        return k
    for j in range(k - 1, max(-1, k - LIGHT), -1):
        if t[j].low in x.data["light_verbs"]:
            return j
        if not t[j].is_word or t[j].low in x.data["prepositions"]:
            break
    return k


def _offices(scene: Scene, t: Sequence[Token], span: tuple[int, int]) -> bool:
    return bool(scene.offices(t[span[0]].start, t[span[1] - 1].end))


def _last_pair(scene: Scene, before: int) -> tuple[Participant, ...]:
    """Whom "both" and "kedua perusahaan" mean: the two last named together."""
    named = [m for m in scene.mentions(max(0, before - PRONOUN), before) if m.type in ("ORG", "PER")]
    for left, right in reversed(list(pairwise(named))):
        if scene.text[left.end : right.start].strip().lower() in scene.lexicon.data["coordination"]:
            return tuple(replace(as_participant(m, "agent"), inferred=True) for m in (left, right))
    return ()


def _last_person(scene: Scene, before: int) -> Participant | None:
    """Whom "he" and "ia" mean: the person last named."""
    named = [m for m in scene.mentions(max(0, before - PRONOUN), before) if m.type == "PER"]
    return replace(as_participant(named[-1], "agent"), inferred=True) if named else None


def _named(scene: Scene, start: int, end: int) -> list[Mention]:
    """Mentions, and offices that stand without a name, in order; those are their holders where the report names them elsewhere."""
    bare = [held for o in scene.offices(start, end) if o.end <= end and (held := bare_office(scene, o))]
    return sorted((*scene.mentions(start, end), *bare), key=lambda m: m.start)


def _ruled(scene: Scene, t: Sequence[Token], m: Mention) -> bool:
    start = m.start
    for o in scene.offices(t[0].start, m.start + 1):
        if o.start <= m.start <= o.end + 2:
            if m.start < o.end and m.office != o.text:
                return True  # a territory inside an office acts for nobody
            start = o.start
    before = bisect_right(t, start, key=lambda w: w.end)
    return before > 0 and t[before - 1].low in scene.lexicon.data["prepositions"]


def _speaker(scene: Scene, entity: str | None, text: str, role: str) -> Participant:
    figure = scene.cast.figures.get(entity or "")
    return Participant(role=role, text=text, entity=entity, countries=figure.countries if figure else ())
