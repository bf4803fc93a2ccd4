"""Addresses of assemblies, one module a subject."""

from probant.governance.urls import bodies, life, register, sittings

app_name = "governance"

urlpatterns = [
    *register.patterns,
    *bodies.patterns,
    *sittings.patterns,
    *life.patterns,
]
