"""The Python face: the names the README shows, looked up on first use."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import sanksi
from sanksi.errors import QueryError
from sanksi.ledger import open_ledger
from sanksi.match import load_weights
from sanksi.screening import import_starter

TODAY = date(2023, 9, 14)


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> sanksi.Screener:
    """The screener of a home with the starter list."""
    home = tmp_path_factory.mktemp("home")
    import_starter(open_ledger(home, create=True), received_at=datetime(2023, 9, 14, tzinfo=UTC))
    return sanksi.open(home, today=TODAY)


def test_a_party_is_screened(screener: sanksi.Screener) -> None:
    """Open, build a party, screen it."""
    screening = screener.screen(sanksi.Party(name="Kim Jong Un", birthDate="1984"))
    assert screening.verdict == "hit"
    assert screening.matches[0].entity_id == "starter-ofac-20157"


def test_home_is_the_one_that_the_environment_names(
    screener: sanksi.Screener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SANKSI_HOME counts as at the command line, and less than a home that is said."""
    monkeypatch.setenv("SANKSI_HOME", str(screener._home))
    party = sanksi.Party(name="Kim Jong Un", birthDate="1984")
    assert sanksi.open(today=TODAY).screen(party).verdict == "hit"
    assert sanksi.open(tmp_path, today=TODAY).screen(party).verdict == "not_screened"


OWN = [
    {"id": "17", "schema": "Person", "properties": {"name": ["Utusan Rekaan Contoh"], "country": ["kp"]}},
    {"id": "18", "schema": "Company", "properties": {"name": ["Contoh Maritim Rekaan Ltd"]}},
]
"""Invented."""


def test_entities_of_your_own_are_screened_against() -> None:
    """FollowTheMoney dicts or entities, with evidence, as of today and never stale; a text is looked through for them too."""
    own = sanksi.Screener.from_entities([*OWN, sanksi.Party(id="19", schema="Vessel", name="REKAAN 7")])
    found = own.screen(sanksi.Party(schema="Person", name="Utusan Rekaan Contoh"))
    assert (found.verdict, found.matches[0].entity_id) == ("hit", "own-17")
    assert own.screen(sanksi.Party(name="Siti Lain")).verdict == "clear"
    assert own.search_many([sanksi.Party(name="Rekaan 7")]) == [[("own-19", 1.0)]]
    text = "Kata utusan rekaan contoh, itu benar."
    assert [name.entity_ids for name in own.find_names(text, [(0, len(text))])] == [("own-17",)]


@pytest.mark.parametrize("wrong", [[], [{"name": "Contoh"}]])
def test_what_is_no_entity_is_refused(wrong: list[dict[str, str]]) -> None:
    """Nothing at all, and a dict without schema."""
    with pytest.raises(QueryError, match="entit"):
        sanksi.Screener.from_entities(wrong)


def test_two_parties_are_compared() -> None:
    """Party or FollowTheMoney dict, and the score is the sum of the evidence."""
    left = sanksi.Party(schema="Person", name="Sergey Lavrov")
    right = {"schema": "Person", "properties": {"name": ["Sergei Viktorovich LAVROV"], "birthDate": ["1950-03-21"]}}
    match = sanksi.compare(left, right)
    assert match.score == pytest.approx(sum(e.contribution for e in match.evidence))
    assert match.score >= load_weights().threshold
    with pytest.raises(QueryError, match="no FollowTheMoney entity"):
        sanksi.compare(left, {"name": "Lavrov"})


def test_a_deal_is_checked() -> None:
    """Facts in, outcome and citation out."""
    facts = {"activity": ["procure"], "direction": "from_dprk", "goods.category": ["ammunition"]}
    answer = sanksi.check(facts, date=date(2023, 9, 13))
    assert answer.outcome == "prohibited"
    assert "S/RES/1874 (2009), OP9" in {finding.citation for finding in answer.findings}


def test_parties_of_a_deal_are_screened(screener: sanksi.Screener) -> None:
    """Names, parties and FollowTheMoney dicts; the day may be a text; the deal's own regimes are asked."""
    komid = {"schema": "Company", "properties": {"name": ["Korea Mining Development Trading Corporation"]}}
    name = "Korea Mining Development Trading Corporation"
    for party in (komid, name, sanksi.Party(name=name, country="kp")):
        answer = sanksi.check({"activity": ["payment"]}, date="2023-09-14", parties=[party], screener=screener)
        assert (answer.outcome, answer.lists_as_of) == ("prohibited", TODAY)
    with pytest.raises(QueryError, match="date is '2023-02-30', which is no day"):
        sanksi.check({}, date="2023-02-30")
    with pytest.raises(QueryError, match="parties is 'KOMID', which is no list"):
        sanksi.check({}, parties="KOMID")


def test_a_report_is_read(screener: sanksi.Screener) -> None:
    """Text or bytes in, a Reading out; the starter list clears nobody."""
    text = (Path(__file__).resolve().parents[2] / "examples" / "berita.txt").read_bytes()
    reading = sanksi.read(text, screener=screener, today=TODAY)
    linked = {e.name: e.link.entity_id for e in reading.entities if e.link}
    assert linked["Vladimir Putin"] == "starter-ofac-35096"
    assert "Antonio Guterres" not in linked
    assert {e.screening.verdict for e in reading.entities if e.screening and not e.link} == {"not_screened"}


def test_unknown_words_are_told_with_the_nearest() -> None:
    """A misspelt property is refused, not ignored."""
    with pytest.raises(QueryError, match="did you mean 'birthDate'"):
        sanksi.Party(birthdate="1984")


def test_importing_is_light() -> None:
    """`import sanksi` and the command line's start import nothing heavy."""
    code = (
        "import sys, sanksi, sanksi.faces.cli\n"
        "heavy = {'numpy', 'rich', 'lxml', 'yaml', 'babel', 'trafilatura', 'jinja2', 'rapidfuzz'} & set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_query_imports_no_reader(tmp_path: Path) -> None:
    """Screening a name in ASCII needs neither YAML nor XML nor tables nor other scripts, nor what only a build or a hint needs."""
    code = (
        "import sys\nfrom datetime import date\nfrom pathlib import Path\nimport sanksi\n"
        f"sanksi.open(Path({str(tmp_path)!r}), today=date(2023, 9, 14)).screen(sanksi.Party(name='Kim Jong Un'))\n"
        "heavy = {'rich', 'lxml', 'yaml', 'babel', 'trafilatura', 'jinja2', 'anyascii', 'tempfile', 'difflib', 'sanksi.names.scripts'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_table_of_contents_is_whole() -> None:
    """Every public name exists, and they are sorted."""
    assert list(sanksi.__all__) == sorted(sanksi.__all__)
    assert all(getattr(sanksi, name) is not None for name in sanksi.__all__)
