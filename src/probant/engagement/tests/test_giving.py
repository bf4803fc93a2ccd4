"""Hours given: several at once, validated before they count, valued by the day's rate."""

import datetime
import uuid

import pytest

from probant.engagement import actions
from probant.engagement.actions import Given
from probant.engagement.models import DeclaredHours, HourRate, VolunteerHours
from probant.engagement.tests.volunteering import Volunteers, volunteers
from probant.journal.errors import AlreadyDone
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.programmes.tests.scenario import DAY

pytestmark = pytest.mark.django_db
NEXT = DAY + datetime.timedelta(days=1)


@pytest.fixture
def house() -> Volunteers:
    return volunteers()


def rate(house: Volunteers, **said: object) -> HourRate:
    given = {
        "level": "base",
        "starts_on": datetime.date(2023, 1, 1),
        "source": "Conseil d’administration",
        "hourly_cents": 1500,
    }
    return actions.set_rate(
        house.scene.fabien,
        house_id=house.scene.house.pk,
        **{**given, **said},  # type: ignore[arg-type]
    )


def test_hours_of_a_week_are_noted_together_or_not_at_all(house: Volunteers) -> None:
    lines = [Given(DAY, 150, "co_accompagnement"), Given(NEXT, 75, "vie_associative")]
    facts = actions.log_week(house.scene.awa, person=house.sara, lines=lines)
    assert [(fact.occurred_on, fact.minutes, fact.task) for fact in facts] == [
        (DAY, 150, "co_accompagnement"),
        (NEXT, 75, "vie_associative"),
    ]
    with pytest.raises(Refused, match="vingt-quatre"):
        actions.log_week(
            house.scene.awa, person=house.sara, lines=[Given(NEXT, 30), Given(DAY, 23 * 60)]
        )
    assert VolunteerHours.objects.now().count() == 2


def test_only_mission_of_the_day_is_the_one_noted(house: Volunteers) -> None:
    fact = actions.log_hours(house.scene.awa, person=house.sara, occurred_on=DAY, minutes=60)
    assert (fact.task, fact.level) == ("co_accompagnement", "base")


def test_volunteer_declares_and_nothing_counts_until_the_team_validates(
    house: Volunteers,
) -> None:
    rows = actions.declare_hours(
        house.actor, person=house.sara, lines=[Given(DAY, 90, "co_accompagnement", words="bilan")]
    )
    assert VolunteerHours.objects.count() == 0
    (fact,) = actions.validate_hours(house.scene.awa, declared=rows)
    row = DeclaredHours.objects.get()
    assert (row.state, row.fact, fact.minutes) == ("validated", fact, 90)
    with pytest.raises(Refused, match="déjà répondu"):
        actions.refuse_hours(house.scene.awa, declared=rows, reason="trop tard")


def test_volunteer_does_not_write_what_counts_nor_for_others(house: Volunteers) -> None:
    with pytest.raises(Refused):
        actions.log_hours(house.actor, person=house.sara, occurred_on=DAY, minutes=60)
    with pytest.raises(Refused):
        actions.declare_hours(
            house.actor, person=house.another(), lines=[Given(DAY, 60, "accueil")]
        )
    (row,) = actions.declare_hours(
        house.actor, person=house.sara, lines=[Given(DAY, 60, "accueil")]
    )
    with pytest.raises(Refused):
        actions.validate_hours(house.actor, declared=[row])
    (fact,) = actions.validate_hours(house.scene.awa, declared=[row])
    with pytest.raises(Refused):
        actions.void_time(house.actor, fact=fact, code="error", reason="pas ce jour")


def test_hours_on_a_case_that_is_not_entrusted_are_refused(house: Volunteers) -> None:
    case = house.case()
    with pytest.raises(Refused, match="confié"):
        actions.declare_hours(
            house.actor, person=house.sara, lines=[Given(DAY, 60, "accueil", case=case)]
        )


def test_hours_on_a_case_bear_its_programme_and_place(house: Volunteers) -> None:
    case = house.case()
    fact = actions.log_hours(
        house.scene.awa, person=house.sara, occurred_on=DAY, minutes=60, case=case
    )
    assert (fact.programme_code, fact.theme, fact.place_code) == (
        "creation",
        "alimentation",
        "21231",
    )


def test_refused_line_says_why_and_withdrawn_one_waits_no_more(house: Volunteers) -> None:
    lines = [Given(DAY, 60, "accueil"), Given(NEXT, 60, "accueil")]
    first, second = actions.declare_hours(house.actor, person=house.sara, lines=lines)
    with pytest.raises(Refused, match="pourquoi"):
        actions.refuse_hours(house.scene.awa, declared=[first], reason=" ")
    actions.refuse_hours(house.scene.awa, declared=[first], reason="déjà comptées au forum")
    actions.withdraw_hours(house.actor, declared=second)
    told = DeclaredHours.objects.order_by("pk").values_list("state", "reason")
    assert list(told) == [("refused", "déjà comptées au forum"), ("withdrawn", "")]


def test_declaring_twice_with_the_same_key_is_done_once(house: Volunteers) -> None:
    key, lines = uuid.uuid4(), [Given(DAY, 60, "accueil")]
    actions.declare_hours(house.actor, person=house.sara, lines=lines, key=key)
    with pytest.raises(AlreadyDone):
        actions.declare_hours(house.actor, person=house.sara, lines=lines, key=key)
    assert DeclaredHours.objects.count() == 1


def test_days_to_come_are_not_declared(house: Volunteers) -> None:
    ahead = datetime.date.today() + datetime.timedelta(days=3)
    with pytest.raises(Refused, match="à venir"):
        actions.declare_hours(house.actor, person=house.sara, lines=[Given(ahead, 60, "accueil")])


# --- what an hour is worth


def test_hour_is_valued_by_the_rate_of_its_day_and_never_typed(house: Volunteers) -> None:
    rate(house)
    rate(house, starts_on=NEXT, hourly_cents=2000)
    before = actions.log_hours(house.scene.awa, person=house.sara, occurred_on=DAY, minutes=90)
    after = actions.log_hours(house.scene.awa, person=house.sara, occurred_on=NEXT, minutes=90)
    assert (before.value_cents, after.value_cents) == (2250, 3000)


def test_wage_of_the_day_times_the_coefficient_is_the_rate(house: Volunteers) -> None:
    rate(house, hourly_cents=None, coefficient_hundredths=140)
    spring = datetime.date(2023, 5, 2)
    values = [
        actions.log_hours(
            house.scene.awa, person=house.sara, occurred_on=day, minutes=60
        ).value_cents
        for day in (DAY, spring)
    ]
    assert values == [1578, 1613]  # 11,27 € and 11,52 €, times 1,40


def test_method_that_changes_replaces_hours_and_the_past_still_says_the_former_value(
    house: Volunteers,
) -> None:
    fact = actions.log_hours(house.scene.awa, person=house.sara, occurred_on=DAY, minutes=60)
    assert fact.value_cents is None
    rate(house)
    rate(house, starts_on=DAY, hourly_cents=1800)
    standing = VolunteerHours.objects.now().get()
    assert (standing.value_cents, standing.minutes) == (1800, 60)
    assert list(VolunteerHours.objects.order_by("seq").values_list("value_cents", "void_code")) == [
        (None, "revalued"),
        (1500, "revalued"),
        (1800, ""),
    ]
    assert VolunteerHours.objects.at(fact.seq).get().value_cents is None
    assert verify() == []


def test_line_of_a_volunteer_follows_the_fact_that_is_revalued(house: Volunteers) -> None:
    rows = actions.declare_hours(
        house.actor, person=house.sara, lines=[Given(DAY, 60, "co_accompagnement")]
    )
    actions.validate_hours(house.scene.awa, declared=rows)
    rate(house)
    assert DeclaredHours.objects.get().fact == VolunteerHours.objects.now().get()


@pytest.mark.parametrize(
    "said",
    [
        {"hourly_cents": None},
        {"coefficient_hundredths": 120},
        {"hourly_cents": 0},
        {"source": " "},
        {"level": "chef"},
    ],
)
def test_rate_without_one_basis_or_a_source_is_refused(
    house: Volunteers, said: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        rate(house, **said)
    assert HourRate.objects.count() == 0


def test_method_is_decided_by_the_direction_alone(house: Volunteers) -> None:
    with pytest.raises(Refused, match="direction"):
        actions.set_rate(
            house.scene.awa,
            house_id=house.scene.house.pk,
            level="base",
            starts_on=DAY,
            source="moi",
            hourly_cents=1500,
        )
