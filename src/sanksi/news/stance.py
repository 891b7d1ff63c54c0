"""What the words of a claim do to its stance: "kami tidak akan ragu" threatens, "itu tidak benar" denies."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sanksi.news.tokens import Token, split_tokens
from sanksi.news.words import Lexicon

HEAD = 8
"""Tokens at the head of a claim in which its own main verb stands."""
OUTCRY = 4
"""Words of a quote that is nothing but a denial, at most."""
BARE = 3
"""Words before "false" in "it is completely false"."""
OWN = 5
"""Words at the head of a claim in which the speaker's own will is told."""
QUOTED = ("threatens", "denies", "warns", "doubts", "asks", "promises")
"""Stances that words of a quote can show, the first found wins."""
REPORTED = ("threatens", "denies", "doubts", "asks", "promises")
"""The same of what is reported without quotation marks."""
OPENERS = (("conditions", "warns"), ("prohibitions", "warns"), ("imperatives", "asks"))
"""What the first word of a quote makes of it."""
QUOTES = "\"'”’“ "


def content_stance(text: str, stance: str, x: Lexicon, *, quote: bool) -> str:
    """The stance of a neutral cue, after what is said: "kami tidak akan ragu" threatens, "itu tidak benar" denies, "kami akan" plans."""
    tokens = [t for t in split_tokens(text) if t.text not in QUOTES]  # 'had "nothing whatever" to do with it'
    words = [t for t in tokens if t.is_word]
    if not words:
        return stance
    asked = text.rstrip(QUOTES).endswith("?")
    if stance == "warns" and _own_will(words, x):
        return "threatens"  # "memperingatkan akan menambah sanksi": what comes is the speaker's own doing
    if stance == "warns" and _obliges(words, x, rules=True):
        return "asserts"  # "mengingatkan bahwa kerja sama wajib menghormati sanksi"
    hangs = words[0].low in x.data["conditions"] and not any(w.low in x.data["remedies"] for w in words)
    if stance == "promises" and (hangs or x.phrases["content:threatens"].find(tokens)):
        return "threatens"  # "vowed to retaliate"
    if stance == "asks" and asked and quote:
        return "doubts" if x.phrases["content:doubts"].find(tokens) else stance
    if stance != "asserts":
        return stance
    return next(_readings(tokens, words, x, quote=quote, asked=asked), stance)


def _readings(
    tokens: Sequence[Token], words: Sequence[Token], x: Lexicon, *, quote: bool, asked: bool
) -> Iterator[str]:
    """Stances that the words themselves show, the surest first."""
    if _on_condition(tokens, x):
        yield "threatens"
    yield from (found for found in (QUOTED if quote else REPORTED) if x.phrases["content:" + found].find(tokens))
    if words[0].low in x.data["noes"] and (len(words) == 1 or tokens[tokens.index(words[0]) + 1].text in ",.!"):
        yield "denies"  # "No," "No, we did not"
    if len(words) <= OWN and words[-1].low in x.data["left_off"]:
        yield "denies"  # "the owner says it was not"
    if calls_false(tokens, x) or (quote and _is_outcry(tokens, x)) or _never(tokens, x):
        yield "denies"
    low = {t.low for t in tokens}
    main = next(
        (w.low for w in tokens[next((k for k, w in enumerate(tokens) if w.text == ","), len(tokens)) :] if w.is_word),
        "",
    )
    if quote and not asked and words[0].low in x.data["conditions"] and main in x.data["imperatives"]:
        yield "asks"  # "kalau penyewanya berbohong, tagih penyewanya"
    if (
        quote
        and words[0].low in x.data["conditions"]
        and main in x.data["speakers_alone"]
        and not low & {*x.data["remedies"]}
    ):
        yield "threatens"  # "kalau belum dibuka, kami tidur di sini"
    if quote and words[0].low in x.data["conditions"] and low & {*x.data["permissions"]}:
        yield "promises"  # "if the pressure stops, inspectors may come"
    if quote and not asked:  # "kalau kita diam, kita dianggap setuju"; "publish the report"
        yield from (stance for key, stance in OPENERS if words[0].low in x.data[key])
    if inner := hearsay(tokens, x) or (None if quote else embedded(tokens, x)):
        yield inner
    if not asked and (_obliges(words, x) or (not quote and _wanted(words, x))):
        yield "asks"
    if _intends(tokens, x, quote=quote):
        if low & {*x.data["harms"]} and low & {*x.data["conditions"]}:
            yield "threatens"  # "would revoke the licence if it proved true"
        yield "promises" if any(t.low in x.data["remedies"] for t in tokens) else "plans"


def _wanted(words: Sequence[Token], x: Lexicon) -> bool:
    """Whether English wants something to be so: "that the ship be freed"."""
    pairs = pairwise(t.low for t in words[: 2 * HEAD])
    return any(b in x.data["subjunctive"] and a not in x.data["modals"] for a, b in pairs)


def _never(tokens: Sequence[Token], x: Lexicon) -> bool:
    """Whether an act is said never to have been: "we never sold them anything", "no such order"; not "we never gave up"."""
    low = [t.low for t in tokens]
    for k in range(len(low) - 2):  # "tidak ada pemindahan itu"
        if (
            low[k] in x.data["refusals"]
            and low[k + 1] in x.data["exists"]
            and {*low[k + 2 : k + 2 + BARE]} & {*x.data["pointing"]}
        ):
            return True
    such = x.phrases["such"].find(tokens)
    if such and any(t.low in x.data["refusals"] for t in tokens[max(0, such[0] - HEAD) : such[0]]):
        return True
    found = x.phrases["never"].find(tokens)
    return found is not None and x.phrases["acts"].find(tokens, found[1], min(len(tokens), found[1] + BARE)) is not None


def _own_will(words: Sequence[Token], x: Lexicon) -> bool:
    """Whether what is said begins with the speaker's own will: "akan menyita", "it would seize", "its government would"."""
    will = next((i for i, t in enumerate(words[:OWN]) if t.low in x.data["will"]), None)
    suffix = x.data["pronoun_suffix"]
    own = words[0].low in x.data["own"] or (suffix and words[0].low.endswith(suffix))
    return will == 0 or (will is not None and bool(own))


def _obliges(words: Sequence[Token], x: Lexicon, *, rules: bool = False) -> bool:
    """Whether others are told what to do: "the bank must close the account"; not "we must", "must have been", "need not", nor a rule for all unless asked for."""
    found = x.phrases["musts"].find(words, 0, min(len(words), 2 * HEAD))
    if found is None or found[0] == 0 or found[1] >= len(words):
        return False
    before, after = [t.low for t in words[: found[0]]], words[found[1]].low
    apart = (before[0] in x.data["rules"] and not rules) or any(
        w in x.data["first_person"] or w in x.data["relative"] or w in x.data["conditions"] for w in before
    )
    return (
        not apart and before[-1] not in x.data["negations"] and after not in (*x.data["perfect"], *x.data["negations"])
    )


def calls_false(tokens: Sequence[Token], x: Lexicon) -> bool:
    """Whether a claim noun or "it" is called untrue: "tuduhan itu tidak berdasar", "the report was baseless"; not "dokumen palsu"."""
    found = x.phrases["content:calls_false"].find(tokens)
    if found is None or any(t.low in x.data["negations"] for t in tokens[max(0, found[0] - 2) : found[0]]):
        return False
    before = [t.low for t in tokens[max(0, found[0] - HEAD) : found[0]] if t.is_word]
    bare = bool(before) and len(before) <= BARE and before[0] in x.data["bare_subjects"]
    first = next((i for i, t in enumerate(tokens) if t.is_word), 0)
    that = found[0] == first and found[1] < len(tokens) and tokens[found[1]].low in x.data["cues"]["that"][:1]
    last = not any(t.is_word for t in tokens[found[1] :]) and x.phrases["acts"].find(tokens, 0, found[0]) is None
    short = last and 0 < len(before) <= OUTCRY + 1  # "angka Anda karangan belaka", not "menjual dokumen palsu"
    return bare or short or that or any(w in x.data["anaphoric_nouns"] for w in before)


def _is_outcry(tokens: Sequence[Token], x: Lexicon) -> bool:
    """Whether a few words are nothing but a denial: "Fitnah", "Nonsense, all of it"."""
    words = [t for t in tokens if t.is_word]
    if not 0 < len(words) <= OUTCRY or any(t.low in x.data["negations"] for t in words):
        return False
    return any(x.phrases["content:calls_false"].at(words, i) for i in range(2))  # "categorically untrue"


def hearsay(tokens: Sequence[Token], x: Lexicon) -> str | None:
    """ "alleges" when the main clause itself is hearsay: "kapal itu diduga ...", "allegedly"; None in "orang yang diduga ..."."""
    nouns = x.data["cues"]["nouns"]
    for k, t in enumerate(tokens[:BARE]):
        told = nouns.get(t.low) == "alleges" or t.low in x.data["rumours"]
        if told and k + 1 < len(tokens) and tokens[k + 1].low in x.data["cues"]["that"][:1]:
            return "alleges"  # "dugaan bahwa ..."
    found = x.phrases["content:alleges"].find(tokens, 0, min(len(tokens), 2 * HEAD))
    if found and found[0] and tokens[found[0] - 1].low in x.data["unhedged"]:
        return None  # "terlalu rapi untuk dipercaya"
    if found is None or any(t.low in x.data["relative"] for t in tokens[: found[0]]):
        return None
    return "alleges"


def embedded(tokens: Sequence[Token], x: Lexicon) -> str | None:
    """What the claim says is done with a claim: "mengatakan Iran membantah memasok drone" states no delivery; of the speaker's own also "he feared that"."""
    own = bool(tokens) and tokens[0].low in x.data["own"]
    for k, t in enumerate(tokens[:HEAD]):
        if k and (t.low in x.data["relative"] or t.low in x.data["conjunctions"]):
            return None
        n = 0 if x.is_noun(tokens, k) else x.phrases["cue_verbs"].at(tokens, k)
        stance = x.stance("verbs", " ".join(w.low for w in tokens[k : k + n]))
        suffered = k and tokens[k - 1].low in x.data["passive_verbs"] and x.language == "en"
        if suffered and stance == "doubts" and not any(w.low in x.data["by"] for w in tokens[k + 1 : k + 2]):
            return None  # "the crew were questioned"
        if stance in ("denies", "doubts", "alleges") or (stance and stance != "asserts" and own and k):
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
    if will == begins and not quote:
        return True  # "mengatakan akan mengajukan banding"
    if any(t.low in own or (suffix and t.low.endswith(suffix)) for t in tokens[begins : begins + 3]):
        return not quote or tokens[will].low in x.data["intends"]
    arranged = tokens[will + 1 : will + 2]  # "will meet"
    return bool(arranged) and arranged[0].low in x.data["arranged"]
