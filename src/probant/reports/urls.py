"""Addresses of reports."""

from probant.reports.access import MAKERS
from probant.reports.screens import views
from probant.ui.routing import page

app_name = "reports"
urlpatterns = [
    page("rapports/<slug:slug>/", views.make, name="make", read=None, write=MAKERS),
]
