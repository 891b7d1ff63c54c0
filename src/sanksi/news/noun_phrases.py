"""The words round a verb that tell who does it or undergoes it, when they may name nobody: "the ship", "dua perusahaan itu"."""

from collections.abc import Sequence

from sanksi.news.dates import time_words
from sanksi.news.scene import Scene
from sanksi.news.tokens import Token

LONGEST = 7
"""Words of a description, at most."""
CLAUSE = 14
"""Words of a clause or an aside between a subject and its verb, at most."""
JOINED = 24
"""Words between two verbs that "and" joins, at most."""

TURNS = 5
"""Verbs and phrases behind which a subject is looked for, at most."""


def before_verb(scene: Scene, t: Sequence[Token], k: int, *, turns: int = TURNS) -> tuple[int, int] | None:
    """First and past-last token of the subject that stands before the verb at token k.

    It is looked for past "which" and "yang", past what stands between commas, and before the verb that "and" joins to this one; None when
    something else stands there, or nothing was found in so many turns.
    """
    x = scene.lexicon.data
    if not turns:
        return None
    end = past_fillers(scene, t, k)
    if end > 0 and t[end - 1].low in x["coordination"]:
        verb = next((j for j in range(end - 2, max(-1, end - JOINED), -1) if _acts(scene, t, j)), end - 2)
        return before_verb(scene, t, verb, turns=turns - 1) if verb > 0 else None
    if end > 0 and t[end - 1].low in x["relative"]:
        end -= 2 if end > 1 and t[end - 2].text == "," else 1
    elif end > 0 and t[end - 1].text == ",":
        end = _past_aside(scene, t, end)
    prefixes = tuple(x["verb_prefixes"])
    while (
        prefixes
        and end > 1
        and t[end - 1].text.islower()
        and len(t[end - 1].low) > 5
        and t[end - 1].low.startswith((*prefixes, "ter"))
    ):
        end -= 1  # "delegasi itu berada", "tanker itu terlihat"
    while not prefixes and end > 1 and t[end - 1].text.islower() and t[end - 1].low.endswith("ing"):
        end -= 1  # "hackers working"
    end = past_fillers(scene, t, end)
    begin = end
    while begin > 0 and end - begin < LONGEST and not _bounds(scene, t, begin - 1):
        begin -= 1
    begin = _trim(scene, t, begin, end)
    if begin > 0 and t[begin - 1].low in x["prepositions"]:
        if head := _before_clause(scene, t, begin, turns - 1):
            return head
        if t[begin - 1].low not in x["as_words"]:
            return before_verb(scene, t, begin - 1, turns=turns - 1)  # "the bank in Macau moved money"
    if begin == end or (begin > 0 and t[begin - 1].low in x["as_words"]):
        return None
    return begin, end


def subject_span(scene: Scene, t: Sequence[Token], k: int) -> tuple[int, int] | None:
    """All words between the verb at token k and what begins its clause: a mark or another act."""
    begin, first = k, max(0, k - JOINED)
    clause = scene.lexicon.data["clause_words"]
    while begin > first and t[begin - 1].is_word and not _acts(scene, t, begin - 1) and t[begin - 1].low not in clause:
        begin -= 1
    return (begin, k) if begin < k else None


def _past_aside(scene: Scene, t: Sequence[Token], end: int) -> int:
    """Where an aside between commas begins, whose second comma is the last token before `end`: "X, the minister, flew"."""
    for j in range(end - 2, max(-1, end - CLAUSE), -1):
        if t[j].text == ",":
            told = any(_acts(scene, t, i) for i in range(j + 1, end - 1))
            return j if not told or t[j + 1].low in scene.lexicon.data["relative"] else end
    return end


def _before_clause(scene: Scene, t: Sequence[Token], k: int, turns: int) -> tuple[int, int] | None:
    """The head of a relative clause that ends before token k: "perusahaan yang memasok drone ke Libya itu | disita"."""
    for j in range(k - 1, max(0, k - CLAUSE), -1):
        if not t[j].is_word:
            return None
        if t[j].low in scene.lexicon.data["relative"]:
            return before_verb(scene, t, j + 1, turns=turns)
    return None


def _trim(scene: Scene, t: Sequence[Token], begin: int, end: int) -> int:
    """Where a description within tokens[begin:end] begins: at its last article or number, else past words of time."""
    x = scene.lexicon
    articles = [
        j for j in range(begin, end - 1) if x.phrases["lead_articles"].at(t, j) or t[j].low in x.data["articles"]
    ]
    heads = [j for j in articles if j == begin or t[j - 1].low not in x.data["inner_prepositions"]]
    if heads:  # not that of "two officers of the navy"
        first = heads[-1]
        while first - 1 in heads:
            first -= 1
        return first
    while begin < end and _is_time(scene, t[begin]) and t[begin].low not in x.data["pairs"]:
        begin += 1
    return begin


def _is_time(scene: Scene, token: Token) -> bool:
    return token.low in time_words(scene.lexicon.language) or token.text[0].isdigit()


def after_word(scene: Scene, t: Sequence[Token], k: int) -> tuple[int, int] | None:
    """First and past-last token of the phrase that begins at token k; None when none does."""
    x, times = scene.lexicon.data, time_words(scene.lexicon.language)
    articles, inner = x["articles"], set(x["inner_prepositions"])
    past = k
    while past < len(t) and past - k < LONGEST:
        if _bounds(scene, t, past) and t[past].low not in articles:
            break
        if past > k and t[past].low in times - inner and not scene.lexicon.phrases["lead_articles"].at(t, past):
            break
        past += 1
    while past > k and t[past - 1].low in scene.lexicon.data["coordination"]:
        past -= 1
    return (k, past) if past > k else None


def _acts(scene: Scene, t: Sequence[Token], k: int) -> bool:
    """Whether an act begins at token k that is no noun and says not only what a firm is for."""
    x = scene.lexicon
    return bool(x.phrases["deeds"].at(t, k)) and t[k].low not in x.event_nouns and t[k].low not in x.data["attributive"]


def clause_end(scene: Scene, t: Sequence[Token], k: int, end: int) -> int:
    """Where the clause ends that goes on at token k: before "which", "setelah" or another verb, at `end` at last."""
    x = scene.lexicon.data
    prefixes = tuple(x["verb_prefixes"])
    for j in range(k, min(end, len(t))):
        low = t[j].low
        if (
            low in x["relative"]
            or low in x["clause_words"]
            or (
                j > k
                and t[j].text.islower()
                and len(low) > 6
                and low.startswith(prefixes)
                and low not in x["prepositions"]
            )
        ):
            return j
    return min(end, len(t))


def is_party(scene: Scene, t: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether a phrase has a word for people, bodies and ships that can act."""
    x = scene.lexicon
    if t[span[1] - 1].low in x.data["pronouns_of_parties"]:
        return True
    kinds = ("lead_nouns", "party_nouns", "enforcers", "office_heads")
    return any(x.phrases[kind].find(t, *span) for kind in kinds)


def words_of(scene: Scene, t: Sequence[Token], span: tuple[int, int]) -> str:
    """The phrase as the article has it."""
    return scene.text[t[span[0]].start : t[span[1] - 1].end]


def past_fillers(scene: Scene, t: Sequence[Token], k: int) -> int:
    """The token behind the subject's last, past auxiliaries, adverbs, what is only suspected and when it was."""
    x = scene.lexicon.data
    lists = (
        "bridge",
        "future",
        "perfect",
        "possible",
        "negations",
        "suspected",
        "plannings",
        "arranged_nouns",
        "hesitations",
        "passive_verbs",
        "verb_fillers",
    )
    fillers = {w for key in lists for w in x[key]}
    while k > 0 and (t[k - 1].low in fillers or is_accused(scene, t, k)):
        k -= 1
    return k


def is_accused(scene: Scene, t: Sequence[Token], k: int) -> bool:
    """Whether "of" before token k says what somebody is accused of: "accused of selling", "accused the firm on Monday of selling"."""
    if k < 2 or t[k - 1].low != "of":
        return False
    return t[k - 2].low in scene.lexicon.data["suspected"] or (k < len(t) and t[k].low.endswith("ing"))


def _bounds(scene: Scene, t: Sequence[Token], k: int) -> bool:
    """Whether a phrase ends at token k: a mark, a preposition, a word that begins a clause, another act or a word of speech."""
    x, low = scene.lexicon, t[k].low
    if not t[k].is_word and low not in ("'s", "’s"):
        return True
    if low in x.data["relative"] or low in x.data["clause_words"]:
        return True
    inner = low in x.data["inner_prepositions"] and (low == "of" or (k + 1 < len(t) and t[k + 1].is_capital))
    if low in x.data["prepositions"] and not inner:
        return True
    if low in x.data["perfect"] or low in x.data["future"]:
        return True
    if len(low) > 7 and t[k].text.islower() and low.startswith(tuple(x.data["verb_prefixes"])):
        return True
    return _acts(scene, t, k) or (bool(x.phrases["cue_verbs"].at(t, k)) and not t[k].is_capital)
