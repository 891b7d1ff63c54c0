"""Where an English sentence names its source: clauses set off by commas, clauses with a gap, and whom something is told."""

from collections.abc import Sequence
from typing import NamedTuple

from sanksi.news.cues import BARE
from sanksi.news.scene import Scene
from sanksi.news.speakers import can_begin, described_after, described_before, speakers_after, speakers_before
from sanksi.news.tokens import Token
from sanksi.news.values import Speaker
from sanksi.news.verbs import SLOT, is_negated, is_verb, looks_finite, stop_after
from sanksi.news.words import Lexicon

LONGEST = 14
"""Tokens of a subject, or of whom something is told, at most."""
INSERTED = 4
"""Words before a clause of reporting that are only the subject of what follows it."""
LEAST = 3
"""Words that a clause of reporting at the end stands behind, at least."""
BRIEF = 7
"""Tokens of a circumstance before what is said, at most."""
APPOSED = 3
"""Stretches between commas that a subject and what is said of it take, at most."""


class Aside(NamedTuple):
    """A clause of reporting, tokens[first:past] with the mark before it: ", she said on Monday,"."""

    first: int
    past: int
    cue: str
    stance: str
    speakers: tuple[Speaker, ...]


class Voice(NamedTuple):
    """Who speaks by a cue.

    Attributes:
        speakers: who.
        begins: the token where this clause ends the claim before it.
        pointer: offset where a pointer begins that stands for what is said.
        stop: the token that ends what is said, when the sentence goes on.
    """

    speakers: tuple[Speaker, ...]
    begins: int | None = None
    pointer: int | None = None
    stop: int | None = None


def find_aside(scene: Scene, t: Sequence[Token]) -> Aside | None:
    """The first clause of reporting between or behind commas: "..., said X", "..., records show", "the cargo, he insists, is rice"."""
    slots = [b for b in range(1, len(t) - 1) if t[b].text in SLOT]
    for pieces in (1, APPOSED):  # a subject that stands in one piece goes before one with an apposition
        for b in slots:
            if (
                found := _inverted(scene, t, b + 1)
                or _if_believed(scene, t, b + 1)
                or _with_subject(scene, t, b + 1, pieces)
            ):
                return found
    return None


def goes_on_behind(t: Sequence[Token], aside: Aside, x: Lexicon) -> int | None:
    """Where a further clause of the same speaker begins behind an aside: "..., she said, and | a second group is expected"; "Not so, said X: | the ship"."""
    k = aside.past
    if k >= len(t) or sum(w.is_word for w in t[k:]) < LEAST:
        return None
    joined = t[k].low in x.data["conjunctions"] and (k + 1 < len(t) and t[k + 1].low not in x.data["relative"])
    if t[k].text == ":" or (joined and not _cue_in(t, k, x)):
        return k + 1
    return None


def _cue_in(t: Sequence[Token], k: int, x: Lexicon) -> bool:
    """Whether a verb of speech stands close behind token k: ", and urged Seoul to"."""
    near = range(k + 1, min(len(t), k + BRIEF))
    return any(
        x.phrases["cue_verbs"].at(t, j) and not x.is_noun(t, j) and t[j - 1].low not in x.data["passive_verbs"]
        for j in near
    )


def led_in(scene: Scene, t: Sequence[Token], aside: Aside) -> int | None:
    """Where the clause of an aside begins when another that reports leads the sentence: "She confirmed it, yet | nobody came, she sighed"."""
    x = scene.lexicon
    turn = next(
        (j for j in range(aside.first - 1, LEAST, -1) if t[j].low in x.data["turns"] and t[j - 1].text in (",", ";")),
        None,
    )
    if turn is None or not any(x.phrases["cue_verbs"].at(t, k) and not x.is_noun(t, k) for k in range(1, turn)):
        return None
    return turn


def told_in(t: Sequence[Token], aside: Aside, x: Lexicon) -> tuple[int, int]:
    """Offsets of what is said around an aside: behind it when little stands before, as in "The hole, she said, had been made by a heron"."""
    begin = next(
        (j + 1 for j in range(aside.first - 1, 0, -1) if t[j].text in ":;"), 0
    )  # "He goes further: deliveries, he says, began"
    before = sum(w.is_word for w in t[begin : aside.first])
    behind = t[aside.past :]
    if behind and behind[0].is_word and sum(w.is_word for w in behind) >= min(before, 2):
        low = behind[0].low
        verb = low in x.data["finite"] or low in x.data["will"] or low in x.data["pasts"] or low in x.data["perfect"]
        held = (
            "circumstances",
            "prepositions",
            "conjunctions",
            "relative",
            "noun_openers",
            "turns",
            "clauses",
            "pronouns",
        )
        verb = verb or (before <= BRIEF and not any(low in x.data[key] for key in held))
        if (before <= INSERTED and low not in x.data["conjunctions"]) or verb:
            return t[aside.past].start, t[-1].end
    return t[begin].start, t[aside.first - 1].end


def past_dateline(t: Sequence[Token], x: Lexicon) -> int:
    """Tokens of "PORT PRETEND, July 3, 2024 (Example Bulletin) -" at the head of an English sentence."""
    if x.language != "en":
        return 0
    for j, w in enumerate(t[: LONGEST + APPOSED]):
        if (j and w.text in "-–—" and t[j - 1].text in ")-") or (j and w.text in "–—"):
            return j + 1
        if w.text[0].islower() and w.low not in ("of", "the"):
            return 0
    return 0


def own_clause(t: Sequence[Token], floor: int, k: int, x: Lexicon) -> int | None:
    """Where a clause with a subject of its own begins before a further cue at token k: "... but Tehran", ", and she", "While A said so, B"."""
    for j in range(k - 1, max(floor, k - LONGEST), -1):
        if any(w.low in x.data["finite"] and w.low not in x.data["bridge"] for w in t[j:k]):
            return None
        before, earlier = t[j - 1], t[j - 2] if j >= 2 else t[0]
        joined = before.low in x.data["conjunctions"] and (earlier.text == "," or t[j].low in x.data["pronouns"])
        behind = before.text == "," and t[0].low in x.data["clauses"] and can_begin(t[j], x)
        if before.text == ";" or before.low in x.data["turns"] or joined or behind:
            return j
    return None


def relative_clause(
    scene: Scene, t: Sequence[Token], floor: int, cue: tuple[int, int, str], speakers: tuple[Speaker, ...]
) -> Voice | None:
    """The speaker of a clause that hangs on a noun: ", who said", ", one of whom warned", ", which the ministry says", ", a claim it denies"."""
    x = scene.lexicon
    k, past, stance = cue
    comma = next((j for j in range(k - 1, max(floor - 2, k - LONGEST, 0), -1) if t[j].text in SLOT), None)
    if comma is None:
        return None
    a = comma + 1
    pronoun = next((j for j in (a, a + 2) if j < k and t[j].low in x.data["relative"]), None)
    noun = next((j for j in (a + 1, a + 2) if j < k and x.stance("nouns", t[j].low)), None)
    if pronoun is None and (noun is None or t[a].low not in x.data["articles"]):
        return None
    begin = (noun if pronoun is None else pronoun) + 1  # type: ignore[operator]
    begin += begin < k and t[begin].low in x.data["cues"]["that"][:1]
    if all(w.low in x.data["bridge"] for w in t[begin:k]):
        if pronoun is None:
            return None
        own = speakers if floor >= comma else _antecedent(scene, t, floor, comma, t[pronoun].low)
    else:
        own = speakers_before(scene, t, begin, k) or described_before(scene, t, begin, k)
    stop = stop_after(t, past)
    bare = not any(w.is_word for w in t[past:stop])
    if not own or (bare and stance not in ("denies", "doubts")):
        return None
    heads = (
        floor == 0 and comma <= BRIEF and stop < len(t) and t[stop].text == ","
    )  # "The bank, which denies it, has closed"
    return Voice(own, comma, t[a].start if bare else None, stop if heads and not bare else None)


def _antecedent(scene: Scene, t: Sequence[Token], floor: int, comma: int, pronoun: str) -> tuple[Speaker, ...]:
    """Whom "who" or "which" behind the comma means: the name, or the noun with its article, that ends there."""
    x = scene.lexicon
    apposed = next((j for j in range(comma - 1, max(floor, comma - BRIEF), -1) if t[j].text == ","), None)
    if apposed and t[apposed + 1].low in x.data["articles"]:  # "Example Watch, a charity, which said"
        end = t[apposed - 1].end
        if named := [m for m in scene.mentions(t[floor].start, end) if m.end == end and m.type != "LOC"]:
            return (scene.speaker(named[-1]),)
    end = t[comma - 1].end
    if named := [m for m in scene.mentions(t[floor].start, end) if m.end == end]:
        return (scene.speaker(named[-1]),)
    head = t[comma - 1].low
    if pronoun != "who" and not any(head in x.data[key] for key in ("org_heads", "org_tails", "anaphoric_nouns")):
        return ()
    begin = next(
        (j for j in range(comma - 1, max(floor, comma - LONGEST) - 1, -1) if t[j].low in x.data["noun_openers"]), None
    )
    return () if begin is None else (Speaker(text=scene.text[t[begin].start : end]),)


def is_participle(t: Sequence[Token], floor: int, k: int, x: Lexicon) -> bool:
    """Whether the English past at token k hangs on the noun before the comma: "The trial, expected to last three weeks, continues"."""
    if x.language != "en" or not k or t[k - 1].text != "," or not t[k].low.endswith("ed"):
        return False
    return all(w.is_word for w in t[floor : k - 1]) and any(w.text == "," for w in t[k:])


def owned_noun(scene: Scene, t: Sequence[Token], k: int) -> tuple[tuple[Speaker, ...], str, int] | None:
    """Whose claim the noun at token k is, its stance and the token where it begins: "Norlandia's claim that", "the prosecution's case is that"."""
    x = scene.lexicon
    if x.language != "en":
        return None
    is_so = k + 1 < len(t) and t[k + 1].low in x.data["passive_verbs"]
    stance = (x.data["held_nouns"].get(t[k].low) if is_so else None) or x.stance("nouns", t[k].low)
    that = k + 1 + is_so
    colon = next((j for j in range(k + 1, min(len(t), k + LONGEST)) if t[j].text == ":"), None)
    if t[k].low in x.data["held_nouns"] and colon and colon + LEAST < len(t) and (speakers := _owner(scene, t, k)):
        return speakers, x.data["held_nouns"][t[k].low], colon + 1  # "The agency's answer, as they relayed it: ..."
    if not stance or that + 1 >= len(t) or t[that].low not in x.data["cues"]["that"][:1]:
        return None
    speakers = _owner(scene, t, k)
    return (speakers, stance, that + 1) if speakers else None


def _owner(scene: Scene, t: Sequence[Token], k: int) -> tuple[Speaker, ...]:
    """Whose the noun at token k is: "Norlandia's", "their"."""
    x = scene.lexicon
    for j in range(k - 1, max(-1, k - 3), -1):
        if t[j].low in x.data["possessives"]:
            return (scene.pronoun(t[j].text),)
        if t[j].low in ("'s", "’s") and j:
            end = t[j - 1].end
            named = [m for m in scene.mentions(t[0].start, end) if m.end == end]
            begin = next(
                (i for i in range(j - 1, max(-1, j - LONGEST), -1) if t[i].low in x.data["noun_openers"]), j - 1
            )
            return (scene.speaker(named[-1]),) if named else (Speaker(text=scene.text[t[begin].start : end]),)
    return ()


def told_to(t: Sequence[Token], cue: tuple[int, int, str], x: Lexicon) -> bool:
    """Whether somebody is told to do something: "told the captain to hand over his passport"."""
    first, past, _ = cue
    if x.language != "en" or t[first].low not in x.data["cues"]["addressed"]:
        return False
    to = next((j for j in range(past + 1, min(len(t), past + LONGEST)) if t[j].low == "to"), len(t))
    between = t[past:to]
    return (
        to < len(t)
        and all(w.is_word and w.low not in x.data["finite"] and w.low not in x.data["cues"]["that"] for w in between)
        and not any(_begins_clause(t, i, x) for i in range(past + 1, to))
    )


def past_address(scene: Scene, t: Sequence[Token], cue: tuple[int, int, str]) -> int:
    """Past the cue and whom it speaks to or accuses: "told the court", "assured reporters on Tuesday", "accused the firm of"."""
    x = scene.lexicon
    first, past, stance = cue
    if past - first > 1 or past >= len(t) - 1 or x.language != "en":
        return past
    if stance == "alleges":
        of = next(
            (
                j
                for j in range(past, min(len(t) - 1, past + LONGEST))
                if t[j].low in x.data["accused_by"].get(t[first].low, x.data["cues"]["accused_of"][:1])
            ),
            None,
        )
        gap = of is not None and t[of + 1].low.endswith(x.data["participle"])
        return of + 1 if of is not None and gap and all(w.is_word for w in t[past:of]) else past
    if t[past].low in x.data["when_where"]:  # "said on Thursday | it had summoned"
        fresh = next((j for j in range(past + 1, min(len(t), past + BRIEF)) if _begins_clause(t, j, x)), past)
        return past if any(not w.is_word or w.low in x.data["finite"] for w in t[past:fresh]) else fresh
    if t[first].low not in x.data["cues"]["addressed"]:
        return past
    named = [m for m in scene.mentions(t[past].start, t[past].end) if m.start == t[past].start]
    j = next((i for i in range(past, len(t)) if t[i].start >= named[0].end), len(t)) if named else past + 1
    if not named and t[past].low not in x.data["objects"]:
        if not (t[past].low in x.data["noun_openers"] or t[past].low.endswith("s")):
            return past
        j = next((i for i in range(j, min(len(t), past + LONGEST)) if _begins_clause(t, i, x)), past)
    that = j < len(t) and t[j].low in x.data["cues"]["that"][:1]
    return past if that else j


def _begins_clause(t: Sequence[Token], i: int, x: Lexicon) -> bool:
    """Whether token i begins a subject behind a noun: "the court | the cargo", "reporters on Tuesday | it"."""
    begins = (
        t[i].low in x.data["noun_openers"]
        or t[i].low in x.data["pronouns"]
        or (t[i].is_capital and not t[i - 1].is_capital)
    )
    return begins and t[i - 1].low not in (*x.data["prepositions"], *x.data["noun_openers"], "'s", "’s")


def _inverted(scene: Scene, t: Sequence[Token], a: int) -> Aside | None:
    """ ", said two people with knowledge of the deal": the cue stands before its subject."""
    x = scene.lexicon
    n = x.phrases["according"].at(t, a)
    stance = "asserts" if n else x.stance("quote_after", t[a].low)
    k = a + (n or 1)
    if not stance or a < 2 or k >= len(t) or t[k].low in (*x.data["no_source"], *x.data["weekdays"]):
        return None
    past = stop_after(t, k)
    head = next(
        (j for j in range(k + 1, past) if t[j].low in x.data["relative"]), past
    )  # "a man | who asked for no name"
    if not n and (stance in ("denies", "doubts", "alleges") or any(w.low in x.data["finite"] for w in t[k:head])):
        return None  # "X, speaking by telephone, said the cranes were sold"
    takes_object = stance in BARE or t[a].low in x.data["cues"]["addressed"]
    if takes_object and not n and not looks_finite(t, max(0, a - 1 - 2 * LONGEST), a - 1, x):
        return None  # "The owner, Mary Exemplar, promised the players a day off"
    if (t[a].low, t[k].low) in x.data["cues"]["separable"]:
        return None  # "shrugged off a rumour"
    if not n and looks_finite(t, k, head, x) and not looks_finite(t, max(0, a - 1 - 2 * LONGEST), a - 1, x):
        return None  # "The panel, in its latest report, says nine ships changed names"
    many = t[k].text[0].islower() and not x.phrases["office_heads"].at(t, k + (t[k].low in x.data["articles"]))
    many = many and t[k].low not in x.data["possessives"] and t[k].low not in x.data["pronouns"]
    held = [m for m in scene.mentions(t[k].start, t[past - 1].end) if m.type == "PER"]
    sources = described_after(scene, t, k) if many and not held else ()
    if speakers := sources or speakers_after(scene, t, k) or described_after(scene, t, k):
        inner = past < len(t) and t[past].text in SLOT
        return Aside(a - 1, past + inner, " ".join(w.text for w in t[a:k]), stance, speakers)
    return None


def _if_believed(scene: Scene, t: Sequence[Token], a: int) -> Aside | None:
    """ ", if his rivals are to be believed": what stands before is alleged by them."""
    x = scene.lexicon
    past = stop_after(t, a)
    tail = [w.low for w in t[past - 4 : past]]
    if (
        a < LEAST + 1
        or t[a].low not in x.data["conditions"]
        or tail[-3:] != x.data["to_be_believed"]
        or tail[0] not in x.data["passive_verbs"]
    ):
        return None
    speakers = speakers_before(scene, t, a + 1, past - 4) or described_before(scene, t, a + 1, past - 4)
    return Aside(a - 1, past, t[a].text, "alleges", speakers) if speakers else None


def _with_subject(scene: Scene, t: Sequence[Token], a: int, pieces: int) -> Aside | None:
    """ ", a U.N. panel said on Thursday": what follows the cue are circumstances only."""
    x = scene.lexicon
    if not can_begin(t[a], x) or x.phrases["according"].at(t, a):
        return None
    past = a
    for _ in range(pieces):
        begin, past = past, stop_after(t, past + (past > a))
        for c in range(max(begin, a + 1), min(past, a + LONGEST + 1)):
            if not (found := _cue(t, c, x)):
                continue
            n, stance = found
            if stance == "denies":
                return None  # ", a claim it denies"
            if not _circumstances(scene, t, c, c + n, past):
                return None
            closed = past >= len(t) or t[past].text in ".?!;" or not any(w.is_word for w in t[past : past + APPOSED])
            if (begin > a or closed) and (
                not closed or sum(w.is_word for w in t[max(0, a - 1 - 2 * LEAST) : a - 1]) < LEAST
            ):
                return None
            if past < len(t) and t[min(past + 1, len(t) - 1)].low in x.data["cues"]["that"][:1]:
                return None
            speakers = speakers_before(scene, t, a, c) or described_before(scene, t, a, min(c, stop_after(t, a)))
            return Aside(a - 1, past + (not closed), t[c].text, stance, speakers) if speakers else None
        if any(w.low in x.data["finite"] for w in t[begin:past]) or past >= len(t) or t[past].text not in SLOT:
            return None
    return None


def _cue(t: Sequence[Token], c: int, x: Lexicon) -> tuple[int, str] | None:
    """Tokens and stance of a finite verb of saying, or of what a document does, at token c."""
    low = t[c].low
    if (
        low.endswith(x.data["participle"])
        or t[c].is_capital
        or t[c - 1].low in x.data["passive_verbs"]
        or is_negated(t, c, x)
    ):
        return None
    if n := x.phrases["shows"].at(t, c):
        return n, "asserts"
    n = x.phrases["cue_verbs"].at(t, c)
    if not n and t[c - 1].low in x.data["pronouns"] and is_verb(t, c, x) and c + 1 < len(t) and not t[c + 1].is_word:
        return 1, "asserts"  # ", she sighed,": any verb will do
    if not n or (x.is_noun(t, c) and t[c - 1].low in x.data["noun_openers"]):
        return None
    return n, str(x.data["cues"]["verbs"][" ".join(w.low for w in t[c : c + n])])


def _circumstances(scene: Scene, t: Sequence[Token], c: int, k: int, past: int) -> bool:
    """Whether tokens[k:past] tell no more than when, where and to whom the cue at token c spoke."""
    x = scene.lexicon
    rest = t[k:past]
    if not rest:
        return True
    if any(w.low in x.data["finite"] or w.low in x.data["cues"]["that"][:1] for w in rest):
        return False
    if t[c].low in x.data["cues"]["addressed"]:
        clause = any(_begins_clause(t, i, x) for i in range(k + 1, past))  # "told the court | he knew nothing"
        return len(rest) <= LONGEST and rest[0].low != "to" and not clause
    first = rest[0].low
    return first in x.data["circumstances"] or first in x.data["weekdays"] or first.endswith("ly")
