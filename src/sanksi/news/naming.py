"""Whom an act's words bring in: the name or description behind a preposition, the object, the place."""

from collections.abc import Sequence

from sanksi.news.dates import time_words
from sanksi.news.mentions import Office
from sanksi.news.noun_phrases import after_word, clause_end, is_party, words_of
from sanksi.news.parties import find_holder, is_specific
from sanksi.news.scene import Scene
from sanksi.news.tokens import Token
from sanksi.news.triggers import Trigger
from sanksi.news.values import Mention, Participant

MOVES = ("visit", "launch")
"""Acts that begin at a place too."""
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
            if m := next_name(scene, t, i + 1):
                other = (
                    described_at(scene, t, i + 1, role)
                    if m.type in ("LOC", "GOV")
                    and (not t[i + 1].is_capital or scene.text[m.end : m.end + 2] in ("'s", "’s"))
                    else None
                )
                if other and other.text != m.text and is_party(scene, t, after_word(scene, t, i + 1) or (0, 0)):
                    return other  # "ke kapal Korea Utara"
                inside = m.type in ("LOC", "GOV") and m.start > t[i + 1].start and t[i + 1].is_capital and not m.office
                if not inside or scene.offices(t[i + 1].start, t[i + 1].start + 1):
                    return as_participant(m, role)
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
    home = home_of(scene, t, span)
    counted = t[k].low in x.data["leads"]["counted"] and role != "target"
    if (
        not home
        and not counted
        and not is_party(scene, t, span)
        and not any(is_name(scene, token) for token in t[slice(*span)])
    ):
        return None
    return Participant(role=role, text=words_of(scene, t, span), entity=None, countries=home)


def is_name(scene: Scene, token: Token) -> bool:
    """Whether a word begins with a capital and is no ordinary one: a name that was not seen as one."""
    return (
        token.is_capital and token.low not in scene.lexicon.common and not scene.mentions(token.start, token.start + 1)
    )


def home_of(scene: Scene, t: Sequence[Token], span: tuple[int, int]) -> tuple[str, ...]:
    """The territory of a description, by its name or the adjective of its people."""
    named = [
        m for m in scene.mentions(t[span[0]].start, t[span[1] - 1].end) if m.type in ("LOC", "GOV") and m.countries
    ]
    people = (m for token in t[span[0] : span[1]] if (m := people_at(scene, t, token)))
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
            if is_place(scene, as_participant(m, "place")):
                return as_participant(m, "place")
            continue
        past = k
        while past < b and (t[past].is_capital or (past > k and t[past].low in x.data["inner_prepositions"])):
            past += 1
        people = x.phrases["demonyms"].at(t, k) == past - k
        if (
            past > k
            and not people
            and t[k].low not in time_words(x.language)
            and (t[k].low not in x.common or past > k + 1)
        ):
            return Participant(role="place", text=words_of(scene, t, (k, past)), entity=None)
    return None


def next_name(scene: Scene, t: Sequence[Token], i: int) -> Mention | None:
    """The name that begins within four tokens from token i, in the same phrase."""
    for j in range(i, min(i + 4, len(t))):
        if found := name_at(scene, t[j]):
            return found
        if t[j].text in ",.;" or t[j].low in scene.lexicon.data["prepositions"]:
            return None
    return None


def bare_office(scene: Scene, office: Office) -> Mention | None:
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


def is_place(scene: Scene, p: Participant) -> bool:
    """Whether it is a place or a government by name."""
    figure = scene.cast.figures.get(p.entity or "")
    return figure is not None and figure.type in ("LOC", "GOV")


def object_at(scene: Scene, t: Sequence[Token], past: int, *, reach: int) -> Mention | None:
    """The name that follows a verb past its articles; with more reach past a noun as well ("melatih tentara Korea Utara")."""
    x = scene.lexicon.data
    while past < len(t) and t[past].low in x["articles"]:
        past += 1
    for token in t[past : past + reach]:
        if token.low in x["prepositions"] or not token.is_word:
            return None
        if found := name_at(scene, token) or people_at(scene, t, token):
            return found
    return None


def people_at(scene: Scene, t: Sequence[Token], token: Token) -> Mention | None:
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


def name_at(scene: Scene, token: Token) -> Mention | None:
    """The name that a verb is followed by, past the office of its bearer: "bertemu Presiden Rusia Vladimir Putin"."""
    if offices := scene.offices(token.start, token.start + 1):
        end = offices[0].end
        held = [m for m in scene.mentions(end, end + 2) if m.type == "PER"]
        if held:
            return held[0]
        if bare := bare_office(scene, offices[0]):
            return bare
    found = scene.mentions(token.start, token.start + 1)
    return found[0] if found else None


def distinct(found: Sequence[Participant]) -> tuple[Participant, ...]:
    """Everybody once, in the first role."""
    out: dict[tuple[str | None, str], Participant] = {}
    for p in found:
        out.setdefault((p.entity, p.entity or p.text), p)
    return tuple(out.values())


def as_participant(m: Mention, role: str) -> Participant:
    """A mention in a role."""
    return Participant(role=role, text=m.text, entity=m.entity, countries=m.countries)
