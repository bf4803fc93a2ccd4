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


def test_modules_and_packages_are_found() -> None:
    assert {"probant.kernel.money", "probant.kernel.parameters"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
