"""From a deal in the caller's words, or in a file, to facts: the one place where "from the DPRK to Russia" becomes a direction.

Only what follows from the words themselves is derived. Findings of a State or of the Committee (`determination.*`, `committee.*`),
sponsorship and listing never are.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sanksi.errors import UnknownFactError
from sanksi.ledger import clean_territory
from sanksi.regime.goods import find_goods
from sanksi.regime.load import load_regime
from sanksi.regime.quota import Delivery, facts_of_deliveries
from sanksi.regime.vocabulary import Value, clean_facts, load_facts
from sanksi.regime.yamlfile import Node, open_yaml

DPRK = "kp"
MOVES_GOODS = frozenset(
    {
        "supply",
        "procure",
        "import",
        "gift",
        "transport",
        "broker",
        "sale_of_vessel",
        "transit_cargo",
        "sts_transfer",
        "repair",
        "loan_of_goods",
    }
)
WORKERS = frozenset({"employ", "work_permit", "self_employment", "residence", "troop_deployment"})
LEARNERS = frozenset({"training", "teaching", "study"})


def facts_of_deal(
    *,
    from_: str | None = None,
    to: str | None = None,
    activity: Sequence[str] = (),
    goods: Sequence[str] = (),
    hs: Sequence[str] = (),
    parties: Mapping[str, object] | None = None,
    **more: object,
) -> dict[str, Value]:
    """Facts for `check` from a deal in the caller's words.

    Args:
        from_: territory that gives: sells, sends, teaches, pays; name or code.
        to: territory that gets.
        activity: acts, in the words of the vocabulary; goods that go from one territory to another without any act that moves
            them are supplied, or procured when they come from the DPRK.
        goods: words for goods, English or Indonesian, or words of `goods.category`; one whose
            kind is not known becomes `goods.unknown`.
        hs: commodity codes.
        parties: `party.*` facts that the caller knows, for example from a screening.
        **more: further facts with `__` for the dot (`vessel__flag="kp"`), stronger than what is derived.

    Returns:
        Fact name to value, as `clean_facts` gives them.

    Raises:
        UnknownFactError: an unknown territory, act or fact.
    """
    giver, getter = _territory(from_, "from"), _territory(to, "to")
    facts: dict[str, object] = dict(_facts_of_goods(goods))
    if hs:
        facts["goods.hs"] = list(hs)
    acts = list(dict.fromkeys(activity))
    moves = bool(hs) or "goods.category" in facts or (bool(goods) and "subject_matter" not in facts)
    if moves and giver != getter and MOVES_GOODS.isdisjoint(acts):
        acts.append("procure" if giver == DPRK else "supply")
    if acts:
        facts["activity"] = acts
    facts |= _facts_of_sides(giver, getter, frozenset(acts), moves=moves)
    return clean_facts(facts | dict(parties or {}) | {name.replace("__", "."): value for name, value in more.items()})


class Deal(NamedTuple):
    """A deal as a file describes it.

    Attributes:
        on: day of the act, or None.
        facts: as `clean_facts` gives them.
        parties: names to be screened.
    """

    on: date | None
    facts: dict[str, Value]
    parties: tuple[str, ...]


def load_deal(file: Path, *, on: date | None = None) -> Deal:
    """A file `{as_of: DATE, facts: {...}, parties: [NAME, ...], deliveries: [{day: DATE, amount: 30000 bbl}, ...]}`, YAML or JSON.

    Deliveries become the running total of their goods (`quota.*`), by the caps of the DPRK regime on the day of the act.

    Args:
        file: its path.
        on: day of the act when the caller knows better than the file.

    Raises:
        MeasureFileError: not such a file, at a named key.
        UnknownFactError: a fact outside the vocabulary, or deliveries that no cap can count.
    """
    root = open_yaml(file, plain=True).keys(required=("facts",), optional=("as_of", "parties", "deliveries"))
    facts = clean_facts({name: node.value for name, node in root.at("facts").items()})
    day = on or (as_of.day() if (as_of := root.get("as_of")) else None)
    if (listed := root.get("deliveries")) is not None:
        deliveries = [_read_delivery(node) for node in listed.parts()]
        goods = facts.get("goods.category", ())
        assert isinstance(goods, tuple)  # noqa: S101 - a list fact
        totals = facts_of_deliveries(
            deliveries,
            goods=goods,
            on=day or listed.fail("deliveries need the day of the act"),
            regime=load_regime("un-dprk"),
        )
        facts |= clean_facts(totals)
    return Deal(on=day, facts=facts, parties=named.texts() if (named := root.get("parties")) else ())


def read_fact(text: str) -> tuple[str, object]:
    """Name and value of a fact written `name=value`: `yes` and `no` for a bool, words with commas between them for a list.

    Raises:
        UnknownFactError: no such fact, or no value.
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not value:
        raise UnknownFactError(f"{text!r} is no fact with its value", hint="write it as NAME=VALUE")
    if (fact := load_facts().get(name)) is None:
        return name, value
    if fact.kind == "list":
        return name, [word.strip() for word in value.split(",")]
    if fact.kind == "bool":
        return name, {"yes": True, "true": True, "no": False, "false": False}.get(value.casefold(), value)
    if fact.kind == "number":
        with suppress(ValueError):
            return name, float(value)
    return name, value


def _read_delivery(node: Node) -> Delivery:
    node.keys(required=("day", "amount"))
    return Delivery(on=node.at("day").day(), amount=node.at("amount").text())


def _facts_of_sides(giver: str | None, getter: str | None, acts: frozenset[str], *, moves: bool) -> dict[str, object]:
    sides = {"deal.from": giver, "deal.to": getter}
    facts: dict[str, object] = {name: code for name, code in sides.items() if code is not None}
    if giver is not None:
        facts["actor.is_dprk"] = giver == DPRK
    if DPRK not in (giver, getter):
        return facts
    if giver != getter:
        facts["party.dprk_entity_or_individual"] = True
    if moves:
        facts |= {"cargo.dprk_nexus": True, "goods.dprk_bound_or_origin": True}
    if acts & (WORKERS if giver == DPRK else LEARNERS):
        facts["party.dprk_national"] = True
    return facts


def _facts_of_goods(words: Sequence[str]) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    categories = load_facts()["goods.category"].words
    for word in words:
        found: dict[str, tuple[str, ...]]
        if word in categories:
            found = {"goods.category": (word,)}
        else:
            known = find_goods(word)
            found = dict(known.facts) if known else {}
            if (
                "goods.category" not in found
            ):  # whatever else is known of it, its kind is not, and must not look settled
                found["goods.unknown"] = (word,)
        for name, values in found.items():
            facts.setdefault(name, []).extend(v for v in values if v not in facts.get(name, ()))
    return facts


def _territory(text: str | None, where: str) -> str | None:
    if text is None:
        return None
    if (code := clean_territory(text)) is None:
        raise UnknownFactError(f"{text!r} at {where!r} is no known territory", hint="give its name or ISO code")
    return code
