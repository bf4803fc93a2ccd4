"""The shared diagnosis: its draft saved as one types, its signing, its versions side by side."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.documents.models import Document
from probant.documents.store import TooLarge, path_of
from probant.journal.errors import AlreadyDone, Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.programmes.rules import write_hundredths
from probant.support import actions
from probant.support.access import may_write_case
from probant.support.actions.diagnoses import DIAGNOSIS
from probant.support.models import Case, Diagnosis, DiagnosisVersion
from probant.support.queries.diagnoses import compare, sections_of, years_of
from probant.support.screens.dla_forms import DiagnosisForm, SignForm, keep_file
from probant.support.screens.views.acts import respond, trail_of, writable
from probant.support.screens.views.cases import load_case
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

UNPROCESSABLE = 422


def draft(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/diagnostic/`: the draft; saved by its button, and as one types."""
    case = load_case(request, pk)
    found = Diagnosis.objects.filter(case=case).select_related("document").first()
    writes = may_write_case(request.actor, case).allowed
    if request.method == "POST" and not writes:
        raise Http404
    form = DiagnosisForm(request.POST or None, request.FILES or None, draft=found)
    if request.method == "POST" and request.htmx:
        return _as_one_types(request, case, form)
    if request.method == "POST" and form.is_valid():
        keys = read_keys(request.POST)
        try:
            _save(request, case, form, keys.read_at or 0, keys.key)
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect("support:diagnosis", pk)
        except (Refused, Stale, TooLarge) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Le diagnostic est enregistré.")
            return redirect("support:diagnosis", pk)
    return _show(request, case, found, form, writes=writes)


def _show(
    request: Request, case: Case, found: Diagnosis | None, form: DiagnosisForm, *, writes: bool
) -> HttpResponse:
    read_at = last_seq(case.house_id, DIAGNOSIS, found.pk) if found else 0
    context = {
        "case": case,
        "trail": trail_of(case, "Diagnostic partagé"),
        "draft": found,
        "form": form,
        "read_at": read_at,
        "writes": writes,
        "sections": sections_of(found) if found else [],
        "years": years_of(found) if found else [],
        "versions": list(found.versions.order_by("-number")) if found else [],
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "support/diagnosis.html", context, status=status)


def _save(
    request: Request, case: Case, form: DiagnosisForm, read_at: int | None, key: Any
) -> tuple[Diagnosis, int]:
    upload = form.cleaned_data.get("file")
    return actions.save_diagnosis(
        request.actor,
        case=case,
        values=form.values,
        years=form.years,
        document=keep_file(request.actor, case.house_id, upload),
        read_at=read_at,
        key=key,
    )


def _as_one_types(request: Request, case: Case, form: DiagnosisForm) -> HttpResponse:
    """Save without leaving the page; what cannot be kept is said where the hour would stand."""
    keys = read_keys(request.POST)
    told: dict[str, Any] = {"read_at": keys.read_at or 0}
    if not form.is_valid():
        told["problem"] = "Une valeur ne se lit pas : le reste attend qu’elle soit corrigée."
    else:
        try:
            _, told["read_at"] = _save(request, case, form, keys.read_at or 0, None)
            told["saved_at"] = timezone.now()
        except (Refused, Stale) as refusal:
            told["problem"] = str(refusal)
    return render(request, "support/_diagnosis_saved.html", told)


def sign(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/diagnostic/signer/`: freeze the draft into a version."""
    case = writable(request, pk)
    found = Diagnosis.objects.filter(case=case).first()
    form = SignForm(request.POST or None, draft=found)

    def act(data: Any, keys: Any) -> str:
        given = {"with_jobs": False, **data}
        actions.sign_diagnosis(request.actor, case=case, key=keys.key, **given)
        return reverse("support:diagnosis", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Signer le diagnostic",
        submit="Signer cette version",
        done="Le diagnostic est signé ; cette version ne change plus.",
        day_field="signed_on",
        above="La version signée est figée. Le brouillon reste ouvert : une suite donnera une "
        "autre version.",
    )


def _version(request: Request, pk: int) -> DiagnosisVersion:
    """A version of a case that the actor may see; 404 otherwise."""
    found = (
        DiagnosisVersion.objects.filter(
            pk=pk, diagnosis__case__in=Case.objects.visible_to(request.actor)
        )
        .select_related("document", "diagnosis")
        .first()
    )
    if found is None:
        raise Http404
    return found


def version(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/diagnostics/<id>/`: as it was signed; `?avec=` compares with another number."""
    shown = _version(request, pk)
    case = load_case(request, shown.diagnosis.case_id)
    versions = list(shown.diagnosis.versions.order_by("number"))
    other = next((one for one in versions if str(one.number) == request.GET.get("avec")), None)
    before, after = sorted((shown, other), key=lambda one: one.number) if other else (None, None)
    context = {
        "case": case,
        "trail": trail_of(case, f"Diagnostic, version {shown.number}"),
        "version": shown,
        "sections": [one for one in sections_of(shown) if one.text],
        "years": years_of(shown),
        "fte": write_hundredths(shown.fte_hundredths) if shown.fte_hundredths else "—",
        "others": [one for one in versions if one.pk != shown.pk],
        "before": before,
        "after": after,
        "changes": compare(before, after) if before and after else [],
    }
    return render(request, "support/diagnosis_version.html", context)


def version_file(request: Request, pk: int) -> FileResponse:
    """`/dossiers/diagnostics/<id>/fichier/`: the file that was signed."""
    return send_document(_version(request, pk).document)


def file(request: Request, pk: int) -> HttpResponse | FileResponse:
    """`/dossiers/<id>/diagnostic/fichier/`: the file that stands for the draft."""
    case = load_case(request, pk)
    found = Diagnosis.objects.filter(case=case).select_related("document").first()
    if found is None or found.document is None:
        messages.info(request, "Aucun fichier n’est joint à ce diagnostic.")
        return redirect("support:diagnosis", pk)
    return send_document(found.document)


def send_document(document: Document | None) -> FileResponse:
    """Send the bytes of a document, as a file to keep; 404 where there is none."""
    if document is None or not path_of(document.sha256).is_file():
        raise Http404
    return FileResponse(
        path_of(document.sha256).open("rb"), as_attachment=True, filename=document.name
    )
