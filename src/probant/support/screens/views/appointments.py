"""Appointments: planned from a case, held in one click, noted in one form; templates of notes."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from probant.directory.models import Organisation
from probant.kernel.dates import UnreadableDate, read_date, write_date
from probant.post.calendars import calendar_response
from probant.programmes.models import Programme
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.access import may_read_notes, may_write_case
from probant.support.actions.appointments import APPOINTMENT
from probant.support.models import Appointment, Case, Note, NoteTemplate
from probant.support.queries.agenda import engagement
from probant.support.queries.appointments import people_who_may_come, templates_for
from probant.support.queries.case_words import say_minutes
from probant.support.queries.cases import people_of
from probant.support.rules import day_after
from probant.support.screens import appointment_forms as forms
from probant.support.screens.views.acts import FORM, respond, writable
from probant.support.screens.views.cases import load_case
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

TEMPLATE = "modele"  # parameter of the address: the note template that is taken
DAY = "jour"  # parameter of the address: the day that is proposed
LIKE = "comme"  # parameter of the address: the appointment that is taken as a pattern


def load(request: Request, pk: int, *, to_write: bool = False) -> Appointment:
    """An appointment with its case; 404 where the actor may not read it, or write on its case."""
    rows = Appointment.objects.visible_to(request.actor).select_related("case")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.case = load_case(request, found.case_id)
    allowed = may_write_case if to_write else may_read_notes
    if not allowed(request.actor, found.case) and not may_write_case(request.actor, found.case):
        raise Http404
    return found


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/rendez-vous/<id>/`: when, where, who, what was written."""
    row = load(request, pk)
    actor, case = request.actor, row.case
    notes = Note.objects.visible_to(actor).filter(appointment=row).select_related("author")
    context = {
        "one": row,
        "case": case,
        "length": say_minutes(row.minutes),
        "ours": list(row.ours.order_by("name", "id")),
        "theirs": list(row.theirs.order_by("name_key", "id")),
        "partners": list(row.with_organisations.order_by("name_key", "id")),
        "joint": list(
            Appointment.objects.visible_to(actor)
            .filter(joint=row.joint)
            .exclude(pk=row.pk)
            .select_related("case__organisation")
        ),
        "notes": list(notes.order_by("seq", "id")) if may_read_notes(actor, case) else [],
        "writes": may_write_case(actor, case).allowed,
        "is_planned": row.state == Appointment.State.PLANNED,
    }
    return render(request, "support/appointment.html", context)


def calendar_file(request: Request, pk: int) -> HttpResponse:
    """The appointment as a calendar file."""
    return calendar_response(engagement(load(request, pk)))


def plan(request: Request, pk: int) -> HttpResponse:
    """Plan an appointment, or one like another (`?comme=`)."""
    case = writable(request, pk)
    form = _meeting_form(request, case, forms.MeetingForm)

    def act(_: Any, keys: Any) -> str:
        actions.plan_appointment(request.actor, case=case, meeting=form.meeting(), key=keys.key)
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Prévoir un rendez-vous",
        submit="Prévoir",
        done="Le rendez-vous est prévu.",
        day_field="planned_on",
    )


def again(request: Request, pk: int) -> HttpResponse:
    """An appointment like another: the same people, place and length, on the same weekday later."""
    row = load(request, pk, to_write=True)
    day = day_after(row.planned_on, timezone.localdate())
    form = _meeting_form(request, row.case, forms.MeetingForm, like=row, day=day)

    def act(_: Any, keys: Any) -> str:
        made = actions.plan_appointment(
            request.actor, case=row.case, meeting=form.meeting(), key=keys.key
        )
        return reverse("support:appointment", args=[made.pk])

    return _respond(
        request,
        row,
        form,
        act,
        heading="Dupliquer ce rendez-vous",
        submit="Prévoir ce rendez-vous",
        done="Le nouveau rendez-vous est prévu.",
        day_field="planned_on",
        above=format_html("<p>D’après celui du {}.</p>", write_date(row.planned_on)),
    )


def choose_case(request: Request) -> HttpResponse:
    """From the agenda: the case and the day chosen there lead to the form of the case."""
    number = request.GET.get("dossier", "")
    if not (number.isascii() and number.isdigit()):
        return redirect("support:my-cases")
    case = writable(request, int(number[:18]))
    told = urlencode({DAY: request.GET.get(DAY, "")[:20]})
    return redirect(f"{reverse('support:appointment-plan', args=[case.pk])}?{told}")


def log(request: Request, pk: int) -> HttpResponse:
    """Note an appointment that took place."""
    case = writable(request, pk)
    offered = templates_for(request.actor, case.programme)
    form = _meeting_form(request, case, forms.LogForm, templates=offered)

    def act(data: Any, keys: Any) -> str:
        actions.log_appointment(
            request.actor,
            case=case,
            meeting=form.meeting(),
            note=data["note"],
            audience=data["audience"],
            key=keys.key,
        )
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Noter un rendez-vous",
        submit="Noter",
        done="Le rendez-vous est noté.",
        day_field="planned_on",
        above=_choose_template(request, offered),
    )


def hold(request: Request, pk: int) -> HttpResponse:
    """A planned appointment took place: one click where its length is known."""
    row = load(request, pk, to_write=True)
    offered = templates_for(request.actor, row.case.programme)
    initial = {"note": _body(request, offered)}
    sent = request.POST.copy() if request.method == "POST" else None
    if sent is not None:
        sent.setdefault("occurred_on", row.planned_on.isoformat())
        sent.setdefault("audience", Note.Audience.TEAM)
    form = forms.HoldForm(sent, appointment=row, initial=initial)

    def act(data: Any, keys: Any) -> str:
        actions.hold_appointment(request.actor, appointment=row, key=keys.key, **data)
        return reverse("support:case", args=[row.case_id])

    return _respond(
        request,
        row,
        form,
        act,
        heading="Rendez-vous tenu",
        submit="Noter qu’il a eu lieu",
        done="Le rendez-vous est noté comme tenu.",
        above=_choose_template(request, offered),
    )


def miss(request: Request, pk: int) -> HttpResponse:
    """A planned appointment was not held."""
    row = load(request, pk, to_write=True)

    def act(data: Any, keys: Any) -> str:
        actions.miss_appointment(request.actor, appointment=row, key=keys.key, **data)
        return reverse("support:case", args=[row.case_id])

    return _respond(
        request,
        row,
        forms.MissForm(request.POST or None),
        act,
        heading="Rendez-vous non tenu",
        submit="Noter l’absence",
        done="C’est noté ; vous pouvez en prévoir un autre semblable.",
    )


def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel a planned appointment."""
    row = load(request, pk, to_write=True)

    def act(_: Any, keys: Any) -> str:
        actions.cancel_appointment(request.actor, appointment=row, key=keys.key)
        return reverse("support:case", args=[row.case_id])

    return _respond(
        request,
        row,
        forms.forms.Form(request.POST or None),
        act,
        heading="Annuler un rendez-vous",
        submit="Annuler ce rendez-vous",
        done="Le rendez-vous est annulé.",
        above=format_html("<p>{} le {}.</p>", row, write_date(row.planned_on)),
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """Move a planned appointment, or change what is said of it."""
    row = load(request, pk, to_write=True)
    form = _meeting_form(
        request, row.case, forms.MeetingForm, like=row, joint=False, day=row.planned_on
    )

    def act(_: Any, keys: Any) -> str:
        actions.edit_appointment(
            request.actor,
            appointment=row,
            meeting=form.meeting(),
            read_at=keys.read_at,
            key=keys.key,
        )
        return reverse("support:appointment", args=[row.pk])

    return _respond(
        request,
        row,
        form,
        act,
        heading="Déplacer ou modifier",
        submit="Enregistrer",
        done="Le rendez-vous est modifié.",
        day_field="planned_on",
    )


def _respond(request: Request, row: Appointment, form: Any, act: Any, **told: Any) -> HttpResponse:
    done, day_field = told.pop("done"), told.pop("day_field", "occurred_on")
    page = reverse("support:appointment", args=[row.pk])
    heading = told["heading"]
    case = reverse("support:case", args=[row.case_id])
    trail = crumbs("Dossiers", reverse("support:cases"), row.case.title, case, heading)
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(row.house_id, APPOINTMENT, row.pk),
        back=page,
        done=done,
        day_field=day_field,
        context={"trail": trail, "lead": row.case.title, "above": "", **told},
    )


def _meeting_form(
    request: Request,
    case: Case,
    form: type[forms.MeetingForm],
    *,
    templates: list[NoteTemplate] | None = None,
    like: Appointment | None = None,
    joint: bool = True,
    day: datetime.date | None = None,
) -> Any:
    """The form of a case, filled with what `?comme=` says, or with who usually comes."""
    pattern = like or _pattern(request, case)
    today = timezone.localdate()
    day = day or _day(request, today)
    initial: dict[str, Any] = {"planned_on": day, "ours": [request.actor.user_id]}
    if pattern is not None:
        for name in ("starts_time", "minutes", "mode", "place_label", "subject"):
            initial[name] = getattr(pattern, name)
        initial["ours"] = [user.pk for user in pattern.ours.all()]
        initial["theirs"] = [person.pk for person in pattern.theirs.all()]
        initial["partners"] = [one.pk for one in pattern.with_organisations.all()]
    initial["note"] = _body(request, templates or [])
    partners = Organisation.objects.filter(case_partners__case=case, case_partners__ends_on=None)
    return form(
        request.POST or None,
        case=case,
        team=people_of(case.house_id, team_only=False),
        people=people_who_may_come(case),
        partners=list(partners.distinct().order_by("name_key")),
        others=[] if joint else None,
        initial=initial,
    )


def _day(request: Request, today: datetime.date) -> datetime.date:
    try:
        return read_date(request.GET.get(DAY, ""))
    except UnreadableDate:
        return today


def _pattern(request: Request, case: Case) -> Appointment | None:
    number = request.GET.get(LIKE, "")
    if not (number.isascii() and number.isdigit()):
        return None
    return Appointment.objects.filter(case=case, pk=int(number[:18])).first()


def _body(request: Request, offered: list[NoteTemplate]) -> str:
    wanted = request.GET.get(TEMPLATE, "")
    return next((row.body for row in offered if str(row.pk) == wanted), "")


def _choose_template(request: Request, offered: list[NoteTemplate]) -> Any:
    """Links to the same form with the headings of a template in its note."""
    if not offered or request.method == "POST":
        return ""
    links = [format_html('<a href="?{}={}">{}</a>', TEMPLATE, row.pk, row.name) for row in offered]
    joined = format_html(" · ".join(["{}"] * len(links)), *links)
    return format_html('<p class="small">Trames de notes : {}</p>', joined)


def templates(request: Request) -> HttpResponse:
    """`/dossiers/trames/`: the templates of notes."""
    rows = NoteTemplate.objects.visible_to(request.actor).select_related("programme")
    context = {"rows": list(rows.order_by("-is_open", "name", "id"))}
    return render(request, "support/note_templates.html", context)


def write_template(request: Request, pk: int | None = None) -> HttpResponse:
    """A template of notes: a new one, or one to change."""
    actor = request.actor
    row = None
    if pk is not None:
        row = NoteTemplate.objects.visible_to(actor).filter(pk=pk).first()
        if row is None:
            raise Http404
    initial = (
        {name: getattr(row, name) for name in ("name", "body", "programme", "is_open")}
        if row
        else {}
    )
    form = forms.TemplateForm(
        request.POST or None,
        programmes=Programme.objects.visible_to(actor).order_by("name"),
        initial=initial,
    )
    back = reverse("support:note-templates")

    def act(data: Any, keys: Any) -> str:
        actions.write_template(actor, house_id=actor.house, template=row, key=keys.key, **data)
        return back

    heading = "Trame de notes"
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "note_template", row.pk if row else 0),
        back=back,
        done="La trame est enregistrée.",
        context={
            "heading": heading,
            "submit": "Enregistrer",
            "trail": crumbs("Dossiers", reverse("support:cases"), "Trames", back, heading),
            "lead": "",
            "above": "",
        },
    )
