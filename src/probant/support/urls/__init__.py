"""Addresses of support, one module per subject."""

from probant.support.urls import cases

app_name = "support"
urlpatterns = [*cases.patterns]
