"""Replacements: the list, a new one, shortening one."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.accounts.models import User
from probant.kernel.roles import Role
from probant.programmes.screens.submit import Subject, answer
from probant.support.access import may_hand_over
from probant.support.actions import hand_overs as actions
from probant.support.models import Case, HandOver
from probant.support.queries.cases import people_of
from probant.support.screens.path_forms import HandOverEndForm, HandOverForm
from probant.support.screens.path_tables import HAND_OVERS
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"
CASES_OFFERED = 100


def listing(request: Request) -> HttpResponse:
    """`/remplacements/`: those that stand or come, then the past ones."""
    actor = request.actor
    rows = HandOver.objects.visible_to(actor).select_related("from_user", "to_user")
    newest = rows.prefetch_related("cases__organisation").order_by("-starts_on", "-pk")[:200]
    table = HAND_OVERS.render([_row(request, row) for row in newest])
    context = {"table": table, "may_add": may_hand_over(actor, actor.house, actor.user_id or 0)}
    return render(request, "support/absences.html", context)


def _row(request: Request, row: HandOver) -> dict[str, Any]:
    today = timezone.localdate()
    state = "past"
    if row.is_cancelled:
        state = "cancelled"
    elif row.ends_on is None:
        state = "given"
    elif row.ends_on >= today:
        state = "standing" if row.starts_on <= today else "coming"
    may_end = state in ("standing", "coming") and may_hand_over(
        request.actor, row.house_id, row.from_user_id
    )
    return {
        "id": row.pk,
        "from_name": str(row.from_user),
        "to_name": str(row.to_user),
        "what": _what(row),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "state": state,
        "end": "Écourter" if may_end else "",
        "end_id": row.pk if may_end else None,
    }


def _what(row: HandOver) -> str:
    if row.whole:
        return "tout"
    titles = [case.title for case in row.cases.all()]
    return ", ".join(titles[:3]) + (f" et {len(titles) - 3} autres" if len(titles) > 3 else "")


def add(request: Request) -> HttpResponse:
    """A replacement between two dates, or for good."""
    actor = request.actor
    people = people_of(actor.house, team_only=False)
    leaving = people if actor.has(Role.DIRECTION) else [u for u in people if u.pk == actor.user_id]
    chosen = _leaving(request, leaving)
    form = HandOverForm(
        request.POST or None,
        leaving=leaving,
        people=people,
        cases=_cases(actor, chosen),
        initial={"from_user": chosen, "starts_on": timezone.localdate()},
    )
    back = reverse("support:absences")

    def act(data: Any, keys: Any) -> str:
        named = list(data.pop("cases", ()))
        cases = named or None
        actions.hand_over(actor, house_id=actor.house, cases=cases, key=keys.key, **data)
        return back

    return _respond(
        request,
        form,
        act,
        heading="Noter un remplacement",
        submit="Noter le remplacement",
        done="Le remplacement est noté.",
        lead="Rien n’est à défaire : au lendemain du dernier jour, tout revient.",
        template="support/hand_over.html",
        leaving=[(user.pk, str(user)) for user in leaving],
        chosen=chosen,
    )


def _leaving(request: Request, leaving: list[User]) -> int:
    """Who leaves: as typed, else of the address (`de`), else the one who asks."""
    word = request.POST.get("from_user") or request.GET.get("de", "")
    known = {str(user.pk): user.pk for user in leaving}
    return known.get(word, request.actor.user_id or 0)


def _cases(actor: Any, leaving: int) -> list[Case]:
    """The open cases that one may name: those that the person who leaves follows."""
    mine = Case.objects.visible_to(actor).filter(state=Case.State.OPEN, referent_id=leaving)
    named = mine.select_related("organisation", "programme").order_by("-touched_on", "-pk")
    return list(named[:CASES_OFFERED])


def end(request: Request, pk: int) -> HttpResponse:
    """Shorten a replacement, or call it off."""
    actor = request.actor
    rows = HandOver.objects.visible_to(actor).standing().filter(ends_on__isnull=False)
    row = rows.select_related("from_user", "to_user").filter(pk=pk).first()
    if row is None or not may_hand_over(actor, row.house_id, row.from_user_id):
        raise Http404
    form = HandOverEndForm(request.POST or None, initial={"last_on": timezone.localdate()})
    back = reverse("support:absences")

    def act(data: Any, keys: Any) -> str:
        actions.end_hand_over(actor, row=row, key=keys.key, **data)
        return back

    return _respond(
        request,
        form,
        act,
        heading="Écourter un remplacement",
        submit="Écourter",
        done="Le remplacement est écourté.",
        lead=f"{row.from_user}, remplacé·e par {row.to_user}",
    )


def _respond(
    request: Request,
    form: Any,
    act: Any,
    *,
    heading: str,
    submit: str,
    done: str,
    lead: str,
    template: str = FORM,
    **context: Any,
) -> HttpResponse:
    back = reverse("support:absences")
    return answer(
        request,
        form,
        act=act,
        template=template,
        subject=Subject(request.actor.house, actions.HAND_OVER),
        back=back,
        done=done,
        day_field="starts_on",
        context={
            "heading": heading,
            "submit": submit,
            "trail": crumbs("Remplacements", back, heading),
            "lead": lead,
            "above": "",
            **context,
        },
    )
