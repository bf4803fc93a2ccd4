"""Hours of volunteers and time of the team: a list with its form, and who volunteers."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from probant.engagement import actions
from probant.engagement.access import may_enrol, may_write_time
from probant.engagement.models import Task, TimeFact
from probant.engagement.queries.hours import (
    KINDS,
    TimeFilter,
    minutes_during,
    time_rows,
    volunteers,
)
from probant.engagement.rules import write_minutes
from probant.engagement.screens.forms import EnrolForm, HoursForm, TimeForm
from probant.engagement.screens.tables import TABLES
from probant.kernel.dates import write_date
from probant.kernel.period import Period
from probant.kernel.roles import TEAM
from probant.programmes.screens.submit import Subject, answer
from probant.programmes.screens.void import VoidForm
from probant.ui.fields import read_period
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

NO_TASK = "aucune"  # word of the address: hours whose mission nobody said
HEADINGS = {"benevoles": "Heures des bénévoles", "equipe": "Temps de l’équipe"}


def time(request: Request, kind: str = "benevoles") -> HttpResponse:
    """`/temps/benevoles/`, `/temps/equipe/`: the latest, the year's total, and the form."""
    actor = request.actor
    if kind not in KINDS:
        raise Http404
    table = TABLES[kind]
    chosen = _filter(request)
    rows = time_rows(actor, kind, chosen)
    page = keyset_page(rows, table.sort(request.GET), request.GET)
    form = (HoursForm if kind == "benevoles" else TimeForm)(
        request.POST or None, actor=actor, kind=kind
    )
    here = reverse("engagement:time", args=[kind])

    def act(data: Any, keys: Any) -> str:
        if kind == "equipe":
            actions.log_staff_time(actor, key=keys.key, **data)
        elif actor.has(*TEAM):
            actions.log_hours(actor, key=keys.key, **data)
        else:
            person = data.pop("person")
            line = actions.Given(**data)
            actions.declare_hours(actor, person=person, lines=[line], key=keys.key)
        return here

    year = timezone.localdate().year
    return answer(
        request,
        form,
        act=act,
        template="engagement/time.html",
        subject=Subject(actor.house, "person"),
        back=here,
        done="C’est noté."
        if actor.has(*TEAM) or kind == "equipe"
        else "C’est transmis à l’équipe, qui valide.",
        context={
            "kind": kind,
            "heading": HEADINGS[kind],
            "table": table.render(_told(page.rows, kind), query=request.GET, page=page),
            "here": here,
            "narrowed": chosen != TimeFilter(),
            "period": chosen.period.label if chosen.period else "",
            "year": year,
            "total": write_minutes(minutes_during(actor, kind, Period.year(year))),
            "volunteers": volunteers(actor) if kind == "benevoles" else [],
            "may_enrol": bool(may_enrol(actor, actor.house)),
            "writes_for_all": actor.has(*TEAM),
        },
    )


def _filter(request: Request) -> TimeFilter:
    """`?personne=`, `?du=`, `?au=`, `?mission=`, `?action=`, `?programme=`; nonsense, nothing."""
    person, action, programme = (
        int(text[:18]) if text.isascii() and text.isdigit() else None
        for text in (request.GET.get(name, "") for name in ("personne", "action", "programme"))
    )
    task = request.GET.get("mission", "")
    known = task if task in Task.values else None
    return TimeFilter(
        person, read_period(request.GET), "" if task == NO_TASK else known, action, programme
    )


def _told(rows: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    address = href_pattern("engagement:void", 2)
    for row in rows:
        name = f"{row['given_name']} {row['family_name']}".strip()
        row["name"] = name or "personne effacée"
        row["time"] = write_minutes(row["minutes"])
        row["task_name"] = str(Task(row["task"]).label) if row.get("task") else ""
        row["undo"], row["undo_href"] = "Annuler", address % (kind, row["id"])
    return rows


def enrol(request: Request) -> HttpResponse:
    """A person becomes a volunteer."""
    actor = request.actor
    form = EnrolForm(request.POST or None, actor=actor)
    back = reverse("engagement:volunteers")

    def act(data: Any, keys: Any) -> str:
        found = actions.enrol_volunteer(actor, key=keys.key, **data)
        return reverse("engagement:volunteer", args=[found.person_id])

    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, "person"),
        back=back,
        done="La personne est inscrite parmi les bénévoles.",
        context={
            "heading": "Inscrire un bénévole",
            "submit": "Inscrire",
            "trail": crumbs("Bénévoles", back, "Inscrire un bénévole"),
            "lead": "",
            "above": "",
        },
    )


def void(request: Request, kind: str, pk: int) -> HttpResponse:
    """Void time noted by mistake."""
    actor = request.actor
    model = KINDS.get(kind)
    facts = model.objects.visible_to(actor).now() if model else None
    fact: TimeFact | None = facts.filter(pk=pk).first() if facts is not None else None
    if fact is None or not may_write_time(actor, fact.house_id, fact.person_id or 0):
        raise Http404
    back = reverse("engagement:time", args=[kind])

    def act(data: Any, keys: Any) -> str:
        actions.void_time(actor, fact=fact, key=keys.key, **data)
        return back

    return answer(
        request,
        VoidForm(request.POST or None),
        act=act,
        template="programmes/form.html",
        subject=Subject(fact.house_id, "person"),
        back=back,
        done="Le temps est annulé.",
        context={
            "heading": "Annuler un temps",
            "submit": "Annuler ce temps",
            "trail": crumbs(HEADINGS[kind], back, "Annuler un temps"),
            "lead": f"{fact.person}, {write_minutes(fact.minutes)}, "
            f"le {write_date(fact.occurred_on)}.",
            "above": "",
        },
    )
