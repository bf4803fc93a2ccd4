"""Cases of support, with the phases that they reached."""

from __future__ import annotations

from collections.abc import Sequence

from probant.ingestion.spreadsheets.cases import PHASE, Cases
from probant.ingestion.spreadsheets.choices import DECLARE, STRUCTURE, programme_setting
from probant.ingestion.spreadsheets.columns import Field
from probant.ingestion.spreadsheets.kinds import Kind, Setting
from probant.kernel.text import fold
from probant.programmes.models import Phase

_CASE = "Dossier"
FIELDS = (
    *STRUCTURE,
    Field("project", "Projet", ("nom du projet", "intitule du projet", "titre du projet",
                                "porteur", "porteur de projet"), group=_CASE),
    Field("programme", "Programme", ("dispositif", "type d accompagnement"), group=_CASE),
    Field("opened_on", "Ouvert le", ("date d ouverture", "date d entree", "date d accueil",
                                     "date de debut", "debut", "date du 1er rendez vous",
                                     "date ouverture", "entree"), "day", _CASE),
    Field("phase", "Étape (une par ligne)", ("etape", "phase", "stade"), group=_CASE),
    Field("phase_on", "Date de l’étape", ("date etape", "date de la phase", "date"), "day", _CASE),
    Field("closed_on", "Clos le", ("date de cloture", "date de fin", "fin", "date de sortie",
                                   "cloture"), "day", _CASE),
    Field("outcome", "Issue", ("motif de cloture", "resultat", "suite donnee"), group=_CASE),
    Field("referent", "Référent", ("charge de mission", "chargee de mission", "suivi par",
                                   "accompagnateur", "conseiller"), group=_CASE),
)  # fmt: skip


def fields(house_id: int) -> Sequence[Field]:
    """What a case is made of, with a day for each phase of the house's programmes."""
    named: dict[str, str] = {}
    for name in (
        Phase.objects.laid()
        .filter(programme__house_id=house_id)
        .order_by("programme_id", "position")
        .values_list("name", flat=True)
    ):
        named.setdefault(fold(name), name)
    days = [
        Field(
            f"{PHASE}{key}",
            f"{name} (date)",
            (name, f"date {name}", f"date de {name}", f"date d {name}"),
            "day",
            "Étapes",
        )
        for key, name in named.items()
    ]
    return (*FIELDS, *days)


def settings(house_id: int) -> Sequence[Setting]:
    """The programme of the rows that name none, and when all this was known."""
    return (programme_setting(house_id), DECLARE)


KIND = Kind(
    code="cases",
    label="Dossiers et étapes",
    about="Les accompagnements : une ligne par dossier ou une ligne par étape.",
    fields=fields,
    needs=((frozenset({"name", "identifier", "project"}), "la structure, ou le projet"),),
    open=Cases,
    settings=settings,
    order=20,
)
