"""Facts of a session that were wrong: voided or replaced, with a reason."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from probant.gatherings import actions
from probant.gatherings.models import Attendance
from probant.gatherings.screens import forms
from probant.gatherings.screens.views.sessions import load_session, respond
from probant.kernel.dates import write_date
from probant.programmes.screens.void import VoidForm
from probant.ui.request import Request


def _load(request: Request, kind: str, pk: int) -> Any:
    kinds: dict[str, type[Any]] = {**forms.FACTS, "presence": Attendance}
    model = kinds.get(kind)
    if model is None:
        raise Http404
    facts = model.objects.visible_to(request.actor).now()
    fact = facts.filter(pk=pk).first()
    if fact is None:
        raise Http404
    fact.session = load_session(request, fact.session_id, write=True)
    return fact


def void(request: Request, kind: str, pk: int) -> HttpResponse:
    """Void a fact."""
    fact = _load(request, kind, pk)
    form = VoidForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.void_fact(request.actor, fact=fact, key=keys.key, **data)
        return reverse("gatherings:session", args=[fact.session_id])

    return respond(
        request,
        fact.session,
        form,
        act,
        heading="Annuler un fait",
        submit="Annuler ce fait",
        done="Le fait est annulé ; il reste lisible, barré, avec son motif.",
        above=format_html("<p>Noté le {}.</p>", write_date(fact.occurred_on)),
    )


def replace(request: Request, kind: str, pk: int) -> HttpResponse:
    """Void a fact and record the one that stands in its place."""
    fact = _load(request, kind, pk)
    form = forms.ReplaceForm(request.POST or None, fact=fact)

    def act(data: Any, keys: Any) -> str:
        actions.replace_fact(
            request.actor,
            fact=fact,
            code=data["code"],
            reason=data["reason"],
            occurred_on=data["occurred_on"],
            key=keys.key,
            **form.columns,
        )
        return reverse("gatherings:session", args=[fact.session_id])

    return respond(
        request,
        fact.session,
        form,
        act,
        heading="Remplacer un fait",
        submit="Remplacer",
        done="Le fait est remplacé ; l’ancien reste lisible, barré, avec son motif.",
    )
