"""Stage 5: measures as code, dated and cited; what a described deal runs into.

Takes facts (``facts.yml`` is their vocabulary) and the day of the act; gives a `Check` with findings. Promises: what is not known never
becomes permission, and every citation carries the confidence that the measure file states.
"""

from sanksi.regime.choose import choose_regimes, find_concerned
from sanksi.regime.deal import Deal, facts_of_deal, load_deal, read_fact
from sanksi.regime.evaluate import check, check_regimes
from sanksi.regime.goods import Goods, GoodsMention, find_goods, scan_goods
from sanksi.regime.load import list_regimes, load_regime
from sanksi.regime.measures import Exemption, Measure, Regime, Version
from sanksi.regime.quota import Delivery, facts_of_deliveries
from sanksi.regime.values import DISCLAIMER, PRECEDENCE, Check, CheckedParty, Finding, Outcome
from sanksi.regime.vocabulary import Fact, Value, clean_facts, load_facts

__all__ = [
    "DISCLAIMER",
    "PRECEDENCE",
    "Check",
    "CheckedParty",
    "Deal",
    "Delivery",
    "Exemption",
    "Fact",
    "Finding",
    "Goods",
    "GoodsMention",
    "Measure",
    "Outcome",
    "Regime",
    "Value",
    "Version",
    "check",
    "check_regimes",
    "choose_regimes",
    "clean_facts",
    "facts_of_deal",
    "facts_of_deliveries",
    "find_concerned",
    "find_goods",
    "list_regimes",
    "load_deal",
    "load_facts",
    "load_regime",
    "read_fact",
    "scan_goods",
]
