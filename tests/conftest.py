"""Where the tests find things: excerpts of the project's own, and the real lists when they stand beside the checkout."""

from pathlib import Path

import pytest

pytest_plugins = ["lying"]

EXCERPTS = Path(__file__).parent / "excerpts"
SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"


@pytest.fixture(scope="session")
def excerpts() -> Path:
    """The folder of hand-written excerpts in the publishers' formats."""
    return EXCERPTS


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists; tests that need it are left out without it."""
    if not SHARED.is_dir():
        pytest.skip("the real lists of ../shared/data are not here: real-data test left out")
    return SHARED
