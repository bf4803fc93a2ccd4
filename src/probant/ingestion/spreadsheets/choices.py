"""The choices for a whole file that several kinds of import share."""

from __future__ import annotations

from probant.ingestion.spreadsheets.catalogue_fields import STRUCTURE
from probant.ingestion.spreadsheets.kinds import Setting
from probant.programmes.models import Programme

__all__ = ["DECLARE", "STRUCTURE", "programme_setting"]

DECLARE = Setting(
    "declare",
    "Ces faits étaient connus",
    (("", "aujourd’hui, en les important"), ("yes", "le jour où ils ont eu lieu (date déclarée)")),
    "Une date déclarée se voit sur chaque fait.",
)


def programme_setting(house_id: int, *, none: str = "") -> Setting:
    """The programme of the rows that name none."""
    rows = Programme.objects.filter(house_id=house_id, is_open=True).order_by("name")
    named = [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
    return Setting(
        "programme",
        "Sans indication, le programme est",
        (("", none or "à choisir"), *named),
    )
