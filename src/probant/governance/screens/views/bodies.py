"""Bodies: the list, the page of one, its rules, colleges and mandates."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.governance import actions
from probant.governance.access import can_record
from probant.governance.models import BodyRule, Interest, Mandate
from probant.governance.queries import in_office, rules_on
from probant.governance.queries.listing import body_rows, sitting_rows
from probant.governance.rules import quorum_needed
from probant.governance.screens.body_forms import (
    CollegeForm,
    InterestForm,
    MandateEndForm,
    MandatesForm,
    RuleForm,
)
from probant.governance.screens.sitting_tables import (
    BODIES,
    MEMBERS,
    SITTINGS,
    body_words,
    member_rows,
    sitting_words,
)
from probant.governance.screens.views.loading import (
    body_of,
    body_trail,
    house_of,
    mandate_of,
    respond,
    suggestions,
)
from probant.governance.screens.words import rules_in_words
from probant.journal.reading import reading
from probant.programmes.screens.submit import Subject
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request

MOST_SHOWN = 500


def listing(request: Request) -> HttpResponse:
    """`/instances/`: the bodies that the house knows, with their members in office."""
    actor, today = request.actor, timezone.localdate()
    rows = list(body_rows(actor, today).order_by("organisation__name_key", "name")[:MOST_SHOWN])
    context = {
        "table": BODIES.render(body_words(rows), query=request.GET),
        "may_record": actor.house_id is not None and can_record(actor, actor.house_id).allowed,
    }
    return render(request, "governance/bodies.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/instances/<id>/`: who sits today, under which rules, and when it sat."""
    today = timezone.localdate()
    with reading():
        body = body_of(request, pk)
        members = list(in_office(body.pk, today).select_related("college"))
        rules = rules_on(body, today)
        sittings = list(sitting_rows(request.actor, body=body).order_by("-held_on", "-id")[:20])
        context = {
            "body": body,
            "members": MEMBERS.render(member_rows(members), query=request.GET),
            "count": len(members),
            "rules": rules_in_words(rules),
            "quorum": quorum_needed(len(members), rules) if members else None,
            "sittings": SITTINGS.render(sitting_words(sittings), query=request.GET),
            "colleges": list(body.colleges.all()),
            "changes": list(BodyRule.objects.filter(body=body).order_by("-in_force_from")),
            "writes": can_record(request.actor, body.house_id).allowed,
        }
        return render(request, "governance/body.html", context)


def rules(request: Request, pk: int) -> HttpResponse:
    """`/instances/<id>/regles/`: what its own texts say from a day on."""
    body = body_of(request, pk, write=True)
    last = BodyRule.objects.filter(body=body).order_by("-in_force_from").first()
    form = RuleForm(request.POST or None, initial=RuleForm.of(last))
    back = reverse("governance:body_sheet", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.set_body_rule(
            actor=request.actor,
            body=body,
            rules=form.draft,
            in_force_from=data["in_force_from"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    return respond(
        request,
        form,
        act,
        subject=Subject(body.house_id, "body", pk),
        back=back,
        done="Règles enregistrées.",
        heading="Règles de l’instance",
        submit="Enregistrer les règles",
        trail=body_trail(body),
        lead="Ce que disent les statuts ou le règlement intérieur. Ce qui reste vide suit la loi, "
        "ou n’est pas vérifié. Chaque version dit tout ; une séance suit les règles de sa date.",
        day_field="in_force_from",
    )


def college(request: Request, pk: int) -> HttpResponse:
    """`/instances/<id>/colleges/`: one college more."""
    body = body_of(request, pk, write=True)
    form = CollegeForm(request.POST or None)
    back = reverse("governance:body_sheet", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.add_college(actor=request.actor, body=body, key=keys.key, **data)
        return back

    return respond(
        request,
        form,
        act,
        subject=Subject(body.house_id, "body", pk),
        back=back,
        done="Collège ajouté.",
        heading="Nouveau collège",
        submit="Ajouter le collège",
        trail=body_trail(body),
    )


def mandates(request: Request, pk: int) -> HttpResponse:
    """`/instances/<id>/mandats/`: members from a day on, one a line."""
    body = body_of(request, pk, write=True)
    form = MandatesForm(request.POST or None, body=body)
    back = reverse("governance:body_sheet", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.add_mandates(
            actor=request.actor,
            body=body,
            members=form.drafts,
            begins_on=data["begins_on"],
            ends_on=data["ends_on"],
            key=keys.key,
        )
        return back

    return respond(
        request,
        form,
        act,
        subject=Subject(body.house_id, "body", pk),
        back=back,
        done="Mandats enregistrés.",
        heading="Noter des mandats",
        submit="Enregistrer les mandats",
        trail=body_trail(body),
        day_field="begins_on",
    )


def mandate(request: Request, pk: int) -> HttpResponse:
    """`/mandats/<id>/`: one mandate, whom it replaces, the interests declared."""
    with reading():
        found = mandate_of(request, pk)
        context = {
            "mandate": found,
            "body": found.body,
            "interests": list(
                Interest.objects.filter(mandate=found).select_related("organisation")
            ),
            "others": list(
                Mandate.objects.filter(body=found.body_id, name_key=found.name_key)
                .exclude(pk=found.pk)
                .order_by("begins_on")
            ),
            "writes": can_record(request.actor, found.house_id).allowed,
        }
        return render(request, "governance/mandate.html", context)


def mandate_end(request: Request, pk: int) -> HttpResponse:
    """`/mandats/<id>/fin/`: the last day, and who takes over."""
    found = mandate_of(request, pk, write=True)
    form = MandateEndForm(request.POST or None, initial={"ends_on": found.ends_on})
    back = reverse("governance:body_sheet", args=[found.body_id])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.end_mandate(actor=request.actor, mandate=found, key=keys.key, **data)
        return back

    return respond(
        request,
        form,
        act,
        subject=Subject(found.house_id, "body", found.body_id),
        back=back,
        done="Fin de mandat enregistrée.",
        heading=f"Fin du mandat de {found.name}",
        submit="Enregistrer",
        trail=body_trail(found.body),
        day_field="ends_on",
    )


def interest(request: Request, pk: int) -> HttpResponse:
    """`/mandats/<id>/interets/`: the register of interests, one line more."""
    found = mandate_of(request, pk, write=True)
    house = house_of(request)
    form = InterestForm(request.POST or None, house_id=house.pk, suggestions=suggestions(house.pk))
    back = reverse("governance:mandate", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.declare_interest(actor=request.actor, mandate=found, key=keys.key, **data)
        return back

    return respond(
        request,
        form,
        act,
        subject=Subject(house.pk, "body", found.body_id),
        back=back,
        done="Intérêt déclaré.",
        heading=f"Intérêt déclaré par {found.name}",
        submit="Inscrire au registre",
        trail=body_trail(found.body),
        lead="Le membre sera à interroger à chaque point qui concerne cette structure.",
        day_field="begins_on",
    )
