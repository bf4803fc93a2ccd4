"""Addresses of the mails of cases."""

from probant.support.screens.views import mails
from probant.support.urls.cases import WRITERS
from probant.ui.routing import page

patterns = [
    page("dossiers/<int:pk>/courriel/", mails.add, name="add-mail", read=WRITERS, write=WRITERS),
    page("dossiers/courriels/<int:pk>/", mails.sheet, name="mail", read=WRITERS),
    page("dossiers/courriels/<int:pk>/fichier/", mails.original, name="mail-file", read=WRITERS),
    page(
        "dossiers/courriels/<int:pk>/pieces/<int:number>/",
        mails.attachment,
        name="mail-attachment",
        read=WRITERS,
    ),
    page(
        "dossiers/courriels/<int:pk>/retirer/",
        mails.erase,
        name="erase-mail",
        read=None,
        write=WRITERS,
    ),
]
