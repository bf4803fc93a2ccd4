"""A programme: what it is today, the draft of what it will be, its versions side by side."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.kernel.decision import Refused
from probant.programmes import actions
from probant.programmes.access import may_edit_offer
from probant.programmes.models import Programme, ProgrammeVersion, VersionPhase
from probant.programmes.queries import draft_of, latest_version, read_sheet, version_on
from probant.programmes.rules.difference import VersionSheet, differences
from probant.programmes.screens import version_forms as forms
from probant.programmes.screens.submit import Act, Subject, answer
from probant.programmes.screens.views.offer import load_programme
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def programme(request: Request, pk: int) -> HttpResponse:
    """`/programmes/<id>/`: the version in force today, and those to come."""
    found = load_programme(request, pk)
    today = timezone.localdate()
    in_force = version_on(found, today)
    newest = latest_version(found)
    context = {
        "programme": found,
        "version": in_force,
        "coming": newest if newest.number > in_force.number else None,
        "sheet": read_sheet(in_force),
        "draft": draft_of(found),
        "may_edit": may_edit_offer(request.actor, found.house_id).allowed,
    }
    return render(request, "programmes/programme.html", context)


def versions(request: Request, pk: int) -> HttpResponse:
    """Two versions side by side (`?de=1&a=2`), the two newest by default."""
    found = load_programme(request, pk)
    published = list(found.versions.filter(in_force_from__isnull=False).order_by("number"))
    before = _chosen(published, request.GET, "de", -2)
    after = _chosen(published, request.GET, "a", -1)
    context = {
        "programme": found,
        "versions": published,
        "before": before,
        "after": after,
        "rows": _side_by_side(read_sheet(before), read_sheet(after)),
    }
    return render(request, "programmes/versions.html", context)


def _chosen(
    published: list[ProgrammeVersion], query: Mapping[str, str], name: str, default: int
) -> ProgrammeVersion:
    wanted = query.get(name, "")
    by_number = {str(version.number): version for version in published}
    return by_number.get(wanted) or published[max(default, -len(published))]


def _side_by_side(before: VersionSheet, after: VersionSheet) -> list[dict[str, Any]]:
    """Rows of the comparison: a heading for each phase, its lines, whether they differ."""
    rows = _rows(before.lines, after.lines)
    old = {phase.phase_id: phase for phase in before.phases}
    new = {phase.phase_id: phase for phase in after.phases}
    for phase_id in dict.fromkeys([*new, *old]):
        was, is_now = old.get(phase_id), new.get(phase_id)
        rows.append(
            {
                "is_heading": True,
                "before": was.name if was else "",
                "after": is_now.name if is_now else "",
                "changed": (was.name if was else "") != (is_now.name if is_now else ""),
            }
        )
        rows += _rows(was.lines if was else {}, is_now.lines if is_now else {})
    return rows


def _rows(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, Any]]:
    labels = dict.fromkeys([*before, *after])
    told = [(label, before.get(label, ""), after.get(label, "")) for label in labels]
    return [
        {"label": label, "before": was, "after": is_now, "changed": was != is_now}
        for label, was, is_now in told
        if was or is_now
    ]


def draft(request: Request, pk: int) -> HttpResponse:
    """The draft, its phases in order with their acts; a POST begins it."""
    found = load_programme(request, pk)
    if request.method == "POST":
        actions.begin_version(request.actor, programme=found)
        return redirect("programmes:draft", pk=pk)
    version = draft_of(found)
    if version is None:
        return redirect("programmes:programme", pk=pk)
    return render(request, "programmes/draft.html", _draft_context(found, version))


def _draft_context(found: Programme, version: ProgrammeVersion) -> dict[str, Any]:
    sheet = read_sheet(version)
    rows = version.phases.order_by("position", "id")
    return {
        "programme": found,
        "version": version,
        "durations": sheet.lines,
        "phases": list(zip(rows, sheet.phases, strict=True)),
    }


def _load_draft(request: Request, pk: int) -> ProgrammeVersion:
    version = draft_of(load_programme(request, pk))
    if version is None:
        raise Http404
    return version


def _load_row(request: Request, pk: int) -> VersionPhase:
    rows = VersionPhase.objects.visible_to(request.actor).select_related("version__programme")
    row = rows.filter(pk=pk, version__in_force_from__isnull=True).first()
    if row is None:
        raise Http404
    return row


def durations(request: Request, pk: int) -> HttpResponse:
    """The durations of the draft."""
    version = _load_draft(request, pk)
    names = ("lasts_from_months", "lasts_to_months", "quiet_months")
    initial = {name: getattr(version, name) for name in names}

    def act(data: Any, keys: Any) -> str:
        actions.edit_version(request.actor, version=version, key=keys.key, **data)
        return _draft_page(version)

    return _respond(
        request,
        version,
        forms.DurationsForm(request.POST or None, initial=initial),
        act,
        heading="Durées",
        submit="Enregistrer",
        done="Les durées du brouillon sont modifiées.",
    )


def add_phase(request: Request, pk: int) -> HttpResponse:
    """A phase more in the draft."""
    version = _load_draft(request, pk)
    form = forms.VersionPhaseForm(request.POST or None, version=version)

    def act(_: Any, keys: Any) -> str:
        actions.draft_phase(request.actor, version=version, key=keys.key, **form.words())
        return _draft_page(version)

    return _respond(
        request,
        version,
        form,
        act,
        heading="Ajouter une étape",
        submit="Ajouter l’étape",
        done="L’étape est ajoutée au brouillon.",
    )


def edit_phase(request: Request, pk: int) -> HttpResponse:
    """What a phase of the draft says and asks."""
    row = _load_row(request, pk)
    form = forms.VersionPhaseForm(request.POST or None, version=row.version, row=row)

    def act(_: Any, keys: Any) -> str:
        actions.edit_phase(
            request.actor, row=row, read_at=keys.read_at, key=keys.key, **form.words()
        )
        return _draft_page(row.version)

    return _respond(
        request,
        row.version,
        form,
        act,
        heading=f"Étape « {row.name} »",
        submit="Enregistrer",
        done="L’étape est modifiée dans le brouillon.",
    )


def shape(request: Request, pk: int) -> HttpResponse:
    """Move a phase of the draft up or down, or take it out (`geste`)."""
    row = _load_row(request, pk)
    version, what = row.version, request.POST.get("geste", "")
    try:
        if what in ("monter", "descendre"):
            actions.move_phase(request.actor, row=row, up=what == "monter")
        elif what == "retirer":
            actions.drop_phase(request.actor, row=row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    if request.htmx:
        context = _draft_context(version.programme, version)
        return render(request, "programmes/_draft_phases.html", context)
    return redirect(_draft_page(version))


def publish(request: Request, pk: int) -> HttpResponse:
    """What the draft changes, and from which day."""
    version = _load_draft(request, pk)
    changes = differences(read_sheet(latest_version(version.programme)), read_sheet(version))
    form = forms.PublishForm(request.POST or None, initial={"in_force_from": timezone.localdate()})

    def act(data: Any, keys: Any) -> str:
        actions.publish_version(
            request.actor, version=version, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("programmes:programme", args=[pk])

    return _respond(
        request,
        version,
        form,
        act,
        heading="Mettre en vigueur",
        submit="Mettre en vigueur",
        done="La nouvelle version est en vigueur ; les dossiers ouverts avant gardent la leur.",
        template="programmes/publish.html",
        day_field="in_force_from",
        differences=changes,
    )


def discard(request: Request, pk: int) -> HttpResponse:
    """Throw the draft away."""
    version = _load_draft(request, pk)

    def act(_: Any, keys: Any) -> str:
        actions.discard_version(request.actor, version=version, key=keys.key)
        return reverse("programmes:programme", args=[pk])

    return _respond(
        request,
        version,
        Form(request.POST or None),
        act,
        heading="Abandonner le brouillon",
        submit="Abandonner",
        done="Le brouillon est abandonné ; rien n’a changé.",
    )


def _draft_page(version: ProgrammeVersion) -> str:
    return reverse("programmes:draft", args=[version.programme_id])


def _respond(
    request: Request,
    version: ProgrammeVersion,
    form: Any,
    act: Act,
    *,
    heading: str,
    submit: str,
    done: str,
    template: str = FORM,
    day_field: str = "",
    **context: Any,
) -> HttpResponse:
    back = _draft_page(version)
    found = version.programme
    sheet = reverse("programmes:programme", args=[found.pk])
    offered = reverse("programmes:offer")
    return answer(
        request,
        form,
        act=act,
        template=template,
        subject=Subject(found.house_id, "programme", found.pk),
        back=back,
        done=done,
        day_field=day_field,
        context={
            "heading": heading,
            "submit": submit,
            "trail": crumbs("Programmes", offered, found.name, sheet, "Brouillon", back, heading),
            "lead": f"{found.name}, {version}",
            "above": "",
            **context,
        },
    )
