"""Stage 5: measures as code, dated and cited; what a described deal runs into.

Takes facts (``facts.yml`` is their vocabulary) and the day of the act; gives a `Check` with findings. Promises: what is not known never
becomes permission, and every citation carries the confidence that the measure file states.
"""

from sanksi.regime.choose import choose_regimes
from sanksi.regime.deal import facts_of_deal, load_deal
from sanksi.regime.evaluate import check, check_regimes
from sanksi.regime.goods import Goods, GoodsMention, find_goods, scan_goods
from sanksi.regime.load import list_regimes, load_regime
from sanksi.regime.measures import Exemption, Measure, Regime, Version
from sanksi.regime.quota import Delivery, facts_of_deliveries
from sanksi.regime.values import DISCLAIMER, PRECEDENCE, Check, Finding, Outcome
from sanksi.regime.vocabulary import Fact, clean_facts, load_facts

__all__ = [
    "DISCLAIMER",
    "PRECEDENCE",
    "Check",
    "Delivery",
    "Exemption",
    "Fact",
    "Finding",
    "Goods",
    "GoodsMention",
    "Measure",
    "Outcome",
    "Regime",
    "Version",
    "check",
    "check_regimes",
    "choose_regimes",
    "clean_facts",
    "facts_of_deal",
    "facts_of_deliveries",
    "find_goods",
    "list_regimes",
    "load_deal",
    "load_facts",
    "load_regime",
    "scan_goods",
]
