"""Sessions that were held or are planned, with who came."""

from __future__ import annotations

from collections.abc import Sequence

from probant.ingestion.spreadsheets.choices import DECLARE, programme_setting
from probant.ingestion.spreadsheets.columns import Field
from probant.ingestion.spreadsheets.kinds import Kind, Setting
from probant.ingestion.spreadsheets.sessions import Sessions
from probant.programmes.models import SessionKind

_ONE, _WHO = "Rencontre", "Participant"
FIELDS = (
    Field("session", "Rencontre", ("titre", "intitule", "nom de l atelier", "atelier", "evenement",
                                   "theme", "nom de la rencontre", "sujet"), group=_ONE),
    Field("kind", "Type", ("type de rencontre", "nature", "categorie"), group=_ONE),
    Field("programme", "Programme", ("dispositif",), group=_ONE),
    Field("day", "Date", ("jour", "date de la rencontre", "date de l atelier", "le"), "day", _ONE),
    Field("time", "De", ("heure", "heure de debut", "debut", "horaire"), "time", _ONE),
    Field("ends_time", "À", ("heure de fin", "fin"), "time", _ONE),
    Field("place_label", "Lieu", ("salle", "adresse"), group=_ONE),
    Field("session_place", "Commune de la rencontre", ("commune", "ville"), group=_ONE),
    Field("capacity", "Places", ("capacite", "jauge"), "count", _ONE),
    Field("headcount", "Nombre de personnes", ("nombre de participants", "participants",
                                               "nb participants", "effectif", "presents",
                                               "nombre de presents"), "count", _ONE),
    Field("name", "Structure du participant", ("structure", "organisme", "association",
                                               "employeur", "raison sociale"), group=_WHO),
    Field("identifier", "SIREN ou SIRET", ("siret", "siren"), "identifier", _WHO),
    Field("full_name", "Participant (nom complet)", ("participant", "nom prenom", "prenom nom",
                                                     "nom et prenom", "personne"), group=_WHO),
    Field("given_name", "Prénom", ("prenoms",), group=_WHO),
    Field("family_name", "Nom de famille", ("nom", "nom du participant"), group=_WHO),
    Field("title", "Fonction", ("poste", "qualite"), group=_WHO),
    Field("email", "Courriel", ("email", "mail", "e mail", "adresse mail"), "email", _WHO),
    Field("telephone", "Téléphone", ("tel", "portable", "mobile"), "telephone", _WHO),
    Field("own_staff", "De la maison", ("equipe", "salarie de la maison", "interne"), "flag", _WHO),
)  # fmt: skip


def fields(house_id: int) -> Sequence[Field]:
    """What a session and an attendance are made of."""
    return FIELDS


def settings(house_id: int) -> Sequence[Setting]:
    """The kind and the programme of the rows that name none, and when all this was known."""
    rows = SessionKind.objects.filter(house_id=house_id).order_by("name")
    named = [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
    return (
        Setting("kind", "Sans indication, c’est", (("", "à choisir"), *named)),
        programme_setting(house_id, none="aucun"),
        DECLARE,
    )


KIND = Kind(
    code="sessions",
    label="Rencontres et présences",
    about="Ateliers, formations, visites : une ligne par rencontre, ou une ligne par participant.",
    fields=fields,
    needs=((frozenset({"day"}), "la date de la rencontre"),),
    open=Sessions,
    settings=settings,
    order=40,
)
