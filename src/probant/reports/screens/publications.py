"""Publications: the list, beginning one, the page where it is composed."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.accounts.queries import names_of
from probant.funding.models import Convention
from probant.journal.reading import reading
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.reports import actions
from probant.reports.access import can_compose, can_publish
from probant.reports.actions.composing import PUBLICATION
from probant.reports.composition.compose import KINDS, whole
from probant.reports.models import Publication
from probant.reports.queries.publications import contradictions, last_change, reading_of
from probant.reports.rules.typed_numbers import typed_numbers
from probant.reports.screens.publication_forms import PublicationForm
from probant.reports.screens.publication_tables import PUBLICATIONS
from probant.reports.screens.shown import shown_block, shown_parts
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def load(request: Request, pk: int, *, write: bool = False) -> Publication:
    """A publication of the house; 404 where the actor may not read it, or write it."""
    found = Publication.objects.visible_to(request.actor).filter(pk=pk).first()
    if found is None or (write and not can_compose(request.actor, found.house_id)):
        raise Http404
    return found


def trail(*path: str) -> Any:
    """The crumbs of a page of publications: label, address, … of what stands between."""
    return crumbs("Publications", reverse("reports:publications"), *path)


def listing(request: Request) -> HttpResponse:
    """`/publications/`: what the house composes and has published."""
    rows = Publication.objects.visible_to(request.actor).annotate(editions_=Count("editions"))
    found = rows.values("id", "title", "year", "state", "changed_on", "editions_")
    page = keyset_page(found, PUBLICATIONS.sort(request.GET), request.GET)
    listed = [{**row, "editions": row["editions_"]} for row in page.rows]
    context = {
        "table": PUBLICATIONS.render(listed, query=request.GET, page=page),
        "writes": can_compose(request.actor, request.actor.house).allowed,
    }
    return render(request, "reports/publications.html", context)


def create(request: Request) -> HttpResponse:
    """`/publications/nouvelle/`: by a model or from a blank page."""
    asked = {"year": timezone.localdate().year - 1, "outline": "activity"}
    house_id = request.actor.house
    conventions = Convention.objects.filter(house_id=house_id).order_by("-starts_on", "-pk")
    form = PublicationForm(request.POST or None, initial=asked, conventions=conventions)

    def act(data: Any, keys: Any) -> str:
        made = actions.create_publication(request.actor, key=keys.key, **data)
        return reverse("reports:publication", args=[made.pk])

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(request.actor.house, PUBLICATION),
        back=reverse("reports:publications"),
        done="La publication est commencée.",
        day_field="known_on",
        context={
            "trail": trail("Nouvelle publication"),
            "heading": "Nouvelle publication",
            "submit": "Commencer",
            "lead": "",
            "above": "",
        },
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """`/publications/<id>/modifier/`: title, year, day of knowledge."""
    publication = load(request, pk, write=True)
    here = reverse("reports:publication", args=[pk])
    asked = {key: getattr(publication, key) for key in ("title", "year", "known_on")}
    form = PublicationForm(request.POST or None, initial=asked, begins=False)

    def act(data: Any, keys: Any) -> str:
        actions.edit_publication(request.actor, publication=publication, key=keys.key, **data)
        return here

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(publication.house_id, PUBLICATION),
        back=here,
        done="La publication est modifiée.",
        day_field="known_on",
        context={
            "trail": trail(str(publication), here, "Modifier"),
            "heading": "Modifier la publication",
            "submit": "Enregistrer",
            "lead": str(publication),
            "above": "",
        },
    )


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/publications/<id>/`: what it says as it stands, and what is still to support."""
    publication = load(request, pk)
    base = request.build_absolute_uri("/").rstrip("/")
    with reading():
        read = reading_of(publication, request.actor)
        content = whole(publication.title, "publication", read)
        against = contradictions(read.reader)
        editions = list(publication.editions.defer("content"))
    writes = bool(can_compose(request.actor, publication.house_id))
    is_open = writes and publication.state != Publication.State.PUBLISHED
    context = {
        "publication": publication,
        "parts": [
            (draft, KINDS[draft.kind].label, blocks, _typed(draft) if is_open else [])
            for draft, blocks in shown_parts(content, read.parts)
        ],
        "proofs": {"blocks": [shown_block(block) for block in read.proofs]},
        "missing": read.reader.missing,
        "unwritten": [one.title for one in read.unwritten],
        "unsupported": len(read.reader.unsupported) + len(read.reader.wrong),
        "contradictions": against,
        "editions": editions,
        "authors": names_of(one.published_by_id for one in editions),
        "kinds": KINDS.items(),
        "is_open": is_open,
        "writes": writes,
        "publishes": bool(can_publish(request.actor, publication.house_id)),
        "base": base,
        "read_at": last_change(publication.house_id, PUBLICATION, pk),
    }
    return render(request, "reports/publication.html", context)


def _typed(draft: Any) -> list[Any]:
    """The numbers of a text that nothing supports, each with the words around it."""
    return typed_numbers(str(draft.content.get("text", "")))


def state(request: Request, pk: int) -> HttpResponse:
    """`/publications/<id>/etat/`: hand over for reading, take back, begin a new edition."""
    publication = load(request, pk, write=True)
    try:
        actions.set_state(
            request.actor, publication=publication, state=request.POST.get("etat", "")
        )
    except Refused as refusal:
        context = {"problems": [str(refusal)], "back": reverse("reports:publication", args=[pk])}
        return render(request, "reports/refused.html", context, status=422)
    return redirect("reports:publication", pk)
