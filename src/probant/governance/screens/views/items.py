"""One item of a sitting: who is on the floor, who steps aside, the vote or the election."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.governance import actions
from probant.governance.access import can_record
from probant.governance.models import (
    AgendaItem,
    Ballot,
    Body,
    Candidacy,
    Movement,
    Sitting,
    Vote,
)
from probant.governance.queries import SittingFile, file_of, interested, item_findings
from probant.governance.rules import elected, next_round
from probant.governance.screens.sitting_forms import (
    BeneficiaryForm,
    ElectedForm,
    MovementForm,
    NominalForm,
    RoundForm,
    VoteForm,
)
from probant.governance.screens.sitting_tables import RESULTS, result_of
from probant.governance.screens.views.loading import (
    house_of,
    item_of,
    item_trail,
    respond,
    suggestions,
)
from probant.governance.screens.words import cards
from probant.journal.errors import JournalError
from probant.journal.reading import reading
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/points/<id>/`: the floor at this item, what was voted, the next item."""
    with reading():
        item = item_of(request, pk)
        file = file_of(item.sitting)
        context = {
            **_shown(file, item),
            "writes": can_record(request.actor, item.sitting.house_id).allowed,
        }
        return render(request, "governance/item.html", context)


def _shown(file: SittingFile, item: AgendaItem) -> dict[str, Any]:
    floor = file.floors[item.number]
    ballot = file.ballot(item)
    concerned = interested(file, item)
    answers = {one.seat_id: one for one in file.movements if one.item_id == item.pk}
    numbers = [one.number for one in file.items]
    place = numbers.index(item.number)
    sitting = file.sitting
    rounds = _rounds(file, item)
    return {
        "item": item,
        "sitting": sitting,
        "body": file.body,
        "floor": floor,
        "rights": file.rights(floor),
        "quorum": file.quorum_of(floor),
        "ballot": ballot,
        "result": RESULTS[result_of(file, item, ballot)] if ballot else None,
        "rounds": rounds,
        "won": any(row["elected"] for one in rounds for row in one["rows"]),
        "next_round": _next_round(file, item),
        "names": _by_name(file, ballot),
        "colleges": file.by_college.get(ballot.pk, ()) if ballot else (),
        "movements": [
            {
                "pk": one.pk,
                "who": file.names[one.seat_id],
                "what": one.get_nature_display(),
                "at": one.at,
            }
            for one in answers.values()
        ],
        "concerned": [
            {"seat": seat, "tie": tie, "answer": answers.get(seat.pk)} for seat, tie in concerned
        ],
        "findings": cards(
            item_findings(file, item, concerned), council=file.body.follows_council_law
        ),
        "before": file.items[place - 1] if place else None,
        "after": file.items[place + 1] if place + 1 < len(numbers) else None,
        "votes_here": sitting.status in (Sitting.Status.OPEN, Sitting.Status.HELD)
        and item.kind != AgendaItem.Kind.INFORMATION,
        "is_election": item.kind == AgendaItem.Kind.ELECTION,
        "moves_here": sitting.status in (Sitting.Status.OPEN, Sitting.Status.HELD),
    }


def _held(file: SittingFile, item: AgendaItem) -> list[Ballot]:
    """The rounds held at an item."""
    return [
        one
        for one in file.ballots.get(item.deliberation_id or 0, ())
        if one.kind == Ballot.Kind.ELECTION
    ]


def _next_round(file: SittingFile, item: AgendaItem) -> int | None:
    return next_round([file.round(one) for one in _held(file, item)], file.rules)


def _rounds(file: SittingFile, item: AgendaItem) -> list[dict[str, Any]]:
    found = []
    for ballot in _held(file, item):
        result = elected(file.round(ballot), file.rules)
        rows = [
            {
                "candidate": one,
                "elected": place in result.elected,
                "tied": place in result.tied,
            }
            for place, one in enumerate(file.scores.get(ballot.pk, ()))
        ]
        found.append({"ballot": ballot, "rows": rows, "tied": bool(result.tied)})
    return found


def _by_name(file: SittingFile, ballot: Ballot | None) -> list[tuple[str, list[str]]]:
    """The names of each choice, in a ballot by name."""
    if ballot is None or ballot.method == Ballot.Method.SECRET:
        return []
    votes = list(Vote.objects.filter(ballot=ballot).order_by("seat__position"))
    return [
        (str(label), [file.names[vote.seat_id] for vote in votes if vote.choice == code])
        for code, label in Vote.Choice.choices
        if any(vote.choice == code for vote in votes)
    ]


def _form(
    request: Request,
    item: AgendaItem,
    form: Form,
    act: Any,
    *,
    heading: str,
    submit: str,
    done: str,
    template: str = "programmes/form.html",
    lead: str = "",
    day_field: str = "at",
) -> HttpResponse:
    back = reverse("governance:item", args=[item.pk])

    def acted(data: dict[str, Any], keys: FormKeys) -> str:
        act(data, keys)
        return back

    return respond(
        request,
        form,
        acted,
        subject=Subject(item.sitting.house_id, "sitting", item.sitting_id),
        back=back,
        done=done,
        heading=heading,
        submit=submit,
        trail=item_trail(item),
        template=template,
        lead=lead or item.title,
        day_field=day_field,
    )


def vote(request: Request, pk: int) -> HttpResponse:
    """`/points/<id>/vote/`: for, against, abstentions, counted."""
    item = item_of(request, pk, write=True)
    file = file_of(item.sitting)
    colleges = list(file.body.colleges.all()) if file.rules.weighing == "colleges" else []
    floor = file.floors[item.number]
    form = VoteForm(request.POST or None, colleges=colleges)

    def act(data: dict[str, Any], keys: FormKeys) -> None:
        actions.cast_vote(
            actor=request.actor, item=item, vote=form.draft, read_at=keys.read_at, key=keys.key
        )

    return _form(
        request,
        item,
        form,
        act,
        heading="Vote",
        submit="Enregistrer le vote",
        done="Vote enregistré.",
        lead=f"{item.title} : {file.rights(floor)} voix à ce point, {len(floor.present)} présents "
        f"et {len(floor.represented)} pouvoirs.",
    )


def nominal(request: Request, pk: int) -> HttpResponse:
    """`/points/<id>/vote-nominal/`: how each member votes."""
    item = item_of(request, pk, write=True)
    file = file_of(item.sitting)
    form = NominalForm(request.POST or None, floor=file.floors[item.number], names=file.names)

    def act(data: dict[str, Any], keys: FormKeys) -> None:
        actions.cast_vote(
            actor=request.actor, item=item, vote=form.draft, read_at=keys.read_at, key=keys.key
        )

    return _form(
        request,
        item,
        form,
        act,
        heading="Vote par nom",
        submit="Enregistrer le vote",
        done="Vote enregistré.",
    )


def election(request: Request, pk: int) -> HttpResponse:
    """`/points/<id>/election/`: the next round; `?tour=corriger`: the last one again."""
    item = item_of(request, pk, write=True)
    file = file_of(item.sitting)
    floor = file.floors[item.number]
    held = _held(file, item)
    corrects = bool(held) and request.GET.get("tour") == "corriger"
    form = RoundForm(request.POST or None, initial=_round_typed(file, held, corrects=corrects))

    def act(data: dict[str, Any], keys: FormKeys) -> None:
        actions.hold_round(
            actor=request.actor, item=item, round_=form.draft, corrects=corrects, key=keys.key
        )

    return _form(
        request,
        item,
        form,
        act,
        heading=f"Corriger le tour {len(held)}" if corrects else f"Tour {len(held) + 1}",
        submit="Corriger le tour" if corrects else "Enregistrer le tour",
        done="Tour corrigé." if corrects else "Tour enregistré.",
        lead=f"{item.title} : {file.rights(floor)} votants à ce point.",
    )


def _round_typed(file: SittingFile, held: list[Ballot], *, corrects: bool) -> dict[str, Any]:
    """What the form of a round starts with: the last round, or those whom it left to elect."""
    if not held:
        return {}
    last = held[-1]
    scores = file.scores.get(last.pk, ())
    if corrects:
        return {
            "to_elect": last.to_elect,
            "expressed": last.votes_for,
            "blank_votes": last.blank_votes,
            "method": last.method,
            "candidates": "\n".join(f"{one.name} : {one.votes}" for one in scores),
        }
    won = set(elected(file.round(last), file.rules).elected)
    return {
        "to_elect": (last.to_elect or 1) - len(won),
        "method": last.method,
        "candidates": "\n".join(
            f"{one.name} : " for place, one in enumerate(scores) if place not in won
        ),
    }


def eldest(request: Request, pk: int) -> HttpResponse:
    """`/candidats/<id>/doyen/`: of those who tie, the eldest is elected. POST only."""
    visible = Sitting.objects.visible_to(request.actor)
    found = (
        Candidacy.objects.filter(pk=pk, ballot__deliberation__sitting__in=visible)
        .select_related("ballot__deliberation")
        .first()
    )
    if found is None:
        raise Http404
    item = AgendaItem.objects.filter(deliberation=found.ballot.deliberation_id).first()
    if item is None:
        raise Http404
    return _at_once(
        request,
        item,
        lambda keys: actions.name_eldest(actor=request.actor, candidate=found, key=keys.key),
        "Le plus âgé est noté.",
    )


def movement(request: Request, pk: int) -> HttpResponse:
    """`/points/<id>/mouvement/`: arrives, leaves, steps aside."""
    item = item_of(request, pk, write=True)
    initial = {name: request.GET.get(name, "") for name in ("seat", "nature")}
    form = MovementForm(request.POST or None, sitting=item.sitting, initial=initial)

    def act(data: dict[str, Any], keys: FormKeys) -> None:
        actions.note_movement(actor=request.actor, item=item, key=keys.key, **data)

    return _form(
        request,
        item,
        form,
        act,
        heading="Arrivée, départ, déport",
        submit="Noter",
        done="Mouvement noté.",
    )


def movement_undo(request: Request, pk: int) -> HttpResponse:
    """`/mouvements/<id>/retirer/`: a slip. POST only."""
    visible = Sitting.objects.visible_to(request.actor)
    found = (
        Movement.objects.filter(pk=pk, item__sitting__in=visible)
        .select_related("item__sitting", "item__deliberation")
        .first()
    )
    if found is None:
        raise Http404
    return _at_once(
        request,
        found.item,
        lambda keys: actions.undo_movement(actor=request.actor, movement=found, key=keys.key),
        "Mouvement retiré.",
    )


def _at_once(request: Request, item: AgendaItem, act: Any, done: str) -> HttpResponse:
    """An act of one button: done or said why not, back on the item."""
    try:
        act(read_keys(request.POST))
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("governance:item", pk=item.pk)


def beneficiary(request: Request, pk: int) -> HttpResponse:
    """`/points/<id>/structure/`: whom the item concerns."""
    item = item_of(request, pk, write=True)
    house = house_of(request)
    form = BeneficiaryForm(
        request.POST or None,
        house_id=house.pk,
        suggestions=suggestions(house.pk),
        initial={"organisation": item.beneficiary},
    )

    def act(data: dict[str, Any], keys: FormKeys) -> None:
        named = data["organisation"]
        actions.set_beneficiary(
            actor=request.actor,
            item=item,
            organisation_id=named.pk if named else None,
            key=keys.key,
        )

    return _form(
        request,
        item,
        form,
        act,
        heading="Structure concernée",
        submit="Enregistrer",
        done="Structure concernée enregistrée.",
        day_field="organisation",
    )


def mandates(request: Request, pk: int) -> HttpResponse:
    """`/points/<id>/mandats/`: the elected take their mandates."""
    item = item_of(request, pk, write=True)
    house = house_of(request)
    form = ElectedForm(
        request.POST or None,
        bodies=Body.objects.filter(
            house=house, organisation=item.sitting.body.organisation_id
        ).order_by("name"),
        initial={"begins_on": item.sitting.held_on},
    )

    def act(data: dict[str, Any], keys: FormKeys) -> None:
        actions.open_mandates(actor=request.actor, item=item, key=keys.key, **data)

    return _form(
        request,
        item,
        form,
        act,
        heading="Ouvrir les mandats des élus",
        submit="Ouvrir les mandats",
        done="Mandats ouverts.",
        day_field="begins_on",
    )
