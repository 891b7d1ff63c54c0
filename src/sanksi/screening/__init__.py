"""Stage 7: where the stages meet; one party in, one Screening out."""

from sanksi.screening.values import ListState, Screening, Verdict

__all__ = ["ListState", "Screening", "Verdict"]
