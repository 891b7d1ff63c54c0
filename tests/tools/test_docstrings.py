"""The examples in docstrings give what they say."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import sanksi

NO_MODULES = (
    "__main__",
    "._kernel",
    ".korean",
    ".russian",
)  # the second is a library that ctypes loads, the last ones need their extras
MODULES = sorted(m.name for m in pkgutil.walk_packages(sanksi.__path__, "sanksi.") if not m.name.endswith(NO_MODULES))


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_are_true(name: str) -> None:
    """Every `>>>` line of a module gives the answer written under it."""
    results = doctest.testmod(import_module(name))
    assert results.failed == 0


def test_there_are_examples() -> None:
    """The examples are found: a refactoring that hides them from this test is noticed."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert sum(len(test.examples) for name in MODULES for test in finder.find(import_module(name))) >= 10
