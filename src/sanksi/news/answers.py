"""What claims make of each other: who answers an accusation denies it, a denial is tied to what it denies, and what is denied is alleged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple
from typing import cast as typed

from sanksi.news.stance import HEAD, QUOTES, calls_false, embedded
from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import Claim, Stance
from sanksi.news.words import Lexicon, load_lexicon

ROUNDS = 2
"""How often the claims are gone through."""
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
LATER = 6
"""Claims behind a denial that may tell what it denies."""
ALIKE = 0.6
"""Share of the words of the shorter of two claims that makes "A did not" the denial of "A did"."""


def settle(claims: tuple[Claim, ...], text: str, offices: Mapping[str, str], x: Lexicon) -> tuple[Claim, ...]:
    """What the claims make of each other: answers to accusations deny, each denial is tied to what it denies, and what is denied is alleged."""
    out = list(claims)
    said = [_content(claim, x) for claim in claims]
    for _ in range(ROUNDS):  # what was denied is an accusation, which more may answer
        for i, claim in enumerate(out):
            if claim.speaker.reporter:
                continue
            if claim.stance == "asserts" and (against := _contradicted(out, said, i, x)) is not None:
                out[i] = replace(claim, stance="denies", about=(claims[against].id,))
            elif stance := _in_turn(out, said, i, text, offices, x):
                out[i] = replace(claim, stance=typed(Stance, stance))
        for i, claim in enumerate(out):
            if claim.stance in ("denies", "doubts") and not claim.about and not claim.speaker.reporter:
                out[i] = replace(claim, about=_denied(out, said, i, text, x) or ())
    for i, claim in enumerate(out):
        if claim.stance != "denies" or claim.about:
            continue
        later = [c.about for c in out[i + 1 :][:REACH] if c.stance == "denies" and c.about and not _other(c, claim)]
        if later:  # a denial told before what it denies
            out[i] = replace(claim, about=later[0])
        elif not claim.quote and claims[i].stance == "denies" and _only_negates(claim, x):
            out[i] = replace(claim, stance="asserts")  # "says he never fell ill" denies nothing that anybody said
    return _dispute(out, said, text, x)


def _contradicted(claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, x: Lexicon) -> int | None:
    """The claim of somebody else that a plain "A did not" answers."""
    if not _negates(claims[i], x):
        return None
    near = [*range(max(0, i - REACH), i), *range(i + 1, min(len(claims), i + 1 + NEAR))]
    return next((j for j in near if _contradicts(claims, said, i, j, x)), None)


def _in_turn(
    claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, text: str, offices: Mapping[str, str], x: Lexicon
) -> str | None:
    """The stance that an assertion takes from its place: who has just denied or warned goes on doing so; None when it keeps its own."""
    claim = claims[i]
    excuse = claim.stance == "alleges" and any(t.low in x.data["excuses"] for t in split_tokens(claim.cue))
    if claim.stance not in ("asserts", "plans") and not excuse:
        return None
    spoken = (j for j in range(i - 1, -1, -1) if not claims[j].speaker.reporter)
    before = next((j for j in spoken if not (_concedes(claims[j], x) and _same_voice(claims[j], claim, x))), None)
    words = [t.low for t in split_tokens(claim.text)]
    ahead = any(w in x.data["will"] for w in words)
    if before is not None and _goes_on(claims[before], claim, text, x):
        stance = claims[before].stance
        if stance == "promises" and (ahead or any(w in x.data["oblige"] for w in words)):
            return "promises"
        if stance == "doubts" and claim.quote and claim.text.rstrip(QUOTES).endswith("?"):
            return "doubts"
        if stance == "warns" and (ahead or any(w in x.data["conditions"] for w in words)):
            return "warns"
        found = any(w in x.data["holding"] for w in words) if claim.quote else _is_evidence(claim, x)
        found = found and not _negates(claim, x)
        foretells = ahead and not _negates(claim, x)  # "they will part with the recipe" answers nothing
        if stance == "denies" and claim.stance != "plans" and not (_concedes(claim, x) or found or foretells):
            return "denies"
    if excuse and i and claims[i - 1].stance == "denies" and "\n" not in text[claims[i - 1].end : claim.start]:
        return "denies"  # "the owner denied it; its director pleads that ..."
    doubting = before is not None and claims[before].stance == "doubts" and _goes_on(claims[before], claim, text, x)
    if claim.stance == "plans" or _concedes(claim, x) or doubting:
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
    voice = [t.low for t in split_tokens(f"{claim.speaker.text} {offices.get(claim.speaker.entity or '', '')}")]
    asked = claim.text.rstrip(QUOTES).endswith("?")
    defends = any(w in x.data["defenders"] for w in (*voice, *(t.low for t in split_tokens(_clause(claim, text)))))
    if any(w in x.data["accusers"] for w in voice) and not asked and not defends:
        return None if _is_evidence(claim, x) and not claim.quote else "alleges"
    if asked and before is not None and _other(claims[before], claim):
        return "doubts"
    rivals = [j for j in range(max(0, i - REACH), i) if claims[j].stance in ("alleges", "asserts")]
    rivals = [j for j in rivals if not _same_voice(claims[j], claim, x)]
    around = claims[max(0, i - REACH) : i + REACH]
    answered = {about for c in around if c.stance == "denies" for about in c.about}
    accusing = [j for j in rivals if _disputable(claims[j], answered, x)]
    if accusing and defends:
        return "denies"
    mine = [
        j for j in range(max(0, i - REACH), i) if not claims[j].speaker.reporter and _same_voice(claims[j], claim, x)
    ]
    first = next((j for j in mine if claims[j].stance == "denies" or _disputable(claims[j], answered, x)), None)
    if first is not None and claims[first].stance != "denies":
        return None  # whoever accuses does not deny it
    head = _Head.of(claim, x)
    if _contests(claims, said, i, rivals, head, x):
        return "denies"
    if not accusing or _is_evidence(claim, x) or any(w in x.data["knowing"] for w in head.words):
        return None
    described = claim.speaker.name or f"{claim.speaker.text} {_clause(claim, text)}"
    named = [
        t.low
        for t in split_tokens(described)
        if len(t.low) > 3 and (t.low not in x.data["org_heads"] or not claim.speaker.name)
    ]
    theirs = [j for j in accusing if {t.low for t in split_tokens(claims[j].text)} & {*named}]
    alike = any(len(said[i] & said[j]) >= 2 or (j == rivals[-1] and said[i] & said[j]) for j in accusing)
    innocent = x.phrases["innocence"].find(split_tokens(claim.text)) is not None
    answers = innocent or head.refuses or head.insists or any(w in x.data["merely"] for w in head.words)
    told = before in theirs and (claims[before].stance == "alleges" or _accuses(claims[before], x))
    plainly = told and not any(w in x.data["negations"] for w in head.words)
    return "denies" if plainly or (answers and (theirs or head.ours or alike)) else None  # "we only carry rice"


class _Head(NamedTuple):
    """The first words of a claim, and what they show: that it is about the speaker, refuses, insists."""

    words: Sequence[str]
    ours: bool
    refuses: bool
    insists: bool

    @classmethod
    def of(cls, claim: Claim, x: Lexicon) -> "_Head":
        """The head of a claim; a negation counts in its main clause, and not with a will."""
        words = [t.low for t in split_tokens(claim.text)[: 2 * HEAD]]
        suffix = x.data["pronoun_suffix"]
        own = (*x.data["own"], *x.data["first_person"])
        main = words[: next((k for k, w in enumerate(words) if w in x.data["conjunctions"]), None)]
        return cls(
            words,
            ours=any(w in own or (suffix and w.endswith(suffix)) for w in words),
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
    if not head.refuses:
        return False
    spoken = next((j for j in range(i - 1, max(-1, i - REACH), -1) if not claims[j].speaker.reporter), None)
    last = bool(rivals) and rivals[-1] == spoken
    short = last and spoken == i - 1 and len(head.words) <= HEAD // 2  # "he replied that it had not"
    flat = last and claim.quote and head.words[0] in x.data["refusals"]  # "no delegation is holding up anything"
    return short or flat or ((head.ours or not claim.quote) and _denied_alike(claims, said, i, x))


def _clause(claim: Claim, text: str) -> str:
    """The words behind a quote up to the end of its sentence."""
    behind = text[claim.end : claim.end + TOLD]
    return behind[: next((k for k, c in enumerate(behind) if c in ".\n"), len(behind))]


def _denied_alike(claims: Sequence[Claim], said: Sequence[frozenset[str]], i: int, x: Lexicon) -> bool:
    """Whether a negation repeats what another denied: "no fuel had crossed" after "denied that it sent fuel"."""
    denied = (j for j in range(max(0, i - REACH), i) if claims[j].stance == "denies" and not _negates(claims[j], x))
    return any(said[i] & said[j] and _other(claims[j], claims[i]) for j in denied)


def _announced(claims: Sequence[Claim], i: int, text: str, x: Lexicon) -> str | None:
    """The denial or doubt that the reporter has just told of: "The manager denied it.", "Bantahan datang dari X.", "A diplomat was not convinced."."""
    before = claims[i - 1] if i else None
    if before is None or not before.speaker.reporter or "\n" in text[before.end : claims[i].start]:
        return None
    tokens = split_tokens(before.text)
    found = [
        x.stance("verbs", " ".join(w.low for w in tokens[k : k + n]))
        for k in range(len(tokens))
        if (n := x.phrases["cue_verbs"].at(tokens, k))
    ]
    denials = found.count("denies") + sum(t.low in x.data["denial_nouns"] for t in tokens)
    return "denies" if denials == 1 else "doubts" if "doubts" in found and not denials else None


def _goes_on(before: Claim, claim: Claim, text: str, x: Lexicon) -> bool:
    """Whether a claim carries on the one before: the same speaker, or one not told apart from it in the same paragraph."""
    if _same_voice(before, claim, x):
        return True
    if "\n" in text[before.end : claim.start]:
        return False
    if all(any(s.entity for s in c.speakers) for c in (before, claim)):
        first = [t.low for t in split_tokens(claim.text)]
        return claim.quote and any(w in x.data["first_person"] for w in first)  # "its director" speaks for it
    papers = (*x.data["rumours"], *x.data["reports"], *x.data["examiners"])
    if any(t.low in papers for t in split_tokens(claim.speaker.text or "")[:3]):
        return False  # "the report said" does not go on with what somebody said
    between = split_tokens(f"{text[before.end : claim.start]} {_clause(claim, text)}")
    body = {t.low for t in split_tokens(before.speaker.text or "") if len(t.low) > STEM}
    if claim.quote and not claim.speaker.entity and body & {t.low for t in between}:
        return True  # "the association denied it"; "...", the association's head said
    owned = any(t.low in x.data["possessives"] for t in between)
    return owned or _points_back(split_tokens(claim.speaker.text or ""), x)


def _points_back(described: Sequence[Token], x: Lexicon) -> bool:
    """Whether words for a speaker lead back to who was told of: "she", "its lawyer", "lembaga itu", "ujarnya"; a new name does not."""
    if not described:
        return True
    first, last, suffix = described[0].low, described[-1].low, x.data["pronoun_suffix"]
    back = any(suffix and t.low.endswith(suffix) for t in described) or last in x.data["point_back"]
    return back or first in x.data["pronouns"] or (first in x.data["determiners"] and first not in x.data["one_person"])


def _same_voice(left: Claim, right: Claim, x: Lexicon) -> bool:
    """Whether two claims have one speaker: by entity, and without one by a noun that both descriptions have."""
    if not _other(left, right):
        return True
    if all(any(s.entity for s in c.speakers) for c in (left, right)):
        return False
    heads = [_head(c.speaker.text or "", x) for c in (left, right)]
    return heads[0] == heads[1] != ""


def _head(description: str, x: Lexicon) -> str:
    """The noun of a description without a name: "the club's lawyer" is a lawyer, "a report by experts" a report."""
    words = [t.low for t in split_tokens(description) if t.is_word]
    words = words[: next((k for k, w in enumerate(words) if k and w in x.data["prepositions"]), None)]
    words = [w for w in words if w not in x.data["articles"] and w not in x.data["one_person"]]
    return "" if not words else _stem(words[0 if x.data["pronoun_suffix"] else -1], x)


def _concedes(claim: Claim, x: Lexicon) -> bool:
    suffix = x.data["pronoun_suffix"]
    cue = [t.low.removesuffix(suffix) if suffix else t.low for t in split_tokens(claim.cue)]
    return any(w in x.data["conceding"] for w in cue)


def _disputable(claim: Claim, answered: Collection[str], x: Lexicon) -> bool:
    """Whether a claim accuses: by its stance, its cue, who speaks, the reporter's hedge, or because somebody denied it."""
    return claim.stance == "alleges" or claim.id in answered or _accuses(claim, x) or _hints(claim, x)


def _hints(claim: Claim, x: Lexicon) -> bool:
    """Whether the reporter hedges within a sentence, as of "two men suspected of selling arms"."""
    return claim.speaker.reporter and x.phrases["content:alleges"].find(split_tokens(claim.text)) is not None


def _accuses(claim: Claim, x: Lexicon) -> bool:
    tells = any(t.low in x.data["examiners"] for t in split_tokens(claim.speaker.text or ""))
    return tells or any(t.low in x.data["anaphoric_nouns"] for t in split_tokens(claim.cue))


def _denied(
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
        and _other(claims[j], claim)
        and (not claims[j].speaker.reporter or claims[j].stance == "alleges")
    ]
    if i and claims[i - 1].stance == claim.stance and _goes_on(claims[i - 1], claim, text, x) and claims[i - 1].about:
        return claims[i - 1].about  # the same speaker goes on denying
    answered = {about for c in claims[max(0, i - REACH) : i] if c.stance == "denies" for about in c.about}
    accusing = [j for j in rivals if claims[j].stance == "alleges" or claims[j].id in answered]
    if claim.stance == "doubts":
        return _doubted(claims, said, i, rivals, x)
    if _is_anaphoric(claim, x):
        near = [j for j in accusing if j >= i - ANAPHOR] or [j for j in rivals if said[i] & said[j]]
        near = near or (rivals[-NEAR:] if x.data["last_is_denied"] else []) or accusing
        if near:
            return (claims[_first_told(claims, rivals, near[-1], x)].id,)
    # the allegation may be told after its denial, as headlines do
    after = [j for j in range(i + 1, min(len(claims), i + 1 + LATER)) if _other(claims[j], claim)]
    after = [
        j
        for j in after
        if claims[j].stance in ("asserts", "alleges")
        and (not claims[j].speaker.reporter or claims[j].stance == "alleges")
    ]

    told = {t.low for t in split_tokens(text[max(0, claim.start - TOLD) : claim.end])} & {*x.data["anaphoric_nouns"]}

    def bond(j: int) -> float:
        other = claims[j]
        names = {t.low for t in split_tokens(other.speaker.text or "")}
        named = not other.speaker.reporter and bool(told & names)
        shared = len(said[i] & said[j]) + named
        accuses = _disputable(other, (), x) or _told_as_rumour(other, text, x)
        accuses = accuses or (other.id in answered and shared > 0)
        far = shared == 1 and abs(i - j) > NEAR
        if (not accuses and (_negates(other, x) or far)) or (j > i and shared < 2 and not named and not accuses):
            return 0
        return shared + 1.5 * accuses + 0.5 * (j < i) if shared or accuses else 0

    best = max([*rivals, *after], key=lambda j: (bond(j), -abs(i - j)), default=None)
    if best is None or bond(best) <= 0:
        insists = any(t.low in x.data["insisting"] for t in split_tokens(claim.cue))
        spoken = next((j for j in range(i - 1, -1, -1) if not claims[j].speaker.reporter), None)
        says_so = "denies" in (x.stance("verbs", claim.cue.lower()), x.stance("quote_after", claim.cue.lower()))
        short = not claim.quote and len(said[i]) <= 1  # "he replied that it had not"
        answers = (says_so or short) and rivals and rivals[-1] == spoken and i - rivals[-1] <= NEAR
        return (claims[rivals[-1]].id,) if (insists or answers) and rivals else None
    return (claims[_first_told(claims, rivals, best, x) if best < i else best].id,)


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
    alike = [j for j in rivals if len(said[i] & said[j]) >= 2 and not _is_evidence(claims[j], x)]
    points = any(t.low in x.data["pointing"] for t in split_tokens(claims[i].text))
    near = [
        j
        for j in rivals[-1:]
        if points and j == max(k for k in range(max(0, i - REACH), i) if not claims[k].speaker.reporter)
    ]
    found = alike[-1:] or near
    return (claims[found[0]].id,) if found else None


def _first_told(claims: Sequence[Claim], rivals: Sequence[int], j: int, x: Lexicon) -> int:
    """The claim with which the speaker of claim j began, when only its own claims lie between."""
    for k in reversed([r for r in rivals if r < j]):
        if not _same_voice(claims[k], claims[j], x) or claims[k].stance not in ("asserts", "alleges"):
            break
        if not _is_evidence(claims[k], x):
            j = k
    return j


def _dispute(claims: list[Claim], said: Sequence[frozenset[str]], text: str, x: Lexicon) -> tuple[Claim, ...]:
    """Make alleged what the speaker of a denied or doubted claim goes on to tell of the same act; evidence for it stays as it is."""
    at = {c.id: i for i, c in enumerate(claims)}
    disputed = {at[about] for c in claims if c.stance in ("denies", "doubts") for about in c.about}
    for d in sorted(disputed):
        for j in range(d + 1, min(len(claims), d + 1 + REACH)):
            told = claims[j]
            if told.stance != "asserts" or told.speaker.reporter or _concedes(told, x) or _is_evidence(told, x):
                continue
            apart = "\n" in text[claims[d].end : told.start]
            between = [c for c in claims[d + 1 : j] if not c.speaker.reporter and not _same_voice(c, told, x)]
            same = _same_voice(told, claims[d], x) and (not apart or not between or bool(said[j] & said[d]))
            before = text[: told.start].rpartition(".")[2]  # "that training, the police said, took place ..."
            points = any(
                t.low in x.data["pointing"] for t in [*split_tokens(before[-TOLD:])[:3], *split_tokens(told.text)[:3]]
            )
            if same or (not between and (points or (claims[d].speaker.reporter and len(said[j] & said[d]) >= 2))):
                claims[j] = replace(told, stance="alleges")
    return tuple(claims)


def _is_evidence(claim: Claim, x: Lexicon) -> bool:
    """Whether a claim tells what the speaker has or found rather than the act itself."""
    words = [t.low for t in split_tokens(claim.text)]
    negated = x.data["refusals"]
    return any(
        w in x.data["evidence"] and not any(n in negated for n in words[max(0, k - 2) : k]) for k, w in enumerate(words)
    )


def _only_negates(claim: Claim, x: Lexicon) -> bool:
    tokens = split_tokens(claim.text)
    return x.stance("verbs", claim.cue.lower()) == "asserts" and not calls_false(tokens, x) and not embedded(tokens, x)


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
    short = len(words) <= 3 and any(w in x.data["anaphora"] for w in words)
    return short or any(w in nouns for w in words[:3])


def _other(left: Claim, right: Claim) -> bool:
    ours = {s.entity for s in right.speakers if s.entity}
    return not ours & {s.entity for s in left.speakers if s.entity}


def _content(claim: Claim, x: Lexicon) -> frozenset[str]:
    """What a claim is about: its words without affixes, and one word for all that mean the same act or goods."""
    stopwords = frozenset(str(x.data["stopwords"]).split()) | {*x.data["empty"]}
    words = {t.low for t in split_tokens(claim.text) if t.is_word} - stopwords
    stems = {w: x.alike.get(w) or _stem(w, x) for w in words if len(w) > 3 or w in x.alike}
    return frozenset(_alike(x.language).get(stem, stem) for stem in stems.values())


@cache
def _alike(language: str) -> Mapping[str, str]:
    """The words that mean the same, by their stems."""
    x = load_lexicon(language)
    return {_stem(word, x): name for word, name in x.alike.items()}


def _stem(word: str, x: Lexicon) -> str:
    """A word without the affixes that keep "keterlibatan" from "terlibat"; crude, for comparing only."""
    for ending in x.data["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            word = word.removesuffix(ending)
    for beginning in x.data["beginnings"]:
        if word.startswith(beginning) and len(word) - len(beginning) >= STEM:
            rest = word.removeprefix(beginning)
            word = x.data["nasals"].get(beginning, "") + rest if rest[0] in "aeiou" else rest
    return word
