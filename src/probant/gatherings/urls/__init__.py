"""Addresses of gatherings, one module a subject."""

from probant.gatherings.urls import (
    attendance,
    events,
    network,
    outcomes,
    registrations,
    roadmap,
    sessions,
)

app_name = "gatherings"

urlpatterns = [
    *attendance.patterns,
    *events.patterns,
    *network.patterns,
    *registrations.patterns,
    *sessions.patterns,
    *outcomes.patterns,
    *roadmap.patterns,
]
