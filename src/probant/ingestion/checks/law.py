"""The law of the day of a sitting."""

from __future__ import annotations

from datetime import date

from probant.kernel.parameters import NotInForce, Parameter, parameter, parameter_keys

parameter_keys()  # the texts of law are loaded at start, not at the first act that is read


def law_on(key: str, day: date | None) -> Parameter | None:
    """The parameter in force on `day`; None before the text, or where the day is unknown."""
    if day is None:
        return None
    try:
        return parameter(key, on=day)
    except NotInForce:
        return None
