"""The number of providers that a programme consults, set by its direction."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from probant.programmes.models import Programme
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.queries.engineering import providers_to_consult
from probant.support.screens.consultation import ConsultationForm
from probant.support.screens.views.acts import FORM
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def rule(request: Request, pk: int) -> HttpResponse:
    """`/programmes/<id>/consultation/`."""
    actor = request.actor
    programme = Programme.objects.visible_to(actor).filter(pk=pk).first()
    if programme is None:
        raise Http404
    today = timezone.localdate()
    number = providers_to_consult(programme, today)
    form = ConsultationForm(
        request.POST or None, initial={"providers_at_least": number, "in_force_from": today}
    )
    back = reverse("programmes:programme", args=[pk])

    def act(data: Any, keys: Any) -> str:
        actions.set_consultation_rule(actor, programme=programme, key=keys.key, **data)
        return back

    heading = "Consultation des prestataires"
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(programme.house_id, "programme", pk),
        back=back,
        done="La règle est enregistrée.",
        day_field="in_force_from",
        context={
            "heading": heading,
            "submit": "Enregistrer",
            "trail": crumbs(
                "Programmes", reverse("programmes:offer"), programme.name, back, heading
            ),
            "lead": "",
            "above": "Une mission qui a consulté moins de prestataires est signalée, et sa lettre "
            "de commande attend qu’on l’explique.",
        },
    )
