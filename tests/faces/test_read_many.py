"""`sanksi read` of a folder, of JSON lines and of an address: a line an article, in order, resumable, and one line for what cannot be read."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lying import Asked, LyingServer, reply
from sanksi.errors import FetchError, QueryError
from sanksi.faces.batch.articles import ArticleJob, outcome_of, read_articles
from sanksi.fetch import Fetcher, fetch_page
from sanksi.ledger import open_ledger
from sanksi.news import LARGEST, decode_page, read
from sanksi.screening import Screener, import_starter, open_screener

TODAY = date(2023, 9, 20)
TEXT = """Utusan Tiba di Ibu Kota

Senin, 18 September 2023 | 16:22 WIB

JAKARTA, WARTA CONTOH - Kim Jong Un bertemu utusan Rusia di ibu kota, kata juru bicara kementerian luar negeri.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter list."""
    folder = tmp_path_factory.mktemp("home")
    ledger = open_ledger(folder, create=True)
    assert import_starter(ledger, received_at=datetime(2023, 9, 14, tzinfo=UTC)).outcome == "imported"
    ledger.close()
    return folder


@pytest.fixture(scope="module")
def screener(home: Path) -> Screener:
    """The screener of that home."""
    return open_screener(home, today=TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles that can be read, and some that cannot."""
    folder = tmp_path / "articles"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b" / "empty.txt").write_bytes(b"")
    (folder / "b" / "large.html").write_bytes(b"<html>" + b" " * LARGEST)
    (folder / "b" / "polish.txt").write_text(
        "Statek nie opuścił portu, ale to nie jest koniec sprawy. " * 20, encoding="utf-8"
    )
    for n in range(12):
        (folder / f"c{n:02}.html").write_text(f"<html lang=id><p>{TEXT.replace('Utusan', f'Utusan {n}')}</p></html>")
    (folder / ".hidden").write_text(TEXT)
    return folder


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The readings in a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [sys.executable, "-m", "sanksi", "--home", home, *arguments]
    environment = os.environ | {"SANKSI_TODAY": TODAY.isoformat()}
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, env=environment)


def test_a_folder_gives_a_line_an_article(folder: Path, screener: Screener, tmp_path: Path) -> None:
    """In the order of the paths, as a reading of the article alone gives it; what cannot be read says why."""
    problems: list[str] = []
    job = ArticleJob(source=folder, target=tmp_path / "out.jsonl", today=TODAY)
    counts = read_articles(job, screener, on_answers=lambda a: problems.extend(a.problems), processes=1)
    lines = lines_of(job.target)
    assert [line["source"] for line in lines[:4]] == ["a.txt", "b/empty.txt", "b/large.html", "b/polish.txt"]
    assert [line["row"] for line in lines] == list(range(1, 17))
    assert counts["unreadable"] == 2
    assert sum(counts.values()) == 16
    alone = read(TEXT, screener=screener, today=TODAY).to_dict()
    assert lines[0] == {"row": 1, "source": "a.txt", "outcome": "look"} | json.loads(json.dumps(alone))
    assert [line["why"].split(" (")[0] for line in lines[1:3]] == [
        "'empty.txt' is empty",
        f"'large.html' has more than the {LARGEST} bytes that are read",
    ]
    assert lines[3]["outcome"] == "undecided"
    assert lines[3]["only_scanned"].startswith("the text looks like Polish, which nothing here reads")
    assert len(problems) == 2
    assert not any("\n" in problem for problem in problems)
    assert not list(tmp_path.glob("out.jsonl.*"))


def test_processes_give_the_same_bytes(folder: Path, screener: Screener, tmp_path: Path) -> None:
    """One process or two."""
    one, two = (ArticleJob(source=folder, target=tmp_path / f"{n}.jsonl", today=TODAY) for n in (1, 2))
    read_articles(one, screener, processes=1)
    read_articles(two, screener, processes=2)
    assert one.target.read_bytes() == two.target.read_bytes()


def test_a_run_that_was_stopped_goes_on(folder: Path, screener: Screener, tmp_path: Path) -> None:
    """Behind the last whole line, while the articles are the same; from the beginning when one was changed."""
    job = ArticleJob(source=folder, target=tmp_path / "out.jsonl", today=TODAY)

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_articles(job, screener, on_answers=stop, processes=1)
    part = tmp_path / "out.jsonl.part"
    assert len(part.read_bytes().splitlines()) == 4
    part.write_bytes(part.read_bytes()[:-10])
    done: list[int] = []
    read_articles(job, screener, on_rows=done.append, processes=1)
    assert done[0] == 3
    assert [line["row"] for line in lines_of(job.target)] == list(range(1, 17))
    with pytest.raises(KeyboardInterrupt):
        read_articles(job, screener, on_answers=stop, processes=1)
    (folder / "a.txt").write_text(TEXT + "\n", encoding="utf-8")
    done.clear()
    read_articles(job, screener, on_rows=done.append, processes=1)
    assert done[0] == 0


def test_lines_of_json_are_read(screener: Screener, tmp_path: Path) -> None:
    """`text` or `html`, named by `id`; what is no article says why."""
    source = tmp_path / "articles.jsonl"
    records: list[object] = [{"id": "one", "text": TEXT}, {"html": f"<html><p>{TEXT}</p></html>"}, {"id": 5}, [1]]
    source.write_text("".join(f"{json.dumps(r)}\n" for r in records) + "{\n" + "[" * 100_000 + "\n", encoding="utf-8")
    job = ArticleJob(source=source, target=tmp_path / "out.jsonl", today=TODAY)
    assert read_articles(job, screener)["unreadable"] == 4
    lines = lines_of(job.target)
    assert [line["source"] for line in lines] == ["one", "line 2", "line 3", "line 4", "line 5", "line 6"]
    assert [line["outcome"] for line in lines[:2]] == ["look", "look"]
    assert all(line["why"] for line in lines[2:])


def test_a_job_that_cannot_be_done_is_refused(folder: Path, tmp_path: Path) -> None:
    """A target of another kind or among the articles; a source that is neither folder nor lines."""
    for source, target in (
        (folder, tmp_path / "out.csv"),
        (folder, folder / "b" / "out.jsonl"),
        (folder / "a.txt", tmp_path / "out.jsonl"),
    ):
        with pytest.raises(QueryError):
            ArticleJob(source=source, target=target, today=TODAY)


def test_the_command_reads_a_folder(home: Path, folder: Path, tmp_path: Path) -> None:
    """Counts on stdout, a line on stderr for each that cannot be read, and the status of what is to be looked at."""
    out = tmp_path / "out.jsonl"
    result = run(home, "read", folder, "-o", out, "--json")
    assert result.returncode == 10
    assert json.loads(result.stdout)["articles"] == len(lines_of(out)) == 16
    assert len(result.stderr.splitlines()) == 2
    assert all(line.startswith("sanksi: b/") for line in result.stderr.splitlines())
    refused = run(home, "read", folder)
    assert (refused.returncode, "-o OUT.jsonl" in refused.stderr) == (2, True)


def test_a_killed_command_is_gone_on_with(home: Path, folder: Path, tmp_path: Path) -> None:
    """Killed when the first readings are there, the same command ends with what an undisturbed one gives."""
    for n in range(24):
        (folder / f"d{n:02}.txt").write_text(TEXT * 3, encoding="utf-8")
    out, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    command = [sys.executable, "-m", "sanksi", "--home", home, "read", folder, "-o", out, "--processes", "1"]
    environment = os.environ | {"SANKSI_TODAY": TODAY.isoformat()}
    part = tmp_path / "out.jsonl.part"
    with subprocess.Popen([*map(str, command)], stderr=subprocess.DEVNULL, env=environment) as started:
        deadline = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.01)
        started.send_signal(signal.SIGKILL)
    assert not out.exists()
    assert run(home, "read", folder, "-o", out).returncode == 10
    assert run(home, "read", folder, "-o", whole).returncode == 10
    assert out.read_bytes() == whole.read_bytes()


def test_an_article_does_not_steer_the_terminal(home: Path, tmp_path: Path) -> None:
    """Overrides of the order of letters and codes of terminals in a title are not written."""
    report = tmp_path / "report.txt"
    report.write_text(TEXT.replace("Utusan Tiba", "Utusan \u202eTiba\x1b]0;"), encoding="utf-8")
    refused = run(home, "read", report)
    assert (refused.returncode, "control characters" in refused.stderr or "no text file" in refused.stderr) == (1, True)
    report.write_text(TEXT.replace("Utusan Tiba", "Utusan \u202eTiba"), encoding="utf-8")
    shown = run(home, "read", report).stdout
    assert shown.startswith("Utusan  Tiba di Ibu Kota\n")
    assert "\u202e" not in shown


PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
PAGE = f"<!doctype html><html lang=id><body>{PARAGRAPHS}</body></html>".encode()


def answer(body: bytes, said: Mapping[str, str] | None = None) -> Callable[[Any, Asked], None]:
    """A script that answers with a body."""
    return lambda conn, _: reply(conn, body, said={"Content-Type": "text/html"} | dict(said or {}))


def test_a_page_is_fetched_and_nothing_stays(server: LyingServer, fetcher: Fetcher) -> None:
    """The bytes of the page, read as any other."""
    server.scripts["/berita"] = answer(PAGE)
    data = fetch_page(server.url("/berita"), fetcher=fetcher)
    assert data == PAGE
    assert read(decode_page(data, name="page"), screener=None, today=TODAY).article.published_at


@pytest.mark.parametrize(
    ("body", "said", "message"),
    [
        (b"<p>" * 2_000_000, {}, "is larger than 5000000 bytes"),
        (b"", {}, "gave an empty file"),
    ],
    ids=["too large", "empty"],
)
def test_a_page_out_of_bounds_is_refused(
    body: bytes, said: dict[str, str], message: str, server: LyingServer, fetcher: Fetcher
) -> None:
    """One line with the reason, and what can be done instead."""
    server.scripts["/berita"] = answer(body, said)
    with pytest.raises(FetchError) as caught:
        fetch_page(server.url("/berita"), fetcher=fetcher)
    assert message in caught.value.message
    assert caught.value.hint == "save the page in a browser, then read the file"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://lists.example/berita", "is no plain https address"),
        ("https://user:word@lists.example/", "is no plain https address"),
        ("https://lists\x00.example/", "is no address"),
        ("https://lists.example/", "which is no public address"),
    ],
)
def test_an_address_that_is_not_of_the_open_internet_is_not_asked(address: str, message: str) -> None:
    """Plain http, user names, no address at all, and names that lead inside."""
    inside = replace(Fetcher(), resolve=lambda _host, _port: ("169.254.169.254",))
    with pytest.raises(FetchError) as caught:
        fetch_page(address, fetcher=inside)
    assert message in caught.value.message


def test_a_reading_that_left_something_out_is_undecided() -> None:
    """Whoever is not listed may still do what a regime forbids, in a report whose acts nothing reads."""
    whole = read(TEXT, screener=None, today=TODAY)
    assert outcome_of(whole) == "nothing"
    assert outcome_of(replace(whole, unread=("events", "findings"))) == "undecided"
