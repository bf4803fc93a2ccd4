"""Fields that several kinds of import share."""

from __future__ import annotations

from probant.ingestion.spreadsheets.columns import Field

_GROUP = "Structure"
STRUCTURE = (
    Field(
        "name",
        "Structure",
        (
            "nom de la structure", "nom structure", "raison sociale", "denomination", "organisme",
            "association", "beneficiaire", "nom du beneficiaire", "entreprise", "collectivite",
        ),
        group=_GROUP,
    ),
    Field(
        "identifier",
        "SIREN ou SIRET",
        ("siret", "siren", "n siret", "n siren", "numero siret", "numero siren"),
        "identifier",
        _GROUP,
    ),
    Field("rna", "RNA", ("n rna", "numero rna"), "rna", _GROUP),
    Field("family", "Famille juridique", ("forme juridique", "statut juridique"), group=_GROUP),
    Field("postcode", "Code postal", ("cp",), "postcode", _GROUP),
    Field("place", "Commune", ("ville", "territoire", "localisation"), group=_GROUP),
)  # fmt: skip
