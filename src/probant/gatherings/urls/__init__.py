"""Addresses of gatherings, one module a subject."""

from probant.gatherings.urls import events, network, registrations, sessions

app_name = "gatherings"

urlpatterns = [
    *events.patterns,
    *network.patterns,
    *registrations.patterns,
    *sessions.patterns,
]
