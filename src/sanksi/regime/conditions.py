"""Conditions of measures in three-valued logic (Kleene): true, false, or not known yet.

A condition is read once from the measure file and asked of a `Situation`. `value` is the quick answer; `read` gives it with the facts it
rests on and, when it is not known, the facts that would decide it.

Source: S. C. Kleene, Introduction to Metamathematics, 1952, section 64 (strong connectives).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sanksi.errors import UnknownFactError
from sanksi.regime.situation import Situation
from sanksi.regime.vocabulary import Fact, clean_value, load_facts
from sanksi.regime.yamlfile import Node

OPERATORS = {
    "eq": ("bool", "text", "territory", "number"),
    "ne": ("bool", "text", "territory", "number"),
    "in": ("text", "territory"),
    "any_in": ("list",),
    "none_in": ("list",),
    "only": ("list",),
    "prefix": ("list",),
    "lt": ("number", "date"),
    "le": ("number", "date"),
    "gt": ("number", "date"),
    "ge": ("number", "date"),
}
"""Operator to the kinds of facts it can ask about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a condition is on a situation.

    Attributes:
        value: True, False, or None for not known.
        used: facts that speak for it, in the order of the condition.
        missing: facts that would decide it; empty unless `value` is None.
    """

    value: bool | None
    used: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


_FALSE = Reading(value=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question about one fact: `activity any_in [supply, gift]`."""

    fact: str
    operator: str
    operand: Any

    def value(self, situation: Situation) -> bool | None:
        """Ask the situation."""
        value: Any = situation.known.get(self.fact)
        if value is None:
            return None
        if self.operator == "only":
            return _only(value, situation.possible.get(self.fact, frozenset()), frozenset(self.operand))
        if self.operator in ("any_in", "none_in"):
            if not set(self.operand).isdisjoint(value):
                return self.operator == "any_in"
            possible = situation.possible.get(self.fact)
            return None if possible and not possible.isdisjoint(self.operand) else self.operator == "none_in"
        return (
            _starts(value, self.operand) if self.operator == "prefix" else _COMPARE[self.operator](value, self.operand)
        )

    def read(self, situation: Situation) -> Reading:
        """Ask the situation, and say why."""
        answer = self.value(situation)
        if answer is None:
            return Reading(value=None, missing=(self.fact,))
        return Reading(value=True, used=(self.fact,)) if answer else _FALSE

    def sentence(self) -> str:
        """The test for people: `purpose any_in humanitarian, livelihood`."""
        shown = ", ".join(self.operand) if isinstance(self.operand, tuple) else str(self.operand).lower()
        return f"{self.fact} {self.operator} {shown}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]

    def value(self, situation: Situation) -> bool | None:
        """False when any part is; else not known when any part is; else True."""
        answer: bool | None = True
        for part in self.parts:
            value = part.value(situation)
            if value is False:
                return False
            if value is None:
                answer = None
        return answer

    def read(self, situation: Situation) -> Reading:
        """The answer, and why."""
        readings = []
        for part in self.parts:
            if (reading := part.read(situation)).value is False:
                return reading
            readings.append(reading)
        return _join(None if any(r.value is None for r in readings) else True, readings)

    def sentence(self) -> str:
        """The parts for people."""
        return "; ".join(part.sentence() for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]

    def value(self, situation: Situation) -> bool | None:
        """True when any part is; else not known when any part is; else False."""
        answer: bool | None = False
        for part in self.parts:
            value = part.value(situation)
            if value:
                return True
            if value is None:
                answer = None
        return answer

    def read(self, situation: Situation) -> Reading:
        """The answer, and why: the parts that hold, or those that are not known."""
        readings = [part.read(situation) for part in self.parts]
        if holding := [r for r in readings if r.value]:
            return _join(True, holding)
        open_parts = [r for r in readings if r.value is None]
        return _join(None, open_parts) if open_parts else _FALSE

    def sentence(self) -> str:
        """The parts for people."""
        return "either " + " or ".join(part.sentence() for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part does not hold."""

    part: "Condition"

    def value(self, situation: Situation) -> bool | None:
        """True for False, False for True, not known for not known."""
        inner = self.part.value(situation)
        return None if inner is None else not inner

    def read(self, situation: Situation) -> Reading:
        """The answer, and why."""
        inner = self.part.read(situation)
        if inner.value is None:
            return inner
        return Reading(value=not inner.value, used=tuple(facts_of(self.part)) if not inner.value else ())

    def sentence(self) -> str:
        """The part for people."""
        return f"not ({self.part.sentence()})"


Condition = Ask | AllOf | AnyOf | Not


def facts_of(condition: Condition) -> tuple[str, ...]:
    """Names of all facts a condition asks about, in order, each once."""
    match condition:
        case Ask(fact=fact):
            return (fact,)
        case Not(part=part):
            return facts_of(part)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return tuple(dict.fromkeys(name for part in parts for name in facts_of(part)))


def read_condition(node: Node) -> Condition:
    """Read a condition from a measure file.

    A list means all of its parts; `{all: [...]}`, `{any: [...]}`, `{not: ...}` combine; `{fact: {operator: operand}}` asks.

    Raises:
        MeasureFileError: unknown fact, operator or word, an operator that the fact's kind does not have, or an empty list.
    """
    if isinstance(node.value, list):
        return AllOf(parts=_read_parts(node))
    (key, inner), *rest = list(node.items()) or node.fail("an empty condition")
    if rest:
        node.fail("a condition has one key", hint="put several conditions in a list")
    match key:
        case "all":
            return AllOf(parts=_read_parts(inner))
        case "any":
            return AnyOf(parts=_read_parts(inner))
        case "not":
            return Not(part=read_condition(inner))
    facts = load_facts()
    replace(inner, value=key).word(facts)
    return _read_test(facts[key], inner)


def _read_parts(node: Node) -> tuple[Condition, ...]:
    return tuple(read_condition(part) for part in node.parts()) or node.fail("an empty condition")


def _read_test(fact: Fact, node: Node) -> Ask:
    (operator, operand), *rest = list(node.items()) or node.fail("an empty condition")
    if rest:
        node.fail("a fact is asked by one operator", hint="put several conditions in a list")
    replace(node, value=operator).word(OPERATORS)
    if fact.kind not in OPERATORS[operator]:
        allowed = ", ".join(o for o, kinds in OPERATORS.items() if fact.kind in kinds)
        replace(node, value=operator).fail(
            f"a {fact.kind} cannot be asked by this operator", hint=f"allowed: {allowed}"
        )
    many = operator in ("in", "any_in", "none_in", "only", "prefix")
    if many and not operand.parts():
        operand.fail("an empty list of words")
    try:
        if fact.kind == "list":
            return Ask(fact=fact.name, operator=operator, operand=clean_value(fact, operand.value))
        values = (
            tuple(clean_value(fact, part.value) for part in operand.parts())
            if many
            else clean_value(fact, operand.value)
        )
    except UnknownFactError as error:
        operand.fail(error.message, hint=error.hint)
    return Ask(fact=fact.name, operator=operator, operand=values)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, operand: value == operand,
    "ne": lambda value, operand: value != operand,
    "in": lambda value, operand: value in operand,
    "lt": lambda value, operand: value < operand,
    "le": lambda value, operand: value <= operand,
    "gt": lambda value, operand: value > operand,
    "ge": lambda value, operand: value >= operand,
}


def _only(words: tuple[str, ...], possible: frozenset[str], allowed: frozenset[str]) -> bool | None:
    if not allowed.issuperset(words):
        return False
    if not allowed.issuperset(possible):
        return None
    return bool(words) or (None if possible else False)


def _starts(codes: tuple[str, ...], prefixes: tuple[str, ...]) -> bool | None:
    if any(code.startswith(prefixes) for code in codes):
        return True
    too_coarse = any(prefix.startswith(code) for code in codes for prefix in prefixes)
    return None if too_coarse else False


def _join(value: bool | None, readings: Sequence[Reading]) -> Reading:
    if len(readings) == 1:
        return readings[0]
    used: dict[str, None] = {}
    missing: dict[str, None] = {}
    for reading in readings:
        used |= dict.fromkeys(reading.used)
        missing |= dict.fromkeys(reading.missing)
    return Reading(value=value, used=tuple(used), missing=tuple(missing))
