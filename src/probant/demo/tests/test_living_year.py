"""What the year of support adds up to, counted by hand: from its own files, or fact by fact."""

import datetime
from typing import Any

import pytest

from probant.demo.creation import JOBS_BY_BIRTH
from probant.demo.dla import ENDED_IN_2022, ENDED_IN_JUNE, INDIVIDUAL, WELCOMED
from probant.demo.names import data
from probant.directory.models import House
from probant.indicators.engine import measure
from probant.indicators.registry import indicator
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.support.models import (
    Appointment,
    AppointmentHeld,
    CaseClosed,
    CaseStep,
    MissionContracted,
    SupportRequest,
    Task,
)

pytestmark = pytest.mark.django_db

VOTE = Cut.known(datetime.date(2024, 3, 21))


def value(house: House, code: str, year: int = 2023, cut: Cut | None = None) -> int:
    found = indicator(code)
    assert found is not None
    period = Period.year(year)
    return measure(found, house_id=house.pk, period=period, cut=cut or Cut.now()).value


def told(name: str, **where: Any) -> list[dict[str, Any]]:
    """The rows of the door's file that hold these values."""
    return [
        row
        for row in data("door")[name]
        if all(row.get(key) == wanted for key, wanted in where.items())
    ]


def test_a_call_is_taken_for_each_accueil_and_for_each_row_of_the_door(
    demonstration: House,
) -> None:
    accueils = WELCOMED + 56 + len(told("crdva"))
    assert value(demonstration, "door.calls") == accueils + len(told("calls")) + len(
        told("requests")
    )


def test_advice_referrals_introductions_and_requests_are_those_of_the_door(
    demonstration: House,
) -> None:
    advised = told("calls", upshot="advice") + told("requests", upshot="advice")
    assert value(demonstration, "door.one_off_advice") == len(advised)
    assert value(demonstration, "door.organisations_advised") == len(
        {row["name"] for row in advised if "name" in row}
    )
    sent_on = 3 + 15  # three structures of the DLA only welcomed, fifteen projects
    assert value(demonstration, "door.referrals") == sent_on + len(told("calls", upshot="referral"))
    assert value(demonstration, "door.introductions") == len(told("calls", upshot="introduction"))
    assert value(demonstration, "door.requests") == len(told("requests"))


def test_diagnoses_committees_plans_and_evaluations_follow_their_file(
    demonstration: House,
) -> None:
    paths = data("dla_paths")["path"]
    assert value(demonstration, "dla.plans") == len(paths)
    assert value(demonstration, "dla.evaluations") == len(paths)
    assert value(demonstration, "dla.marks") == sum(path["marks"][0] for path in paths)
    assert value(demonstration, "dla.opinions") == INDIVIDUAL + 1
    assert value(demonstration, "dla.opinions", cut=VOTE) == INDIVIDUAL + 1
    assert value(demonstration, "dla.providers_consulted") == len(data("dla_paths")["provider"]) + 2


def test_the_cost_and_the_days_of_missions_are_those_of_each_contract(
    demonstration: House,
) -> None:
    cents = hundredths = 0
    for fact in MissionContracted.objects.all():
        if fact.occurred_on.year == 2023 and fact.void_seq is None:
            cents += fact.cost_cents or 0
            hundredths += fact.days_hundredths or 0
    assert value(demonstration, "dla.mission_cost") == cents
    assert value(demonstration, "dla.mission_days") == hundredths
    late = MissionContracted.objects.get(mission__title="Mesurer son utilité sociale")
    assert value(demonstration, "dla.mission_cost", cut=VOTE) == cents - (late.cost_cents or 0)


def test_follow_ups_and_jobs_a_year_later(demonstration: House) -> None:
    assert value(demonstration, "support.follow_ups") == 2 * len(ENDED_IN_2022) + len(ENDED_IN_JUNE)
    kept = sum(
        path["headcount"] - path["lost"]
        for path in data("dla_paths")["path"]
        if path["place"] in ENDED_IN_JUNE
    )
    assert value(demonstration, "dla.jobs_kept", 2024) == kept
    assert value(demonstration, "creation.jobs_kept", 2024) == sum(JOBS_BY_BIRTH) - 1
    assert value(demonstration, "creation.emergence") == 6
    assert value(demonstration, "creation.post_support") == 3


def test_appointments_and_closings_are_counted_one_by_one(demonstration: House) -> None:
    for kind, code in (
        (AppointmentHeld, "support.appointments"),
        (CaseClosed, "support.cases_closed"),
    ):
        cases = [fact for fact in kind.objects.all() if fact.occurred_on.year == 2023]
        assert value(demonstration, code) == len(cases) > 50


def test_three_structures_say_that_they_are_in_a_priority_neighbourhood(
    demonstration: House,
) -> None:
    said = [row for row in data("fictitious")["dla"] if len(row) == 5]
    assert value(demonstration, "support.organisations_in_qpv") == len(said)


def test_the_days_to_come_hold_appointments_tasks_and_a_request(demonstration: House) -> None:
    today = datetime.date.today()
    planned = Appointment.objects.filter(house=demonstration, state="planned")
    assert planned.count() == len(data("visits")["to_come"])
    assert [row for row in planned if row.planned_on < today] == []
    open_tasks = Task.objects.filter(house=demonstration, done_on__isnull=True)
    assert open_tasks.count() == len(data("visits")["tasks"])
    assert SupportRequest.objects.filter(house=demonstration, state="awaiting").count() == 1
    done = CaseStep.objects.filter(case__house=demonstration, done_on__isnull=False)
    assert {step.done_on.year for step in done if step.done_on} == {2023}
