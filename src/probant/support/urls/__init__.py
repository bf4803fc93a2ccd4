"""Addresses of support, one module per subject."""

from probant.support.urls import cases, dla, door, life, mails, on_map, path, testimonies, week

app_name = "support"
urlpatterns = [
    *cases.patterns,
    *dla.patterns,
    *door.patterns,
    *life.patterns,
    *mails.patterns,
    *on_map.patterns,
    *path.patterns,
    *testimonies.patterns,
    *week.patterns,
]
