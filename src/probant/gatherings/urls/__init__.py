"""Addresses of gatherings, one module a subject."""

from probant.gatherings.urls import sessions

app_name = "gatherings"

urlpatterns = [*sessions.patterns]
