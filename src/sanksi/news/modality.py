"""How sure an act is told: told, alleged, denied, planned, possible, or not told at all."""

from collections.abc import Sequence
from itertools import pairwise

from sanksi.news.noun_phrases import past_fillers
from sanksi.news.scene import Scene
from sanksi.news.tokens import Token
from sanksi.news.values import Claim, Modality

SAID = 12
"""Tokens between a word of speech and an act that it tells, at most."""


def modality_of(scene: Scene, claim: Claim, t: Sequence[Token], k: int) -> Modality | None:
    """How sure the thing at token k is; None when the reporter says that it did not happen."""
    x = scene.lexicon.data
    low = [w.low for w in t]
    joined = k > 0 and low[k - 1] in x["coordination"]  # "plans to visit the plant, and inspect the fleet"
    window = low[max(0, k - (24 if joined else 6)) : k]
    past = next((i for i, w in enumerate(reversed(window)) if w in x["afterwards"]), len(window))
    window = window[len(window) - past :]  # "that plan follows the meeting of ..."
    stance = claim.stance
    if stance in ("asks", "promises", "plans", "threatens", "warns") and _is_aside(scene, t, k):
        stance = "asserts"  # "impose sanctions on those who sold arms": the sale is told, not threatened
        window = low[past_fillers(scene, t, k) : k]
    if stance == "denies":
        return "denied"
    if claim.speaker.reporter and (said := _said_to_be(scene, t, k)):
        return said
    near = low[max(0, k - 4) : k]
    undaunted = any(a in x["negations"] and b in x["hesitations"] for a, b in pairwise(near))  # "tidak segan" announces
    barred = low[k] in scene.lexicon.event_nouns and any(w in x["barred"] for w in low[k + 1 : k + 9])
    if barred or any(w in x["bans"] for w in low[max(0, k - 8) : k]):
        return None  # "the resolution forbids States to sell arms" tells of no sale
    if not undaunted and any(w in x["negations"] or w in x["undone"] for w in near[-3:]):
        if any(w in x["commands"] for w in low[max(0, k - 5) : k]):
            return None  # "agar tidak membeli" tells what shall not be, not what was
        return "denied" if not claim.speaker.reporter else None
    arranged = low[k] in scene.lexicon.event_nouns and any(w in x["arranged_nouns"] for w in low[k + 1 : k + 12])
    ahead = any(w in x["future"] or w in x["plannings"] for w in window) or _is_to(low, k)
    if stance in ("plans", "promises") or arranged or ahead or undaunted:
        conditional = any(w in x["conditional"] for w in low) or any(w in x["possible"] for w in low[k : k + 4])
        conditional = conditional or stance in ("alleges", "doubts")
        return "planned" if not conditional and stance not in ("threatens", "warns") else "possible"
    if stance in ("alleges", "doubts") or any(w in x["suspected"] for w in low[max(0, k - 6) : k]):
        return "alleged"  # "arrested two traders suspected of selling arms": the sale is
    if any(w in x["possible"] for w in window) or any(w in x["wanted"] for w in low[max(0, k - 8) : k]):
        return "possible"
    if stance in ("asks", "threatens") and not any(w in ("telah", "sudah", "have", "has") for w in window):
        return "possible"
    return "asserted" if claim.speaker.reporter else "alleged"


def _said_to_be(scene: Scene, t: Sequence[Token], k: int) -> Modality | None:
    """How a word of speech before token k has it, when nobody's claim was made of it: "X, the spokesman, denied that ..."."""
    x = scene.lexicon
    if x.phrases["untrue"].find(t, max(0, k - SAID), min(len(t), k + 2 * SAID)):
        return "denied"
    if x.phrases["unproven"].find(t, max(0, k - SAID), k):
        return "alleged"
    if t[-1].text == "?":
        return "possible"
    for j in range(k - 1, max(-1, k - SAID), -1):
        if t[j].text == ";" or t[j].low in x.data["relative"]:
            return None
        if t[j].low in x.data["tidings"] and t[j + 1].low in (
            *x.data["cues"]["that"][:1],
            *x.data["inner_prepositions"],
        ):
            return "alleged"
        n = x.phrases["cue_verbs"].at(t, j)
        stance = x.stance("verbs", " ".join(w.low for w in t[j : j + n])) if n and j + n <= k else None
        if stance in ("denies", "doubts", "alleges"):
            return "denied" if stance == "denies" else "alleged"
        if stance == "asserts" and t[j + n].low in x.data["cues"]["that"][:1]:
            return "alleged"
    return None


def _is_aside(scene: Scene, t: Sequence[Token], k: int) -> bool:
    """Whether the verb at token k stands in a relative clause."""
    end = past_fillers(scene, t, k)
    return end > 0 and t[end - 1].low in scene.lexicon.data["relative"]


def _is_to(low: Sequence[str], k: int) -> bool:
    """ "is to fly", "are due to meet"."""
    return low[k - 1 : k] == ["to"] and any(w in ("is", "are") for w in low[max(0, k - 4) : k - 1])
