"""`sanksi check` from the command line: answers, exit statuses and complaints."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sanksi.faces.cli import main
from sanksi.ledger import open_ledger
from sanksi.screening import import_starter


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["check", *arguments])
    out, err = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


def test_deal_by_options_is_answered_with_the_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    """Ammunition from the DPRK to Russia is prohibited, with citation, confidence, exemption, duty, caveat and disclaimer."""
    status, out, _ = _run(capsys, "--from", "KP", "--to", "RU", "--goods", "amunisi", "--date", "2023-09-13")
    assert status == 10
    assert out.startswith("PROHIBITED")
    told = " ".join(out.split())
    for part in (
        "S/RES/1874 (2009), OP9",
        "confidence: paragraph high, rule high",
        "X01 Committee exemption",
        "Inspect cargo",
        "depending on determination.contributes_to_wmd_or_evasion",
        "not legal advice",
    ):
        assert part in told


def test_file_is_answered_in_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A facts file gives the day and the facts; stdout is one JSON object of the contract."""
    file = tmp_path / "deal.yml"
    file.write_text(
        "as_of: 2016-03-01\nfacts: {activity: [supply], direction: to_dprk, goods.category: [small_arms], party.designated: false}\n"
    )
    status, out, _ = _run(capsys, str(file), "--json")
    answer: dict[str, Any] = json.loads(out)
    assert (status, answer["date"], answer["outcome"]) == (0, "2016-03-01", "allowed_with_conditions")
    assert [f["measure"] for f in answer["findings"]] == ["UN-DPRK-B08"]


def test_date_and_options_stand_over_the_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--date` moves the day, options lengthen lists, and a fact that the file names itself stands."""
    file = tmp_path / "deal.yml"
    file.write_text(
        "as_of: 2016-03-01\nfacts: {activity: [supply], direction: both, goods.category: [small_arms], party.designated: false}\n"
    )
    status, out, _ = _run(capsys, str(file), "--to", "KP", "--goods", "ammunition", "--date", "2016-03-02", "--json")
    answer: dict[str, Any] = json.loads(out)
    assert (status, answer["outcome"]) == (10, "prohibited")
    assert answer["facts"]["direction"] == "both"
    assert answer["facts"]["goods.category"] == ["small_arms", "ammunition"]


def test_unknown_goods_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """A word that nothing knows leaves the deal undecided, is named, and comes with the question."""
    status, out, _ = _run(capsys, "--from", "RU", "--to", "KP", "--goods", "gadget", "--date", "2023-09-13")
    told = " ".join(out.split())
    assert status == 20
    assert out.startswith("FACTS MISSING")
    assert "kind of goods not known here: 'gadget'" in told
    assert "Which kinds of goods are they, on which control lists? [goods.category]" in told


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        ((), 2, "nothing to check: give FACTS.yml, or --from"),
        (("--from", "Atlantis", "--to", "KP"), 2, "'Atlantis' at 'from' is no known territory"),
        (("--to", "KP", "--activity", "suply"), 2, "unknown word 'suply' for activity (did you mean 'supply'?)"),
        (
            ("--to", "KP", "--date", "13.9.2023"),
            2,
            "Invalid value for '--date': '13.9.2023' is no day; write it as YYYY-MM-DD",
        ),
        (
            ("--to", "KP", "--activity", "supply", "--date", "2006-07-14"),
            1,
            "no measure of 'un-dprk' was in force on 2006-07-14",
        ),
        (("--fact", "direction"), 2, "'direction' is no fact with its value (write it as NAME=VALUE)"),
        (("--fact", "partydesignated=no"), 2, "unknown fact 'partydesignated' (did you mean 'party.designated'?)"),
        (("--fact", "party.designated=maybe"), 2, "party.designated is 'maybe', expected true or false"),
        (("--to", "KP", "--party", "???"), 2, "the party '???' gives nothing to match on"),
        (("--to", "KP", "--hs", "abc"), 2, "goods.hs holds 'abc', which is no commodity code"),
        (("--to", "KP", "--regime", "un-dprkk"), 1, "no regime 'un-dprkk' in the package (did you mean 'un-dprk'?)"),
        (("absent.yml",), 1, "cannot read 'absent.yml'"),
    ],
)
def test_wrong_input_gets_one_clear_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, complaint: str
) -> None:
    """What is wrong is told on stderr, with status 2 for the user's words and 1 for the rest; stdout stays empty."""
    code, out, err = _run(capsys, *arguments)
    assert (code, out) == (status, "")
    assert err.startswith(f"sanksi: {complaint}")


BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nfacts: {activity: *b}\n"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"facts:\n\tdirection: both\n", "not YAML: found character that cannot start any token at line 2"),
        ("facts: {route.port: Sür}".encode("latin-1"), "not UTF-8 text"),
        (b"facts: {route.port: 'a\0b'}", "not YAML: unacceptable character"),
        (b"facts: {direction: both, direction: none}", "key 'direction' stands twice at line 1"),
        (BOMB, "an alias at line 2 of deal.yml (write it out)"),
        (b"facts: &a {activity: *a}", "an alias at line 1"),
        (b"facts: " + b"[" * 200_000, "nested too deep at line 1"),
        (b"facts: {route.port: '" + b"x" * 10_000_000 + b"'}", "is larger than 1,048,576 bytes (a deal takes a page)"),
        (b"facts: {direction: '" + b"x" * 900_000 + b"'}", "for direction (known: both, from_dprk, none, to_dprk)"),
        (b"facts: {goods.hs: [0301]}", "YAML reads another number: '0301' at line 1 of deal.yml (write it in quotes)"),
        (b"facts: {goods.hs: [93:01]}", "YAML reads another number: '93:01'"),
        (b"facts: {goods.hs: [9301.20]}", "goods.hs holds 9301.2, expected a word (write it in quotes)"),
        (b"facts: {deal.from: NO}", "expected a territory (YAML reads NO as false: write it in quotes)"),
        (b"facts: {contract.signed_before: 2017-13-01}", "no day of the calendar: '2017-13-01' at line 1"),
        (b"facts: {quota.aggregate_after_bbl: -5}", "expected a number of bbl from 0 on"),
        (b"facts: {quota.aggregate_after_bbl: .inf}", "expected a number of bbl from 0 on"),
        (b"facts: {}\nparties: Korea Ryonbong\n", "expected a list: 'Korea Ryonbong' at parties of deal.yml"),
        (b"facts: !!python/object/apply:os.getcwd []", "not YAML: could not determine a constructor"),
    ],
)
def test_a_file_nobody_prepared_gets_one_clear_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, complaint: str
) -> None:
    """Bombs, giants, other encodings, and values that YAML would silently read as others: refused, in a line that says where."""
    file = tmp_path / "deal.yml"
    file.write_bytes(content)
    status, out, err = _run(capsys, str(file))
    assert status in (1, 2)
    assert (out, err.count("\n")) == ("", 1)
    assert complaint in err
    assert len(err) < 400


def test_file_may_be_json_or_have_a_byte_order_mark(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """JSON with tabs is read, and so is what an editor of Windows writes."""
    file = tmp_path / "deal.json"
    for content in (
        '{\n\t"as_of": "2023-09-13",\n\t"facts": {"activity": ["supply"], "direction": "to_dprk", "goods.category": ["arms"]}\n}',
        "\ufeffas_of: 2023-09-13\r\nfacts: {activity: [supply], deal.from: ru, deal.to: kp, goods.category: [arms]}\r\n",
    ):
        file.write_text(content, encoding="utf-8", newline="")
        assert _run(capsys, str(file), "--json")[0] == 10


def test_a_hostile_fact_steers_no_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Escapes and marks that turn the text round are not written; no line is wider than the terminal, at 80 and at 120 columns."""
    fact = "route.port=\x1b[31mRajin\u202e " + "word " * 60
    for columns in (80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        status, out, _ = _run(
            capsys, "--to", "KP", "--goods", "\x1b]0;gadget\a", "--fact", fact, "--date", "2023-09-13"
        )
        assert status == 20
        assert not [c for c in out if not c.isprintable() and c != "\n"]
        assert max(map(len, out.splitlines())) <= columns


def test_a_question_is_answered_by_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    """What a check asks for is said with `--fact`, and the answer changes."""
    deal = ("--from", "Rusia", "--to", "Korea Utara", "--goods", "beras", "--date", "2023-09-13")
    status, out, _ = _run(capsys, *deal)
    assert (status, "[party.designated]" in out) == (20, True)
    assert _run(capsys, *deal, "--fact", "party.designated=no")[0] == 0
    assert _run(capsys, *deal, "--fact", "party.designated=yes")[0] == 10


def test_parties_are_screened(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Parties of option and file are screened against the lists at home as of the day of the act, and told with what follows."""
    import_starter(open_ledger(tmp_path, create=True), received_at=datetime(2023, 9, 13, tzinfo=UTC))
    file = tmp_path / "deal.yml"
    file.write_text("as_of: 2023-09-13\nfacts: {activity: [payment]}\nparties: [PT Maju Jaya]\n")
    party = ("--home", str(tmp_path), "--party", "Korea Mining Development Trading Corporation")
    status, out, _ = _run(capsys, str(file), *party)
    told = " ".join(out.split())
    assert status == 10
    for part in (
        "lists of 2023-09-13",
        "PT Maju Jaya: not screened",
        "states party.designated yes",
        "DPRK: asset freeze (S/RES/1718 (2006), OP8(d), 8(e); confidence high); binds you",
        "prohibited: Asset freeze on listed parties",
    ):
        assert part in told
    status, out, _ = _run(capsys, str(file), *party, "--json", "--date", "2023-09-14", "--lists-as-of", "2023-09-13")
    shape: dict[str, Any] = json.loads(out)
    assert (status, shape["date"], shape["lists_as_of"]) == (10, "2023-09-14", "2023-09-13")
    assert [p["verdict"] for p in shape["parties"]] == ["not_screened", "hit"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"facts: [", b"[1, 2]", b"facts: {activity: {a: 1}}", b"facts: {}\nas_of: 2023-02-30\n"],
)
def test_broken_file_gets_one_clear_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes) -> None:
    """Empty, binary, cut, misshapen: one line, no traceback."""
    file = tmp_path / "deal.yml"
    file.write_bytes(content)
    status, out, err = _run(capsys, str(file))
    assert status in (1, 2)
    assert out == ""
    assert err.startswith("sanksi: ")
    assert err.count("\n") == 1
