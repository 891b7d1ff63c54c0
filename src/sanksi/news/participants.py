"""Who takes part in an event: the subject before its word, what prepositions bring in after it, the speaker behind "kami"; named or described."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sanksi.news.mentions import Office
from sanksi.news.noun_phrases import after_word, before_verb, clause_end, is_party, words_of
from sanksi.news.parties import find_holder, is_specific
from sanksi.news.speakers import Scene
from sanksi.news.tokens import Token, split_tokens
from sanksi.news.triggers import Trigger
from sanksi.news.values import Claim, Mention, Participant

UNDERGO = ("seizure", "freeze", "inspection", "release", "freeing", "return", "charge")
"""Acts that anything can undergo, whatever it is."""
MOVES = ("visit", "launch")
"""Acts that begin at a place too."""
REACH = 14
"""Tokens behind an act's word among which its parties stand."""
LIGHT = 5
"""Tokens between an act's noun and the verb that does it, at most."""
PRONOUN = 400
"""Characters between a name and its pronoun, at most."""
CLAUSE = 24
"""Tokens behind an act's word among which its place stands."""


def participant(
    scene: Scene, t: Sequence[Token], a: int, b: int, prepositions: Sequence[str], role: str
) -> Participant | None:
    """Whom one of the prepositions brings in among tokens[a:b]: the first name, else the first description of a party."""
    described: Participant | None = None
    for i in range(max(0, a), b - 1):
        if described and t[i].low in scene.lexicon.data["relative"]:
            break  # "to a firm in Dubai, which passed them on to Tehran"
        if t[i].low in prepositions:
            if m := _next_name(scene, t, i + 1):
                other = (
                    described_at(scene, t, i + 1, role)
                    if m.type in ("LOC", "GOV") and not t[i + 1].is_capital
                    else None
                )
                if other and other.text != m.text and is_party(scene, t, after_word(scene, t, i + 1) or (0, 0)):
                    return other  # "ke kapal Korea Utara"
                inside = m.type in ("LOC", "GOV") and m.start > t[i + 1].start and t[i + 1].is_capital and not m.office
                if not inside or scene.offices(t[i + 1].start, t[i + 1].start + 1):
                    return _of(m, role)
                return Participant(
                    role="place", text=scene.text[t[i + 1].start : m.end], entity=None
                )  # "ke Laut Jepang"
            described = described or described_at(scene, t, i + 1, role)
    return described


def described_at(scene: Scene, t: Sequence[Token], k: int, role: str) -> Participant | None:
    """The party without a name whose description begins at token k: "a toy maker", "sebuah perusahaan", with the territory it is of."""
    x = scene.lexicon
    span = after_word(scene, t, k)
    if span is None or t[k].low in x.data["prepositions"] or t[k].low in x.data["at"] or x.phrases["deeds"].at(t, k):
        return None
    home = _home(scene, t, span)
    counted = t[k].low in x.data["leads"]["counted"] and role != "target"
    if (
        not home
        and not counted
        and not is_party(scene, t, span)
        and not any(_names(scene, token) for token in t[slice(*span)])
    ):
        return None
    return Participant(role=role, text=words_of(scene, t, span), entity=None, countries=home)


def _names(scene: Scene, token: Token) -> bool:
    """Whether a word begins with a capital and is no ordinary one: a name that was not seen as one."""
    return (
        token.is_capital and token.low not in scene.lexicon.common and not scene.mentions(token.start, token.start + 1)
    )


def _home(scene: Scene, t: Sequence[Token], span: tuple[int, int]) -> tuple[str, ...]:
    """The territory of a description, by its name or the adjective of its people."""
    named = [
        m for m in scene.mentions(t[span[0]].start, t[span[1] - 1].end) if m.type in ("LOC", "GOV") and m.countries
    ]
    people = (m for token in t[span[0] : span[1]] if (m := _people(scene, t, token)))
    m = named[-1] if named else next(people, None)
    return m.countries if m else ()


def place_near(scene: Scene, t: Sequence[Token], act: Trigger) -> Participant | None:
    """Where it happens, within the act's own clause, else within what goes on without a comma."""
    a, b, x = act.past, min(act.end, act.past + CLAUSE, len(t)), scene.lexicon.data
    at = (*x["at"], *(x["to"] if act.kind == "launch" else ()), *(x["from"] if act.kind in MOVES else ()))
    comma = next((j for j in range(a, b) if t[j].text == ","), b)
    return place_of(scene, t, a, clause_end(scene, t, a, b), at) or place_of(scene, t, a, comma, at)


def place_of(scene: Scene, t: Sequence[Token], a: int, b: int, at: Sequence[str]) -> Participant | None:
    """Where it happens: the first place that a preposition brings in among tokens[a:b], by name or by its capitals."""
    x, b = scene.lexicon, min(b, len(t))
    for i in range(max(0, a), b - 1):
        if t[i].low not in at and not (t[i].low == "of" and t[i - 1].low in x.data["place_words"]):
            continue  # "south of Crete"
        k = i + 1
        while k < b and (t[k].low in x.data["articles"] or t[k].low in x.data["place_words"]) and not t[k].is_capital:
            k += 1  # "di lepas pantai Kalimantan", "off the coast of"
        if k < b and (m := next(iter(scene.mentions(t[k].start, t[k].start + 1)), None)):
            if _is_place(scene, _of(m, "place")):
                return _of(m, "place")
            continue
        past = k
        while past < b and (t[past].is_capital or (past > k and t[past].low in x.data["inner_prepositions"])):
            past += 1
        people = x.phrases["demonyms"].at(t, k) == past - k
        if past > k and not people and (t[k].low not in x.common or past > k + 1):
            return Participant(role="place", text=words_of(scene, t, (k, past)), entity=None)
    return None


def _next_name(scene: Scene, t: Sequence[Token], i: int) -> Mention | None:
    for j in range(i, min(i + 4, len(t))):
        if found := _direct(scene, t[j]):
            return found
        if t[j].text in ",.;" or t[j].low in scene.lexicon.data["prepositions"]:
            return None
    return None


def between_sides(scene: Scene, t: Sequence[Token], k: int) -> tuple[Participant, ...]:
    """Both sides of "antara A dan B" after token k."""
    words = scene.lexicon.data["between"]
    for i in range(k, min(k + 10, len(t) - 1)):
        if t[i].low in words:
            named = scene.mentions(t[i].start, t[min(i + 10, len(t) - 1)].end)[:2]
            if len(named) == 2:
                return tuple(_of(m, "side") for m in named)
    return ()


def subject_of(scene: Scene, t: Sequence[Token], k: int, claim: Claim, *, limit: int = 40) -> tuple[Participant, ...]:
    """Who acts at token k: the speaker for "kami" and for words that begin the claim, a description right before the verb, else the nearest
    names that no preposition rules, joined ones together.
    """
    x = scene.lexicon.data
    first = t[max(0, k - limit)].start
    free = [m for m in _named(scene, first, t[k].start) if not _ruled(scene, t, m)]
    heads = [m for m in free if m.type in ("PER", "GOV", "ORG")] or [m for m in free if m.countries]
    own = any(w.low in x["first_person"] for w in t[max(0, k - 12) : k])
    near = before_verb(scene, t, _verb_of(scene, t, k))
    inside = [m for m in free if near and t[near[0]].start <= m.start < t[near[1] - 1].end]
    if own_heads := [m for m in inside if m.type in ("PER", "GOV", "ORG")] or [m for m in inside if m.countries]:
        heads = [m for m in free if m in own_heads or (m in heads and m.start < own_heads[0].start)]
    named = near is not None and any(m.start >= t[near[0]].start for m in free)
    speaks = not claim.speaker.reporter
    verb = k == 0 or t[k].low not in scene.lexicon.event_nouns
    own_act = verb and near is None and not heads and claim.stance != "alleges" and claim.start <= t[0].start
    if speaks and not claim.quote and ((near and not named and t[near[1] - 1].low in x["own"]) or (own_act and k <= 4)):
        return tuple(_speaker(scene, s.entity, s.name or s.text, "agent") for s in claim.speakers)
    if near and is_party(scene, t, near) and not any(w.low in x["first_person"] for w in t[slice(*near)]):
        inside = [m for m in free if m.start >= t[near[0]].start]
        if not inside or (
            all(m.type in ("LOC", "GOV") and m.office is None for m in inside) and not _offices(scene, t, near)
        ):
            if any(w.low in x["pairs"] for w in t[slice(*near)]) and (pair := _last_pair(scene, t[near[0]].start)):
                return pair
            pronoun = t[near[1] - 1].low in x["person_pronouns"]
            if pronoun and (person := _last_person(scene, t[near[0]].start)):
                return (person,)
            home = _home(scene, t, near)  # "polisi Malaysia"
            return (Participant(role="agent", text=words_of(scene, t, near), entity=None, countries=home),)
    if (
        speaks
        and (own or (not heads and k <= 4))
        and (own or claim.stance in ("denies", "plans", "promises", "threatens", "warns"))
    ):
        return tuple(_speaker(scene, s.entity, s.name or s.text, "agent") for s in claim.speakers)
    if not heads:
        return ()
    group = [heads[-1]]
    for m in reversed(heads[:-1]):
        between = scene.text[m.end : group[0].start].lower()
        joined = any(f" {c} " in between for c in x["coordination"]) and len(between) < 60 and "," not in between
        listed = between.strip() == "," and len(group) > 1  # "A, B and C"
        listed = listed or not between.strip()  # one name that was seen as two
        if not (joined or listed):
            break
        group.insert(0, m)
    return tuple(_of(m, "agent") for m in group)


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
            return tuple(replace(_of(m, "agent"), inferred=True) for m in (left, right))
    return ()


def _last_person(scene: Scene, before: int) -> Participant | None:
    """Whom "he" and "ia" mean: the person last named."""
    named = [m for m in scene.mentions(max(0, before - PRONOUN), before) if m.type == "PER"]
    return replace(_of(named[-1], "agent"), inferred=True) if named else None


def _named(scene: Scene, start: int, end: int) -> list[Mention]:
    """Mentions, and offices that stand without a name, in order; those are their holders where the report names them elsewhere."""
    bare = [held for o in scene.offices(start, end) if o.end <= end and (held := _bare(scene, o))]
    return sorted((*scene.mentions(start, end), *bare), key=lambda m: m.start)


def _bare(scene: Scene, office: Office) -> Mention | None:
    """An office in place of a name ("Menhub", "the Russian president"); None when its holder's name follows, or it is nobody's in particular."""
    if any(m.type == "PER" for m in scene.mentions(office.end, office.end + 3)):
        return None
    if not office.countries and not is_specific(office.text, scene.lexicon):
        return None
    holder = find_holder(office.text, office.countries, office.start, scene.cast, scene.lexicon)
    if holder is None and not office.countries:
        return None
    return Mention(
        start=office.start, end=office.end, text=office.text, type="PER", entity=holder.id if holder else None,
        office=office.text, countries=holder.countries if holder and holder.countries else office.countries,
    )  # fmt: skip


def _ruled(scene: Scene, t: Sequence[Token], m: Mention) -> bool:
    start = m.start
    for o in scene.offices(t[0].start, m.start + 1):
        if o.start <= m.start <= o.end + 2:
            if m.start < o.end and m.office != o.text:
                return True  # a territory inside an office acts for nobody
            start = o.start
    previous = [w for w in t if w.end <= start]
    return bool(previous) and previous[-1].low in scene.lexicon.data["prepositions"]


def sides_of_transfer(scene: Scene, t: Sequence[Token], act: Trigger, claim: Claim) -> tuple[Participant, ...]:
    """Who gives and who gets: both behind "antara", else the subject by the voice, and whom "oleh", "dari" and "ke" bring in."""
    if sides := between_sides(scene, t, act.first):
        return sides
    x = scene.lexicon.data
    k, past, end = act.first, act.past, min(act.end, act.past + REACH)
    agent, other = ("recipient", "supplier") if act.inward else ("supplier", "recipient")
    found: list[Participant] = []
    reach = 2 if act.voice == "noun" else 1  # "sanctions for any transfer": no act of the subject
    ruled = any(w.low in x["prepositions"] for w in t[max(0, k - reach) : k])
    by = participant(scene, t, past, end, x["by"], agent) or _doer(scene, t, act, agent)
    if by:
        found.append(by)
    elif act.voice != "passive" and not ruled:
        found += [replace(p, role=agent) for p in subject_of(scene, t, k, claim)]
    source = participant(scene, t, past, end, x["from"], "supplier") or participant(
        scene, t, k - 4, k, x["from"], "supplier"
    )
    if source and (act.inward or source.countries or not any(p.role == "supplier" for p in found)):
        found = [p for p in found if p.role != "supplier" or not p.countries or act.inward] + [source]
    if target := participant(scene, t, past, end, x["to"], "recipient"):
        found.append(target)
    if place := place_near(scene, t, act):
        found.append(place)
    if not act.inward and not any(p.role == "supplier" and p.countries for p in found):
        origin = _origin(scene, t, act)
        found += [origin] if origin and not any(set(p.countries) & set(origin.countries) for p in found) else []
    if act.voice == "active" and not any(p.role == other for p in found):
        direct = scene.mentions(t[past].start, t[past].start + 1) if past < len(t) else ()
        if direct and direct[0].countries:
            found.append(_of(direct[0], other))
        elif t[k].low in x["supplying"] and (whom := described_at(scene, t, past, other)):
            found.append(whom)
    return _distinct(found)


def _doer(scene: Scene, t: Sequence[Token], act: Trigger, role: str) -> Participant | None:
    """Who stands right behind a passive or a noun without a preposition: "ditahan polisi", "ekspor Korea Utara"."""
    x = scene.lexicon
    if x.language != "id" or act.voice == "active" or act.past >= len(t):
        return None
    span = after_word(scene, t, act.past) if act.voice == "noun" else (act.past, act.past + 1)
    for m in scene.mentions(t[span[0]].start, t[span[1] - 1].end) if span else ():
        if act.voice == "passive" or m.countries:
            return _of(m, role)  # "pengiriman artileri Korea Utara"
    return described_at(scene, t, act.past, role) if act.voice == "passive" else None


def _origin(scene: Scene, t: Sequence[Token], act: Trigger) -> Participant | None:
    """The territory that what is moved is said to be of: "North Korean workers were sent", "menjual batu bara Korea Utara"."""
    if act.voice == "active":
        span = after_word(scene, t, act.past)
    else:
        span = before_verb(scene, t, act.first)
    if span is None:
        return None
    found = [
        m for m in scene.mentions(t[span[0]].start, t[span[1] - 1].end) if m.type in ("LOC", "GOV") and m.countries
    ]
    people = (m for token in t[span[0] : span[1]] if (m := _people(scene, t, token)))
    m = found[-1] if found else next(people, None)
    return replace(_of(m, "supplier"), inferred=True) if m else None


def undergone(scene: Scene, t: Sequence[Token], act: Trigger, claim: Claim) -> tuple[Participant, ...]:
    """Who undergoes it stands before a passive, who does it behind "by" or at once: "the ship was inspected by Japan"."""
    end = min(act.end, act.past + REACH)
    by = participant(scene, t, act.past, end, scene.lexicon.data["by"], "agent") or _doer(scene, t, act, "agent")
    targets = tuple(replace(p, role="target") for p in subject_of(scene, t, act.first, claim))
    if not targets and act.kind in UNDERGO and (near := before_verb(scene, t, act.first)):
        targets = (Participant(role="target", text=words_of(scene, t, near), entity=None),)
    place = place_near(scene, t, act)
    doers = [by, *_joined_to(scene, t, by, act.past, end)] if by else []
    return _distinct([*doers, *targets, *([place] if place else [])])


def _joined_to(scene: Scene, t: Sequence[Token], first: Participant, a: int, b: int) -> list[Participant]:
    """Who does it together with whom "by" brings in: "oleh A dan seorang kolonel"."""
    x = scene.lexicon.data
    for i in range(a, b - 1):
        if t[i].low in x["coordination"] and scene.text[t[a].start : t[i].start].rstrip().endswith(first.text):
            named = _next_name(scene, t, i + 1)
            other = _of(named, first.role) if named else described_at(scene, t, i + 1, first.role)
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
    m = _object(scene, t, past, reach=3 if helped else 1)
    kind_of = described_at(scene, t, past, "target") if helped and act.kind != "training" else None
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
        if noun and m.countries and not everyone and not by:
            role = "agent"
        elif m.type == "LOC" and not (helped and m.countries):  # who is helped is no place: "membantu Korea Utara"
            role = "place"
        else:
            role = "target"
        other = _joined(scene, m) if everyone else None
        if other and not found and not helped:  # "the meeting of A and B"
            found = [_of(m, "agent"), _of(other, "agent")]
        elif role == "agent":  # "bantuan Rusia" is nobody else's
            others = () if act.kind in ("help", "cooperation") and act.voice == "noun" else found
            found = [_of(m, "agent"), *(p for p in others if not set(p.countries) & set(m.countries))]
        else:
            found += [_of(one, role) for one in (m, other) if one]
    elif target := described_at(scene, t, past, "target") or (
        _anything(scene, t, past) if act.kind in (*UNDERGO, "help") and act.voice == "active" else None
    ):
        found += [target, *_apposed(scene, t, past, target)]
    for prepositions, role in ((x["with"], "partner"), (x["to"], "recipient")):
        p = participant(scene, t, past, end, prepositions, role)
        if p is not None and role == "recipient" and p.entity and not p.countries and _is_place(scene, p):
            p = replace(p, role="place")  # "ke Makau"
        if p is not None and p.text not in [f.text for f in found]:
            found.append(p)
    if place := place_near(scene, t, act):
        found.append(place)
    return _distinct(found)


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
    return [_of(m, described.role) for m in out]


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
    return _next_name(scene, words, 1)


def _is_place(scene: Scene, p: Participant) -> bool:
    figure = scene.cast.figures.get(p.entity or "")
    return figure is not None and figure.type in ("LOC", "GOV")


def _object(scene: Scene, t: Sequence[Token], past: int, *, reach: int) -> Mention | None:
    """The name that follows a verb past its articles; with more reach past a noun as well ("melatih tentara Korea Utara")."""
    x = scene.lexicon.data
    while past < len(t) and t[past].low in x["articles"]:
        past += 1
    for token in t[past : past + reach]:
        if token.low in x["prepositions"] or not token.is_word:
            return None
        if found := _direct(scene, token) or _people(scene, t, token):
            return found
    return None


def _people(scene: Scene, t: Sequence[Token], token: Token) -> Mention | None:
    """A territory by the adjective of its people ("trained North Korean soldiers")."""
    x, i = scene.lexicon, t.index(token)
    if not (n := x.phrases["demonyms"].at(t, i)):
        return None
    code = str(x.data["demonyms"][" ".join(w.low for w in t[i : i + n])])
    known = (f.id for f in scene.cast.figures.values() if f.type in ("LOC", "GOV") and f.countries == (code,))
    start, end = token.start, t[i + n - 1].end
    return Mention(
        start=start, end=end, text=scene.text[start:end], type="GOV", entity=next(known, None), countries=(code,)
    )


def _direct(scene: Scene, token: Token) -> Mention | None:
    """The name that a verb is followed by, past the office of its bearer: "bertemu Presiden Rusia Vladimir Putin"."""
    if offices := scene.offices(token.start, token.start + 1):
        end = offices[0].end
        held = [m for m in scene.mentions(end, end + 2) if m.type == "PER"]
        if held:
            return held[0]
        if bare := _bare(scene, offices[0]):
            return bare
    found = scene.mentions(token.start, token.start + 1)
    return found[0] if found else None


def _distinct(found: Sequence[Participant]) -> tuple[Participant, ...]:
    out: dict[tuple[str | None, str], Participant] = {}
    for p in found:
        out.setdefault((p.entity, p.entity or p.text), p)
    return tuple(out.values())


def _of(m: Mention, role: str) -> Participant:
    return Participant(role=role, text=m.text, entity=m.entity, countries=m.countries)


def _speaker(scene: Scene, entity: str | None, text: str, role: str) -> Participant:
    figure = scene.cast.figures.get(entity or "")
    return Participant(role=role, text=text, entity=entity, countries=figure.countries if figure else ())
