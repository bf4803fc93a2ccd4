"""frictionless as judge of an open-data file: the yardstick of our own verdicts.

It is no dependency of the product: `bench scdl` and the tests use it where it is installed (group
`dev`). The checks that the schemas take from Validata are written here once more, plainly, over
the values that frictionless read, so that nothing of our own reading is judged by itself.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from stdnum.fr import siret

from probant.kernel.scdl.formats import Column, Format
from probant.kernel.scdl.matters import DOMAINS

TYPES = {
    "text": "string",
    "number": "number",
    "integer": "integer",
    "date": "date",
    "flag": "boolean",
    "address": "string",
}


def is_installed() -> bool:
    """Whether there is a frictionless to judge."""
    return find_spec("frictionless") is not None


def descriptor(form: Format) -> dict[str, Any]:
    """The Table Schema of a format, as frictionless takes it."""
    return {"name": form.code, "fields": [_field(one) for one in form.columns]}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.longest:
        constraints["maxLength"] = column.longest
    if column.among:
        constraints["enum"] = list(column.among)
    if column.least is not None:
        constraints["minimum"] = float(column.least)
    if column.most is not None:
        constraints["maximum"] = int(column.most)
    found: dict[str, Any] = {"name": column.name, "type": TYPES[column.kind]}
    if constraints:
        found["constraints"] = constraints
    if column.kind == "flag":
        found |= {"trueValues": ["oui"], "falseValues": ["non"]}
    if column.kind == "address":
        found["format"] = "uri"
    return found


def faulty_rows(path: Path, form: Format, schema: dict[str, Any] | None = None) -> dict[int, int]:
    """How many errors frictionless finds in each row that has some, by number of row.

    `schema` is the official file's content; without it, our own declaration of the format.
    """
    from frictionless import Checklist, Dialect, Resource, Schema
    from frictionless.formats import CsvControl

    resource = Resource(
        path=path.name,
        basepath=str(path.parent),
        format="csv",
        encoding="utf-8",
        dialect=Dialect(controls=[CsvControl(delimiter=",")]),
        schema=Schema.from_descriptor(schema or descriptor(form)),
    )
    report = resource.validate(Checklist(checks=[_check(form)]), limit_errors=10_000_000)
    found: dict[int, int] = defaultdict(int)
    for error in [*report.errors, *(one for task in report.tasks for one in task.errors)]:
        found[getattr(error, "row_number", 0)] += 1
    return dict(found)


def _check(form: Format) -> Any:
    from frictionless import Check, errors

    class Validata(Check):
        """The custom checks of the two schemas."""

        type = "probant-scdl"
        Errors = [errors.RowError]

        def validate_row(self, row: Any) -> Iterator[Any]:
            for note in _notes(form, row):
                yield errors.RowError.from_row(row, note=note)

    return Validata()


def _notes(form: Format, row: Any) -> Iterator[str]:
    for column in form.columns:
        if column.siret and row[column.name] and not siret.is_valid(row[column.name]):
            yield f"{column.name} : SIRET"
    for name in sorted(form.years):
        if row[name] and not _years(row[name]):
            yield f"{name} : années"
    for name in sorted(form.matters):
        if row[name] and not _matter(row[name]):
            yield f"{name} : matière"
    for pair in form.one_of:
        if not any(row[name] for name in pair):
            yield " ou ".join(pair)
    for names in form.together:
        if len({row[name] is None for name in names}) == 2:
            yield f"{', '.join(names)} : ensemble"
    for high, low in form.at_least:
        if row[high] is not None and row[low] is not None and not row[high] >= row[low]:
            yield f"{high} au moins {low}"
    for whole, parts in form.sums:
        values = [row[name] for name in (whole, *parts)]
        if None not in values and values[0] != sum(values[1:]):
            yield f"{whole} : somme"


def _years(text: str) -> bool:
    first, oblique, second = text.partition("/")
    if not oblique:
        return len(text.removesuffix("\n")) == 4 and text.removesuffix("\n").isdecimal()
    pair = (first, second.removesuffix("\n"))
    return all(len(one) == 4 and one.isdecimal() for one in pair) and int(pair[0]) < int(pair[1])


def _matter(text: str) -> bool:
    if "/" not in text or "/ " in text:
        return False
    return _bare(text[: text.find("/")]) in {_bare(one) for one in DOMAINS}


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(one for one in letters if unicodedata.category(one) != "Mn")
