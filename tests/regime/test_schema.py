"""The JSON Schema of measure files: every file holds to it, and what has the wrong shape for the loader has it for the schema."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sanksi.errors import MeasureFileError
from sanksi.regime import load_regime
from sanksi.regime.load import MEASURES

SCHEMA: dict[str, Any] = json.loads(MEASURES.parent.joinpath("measures.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _plain(value: Any) -> Any:
    """A YAML value as JSON has it: days are strings."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _small() -> dict[str, Any]:
    """A regime that uses every key."""
    when = [{"any": [{"deal.to": {"eq": "ly"}}, {"not": {"activity": {"any_in": ["supply"]}}}]}]
    cited = {"instrument": "S/RES/1970 (2011)", "paragraph": "OP9"}
    return {
        "regime": "un-trial",
        "title": "One measure",
        "authority": "United Nations Security Council",
        "version": date(2026, 11, 28),
        "law_as_of": date(2026, 11, 27),
        "concerns": deepcopy(when),
        "part": {"of": 2, "not_encoded": ["UN-LY-N01"]},
        "sources": {"SC10214": "UN press release SC/10214"},
        "instruments": {"S/RES/1970 (2011)": {"adopted": date(2011, 2, 26), "url": "https://undocs.org/S/RES/1970(2011)"}},
        "exemptions": {
            "A-COMMITTEE": {
                "title": "Committee approval", **cited, "conditions": "approved in advance", "when": deepcopy(when), "who": "1970 Committee",
                "outcome": "allowed_with_conditions", "general": False, "facts_first": True, "confidence": "high", "also_cite": ["OP9(c)"],
                "from": date(2011, 2, 26), "to": date(2030, 1, 1),
            },
            "A-TOTAL": {
                "title": "World total", "conditions": "so much a year", "when": {"quota.aggregate_after_bbl": {"le": 500}},
                "outcome": "allowed_with_conditions",
                "period": {
                    "of": ["refined_petroleum"], "from": date(2018, 1, 1), "months": 12, "notices": [75],
                    "factor": {"barrels": 4, "tonnes": 1, "source": "the resolution"},
                },
            },
        },
        "measures": [
            {
                "id": "UN-LY-A01", "title": "Arms", "summary": "No arms.", "outcome": "prohibited", "unknown_policy": "missing",
                "applies_when": deepcopy(when), "exemptions": ["A-COMMITTEE", "A-TOTAL"], "binds": ["states"], "also_cite": ["OP10"], "notes": "None.",
                "versions": [
                    {
                        "from": date(2011, 2, 26), "to": date(2030, 1, 1), **cited, "scope": "all", "outcome": "duty",
                        "also_when": {"goods.hs": {"prefix": ["93"]}},
                    }
                ],
                "provenance": {"substance": "high", "paragraph": "high", "sources": ["SC10214"], "unverified": ["OP9"]},
            }
        ],
    }  # fmt: skip


def _spoiled(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every way to spoil one place: a key left out, a key too many, a value of another kind."""
    if isinstance(value, dict):
        yield f"{path}+", {**value, "surplus": "word"}
        for key, inner in value.items():
            yield f"{path}-{key}", {k: v for k, v in value.items() if k != key}
            for where, spoiled in _spoiled(inner, f"{path}.{key}"):
                yield where, {**value, key: spoiled}
    elif isinstance(value, list):
        yield f"{path}[]", []
        for at, inner in enumerate(value):
            for where, spoiled in _spoiled(inner, f"{path}[{at}]"):
                yield where, [*value[:at], spoiled, *value[at + 1 :]]
    else:
        for other in (17.5, "  ", "surplus", True, {"surplus": 1}, ["surplus", 2]):
            if type(other) is not type(value) or isinstance(other, str):
                yield f"{path}={other!r}", other


ONLY_THE_LOADER = (
    "no measure names", "no measures", "do not add up", "not the name of the file", "starts before", "territory", "said to be absent",
)  # fmt: skip
"""Complaints that need more than the shape: names that must exist elsewhere in the file, days in order, sums."""


def _names_another(complaint: str) -> bool:
    """Whether it is about a word that must stand elsewhere in the file."""
    return "unknown word" in complaint and any(key in complaint for key in (".instrument", ".sources[", ".exemptions["))


@pytest.mark.parametrize(
    "file", sorted(MEASURES.rglob("*.yml")), ids=lambda file: file.relative_to(MEASURES).as_posix()
)
def test_every_measure_file_holds_to_the_schema(file: Path) -> None:
    """Each packaged file and chapter is valid, and names the schema for editors in its first line."""
    text = file.read_text(encoding="utf-8")
    assert [f"{e.json_path}: {e.message[:200]}" for e in VALIDATOR.iter_errors(_plain(yaml.safe_load(text)))] == []
    above = "../" * len(file.relative_to(MEASURES).parts)
    assert text.startswith(f"# yaml-language-server: $schema={above}measures.schema.json\n")


def test_schema_is_itself_sound() -> None:
    """The schema is one of draft 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


def test_what_the_loader_refuses_in_shape_the_schema_refuses(tmp_path: Path) -> None:
    """Hundreds of spoiled files: none that the loader refuses for its shape passes the schema, and none that it takes is refused."""
    file = tmp_path / "un-trial.yml"

    def load(regime: Any) -> str:
        file.write_text(yaml.safe_dump(regime, sort_keys=False), encoding="utf-8")
        try:
            load_regime(file)
        except MeasureFileError as error:
            return str(error)
        return ""

    assert load(_small()) == ""
    assert VALIDATOR.is_valid(_plain(_small()))
    passed, count = [], 0
    for where, regime in _spoiled(_small()):
        complaint = load(regime)
        if valid := VALIDATOR.is_valid(_plain(regime)):
            if complaint and not any(word in complaint for word in ONLY_THE_LOADER) and not _names_another(complaint):
                passed.append((where, complaint))
        elif not complaint:
            passed.append((where, "refused by the schema alone"))
        count += not valid
    assert passed == []
    assert count > 300


def test_the_file_of_the_documentation_is_sound(tmp_path: Path) -> None:
    """The example of docs/regime.md loads, holds to the schema, and its refusal reads as shown."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "regime.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[2].split("```")[0]
    file = tmp_path / "un-example.yml"
    file.write_text(example, encoding="utf-8")
    assert load_regime(file).id == "un-example"
    assert VALIDATOR.is_valid(_plain(yaml.safe_load(example)))
    spoiled = tmp_path / "un-libya.yml"
    text = (MEASURES / "un-libya.yml").read_text(encoding="utf-8")
    spoiled.write_text(text.replace("to: 2017-06-28", "to: 2017-06-30", 1), encoding="utf-8")
    with pytest.raises(MeasureFileError) as refusal:
        load_regime(spoiled)
    assert str(refusal.value) in page
