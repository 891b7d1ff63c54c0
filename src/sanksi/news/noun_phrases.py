"""The words round a verb that tell who does it or undergoes it, when they may name nobody: "the ship", "dua perusahaan itu"."""

from collections.abc import Sequence

from sanksi.news.speakers import Scene
from sanksi.news.tokens import Token

LONGEST = 7
"""Words of a description, at most."""
CLAUSE = 14
"""Words of a relative clause between a subject and its verb, at most."""


def before_verb(scene: Scene, t: Sequence[Token], k: int) -> tuple[int, int] | None:
    """First and past-last token of the subject that stands right before the verb at token k, past "which" and "yang"; None when something else does."""
    end = _past_fillers(scene, t, k)
    relative = scene.lexicon.data["relative"]
    if end > 0 and t[end - 1].low in relative:
        end -= 1
        if end > 0 and t[end - 1].text == ",":
            end -= 1
    begin = end
    while begin > 0 and end - begin < LONGEST and not _bounds(scene, t[begin - 1]):
        begin -= 1
    if (
        begin > 0
        and t[begin - 1].low in scene.lexicon.data["prepositions"]
        and (head := _before_clause(scene, t, begin))
    ):
        return head
    if begin == end or (begin > 0 and t[begin - 1].low in scene.lexicon.data["as_words"]):
        return None
    return begin, end


def _before_clause(scene: Scene, t: Sequence[Token], k: int) -> tuple[int, int] | None:
    """The head of a relative clause that ends before token k: "perusahaan yang memasok drone ke Libya itu | disita"."""
    for j in range(k - 1, max(0, k - CLAUSE), -1):
        if not t[j].is_word:
            return None
        if t[j].low in scene.lexicon.data["relative"]:
            return before_verb(scene, t, j + 1)
    return None


def after_word(scene: Scene, t: Sequence[Token], k: int) -> tuple[int, int] | None:
    """First and past-last token of the phrase that begins at token k; None when none does."""
    articles = scene.lexicon.data["articles"]
    past = k
    while past < len(t) and past - k < LONGEST:
        if _bounds(scene, t[past]) and t[past].low not in articles:
            break
        if past > k and _acts(scene, t, past):
            break
        past += 1
    while past > k and t[past - 1].low in scene.lexicon.data["coordination"]:
        past -= 1
    return (k, past) if past > k else None


def _acts(scene: Scene, t: Sequence[Token], k: int) -> bool:
    """Whether an act begins at token k that is no noun and says not only what a firm is for."""
    x = scene.lexicon
    return bool(x.phrases["acts"].at(t, k)) and t[k].low not in x.event_nouns and t[k].low not in x.data["attributive"]


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


def _past_fillers(scene: Scene, t: Sequence[Token], k: int) -> int:
    """The token behind the subject's last, past auxiliaries, adverbs, what is only suspected and when it was."""
    x = scene.lexicon.data
    lists = (
        "bridge",
        "future",
        "perfect",
        "possible",
        "negations",
        "suspected",
        "hesitations",
        "passive_verbs",
        "verb_fillers",
    )
    fillers = {w for key in lists for w in x[key]}
    while k > 0 and t[k - 1].low in fillers:
        k -= 1
    return k


def _bounds(scene: Scene, token: Token) -> bool:
    x = scene.lexicon.data
    if not token.is_word and token.low not in ("'s", "’s"):
        return True
    inner = x["inner_prepositions"]
    return token.low in x["relative"] or (token.low in x["prepositions"] and token.low not in inner)
