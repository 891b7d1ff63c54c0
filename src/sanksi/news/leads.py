"""Parties without a name that take part in an act: "a broker in Dubai", "sebuah agen perjalanan"; kept for people to follow, never screened."""

from collections.abc import Sequence

from sanksi.news.scene import Scene
from sanksi.news.tokens import Token, split_sentences, split_tokens
from sanksi.news.values import Claim, Lead
from sanksi.news.words import Lexicon

MODIFIERS = 3
"""Words between an article and its noun, at most: "a former official", "three Hong Kong shipping companies"."""
RELATIVE = 16
"""Tokens of a description that goes on in a relative clause, at most."""


def find_leads(scene: Scene, spans: Sequence[tuple[int, int]], claims: Sequence[Claim]) -> tuple[Lead, ...]:
    """The first full description of each unnamed party in the spans; none in a report that has nothing to do with sanctions."""
    x = scene.lexicon
    sentences = [
        t for a, b in spans for s in split_sentences(scene.text, a, b, []) if (t := split_tokens(scene.text, *s))
    ]
    if not any(_is_about_sanctions(scene, t) for t in sentences):
        return ()
    sources = tuple({s.text.lower() for c in claims for s in c.speakers if " " in s.text})
    out: list[Lead] = []
    for t in sentences:
        acts = _tells_an_act(scene, t)
        past = 0
        for k in range(len(t)):
            n = (x.phrases["lead_nouns"].at(t, k) or _is_somebody(scene, t, k)) if k >= past else 0
            if n and (found := _described(scene, t, k, n, acts=acts)):
                past = found[1]
                text = scene.text[t[found[0]].start : t[past - 1].end]
                if not text.lower().startswith(sources) and not any(_again(text, other.text) for other in out):
                    out.append(Lead(start=t[found[0]].start, end=t[past - 1].end, text=text))
    return tuple(out)


def _is_about_sanctions(scene: Scene, t: Sequence[Token]) -> bool:
    """Whether a sentence speaks of sanctions or what evades them; arms and any "sanksi" only where another territory is named."""
    x = scene.lexicon
    if x.phrases["lead_topics"].find(t):
        return True
    abroad = (c for m in scene.mentions(t[0].start, t[-1].end) for c in m.countries)
    return x.phrases["lead_topics_abroad"].find(t) is not None and any(c != x.data["home_territory"] for c in abroad)


def _again(text: str, earlier: str) -> bool:
    """Whether a description only repeats an earlier, fuller one: "a broker" after "a broker in Dubai"."""
    return (earlier.lower() + " ").startswith(text.lower() + " ")


def _described(scene: Scene, t: Sequence[Token], k: int, n: int, *, acts: bool) -> tuple[int, int] | None:
    """First and past-last token of the description whose noun is at token k; None when it is no party to anything."""
    x = scene.lexicon
    words = x.data["leads"]
    past = k + n
    clause = next((j for j in range(past, min(past + 2, len(t))) if t[j].low in words["relative"]), None)
    if clause is not None:
        end = _clause_end(x, t, clause + 1, RELATIVE)
        if x.phrases["lead_about"].find(t, k, end):
            return _article(scene, t, k) or k, end
    begin = _article(scene, t, k)
    if past < len(t) and t[past].low in words["not"]:
        return None
    fixed = (k > 0 and t[k - 1].low in x.data["determiners"]) or any(
        w.low in x.data["point_back"] for w in t[k : k + 5]
    )
    foreign = t[k].low in x.data["vessels"] and _is_foreign(scene, t, past)
    end = max(_complement(scene, t, past), past + foreign)
    placed = acts and bool(words["verb_prefixes"]) and any(w.low in words["within"] for w in t[past : end - 1])
    bare = (t[k].low in words["bare"] or foreign or placed) and not fixed
    if not ((acts or end > past) and begin is not None) and not bare:
        return None
    begin = k if begin is None else begin
    if _speaks(scene, t, begin, past):
        return None
    if any(m.type != "LOC" and not m.countries for m in scene.mentions(t[begin].start, t[past - 1].end)):
        return None
    after = scene.mentions(t[end].start, t[min(end + 1, len(t) - 1)].end) if end < len(t) else ()
    return None if any(m.type in ("PER", "ORG") for m in after) else (begin, end)


def _is_foreign(scene: Scene, t: Sequence[Token], k: int) -> int:
    """Tokens behind a ship that say whose it is: "kapal asing", "kapal Korea Utara"."""
    if k >= len(t):
        return 0
    if t[k].low in scene.lexicon.data["leads"]["foreign"]:
        return 1
    of = next((m for m in scene.mentions(t[k].start, t[k].end) if m.countries and m.type in ("LOC", "GOV")), None)
    return sum(t[k].start <= w.start < of.end for w in t[k:]) if of else 0


def _is_somebody(scene: Scene, t: Sequence[Token], k: int) -> int:
    """1 when token k means a person by its form: what "seorang" counts, "a jeweller"; else 0."""
    x = scene.lexicon
    words = x.data["leads"]
    if k == 0 or not t[k].text.islower() or t[k].low in words["things"]:
        return 0
    if t[k - 1].low in words["of_persons"]:
        return int(not x.phrases["office_heads"].at(t, k))
    does = t[k].low.endswith(tuple(words["doers"])) and len(t[k].low) > 5 and not x.phrases["office_heads"].at(t, k)
    return int(does and x.phrases["lead_articles"].at(t, k - 1) > 0)


def _tells_an_act(scene: Scene, t: Sequence[Token]) -> bool:
    """Whether a sentence tells an event or speaks of what sanctions are evaded with."""
    x = scene.lexicon
    return any(x.phrases[key].find(t, 0, len(t)) for key in ("lead_about", "acts"))


def _article(scene: Scene, t: Sequence[Token], k: int) -> int | None:
    """The token of the article or number that makes the noun at token k indefinite."""
    words = scene.lexicon.phrases["lead_articles"]
    if k >= 3 and t[k - 1].low in ("'s", "’s") and scene.lexicon.phrases["lead_nouns"].at(t, k - 2):
        return k - 3  # "the ship's owner"
    for j in range(k - 1, max(-1, k - MODIFIERS - 2), -1):
        if n := words.at(t, j):
            return None if t[j + n].low in scene.lexicon.data["leads"]["not"] else j  # "tidak ada satu pun kapal"
        x = scene.lexicon.data
        if not t[j].is_word or t[j].low in x["prepositions"] or t[j].low in x["articles"]:
            return None
    return None


def _speaks(scene: Scene, t: Sequence[Token], begin: int, past: int) -> bool:
    """Whether the words are a source: "a trader said", "kata seorang pedagang", "menurut sebuah perusahaan"."""
    x = scene.lexicon
    cited = x.phrases["according"].find(t, max(0, begin - 3), begin) or x.phrases["quote_after"].at(t, begin - 1)
    cited = cited or t[begin - 1].low in x.data["cues"]["told_by"] or (begin > 1 and t[begin - 2].text in '"”')
    return (begin > 0 and bool(cited)) or bool(x.phrases["cue_verbs"].at(t, past))


def _complement(scene: Scene, t: Sequence[Token], k: int) -> int:
    """Past the nouns, the place or the owner that belong to a description: "penjualan senjata", "of a Libyan bank", "di Dandong"."""
    x = scene.lexicon
    verbs = tuple(x.data["leads"]["verb_prefixes"])
    for _ in range(MODIFIERS if verbs else 0):  # where what describes a noun follows it
        within = k < len(t) and t[k].low in x.data["leads"]["within"]
        if k >= len(t) or within or not t[k].text.islower() or t[k].low.startswith(verbs) or t[k].low in _closed(x):
            break
        k += 1
    if k + 1 < len(t) and t[k].low in x.data["relative"]:
        return _clause_end(x, t, k + 1, RELATIVE // 2)
    if k + 1 >= len(t) or t[k].low not in x.data["leads"]["within"]:
        return k
    end = next((j for j in range(k + 1, min(k + 5, len(t))) if not t[j].is_word), min(k + 5, len(t)))
    for j in range(k + 1, end):
        if n := x.phrases["lead_nouns"].at(t, j):
            return j + n
        if t[j].is_capital and not (j + 1 < end and (t[j + 1].is_capital or x.phrases["lead_nouns"].at(t, j + 1))):
            return j + 1
    return min(k + 3, end)


def _closed(x: Lexicon) -> frozenset[str]:
    """Words that begin something else than a further noun."""
    lists = (
        "prepositions",
        "relative",
        "conjunctions",
        "coordination",
        "bridge",
        "future",
        "negations",
        "connectors",
        "point_back",
        "possible",
    )
    return frozenset(w for key in lists for w in x.data[key])


def _clause_end(x: Lexicon, t: Sequence[Token], k: int, reach: int) -> int:
    """Past the clause that begins at token k: at a mark, or behind "itu", which closes the description."""
    for j in range(k, min(k + reach, len(t))):
        if t[j].text in ',.;"”“':
            return j
        if t[j].low in x.data["point_back"]:
            return j + 1
        if t[j].low in x.data["suspected"]:
            return j
    return min(k + reach, len(t))
