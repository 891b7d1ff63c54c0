"""The dossier: one reading as one HTML page that carries everything it needs.

Takes the JSON shape Reading (with its `text`), gives a page that makes no request, runs no script and is readable on paper.
Whatever comes from the article is escaped, and characters that could hide or reorder text are shown as marks such as ⟦U+202E⟧.
"""

from sanksi.faces.dossier.page import render_dossier, write_dossier

__all__ = ["render_dossier", "write_dossier"]
