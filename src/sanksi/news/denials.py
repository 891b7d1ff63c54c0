"""Which claim a denial denies and a doubt doubts, and what else that makes alleged."""

from collections.abc import Sequence
from dataclasses import replace

from sanksi.news.tokens import split_tokens
from sanksi.news.values import Claim
from sanksi.news.voices import (
    clause,
    concedes,
    disputable,
    is_evidence,
    is_paper,
    negates,
    other,
    points_back,
    same_voice,
)
from sanksi.news.words import Lexicon

TOLD = 60
"""Characters before and behind a claim in which its cue and speaker stand."""
NEAR = 3
"""Claims before a denial in which "that intention" is looked for."""
REACH = 60
"""Claims before a denial among which the one it denies is looked for; a bound that keeps long reports linear."""
STEM = 4
"""Letters that a stem keeps, at least."""
ANAPHOR = 12
"""Claims before "that accusation" in which the accusation is looked for."""
FULL = 3
"""Words with a meaning that make a denial tell something of its own, which what was said last need not have told."""
LATER = 6
"""Claims behind a denial that may tell what it denies."""


def goes_on_with(before: Claim, claim: Claim, text: str, x: Lexicon) -> bool:
    """Whether a claim carries on the one before: the same speaker, or one not told apart from it in the same paragraph."""
    if same_voice(before, claim, x):
        return True
    if "\n" in text[before.end : claim.start]:
        return False
    if all(any(s.entity for s in c.speakers) for c in (before, claim)):
        first = [t.low for t in split_tokens(claim.text)]
        return claim.quote and any(w in x.data["first_person"] for w in first)  # "its director" speaks for it
    if is_paper(claim, x):
        return False  # "the report said" does not go on with what somebody said
    between = split_tokens(f"{text[before.end : claim.start]} {clause(claim, text)}")
    body = {t.low for t in split_tokens(before.speaker.text or "") if len(t.low) > STEM}
    if claim.quote and not claim.speaker.entity and body & {t.low for t in between}:
        return True  # "the association denied it"; "...", the association's head said
    owned = any(t.low in x.data["possessives"] for t in between)
    return owned or points_back(split_tokens(claim.speaker.text or ""), x)


def denied(
    claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, text: str, x: Lexicon
) -> tuple[str, ...] | None:
    """Ids of what a denial denies: what says the same, else the accusation that stands nearest before; None when nobody said so."""
    claim = claims[i]
    rivals = [
        j
        for j in range(max(0, i - REACH), i)
        if (
            claims[j].stance in ("asserts", "alleges")
            or (claims[j].stance in ("warns", "threatens") and said[i] & said[j])
        )
        and other(claims[j], claim)
        and (not claims[j].speaker.reporter or claims[j].stance == "alleges")
        and not concedes(claims[j], x)
    ]
    traced = _traced(claims, i, text, x) if claim.stance == "denies" else None
    if traced is not None:
        return (claims[traced].id,)
    if (
        i
        and claims[i - 1].stance == claim.stance
        and goes_on_with(claims[i - 1], claim, text, x)
        and claims[i - 1].about
    ):
        return claims[i - 1].about  # the same speaker goes on denying
    answered = {about for c in claims[max(0, i - REACH) : i] if c.stance == "denies" for about in c.about}
    accusing = [j for j in rivals if claims[j].stance == "alleges" or claims[j].id in answered]
    if claim.stance == "doubts":
        return _doubted(claims, said, i, rivals, x)
    if is_pointer(claim, x):
        near = [j for j in accusing if j >= i - ANAPHOR] or [j for j in rivals if said[i] & said[j]]
        near = near or (rivals[-NEAR:] if x.data["last_is_denied"] else []) or accusing
        nouns = {t.low for t in split_tokens(claim.text)[:3]} & {*x.data["anaphoric_nouns"]} - {*x.data["anaphora"]}
        reported = [
            j for j in rivals if nouns & {t.low for t in split_tokens(f"{claims[j].cue} {claims[j].speaker.text}")}
        ]
        near = reported or near  # "laporan itu": who reported
        if any(t.low in x.data["utterances"] for t in split_tokens(claim.text)[:3]) and rivals:
            near = rivals[-1:]  # "pernyataan itu": what was said last
        if near:
            return (claims[_first_told(claims, rivals, near[-1], x)].id,)
    if rivals and _is_verdict(claim, x):
        return (claims[rivals[-1]].id,)  # "Not so, said a foreign ministry official"
    # the allegation may be told after its denial, as headlines do
    after = [j for j in range(i + 1, min(len(claims), i + 1 + LATER)) if other(claims[j], claim)]
    after = [
        j
        for j in after
        if claims[j].stance in ("asserts", "alleges")
        and (not claims[j].speaker.reporter or claims[j].stance == "alleges")
        and not concedes(claims[j], x)
    ]

    pointers = {t.low for t in split_tokens(text[max(0, claim.start - TOLD) : claim.end])} & {
        *x.data["anaphoric_nouns"]
    }

    def bond(j: int) -> float:
        other = claims[j]
        names = {t.low for t in split_tokens(other.speaker.text or "")}
        named = not other.speaker.reporter and bool(pointers & names)
        shared = len(said[i] & said[j]) + named
        accuses = disputable(other, (), x) or _told_as_rumour(other, text, x)
        accuses = accuses or (other.id in answered and shared > 0) or _goes_on_accusing(claims, j, x)
        far = shared == 1 and abs(i - j) > NEAR
        if (not accuses and (negates(other, x) or far)) or (j > i and shared < 2 and not named and not accuses):
            return 0
        return 1.6 * shared + 1.5 * accuses + 0.5 * (j < i) if shared or accuses else 0

    best = max([*rivals, *after], key=lambda j: (bond(j), -abs(i - j)), default=None)
    insists = any(t.low in x.data["insisting"] for t in split_tokens(claim.cue))
    says_so = "denies" in (x.stance("verbs", claim.cue.lower()), x.stance("quote_after", claim.cue.lower()))
    empty = not claim.quote and not says_so and len(said[i]) <= 1  # "he replied that it had not"
    spoken = next((j for j in range(i - 1, max(-1, i - 1 - NEAR), -1) if not claims[j].speaker.reporter), None)
    last = spoken if rivals and rivals[-1] == spoken else None
    if (insists or empty) and last is not None and not said[i] & said[best if best is not None else i]:
        best = last  # without a word in common, what was said last
    elif best is None or bond(best) <= 0:
        best = last if says_so else rivals[-1] if insists and rivals else None
        if best is not None and len(said[i]) >= FULL and claims[best].stance == "asserts":
            best = None  # tells something of its own
    if best is None:
        return None
    first = _first_told(claims, rivals, best, x) if best < i else best
    return (claims[first if len(said[i] & said[first]) >= len(said[i] & said[best]) else best].id,)


def _traced(claims: Sequence[Claim], i: int, text: str, x: Lexicon) -> int | None:
    """The claim behind a denial whose sentence tells where that came from: "That claim was made by X, who reported ..."."""
    nouns = {*x.data["anaphoric_nouns"]} - {*x.data["anaphora"]}
    for j in range(i + 1, min(len(claims), i + 1 + NEAR)):
        if claims[j].stance in ("denies", "doubts"):
            return None
        opening = text[claims[i].end : claims[j].start].rpartition(".")[2]
        words = [t.low for t in split_tokens(opening) if t.is_word][: NEAR + 1]
        k = next((k for k, w in enumerate(words) if w in nouns), None)
        told = claims[j].stance in ("asserts", "alleges") and other(claims[j], claims[i])
        if k is not None and told and not claims[j].speaker.reporter:
            before, behind = words[:k], words[k + 1 :]
            if (before[:1] and before[0] in x.data["anaphora"]) or any(w in x.data["point_back"] for w in behind):
                return j
    return None


def _goes_on_accusing(claims: Sequence[Claim], j: int, x: Lexicon) -> bool:
    """Whether a claim carries on an accusation of the same voice."""
    if not j or claims[j - 1].stance != "alleges" or claims[j - 1].speaker.reporter:
        return False
    same = same_voice(claims[j - 1], claims[j], x) or is_paper(claims[j], x)  # "..., according to the document"
    return same and not is_evidence(claims[j], x)


def _told_as_rumour(claim: Claim, text: str, x: Lexicon) -> bool:
    """Whether its sentence brings a claim in as an allegation: "The fuel allegation came from a lawmaker, who said that ..."."""
    before = text[max(0, claim.start - 2 * TOLD) : claim.start]
    words = split_tokens(before[max(before.rfind(c) for c in ".\n") + 1 :])
    nouns = x.data["cues"]["nouns"]
    return any(nouns.get(t.low) == "alleges" or t.low in x.data["rumours"] for t in words)


def _doubted(
    claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, rivals: Sequence[int], x: Lexicon
) -> tuple[str, ...] | None:
    """What a doubt is about: what was said just before when it points there, else what shares its words."""
    alike = [j for j in rivals if len(said[i] & said[j]) >= 2 and not is_evidence(claims[j], x)]
    points = any(t.low in x.data["pointing"] for t in split_tokens(claims[i].text))
    spoken = max((k for k in range(max(0, i - REACH), i) if not claims[k].speaker.reporter), default=-1)
    near = [j for j in rivals[-1:] if points and j == spoken]
    found = alike[-1:] or near
    return (claims[found[0]].id,) if found else None


def _first_told(claims: Sequence[Claim], rivals: Sequence[int], j: int, x: Lexicon) -> int:
    """The claim with which the speaker of claim j began, when only its own claims lie between."""
    accusing = claims[j].stance == "alleges"
    for k in reversed([r for r in rivals if r < j]):
        accuses = claims[k].stance == "alleges"
        same = same_voice(claims[k], claims[j], x) or (accuses and k == j - 1 and is_paper(claims[j], x))
        if not same or not (accuses or (claims[k].stance == "asserts" and not accusing)):
            break
        if accuses or not is_evidence(claims[k], x):
            j = k
    return j


def dispute(claims: list[Claim], said: Sequence[frozenset[str]], text: str, x: Lexicon) -> tuple[Claim, ...]:
    """Make alleged what the speaker of a denied or doubted claim goes on to tell of the same act; evidence for it stays as it is."""
    at = {c.id: i for i, c in enumerate(claims)}
    disputed = {at[about] for c in claims if c.stance in ("denies", "doubts") for about in c.about}
    for d in sorted(disputed):
        for j in range(d + 1, min(len(claims), d + 1 + REACH)):
            told = claims[j]
            if told.stance != "asserts" or told.speaker.reporter or concedes(told, x) or is_evidence(told, x):
                continue
            apart = "\n" in text[claims[d].end : told.start]
            between = [c for c in claims[d + 1 : j] if not c.speaker.reporter and not same_voice(c, told, x)]
            same = same_voice(told, claims[d], x) and (not apart or not between or bool(said[j] & said[d]))
            same = same or (not apart and not between and is_paper(told, x))  # "..., according to the document"
            before = text[: told.start].rpartition(".")[2]  # "that training, the police said, took place ..."
            points = any(
                t.low in x.data["pointing"] for t in [*split_tokens(before[-TOLD:])[:3], *split_tokens(told.text)[:3]]
            )
            if same or (not between and (points or (claims[d].speaker.reporter and len(said[j] & said[d]) >= 2))):
                claims[j] = replace(told, stance="alleges")
    return tuple(claims)


def _is_verdict(claim: Claim, x: Lexicon) -> bool:
    """Whether a few English words only call untrue what was said just before."""
    words = [t for t in split_tokens(claim.text) if t.is_word]
    return x.language == "en" and len(words) <= NEAR and x.phrases["content:calls_false"].find(words) is not None


def is_pointer(claim: Claim, x: Lexicon) -> bool:
    """Whether a claim only points to what somebody said: "tuduhan itu", "the report"."""
    if claim.text == claim.cue:
        return True
    words = [t.low for t in split_tokens(claim.text) if t.is_word]
    nouns = x.data["anaphoric_nouns"]
    short = len(words) <= 3 and any(w in x.data["anaphora"] for w in words)
    return short or any(w in nouns for w in words[:3])
