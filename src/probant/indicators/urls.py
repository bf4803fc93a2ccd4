"""Addresses of figures."""

from probant.indicators.access import EXPORTERS, READERS
from probant.indicators.screens import views
from probant.kernel.roles import FUNDERS
from probant.ui.routing import page

app_name = "indicators"
urlpatterns = [
    page("chiffres/", views.figures, name="figures", read=READERS),
    page("chiffres/taux/<str:code>/", views.quotient, name="quotient", read=READERS | FUNDERS),
    page("chiffres/<str:code>/", views.figure, name="figure", read=READERS | FUNDERS),
    page(
        "chiffres/<str:code>/export/",
        views.export,
        name="figure-export",
        read=None,
        write=EXPORTERS,
    ),
]
