"""Around an English quote: subject and verb behind it, whatever the verb, and the clause before a colon."""

from collections.abc import Sequence

from sanksi.news.scene import Scene
from sanksi.news.speakers import described_after, described_before, speakers_after, speakers_before
from sanksi.news.tokens import Token
from sanksi.news.values import Speaker
from sanksi.news.verbs import is_negated, is_verb, stop_after

NAMED = 16
"""Tokens behind a quote in which its verb stands."""


def tag_behind(scene: Scene, after: Sequence[Token]) -> tuple[str, tuple[Speaker, ...]] | None:
    """Subject and verb behind an English quote, whatever the verb, in either order: "the man snapped", "sighed one of the sailors"."""
    x = scene.lexicon
    if not after or not after[0].is_word or after[0].low in x.data["connectors"]:
        return None
    if is_verb(after, 0, x) and not after[0].is_capital:
        speakers = speakers_after(scene, after, 1) or described_after(scene, after, 1)
        return (after[0].text, speakers) if speakers else None
    for k in range(1, min(NAMED, _sentence_end(after))):
        if after[k].low in x.data["relative"]:
            continue
        if is_verb(after, k, x) and not is_negated(after, k, x):
            speakers = speakers_before(scene, after, 0, k) or described_before(scene, after, 0, k)
            return (after[k].text, speakers) if speakers else None
    return None


def introduced(scene: Scene, before: Sequence[Token]) -> tuple[str, tuple[Speaker, ...]] | None:
    """Who an English clause before a colon and a quote is about: "One message read:", "The owner, Edmar Tulo, is unmoved:", "Said one trader:"."""
    x = scene.lexicon
    begin = next((j + 1 for j in range(len(before) - 2, -1, -1) if before[j].text in ".;:?!"), 0)
    begin += begin < len(before) - 1 and before[begin].low in (*x.data["connectors"], *x.data["clauses"])
    stop = len(before) - 1
    if x.stance("quote_after", before[begin].low) and (
        speakers := speakers_after(scene, before, begin + 1) or described_after(scene, before, begin + 1)
    ):
        return before[begin].text, speakers
    for k in range(stop - 1, begin, -1):
        if x.stance("verbs", before[k].low) and not is_negated(before, k, x) and not x.is_noun(before, k):
            if speakers := speakers_before(scene, before, begin, k) or described_before(scene, before, begin, k):
                return before[k].text, speakers
    verb = next((k for k in range(begin + 1, stop) if is_verb(before, k, x) or before[k].low in x.data["finite"]), stop)
    end = stop_after(before, begin)
    if speakers := speakers_before(scene, before, begin, verb) or described_before(
        scene, before, begin, min(verb, end)
    ):
        return before[min(verb, stop - 1)].text, speakers
    return ("", (scene.last,)) if scene.last else None


def _sentence_end(t: Sequence[Token]) -> int:
    return next((j for j, w in enumerate(t) if w.text in ".?!;:"), len(t))
