"""Where the house itself belongs or sits."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from probant.gatherings import actions
from probant.gatherings.models import Affiliation
from probant.gatherings.screens.network_forms import AffiliationForm, EndForm
from probant.gatherings.screens.views.networks import FORM
from probant.programmes.screens.submit import Subject, answer
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def create(request: Request) -> HttpResponse:
    """Note an affiliation or a seat."""
    actor = request.actor
    form = AffiliationForm(request.POST or None, actor=actor)
    back = reverse("gatherings:networks")

    def act(data: Any, keys: Any) -> str:
        actions.note_affiliation(actor, house_id=actor.house, key=keys.key, **data)
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "affiliation"),
        back=back,
        done="C’est noté.",
        day_field="starts_on",
        context={
            "heading": "Adhésion ou mandat",
            "submit": "Enregistrer",
            "trail": crumbs("Réseaux", back, "Adhésion ou mandat"),
            "lead": "Où la maison adhère ou siège elle-même : un mouvement, un réseau, un comité.",
            "above": "",
        },
    )


def end(request: Request, pk: int) -> HttpResponse:
    """Note that it ended."""
    own: Any = Affiliation.objects.visible_to(request.actor).select_related("organisation")
    found: Affiliation | None = own.filter(pk=pk, ends_on__isnull=True).first()
    if found is None:
        raise Http404
    form = EndForm(request.POST or None)
    back = reverse("gatherings:networks")

    def act(data: Any, keys: Any) -> str:
        actions.end_affiliation(request.actor, affiliation=found, key=keys.key, **data)
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(found.house_id, "organisation", found.organisation_id),
        back=back,
        done="La fin est notée.",
        day_field="ends_on",
        context={
            "heading": "Fin d’une adhésion ou d’un mandat",
            "submit": "Noter la fin",
            "trail": crumbs("Réseaux", back, str(found)),
            "lead": str(found),
            "above": "",
        },
    )
