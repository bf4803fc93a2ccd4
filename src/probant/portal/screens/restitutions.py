"""The public pages of a restitution and of a roadmap, by the links that the team gives."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.documents.serving import serve
from probant.gatherings.models import Output, Restitution, RestitutionEdition, Roadmap
from probant.gatherings.queries.restitutions import (
    editions_of,
    read_link,
    read_roadmap_link,
    write_link,
    write_roadmap_link,
)
from probant.gatherings.queries.roadmap import view_of
from probant.gatherings.screens.markdown import render_markdown
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.roles import TEAM
from probant.post.addresses import absolute
from probant.reports.papers.restitution import published
from probant.reports.restitution.story import Told, papers_of
from probant.ui.request import Request


def show(request: Request, token: str) -> HttpResponse:
    """`/restitutions/<jeton>/`: as published; `?edition=1`: as it was before; 404 once taken back.

    A number that is no edition shows the last one.
    """
    with reading():
        row, editions = _given(token)
        shown = _chosen(editions, request.GET.get("edition", ""))
        content = published(
            row, shown, lambda pk: reverse("portal:restitution-paper", args=[token, pk])
        )
        context = {"content": content, "editions": editions, "shown": shown}
        response = render(request, "portal/restitution.html", context)
    return _unlisted(response)


def paper(request: Request, token: str, pk: int) -> HttpResponseBase:
    """`/restitutions/<jeton>/documents/<id>/`: a public paper of it: its file, else its text."""
    row, editions = _given(token)
    found = _paper(row, editions, pk)
    if found is None:
        raise Http404
    if found.document is not None:
        return _unlisted(serve(found.document, found.name))
    context = {
        "paper": found,
        "text": render_markdown(found.text),
        "title": row.title,
        "back": reverse("portal:restitution", args=[token]),
    }
    return _unlisted(render(request, "portal/restitution_paper.html", context))


def _paper(row: Restitution, editions: list[RestitutionEdition], pk: int) -> Output | None:
    """A paper that one of its editions names, and that anybody may still read."""
    told = [Told(row, Cut.at(one.seq), one.words) for one in editions]
    told = told or [Told(row, Cut.at(row.seq or 0))]
    for one in told:
        for _, output in papers_of(one):
            if output.pk == pk:
                return output
    return None


def _given(token: str) -> tuple[Restitution, list[RestitutionEdition]]:
    row = read_link(token)
    if row is None:
        raise Http404
    return row, editions_of(row)


def _chosen(editions: list[RestitutionEdition], number: str) -> RestitutionEdition | None:
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0
    last = editions[0] if editions else None
    return next((one for one in editions if one.number == wanted), last)


def roadmap(request: Request, token: str) -> HttpResponse:
    """`/feuilles-de-route/<jeton>/`: axes, measures and how far they are today."""
    with reading():
        row = read_roadmap_link(token)
        if row is None:
            raise Http404
        view = view_of(row)
        context = {
            "roadmap": row,
            "view": view,
            "done": view.count("done"),
            "under_way": view.count("under_way"),
            "partners": list(row.partners.order_by("name_key")),
        }
        response = render(request, "portal/roadmap.html", context)
    return _unlisted(response)


def _unlisted(response: Any) -> Any:
    """By its link alone: no engine is to list it."""
    response["X-Robots-Tag"] = "noindex"
    return response


def is_team(actor: Actor, subject: Any) -> bool:
    """The team gives the link."""
    return actor.house_id is not None and actor.has(*TEAM)


def link(request: Request, subject: Restitution) -> SafeString:
    """The public link, once published, and the editions kept. One query."""
    if subject.published_on is None:
        return SafeString("")
    address = absolute("portal:restitution", write_link(subject))
    context = {"address": address, "editions": editions_of(subject)}
    return render_to_string("portal/_restitution_link.html", context)


def roadmap_link(request: Request, subject: Roadmap) -> SafeString:
    """The public link of a roadmap, to open, give and close. No query."""
    address = ""
    if subject.link_nonce:
        address = absolute("portal:roadmap", write_roadmap_link(subject))
    context = {"address": address, "roadmap": subject}
    return render_to_string("portal/_roadmap_link.html", context, request=request)
