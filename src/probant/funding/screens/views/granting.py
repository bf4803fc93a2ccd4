"""From the vote to the money: the awards that a deliberation makes."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from probant.funding import actions
from probant.funding.access import can_record
from probant.funding.queries.granting import grants_of
from probant.funding.screens.granting_forms import GrantsForm
from probant.governance.models import Deliberation
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def grants(request: Request, pk: int) -> HttpResponse:
    """`/deliberations/<id>/attributions/`: each sum becomes an award, or confirms one."""
    actor = request.actor
    visible = Deliberation.objects.visible_to(actor).select_related("sitting__body")
    deliberation: Deliberation | None = visible.filter(pk=pk).first()
    if deliberation is None or not can_record(actor, deliberation.house_id):
        raise Http404
    found = grants_of(deliberation, actor)
    form = GrantsForm(request.POST or None, grants=found)
    back = reverse("governance:deliberation", args=[pk])
    listing = reverse("governance:deliberations")

    def act(_: Any, keys: FormKeys) -> str:
        actions.record_grants(
            actor=actor,
            deliberation=deliberation,
            grants=form.drafts,
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template="funding/grants.html",
        subject=Subject(deliberation.house_id, "deliberation", pk),
        back=back,
        done="Les subventions attribuées sont enregistrées.",
        context={
            "grants": found,
            "deliberation": deliberation,
            "trail": crumbs("Délibérations", listing, "Délibération", back, "Attributions"),
        },
    )
