"""Addresses of engagement, one module a subject."""

from probant.engagement.urls import hours

app_name = "engagement"

urlpatterns = [*hours.patterns]
