"""One run of capitalised words: which part is an office, an organisation, a territory, a person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sanksi.news.tokens import Token
from sanksi.news.values import Mention, MentionType
from sanksi.news.words import Lexicon, territory_at

LONGEST_OFFICE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What stands at a place: token range, mentions, and the office with its territories."""

    start: int
    end: int
    mentions: tuple[Mention, ...] = ()
    office: tuple[int, int] | None = None
    countries: tuple[str, ...] = ()


def read_run(text: str, t: list[Token], i: int, taken: set[int], lower: set[str], x: Lexicon) -> Run | None:
    """Read the names that begin at token i; None when none does."""
    if t[i].start in taken:
        return None
    if t[i].low.rpartition("-")[2] in x.data["based"] and "-" in t[i].low:
        return Run(start=i, end=i + 1)  # "Dubai-based" is no part of the name behind it
    start = i
    office: tuple[int, int] | None = None
    countries: list[str] = []
    mentions: list[Mention] = []
    i, found_office = _skip_office(t, i, taken, x, countries, mentions, text)
    if found_office:
        office = (t[start].start, t[i - 1].end)
    elif not t[i].is_capital or _only_begins(t, i, x):
        return None
    if not found_office and (n := x.phrases["demonyms"].at(t, i)):
        return Run(start=start, end=i + n)  # "a North Korean tanker" names nobody
    official = any(x.phrases[key].at(t, i) for key in ("un", "gov"))  # the European Union has a territory's code
    if not found_office and not official and (place := territory_at(t, i, x)):
        n, code, _ = place
        mention = Mention(
            start=t[i].start,
            end=t[i + n - 1].end,
            text=text[t[i].start : t[i + n - 1].end],
            type="LOC",
            countries=(code,),
        )
        return Run(start=start, end=i + n, mentions=(mention,))
    if i < len(t) and t[i].text == "(" and i + 2 < len(t) and t[i + 2].text == ")" and found_office:
        i += 3  # Menteri Perhubungan (Menhub) Budi Karya
    name_start = i
    if org := _organisation(t, i, taken, x, office=found_office):
        n, home = org
        mentions.append(_mention(text, t, i, i + n, "ORG", (home,) if home else ()))
        countries += [home] if home else []
        i += n
        if not found_office:
            return Run(start=start, end=i, mentions=tuple(mentions))
        office = (office[0], t[i - 1].end) if office else office
        name_start = i
        if i < len(t) and t[i].text == "," and i + 1 < len(t) and t[i + 1].is_capital:
            return Run(start=start, end=i, mentions=tuple(mentions), office=office, countries=_unique(countries))
    end = _name_end(t, name_start, taken, x)
    if found_office and not _is_family_name(t, name_start, countries, x):
        name_start = _past_office_words(t, name_start, end, x)
    if end > name_start and (kind := _kind(t, name_start, end, lower, x, office=found_office)):
        first = name_start
        offices = text[office[0] : office[1]] if office else None
        mentions.append(
            _mention(
                text,
                t,
                first,
                end,
                kind,
                _unique(countries) if kind == "PER" else (),
                offices if kind == "PER" else None,
            )
        )
        return Run(start=start, end=end, mentions=tuple(mentions), office=office, countries=_unique(countries))
    if office or mentions:
        return Run(
            start=start, end=max(i, start + 1), mentions=tuple(mentions), office=office, countries=_unique(countries)
        )
    return Run(start=start, end=max(end, start + 1))


def _skip_office(
    t: list[Token], i: int, taken: set[int], x: Lexicon, countries: list[str], mentions: list[Mention], text: str
) -> tuple[int, bool]:
    """Past the office that begins at token i: nationality, heads, complements, organisations and territories."""
    start, heads = i, 0
    heads_at, demonym_at = x.phrases["office_heads"], x.phrases["demonyms"]
    complements = x.data["offices"]["complements"]
    j = i
    if t[j].is_capital and x.language == "en":  # "Russian Defence Minister", "U.S. State Department spokesman"
        j = _english_lead(t, i, x, countries)
        if j == i and not heads_at.at(t, j):
            return i, False
        if j > i and not heads_at.at(t, j):
            countries.clear()
            return i, False
    while j < len(t) and j - start < LONGEST_OFFICE and t[j].start not in taken:
        if heads and _is_family_name(t, j, countries, x):
            break
        if n := heads_at.at(t, j):
            heads += 1
            j += n
        elif (
            heads
            and t[j].low in complements
            and (t[j].low not in ("dan", "and", "of", "the", "for", "dalam") or _goes_on(t, j, x))
        ) or (
            heads
            and (
                (t[j].text[0].islower() and t[j].low in x.data["org_heads"])
                or t[j].text == "'s"
                or (t[j].text == "," and _lists_on(t, j, x))
            )
        ):
            j += 1
        elif heads and (n := demonym_at.at(t, j)):
            countries.append(str(x.data["demonyms"][" ".join(w.low for w in t[j : j + n])]))
            j += n
        elif heads and (place := territory_at(t, j, x)):
            a, b = t[j].start, t[j + place[0] - 1].end
            countries.append(place[1])
            mentions.append(Mention(start=a, end=b, text=text[a:b], type="LOC", countries=(place[1],)))
            j += place[0]
        else:
            break
    while heads and j > start + 1 and t[j - 1].low in ("dan", "and", "of", "the", "for", "dalam"):
        j -= 1
    return (j, True) if heads else (start, False)


def _english_lead(t: list[Token], i: int, x: Lexicon, countries: list[str]) -> int:
    """Past "Russian Defence", "U.S. State Department", "Ukraine's military" when an office head follows within six words."""
    j, begun = i, False
    heads_at, demonym_at = x.phrases["office_heads"], x.phrases["demonyms"]
    while j < len(t) and j - i < 7:
        if begun and heads_at.at(t, j):
            return j
        if n := demonym_at.at(t, j):
            countries.append(str(x.data["demonyms"][" ".join(w.low for w in t[j : j + n])]))
            begun, j = True, j + n
        elif (place := territory_at(t, j, x)) and (j == i or begun):
            countries.append(place[1])
            begun, j = True, j + place[0]
        elif (
            (t[j].low in x.data["offices"]["complements"] or t[j].text == "'s")
            and (begun or t[j].is_capital)
            and t[j].low not in ("the", "of", "for", "and")
        ):
            begun, j = True, j + 1
        else:
            break
    countries.clear()
    return i


def _lists_on(t: Sequence[Token], j: int, x: Lexicon) -> bool:
    """Whether a comma goes on with an office's fields: "Bidang Politik, Hukum, dan Keamanan"."""
    words = x.data["offices"]["complements"]
    following = [w.low for w in t[j + 1 : j + 3]]
    return (
        len(following) == 2
        and t[j - 1].is_capital
        and following[0] in words
        and (t[j + 1].is_capital or following[1] in words)
    )


def _goes_on(t: Sequence[Token], j: int, x: Lexicon) -> bool:
    return j + 1 < len(t) and (
        t[j + 1].low in x.data["offices"]["complements"] or (t[j + 1].is_capital and t[j].low in ("of", "for", "the"))
    )


def _organisation(
    t: list[Token], i: int, taken: set[int], x: Lexicon, *, office: bool
) -> tuple[int, str | None] | None:
    """Tokens and territory of an organisation that the lexicon's words show at token i."""
    if i >= len(t) or not t[i].is_capital:
        return None
    for key in ("un", "gov"):
        if n := x.phrases[key].at(t, i):
            return n, None
    if t[i].low in x.data["org_heads"] and (t[i].text.isupper() or t[i].text[0].isupper()):
        j = i + 1
        code: str | None = None
        own = t[i].low in ("pt", "cv", "bank", "universitas", "university", "partai", "yayasan", "radio")
        unknown = 0
        while j < len(t) and t[j].start not in taken and j - i < 10:
            if place := territory_at(t, j, x):
                code, j = place[1], j + place[0]
                break
            if not t[j].is_capital:
                if (
                    t[j].low in ("dan", "of", "for", "and", "untuk")
                    and j + 1 < len(t)
                    and t[j + 1].is_capital
                    and t[j + 1].low in x.common
                ):
                    j += 1
                    continue
                break
            if not _is_ordinary(t[j].low, x):
                unknown += 1
                if office and unknown > (1 if own else 0):
                    break
            j += 1
        if j > i + 1 or t[i].text.isupper():
            return j - i, code
        return None
    end = i
    while end < len(t) and t[end].is_capital and t[end].is_word and t[end].start not in taken and end - i < 8:
        end += 1
    tails = [k for k in range(i + 1, end) if t[k].low in x.data["org_tails"]]
    return (tails[-1] + 1 - i, None) if tails else None


def _name_end(t: list[Token], i: int, taken: set[int], x: Lexicon) -> int:
    """Past the last token of the run of capitalised words that begins at token i."""
    j = i
    while j < len(t) and t[j].start not in taken and j - i < 8:
        if not t[j].is_word:
            break
        if t[j].is_capital:
            if j > i and (
                territory_at(t, j, x)
                or (x.phrases["office_heads"].at(t, j) and t[j].low in x.common)
                or t[j].low in x.data["org_heads"]
            ):
                break
            if (
                j > i
                and t[j].text.isupper() != t[j - 1].text.isupper()
                and len(t[j].text) > 2
                and len(t[j - 1].text) > 2
            ):
                break
            j += 1
            if j < len(t) and t[j].text == "." and len(t[j - 1].text) == 1:
                j += 1
        elif t[j].low in x.data["particles"] and j > i and j + 1 < len(t) and t[j + 1].is_capital:
            j += 1
        else:
            break
    return j


_DERIVED = re.compile(r"(?:pe[rnm]?g?|ke|pem|pen|per)[a-z]{3,}an")
"""Indonesian nouns made by affixes (Pembangunan, Kesehatan): no names of people."""


def _is_family_name(t: Sequence[Token], i: int, countries: Sequence[str], x: Lexicon) -> bool:
    """Whether a form of address is a family name in the office's territories: "Menteri Pertahanan Korut Pak ..."."""
    return i < len(t) and bool(set(countries) & set(x.data["family_names"].get(t[i].low, ())))


def _past_office_words(t: Sequence[Token], a: int, b: int, x: Lexicon) -> int:
    """Where the name begins in the run after an office: "Kepala Bidang [Penanaman Modal DPMPPT] Arjunandir"."""
    if not any(_is_ordinary(w.low, x) for w in t[a : a + 1]):
        return a
    office = [
        k
        for k in range(a, b)
        if t[k].is_word and (_is_ordinary(t[k].low, x) or len(t[k].text) > 2 < sum(c.isupper() for c in t[k].text))
    ]
    return office[-1] + 1 if office and office[-1] + 1 < b else a


def _only_begins(t: Sequence[Token], i: int, x: Lexicon) -> bool:
    """Whether the capital is only that of a sentence: "Di Jawa Timur", "Namun Putin"."""
    fresh = i == 0 or t[i - 1].text in '.?!“"”:…-–—'
    function = ("prepositions", "connectors", "bridge", "negations", "determiners")
    return fresh and any(t[i].low in x.data[key] for key in function)


def _is_ordinary(word: str, x: Lexicon) -> bool:
    if word in x.common:
        return True
    return x.language == "id" and (word.removesuffix("nya") in x.common or _DERIVED.fullmatch(word) is not None)


def _kind(t: list[Token], a: int, b: int, lower: set[str], x: Lexicon, *, office: bool) -> MentionType | None:
    """What an unknown run is, from the words around it; None when it is no name."""
    words = [w for w in t[a:b] if w.is_word]
    before = t[a - 1] if a else None
    fresh = before is None or before.text in '.?!“"”:…' or (before.text in "-–—" and a < 6)
    unknown = [w for w in words if not _is_ordinary(w.low, x) and w.low not in lower]
    if not unknown or (fresh and len(words) == 1 and words[0].low in lower | x.common):
        return "PER" if office and words and not fresh and len(words) > 1 else None
    if office and (len(words) > 1 or not words[0].text.isupper()):
        return "PER"
    if len(words) == 1 and words[0].text.isupper():
        return (
            "ORG"
            if 2 <= len(words[0].text) <= 6 and words[0].text not in x.data["acronym_stop"] and words[0].text.isalpha()
            else None
        )
    if kind := _kind_by_place(t, a, words, x):
        return kind
    if before is not None and before.low in x.data["definite"]:
        return "ORG" if len(words) > 1 else None
    after = t[b] if b < len(t) else None
    speaks = (after is not None and after.low in x.data["cues"]["verbs"]) or (
        before is not None
        and (before.low in x.data["cues"]["quote_after"] or before.low in x.data["cues"]["according"])
    )
    if speaks or 2 <= len(words) <= 4:
        return "PER" if words[0].low not in x.common or speaks else "ORG" if len(words) > 2 else None
    return (
        "PER"
        if len(words) == 1
        and not fresh
        and before is not None
        and before.low in x.data["prepositions"]
        and before.low != "pada"
        else None
    )


def _kind_by_place(t: Sequence[Token], a: int, words: Sequence[Token], x: Lexicon) -> MentionType | None:
    """The kind of a run that its first or last word, or what stands before it, tells: "Lake X", "near X", "X Strait", "X Shipping"."""
    heads, before = x.data["loc_heads"], t[a - 1].low if a else ""
    if before not in heads and any(w.low in x.data["org_tails"] for w in words[1:]):
        return "ORG"
    if before in heads or words[0].low in heads or before in x.data["loc_prepositions"]:
        return "LOC"
    if before == "of" and a > 1 and t[a - 2].low in heads:
        return "LOC"
    return "LOC" if len(words) > 1 and words[-1].low in x.data["loc_tails"] else None


def _mention(
    text: str,
    t: Sequence[Token],
    a: int,
    b: int,
    kind: MentionType,
    countries: tuple[str, ...] = (),
    office: str | None = None,
) -> Mention:
    start, end = t[a].start, t[b - 1].end
    return Mention(start=start, end=end, text=text[start:end], type=kind, office=office, countries=countries)


def _unique(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
