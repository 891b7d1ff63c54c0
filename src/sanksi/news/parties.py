"""From mentions to figures: short names to full names, capitals that act to governments, offices to their holders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sanksi.news.mentions import Office
from sanksi.news.tokens import split_tokens
from sanksi.news.values import Figure, Mention
from sanksi.news.words import Lexicon, territory_at

BESIDE = 3
"""Characters between a ship's name and its IMO number: "Contoh (IMO ...", "Contoh, IMO ..."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Mentions with their figures, and the figures by id."""

    mentions: tuple[Mention, ...]
    figures: Mapping[str, Figure]
    offices: tuple[Office, ...]


def resolve(text: str, mentions: Sequence[Mention], offices: Sequence[Office], lexicon: Lexicon) -> Cast:
    """Give each mention its figure: persons by their fullest name, the rest by their name."""
    mentions = _mark_governments(text, mentions, offices, lexicon)
    full = _FullNames(mentions)
    longer = _acronyms(text, mentions)
    ids: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    resolved: list[Mention] = []
    last_of_token: dict[str, str] = {}
    for m in mentions:
        name = m.name
        if m.type == "PER":
            name = full.find(m.name, last_of_token)
            leads = _leads(text, m)
            last_of_token |= {w: name for w in m.name.split() if leads or w not in last_of_token}
        elif m.type == "ORG":
            name = longer.get(m.name, m.name)
            if not m.countries and (code := _apposed(text, m, lexicon)):
                m = replace(m, countries=(code,))  # noqa: PLW2901 - the same mention, better known
        elif m.imo_number and resolved and resolved[-1].type == "VESSEL" and 0 < m.start - resolved[-1].end <= BESIDE:
            name = names[resolved[-1].entity or ""]
        kind = "GPE" if m.type in ("LOC", "GOV") else m.type
        key = (kind, " ".join(name.casefold().split()))
        entity = ids.setdefault(key, f"e{len(ids) + 1}")
        names.setdefault(entity, name)
        resolved.append(replace(m, entity=entity))
    figures: dict[str, Figure] = {}
    for m in resolved:
        assert m.entity is not None  # noqa: S101 - set above
        old = figures.get(m.entity) or Figure(id=m.entity, name=names[m.entity], type=m.type)
        figures[m.entity] = replace(
            old,
            type="GOV" if "GOV" in (old.type, m.type) else old.type,
            names=old.names if m.text in old.names else (*old.names, m.text),
            offices=old.offices if not m.office or m.office in old.offices else (*old.offices, m.office),
            countries=tuple(dict.fromkeys((*old.countries, *m.countries))),
            imo_numbers=tuple(dict.fromkeys((*old.imo_numbers, *filter(None, [m.imo_number])))),
        )
    # a short form ("Kim") acts for the territory that the full name's office gave
    told = tuple(replace(m, countries=m.countries or figures[m.entity or ""].countries) for m in resolved)
    return Cast(mentions=told, figures=figures, offices=tuple(offices))


def _apposed(text: str, m: Mention, x: Lexicon) -> str | None:
    """The territory that the words before an organisation give it: "the North Korean trading company X", "perusahaan Korea Utara X"."""
    t = split_tokens(text, max(0, m.start - 60), m.start)
    nouns = x.data["leads"]["nouns"]
    for i in range(len(t) - 1, max(-1, len(t) - 6), -1):
        if n := x.phrases["demonyms"].at(t, i):
            code = str(x.data["demonyms"][" ".join(w.low for w in t[i : i + n])])
        elif found := territory_at(t, i, x):
            n, code, _ = found
        else:
            continue
        between = [w.low for w in t[i + n :]]
        if all(w.is_word for w in t[i + n :]) and (between[-1] if between else t[i - 1].low if i else "") in nouns:
            return code
    return None


def _leads(text: str, m: Mention) -> bool:
    """Whether the mention (or its office) begins a sentence: who is named in passing does not take over a short form."""
    begins = m.start - len(m.office or "")
    before = text[max(0, begins - 3) : begins].rstrip(" ,")
    return not before or before[-1] in '.!?\n"”“–-' or "\n" in before


def _acronyms(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Short forms of organisations that the report explains itself, "Full Name (FN)" or "FN (Full Name)", to the full name."""
    found: dict[str, str] = {}
    for left, right in pairwise(m for m in mentions if m.type == "ORG"):
        if text[left.end : right.start] == " (" and text[right.end : right.end + 1] == ")":
            full, short = sorted((left.name, right.name), key=len, reverse=True)
            if " " in full and " " not in short and len(short) > 1:
                found[short] = full
    return found


class _FullNames:
    """Names of two words or more, in order, each only in its longest form; looked up by the rarest word of a form."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._words = {
            name: frozenset(name.casefold().split())
            for name in dict.fromkeys(m.name for m in mentions if m.type == "PER" and " " in m.name)
        }
        for name, words in self._words.items():
            for word in words:
                self._by_word.setdefault(word, []).append(name)

    def find(self, name: str, last: Mapping[str, str]) -> str:
        """The full name a form stands for: the one that has all its words; of several, the one last meant, else the first."""
        words = frozenset(name.casefold().split())
        bearers = self._bearers(words)
        fits = [f for f in bearers if not any(self._words[f] < self._words[g] for g in self._bearers(self._words[f]))]
        if len(fits) > 1:
            recent = last.get(name.rsplit(maxsplit=1)[-1]) or last.get(name.split(maxsplit=1)[0])
            return recent if recent in fits else fits[0]
        return fits[0] if fits else name

    def _bearers(self, words: frozenset[str]) -> list[str]:
        rarest = min((self._by_word.get(w, []) for w in words), key=len, default=[])
        return [f for f in rarest if words <= self._words[f]]


def _mark_governments(text: str, mentions: Sequence[Mention], offices: Sequence[Office], x: Lexicon) -> list[Mention]:
    """Places that speak or act become governments: "Moskow dan Pyongyang membantah", "kata Kremlin", "Washington akan"."""
    out = list(mentions)
    spans = [(o.start, o.end) for o in offices]
    for k in range(len(out) - 1, -1, -1):  # from the right, so that "Moskow" sees that "Pyongyang" speaks
        m = out[k]
        if m.type != "LOC" or not m.countries or any(a <= m.start < b for a, b in spans):
            continue
        before = [t.low for t in split_tokens(text, max(0, m.start - 40), m.start)]
        after = split_tokens(text, m.end, min(len(text), m.end + 80))
        if before and before[-1] == "the":
            before.pop()
        previous = before[-1] if before else ""
        if previous in x.data["loc_prepositions"] or (
            previous in x.data["prepositions"] and previous not in x.data["cues"]["according"]
        ):
            continue
        if previous in x.data["cues"]["quote_after"] or previous in x.data["cues"]["according"]:
            out[k] = replace(m, type="GOV")
            continue
        j = 0
        while n := x.phrases["bridges"].at(after, j):
            j += n
        suffix = x.data["pronoun_suffix"]
        if j < len(after) and (
            x.phrases["cue_verbs"].at(after, j)
            or (suffix and x.stance("verbs", after[j].low.removesuffix(suffix)))
            or after[j].low in x.data["future"]
            or after[j].low in ("harus", "must", "should", "telah", "has", "have")
        ):
            out[k] = replace(m, type="GOV")
        elif after and after[0].low in x.data["coordination"] and k + 1 < len(out):
            nearby = out[k + 1]
            if nearby.type == "GOV" and nearby.start - m.end < 12:
                out[k] = replace(m, type="GOV")
    return out


def find_holder(office: str, countries: Sequence[str], before: int, cast: Cast, x: Lexicon) -> Figure | None:
    """The person who holds an office that the article gives without a name; the one last named before, when several do."""
    wanted = _office_words(office, x)
    holders: list[str] = []
    for figure in cast.figures.values():
        if figure.type == "PER" and any(wanted and wanted <= _office_words(o, x) for o in figure.offices):
            if not countries or not figure.countries or set(countries) & set(figure.countries):
                holders.append(figure.id)
    named = [m for m in cast.mentions if m.entity in holders and m.start < before] or [
        m for m in cast.mentions if m.entity in holders
    ]
    if not named:
        return None
    entity = named[-1].entity if named[-1].start < before else named[0].entity
    return cast.figures[entity or ""]


def is_specific(office: str, x: Lexicon) -> bool:
    """Whether an office says whose it is without its territory: "Menhub" and "the defence minister" do, "ministers" does not."""
    return len(_office_words(office, x)) > 1


def _office_words(office: str, x: Lexicon) -> frozenset[str]:
    words: list[str] = []
    for t in split_tokens(office):
        words += str(x.data["offices"]["abbreviations"].get(t.low, t.low)).split() if t.is_word else []
    return frozenset(w for w in words if w not in ("the", "of", "a", "s"))
