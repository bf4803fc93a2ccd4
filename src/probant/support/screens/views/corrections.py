"""A fact that was wrong: voided or replaced with a reason, corrected in place while fresh."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from probant.journal.fresh import can_correct
from probant.kernel.dates import write_date
from probant.programmes.screens.submit import Subject, answer
from probant.programmes.screens.void import VoidForm
from probant.support import actions
from probant.support.access import may_open_cases
from probant.support.models import Case
from probant.support.queries.happenings import HAPPENINGS
from probant.support.queries.history import detail_of, tell
from probant.support.screens import forms
from probant.support.screens.views.acts import FORM, respond, writable
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def _load(request: Request, kind: str, pk: int) -> Any:
    """A standing fact of a case that the actor may write on; 404 otherwise."""
    told = HAPPENINGS.get(kind)
    if told is None or not told.voidable:
        raise Http404
    facts = told.model.objects.visible_to(request.actor).select_related("case", *told.related)
    fact = facts.now().filter(pk=pk).first()
    if fact is None:
        raise Http404
    if fact.case_id is not None:
        fact.case = writable(request, fact.case_id)
    elif not may_open_cases(request.actor, fact.house_id):
        raise Http404
    return fact


def _sentence(fact: Any) -> str:
    detail = detail_of(fact)
    told = f"{tell(fact)} ({detail})" if detail else tell(fact)
    return format_html("{} le {}.", told, write_date(fact.occurred_on))


def void(request: Request, kind: str, pk: int) -> HttpResponse:
    """Void a fact."""
    fact = _load(request, kind, pk)
    form = VoidForm(request.POST or None)

    def act(data: Any, keys: Any) -> None:
        actions.void_fact(request.actor, fact=fact, read_at=keys.read_at, key=keys.key, **data)

    return _respond(
        request,
        fact,
        form,
        act,
        heading="Annuler un fait",
        submit="Annuler ce fait",
        done="Le fait est annulé ; il reste lisible, barré, avec son motif.",
        above=format_html(
            "<p>{} Les chiffres ne le compteront plus ; ceux qui ont été lus ou "
            "publiés avant restent explicables.</p>",
            _sentence(fact),
        ),
    )


def replace(request: Request, kind: str, pk: int) -> HttpResponse:
    """Void a fact and record the one that stands in its place."""
    fact = _load(request, kind, pk)
    form = forms.ReplaceForm(request.POST or None, fact=fact)

    def act(data: Any, keys: Any) -> None:
        actions.replace_fact(
            request.actor,
            fact=fact,
            code=data["code"],
            reason=data["reason"],
            occurred_on=data["occurred_on"],
            read_at=keys.read_at,
            key=keys.key,
            **form.columns,
        )

    return _respond(
        request,
        fact,
        form,
        act,
        heading="Remplacer un fait",
        submit="Remplacer",
        done="Le fait est remplacé ; l’ancien reste lisible, barré, avec son motif.",
        above=format_html("<p>Noté jusqu’ici : {}</p>", _sentence(fact)),
    )


def correct(request: Request, kind: str, pk: int) -> HttpResponse:
    """Correct a fresh slip in place; otherwise the page that asks for a reason."""
    fact = _load(request, kind, pk)
    if request.method != "POST" and not can_correct(request.actor, fact):
        return redirect("support:replace", kind, pk)
    form = forms.AmendForm(request.POST or None, fact=fact)

    def act(data: Any, keys: Any) -> None:
        actions.correct_fact(
            request.actor,
            fact=fact,
            occurred_on=data["occurred_on"],
            key=keys.key,
            **form.columns,
        )

    return _respond(
        request,
        fact,
        form,
        act,
        heading="Corriger",
        submit="Enregistrer la correction",
        done="C’est corrigé.",
        above=format_html("<p>Vous avez noté : {}</p>", _sentence(fact)),
    )


def _respond(request: Request, fact: Any, form: Form, run: Any, **told: Any) -> HttpResponse:
    case: Case | None = fact.case
    mission_id = getattr(fact, "mission_id", None)
    back = (
        reverse("support:case", args=[case.pk])
        if case
        else reverse("support:mission", args=[mission_id])
    )

    def act(data: Any, keys: Any) -> str:
        run(data, keys)
        return back

    if case is not None:
        return respond(request, case, form, act, **told)
    heading = told["heading"]
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(fact.house_id, "mission", mission_id or 0),
        back=back,
        done=told.pop("done"),
        context={
            "trail": crumbs("Missions", reverse("support:missions"), heading),
            "lead": "",
            **told,
        },
    )
