"""Who pays for the hours and expenses of an action, and for how much."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.engagement.rules.full_time import write_fte
from probant.engagement.rules.shares import say_days, write_share
from probant.engagement.screens.staff_forms import ShareField
from probant.funding import actions
from probant.funding.access import can_record
from probant.funding.models import Convention, CostShare, Party
from probant.funding.queries.shares import fte_of, shares_of, time_of
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.programmes.models import Action
from probant.programmes.screens.submit import Subject, answer
from probant.ui.fields import DayField
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

NO_DAY = {"required": "Indiquez le jour, comme 01/01/2023."}


class CostShareForm(forms.Form):
    """A funder's share of an action's hours or expenses."""

    action = forms.ModelChoiceField(
        Action.objects.none(), label="Action", error_messages={"required": "Choisissez l’action."}
    )
    party = forms.ModelChoiceField(
        Party.objects.none(),
        label="Financeur et convention",
        error_messages={"required": "Choisissez qui paie, et par quelle convention."},
    )
    covers = forms.ChoiceField(
        label="Porte sur", choices=CostShare.Covers.choices, widget=forms.RadioSelect
    )
    account = forms.CharField(
        label="Comptes commençant par",
        required=False,
        max_length=20,
        help_text="Pour des dépenses seulement ; vide : toutes celles de l’action.",
    )
    piece = forms.CharField(
        label="Pièce comptable",
        required=False,
        max_length=60,
        help_text="Le numéro de la facture, si la part ne porte que sur elle.",
    )
    share_hundredths = ShareField(
        label="Part", error_messages={"required": "Indiquez la part, comme 60 %."}
    )
    starts_on = DayField(label="Du", error_messages=NO_DAY)
    ends_on = DayField(label="Au", error_messages=NO_DAY)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["action"].queryset = Action.objects.visible_to(actor).order_by("name")
        seen = Convention.objects.visible_to(actor).filter(house_id=actor.house)
        parties = Party.objects.filter(convention__in=seen, role=Party.Role.FUNDER)
        fields["party"].queryset = parties.select_related("organisation", "convention").order_by(
            "-convention__starts_on", "position"
        )
        fields["party"].label_from_instance = lambda row: (
            f"{row.organisation.name}, {row.convention.title}"
        )
        fields["covers"].initial = CostShare.Covers.HOURS


def listing(request: Request) -> HttpResponse:
    """`/conventions/parts/?annee=`: each action, its time of the year, and who pays for it."""
    actor = request.actor
    this = timezone.localdate().year
    text = request.GET.get("annee", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else this
    costs = actor.has(Role.DIRECTION)
    found = [
        view
        for action in Action.objects.visible_to(actor).order_by("name")
        if (view := _view(action, year, with_costs=costs))
    ]
    context = {
        "views": found,
        "year": year,
        "years": [one for one in (year - 1, year, year + 1) if one <= this],
        "may_write": can_record(actor, actor.house).allowed,
        "with_costs": costs,
    }
    return render(request, "funding/shares.html", context)


def _view(action: Action, year: int, *, with_costs: bool) -> dict[str, Any] | None:
    shares = [one for one in shares_of(action) if one.starts_on.year <= year <= one.ends_on.year]
    minutes, spent = fte_of(action, year)
    if not shares and not minutes:
        return None
    cost = time_of(action, year) if with_costs and minutes else None
    return {
        "action": action,
        "fte": write_fte(spent),
        "hours": round(minutes / 60),
        "cost": cost,
        "uncosted": round(cost.uncosted_minutes / 60) if cost else 0,
        "rows": [
            {
                "it": one,
                "share": write_share(one.share_hundredths),
                "days": say_days(one.starts_on, one.ends_on),
                "borne": cost.borne_cents.get(one.pk) if cost else None,
            }
            for one in shares
        ],
    }


def write(request: Request) -> HttpResponse:
    """`/conventions/parts/noter/?action=`."""
    actor = request.actor
    asked = request.GET.get("action", "")
    number = int(asked[:18]) if asked.isascii() and asked.isdigit() else 0
    initial = {"action": number} if number else {}
    form = CostShareForm(request.POST or None, actor=actor, initial=initial)
    back = reverse("funding:shares")

    def act(data: Any, keys: Any) -> str:
        party = data.pop("party")
        actions.share_cost(
            actor=actor,
            convention=party.convention,
            funder=party.organisation,
            key=keys.key,
            **data,
        )
        return f"{back}?annee={data['starts_on'].year}"

    chosen = request.POST.get("action", asked)
    action = Action.objects.visible_to(actor).filter(
        pk=int(chosen[:18]) if chosen.isascii() and chosen.isdigit() else 0
    )
    found = action.first()
    return answer(
        request,
        form,
        act=act,
        template="funding/share_form.html",
        subject=Subject(actor.house, "action"),
        back=back,
        done="La part est notée.",
        day_field="starts_on",
        context={
            "heading": "Part d’un financeur",
            "submit": "Noter la part",
            "trail": crumbs(
                "Conventions",
                reverse("funding:conventions"),
                "Parts des financeurs",
                back,
                "Noter une part",
            ),
            "lead": "Une heure appartient à une action et ne compte qu’une fois ; son coût peut "
            "avoir plusieurs financeurs, jusqu’à 100 % en tout.",
            "above": "",
            "standing": [
                {
                    "it": one,
                    "share": write_share(one.share_hundredths),
                    "days": say_days(one.starts_on, one.ends_on),
                }
                for one in (shares_of(found) if found else [])
            ],
        },
    )


def drop(request: Request, pk: int) -> HttpResponse:
    """`/conventions/parts/<id>/retirer/`."""
    actor = request.actor
    rows = CostShare.objects.visible_to(actor).select_related("funder", "action")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    back = reverse("funding:shares")

    def act(data: Any, keys: Any) -> str:
        actions.drop_cost_share(actor=actor, share=found, key=keys.key)
        return back

    heading = "Retirer une part"
    return answer(
        request,
        forms.Form(request.POST or None),
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, "action", found.action_id),
        back=back,
        done="La part est retirée.",
        day_field="",
        context={
            "heading": heading,
            "submit": "Retirer la part",
            "trail": crumbs("Parts des financeurs", back, heading),
            "lead": f"{found.funder.name}, {found.action.name} : "
            f"{write_share(found.share_hundredths)}, {say_days(found.starts_on, found.ends_on)}",
            "above": "",
        },
    )
