"""One presence said precisely, and how many came to an open session."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from probant.gatherings import actions
from probant.gatherings.actions.attendance import half_days_of
from probant.gatherings.models import Attendance, SaidStructure
from probant.gatherings.screens.attendance_forms import AmendForm, HeadcountForm
from probant.gatherings.screens.views.sessions import load_session, respond
from probant.ui import panels
from probant.ui.request import Request


def amend(request: Request, pk: int) -> HttpResponse:
    """Late, gone early, only the morning, for which structure: one presence."""
    facts = Attendance.objects.visible_to(request.actor).now()
    attendance = facts.filter(pk=pk).select_related("person", "organisation").first()
    if attendance is None:
        raise Http404
    session = load_session(request, attendance.session_id, write=True)
    halves = half_days_of(session)
    said = SaidStructure.objects.filter(session=session, person=attendance.person_id or 0).first()
    initial = {
        "arrived_time": attendance.arrived_time,
        "left_time": attendance.left_time,
        "attended": [half.code for half in halves if _attends(attendance, half.code)],
        "organisation": attendance.organisation or (said.words if said else ""),
    }
    form = AmendForm(request.POST or None, attendance=attendance, halves=halves, initial=initial)

    def act(data: Any, keys: Any) -> str:
        actions.amend_attendance(request.actor, attendance=attendance, key=keys.key, **data)
        return reverse("gatherings:session", args=[session.pk])

    who = str(attendance.person or attendance.organisation)
    return respond(
        request,
        session,
        form,
        act,
        heading=who,
        submit="Enregistrer",
        done="La présence est précisée.",
        above=panels.render("attendance.papers", request, attendance),
    )


def _attends(attendance: Attendance, code: str) -> bool:
    return not attendance.half_days or code in attendance.half_days.split(",")


def headcount(request: Request, pk: int) -> HttpResponse:
    """How many came, apart from the names."""
    session = load_session(request, pk, write=True)
    form = HeadcountForm(request.POST or None, actor=request.actor)

    def act(data: Any, keys: Any) -> str:
        actions.take_headcount(request.actor, session=session, key=keys.key, **data)
        return reverse("gatherings:session", args=[pk])

    return respond(
        request,
        session,
        form,
        act,
        heading="Combien de personnes",
        submit="Noter ce nombre",
        done="Le nombre de personnes est noté.",
    )
