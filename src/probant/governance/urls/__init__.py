"""Addresses of assemblies, one module a subject."""

from probant.governance.urls import bodies, register, sittings

app_name = "governance"

urlpatterns = [
    *register.patterns,
    *bodies.patterns,
    *sittings.patterns,
]
