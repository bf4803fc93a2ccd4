"""The collectives of a house, and one of them: its figures, its members, its partners."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.consortia import actions
from probant.consortia.access import can_answer_for, can_found, can_keep, can_work_in, member_of
from probant.consortia.models import SessionMatch, StructureMatch
from probant.consortia.queries import (
    consortium_rows,
    figures_of,
    lines_of,
    members_of,
    partners_of,
)
from probant.consortia.screens.finding import asked_period, find_consortium
from probant.consortia.screens.forms import FoundForm
from probant.consortia.screens.tables import figures_table, query_of
from probant.consortia.screens.words import label_of, names_of_programmes, narrowing_of
from probant.journal.reading import reading
from probant.programmes.screens.submit import Subject, answer
from probant.ui.request import Request


def consortia(request: Request) -> HttpResponse:
    """The collectives of the house, those that invite it, and a form that founds another."""

    def act(given: dict[str, Any], keys: Any) -> str:
        found = actions.found_consortium(request.actor, key=keys.key, **given)
        return reverse("consortia:consortium", args=[found.pk])

    return answer(
        request,
        FoundForm(request.POST or None),
        act=act,
        template="consortia/consortia.html",
        subject=Subject(request.actor.house, actions.CONSORTIUM),
        back=reverse("consortia:consortia"),
        done="Le collectif est créé : invitez ses membres, et dites quels chiffres s’additionnent.",
        context={"rows": consortium_rows(request.actor), "may": can_found(request.actor)},
    )


def consortium(request: Request, pk: int) -> HttpResponse:
    """A collective: each figure counted once over its members, beside what was said outside."""
    form, period, cut = asked_period(request)
    with reading():
        found = find_consortium(request, pk)
        mine = member_of(request.actor, found)
        members = members_of(found)
        figures = figures_of(found)
        programmes = names_of_programmes({one.programme_code for one in figures})
        context: dict[str, Any] = {
            "consortium": found,
            "mine": mine,
            "invited": next(
                (
                    one
                    for one in members
                    if one.house_id == request.actor.house_id
                    and one.accepted_on is None
                    and one.declined_on is None
                ),
                None,
            ),
            "members": [one for one in members if one.is_member],
            "waiting": [
                one for one in members if one.accepted_on is None and one.declined_on is None
            ],
            "form": form,
            "period": period,
            "cut": cut,
            "back": f"?annee={period.start.year}",
            "may_keep": can_keep(request.actor, found),
        }
        if mine is None:
            context["asked"] = [(label_of(o), narrowing_of(o, programmes)) for o in figures]
            return render(request, "consortia/invited.html", context)
        lines = lines_of(found, figures, period, cut)
        context |= {
            "table": figures_table(
                lines,
                names={one.house_id: one.house.short_name for one in members},
                programmes=programmes,
                query=query_of(period, cut),
            ),
            "has_said": any(line.heard.of_partners or line.heard.of_whole for line in lines),
            "partners": partners_of(found),
            "to_answer": sum(
                kind.objects.filter(
                    consortium=found,
                    asked_id=request.actor.house_id,
                    is_same__isnull=True,
                    undone_on__isnull=True,
                ).count()
                for kind in (SessionMatch, StructureMatch)
            ),
            "may_work": can_work_in(request.actor, found),
            "may_share": can_answer_for(request.actor, mine),
            "query": query_of(period, cut),
        }
        return render(request, "consortia/consortium.html", context)
