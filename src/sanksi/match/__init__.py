"""Stage 4: compare two entities; the evidence adds up to the score.

Takes a party and a listed entity, and how common tokens are; gives a Match. Promises: a score in [0, 1], 1 for the same rare names,
contributions that add up to it, agreement that never lowers and contradiction that never raises.
"""

from sanksi.ledger.names import require_matchable
from sanksi.match.compare import compare, score_many
from sanksi.match.values import Evidence, Match
from sanksi.names.weights import Weights, load_weights

__all__ = ["Evidence", "Match", "Weights", "compare", "load_weights", "require_matchable", "score_many"]
