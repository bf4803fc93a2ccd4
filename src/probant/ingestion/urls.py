"""Addresses of the inbox (a document by its own id, as claims and findings hold it), imports."""

from probant.ingestion.access import REVIEWERS
from probant.ingestion.screens import accepting, board, claims, imports, mails, review, views
from probant.ui.routing import page

app_name = "ingestion"
urlpatterns = [
    page("documents/", views.inbox, name="inbox", read=REVIEWERS, write=REVIEWERS),
    page("documents/contradictions/", board.contradictions, name="contradictions", read=REVIEWERS),
    page("documents/chiffres/", claims.claims, name="claims", read=REVIEWERS),
    page("documents/chiffres/noter/", claims.hear, name="hear", read=REVIEWERS, write=REVIEWERS),
    page(
        "documents/chiffres/<int:pk>/",
        claims.claim,
        name="claim",
        read=REVIEWERS,
        write=REVIEWERS,
    ),
    page(
        "documents/contradictions/<str:code>/<int:year>/clore/",
        board.close_contradiction,
        name="close-contradiction",
        read=REVIEWERS,
        write=REVIEWERS,
    ),
    page(
        "documents/constats/<int:pk>/clore/",
        board.close_finding,
        name="close-finding",
        read=REVIEWERS,
        write=REVIEWERS,
    ),
    page("documents/<int:pk>/", review.review, name="review", read=REVIEWERS, write=REVIEWERS),
    page(
        "documents/<int:pk>/enregistrer/",
        accepting.accept,
        name="accept",
        read=REVIEWERS,
        write=REVIEWERS,
    ),
    page(
        "documents/<int:pk>/cote/", views.put_aside, name="aside", read=REVIEWERS, write=REVIEWERS
    ),
    page(
        "documents/<int:pk>/reprendre/",
        views.take_back,
        name="take-back",
        read=None,
        write=REVIEWERS,
    ),
    page("documents/<int:pk>/courriel/", mails.mail, name="mail", read=REVIEWERS, write=REVIEWERS),
    page("documents/<int:pk>/fichier/", views.original, name="original", read=REVIEWERS),
    page("imports/", imports.imports, name="imports", read=REVIEWERS, write=REVIEWERS),
    page("imports/<int:pk>/", imports.one_import, name="import", read=REVIEWERS),
    page("imports/<int:pk>/lignes/", imports.rows, name="import-rows", read=REVIEWERS),
    page("imports/<int:pk>/refus/", imports.refused, name="import-refused", read=REVIEWERS),
    *(
        page(f"imports/<int:pk>/{path}/", view, name=f"import-{name}", read=None, write=REVIEWERS)
        for path, name, view in (
            ("colonnes", "columns", imports.columns),
            ("doubles", "doubles", imports.doubles),
            ("importer", "apply", imports.apply),
            ("abandonner", "abandon", imports.abandon),
            ("annuler", "undo", imports.undo),
        )
    ),
]
