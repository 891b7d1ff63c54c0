"""A fault that may pass, and how long to wait before the next try."""

import random

import tenacity

from sanksi.errors import FetchError


class AgainError(Exception):
    """A fault that may pass.

    Args:
        error: what to tell when it does not.
        after_s: how long the server asks to wait.
    """

    def __init__(self, error: FetchError, *, after_s: float = 0.0) -> None:
        super().__init__(str(error))
        self.error = error
        self.after_s = after_s


def asked_wait(state: tenacity.RetryCallState) -> float:
    """How long the server asked to wait, in seconds."""
    error = state.outcome.exception() if state.outcome else None
    return error.after_s if isinstance(error, AgainError) else 0.0


def wait_s(state: tenacity.RetryCallState) -> float:
    """1, 2, 4, 8 s, each up to half longer by chance so that many clients do not come back at once; longer when the server asks for it."""
    backoff_s = float(2 ** (state.attempt_number - 1)) * random.uniform(1.0, 1.5)  # noqa: S311 - no secret
    return max(backoff_s, asked_wait(state))
