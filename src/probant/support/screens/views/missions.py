"""Missions of engineering: their list, one mission with its participants, signing one."""

from typing import Any

from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.programmes.models import Programme
from probant.programmes.rules import write_hundredths
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.access import may_open_cases
from probant.support.models import Case, Mission, MissionContracted
from probant.support.queries.engineering import mission_file, prepared_missions
from probant.support.screens import forms
from probant.support.screens.mission_sheet import joined_rows, mission_tables
from probant.support.screens.tables import MISSIONS
from probant.support.screens.views.acts import FORM, respond, writable
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs


def listing(request: Request) -> HttpResponse:
    """`/missions/`: the missions that are signed and stand; those still prepared come first."""
    actor = request.actor
    visible = Mission.objects.visible_to(actor)
    standing = MissionContracted.objects.now().filter(house_id=actor.house_id, mission__in=visible)
    rows = standing.annotate(
        day=F("occurred_on"),
        title=F("mission__title"),
        provider_name=F("provider__name"),
        programme_name=F("programme__name"),
    ).values(
        "id", "mission_id", "title", "provider_name", "programme_name", "kind", "day", "cost_cents"
    )
    page = keyset_page(rows, MISSIONS.sort(request.GET), request.GET)
    context = {
        "table": MISSIONS.render(page.rows, query=request.GET, page=page),
        "prepared": list(prepared_missions(actor)[:50]),
        "may_open": may_open_cases(actor, actor.house).allowed,
    }
    return render(request, "support/missions.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/missions/<id>/`: what it is, how its provider was chosen, how it goes, what it gave."""
    missions = Mission.objects.visible_to(request.actor)
    mission = (
        missions.select_related(
            "programme", "provider", "case__organisation", "case__programme", "terms_document"
        )
        .filter(pk=pk)
        .first()
    )
    if mission is None:
        raise Http404
    actor = request.actor
    held = mission_file(mission)
    visible = set(Case.objects.visible_to(actor).filter(joined_rows(held)).values_list("pk"))
    context = {
        "mission": mission,
        "held": held,
        "co_providers": list(mission.co_providers.order_by("name")),
        "days": write_hundredths(mission.days_hundredths) if mission.days_hundredths else "—",
        "runs": may_open_cases(actor, mission.house_id).allowed,
        **mission_tables(held, actor, {pk for (pk,) in visible}),
    }
    return render(request, "support/mission.html", context)


def create(request: Request) -> HttpResponse:
    """Sign a collective mission."""
    actor = request.actor
    programmes = list(Programme.objects.visible_to(actor).filter(is_open=True).order_by("name"))
    form = forms.MissionForm(
        request.POST or None, house_id=actor.house, programmes=_with_phases(programmes)
    )
    back = reverse("support:missions")

    def act(data: Any, keys: Any) -> str:
        chosen = data.pop("programme")
        programme = next(row for row in programmes if row.pk == chosen)
        mission = actions.contract_mission(
            actor, programme=programme, kind=Mission.Kind.COLLECTIVE, key=keys.key, **data
        )
        return reverse("support:mission", args=[mission.pk])

    heading = "Mission collective"
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "mission"),
        back=back,
        done="La mission est notée ; les structures la rejoignent depuis leur dossier.",
        day_field="contracted_on",
        context={
            "heading": heading,
            "submit": "Noter la mission",
            "trail": crumbs("Missions", back, heading),
            "lead": "",
            "above": "",
        },
    )


def _with_phases(programmes: list[Programme]) -> list[Programme]:
    """DLA first: it is where collective missions are signed."""
    return sorted(programmes, key=lambda row: (row.official_code != "dla", row.name))


def sign(request: Request, pk: int) -> HttpResponse:
    """Sign an individual mission of a case."""
    case = writable(request, pk)
    if not may_open_cases(request.actor, case.house_id):
        raise Http404
    form = forms.MissionForm(request.POST or None, house_id=case.house_id)

    def act(data: Any, keys: Any) -> str:
        actions.contract_mission(
            request.actor,
            programme=case.programme,
            kind=Mission.Kind.INDIVIDUAL,
            case=case,
            read_at=keys.read_at,
            key=keys.key,
            **data,
        )
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Mission individuelle",
        submit="Noter la mission",
        done="La mission est notée ; l’étape d’accompagnement est atteinte.",
        day_field="contracted_on",
    )
