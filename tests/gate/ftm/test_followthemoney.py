"""Every value that the readers give is valid for the followthemoney library; run by `make ftm`, in an environment of its own.

The library needs pyicu, which is compiled, so the development environment does not have it and leaves this file out. Source of what valid
means: followthemoney 4.11, `PropertyType.validate` with the property's own format.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import pytest

from sanksi.errors import SanksiError
from sanksi.faces.ftm import entities_of
from sanksi.ledger import LINK_ENDS, Statement
from sanksi.lists import Draft, SourceFile, find_reader, list_ids, load_spec, read_files, split_editions
from sanksi.news import read as read_news

followthemoney = pytest.importorskip("followthemoney", reason="`make ftm` has an environment with the library")
MODEL: Any = followthemoney.model

TESTS = Path(__file__).resolve().parents[2]
EXCERPTS = TESTS / "excerpts"
OWN = EXCERPTS / "own_lists"
SHARED = TESTS.parents[1] / "shared" / "data"
VOCABULARY = tomllib.loads(package_files("sanksi.ledger").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
PLAIN = {"string", "text", "url", "email", "phone", "topic", "number"}
"""Types that the vocabulary does not name, since nothing treats them apart."""

LONGER: dict[str, int] = {
    # The library's lengths bound columns of a database; EntityProxy.add takes longer values. Two properties may pass theirs:
    "address": 600,  # 250 in the library; the UN lists up to 430 characters, six branch offices in one address: splitting would guess
    "publicKey": 128,  # 64 in the library; an address of Monero has 95 characters
}

REAL: dict[str, tuple[str, Sequence[str]]] = {  # what is read: list, files below ../shared/data
    "UN, newest": ("un-sc", ["un/un_2026-08-01.xml"]),
    "UN, before": ("un-sc", ["un/un_2026-02-27.xml"]),
    "OFAC, four files": ("us-ofac-sdn", ["ofac/set_2023-12-28_composite.tar.xz"]),
    "OFAC, four files of 2022": ("us-ofac-sdn", ["ofac/set_2022-01.tar.xz"]),
    "OFAC ENHANCED, IRGC": ("us-ofac-sdn", ["ofac/sdn_enhanced_IRGC_2024-08-28.xml.xz"]),
    "OFAC ADVANCED": ("us-ofac-sdn", ["ofac/sdn_advanced_2024-02-23_excerpt.xml"]),
    "OFAC non-SDN ENHANCED": ("us-ofac-cons", ["ofac/CONS_ENHANCED_2025-01-14.zip"]),
    "UK ConList 2020": ("gb-fcdo", ["uk/conlist_2020-04-27.csv.xz"]),
    "UK ConList 2016": ("gb-fcdo", ["uk/conlist_2016-03-25.csv.xz"]),
    "UK Sanctions List": ("gb-fcdo", ["native_excerpts/uk_sanctions_list_2026-09-02_excerpt.xml"]),
    "EU 2024": ("eu-fsf", ["native_excerpts/eu_xmlFullSanctionsList_1_1_2024-12-11_excerpt.xml"]),
    "EU 2018": ("eu-fsf", ["native_excerpts/eu_xmlFullSanctionsList_1_1_2018-12-21_excerpt.xml"]),
    "SECO": ("ch-seco", ["native_excerpts/ch_seco_2026-08-27_excerpt.xml"]),
    "FollowTheMoney, delta": ("own-ftm-example", ["opensanctions/ftm_delta_2024-06_cross_lists.json.xz"]),
    "FollowTheMoney, persons": ("own-ftm-example", ["opensanctions/yente_fixtures/zala/entities.ftm.json"]),
}


def offence(statement: Statement) -> tuple[str, str] | None:
    """The property and the value as told in the table when the library refuses it, else None."""
    name = f"{statement.schema}:{statement.prop}"
    schema = MODEL.get(statement.schema)
    prop = schema.get(statement.prop) if schema is not None else None
    if prop is None or prop.stub:
        return name, "(the library knows no such property)"
    for value in filter(None, (statement.value, statement.until)):
        # clean() gives None for what validate() lets pass in some types, and the other way round: both must agree
        valid = prop.type.validate(value, format=prop.format) or len(value) in range(
            prop.type.max_length, LONGER.get(statement.prop, 0)
        )
        if not valid or prop.type.clean(value, format=prop.format) is None:
            return name, value
    return None


def table_of(statements: Iterable[Statement]) -> str:
    """A line for each property with values that the library refuses: how many, and the ten most frequent."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for statement in statements:
        if refused := offence(statement):
            found[refused[0]][refused[1]] += 1
    return "\n".join(
        f"{prop}: {sum(values.values())} refused: " + " | ".join(f"{v!r} x{n}" for v, n in values.most_common(10))
        for prop, values in sorted(found.items())
    )


def read(list_id: str, files: Sequence[SourceFile], *, foreign: bool = False) -> Iterator[Statement]:
    """All statements of the editions that the files hold; with `foreign`, files that are none of the list give none."""
    for group in split_editions(list_id, files, OWN):
        try:
            edition = find_reader(list_id, OWN).read_list(group, Draft(spec=load_spec(list_id, OWN)))
        except SanksiError:
            if not foreign:
                raise
        else:
            yield from edition.statements


def test_vocabulary_schemas_are_the_models() -> None:
    """Every schema of the vocabulary is one of the model, below the same parent."""
    wrong = []
    for name, parent in VOCABULARY["schemas"].items():
        schema = MODEL.get(name)
        if schema is None or (parent not in {s.name for s in schema.extends} if parent else schema.extends):
            wrong.append((name, parent))
    assert not wrong


def test_vocabulary_properties_are_the_models() -> None:
    """Every property of the vocabulary stands on that schema in the model, with the same type."""
    wrong = []
    for name, names in VOCABULARY["properties"].items():
        for prop_name in names:
            prop = MODEL.get(name).get(prop_name)
            declared = VOCABULARY["types"].get(prop_name)
            if prop is None or prop.stub:
                wrong.append((name, prop_name, "no such property"))
            elif prop.type.name != declared and not (declared is None and prop.type.name in PLAIN):
                wrong.append((name, prop_name, f"is {prop.type.name}, not {declared}"))
    assert not wrong


def test_types_are_of_properties() -> None:
    """The vocabulary gives no type to a property that no schema has."""
    known = {prop for names in VOCABULARY["properties"].values() for prop in names}
    assert set(VOCABULARY["types"]) <= known


def test_ends_of_relations_are_the_models() -> None:
    """Each relation's ends are the source and target of the model's edge."""
    ends = {name: (MODEL.get(name).source_prop.name, MODEL.get(name).target_prop.name) for name in LINK_ENDS}
    assert ends == LINK_ENDS


def test_tables_of_the_ftm_reader_are_the_models() -> None:
    """Schemas that the FollowTheMoney reader maps or ignores by name are the model's, mapped onto an ancestor; codes of territories are the library's."""
    spec = load_spec("own-ftm-example", OWN)
    by_word = {name.casefold(): schema for name, schema in MODEL.schemata.items()}
    mapped = spec.lookups["schema"]
    assert all(near in {s.name for s in by_word[word].schemata} for word, near in mapped.items())
    named = {key.split(":")[0] for key in spec.ignored if ":" in key and not key.startswith("*")}
    assert all(name in MODEL.schemata for name in named)
    assert set(spec.lookups["territory"].values()) <= set(followthemoney.types.registry.country.names)


@pytest.mark.parametrize("list_id", [name for name in list_ids(OWN) if name != "starter"])
def test_every_value_of_the_excerpts_is_valid(list_id: str) -> None:
    """What a list's reader makes of the excerpts passes the library's own checks."""
    files = [file for path in sorted(EXCERPTS.iterdir()) if path.is_file() for file in read_files(path)]
    statements = list(read(list_id, files, foreign=True))
    if not statements and list_id not in ("un-sc", "us-ofac-sdn", "eu-fsf", "gb-fcdo", "own-ftm-example"):
        pytest.skip(f"no excerpt of {list_id}")
    assert statements
    assert not table_of(statements), table_of(statements)


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_every_value_of_real_editions_is_valid(name: str) -> None:
    """What the readers make of the publishers' own files passes the library's own checks."""
    list_id, paths = REAL[name]
    if list_id not in list_ids(OWN):
        pytest.skip(f"no reader of {list_id} yet")
    if not all((SHARED / path).is_file() for path in paths):
        pytest.skip("the real lists of ../shared/data are not here: real-data test left out")
    statements = list(read(list_id, [file for path in paths for file in read_files(SHARED / path)]))
    assert statements
    assert not table_of(statements), table_of(statements)


def test_every_value_of_an_exported_reading_is_valid() -> None:
    """Schemas, properties, ranges of references and required properties of `sanksi read --ftm`."""
    text = (TESTS.parent / "examples" / "berita.txt").read_text(encoding="utf-8")
    reading = read_news(text, screener=None, today=date(2026, 11, 28))
    entities = {e["id"]: e for e in entities_of(reading.to_dict() | {"text": text})}
    assert {"Article", "Person", "Event", "Documentation", "UnknownLink"} <= {e["schema"] for e in entities.values()}
    for entity in entities.values():
        schema = MODEL.get(entity["schema"])
        assert set(schema.required) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            assert prop is not None, (entity["schema"], name)
            for value in values:
                assert prop.type.validate(value, format=prop.format), (entity["schema"], name, value)
                if prop.type.name == "entity":
                    assert MODEL.get(entities[value]["schema"]).is_a(prop.range.name)
