"""Numbered system checks: a misconfigured instance says so before it serves anything."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning


@register(Tags.security)
def check_secret_key(**_: Any) -> list[CheckMessage]:
    """probant.E001: the key that signs sessions and forms is set and long."""
    problems: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < 32:
        problems.append(
            Error(
                "PROBANT_SECRET_KEY est absente ou trop courte.",
                hint="Au moins 32 caractères tirés au hasard, gardés hors du dépôt.",
                id="probant.E001",
            )
        )
    return problems


@register(Tags.security)
def check_public_address(**_: Any) -> list[CheckMessage]:
    """probant.W003: an instance reached from outside answers over HTTPS only."""
    local = ("127.0.0.1", "localhost", "[::1]")
    outside = [host for host in settings.ALLOWED_HOSTS if host not in local]
    if outside and not settings.SECURE_COOKIES:
        return [
            CheckWarning(
                "Cette instance répond à une adresse publique sans cookies sûrs.",
                hint="Posez PROBANT_PUBLIC_URL=https://… et un serveur HTTPS devant.",
                id="probant.W003",
            )
        ]
    return []


@register()
def check_erasure_register(**_: Any) -> list[CheckMessage]:
    """probant.E004: the erasure register is kept outside the documents, which backups carry."""
    if settings.MEDIA_ROOT in settings.ERASURE_REGISTER.parents:
        return [
            Error(
                "Le registre des effacements est rangé parmi les documents sauvegardés.",
                hint="Posez PROBANT_ERASURE_REGISTER ailleurs.",
                id="probant.E004",
            )
        ]
    return []


@register(Tags.security)
def check_register_service(**_: Any) -> list[CheckMessage]:
    """probant.W005: what is asked of the public registers does not cross the network in clear."""
    url = settings.REGISTER_URL
    local = ("http://127.0.0.1", "http://localhost", "http://[::1]")
    if url.startswith("http://") and not url.startswith(local):
        return [
            CheckWarning(
                "Les registres publics sont interrogés en clair.",
                hint="Posez PROBANT_REGISTER_URL=https://… (ou « non » pour ne rien interroger).",
                id="probant.W005",
            )
        ]
    return []
