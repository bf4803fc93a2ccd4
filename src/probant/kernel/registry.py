"""Registries: what a room offers is found or registered, never listed in a lower file."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class RegistryError(Exception):
    """A catalogue or a registry is wrongly filled: a fault of the program, found at start."""


def _key(item: object, module_name: str) -> str:
    for name in ("code", "slug", "kind"):
        key = getattr(item, name, None)
        if isinstance(key, str) and key:
            return key
    return module_name.rpartition(".")[2]


def discover(package_name: str, attribute: str) -> dict[str, object]:
    """Import every module below a catalogue package and return what each declares, by key, sorted.

    The key is the item's `code`, else `slug`, else `kind`, else the name of its module. Modules
    whose name begins with an underscore, and `tests`, are left out; a sub-package may declare
    nothing itself. Raises `RegistryError` for a module without the attribute, or a key used twice.
    """
    package = importlib.import_module(package_name)
    found: dict[str, object] = {}
    owners: dict[str, str] = {}
    for module_info in pkgutil.walk_packages(package.__path__, f"{package_name}."):
        relative = module_info.name.removeprefix(f"{package_name}.").split(".")
        if any(part.startswith("_") or part == "tests" for part in relative):
            continue
        module = importlib.import_module(module_info.name)
        if not hasattr(module, attribute):
            if module_info.ispkg:
                continue
            raise RegistryError(f"{module_info.name} declares no {attribute}")
        item = getattr(module, attribute)
        key = _key(item, module_info.name)
        if key in found:
            raise RegistryError(f"{module_info.name} and {owners[key]} both declare {key!r}")
        found[key], owners[key] = item, module_info.name
    return dict(sorted(found.items()))


class Registry(Generic[T]):
    """Named things that rooms register at start, in the order (`order`, key).

    >>> calendar = Registry[str]("calendar")
    >>> _ = calendar.register("sittings", "séances", order=2)
    >>> _ = calendar.register("sessions", "rencontres", order=1)
    >>> list(calendar.items())
    [('sessions', 'rencontres'), ('sittings', 'séances')]
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: dict[str, T] = {}
        self._orders: dict[str, int] = {}

    def register(self, key: str, item: T, *, order: int = 0) -> T:
        """Add an item and return it; the same item again changes nothing, another one raises."""
        if key in self._items and self._items[key] != item:
            raise RegistryError(f"{self.name}: {key!r} is registered twice")
        self._items[key] = item
        self._orders.setdefault(key, order)
        return item

    def entry(self, key: str, *, order: int = 0) -> Callable[[T], T]:
        """Register what is decorated."""
        return lambda item: self.register(key, item, order=order)

    def __getitem__(self, key: str) -> T:
        try:
            return self._items[key]
        except KeyError:
            raise RegistryError(f"{self.name}: nothing is registered as {key!r}") from None

    def get(self, key: str) -> T | None:
        """The item, or None."""
        return self._items.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._items, key=lambda key: (self._orders[key], key)))

    def items(self) -> Iterator[tuple[str, T]]:
        """Keys and items, in order."""
        return ((key, self._items[key]) for key in self)

    def values(self) -> Iterator[T]:
        """Items, in order."""
        return (self._items[key] for key in self)
