"""A project holder's space: her own case, nothing else, on one page made for a phone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.portal.screens.space_forms import DepositForm
from probant.portal.screens.volunteer import volunteer
from probant.post.calendars import calendar_response
from probant.programmes.queries import piece_name
from probant.support import actions
from probant.support.models import Case, SupportCertificate, Testimony
from probant.support.queries import space as own
from probant.support.queries.appointments import next_of_holder
from probant.support.queries.case_words import say_minutes
from probant.support.queries.choices import door_lists
from probant.support.queries.files import shared_with_holder
from probant.support.queries.path import path_of
from probant.support.queries.tasks import shared_tasks
from probant.support.queries.testimonies import consents_of, standing_consents
from probant.support.screens.testimony_forms import USE, ConsentsForm, TestifyForm
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

UNPROCESSABLE = 422


def home(request: Request) -> HttpResponse:
    """`/espace/`: one's own case; the one named by `?dossier=` where there are several."""
    actor = request.actor
    if not actor.has(Role.HOLDER):
        return volunteer(request)
    cases = own.own_cases(actor)
    if not cases:
        return render(request, "portal/space_empty.html", {"known": actor.person_id is not None})
    wanted = request.GET.get("dossier", "")
    case = next((one for one in cases if str(one.pk) == wanted), cases[0])
    return _private(render(request, "portal/space.html", _space(request, case, cases)))


def _space(request: Request, case: Case, cases: list[Case]) -> dict[str, Any]:
    actor, today = request.actor, timezone.localdate()
    coming = next_of_holder(case, today)
    tasks = shared_tasks(case)
    path = path_of(case)
    said = list(
        Testimony.objects.visible_to(actor)
        .filter(case=case)
        .exclude(state=Testimony.State.ASKED)
        .order_by("-seq")
    )
    uses = consents_of([row.pk for row in said]) if said else {}
    return {
        "case": case,
        "others": [one for one in cases if one.pk != case.pk],
        "coming": [
            {"row": row, "length": say_minutes(row.minutes), "who": _who(row)} for row in coming
        ],
        "waiting": [task for task in tasks if not task.is_done],
        "done": [
            {"task": task, "mine": task.done_by_id == actor.user_id}
            for task in tasks
            if task.is_done
        ],
        "files": list(shared_with_holder(case)[:40]),
        "stages": _stages(path),
        "pieces": [piece_name(piece) for piece in path.next.pieces] if path.next else [],
        "certificates": list(
            SupportCertificate.objects.visible_to(actor)
            .filter(case=case, person_id=actor.person_id or 0)
            .order_by("-id")[:5]
        ),
        "testimonies": [{"row": row, "uses": len(uses.get(row.pk, {}))} for row in said],
        "house": case.house,
        "today": today,
    }


def _who(row: Any) -> str:
    return ", ".join(str(user) for user in row.ours.all())


def _stages(path: Any) -> list[dict[str, Any]]:
    present = path.furthest
    return [
        {"name": row.name, "on": path.reached.get(row.phase_id), "is_next": place == present + 1}
        for place, row in enumerate(path.phases)
    ]


def own_case(request: Request, pk: int) -> Case:
    """A case of the holder's; 404 for any other."""
    case = next((one for one in own.own_cases(request.actor) if one.pk == pk), None)
    if case is None:
        raise Http404
    return case


def appointment(request: Request, pk: int) -> HttpResponse:
    """An appointment to come, as a file for one's diary."""
    row = own.own_appointment(request.actor, pk)
    if row is None:
        raise Http404
    return calendar_response(own.engagement_of(row))


def file(request: Request, pk: int) -> HttpResponseBase:
    """A file that was shared, to be saved."""
    row = own.own_file(request.actor, pk)
    if row is None or row.document is None:
        raise Http404
    return serve(row.document, row.name)


def task(request: Request, pk: int) -> HttpResponse:
    """Say that a shared task is done, or take that back (POST)."""
    row = own.own_task(request.actor, pk)
    if row is None or row.case_id is None:
        raise Http404
    back = request.POST.get("suite") == "reprendre"
    act = actions.reopen_shared_task if back else actions.finish_shared_task
    try:
        act(request.actor, task=row, key=read_keys(request.POST).key)
        messages.success(request, "C’est de nouveau à faire." if back else "C’est noté, merci.")
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return _to(row.case_id)


def deposit(request: Request, pk: int) -> HttpResponse:
    """`/espace/<id>/deposer/`: send a piece; what cannot be taken is said, the words stay."""
    case = own_case(request, pk)
    form = DepositForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.deposit_pieces(
                request.actor,
                case=case,
                files=[(one.name or "fichier", one.chunks()) for one in data["sent"]],
                title=data["title"],
                words=data["words"],
                key=read_keys(request.POST).key,
            )
        except AlreadyDone as already:
            messages.info(request, str(already))
            return _to(case.pk)
        except (Refused, TooLarge, JournalError) as refusal:
            form.add_error("sent", str(refusal))
        else:
            messages.success(request, "C’est envoyé. La personne qui vous suit est prévenue.")
            return _to(case.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"form": form, "case": case, "house": case.house}
    return render(request, "portal/deposit.html", context, status=status)


def testify(request: Request, pk: int) -> HttpResponse:
    """`/espace/<id>/temoignage/`: questions and answers, and what they may be used for."""
    case = own_case(request, pk)
    lists = door_lists(case.house_id)
    form = TestifyForm(
        request.POST or None, questions=lists.open("question"), uses=dict(lists.open("use"))
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_testimony(
                request.actor, case=case, said=form.said, key=read_keys(request.POST).key
            )
        except AlreadyDone as already:
            messages.info(request, str(already))
            return _to(case.pk)
        except (Refused, JournalError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Merci, votre témoignage est arrivé.")
            return _to(case.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"form": form, "case": case, "house": case.house}
    return render(request, "portal/testify.html", context, status=status)


def testimony(request: Request, pk: int) -> HttpResponse:
    """`/espace/temoignages/<id>/`: one's own words; allow, allow otherwise, take back, erase."""
    rows = Testimony.objects.visible_to(request.actor).filter(
        person_id=request.actor.person_id or 0
    )
    row = rows.exclude(state=Testimony.State.ASKED).filter(pk=pk).first()
    if row is None:
        raise Http404
    lists, standing = door_lists(row.house_id), standing_consents(row)
    uses = dict(lists.open("use")) | {code: lists.say("use", code) for code in standing}
    form = ConsentsForm(
        request.POST or None,
        uses=uses,
        initial={USE + code: scope for code, scope in standing.items()},
    )
    if request.method == "POST" and form.is_valid():
        key = read_keys(request.POST).key
        try:
            if request.POST.get("suite") == "effacer":
                actions.erase_testimony(request.actor, testimony=row, key=key)
                messages.success(request, "Vos mots sont effacés.")
            else:
                everything = request.POST.get("suite") == "retirer"
                consents = {} if everything else form.consents
                actions.say_consents(request.actor, testimony=row, consents=consents, key=key)
                messages.success(request, "C’est enregistré, et cela vaut tout de suite.")
        except (Refused, JournalError) as refusal:
            messages.error(request, str(refusal))
        return redirect("portal:testimony", row.pk)
    context = {
        "form": form,
        "row": row,
        "answers": [one for one in row.answers.all() if one.text],
        "any": bool(standing),
    }
    return _private(render(request, "portal/testimony.html", context))


def _to(case_id: int) -> HttpResponse:
    return redirect(f"{reverse('portal:space')}?dossier={case_id}")


def _private(response: HttpResponse) -> HttpResponse:
    """What is hers is kept by no shared machine between her and us."""
    response["Cache-Control"] = "private, no-store"
    return response
