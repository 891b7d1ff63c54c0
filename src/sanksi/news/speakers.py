"""Who speaks: from the words after a cue ("kata X"), before it ("X mengatakan"), or from what was said before ("ujarnya")."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sanksi.news.scene import Scene
from sanksi.news.tokens import Token
from sanksi.news.values import Mention, Speaker
from sanksi.news.words import Lexicon

DESCRIBED = 7
"""Words of a subject without a name, at most."""
LONGEST = 14
"""Tokens of a source without a name in English, at most."""
LONGER = 11
"""The same in English, which says more of it: "A statement issued by the port late on Sunday"."""
SHORTEST = 3
"""Letters of a word that can stand for a full name."""
FARTHEST = 26
"""Tokens after a cue within which its speaker stands."""


def speakers_after(scene: Scene, tokens: Sequence[Token], k: int) -> tuple[Speaker, ...]:
    """Speakers named from token k on: "kata juru bicara Departemen Luar Negeri AS Matthew Miller dalam ..."."""
    x = scene.lexicon
    if k >= len(tokens) or tokens[k].low in x.data["no_source"]:
        return ()
    if tokens[k].low in x.data["pronouns"]:
        return (scene.pronoun(tokens[k].text),)
    end = _region_end(scene, tokens, k)
    a, b = tokens[k].start, end
    mentions = scene.mentions(a, b)
    owned = ("'s", "’s")
    persons = [m for m in mentions if m.type == "PER" and scene.text[m.end : m.end + 2] not in owned]
    if persons:  # the last one, unless a name follows at once: what stands before the name is the office
        first = persons[0] if persons[0].start == a else _leading(scene, persons[-1], mentions)
        return _coordinated(scene, first, mentions)
    group = x.phrases["group_speakers"].find(tokens, k, min(len(tokens), k + 3))
    if group and group[0] > k and x.language == "id" and x.phrases["office_heads"].at(tokens, k):
        group = None  # "direktur perusahaan itu"
    if group and not mentions:
        return (in_words(scene, tokens, *group),)
    stop = next((j for j in range(k, len(tokens)) if tokens[j].start >= b), len(tokens))
    if scene.last and (n := _described(x, tokens, k, stop)):  # "kata politikus senior itu"
        return (scene.pronoun(scene.text[a : tokens[n - 1].end]),)
    if offices := scene.offices(a, b):
        return (scene.office_speaker(offices[0]),)
    if speaking := [m for m in mentions if m.type in ("ORG", "GOV")] or list(mentions):
        return _coordinated(scene, speaking[0], mentions)
    if found := x.phrases["group_speakers"].find(tokens, k, min(len(tokens), k + 6)):
        return (in_words(scene, tokens, *found),)
    return _short_form(scene, tokens[k])


def _short_form(scene: Scene, token: Token) -> tuple[Speaker, ...]:
    """A word of a person's full name, given alone where somebody speaks, though it is an ordinary one: "kata Iman"."""
    if not token.is_capital or len(token.text) < SHORTEST:
        return ()
    for figure in scene.cast.figures.values():
        if figure.type == "PER" and token.text in figure.name.split():
            return (Speaker(text=token.text, name=figure.name, entity=figure.id),)
    return ()


def unnamed_after(scene: Scene, tokens: Sequence[Token], k: int) -> tuple[Speaker, ...]:
    """The article's words for a source without a name: "menurut laporan tersebut", "according to two people familiar with it"."""
    end = next((j for j in range(k, len(tokens)) if tokens[j].text in ",.;"), len(tokens))
    if not 0 < end - k <= FARTHEST or tokens[k].low in scene.lexicon.data["no_source"]:
        return ()
    suffix = scene.lexicon.data["pronoun_suffix"]
    if suffix and end == k + 1 and tokens[k].low.endswith(suffix) and not scene.is_holder(tokens[k].text):
        return (scene.pronoun(tokens[k].text),)  # "menurut hitungannya"
    return (in_words(scene, tokens, k, end),)


def can_begin(token: Token, x: Lexicon) -> bool:
    """Whether an English subject can begin with the token."""
    barred = ("relative", "prepositions", "clauses", "conjunctions", "turns")
    return token.is_word and not any(token.low in x.data[key] for key in barred)


def described_after(scene: Scene, tokens: Sequence[Token], k: int) -> tuple[Speaker, ...]:
    """A speaker without a name behind a cue, in the article's words: "tutur manajernya", "said two people with knowledge of the deal"."""
    x, text = scene.lexicon, scene.text
    stops = x.words("relative") | x.words("described_stops")
    end = k
    while end < len(tokens) and tokens[end].is_word and tokens[end].low not in stops:
        if end > k and "," in text[tokens[end - 1].end : tokens[end].start]:
            break
        end += 1
    if x.language == "en":
        if end - k > LONGEST:
            end = next((j for j in range(k + 1, end) if tokens[j].low in x.data["conjunctions"]), end)
        begins = end > k and can_begin(tokens[k], x) and end - k <= LONGEST
    else:
        begins = end > k and bool(x.data["pronoun_suffix"]) and end - k <= DESCRIBED
    return (in_words(scene, tokens, k, end),) if begins and tokens[k].low not in x.data["nobody"] else ()


def _described(x: Lexicon, tokens: Sequence[Token], k: int, stop: int) -> int:
    """Past the end of a description that points back to a person: "politikus senior Partai A itu"; 0 when token k begins none."""
    end = next((j for j in range(k + 1, stop) if tokens[j].low in x.data["point_back"]), None)
    return end + 1 if end is not None and tokens[k].text[0].islower() else 0


def _region_end(scene: Scene, tokens: Sequence[Token], k: int) -> int:
    x = scene.lexicon
    stops = x.words("speaker_stops")
    j = k
    inside = 0
    while j < len(tokens) and j - k < FARTHEST:
        t = tokens[j]
        held = scene.mentions(t.start, t.start + 1) or scene.offices(t.start, t.start + 1)
        if held:
            inside = max(inside, held[0].end)
        if t.start >= inside:
            if t.text in '.?!;:“”"' or (t.low in stops and j > k) or (t.low in x.data["weekdays"] and t.is_capital):
                break
            if t.text == "," and j > k:
                following = tokens[j + 1] if j + 1 < len(tokens) else None
                if following is None or not any(
                    m.type == "PER" for m in scene.mentions(following.start, following.start + 1)
                ):
                    break
                if any(m.type == "PER" for m in scene.mentions(tokens[k].start, t.start)):
                    break
        j += 1
    return tokens[j].start if j < len(tokens) else tokens[-1].end


def speakers_before(scene: Scene, tokens: Sequence[Token], first: int, k: int) -> tuple[Speaker, ...]:
    """Speakers that are the subject of the cue at token k, looked for from token `first` on."""
    x = scene.lexicon
    j = k - 1
    while j >= first and ((n := x.bridges_before(tokens, j)) or tokens[j].text in ",)»”"):
        j -= n or 1
    if j < first:
        return ()
    if tokens[j].low in x.data["pronouns"]:
        return (scene.pronoun(tokens[j].text),)
    a, b = tokens[first].start, tokens[j].end
    mentions = scene.mentions(a, b)
    offices = scene.offices(a, b)
    adjacent = [m for m in mentions if m.end == b]
    group = _group(x, tokens, first, min(j + 1, first + 4))
    if group and adjacent and adjacent[-1].type in ("GOV", "LOC"):  # "para pejabat AS dan Korea Selatan"
        return (in_words(scene, tokens, group[0], j + 1),)
    if adjacent and adjacent[-1].type == "ORG" and (office := _office_of(scene, tokens, first, j + 1, mentions)):
        return (office,)
    held = adjacent and x.data["declines"] and any(o.end == b and o.start < adjacent[-1].start for o in offices)
    if adjacent and not held and not is_governed(scene, tokens, adjacent[-1], first) and adjacent[-1].type != "LOC":
        return _coordinated(scene, _leading(scene, adjacent[-1], mentions), mentions)
    ending = [
        o for o in offices if o.end == b or (adjacent and o.start <= adjacent[-1].start and o.end >= adjacent[-1].end)
    ]
    if (
        (found := _group(x, tokens, first, j + 1))
        and not _led(scene, tokens, first, found[0], mentions)
        and (
            not any(m.type == "PER" for m in mentions)
            or tokens[found[0]].start > mentions[-1].start
            or found[0] == first
        )
    ):
        named = [m for m in mentions if m.countries and m.start >= tokens[max(first, found[0] - 4)].start]
        begin = next((i for i in range(first, found[0]) if named and tokens[i].start == named[0].start), found[0])
        words = in_words(scene, tokens, begin, j + 1 if j + 1 - found[0] < 12 else found[1])
        return (replace(words, entity=named[0].entity if begin < found[0] else None),)  # "Russia's foreign ministry"
    if ending:
        return (scene.office_speaker(ending[-1]),)
    free = [m for m in mentions if not is_governed(scene, tokens, m, first) and m.type in ("PER", "GOV", "ORG")]
    if offices and not free:
        return (scene.office_speaker(offices[0]),)
    if free:  # a person before a body
        return _coordinated(scene, next((m for m in free if m.type == "PER"), free[0]), mentions)
    return _placed(scene, tokens, k, mentions) or _agency(scene, tokens[first : j + 1])


def _office_of(
    scene: Scene, tokens: Sequence[Token], first: int, end: int, mentions: Sequence[Mention]
) -> Speaker | None:
    """Who holds an Indonesian office that ends in the name of its body: "Kepala cabang Bank Contoh"; the body does not speak then."""
    x = scene.lexicon
    begin = next((j + 1 for j in range(end - 1, first - 1, -1) if not tokens[j].is_word), first)
    while begin < end and tokens[begin].low in x.data["connectors"]:
        begin += 1
    head = x.phrases["office_heads"].at(tokens, begin) or int(begin < end and tokens[begin].low in x.data["persons"])
    named = any(m.type == "PER" and m.start >= tokens[begin].start for m in mentions if begin < end)
    if x.language != "id" or not head or named or end - begin > DESCRIBED + 2:
        return None
    words = in_words(scene, tokens, begin, end)
    offices = [o for o in scene.offices(tokens[begin].start, tokens[end - 1].end) if o.start == tokens[begin].start]
    holder = scene.office_speaker(offices[0]) if offices else words
    return replace(holder, text=words.text)


def _led(scene: Scene, tokens: Sequence[Token], first: int, group: int, mentions: Sequence[Mention]) -> bool:
    """Whether a name in the nominative leads the clause and makes the group its object: "Госдеп поблагодарил власти и пообещал"."""
    if not scene.lexicon.data["declines"] or not mentions or mentions[0].start >= tokens[group].start:
        return False
    return mentions[0].start == tokens[first].start and not is_governed(scene, tokens, mentions[0], first)


def _placed(scene: Scene, tokens: Sequence[Token], k: int, mentions: Sequence[Mention]) -> tuple[Speaker, ...]:
    """The place that stands for the subject of an impersonal cue at token k: "в Кремле заявили"."""
    x = scene.lexicon
    if not tokens[k].low.endswith(tuple(x.data["impersonal"])):
        return ()
    return tuple(scene.speaker(m) for m in mentions if _word_before(tokens, m) in x.data["loc_prepositions"])[:1]


def _word_before(tokens: Sequence[Token], mention: Mention) -> str:
    """The word before a mention, in lower case."""
    at = bisect_left(tokens, mention.start, key=lambda t: t.start)
    return tokens[at - 1].low if at else ""


def relative_before(scene: Scene, tokens: Sequence[Token], k: int) -> tuple[Speaker, ...]:
    """The name that a relative clause with the cue at token k belongs to: "The Daily Instance, which said"."""
    if k < 3 or tokens[k - 1].low not in scene.lexicon.data["relative"] or tokens[k - 2].text != ",":
        return ()
    end = tokens[k - 3].end
    named = [m for m in scene.mentions(tokens[0].start, end) if m.end == end]
    return (scene.speaker(named[-1]),) if named else ()


def described_before(scene: Scene, tokens: Sequence[Token], first: int, k: int) -> tuple[Speaker, ...]:
    """A subject without a name before the cue at token k, in the article's words: "the club", "kelompok pembelot itu"."""
    x = scene.lexicon
    end = k
    while end > first and (n := x.bridges_before(tokens, end - 1)):
        end -= n
    marks = (
        j + 1 for j in range(end - 1, first - 1, -1) if not tokens[j].is_word and tokens[j].low not in ("'s", "’s")
    )
    begin = next(marks, first)
    while begin < end and tokens[begin].low in x.data["connectors"]:
        begin += 1
    if end > begin and tokens[end - 1].low not in x.data["relative"]:  # "a sailor who asked for no name"
        end = next((j for j in range(begin + 1, end) if tokens[j].low in x.data["relative"]), end)
    if end == begin and begin < k and tokens[begin].low in x.data["alone"]:
        end += 1  # "Both deny it"
    low = [t.low for t in tokens[begin:end]]
    if (
        not 0 < len(low) <= (LONGER if x.language == "en" else DESCRIBED)
        or low[0] in x.data["prepositions"]
        or low[-1] in x.data["relative"]
    ):
        return ()
    if x.language == "en" and (low[-1] in x.data["mute"] or (len(low) == 1 and low[0].endswith(("ing", "ed")))):
        return ()
    if x.language == "en" and len(low) > 1 and (low[0] in x.data["pronouns"] or any(w in x.data["pasts"] for w in low)):
        return ()  # "they met at the hotel"
    if low[0] in x.data["nobody"] or any(w in x.data["relative"] or w in x.data["will"] for w in low):
        return ()
    return (in_words(scene, tokens, begin, end),)


def _agency(scene: Scene, subject: Sequence[Token]) -> tuple[Speaker, ...]:
    """A body without a name of its own, in the article's words: "Seoul's spy agency"."""
    x = scene.lexicon.data
    told = subject[-1].low in x["org_heads"] or subject[-1].low in x["org_tails"]
    if not told or len(subject) > 8 or any(t.text in ",;" for t in subject):
        return ()
    return (in_words(scene, subject, 0, len(subject)),)


def _group(x: Lexicon, tokens: Sequence[Token], first: int, end: int) -> tuple[int, int] | None:
    return x.phrases["group_speakers"].find(tokens, first, end)


def is_governed(scene: Scene, tokens: Sequence[Token], mention: Mention, first: int) -> bool:
    """Whether a preposition, a transitive verb or a case rules the mention: "kepada Putin", "bertemu Kim"."""
    if mention.oblique:
        return True
    start = mention.start
    for o in scene.offices(tokens[first].start, mention.start + 1):
        if o.start <= mention.start <= o.end + 2:
            start = min(start, o.start)
    at = next((i for i in range(first, len(tokens)) if tokens[i].start >= start), len(tokens))
    at -= at - 1 > first and tokens[at - 1].low in scene.lexicon.data["articles"]
    previous = tokens[at - 1].low if at > first else ""
    return previous in scene.lexicon.data["prepositions"]


def _leading(scene: Scene, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """The first of "A dan B", when the mention is its end."""
    k = mentions.index(mention)
    while k and mentions[k - 1].type == mention.type and _joined(scene, mentions[k - 1], mentions[k]):
        k -= 1
    return mentions[k]


def _coordinated(scene: Scene, first: Mention, mentions: Sequence[Mention]) -> tuple[Speaker, ...]:
    out = [scene.speaker(first)]
    k = list(mentions).index(first)
    while (
        k + 1 < len(mentions)
        and mentions[k + 1].type == mentions[k].type
        and _joined(scene, mentions[k], mentions[k + 1])
    ):
        out.append(scene.speaker(mentions[k + 1]))
        k += 1
    return tuple(out)


def _joined(scene: Scene, left: Mention, right: Mention) -> bool:
    between = scene.text[left.end : right.start].lower().split()
    office = (right.office or "").lower().split()
    rest = [w.strip(",") for w in between if w.strip(",") and w not in office]
    return len(between) < 8 and rest in [[c] for c in scene.lexicon.data["coordination"]]


def in_words(scene: Scene, tokens: Sequence[Token], a: int, b: int) -> Speaker:
    """A speaker without a name, in the words of the article, with the territories it names told by the mentions."""
    return Speaker(text=scene.text[tokens[a].start : tokens[b - 1].end])
