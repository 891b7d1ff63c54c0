"""Around a quote: where it closes, whether it is one, and the cue before or behind it with its speakers."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sanksi.news.cue_words import NAMED
from sanksi.news.scene import Scene
from sanksi.news.speakers import described_after, described_before, speakers_after, speakers_before
from sanksi.news.tags import introduced, tag_behind
from sanksi.news.tokens import MARKS, Quote, Token, split_tokens
from sanksi.news.values import Speaker
from sanksi.news.verbs import SHORT, is_negated
from sanksi.news.words import Lexicon

LEAST = 3
"""Tokens of a clause, at least."""
DASHES = ("—", "–", "-")
BARE = ("asks", "promises", "threatens", "warns")
"""Stances whose English verbs take a single noun: "urged patience"."""


def close_quote(scene: Scene, q: Quote) -> Quote:
    """A quote whose closing mark is missing ends before the cue that follows it: "“Kami siap, kata X."."""
    if q.closed:
        return q
    tokens = split_tokens(scene.text, q.start, q.end)
    for k in range(3, len(tokens)):
        if tokens[k - 1].text in ",?!" and _is_tag(scene.lexicon, tokens, k):
            return replace(q, end=tokens[k - 1].end)
    return q


def split_quote(scene: Scene, q: Quote) -> list[Quote]:
    """The two halves of a quote with its cue between dashes within the marks: "«Мы готовы, — сказал X. — Пора»"; else the quote alone."""
    tokens = split_tokens(scene.text, q.start, q.end)
    for k in range(2, len(tokens) - 1):
        if (
            tokens[k].text in DASHES
            and tokens[k - 1].text in ",?!…"
            and scene.lexicon.stance("quote_after", tokens[k + 1].low)
        ):
            again = next((t for t in tokens[k + 1 :] if t.text in DASHES), None)
            mark = tokens[k - 1]
            first = replace(q, end=mark.start if mark.text == "," else mark.end, closed=False)
            return [first, replace(q, start=again.end + 1, opened=False)] if again else [first]
    return [q]


def is_second_half(text: str, q: Quote) -> bool:
    """Whether a quote goes on behind its cue: "— сказал X. — Пора»"."""
    return not q.opened and text[max(0, q.start - 3) : q.start].strip() in DASHES


def _is_tag(x: Lexicon, tokens: Sequence[Token], k: int) -> bool:
    """Whether token k begins "kata X", "ujarnya", "said X" or "X said"."""
    suffix = x.data["pronoun_suffix"]
    if suffix and tokens[k].low.endswith(suffix) and x.stance("quote_after", tokens[k].low.removesuffix(suffix)):
        return True
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if following is None:
        return False
    if x.stance("quote_after", tokens[k].low):
        described = ("pronouns", "articles", "one_person", "persons")
        told = any(following.low in x.data[key] for key in described) or x.phrases["office_heads"].at(tokens, k + 1)
        return bool(following.is_capital or told)
    named = tokens[k].is_capital or tokens[k].low in x.data["pronouns"]
    return x.language == "en" and named and x.stance("quote_after", following.low) is not None


def is_title(scene: Scene, q: Quote, before: Sequence[Token]) -> bool:
    """Whether the marks hold a title or words within a sentence: "dalam diskusi bertajuk “...”, X mengatakan"."""
    if not q.opened or ends_speech(scene.text, q) or not before or not before[-1].is_word:
        return False
    x, last = scene.lexicon, before[-1].low
    return not (x.stance("verbs", last) or x.stance("quote_after", last) or last in x.data["cues"]["that"])


def goes_on(x: Lexicon, before: Sequence[Token]) -> bool:
    """Whether what stands before a further quote lets the same speaker go on: a mark, "dan", "seraya menambahkan"."""
    if not before or not before[-1].is_word:
        return True
    low = before[-1].low
    return low in x.data["conjunctions"] or low in x.data["quote_glue"] or x.stance("verbs", low) is not None


def ends_speech(text: str, q: Quote) -> bool:
    """Whether the quote ends as speech does, with a mark of its own, or with a comma and dash behind it: "«Это ложь», — сказал X"."""
    return text[q.end - 1 : q.end] in (",", ".", "!", "?") or text.startswith((", —", ", –"), q.end + q.closed)


def cue_after(scene: Scene, after: Sequence[Token], *, ended: bool) -> tuple[str, tuple[Speaker, ...]] | None:
    """The cue that follows a quote: "kata X", "ujarnya", "X said", "he said"; of one that ended with a mark of its own also a verb that no list has."""
    x = scene.lexicon
    if ended and x.language == "en" and (found := tag_behind(scene, after)):
        return found
    suffix = x.data["pronoun_suffix"]
    for k in range(min(2, len(after))):
        low = after[k].low
        if suffix and low.endswith(suffix) and low.removesuffix(suffix) in x.data["cues"]["according"]:
            return after[k].text, (scene.pronoun(after[k].text),)
        if (n := x.phrases["according"].at(after, k)) and (speakers := speakers_after(scene, after, k + n)):
            return after[k].text, speakers
        if suffix and low.endswith(suffix) and x.stance("quote_after", low.removesuffix(suffix)):
            named = speakers_after(scene, after, k + 1) if k + 1 < len(after) and after[k + 1].is_capital else ()
            return after[k].text, named or (scene.pronoun(after[k].text),)
        if x.stance("quote_after", low) and after[0].text not in ".?!":
            inverted = described_after(scene, after, k + 1) if k == 0 or suffix else ()
            if speakers := speakers_after(scene, after, k + 1) or inverted:
                return after[k].text, speakers
        if after[k].text in ".?!;":
            return None
    for k in range(1, min(16, len(after))):
        if x.stance("verbs", after[k].low) and not is_negated(after, k, x) and not x.is_noun(after, k):
            if speakers := speakers_before(scene, after, 0, k):
                return after[k].text, speakers
    return _new_verb(scene, after) if ended and suffix else None


def _new_verb(scene: Scene, after: Sequence[Token]) -> tuple[str, tuple[Speaker, ...]] | None:
    """An Indonesian verb of speech that no list has, told by its place: "semprot direktur pabrik itu"."""
    x = scene.lexicon
    if not after or not _may_speak(after[0], x):
        return None
    if after[0].low.endswith(x.data["pronoun_suffix"]):
        return after[0].text, (scene.pronoun(after[0].text),)
    speakers = speakers_after(scene, after, 1) if begins_name(scene, after, 1) else described_after(scene, after, 1)
    return (after[0].text, speakers) if speakers else None


def _may_speak(t: Token, x: Lexicon) -> bool:
    """Whether a word can be a verb of speech by its form: a word of no closed class."""
    if t.is_capital or not t.text.isalpha() or len(t.text) < SHORT:
        return False
    closed = (
        "prepositions",
        "connectors",
        "bridge",
        "conjunctions",
        "speaker_stops",
        "relative",
        "negations",
        "pronouns",
        "quote_glue",
    )
    return not any(t.low in x.data[key] for key in closed)


def begins_name(scene: Scene, t: Sequence[Token], k: int) -> bool:
    """Whether a name, an office or a pronoun begins at token k."""
    if k >= len(t):
        return False
    x = scene.lexicon
    told = x.phrases["office_heads"].at(t, k) or x.phrases["group_speakers"].at(t, k) or t[k].low in x.data["pronouns"]
    return bool(t[k].is_capital or told)


def cue_before(scene: Scene, before: Sequence[Token]) -> tuple[str, tuple[Speaker, ...]] | None:
    """The cue that leads into a quote: "X mengatakan,", "kata X:", "according to X,"."""
    x = scene.lexicon
    if not before:
        return None
    if x.language == "en" and before[-1].text == ":":
        return introduced(scene, before)
    closes = (
        before[-1].text in ",:"
        or x.stance("verbs", before[-1].low) is not None
        or before[-1].low in x.data["cues"]["that"]
    )
    if not closes:
        return None
    for k in range(len(before) - 1, -1, -1):
        low = before[k].low
        if x.stance("verbs", low) and not is_negated(before, k, x) and not x.is_noun(before, k):
            return before[k].text, speakers_before(scene, before, 0, k) or ((scene.last,) if scene.last else ())
        if x.stance("quote_after", low) or x.phrases["according"].at(before, k):
            if speakers := speakers_after(scene, before, k + (x.phrases["according"].at(before, k) or 1)):
                return before[k].text, speakers
    if before[-1].text == ":" and len(before) > 2:  # "a government insider fumed: ..."
        k = len(before) - 1 - before[-2].text.islower()
        if speakers := speakers_before(scene, before, 0, k) or described_before(scene, before, 0, k):
            return before[-2].text, speakers
    return None


def turn_before(t: list[Token], floor: int, k: int, x: Lexicon) -> int | None:
    """Where a clause with a subject of its own begins before the cue at token k: "..., but Tehran", "...; Moscow"."""
    for j in range(k - 1, max(floor, k - 12), -1):
        if t[j].text == ";":
            return j + 1
        if t[j].low in x.data["turns"] and t[j - 1].text == ",":
            return j + 1
    return None


def split_clauses(t: list[Token], x: Lexicon) -> list[list[Token]]:
    """A sentence in clauses told side by side: "..., sedangkan Seoul mengancam ..."."""
    breaks = [
        j
        for j in range(LEAST, len(t) - LEAST)
        if t[j - 1].text == ";"
        or (
            t[j].low in x.data["breaks"]
            and t[j - 1].text == ","
            and t[j + 1].low not in x.data["point_back"]
            and (t[j].low in x.data["meanwhile"] or any(x.stance("verbs", w.low) for w in t[j:]))
        )
    ]
    bounds = [0, *breaks, len(t)]
    return [t[a + (a in breaks and t[a].low in x.data["breaks"]) : b - (b in breaks)] for a, b in pairwise(bounds)]


def clause_before(t: list[Token], floor: int, k: int, x: Lexicon) -> int:
    """Where the clause of the cue at token k begins: behind "as", "when", "which" with a subject of its own, else at the floor."""
    begin = floor
    for j in range(k - 2, max(floor, k - NAMED) - 1, -1):
        opens = t[j].low in x.data["clauses"] or (t[j].low in x.data["turns"] and x.language == "en")
        if opens and any(w.is_word and w.low not in x.data["bridge"] for w in t[j + 1 : k]):
            begin = j + 1
            break
    return begin


def aside_before(t: list[Token], floor: int, k: int, x: Lexicon) -> int | None:
    """Where words between commas before the cue at token k begin: "Tehran, in a statement, denied"; a name there is no aside."""
    while k > floor and t[k - 1].low in x.data["bridge"]:
        k -= 1
    if k < 3 or t[k - 1].text != ",":
        return None
    found = next((j for j in range(k - 2, max(floor, k - 16), -1) if t[j].text == ","), None)
    return found if found is not None and t[found + 1].low in x.data["asides"] else None


def is_chained(t: Sequence[Token], k: int, floor: int, x: Lexicon) -> bool:
    """Whether a further cue continues the speaker: ", dan mengatakan", "seraya menambahkan", ", tetapi membantah"."""
    data = x.data
    j = k - 1
    while j > floor and t[j].low in data["bridge"]:
        j -= 1
    joined = t[j].low in data["conjunctions"] or t[j].low in data["quote_glue"] or t[j].text in MARKS
    before = t[j - 1].low if j > floor else ""
    again = t[j].low in data["pronouns"] and (
        before in data["conjunctions"] or before in data["clauses"]
    )  # "..., and she vowed"
    joined = (
        joined
        or again
        or t[j].low in data["turns"]
        or (t[j].low in data["relative"] and j > 0 and t[j - 1].text == ",")
    )
    trailing = data["participle"] and t[k].low.endswith(data["participle"]) and t[k - 1].text == ","
    return joined or bool(trailing) or t[k].low in data["quote_glue"]  # "..., saying it had been paid"


def content_at(scene: Scene, t: Sequence[Token], k: int, least: int) -> int | None:
    """Offset where what is said begins, after "kepada wartawan" and "bahwa"; None when it has fewer words than the least."""
    x = scene.lexicon
    if k < len(t) and t[k].low in x.data["no_content"] and not x.phrases["approximations"].at(t, k):
        return None
    ahead = range(k, min(k + 12, len(t)))
    that = next((j for j in ahead if t[j].low in x.data["cues"]["that"][:1]), None)
    if (
        that == k
        and x.language == "en"
        and k + 1 < len(t)
        and t[k + 1].low in (*x.data["passive_verbs"], *x.data["perfect"], *x.data["will"])
    ):
        that = None  # "said that was wrong"
    if that is not None and any(x.phrases["cue_verbs"].at(t, j) and not x.is_noun(t, j) for j in range(k, that)):
        that = None  # it belongs to a further cue
    words = [w for w in t[k:] if w.is_word]
    if that is not None and that + 1 < len(t):
        between = [w for w in t[k:that] if w.text != ","]  # "заявил, что"
        lead = between[0].low if between else ""
        noun = any(w.low in x.data["cues"]["nouns"] or w.low in x.data["rumours"] for w in between)
        addressed = t[k - 1].low in x.data["addressed"] and not any(w.low in x.data["finite"] for w in between)
        timed = (
            lead in x.data["prepositions"]
            or lead in x.data["weekdays"]
            or lead in x.data["bridge"]
            or lead in x.data["timely"]
        )
        if not between or noun or addressed or timed:
            return t[that + 1].start
    if len(words) >= least:
        return t[k].start
    return None
