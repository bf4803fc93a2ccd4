"""Addresses of support, one module per subject."""

from probant.support.urls import cases, dla, door, life, mails, path, week

app_name = "support"
urlpatterns = [
    *cases.patterns,
    *dla.patterns,
    *door.patterns,
    *life.patterns,
    *mails.patterns,
    *path.patterns,
    *week.patterns,
]
