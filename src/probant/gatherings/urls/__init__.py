"""Addresses of gatherings, one module a subject."""

from probant.gatherings.urls import events, network, sessions

app_name = "gatherings"

urlpatterns = [*sessions.patterns, *events.patterns, *network.patterns]
