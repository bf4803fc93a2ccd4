"""The papers of a convention of five actions: its report and its draft, as DOCX and as PDF.

The convention is made in a transaction that is undone: the other scenarios do not see it.
"""

import datetime
from functools import partial

from django.db import transaction

from probant.bench.scenario import Bench, Result, Scenario, line, times
from probant.directory.models import House, Organisation
from probant.funding.actions import (
    ClauseDraft,
    LineDraft,
    PartyDraft,
    add_action_sheet,
    make_award,
    record_convention,
    record_payment,
    set_budget,
)
from probant.funding.models import Convention
from probant.funding.rules.layouts import layouts
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.roles import Role
from probant.programmes.actions import create_action
from probant.reports.actions import make_report
from probant.reports.definition import ReportOrder

ACTIONS, FIRST, LAST, TARGET_MS = 5, 2023, 2025, 1000
WORDS = "Soutenir les acteurs de l’économie sociale et solidaire du territoire. " * 8
TERMS = (
    ("payment", {"share_rate": "7/10", "trigger": "signature"}),
    ("payment", {"share_rate": "3/10", "trigger": "evidence"}),
    ("evidence", {"pieces": ["Compte rendu financier", "Procès-verbal du comité"]}),
    ("committee", {"per_year": 1}),
    ("notice", {"months": 3}),
)
PAPERS = (
    ("convention", "docx", "bilan en DOCX"),
    ("convention", "pdf", "bilan en PDF"),
    ("convention-draft", "docx", "projet en DOCX"),
    ("convention-draft", "pdf", "projet en PDF"),
)


def run(bench: Bench) -> list[Result]:
    """Each paper collected, written and sealed, in this process."""
    actor = Actor.system(
        bench.built.house_id, "bench", roles=[Role.DIRECTION, Role.OFFICER], may_declare=True
    )
    found = []
    with transaction.atomic():
        order = ReportOrder(
            actor=actor,
            house_id=actor.house,
            year=LAST - 1,
            cut=Cut.now(),
            base_url="https://exemple.org",
            today=datetime.date(LAST, 6, 1),
            convention_id=_convention(actor).pk,
        )
        for slug, ending, label in PAPERS:
            spent = times(partial(make_report, slug, order, ending), runs=15, warm_up=2)
            code = f"papers.{slug}.{ending}"
            found.append(line(code, f"convention, {label}", spent, target=TARGET_MS))
        transaction.set_rollback(True)
    return found


def _convention(actor: Actor) -> Convention:
    """Of three years, twelve articles, five sheets whole, a budget and an award a year."""
    house = House.objects.get(pk=actor.house)
    funder = Organisation.objects.exclude(pk=house.pk).order_by("pk")[0]
    clauses = [ClauseDraft("text", str(n), f"Article {n}", WORDS) for n in range(1, 13)]
    clauses += [ClauseDraft(kind, "4", "Article 4", terms=terms) for kind, terms in TERMS]
    convention = record_convention(
        actor=actor,
        house=house,
        kind="cpom",
        title="Convention d’essai des papiers",
        status="signed",
        starts_on=datetime.date(FIRST, 1, 1),
        ends_on=datetime.date(LAST, 12, 31),
        signed_on=datetime.date(FIRST, 2, 1),
        parties=[PartyDraft(funder, "funder"), PartyDraft(house.organisation, "beneficiary")],
        clauses=sorted(clauses, key=lambda one: int(one.article)),
    )
    for number in range(1, ACTIONS + 1):
        _action(actor, convention, number, funder)
    return convention


def _action(actor: Actor, convention: Convention, number: int, funder: Organisation) -> None:
    action = create_action(actor, house_id=actor.house, name=f"Action d’essai {number}")
    layout = layouts()["cpom"]
    sheet = add_action_sheet(
        actor=actor,
        convention=convention,
        action=action,
        number=number,
        first_year=FIRST,
        last_year=LAST,
        headings=layout.headings,
        layout=layout.name,
    )
    sheet.headings.filter(kind="text").update(text=WORDS)
    charges = ("606", "613", "622", "625", "641", "645")
    lines = [LineDraft(one, f"Charge {one}", "expense", 200_000) for one in charges]
    lines += [
        LineDraft("74", funder.name, "income", 900_000, funder=funder),
        LineDraft("706", "Prestations", "income", 300_000),
    ]
    for year in range(FIRST, LAST + 1):
        set_budget(actor=actor, convention=convention, sheet=sheet, year=year, lines=lines)
        award = make_award(
            actor=actor,
            convention=convention,
            action=action,
            year=year,
            amount_cents=900_000,
            decision=None,
            occurred_on=datetime.date(year, 2, 1),
        )
        paid_on = datetime.date(year, 4, 1)
        record_payment(actor=actor, award=award, amount_cents=630_000, paid_on=paid_on)


SCENARIO = Scenario("convention_papers", "convention, papiers", run, position=67)
