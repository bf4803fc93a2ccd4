"""Addresses of figures."""

from probant.indicators.access import EXPORTERS, READERS
from probant.indicators.models import JUDGES
from probant.indicators.screens import appraisals, boards, counted, keeping, views
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
    page(
        "chiffres/appreciations/",
        appraisals.questions,
        name="questions",
        read=JUDGES,
        write=TEAM,
    ),
    page("chiffres/appreciations/<int:pk>/", appraisals.question, name="question", read=JUDGES),
    page(
        "chiffres/appreciations/<int:pk>/redefinir/",
        appraisals.redefine,
        name="question-redefine",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "chiffres/appreciations/<int:pk>/retirer/",
        appraisals.stand,
        name="question-withdraw",
        read=None,
        write=TEAM,
    ),
    page(
        "chiffres/appreciations/<int:pk>/noter/",
        appraisals.note,
        name="appraise",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "chiffres/appreciations/<int:pk>/<int:year>/",
        appraisals.year,
        name="appraisal",
        read=JUDGES,
    ),
    page(
        "chiffres/appreciations/dites/<int:pk>/retirer/",
        appraisals.withdraw,
        name="appraisal-withdraw",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "chiffres/appreciations/dites/<int:pk>/effacer/",
        appraisals.erase,
        name="appraisal-erase",
        read=None,
        write=TEAM,
    ),
    page(
        "chiffres/appreciations/preuves/<int:pk>/",
        appraisals.document,
        name="appraisal-document",
        read=JUDGES,
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
