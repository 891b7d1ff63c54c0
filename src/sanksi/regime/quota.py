"""Running totals: deliveries of a period against a cap, in the unit of the cap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sanksi.errors import UnknownFactError
from sanksi.regime.conditions import AllOf, AnyOf, Ask, Condition
from sanksi.regime.measures import Exemption, Period, Regime
from sanksi.regime.situation import Situation
from sanksi.regime.units import convert
from sanksi.regime.vocabulary import load_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery that counts against a cap.

    Attributes:
        on: its day.
        amount: number and unit: `30000 bbl`, `4000 t`.
    """

    on: date
    amount: str


def facts_of_deliveries(
    deliveries: Sequence[Delivery], *, goods: Sequence[str], on: date, regime: Regime
) -> dict[str, float | str]:
    """The total of the period that the day falls into, up to and with that day, as the fact that the cap asks for.

    Args:
        deliveries: of one kind of goods, in any order, the one in question among them; those outside the period do not count.
        goods: words of `goods.category`.
        on: the day of the act.
        regime: whose cap is meant.

    Returns:
        Fact to total, and `quota.basis`: how it was made, with any factor between mass and volume and its source.

    Raises:
        UnknownFactError: no cap for these goods on that day, more than one, or a quantity that cannot be brought into its unit.
    """
    facts: dict[str, float | str] = {}
    for period, cap in _limits(regime, goods, on):
        starts, _ = period.span(on)
        counted = [d for d in deliveries if starts <= d.on <= on]
        unit, factor = load_facts()[cap.fact].unit, period.barrels_per_tonne
        facts[cap.fact] = round(sum(convert(d.amount, unit, barrels_per_tonne=factor) for d in counted), 3)
        facts["quota.basis"] = f"{len(counted)} deliveries from {starts.isoformat()} to {on.isoformat()}" + (
            f"; tonnes at {factor:.4f} barrels ({period.source})" if factor else ""
        )
    return facts


def show_totals(exemption: Exemption, situation: Situation) -> list[dict[str, object]]:
    """Every cap of an exemption whose total is known: total, share, period, and the notices that the share has reached."""
    if exemption.period is None:
        return []
    starts, ends = exemption.period.span(situation.on)
    shown: list[dict[str, object]] = []
    for ask in caps_of(exemption.when):
        total = situation.known.get(ask.fact)
        if isinstance(total, int | float):
            percent = 100 * total / ask.operand
            shown.append(
                {
                    "fact": ask.fact,
                    "total": total,
                    "cap": ask.operand,
                    "unit": load_facts()[ask.fact].unit,
                    "percent": round(percent, 1),
                    "period_from": starts.isoformat(),
                    "period_to": ends.isoformat(),
                    "notices": [n for n in exemption.period.notices if percent >= n],
                }
            )
    return shown


def caps_of(condition: Condition) -> list[Ask]:
    """The tests of a condition that hold a total to a limit: `{le: ...}` of a fact with a unit."""
    match condition:
        case Ask(operator="le") if load_facts()[condition.fact].unit:
            return [condition]
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return [ask for part in parts for ask in caps_of(part)]
    return []


def _limits(regime: Regime, goods: Sequence[str], on: date) -> list[tuple[Period, Ask]]:
    limits = [
        (e.period, cap)
        for measure in regime.measures
        for e in measure.exemptions
        if e.period and e.in_force(on) and set(goods).intersection(e.period.of)
        for cap in caps_of(e.when)
    ]
    if not limits:
        raise UnknownFactError(
            f"{regime.id} caps no {' or '.join(goods) or 'unnamed goods'} on {on.isoformat()}",
            hint="say goods.category: refined_petroleum or crude_oil",
        )
    if len({period for period, _ in limits}) > 1:
        raise UnknownFactError(
            f"{' and '.join(goods)} have caps of their own", hint="count the deliveries of one kind at a time"
        )
    return limits
