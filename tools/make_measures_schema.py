"""Make `src/sanksi/regime/measures.schema.json`: the shape of a measure file and of its chapters, for editors and for the tests.

usage: python tools/make_measures_schema.py [--check]

Facts, their words and operators come from the vocabulary, so an editor proposes them. What needs more than one place to see (days in order,
names that must exist, sums) only the loader checks. YAML's days are strings of a date here.
"""

import json
from pathlib import Path
from typing import Any

from keeping import keep
from sanksi.regime import Fact, load_facts
from sanksi.regime.conditions import OPERATORS
from sanksi.regime.measures import BOUND, CONFIDENCES, LIFTED_OUTCOMES, MEASURE_OUTCOMES

TARGET = Path(__file__).parents[1] / "src" / "sanksi" / "regime" / "measures.schema.json"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "pattern": r"\S"}
TEXTS: Schema = {"type": "array", "items": TEXT}
CODE = r"^ *\d[\d. ]*\d *$"
DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
CONDITION: Schema = {"$ref": "#/$defs/condition"}
CONDITIONS: Schema = {"type": "array", "items": CONDITION, "minItems": 1}
MANY = ("in", "any_in", "none_in", "only", "prefix")


def mapping(required: Schema, optional: Schema | None = None, **more: object) -> Schema:
    """A mapping with these keys and no other."""
    properties = {**required, **(optional or {})}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def words(*known: str) -> Schema:
    """One of the words."""
    return {"enum": list(known)}


def one_of(properties: Schema, about: str = "") -> Schema:
    """A mapping with exactly one of these keys."""
    shape = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"description": about, **shape} if about else shape


def ask(fact: Fact) -> Schema:
    """How a condition may ask about a fact."""
    single: Schema = {
        "bool": {"type": "boolean"},
        "number": {"type": "number"},
        "date": DAY,
        "territory": TEXT,
        "text": words(*fact.words) if fact.words else TEXT,
        "list": words(*fact.words)
        if fact.words
        else {"type": ["string", "integer"], "pattern": CODE if fact.name == "goods.hs" else r"\S"},
    }[fact.kind]
    several = {"type": "array", "items": single, "minItems": 1}
    operators = [name for name, kinds in OPERATORS.items() if fact.kind in kinds]
    return one_of({name: several if name in MANY else single for name in operators}, fact.ask)


def make() -> Schema:
    """The schema, draft 2020-12."""
    facts = {name: ask(fact) for name, fact in load_facts().items()}
    keys = {"all": CONDITIONS, "any": CONDITIONS, "not": CONDITION, **facts}
    cited = {"instrument": TEXT, "paragraph": TEXT}
    days = {"from": DAY, "to": DAY}
    period = mapping(
        {
            "of": {"type": "array", "items": words(*load_facts()["goods.category"].words)},
            "from": DAY,
            "months": {"type": "integer"},
        },
        {
            "notices": {"type": "array", "items": {"type": "integer"}},
            "factor": mapping({"barrels": {"type": "integer"}, "tonnes": {"type": "integer"}, "source": TEXT}),
        },
    )
    exemption = mapping(
        {"title": TEXT, "conditions": TEXT, "when": CONDITION, "outcome": words(*LIFTED_OUTCOMES)},
        {
            **cited,
            "who": TEXT,
            "general": {"type": "boolean"},
            "facts_first": {"type": "boolean"},
            "confidence": words(*CONFIDENCES),
            "also_cite": TEXTS,
            "period": period,
            **days,
        },
        dependentRequired={"instrument": ["paragraph"]},
    )
    version = mapping(
        {"from": DAY, **cited}, {"to": DAY, "scope": TEXT, "outcome": words(*MEASURE_OUTCOMES), "also_when": CONDITION}
    )
    provenance = mapping(
        {"substance": words(*CONFIDENCES), "paragraph": words(*CONFIDENCES), "sources": TEXTS}, {"unverified": TEXTS}
    )
    measure = mapping(
        {
            "id": TEXT,
            "title": TEXT,
            "summary": TEXT,
            "outcome": words(*MEASURE_OUTCOMES),
            "applies_when": CONDITION,
            "versions": {"type": "array", "items": version, "minItems": 1},
            "provenance": provenance,
        },
        {
            "binds": {"type": "array", "items": words(*BOUND)},
            "unknown_policy": words("missing", "caveat"),
            "exemptions": TEXTS,
            "also_cite": TEXTS,
            "notes": TEXT,
        },
    )
    rules = {
        "exemptions": {"type": "object", "additionalProperties": exemption},
        "measures": {"type": "array", "items": measure, "minItems": 1},
    }
    regime = mapping(
        {
            "regime": TEXT,
            "title": TEXT,
            "authority": TEXT,
            "version": DAY,
            "law_as_of": DAY,
            "sources": {"type": "object", "additionalProperties": TEXT},
            "instruments": {"type": "object", "additionalProperties": mapping({"adopted": DAY, "url": TEXT})},
        },
        {
            "part": mapping({"of": {"type": "integer"}, "not_encoded": TEXTS}),
            "concerns": CONDITION,
            "listed_under": words(*load_facts()["party.programs"].words),
            **rules,
        },
    )
    chapter = mapping({"measures": rules["measures"]}, {"exemptions": rules["exemptions"]})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Measure file of a sanctions regime; made by tools/make_measures_schema.py",
        "if": {"required": ["regime"]},
        "then": {"$ref": "#/$defs/regime"},
        "else": {"$ref": "#/$defs/chapter"},
        "$defs": {"regime": regime, "chapter": chapter, "condition": {"anyOf": [CONDITIONS, one_of(keys)]}},
    }


def main() -> None:
    """Write the schema, or check that it is what is made now."""
    content = json.dumps(make(), indent=1, ensure_ascii=False) + "\n"
    keep(TARGET, content.encode(), f"{len(load_facts())} facts")


if __name__ == "__main__":
    main()
