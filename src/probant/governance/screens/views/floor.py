"""Presence taken quickly on one page, and proxies."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.governance import actions
from probant.governance.access import can_record
from probant.governance.models import Proxy, Seat, Sitting
from probant.governance.queries import file_of
from probant.governance.screens.names import read_proxy
from probant.governance.screens.sitting_forms import (
    ProxiesForm,
    ProxyForm,
    RevokeForm,
    find_seat,
)
from probant.governance.screens.views.loading import respond, sitting_of, sitting_trail
from probant.journal.reading import reading
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request


class PresenceForm(forms.Form):
    """One line a member: present, at a distance, excused, absent."""

    MARKS = ("present", "remote", "excused", "absent")

    president = forms.CharField(label="Présidence", max_length=120, required=False)
    secretary = forms.CharField(label="Secrétaire de séance", max_length=120, required=False)

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats

    def mark(self, seat: Seat) -> str:
        """What is ticked for a member: as posted, else as kept."""
        if self.is_bound:
            posted = str(self.data.get(f"m{seat.pk}", "absent"))
            return posted if posted in self.MARKS else "absent"
        if seat.presence == Seat.Presence.PRESENT and seat.is_remote:
            return "remote"
        return seat.presence

    @property
    def lines(self) -> list[tuple[Seat, str]]:
        """Members with what is ticked."""
        return [(seat, self.mark(seat)) for seat in self.seats]

    def marked(self, mark: str) -> list[int]:
        """The seats of a mark."""
        return [seat.pk for seat in self.seats if self.mark(seat) == mark]


def presence(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/presence/`: everybody on one page, a tap each."""
    sitting = sitting_of(request, pk, write=True)
    seats = list(
        Seat.objects.filter(sitting=sitting).select_related("college").order_by("position")
    )
    names = {"president": sitting.president, "secretary": sitting.secretary}
    form = PresenceForm(request.POST or None, seats=seats, initial=names)
    back = reverse("governance:sitting", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.take_presence(
            actor=request.actor,
            sitting=sitting,
            present=form.marked("present"),
            remote=form.marked("remote"),
            excused=form.marked("excused"),
            read_at=keys.read_at,
            key=keys.key,
            **data,
        )
        return back

    proxies = Proxy.objects.filter(sitting=sitting, from_item=None).order_by("position")
    return respond(
        request,
        form,
        act,
        subject=Subject(sitting.house_id, "sitting", pk),
        back=back,
        done="Présence enregistrée.",
        heading="Présence à l’ouverture",
        submit="Enregistrer la présence",
        trail=sitting_trail(sitting),
        template="governance/presence.html",
        context={
            "sitting": sitting,
            "holders": {one.giver_id: one.holder_name for one in proxies},
            "rows": _rows(form, {one.giver_id: one.holder_name for one in proxies}),
        },
    )


def _rows(form: PresenceForm, holders: dict[int | None, str]) -> list[dict[str, Any]]:
    return [
        {
            "pk": seat.pk,
            "name": seat.name,
            "detail": seat.college.name if seat.college else "",
            "mark": mark,
            "holder": holders.get(seat.pk, ""),
        }
        for seat, mark in form.lines
    ]


def proxies(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/pouvoirs/`: those received, and one or several more."""
    with reading():
        sitting = sitting_of(request, pk)
        file = file_of(sitting)
        numbers = {item.pk: item.number for item in file.items}
        context = {
            "sitting": sitting,
            "body": sitting.body,
            "proxies": [
                {
                    "pk": one.pk,
                    "giver": one.giver_name,
                    "holder": one.holder_name,
                    "received_on": one.received_on,
                    "since": numbers.get(one.from_item_id or 0),
                    "until": numbers.get(one.until_item_id or 0),
                }
                for one in file.proxies
            ],
            "most": file.rules.proxies_per_holder,
            "source": file.rules.source("proxies"),
            "writes": can_record(request.actor, sitting.house_id).allowed
            and sitting.status not in (Sitting.Status.PLANNED, Sitting.Status.CANCELLED),
        }
        return render(request, "governance/proxies.html", context)


def give(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/pouvoirs/recevoir/`: one proxy."""
    sitting = sitting_of(request, pk, write=True)
    form = ProxyForm(request.POST or None, sitting=sitting)
    back = reverse("governance:proxies", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.give_proxy(actor=request.actor, sitting=sitting, key=keys.key, **data)
        return back

    return respond(
        request,
        form,
        act,
        subject=Subject(sitting.house_id, "sitting", pk),
        back=back,
        done="Pouvoir enregistré.",
        heading="Recevoir un pouvoir",
        submit="Enregistrer le pouvoir",
        trail=sitting_trail(sitting),
        day_field="received_on",
    )


def give_many(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/pouvoirs/liste/`: the pile of proxies, one a line; all or none."""
    sitting = sitting_of(request, pk, write=True)
    form = ProxiesForm(request.POST or None)
    back = reverse("governance:proxies", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        pairs = _pairs(sitting, data["lines"])
        actions.give_proxies(actor=request.actor, sitting=sitting, pairs=pairs, key=keys.key)
        return back

    return respond(
        request,
        form,
        act,
        subject=Subject(sitting.house_id, "sitting", pk),
        back=back,
        done="Pouvoirs enregistrés.",
        heading="Recevoir plusieurs pouvoirs",
        submit="Enregistrer les pouvoirs",
        trail=sitting_trail(sitting),
    )


def _pairs(sitting: Sitting, lines: str) -> list[tuple[Seat, Seat]]:
    seats = list(Seat.objects.filter(sitting=sitting).order_by("position"))
    pairs = []
    for line in (one.strip() for one in lines.splitlines()):
        if not line:
            continue
        pair = read_proxy(line)
        if pair is None:
            raise Refused(f"« {line} » : écrivez « qui donne → qui porte ».")
        found = [find_seat(name, seats) for name in pair]
        if found[0] is None or found[1] is None:
            lost = pair[0] if found[0] is None else pair[1]
            raise Refused(f"« {lost} » : aucun membre, ou plusieurs, portent ce nom.")
        pairs.append((found[0], found[1]))
    return pairs


def revoke(request: Request, pk: int) -> HttpResponse:
    """`/pouvoirs/<id>/revoquer/`: a proxy may be revoked at any time."""
    visible = Proxy.objects.filter(sitting__in=Sitting.objects.visible_to(request.actor))
    proxy = visible.select_related("sitting").filter(pk=pk).first()
    if proxy is None:
        raise Http404
    sitting = sitting_of(request, proxy.sitting_id, write=True)
    form = RevokeForm(request.POST or None, sitting=sitting)
    back = reverse("governance:proxies", args=[sitting.pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.revoke_proxy(actor=request.actor, proxy=proxy, key=keys.key, **data)
        return back

    return respond(
        request,
        form,
        act,
        subject=Subject(sitting.house_id, "sitting", sitting.pk),
        back=back,
        done="Pouvoir révoqué.",
        heading="Révoquer un pouvoir",
        submit="Révoquer",
        trail=sitting_trail(sitting),
        lead=f"{proxy.giver_name} avait donné pouvoir à {proxy.holder_name}.",
        day_field="at_item",
    )
