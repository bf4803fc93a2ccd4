"""What people of a collective do: invite, answer, share, leave; partners and what is said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from probant.consortia import actions
from probant.consortia.access import can_answer_for, can_keep, can_work_in
from probant.consortia.models import Consortium, MemberHouse, Partner, Said, Sharing
from probant.consortia.queries import figures_of, members_of, partners_of
from probant.consortia.screens.finding import find_consortium, find_figure, find_membership
from probant.consortia.screens.forms import (
    AnswerForm,
    AskForm,
    InviteForm,
    PartnerForm,
    SaidForm,
    SharingForm,
)
from probant.consortia.screens.tables import origin_of
from probant.consortia.screens.words import label_of, names_of_programmes, narrowing_of
from probant.indicators.registry import indicator as of_catalogue
from probant.ingestion.screens.claim_forms import ClosingForm
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import read_keys
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request

FORM = "consortia/form.html"


def _home(consortium: Consortium) -> str:
    return reverse("consortia:consortium", args=[consortium.pk])


def _subject(request: Request, consortium: Consortium) -> Subject:
    return Subject(request.actor.house, actions.CONSORTIUM, consortium.pk)


def members(request: Request, pk: int) -> HttpResponse:
    """Who belongs to it, since when, who was invited; the keeper invites."""
    consortium = find_consortium(request, pk)
    if request.method == "POST" and not can_keep(request.actor, consortium).allowed:
        raise Http404
    here = reverse("consortia:members", args=[consortium.pk])

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.invite_house(request.actor, consortium=consortium, key=keys.key, **given)
        return here

    return answer(
        request,
        InviteForm(request.POST or None, consortium=consortium),
        act=act,
        template="consortia/members.html",
        subject=_subject(request, consortium),
        back=here,
        done="L’invitation attend la réponse de sa direction.",
        context={
            "consortium": consortium,
            "members": members_of(consortium),
            "may_keep": can_keep(request.actor, consortium),
            "mine": request.actor.house_id,
        },
    )


def answer_for(request: Request, pk: int) -> HttpResponse:
    """The answer of the actor's house to its invitation."""
    consortium = find_consortium(request, pk)
    rows = MemberHouse.objects.concerned().filter(
        consortium=consortium, house_id=request.actor.house_id
    )
    member = rows.select_related("consortium", "house").first()
    if member is None:
        raise Http404
    home = _home(consortium)
    if member.is_member and request.method == "GET":
        return redirect(home)

    def act(given: dict[str, Any], keys: Any) -> str:
        accepts = given["answer"] == "oui"
        actions.answer_invitation(
            request.actor,
            member=member,
            accepts=accepts,
            counts_from=given["counts_from"],
            key=keys.key,
        )
        if accepts:
            return reverse("consortia:sharing", args=[consortium.pk])
        return reverse("consortia:consortia")

    return answer(
        request,
        AnswerForm(request.POST or None),
        act=act,
        template=FORM,
        subject=_subject(request, consortium),
        back=home,
        done="La réponse de votre maison est notée.",
        context={
            "consortium": consortium,
            "heading": "Répondre pour votre maison",
            "lead": "Accepter ne partage rien encore : vous choisirez ensuite les chiffres que "
            "votre maison apporte. De vos faits, les autres membres liront le jour, la commune, "
            "la famille juridique et le domaine ; un nom, seulement où la structure l’a accepté.",
            "submit": "Répondre",
        },
    )


def sharing(request: Request, pk: int) -> HttpResponse:
    """The figures that the actor's house shares: none until it ticks them."""
    consortium = find_consortium(request, pk)
    member = find_membership(request, consortium)
    home = _home(consortium)
    standing = Sharing.objects.filter(member=member, withdrawn_on__isnull=True)
    asked = figures_of(consortium)
    names = names_of_programmes({one.programme_code for one in asked})
    form = SharingForm(
        request.POST if request.method == "POST" else None,
        consortium=consortium,
        shared=standing.values_list("figure_id", flat=True),
        names=names,
    )

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.share_figures(
            request.actor, member=member, read_at=keys.read_at, key=keys.key, **given
        )
        return home

    definitions = [
        (label_of(one), narrowing_of(one, names), found.definition)
        for one in asked
        if (found := of_catalogue(one.code)) is not None
    ]
    return answer(
        request,
        form,
        act=act,
        template="consortia/sharing.html",
        subject=_subject(request, consortium),
        back=home,
        done="C’est noté : seuls ces chiffres quittent votre maison.",
        context={
            "consortium": consortium,
            "definitions": definitions,
            "member": member,
            "may": can_answer_for(request.actor, member),
            "is_keeper": member.house_id == consortium.keeper_id,
        },
    )


def leave(request: Request, pk: int) -> HttpResponse:
    """Leave the collective; its keeper closes it."""
    consortium = find_consortium(request, pk)
    member = find_membership(request, consortium)
    key = read_keys(request.POST).key
    try:
        if member.house_id == consortium.keeper_id:
            actions.close_consortium(request.actor, consortium=consortium, key=key)
            messages.success(request, "Le collectif est clos.")
        else:
            actions.leave_consortium(request.actor, member=member, key=key)
            messages.success(request, "Votre maison a quitté le collectif.")
    except (AlreadyDone, Refused, JournalError) as refusal:
        messages.info(request, str(refusal))
    return redirect("consortia:consortia")


def ask(request: Request, pk: int) -> HttpResponse:
    """Put a figure on the list of those that members are asked to share."""
    consortium = find_consortium(request, pk)
    if consortium.keeper_id != request.actor.house_id:
        raise Http404
    home = _home(consortium)

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.ask_figure(request.actor, consortium=consortium, key=keys.key, **given)
        return home

    return answer(
        request,
        AskForm(request.POST or None, house_id=request.actor.house),
        act=act,
        template=FORM,
        subject=_subject(request, consortium),
        back=home,
        done="Le chiffre est demandé : chaque membre, le vôtre aussi, dit s’il le partage.",
        context={
            "consortium": consortium,
            "heading": "Demander un chiffre aux membres",
            "lead": "Il se compte chez chacun par la même définition, celle du catalogue. Ce qui "
            "le resserre resserre aussi ce qui quitte une maison.",
            "submit": "Demander",
        },
    )


def drop(request: Request, pk: int) -> HttpResponse:
    """Take a figure off the list: it is shared by nobody any more."""
    figure, _ = find_figure(request, pk)
    if figure.consortium.keeper_id != request.actor.house_id:
        raise Http404
    try:
        actions.drop_figure(request.actor, figure=figure, key=read_keys(request.POST).key)
        messages.success(request, "Le chiffre est retiré : plus personne ne le partage.")
    except (AlreadyDone, Refused, JournalError) as refusal:
        messages.info(request, str(refusal))
    return redirect(_home(figure.consortium))


def partners(request: Request, pk: int) -> HttpResponse:
    """The partners who keep no books here; the team notes them, or takes one off."""
    consortium = find_consortium(request, pk)
    find_membership(request, consortium)
    here = reverse("consortia:partners", args=[consortium.pk])
    if request.method == "POST" and "retirer" in request.POST:
        return _remove_partner(request, consortium, here)

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.add_partner(request.actor, consortium=consortium, key=keys.key, **given)
        return here

    return answer(
        request,
        PartnerForm(request.POST or None, house_id=request.actor.house),
        act=act,
        template="consortia/partners.html",
        subject=_subject(request, consortium),
        back=here,
        done="Le partenaire est noté : ce qu’il dit compter se note à part, sans s’ajouter.",
        context={
            "consortium": consortium,
            "partners": partners_of(consortium),
            "may": can_work_in(request.actor, consortium),
        },
    )


def _remove_partner(request: Request, consortium: Consortium, here: str) -> HttpResponse:
    number = request.POST.get("retirer", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise Http404
    partner = Partner.objects.filter(consortium=consortium, pk=int(number)).first()
    if partner is None:
        raise Http404
    try:
        actions.remove_partner(request.actor, partner=partner, key=read_keys(request.POST).key)
        messages.success(request, "Le partenaire est retiré.")
    except (AlreadyDone, Refused, JournalError) as refusal:
        messages.info(request, str(refusal))
    return redirect(here)


def say(request: Request, pk: int) -> HttpResponse:
    """Note what was printed or said of a figure: of a partner, or of the whole collective."""
    consortium = find_consortium(request, pk)
    find_membership(request, consortium)
    home = _home(consortium)
    names = names_of_programmes({one.programme_code for one in figures_of(consortium)})
    form = SaidForm(
        request.POST or None, consortium=consortium, house_id=request.actor.house, names=names
    )

    def act(given: dict[str, Any], keys: Any) -> str:
        heard = None
        if given["claim"] is None:
            heard = actions.Heard(
                given["year"],
                given["value"],
                given["source"],
                given["said_on"],
                given["page"],
                given["words"],
            )
        said = actions.note_said(
            request.actor,
            figure=given["figure"],
            partner=given["partner"],
            heard=heard,
            claim=given["claim"],
            key=keys.key,
        )
        page = reverse("consortia:figure", args=[said.figure_id])
        return f"{page}?annee={said.claim.year}#dit"

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=_subject(request, consortium),
        back=home,
        done="C’est noté, à côté de ce qui se compte ici.",
        context={
            "consortium": consortium,
            "heading": "Noter un chiffre dit ou imprimé",
            "lead": "Un chiffre imprimé ou prononcé ne s’ajoute jamais à ce qui se compte ici : il "
            "se lit à côté, avec sa source et son jour.",
            "submit": "Noter",
        },
        day_field="said_on",
    )


def explain(request: Request, pk: int) -> HttpResponse:
    """Say why what was said is not what is counted, or take back what was noted."""
    rows = Said.objects.visible_to(request.actor).filter(pk=pk, withdrawn_on__isnull=True)
    said = rows.select_related("consortium", "figure", "claim__document", "partner").first()
    if said is None or said.claim.house_id != request.actor.house_id:
        raise Http404
    find_membership(request, said.consortium)
    back = reverse("consortia:figure", args=[said.figure_id]) + f"?annee={said.claim.year}"
    if request.method == "POST" and "retirer" in request.POST:
        try:
            actions.withdraw_said(request.actor, said=said, key=read_keys(request.POST).key)
            messages.success(request, "C’est retiré ; le journal en garde la trace.")
        except (AlreadyDone, Refused, JournalError) as refusal:
            messages.info(request, str(refusal))
        return redirect(back)

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.explain_said(request.actor, said=said, key=keys.key, **given)
        return f"{back}#dit"

    indicator = of_catalogue(said.figure.code)
    return answer(
        request,
        ClosingForm(request.POST or None),
        act=act,
        template="consortia/said.html",
        subject=_subject(request, said.consortium),
        back=back,
        done="L’écart est expliqué : la cause et le motif restent à côté.",
        context={
            "consortium": said.consortium,
            "said": said,
            "label": label_of(said.figure),
            "value": write_value(said.claim.value, indicator.written if indicator else ""),
            "origin": origin_of(said),
            "is_open": said.claim.closed_on is None and said.partner_id is None,
        },
    )
