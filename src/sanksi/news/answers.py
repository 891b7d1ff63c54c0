"""What claims make of each other: who answers an accusation denies it, a speaker goes on, a denial is tied to what it denies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple
from typing import cast as typed

from sanksi.news.denials import denied, dispute, goes_on_with, is_pointer
from sanksi.news.stance import HEAD, QUOTES, calls_false, embedded
from sanksi.news.tokens import split_tokens
from sanksi.news.values import Claim, Stance
from sanksi.news.voices import (
    STEM,
    TOLD,
    accuses,
    appositions,
    clause,
    concedes,
    content,
    disputable,
    is_evidence,
    judges,
    negates,
    other,
    points_back,
    same_voice,
)
from sanksi.news.words import Lexicon

ROUNDS = 2
"""How often the claims are gone through."""
NEAR = 3
"""Claims before a denial in which "that intention" is looked for."""
REACH = 60
"""Claims before a denial among which the one it denies is looked for; a bound that keeps long reports linear."""
ALIKE = 0.6
"""Share of the words of the shorter of two claims that makes "A did not" the denial of "A did"."""


def settle(claims: tuple[Claim, ...], text: str, offices: Mapping[str, str], x: Lexicon) -> tuple[Claim, ...]:
    """What the claims make of each other: answers to accusations deny, each denial is tied to what it denies, and what is denied is alleged."""
    out = list(claims)
    said = [content(claim, x) for claim in claims]
    for _ in range(ROUNDS):  # what was denied is an accusation, which more may answer
        for i, claim in enumerate(out):
            if not claim.speaker.reporter:
                out[i] = _placed(out, said, i, text, offices, x)
        for i, claim in enumerate(out):
            if claim.stance in ("denies", "doubts") and not claim.about and not claim.speaker.reporter:
                out[i] = replace(claim, about=denied(out, said, i, text, x) or ())
    for i, claim in enumerate(out):
        if claim.stance == "denies" and not claim.about:
            out[i] = _unanswered(out, i, claims[i].stance, text, x)
    return dispute(out, said, text, x)


def _placed(
    claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, text: str, offices: Mapping[str, str], x: Lexicon
) -> Claim:
    """A claim with the stance that its place among the others gives it."""
    claim = claims[i]
    if claim.stance in ("asserts", "alleges") and (own := _retracted(claims, i, text, x)) is not None:
        return replace(claim, stance="denies", about=(claims[own].id,))
    goes_on = i > 0 and claims[i - 1].stance == "denies" and same_voice(claims[i - 1], claim, x)
    if claim.stance == "asserts" and not goes_on and (against := _contradicted(claims, said, i, x)) is not None:
        return replace(claim, stance="denies", about=(claims[against].id,))
    stance = _in_turn(claims, said, i, text, offices, x)
    return replace(claim, stance=typed(Stance, stance)) if stance else claim


def _unanswered(claims: Sequence[Claim], i: int, stance: Stance, text: str, x: Lexicon) -> Claim:
    """A denial that was tied to nothing: of what its speaker denies later, a denial all the same, or what it was by its words."""
    claim = claims[i]
    later = [c.about for c in claims[i + 1 :][:REACH] if c.stance == "denies" and c.about and not other(c, claim)]
    if later:  # a denial told before what it denies
        return replace(claim, about=later[0])
    if i and claims[i - 1].stance == "denies" and goes_on_with(claims[i - 1], claim, text, x):
        return claim
    if stance != "denies":
        return replace(claim, stance=stance)  # answers nothing that is known
    if not claim.quote and _only_negates(claim, x):
        return replace(claim, stance="asserts")  # "says he never fell ill" denies nothing that anybody said
    return claim


def _retracted(claims: Sequence[Claim], i: int, text: str, x: Lexicon) -> int | None:
    """The claim of its own speaker that a claim takes back: "Belakangan ia meralat: ...", "She has since recanted. ..."."""
    before = claims[i - 1] if i else None
    told = split_tokens(claims[i].cue)
    if before is not None and before.speaker.reporter and "\n" not in text[before.end : claims[i].start]:
        told = [*told, *split_tokens(before.text)]
    if not any(t.low in x.data["retracting"] for t in told):
        return None
    mine = (j for j in range(i - 1, max(-1, i - 1 - REACH), -1) if not claims[j].speaker.reporter)
    return next(
        (j for j in mine if same_voice(claims[j], claims[i], x) and claims[j].stance in ("asserts", "alleges")), None
    )


def _contradicted(claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, x: Lexicon) -> int | None:
    """The claim of somebody else that a plain "A did not" answers."""
    if not negates(claims[i], x):
        return None
    near = [*range(max(0, i - REACH), i), *range(i + 1, min(len(claims), i + 1 + NEAR))]
    return next((j for j in near if _contradicts(claims, said, i, j, x)), None)


def _in_turn(
    claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, text: str, offices: Mapping[str, str], x: Lexicon
) -> str | None:
    """The stance that an assertion takes from its place: who has just denied or warned goes on doing so; None when it keeps its own."""
    claim = claims[i]
    excuse = claim.stance == "alleges" and any(t.low in x.data["excuses"] for t in split_tokens(claim.cue))
    if (claim.stance not in ("asserts", "plans") and not excuse) or judges(claim, x):
        return None
    if any(t.low in x.data["cues"]["nouns"] for t in split_tokens(claim.cue)):
        return None  # "memberi petunjuk bahwa": told as it is
    spoken = (j for j in range(i - 1, -1, -1) if not claims[j].speaker.reporter)
    before = next((j for j in spoken if not (concedes(claims[j], x) and same_voice(claims[j], claim, x))), None)
    words = [t.low for t in split_tokens(claim.text)]
    ahead = any(w in x.data["will"] for w in words)
    if before is not None and goes_on_with(claims[before], claim, text, x):
        stance = claims[before].stance
        if stance == "promises" and (ahead or any(w in x.data["oblige"] for w in words)):
            return "promises"
        if stance == "doubts" and claim.quote and claim.text.rstrip(QUOTES).endswith("?"):
            return "doubts"
        if stance == "warns" and (ahead or any(w in x.data["conditions"] for w in words)):
            return "warns"
        found = any(w in x.data["holding"] for w in words) if claim.quote else is_evidence(claim, x)
        found = found and not negates(claim, x)
        foretells = ahead and not negates(claim, x)  # "they will part with the recipe" answers nothing
        if stance == "denies" and claim.stance != "plans" and not (concedes(claim, x) or found or foretells):
            return "denies"
    if excuse and i and claims[i - 1].stance == "denies" and "\n" not in text[claims[i - 1].end : claim.start]:
        return "denies"  # "the owner denied it; its director pleads that ..."
    doubting = before is not None and claims[before].stance == "doubts" and goes_on_with(claims[before], claim, text, x)
    if claim.stance == "plans" or concedes(claim, x) or (doubting and not _defends(claim, text, offices, x)):
        return None
    if told := _announced(claims, i, text, x):
        return told
    return _answer(claims, said, i, before, text, offices, x)


def _answer(
    claims: Sequence[Claim],
    said: Sequence[frozenset[str]],
    i: int,
    before: int | None,
    text: str,
    offices: Mapping[str, str],
    x: Lexicon,
) -> str | None:
    """The stance of an assertion that answers an accusation, or makes one in court."""
    claim = claims[i]
    voice = _voice(claim, text, offices)
    asked = claim.text.rstrip(QUOTES).endswith("?")
    defends = _defends(claim, text, offices, x)
    if any(w in x.data["accusers"] for w in voice) and not asked and not defends:
        return None if is_evidence(claim, x) and not claim.quote else "alleges"
    if asked and before is not None and other(claims[before], claim):
        return "doubts"
    rivals = [j for j in range(max(0, i - REACH), i) if claims[j].stance in ("alleges", "asserts")]
    rivals = [j for j in rivals if not same_voice(claims[j], claim, x)]
    around = claims[max(0, i - REACH) : i + REACH]
    answered = {about for c in around if c.stance == "denies" for about in c.about}
    accusing = [j for j in rivals if disputable(claims[j], answered, x)]
    if accusing and defends:
        return "denies"
    mine = [
        j for j in range(max(0, i - REACH), i) if not claims[j].speaker.reporter and same_voice(claims[j], claim, x)
    ]
    first = next((j for j in mine if claims[j].stance == "denies" or disputable(claims[j], answered, x)), None)
    if first is not None and claims[first].stance != "denies":
        return None  # whoever accuses does not deny it
    head = _Head.of(claim, x)
    turn = _last_turn(claims, i, x)
    replies = any(claims[j].stance == "denies" for j in turn)
    if not replies and _contests(claims, said, i, rivals, head, x):
        return "denies"
    if not accusing or is_evidence(claim, x) or any(w in x.data["knowing"] for w in head.words):
        return None
    described = claim.speaker.name or f"{claim.speaker.text} {clause(claim, text)}"
    named = [
        t.low
        for t in split_tokens(described)
        if len(t.low) > 3 and (t.low not in x.data["org_heads"] or not claim.speaker.name)
    ]
    theirs = [j for j in accusing if {t.low for t in split_tokens(_with_accused(claims[j], text))} & {*named}]
    alike = any(len(said[i] & said[j]) >= 2 or (j == rivals[-1] and said[i] & said[j]) for j in accusing)
    innocent = x.phrases["innocence"].find(split_tokens(claim.text)) is not None
    answers = innocent or head.refuses or head.insists
    merely = any(w in x.data["merely"] for w in head.words)  # "we only carry rice"; "only 30 percent" answers nobody
    told = before in theirs and (claims[before].stance == "alleges" or accuses(claims[before], x))
    plainly = told and not any(w in x.data["negations"] for w in head.words)
    near = not replies and (head.ours or alike)
    meant = bool(theirs) or (not replies and head.ours)
    return "denies" if plainly or (answers and (theirs or near)) or (merely and meant) else None


def _voice(claim: Claim, text: str, offices: Mapping[str, str]) -> list[str]:
    """The words that tell who speaks: as named here, by office, and beside the name elsewhere."""
    called = f"{claim.speaker.text} {offices.get(claim.speaker.entity or '', '')} {appositions(claim, text)}"
    return [t.low for t in split_tokens(called)]


def _defends(claim: Claim, text: str, offices: Mapping[str, str], x: Lexicon) -> bool:
    """Whether the accused or who stands up for them speaks."""
    words = (*_voice(claim, text, offices), *(t.low for t in split_tokens(clause(claim, text))))
    return any(w in x.data["defenders"] for w in words)


def _with_accused(claim: Claim, text: str) -> str:
    """A claim with what stands before it in its sentence: "accused the yard of selling shells"."""
    before = text[max(0, claim.start - TOLD) : claim.start]
    return before[max(before.rfind(c) for c in ".\n") + 1 :] + text[claim.start : claim.end]


def _last_turn(claims: Sequence[Claim], i: int, x: Lexicon) -> list[int]:
    """What another said in a row before claim i; nothing when its own speaker has denied since."""
    spoken = [j for j in range(max(0, i - REACH), i) if not claims[j].speaker.reporter]
    while spoken and same_voice(claims[spoken[-1]], claims[i], x) and claims[spoken[-1]].stance != "denies":
        spoken.pop()
    if not spoken or same_voice(claims[spoken[-1]], claims[i], x):
        return []
    last = claims[spoken[-1]]
    return list(takewhile(lambda j: same_voice(claims[j], last, x), reversed(spoken)))


class _Head(NamedTuple):
    """The first words of a claim, and what they show: that it is about the speaker, refuses, insists."""

    words: Sequence[str]
    ours: bool
    refuses: bool
    insists: bool

    @classmethod
    def of(cls, claim: Claim, x: Lexicon) -> "_Head":
        """The head of a claim; a negation counts in its main clause, and not with a will."""
        words = [t.low for t in split_tokens(claim.text) if t.is_word][: 2 * HEAD]
        suffix = "" if claim.quote else x.data["pronoun_suffix"]  # "he" in a quote is somebody else
        own = x.data["first_person"] if claim.quote else (*x.data["own"], *x.data["first_person"])
        main = words[: next((k for k, w in enumerate(words) if w in x.data["conjunctions"]), None)]
        return cls(
            words,
            ours=any(
                w in own or (suffix and w.endswith(suffix) and w not in x.common) for w in words
            ),  # "hanya" is nobody's
            refuses=any(w in x.data["refusals"] for w in main) and not any(w in x.data["will"] for w in words),
            insists=any(t.low in x.data["insisting"] for t in split_tokens(claim.cue)),
        )


def _contests(
    claims: Sequence[Claim],
    said: Sequence[frozenset[str]],
    i: int,
    rivals: Sequence[int],
    head: _Head,
    x: Lexicon,
) -> bool:
    """Whether a claim denies what others said though nobody accused: it insists, or negates what was said last or was denied before."""
    claim = claims[i]
    others = [j for j in rivals if not claims[j].speaker.reporter]
    if head.insists and any(head.refuses or head.ours or said[i] & said[j] for j in others):
        return True
    counters = any(t.low in x.data["countering"] for t in split_tokens(claim.cue))
    if counters and rivals and rivals[-1] >= i - NEAR:
        return True  # "..., countered the attorney general"
    if not head.refuses:
        return False
    told = (j for j in range(i - 1, max(-1, i - REACH), -1) if not claims[j].speaker.reporter)
    spoken = next((j for j in told if claims[j].stance not in ("asks", "plans", "promises")), None)
    last = bool(rivals) and rivals[-1] == spoken
    short = (
        last and spoken == i - 1 and not claim.quote and len(head.words) <= HEAD // 2
    )  # "he replied that it had not"
    flat = last and claim.quote and head.words[0] in x.data["refusals"]  # "no delegation is holding up anything"
    return short or flat or ((head.ours or not claim.quote) and _denied_alike(claims, said, i, x))


def _denied_alike(claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, x: Lexicon) -> bool:
    """Whether a negation repeats what another denied: "no fuel had crossed" after "denied that it sent fuel"."""
    denied = (j for j in range(max(0, i - REACH), i) if claims[j].stance == "denies" and not negates(claims[j], x))
    return any(said[i] & said[j] and other(claims[j], claims[i]) for j in denied)


def _announced(claims: Sequence[Claim], i: int, text: str, x: Lexicon) -> str | None:
    """The denial or doubt that the reporter has just told of: "The manager denied it.", "Bantahan datang dari X.", "A diplomat was not convinced."."""
    before = claims[i - 1] if i else None
    if before is None or not before.speaker.reporter or "\n" in text[before.end : claims[i].start]:
        return None
    tokens = split_tokens(before.text)
    described = [t for t in split_tokens(claims[i].speaker.text or "") if t.is_word]
    mentioned = {t.low for t in described if len(t.low) > STEM} & {t.low for t in tokens}
    around = split_tokens(f"{text[before.end : claims[i].start]} {clause(claims[i], text)}")
    back = points_back([*(t for t in around if t.is_word), *described], x)
    if claims[i].speaker.entity and not (mentioned or back or any(t.low in x.data["possessives"] for t in around)):
        return None  # somebody else
    found = [
        x.stance("verbs", " ".join(w.low for w in tokens[k : k + n]))
        for k in range(len(tokens))
        if (n := x.phrases["cue_verbs"].at(tokens, k))
    ]
    denials = found.count("denies") + sum(t.low in x.data["denial_nouns"] for t in tokens)
    return "denies" if denials == 1 else "doubts" if "doubts" in found and not denials else None


def _only_negates(claim: Claim, x: Lexicon) -> bool:
    tokens = split_tokens(claim.text)
    last = next((t.low for t in reversed(tokens) if t.is_word), "")
    if x.phrases["firm"].find(tokens) or last in x.data["left_off"]:
        return False  # "had done nothing wrong" answers somebody
    cue = claim.cue.lower()
    known = {x.stance(kind, cue) for kind in ("verbs", "passive", "quote_after", "nouns")} - {None}
    said_so = (
        "denies" in known or not known
    )  # a cue that is no word of the lexicon was told by a language's own grammar
    return not (said_so or is_pointer(claim, x) or calls_false(tokens, x) or embedded(tokens, x))


def _contradicts(claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, j: int, x: Lexicon) -> bool:
    """Whether claim j says what claim i negates."""
    shared, least = len(said[i] & said[j]), min(len(said[i]), len(said[j]))
    return (
        shared >= 2
        and shared >= ALIKE * least
        and claims[j].stance in ("asserts", "alleges")
        and other(claims[j], claims[i])
        and not negates(claims[j], x)
    )
