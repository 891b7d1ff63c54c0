"""Floors of listed persons in domestic news: found whatever the article does to the name, and nobody else taken for one."""

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sanksi.ledger import open_ledger

pytestmark = pytest.mark.gate
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))[
    "listed_names"
]


def load_scorer() -> ModuleType:
    """bench/listed_names.py as a module."""
    spec = importlib.util.spec_from_file_location("listed_names_scorer", ROOT / "bench" / "listed_names.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The bench, where the lists and the news are."""
    if not SHARED.is_dir():
        pytest.skip("the lists and news of ../shared are not here: floors of listed names left out")
    return load_scorer()


@pytest.fixture(scope="module")
def home(scorer: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Any]]:
    """A screener of the lists of the bench, and the persons on them."""
    folder = tmp_path_factory.mktemp("home")
    screener = scorer.open_home(folder)
    return screener, [e for e in open_ledger(folder).iter_entities(scorer.TODAY) if e.schema == "Person"]


@pytest.mark.parametrize("kind", FLOORS["found"])
def test_listed_persons_are_found(scorer: ModuleType, home: tuple[Any, list[Any]], kind: str) -> None:
    """Among the matches, and taken for the entry, in articles of each kind."""
    screener, persons = home
    made = scorer.make(kind, scorer.choose(persons, kind), FLOORS["articles"])
    found, linked, missed = scorer.measure_found(made, screener)
    assert found >= FLOORS["found"][kind], missed
    assert linked >= FLOORS["linked"][kind]


@pytest.mark.parametrize("news", ["documents", "news"])
def test_nobody_else_is_linked(scorer: ModuleType, home: tuple[Any, list[Any]], news: str) -> None:
    """Links of untouched domestic articles that no reader would make, an article."""
    got = scorer.measure_false(getattr(scorer, news)(), home[0])
    assert got.wrong <= FLOORS["wrong_links"], got.told
