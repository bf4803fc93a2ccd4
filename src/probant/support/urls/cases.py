"""Addresses of cases and missions."""

from probant.kernel.roles import HOUSE, TEAM, Role
from probant.support.screens.views import acts, case_page, cases, corrections, missions
from probant.ui.routing import page

#: Those who may write on a case: the team, and volunteers on what is entrusted to them.
WRITERS = TEAM | {Role.VOLUNTEER}

patterns = [
    page("dossiers/", cases.listing, name="cases", read=HOUSE),
    page("dossiers/<int:pk>/", case_page.sheet, name="case", read=HOUSE),
    page("dossiers/<int:pk>/etape/", acts.reach, name="reach", read=WRITERS, write=WRITERS),
    page("dossiers/<int:pk>/emplois/", acts.jobs, name="jobs", read=WRITERS, write=WRITERS),
    page("dossiers/<int:pk>/creation/", acts.birth, name="birth", read=WRITERS, write=WRITERS),
    page("dossiers/<int:pk>/note/", acts.note, name="note", read=WRITERS, write=WRITERS),
    page("dossiers/<int:pk>/cloture/", acts.close, name="close", read=WRITERS, write=WRITERS),
    page("dossiers/<int:pk>/rejoindre/", acts.join, name="join", read=WRITERS, write=WRITERS),
    page("dossiers/<int:pk>/mission/", missions.sign, name="sign", read=TEAM, write=TEAM),
    page("dossiers/<int:pk>/modifier/", acts.edit, name="edit", read=TEAM, write=TEAM),
    page("dossiers/<int:pk>/confier/", acts.entrust, name="entrust", read=TEAM, write=TEAM),
    page(
        "dossiers/notes/<int:pk>/effacer/",
        acts.erase_note,
        name="erase-note",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/faits/<slug:kind>/<int:pk>/annuler/",
        corrections.void,
        name="void",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/faits/<slug:kind>/<int:pk>/remplacer/",
        corrections.replace,
        name="replace",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/faits/<slug:kind>/<int:pk>/corriger/",
        corrections.correct,
        name="correct",
        read=WRITERS,
        write=WRITERS,
    ),
    page("missions/", missions.listing, name="missions", read=HOUSE),
    page("missions/nouvelle/", missions.create, name="mission-create", read=TEAM, write=TEAM),
    page("missions/<int:pk>/", missions.sheet, name="mission", read=HOUSE),
]
