"""People and partners of a case, those who support it; its reopening."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from probant.directory.models import Person
from probant.support import actions
from probant.support.access import may_open_cases, may_write_case
from probant.support.actions.parties import Newcomer
from probant.support.models import CaseMember, CasePartner, Supporter
from probant.support.screens import party_forms as forms
from probant.support.screens.views.acts import respond, writable
from probant.support.screens.views.cases import load_case
from probant.ui.request import Request


def add_member(request: Request, pk: int) -> HttpResponse:
    """A person of the project; a new one enters the directory."""
    case = writable(request, pk)
    form = forms.MemberForm(request.POST or None, house_id=case.house_id)

    def act(data: Any, keys: Any) -> str:
        actions.add_member(
            request.actor,
            case=case,
            **_who(data),
            part=data["part"],
            starts_on=data["starts_on"],
            key=keys.key,
        )
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Une personne du projet",
        submit="Ajouter",
        done="La personne est dans le projet.",
        day_field="starts_on",
    )


def _who(data: dict[str, Any]) -> dict[str, Any]:
    named = data["person"]
    if isinstance(named, Person):
        return {"person": named}
    given, _, family = named.rpartition(" ")
    return {"newcomer": Newcomer(family, given, data["email"])}


def end_member(request: Request, pk: int) -> HttpResponse:
    """A person leaves the project."""
    member = CaseMember.objects.standing().select_related("person").filter(pk=pk).first()
    if member is None:
        raise Http404
    member.case = writable(request, member.case_id)

    def act(data: Any, keys: Any) -> None:
        actions.end_member(request.actor, member=member, key=keys.key, **data)

    return _leave(request, member.case, str(member.person), act)


def add_partner(request: Request, pk: int) -> HttpResponse:
    """An organisation takes part in the support."""
    case = writable(request, pk)
    form = forms.PartnerForm(request.POST or None, house_id=case.house_id)

    def act(data: Any, keys: Any) -> str:
        actions.add_partner(request.actor, case=case, key=keys.key, **data)
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Un partenaire",
        submit="Ajouter",
        done="Le partenaire est noté.",
        day_field="starts_on",
    )


def end_partner(request: Request, pk: int) -> HttpResponse:
    """A partner leaves."""
    partner = CasePartner.objects.filter(pk=pk, ends_on=None).select_related("organisation").first()
    if partner is None:
        raise Http404
    partner.case = writable(request, partner.case_id)

    def act(data: Any, keys: Any) -> None:
        actions.end_partner(request.actor, partner=partner, key=keys.key, **data)

    return _leave(request, partner.case, partner.organisation.name, act)


def take_back(request: Request, pk: int) -> HttpResponse:
    """A case entrusted is taken back."""
    supporter = Supporter.objects.standing().select_related("user").filter(pk=pk).first()
    if supporter is None:
        raise Http404
    supporter.case = load_case(request, supporter.case_id)
    if not may_open_cases(request.actor, supporter.case.house_id):
        raise Http404

    def act(data: Any, keys: Any) -> None:
        actions.take_case_back(request.actor, supporter=supporter, key=keys.key, **data)

    return _leave(request, supporter.case, str(supporter.user), act)


def _leave(request: Request, case: Any, who: str, run: Any) -> HttpResponse:
    def act(data: Any, keys: Any) -> str:
        run(data, keys)
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        forms.LeaveForm(request.POST or None),
        act,
        heading="Quitter le dossier",
        submit="Noter le départ",
        done="C’est noté.",
        day_field="ends_on",
        above=format_html("<p>{} ne sera plus de ce dossier.</p>", who),
    )


def reopen(request: Request, pk: int) -> HttpResponse:
    """A case that had ended goes on."""
    case = load_case(request, pk)
    if not may_write_case(request.actor, case):
        raise Http404

    def act(data: Any, keys: Any) -> str:
        actions.reopen_case(request.actor, case=case, read_at=keys.read_at, key=keys.key, **data)
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        forms.ReopenForm(request.POST or None),
        act,
        heading="Rouvrir le dossier",
        submit="Rouvrir",
        done="Le dossier est rouvert.",
        day_field="reopened_on",
    )
