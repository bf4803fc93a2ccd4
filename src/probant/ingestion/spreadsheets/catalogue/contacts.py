"""Structures and people, with what people are in structures."""

from __future__ import annotations

from collections.abc import Sequence

from probant.ingestion.spreadsheets.columns import REMEMBERED, Field, Match
from probant.ingestion.spreadsheets.contacts import Contacts
from probant.ingestion.spreadsheets.kinds import Kind, Setting

_STRUCTURE, _PERSON = "Structure", "Personne"
FIELDS = (
    Field("name", "Structure", (
        "nom de la structure", "nom structure", "structure nom", "raison sociale", "denomination",
        "organisme", "organisation", "nom de l organisme", "association", "nom de l association",
        "entreprise", "societe", "employeur", "etablissement", "acteur", "adherent", "membre nom",
        "nom association", "intitule", "libelle", "nom de l acteur", "nombeneficiaire",
    ), group=_STRUCTURE),
    Field("identifier", "SIREN ou SIRET", (
        "siret", "siren", "n siret", "n siren", "numero siret", "numero siren", "no siret",
        "siret siren", "siren siret", "identifiant siret", "code siret", "idbeneficiaire",
    ), "identifier", _STRUCTURE),
    Field("second_identifier", "SIREN (à côté du SIRET)", ("siren",), "identifier", _STRUCTURE),
    Field("rna", "RNA", ("n rna", "numero rna", "waldec", "n waldec", "numero w",
                         "rnabeneficiaire"), "rna", _STRUCTURE),
    Field("family", "Famille juridique", (
        "forme juridique", "statut", "statut juridique", "type de structure", "nature juridique",
        "type", "forme",
    ), group=_STRUCTURE),
    Field("legal_category", "Catégorie juridique (code)", (
        "categorie juridique", "code categorie juridique",
    ), group=_STRUCTURE),
    Field("naf", "Code NAF", ("naf", "ape", "code ape", "naf ape"), group=_STRUCTURE),
    Field("theme", "Domaine", ("secteur", "secteur d activite", "domaine d activite", "theme",
                               "thematique", "activite"), group=_STRUCTURE),
    Field("address", "Adresse", ("adresse postale", "rue", "voie", "adresse 1", "adresse siege",
                                 "siege social", "n et rue"), group=_STRUCTURE),
    Field("postcode", "Code postal", ("cp", "code post", "c p"), "postcode", _STRUCTURE),
    Field("place", "Commune", ("ville", "localite", "commune siege", "lieu"), group=_STRUCTURE),
    Field("place_code", "Code INSEE", ("insee", "code commune", "code insee commune"),
          group=_STRUCTURE),
    Field("organisation_email", "Courriel de la structure", (
        "email structure", "mail structure", "courriel structure", "structure email",
        "structure mail", "structure courriel", "structure e mail", "mail asso", "email asso",
        "mail generique", "mail contact",
    ), "email", _STRUCTURE),
    Field("organisation_telephone", "Téléphone de la structure", (
        "telephone structure", "tel structure", "structure telephone", "structure tel",
        "standard", "telephone fixe", "tel fixe", "fixe",
    ), "telephone", _STRUCTURE),
    Field("website", "Site", ("site web", "site internet", "url", "web", "internet"),
          group=_STRUCTURE),
    Field("is_member", "Membre du réseau", ("adherent", "membre", "adhesion", "cotisant"),
          "flag", _STRUCTURE),
    Field("email", "Courriel", (
        "email", "e mail", "mail", "adresse mail", "adresse email", "adresse electronique",
        "adresse de messagerie", "courrier electronique", "courriels",
    ), "email", _PERSON, "De la personne si la ligne en nomme une, sinon de la structure."),
    Field("telephone", "Téléphone", (
        "tel", "telephones", "numero de telephone", "n telephone", "n de telephone", "tel 1",
    ), "telephone", _PERSON, "De la personne si la ligne en nomme une, sinon de la structure."),
    Field("full_name", "Personne (nom complet)", (
        "contact", "nom complet", "nom prenom", "prenom nom", "nom et prenom", "prenom et nom",
        "interlocuteur", "personne", "personne contact", "nom du contact", "referent",
        "representant", "president", "responsable", "dirigeant",
    ), group=_PERSON),
    Field("given_name", "Prénom", ("prenoms", "prenom contact", "contact prenom",
                                   "prenom du contact"), group=_PERSON),
    Field("family_name", "Nom de famille", ("nom contact", "contact nom", "nom de la personne",
                                            "nom d usage", "patronyme"), group=_PERSON),
    Field("title", "Fonction", ("poste", "role", "qualite", "fonction du contact", "titre",
                                "mandat", "fonctions"), group=_PERSON),
    Field("person_email", "Courriel de la personne", (
        "email contact", "mail contact", "contact email", "contact mail", "contact courriel",
        "contact e mail", "courriel contact", "email personnel", "mail personnel", "mail pro",
        "mail direct", "personne courriel", "personne email",
    ), "email", _PERSON),
    Field("person_telephone", "Téléphone de la personne", (
        "mobile", "portable", "telephone portable", "tel portable", "telephone mobile",
        "tel contact", "telephone contact", "contact telephone", "contact tel", "gsm",
        "ligne directe",
    ), "telephone", _PERSON),
    Field("starts_on", "En fonction depuis", ("depuis", "date de debut", "debut de mandat"),
          "day", _PERSON),
)  # fmt: skip


def fields(house_id: int) -> Sequence[Field]:
    """What a contact is made of."""
    return FIELDS


def settings(house_id: int) -> Sequence[Setting]:
    """The legal family of the structures of which the file says nothing."""
    return (
        Setting(
            "family",
            "Sans indication, une structure est",
            (
                ("association", "une association"),
                ("cooperative", "une coopérative"),
                ("collectivite", "une collectivité"),
                ("entreprise", "une entreprise hors ESS"),
                ("societe_ess", "une société commerciale de l’ESS"),
            ),
        ),
    )


def adjust(matches: list[Match]) -> list[Match]:
    """Say whose name a column called "Nom" holds: a person's beside a first name or a structure."""
    taken = {one.field for one in matches}
    moved = []
    for one in matches:
        field = one.field
        settled = one.why == REMEMBERED or (one.heading.group and field)
        if one.heading.key in ("nom", "noms") and not settled:
            if "given_name" in taken:
                field = "family_name"
            elif "name" in taken and field != "name":
                field = "full_name"
            else:
                field = "name"
        moved.append(Match(one.heading, field, one.why or "à son nom", one.samples)
                     if field != one.field else one)  # fmt: skip
    return moved


KIND = Kind(
    code="contacts",
    label="Structures et personnes",
    about="L’annuaire : structures, personnes et fonctions, une ligne par contact.",
    fields=fields,
    needs=(
        (
            frozenset({"name", "family_name", "full_name"}),
            "le nom de la structure, ou celui de la personne",
        ),
    ),
    open=Contacts,
    settings=settings,
    adjust=adjust,
    order=10,
)
