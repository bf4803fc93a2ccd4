"""Files of a case: dropped, downloaded with the case's rights, given versions; milestones."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.governance.models import Deliberation
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.access import may_withdraw_file, may_write_case
from probant.support.models import CaseFile
from probant.support.queries.files import offered, versions_of
from probant.support.screens import file_forms as forms
from probant.support.screens.views.acts import FORM, respond, writable
from probant.support.screens.views.cases import load_case
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def load(request: Request, pk: int, *, to_write: bool = False) -> CaseFile:
    """A file that stands; 404 where the actor may not have it, or write on its case."""
    files = CaseFile.objects.visible_to(request.actor).standing()
    found = files.select_related("milestone", "document", "added_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.case = load_case(request, found.case_id)
    if to_write and not may_write_case(request.actor, found.case):
        raise Http404
    return found


def add(request: Request, pk: int) -> HttpResponse:
    """Drop files on a case."""
    case = writable(request, pk)
    form = forms.FilesForm(
        request.POST or None,
        request.FILES or None,
        offered=offered(case.house_id, documents_only=True),
        initial={"milestone": request.GET.get("nature", "")},
    )

    def act(data: Any, keys: Any) -> str:
        sent = data.pop("sent")
        _kept(
            lambda: actions.add_files(
                request.actor,
                case=case,
                files=[(one.name or "fichier", one.chunks()) for one in sent],
                key=keys.key,
                **data,
            )
        )
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Déposer des fichiers",
        submit="Déposer",
        done="Les fichiers sont gardés.",
        day_field="dated_on",
    )


def _kept(run: Any) -> None:
    try:
        run()
    except TooLarge as large:
        raise Refused(str(large)) from large


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/fichiers/<id>/`: what it is, its versions, what may be done."""
    file = load(request, pk)
    actor = request.actor
    context = {
        "file": file,
        "case": file.case,
        "versions": versions_of(actor, file),
        "is_last": not CaseFile.objects.filter(previous=file).exists(),
        "writes": may_write_case(actor, file.case).allowed,
        "withdraws": may_withdraw_file(actor, file).allowed,
    }
    return render(request, "support/file.html", context)


def download(request: Request, pk: int) -> HttpResponseBase:
    """The file itself, to be saved: by the rights of its case and its audience."""
    file = load(request, pk)
    if file.document is None:
        raise Http404
    return serve(file.document, file.name)


def version(request: Request, pk: int) -> HttpResponse:
    """A new version."""
    file = load(request, pk, to_write=True)
    form = forms.VersionForm(request.POST or None, request.FILES or None)

    def act(data: Any, keys: Any) -> str:
        sent = data["file"]
        _kept(
            lambda: actions.add_version(
                request.actor,
                file=file,
                name=sent.name or "fichier",
                chunks=sent.chunks(),
                dated_on=data["dated_on"],
                key=keys.key,
            )
        )
        return reverse("support:case", args=[file.case_id])

    return _respond(
        request,
        file,
        form,
        act,
        heading="Nouvelle version",
        submit="Déposer",
        done="La nouvelle version est gardée ; la précédente reste lisible.",
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """What a file is, and who has it."""
    file = load(request, pk, to_write=True)
    kind = file.milestone
    form = forms.FileForm(
        request.POST or None,
        offered=offered(file.case.house_id, documents_only=True),
        initial={
            "title": file.title,
            "milestone": (kind.official_code or f"n{kind.pk}") if kind else "",
            "dated_on": file.dated_on,
            "audience": file.audience,
        },
    )

    def act(data: Any, keys: Any) -> str:
        actions.edit_file(request.actor, file=file, key=keys.key, **data)
        return reverse("support:file", args=[file.pk])

    return _respond(
        request,
        file,
        form,
        act,
        heading="Modifier",
        submit="Enregistrer",
        done="C’est enregistré.",
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a file off its case."""
    file = load(request, pk, to_write=True)
    if not may_withdraw_file(request.actor, file):
        raise Http404

    def act(_: Any, keys: Any) -> str:
        actions.withdraw_file(request.actor, file=file, key=keys.key)
        return reverse("support:case", args=[file.case_id])

    return _respond(
        request,
        file,
        forms.forms.Form(request.POST or None),
        act,
        heading="Retirer ce fichier",
        submit="Retirer pour de bon",
        done="Le fichier est retiré.",
        above=format_html(
            "<p>« {} » ne sera plus lisible par personne ; les jalons notés restent.</p>", file
        ),
    )


def _respond(request: Request, file: CaseFile, form: Any, act: Any, **told: Any) -> HttpResponse:
    done, heading = told.pop("done"), told["heading"]
    case = reverse("support:case", args=[file.case_id])
    trail = crumbs("Dossiers", reverse("support:cases"), file.case.title, case, heading)
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(file.case.house_id, "case_file", file.pk),
        back=reverse("support:file", args=[file.pk]),
        done=done,
        day_field="dated_on",
        context={"trail": trail, "lead": str(file), "above": "", **told},
    )


def milestone(request: Request, pk: int) -> HttpResponse:
    """A deliverable finished, or a step reached."""
    case = writable(request, pk)
    files = CaseFile.objects.visible_to(request.actor).filter(case=case).standing().last_versions()
    form = forms.MilestoneForm(
        request.POST or None,
        offered=offered(case.house_id),
        files=files.order_by("-dated_on", "-id"),
        deliberations=Deliberation.objects.visible_to(request.actor).order_by("-pk"),
        initial={"milestone": request.GET.get("jalon", "")},
    )

    def act(data: Any, keys: Any) -> str:
        actions.reach_milestone(
            request.actor, case=case, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Jalon atteint",
        submit="Noter le jalon",
        done="Le jalon est noté.",
    )


def milestones(request: Request) -> HttpResponse:
    """`/dossiers/jalons/`: the deliverables and steps that the house offers."""
    context = {"rows": offered(request.actor.house)}
    return render(request, "support/milestones.html", context)


def name_milestone(request: Request, word: str = "") -> HttpResponse:
    """A milestone of the house: a new one, or one to rename or close."""
    actor = request.actor
    found = next((one for one in offered(actor.house) if one.word == word), None)
    if word and found is None:
        raise Http404
    initial = {"name": found.name, "is_document": found.is_document} if found else {}
    form = forms.MilestoneNameForm(request.POST or None, initial={"is_open": True, **initial})
    back = reverse("support:milestones")

    def act(data: Any, keys: Any) -> str:
        actions.name_milestone(actor, house_id=actor.house, word=word, key=keys.key, **data)
        return back

    heading = "Jalon ou livrable"
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "milestone"),
        back=back,
        done="C’est enregistré.",
        context={
            "heading": heading,
            "submit": "Enregistrer",
            "trail": crumbs("Dossiers", reverse("support:cases"), "Jalons", back, heading),
            "lead": "",
            "above": "",
        },
    )
