"""Addresses of engagement, one module a subject."""

from probant.engagement.urls import hours, participants, volunteers

app_name = "engagement"

urlpatterns = [*volunteers.patterns, *participants.patterns, *hours.patterns]
