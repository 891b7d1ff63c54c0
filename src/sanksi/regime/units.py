"""Quantities with units, for running totals: volumes in barrels of oil, masses in metric tonnes.

Conversion is the work of pint, loaded only when somebody writes a unit. A mass becomes a volume only by a stated factor.
"""

import re
from functools import cache
from typing import Any

from sanksi.errors import UnknownFactError

MEANT = {
    "bbl": "oil_barrel",  # to pint a bare barrel is one of 31.5 gallons; oil is traded in barrels of 42
    "barrel": "oil_barrel",
    "barrels": "oil_barrel",
    "barel": "oil_barrel",
    "t": "metric_ton",
    "mt": "metric_ton",
    "MT": "metric_ton",
    "tonne": "metric_ton",
    "tonnes": "metric_ton",
    "m3": "meter ** 3",
    "m³": "meter ** 3",
}
"""What these units mean in the oil trade, where pint reads them otherwise or not at all."""

AMOUNT = re.compile(r"\s*(?P<number>\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>[^\W\d_][\w³]*)\s*")


def convert(text: str, unit: str, *, barrels_per_tonne: float | None = None) -> float:
    """A quantity in another unit.

    Args:
        text: number and unit: `30000 bbl`, `1,200 t`, `750 kl`.
        unit: wanted, `bbl` or `t`.
        barrels_per_tonne: factor between mass and volume for these goods, if one is stated.

    Raises:
        UnknownFactError: no such quantity or unit, or mass against volume without a factor.
    """
    parts = AMOUNT.fullmatch(text)
    if parts is None:
        raise UnknownFactError(
            f"{text!r} is no quantity", hint="write number and unit, for example 30000 bbl or 1200 t"
        )
    number, written = float(re.sub("[ ,]", "", parts["number"])), parts["unit"]
    if written.lower() in ("ton", "tons"):
        raise UnknownFactError(
            f"{text!r} does not say which ton", hint="write t for metric tonnes, long_ton or short_ton"
        )
    registry = _registry()
    try:
        have, want = (registry.Unit(MEANT.get(name, name)) for name in (written, unit))
    except AttributeError as error:  # pint's UndefinedUnitError is one
        raise UnknownFactError(
            f"unknown unit {written!r} in {text!r}", hint="bbl, kl, m3, l, gallon, t or kg"
        ) from error
    if have.is_compatible_with(want):
        return _plain(registry.Quantity(number, have).m_as(want))
    tonne, barrel = registry.Unit("metric_ton"), registry.Unit("oil_barrel")
    if barrels_per_tonne and have.is_compatible_with(tonne) and want.is_compatible_with(barrel):
        return _plain(registry.Quantity(number, have).m_as(tonne) * barrels_per_tonne)
    if barrels_per_tonne and have.is_compatible_with(barrel) and want.is_compatible_with(tonne):
        return _plain(registry.Quantity(number, have).m_as(barrel) / barrels_per_tonne)
    raise UnknownFactError(
        f"{text!r} cannot become {unit} without a factor for the product",
        hint="state the quantity in the unit asked for",
    )


def _plain(amount: Any) -> float:
    return round(float(amount), 6)  # a cap met exactly must not be passed by the last bit of a division


@cache
def _registry() -> Any:
    import pint  # noqa: PLC0415 - 0.3 s that only somebody who writes a unit pays

    return pint.UnitRegistry()
