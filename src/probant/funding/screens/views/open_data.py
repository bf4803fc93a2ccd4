"""Open data of authorities: what can be published, what is missing, and any file checked."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import Organisation
from probant.funding.actions.open_data import publish_file, withdraw_file
from probant.funding.models import OpenFile
from probant.funding.queries.scdl import (
    FORMS,
    Exported,
    Scope,
    rows_of,
    scopes_of,
    threshold,
)
from probant.journal.errors import JournalError
from probant.journal.reading import reading
from probant.kernel.decision import Refused
from probant.kernel.scdl.files import Report, check_bytes
from probant.kernel.scdl.telling import told
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.tables import Column, Empty, Table, Tag

UNPROCESSABLE = 422
MOST_BYTES = 60_000_000
SHOWN_ROWS = 20
FILES = Table(
    name="fichiers",
    caption="Fichiers par collectivité et par année",
    noun="fichier",
    columns=(
        Column("name", "Collectivité", kind="link", route="funding:open-data-file",
               arguments=("organisation", "form", "year")),
        Column("form_label", "Fichier"),
        Column("year_text", "Année"),
        Column("state", "État", kind="tag", tags={
            "published": Tag("publié", "held"), "withdrawn": Tag("retiré", "quiet"),
            "none": Tag("non publié", "plain"),
        }),
        Column("rows", "Lignes publiées", kind="number"),
        Column("published_on", "Publié le", kind="date"),
    ),
    cards=True,
    empty=Empty(
        "Rien à publier",
        "Enregistrez une convention signée avec une collectivité et ses attributions, ou une "
        "délibération.",
    ),
)  # fmt: skip
FAULTS = Table(
    name="fautes",
    caption="Fautes",
    noun="faute",
    columns=(
        Column("line", "Ligne"),
        Column("column", "Colonne"),
        Column("words", "Ce qui ne va pas, et que faire"),
    ),
    cards=True,
    empty=Empty("Aucune faute", "Chaque ligne suit le schéma."),
)


def listing(request: Request) -> HttpResponse:
    """`/conventions/donnees-ouvertes/`: authorities and years, published or not."""
    actor = request.actor
    with reading():
        published = {
            (one.organisation_id, one.form, one.year): one
            for one in OpenFile.objects.visible_to(actor)
        }
        rows = [
            _file_row(organisation, form, year, published.get((organisation.pk, form, year)))
            for form in FORMS
            for organisation, year in scopes_of(actor.house, form)
        ]
        context = {
            "table": FILES.render(
                [{**row, "id": place} for place, row in enumerate(rows)], query=request.GET
            ),
            "public": any(one.withdrawn_on is None for one in published.values()),
        }
        return render(request, "funding/open_data.html", context)


def _file_row(
    organisation: Organisation, form: str, year: int, file: OpenFile | None
) -> dict[str, Any]:
    state = "none" if file is None else "withdrawn" if file.withdrawn_on else "published"
    return {
        "name": organisation.name,
        "organisation": organisation.pk,
        "form": form,
        "form_label": FORMS[form].title,
        "year": year,
        "year_text": str(year),
        "state": state,
        "rows": file.rows if file else None,
        "published_on": timezone.localdate(file.published_at) if file else None,
    }


def _asked(request: Request, pk: int, form: str, year: int) -> Organisation:
    found = Organisation.objects.filter(pk=pk).first() if form in FORMS else None
    if found is None or not 1900 <= year <= 2199:
        raise Http404
    if (found, year) not in scopes_of(request.actor.house, form):
        raise Http404
    return found


def prepare(request: Request, pk: int, form: str, year: int) -> HttpResponse:
    """`/conventions/donnees-ouvertes/<authority>/<form>/<year>/`: what would be in the file, what
    would not and why; a POST publishes it."""
    actor = request.actor
    organisation = _asked(request, pk, form, year)
    fault, status = "", 200
    if request.method == "POST":
        try:
            publish_file(
                actor=actor,
                house_id=actor.house,
                organisation_id=pk,
                form=form,
                year=year,
                above_threshold=request.POST.get("seuil") == "oui",
                key=read_keys(request.POST).key,
            )
        except (Refused, JournalError) as refusal:
            fault, status = str(refusal), UNPROCESSABLE
        else:
            messages.success(request, "Fichier publié, à son adresse de toujours.")
            return redirect("funding:open-data-file", pk, form, year)
    with reading():
        done = Exported()
        first: list[Sequence[str]] = []
        for cells in done.keep(rows_of(form, Scope(actor.house, pk, year))):
            if len(first) < SHOWN_ROWS:
                first.append(cells)
        file = (
            OpenFile.objects.visible_to(actor)
            .filter(organisation=pk, form=form, year=year, house_id=actor.house)
            .first()
        )
        context = {
            "organisation": organisation,
            "schema": FORMS[form],
            "year": year,
            "done": done,
            "reasons": done.reasons.most_common(),
            "first": first,
            "file": file,
            "is_public": file is not None and file.withdrawn_on is None,
            "siren": (organisation.siret or organisation.siren)[:9],
            "threshold": threshold(year) if form == "subventions" else None,
            "fault": fault,
        }
        return render(request, "funding/open_data_file.html", context, status=status)


def withdraw(request: Request, pk: int, form: str, year: int) -> HttpResponse:
    """Take a published file off line."""
    actor = request.actor
    file = (
        OpenFile.objects.visible_to(actor)
        .filter(organisation=pk, form=form, year=year, house_id=actor.house)
        .first()
    )
    if file is None:
        raise Http404
    try:
        withdraw_file(actor=actor, file=file, key=read_keys(request.POST).key)
        messages.success(request, "Fichier retiré : son adresse dit qu’il n’est plus là.")
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect("funding:open-data-file", pk, form, year)


def check(request: Request) -> HttpResponse:
    """`/conventions/donnees-ouvertes/verifier/`: any file held against its schema; nothing kept."""
    context: dict[str, Any] = {"back": reverse("funding:open-data")}
    status = 200
    if request.method == "POST":
        dropped = request.FILES.get("fichier")
        if dropped is None:
            context["fault"], status = "Choisissez un fichier à vérifier.", UNPROCESSABLE
        elif (dropped.size or 0) > MOST_BYTES:
            context["fault"] = "Ce fichier pèse plus de 60 Mo : découpez-le."
            status = UNPROCESSABLE
        else:
            report = check_bytes(dropped.read())
            context |= {"name": dropped.name, "report": report, "counts": _counts(report)}
            context["table"] = FAULTS.render(_faults(report), query=request.GET)
            context["more"] = max(0, report.faults - len(report.shown))
    return render(request, "funding/open_data_check.html", context, status=status)


def _faults(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "id": place,
            "line": str(one.row),
            "column": one.column or "la ligne",
            "words": told(report.form, one),
        }
        for place, one in enumerate(report.shown)
    ]


def _counts(report: Report) -> list[tuple[str, int]]:
    by_column: dict[str, int] = {}
    for (column, _), count in report.counts.items():
        by_column[column or "la ligne"] = by_column.get(column or "la ligne", 0) + count
    return sorted(by_column.items(), key=lambda pair: (-pair[1], pair[0]))
