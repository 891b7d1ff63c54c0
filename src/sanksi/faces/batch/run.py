"""Run a batch: chunk by chunk, by one process or several, with what was answered kept when it is stopped."""

import hashlib
import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing

from sanksi.faces.batch.answers import Answers, Asked, ask_chunk, count_answers, tell_answers, write_csv
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
    part, mark = job.target.with_name(job.target.name + ".part"), job.target.with_name(job.target.name + ".job")
    with job.source.open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()
    stamp = hashlib.sha256(repr((content, job, screener.screen_day(job.as_of))).encode()).hexdigest()
    counts: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
    if part.exists() and mark.exists() and mark.read_text(encoding="ascii") == stamp:
        counts.update(count_answers(part))
    else:
        part.unlink(missing_ok=True)
        mark.write_text(stamp, encoding="ascii")
    on_rows(counts.total())
    chunks = iter_chunks(job, done=counts.total())
    count = processes or _count_processes(job.source.stat().st_size)
    answered = _answer_here(chunks, job, screener) if count == 1 else answer_in_processes(chunks, job, screener, count)
    with part.open("ab") as out, closing(answered):
        for answers in answered:
            out.write(answers.lines)
            counts.update(answers.outcomes)
            on_rows(sum(answers.outcomes.values()))
    if job.target.suffix == ".csv":
        write_csv(part, job.target)
        part.unlink()
    else:
        part.replace(job.target)
    mark.unlink(missing_ok=True)
    return dict(counts)


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
