"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

from probant import kernel

MODULES = [
    info.name
    for info in pkgutil.walk_packages(kernel.__path__, "probant.kernel.")
    if ".tests" not in info.name
]


def test_every_module_is_found() -> None:
    assert {name.rpartition(".")[2] for name in MODULES} == {
        "actor", "cut", "dates", "decision", "finding", "identifiers", "money", "numerals",
        "parameters", "period", "registry", "roles", "text",
    }  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
