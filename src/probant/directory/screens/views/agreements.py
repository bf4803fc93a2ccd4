"""A structure's agreements to be named to funders: record one, take one back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from probant.directory import actions
from probant.directory.models import Organisation
from probant.directory.queries import funders_for
from probant.directory.screens.asking import answer, card_or_404
from probant.directory.screens.forms import AgreementForm
from probant.journal.errors import AlreadyDone
from probant.ui.fields import offer_rows
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request

SHEET = "directory:sheet"


def agree(request: Request, pk: int) -> HttpResponse:
    """Record that the structure agreed to be named to a funder."""
    card = card_or_404(request, pk)
    actor = request.actor
    form = AgreementForm(request.POST or None)
    funders = funders_for(actor).exclude(pk=pk)
    offer_rows(form, "funder", funders)
    back = href_pattern(SHEET) % pk

    def act(keys: FormKeys) -> str:
        given = form.cleaned_data
        actions.agree_to_naming(
            actor,
            card.organisation,
            given["funder"],
            agreed_on=given["agreed_on"],
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        "directory/agreement.html",
        act=act,
        done="L’accord est noté.",
        back=back,
        context={"card": card, "has_funders": funders.exists()},
    )


def withdraw(request: Request, pk: int, funder: int) -> HttpResponse:
    """Record that the structure took its agreement back."""
    card = card_or_404(request, pk)
    body = Organisation.objects.filter(pk=funder, pk__in=_agreed(card.house_id, pk)).first()
    if body is None:
        raise Http404
    try:
        actions.withdraw_naming(
            request.actor, card.organisation, body, key=read_keys(request.POST).key
        )
        messages.success(request, f"{body.name} ne voit plus le nom de la structure.")
    except AlreadyDone as done:
        messages.info(request, str(done))
    return redirect(SHEET, pk)


def _agreed(house_id: int, organisation_id: int) -> list[int]:
    organisation = Organisation.objects.get(pk=organisation_id)
    rows = organisation.naming_agreements.filter(house_id=house_id)
    return list(rows.values_list("funder_id", flat=True))
