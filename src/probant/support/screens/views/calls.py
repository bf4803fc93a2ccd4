"""The register of the door, and one call: what was said, what came of it, its corrections."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from probant.journal.door import change
from probant.journal.fresh import can_correct
from probant.journal.reasons import say_reason
from probant.kernel.dates import write_date
from probant.kernel.roles import Role
from probant.programmes.models import Programme
from probant.programmes.screens.submit import Subject, answer
from probant.programmes.screens.void import VoidForm
from probant.support import actions
from probant.support.access import may_read_words
from probant.support.actions import Said
from probant.support.actions.calls import OF_A_CASE, PLAIN
from probant.support.models import Call, CallMode, CallOutcome
from probant.support.queries.calls import (
    CallFilter,
    awaiting_requests,
    call_rows,
    places_of_calls,
    story_of,
    tell_rows,
    years_of_calls,
)
from probant.support.queries.choices import door_lists
from probant.support.screens.door_forms import (
    AmendCallForm,
    AmendCallWithReasonForm,
    initial_of,
)
from probant.support.screens.door_tables import CALLS
from probant.support.screens.views.acts import FORM
from probant.support.screens.views.handing import lines_of
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

HEADINGS = (
    "Jour",
    "Qui",
    "Personne",
    "Territoire",
    "Besoin",
    "Comment",
    "Durée (minutes)",
    "Origine",
    "Ce qu’il en est sorti",
    "Programme",
    "Noté par",
)


def load_call(request: Request, pk: int) -> Call:
    """The call, with what its pages name; 404 where the actor may not see it."""
    calls = Call.objects.visible_to(request.actor)
    found = calls.select_related("organisation", "person", "case", "request", "taken_by")
    call = found.filter(pk=pk).first()
    if call is None:
        raise Http404
    return call


def listing(request: Request) -> HttpResponse:
    """`/accueils/`: filters are words in the address."""
    actor = request.actor
    lists = door_lists(actor.house)
    chosen = CallFilter.read(request.GET)
    sort = CALLS.sort(request.GET)
    page = keyset_page(call_rows(actor, chosen), sort, request.GET)
    context = {
        "table": CALLS.render(tell_rows(page.rows, lists), query=request.GET, page=page),
        "requests": awaiting_requests(actor),
        "chosen": chosen,
        "years": years_of_calls(actor),
        "outcomes": CallOutcome.choices,
        "modes": CallMode.choices,
        "needs": list(lists.names("need").items()),
        "origins": list(lists.names("origin").items()),
        "places": places_of_calls(actor),
        "has_rows": bool(page.rows),
        "composes": actor.has(Role.DIRECTION),
        "query": request.GET,
    }
    return render(request, "support/calls.html", context)


def export(request: Request) -> HttpResponse:
    """The calls on screen as a file; what it says is sealed: no longer a fresh slip."""
    actor, kind = request.actor, request.POST.get("format", "")
    given = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "format"):
        given.pop(name, None)
    if kind not in ("csv", "xlsx"):
        return redirect(f"{reverse('support:calls')}?{given.urlencode()}")
    rows = list(call_rows(actor, CallFilter.read(given)).order_by("occurred_on", "id"))
    lines = [_line(row) for row in tell_rows(rows, door_lists(actor.house))]
    with change(actor, verb="support.export_calls", houses=[actor.house]) as entry:
        entry.seal("export")
    if kind == "xlsx":
        return attachment(xlsx_bytes(HEADINGS, lines, title="Accueil"), "accueil.xlsx", XLSX)
    return attachment(csv_bytes(HEADINGS, lines), "accueil.csv", CSV)


def _line(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["occurred_on"],
        row["who"],
        row["person"],
        row["place"],
        row["need"],
        row["how"],
        row["minutes"],
        row["came"],
        CallOutcome(row["outcome"]).label,
        row["programme__name"] or "",
        row["by"] or "",
    )


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/accueils/<id>/`."""
    call = load_call(request, pk)
    story = story_of(call)
    if story is None:
        raise Http404
    lists = door_lists(call.house_id)
    taken = story.taken
    context = {
        "call": call,
        "taken": taken,
        "is_void": taken.is_void,
        "void_words": say_reason(taken.void_code) if taken.is_void else "",
        "how": CallMode(taken.mode).label if taken.mode else "",
        "outcome": CallOutcome(taken.outcome).label,
        "needs": [lists.say("need", code) for code in story.needs],
        "origin": lists.say("origin", taken.origin) if taken.origin else "",
        "words": call.words if may_read_words(request.actor, call) else "",
        "handed": lines_of(story, lists),
    }
    return render(request, "support/call.html", context)


def amend(request: Request, pk: int) -> HttpResponse:
    """Correct how a call is noted; why is asked where it is no longer fresh."""
    call = load_call(request, pk)
    story = story_of(call)
    if story is None or story.taken.is_void:
        raise Http404
    taken = story.taken
    fresh = can_correct(request.actor, taken).allowed
    kind = AmendCallForm if fresh else AmendCallWithReasonForm
    outcomes = [row for row in CallOutcome.choices if row[0] in PLAIN]
    form = kind(
        request.POST or None,
        lists=door_lists(call.house_id),
        programmes=list(
            Programme.objects.visible_to(request.actor).filter(is_open=True).order_by("name")
        ),
        outcomes=outcomes if taken.outcome in PLAIN else [],
        initial=initial_of(call, story),
    )
    if taken.outcome in OF_A_CASE:
        del form.fields["programme"], form.fields["words"]
    elif not may_read_words(request.actor, call):
        del form.fields["words"]

    def act(data: Any, keys: Any) -> str:
        actions.amend_call(
            request.actor,
            call=call,
            occurred_on=data["occurred_on"],
            outcome=data.get("outcome") or taken.outcome,
            said=Said(data["mode"], data["origin"], form.needs, data["minutes"]),
            programme=_programme(request, data.get("programme")),
            words=data.get("words"),
            code=data.get("code", ""),
            reason=data.get("reason", ""),
            read_at=keys.read_at,
            key=keys.key,
        )
        return reverse("support:call", args=[call.pk])

    return _respond(
        request, call, form, act, heading="Corriger un appel", submit="Enregistrer", done="Corrigé."
    )


def _programme(request: Request, number: int | None) -> Programme | None:
    if number is None:
        return None
    return Programme.objects.visible_to(request.actor).filter(pk=number).first()


def void(request: Request, pk: int) -> HttpResponse:
    """Void a call and what was noted of it but its case."""
    call = load_call(request, pk)
    form = VoidForm(request.POST or None)
    case = call.case

    def act(data: Any, keys: Any) -> str:
        actions.void_call(request.actor, call=call, read_at=keys.read_at, key=keys.key, **data)
        return reverse("support:call", args=[call.pk])

    stays = (
        format_html(
            " Le dossier « {} » reste : s’il fut ouvert par erreur, annulez-y ses faits.", case
        )
        if case is not None
        else ""
    )
    above = format_html(
        "<p>L’appel de « {} » du {} ne comptera plus, ni l’appui ou l’orientation notés avec lui.{}"
        "</p>",
        call.title,
        write_date(call.taken_on),
        stays,
    )
    return _respond(
        request,
        call,
        form,
        act,
        heading="Annuler un appel",
        submit="Annuler cet appel",
        done="L’appel est annulé ; il reste lisible, avec son motif.",
        above=above,
    )


def _respond(
    request: Request, call: Call, form: Any, act: Any, *, heading: str, done: str, **told: Any
) -> HttpResponse:
    page = reverse("support:call", args=[call.pk])
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(call.house_id, "call", call.pk),
        back=page,
        done=done,
        context={
            "trail": crumbs(
                "Appels et visites", reverse("support:calls"), call.title, page, heading
            ),
            "heading": heading,
            "lead": "",
            "above": told.pop("above", ""),
            **told,
        },
    )
