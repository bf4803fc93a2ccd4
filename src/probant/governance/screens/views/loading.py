"""What the pages of bodies and sittings load, each through what the actor may see."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.urls import reverse

from probant.governance.access import can_record
from probant.governance.models import AgendaItem, Body, Mandate, Sitting
from probant.governance.screens.deliberation_forms import suggestions
from probant.governance.screens.views.record import FORM, house_of
from probant.programmes.screens.submit import Act, Subject, answer
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

__all__ = ["house_of", "suggestions"]


def body_of(request: Request, pk: int, *, write: bool = False) -> Body:
    """The body; 404 where the actor may not see (or write) it."""
    rows = Body.objects.visible_to(request.actor).select_related("organisation", "house")
    found: Body | None = rows.filter(pk=pk).first()
    if found is None or (write and not can_record(request.actor, found.house_id)):
        raise Http404
    return found


def mandate_of(request: Request, pk: int, *, write: bool = False) -> Mandate:
    """The mandate with its body."""
    rows = Mandate.objects.visible_to(request.actor)
    found: Mandate | None = rows.select_related("body", "college").filter(pk=pk).first()
    if found is None or (write and not can_record(request.actor, found.house_id)):
        raise Http404
    return found


def sitting_of(request: Request, pk: int, *, write: bool = False) -> Sitting:
    """The sitting with its body."""
    rows = Sitting.objects.visible_to(request.actor)
    found: Sitting | None = rows.select_related("body__organisation", "house").filter(pk=pk).first()
    if found is None or (write and not can_record(request.actor, found.house_id)):
        raise Http404
    return found


def item_of(request: Request, pk: int, *, write: bool = False) -> AgendaItem:
    """The item, with its sitting loaded as the actor may see it."""
    rows = AgendaItem.objects.filter(sitting__in=Sitting.objects.visible_to(request.actor))
    item = (
        rows.select_related(
            "sitting__body__organisation", "sitting__house", "beneficiary", "deliberation"
        )
        .filter(pk=pk)
        .first()
    )
    if item is None or (write and not can_record(request.actor, item.sitting.house_id)):
        raise Http404
    return item


def respond(
    request: Request,
    form: BaseForm,
    act: Act,
    *,
    subject: Subject,
    back: str,
    done: str,
    heading: str,
    submit: str,
    trail: tuple[str, ...],
    lead: str = "",
    template: str = FORM,
    day_field: str = "held_on",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """A form of this room, with the crumbs that lead to it."""
    shown = {
        "heading": heading,
        "submit": submit,
        "lead": lead,
        "trail": crumbs(*trail, heading),
        **(context or {}),
    }
    return answer(
        request,
        form,
        act=act,
        template=template,
        subject=subject,
        back=back,
        done=done,
        context=shown,
        day_field=day_field,
    )


def body_trail(body: Body) -> tuple[str, ...]:
    """The crumbs to a body."""
    return (
        "Instances",
        reverse("governance:bodies"),
        body.name,
        reverse("governance:body_sheet", args=[body.pk]),
    )


def sitting_trail(sitting: Sitting) -> tuple[str, ...]:
    """The crumbs to a sitting."""
    address = reverse("governance:sitting", args=[sitting.pk])
    return (*body_trail(sitting.body), f"Séance du {sitting.held_on:%d/%m/%Y}", address)


def item_trail(item: AgendaItem) -> tuple[str, ...]:
    """The crumbs to an item."""
    address = reverse("governance:item", args=[item.pk])
    return (*sitting_trail(item.sitting), f"Point {item.number}", address)
