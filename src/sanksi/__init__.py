"""sanksi: who is listed, what is alleged, and what the sanctions regime says about it.

The table of contents; each name is looked up on first use, so that `import sanksi` stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sanksi.faces.python import check, compare, open, read  # noqa: A004 - the product's own verb
    from sanksi.faces.screener import Screener
    from sanksi.ledger import Entity, Party
    from sanksi.match import Match
    from sanksi.news import Reading
    from sanksi.regime import Check
    from sanksi.screening import Screening

__version__ = "0.1.0"

_HOMES = {
    "Check": "sanksi.regime",
    "Entity": "sanksi.ledger",
    "Match": "sanksi.match",
    "Party": "sanksi.ledger",
    "Reading": "sanksi.news",
    "Screener": "sanksi.faces.screener",
    "Screening": "sanksi.screening",
    "check": "sanksi.faces.python",
    "compare": "sanksi.faces.python",
    "open": "sanksi.faces.python",
    "read": "sanksi.faces.python",
}

__all__ = ["Check", "Entity", "Match", "Party", "Reading", "Screener", "Screening", "check", "compare", "open", "read"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'sanksi' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
