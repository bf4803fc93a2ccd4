"""Addresses of assemblies, one module a subject."""

from probant.governance.urls import register

app_name = "governance"

urlpatterns = [
    *register.patterns,
]
