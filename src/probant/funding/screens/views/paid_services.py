"""Services sold: the list and the form."""

from typing import Any

from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.funding.access import can_record
from probant.funding.actions.paid_services import SERVICE, write_service
from probant.funding.models import PaidService
from probant.funding.queries.paid_services import against_accounts
from probant.funding.screens.report_tables import SERVICES, service_rows, service_state
from probant.funding.screens.service_forms import ServiceForm
from probant.journal.reading import reading
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs


def listing(request: Request) -> HttpResponse:
    """`/conventions/prestations/`: what was sold, latest first."""
    actor = request.actor
    with reading():
        page = keyset_page(service_rows(actor), SERVICES.sort(request.GET), request.GET)
        rows = [{**row, "state": service_state(row)} for row in page.rows]
        seen = PaidService.objects.visible_to(actor)
        owed = seen.filter(invoiced_on__isnull=False, paid_on__isnull=True)
        context = {
            "table": SERVICES.render(rows, query=request.GET, page=page),
            "owed_cents": owed.aggregate(sum=Sum("amount_cents"))["sum"] or 0,
            "may_write": can_record(actor, actor.house).allowed,
            "gaps": against_accounts(actor),
        }
        return render(request, "funding/paid_services.html", context)


def write(request: Request, pk: int = 0) -> HttpResponse:
    """`/conventions/prestations/<id>/`: quote, order, invoice, payment."""
    actor = request.actor
    found = PaidService.objects.visible_to(actor).filter(pk=pk).first()
    if (pk and found is None) or not can_record(actor, actor.house):
        raise Http404
    form = ServiceForm(request.POST or None, actor=actor, service=found)
    back = reverse("funding:services")

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        write_service(
            actor=actor,
            house_id=actor.house,
            values=data,
            service=found,
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, SERVICE, found.pk if found else 0),
        back=back,
        done="Prestation enregistrée.",
        context={
            "heading": found.label if found else "Prestation vendue",
            "submit": "Enregistrer la prestation",
            "trail": crumbs(
                "Conventions", reverse("funding:conventions"), "Prestations", back, "Prestation"
            ),
            "lead": "Produit du compte 70 : ce n’est pas une subvention.",
        },
    )
