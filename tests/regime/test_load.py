"""Measure files: read strictly, each complaint with place and value."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanksi.errors import MeasureFileError
from sanksi.regime import list_regimes, load_regime
from sanksi.regime.load import MEASURES

Change = Callable[[dict[str, Any]], None]


def _small() -> dict[str, Any]:
    """A regime of two measures, in the form of the packaged one."""
    return {
        "regime": "un-trial",
        "title": "Two measures",
        "authority": "United Nations Security Council",
        "version": date(2026, 11, 24),
        "law_as_of": date(2026, 11, 23),
        "part": {"of": 3, "not_encoded": ["UN-DPRK-A02"]},
        "sources": {"POE10": "Panel of Experts, report of 2010"},
        "instruments": {
            "S/RES/1874 (2009)": {"adopted": date(2009, 6, 12), "url": "https://undocs.org/S/RES/1874(2009)"}
        },
        "exemptions": {
            "X03": {
                "title": "Diplomatic missions",
                "instrument": "S/RES/1874 (2009)",
                "paragraph": "OP21",
                "conditions": "activity of a mission",
                "when": [{"purpose": {"any_in": ["diplomatic_mission"]}}],
                "outcome": "allowed_with_conditions",
            }
        },
        "measures": [_measure("UN-DPRK-B02", "from_dprk"), _measure("UN-DPRK-B01", "to_dprk")],
    }


def _measure(id_: str, direction: str) -> dict[str, Any]:
    return {
        "id": id_,
        "title": "Arms",
        "summary": "Arms may not move.",
        "outcome": "prohibited",
        "unknown_policy": "missing",
        "applies_when": [{"direction": {"in": [direction]}}, {"goods.category": {"any_in": ["arms"]}}],
        "versions": [
            {"from": date(2009, 6, 12), "to": date(2016, 3, 1), "instrument": "S/RES/1874 (2009)", "paragraph": "OP9"},
            {"from": date(2016, 3, 2), "instrument": "S/RES/1874 (2009)", "paragraph": "OP10"},
        ],
        "exemptions": ["X03"],
        "provenance": {"substance": "high", "paragraph": "medium", "sources": ["POE10"]},
    }


def _load(folder: Path, change: Change = lambda _: None) -> Any:
    regime = _small()
    change(regime)
    file = folder / "un-trial.yml"
    file.write_text(yaml.safe_dump(regime, sort_keys=False), encoding="utf-8")
    return load_regime(file)


def _set(value: Any, *path: str | int) -> Change:
    def change(regime: dict[str, Any]) -> None:
        place: Any = regime
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


def test_small_regime_loads(tmp_path: Path) -> None:
    """The file that the refusals below spoil is itself sound."""
    regime = _load(tmp_path)
    assert [m.id for m in regime.measures] == ["UN-DPRK-B02", "UN-DPRK-B01"]
    assert regime.measures[0].version(date(2016, 3, 1)).citation == "S/RES/1874 (2009), OP9"
    assert regime.measures[0].version(date(2016, 3, 2)).citation == "S/RES/1874 (2009), OP10"
    assert regime.measures[0].version(date(2009, 6, 11)) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("x", "measures", 0, "outcom"), r"unknown key: 'outcom' at measures\[0\]\.outcom of un-trial\.yml"),
        (
            _set([{"goods.categry": {"any_in": ["arms"]}}], "measures", 0, "applies_when"),
            r"unknown word: 'goods\.categry' at measures\[0\]\.applies_when\[0\]\.goods\.categry of un-trial\.yml \(.*goods\.category",
        ),
        (
            _set([{"direction": {"equals": "to_dprk"}}], "measures", 0, "applies_when"),
            r"unknown word: 'equals' at measures\[0\]\.applies_when\[0\]\.direction of un-trial\.yml",
        ),
        (
            _set([{"activity": {"eq": "supply"}}], "measures", 0, "applies_when"),
            r"a list cannot be asked by this operator: 'eq' at .* of un-trial\.yml \(allowed: any_in, none_in, only, prefix\)",
        ),
        (
            _set([{"direction": {"in": ["to_drpk"]}}], "measures", 0, "applies_when"),
            r"unknown word 'to_drpk' for direction: .* at measures\[0\]\.applies_when\[0\]\.direction\.in of un-trial\.yml",
        ),
        (_set([], "measures", 0, "applies_when"), r"an empty condition: \[\] at measures\[0\]\.applies_when"),
        (
            _set(date(2016, 3, 2), "measures", 0, "versions", 0, "to"),
            r"overlaps the version before it, which lasts to 2016-03-02: '2016-03-02' at measures\[0\]\.versions\[1\]\.from",
        ),
        (
            _set(date(2009, 6, 11), "measures", 1, "versions", 0, "from"),
            r"starts before its instrument was adopted on 2009-06-12: '2009-06-11' at measures\[1\]\.versions\[0\]\.from",
        ),
        (
            _set(date(2009, 6, 12), "measures", 0, "versions", 1, "from"),
            r"overlaps the version before it, which lasts to 2016-03-01: '2009-06-12' at measures\[0\]\.versions\[1\]\.from",
        ),
        (
            _set("UN-DPRK-B02", "measures", 1, "id"),
            r"two measures have one id: 'UN-DPRK-B02' at measures\[0\]\.id of un-trial\.yml",
        ),
        (
            _set(["X3"], "measures", 0, "exemptions"),
            r"unknown word: 'X3' at measures\[0\]\.exemptions\[0\] of un-trial\.yml \(.*X03",
        ),
        (
            _set("certain", "measures", 0, "provenance", "paragraph"),
            r"unknown word: 'certain' at measures\[0\]\.provenance\.paragraph",
        ),
        (_set("outside", "measures", 0, "outcome"), r"unknown word: 'outside' at measures\[0\]\.outcome"),
        (_set(["buyer"], "measures", 0, "binds"), r"unknown word: 'buyer' at measures\[0\]\.binds\[0\]"),
        (
            _set({"of": ["crude_oil"], "from": date(2018, 1, 1), "months": 12}, "exemptions", "X03", "period"),
            r"a period without a cap: `when` asks for no total: .* at exemptions\.X03\.period",
        ),
        (_set("allow", "measures", 0, "unknown_policy"), r"unknown word: 'allow' at measures\[0\]\.unknown_policy"),
        (_set(95, "part", "of"), r"2 measures here and 1 absent do not add up: 95 at part\.of"),
        (_set("un-dprk", "regime"), r"the regime's id is not the name of the file, 'un-trial': 'un-dprk' at regime"),
        (_set([], "measures"), r"no measures: \[\] at measures"),
        (_set({"X03": None}, "exemptions"), r"missing key|expected keys and values"),
    ],
)
def test_impossible_file_is_refused_at_its_key(tmp_path: Path, change: Change, message: str) -> None:
    """What is unknown, contradictory or out of order is refused with file, key path and value."""
    with pytest.raises(MeasureFileError, match=message):
        _load(tmp_path, change)


def _second_exemption(outcome: str, when: list[Any], **more: Any) -> Change:
    def change(regime: dict[str, Any]) -> None:
        regime["exemptions"]["X04"] = {**regime["exemptions"]["X03"], "outcome": outcome, "when": when, **more}
        regime["measures"][0]["exemptions"] = ["X03", "X04"]

    return change


MISSION = {"purpose": {"any_in": ["diplomatic_mission"]}}
TOLD = {"committee.notified": {"eq": True}}


@pytest.mark.parametrize(
    ("outcome", "when", "message"),
    [
        ("outside", [MISSION], r"exemptions 'X03' and 'X04' ask the same and answer differently"),
        ("outside", [{"all": [MISSION]}], r"exemptions 'X03' and 'X04' ask the same and answer differently"),
        (
            "outside",
            [{"purpose": {"any_in": ["diplomatic_mission", "medical"]}}],
            r"exemption 'X03' never counts: whatever meets it meets 'X04', which answers `outside`",
        ),
        ("outside", [{"any": [MISSION, TOLD]}], r"exemption 'X03' never counts"),
    ],
)
def test_exemptions_that_conflict_are_refused(tmp_path: Path, outcome: str, when: list[Any], message: str) -> None:
    """Two exemptions of one measure may not answer one case in two ways, however the condition is written."""
    with pytest.raises(MeasureFileError, match=message + r".* at measures\[0\]\.exemptions of un-trial\.yml"):
        _load(tmp_path, _second_exemption(outcome, when))


@pytest.mark.parametrize(
    "change",
    [
        _second_exemption("outside", [MISSION, TOLD]),
        _second_exemption("outside", [TOLD]),
        _second_exemption("allowed_with_conditions", [MISSION]),
        _second_exemption("outside", [MISSION], to=date(2010, 1, 1)),
    ],
)
def test_exemptions_that_can_both_be_meant_load(tmp_path: Path, change: Change) -> None:
    """A narrower `outside`, another question, one answer, or days that do not meet are no conflict."""

    def apart(regime: dict[str, Any]) -> None:
        change(regime)
        if "to" in regime["exemptions"]["X04"]:
            regime["exemptions"]["X03"]["from"] = date(2010, 1, 2)

    assert len(_load(tmp_path, apart).measures) == 2


def test_exemption_stands_from_its_instrument_and_may_be_cited_as_the_measure(tmp_path: Path) -> None:
    """No exemption is older than the paragraph it cites; one without a paragraph is cited as the version it lifts."""
    exemption = _load(tmp_path).measures[0].exemptions[0]
    assert exemption.starts_on == date(2009, 6, 12)

    def without(regime: dict[str, Any]) -> None:
        del regime["exemptions"]["X03"]["instrument"], regime["exemptions"]["X03"]["paragraph"]

    exemption = _load(tmp_path, without).measures[0].exemptions[0]
    assert (exemption.citation, exemption.starts_on) == ("", None)


def test_a_regime_may_stand_in_chapters(tmp_path: Path) -> None:
    """Files of the folder beside the head add measures and exemptions; a place in them is named with their file."""
    whole = _small()
    chapter = {"exemptions": whole.pop("exemptions"), "measures": whole.pop("measures")}
    head = tmp_path / "un-trial.yml"
    head.write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
    (tmp_path / "un-trial").mkdir()
    file = tmp_path / "un-trial" / "arms.yml"
    file.write_text(yaml.safe_dump(chapter, sort_keys=False), encoding="utf-8")
    assert [m.id for m in load_regime(head).measures] == ["UN-DPRK-B02", "UN-DPRK-B01"]
    file.write_text(yaml.safe_dump(chapter | {"title": "Arms"}, sort_keys=False), encoding="utf-8")
    with pytest.raises(MeasureFileError, match=r"unknown key: 'title' at title of arms\.yml"):
        load_regime(head)
    (tmp_path / "un-trial" / "more.yml").write_text(yaml.safe_dump(chapter, sort_keys=False), encoding="utf-8")
    file.write_text(yaml.safe_dump(chapter, sort_keys=False), encoding="utf-8")
    with pytest.raises(MeasureFileError, match=r"two exemptions have the id 'X03': .* at exemptions\.X03 of more\.yml"):
        load_regime(head)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("regime: [un-trial", r"not YAML: .* at line \d+ of un-trial\.yml"),
        ("regime: a\nregime: b\n", r"key 'regime' stands twice at line 2 of un-trial\.yml"),
        ("version: 2016-02-30\n", r"no day of the calendar: '2016-02-30' at line 1 of un-trial\.yml"),
        ("", r"expected keys and values: None at the top of un-trial\.yml"),
    ],
)
def test_broken_yaml_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    """A file that is not even YAML, or says one key twice, is told with its line."""
    file = tmp_path / "un-trial.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MeasureFileError, match=message):
        load_regime(file)


def test_a_complaint_names_measure_and_day(tmp_path: Path) -> None:
    """Beside the key path stand the measure's id and the first day of the version."""
    with pytest.raises(
        MeasureFileError,
        match=r"^UN-DPRK-B02, 2016-03-02: unknown key: 'paragraf' at measures\[0\]\.versions\[1\]\.paragraf of",
    ):
        _load(tmp_path, _set("OP9", "measures", 0, "versions", 1, "paragraf"))


def test_unknown_regime_is_named_with_those_there_are(tmp_path: Path) -> None:
    """An id that the package lacks, and a path that does not exist, are refused."""
    with pytest.raises(MeasureFileError, match=r"no regime 'un-drpk' in the package \(.*un-dprk"):
        load_regime("un-drpk")
    with pytest.raises(MeasureFileError, match=r"no measure file .*absent\.yml"):
        load_regime(tmp_path / "absent.yml")


def test_changed_file_is_read_again(tmp_path: Path) -> None:
    """The cache holds a file as long as it does not change."""
    first = _load(tmp_path)
    assert load_regime(tmp_path / "un-trial.yml") is first
    second = _load(tmp_path, _set("Two measures, revised", "title"))
    assert second.title == "Two measures, revised"
    assert second.edition != first.edition


def test_packaged_regimes_load_and_say_what_they_lack() -> None:
    """Every regime of the package is sound; the DPRK one names the measures it lacks."""
    assert "un-dprk" in list_regimes()
    regime = load_regime("un-dprk")
    assert len(regime.measures) == 95
    assert regime.not_encoded == ()
    assert MEASURES.joinpath("un-dprk.yml").is_file()


@pytest.mark.shared
def test_confidence_and_paragraph_days_are_those_of_the_research() -> None:
    """No confidence is raised and no version day moved against the research file."""
    research_file = Path(__file__).resolve().parents[2].parent / "shared" / "regime" / "dprk_un_measures.yaml"
    if not research_file.is_file():
        pytest.skip("the research file is not here")
    research = {m["id"]: m for m in yaml.safe_load(research_file.read_text(encoding="utf-8"))["measures"]}
    regime = load_regime("un-dprk")
    assert {m.id for m in regime.measures} | set(regime.not_encoded) == set(research)
    for measure in regime.measures:
        theirs = research[measure.id]
        confidence = theirs["provenance"]["confidence"]
        assert (measure.substance_confidence, measure.paragraph_confidence) == (
            confidence["substance"],
            confidence["paragraph"],
        ), measure.id
        assert measure.versions[0].starts_on.isoformat() == theirs["effective_from"], measure.id
        ours = {v.starts_on.isoformat() for v in measure.versions}
        assert {v["from"] for v in theirs.get("versions", ())} <= ours, measure.id
        assert measure.catch_all == (theirs["unknown_policy"] == "caveat"), measure.id
        assert measure.unverified or not theirs["provenance"]["from_memory"], measure.id
        cited = {*measure.also_cite, *(v.citation for v in measure.versions)}
        assert {" ".join(c.split()) for c in theirs.get("also_cite", ())} <= cited, measure.id
