"""Addresses of support, one module per subject."""

from probant.support.urls import cases, dla, path

app_name = "support"
urlpatterns = [*cases.patterns, *dla.patterns, *path.patterns]
