"""Editions: publishing, what was published, its files, its page for who has the link."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from subprocess import TimeoutExpired
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.indicators.access import reach_of
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.reports import actions
from probant.reports.access import can_publish
from probant.reports.actions.composing import PUBLICATION
from probant.reports.blocks import Content
from probant.reports.composition.compose import whole
from probant.reports.models import Edition, Publication
from probant.reports.press import PressError
from probant.reports.queries.editions import (
    content_of,
    listing_now,
    listing_of,
    opened_onto_records,
)
from probant.reports.queries.publications import contradictions, reading_of
from probant.reports.screens.publication_forms import PublishForm
from probant.reports.screens.publications import load, trail
from probant.reports.screens.shown import shown
from probant.reports.screens.views import KINDS, NOT_SET
from probant.reports.spreadsheet import Listing, write_xlsx
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment


def publish(request: Request, pk: int) -> HttpResponse:
    """`/publications/<id>/publier/`: what is still open, who may read, then it is frozen."""
    publication = load(request, pk)
    if not can_publish(request.actor, publication.house_id):
        raise Http404
    here = reverse("reports:publication", args=[pk])
    if publication.state == Publication.State.PUBLISHED:
        return redirect(here)
    with reading():
        read = reading_of(publication, request.actor)
        against = contradictions(read.reader)
    form = PublishForm(request.POST or None, contradicted=bool(against))

    def act(data: Any, keys: Any) -> str:
        edition = actions.publish(request.actor, publication=publication, key=keys.key, **data)
        return reverse("reports:edition", args=[pk, edition.number])

    return answer(
        request,
        form,
        act=act,
        template="reports/publication_publish.html",
        subject=Subject(publication.house_id, PUBLICATION, pk),
        back=here,
        done="L’édition est publiée : ce qu’elle dit ne bouge plus.",
        context={
            "publication": publication,
            "trail": trail(str(publication), here, "Publier"),
            "contradictions": against,
            "unsupported": read.reader.unsupported,
            "missing": read.reader.missing,
        },
    )


def load_edition(request: Request, pk: int, number: int) -> Edition:
    """An edition of the house; else 404."""
    rows = Edition.objects.visible_to(request.actor).filter(publication_id=pk, number=number)
    found = rows.select_related("publication").first()
    if found is None:
        raise Http404
    return found


def edition(request: Request, pk: int, number: int) -> HttpResponse:
    """`/publications/<id>/editions/<n>/`: what was said; posting changes who may read it."""
    found = load_edition(request, pk, number)
    publishes = bool(can_publish(request.actor, found.publication.house_id))
    if request.method == "POST":
        try:
            actions.open_to(request.actor, edition=found, audience=request.POST.get("audience", ""))
        except Refused as refusal:
            told = {"problems": [str(refusal)], "back": request.path}
            return render(request, "reports/refused.html", told, status=422)
        return redirect(request.path)
    link = reverse("reports:published", args=[found.token])
    context = {
        "edition": found,
        "content": shown(opened_onto_records(content_of(found, request.actor), found)),
        "publishes": publishes,
        "audiences": Edition.Audience.choices,
        "link": "" if found.audience == "house" else request.build_absolute_uri(link),
        "trail": trail(
            str(found.publication), reverse("reports:publication", args=[pk]), f"Édition {number}"
        ),
    }
    return render(request, "reports/edition.html", context)


def edition_file(request: Request, pk: int, number: int) -> HttpResponse:
    """An edition as a file, from what was frozen; a workbook holds its records besides."""
    found = load_edition(request, pk, number)
    base = request.build_absolute_uri("/").rstrip("/")
    reach = reach_of(request.actor)

    def listings() -> list[Listing]:
        return [listing_of(found, reach)] if reach is not None else []

    return _file(request, lambda: content_of(found, request.actor, base, with_annex=True), listings)


def draft_file(request: Request, pk: int) -> HttpResponse:
    """What is composed as a file, to be read by others before it is published."""
    publication = load(request, pk)
    base = request.build_absolute_uri("/").rstrip("/")
    reach = reach_of(request.actor)
    with reading():
        read = reading_of(publication, request.actor, base)
        content = whole(publication.title, f"brouillon-{publication.year}", read)
    label = publication.get_state_display()

    def listings() -> list[Listing]:
        return [listing_now(read, reach)] if reach is not None else []

    return _file(request, lambda: replace(content, cut=f"{content.cut} ({label})"), listings)


def _file(
    request: Request,
    collect: Callable[[], Content],
    listings: Callable[[], Sequence[Listing]],
) -> HttpResponse:
    ending = request.POST.get("format", "")
    if ending not in actions.WRITERS:
        raise Http404
    try:
        content = collect()
        if ending == "xlsx":
            with reading():
                written = write_xlsx(content, listings())
        else:
            written = actions.WRITERS[ending](content)
    except (PressError, TimeoutExpired):
        context = {"problems": [NOT_SET], "back": request.headers.get("Referer", "/")}
        return render(request, "reports/refused.html", context, status=422)
    return attachment(written, f"{content.file_name}.{ending}", KINDS[ending])


def _by_link(token: str) -> Edition:
    rows = Edition.objects.by_link(token).select_related("publication")
    found = rows.first()
    if found is None:
        raise Http404
    return found


def published(request: Request, token: str) -> HttpResponse:
    """`/publie/<token>/`: an edition for who has the link, while the house leaves it open."""
    found = _by_link(token)
    content = shown(content_of(found, Actor.public()))
    context = {"edition": found, "content": content, "for_all": True}
    response = render(request, "reports/published.html", context)
    if found.audience == Edition.Audience.LINK:
        response["X-Robots-Tag"] = "noindex"
    return response


def published_file(request: Request, token: str) -> HttpResponse:
    """The same as a PDF."""
    found = _by_link(token)
    base = request.build_absolute_uri("/").rstrip("/")
    try:
        content = content_of(found, Actor.public(), base, with_annex=True)
        written = actions.WRITERS["pdf"](content)
    except (PressError, TimeoutExpired):
        raise Http404 from None
    return attachment(written, f"{content.file_name}.pdf", KINDS["pdf"])
