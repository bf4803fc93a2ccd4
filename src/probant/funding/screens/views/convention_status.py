"""What becomes of a convention: submitted, signed, denounced, closed, renewed; what holds it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.funding import actions
from probant.funding.actions.amendments import can_renew
from probant.funding.actions.signing import holding
from probant.funding.models import Convention
from probant.funding.queries.committees import may_follow
from probant.funding.rules import Status, may_become
from probant.funding.screens.convention_forms import (
    RenewForm,
    StatusForm,
)
from probant.funding.screens.views.convention_edit import (
    mine,
    page_address,
    show,
    trail,
)
from probant.ui.request import Request


class Gesture:
    """An act on the status: its words, whether it needs a reason or a day."""

    def __init__(
        self,
        status: Status,
        heading: str,
        submit: str,
        done: str,
        lead: str = "",
        *,
        reason: bool = False,
        day: bool = False,
    ) -> None:
        self.status, self.heading, self.submit = status, heading, submit
        self.done, self.lead, self.reason, self.day = done, lead, reason, day


GESTURES: dict[str, Gesture] = {
    "deposer": Gesture(
        Status.SUBMITTED,
        "Déposer la convention",
        "Déposer",
        "La convention est déposée : son texte est gardé comme projet soumis au vote.",
        "Le financeur la voit à instruire. Son texte d’aujourd’hui est gardé, pour être comparé "
        "au texte signé.",
    ),
    "reprendre": Gesture(
        Status.DRAFT,
        "Reprendre la convention",
        "Reprendre en préparation",
        "La convention est de nouveau en préparation.",
        "Le financeur ne la voit plus tant qu’elle n’est pas déposée.",
    ),
    "signee": Gesture(
        Status.SIGNED,
        "Noter une signature donnée sur papier",
        "Noter la signature",
        "La signature est notée. Les constats ouverts restent ouverts.",
        "Ce qui a été signé s’enregistre tel quel, erreurs comprises ; elles retiendront le "
        "prochain acte.",
        day=True,
    ),
    "denoncer": Gesture(
        Status.DENOUNCED,
        "Noter une dénonciation",
        "Noter la dénonciation",
        "La dénonciation est notée : la convention ne se renouvellera pas.",
        reason=True,
        day=True,
    ),
    "solder": Gesture(
        Status.CLOSED,
        "Solder la convention",
        "Solder",
        "La convention est soldée.",
        "Ses fiches et ses budgets ne changeront plus ; ce qui arrive encore se note toujours.",
    ),
    "abandonner": Gesture(
        Status.DROPPED,
        "Laisser la convention sans suite",
        "Laisser sans suite",
        "La convention est laissée sans suite.",
        reason=True,
    ),
}


def status(request: Request, pk: int, gesture: str) -> HttpResponse:
    """`/conventions/<id>/etat/<geste>/`."""
    actor = request.actor
    convention = mine(actor, pk)
    asked = GESTURES.get(gesture)
    if asked is None or not may_become(convention.status, asked.status):
        raise Http404
    wanted: Gesture = asked
    form = StatusForm(request.POST or None, needs_reason=wanted.reason, with_day=wanted.day)

    def act(data: Any, keys: Any) -> str:
        if wanted.status == Status.SUBMITTED:
            actions.submit_convention(
                actor=actor, convention=convention, read_at=keys.read_at, key=keys.key
            )
        else:
            actions.set_status(
                actor=actor,
                convention=convention,
                status=wanted.status,
                on=data.get("on"),
                reason=data["reason"].strip(),
                read_at=keys.read_at,
                key=keys.key,
            )
        return page_address(convention)

    return show(
        request,
        form,
        act,
        convention,
        heading=wanted.heading,
        submit=wanted.submit,
        done=wanted.done,
        lead=wanted.lead,
    )


def sign(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/signer/`: held by open errors, each mended or taken on with a reason."""
    actor = request.actor
    convention = mine(actor, pk)
    if not may_become(convention.status, Status.SIGNED):
        return redirect(page_address(convention))
    form = StatusForm(request.POST or None, needs_reason=False, with_day=True)
    del form.fields["reason"]
    return _with_errors(
        request,
        convention,
        form,
        lambda data, keys, reasons: actions.sign_here(
            actor=actor,
            convention=convention,
            on=data["on"],
            reasons=reasons,
            read_at=keys.read_at,
            key=keys.key,
        ),
        heading="Signer la convention",
        submit="Signer",
        done="La convention est signée.",
        lead="La signature est donnée aujourd’hui, ou le jour que vous dites.",
    )


def assume(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/constats/`: take on the errors of what was signed, with a reason."""
    actor = request.actor
    convention = mine(actor, pk)
    form = StatusForm(request.POST or None, needs_reason=False, with_day=False)
    del form.fields["reason"]
    return _with_errors(
        request,
        convention,
        form,
        lambda data, keys, reasons: actions.take_on(
            actor=actor,
            convention=convention,
            reasons=reasons,
            read_at=keys.read_at,
            key=keys.key,
        ),
        heading="Assumer des constats",
        submit="Enregistrer les motifs",
        done="Les motifs sont gardés à côté des constats.",
        lead="Un constat assumé ne retient plus vos actes ; son motif reste à côté.",
    )


def _with_errors(
    request: Request,
    convention: Convention,
    form: Any,
    write: Callable[[Any, Any, dict[str, str]], Any],
    **words: Any,
) -> HttpResponse:
    """The form of an act that open errors hold, with a place for the reason beside each."""
    opened = holding(convention, request.actor, timezone.localdate())
    typed = {
        one.mark(convention.pk): request.POST.get(f"motif-{one.mark(convention.pk)}", "")
        for one in opened
    }

    def act(data: Any, keys: Any) -> str:
        write(data, keys, typed)
        return page_address(convention)

    errors = [
        {
            "about": one.about,
            "message": one.finding.message,
            "mark": one.mark(convention.pk),
            "typed": typed[one.mark(convention.pk)],
            "mend": _mend(convention, one),
        }
        for one in opened
    ]
    return show(
        request,
        form,
        act,
        convention,
        template="funding/signing.html",
        extra={"errors": errors, "convention": convention},
        **words,
    )


def _mend(convention: Convention, told: Any) -> str:
    if told.budget_id is not None and told.year is not None:
        number = next((one.number for one in convention.sheets.all() if one.pk == told.sheet_id), 0)
        return reverse("funding:budget", args=[convention.pk, told.year, number])
    return reverse("funding:text", args=[convention.pk])


def renew(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/renouveler/`."""
    actor = request.actor
    convention = mine(actor, pk)
    verdict = can_renew(actor, convention)
    if not verdict.allowed:
        context = {
            "heading": "Renouveler la convention",
            "trail": trail(convention, "Renouveler"),
            "reason": verdict.reason,
            "back": page_address(convention),
        }
        return render(request, "funding/refused.html", context, status=409)
    form = RenewForm(request.POST or None, initial={"title": convention.title})
    follows = may_follow(convention, timezone.localdate())
    held = "" if follows.allowed else f" Avant de la déposer ou de la signer : {follows.reason}"

    def act(data: Any, keys: Any) -> str:
        made = actions.renew_convention(actor=actor, convention=convention, key=keys.key, **data)
        return page_address(made)

    return show(
        request,
        form,
        act,
        convention,
        heading="Renouveler la convention",
        submit="Préparer la suivante",
        done="La convention suivante est en préparation : mêmes parties, texte en vigueur. Relisez-"
        "la, puis faites-la voter.",
        lead="Une nouvelle convention, en préparation, avec les mêmes parties et le texte en "
        f"vigueur. Les votes, les fiches et les subventions seront les siens.{held}",
    )
