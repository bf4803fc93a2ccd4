"""The extract of the DLA's national tool, sheet by sheet, named by the mapping file."""

from __future__ import annotations

from collections.abc import Sequence

from probant.ingestion.spreadsheets.choices import DECLARE
from probant.ingestion.spreadsheets.columns import Field
from probant.ingestion.spreadsheets.dla.importer import DlaExtract
from probant.ingestion.spreadsheets.dla.rows import sheet_fields, sheet_of
from probant.ingestion.spreadsheets.kinds import Kind, Setting


def fields(house_id: int) -> Sequence[Field]:
    """The columns of the cases; each sheet has its own."""
    return sheet_fields("case")


def settings(house_id: int) -> Sequence[Setting]:
    """When all this was known."""
    return (DECLARE,)


KIND = Kind(
    code="dla",
    label="Extrait de l’outil national du DLA",
    about="Dossiers, étapes, diagnostics, avis, ingénieries, consultations, emplois : une feuille "
    "par objet.",
    fields=fields,
    needs=((frozenset({"organisation_name", "siren", "provider_name"}), "la structure"),),
    open=DlaExtract,
    settings=settings,
    sheet_of=sheet_of,
    sheet_fields=sheet_fields,
    order=50,
)
