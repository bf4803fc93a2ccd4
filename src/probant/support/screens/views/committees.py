"""The support committee: its dates, one committee with its agenda and opinions."""

from typing import Any

from django.db.models import Count, F
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import House
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.access import may_open_cases
from probant.support.actions.committees import COMMITTEE
from probant.support.models import CommitteeItem, CommitteeMeeting, CommitteeOpinion
from probant.support.screens import dla_forms as forms
from probant.support.screens.dla_tables import COMMITTEES
from probant.support.screens.views.acts import FORM, respond, writable
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs


def listing(request: Request) -> HttpResponse:
    """`/comites/`: the committees planned and held."""
    actor = request.actor
    rows = (
        CommitteeMeeting.objects.visible_to(actor)
        .annotate(cases=Count("items"), body_name=F("body__name"))
        .annotate(held_on=F("sitting__held_on"))
        .values("id", "planned_on", "body_name", "place", "held_on", "cancelled_on", "cases")
    )
    page = keyset_page(rows, COMMITTEES.sort(request.GET), request.GET)
    for row in page.rows:
        row["state"] = "cancelled" if row["cancelled_on"] else "held" if row["held_on"] else "due"
    context = {
        "table": COMMITTEES.render(page.rows, query=request.GET, page=page),
        "may_open": may_open_cases(actor, actor.house).allowed,
    }
    return render(request, "support/committees.html", context)


def load(request: Request, pk: int) -> CommitteeMeeting:
    """The committee; 404 where the actor may not see it."""
    found = (
        CommitteeMeeting.objects.visible_to(request.actor)
        .select_related("body", "sitting", "house__organisation")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/comites/<id>/`: the agenda, who was there, the opinion on each case."""
    meeting = load(request, pk)
    items = list(
        meeting.items.select_related("case__organisation", "case__programme").order_by("position")
    )
    opinions = {
        fact.case_id: fact
        for fact in CommitteeOpinion.objects.now().filter(
            sitting_id=meeting.sitting_id or 0, house_id=meeting.house_id
        )
    }
    runs = may_open_cases(request.actor, meeting.house_id).allowed
    context = {
        "meeting": meeting,
        "lines": [{"item": item, "opinion": opinions.get(item.case_id)} for item in items],
        "seats": list(meeting.sitting.seats.order_by("position")) if meeting.sitting else [],
        "runs": runs,
        "late": meeting.sitting is None and meeting.planned_on < timezone.localdate(),
    }
    return render(request, "support/committee.html", context)


def plan(request: Request) -> HttpResponse:
    """`/comites/nouveau/`: a committee to be held."""
    actor = request.actor
    form = forms.CommitteeForm(request.POST or None)
    back = reverse("support:committees")

    def act(data: Any, keys: Any) -> str:
        house = House.objects.select_related("organisation").get(pk=actor.house)
        meeting = actions.plan_committee(actor, house=house, key=keys.key, **data)
        return reverse("support:committee", args=[meeting.pk])

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, COMMITTEE),
        back=back,
        done="Le comité est prévu : mettez des dossiers à son ordre du jour.",
        day_field="planned_on",
        context={
            "heading": "Prévoir un comité d’appui",
            "submit": "Prévoir le comité",
            "trail": crumbs("Dossiers", reverse("support:cases"), "Comités", back, "Prévoir"),
            "lead": "Consulté après le diagnostic, il donne un avis technique sur chaque dossier.",
            "above": "",
        },
    )


def _answer(
    request: Request, meeting: CommitteeMeeting, form: Form, act: Any, **told: Any
) -> HttpResponse:
    back = reverse("support:committee", args=[meeting.pk])
    listed = reverse("support:committees")

    def go(data: Any, keys: Any) -> str:
        act(data, keys)
        return back

    return answer(
        request,
        form,
        act=go,
        template=FORM,
        subject=Subject(meeting.house_id, COMMITTEE, meeting.pk),
        back=back,
        done=told.pop("done"),
        day_field=told.pop("day_field", ""),
        context={
            "trail": crumbs("Comités", listed, f"{meeting.planned_on:%d/%m/%Y}", back, ""),
            "lead": "",
            "above": "",
            **told,
        },
    )


def _own(request: Request, pk: int) -> CommitteeMeeting:
    meeting = load(request, pk)
    if not may_open_cases(request.actor, meeting.house_id):
        raise Http404
    return meeting


def agenda(request: Request, pk: int) -> HttpResponse:
    """Put a case on the agenda."""
    meeting = _own(request, pk)
    form = forms.AgendaForm(request.POST or None, meeting=meeting)

    def act(data: Any, keys: Any) -> None:
        actions.put_on_agenda(request.actor, meeting=meeting, key=keys.key, **data)

    return _answer(
        request,
        meeting,
        form,
        act,
        heading="Mettre un dossier à l’ordre du jour",
        submit="Mettre à l’ordre du jour",
        done="Le dossier est à l’ordre du jour.",
    )


def hold(request: Request, pk: int) -> HttpResponse:
    """Say that the committee sat."""
    meeting = _own(request, pk)
    form = forms.HoldForm(request.POST or None, initial={"held_on": meeting.planned_on})

    def act(data: Any, keys: Any) -> None:
        actions.hold_committee(request.actor, meeting=meeting, key=keys.key, **data)

    return _answer(
        request,
        meeting,
        form,
        act,
        heading="Comité tenu",
        submit="Noter le comité",
        done="Le comité est noté : donnez l’avis de chaque dossier.",
        day_field="held_on",
    )


def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel a committee."""
    meeting = _own(request, pk)

    def act(data: Any, keys: Any) -> None:
        actions.cancel_committee(request.actor, meeting=meeting, key=keys.key)

    return _answer(
        request,
        meeting,
        Form(request.POST or None),
        act,
        heading="Annuler ce comité",
        submit="Annuler le comité",
        done="Le comité est annulé.",
        above="Son ordre du jour reste lisible ; les dossiers iront à un autre comité.",
    )


def _item(request: Request, pk: int) -> CommitteeItem:
    visible = CommitteeMeeting.objects.visible_to(request.actor)
    items = CommitteeItem.objects.filter(meeting__in=visible)
    found = items.select_related(
        "meeting__sitting", "meeting__body", "case__organisation", "case__programme"
    ).filter(pk=pk)
    item = found.first()
    if item is None or not may_open_cases(request.actor, item.meeting.house_id):
        raise Http404
    return item


def opinion(request: Request, pk: int) -> HttpResponse:
    """The opinion on one case of the agenda."""
    item = _item(request, pk)
    form = forms.OpinionForm(request.POST or None, initial={"words": item.words})

    def act(data: Any, keys: Any) -> None:
        actions.give_opinion(request.actor, item=item, key=keys.key, **data)

    return _answer(
        request,
        item.meeting,
        form,
        act,
        heading=f"Avis : {item.case.title}",
        submit="Noter l’avis",
        done="L’avis est noté.",
    )


def take_off(request: Request, pk: int) -> HttpResponse:
    """Take a case off the agenda."""
    item = _item(request, pk)

    def act(data: Any, keys: Any) -> None:
        actions.take_off_agenda(request.actor, item=item, key=keys.key)

    return _answer(
        request,
        item.meeting,
        Form(request.POST or None),
        act,
        heading="Retirer de l’ordre du jour",
        submit="Retirer ce dossier",
        done="Le dossier n’est plus à l’ordre du jour.",
        above=f"Le dossier « {item.case.title} » ne sera pas présenté.",
    )


def present_case(request: Request, pk: int) -> HttpResponse:
    """From a case: choose the committee that will hear of it."""
    case = writable(request, pk)
    form = forms.OnAgendaForm(request.POST or None, case=case)
    field: Any = form.fields["meeting"]
    there = field.queryset.exists()

    def act(data: Any, keys: Any) -> str:
        actions.put_on_agenda(request.actor, case=case, key=keys.key, **data)
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Présenter au comité d’appui",
        submit="Mettre à l’ordre du jour",
        done="Le dossier est à l’ordre du jour.",
        above="" if there else "Aucun comité n’est prévu : prévoyez-en un dans « Comités ».",
    )
