"""Numbers set by a text of law (or by the house, and then said so), each with its date and source.

One TOML file per matter; the key of a parameter is `<file>.<table>`, for example
`subsidy.convention_threshold`. A table has `label`, `unit` and a list `values`, each with:

- `from` (civil date), `value`, `source` (title of the text and article), and optionally
- `to` (last day of force; by default the eve of the next value), `url`, `note`,
- `verified = false` where the value was not read in the text itself,
- `from_verified = false` where the first day of force was not.

Units: `cents`, `days`, `clear_days`, `months`, `years`, `hours`, `count`, `flag`, `rate` (0-1), and
`fraction`, written "1/2" and read as a `fractions.Fraction`. A `default` of the house is marked
`configurable = true` on its table.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

UNITS = {
    "cents": int, "days": int, "clear_days": int, "months": int, "years": int, "hours": int,
    "count": int, "flag": bool, "rate": float, "fraction": str,
}  # fmt: skip
_TABLE = {"label", "unit", "values", "configurable"}
_VALUE = {"from", "to", "value", "source", "url", "note", "verified", "from_verified"}


class BadParameter(ValueError):
    """A parameter file has a wrong shape: a fault of the program, found when it is loaded."""


class UnknownParameter(KeyError):
    """No parameter has this key."""


class NotInForce(LookupError):
    """The parameter exists and had no value on that day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value with its unit, the days it holds (both included, `in_force_to` None: still) and why.

    `verified` is False where the value, `from_verified` where the first day, was not read in the
    text itself; `configurable` where it is a default that a house may change.
    """

    key: str
    label: str
    value: int | float | bool | Fraction
    unit: str
    in_force_from: date
    in_force_to: date | None
    source: str
    url: str = ""
    note: str = ""
    verified: bool = True
    from_verified: bool = True
    configurable: bool = False


def _typed(value: object, unit: str, key: str) -> int | float | bool | Fraction:
    kind = UNITS[unit]
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise BadParameter(f"{key}: {value!r} is not a {kind.__name__}, unit is {unit}")
    if unit == "fraction":
        try:
            return Fraction(str(value))
        except (ValueError, ZeroDivisionError) as error:
            raise BadParameter(f"{key}: {value!r} is not a fraction such as 1/2") from error
    if isinstance(value, int | float):
        return value
    raise BadParameter(f"{key}: {value!r} has no known type")


def _check_table(key: str, table: object) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise BadParameter(f"{key}: a table is expected")
    unknown, missing = table.keys() - _TABLE, {"label", "unit", "values"} - table.keys()
    if unknown or missing:
        raise BadParameter(f"{key}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    if table["unit"] not in UNITS:
        raise BadParameter(f"{key}: unknown unit {table['unit']!r}")
    if not isinstance(table["values"], list) or not table["values"]:
        raise BadParameter(f"{key}: values is a list of at least one")
    return table


def _check_value(key: str, row: object) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise BadParameter(f"{key}: each value is a table")
    unknown, missing = row.keys() - _VALUE, {"from", "value", "source"} - row.keys()
    if unknown or missing:
        raise BadParameter(f"{key}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    for name in ("from", "to"):
        if name in row and type(row[name]) is not date:
            raise BadParameter(f"{key}: {name} is a date such as 2024-01-31")
    if not isinstance(row["source"], str) or not row["source"].strip():
        raise BadParameter(f"{key}: source is the title of a text")
    return row


def read_table(key: str, table: object) -> tuple[Parameter, ...]:
    """Check one table of a parameter file and return its values in order of date.

    Raises `BadParameter` with the key and what is wrong.
    """
    checked = _check_table(key, table)
    rows = [_check_value(key, row) for row in checked["values"]]
    starts = [row["from"] for row in rows]
    if sorted(set(starts)) != starts:
        raise BadParameter(f"{key}: values are in order of date, one a day")
    read = []
    for row, following in zip(rows, [*starts[1:], None], strict=True):
        eve = following - timedelta(days=1) if following else None
        until = row.get("to", eve)
        if until and (until < row["from"] or (eve and until > eve)):
            raise BadParameter(f"{key}: the value of {row['from']} ends out of its days")
        read.append(
            Parameter(
                key=key,
                label=checked["label"],
                value=_typed(row["value"], checked["unit"], key),
                unit=checked["unit"],
                in_force_from=row["from"],
                in_force_to=until,
                source=row["source"],
                url=row.get("url", ""),
                note=row.get("note", ""),
                verified=row.get("verified", True),
                from_verified=row.get("from_verified", True),
                configurable=checked.get("configurable", False),
            )
        )
    return tuple(read)


def read_file(name: str, text: str) -> dict[str, tuple[Parameter, ...]]:
    """Read the text of one parameter file; `name` (without ending) begins its keys.

    Raises `BadParameter`.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadParameter(f"{name}.toml: {error}") from error
    return {f"{name}.{table}": read_table(f"{name}.{table}", tables[table]) for table in tables}


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[Parameter, ...]]:
    found: dict[str, tuple[Parameter, ...]] = {}
    for resource in sorted(files(__name__).iterdir(), key=lambda one: one.name):
        if resource.name.endswith(".toml"):
            text = resource.read_text(encoding="utf-8")
            found |= read_file(resource.name.removesuffix(".toml"), text)
    return found


def parameter_keys() -> tuple[str, ...]:
    """Every key, sorted."""
    return tuple(sorted(_all()))


def history(key: str) -> tuple[Parameter, ...]:
    """Every value of a parameter, in order of date. Raises `UnknownParameter`."""
    try:
        return _all()[key]
    except KeyError:
        raise UnknownParameter(key) from None


def parameter(key: str, *, on: date) -> Parameter:
    """The value in force on a civil day.

    Raises `UnknownParameter`, or `NotInForce` where the text held no value that day.

    >>> parameter("subsidy.convention_threshold", on=date(2024, 3, 21)).value
    2300000
    >>> parameter("council.proxies_per_holder", on=date(2022, 5, 17)).value
    2
    """
    for candidate in reversed(history(key)):
        if candidate.in_force_from <= on:
            if candidate.in_force_to is None or on <= candidate.in_force_to:
                return candidate
            break
    raise NotInForce(f"{key} had no value on {on.isoformat()}")


def parameter_or_first(key: str, *, on: date) -> Parameter:
    """The value in force on a civil day; before the text, the first that it held.

    For what is shown of a day that somebody typed: a mistyped year shuts no page.

    >>> parameter_or_first("retention.access_answer", on=date(1926, 3, 1)).value
    1
    """
    return parameter(key, on=max(on, history(key)[0].in_force_from))
