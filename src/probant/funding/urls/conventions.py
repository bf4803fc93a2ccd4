"""Addresses of conventions: the list, the page of one, its text, its amendments, its life."""

from probant.funding.access import READERS
from probant.funding.screens.views import (
    amendments,
    convention_clauses,
    convention_edit,
    convention_status,
    convention_text,
    convention_versions,
    conventions,
    draft_models,
)
from probant.kernel.roles import TEAM
from probant.ui.routing import page

_ONE = "conventions/<int:pk>/"
_ARTICLE = _ONE + "texte/<int:place>/"
_CLAUSE = _ARTICLE + "clause/<int:number>/"

patterns = [
    page("conventions/", conventions.listing, name="conventions", read=READERS),
    page(
        "conventions/nouvelle/",
        convention_edit.create,
        name="convention-new",
        read=TEAM,
        write=TEAM,
    ),
    page("conventions/modeles/", draft_models.listing, name="draft-models", read=TEAM),
    page(
        "conventions/modeles/ajouter/",
        draft_models.add,
        name="draft-model-add",
        read=TEAM,
        write=TEAM,
    ),
    page("conventions/modeles/livre/", draft_models.shipped, name="draft-model-shipped", read=TEAM),
    page(
        "conventions/modeles/<int:pk>/fichier/",
        draft_models.file,
        name="draft-model-file",
        read=TEAM,
    ),
    page(
        "conventions/modeles/<int:pk>/retirer/",
        draft_models.retire,
        name="draft-model-retire",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/votes/<int:pk>/delier/",
        convention_edit.drop_approval,
        name="approval-drop",
        read=TEAM,
        write=TEAM,
    ),
    page(_ONE, conventions.sheet, name="convention", read=READERS),
    page(_ONE + "modifier/", convention_edit.edit, name="convention-edit", read=TEAM, write=TEAM),
    page(_ONE + "annexes/", convention_edit.annexes, name="annexes", read=TEAM, write=TEAM),
    page(
        _ONE + "annexes/<int:place>/fichier/",
        convention_edit.annex_file,
        name="annex-file",
        read=READERS,
    ),
    page(_ONE + "votes/", convention_edit.approve, name="approve", read=TEAM, write=TEAM),
    page(
        _ONE + "etat/<slug:gesture>/",
        convention_status.status,
        name="convention-status",
        read=TEAM,
        write=TEAM,
    ),
    page(_ONE + "signer/", convention_status.sign, name="convention-sign", read=TEAM, write=TEAM),
    page(
        _ONE + "constats/",
        convention_status.assume,
        name="convention-assume",
        read=TEAM,
        write=TEAM,
    ),
    page(
        _ONE + "renouveler/",
        convention_status.renew,
        name="convention-renew",
        read=TEAM,
        write=TEAM,
    ),
    page(_ONE + "avenant/", amendments.add, name="amendment-new", read=TEAM, write=TEAM),
    page(_ONE + "modifications/", amendments.edit, name="amendment-edit", read=TEAM, write=TEAM),
    page(_ONE + "en-vigueur/", convention_versions.in_force, name="in-force", read=READERS),
    page(_ONE + "texte/", convention_text.text, name="text", read=READERS),
    page(
        _ONE + "texte/coller/",
        convention_text.paste,
        name="text-paste",
        read=TEAM,
        write=TEAM,
    ),
    page(
        _ONE + "texte/article/",
        convention_text.add_article,
        name="article-new",
        read=TEAM,
        write=TEAM,
    ),
    page(_ARTICLE, convention_text.edit_article, name="article", read=TEAM, write=TEAM),
    page(
        _ARTICLE + "retirer/",
        convention_text.drop_article,
        name="article-drop",
        read=TEAM,
        write=TEAM,
    ),
    page(
        _ARTICLE + "clause/",
        convention_clauses.add_clause,
        name="clause-new",
        read=TEAM,
        write=TEAM,
    ),
    page(_CLAUSE, convention_clauses.edit_clause, name="clause", read=TEAM, write=TEAM),
    page(
        _CLAUSE + "retirer/",
        convention_clauses.drop_clause,
        name="clause-drop",
        read=TEAM,
        write=TEAM,
    ),
    page(_ONE + "texte-vote/", convention_versions.voted, name="voted-text", read=TEAM, write=TEAM),
    page(_ONE + "ecarts/", convention_versions.differences, name="differences", read=READERS),
]
