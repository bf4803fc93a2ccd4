"""Addresses of roadmaps and of restitutions."""

from probant.gatherings.screens.views import restitutions, roadmaps
from probant.kernel.roles import HOUSE, TEAM
from probant.ui.routing import page

PLANS, AXES = "rencontres/feuilles-de-route/", "rencontres/axes/<int:pk>/"
MEASURES, GIVEN = "rencontres/mesures/<int:pk>/", "rencontres/restitutions/"

patterns = [
    page(PLANS, roadmaps.listing, name="roadmaps", read=HOUSE),
    page(f"{PLANS}nouvelle/", roadmaps.create, name="roadmap-create", read=TEAM, write=TEAM),
    page(f"{PLANS}<int:pk>/", roadmaps.sheet, name="roadmap", read=HOUSE),
    page(f"{PLANS}<int:pk>/modifier/", roadmaps.edit, name="roadmap-edit", read=TEAM, write=TEAM),
    page(
        f"{PLANS}<int:pk>/lien/",
        roadmaps.open_link,
        name="roadmap-link-open",
        read=None,
        write=TEAM,
    ),
    page(
        f"{PLANS}<int:pk>/lien/fermer/",
        roadmaps.close_link,
        name="roadmap-link-close",
        read=None,
        write=TEAM,
    ),
    page(f"{PLANS}<int:pk>/axes/", roadmaps.add_axis, name="axis-add", read=TEAM, write=TEAM),
    page(f"{AXES}renommer/", roadmaps.rename_axis, name="axis-rename", read=TEAM, write=TEAM),
    page(f"{AXES}deplacer/", roadmaps.move_axis, name="axis-move", read=None, write=TEAM),
    page(f"{AXES}retirer/", roadmaps.remove_axis, name="axis-remove", read=None, write=TEAM),
    page(f"{AXES}mesures/", roadmaps.add_measure, name="measure-add", read=TEAM, write=TEAM),
    page(MEASURES, roadmaps.measure, name="measure", read=HOUSE),
    page(f"{MEASURES}modifier/", roadmaps.edit_measure, name="measure-edit", read=TEAM, write=TEAM),
    page(f"{MEASURES}avancement/", roadmaps.progress, name="measure-step", read=TEAM, write=TEAM),
    page(f"{MEASURES}deplacer/", roadmaps.move_measure, name="measure-move", read=None, write=TEAM),
    page(
        f"{MEASURES}retirer/",
        roadmaps.withdraw_measure,
        name="measure-withdraw",
        read=None,
        write=TEAM,
    ),
    page(
        "rencontres/mesures/faits/<int:pk>/annuler/",
        roadmaps.void,
        name="measure-void",
        read=TEAM,
        write=TEAM,
    ),
    page(GIVEN, restitutions.listing, name="restitutions", read=HOUSE),
    page(
        f"{GIVEN}nouvelle/",
        restitutions.create,
        name="restitution-create",
        read=TEAM,
        write=TEAM,
    ),
    page(f"{GIVEN}<int:pk>/", restitutions.sheet, name="restitution", read=HOUSE),
    page(
        f"{GIVEN}<int:pk>/modifier/",
        restitutions.edit,
        name="restitution-edit",
        read=TEAM,
        write=TEAM,
    ),
    page(
        f"{GIVEN}<int:pk>/publier/",
        restitutions.publish,
        name="restitution-publish",
        read=None,
        write=TEAM,
    ),
    page(
        f"{GIVEN}<int:pk>/depublier/",
        restitutions.take_back,
        name="restitution-take-back",
        read=None,
        write=TEAM,
    ),
]
