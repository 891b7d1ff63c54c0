"""Sources without a name in a sentence that no claim was made of: "the ship carried coal, an official said on condition of anonymity"."""

from collections.abc import Sequence
from typing import NamedTuple

from sanksi.news.scene import Scene
from sanksi.news.tokens import Token

LONGEST = 14
"""Tokens that describe a source, at most."""


class Source(NamedTuple):
    """Who says so in the article's words, and tokens[first:past] of what is said."""

    text: str
    first: int
    past: int


def unnamed_source(scene: Scene, t: Sequence[Token]) -> Source | None:
    """The source that a sentence of the reporter's leaves without a name; None when the reporter tells it himself."""
    x = scene.lexicon
    if x.data["cues"]["according"][0].split()[0] in (w.low for w in t) and (found := _according(scene, t)):
        return found
    for k in range(len(t)):
        n = x.phrases["cue_verbs"].at(t, k) or x.phrases["quote_after"].at(t, k) or _reports(scene, t, k)
        if not n or t[k].is_capital or _negated(scene, t, k):
            continue
        after = x.language == "id" and not (x.phrases["cue_verbs"].at(t, k) or _reports(scene, t, k))
        if after and k > 2 and t[k - 1].text == ",":  # "..., kata seorang pejabat"
            end = _stop(t, k + n)
            if 0 < end - k - n <= LONGEST:
                return Source(_words(scene, t, k + n, end), 0, k - 1)
        if after:
            continue
        begin = next((j for j in range(k - 1, max(-1, k - LONGEST - 1), -1) if t[j].text in ",;"), -1)
        if begin >= 0 and k - begin > 1 and begin > 2 and _ends(scene, t, k + n):  # "..., a panel said"
            return Source(_words(scene, t, begin + 1, k), 0, begin)
        if begin <= 2 and begin + 1 < k <= begin + 1 + LONGEST and k + n + 2 < len(t):  # "a panel said that ..."
            if t[k - 1].low in x.data["relative"] or x.phrases["acts"].find(t, 0, k):
                continue  # "sanctioned three companies it accuses of ..." is told by the reporter
            return Source(_words(scene, t, begin + 1, k), k + n, len(t))
    return None


def _according(scene: Scene, t: Sequence[Token]) -> Source | None:
    x = scene.lexicon
    for k in range(len(t)):
        if (n := x.phrases["according"].at(t, k)) and t[min(k + n, len(t) - 1)].low not in x.data["no_source"]:
            end = _stop(t, k + n)
            if 0 < end - k - n <= LONGEST:
                told = (end, len(t)) if k <= 2 else (0, k)
                return Source(_words(scene, t, k + n, end), *told)
    return None


def _reports(scene: Scene, t: Sequence[Token], k: int) -> int:
    """1 when token k brings in what a source has: "the data showed that"."""
    x = scene.lexicon.data
    return int(t[k].low in x["reporting"] and any(w.low in x["cues"]["that"][:1] for w in t[k + 1 : k + 4]))


def _negated(scene: Scene, t: Sequence[Token], k: int) -> bool:
    return any(w.low in scene.lexicon.data["negations"] for w in t[max(0, k - 2) : k])


def _ends(scene: Scene, t: Sequence[Token], k: int) -> bool:
    """Whether nothing but circumstances follows a closing "a panel said": "on Monday", "in a report"."""
    x = scene.lexicon
    return k >= len(t) or not t[k].is_word or t[k].low in x.data["speaker_stops"] or len(t) - k <= 2


def _stop(t: Sequence[Token], k: int) -> int:
    return next((j for j in range(k, len(t)) if t[j].text in ",.;"), len(t))


def _words(scene: Scene, t: Sequence[Token], a: int, b: int) -> str:
    return scene.text[t[a].start : t[b - 1].end]
