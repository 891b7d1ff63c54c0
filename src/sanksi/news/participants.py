"""Who takes part in an event: the subject before its word, what prepositions bring in after it, the speaker behind "kami"."""

from collections.abc import Sequence

from sanksi.news.mentions import Office
from sanksi.news.parties import find_holder, is_specific
from sanksi.news.speakers import Scene
from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import Claim, Mention, Participant


def participant(
    scene: Scene, t: Sequence[Token], a: int, b: int, prepositions: Sequence[str], role: str
) -> Participant | None:
    """The first name that one of the prepositions brings in among tokens[a:b]."""
    for i in range(a, b - 1):
        if t[i].low in prepositions and (m := _next_name(scene, t, i + 1)):
            return _of(m, role)
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
    """The names before token k that no preposition rules, joined ones together; the speaker for "kami" and for words that begin the claim."""
    x = scene.lexicon.data
    first = t[max(0, k - limit)].start
    free = [m for m in _named(scene, first, t[k].start) if not _ruled(scene, t, m)]
    heads = [m for m in free if m.type in ("PER", "GOV", "ORG")] or [m for m in free if m.countries]
    own = any(w.low in x["first_person"] for w in t[max(0, k - 12) : k])
    if (
        (own or (not heads and k <= 4))
        and not claim.speaker.reporter
        and (own or claim.stance in ("denies", "plans", "promises", "threatens", "warns"))
    ):
        return tuple(_speaker(scene, s.entity, s.name or s.text, "agent") for s in claim.speakers)
    if not heads:
        return ()
    nearest = heads[-1]
    group = [nearest]
    for m in reversed(heads[:-1]):
        between = scene.text[m.end : group[0].start].lower()
        if any(f" {c} " in between for c in x["coordination"]) and len(between) < 60 and "," not in between:
            group.insert(0, m)
        else:
            break
    return tuple(_of(m, "agent") for m in group)


def unnamed(scene: Scene, t: Sequence[Token], k: int, past: int, role: str, *, before: bool) -> Participant | None:
    """The words before or after an act's own for who has no name: "detained the ship", "kapal itu ditahan"."""
    x = scene.lexicon.data
    skipped = {*x["bridge"], *x["future"], *x["perfect"], *x["possible"]}
    words = t[past : past + 4] if not before else [w for w in t[max(0, k - 4) : k] if w.low not in skipped]
    ends = {*x["prepositions"], *x["relative"], *x["coordination"]}
    cuts = [j for j, w in enumerate(words) if not w.is_word or w.low in ends]
    words = words[cuts[-1] + 1 :] if before and cuts else words[: cuts[0]] if cuts else words
    if not words:
        return None
    return Participant(role=role, text=scene.text[words[0].start : words[-1].end], entity=None)


def enforcer(scene: Scene, t: Sequence[Token], k: int) -> Participant | None:
    """Who searches, seizes or charges without a name, in the words before token k: "the police arrested"."""
    found = scene.lexicon.phrases["enforcers"].find(t, max(0, k - 8), k)
    if found is None or any(w.text in ",;" for w in t[found[1] : k]):
        return None
    return Participant(role="agent", text=scene.text[t[found[0]].start : t[found[1] - 1].end], entity=None)


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


def then_of(
    scene: Scene, t: Sequence[Token], k: int, past: int, claim: Claim, *, everyone: bool = False, helped: bool = False
) -> tuple[Participant, ...]:
    """Agent, target, place and company of an event whose word is at token k."""
    x = scene.lexicon.data
    found = list(between_sides(scene, t, k)) or list(subject_of(scene, t, k, claim))
    end = min(len(t), past + 14)
    if m := _object(scene, t, past, reach=3 if helped else 1):
        noun = not found or any(w.low in x["possible"] for w in t[max(0, k - 2) : k])
        if noun and m.countries and not everyone:
            role = "agent"
        elif m.type == "LOC" and not (helped and m.countries):  # who is helped is no place: "membantu Korea Utara"
            role = "place"
        else:
            role = "target"
        other = _joined(scene, m) if everyone else None
        if other and not found and not helped:  # "the meeting of A and B"
            found = [_of(m, "agent"), _of(other, "agent")]
        elif role == "agent":
            found = [_of(m, "agent"), *(p for p in found if not set(p.countries) & set(m.countries))]
        else:
            found += [_of(one, role) for one in (m, other) if one]
    for prepositions, role, reach in (
        (x["with"], "partner", end),
        (x["to"], "recipient", end),
        (x["at"], "place", past + 7),
    ):
        p = participant(scene, t, past, min(end, reach), prepositions, role)
        if p is not None and p.text not in [f.text for f in found] and (role != "place" or _is_place(scene, p)):
            found.append(p)
    return _distinct(found)


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
