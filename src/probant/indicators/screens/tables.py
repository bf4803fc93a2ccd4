"""The list behind a figure."""

from typing import Any

from probant.directory.models import Family, Theme
from probant.indicators.access import Reach
from probant.indicators.definition import Indicator
from probant.indicators.queries import authors, place_names
from probant.ui.tables import Column, Empty, Table

RESERVED = "fiche réservée"
EMPTY = Empty(
    "Aucun fait",
    "Les faits qui entrent dans ce chiffre paraîtront ici dès qu'ils seront notés.",
)


def table_of(indicator: Indicator, reach: Reach) -> Table:
    """The table of an indicator's records, with the columns its reader may see."""
    who = (
        Column("structure", "Structure", kind="link", route="directory:sheet",
               arguments=("organisation_id",), sortable=True, sort="structure_key",
               blank="sans structure")
        if reach.is_whole
        else Column("structure", "Structure", blank="sans structure")
    )
    extra = tuple(
        Column(column, heading[0].upper() + heading[1:])
        for column, heading in indicator.columns
        if reach.is_whole or column in ("headcount", "phase__name")
    )
    by = (Column("by", "Noté par"),) if reach.is_whole else ()
    return Table(
        name="preuve",
        caption="Les faits comptés",
        columns=(
            Column("occurred_on", "Date", kind="date", sortable=True),
            who,
            *extra,
            Column("place", "Commune"),
            Column("family_label", "Famille juridique", sortable=True, sort="family"),
            Column("theme_label", "Domaine", sortable=True, sort="theme"),
            Column("known_on", "Connu le", kind="date", sortable=True, quiet="declared"),
            *by,
        ),
        empty=EMPTY,
        default_sort="occurred_on",
        noun="fait",
        cards=True,
    )


def dressed(rows: list[dict[str, Any]], reach: Reach) -> list[dict[str, Any]]:
    """Rows with names of places, families, authors; names of structures as rights allow."""
    places = place_names(row["place_code"] for row in rows)
    wrote = authors(reach.house_id, [row["seq"] for row in rows]) if reach.is_whole else {}
    families, themes = dict(Family.choices), dict(Theme.choices)
    return [
        {
            **row,
            "structure": _structure(row, reach),
            "place": places.get(row["place_code"], row["place_code"]),
            "family_label": families.get(row["family"], ""),
            "theme_label": themes.get(row["theme"], ""),
            "declared": "date déclarée" if row["is_declared"] else "",
            "by": wrote.get(row["seq"], ""),
        }
        for row in rows
    ]


def _structure(row: dict[str, Any], reach: Reach) -> str | None:
    if row["organisation_id"] is None:
        return None
    return row["organisation__name"] if reach.names(row["organisation_id"]) else RESERVED


def exported(
    rows: list[dict[str, Any]], indicator: Indicator, reach: Reach
) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of the export: the columns of the screen, nothing more."""
    columns = table_of(indicator, reach).columns
    dressed_rows = dressed(rows, reach)
    headings = [column.label for column in columns] + ["Date déclarée"]
    return headings, [
        [row[column.key] for column in columns] + [row["declared"]] for row in dressed_rows
    ]

