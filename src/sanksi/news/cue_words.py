"""A cue at a word: verbs and nouns that bring in what is said, and when nobody speaks by them."""

from collections.abc import Sequence

from sanksi.news.scene import Scene
from sanksi.news.stance import calls_false
from sanksi.news.tokens import MARKS, Token
from sanksi.news.verbs import is_negated, stop_after
from sanksi.news.words import Lexicon

PARTED = 6
"""Tokens between "brushed" and "aside"."""
NAMED = 16
"""Tokens behind "called" in which what it is called stands."""


def cue_at(scene: Scene, t: Sequence[Token], k: int) -> tuple[int, int, str] | None:
    """A cue at token k: (first token, past-last token, stance)."""
    x = scene.lexicon
    cues = x.data["cues"]
    if t[k].low in cues["noun_verbs"]:
        for j in range(k + 1, min(k + 5, len(t))):
            noun = t[j].low.removesuffix(x.data["pronoun_suffix"]) if x.data["pronoun_suffix"] else t[j].low
            stance = x.stance("nouns", noun)
            if stance and j + 1 < len(t) and (t[j + 1].low in cues["that"] or t[j + 1].low in x.data["noun_links"]):
                past = j + 1 + (t[j + 1].low not in cues["that"])  # "voiced doubts about"
                return (k, past, stance) if not is_negated(t, k, x) else None
    if x.language == "en" and (stance := _unlisted(t, k, x)):
        return k, k + 1, stance
    if (stance := _noun_that(t, k, x)) and not is_negated(t, k, x):
        return k - 1, k + 1, stance
    if _speaks_not(t, k, x):
        return None
    if x.is_noun(t, k):
        return None
    if (n := x.phrases["cue_verbs"].at(t, k)) and not is_negated(t, k, x):
        return k, k + n, str(cues["verbs"][" ".join(w.low for w in t[k : k + n])])
    for j in range(k + 2, min(k + 2 + PARTED, len(t))):
        if (stance := cues["separable"].get((t[k].low, t[j].low))) and not is_negated(t, k, x):
            return k, k + 1, stance
    if n := x.phrases["calls"].at(t, k):
        return _called(t, k, n, x)
    suffix = x.data["pronoun_suffix"]
    if suffix and t[k].low.endswith(suffix) and (stance := x.stance("verbs", t[k].low.removesuffix(suffix))):
        return k, k + 1, stance
    return None


def _speaks_not(t: Sequence[Token], k: int, x: Lexicon) -> bool:
    """Whether nobody speaks by the verb at token k: "were denied by X", "who asked not to be named", "ordered tea", "may question the minister"."""
    low, before = t[k].low, t[k - 1].low if k else ""
    active = x.data["participle"] and low.endswith(x.data["participle"])  # "is demanding"
    suffered = before in x.data["passive_verbs"] and not active
    unnamed = before in x.data["relative"] and x.stance("verbs", low) == "asks"
    of_things = low in x.data["orders"] and not any(w.low in x.data["to_do"] for w in t[k : stop_after(t, k)])
    return suffered or unnamed or of_things or before in x.data["maybe"]


def _unlisted(t: Sequence[Token], k: int, x: Lexicon) -> str | None:
    """The stance of an English word that brings in what is said only beside others: "the court heard", "wants the list published"."""
    if t[k].low in x.data["hears"] and any(w.low in x.data["courts"] for w in t[max(0, k - 2) : k]):
        return "alleges"
    if t[k].low in x.data["pleas"] and k + 1 < len(t) and t[k + 1].low == "not":
        return "denies"
    if t[k].low in x.data["reckons"] and any(w.low == "at" for w in t[k + 2 : k + NAMED // 2]):
        return "asserts"  # "put the loss at six million"
    return "asks" if _wished(t, k, x) else None


def _wished(t: Sequence[Token], k: int, x: Lexicon) -> bool:
    """Whether something is wanted of others at token k: "wants the list published", "want him to resign"."""
    if t[k].low not in x.data["wishes"] or k + 2 >= len(t) or t[k + 1].low == "to":
        return False
    ahead = t[k + 2 : k + NAMED]
    return any(w.low == "to" or (w.low.endswith("ed") and not w.is_capital) for w in ahead)


def _called(t: Sequence[Token], k: int, n: int, x: Lexicon) -> tuple[int, int, str] | None:
    """A verb of judging at token k, when it says what it makes of a thing: "called it a lie", "hailed the deal as a success"."""
    named = t[k + n : k + n + NAMED]
    if is_negated(t, k, x):
        return None
    if calls_false(named, x):
        return k, k + n, "denies"
    if named and named[0].text in MARKS and x.phrases["content:calls_false"].find(named):
        return k, k + n, "denies"  # 'what he called "a campaign of lies"'
    if any(w.text in MARKS for w in named):  # 'called the measures "illegal and cruel"'
        return k, k + n, "asserts"
    told = next((j for j, w in enumerate(named) if w.low in x.data["cues"]["as"] or w.text in ",;"), None)
    if told is not None and named[told].low == "for" and not t[k].low.startswith(tuple(x.data["for_it"])):
        return None  # "the man they call the Baker has run it for years"
    if told is not None and (named[told].low not in x.data["cues"]["as"] or _joined(named[:told], x)):
        return None
    return (k, k + n, "asserts") if told is not None and k + n + told + 1 < len(t) else None


def _noun_that(t: Sequence[Token], k: int, x: Lexicon) -> str | None:
    """The stance of a noun that brings in what is said behind a verb of no list: "menurunkan laporan bahwa", "spread a rumour that"."""
    that = k + 1 < len(t) and t[k + 1].low in x.data["cues"]["that"][:1]
    verb = (x.stance("verbs", t[k].low) or t[k].low in x.data["cues"]["calls"]) and not x.is_noun(t, k)
    if not that or k < 2 or verb or any(x.phrases["cue_verbs"].at(t, j) for j in range(max(0, k - NAMED), k)):
        return None
    return x.stance("nouns", t[k].low) or ("alleges" if t[k].low in x.data["rumours"] else None)


def _joined(t: Sequence[Token], x: Lexicon) -> bool:
    """Whether "and" or "dan" stands among tokens."""
    return any(w.low in x.data["conjunctions"] for w in t)
