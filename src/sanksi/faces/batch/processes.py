"""Chunks answered by several processes, given back in their order.

Each process opens the index for itself: it is mapped, so they share its pages. They end when their pipe does, however this process ends.
"""

import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TypeVar

from sanksi.errors import SanksiError
from sanksi.faces.batch.answers import Answers

C = TypeVar("C")

AHEAD = 4
"""Chunks for each process that may be answered before their turn: so many are held when one chunk takes long."""


def answer_in_processes(
    chunks: Iterable[C], answer: Callable[[C], Answers], count: int
) -> Generator[Answers, None, None]:
    """The answers to each chunk, in order; `answer` is sent to each process.

    Raises:
        SanksiError: a process ended before its time, or raised it.
    """
    with ExitStack() as stack:
        workers = dict(_start(answer, stack) for _ in range(count))
        idle, busy, early, turn = list(workers), dict[Connection, int](), dict[int, Answers](), 0
        for number, chunk in enumerate(chunks):
            while not idle or number - turn > AHEAD * count:
                early |= _receive(busy, idle, workers)
                while turn in early:
                    yield early.pop(turn)
                    turn += 1
            pipe = idle.pop()
            busy[pipe] = number
            try:
                pipe.send(chunk)
            except OSError:
                raise _ended(workers[pipe]) from None
        while busy:
            early |= _receive(busy, idle, workers)
        yield from (answers for _, answers in sorted(early.items()))


def _start(answer: Callable[[C], Answers], stack: ExitStack) -> tuple[Connection, SpawnProcess]:
    context = get_context("spawn")  # a fork would share the ledger's connection, and the other pipes
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, answer), daemon=True)
    with _interrupts_held():
        process.start()
    stack.callback(process.join)
    stack.callback(process.terminate)  # it holds nothing that could be left half done
    stack.enter_context(here)
    there.close()
    return here, process


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """What starts meanwhile never sees an interrupt, not even before `_work` runs; this process gets it afterwards. Windows has no such mask."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _receive(
    busy: dict[Connection, int], idle: list[Connection], workers: dict[Connection, SpawnProcess]
) -> dict[int, Answers]:
    """Wait for answers; what arrived, by number of the chunk."""
    arrived = {}
    ready = wait(list(busy))
    for pipe in [pipe for pipe in busy if pipe in ready]:
        try:
            answers = pipe.recv()
        except (EOFError, OSError):
            raise _ended(workers[pipe]) from None
        if isinstance(answers, Exception):
            raise answers
        arrived[busy.pop(pipe)] = answers
        idle.append(pipe)
    return arrived


def _ended(process: SpawnProcess) -> SanksiError:
    process.join(1)
    return SanksiError(
        f"a process of the batch ended before its time (exit status {process.exitcode})",
        hint="what was answered is kept: the same command goes on from there",
    )


def _work(pipe: Connection, answer: Callable[[C], Answers]) -> None:
    """Answer chunks until the pipe ends; an interrupt is for the process that reads and writes the files."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with pipe, suppress(EOFError, ConnectionError):
        while True:
            chunk = pipe.recv()
            try:
                pipe.send(answer(chunk))
            except Exception as error:  # noqa: BLE001 - raised again where it is told
                pipe.send(error)
