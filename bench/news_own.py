"""How well are the project's own annotated articles of tests/evaluation/news read?

usage: .venv/bin/python bench/news_own.py [--misses] [--only id23,en13]

The annotations say what their guide.md says. A claim is found when a claim of the reading covers its span by half
(characters in both over characters in either), and reports on behalf of somebody if and only if the annotation does. Totals are printed for both parts; with --misses what was missed, article by article, for `open`
only: `kept` is to stay unread. With --only, those articles of `open`.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from news_gold import PARTS, REPORTER, Article, Span, articles, locate
from sanksi.news import read

HALF, CLOSE = 0.5, 0.8
MUTUAL = {"CONSULT", "AGREE"}  # whoever meets or agrees is source and target at once
ROLES = {"agent": "source", "supplier": "source", "recipient": "target", "partner": "target"}
TODAY = date(2026, 11, 28)
NAMED = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GOV": "LOC"}  # the guide has governments named by place as LOC
SMALL = frozenset(
    (
        "di",
        "ke",
        "dari",
        "dan",
        "itu",
        "ini",
        "tersebut",
        "seorang",
        "sebuah",
        "the",
        "of",
        "a",
        "an",
        "and",
        "its",
        "his",
        "her",
    )
)
Item = Mapping[str, Any]
G = TypeVar("G")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Score:
    """Right and asked for, by measure, and the misses in words."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, measure: str, hit: bool, miss: str = "") -> None:
        """Count one answer; a wrong one is told when there is something to tell."""
        self.right[measure] += hit
        self.of[measure] += 1
        if miss and not hit:
            self.misses.append(f"{measure}: {miss}")

    def share(self, measure: str) -> float:
        """Of what was asked for, how much is right; 1 when nothing was."""
        return self.right[measure] / self.of[measure] if self.of[measure] else 1.0

    def f1(self, measure: str) -> float:
        """Harmonic mean of the recall and the precision of a measure."""
        recall, precision = self.share(f"{measure} recall"), self.share(f"{measure} precision")
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0

    def merge(self, other: "Score") -> None:
        """Take in the counts of another."""
        self.right.update(other.right)
        self.of.update(other.of)


def score_part(part: str, only: frozenset[str] = frozenset()) -> tuple[Score, dict[str, list[str]]]:
    """The totals of a part, or of its articles with those names when some are given, and the misses of each article."""
    total, misses = Score(), {}
    for article in (a for a in articles(part) if not only or a.name in only):
        one = score_article(article, read(article.given, screener=None, today=TODAY).to_dict())
        total.merge(one)
        misses[article.name] = one.misses
    return total, misses


def score_article(article: Article, reading: Item) -> Score:
    """What one reading gets right; spans are looked for in the text that it counts in."""
    score, text = Score(), reading.get("text", article.given)
    outside = [article.title(text), *article.outside(text)]
    body = article.body(text)
    claims = _score_claims(score, article, [c for c in reading["claims"] if not _inside(c, outside)], reading, body)
    _score_denials(score, article, claims, reading)
    _score_events(score, article, [e for e in reading["events"] if not _inside(e, outside)], reading, body)
    _score_leads(score, article, reading, body)
    _score_mentions(score, article, reading, text)
    for kind in ("claims", "events", "leads"):
        for item in reading[kind]:
            score.add("kept out of outside lines", not _inside(item, article.outside(text)), kind)
    if article.gold.get("silent"):
        score.add("silent articles", not reading["findings"] and not reading["leads"], "findings or leads")
    return score


def _score_claims(score: Score, article: Article, claims: Sequence[Item], reading: Item, body: str) -> dict[str, Item]:
    """Spans, speakers, stance and polarity; gives the claims found by the annotation's ids."""
    gold = article.gold["claims"]

    def fit(wanted: Item, claim: Item) -> float:
        span = locate(body, wanted["span"])
        if span is None or claim["speaker"]["reporter"] != (wanted["by"] == REPORTER):
            return 0.0
        near = _jaccard(span, (claim["start"], claim["end"]))
        return near + _stance_right(wanted, claim) / 100 if near >= HALF else 0.0

    pairs = _paired(gold, claims, fit)
    for n, wanted in enumerate(gold):
        told = f"{wanted['id']} «{wanted['span']}»"
        claim = pairs.get(n)
        score.add("claims recall", claim is not None, told)
        score.add("polarity of all", claim is not None and _polarity_right(wanted, claim, reading))
        if claim is None:
            continue
        score.add("spans close", fit(wanted, claim) >= CLOSE, f"{told} read as «{claim['text']}»")
        speaker = claim["speaker"]
        right = wanted["by"] == REPORTER or _named(article.names(wanted["by"]), speaker["name"], speaker["text"])
        score.add("speakers", right, f"{told} by {wanted['by']}, read as {speaker['name'] or speaker['text']}")
        score.add("stance", _stance_right(wanted, claim), f"{told} {wanted['stance']}, read {claim['stance']}")
        score.add("polarity of found", _polarity_right(wanted, claim, reading), f"{told} read {claim['stance']}")
        if wanted["stance"] == "denies" or wanted.get("alleged"):
            score.add("never told as fact", not _told_as_fact(claim, reading), told)
    used = {claim["id"] for claim in pairs.values()}
    for claim in claims:
        if not claim["speaker"]["reporter"]:
            score.add("claims precision", claim["id"] in used, f"«{claim['text']}» by {claim['speaker']['text']}")
    return {gold[n]["id"]: claim for n, claim in pairs.items()}


def _stance_right(wanted: Item, claim: Item) -> bool:
    """Whether the stance is the same; `alleges` is an assertion that keeps its distance."""
    return bool(wanted["stance"] == ("asserts" if claim["stance"] == "alleges" else claim["stance"]))


def _polarity(stance: str, *, alleged: bool) -> str:
    """Denied, alleged, asserted, or open: a thing not said to be so."""
    if stance in {"asserts", "alleges"}:
        return "alleged" if alleged or stance == "alleges" else "asserted"
    return "denied" if stance == "denies" else "open"


def _polarity_right(wanted: Item, claim: Item, reading: Item) -> bool:
    """Whether the polarity is the same, and nothing denied or alleged has become a fact."""
    kind = _polarity(wanted["stance"], alleged=wanted.get("alleged", False))
    disputed = any(claim["id"] in c["about"] and c["stance"] in {"denies", "doubts"} for c in reading["claims"])
    same = kind == _polarity(claim["stance"], alleged=disputed)
    return same and not (kind in {"denied", "alleged"} and _told_as_fact(claim, reading))


def _told_as_fact(claim: Item, reading: Item) -> bool:
    """Whether an event in the claim's words is given as having happened."""
    return any(e["modality"] == "asserted" and _covered(e, claim) >= HALF for e in reading["events"])


def _score_denials(score: Score, article: Article, claims: Mapping[str, Item], reading: Item) -> None:
    """Which denial denies what: links wanted that were read, and links read that were wanted."""
    wanted = {(c["id"], other) for c in article.gold["claims"] for other in c.get("denies", [])}
    for denial, denied in sorted(wanted):
        linked = denial in claims and denied in claims and claims[denied]["id"] in claims[denial]["about"]
        score.add("denial links recall", linked, f"{denial} denies {denied}")
    ids = {claim["id"]: name for name, claim in claims.items()}
    for claim in reading["claims"]:
        for other in claim["about"] if claim["stance"] == "denies" else ():
            score.add("denial links precision", (ids.get(claim["id"]), ids.get(other)) in wanted)


def _score_events(score: Score, article: Article, events: Sequence[Item], reading: Item, body: str) -> None:
    """Events by type, with participants, interval and modality; telling the same type of event again is no mistake."""
    gold = article.gold["events"]

    def fit(wanted: Item, event: Item) -> float:
        span = locate(body, wanted["span"])
        return _jaccard(span, (event["start"], event["end"])) if span and event["type"] in _types(wanted) else 0.0

    pairs = _paired(gold, events, fit)
    full_names = {e["id"]: e["name"] for e in reading["entities"]}
    for n, wanted in enumerate(gold):
        told, event = f"{'/'.join(_types(wanted))} «{wanted['span']}»", pairs.get(n)
        score.add("events recall", event is not None, told)
        score.add(f"events {_types(wanted)[0]}", event is not None)
        if event is None:
            continue
        score.add("event modality", event["modality"] == wanted["modality"], f"{told} read {event['modality']}")
        if "when" in wanted:
            when = [day.isoformat() for day in wanted["when"]]
            read_as = [event["date"]["from"], event["date"]["to"]] if event["date"] else None
            score.add("event intervals", read_as == when, f"{told} {when}, read {read_as}")
        for role, who in taking_part(wanted):
            names = article.names(who)
            got = [p for p in event["participants"] if _named(names, full_names.get(p["entity"]), p["text"])]
            score.add("event participants", bool(got), f"{told} lacks {who}")
            if got and event["type"] not in MUTUAL:
                roles = {ROLES.get(p["role"], p["role"]) for p in got}
                score.add("event roles", role in roles, f"{told} {who} is {role}, read {roles}")
        if "by" in wanted:
            right = _named(article.names(wanted["by"]), event["according_to"])
            score.add("event according-to", right, f"{told} by {wanted['by']}, read {event['according_to']}")
    wanted_types = {name for wanted in gold for name in _types(wanted)}
    used = {event["id"] for event in pairs.values()}
    for event in events:
        if event["id"] in used or event["type"] not in wanted_types:
            score.add("events precision", event["id"] in used, f"{event['type']} «{event['text']}»")


def taking_part(event: Item) -> list[tuple[str, str]]:
    """Role and party of everybody and of the place in an annotated event."""
    named = [(role, who) for role in ("source", "target") for who in event.get(role, [])]
    return [*named, ("place", event["place"])] if "place" in event else named


def _types(event: Item) -> list[str]:
    """The PLOVER types that the guide allows for an event."""
    return [event["type"]] if isinstance(event["type"], str) else list(event["type"])


def _score_leads(score: Score, article: Article, reading: Item, body: str) -> None:
    """Parties without a name: found when a lead of the reading overlaps."""
    gold = [locate(body, lead) for lead in article.gold.get("leads", [])]
    spans = [(x["start"], x["end"]) for x in reading["leads"]]
    for n, span in enumerate(gold):
        found = span is not None and any(_jaccard(span, other) for other in spans)
        score.add("leads recall", found, article.gold["leads"][n])
    for other in spans:
        found = any(_jaccard(span, other) for span in gold if span)
        score.add("leads precision", found, f"not one: «{body[slice(*other)]}»")


def _score_mentions(score: Score, article: Article, reading: Item, text: str) -> None:
    """Names with their type, strict; the outlet's own name, ships and outside lines do not count."""
    outside, outlet = article.outside(text), set(article.gold.get("outlet", []))
    gold = {m for m in article.mentions(text) if m[2] in NAMED}
    ships = [m for m in article.mentions(text) if m[2] not in NAMED]
    got = {
        (m["start"], m["end"], NAMED[m["type"]])
        for m in reading["mentions"]
        if m["type"] in NAMED and m["text"] not in outlet and not _inside(m, [*outside, *(ship[:2] for ship in ships)])
    }
    for start, end, kind in sorted(gold):
        score.add("mentions recall", (start, end, kind) in got, f"{text[start:end]} {kind}")
    for start, end, kind in sorted(got):
        score.add("mentions precision", (start, end, kind) in gold, f"{text[start:end]} {kind}")


def _paired(gold: Sequence[G], got: Sequence[P], fit: Callable[[G, P], float]) -> dict[int, P]:
    """One to one, the best fit first; an index of `gold` to what it fits."""
    fits = ((fit(g, p), n, k) for n, g in enumerate(gold) for k, p in enumerate(got))
    pairs: dict[int, P] = {}
    used: set[int] = set()
    for value, n, k in sorted(fits, key=lambda x: (-x[0], x[1:])):
        if value > 0 and n not in pairs and k not in used:
            pairs[n] = got[k]
            used.add(k)
    return pairs


def _jaccard(a: Span, b: Span) -> float:
    """Characters in both over characters in either, when they overlap."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, both) / (max(a[1], b[1]) - min(a[0], b[0]))


def _covered(inner: Item, outer: Item) -> float:
    """How much of the inner item lies in the outer one."""
    both = min(inner["end"], outer["end"]) - max(inner["start"], outer["start"])
    return float(max(0, both) / max(1, inner["end"] - inner["start"]))


def _inside(item: Item, spans: Iterable[Span]) -> bool:
    """Whether an item begins in one of the spans."""
    return any(start <= item["start"] < end for start, end in spans)


def _words(text: str) -> set[str]:
    """The words that tell who somebody is."""
    return set(re.findall(r"\w+", text.casefold())) - SMALL


def _named(wanted: Iterable[str], *read_as: str | None) -> bool:
    """Whether a name read has all the words of a name wanted, or the other way round."""
    got = [words for words in map(_words, filter(None, read_as)) if words]
    return any(words <= other or other <= words for words in map(_words, wanted) for other in got)


def _report(part: str, total: Score) -> None:
    """One line for each measure."""
    for measure in sorted(total.of):
        right, of = total.right[measure], total.of[measure]
        print(f"{part:4}  {measure:26} {right:4} of {of:4}  {100 * right / of:5.1f} %")
    for measure in ("claims", "denial links", "events", "leads", "mentions"):
        print(f"{part:4}  {measure + ' F1':26} {'':12} {100 * total.f1(measure):6.1f} %")


def main() -> None:
    """Both parts, and with --misses what was missed in `open`."""
    parser = argparse.ArgumentParser(description="How well are the project's own annotated articles read?")
    parser.add_argument("--misses", action="store_true", help="tell what was missed, in `open` only")
    parser.add_argument("--only", type=lambda names: frozenset(names.split(",")), help="names of articles of `open`")
    options = parser.parse_args()
    for part in ("open",) if options.only else PARTS:
        total, misses = score_part(part, options.only or frozenset())
        if options.misses and part == "open":
            for name, lines in misses.items():
                print(f"{name}\n" + "\n".join(f"    {line}" for line in lines))
        _report(part, total)


if __name__ == "__main__":
    main()
