"""Stage 5: measures as code, dated and cited; what a described deal runs into."""

from sanksi.regime.values import DISCLAIMER, PRECEDENCE, Check, Finding

__all__ = ["DISCLAIMER", "PRECEDENCE", "Check", "Finding"]
