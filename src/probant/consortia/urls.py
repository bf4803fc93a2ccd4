"""Addresses of collectives."""

from probant.consortia.access import READERS
from probant.consortia.screens import figures, gestures, matches, views
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

DIRECTION = frozenset({Role.DIRECTION})

app_name = "consortia"
urlpatterns = [
    page("collectifs/", views.consortia, name="consortia", read=READERS, write=DIRECTION),
    page("collectifs/<int:pk>/", views.consortium, name="consortium", read=READERS),
    page(
        "collectifs/<int:pk>/membres/",
        gestures.members,
        name="members",
        read=READERS,
        write=DIRECTION,
    ),
    page(
        "collectifs/<int:pk>/reponse/",
        gestures.answer_for,
        name="answer",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page(
        "collectifs/<int:pk>/partage/",
        gestures.sharing,
        name="sharing",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page("collectifs/<int:pk>/depart/", gestures.leave, name="leave", read=None, write=DIRECTION),
    page(
        "collectifs/<int:pk>/demandes/",
        gestures.ask,
        name="ask",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page(
        "collectifs/<int:pk>/partenaires/",
        gestures.partners,
        name="partners",
        read=READERS,
        write=TEAM,
    ),
    page("collectifs/<int:pk>/paroles/", gestures.say, name="say", read=TEAM, write=TEAM),
    page("collectifs/paroles/<int:pk>/", gestures.explain, name="said", read=TEAM, write=TEAM),
    page(
        "collectifs/<int:pk>/rapprochements/",
        matches.matches,
        name="matches",
        read=TEAM,
        write=TEAM,
    ),
    page("collectifs/chiffres/<int:pk>/", figures.figure, name="figure", read=READERS),
    page(
        "collectifs/chiffres/<int:pk>/retirer/",
        gestures.drop,
        name="drop",
        read=None,
        write=DIRECTION,
    ),
    page(
        "collectifs/chiffres/<int:pk>/export/",
        figures.export,
        name="export",
        read=None,
        write=TEAM | {Role.BOARD},
    ),
]
