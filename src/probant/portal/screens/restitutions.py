"""The public page of a restitution, by the link that the team gives; the panel that shows it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.gatherings.models import Restitution
from probant.gatherings.queries.restitutions import read_link, write_link
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.post.addresses import absolute
from probant.reports.papers.restitution import published
from probant.ui.request import Request


def show(request: Request, token: str) -> HttpResponse:
    """`/restitutions/<jeton>/`: as published; 404 once it was taken back."""
    with reading():
        row = read_link(token)
        if row is None:
            raise Http404
        context = {"content": published(row)}
        response = render(request, "portal/restitution.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def is_team(actor: Actor, subject: Any) -> bool:
    """The team gives the link."""
    return actor.house_id is not None and actor.has(*TEAM)


def link(request: Request, subject: Restitution) -> SafeString:
    """The public link, once published. No query."""
    if subject.published_on is None:
        return SafeString("")
    context = {"address": absolute("portal:restitution", write_link(subject))}
    return render_to_string("portal/_restitution_link.html", context)
