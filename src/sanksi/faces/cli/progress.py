"""Progress of long work: a bar or a spinner on stderr, only on a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def track(work: Iterable[T], *, total: int, about: str) -> Iterator[T]:
    """The work's pieces, with a bar on stderr while a person watches; one piece has a spinner."""
    if total < 2:
        with watch(about):
            yield from work
        return
    if not sys.stderr.isatty():
        yield from work
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bars:
        yield from bars.track(work, total=total, description=about)


@contextmanager
def watch(about: str, *, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A spinner with the time on stderr while a person watches, and a bar when the total is known; the function given counts pieces done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    bar = (BarColumn(), TimeRemainingColumn()) if total else ()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *bar, TimeElapsedColumn())
    # rich would lead stdout to its own console, stderr: right on one terminal, wrong when stdout is a file
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bars:
        task, done = bars.add_task(about, total=total), 0

        def count(more: int) -> None:
            nonlocal done
            done += more
            bars.update(task, completed=done, description=f"{about}: {done:,}" + (f" of {total:,}" if total else ""))

        yield count
