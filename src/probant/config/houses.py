"""Which house a command speaks of."""

from probant.config.cli import CommandError
from probant.directory.models import House


def house_named(organisation_id: int | None) -> House:
    """The house given, or the only one that runs programmes.

    Raises `CommandError` (exit status 2) where there is none or several, listing them.
    """
    houses = House.objects.select_related("organisation")
    if organisation_id is not None:
        house = houses.filter(pk=organisation_id).first()
        if house is None:
            raise CommandError(
                f"aucune structure n° {organisation_id} ne tient ses comptes ici{_listed()}"
            )
        return house
    running = list(houses.filter(runs_programmes=True)[:2])
    if not running:
        raise CommandError("aucune structure ne propose de programmes ici (voir probant demo).")
    if len(running) > 1:
        raise CommandError(f"plusieurs structures : précisez --organisation{_listed()}")
    return running[0]


def _listed() -> str:
    rows = House.objects.order_by("pk").values_list("pk", "short_name")
    return " ; " + ", ".join(f"{pk} = {name}" for pk, name in rows) if rows else "."
