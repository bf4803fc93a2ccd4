"""What a kind of fact says of its columns' age is true."""

from probant.journal import guards
from probant.journal.digest import DIGEST_VERSION
from probant.journal.facts import Fact


def test_each_column_born_later_exists_has_a_default_and_a_version_reached() -> None:
    wrong = [
        (kind._meta.label, column)
        for kind in guards.fact_models()
        for base in kind.__mro__
        for column, version in vars(base).get("BORN", {}).items()
        if not _is_born(kind, column, version)
    ]
    assert wrong == []


def _is_born(kind: type[Fact], column: str, version: int) -> bool:
    fields = {field.attname: field for field in kind._meta.concrete_fields}
    field = fields.get(column)
    if field is None or not 1 < version <= DIGEST_VERSION:
        return False
    return field.null or (field.has_default() and not callable(field.default))
