"""Exemptions that cannot both be meant: found when a regime is loaded, by what one condition says about another."""

from datetime import date
from itertools import permutations

from sanksi.regime.conditions import AllOf, AnyOf, Ask, Condition
from sanksi.regime.measures import Exemption
from sanksi.regime.yamlfile import Node


def require_agreement(node: Node, exemptions: tuple[Exemption, ...]) -> tuple[Exemption, ...]:
    """Give the exemptions of a measure back, or refuse two that conflict.

    Two conflict when they stand on a common day, whatever meets one meets the other, and they answer differently, unless the narrower
    one is the one that takes the deal out (`outside` wins over conditions, so a wider `outside` would leave it without any effect).

    Args:
        node: of the measure, for the message.
        exemptions: those that can lift it.

    Raises:
        MeasureFileError: two conflict.
    """
    for narrow, wide in permutations(exemptions, 2):
        if narrow.outcome == wide.outcome or not _meet(narrow, wide) or not implies(narrow.when, wide.when):
            continue
        if implies(wide.when, narrow.when):
            node.at("exemptions").fail(f"exemptions {narrow.id!r} and {wide.id!r} ask the same and answer differently")
        if wide.outcome == "outside":
            node.at("exemptions").fail(
                f"exemption {narrow.id!r} never counts: whatever meets it meets {wide.id!r}, which answers `outside`"
            )
    return exemptions


def implies(narrow: Condition, wide: Condition) -> bool:
    """Whether every situation that meets the first meets the second; False when that cannot be told from their form."""
    match narrow, wide:
        case _, AllOf(parts=parts):
            return all(implies(narrow, part) for part in parts)
        case AnyOf(parts=parts), _:
            return all(implies(part, wide) for part in parts)
        case _, AnyOf(parts=parts) if any(implies(narrow, part) for part in parts):
            return True
        case AllOf(parts=parts), _:
            return any(implies(part, wide) for part in parts)
        case Ask() as one, Ask() as other:
            return one.fact == other.fact and _implies_test(one, other)
    return narrow == wide


def _implies_test(one: Ask, other: Ask) -> bool:
    if one.operator == "eq" and other.operator == "in":
        return one.operand in other.operand
    if one.operator != other.operator:
        return False
    match one.operator:
        case "in" | "any_in" | "only":
            return set(one.operand) <= set(other.operand)
        case "none_in":
            return set(one.operand) >= set(other.operand)
        case "prefix":
            return all(code.startswith(other.operand) for code in one.operand)
        case "lt" | "le":
            return bool(one.operand <= other.operand)
        case "gt" | "ge":
            return bool(one.operand >= other.operand)
    return bool(one.operand == other.operand)


def _meet(one: Exemption, other: Exemption) -> bool:
    starts = max(one.starts_on or date.min, other.starts_on or date.min)
    return starts <= min(one.ends_on or date.max, other.ends_on or date.max)
