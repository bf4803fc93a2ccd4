"""Restitutions as pages show them: the list, the public link of one."""

from typing import Any

from django.core import signing
from django.db.models import F, QuerySet

from probant.gatherings.models import Restitution
from probant.kernel.actor import Actor

SALT = "gatherings.restitution"


def restitution_rows(actor: Actor) -> QuerySet[Any, Any]:
    """Rows of the list."""
    return (
        Restitution.objects.visible_to(actor)
        .annotate(programme_name=F("programme__name"))
        .values("id", "title", "programme_name", "starts_on", "ends_on", "published_on")
    )


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
