"""One case that has lived through all the years, told by the actions that its screens call."""

import datetime
from collections.abc import Sequence

from probant.accounts.models import User
from probant.bench.data.size import LAST_YEAR
from probant.directory.models import House, Organisation, Person
from probant.kernel.actor import Actor
from probant.kernel.money import read_cents
from probant.programmes.models import Phase, Programme
from probant.support.actions import (
    Meeting,
    add_member,
    add_note,
    contract_mission,
    log_appointment,
    open_case,
    plan_appointment,
    reach_milestone,
    reach_phase,
    record_jobs,
    refer,
)
from probant.support.actions.tasks import add_task
from probant.support.models import Case, JobFact, Mission, Mode

EVERY_MONTH = [
    datetime.date(year, month, 10)
    for year in range(LAST_YEAR - 4, LAST_YEAR + 1)
    for month in range(1, 13)
]
MILESTONES = ("etude-opportunite", "etude-faisabilite", "charte-cooperation", "plan-affaires")


def build_long_case(
    actor: Actor,
    house: House,
    organisations: Sequence[Organisation],
    people: Sequence[Person],
    referent: User,
) -> Case:
    """A case of the DLA: an appointment a month for five years, and all that hangs on it."""
    programme = Programme.objects.get(house=house, official_code="dla")
    first, last = EVERY_MONTH[0], EVERY_MONTH[-1]
    case = open_case(
        actor,
        programme=programme,
        opened_on=first,
        organisation=organisations[0],
        referent=referent,
        declared_on=first,
    )
    for person in people[:4]:
        add_member(actor, case=case, person=person, part="holder", starts_on=first)
    for number, day in enumerate(EVERY_MONTH):
        meeting = Meeting(
            day,
            minutes=60 + number % 4 * 15,
            mode=Mode.HERE if number % 3 else Mode.PHONE,
            subject=f"Point {number + 1}",
            ours=[referent],
            theirs=people[number % 4 : number % 4 + 1],
        )
        note = "Trésorerie et prochaine étape." if number % 2 else ""
        log_appointment(actor, case=case, meeting=meeting, note=note, declared_on=day)
    for day in EVERY_MONTH[::4]:
        add_note(actor, case=case, text="La structure a rappelé.", declared_on=day)
        add_task(actor, case=case, what=f"Relancer avant le {day:%d/%m/%Y}", assigned=referent)
        refer(actor, occurred_on=day, body=organisations[1], case=case, declared_on=day)
    phases = Phase.objects.filter(programme=programme).order_by("position")
    for phase, day in zip(phases[1:], EVERY_MONTH[6::12], strict=False):
        reach_phase(actor, case=case, phase=phase, occurred_on=day, declared_on=day)
    for milestone, day in zip(MILESTONES, EVERY_MONTH[9::12], strict=False):
        reach_milestone(actor, case=case, milestone=milestone, occurred_on=day, declared_on=day)
    _results(actor, case, organisations[2])
    plan_appointment(
        actor, case=case, meeting=Meeting(last, subject="Bilan des cinq ans", ours=[referent])
    )
    return case


def _results(actor: Actor, case: Case, provider: Organisation) -> None:
    """A mission a year, jobs consolidated each year where the drawn facts hold none yet."""
    counted = set(
        JobFact.objects.now()
        .filter(organisation=case.organisation, kind=JobFact.Kind.CONSOLIDATED)
        .values_list("year", flat=True)
    )
    for day in EVERY_MONTH[7::12]:
        contract_mission(
            actor,
            programme=case.programme,
            title=f"Appui de {day.year}",
            kind=Mission.Kind.INDIVIDUAL,
            contracted_on=day,
            case=case,
            provider=provider,
            days_hundredths=500,
            cost_cents=read_cents("4 000 €"),
            declared_on=day,
        )
        if day.year in counted:
            continue
        record_jobs(
            actor,
            case=case,
            kind=JobFact.Kind.CONSOLIDATED,
            headcount=8 + day.year - LAST_YEAR,
            occurred_on=day,
            declared_on=day,
        )
