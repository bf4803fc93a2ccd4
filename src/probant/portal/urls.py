"""Addresses of the public pages; a house is named by its short name or its number."""

from probant.portal.screens import views
from probant.ui.routing import PUBLIC, page

app_name = "portal"
urlpatterns = [
    page("demande/", views.houses, name="houses", read=PUBLIC),
    page("demande/<slug:house>/", views.ask, name="ask", read=PUBLIC, write=PUBLIC),
    page("demande/<slug:house>/recue/", views.asked, name="asked", read=PUBLIC),
]
