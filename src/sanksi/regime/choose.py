"""Which regimes a deal is asked of when nobody says which."""

from collections.abc import Mapping
from datetime import date

from sanksi.regime.load import list_regimes, load_regime
from sanksi.regime.situation import build_situation
from sanksi.regime.vocabulary import Value


def find_concerned(known: Mapping[str, Value], *, on: date) -> tuple[str, ...]:
    """Ids of the regimes of the package that have begun and that a deal plainly concerns.

    Args:
        known: facts as `clean_facts` gives them.
        on: the day of the act.
    """
    situation = build_situation(known, on=on)
    regimes = (load_regime(name) for name in list_regimes())
    return tuple(
        r.id for r in regimes if r.starts_on <= on and (r.concerns is None or r.concerns.read(situation).value)
    )


def choose_regimes(known: Mapping[str, Value], *, on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The regimes of the package that a deal plainly concerns, or all of them when it plainly concerns none.

    A regime that is left out is told: what it would say stays unknown. So is one that began later; when none had begun all are given, and
    the check refuses the day.

    Args:
        known: facts as `clean_facts` gives them.
        on: the day of the act.

    Returns:
        Ids of the regimes to ask, and a caveat for each that is left out.
    """
    regimes = [load_regime(name) for name in list_regimes()]
    begun = [r for r in regimes if r.starts_on <= on]
    plain = [load_regime(name) for name in find_concerned(known, on=on)]
    asked = plain or begun or regimes
    caveats = []
    for regime in regimes:
        if regime not in asked:
            why = (
                "nothing says that the deal concerns it"
                if regime in begun
                else f"it began on {regime.starts_on.isoformat()}"
            )
            caveats.append(f"{regime.id} was not asked: {why}")
    return tuple(r.id for r in asked), tuple(caveats)
