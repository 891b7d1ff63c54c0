"""The words that bring in what somebody says, in all the forms that a report writes: "deny, denies, denied, denying"; "membantah, dibantah"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from sanksi.news.forms import english_forms, indonesian_forms

DISPUTES = ("denies", "doubts", "alleges")
"""Stances of verbs whose passive tells a claim: "was denied by X", "dituduh X"."""
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


def spell_out(patterns: Iterable[str]) -> list[str]:
    """Every phrase that patterns with alternatives stand for: "no (link|tie)s" is two, "has (|never) been" too."""
    out: list[str] = []
    for pattern in patterns:
        pieces = _ALTERNATIVES.split(pattern)
        choices = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
        out += [" ".join("".join(chosen).split()) for chosen in product(*choices)]
    return out


def make_cues(language: str, cues: Mapping[str, Any]) -> dict[str, Any]:
    """The cues of a lexicon with the forms of its verbs.

    `verbs` has from every form that brings in what is said to its stance; `quote_after` those that stand behind a quote; `passive` those of "was denied
    by X"; `told_by` the Indonesian passives that only report; `separable` the two parts of
    "brushed such talk aside".
    """
    verbs = dict(_entries(cues["as_written"]))
    tags: dict[str, str] = {}
    passive = dict(cues["passive"])
    told = set(cues["told_by"])
    announced = set(cues["announced"])
    calls: set[str] = set()
    for entry, stance in _entries(cues["verbs"]):
        if language == "id":
            active, suffered = indonesian_forms(entry)
            verbs[active] = stance
            announced |= {active} if entry in cues["announced"] else set()
            if stance == "asserts" and entry not in cues["confirming"]:
                told.add(suffered)
            elif stance in DISPUTES or stance == "asserts":
                passive[suffered] = stance
            continue
        base, third, past, going = english_forms(entry)
        verbs |= dict.fromkeys((base, third, past, going), stance)
        announced |= {base, third, past, going} if entry in cues["announced"] else set()
        if " " not in entry:
            tags |= dict.fromkeys({third, past} - set(cues["homographs"]), stance)
            if stance in DISPUTES or entry in cues["confirming"]:
                passive[past] = stance
    for entry, stance in _entries(cues["tags"]):
        tags |= dict.fromkeys((entry,) if language == "id" else english_forms(entry)[1:3], stance)
    addressed = {form for entry in cues["addressed"] for form in english_forms(entry)}
    for entry in cues["calls"]:
        calls |= set(english_forms(entry) if language == "en" else indonesian_forms(entry)[:1])
    separable = {
        (form.split()[0], entry.split()[-1]): stance
        for entry, stance in _entries(cues["separable"])
        for form in english_forms(entry)
    }
    return {
        **cues,
        "addressed": addressed,
        "separable": separable,
        "announced": announced,
        "calls": calls,
        "verbs": verbs,
        "quote_after": tags,
        "passive": passive,
        "told_by": sorted(told),
    }


def every_form(language: str, verbs: Iterable[str]) -> frozenset[str]:
    """The verbs in all their forms, the base or root among them."""
    make = english_forms if language == "en" else indonesian_forms
    return frozenset(form for verb in verbs for form in (verb, *make(verb)))


def _entries(stances: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """(entry, stance) of a table from stances to patterns."""
    for stance, patterns in stances.items():
        for entry in spell_out(patterns):
            yield entry, stance
