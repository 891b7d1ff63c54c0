"""Claims whose speaker is told only afterwards: "Demikian bunyi laporan itu", a quote over paragraphs that its last one gives a name."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import cast as typed

from sanksi.news.drafts import Draft
from sanksi.news.tokens import MARKS, Quote, Token
from sanksi.news.values import Claim, Speaker, Stance

HELD = 12
"""Paragraphs of one quote, at most, that wait for the speaker at its end."""
LEAST = 3
"""Words of a sentence that gives a speaker, at least."""


def is_resumed(draft: Draft, t: list[Token]) -> bool:
    """Give what the reporter has just told to whom a short sentence names: "Demikian bunyi laporan pemerintah."; whether it does."""
    x = draft.scene.lexicon
    if len(t) < LEAST or t[0].low not in x.data["resumed"] or t[1].low not in x.data["resumes"] or not draft.claims:
        return False
    last = draft.claims[-1]
    words = [w for w in t[2:] if w.is_word] or [t[1]]
    if not last.speaker.reporter or last.stance != "asserts":
        return False
    end = next((w for w in words if w.low in x.data["speaker_stops"]), None)
    words = [w for w in words if end is None or w.start < end.start] or [t[1]]
    source = Speaker(text=draft.scene.text[words[0].start : words[-1].end])
    stance = typed("Stance", x.stance("nouns", t[1].low) or "asserts")  # "begitu janji X"
    draft.claims[-1] = replace(last, speakers=(source,), cue=t[0].text, stance=stance)
    return True


def carry_back(
    draft: Draft,
    held: list[tuple[int, int]],
    quotes: Sequence[Quote],
    paragraph: tuple[int, int],
    claims: Sequence[Claim],
) -> list[tuple[int, int]]:
    """Give the paragraphs of a quote that were left open the speaker of the paragraph that closes it; the stretches still open."""
    start, end = paragraph
    said = [c for c in claims if c.quote]
    first = quotes[0] if quotes and not draft.scene.text[start : quotes[0].start].strip(MARKS + " \t") else None
    told = next((c for c in said if first and c.start <= first.start <= c.end), None)
    if held and told:
        stretches = dict(held[-HELD:])
        begins = sorted(stretches)
        tail = len(draft.claims)
        while tail and draft.claims[tail - 1].start >= begins[0]:
            tail -= 1
        kept: list[Claim] = []
        for c in draft.claims[tail:]:
            k = bisect_right(begins, c.start) - 1
            if not (c.speaker.reporter and k >= 0 and c.end <= stretches[begins[k]] + 1):
                kept.append(c)
        draft.claims[tail:] = kept
        for a in begins:
            draft.add(a, stretches[a], told.cue, told.speakers, told.stance, quote=True)
        held = []
    last = quotes[-1] if quotes else None
    if last is None or last.closed or last.end < end or any(c.start <= last.start <= c.end for c in said):
        return []
    return [*(held if last is first else []), (last.start - last.opened, last.end)]
