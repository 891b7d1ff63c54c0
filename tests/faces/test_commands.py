"""The command line as a user meets it: in a process of its own, with a home of its own."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

TODAY = "2023-09-14"


def run(
    home: Path, *arguments: str | Path, today: str = TODAY, cwd: Path | None = None, columns: int = 120
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "sanksi", "--home", str(home), *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=cwd, env=os.environ | {"SANKSI_TODAY": today, "COLUMNS": str(columns)},
    )  # fmt: skip


def answer(result: subprocess.CompletedProcess[str]) -> Any:
    """The one JSON object on stdout."""
    assert result.stderr == ""
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, excerpts: Path) -> Path:
    """A home with the UN and OFAC excerpts as editions of September 2023."""
    folder = tmp_path_factory.mktemp("home")
    assert run(folder, "add", "un-sc", excerpts / "un_2023-09-01.xml", "--any-count").returncode == 0
    files = [excerpts / f"{part}_2023-09-12.csv" for part in ("sdn", "alt", "add")]
    assert run(folder, "add", "us-ofac-sdn", *files, "--any-count").returncode == 0
    return folder


def test_a_listed_name_is_a_hit(home: Path) -> None:
    """A full listed name gives exit status 10, the entity, and evidence that adds up to the score."""
    result = run(home, "screen", "Kim Jong Un", "--json")
    assert result.returncode == 10
    screening = answer(result)
    assert screening["verdict"] == "hit"
    best = screening["matches"][0]
    assert best["entity_id"] == "us-ofac-sdn-20157"
    assert best["score"] == pytest.approx(sum(e["contribution"] for e in best["evidence"]), abs=1e-5)
    assert {s["id"]: s["edition"] for s in screening["lists"]} == {"un-sc": "2023-09-01", "us-ofac-sdn": "2023-09-12"}


@pytest.mark.parametrize("columns", [44, 80, 120])
def test_evidence_is_readable_in_a_narrow_terminal_and_in_a_file(home: Path, columns: int) -> None:
    """What goes on in another line stands under its beginning, nothing is cut, and the numbers shown add up to the score shown."""
    asked = ["Kim Jung Oen", "--birth-date", "1984-01-08", "--country", "kp", "--threshold", "0.3"]
    lines = run(home, "screen", *asked, "--limit", "1", columns=columns).stdout.split("\n")
    first = lines.index("") + 1
    shown = lines[first : lines.index("", first)]
    assert all(len(line) <= columns and line == line.rstrip() for line in lines[: first + len(shown)])
    assert [line for line in shown if line[:1] != " "] == [shown[0]]
    score = float(re.search(r"\b\d\.\d{3}\b", " ".join(shown))[0])  # type: ignore[index]  # there is one
    moves = [float(line.split()[0]) for line in shown if re.match(r" +[+-]\d\.\d{3} ", line)]
    assert len(moves) == 2
    assert sum(moves) == pytest.approx(score, abs=1e-9)
    assert "…" not in "".join(lines)


def test_a_vessel_is_found_by_its_imo_number(home: Path) -> None:
    """An identifier alone is enough."""
    result = run(home, "screen", "--schema", "Vessel", "--identifier", "IMO 1011551", "--json")
    assert result.returncode == 10
    assert answer(result)["matches"][0]["entity_id"] == "us-ofac-sdn-37444"


def test_an_unlisted_name_is_clear_only_while_the_lists_are_fresh(home: Path) -> None:
    """The same question is clear in September 2023 and not screened three years later."""
    fresh = run(home, "screen", "Siti Rahmawati", "--json")
    assert (fresh.returncode, answer(fresh)["verdict"]) == (0, "clear")
    stale = run(home, "screen", "Siti Rahmawati", "--json", today="2026-11-24")
    assert (stale.returncode, answer(stale)["verdict"]) == (20, "not_screened")
    before = run(home, "screen", "Siti Rahmawati", "--json", "--as-of", "2023-01-01")
    assert answer(before)["why"] == [
        "no edition of un-sc on or before 2023-01-01 is held",
        "no edition of us-ofac-sdn on or before 2023-01-01 is held",
    ]


def test_nothing_held_is_not_screened(tmp_path: Path) -> None:
    """An empty home never says clear."""
    result = run(tmp_path / "new", "screen", "Siti Rahmawati", "--json")
    assert (result.returncode, answer(result)["verdict"]) == (20, "not_screened")
    assert not (tmp_path / "new").exists()


def test_lists_and_show_give_what_is_held(home: Path) -> None:
    """Lists tell edition, age, counts and state; show tells each value with its source field and days."""
    rows = {row["id"]: row for row in map(json.loads, run(home, "lists", "--json").stdout.splitlines())}
    assert rows["us-ofac-sdn"] | {"received_at": "", "sha256": ""} == rows["us-ofac-sdn"] | {
        "edition": "2023-09-12",
        "age_days": 2,
        "entities": 4,
        "state": "ok",
        "received_at": "",
        "sha256": "",
    }
    assert rows["starter"]["state"] == "missing"
    shown = answer(run(home, "show", "us-ofac-sdn-35096", "--json"))
    assert shown["caption"] == "Vladimir Vladimirovich PUTIN"
    assert {
        "property": "birthDate",
        "schema": "Person",
        "value": "1952-10-07",
        "until": None,
        "circa": False,
        "original": "07 Oct 1952",
        "lang": None,
        "script": None,
        "locator": "Remarks",
        "seen_from": "2023-09-12",
        "seen_to": None,
    } in shown["statements"]
    for command in (["lists"], ["show", "us-ofac-sdn-35096"], ["screen", "Kim Jong Un"]):
        result = run(home, *command)
        assert result.stderr == ""
        assert len(result.stdout.splitlines()) > 3


def test_lists_can_be_read_on_80_columns(home: Path) -> None:
    """A line a list, its id and its days whole."""
    lines = run(home, "lists", columns=80).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].split() == ["list", "edition", "age", "max", "entities", "issues", "state", "last", "update"]
    ids = ["ch-seco", "eu-fsf", "gb-fcdo", "starter", "un-1718-vessels", "un-sc", "us-ofac-cons", "us-ofac-sdn"]
    assert [line.split()[0] for line in lines[1:9]] == ids
    assert lines[6].split() == ["un-sc", "2023-09-01", "13", "30", "3", "0", "ok", "–"]


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["add", "un-sc", "missing.xml"], 1, "sanksi: no file 'missing.xml' (check the path)"),
        (["add", "un-sc", "empty.xml"], 1, "sanksi: file 'empty.xml' is empty (download it again)"),
        (["add", "un-sc", "binary.xml"], 1, "sanksi: refused: 'binary.xml' is not XML"),
        (["add", "us-ofac-sdn", "un.xml"], 1, "sanksi: refused: 'un.xml' is no OFAC list: its root element is 'CONSOLIDATED_LIST'"),
        (["add", "un-sc", "sdn_2023-09-12.csv"], 1, "sanksi: refused: 'sdn_2023-09-12.csv' is not XML"),
        (["add", "us-ofac-sdn", "sdn.csv", "--any-count"], 2, "sanksi: us-ofac-sdn: the day of the edition is not in the file nor in its name 'sdn.csv'"),
        (["add", "un-sg", "un.xml"], 2, "sanksi: unknown list 'un-sg' (did you mean 'un-sc'?)"),
        (["add", "us-ofac-sdn", "sdn_2023-09-11.csv", "--any-count"], 1, "sanksi: refused sdn_2023-09-11.csv: us-ofac-sdn edition of 2023-09-11 is older than the one held, of 2023-09-12"),
        (["add", "un-sc", "empty.zip"], 1, "sanksi: archive 'empty.zip' holds no file (check the archive, or download it again)"),
        (["add", "un-sc", "nested.zip", "--any-count"], 1, "sanksi: refused: 'nested.zip/in.zip' is a zip archive within an archive, not a file of a list"),
        (["add", "un-sc", "pdf.xml"], 1, "sanksi: refused: 'pdf.xml' is a PDF, not XML"),
        (["add", "us-ofac-sdn", "pdf.csv"], 1, "sanksi: refused: 'pdf.csv' is a PDF, not text"),
        (["add", "un-sc", "future.xml", "--any-count"], 1, "sanksi: refused future.xml: un-sc edition states that it is of 2099-01-01, a day to come"),
        (["--home", "pdf.xml", "add", "un-sc", "un.xml"], 1, "sanksi: home 'pdf.xml' is a file, not a folder"),
        (["--home", "pdf.xml", "lists"], 1, "sanksi: home 'pdf.xml' is a file, not a folder"),
        (["screen", "Kim", "--schema", "Persn"], 2, "sanksi: unknown schema 'Persn' (did you mean 'Person'?)"),
        (["screen", "Kim", "--country", "Atlantis"], 2, "sanksi: unknown territory 'Atlantis'"),
        (["screen", "Kim", "--list", "eu-fsf"], 2, "sanksi: list 'eu-fsf' is not held"),
        (["screen", "---"], 2, "sanksi: "),
        (["screen"], 2, "sanksi: "),
        (["show", "us-ofac-sdn-1"], 1, "sanksi: no entity 'us-ofac-sdn-1' in the ledger"),
        (["batch", "sdn.csv", "-o", "out.docx"], 2, "sanksi: 'out.docx' is neither .csv nor .jsonl"),
        (["nonsense"], 2, "sanksi: No such command 'nonsense'."),
    ],
)  # fmt: skip
def test_bad_input_gives_one_line_and_a_status(
    home: Path, tmp_path: Path, excerpts: Path, arguments: list[str], status: int, line: str
) -> None:
    """What cannot be done is told in one line with what, where and what to do; what is held stays."""
    (tmp_path / "empty.xml").write_bytes(b"")
    (tmp_path / "binary.xml").write_bytes(b"\x7fELF\x00\x01")
    (tmp_path / "un.xml").write_bytes((excerpts / "un_2023-09-01.xml").read_bytes())
    (tmp_path / "pdf.xml").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "pdf.csv").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "future.xml").write_bytes((tmp_path / "un.xml").read_bytes().replace(b"2023-09-01T", b"2099-01-01T"))
    for name, members in (("empty.zip", {}), ("in.zip", {"un.xml": "un.xml"}), ("nested.zip", {"in.zip": "in.zip"})):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for inside, file in members.items():
                archive.write(tmp_path / file, inside)
    for name in ("sdn.csv", "sdn_2023-09-11.csv", "sdn_2023-09-12.csv"):
        (tmp_path / name).write_bytes((excerpts / "sdn_2023-09-12.csv").read_bytes())
    result = run(home, *arguments, cwd=tmp_path)
    assert result.returncode == status, result
    assert result.stdout == ""
    assert result.stderr.startswith(line)
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) <= 2
    assert run(home, "screen", "Kim Jong Un", "--json").returncode == 10


def test_the_same_edition_twice_is_unchanged(home: Path, excerpts: Path) -> None:
    """Adding is idempotent, and says so."""
    result = run(home, "add", "un-sc", excerpts / "un_2023-09-01.xml", "--any-count", "--json")
    assert (result.returncode, answer(result)["outcome"]) == (0, "unchanged")


def test_an_older_edition_is_refused_unless_it_fills_the_past(tmp_path: Path, excerpts: Path) -> None:
    """The message names the option; with it the older edition answers for its own days, and the newest stays the newest."""
    assert run(tmp_path, "add", "un-sc", excerpts / "un_2026-08-01.xml", "--any-count").returncode == 0
    older = ("add", "un-sc", excerpts / "un_2023-09-01.xml", "--any-count")
    refused = run(tmp_path, *older)
    assert refused.returncode == 1
    assert "--backfill" in refused.stderr
    assert run(tmp_path, *older, "--backfill").returncode == 0
    days = {
        day: answer(run(tmp_path, "screen", "Kim Jong Un", "--as-of", day, "--json"))
        for day in ("2023-09-14", "2026-08-02")
    }
    assert {day: screening["lists"][0]["edition"] for day, screening in days.items()} == {
        "2023-09-14": "2023-09-01",
        "2026-08-02": "2026-08-01",
    }


def test_a_shrunken_edition_is_refused_until_confirmed(tmp_path: Path) -> None:
    """`--any-count` alone does not let it pass; within a history an earlier edition may shrink, for later ones bear it out."""

    def edition(day: str, count: int) -> Path:
        entries = "".join(
            f"<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>RI WON {n}</FIRST_NAME></INDIVIDUAL>" for n in range(count)
        )
        path = tmp_path / f"un_{day}.xml"
        path.write_text(
            f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS>{entries}</INDIVIDUALS></CONSOLIDATED_LIST>'
        )
        return path

    home, options = tmp_path / "home", ("--any-count", "--no-build")
    history = [edition("2024-01-10", 40), edition("2024-02-10", 20), edition("2024-03-10", 19)]
    assert run(home, "add", "un-sc", *history, *options).returncode == 0
    cut = edition("2024-04-10", 9)
    refused = run(home, "add", "un-sc", cut, *options)
    assert refused.returncode == 1
    assert refused.stderr.startswith(
        "sanksi: refused un_2024-04-10.xml: un-sc: 9 entities of all schemas, the edition held has 19"
    )
    assert "--confirm-shrink" in refused.stderr
    assert run(home, "add", "un-sc", cut, *options, "--confirm-shrink").returncode == 0


def test_lists_and_history_know_nothing_of_later_days(tmp_path: Path, excerpts: Path) -> None:
    """As of a day between two editions the first one is held, and nothing is told that the second one taught."""
    for name in ("un_2023-09-01.xml", "un_2026-08-01.xml"):
        assert (
            run(tmp_path, "add", "un-sc", excerpts / name, "--any-count", "--confirm-shrink", "--no-build").returncode
            == 0
        )

    def held(*options: str) -> Any:
        return {
            row["id"]: row for row in map(json.loads, run(tmp_path, "lists", "--json", *options).stdout.splitlines())
        }["un-sc"]

    assert [held(*o)["edition"] for o in ((), ("--as-of", "2024-01-01"), ("--as-of", "2023-01-01"))] == [
        "2026-08-01",
        "2023-09-01",
        None,
    ]
    assert held("--as-of", "2023-09-11")["age_days"] == 10
    shown = answer(run(tmp_path, "show", "un-sc-6908555", "--history", "--as-of", "2024-01-01", "--json"))
    assert {s["seen_to"] for s in shown["statements"]} == {None}
    assert {p["to"] for p in shown["periods"]} == {None}
    assert all(s["seen_from"] == "2023-09-01" for s in shown["statements"])


def test_show_tells_the_other_ids_of_a_party_and_when_it_was_listed_again(tmp_path: Path) -> None:
    """A new number on the same reference goes on; an entry that comes back says which date it still gives."""

    def add(day: str, *entries: tuple[int, str]) -> None:
        parts = "".join(
            f"<ENTITY><DATAID>{n}</DATAID><FIRST_NAME>NAME {ref}</FIRST_NAME><REFERENCE_NUMBER>{ref}</REFERENCE_NUMBER><LISTED_ON>2018-03-30</LISTED_ON></ENTITY>"
            for n, ref in entries
        )
        file = tmp_path / f"un_{day}.xml"
        file.write_text(
            f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><ENTITIES>{parts}</ENTITIES></CONSOLIDATED_LIST>'
        )
        assert run(tmp_path / "home", "add", "un-sc", file, "--any-count", "--no-build").returncode == 0

    add("2024-01-10", (1, "KPe.068"), (5, "IRe.001"))
    add("2024-02-10", (2, "KPe.068"))
    add("2024-03-10", (2, "KPe.068"), (5, "IRe.001"))

    def show(*arguments: str) -> str:
        return run(tmp_path / "home", "show", *arguments, today="2024-04-01").stdout

    for own_id in ("un-sc-1", "un-sc-2"):
        shown = show(own_id, "--history")
        assert "as un-sc-1:" in shown
        assert "listed from 2018-03-30 to 2024-02-10 (goes on under its next id)" in shown
        assert "as un-sc-2:" in shown
        assert "listed from 2024-02-10 to now; the entry gives 2018-03-30" in shown
    assert json.loads(show("un-sc-1", "--json"))["id"] == "un-sc-2"
    assert [f["entity_id"] for f in json.loads(show("un-sc-2", "--json"))["former_ids"]] == ["un-sc-1"]
    assert "listed from 2024-03-10 to now; listed again, the entry still gives 2018-03-30" in show("un-sc-5")
    between = show("un-sc-5", "--history", "--as-of", "2024-02-20")
    assert between.startswith("un-sc-5: not listed as of 2024-02-20")
    assert "2024-03-10" not in between


def test_one_bad_description_does_not_stop_the_others(tmp_path: Path) -> None:
    """`lists` tells what is wrong with an own list on stderr, what to do, and goes on."""
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "mine.yml").write_text("title: a: b\n", encoding="utf-8")
    (tmp_path / "lists" / "Not An Id.yml").write_text("", encoding="utf-8")
    result = run(tmp_path, "lists", "--json")
    assert result.returncode == 0
    assert "un-sc" in [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert [line.startswith("sanksi: left out: ") for line in result.stderr.splitlines()] == [True, True]
    assert "write one `key: value` a line" in result.stderr


def test_progress_is_shown_on_a_terminal_only(home: Path, tmp_path: Path, excerpts: Path) -> None:
    """One big set, a build and a batch have a spinner on stderr; stdout stays what it is without one."""
    (tmp_path / "in.csv").write_text("name\nSiti Rahmawati\n", encoding="utf-8")
    add = ("add", "un-sc", excerpts / "un_2023-09-01.xml", "--any-count", "--json")
    batch = ("batch", tmp_path / "in.csv", "-o", tmp_path / "out.jsonl", "--json")
    for arguments, about in (
        (add, "adding un-sc"),
        (("build", "--json"), "building the index"),
        (batch, "parties screened: 1"),
    ):
        terminal, end = pty.openpty()
        done = subprocess.run(
            [sys.executable, "-m", "sanksi", "--home", str(home), *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=end, check=True, env=os.environ | {"SANKSI_TODAY": TODAY, "COLUMNS": "120", "TERM": "xterm"},
        )  # fmt: skip
        os.close(end)
        shown = b""
        with suppress(OSError):  # the other end is closed: all was read
            while block := os.read(terminal, 65536):
                shown += block
        os.close(terminal)
        assert about in shown.decode()
        assert json.loads(done.stdout)


def test_batch_answers_every_row(home: Path, tmp_path: Path) -> None:
    """Rows in, rows out in their order, unreadable ones told; CSV and JSON lines say the same."""
    source = tmp_path / "customers.csv"
    source.write_text(
        "full_name,dob,schema\nKim Jong Un,1984,Person\nSiti Rahmawati,,Person\n,,\nGRACEFUL,,Vessel\nSiti,,Persn\n",
        encoding="utf-8",
    )
    mapping = ["--map", "full_name=name", "--map", "dob=birthDate"]
    result = run(home, "batch", source, "-o", tmp_path / "out.jsonl", *mapping)
    assert result.returncode == 10, result.stderr
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(a["row"], a["verdict"]) for a in answers] == [
        (1, "hit"),
        (2, "clear"),
        (3, "unreadable"),
        (4, answers[3]["verdict"]),
        (5, "unreadable"),
    ]
    assert answers[4]["why"] == ["unknown schema 'Persn' (did you mean 'Person'?)"]
    assert answers[3]["matches"][0]["entity_id"] == "us-ofac-sdn-37444"
    assert run(home, "batch", source, "-o", tmp_path / "out.csv", *mapping).returncode == 10
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("row,id,name,verdict,entity_id")
    assert len(lines) == 6


def test_a_killed_batch_goes_on_where_it_stopped(home: Path, tmp_path: Path) -> None:
    """After kill -9 in the middle, the same command gives the very file an undisturbed run gives."""
    source = tmp_path / "customers.csv"
    source.write_text("name\n" + "".join(f"Siti Rahmawati {n}\nKim Jong Un\n" for n in range(1500)), encoding="utf-8")
    whole, cut = tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    assert run(home, "batch", source, "-o", whole).returncode == 10
    arguments = [sys.executable, "-m", "sanksi", "--home", str(home), "batch", str(source), "-o", str(cut)]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, env=os.environ | {"SANKSI_TODAY": TODAY}) as process:
        part = tmp_path / "cut.jsonl.part"
        for _ in range(2000):
            if part.exists() and part.stat().st_size > 20_000:
                break
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert not cut.exists()
    assert run(home, "batch", source, "-o", cut).returncode == 10
    assert cut.read_bytes() == whole.read_bytes()


def test_help_is_told_for_every_command(tmp_path: Path) -> None:
    """Each command has help with an example."""
    for command in ("add", "batch", "build", "check", "lists", "read", "regime", "screen", "show"):
        result = run(tmp_path, command, "--help")
        assert result.returncode == 0, result.stderr
        assert "Example: sanksi" in result.stdout
