"""The words that tell an act: which kind of act, whether of who gives or who gets, and in which voice."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from sanksi.news.scene import Scene
from sanksi.news.tokens import Token
from sanksi.news.values import Claim
from sanksi.news.words import ACTS, load_lexicon

TOLD_AS = {"listing": "sanctions", "return": "freeing", "laundering": "dealing", "naming": "charge"}
"""Kinds whose words need others than those of the kind that they are told as."""
Voice = Literal["active", "passive", "noun"]
BY_STANDS = 20
"""Tokens round an act's word among which the words stand that it needs."""
BESIDE = 8
"""Acts before and behind an act that are looked at for its bounds, so that a line of acts alone is read in time."""
AUXILIARY = 3
"""Tokens before a participle among which its auxiliary stands."""


class Trigger(NamedTuple):
    """An act's words, tokens[first:past]; `inward` when the subject gets; the act before ends at `begin`, the next one begins at `end`."""

    first: int
    past: int
    kind: str
    inward: bool
    voice: Voice
    end: int
    begin: int = 0


def find_triggers(scene: Scene, claim: Claim, t: Sequence[Token]) -> list[Trigger]:
    """All acts that the tokens tell, in order; the longest phrase of a kind counts."""
    out: list[Trigger] = []
    begins = _first_words(scene.lexicon.language)
    at = [k for k, token in enumerate(t) if token.low in begins]
    threat = claim.stance in ("threatens", "warns")
    for spec in scene.lexicon.data["events"]:
        kind, past = str(spec["label"]), 0
        lists = {key: scene.lexicon.phrases[f"event:{kind}:{key}"] for key in ACTS if threat or key != "threatened"}
        for k in at:
            if k < past:
                continue
            n, key = max((phrases.at(t, k), key) for key, phrases in lists.items())
            held = key == "threatened" and k > 0 and t[k - 1].low in scene.lexicon.data["kept_sanctions"]
            if (
                n
                and not held
                and not _is_thing(scene, t, k, n)
                and not _is_place(scene, t, k, n)
                and _is_meant(t, k, n, spec)
            ):
                past = k + n
                out.append(Trigger(k, past, kind, key == "inward", _voice(scene, t, k, n, key), len(t)))
    out.sort(key=lambda act: (act.first, -act.past))
    kept: list[Trigger] = []
    for i, act in enumerate(out):
        around = (*kept[-BESIDE:], *out[i + 1 : i + 1 + BESIDE])
        if not any(_holds(other, act) or _completes(scene, t, act, other) for other in around):
            kept.append(act)
    return _bounded(kept, len(t))


def _bounded(acts: Sequence[Trigger], length: int) -> list[Trigger]:
    """The acts with the end of the one before and the beginning of the next; those told by nouns bound none."""
    out: list[Trigger] = []
    begin = 0
    for i, act in enumerate(acts):
        later = (v.first for v in acts[i + 1 : i + 1 + BESIDE] if v.voice != "noun" and _follows(v, act))
        out.append(
            act._replace(begin=begin, end=next(later, acts[i + BESIDE].first if i + BESIDE < len(acts) else length))
        )
        begin = max(begin, act.past) if act.voice != "noun" else begin
    return out


def _holds(longer: Trigger, act: Trigger) -> bool:
    """Whether a longer phrase takes up an act's words: "menyalurkan uang" is no transfer of goods."""
    return longer.first <= act.first and act.past <= longer.past and longer.past - longer.first > act.past - act.first


def _completes(scene: Scene, t: Sequence[Token], act: Trigger, listing: Trigger) -> bool:
    """Whether an act's words only say where a listing puts somebody: "added three tankers to its sanctions list"."""
    where = t[act.first].low in scene.lexicon.data["to"] or t[act.first].low in scene.lexicon.data["at"]
    return where and listing.kind == "listing" and 0 < act.first - listing.first < BY_STANDS


def _follows(later: Trigger, act: Trigger) -> bool:
    """Whether another act begins there: "dimasukkan ke daftar hitam" is one."""
    return later.first >= act.past and not {later.kind, act.kind} <= {"listing", "sanctions"}


@cache
def _first_words(language: str) -> frozenset[str]:
    lexicon = load_lexicon(language)
    phrases = (lexicon.phrases[f"event:{spec['label']}:{key}"] for spec in lexicon.data["events"] for key in ACTS)
    return frozenset(word for found in phrases for word in found.first_words)


def _is_meant(t: Sequence[Token], k: int, n: int, spec: Mapping[str, Any]) -> bool:
    """Whether what the word needs stands by ("closed the accounts"), and nothing follows that makes it something else ("menahan diri")."""
    needs, other = spec.get("needs", ()), spec.get("not", ())
    if k + n < len(t) and t[k + n].low in other:
        return False
    if any(w.low in spec.get("absent", ()) for w in t[max(0, k - 4) : k + n + 4]):
        return False
    return not needs or any(w.low in needs for w in t[max(0, k - BY_STANDS) : k + BY_STANDS])


def _is_thing(scene: Scene, t: Sequence[Token], k: int, n: int) -> bool:
    """Whether an article makes a noun of an English base form: "a search", "the close"."""
    x = scene.lexicon
    if x.language == "id" or n > 1 or k == 0 or t[k].low in x.event_nouns or t[k].low.endswith(("ed", "ing")):
        return False
    if t[k].low in x.bare_participles:  # "frozen assets"
        return _voice(scene, t, k, n, "outward") != "passive"
    return t[k - 1].low in x.data["articles"] and t[k].low not in x.participles


def _is_place(scene: Scene, t: Sequence[Token], k: int, n: int) -> bool:
    """Whether the word only says what a place or a firm is for ("launch pad", "trading firm"), or stands in a name ("Harbor Trading")."""
    start = t[k].start
    if any(m.start < start < m.end for m in scene.mentions(max(0, start - 80), start)):
        return True
    x = scene.lexicon
    firm = any(x.phrases[kind].at(t, k + n) for kind in ("lead_nouns", "party_nouns"))
    if t[k].low in x.data["attributive"] and (firm or x.phrases["lead_nouns"].at(t, k) > n):
        return True
    places = x.data["places_for"]
    return (k > 0 and t[k - 1].low in places["before"]) or (k + n < len(t) and t[k + n].low in places["after"])


def _voice(scene: Scene, t: Sequence[Token], k: int, n: int, key: str) -> Voice:
    x = scene.lexicon
    words = " ".join(w.low for w in t[k : k + n])
    if words in x.event_nouns and not (k > 0 and t[k - 1].low in x.data["before_verbs"]):
        return "noun"
    if key == "passive" or (x.language == "id" and t[k].low.startswith("di")):
        return "passive"
    if x.language == "id" or (t[k].low not in x.participles and not t[k].low.endswith("ed")):
        return "active"
    auxiliaries = x.data["passive_verbs"]
    for j in range(k - 1, max(-1, k - 1 - AUXILIARY), -1):
        if t[j].low in auxiliaries:
            return "passive"
        if (
            t[j].low not in x.data["verb_fillers"]
            and not t[j].low.endswith("ly")
            and t[j].low not in x.data["negations"]
        ):
            break
    return "passive" if k + n < len(t) and t[k + n].low in x.data["by"] else "active"
