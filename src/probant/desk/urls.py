"""Addresses of the desk."""

from probant.desk.screens import agenda, lists, load, views
from probant.kernel.roles import HOUSE, TEAM, Role
from probant.ui.routing import PUBLIC, SIGNED_IN, page

app_name = "desk"
urlpatterns = [
    page("", views.home, name="home", read=SIGNED_IN),
    page("agenda/", agenda.agenda, name="agenda", read=TEAM | {Role.VOLUNTEER}),
    page("equipe/charge/", load.load, name="load", read=TEAM),
    page("listes/", lists.kept, name="lists", read=HOUSE, write=HOUSE),
    page("listes/<int:pk>/oublier/", lists.forget, name="list-forget", read=None, write=HOUSE),
    page("aide/", views.guide, name="guide", read=PUBLIC),
    page("aide/<slug:slug>/", views.guide, name="guide-chapter", read=PUBLIC),
]
