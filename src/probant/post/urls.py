"""Addresses of the post."""

from probant.kernel.roles import HOUSE, TEAM
from probant.post.screens.views import calendars, jobs, letters
from probant.ui.routing import PUBLIC, SIGNED_IN, page

app_name = "post"
urlpatterns = [
    page("courrier/", letters.listing, name="letters", read=TEAM),
    page("courrier/<int:pk>/", letters.sheet, name="letter", read=TEAM),
    page("courrier/<int:pk>/renvoyer/", letters.again, name="again", read=None, write=TEAM),
    page(
        "desabonnement/<str:token>/",
        letters.unsubscribe,
        name="unsubscribe",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page("travaux/", jobs.listing, name="jobs", read=HOUSE),
    page("travaux/<int:pk>/", jobs.sheet, name="job", read=HOUSE),
    page("agenda/<int:pk>-<str:token>.ics", calendars.feed, name="feed", read=PUBLIC),
    page("compte/agenda/", calendars.address, name="calendar", read=None, write=SIGNED_IN),
    page("compte/lundi/", calendars.monday, name="monday", read=None, write=SIGNED_IN),
]
