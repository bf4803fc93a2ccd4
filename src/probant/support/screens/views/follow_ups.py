"""Follow-ups: whom to ask, what they became in one form; at which months one asks."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.directory.screens.taking_away import asked, take_away
from probant.kernel.roles import Role
from probant.programmes.models import Programme
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.models import Case, FollowedUp, JobFact, OrganisationBorn, Since
from probant.support.queries import follow_ups
from probant.support.queries.case_words import say_months, say_term
from probant.support.queries.ledger import LedgerFilter
from probant.support.screens.follow_up_forms import FollowUpForm, TermsForm
from probant.support.screens.ledger_tables import FOLLOW_UPS
from probant.support.screens.views.acts import FORM, respond, writable
from probant.support.screens.views.ledger import programme_words
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

SOON, ME = "bientot", "moi"  # words of addresses
COLUMNS = ("Structure ou projet", "Programme", "Suivi", "Depuis le", "Référent")


def listing(request: Request) -> HttpResponse:
    """`/suivis/`: those that are due, or soon; of whom, for whom."""
    programmes = programme_words(request.actor)
    context = {
        "table": FOLLOW_UPS.render(_rows(request, request.GET), query=request.GET),
        "chosen": LedgerFilter.read(request.GET),
        "programmes": programmes,
        "ahead": request.GET.get("quand") == SOON,
        "mine": request.GET.get("referent") == ME,
        "since": request.GET.get("depuis", ""),
        "sinces": Since.choices,
        "decides": request.actor.has(Role.DIRECTION),
    }
    return render(request, "support/follow_ups.html", context)


def _rows(request: Request, query: Mapping[str, str]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    since = query.get("depuis", "")
    found = follow_ups.due(
        request.actor,
        today,
        until=today + follow_ups.AHEAD if query.get("quand") == SOON else today,
        since=since if since in Since.values else "",
        programme=LedgerFilter.read(query).programme_of_case(),
        referent=request.actor.user_id if query.get("referent") == ME else None,
    )
    return [
        {
            "case_id": one.case_id,
            "name": one.name,
            "programme": one.programme,
            "term": say_term(one.since, one.months),
            "due_on": one.due_on,
            "referent": one.referent,
        }
        for one in found
    ]


def export(request: Request) -> HttpResponse:
    """The list as a file (POST), narrowed as it is; what it says is sealed."""
    rows = _rows(request, asked(request))
    cells = [
        (row["name"], row["programme"], row["term"], row["due_on"], row["referent"]) for row in rows
    ]
    return take_away(
        request,
        COLUMNS,
        cells,
        name="suivis",
        verb="support.export_follow_ups",
        back="support:follow-ups",
    )


def record(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/suivi/`: what became of them, in one form."""
    case = writable(request, pk)
    jobs = list(
        JobFact.objects.now()
        .filter(case=case)
        .exclude(kind=JobFact.Kind.KEPT)
        .order_by("occurred_on", "pk")
    )
    terms = _terms(case)
    due = follow_ups.due_of(case, timezone.localdate())
    first = (due.since, due.months) if due else (terms[0] if terms else None)
    form = FollowUpForm(
        request.POST or None,
        terms=terms,
        jobs=jobs,
        initial={"term": f"{first[0]}-{first[1]}" if first else ""},
    )

    def act(_: Any, keys: Any) -> str:
        actions.follow_up(
            request.actor, case=case, read_at=keys.read_at, key=keys.key, **form.said()
        )
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Suivi",
        submit="Noter le suivi",
        done="Le suivi est noté.",
        above="" if terms else "Tous les suivis de ce dossier sont notés.",
    )


def _terms(case: Case) -> list[tuple[str, int]]:
    """The terms of a case that are not noted yet; after the birth only where there was one."""
    known = follow_ups.terms_of(case.house_id)
    noted = set(FollowedUp.objects.now().filter(case=case).values_list("since", "months"))
    born = OrganisationBorn.objects.now().filter(case=case).exists()
    sinces = [Since.SUPPORT, Since.BIRTH] if born else [Since.SUPPORT]
    return [
        (since.value, months)
        for since in sinces
        for months in follow_ups.months_for(known, case.programme_id, since)
        if (since.value, months) not in noted
    ]


def terms(request: Request) -> HttpResponse:
    """`/suivis/reglages/`: at which months one asks."""
    actor = request.actor
    programmes = Programme.objects.visible_to(actor).order_by("name")
    form = TermsForm(request.POST or None, programmes=programmes)
    back = reverse("support:follow-ups")

    def act(data: Any, keys: Any) -> str:
        actions.set_terms(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("support:follow-up-terms")

    heading = "Quand demander ce qu’ils deviennent"
    known = follow_ups.terms_of(actor.house)
    names: dict[int | None, str] = dict(programmes.values_list("pk", "name"))
    told = [
        f"{names.get(programme, 'tous les programmes')}, après {Since(since).label} : "
        + ", ".join(say_months(one) for one in months)
        for (programme, since), months in known.items()
    ]
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "programme"),
        back=back,
        done="Les suivis sont réglés.",
        context={
            "heading": heading,
            "submit": "Enregistrer",
            "trail": crumbs("Dossiers", reverse("support:cases"), "Suivis", back, heading),
            "lead": " ; ".join(told)
            or "6, 12 et 24 mois après l’accompagnement ; 1, 3 et 5 ans "
            "après la création d’une structure.",
            "above": "",
        },
    )
