"""On the team's pages of a session and of an event: where the public reads them."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.directory.models import House
from probant.gatherings.models import Event, Session
from probant.kernel.actor import Actor
from probant.portal.queries import slug_of
from probant.ui.request import Request


def can_see(actor: Actor, subject: Session | Event) -> bool:
    """Whoever sees it, once the public does too."""
    shown = subject.is_public if isinstance(subject, Session) else subject.is_announced
    return shown and actor.house_id == subject.house_id


def _slug(house_id: int) -> str:
    return slug_of(House.objects.get(pk=house_id))


def link(request: Request, session: Session) -> SafeString:
    """The public page of a session. One query."""
    href = reverse("portal:agenda-session", args=[_slug(session.house_id), session.pk])
    return _drawn(request, [(href, "Ce que le public en lit")])


def programme(request: Request, event: Event) -> SafeString:
    """The public programme of an event, and its booklet. One query."""
    where = [_slug(event.house_id), event.pk]
    links = [
        (reverse("portal:agenda-event", args=where), "Le programme public"),
        (reverse("portal:agenda-booklet", args=where), "Le livret à imprimer (PDF)"),
    ]
    return _drawn(request, links)


def _drawn(request: Request, links: list[tuple[str, str]]) -> SafeString:
    return SafeString(render_to_string("portal/_agenda_panel.html", {"links": links}, request))
