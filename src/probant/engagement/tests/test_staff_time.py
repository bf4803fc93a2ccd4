"""Time of the team: an hour counts once; a signed month says why it changes."""

import datetime
from typing import Any

import pytest

from probant.accounts.models import Membership
from probant.directory.actions import create_person
from probant.directory.models import Person
from probant.engagement import actions
from probant.engagement.actions import Spent
from probant.engagement.models import Absence, SheetSigned, StaffTime
from probant.engagement.queries.sheets import months_of, sheet_of
from probant.engagement.rules.full_time import write_fte
from probant.kernel.decision import Refused
from probant.kernel.period import Period
from probant.programmes.actions import create_action
from probant.programmes.models import Action
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db
Day = datetime.date
TUESDAY = Day(2023, 3, 14)
MARCH = {"year": 2023, "month": 3}


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def awa(house: Scene) -> Person:
    """Awa as a person of the house, full time since January."""
    person = create_person(
        house.awa,
        given_name="Awa",
        family_name="Diallo",
        organisation=house.house.organisation,
        title="chargée de mission",
    )
    Membership.objects.filter(user=house.users["Awa"]).update(person=person)
    post = actions.open_post(house.fabien, house_id=house.house.pk, title="DLA")
    actions.sign_contract(
        house.fabien,
        post=post,
        person=person,
        starts_on=Day(2023, 1, 2),
        share_hundredths=10_000,
    )
    return person


@pytest.fixture
def network(house: Scene) -> Action:
    return create_action(house.fabien, house_id=house.house.pk, name="Animer le réseau")


def log(house: Scene, person: Person, minutes: int = 210, **more: Any) -> StaffTime:
    return actions.log_staff_time(
        house.awa, person=person, **{"occurred_on": TUESDAY, "minutes": minutes, **more}
    )


def sign(house: Scene, person: Person, part: str, name: str) -> SheetSigned:
    return actions.sign_sheet(
        house.actor(name),
        person=person,
        part=part,
        content=sheet_of(person, **MARCH).content,
        **MARCH,
    )


def test_209_hours_are_0_13_of_a_year_s_full_time(house: Scene, awa: Person) -> None:
    for number in range(11):
        log(house, awa, 1140, occurred_on=Day(2023, 3, 1 + number))
    sheet = sheet_of(awa, **MARCH)
    assert (sheet.total, write_fte(sheet.fte)) == (209 * 60, "0,13")


def test_time_keeps_the_base_of_its_own_day(house: Scene, awa: Person) -> None:
    before = log(house, awa)
    actions.set_full_time(
        house.fabien,
        house_id=house.house.pk,
        starts_on=Day(2023, 1, 1),
        yearly_hours=1575,
        weekly_minutes=2100,
        source="Accord",
    )
    after = log(house, awa)
    assert [one.full_time_minutes for one in (before, after)] == [1607 * 60, 1575 * 60]


def test_a_trace_is_confirmed_once(house: Scene, awa: Person) -> None:
    spent = Spent(TUESDAY, 60, origin="appointment", origin_id=7)
    actions.record_times(house.awa, person=awa, times=[spent])
    with pytest.raises(Refused, match="ne compte qu’une fois"):
        actions.record_times(house.awa, person=awa, times=[spent])
    assert StaffTime.objects.now().count() == 1


def test_a_corrected_time_stands_in_place_of_the_one_before(
    house: Scene, awa: Person, network: Action
) -> None:
    old = log(house, awa)
    spent = Spent(TUESDAY, 90, network, replaces=old)
    (new,) = actions.record_times(house.awa, person=awa, times=[spent])
    assert list(StaffTime.objects.now()) == [new]
    assert (new.replaces_id, new.action) == (old.pk, network)


def test_half_days_away_are_those_last_said_and_lower_what_the_month_owes(
    house: Scene, awa: Person
) -> None:
    week = Period(Day(2023, 3, 13), Day(2023, 3, 19))
    for away in ({(TUESDAY, "am"), (TUESDAY, "pm")}, {(TUESDAY, "am")}):
        actions.record_times(house.awa, person=awa, away=away, away_during=week)
    assert list(Absence.objects.values_list("day", "half")) == [(TUESDAY, "am")]
    # 23 working days of 7 hours in March 2023, less one half-day
    assert sheet_of(awa, **MARCH).contract_minutes == 23 * 420 - 210


def test_a_letter_makes_its_percentage_of_each_day_worked_once_a_month(
    house: Scene, awa: Person, network: Action
) -> None:
    letter = actions.write_mission_letter(
        house.fabien,
        person=awa,
        action=network,
        share_hundredths=2000,
        starts_on=Day(2023, 3, 1),
        ends_on=Day(2023, 12, 31),
    )
    for _ in range(2):
        actions.log_letter_month(house.awa, letter=letter, **MARCH)
    facts = StaffTime.objects.now()
    assert (facts.count(), sum(one.minutes for one in facts)) == (23, 23 * 84)
    week = Period(Day(2023, 3, 13), Day(2023, 3, 19))
    actions.record_times(house.awa, person=awa, away={(TUESDAY, "am")}, away_during=week)
    actions.log_letter_month(house.awa, letter=letter, **MARCH)
    assert sum(one.minutes for one in StaffTime.objects.now()) == 23 * 84 - 42


# --- the sheet


def test_a_month_is_signed_by_the_employee_then_by_the_direction(house: Scene, awa: Person) -> None:
    log(house, awa)
    with pytest.raises(Refused, match="La personne signe d’abord"):
        sign(house, awa, "manager", "Fabien")
    sign(house, awa, "employee", "Awa")
    sign(house, awa, "manager", "Fabien")
    sheet = sheet_of(awa, **MARCH)
    assert sheet.state == "signed"
    assert [(one.part, one.by, one.minutes, one.holds) for one in sheet.signatures] == [
        ("employee", "Awa", 210, True),
        ("manager", "Fabien", 210, True),
    ]
    with pytest.raises(Refused, match="déjà signée"):
        sign(house, awa, "employee", "Awa")


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("employee", "Fabien"),
        ("employee", "Michel"),
        ("manager", "Awa"),
        ("manager", "Michel"),
        ("manager", "Chloé"),
        ("manager", "Bruno"),
        ("witness", "Fabien"),
    ],
)
def test_nobody_signs_for_another(house: Scene, awa: Person, part: str, name: str) -> None:
    log(house, awa)
    with pytest.raises(Refused):
        sign(house, awa, part, name)
    assert SheetSigned.objects.count() == 0


def test_the_direction_s_own_sheet_is_signed_by_the_board(house: Scene, awa: Person) -> None:
    Membership.objects.filter(user=house.users["Awa"]).update(person=None)
    Membership.objects.filter(user=house.users["Fabien"]).update(person=awa)
    log(house, awa)
    sign(house, awa, "employee", "Fabien")
    with pytest.raises(Refused, match="Nul ne signe"):
        sign(house, awa, "manager", "Fabien")
    sign(house, awa, "manager", "Michel")
    assert sheet_of(awa, **MARCH).state == "signed"


def test_what_changes_in_a_signed_month_says_why_and_is_to_be_signed_again(
    house: Scene, awa: Person
) -> None:
    fact = log(house, awa)
    sign(house, awa, "employee", "Awa")
    sign(house, awa, "manager", "Fabien")
    with pytest.raises(Refused, match="03/2023 de Awa Diallo est signée"):
        log(house, awa)
    with pytest.raises(Refused, match="est signée"):
        actions.void_time(house.awa, fact=fact, code="slip")
    log(house, awa, reason="atelier oublié")
    assert sheet_of(awa, **MARCH).state == "again"
    sign(house, awa, "employee", "Awa")
    assert sheet_of(awa, **MARCH).state == "manager"
    sign(house, awa, "manager", "Fabien")
    assert sheet_of(awa, **MARCH).state == "signed"
    assert SheetSigned.objects.count() == 4


def test_a_sheet_that_changed_since_it_was_read_is_not_signed_unread(
    house: Scene, awa: Person
) -> None:
    log(house, awa)
    read = sheet_of(awa, **MARCH).content
    log(house, awa, 30)
    with pytest.raises(Refused, match="relisez"):
        actions.sign_sheet(house.awa, person=awa, part="employee", content=read, **MARCH)


def test_an_empty_month_and_one_that_runs_are_not_signed(house: Scene, awa: Person) -> None:
    with pytest.raises(Refused, match="rien à signer"):
        sign(house, awa, "employee", "Awa")
    today = datetime.date.today()
    running = {"year": today.year + 1, "month": 1}
    with pytest.raises(Refused, match="se signe à partir du"):
        actions.sign_sheet(house.awa, person=awa, part="employee", content="", **running)


def test_months_of_a_year_say_where_each_sheet_stands(house: Scene, awa: Person) -> None:
    log(house, awa)
    sign(house, awa, "employee", "Awa")
    log(house, awa, occurred_on=Day(2023, 2, 14))
    states = {one.month: str(one.state) for one in months_of(house.fabien, 2023, [awa])}
    assert states == dict.fromkeys(range(1, 13), "empty") | {2: "employee", 3: "manager"}
