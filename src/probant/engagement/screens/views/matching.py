"""Volunteers for a case: who, why, proposed; what a volunteer reads and answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import Person
from probant.engagement import actions
from probant.engagement.models import CaseProposal
from probant.engagement.queries.matching import matching, needs_of
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.kernel.roles import TEAM
from probant.support.access import is_party
from probant.support.models import Case
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

SHOWN = 12  # volunteers proposed on the page


def _case(request: Request, pk: int) -> Case:
    rows = Case.objects.visible_to(request.actor).select_related(
        "organisation", "programme", "phase", "house"
    )
    case = rows.filter(pk=pk).first()
    if case is None or is_party(request.actor, case):
        raise Http404
    return case


def match(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/benevoles/`: volunteers in the order of the rule, each with the reasons."""
    case = _case(request, pk)
    words, fault = "", ""
    if request.method == "POST":
        words = request.POST.get("mots", "")[:2000]
        number = request.POST.get("personne", "")
        person = Person.objects.visible_to(request.actor).filter(
            pk=int(number[:18]) if number.isascii() and number.isdigit() else 0
        )
        try:
            actions.propose_case(
                request.actor,
                case=case,
                person=_first(person),
                words=words,
                key=read_keys(request.POST).key,
            )
            messages.success(request, "Le dossier est proposé ; la réponse paraîtra ici.")
            return redirect("engagement:match", case.pk)
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect("engagement:match", case.pk)
        except (Refused, JournalError) as refusal:
            fault = str(refusal)
    found = matching(case, timezone.localdate())
    proposals = CaseProposal.objects.visible_to(request.actor).filter(case=case)
    context = {
        "case": case,
        "needs": found.needs,
        "matches": found.matches[:SHOWN],
        "more": max(0, len(found.matches) - SHOWN),
        "aside": found.aside,
        "proposals": list(proposals.select_related("person").order_by("-pk")[:20]),
        "words": words,
        "fault": fault,
    }
    return render(request, "engagement/match.html", context, status=422 if fault else 200)


def _first(people: Any) -> Person:
    person: Person | None = people.first()
    if person is None:
        raise Refused("Choisissez un bénévole de la liste.")
    return person


def proposal(request: Request, pk: int) -> HttpResponse:
    """`/benevoles/propositions/<id>/`: what is said of the case before it is entrusted."""
    rows = CaseProposal.objects.visible_to(request.actor).select_related(
        "person", "case__programme", "case__organisation", "case__phase", "case__house"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    is_team = request.actor.has(*TEAM)
    fault = ""
    if request.method == "POST":
        fault = _answer(request, row)
        if not fault:
            accepted = row.state == CaseProposal.State.ACCEPTED
            if accepted or is_team:
                return redirect("support:case", row.case_id)
            return redirect("engagement:proposal", row.pk)
        row.refresh_from_db()
    needs = needs_of(row.case)
    context = {
        "proposal": row,
        "needs": needs,
        "is_team": is_team,
        "is_hers": request.actor.person_id == row.person_id,
        "fault": fault,
        "said": request.POST.get("answer", ""),
        "home": reverse("engagement:match", args=[row.case_id]) if is_team else "",
    }
    return render(request, "engagement/proposal.html", context, status=422 if fault else 200)


ANSWERS = {
    "accepter": (actions.accept_proposal, "Le dossier est confié."),
    "decliner": (actions.decline_proposal, "La réponse est notée. Merci de l’avoir dite."),
}


def _answer(request: Request, row: CaseProposal) -> str:
    """Do what was answered; why not, where it cannot be."""
    key, word = read_keys(request.POST).key, request.POST.get("geste", "")
    try:
        if word == "retirer":
            actions.withdraw_proposal(request.actor, proposal=row, key=key)
            messages.success(request, "La proposition est retirée.")
        elif word in ANSWERS:
            act, done = ANSWERS[word]
            changed = act(
                request.actor, proposal=row, answer=request.POST.get("answer", ""), key=key
            )
            row.state = changed.state
            messages.success(request, done)
        else:
            return "Dites si vous acceptez ou non."
    except AlreadyDone as already:
        messages.info(request, str(already))
        row.refresh_from_db()
    except (Refused, JournalError) as refusal:
        return str(refusal)
    return ""
