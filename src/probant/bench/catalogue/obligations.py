"""What is due on a thousand conventions at once, as of a day; the same queries as for one.

The conventions are made in a transaction that is undone: the other scenarios do not see them.
"""

import datetime
import gc

from django.db import transaction

from probant.bench.scenario import Bench, Result, Scenario, line, times
from probant.directory.models import Organisation
from probant.funding.models import AwardMade, Clause, Convention, Party, PaymentMade
from probant.funding.queries.obligations import obligations_of
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM

CONVENTIONS, TARGET_MS = 1000, 200.0
YEAR = 2023
TERMS = (
    ("payment", "IV", {"share_rate": "7/10", "trigger": "signature"}),
    ("payment", "IV", {"share_rate": "3/10", "trigger": "evidence"}),
    ("evidence", "V", {"pieces": ["Compte rendu financier", "Procès-verbal du comité"]}),
    ("committee", "III", {"per_year": 1}),
    ("duration", "VI", {"months": 36, "renewal": "express"}),
    ("notice", "VI", {"months": 3}),
    ("mention", "II", {"reciprocal": True}),
)


def run(bench: Bench) -> list[Result]:
    """The milliseconds of one computing, in this process."""
    actor = Actor.system(bench.built.house_id, "bench", roles=TEAM, may_declare=True)
    today = datetime.date(YEAR + 1, 9, 1)
    with transaction.atomic():
        _conventions(actor)
        chosen = Convention.objects.filter(title__startswith="Banc")
        found = obligations_of(chosen, today, actor)
        gc.collect()
        gc.freeze()  # as a worker that serves does
        spent = times(lambda: obligations_of(chosen, today, actor), runs=15)
        gc.unfreeze()
        transaction.set_rollback(True)
    told = f"{sum(map(len, found.values()))} obligations de {len(found)} conventions"
    label = f"obligations de {CONVENTIONS} conventions"
    return [line("obligations", label, spent, target=TARGET_MS, note=told)]


def _conventions(actor: Actor) -> None:
    """Of three years, signed, with two parties, seven clauses, an award a year half paid."""
    house = actor.house
    funder = Organisation.objects.exclude(pk=house).order_by("pk")[0]
    made = Convention.objects.bulk_create(
        Convention(
            house_id=house,
            kind="cpo",
            title=f"Banc {number}",
            status="signed",
            starts_on=datetime.date(YEAR, 1, 1),
            ends_on=datetime.date(YEAR + 2, 12, 31),
            signed_on=datetime.date(YEAR, 2, 1),
        )
        for number in range(CONVENTIONS)
    )
    Party.objects.bulk_create(
        Party(convention=one, organisation_id=pk, role=role, position=place)
        for one in made
        for place, (pk, role) in enumerate(((funder.pk, "funder"), (house, "beneficiary")))
    )
    Clause.objects.bulk_create(
        Clause(convention=one, position=place, kind=kind, article=article, terms=terms)
        for one in made
        for place, (kind, article, terms) in enumerate(TERMS, 1)
    )
    with change(actor, verb="funding.make_award", houses=[house]) as entry:
        awards = [
            AwardMade(
                convention=one,
                budget_year=YEAR,
                amount_cents=1_000_000,
                funder=funder,
                organisation_id=house,
                occurred_on=datetime.date(YEAR, 2, 1),
            )
            for one in made
        ]
        entry.record_many(awards)
        entry.record_many(
            [
                PaymentMade(
                    award=award,
                    convention_id=award.convention_id,
                    budget_year=YEAR,
                    funder=funder,
                    organisation_id=house,
                    amount_cents=500_000,
                    occurred_on=datetime.date(YEAR, 4, 1),
                )
                for award in awards
            ]
        )


SCENARIO = Scenario("obligations", "obligations", run, position=66)
