"""Open data, for anyone: the files published here, under addresses that do not change."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date

from probant.documents.serving import serve
from probant.funding.models import OpenFile
from probant.kernel.scdl.formats import FORMATS
from probant.ui.request import Request

LICENCE = "Licence Ouverte 2.0 (Etalab)"
LICENCE_ADDRESS = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
A_WHILE = "public, max-age=300"
GONE = 410


def _files() -> QuerySet[OpenFile]:
    return OpenFile.objects.filter(withdrawn_on__isnull=True).select_related(
        "organisation", "document"
    )


def siren_of(file: OpenFile) -> str:
    """The SIREN under which the address of a file names its authority."""
    return str(file.organisation.siret or file.organisation.siren)[:9]


def _shown(file: OpenFile) -> dict[str, object]:
    given = [siren_of(file), file.form, file.year]
    return {
        "file": file,
        "schema": FORMATS[file.form],
        "csv": reverse("portal:open-data-csv", args=given),
        "state": reverse("portal:open-data-state", args=given),
        "size": -(-file.document.size_bytes // 1024),
    }


def listing(request: Request) -> HttpResponse:
    """`/donnees-ouvertes/`: every file, by authority, the latest year first. One query."""
    groups: dict[str, list[dict[str, object]]] = {}
    for one in _files().order_by("organisation__name_key", "form", "-year"):
        groups.setdefault(one.organisation.name, []).append(_shown(one))
    context = {
        "groups": list(groups.items()),
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
    }
    return render(request, "portal/open_data.html", context)


def _found(siren: str, form: str, year: int) -> OpenFile | HttpResponse:
    """The file of an address; one that was withdrawn is said to be gone."""
    rows = OpenFile.objects.filter(form=form, year=year).select_related("organisation", "document")
    known = rows.filter(organisation__siret__startswith=siren) | rows.filter(
        organisation__siren=siren
    )
    file = known.order_by("pk").first() if len(siren) == 9 else None
    if file is None:
        raise Http404
    if file.withdrawn_on is not None:
        day = f"{file.withdrawn_on:%d/%m/%Y}"
        return HttpResponse(
            f"Ce fichier a été retiré le {day}.",
            status=GONE,
            content_type="text/plain; charset=utf-8",
        )
    return file


def csv_file(request: Request, siren: str, form: str, year: int) -> HttpResponseBase:
    """`/donnees-ouvertes/<siren>/<form>/<year>.csv`: the file."""
    file = _found(siren, form, year)
    if isinstance(file, HttpResponse):
        return file
    response = serve(file.document, f"{form}-{siren}-{year}.csv")
    response["Cache-Control"] = A_WHILE
    response["Last-Modified"] = http_date(file.published_at.timestamp())
    response["Access-Control-Allow-Origin"] = "*"
    return response


def state(request: Request, siren: str, form: str, year: int) -> HttpResponseBase:
    """`/donnees-ouvertes/<siren>/<form>/<year>.json`: what the file is, and that it was checked.

    Every row was held against its schema when the file was published; none else is published.
    """
    file = _found(siren, form, year)
    if isinstance(file, HttpResponse):
        return file
    schema = FORMATS[file.form]
    base = settings.PUBLIC_URL.rstrip("/")
    told = {
        "file": base + reverse("portal:open-data-csv", args=[siren, form, year]),
        "authority": file.organisation.name,
        "siren": siren,
        "year": file.year,
        "schema": {"name": f"scdl/{form}", "version": schema.version, "url": schema.address},
        "valid": True,
        "rows": file.rows,
        "errors": 0,
        "left_out": file.left_out,
        "above_threshold_only": file.above_threshold,
        "published_at": timezone.localtime(file.published_at).isoformat(timespec="seconds"),
        "sha256": file.document.sha256,
        "licence": {"name": LICENCE, "url": LICENCE_ADDRESS},
    }
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = A_WHILE
    response["Access-Control-Allow-Origin"] = "*"
    return response
