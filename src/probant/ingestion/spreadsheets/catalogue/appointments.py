"""Appointments of cases that are already in the books."""

from __future__ import annotations

from collections.abc import Sequence

from probant.ingestion.spreadsheets.appointments import Appointments
from probant.ingestion.spreadsheets.choices import DECLARE, STRUCTURE, programme_setting
from probant.ingestion.spreadsheets.columns import Field
from probant.ingestion.spreadsheets.kinds import Kind, Setting

_ONE = "Rendez-vous"
FIELDS = (
    *STRUCTURE[:3],
    Field("project", "Projet", ("nom du projet", "porteur", "porteur de projet"), group=_ONE),
    Field("programme", "Programme", ("dispositif",), group=_ONE),
    Field("day", "Date", ("jour", "date du rendez vous", "date rdv", "date de rdv", "le"),
          "day", _ONE),
    Field("time", "Heure", ("horaire", "heure de debut", "debut"), "time", _ONE),
    Field("minutes", "Durée", ("duree minutes", "temps", "temps passe", "duree du rdv"),
          "minutes", _ONE),
    Field("mode", "Forme", ("modalite", "type", "type de rdv", "mode", "canal"), group=_ONE),
    Field("subject", "Objet", ("sujet", "theme", "motif", "objet du rdv"), group=_ONE),
    Field("place_label", "Lieu", ("adresse", "endroit", "salle"), group=_ONE),
    Field("note", "Notes pour l’équipe", ("notes", "commentaire", "commentaires", "compte rendu",
                                          "observations", "remarques"), group=_ONE),
)  # fmt: skip


def fields(house_id: int) -> Sequence[Field]:
    """What an appointment is made of."""
    return FIELDS


def settings(house_id: int) -> Sequence[Setting]:
    """The programme where a structure has several, the usual length, when all this was known."""
    minutes = tuple((str(n), f"{n} minutes") for n in (60, 30, 45, 90, 120))
    return (
        programme_setting(house_id, none="celui du dossier de la structure"),
        Setting("minutes", "Sans indication, un rendez-vous dure", minutes),
        DECLARE,
    )


KIND = Kind(
    code="appointments",
    label="Rendez-vous",
    about="Les rendez-vous tenus ou prévus, une ligne chacun, sur des dossiers déjà là.",
    fields=fields,
    needs=(
        (frozenset({"name", "identifier", "project"}), "la structure, ou le projet"),
        (frozenset({"day"}), "la date"),
    ),
    open=Appointments,
    settings=settings,
    order=30,
)
