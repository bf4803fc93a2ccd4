from pathlib import Path

import pytest

from probant.kernel.registry import Registry, RegistryError, discover


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable package whose name is that of its unique folder."""
    root = tmp_path / f"catalogue_{tmp_path.name.replace('-', '_')}"
    root.mkdir()
    (root / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    return root


def declare(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    path.write_text(text)


WITH_CODE = "from types import SimpleNamespace as N\nITEM = N({}={!r})\n"


def test_items_are_keyed_by_code_slug_kind_or_module(catalogue: Path) -> None:
    declare(catalogue / "zeta.py", WITH_CODE.format("code", "dla.diagnoses"))
    declare(catalogue / "eta.py", WITH_CODE.format("slug", "convention"))
    declare(catalogue / "deep" / "beta.py", WITH_CODE.format("kind", "article"))
    declare(catalogue / "alpha.py", "ITEM = 3\n")
    declare(catalogue / "_draft.py", "raise RuntimeError('not imported')\n")
    declare(catalogue / "tests" / "test_alpha.py", "raise RuntimeError('not imported')\n")
    found = discover(catalogue.name, "ITEM")
    assert list(found) == ["alpha", "article", "convention", "dla.diagnoses"]
    assert found["alpha"] == 3


def test_empty_catalogue_is_empty(catalogue: Path) -> None:
    assert discover(catalogue.name, "ITEM") == {}


def test_module_that_declares_nothing_is_refused(catalogue: Path) -> None:
    declare(catalogue / "alpha.py", "")
    with pytest.raises(RegistryError, match=r"alpha declares no ITEM"):
        discover(catalogue.name, "ITEM")


def test_key_used_twice_is_refused(catalogue: Path) -> None:
    declare(catalogue / "alpha.py", WITH_CODE.format("code", "same"))
    declare(catalogue / "beta.py", WITH_CODE.format("code", "same"))
    with pytest.raises(RegistryError, match=r"beta and .*alpha both declare 'same'"):
        discover(catalogue.name, "ITEM")


def test_registry_keeps_order_then_key() -> None:
    registry = Registry[int]("todo")
    registry.register("b", 2)
    registry.register("c", 3, order=-1)
    registry.register("a", 1)
    assert list(registry) == ["c", "a", "b"]
    assert list(registry.values()) == [3, 1, 2]
    assert (len(registry), "a" in registry, "z" in registry, registry["b"]) == (3, True, False, 2)


def test_registering_the_same_item_again_changes_nothing() -> None:
    registry = Registry[int]("todo")
    assert [registry.register("a", 1), registry.register("a", 1)] == [1, 1]
    assert list(registry.items()) == [("a", 1)]


def test_registering_another_item_under_a_key_is_refused() -> None:
    registry = Registry[int]("todo")
    registry.register("a", 1)
    with pytest.raises(RegistryError, match="todo: 'a' is registered twice"):
        registry.register("a", 2)


def test_unknown_key_is_refused_or_none() -> None:
    registry = Registry[int]("todo")
    assert registry.get("a") is None
    with pytest.raises(RegistryError, match="todo: nothing is registered as 'a'"):
        registry["a"]


def test_functions_register_by_decoration() -> None:
    registry = Registry[object]("erasure")

    @registry.entry("people", order=2)
    def erase() -> None: ...

    assert registry["people"] is erase
