"""The decision on a deal: one check as one page that a licensing officer can read and print."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanksi.faces.pages.page import render_page
from sanksi.faces.pages.texts import find_question
from sanksi.regime import PRECEDENCE, load_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What the page shows of a check and the check does not have as such.

    Attributes:
        acts: the acts and goods of the deal, for its title; acts that only may have happened are not among them.
        giver: territory that gives, or empty.
        getter: territory that gets, or empty.
        territories: names of the facts whose value is a territory.
        outcomes: how many findings have which outcome, by precedence.
        exemptions: each once, whatever number of findings it could lift; those that are met first.
        regimes: id, edition, whom it binds, and whether it binds the reader (`you`, `others`, `unknown`).
        sections: ids of the sections that the page has, in order.
    """

    acts: tuple[str, ...]
    giver: str
    getter: str
    territories: frozenset[str]
    outcomes: Mapping[str, int]
    exemptions: tuple[Mapping[str, Any], ...]
    regimes: tuple[tuple[str, str, str, str], ...]
    sections: tuple[str, ...]


def render_decision(check: Mapping[str, Any], *, language: str = "en") -> str:
    """One check as a self-contained HTML page.

    Args:
        check: the JSON shape Check.
        language: of the page's own words: `en` or `id`.

    Raises:
        SettingError: no texts in that language.
    """
    return render_page(
        "decision.html",
        language=language,
        check=check,
        view=build_view(check),
        question=find_question,
        territory=lambda code: _territory(code, language),
    )


def build_view(check: Mapping[str, Any]) -> DecisionView:
    """Gather what stands apart in the check."""
    facts: Mapping[str, Any] = check.get("facts") or {}
    findings = check.get("findings") or ()
    outcomes = Counter(f["outcome"] for f in findings)
    exemptions = {x["id"]: x for f in findings for x in f.get("exemptions") or ()}.values()
    optional = {"parties": check.get("parties"), "exemptions": exemptions, "duties": check.get("duties"), "calls": check.get("calls"), "caveats": check.get("caveats")}  # fmt: skip
    order = ("deal", "parties", "questions", "findings", "exemptions", "duties", "calls", "caveats", "regimes")
    binding = {b.get("regime"): b for b in check.get("binds") or ()}
    editions = (str(regime).partition("@") for regime in check.get("regimes") or ())
    return DecisionView(
        acts=tuple(str(w) for name in ("activity", "goods.category", "goods.unknown") for w in facts.get(name) or ()),
        giver=str(facts.get("deal.from") or ""),
        getter=str(facts.get("deal.to") or ""),
        territories=frozenset(name for name, fact in load_facts().items() if fact.kind == "territory"),
        outcomes={outcome: outcomes[outcome] for outcome in PRECEDENCE if outcomes[outcome]},
        exemptions=tuple(sorted(exemptions, key=lambda x: not x.get("met"))),
        regimes=tuple(
            (id_, edition, binding.get(id_, {}).get("bound", ""), binding.get(id_, {}).get("binds", "unknown"))
            for id_, _, edition in editions
        ),
        sections=tuple(key for key in order if optional.get(key, True)),
    )


def _territory(code: object, language: str) -> str:
    """The name of a territory in the language, with its code; a code without a name as it is."""
    from babel import Locale  # noqa: PLC0415 - only a page needs it

    name = Locale(language).territories.get(str(code).upper())
    return f"{name} ({str(code).upper()})" if name else str(code)
