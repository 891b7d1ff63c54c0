"""What programs made is what they make now: the sessions of README and docs, the starter list, tables of names."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def assert_made(program: str, *arguments: Path) -> None:
    """The program, asked with ``--check``, finds what it would make."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / program, *arguments, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_pages_show_what_their_commands_print() -> None:
    """Every command of the README's first screen, of docs/matching.md and of docs/check.md runs, with the output shown."""
    assert_made("readme_session.py")


@pytest.mark.shared
def test_the_starter_list_is_what_its_program_makes(shared: Path) -> None:
    """The packaged file is made again from the official lists, byte for byte."""
    assert_made("make_starter.py", shared)


def test_names_of_territories_are_what_their_program_makes() -> None:
    """The table comes from the pinned CLDR and the project's own territories."""
    assert_made("make_places.py")


@pytest.mark.shared
def test_legal_forms_are_what_their_program_makes(shared: Path) -> None:
    """The table comes from the organisation types of ../shared."""
    assert_made("make_legal_forms.py", shared)


def test_the_schema_of_measure_files_is_what_its_program_makes() -> None:
    """Facts and words of the schema are those of the vocabulary."""
    assert_made("make_measures_schema.py")
