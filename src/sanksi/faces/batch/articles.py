"""A folder or a file of articles to a file of readings: in their order, resumable, one line an article."""

import hashlib
import json
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sanksi.errors import QueryError, ReadingError, SanksiError
from sanksi.faces.batch.answers import Answers
from sanksi.faces.batch.processes import answer_in_processes
from sanksi.faces.batch.run import count_cores, grow_answers
from sanksi.news import LARGEST, Page, Reading, decode_page, read
from sanksi.screening import Screener

READING_OUTCOMES = ("look", "undecided", "nothing", "unreadable")
"""A party is listed or an act runs into the regime; something could not be decided; neither; it cannot be read."""

CHUNK = 4
"""Articles of a chunk: some 100 ms of work."""

_LONGEST_LINE = 6 * LARGEST
"""Characters of the longest line of JSON: a text of which each character is written as an escape."""

_FEW = 8
"""Articles for which no other process is started."""


@dataclass(frozen=True, kw_only=True)
class ArticleJob:
    """What to read and how.

    Attributes:
        source: a folder (each file in it and below, without hidden ones), or .jsonl (an object a line: `text` or `html`, and `id`).
        target: .jsonl.
        today: see `sanksi.news.read`.
        as_of: the day the lists are read for; the day of publication when None.

    Raises:
        QueryError: a source or target that cannot be used.
    """

    source: Path
    target: Path
    today: date
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.target.suffix != ".jsonl":
            raise QueryError(f"{self.target.name!r} is no .jsonl file", hint="readings are written as JSON lines")
        if not self.source.is_dir() and self.source.suffix != ".jsonl":
            raise QueryError(f"{self.source.name!r} is neither a folder nor a .jsonl file", hint="give one of these")
        if self.source.is_dir() and self.target.resolve().is_relative_to(self.source.resolve()):
            raise QueryError(f"{self.target.name!r} would stand among the articles", hint="write it outside the folder")

    def articles(self) -> Iterator[Path | str]:
        """The files of the folder by their path, or the lines of the file; one too long is given as empty."""
        if self.source.is_dir():
            yield from self.files()
            return
        with self.source.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
            while line := stream.readline(_LONGEST_LINE):
                whole = line.endswith("\n") or len(line) < _LONGEST_LINE
                if not whole:
                    while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith("\n"):
                        pass
                yield line if whole else ""

    def files(self) -> list[Path]:
        """The files of the folder, by their path in it."""
        inside = (path.relative_to(self.source) for path in self.source.rglob("*") if path.is_file())
        return sorted(path for path in inside if not any(part.startswith(".") for part in path.parts))

    def count(self) -> int:
        """How many articles there are."""
        return len(self.files()) if self.source.is_dir() else sum(1 for _ in self.articles())

    def digest(self) -> str:
        """What tells these articles from others: the lines, or names, sizes and times of the files."""
        if not self.source.is_dir():
            with self.source.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        stats = ((str(path), (self.source / path).stat()) for path in self.files())
        return hashlib.sha256(repr([(p, s.st_size, s.st_mtime_ns) for p, s in stats]).encode()).hexdigest()


def read_articles(
    job: ArticleJob,
    screener: Screener,
    *,
    on_answers: Callable[[Answers], object] = lambda _: None,
    on_rows: Callable[[int], object] = lambda _: None,
    processes: int | None = None,
) -> dict[str, int]:
    """Read every article; one that cannot be read is answered as `unreadable` with the reason.

    Readings grow in `<target>.part`, as those of `run_batch` do, and a later run goes on behind them.

    Args:
        job: what to read.
        screener: screens the parties; other processes open its home again.
        on_answers: called with the answers of some articles whenever they are written.
        on_rows: called with a number of articles whenever so many are done.
        processes: how many read; None for one a core, or only this one for a few articles.

    Returns:
        Articles by outcome.

    Raises:
        OSError: a file cannot be written, or the source cannot be read.
        SanksiError: a process ended before its time.
    """
    stamp = hashlib.sha256(repr((job.digest(), job, screener.screen_day(job.as_of))).encode()).hexdigest()

    def answer(done: int) -> Generator[Answers, None, None]:
        articles = islice(enumerate(job.articles(), 1), done, None)
        chunks = iter(lambda: tuple(islice(articles, CHUNK)), ())
        read_chunk = partial(answer_articles, job=job, screener=screener)
        count = processes or (count_cores() if job.count() - done > _FEW else 1)
        yield from map(read_chunk, chunks) if count == 1 else answer_in_processes(chunks, read_chunk, count)

    counts = grow_answers(job.target, stamp, answer, key="outcome", on_answers=on_answers, on_rows=on_rows)
    return {outcome: counts[outcome] for outcome in READING_OUTCOMES}


def answer_articles(chunk: tuple[tuple[int, Path | str], ...], job: ArticleJob, screener: Screener) -> Answers:
    """The lines of some articles, each with its number and what it was read from."""
    lines, outcomes, problems = [], dict.fromkeys(READING_OUTCOMES, 0), []
    for number, article in chunk:
        name, shape = str(article) if isinstance(article, Path) else f"line {number}", {}
        try:
            name, given = _open(article, name, job)
            reading = read(given, screener=screener, today=job.today, as_of=job.as_of)
            outcome, shape = outcome_of(reading), reading.to_dict()
        except (SanksiError, OSError) as error:
            outcome, shape = "unreadable", {"why": str(error)}
        except Exception as error:  # noqa: BLE001 - one article must not end the others
            outcome, shape = "unreadable", {"why": f"unexpected {type(error).__name__}: {error} (a defect of sanksi)"}
        outcomes[outcome] += 1
        if outcome == "unreadable":
            problems.append(f"{name}: {shape['why']}")
        line = json.dumps({"row": number, "source": name, "outcome": outcome} | shape, ensure_ascii=False)
        lines.append(line.encode("utf-8", "backslashreplace") + b"\n")
    return Answers(b"".join(lines), outcomes, tuple(problems))


def outcome_of(reading: Reading) -> str:
    """One of READING_OUTCOMES: `look` when a party is listed, on the day of publication or today, or an act runs into a regime.

    A text of which something was not read is never `nothing`.
    """
    verdicts = {s.verdict for figure in reading.entities for s in (figure.screening, figure.today) if s}
    outcomes = {finding.check.outcome for finding in reading.findings}
    if verdicts & {"hit", "potential"} or outcomes & {"prohibited", "committee_approval"}:
        return "look"
    return "undecided" if reading.unread or "not_screened" in verdicts or "facts_missing" in outcomes else "nothing"


def open_article(path: Path) -> str | Page:
    """A file as text, or as the page that a PDF makes.

    Raises:
        ReadingError: it is no report.
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return decode_page(stream.read(LARGEST + 1), name=path.name)


def _open(article: Path | str, name: str, job: ArticleJob) -> tuple[str, str | Page]:
    """The name of an article and its text."""
    if isinstance(article, Path):
        return name, open_article(job.source / article)
    if not article:
        raise ReadingError(f"the line has more than {_LONGEST_LINE} characters", hint="give one report a line")
    try:
        record: Any = json.loads(article)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"the line is no JSON: {error}", hint="give an object a line") from error
    text = record.get("text") or record.get("html") if isinstance(record, dict) else None
    if not isinstance(text, str):
        raise ReadingError("the line has no text", hint='give {"id": ..., "text": ...} or {"id": ..., "html": ...}')
    return str(record.get("id") or name)[:500], text
