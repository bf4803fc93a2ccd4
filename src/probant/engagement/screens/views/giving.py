"""Hours of volunteers: a week at once, lines that wait for the team, what it answers."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.engagement import actions
from probant.engagement.models import DeclaredHours
from probant.engagement.rules import write_minutes
from probant.engagement.screens.giving_forms import WeekForm
from probant.engagement.screens.views.volunteers import volunteer_or_404
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.dates import read_date
from probant.kernel.decision import Refused
from probant.kernel.roles import TEAM
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

MOST = 200  # lines shown at once
A_WEEK = datetime.timedelta(days=7)


def week(request: Request, pk: int) -> HttpResponse:
    """`/benevoles/<person>/semaine/`: seven lines; the team's count at once, hers wait."""
    actor = request.actor
    person = volunteer_or_404(request, pk)
    monday = _monday(request)
    form = WeekForm(request.POST or None, actor=actor, person=person, monday=monday)
    back = reverse("engagement:volunteer", args=[person.pk])
    is_team = actor.has(*TEAM)

    def act(data: Any, keys: Any) -> str:
        write = actions.log_week if is_team else actions.declare_hours
        write(actor, person=person, lines=form.given(), key=keys.key)
        return back

    home = reverse("engagement:volunteers" if is_team else "engagement:hours")
    here = reverse("engagement:week", args=[person.pk])
    return answer(
        request,
        form,
        act=act,
        template="engagement/week.html",
        subject=Subject(person.house_id, "person", person.pk),
        back=back,
        done="Les heures sont notées." if is_team else "Les heures sont transmises à l’équipe.",
        context={
            "person": person,
            "is_team": is_team,
            "trail": crumbs(
                "Bénévoles" if is_team else "Vos heures",
                home,
                str(person),
                back,
                "Une semaine d’heures",
            ),
            "before_href": f"{here}?semaine={(monday - A_WEEK).isoformat()}",
            "after_href": f"{here}?semaine={(monday + A_WEEK).isoformat()}"
            if monday + A_WEEK <= timezone.localdate()
            else "",
            "monday": monday,
        },
    )


def _monday(request: Request) -> datetime.date:
    try:
        day = read_date(request.GET.get("semaine", ""))
    except ValueError:
        day = timezone.localdate()
    return day - datetime.timedelta(days=day.weekday())


def waiting(request: Request) -> HttpResponse:
    """`/benevoles/heures/`: what volunteers declared; lines ticked are validated, or set aside."""
    actor = request.actor
    rows = (
        DeclaredHours.objects.visible_to(actor)
        .filter(state=DeclaredHours.State.WAITING)
        .select_related("person", "programme", "action", "case__organisation")
        .order_by("occurred_on", "pk")
    )
    if request.method == "POST":
        return _answered(request, rows)
    found = list(rows[:MOST])
    context = {
        "rows": [{"row": row, "length": write_minutes(row.minutes)} for row in found],
        "total": write_minutes(sum(row.minutes for row in found)),
        "reason": "",
        "fault": "",
    }
    return render(request, "engagement/waiting.html", context)


def _answered(request: Request, rows: Any) -> HttpResponse:
    chosen = {int(one) for one in request.POST.getlist("ligne") if one.isascii() and one.isdigit()}
    ticked = list(rows.filter(pk__in=list(chosen)[:MOST]))
    key, reason = read_keys(request.POST).key, request.POST.get("motif", "")
    try:
        if request.POST.get("geste") == "ecarter":
            actions.refuse_hours(request.actor, declared=ticked, reason=reason, key=key)
            messages.success(request, "Ces lignes ne sont pas retenues ; le motif leur est dit.")
        else:
            facts = actions.validate_hours(request.actor, declared=ticked, key=key)
            given = write_minutes(sum(fact.minutes for fact in facts))
            messages.success(request, f"{given} de bénévolat sont validées.")
    except AlreadyDone as already:
        messages.info(request, str(already))
    except (Refused, JournalError) as refusal:
        found = list(rows[:MOST])
        context = {
            "rows": [
                {
                    "row": row,
                    "length": write_minutes(row.minutes),
                    "is_ticked": row.pk in chosen,
                }
                for row in found
            ],
            "total": write_minutes(sum(row.minutes for row in found)),
            "reason": reason,
            "fault": str(refusal),
        }
        return render(request, "engagement/waiting.html", context, status=422)
    return redirect("engagement:waiting")


def withdraw(request: Request, pk: int) -> HttpResponse:
    """A line that its author takes back (POST)."""
    row = DeclaredHours.objects.visible_to(request.actor).filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        actions.withdraw_hours(request.actor, declared=row, key=read_keys(request.POST).key)
        messages.success(request, "La ligne est retirée.")
    except AlreadyDone as already:
        messages.info(request, str(already))
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect("engagement:volunteer", row.person_id)
