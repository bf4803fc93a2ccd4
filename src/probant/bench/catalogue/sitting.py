"""A sitting of 120 members with 200 items: opened in a browser, voted upon, its extract printed."""

import datetime
import itertools

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from probant.bench.scenario import Bench, Result, Scenario, line, times
from probant.directory.models import House
from probant.governance import actions
from probant.governance.actions import ItemDraft, MandateDraft, RuleDraft, VoteDraft
from probant.governance.models import AgendaItem, Body, Deliberation, Sitting
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.roles import TEAM
from probant.reports.actions import make_report
from probant.reports.definition import ReportOrder

MEMBERS, ITEMS, PRESENT, PROXIES = 120, 200, 70, 25
OPENING_MS, VOTE_MS, EXTRACT_MS = 60.0, 30.0, 500.0
NAME = "Assemblée du banc"
DAY = datetime.date(2023, 6, 1)


def run(bench: Bench) -> list[Result]:
    """The page as a browser gets it; the vote and the PDF in this process, each undone."""
    actor = Actor.system(bench.built.house_id, "bench", roles=TEAM, may_declare=True)
    sitting = _sitting(actor)
    address = reverse("governance:sitting", args=[sitting.pk])
    opened = times(lambda: bench.client.get(address), runs=40)
    items = itertools.cycle(
        AgendaItem.objects.select_related("sitting__body").filter(
            sitting=sitting, deliberation=None
        )
    )

    def vote() -> None:
        with transaction.atomic():
            item = next(items)
            actions.cast_vote(actor=actor, item=item, vote=VoteDraft(votes_for=90))
            transaction.set_rollback(True)

    act = Deliberation.objects.filter(sitting=sitting).order_by("pk").first()
    order = ReportOrder(
        actor=actor,
        house_id=bench.built.house_id,
        year=DAY.year,
        cut=Cut.now(),
        base_url="",
        today=timezone.localdate(),
        deliberation_id=act.pk if act else None,
    )

    def extract() -> None:
        with transaction.atomic():
            make_report("extract", order, "pdf")
            transaction.set_rollback(True)

    voted, printed = times(vote, runs=40), times(extract, runs=20)
    note = f"{MEMBERS} membres, {ITEMS} points"
    return [
        line("sitting", "séance ouverte", opened, target=OPENING_MS, note=note),
        line("sitting.vote", "vote enregistré", voted, target=VOTE_MS, note=note),
        line("sitting.extract", "extrait en PDF", printed, target=EXTRACT_MS, note=note),
    ]


def _sitting(actor: Actor) -> Sitting:
    """Members, proxies and presence through the product's own acts, once."""
    known = Sitting.objects.filter(house_id=actor.house, body__name=NAME).first()
    if known is not None:
        return known
    house = House.objects.select_related("organisation").get(pk=actor.house)
    body: Body = actions.create_body(
        actor=actor,
        house=house,
        organisation=house.organisation,
        kind="assembly",
        name=NAME,
        rules=RuleDraft(quorum_base="represented", proxies_per_holder=2),
    )
    members = [MandateDraft(f"Membre {number:03d}") for number in range(MEMBERS)]
    actions.add_mandates(actor=actor, body=body, members=members, begins_on=DAY)
    sitting = actions.plan_sitting(
        actor=actor,
        house=house,
        body=body,
        held_on=DAY,
        items=[ItemDraft(f"Point {number}") for number in range(1, ITEMS + 1)],
    )
    seats = list(sitting.seats.order_by("position"))
    pairs = list(zip(seats[PRESENT : PRESENT + PROXIES], seats, strict=False))
    actions.give_proxies(actor=actor, sitting=sitting, pairs=pairs)
    actions.take_presence(
        actor=actor,
        sitting=sitting,
        present=[one.pk for one in seats[:PRESENT]],
        president=seats[0].name,
        secretary=seats[1].name,
    )
    for item in sitting.items.order_by("number")[: ITEMS // 2]:
        actions.cast_vote(actor=actor, item=item, vote=VoteDraft(votes_for=90, votes_against=5))
    return sitting


SCENARIO = Scenario("sitting", "séance de 120 membres", run, position=68)
