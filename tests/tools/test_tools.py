"""What programs made is what they make now: the sessions of README and docs, and the starter list."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_show_what_their_commands_print() -> None:
    """Every command of the README's first screen and of docs/matching.md runs, with the output shown."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "readme_session.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.shared
def test_the_starter_list_is_what_its_program_makes(shared: Path) -> None:
    """The packaged file is made again from the official lists, byte for byte."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_starter.py", shared, "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
