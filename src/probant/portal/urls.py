"""Addresses of the public pages and of the spaces; a house is named by its short name or number."""

from probant.kernel.roles import TEAM, Role
from probant.portal.screens import (
    agenda,
    certificates,
    entering,
    invitations,
    my_data,
    open_data,
    registrations,
    restitutions,
    space,
    views,
)
from probant.ui.routing import PUBLIC, page

HOLDER = {Role.HOLDER}
GUESTS = {Role.HOLDER, Role.VOLUNTEER}

app_name = "portal"
urlpatterns = [
    page("demande/", views.houses, name="houses", read=PUBLIC),
    page("demande/<slug:house>/", views.ask, name="ask", read=PUBLIC, write=PUBLIC),
    page("demande/<slug:house>/recue/", views.asked, name="asked", read=PUBLIC),
    page("agenda-public/", agenda.houses, name="agenda-houses", read=PUBLIC),
    page("agenda-public/<slug:house>/", agenda.listing, name="agenda", read=PUBLIC),
    page(
        "agenda-public/<slug:house>/agenda.ics",
        agenda.calendar,
        name="agenda-calendar",
        read=PUBLIC,
    ),
    page("agenda-public/<slug:house>/agenda.atom", agenda.atom, name="agenda-atom", read=PUBLIC),
    page(
        "agenda-public/<slug:house>/fragment/",
        agenda.fragment,
        name="agenda-fragment",
        read=PUBLIC,
    ),
    page(
        "agenda-public/<slug:house>/<int:pk>/",
        agenda.session,
        name="agenda-session",
        read=PUBLIC,
    ),
    page(
        "agenda-public/<slug:house>/<int:pk>/rencontre.ics",
        agenda.session_calendar,
        name="agenda-session-calendar",
        read=PUBLIC,
    ),
    page(
        "agenda-public/<slug:house>/evenements/<int:pk>/",
        agenda.event,
        name="agenda-event",
        read=PUBLIC,
    ),
    page(
        "agenda-public/<slug:house>/evenements/<int:pk>.pdf",
        agenda.booklet,
        name="agenda-booklet",
        read=PUBLIC,
    ),
    page(
        "agenda-public/<slug:house>/logos/<int:pk>/", agenda.logo, name="agenda-logo", read=PUBLIC
    ),
    *registrations.patterns,
    page("donnees-ouvertes/", open_data.listing, name="open-data", read=PUBLIC),
    page(
        "donnees-ouvertes/<slug:siren>/<slug:form>/<int:year>.csv",
        open_data.csv_file,
        name="open-data-csv",
        read=PUBLIC,
    ),
    page(
        "donnees-ouvertes/<slug:siren>/<slug:form>/<int:year>.json",
        open_data.state,
        name="open-data-state",
        read=PUBLIC,
    ),
    page("espace/", space.home, name="space", read=GUESTS),
    page("espace/entrer/", entering.ask, name="entry", read=PUBLIC, write=PUBLIC),
    page("espace/entrer/envoye/", entering.sent, name="entry-sent", read=PUBLIC),
    page("espace/entrer/<str:token>/", entering.enter, name="enter", read=PUBLIC, write=PUBLIC),
    page("espace/mes-donnees/", my_data.page, name="my-data", read=GUESTS, write=GUESTS),
    page(
        "espace/mes-donnees/export/", my_data.export, name="my-data-export", read=None, write=GUESTS
    ),
    page("espace/rendez-vous/<int:pk>/", space.appointment, name="appointment", read=HOLDER),
    page("espace/fichiers/<int:pk>/", space.file, name="file", read=HOLDER),
    page("espace/taches/<int:pk>/", space.task, name="task", read=None, write=HOLDER),
    page(
        "espace/temoignages/<int:pk>/",
        space.testimony,
        name="testimony",
        read=HOLDER,
        write=HOLDER,
    ),
    page("espace/<int:pk>/deposer/", space.deposit, name="deposit", read=HOLDER, write=HOLDER),
    page("espace/<int:pk>/temoignage/", space.testify, name="testify", read=HOLDER, write=HOLDER),
    page(
        "espace/<int:pk>/attestation/",
        certificates.draw_own,
        name="own-certificate",
        read=None,
        write=HOLDER,
    ),
    page("restitutions/<str:token>/", restitutions.show, name="restitution", read=PUBLIC),
    page(
        "restitutions/<str:token>/documents/<int:pk>/",
        restitutions.paper,
        name="restitution-paper",
        read=PUBLIC,
    ),
    page("feuilles-de-route/<str:token>/", restitutions.roadmap, name="roadmap", read=PUBLIC),
    page("attestations/", certificates.verify, name="verify", read=PUBLIC),
    page("attestations/<int:pk>/", certificates.paper, name="certificate", read=HOLDER | TEAM),
    page("dossiers/<int:pk>/espace/", invitations.invite, name="invite", read=None, write=TEAM),
    page(
        "dossiers/<int:pk>/espace/fermer/", invitations.close, name="close", read=None, write=TEAM
    ),
    page(
        "dossiers/<int:pk>/attestation/",
        certificates.draw_for,
        name="certificate-for",
        read=None,
        write=TEAM,
    ),
]
