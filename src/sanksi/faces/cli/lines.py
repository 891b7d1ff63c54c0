"""Lines for people, in the width of the terminal. Without rich, whose import is a fifth of what a one-shot command takes."""

import shutil
import textwrap
from typing import Any
from unicodedata import combining, east_asian_width

import click


def echo(text: str, *, indent: int = 0, head: str = "", **style: Any) -> None:
    """Write a text in lines no longer than the terminal's, each behind so many spaces; the first behind the head.

    Args:
        text: what would steer a terminal is not written.
        indent: spaces before each line.
        head: instead of those before the first.
        style: as `click.style` takes it.
    """
    lines = textwrap.wrap(printable(text), max(width() - indent, 20), break_on_hyphens=False) or [""]
    told = ((head if n == 0 and head else " " * indent) + line for n, line in enumerate(lines))
    click.echo("\n".join(click.style(line, **style) if style else line for line in told))


def width() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size().columns


def cells(text: str) -> int:
    """Places that a text takes in a terminal: two for a wide character, none for a mark."""
    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


def printable(text: str) -> str:
    """The text with a space for whatever would steer a terminal: names come from files."""
    return "".join(c if c.isprintable() else " " for c in text)
