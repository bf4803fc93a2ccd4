"""Addresses of figures."""

from probant.indicators.access import EXPORTERS, READERS
from probant.indicators.screens import boards, counted, keeping, views
from probant.kernel.roles import FUNDERS, TEAM
from probant.ui.routing import page

app_name = "indicators"
urlpatterns = [
    page("chiffres/", views.figures, name="figures", read=READERS),
    page("tableaux/", boards.boards, name="boards", read=READERS, write=TEAM),
    page("tableaux/<int:pk>/", boards.board, name="board", read=READERS),
    page("tableaux/<int:pk>/ajouter/", boards.board_add, name="board-add", read=TEAM, write=TEAM),
    page(
        "tableaux/chiffres/<int:pk>/",
        boards.board_figure,
        name="board-figure",
        read=READERS,
        write=TEAM,
    ),
    page(
        "tableaux/chiffres/<int:pk>/geste/",
        boards.board_gesture,
        name="board-gesture",
        read=None,
        write=TEAM,
    ),
    page("chiffres/taux/<str:code>/", views.quotient, name="quotient", read=READERS | FUNDERS),
    page("chiffres/compte/<slug:kind>/<int:pk>/", counted.counted, name="counted", read=READERS),
    page("chiffres/<str:code>/", views.figure, name="figure", read=READERS | FUNDERS),
    page("chiffres/<str:code>/pourquoi/", views.why, name="figure-why", read=READERS | FUNDERS),
    page("chiffres/<str:code>/garder/", keeping.keep, name="keep", read=TEAM, write=TEAM),
    page("chiffres/<str:code>/retirer/", keeping.withdraw, name="withdraw", read=None, write=TEAM),
    page(
        "chiffres/<str:code>/export/",
        views.export,
        name="figure-export",
        read=None,
        write=EXPORTERS,
    ),
]
