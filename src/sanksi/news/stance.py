"""What the words of a claim do to its stance, and which claim a denial answers."""

from collections.abc import Sequence
from dataclasses import replace

from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import Claim
from sanksi.news.words import Lexicon

NEAR = 3
"""Claims before a denial in which "that intention" is looked for."""
REACH = 60
"""Claims before a denial among which the one it denies is looked for; a bound that keeps long reports linear."""
HEAD = 8
"""Tokens at the head of a claim in which its own main verb stands."""
BARE = 3
"""Words before "false" in "it is completely false"."""
ALIKE = 0.6
"""Share of the words of the shorter of two claims that makes "A did not" the denial of "A did"."""


def content_stance(text: str, stance: str, x: Lexicon, *, quote: bool) -> str:
    """The stance of a neutral cue, after what is said: "kami tidak akan ragu" threatens, "itu tidak benar" denies, "kami akan" plans."""
    if stance != "asserts":
        return stance
    tokens = split_tokens(text)
    for found in ("threatens", "denies", "warns", "doubts") if quote else ("denies",):
        if x.phrases["content:" + found].find(tokens):
            return found
    if calls_false(tokens, x):
        return "denies"
    if inner := hearsay(tokens, x) or (None if quote else _embedded(tokens, x)):
        return inner
    return "plans" if _intends(tokens, x, quote=quote) else stance


def calls_false(tokens: Sequence[Token], x: Lexicon) -> bool:
    """Whether a claim noun or "it" is called untrue: "tuduhan itu tidak berdasar", "the report was baseless"; not "dokumen palsu"."""
    found = x.phrases["content:calls_false"].find(tokens)
    if found is None or any(t.low in x.data["negations"] for t in tokens[max(0, found[0] - 2) : found[0]]):
        return False
    before = [t.low for t in tokens[max(0, found[0] - HEAD) : found[0]] if t.is_word]
    bare = bool(before) and len(before) <= BARE and before[0] in x.data["bare_subjects"]
    return bare or any(w in x.data["anaphoric_nouns"] for w in before)


def hearsay(tokens: Sequence[Token], x: Lexicon) -> str | None:
    """ "alleges" when the main clause itself is hearsay: "kapal itu diduga ...", "allegedly"; None in "orang yang diduga ..."."""
    found = x.phrases["content:alleges"].find(tokens, 0, min(len(tokens), 2 * HEAD))
    if found is None or any(t.low in x.data["relative"] for t in tokens[: found[0]]):
        return None
    return "alleges"


def _embedded(tokens: Sequence[Token], x: Lexicon) -> str | None:
    """What the claim says another does with a claim: "mengatakan Iran membantah memasok drone" states no delivery."""
    for k, t in enumerate(tokens[:HEAD]):
        if k and t.low in x.data["relative"]:
            return None
        stance = x.stance("verbs", t.low)
        if stance in ("denies", "doubts", "alleges"):
            return None if any(w.low in x.data["negations"] for w in tokens[max(0, k - 3) : k]) else stance
        if stance:
            return None
    return None


def _intends(tokens: Sequence[Token], x: Lexicon, *, quote: bool) -> bool:
    """Whether the speaker tells an intention: "kami akan", and indirectly "pihaknya akan", "his company would"."""
    begins = next((i for i, t in enumerate(tokens) if t.is_word), 0)
    if x.phrases["content:plans"].at(tokens, begins):
        return True
    if quote or begins >= len(tokens):
        return False
    own, suffix = x.data["own"], x.data["pronoun_suffix"]
    head = tokens[begins : begins + 4]
    if not (head[0].low in own or (suffix and head[0].low.endswith(suffix))):
        return False
    return any(t.low in x.data["will"] for t in head[1:]) and not any(t.low in x.data["negations"] for t in head)


def link_denials(claims: tuple[Claim, ...], x: Lexicon) -> tuple[Claim, ...]:
    """Tie each denial to the claim it denies: the one before it that says most of the same, or just the one before when it says "that".

    A plain "A did not" is a denial when somebody else said that A did.
    """
    out = list(claims)
    stopwords = frozenset(str(x.data["stopwords"]).split())
    said = [_content(claim, stopwords) for claim in claims]
    for i, claim in enumerate(claims):
        if claim.stance == "asserts" and not claim.speaker.reporter and _negates(claim, x):
            near = [*range(max(0, i - REACH), i), *range(i + 1, min(len(claims), i + 1 + NEAR))]
            against = [j for j in near if _contradicts(claims, said, i, j, x)]
            if against:
                out[i] = replace(claim, stance="denies", about=(claims[against[0]].id,))
        if claim.stance != "denies":
            continue
        rivals = [j for j in range(max(0, i - REACH), i) if claims[j].stance != "denies" and _other(claims[j], claim)]
        if _is_anaphoric(claim, x):
            near = [j for j in rivals[-NEAR:] if not claims[j].speaker.reporter] or rivals[-1:]
            alleged = [j for j in near if claims[j].stance in ("alleges", "warns")]
            target = (alleged or near)[-1] if near else None
        else:
            ranked = sorted(rivals, key=lambda j: (len(said[i] & said[j]), claims[j].start), reverse=True)
            target = ranked[0] if ranked and len(said[i] & said[ranked[0]]) >= 2 else None
        if target is None:  # the allegation may be told after its denial, as headlines do
            after = [j for j in range(i + 1, min(len(claims), i + 1 + NEAR)) if _other(claims[j], claim)]
            told = [j for j in after if claims[j].stance == "alleges" or _contradicts(claims, said, i, j, x)]
            target = told[0] if told else None
        if target is None and i and out[i - 1].stance == "denies" and not _other(out[i - 1], claim):
            out[i] = replace(claim, about=out[i - 1].about)  # the same speaker goes on denying
            continue
        if target is None and not claim.quote and _only_negates(claim, x):
            out[i] = replace(claim, stance="asserts")  # "says he never fell ill" denies nothing that anybody said
        if target is not None:
            out[i] = replace(claim, about=(claims[target].id,))
    return tuple(out)


def _only_negates(claim: Claim, x: Lexicon) -> bool:
    tokens = split_tokens(claim.text)
    return x.stance("verbs", claim.cue.lower()) == "asserts" and not calls_false(tokens, x) and not _embedded(tokens, x)


def _negates(claim: Claim, x: Lexicon) -> bool:
    return any(t.low in x.data["refusals"] for t in split_tokens(claim.text))


def _contradicts(claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, j: int, x: Lexicon) -> bool:
    """Whether claim j says what claim i negates."""
    shared, least = len(said[i] & said[j]), min(len(said[i]), len(said[j]))
    return (
        shared >= 2
        and shared >= ALIKE * least
        and claims[j].stance in ("asserts", "alleges")
        and _other(claims[j], claims[i])
        and not _negates(claims[j], x)
    )


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


def _content(claim: Claim, stopwords: frozenset[str]) -> frozenset[str]:
    return frozenset(t.low for t in split_tokens(claim.text) if t.is_word and len(t.low) > 3 and t.low not in stopwords)
