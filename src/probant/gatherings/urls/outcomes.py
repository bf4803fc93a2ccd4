"""Addresses of what came out of gatherings: papers and proposals."""

from probant.gatherings.screens.views import outputs, proposals
from probant.kernel.roles import HOUSE, TEAM
from probant.ui.routing import page

patterns = [
    page("rencontres/documents/", outputs.listing, name="outputs", read=HOUSE),
    page("rencontres/documents/<int:pk>/", outputs.sheet, name="output", read=HOUSE),
    page(
        "rencontres/documents/<int:pk>/fichier/", outputs.download, name="output-file", read=HOUSE
    ),
    page(
        "rencontres/documents/<int:pk>/modifier/",
        outputs.edit,
        name="output-edit",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/documents/<int:pk>/version/",
        outputs.version,
        name="output-version",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/documents/<int:pk>/retirer/",
        outputs.withdraw,
        name="output-withdraw",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/<int:pk>/documents/ajouter/",
        outputs.add,
        name="output-add",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/evenements/<int:pk>/documents/",
        outputs.add_of_event,
        name="event-output-add",
        read=TEAM,
        write=TEAM,
    ),
    page("rencontres/propositions/", proposals.listing, name="proposals", read=HOUSE),
    page(
        "rencontres/propositions/nouvelle/",
        proposals.create,
        name="proposal-create",
        read=TEAM,
        write=TEAM,
    ),
    page("rencontres/propositions/<int:pk>/", proposals.sheet, name="proposal", read=HOUSE),
    page(
        "rencontres/propositions/<int:pk>/modifier/",
        proposals.edit,
        name="proposal-edit",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/propositions/<int:pk>/etape/<slug:word>/",
        proposals.step,
        name="proposal-step",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/propositions/<int:pk>/reponse/",
        proposals.respond,
        name="proposal-answer",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/propositions/<int:pk>/effacer/",
        proposals.erase,
        name="proposal-erase",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/propositions/<slug:kind>/<int:pk>/annuler/",
        proposals.void,
        name="proposal-void",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/<int:pk>/propositions/ajouter/",
        proposals.create,
        name="proposal-add",
        read=TEAM,
        write=TEAM,
    ),
]
