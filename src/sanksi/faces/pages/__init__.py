"""Pages that carry everything they need: what every page shares, the decision on a deal, and a regime.

A page makes no request and runs no script, reads on paper and on a phone, and escapes whatever comes from outside; characters that could hide
or reorder text are shown as marks such as ⟦U+202E⟧. The article's page is `sanksi.faces.dossier`, made from the same pieces.
"""

from sanksi.faces.pages.decision import render_decision
from sanksi.faces.pages.page import render_page, show_hidden, write_page
from sanksi.faces.pages.regime import render_regime

__all__ = ["render_decision", "render_page", "render_regime", "show_hidden", "write_page"]
