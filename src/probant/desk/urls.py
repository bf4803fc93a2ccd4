"""Addresses of the desk."""

from probant.desk.screens import views
from probant.ui.routing import PUBLIC, SIGNED_IN, page

app_name = "desk"
urlpatterns = [
    page("", views.home, name="home", read=SIGNED_IN),
    page("aide/", views.guide, name="guide", read=PUBLIC),
    page("aide/<slug:slug>/", views.guide, name="guide-chapter", read=PUBLIC),
]
