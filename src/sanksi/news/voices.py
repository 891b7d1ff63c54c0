"""Who says a claim, what it is about, and what kind it is: whether two have one speaker, share words, accuse, or tell of evidence."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import Claim
from sanksi.news.words import Lexicon, load_lexicon

TOLD = 60
"""Characters before and behind a claim in which its cue and speaker stand."""
STEM = 4
"""Letters that a stem keeps, at least."""


def clause(claim: Claim, text: str) -> str:
    """The words behind a quote up to the end of its sentence."""
    behind = text[claim.end : claim.end + TOLD]
    return behind[: next((k for k, c in enumerate(behind) if c in ".\n"), len(behind))]


def appositions(claim: Claim, text: str) -> str:
    """The words that stand by the name of a speaker anywhere: "defence counsel X", "X, terdakwa tunggal"."""
    name = claim.speaker.name
    if not name:
        return ""
    found: list[str] = []
    at = text.find(name)
    while at >= 0 and len(found) < TOLD:
        found += (
            text[max(0, at - TOLD) : at]
            .rstrip(", ")
            .rpartition("\n")[2]
            .rpartition(".")[2]
            .rpartition(",")[2]
            .split()[-2:]
        )
        behind = text[at + len(name) : at + len(name) + TOLD]
        found += behind[1:].split(",")[0].split(".")[0].split()[:2] if behind.startswith(",") else []
        at = text.find(name, at + len(name))
    return " ".join(found)


def points_back(described: Sequence[Token], x: Lexicon) -> bool:
    """Whether words for a speaker lead back to who was told of: "she", "its lawyer", "lembaga itu", "ujarnya"; a new name does not."""
    if not described:
        return True
    first, last, suffix = described[0].low, described[-1].low, x.data["pronoun_suffix"]
    back = any(suffix and t.low.endswith(suffix) for t in described) or last in x.data["point_back"]
    return back or first in x.data["pronouns"] or (first in x.data["determiners"] and first not in x.data["one_person"])


def same_voice(left: Claim, right: Claim, x: Lexicon) -> bool:
    """Whether two claims have one speaker: by entity, and without one by a noun that both descriptions have."""
    if not other(left, right):
        return True
    if all(any(s.entity for s in c.speakers) for c in (left, right)):
        return False
    heads = [_head(c.speaker.name or c.speaker.text or "", x) for c in (left, right)]
    return heads[0] == heads[1] != ""


def _head(description: str, x: Lexicon) -> str:
    """The noun of a description without a name: "the club's lawyer" is a lawyer, "a report by experts" a report."""
    words = [t.low for t in split_tokens(description) if t.is_word]
    words = words[: next((k for k, w in enumerate(words) if k and w in x.data["prepositions"]), None)]
    small = {*x.data["articles"], *x.data["one_person"], *x.data["leads"]["articles"]}
    words = [w for w in words if w not in small]
    return "" if not words else _stem(words[0 if x.data["pronoun_suffix"] else -1], x)


def concedes(claim: Claim, x: Lexicon) -> bool:
    """Whether a claim is told as a concession, also as "tidak menampik bahwa": whoever concedes does not deny."""
    suffix = x.data["pronoun_suffix"]
    cue = [t.low.removesuffix(suffix) if suffix else t.low for t in split_tokens(claim.cue)]
    grants = len(cue) > 1 and claim.stance == "asserts" and any(w in x.data["negations"] for w in cue[:-1])
    return grants or any(w in x.data["conceding"] for w in cue)


def disputable(claim: Claim, answered: Collection[str], x: Lexicon) -> bool:
    """Whether a claim accuses: by its stance, its cue, who speaks, the reporter's hedge, or because somebody denied it."""
    return claim.stance == "alleges" or claim.id in answered or accuses(claim, x) or hints(claim, x)


def hints(claim: Claim, x: Lexicon) -> bool:
    """Whether the reporter hedges within a sentence, as of "two men suspected of selling arms"."""
    return claim.speaker.reporter and x.phrases["content:alleges"].find(split_tokens(claim.text)) is not None


def accuses(claim: Claim, x: Lexicon) -> bool:
    """Whether who tells a claim examines others, or its cue is a noun of accusing."""
    tells = any(t.low in x.data["examiners"] for t in split_tokens(claim.speaker.text or ""))
    return tells or any(t.low in x.data["anaphoric_nouns"] for t in split_tokens(claim.cue))


def is_evidence(claim: Claim, x: Lexicon) -> bool:
    """Whether a claim tells what the speaker has or found rather than the act itself."""
    words = [t.low for t in split_tokens(claim.text)]
    negated = x.data["refusals"]
    return any(
        w in x.data["evidence"] and not any(n in negated for n in words[max(0, k - 2) : k]) for k, w in enumerate(words)
    )


def negates(claim: Claim, x: Lexicon) -> bool:
    """Whether a claim has a word that negates."""
    return any(t.low in x.data["refusals"] for t in split_tokens(claim.text))


def other(left: Claim, right: Claim) -> bool:
    """Whether no known speaker of one claim speaks in the other."""
    ours = {s.entity for s in right.speakers if s.entity}
    return not ours & {s.entity for s in left.speakers if s.entity}


def content(claim: Claim, x: Lexicon) -> frozenset[str]:
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


def judges(claim: Claim, x: Lexicon) -> bool:
    """Whether a court speaks, which weighs what others say and answers nobody."""
    return any(t.low in x.data["judging"] for t in split_tokens(claim.speaker.text or "")[:3])


def is_paper(claim: Claim, x: Lexicon) -> bool:
    """Whether a paper and no person speaks: "the document", "laporan itu"."""
    papers = (*x.data["rumours"], *x.data["reports"], *x.data["examiners"])
    return any(t.low in papers for t in split_tokens(claim.speaker.text or "")[:3])
