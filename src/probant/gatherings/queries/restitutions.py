"""Restitutions as pages show them: the list, the public link of one; that of a roadmap."""

from typing import Any

from django.core import signing
from django.db.models import F, QuerySet

from probant.gatherings.models import Restitution, RestitutionEdition, Roadmap
from probant.kernel.actor import Actor

SALT, ROADMAP_SALT = "gatherings.restitution", "gatherings.roadmap"


def restitution_rows(actor: Actor) -> QuerySet[Any, Any]:
    """Rows of the list."""
    return (
        Restitution.objects.visible_to(actor)
        .annotate(programme_name=F("programme__name"))
        .values("id", "title", "programme_name", "starts_on", "ends_on", "published_on")
    )


def editions_of(restitution: Restitution) -> list[RestitutionEdition]:
    """Its editions, last first. One query."""
    return list(restitution.editions.order_by("-number"))


def write_link(restitution: Restitution) -> str:
    """The token of its public page; dead once the restitution is taken back."""
    return signing.dumps([restitution.pk, restitution.nonce], salt=SALT)


def read_link(token: str) -> Restitution | None:
    """The published restitution of a token; None where it is not ours, or was taken back."""
    try:
        number, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Restitution.objects.filter(pk=number, nonce=nonce, published_on__isnull=False)
    return rows.select_related("programme", "roadmap", "house__organisation").first()


def write_roadmap_link(roadmap: Roadmap) -> str:
    """The token of a roadmap's public page; dead once its link is closed."""
    return signing.dumps([roadmap.pk, roadmap.link_nonce], salt=ROADMAP_SALT)


def read_roadmap_link(token: str) -> Roadmap | None:
    """The roadmap of a token; None where it is not ours, or its link was closed."""
    try:
        number, nonce = signing.loads(token, salt=ROADMAP_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Roadmap.objects.filter(pk=number, link_nonce=nonce).exclude(link_nonce="")
    return rows.select_related("house__organisation", "programme").first()
