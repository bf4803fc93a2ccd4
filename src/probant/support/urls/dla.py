"""Addresses of the DLA: diagnosis, committee, plan, missions' course, providers."""

from django.urls import URLPattern

from probant.kernel.roles import HOUSE, TEAM, Role
from probant.support.screens.views import (
    committees,
    consultation,
    diagnoses,
    dla_export,
    engineering,
    plans,
    providers,
)
from probant.ui.routing import View, page

#: Those who support a case; the board reads figures, not what a structure says of itself.
WRITERS = TEAM | {Role.VOLUNTEER}
SITTERS = TEAM | {Role.BOARD}


def team(route: str, view: View, name: str) -> URLPattern:
    """A page that the team alone reads and writes."""
    return page(route, view, name=name, read=TEAM, write=TEAM)


patterns = [
    page(
        "programmes/<int:pk>/consultation/",
        consultation.rule,
        name="consultation-rule",
        read=frozenset({Role.DIRECTION}),
        write=frozenset({Role.DIRECTION}),
    ),
    page(
        "dossiers/<int:pk>/diagnostic/",
        diagnoses.draft,
        name="diagnosis",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/<int:pk>/diagnostic/signer/",
        diagnoses.sign,
        name="diagnosis-sign",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/diagnostics/<int:pk>/",
        diagnoses.version,
        name="diagnosis-version",
        read=WRITERS,
    ),
    page(
        "dossiers/diagnostics/<int:pk>/fichier/",
        diagnoses.version_file,
        name="diagnosis-version-file",
        read=WRITERS,
    ),
    page(
        "dossiers/<int:pk>/diagnostic/fichier/",
        diagnoses.file,
        name="diagnosis-file",
        read=WRITERS,
    ),
    page("dossiers/<int:pk>/plan/", plans.add, name="plan-add", read=WRITERS, write=WRITERS),
    page(
        "dossiers/<int:pk>/plan/arreter/",
        plans.agree,
        name="plan-agree",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/plan/<int:pk>/",
        plans.settle,
        name="plan-settle",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/<int:pk>/comite/",
        committees.present_case,
        name="committee-present",
        read=WRITERS,
        write=WRITERS,
    ),
    team("dossiers/<int:pk>/mission/preparer/", engineering.prepare_for_case, "prepare"),
    page("comites/", committees.listing, name="committees", read=SITTERS),
    team("comites/nouveau/", committees.plan, "committee-plan"),
    page("comites/<int:pk>/", committees.sheet, name="committee", read=SITTERS),
    team("comites/<int:pk>/ordre-du-jour/", committees.agenda, "committee-agenda"),
    team("comites/<int:pk>/tenu/", committees.hold, "committee-hold"),
    team("comites/<int:pk>/annuler/", committees.cancel, "committee-cancel"),
    team("comites/points/<int:pk>/avis/", committees.opinion, "committee-opinion"),
    team("comites/points/<int:pk>/retirer/", committees.take_off, "committee-take-off"),
    team("missions/preparer/", engineering.prepare, "mission-prepare"),
    team("missions/<int:pk>/cahier-des-charges/", engineering.terms, "mission-terms"),
    team("missions/<int:pk>/consulter/", engineering.consult, "mission-consult"),
    team("missions/<int:pk>/offre/", engineering.offer, "mission-offer"),
    team("missions/<int:pk>/choisir/", engineering.choose, "mission-choose"),
    team("missions/<int:pk>/contrat/", engineering.contract, "mission-contract"),
    team("missions/<int:pk>/seance/", engineering.session, "mission-session"),
    team("missions/seances/<int:pk>/presences/", engineering.attendance, "mission-attendance"),
    team("missions/seances/<int:pk>/annuler/", engineering.cancel_session, "mission-cancel"),
    team("missions/<int:pk>/livrable/", engineering.deliverable, "mission-deliverable"),
    team("missions/livrables/<int:pk>/recu/", engineering.received, "mission-received"),
    team("missions/<int:pk>/fin/", engineering.end, "mission-end"),
    team("missions/<int:pk>/evaluer/", engineering.evaluate, "mission-evaluate"),
    team("missions/<int:pk>/ecart/", engineering.take_on, "mission-take-on"),
    page("missions/fichiers/<int:pk>/", engineering.file, name="mission-file", read=TEAM),
    page("prestataires/", providers.listing, name="providers", read=HOUSE),
    team("prestataires/nouveau/", providers.create, "provider-create"),
    page("prestataires/<int:pk>/", providers.sheet, name="provider", read=HOUSE),
    team("prestataires/<int:pk>/modifier/", providers.edit, "provider-edit"),
    page("dla/extraction/", dla_export.workbook, name="dla-export", read=None, write=TEAM),
]
