"""`sanksi check` from the command line: answers, exit statuses and complaints."""

import json
from pathlib import Path
from typing import Any

import pytest

from sanksi.faces.cli import main


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
