"""The list of the enterprises of the ESS that the regional chamber publishes."""

from __future__ import annotations

from collections.abc import Sequence

from probant.ingestion.spreadsheets.columns import Field
from probant.ingestion.spreadsheets.ess_list import EssEdition
from probant.ingestion.spreadsheets.kinds import Kind, State

FIELDS = (
    Field("identifier", "SIREN ou SIRET", (
        "siren", "siret", "n siren", "n siret", "numero siren", "numero siret",
    ), "identifier"),
    Field("name", "Entreprise", (
        "nom", "denomination", "raison sociale", "nom de l entreprise", "structure",
        "denominationunitelegale",
    )),
    Field("family", "Famille ou catégorie juridique", (
        "famille", "categorie juridique", "forme juridique", "statut juridique", "statut",
        "famille juridique", "categoriejuridiqueunitelegale",
    )),
    Field("esus", "Agrément ESUS", ("esus", "agrement esus", "agreee esus")),
)  # fmt: skip


def fields(house_id: int) -> Sequence[Field]:
    """What the list says of an enterprise."""
    return FIELDS


KIND = Kind(
    code="ess-list",
    label="Liste des entreprises de l’ESS",
    about="La liste que publie la CRESS (loi 2014-856, art. 6), datée par le nom du fichier "
    "(2024-03-31) ou du jour.",
    fields=fields,
    needs=((frozenset({"identifier"}), "le SIREN ou le SIRET"),),
    open=EssEdition,
    state_words={State.CREATE: "ajoutée", State.SAME: "déjà dans la liste"},
    order=85,
)
