"""Stage 4: compare two entities; the evidence adds up to the score."""

from sanksi.match.values import Evidence, Match

__all__ = ["Evidence", "Match"]
