"""The engineering funds of a house, year by year; writing one."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.funding import actions
from probant.funding.access import can_record
from probant.funding.models import Convention, EngineeringFund
from probant.funding.queries.engineering import fund_of
from probant.programmes.models import Programme
from probant.programmes.screens.submit import Subject, answer
from probant.ui.fields import EurosField, YearField
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


class FundForm(forms.Form):
    """An envelope: for which programme and year, from whom, how much."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", empty_label=None
    )
    year = YearField(label="Exercice", error_messages={"required": "Indiquez l’année, comme 2024."})
    label = forms.CharField(
        label="Origine",
        max_length=120,
        help_text="Le financeur ou le dispositif : « État, fonds d’ingénierie DLA ».",
        error_messages={"required": "Dites d’où vient cette enveloppe."},
    )
    amount_cents = EurosField(
        label="Montant", error_messages={"required": "Indiquez le montant de l’enveloppe."}
    )
    convention = forms.ModelChoiceField(
        Convention.objects.none(), label="Convention", required=False, empty_label="aucune"
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes: Any = self.fields["programme"]
        conventions: Any = self.fields["convention"]
        programmes.queryset = Programme.objects.visible_to(actor).order_by("name")
        conventions.queryset = Convention.objects.visible_to(actor).order_by("-starts_on", "-pk")
        conventions.label_from_instance = lambda row: row.title
        self.fields["year"].initial = timezone.localdate().year
        dla = programmes.queryset.filter(official_code="dla").first()
        programmes.initial = dla.pk if dla else None


def listing(request: Request) -> HttpResponse:
    """`/conventions/ingenierie/`: each programme and year, committed, spent, left."""
    actor = request.actor
    funds = EngineeringFund.objects.visible_to(actor).select_related("programme")
    pairs = {(fund.programme_id, fund.year): fund.programme for fund in funds}
    views = [
        fund_of(programme, year)
        for (_, year), programme in sorted(
            pairs.items(), key=lambda pair: (-pair[0][1], pair[1].name)
        )
    ]
    context = {
        "views": [view for view in views if view is not None],
        "may_write": can_record(actor, actor.house).allowed,
    }
    return render(request, "funding/engineering.html", context)


def write(request: Request) -> HttpResponse:
    """`/conventions/ingenierie/noter/`."""
    actor = request.actor
    form = FundForm(request.POST or None, actor=actor)
    back = reverse("funding:engineering")

    def act(data: Any, keys: Any) -> str:
        actions.set_engineering_fund(actor=actor, key=keys.key, **data)
        return back

    heading = "Enveloppe d’ingénierie"
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, "programme"),
        back=back,
        done="L’enveloppe est notée.",
        day_field="",
        context={
            "heading": heading,
            "submit": "Noter l’enveloppe",
            "trail": crumbs(
                "Conventions", reverse("funding:conventions"), "Ingénierie", back, heading
            ),
            "lead": "La même origine, pour le même programme et la même année, est remplacée.",
            "above": "",
        },
    )


def drop(request: Request, pk: int) -> HttpResponse:
    """`/conventions/ingenierie/<id>/retirer/`."""
    actor = request.actor
    fund = EngineeringFund.objects.visible_to(actor).select_related("programme").filter(pk=pk)
    found = fund.first()
    if found is None:
        raise Http404
    back = reverse("funding:engineering")

    def act(data: Any, keys: Any) -> str:
        actions.drop_engineering_fund(actor=actor, fund=found, key=keys.key)
        return back

    heading = "Retirer une enveloppe"
    return answer(
        request,
        forms.Form(request.POST or None),
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, "programme", found.programme_id),
        back=back,
        done="L’enveloppe est retirée.",
        day_field="",
        context={
            "heading": heading,
            "submit": "Retirer l’enveloppe",
            "trail": crumbs("Ingénierie", back, heading),
            "lead": f"{found.label}, {found.programme.name}, {found.year}",
            "above": "À retirer si elle a été notée par erreur ; le journal garde son montant.",
        },
    )
