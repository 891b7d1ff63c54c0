"""What the words of a claim do to its stance, and which claim a denial answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast as typed

from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import Claim, Stance
from sanksi.news.words import Lexicon

NEAR = 3
"""Claims before a denial in which "that intention" is looked for."""
REACH = 60
"""Claims before a denial among which the one it denies is looked for; a bound that keeps long reports linear."""
HEAD = 8
"""Tokens at the head of a claim in which its own main verb stands."""
STEM = 4
"""Letters that a stem keeps, at least."""
OUTCRY = 4
"""Words of a quote that is nothing but a denial, at most."""
BARE = 3
"""Words before "false" in "it is completely false"."""
ANAPHOR = 12
"""Claims before "that accusation" in which the accusation is looked for."""
LATER = 6
"""Claims behind a denial that may tell what it denies."""
QUOTES = "\"'”’“ "
ALIKE = 0.6
"""Share of the words of the shorter of two claims that makes "A did not" the denial of "A did"."""


def content_stance(text: str, stance: str, x: Lexicon, *, quote: bool) -> str:
    """The stance of a neutral cue, after what is said: "kami tidak akan ragu" threatens, "itu tidak benar" denies, "kami akan" plans."""
    tokens = split_tokens(text)
    begins = next((i for i, t in enumerate(tokens) if t.is_word), 0)
    if stance == "warns" and begins < len(tokens) and tokens[begins].low in x.data["will"]:
        return "threatens"  # "memperingatkan akan menambah sanksi": what comes is the speaker's own doing
    if stance != "asserts":
        return stance
    if _on_condition(tokens, x):
        return "threatens"
    for found in ("threatens", "denies", "warns", "doubts", "asks") if quote else ("threatens", "denies", "doubts"):
        if x.phrases["content:" + found].find(tokens):
            return found
    if calls_false(tokens, x) or (quote and _is_outcry(tokens, x)):
        return "denies"
    if (
        quote
        and begins < len(tokens)
        and tokens[begins].low in x.data["conditions"]
        and not text.rstrip(QUOTES).endswith("?")
    ):
        return "warns"  # "kalau kita diam, kita dianggap setuju"
    if inner := hearsay(tokens, x) or (None if quote else _embedded(tokens, x)):
        return inner
    if not _intends(tokens, x, quote=quote):
        return stance
    return "promises" if any(t.low in x.data["remedies"] for t in tokens) else "plans"


def calls_false(tokens: Sequence[Token], x: Lexicon) -> bool:
    """Whether a claim noun or "it" is called untrue: "tuduhan itu tidak berdasar", "the report was baseless"; not "dokumen palsu"."""
    found = x.phrases["content:calls_false"].find(tokens)
    if found is None or any(t.low in x.data["negations"] for t in tokens[max(0, found[0] - 2) : found[0]]):
        return False
    before = [t.low for t in tokens[max(0, found[0] - HEAD) : found[0]] if t.is_word]
    bare = bool(before) and len(before) <= BARE and before[0] in x.data["bare_subjects"]
    return bare or any(w in x.data["anaphoric_nouns"] for w in before)


def _is_outcry(tokens: Sequence[Token], x: Lexicon) -> bool:
    """Whether a few words are nothing but a denial: "Fitnah", "Nonsense, all of it"."""
    words = [t for t in tokens if t.is_word]
    if not 0 < len(words) <= OUTCRY or any(t.low in x.data["negations"] for t in words):
        return False
    return x.phrases["content:calls_false"].at(words, 0) > 0


def hearsay(tokens: Sequence[Token], x: Lexicon) -> str | None:
    """ "alleges" when the main clause itself is hearsay: "kapal itu diduga ...", "allegedly"; None in "orang yang diduga ..."."""
    found = x.phrases["content:alleges"].find(tokens, 0, min(len(tokens), 2 * HEAD))
    if found is None or any(t.low in x.data["relative"] for t in tokens[: found[0]]):
        return None
    return "alleges"


def _embedded(tokens: Sequence[Token], x: Lexicon) -> str | None:
    """What the claim says another does with a claim: "mengatakan Iran membantah memasok drone" states no delivery."""
    for k, t in enumerate(tokens[:HEAD]):
        if k and (t.low in x.data["relative"] or t.low in x.data["conjunctions"]):
            return None
        stance = x.stance("verbs", t.low)
        if stance in ("denies", "doubts", "alleges"):
            return None if any(w.low in x.data["negations"] for w in tokens[max(0, k - 3) : k]) else stance
        if stance:
            return None
    return None


def _on_condition(tokens: Sequence[Token], x: Lexicon) -> bool:
    """Whether the speaker's own doing hangs on a condition: "kalau kapal itu singgah, kami akan menyitanya"; not when it is wanted."""
    begins = next((i for i, t in enumerate(tokens) if t.is_word), 0)
    if begins >= len(tokens) or tokens[begins].low not in x.data["conditions"]:
        return False
    low = [t.low for t in tokens]
    own = any(a in x.data["first_person"] and b in x.data["harms"] for a, b in pairwise(low))  # "izinnya kami cabut"
    intends = own or x.phrases["content:plans"].find(tokens) is not None
    return intends and not any(w in x.data["remedies"] for w in low)


def _intends(tokens: Sequence[Token], x: Lexicon, *, quote: bool) -> bool:
    """Whether an intention is told: "kami akan", indirectly "pihaknya akan", and of a thing "the cargo would be sampled"; not what others will do."""
    begins = next((i for i, t in enumerate(tokens) if t.is_word), 0)
    if begins >= len(tokens):
        return False
    if x.phrases["content:plans"].find(tokens, 0, min(len(tokens), 3 * HEAD)):
        return True
    will = next((i for i, t in enumerate(tokens[: begins + HEAD]) if t.low in x.data["will"]), None)
    if will is None or any(
        t.low in x.data["negations"] or t.low in x.data["relative"] for t in tokens[begins : will + 2]
    ):
        return False
    own, suffix = x.data["own"], x.data["pronoun_suffix"]
    if any(t.low in own or (suffix and t.low.endswith(suffix)) for t in tokens[begins : begins + 3]):
        return not quote or tokens[will].low in x.data["intends"]
    arranged = tokens[will + 1 : will + 2]
    return bool(arranged) and arranged[0].low in x.data["arranged"]


def settle(claims: tuple[Claim, ...], text: str, offices: Mapping[str, str], x: Lexicon) -> tuple[Claim, ...]:
    """What the claims make of each other: answers to accusations deny, each denial is tied to what it denies, and what is denied is alleged."""
    out = list(claims)
    said = [_content(claim, x) for claim in claims]
    for i, claim in enumerate(claims):
        if claim.speaker.reporter:
            continue
        if claim.stance == "asserts" and (against := _contradicted(out, said, i, x)) is not None:
            out[i] = replace(claim, stance="denies", about=(claims[against].id,))
        elif stance := _in_turn(out, i, text, offices, x):
            out[i] = replace(claim, stance=typed(Stance, stance))
        if out[i].stance != "denies" or out[i].about:
            continue
        out[i] = replace(out[i], about=_denied(out, said, i, text, x) or ())
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


def _in_turn(claims: Sequence[Claim], i: int, text: str, offices: Mapping[str, str], x: Lexicon) -> str | None:
    """The stance that an assertion takes from its place: who has just denied or warned goes on doing so; None when it keeps its own."""
    claim = claims[i]
    if claim.stance not in ("asserts", "plans"):
        return None
    told = (j for j in range(i - 1, -1, -1) if not claims[j].speaker.reporter)
    before = next((j for j in told if not (_concedes(claims[j], x) and _same_voice(claims[j], claim, x))), None)
    words = [t.low for t in split_tokens(claim.text)]
    ahead = any(w in x.data["will"] for w in words)
    if before is not None and _goes_on(claims[before], claim, text, x):
        stance = claims[before].stance
        if stance == "promises" and (ahead or any(w in x.data["oblige"] for w in words)):
            return "promises"
        if stance == "warns" and (ahead or any(w in x.data["conditions"] for w in words)):
            return "warns"
        found = any(w in x.data["holding"] for w in words) if claim.quote else _is_evidence(claim, x)
        if stance == "denies" and claim.stance == "asserts" and not _concedes(claim, x) and not found:
            return "denies"
    if claim.stance != "asserts" or _concedes(claim, x):
        return None
    if _announced(claims, i, text, x):
        return "denies"
    return _answer(claims, i, before, offices, x)


def _answer(claims: Sequence[Claim], i: int, before: int | None, offices: Mapping[str, str], x: Lexicon) -> str | None:
    """The stance of an assertion that answers an accusation, or makes one in court."""
    claim = claims[i]
    voice = [t.low for t in split_tokens(f"{claim.speaker.text} {offices.get(claim.speaker.entity or '', '')}")]
    asked = claim.text.rstrip(QUOTES).endswith("?")
    if any(w in x.data["accusers"] for w in voice) and not asked:
        return None if _is_evidence(claim, x) else "alleges"
    if asked and before is not None and _other(claims[before], claim):
        return "doubts"
    rivals = [j for j in range(max(0, i - REACH), i) if claims[j].stance in ("alleges", "asserts")]
    rivals = [j for j in rivals if _other(claims[j], claim)]
    insists = any(t.low in x.data["insisting"] for t in split_tokens(claim.cue))
    if insists and any(not claims[j].speaker.reporter or claims[j].stance == "alleges" for j in rivals):
        return "denies"
    accusing = [j for j in rivals if claims[j].stance == "alleges" or _accuses(claims[j], x) or _hints(claims[j], x)]
    if accusing and any(w in x.data["defenders"] for w in voice):
        return "denies"
    head = [t.low for t in split_tokens(claim.text)[: 2 * HEAD]]
    if not accusing or _is_evidence(claim, x) or any(w in x.data["knowing"] for w in head):
        return None
    named = [
        t.low for t in split_tokens(claim.speaker.name or "") if len(t.low) > 3 and t.low not in x.data["org_heads"]
    ]
    theirs = [j for j in accusing if any(w in claims[j].text.lower() for w in named)]
    ours = any(w in x.data["own"] or w in x.data["first_person"] for w in head)
    answers = any(w in x.data["refusals"] or w in x.data["merely"] for w in head)
    if answers and (theirs or ours):
        return "denies"  # "we only carry rice" answers what was said of us
    return "denies" if before in theirs and not any(w in x.data["negations"] for w in head) else None


def _announced(claims: Sequence[Claim], i: int, text: str, x: Lexicon) -> bool:
    """Whether the reporter has just said that a denial comes: "The manager denied it.", "Bantahan datang dari X."."""
    for c in claims[max(0, i - 1) : i]:
        if c.speaker.reporter and "\n" not in text[c.end : claims[i].start]:
            words = [t.low for t in split_tokens(c.text)]
            return any(w in x.data["denial_nouns"] or x.stance("verbs", w) == "denies" for w in words)
    return False


def _goes_on(before: Claim, claim: Claim, text: str, x: Lexicon) -> bool:
    """Whether a claim carries on the one before: the same speaker, or one not told apart from it in the same paragraph."""
    if _same_voice(before, claim, x):
        return True
    if "\n" in text[before.end : claim.start]:
        return False
    if all(any(s.entity for s in c.speakers) for c in (before, claim)):
        first = [t.low for t in split_tokens(claim.text)]
        return claim.quote and any(w in x.data["first_person"] for w in first)  # "its director" speaks for it
    fresh = split_tokens(claim.speaker.text or "")[:1]
    return not (fresh and fresh[0].low in x.data["one_person"])


def _same_voice(left: Claim, right: Claim, x: Lexicon) -> bool:
    """Whether two claims have one speaker: by entity, and without one by a noun that both descriptions have."""
    if not _other(left, right):
        return True
    if all(any(s.entity for s in c.speakers) for c in (left, right)):
        return False
    stop = str(x.data["stopwords"]).split()
    words = [{t.low for t in split_tokens(c.speaker.text or "") if len(t.low) > 3} - set(stop) for c in (left, right)]
    return bool(words[0] & words[1])


def _concedes(claim: Claim, x: Lexicon) -> bool:
    suffix = x.data["pronoun_suffix"]
    cue = [t.low.removesuffix(suffix) if suffix else t.low for t in split_tokens(claim.cue)]
    return any(w in x.data["conceding"] for w in cue)


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
        if claims[j].stance not in ("denies", "asks", "promises")
        and _other(claims[j], claim)
        and (not claims[j].speaker.reporter or claims[j].stance == "alleges")
    ]
    answered = {about for c in claims[max(0, i - REACH) : i] for about in c.about}
    accusing = [j for j in rivals if claims[j].stance == "alleges" or claims[j].id in answered]
    if i and claims[i - 1].stance == "denies" and _goes_on(claims[i - 1], claim, text, x) and claims[i - 1].about:
        return claims[i - 1].about  # the same speaker goes on denying
    if _is_anaphoric(claim, x):
        near = (
            [j for j in accusing if j >= i - ANAPHOR]
            or (rivals[-NEAR:] if x.data["last_is_denied"] else [])
            or accusing
        )
        if near:
            return (claims[_first_told(claims, rivals, near[-1], x)].id,)
    ranked = sorted(rivals, key=lambda j: (-len(said[i] & said[j]), j))
    if ranked and len(said[i] & said[ranked[0]]) >= 2:
        return (claims[ranked[0]].id,)
    # the allegation may be told after its denial, as headlines do
    after = [j for j in range(i + 1, min(len(claims), i + 1 + LATER)) if _other(claims[j], claim)]
    after = [j for j in after if not claims[j].speaker.reporter or claims[j].stance == "alleges"]
    alike = [j for j in after if len(said[i] & said[j]) >= 2 and claims[j].stance in ("asserts", "alleges")]
    told = alike or [j for j in after[:NEAR] if claims[j].stance == "alleges"]
    if not alike and accusing:
        return (claims[accusing[0] if said[i] & said[accusing[0]] else accusing[-1]].id,)
    if told:
        return (claims[told[0]].id,)
    if ranked and said[i] & said[ranked[0]]:
        return (claims[ranked[0]].id,)
    return None


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
            points = any(t.low in x.data["pointing"] for t in split_tokens(told.text)[:3])
            if same or (not between and (points or (claims[d].speaker.reporter and len(said[j] & said[d]) >= 2))):
                claims[j] = replace(told, stance="alleges")
    return tuple(claims)


def _is_evidence(claim: Claim, x: Lexicon) -> bool:
    """Whether a claim tells what the speaker has or found rather than the act itself."""
    return any(t.low in x.data["evidence"] for t in split_tokens(claim.text))


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


def _content(claim: Claim, x: Lexicon) -> frozenset[str]:
    stopwords = frozenset(str(x.data["stopwords"]).split())
    words = (t.low for t in split_tokens(claim.text) if t.is_word and len(t.low) > 3)
    return frozenset(_stem(w, x) for w in words if w not in stopwords)


def _stem(word: str, x: Lexicon) -> str:
    """A word without the affixes that keep "keterlibatan" from "terlibat"; crude, for comparing only."""
    for ending in x.data["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            word = word.removesuffix(ending)
    for beginning in x.data["beginnings"]:
        if word.startswith(beginning) and len(word) - len(beginning) >= STEM:
            word = word.removeprefix(beginning)
    return word
