"""The examples in the docstrings of the reading stage hold."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

from articlex import text

MODULES = [module.name for module in pkgutil.iter_modules(text.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(import_module(f"articlex.text.{name}"))
    assert result.failed == 0


def test_there_are_examples() -> None:
    found = doctest.DocTestFinder().find(import_module("articlex.text.fold"))
    assert any(test.examples for test in found)
