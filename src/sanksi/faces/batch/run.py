"""Run a batch: chunk by chunk, by one process or several, with what was answered kept when it is stopped."""

import hashlib
import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

from sanksi.faces.batch.answers import Answers, Asked, answer_chunk, ask_chunk, count_answers, tell_answers, write_csv
from sanksi.faces.batch.job import OUTCOMES, BatchJob
from sanksi.faces.batch.processes import answer_in_processes
from sanksi.faces.batch.rows import Chunk, iter_chunks
from sanksi.screening import Screener

SMALL_BYTES = 1 << 24
"""A file of fewer bytes for all cores together (8 MiB for two) is answered by one process: others start (0.3 s) and learn all words anew."""


def run_batch(
    job: BatchJob,
    screener: Screener,
    *,
    on_rows: Callable[[int], object] = lambda _: None,
    processes: int | None = None,
) -> dict[str, int]:
    """Screen every row; a row that cannot be read is answered as `unreadable` with the reason.

    The answers grow in `<target>.part`, which becomes the target at the end; a later run of the same job goes on after the last whole
    line of it. A chunk of rows is held for each process, so memory does not grow with the file.

    Args:
        job: what to screen.
        screener: screens; other processes open its home again.
        on_rows: called with a number of rows whenever so many are done.
        processes: how many answer; None for one a core, or only this one when the file is small.

    Returns:
        Rows by outcome.

    Raises:
        QueryError: a file that cannot be read as what it is named.
        OSError: a file cannot be read or written.
        SanksiError: a process ended before its time.
    """
    with job.source.open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()
    stamp = hashlib.sha256(repr((content, job, screener.screen_day(job.as_of))).encode()).hexdigest()

    def answer(done: int) -> Generator[Answers, None, None]:
        chunks, count = iter_chunks(job, done=done), processes or _count_processes(job.source.stat().st_size)
        if count == 1:
            return _answer_here(chunks, job, screener)
        return answer_in_processes(chunks, partial(answer_chunk, job=job, screener=screener), count)

    counts = grow_answers(job.target, stamp, answer, on_rows=on_rows)
    return {outcome: counts[outcome] for outcome in OUTCOMES}


def grow_answers(
    target: Path,
    stamp: str,
    answer: Callable[[int], Generator[Answers, None, None]],
    *,
    key: str = "verdict",
    on_answers: Callable[[Answers], object] = lambda _: None,
    on_rows: Callable[[int], object] = lambda _: None,
) -> Counter[str]:
    """Let answers grow in `<target>.part` until they are all there, behind those of an earlier run of the same job.

    Args:
        target: .jsonl, or .csv.
        stamp: tells the job from others.
        answer: gives the answers behind so many that are done.
        key: of a line's outcome.
        on_answers: called with the answers of some rows whenever they are written.
        on_rows: called with a number of rows whenever so many are done.

    Returns:
        Rows by outcome.
    """
    part, mark = target.with_name(target.name + ".part"), target.with_name(target.name + ".job")
    counts: Counter[str] = Counter()
    if part.exists() and mark.exists() and mark.read_text(encoding="ascii") == stamp:
        counts.update(count_answers(part, key))
    else:
        part.unlink(missing_ok=True)
        mark.write_text(stamp, encoding="ascii")
    on_rows(counts.total())
    with part.open("ab") as out, closing(answer(counts.total())) as answered:
        for answers in answered:
            out.write(answers.lines)
            counts.update(answers.outcomes)
            on_answers(answers)
            on_rows(sum(answers.outcomes.values()))
    if target.suffix == ".csv":
        write_csv(part, target)
        part.unlink()
    else:
        part.replace(target)
    mark.unlink(missing_ok=True)
    return counts


def _count_processes(size: int) -> int:
    cores = count_cores()
    return cores if size * cores >= SMALL_BYTES else 1


def count_cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _answer_here(chunks: Iterable[Chunk], job: BatchJob, screener: Screener) -> Generator[Answers, None, None]:
    """While the kernel looks for the parties of one chunk, the last one is told and the next one read."""
    with ThreadPoolExecutor(1) as kernel:
        waiting: deque[tuple[Asked, Future[None]]] = deque()
        for chunk in chunks:
            asked = ask_chunk(chunk, job, screener)
            waiting.append((asked, kernel.submit(asked.question.search)))
            if len(waiting) > 1:
                yield _tell(*waiting.popleft())
        if waiting:
            yield _tell(*waiting.popleft())


def _tell(asked: Asked, searched: Future[None]) -> Answers:
    searched.result()
    return tell_answers(asked)
