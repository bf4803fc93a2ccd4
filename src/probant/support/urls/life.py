"""Addresses of a case's life: appointments, files, milestones, people, follow-ups, the ledger."""

from typing import Any

from django.urls import URLPattern

from probant.kernel.roles import HOUSE, TEAM, Role
from probant.support.screens.views import (
    appointment_list,
    appointments,
    files,
    follow_ups,
    ledger,
    parties,
)
from probant.support.urls.cases import WRITERS
from probant.ui.routing import page

READERS = TEAM | {Role.BOARD}
DIRECTION = frozenset({Role.DIRECTION})


def _writes(route: str, view: Any, name: str) -> URLPattern:
    return page(route, view, name=name, read=WRITERS, write=WRITERS)


def _team(route: str, view: Any, name: str) -> URLPattern:
    return page(route, view, name=name, read=TEAM, write=TEAM)


patterns = [
    _writes("dossiers/<int:pk>/rendez-vous/", appointments.log, "appointment-log"),
    _writes("dossiers/<int:pk>/rendez-vous/prevoir/", appointments.plan, "appointment-plan"),
    page("rendez-vous/", appointment_list.listing, name="appointments", read=WRITERS),
    page("rendez-vous/<int:pk>/", appointments.sheet, name="appointment", read=WRITERS),
    page(
        "rendez-vous/<int:pk>/agenda/",
        appointments.calendar_file,
        name="appointment-file",
        read=WRITERS,
    ),
    _writes("rendez-vous/<int:pk>/tenu/", appointments.hold, "appointment-hold"),
    page("rendez-vous/prevoir/", appointments.choose_case, name="appointment-choose", read=WRITERS),
    _writes("rendez-vous/<int:pk>/dupliquer/", appointments.again, "appointment-again"),
    _writes("rendez-vous/<int:pk>/non-tenu/", appointments.miss, "appointment-miss"),
    _writes("rendez-vous/<int:pk>/annuler/", appointments.cancel, "appointment-cancel"),
    _writes("rendez-vous/<int:pk>/modifier/", appointments.edit, "appointment-edit"),
    page("dossiers/trames/", appointments.templates, name="note-templates", read=TEAM),
    _team("dossiers/trames/nouvelle/", appointments.write_template, "note-template-create"),
    _team("dossiers/trames/<int:pk>/", appointments.write_template, "note-template"),
    _writes("dossiers/<int:pk>/fichiers/", files.add, "files-add"),
    page("dossiers/fichiers/<int:pk>/", files.sheet, name="file", read=WRITERS),
    page("dossiers/fichiers/<int:pk>/telecharger/", files.download, name="file-get", read=WRITERS),
    _writes("dossiers/fichiers/<int:pk>/version/", files.version, "file-version"),
    _writes("dossiers/fichiers/<int:pk>/modifier/", files.edit, "file-edit"),
    _writes("dossiers/fichiers/<int:pk>/retirer/", files.withdraw, "file-withdraw"),
    _writes("dossiers/<int:pk>/jalon/", files.milestone, "milestone"),
    page("dossiers/jalons/", files.milestones, name="milestones", read=TEAM),
    _team("dossiers/jalons/nouveau/", files.name_milestone, "milestone-create"),
    _team("dossiers/jalons/<slug:word>/", files.name_milestone, "milestone-name"),
    _writes("dossiers/<int:pk>/personne/", parties.add_member, "member-add"),
    _writes("dossiers/personnes/<int:pk>/depart/", parties.end_member, "member-end"),
    _writes("dossiers/<int:pk>/partenaire/", parties.add_partner, "partner-add"),
    _writes("dossiers/partenaires/<int:pk>/depart/", parties.end_partner, "partner-end"),
    _team("dossiers/accompagnants/<int:pk>/depart/", parties.take_back, "supporter-end"),
    _writes("dossiers/<int:pk>/rouvrir/", parties.reopen, "reopen"),
    _writes("dossiers/<int:pk>/suivi/", follow_ups.record, "follow-up"),
    page("suivis/", follow_ups.listing, name="follow-ups", read=WRITERS),
    page("suivis/export/", follow_ups.export, name="follow-ups-export", read=None, write=WRITERS),
    page(
        "suivis/reglages/",
        follow_ups.terms,
        name="follow-up-terms",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page("emplois/", ledger.jobs, name="jobs-ledger", read=HOUSE),
    page("emplois/export/", ledger.export_jobs, name="jobs-export", read=None, write=READERS),
    page("creations/", ledger.births, name="births-ledger", read=HOUSE),
    page("creations/export/", ledger.export_births, name="births-export", read=None, write=READERS),
]
