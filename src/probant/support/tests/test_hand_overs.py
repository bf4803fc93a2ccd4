"""Hand-overs are derived from their dates: at their bounds, in chains, and in what they open."""

import datetime

import pytest
from django.utils import timezone

from probant.accounts.models import Membership, User
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.programmes.tests.scenario import Scene
from probant.support import actions as support
from probant.support.access import may_write_case
from probant.support.actions.hand_overs import end_hand_over, hand_over
from probant.support.actions.tasks import add_task
from probant.support.models import Case, HandOver, Supporter
from probant.support.queries.appointments import between
from probant.support.queries.tasks import TaskFilter, tasks_of
from probant.support.queries.who import in_charge_of, stands_in_for, with_charge
from probant.support.tests.scenario import case_of, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAYS = datetime.timedelta(days=1)
FIRST, LAST = TODAY - 5 * DAYS, TODAY + 5 * DAYS


@pytest.fixture
def house() -> Scene:
    made = scene()
    for name, role in (("Inès", Role.OFFICER), ("Paul", Role.VOLUNTEER)):
        user = User.objects.create_user(f"{role}@essai.fr", "essai", name=name)
        Membership.objects.create(user=user, organisation=made.house.organisation, role=role)
        made.users[name] = user
    return made


def followed(house: Scene, name: str = "Les Jardins du Val") -> Case:
    return case_of(house, name, referent=house.users["Awa"])


def replace(
    house: Scene,
    away: str,
    by: str,
    start: datetime.date = FIRST,
    end: datetime.date | None = LAST,
    cases: list[Case] | None = None,
) -> HandOver:
    return hand_over(
        house.fabien,
        from_user=house.users[away],
        to_user=house.users[by],
        starts_on=start,
        ends_on=end,
        cases=cases,
    )


def who(case: Case, day: datetime.date) -> str:
    """By `in_charge_of`, which must say what the annotation of lists says."""
    charge = in_charge_of(case, day).user
    (row,) = with_charge(Case.objects.filter(pk=case.pk), day)
    assert row.charge_id == (charge.pk if charge else None)  # type: ignore[attr-defined]
    return str(charge)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(FIRST - DAYS, "Awa"), (FIRST, "Inès"), (LAST, "Inès"), (LAST + DAYS, "Awa")],
)
def test_replacement_holds_from_its_first_day_to_its_last(
    house: Scene, day: datetime.date, expected: str
) -> None:
    case = followed(house)
    replace(house, "Awa", "Inès")
    assert who(case, day) == expected
    assert str(case.referent) == "Awa"


def test_page_says_who_replaces_whom_until_when(house: Scene) -> None:
    case = followed(house)
    replace(house, "Awa", "Inès", end=datetime.date(2099, 8, 31))
    charge = in_charge_of(case, TODAY)
    assert charge.words == "Suivi par Awa, remplacé·e par Inès jusqu’au 31 août 2099."


def test_case_that_nobody_follows_is_nobody_s(house: Scene) -> None:
    case = case_of(house)
    replace(house, "Awa", "Inès")
    assert who(case, TODAY) == "None"


def test_only_the_cases_named_go(house: Scene) -> None:
    named, other = followed(house, "Un"), followed(house, "Deux")
    replace(house, "Awa", "Inès", cases=[named])
    assert (who(named, TODAY), who(other, TODAY)) == ("Inès", "Awa")


def test_last_replacement_made_holds(house: Scene) -> None:
    case = followed(house)
    replace(house, "Awa", "Inès")
    replace(house, "Awa", "Fabien", start=TODAY, end=TODAY, cases=[case])
    assert [who(case, TODAY + shift * DAYS) for shift in (-1, 0, 1)] == ["Inès", "Fabien", "Inès"]


def test_replacement_who_leaves_in_turn_hands_on_what_she_replaces(house: Scene) -> None:
    case = followed(house)
    replace(house, "Awa", "Inès")
    replace(house, "Inès", "Fabien", start=TODAY, end=LAST + 9 * DAYS)
    days = [TODAY - DAYS, TODAY, LAST, LAST + DAYS]
    assert [who(case, day) for day in days] == ["Inès", "Fabien", "Fabien", "Awa"]


def test_somebody_away_replaces_nobody(house: Scene) -> None:
    replace(house, "Inès", "Fabien")
    with pytest.raises(Refused, match="Inès se fait remplacer du"):
        replace(house, "Awa", "Inès", start=LAST, end=LAST + DAYS)
    replace(house, "Awa", "Inès", start=LAST + DAYS, end=LAST + DAYS)


def test_replacement_is_shortened_or_called_off(house: Scene) -> None:
    case = followed(house)
    row = replace(house, "Awa", "Inès")
    end_hand_over(house.fabien, row=row, last_on=TODAY)
    assert (who(case, TODAY), who(case, TODAY + DAYS)) == ("Inès", "Awa")
    end_hand_over(house.fabien, row=row, last_on=FIRST - DAYS)
    assert who(case, TODAY) == "Awa"


def test_for_good_the_case_and_the_tasks_that_wait_are_given(house: Scene) -> None:
    case = followed(house)
    task = add_task(house.awa, what="Rappeler", case=case)
    replace(house, "Awa", "Inès", start=TODAY, end=None)
    case.refresh_from_db()
    task.refresh_from_db()
    assert (str(case.referent), str(task.assigned)) == ("Inès", "Inès")
    assert str(in_charge_of(case, TODAY - DAYS).user) == "Awa"
    assert str(in_charge_of(case, TODAY).user) == "Inès"


def test_case_is_not_given_for_good_to_a_volunteer(house: Scene) -> None:
    followed(house)
    with pytest.raises(Refused, match="de l'équipe"):
        replace(house, "Awa", "Sara", end=None)


def test_nonsense_is_refused(house: Scene) -> None:
    with pytest.raises(Refused, match="soi-même"):
        replace(house, "Awa", "Awa")
    with pytest.raises(Refused, match="précède"):
        replace(house, "Awa", "Inès", start=LAST, end=FIRST)
    with pytest.raises(Refused, match="au moins un dossier"):
        replace(house, "Awa", "Inès", cases=[])
    with pytest.raises(Refused, match="n'a pas de rôle"):
        replace(house, "Awa", "Bruno")


@pytest.mark.parametrize(("name", "allowed"), [("Fabien", True), ("Awa", True), ("Inès", False)])
def test_replacement_is_noted_by_the_direction_or_by_who_leaves(
    house: Scene, name: str, allowed: bool
) -> None:
    given = {"from_user": house.users["Awa"], "to_user": house.users["Inès"]}

    def note() -> HandOver:
        return hand_over(house.actor(name), starts_on=FIRST, ends_on=LAST, **given)

    if allowed:
        note()
    else:
        with pytest.raises(Refused):
            note()
    assert HandOver.objects.count() == int(allowed)


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [(TODAY, TODAY, True), (FIRST, TODAY - DAYS, False), (TODAY + DAYS, LAST, False)],
)
def test_volunteer_who_replaces_sees_and_writes_these_days_only(
    house: Scene, start: datetime.date, end: datetime.date, seen: bool
) -> None:
    case, other = followed(house, "Un"), followed(house, "Deux")
    replace(house, "Awa", "Sara", start=start, end=end, cases=[case])
    sara = house.actor("Sara")
    assert list(Case.objects.visible_to(sara)) == ([case] if seen else [])
    assert may_write_case(sara, case).allowed == seen
    assert not may_write_case(sara, other)


def test_volunteer_replaces_another_on_what_was_entrusted(house: Scene) -> None:
    case, watched = followed(house, "Un"), followed(house, "Deux")
    sara, paul = house.users["Sara"], house.actor("Paul")
    support.entrust_case(house.awa, case=case, user=sara, starts_on=FIRST)
    support.entrust_case(
        house.awa, case=watched, user=sara, starts_on=FIRST, part=Supporter.Part.OBSERVER
    )
    assert list(Case.objects.visible_to(paul)) == []
    replace(house, "Sara", "Paul")
    assert set(Case.objects.visible_to(paul)) == {case, watched}
    assert may_write_case(paul, case)
    assert not may_write_case(paul, watched)


def test_tasks_of_who_is_away_join_mine_and_leave_by_themselves(house: Scene) -> None:
    case = followed(house)
    task = add_task(house.awa, what="Rappeler", case=case)
    loose = add_task(house.awa, what="Ranger", house_id=house.house.pk)
    replace(house, "Awa", "Inès")
    ines = house.actor("Inès")
    assert tasks_of(ines, TaskFilter(), FIRST) == [task, loose]
    assert tasks_of(ines, TaskFilter(), LAST) == [task, loose]
    assert tasks_of(ines, TaskFilter(), LAST + DAYS) == []
    assert tasks_of(house.awa, TaskFilter(), TODAY) == [task, loose]


def test_calendar_is_told_whom_one_replaces_and_on_which_days(house: Scene) -> None:
    named = followed(house)
    replace(house, "Awa", "Inès", cases=[named])
    (one,) = stands_in_for(house.users["Inès"].pk, TODAY, LAST + 9 * DAYS)
    assert (one.user_id, one.start, one.end) == (house.users["Awa"].pk, TODAY, LAST)
    assert one.case_ids == frozenset({named.pk})
    assert one.covers(named.pk, LAST)
    assert not one.covers(named.pk, LAST + DAYS)
    assert not one.covers(None, LAST)


def test_hand_overs_are_seen_by_the_team_and_by_the_volunteers_concerned(house: Scene) -> None:
    followed(house)
    replace(house, "Awa", "Sara")
    seen = {
        name: HandOver.objects.visible_to(house.actor(name)).count()
        for name in ("Awa", "Sara", "Paul", "Michel", "Bruno", "Chloé")
    }
    assert seen == {"Awa": 1, "Sara": 1, "Paul": 0, "Michel": 0, "Bruno": 0, "Chloé": 0}


def test_calendar_holds_the_appointments_of_who_is_away_on_these_days_only(house: Scene) -> None:
    case = followed(house)
    for day in (FIRST - DAYS, TODAY, LAST, LAST + DAYS):
        support.plan_appointment(house.awa, case=case, meeting=support.Meeting(planned_on=day))
    replace(house, "Awa", "Inès")
    span = (FIRST - 9 * DAYS, LAST + 9 * DAYS)
    taken = between(house.actor("Inès"), *span, mine=True)
    assert [row.planned_on for row in taken] == [TODAY, LAST]
    assert len(between(house.awa, *span, mine=True)) == 4
