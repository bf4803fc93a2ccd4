"""What became of those supported and created: when one asks, what is told, the two ledgers."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.journal.fresh import can_correct
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import Case, FollowedUp, JobFact, Note, PhaseReached
from probant.support.queries.follow_ups import due, due_of
from probant.support.queries.ledger import LedgerFilter, job_rows, with_state_at_a_year
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db
END = datetime.date(2022, 3, 1)
SEEN = datetime.date(2023, 3, 5)


@pytest.fixture
def house() -> Scene:
    return scene()


def ended(house: Scene, name: str = "Les Jardins du Val", **more: Any) -> Case:
    case = case_of(house, name, opened_on=END, **more)
    actions.close_case(house.awa, case=case, outcome="done", closed_on=END)
    return case


def born(house: Scene, on: datetime.date = END) -> Case:
    case = actions.open_case(
        house.awa, programme=house.programme("creation"), opened_on=on, project_title="Idée"
    )
    identity: Any = {"name": "Née", "family": "association"}
    actions.record_birth(house.awa, case=case, born_on=on, identity=identity)
    return case


def followed(house: Scene, case: Case, **more: Any) -> FollowedUp:
    given = {"since": "support", "months": 12, "occurred_on": SEEN, "state": "active"} | more
    return actions.follow_up(house.awa, case=case, **given)


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (datetime.date(2022, 8, 31), []),
        (datetime.date(2022, 9, 1), [6]),
        (datetime.date(2023, 3, 1), [12]),
        (datetime.date(2024, 3, 1), [24]),
        (datetime.date(2025, 3, 2), []),  # a year after the last one, nobody is asked any more
    ],
)
def test_asked_at_six_twelve_and_twenty_four_months_after_the_end(
    house: Scene, today: datetime.date, months: list[int]
) -> None:
    ended(house)
    assert [one.months for one in due(house.awa, today)] == months


def test_open_case_is_asked_after_its_last_mission(house: Scene) -> None:
    case = case_of(house, opened_on=END)
    assert due(house.awa, DAY) == []
    actions.contract_mission(
        house.awa,
        programme=case.programme,
        title="Modèle économique",
        kind="individual",
        contracted_on=END,
        case=case,
    )
    assert [one.months for one in due(house.awa, DAY)] == [12]


@pytest.mark.parametrize("outcome", ["referred", "out_of_scope"])
def test_who_was_not_supported_to_the_end_is_not_asked(house: Scene, outcome: str) -> None:
    case = case_of(house, opened_on=END)
    actions.close_case(house.awa, case=case, outcome=outcome, closed_on=END)
    assert due(house.awa, DAY) == []


@pytest.mark.parametrize(
    ("today", "months"),
    [(datetime.date(2023, 3, 1), 12), (datetime.date(2025, 3, 1), 36)]
    + [(datetime.date(2027, 3, 1), 60)],
)
def test_structures_created_are_asked_at_one_three_and_five_years(
    house: Scene, today: datetime.date, months: int
) -> None:
    born(house)
    assert [(one.since, one.months) for one in due(house.awa, today)] == [("birth", months)]


def test_house_and_programme_choose_their_own_months(house: Scene) -> None:
    case = ended(house)
    actions.set_terms(house.fabien, house_id=house.house.pk, since="support", months=[9])
    assert [one.months for one in due(house.awa, SEEN)] == [9]
    actions.set_terms(
        house.fabien,
        house_id=house.house.pk,
        programme=case.programme,
        since="support",
        months=[3, 12],
    )
    assert [one.months for one in due(house.awa, SEEN)] == [12]
    with pytest.raises(Refused, match="direction"):
        actions.set_terms(house.awa, house_id=house.house.pk, since="support", months=[])


def test_follow_up_noted_is_due_no_more_and_reaches_the_phase(house: Scene) -> None:
    case = ended(house)
    followed(house, case, headcount=7, fte_hundredths=520, needs="Un comptable.")
    assert due(house.awa, SEEN) == []
    assert due_of(case, SEEN) is None
    assert PhaseReached.objects.get().phase_code == "suivi"
    assert Note.objects.get().text == "Un comptable."
    with pytest.raises(Refused, match="déjà noté"):
        followed(house, case)


def test_birth_is_followed_only_where_there_was_one(house: Scene) -> None:
    with pytest.raises(Refused, match="la création"):
        followed(house, ended(house), since="birth")


def test_follow_up_of_strangers_is_refused(house: Scene) -> None:
    case = ended(house)
    for name in ("Michel", "Bruno", "Chloé", "Sara"):
        with pytest.raises(Refused):
            actions.follow_up(
                house.actor(name),
                case=case,
                since="support",
                months=6,
                occurred_on=SEEN,
                state="active",
            )
    assert FollowedUp.objects.count() == 0


# --- the ledger of jobs


def jobs(house: Scene, case: Case, count: int = 4, **more: Any) -> JobFact:
    given = {"kind": "created", "headcount": count, "occurred_on": END, "contract": "cdi"} | more
    return actions.record_jobs(house.awa, case=case, **given)


def then(house: Scene, today: datetime.date) -> list[str]:
    rows = list(job_rows(house.awa, LedgerFilter()).order_by("id"))
    return [row["then"] for row in with_state_at_a_year(rows, today)]


def test_jobs_are_asked_for_at_a_year_and_not_before(house: Scene) -> None:
    jobs(house, ended(house))
    assert then(house, datetime.date(2023, 2, 28)) == [""]
    assert then(house, datetime.date(2023, 3, 1)) == ["à demander"]


def test_jobs_looked_at_again_say_how_many_of_how_many(house: Scene) -> None:
    case = ended(house)
    first, second = jobs(house, case), jobs(house, case, 2, contract="cdd")
    followed(house, case, kept={first.pk: 3, second.pk: 0})
    assert then(house, SEEN) == ["3 sur 4", "0 sur 2"]
    kept = JobFact.objects.filter(kind="kept").order_by("pk")
    assert [(one.kept_of, one.contract) for one in kept] == [(first, "cdi"), (second, "cdd")]


def test_no_more_jobs_remain_than_there_were(house: Scene) -> None:
    case = ended(house)
    fact = jobs(house, case)
    with pytest.raises(Refused, match="il ne peut en rester 5"):
        followed(house, case, kept={fact.pk: 5})
    assert FollowedUp.objects.count() == 0


def test_jobs_of_a_structure_that_stopped_say_so(house: Scene) -> None:
    case = ended(house)
    jobs(house, case)
    followed(house, case, state="stopped")
    assert then(house, SEEN) == ["structure arrêtée"]


def test_follow_up_at_a_year_tells_the_jobs_of_the_structure(house: Scene) -> None:
    case = ended(house)
    jobs(house, case)
    followed(house, case, headcount=6)
    assert then(house, SEEN) == ["6 dans la structure"]


def test_figures_of_jobs_leave_out_those_looked_at_again(house: Scene) -> None:
    case = ended(house)
    fact = jobs(house, case)
    followed(house, case, kept={fact.pk: 4})
    created = JobFact.objects.now().filter(kind="created")
    assert [one.headcount for one in created] == [4]


# --- the pages


@pytest.fixture
def page(client: Client, house: Scene) -> Client:
    client.force_login(house.users["Awa"])
    return client


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("jobs-ledger", 8), ("births-ledger", 8), ("follow-ups", 9)],
)
def test_lists_ask_the_same_number_of_queries(
    page: Client,
    house: Scene,
    count: int,
    name: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        jobs(house, ended(house, f"Structure {number}"))
        case = actions.open_case(
            house.awa,
            programme=house.programme("creation"),
            opened_on=END,
            project_title=f"Idée {number}",
        )
        identity: Any = {"name": f"Née {number}", "family": "association"}
        actions.record_birth(house.awa, case=case, born_on=END, identity=identity)
    page.get(reverse(f"support:{name}"))
    with django_assert_num_queries(queries):
        shown = page.get(reverse(f"support:{name}")).content.decode()
    assert shown.count("<tr") >= count


@pytest.mark.parametrize("name", ["jobs-export", "births-export", "follow-ups-export"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_are_given_as_files(page: Client, house: Scene, name: str, kind: str) -> None:
    jobs(house, ended(house))
    answer = page.post(reverse(f"support:{name}"), {"format": kind, "annee": "2022"})
    assert answer["Content-Disposition"].endswith(f'.{kind}"')


@pytest.mark.parametrize("name", ["jobs-export", "births-export", "follow-ups-export"])
def test_a_fact_that_left_in_a_list_is_no_longer_a_fresh_slip(
    page: Client, house: Scene, name: str
) -> None:
    fact = jobs(house, ended(house))
    assert page.get(reverse(f"support:{name}")).status_code == 405
    back = page.post(reverse(f"support:{name}"), {"format": "exe", "annee": "2022"})
    assert back["Location"].endswith("/?annee=2022")
    assert can_correct(house.awa, fact).allowed
    page.post(reverse(f"support:{name}"), {"format": "csv"})
    assert "exporté" in can_correct(house.awa, fact).reason


def test_follow_up_is_recorded_from_one_form(page: Client, house: Scene) -> None:
    case = ended(house)
    fact = jobs(house, case)
    given = {
        "cle": str(uuid.uuid4()),
        "lu_a": "",
        "term": "support-12",
        "occurred_on": "5 mars 2023",
        "state": "active",
        "headcount": "6",
        "fte_hundredths": "4,5",
        f"job_{fact.pk}": "3",
        "needs": "Trouver un local.",
    }
    answer = page.post(reverse("support:follow-up", args=[case.pk]), given)
    assert answer.status_code == 302, answer.content.decode()
    told = FollowedUp.objects.get()
    assert (told.months, told.headcount, told.fte_hundredths) == (12, 6, 450)
    assert then(house, SEEN) == ["3 sur 4"]


def test_follow_up_sent_twice_is_said_as_done_though_it_may_not_be_noted_again(
    page: Client, house: Scene
) -> None:
    case = ended(house)
    given = {
        "cle": str(uuid.uuid4()),
        "term": "support-12",
        "occurred_on": "5 mars 2023",
        "state": "active",
    }
    address = reverse("support:follow-up", args=[case.pk])
    assert [page.post(address, given).status_code for _ in range(2)] == [302, 302]
    assert page.post(address, given | {"cle": str(uuid.uuid4())}).status_code == 422
    assert FollowedUp.objects.count() == 1


def test_jobs_of_others_are_not_in_the_ledger(client: Client, house: Scene) -> None:
    jobs(house, ended(house))
    client.force_login(house.users["Sara"])
    shown = client.get(reverse("support:jobs-ledger")).content.decode()
    assert "Aucun emploi noté" in shown
