"""How much a token tells: rarity among the listed names, and the weight that ranks candidates."""

import numpy as np
import numpy.typing as npt


def rarity_of(names_with: npt.NDArray[np.float64], names: int) -> npt.NDArray[np.float32]:
    """Rarity in [0, 1] from the number of names that hold a token: 1 when none does, 0 when all do, logarithmic between."""
    total = np.log(names + 1.0) or 1.0
    rarity: npt.NDArray[np.float32] = np.clip(1.0 - np.log1p(names_with) / max(total, 1e-9), 0.0, 1.0).astype(
        np.float32
    )
    return rarity


def token_weight(rarity: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Weight of a token among candidates: even the commonest counts a quarter, or "Muhammad Ali" would find nothing."""
    return (0.25 + 0.75 * rarity).astype(np.float32)
