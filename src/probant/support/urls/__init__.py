"""Addresses of support, one module per subject."""

from probant.support.urls import cases, dla, life, path

app_name = "support"
urlpatterns = [*cases.patterns, *dla.patterns, *life.patterns, *path.patterns]
