"""What the words of a claim do to its stance, and which claim a denial answers."""

from collections.abc import Sequence
from dataclasses import replace

from sanksi.news.tokens import split_tokens
from sanksi.news.values import Claim
from sanksi.news.words import Lexicon

NEAR = 3
"""Claims before a denial in which "that intention" is looked for."""


def content_stance(text: str, stance: str, x: Lexicon, *, quote: bool) -> str:
    """The stance of a neutral cue, after what is said: "kami tidak akan ragu" threatens, "itu tidak benar" denies, "kami akan" plans."""
    if stance != "asserts":
        return stance
    tokens = split_tokens(text)
    if not quote:
        return "denies" if x.phrases["content:denies"].find(tokens) else stance
    for found in ("threatens", "denies", "warns"):
        if x.phrases["content:" + found].find(tokens):
            return found
    begins = next((i for i, t in enumerate(tokens) if t.is_word), 0)
    return "plans" if x.phrases["content:plans"].at(tokens, begins) else stance


def link_denials(claims: tuple[Claim, ...], x: Lexicon) -> tuple[Claim, ...]:
    """Tie each denial to the claim it denies: the one before it that says most of the same, or just the one before when it says "that"."""
    out = list(claims)
    for i, claim in enumerate(claims):
        if claim.stance != "denies":
            continue
        said = _content(claim, x)
        rivals = [c for c in claims[:i] if c.stance != "denies" and _other(c, claim)]
        if _is_anaphoric(claim, x):
            near = [c for c in rivals[-NEAR:] if not c.speaker.reporter] or rivals[-1:]
            alleged = [c for c in near if c.stance in ("alleges", "warns")]
            target = (alleged or near)[-1] if near else None
        else:
            ranked = sorted(rivals, key=lambda c: (len(said & _content(c, x)), c.start), reverse=True)
            target = ranked[0] if ranked and len(said & _content(ranked[0], x)) >= 2 else None
        if target is None:  # the allegation may be told after its denial, as headlines do
            after = [c for c in claims[i + 1 : i + 1 + NEAR] if c.stance == "alleges" and _other(c, claim)]
            target = after[0] if after else None
        if target is None and i and out[i - 1].stance == "denies" and not _other(out[i - 1], claim):
            out[i] = replace(claim, about=out[i - 1].about)  # the same speaker goes on denying
            continue
        if target is None and not claim.quote and x.stance("verbs", claim.cue.lower()) == "asserts":
            out[i] = replace(claim, stance="asserts")  # "says he never fell ill" denies nothing that anybody said
        if target is not None:
            out[i] = replace(claim, about=(target.id,))
    return tuple(out)


def _is_anaphoric(claim: Claim, x: Lexicon) -> bool:
    if claim.text == claim.cue:
        return True
    words = [t.low for t in split_tokens(claim.text) if t.is_word]
    nouns = x.data["anaphoric_nouns"]
    short = len(words) <= 5 and any(w in x.data["anaphora"] for w in words)
    return short or any(w in nouns for w in words[:3])


def _other(left: Claim, right: Claim) -> bool:
    ours = {s.entity for s in right.speakers if s.entity}
    return not ours & {s.entity for s in left.speakers if s.entity}


def _content(claim: Claim, x: Lexicon) -> frozenset[str]:
    return frozenset(
        w
        for t in split_tokens(claim.text)
        if t.is_word and len(w := t.low) > 3 and w not in x.data["stopwords"].split()
    )


def find_leads(text: str, spans: Sequence[tuple[int, int]], x: Lexicon) -> tuple[tuple[int, int], ...]:
    """Unnamed parties worth following: "entitas yang menjadi perantara ..."; as offsets."""
    data = x.data["leads"]
    out = []
    for a, b in spans:
        tokens = split_tokens(text, a, b)
        for k, token in enumerate(tokens[:-2]):
            if token.low not in data["nouns"] or tokens[k + 1].low not in data["relative"]:
                continue
            end = next(
                (j for j in range(k + 2, min(k + 16, len(tokens))) if tokens[j].text in ',.;"”“'),
                min(k + 16, len(tokens)),
            )
            phrase = text[tokens[k].start : tokens[end - 1].end].lower()
            if any(word in phrase for word in data["about"]):
                out.append((token.start, tokens[end - 1].end))
    return tuple(out)
