"""Addresses of engagement, one module a subject."""

from probant.engagement.urls import hours, participants, staff, volunteers

app_name = "engagement"

urlpatterns = [
    *staff.patterns,
    *volunteers.patterns,
    *participants.patterns,
    *hours.patterns,
]
