"""The batch by itself: each row has the answer that one screening of its party gives, however many processes answer."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanksi.errors import IndexFileError, QueryError, SanksiError
from sanksi.faces.batch import BatchJob, run_batch
from sanksi.faces.batch import rows as rows_of_files
from sanksi.faces.batch.rows import iter_chunks, read_parties
from sanksi.ledger import Entity, Party, open_ledger
from sanksi.screening import Screener, import_starter, open_screener

TODAY = date(2023, 9, 14)

NAMES = (
    "Kim Jong Un", "kim jong-un", "김정은", "Ким Чен Ын", "Sergey SHOIGU", "Siti Rahmawati", "GRACEFUL", "--", "", " ", "محمد", "O'Neill, \"Jack\"",
    "line\nbreak", "=1+1", "\ud800 Kim Jong Un", "x" * 3000,
)  # fmt: skip
COLUMNS = {
    "name": NAMES,
    "alias": ("", *NAMES[:6]),
    "birthDate": ("", "1984", "1984-01-08", "8 January", "1984-13-45"),
    "country": ("", "kp", "North Korea", "Atlantis", "Indonesia"),
    "gender": ("", "male", "unknown"),
    "passportNumber": ("", "927-22-0012", "IMO 8606173", "-", "927220012"),
    "schema": ("", "Person", "Vessel", "Company", "Persn", "Sanction"),
    "id": ("", "C 1", "ü"),
    "note": ("", "of no meaning"),
}


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    """The starter list."""
    home = tmp_path_factory.mktemp("home")
    ledger = open_ledger(home, create=True)
    assert import_starter(ledger, received_at=datetime(2023, 9, 14, tzinfo=UTC)).outcome == "imported"
    ledger.close()
    return open_screener(home, today=TODAY)


def one_by_one(job: BatchJob, screener: Screener) -> list[Any]:
    """What the rows get when each is screened by itself."""
    answers: list[dict[str, object]] = []
    for party in [party for chunk in iter_chunks(job) for party in read_parties(chunk, job)]:
        try:
            answer: Any = party if isinstance(party, str) else screener.screen(party, threshold=job.threshold).to_dict()
        except QueryError as error:
            answer = str(error)
        if isinstance(answer, str):
            answer = {"verdict": "unreadable", "why": [answer], "matches": []}
        answers.append({"row": len(answers) + 1} | answer)
    return answers


def lines_of(path: Path) -> list[Any]:
    """The answers in a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def write_rows(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """The rows as CSV or JSON lines."""
    with path.open("w", encoding="utf-8", newline="") as out:
        if path.suffix == ".jsonl":
            out.writelines(json.dumps(row) + "\n" for row in rows)
        else:
            writer = csv.DictWriter(out, list(COLUMNS))
            writer.writeheader()
            writer.writerows({k: v.replace("\ud800", "") for k, v in row.items()} for row in rows)
    return path


ROW = st.fixed_dictionaries({column: st.sampled_from(values) for column, values in COLUMNS.items()})
ODD = st.recursive(st.sampled_from((None, 7, "kp", True)), lambda inner: st.lists(inner, max_size=2), max_leaves=3)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(ROW, min_size=1, max_size=12),
    odd=st.lists(st.dictionaries(st.sampled_from([*COLUMNS, "properties"]), ODD), max_size=3),
)
def test_each_row_has_the_answer_of_one_screening(
    rows: list[dict[str, Any]], odd: list[dict[str, Any]], screener: Screener, tmp_path: Path
) -> None:
    """Empty cells, other scripts, identifiers, dates, several names, values that are no text: CSV and JSON lines, the same matches and reasons."""
    ftm = [
        {"id": "x", "schema": "Person", "properties": {"name": [r["name"], r["alias"]], "country": [r["country"]]}}
        for r in rows
    ]
    for name, given_rows in (("in.csv", rows), ("in.jsonl", [*rows, *ftm, *odd])):
        job = BatchJob(source=write_rows(tmp_path / name, given_rows), target=tmp_path / "out.jsonl", threshold=0.5)
        counts = run_batch(job, screener)
        assert lines_of(job.target) == one_by_one(job, screener)
        assert sum(counts.values()) == len(given_rows)


@given(
    header=st.lists(st.sampled_from((*COLUMNS, "full name")), min_size=1, unique=True),
    rows=st.lists(ROW, max_size=4),
    width=st.integers(0, len(COLUMNS) + 2),
    schema=st.sampled_from(("Thing", "Person", "Vessel")),
)
def test_cells_are_read_as_columns_that_are_joined(
    header: list[str], rows: list[dict[str, str]], width: int, schema: str
) -> None:
    """Columns in any order, rows shorter or longer than the header, each property known to the schema or not."""
    job = BatchJob(source=Path("in.csv"), target=Path("out.csv"), mapping=("full name=alias",), schema=schema)
    cells = [[row.get(column, " Iman ") for column in header][:width] + [""] * (width - len(header)) for row in rows]
    chunk = rows_of_files.Chunk(1, header, cells)
    props = [job.columns.get(column, column) for column in header]
    assert read_parties(chunk, job) == [rows_of_files._read_party(row, props, job) for row in cells]


def test_processes_give_the_bytes_that_one_gives(screener: Screener, tmp_path: Path) -> None:
    """Several chunks, answered by one process and by three: the same file, in the order of the rows."""
    cells = product(
        COLUMNS["name"], COLUMNS["birthDate"], COLUMNS["country"], COLUMNS["schema"], COLUMNS["passportNumber"]
    )
    keys = ("name", "birthDate", "country", "schema", "passportNumber")
    rows = [dict.fromkeys(COLUMNS, "") | dict(zip(keys, row, strict=True)) for row in islice(cells, 0, None, 2)]
    assert len(rows) > 2 * rows_of_files.CHUNK
    source = write_rows(tmp_path / "in.csv", [r | {"name": r["name"][:40]} for r in rows])
    done: list[int] = []
    told = [
        run_batch(BatchJob(source=source, target=tmp_path / f"{n}.jsonl"), screener, on_rows=done.append, processes=n)
        for n in (1, 3)
    ]
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()
    assert told[0] == told[1]
    assert sum(done) == 2 * len(rows)
    assert all(told[0][outcome] for outcome in ("hit", "not_screened", "unreadable"))


class Deadly:
    """Ends the process that receives it."""

    def screen_day(self, _: object) -> tuple[str, ...]:
        """As a screener has it."""
        return ()

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


class Failing(Deadly):
    """Cannot screen."""

    def ask(self, *_: object, **__: object) -> None:
        """As a screener whose index was damaged."""
        raise IndexFileError("the index is damaged", hint="make it again")

    def __reduce__(self) -> tuple[Any, ...]:
        return Failing, ()


@pytest.mark.parametrize(
    ("screener_that", "error", "told"),
    [
        (Deadly, SanksiError, r"a process of the batch ended before its time \(exit status 3\)"),
        (Failing, IndexFileError, r"the index is damaged \(make it again\)"),
    ],
)
def test_what_ends_a_process_is_told(screener_that: Any, error: type[Exception], told: str, tmp_path: Path) -> None:
    """A process that dies, or that cannot screen, ends the batch with one error; the file is not there, what was answered is kept."""
    job = BatchJob(source=write_rows(tmp_path / "in.csv", [{"name": "Kim"}] * 3), target=tmp_path / "out.jsonl")
    with pytest.raises(error, match=told):
        run_batch(job, screener_that(), processes=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.jsonl.job", "out.jsonl.part"]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_interrupt_leaves_what_the_next_run_goes_on_with(processes: str, screener: Screener, tmp_path: Path) -> None:
    """Ctrl-C reaches all processes: one line, status 1, no process left; the same command then gives the file an undisturbed run gives."""
    rows = [{"name": f"Siti Rahmawati {n}", "note": "x" * 200} for n in range(48_000)]
    source, cut = write_rows(tmp_path / "in.csv", rows), tmp_path / "cut.jsonl"
    home = ["--home", str(screener._home)]
    arguments = [sys.executable, "-m", "sanksi", *home, "batch", str(source), "--processes", processes, "-o"]
    environment = os.environ | {"SANKSI_TODAY": TODAY.isoformat()}
    part = tmp_path / "cut.jsonl.part"
    ours = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell's background job hands down that it is ignored
    with subprocess.Popen(
        [*arguments, cut], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment, start_new_session=True
    ) as process:
        for _ in range(4000):
            if part.exists() and part.stat().st_size:
                break
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)
        _, stderr = process.communicate(timeout=20)
    signal.signal(signal.SIGINT, ours)
    require_ended(process.pid)
    assert process.returncode == 1
    assert stderr.decode().strip().startswith("sanksi: interrupted; what was complete is kept")
    answered = part.read_bytes().count(b"\n")
    assert 0 < answered < len(rows)
    assert answered % rows_of_files.CHUNK == 0
    assert subprocess.run([*arguments, cut], check=False, capture_output=True, env=environment).returncode == 20
    run_batch(BatchJob(source=source, target=tmp_path / "whole.jsonl"), screener, processes=1)
    assert cut.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def require_ended(group: int) -> None:
    """Wait until no process of the group is left; the last one, Python's own that watches resources, sees its parent end."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("a process is left")


def read_one(path: Path, content: str, *mapping: str) -> Entity | str:
    """The party of the only row."""
    path.write_text(content, encoding="utf-8")
    job = BatchJob(source=path, target=path.with_name("out.jsonl"), mapping=mapping)
    (chunk,) = iter_chunks(job)
    (party,) = read_parties(chunk, job)
    return party


@pytest.mark.parametrize(
    ("file", "content", "mapping", "party"),
    [
        ("in.csv", "first,second\nKim Jong Un,KIM Chong-un\n", ("first=name", "second=name"), Party(name=["Kim Jong Un", "KIM Chong-un"])),
        ("in.csv", "\nname,name,country\nKim,Ri,north korea\n", (), Party(name=["Kim", "Ri"], country="kp")),
        ("in.csv", "number,id,kind,name\n7,8,Person,Kim\n", ("number=id", "kind=schema"), Party(schema="Person", id="7", name="Kim")),
        ("in.csv", "name,country\nKim\n", (), Party(name="Kim")),
        ("in.csv", "name\nKim,kp\n", (), "more cells than the header has"),
        ("in.jsonl", '{"name": "Kim", "properties": {"name": ["Ri"]}}\n', (), Party(name=["Ri", "Kim"])),
        ("in.jsonl", "[" * 100_000 + "\n", (), "no JSON: maximum recursion depth exceeded while decoding a JSON array from a unicode string"),
        ("in.jsonl", "7\n", (), "no JSON object"),
        ("in.jsonl", '{"name": 7}\n', (), "property 'name' holds 7, which is no text (give a text or a list of texts)"),
        ("in.jsonl", '{"country": [7]}\n', (), "property 'country' holds [7], which is no text (give a text or a list of texts)"),
        ("in.jsonl", '{"properties": {"nam": ["Kim"]}}\n', (), "unknown property 'nam' for schema 'Thing' (did you mean 'name'?)"),
    ],
)  # fmt: skip
def test_a_row_is_a_party_or_a_reason(
    file: str, content: str, mapping: tuple[str, ...], party: Entity | str, tmp_path: Path
) -> None:
    """Columns that hold the same property are joined, what is mapped goes before what is named so, and what cannot be read is told."""
    assert read_one(tmp_path / file, content, *mapping) == party


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_are_separated_as_the_header_has_them(delimiter: str, screener: Screener, tmp_path: Path) -> None:
    """Spreadsheets of many countries write semicolons."""
    source, target = tmp_path / "customers.csv", tmp_path / "answers.jsonl"
    source.write_text(
        "\ufeff"
        + delimiter.join(("id", "name", "birthDate"))
        + "\n"
        + delimiter.join(("7", '"KIM, Jong"', "1984"))
        + "\n",
        encoding="utf-8",
    )
    run_batch(BatchJob(source=source, target=target), screener)
    (answer,) = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert answer["party"]["properties"] == {"name": ["KIM, Jong"], "birthDate": ["1984"]}


def test_a_file_without_a_known_column_is_refused(screener: Screener, tmp_path: Path) -> None:
    """Otherwise every row would be unreadable without telling why."""
    source = tmp_path / "customers.csv"
    source.write_text("Kunde,Geburtsdatum\nKim,1984\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"no column of 'customers\.csv' .*Kunde, Geburtsdatum.*--map"):
        run_batch(BatchJob(source=source, target=tmp_path / "answers.jsonl"), screener)


def test_a_long_field_keeps_no_row_from_being_screened(screener: Screener, tmp_path: Path) -> None:
    """A field longer than Python's csv reads by itself is read, a name or a note; what other readers of the program may read stays as it was."""
    usual = csv.field_size_limit()
    rows = [{"name": "x" * 200_000}, {"name": "Kim Jong Un", "note": "y" * 200_000}, {"name": "Kim Jong Un"}]
    job = BatchJob(source=write_rows(tmp_path / "in.csv", rows), target=tmp_path / "out.jsonl")
    run_batch(job, screener)
    answers = lines_of(job.target)
    assert answers == one_by_one(job, screener)
    assert [bool(answer["matches"]) for answer in answers] == [False, True, True]
    assert csv.field_size_limit() == usual


def test_a_quote_that_is_not_closed_is_told(
    screener: Screener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of a file is not taken for one field, however large it is."""
    monkeypatch.setattr(rows_of_files, "MAX_FIELD", 10_000)
    source = tmp_path / "in.csv"
    source.write_text('name\nKim\n"Ri\n' + "Kim\n" * 4000, encoding="utf-8")
    with pytest.raises(QueryError, match=r"'in.csv' is no CSV: field larger than field limit \(10000\)"):
        run_batch(BatchJob(source=source, target=tmp_path / "out.jsonl"), screener)
