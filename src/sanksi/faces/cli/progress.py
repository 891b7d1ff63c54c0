"""Progress of long work: a bar on stderr, only on a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def track(work: Iterable[T], *, total: int, about: str) -> Iterator[T]:
    """The work's pieces, with a bar on stderr while more than one of them is to come and a person watches."""
    if total < 2 or not sys.stderr.isatty():
        yield from work
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield from bars.track(work, total=total, description=about)
