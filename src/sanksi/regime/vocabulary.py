"""The facts a deal can be described by: their kinds, words and questions, and the strict reading of what a user says.

Data in ``facts.yml`` beside this module.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from math import inf
from pathlib import Path

from sanksi.errors import UnknownFactError
from sanksi.ledger import clean_territory, nearest
from sanksi.regime.hs import clean_hs, require_edition
from sanksi.regime.units import convert
from sanksi.regime.yamlfile import Node, open_yaml, show

KINDS = ("bool", "list", "text", "number", "territory", "date")
LINKS = ("possible", "closed_by", "opened_by")
LISTED = ("party", "person", "asset_freeze", "deflag", "port_ban")

Value = bool | int | float | str | date | tuple[str, ...]
"""A fact's value once read: lists are tuples, territories lower-case codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of the vocabulary; what the keys mean stands at the top of ``facts.yml``."""

    name: str
    kind: str
    ask: str
    unit: str = ""
    words: tuple[str, ...] = ()
    asserted: bool = False
    default: Value | None = None
    possible: str = ""
    closed_by: str = ""
    opened_by: str = ""
    listed: str = ""
    under: str = ""
    sides: Mapping[str, str] = field(default_factory=dict)
    open_under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def load_facts() -> Mapping[str, Fact]:
    """The vocabulary, name to Fact, in the order of the file.

    Raises:
        MeasureFileError: the file says something impossible.
    """
    root = open_yaml(Path(str(files("sanksi.regime").joinpath("facts.yml"))))
    facts = {name: _read_fact(name, node) for name, node in root.items()}
    for name, node in root.items():
        for link in LINKS:
            if (named := node.get(link)) is not None:
                named.word(facts)
        if (under := node.get("under")) is not None:
            under.word(facts["party.programs"].words)
        assert facts[name].kind in KINDS  # noqa: S101 - read above
    return facts


def clean_facts(facts: Mapping[str, object]) -> dict[str, Value]:
    """Read what a user says; None stands for "not known" and is left out.

    Args:
        facts: fact name to value, as Python, JSON or YAML give it.

    Returns:
        Fact name to value, in the order of the vocabulary.

    Raises:
        UnknownFactError: a name or word outside the vocabulary (the nearest is in the hint), or a value of the wrong kind.
    """
    known = load_facts()
    if not isinstance(facts, Mapping):
        raise UnknownFactError(f"facts must be names with values, got {type(facts).__name__}")
    for name in facts:
        if name == "date":
            raise UnknownFactError(
                "the day of the act is no fact among the others", hint="give it as `as_of` or `--date`"
            )
        if name not in known:
            raise UnknownFactError(f"unknown fact {show(name)}", hint=_near(str(name), known))
    cleaned = {name: clean_value(fact, facts[name]) for name, fact in known.items() if facts.get(name) is not None}
    cleaned |= {name: word for name in known.keys() - cleaned if (word := _say_by_sides(known[name].sides, cleaned))}
    codes, edition = cleaned.get("goods.hs"), cleaned.get("goods.hs_edition")
    if isinstance(codes, tuple) and isinstance(edition, str):
        require_edition(codes, edition)
    return {name: cleaned[name] for name in known if name in cleaned}


def clean_value(fact: Fact, value: object) -> Value:
    """One value in the kind of its fact, or UnknownFactError with what was expected."""
    if fact.kind == "list":
        if not isinstance(value, list | tuple | set | frozenset):
            one = show(value).strip("'")
            raise UnknownFactError(f"{fact.name} is {show(value)}, which is no list", hint=f"write it as [{one}]")
        return tuple(dict.fromkeys(_clean_word(fact, word) for word in value))
    if fact.kind == "bool" and isinstance(value, bool):
        return value
    if fact.kind == "number" and isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < inf:
        return value
    if fact.kind == "number" and fact.unit and isinstance(value, str):
        return convert(value, fact.unit)
    if fact.kind == "text" and isinstance(value, str):
        return _clean_word(fact, value)
    if fact.kind == "territory" and isinstance(value, str):
        if (code := clean_territory(value)) is None:
            raise UnknownFactError(
                f"{fact.name} is {show(value)}, which is no known territory", hint="give its name or ISO code"
            )
        return code
    if fact.kind == "date" and (day := _clean_day(value)) is not None:
        return day
    expected = {
        "bool": "true or false",
        "number": f"a number of {fact.unit} from 0 on, or a text with the unit" if fact.unit else "a number from 0 on",
        "text": "text",
        "territory": "a territory",
        "date": "a day as YYYY-MM-DD",
    }
    hint = "YAML reads NO as false: write it in quotes" if fact.kind == "territory" and value is False else ""
    raise UnknownFactError(f"{fact.name} is {show(value)}, expected {expected[fact.kind]}", hint=hint)


def _say_by_sides(sides: Mapping[str, str], known: Mapping[str, Value]) -> str | None:
    """The word that the sides of the deal say, or None when they do not."""
    giver, getter = known.get("deal.from"), known.get("deal.to")
    if not sides or (sides["of"] not in (giver, getter) and (giver is None or getter is None)):
        return None
    gives, gets = giver == sides["of"], getter == sides["of"]
    return sides["none"] if gives == gets else sides["gives" if gives else "gets"]


def _clean_word(fact: Fact, word: object) -> str:
    text = (
        str(word) if isinstance(word, int) and not isinstance(word, bool) else word
    )  # YAML reads a code such as 8471 as a number
    if not isinstance(text, str) or not text.strip():
        raise UnknownFactError(
            f"{fact.name} holds {show(word)}, expected a word",
            hint="write it in quotes" if isinstance(text, float) else "",
        )
    if fact.name == "goods.hs":
        return clean_hs(text)
    if fact.words and text not in fact.words:
        raise UnknownFactError(f"unknown word {show(text)} for {fact.name}", hint=_near(text, fact.words))
    return text.strip()


def _clean_day(value: object) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _near(word: str, known: Collection[str]) -> str:
    hint = nearest(word, known)
    return hint if len(hint) < 400 else "see the facts in the documentation of the regime"


def _read_fact(name: str, node: Node) -> Fact:
    node.keys(
        required=("kind", "ask"),
        optional=("unit", "words", "whose", "default", *LINKS, "open_under", "sides", "listed", "under"),
    )
    words = tuple(sorted(w.texts())) if (w := node.get("words")) else ()
    if (whose := node.get("whose")) is not None:
        whose.word(("user",))
    under = {code: n.words(words) for code, n in u.items()} if (u := node.get("open_under")) else {}
    link = {key: n.text() if (n := node.get(key)) else "" for key in ("unit", *LINKS, "under")}
    sides: dict[str, str] = {}
    if (s := node.get("sides")) is not None:
        s.keys(required=("of", "gives", "gets", "none"))
        sides = {key: part.text() if key == "of" else part.word(words) for key, part in s.items()}
    fact = Fact(
        name=name, kind=node.at("kind").word(KINDS), ask=node.at("ask").text(), words=words, asserted=whose is not None,
        open_under=under, sides=sides, listed=n.word(LISTED) if (n := node.get("listed")) else "", **link,
    )  # fmt: skip
    if (default := node.get("default")) is None:
        return fact
    value = default.flag() if fact.kind == "bool" else default.fail("only a bool may have a default")
    return Fact(name=name, kind="bool", ask=fact.ask, asserted=fact.asserted, default=value)
