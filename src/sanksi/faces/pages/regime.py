"""A regime as one page: its measures through time, with citations and confidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sanksi.faces.pages.history import build_pictures
from sanksi.faces.pages.page import render_page
from sanksi.regime import Exemption, Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation in parts: the instrument with its address, empty where it has none, and the rest."""

    symbol: str
    address: str
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionView:
    """An exemption with the ids of the measures it can lift; a general one can lift them all and names none."""

    exemption: Exemption
    lifts: tuple[str, ...]


def render_regime(regime: Regime, *, on: date, language: str = "en") -> str:
    """One regime as a self-contained HTML page.

    Args:
        regime: as loaded.
        on: the day for which the page says what is in force; the pictures and the versions show every day.
        language: of the page's own words: `en` or `id`; what the measure file says stays English.

    Raises:
        SettingError: no texts in that language.
    """
    return render_page(
        "regime.html",
        language=language,
        styles=("regime.css",),
        regime=regime,
        on=on,
        in_force={measure.id: version for measure, version in regime.in_force(on)},
        pictures=build_pictures(regime, on=on, language=language),
        exemptions=gather_exemptions(regime),
        cite=lambda citation: split_citation(citation, regime),
    )


def gather_exemptions(regime: Regime) -> tuple[ExemptionView, ...]:
    """Every exemption once: general ones first, then in the order of the measures that name it."""
    lifts: dict[str, list[str]] = {}
    found: dict[str, Exemption] = {}
    for measure in regime.measures:
        for exemption in measure.exemptions:
            found[exemption.id] = exemption
            lifts.setdefault(exemption.id, []).append(measure.id)
    views = [ExemptionView(exemption=e, lifts=() if e.general else tuple(lifts[e.id])) for e in found.values()]
    return tuple(sorted(views, key=lambda view: not view.exemption.general))


def split_citation(citation: str, regime: Regime) -> tuple[Citation, ...]:
    """The parts of a citation, joined by semicolons; only an instrument of the regime whose address is https becomes a link."""
    return tuple(_split(part, regime) for part in _parts(citation, regime))


def _parts(citation: str, regime: Regime) -> Iterable[str]:
    """A part begins with an instrument; a semicolon within paragraph numbers stays."""
    begun = ""
    for part in citation.split("; "):
        if begun and not part.startswith(tuple(regime.instruments)):
            begun = f"{begun}; {part}"
            continue
        if begun:
            yield begun
        begun = part
    yield begun


def _split(part: str, regime: Regime) -> Citation:
    symbol = max((s for s in regime.instruments if part.startswith(s)), key=len, default="")
    address = regime.instruments.get(symbol, "")
    return Citation(symbol=symbol, address=address if address.startswith("https://") else "", rest=part[len(symbol) :])
