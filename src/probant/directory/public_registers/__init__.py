"""Fill a structure's identity from the public registers: the State's service, else a local file."""

from django.utils import timezone

from probant.directory.public_registers import local, service
from probant.directory.public_registers.answers import (
    Answer,
    Found,
    NotANumber,
    NotFound,
    Unreachable,
)
from probant.directory.public_registers.numbers import read_number
from probant.kernel.dates import write_short_date
from probant.kernel.identifiers import UnreadableIdentifier

__all__ = ["Answer", "Found", "NotANumber", "NotFound", "Unreachable", "find_in_registers"]


def find_in_registers(text: str) -> Answer:
    """What the public registers say of the structure whose SIREN, SIRET or RNA number is typed.

    Asks the service set by `PROBANT_REGISTER_URL`, for three seconds at most, then the extracts
    that `probant register load` put in the base. Writes nothing and never raises for what a network
    or a service may do: what was typed is kept by whoever asks.
    """
    try:
        number = read_number(text)
    except UnreadableIdentifier as error:
        return NotANumber(str(error))
    answer = service.ask(number)
    if isinstance(answer, dict):
        today = write_short_date(timezone.localdate())
        return Found(answer["identity"], f"l’Annuaire des entreprises le {today}", answer["closed"])
    kept = local.find(number)
    if kept is not None:
        return kept
    if answer is None:
        return NotFound(
            f"Aucun registre ne connaît le {number.label}. Vérifiez les chiffres, ou continuez "
            "à la main : une structure toute neuve n’y est pas encore."
        )
    return Unreachable(
        f"{answer} Rien n’est perdu : continuez à la main, vous compléterez plus tard."
    )
