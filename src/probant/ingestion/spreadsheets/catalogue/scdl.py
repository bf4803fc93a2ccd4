"""Open data of authorities: files of grants and of deliberations, as they really are."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from probant.directory.models import Organisation
from probant.ingestion.spreadsheets.columns import REMEMBERED, Field, Match
from probant.ingestion.spreadsheets.kinds import Kind, Setting, State
from probant.ingestion.spreadsheets.open_data import OpenData
from probant.ingestion.spreadsheets.open_data_authorities import PUBLIC
from probant.kernel.scdl.formats import DELIBERATIONS, SUBVENTIONS

MOST = 500  # authorities offered
_GRANT, _ACT = "Subventions", "Délibérations"
FIELDS = (
    *(
        Field(one.name, one.title, (one.name, *one.names), group=_GRANT)
        for one in SUBVENTIONS.columns
    ),
    Field(
        "policy",
        "Politique publique",
        ("politique", "direction", "service", "thematique", "secteur", "domaine", "fonction",
         "service instructeur", "nomserviceinstructeur", "delegation"),
        group=_GRANT,
        help="Si le fichier le dit : la part de l’ESS se lit aussi par politique.",
    ),
    *(
        Field(one.name, one.title, (one.name, *one.names), group=_ACT)
        for one in DELIBERATIONS.columns
    ),
)  # fmt: skip
#: Headings that both files share, once the others say that it is a file of deliberations.
_SHARED = {
    "nomAttribuant": "COLL_NOM",
    "idAttribuant": "COLL_SIRET",
    "objet": "DELIB_OBJET",
    "referenceDecision": "DELIB_ID",
    "dateConvention": "DELIB_DATE",
    "idBeneficiaire": "COLL_SIRET",
}


def fields(house_id: int) -> Sequence[Field]:
    """The columns of both files."""
    return FIELDS


def settings(house_id: int) -> Sequence[Setting]:
    """Whose file it is, and the year of lines without a date."""
    bodies = Organisation.objects.filter(family__in=PUBLIC, merged_into=None)
    known = bodies.order_by("name_key").values_list("pk", "name")[:MOST]
    this = timezone.localdate().year
    return (
        Setting(
            "authority",
            "Ce fichier est celui de",
            (("", "la collectivité que dit chaque ligne"), *((str(pk), n) for pk, n in known)),
        ),
        Setting(
            "year",
            "Une ligne sans date est de",
            (("", "(refusée)"), *((str(y), str(y)) for y in range(this, this - 12, -1))),
        ),
    )


def adjust(matches: list[Match]) -> list[Match]:
    """Give the headings that both files have to the deliberations, in a file of deliberations."""
    taken = {one.field for one in matches}
    acts = {column.name for column in DELIBERATIONS.columns} & taken
    if len(acts) < 3 or {"montant", "nomBeneficiaire"} <= taken:
        return matches
    moved = []
    for one in matches:
        target = _SHARED.get(one.field, "")
        if target and target not in taken and one.why != REMEMBERED:
            taken.add(target)
            moved.append(Match(one.heading, target, one.why, one.samples))
        else:
            moved.append(one)
    return moved


KIND = Kind(
    code="scdl",
    label="Données ouvertes d’une collectivité",
    about="Subventions ou délibérations publiées (SCDL), même mal formées : relues et mises au "
    "propre.",
    fields=fields,
    needs=(
        (frozenset({"nomBeneficiaire", "idBeneficiaire", "DELIB_ID", "DELIB_OBJET"}),
         "le bénéficiaire d’une subvention, ou l’identifiant d’une délibération"),
        (frozenset({"montant", "DELIB_DATE"}),
         "le montant d’une subvention, ou la date d’une délibération"),
    ),
    open=OpenData,
    settings=settings,
    adjust=adjust,
    state_words={State.CREATE: "chargée", State.MERGE: "corrigée"},
    tells=frozenset({State.MERGE}),
    order=80,
)  # fmt: skip
