"""Names in the text, by two finders that do not know of each other.

Runs of capitalised words, cut by what the lexicon knows of offices, organisations and territories; and a trained tagger, where the language has one.
Two passes: full names first; then single words that are part of a full name, and single words that speak.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sanksi.news.runs import Run, read_run
from sanksi.news.tagged import find_tagged, unite
from sanksi.news.tagger import load_tagger
from sanksi.news.tokens import Token, split_tokens
from sanksi.news.values import Mention, When
from sanksi.news.words import Lexicon, territory_at

SHIP = 4
"""Words of a ship's name, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office in the text, with or without the name of its holder ("Menhub", "the Russian president")."""

    start: int
    end: int
    text: str
    countries: tuple[str, ...]


def find_mentions(
    text: str, spans: Iterable[tuple[int, int]], dates: Sequence[When], lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Office, ...]]:
    """Mentions and offices within the spans, in order, without overlap.

    Args:
        text: the report.
        spans: zones to read, in order.
        dates: time expressions found; they are no names.
        lexicon: of the language.
    """
    tagger = load_tagger(lexicon.language)
    official = frozenset(name for names in lexicon.data["org_names"].values() for name in names)
    mentions: list[Mention] = []
    offices: list[Office] = []
    taken = {i for d in dates for i in range(d.start, d.end)}
    lines = [split_tokens(text, a, b) for a, b in spans]
    lower = {t.text for line in lines for t in line if t.text[0].islower()}
    headlines = []
    for tokens in lines:
        if is_headline(tokens):
            headlines.append(tokens)
            continue
        found, held = _read_line(text, tokens, taken, lower, lexicon)
        if tagger is not None:
            tagged = (m for m in find_tagged(text, tokens, tagger) if taken.isdisjoint(range(m.start, m.end)))
            found = unite(found, tagged, held, tagger.is_ordinary, _spoken(tokens, lexicon), official)
        mentions += _with_ships(text, tokens, found, lexicon)
        offices += held
    parts = {
        w for m in mentions if m.type == "PER" and " " in m.text for w in m.text.split() if _is_short_form(w, lexicon)
    }
    mentions = [
        replace(m, type="PER")
        if m.text in parts and m.type in ("ORG", "LOC") and not (m.countries or m.text.isupper())
        else m
        for m in mentions
    ]
    covered = (
        taken
        | {i for m in mentions for i in range(m.start, m.end)}
        | {i for o in offices for i in range(o.start, o.end)}
    )
    mentions += [
        Mention(start=t.start, end=t.end, text=t.text, type="PER")
        for tokens in lines
        if not is_headline(tokens)
        for t in tokens
        if t.text in parts and t.start not in covered
    ]
    known = {m.text: m.type for m in mentions}
    known |= dict.fromkeys(parts, "PER")
    for tokens in headlines:
        mentions += _read_headline(tokens, known, lexicon, text)
    return tuple(sorted(mentions, key=lambda m: m.start)), tuple(sorted(offices, key=lambda o: o.start))


def _with_ships(text: str, tokens: list[Token], found: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The names of a line, where capitals behind a word for a ship name it, whatever person or place they were taken for: "kapal tanker Umpama Dawn"."""
    ships: list[Mention] = []
    for k, t in enumerate(tokens[:-1]):
        if t.low not in lexicon.data["vessels"] or tokens[k + 1].low in lexicon.data["vessels"]:
            continue
        past = next((j for j in range(k + 1, len(tokens)) if not _names_a_ship(tokens, j, lexicon)), len(tokens))
        past = min(past, k + 1 + SHIP)
        if past > k + 1 and not all(w.low in lexicon.common for w in tokens[k + 1 : past]):
            a, b = tokens[k + 1].start, tokens[past - 1].end
            ships.append(Mention(start=a, end=b, text=text[a:b], type="VESSEL"))
    taken = [s for s in ships if not any(_keeps(m, s) for m in found)]
    rest = [m for m in found if not any(s.start < m.end and m.start < s.end for s in taken)]
    return sorted([*rest, *taken], key=lambda m: m.start)


def _names_a_ship(tokens: list[Token], k: int, lexicon: Lexicon) -> bool:
    token = tokens[k]
    return (
        (token.is_capital or token.text.isdigit()) and token.text.isalnum() and territory_at(tokens, k, lexicon) is None
    )


def _keeps(m: Mention, ship: Mention) -> bool:
    """Whether a mention stands where a ship's name would: a body, a territory, the holder of an office."""
    meet = ship.start < m.end and m.start < ship.end
    return meet and (m.type in ("ORG", "GOV") or bool(m.countries or m.office))


def _spoken(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """Where the words begin that follow a verb of speech: "kata X", "menurut X"."""
    cues = lexicon.data["cues"]
    said = {*cues["quote_after"], *cues["according"]}
    return frozenset(b.start for a, b in pairwise(tokens) if a.low in said)


def _is_short_form(word: str, lexicon: Lexicon) -> bool:
    """Whether one word of a full name can stand for its bearer: a name of three letters or more that is no ordinary word."""
    return len(word) >= 3 and word[0].isupper() and word.casefold() not in lexicon.common


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether nearly every word of a line is capitalised, so that capitals tell nothing."""
    words = [t for t in tokens if t.is_word and t.text[0].isalpha()]
    if tokens and tokens[-1].text == ".":
        return False  # a short sentence full of names
    return len(words) >= 4 and sum(t.is_capital for t in words) >= 0.75 * len(words)


def _read_line(
    text: str, tokens: list[Token], taken: set[int], lower: set[str], lexicon: Lexicon
) -> tuple[list[Mention], list[Office]]:
    mentions: list[Mention] = []
    offices: list[Office] = []
    i = 0
    pending: Office | None = None  # an office that waits for its holder's name
    waited = 0
    while i < len(tokens):
        run = read_run(text, tokens, i, taken, lower, lexicon)
        if run is None:
            if tokens[i].text not in ",()" and not _is_complement(tokens, i, pending, lexicon):
                pending = None
            i += 1
            waited += 1
            continue
        offices += (
            [
                Office(
                    start=run.office[0],
                    end=run.office[1],
                    text=text[run.office[0] : run.office[1]],
                    countries=run.countries,
                )
            ]
            if run.office
            else []
        )
        for mention in run.mentions:
            held = mention
            if mention.type == "PER" and not mention.office and pending is not None:
                held = replace(mention, office=pending.text, countries=pending.countries)
            if mention.type == "PER" and not held.office and (after := _office_after(text, tokens, run.end, lexicon)):
                held = replace(held, office=after.text, countries=after.countries)
            mentions.append(held)
        pending = offices[-1] if run.office and not any(m.type == "PER" for m in run.mentions) else None
        if (
            pending is None
            and run.office is None
            and run.mentions
            and run.mentions[-1].type in ("ORG", "LOC")
            and offices
            and run.start
            and tokens[run.start - 1].end + 1 >= offices[-1].end >= tokens[run.start - 1].start
        ):
            pending = offices[-1]
        waited = 0
        i = max(run.end, i + 1)
    return mentions, offices


def _is_complement(tokens: Sequence[Token], i: int, pending: Office | None, lexicon: Lexicon) -> bool:
    low = tokens[i].low
    return pending is not None and (low in lexicon.data["offices"]["complements"] or low in lexicon.data["org_heads"])


def _office_after(text: str, tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Office | None:
    """The office in "Kyrylo Budanov, head of Ukraine's military intelligence, said"."""
    if i + 1 >= len(tokens) or tokens[i].text != ",":
        return None
    j = i + 1
    if tokens[j].low in ("the", "a", "an", "seorang"):
        j += 1
    if not lexicon.phrases["office_heads"].at(tokens, j):
        if not (n := lexicon.phrases["demonyms"].at(tokens, j)) or not lexicon.phrases["office_heads"].at(
            tokens, j + n
        ):
            return None
    end = j
    countries: list[str] = []
    while end < len(tokens) and tokens[end].text not in ",.;()" and end - j < 14:
        if found := _territory_or_demonym(tokens, end, lexicon):
            countries.append(found[1])
            end += found[0]
        else:
            end += 1
    if end >= len(tokens) or tokens[end].text not in ",.;":
        return None
    a, b = tokens[j].start, tokens[end - 1].end
    return Office(start=a, end=b, text=text[a:b], countries=tuple(dict.fromkeys(countries)))


def _territory_or_demonym(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    if found := territory_at(list(tokens), i, lexicon):
        return found[0], found[1]
    if n := lexicon.phrases["demonyms"].at(tokens, i):
        return n, str(lexicon.data["demonyms"][" ".join(t.low for t in tokens[i : i + n])])
    return None


def _read_headline(tokens: list[Token], known: Mapping[str, str], lexicon: Lexicon, text: str) -> list[Mention]:
    """In a title-case line only names that the body knows, and territories, are taken."""
    out: list[Mention] = []
    i = 0
    while i < len(tokens):
        for n in range(min(6, len(tokens) - i), 0, -1):
            a, b = tokens[i].start, tokens[i + n - 1].end
            kind = known.get(text[a:b])
            if kind:
                out.append(Mention(start=a, end=b, text=text[a:b], type=kind))  # type: ignore[arg-type]
                i += n
                break
        else:
            if found := territory_at(tokens, i, lexicon):
                n, code, _ = found
                a, b = tokens[i].start, tokens[i + n - 1].end
                out.append(Mention(start=a, end=b, text=text[a:b], type="LOC", countries=(code,)))
                i += n
            else:
                i += 1
    return out


__all__ = ["Office", "Run", "find_mentions", "is_headline"]
