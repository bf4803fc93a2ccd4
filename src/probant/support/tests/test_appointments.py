"""Appointments: planned, held once, missed, noted in one form, made together; who reads what."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from probant.directory.actions import create_person
from probant.journal.errors import AlreadyDone
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import Appointment, AppointmentHeld, Case, Note
from probant.support.queries.agenda import appointments_of
from probant.support.queries.appointments import between, people_who_may_come
from probant.support.queries.happenings import Mark
from probant.support.queries.history import history, timeline
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 6, 1)


@pytest.fixture
def house() -> Scene:
    return scene()


def planned(house: Scene, case: Case, **more: Any) -> Appointment:
    given = {"planned_on": LATER, "minutes": 90, "subject": "Statuts"} | more
    return actions.plan_appointment(house.awa, case=case, meeting=actions.Meeting(**given))


def logged(house: Scene, case: Case, note: str = "", **more: Any) -> AppointmentHeld:
    given = {"planned_on": LATER, "minutes": 60} | more
    meeting = actions.Meeting(**given)
    return actions.log_appointment(house.awa, case=case, meeting=meeting, note=note)


def test_planned_appointment_is_no_fact_until_it_is_held(house: Scene) -> None:
    row = planned(house, case_of(house))
    assert AppointmentHeld.objects.count() == 0
    fact = actions.hold_appointment(house.awa, appointment=row)
    row.refresh_from_db()
    assert (fact.minutes, fact.occurred_on, fact.mode) == (90, LATER, "here")
    assert row.state == "held"


def test_appointment_is_held_once(house: Scene) -> None:
    row = planned(house, case_of(house))
    actions.hold_appointment(house.awa, appointment=row)
    with pytest.raises(Refused, match="plus à venir"):
        actions.hold_appointment(house.awa, appointment=row)
    assert AppointmentHeld.objects.count() == 1


def test_one_key_plans_one_appointment(house: Scene) -> None:
    case, key = case_of(house), uuid.uuid4()
    meeting = actions.Meeting(planned_on=LATER)
    actions.plan_appointment(house.awa, case=case, meeting=meeting, key=key)
    with pytest.raises(AlreadyDone):
        actions.plan_appointment(house.awa, case=case, meeting=meeting, key=key)
    assert Appointment.objects.count() == 1


def test_appointment_without_a_length_says_to_give_one(house: Scene) -> None:
    row = planned(house, case_of(house), minutes=None)
    with pytest.raises(Refused, match="combien de temps"):
        actions.hold_appointment(house.awa, appointment=row)
    actions.hold_appointment(house.awa, appointment=row, minutes=45)
    assert AppointmentHeld.objects.get().minutes == 45


def test_missed_appointment_says_by_whom_and_counts_for_nothing(house: Scene) -> None:
    case = case_of(house)
    row = planned(house, case)
    with pytest.raises(Refused, match="qui n'est pas venu"):
        actions.miss_appointment(house.awa, appointment=row, by="")
    actions.miss_appointment(house.awa, appointment=row, by="theirs")
    told = history(case, house.awa, with_reasons=True)[0]
    assert (told.what, told.detail) == ("Rendez-vous non tenu : Statuts", "du côté du porteur")
    assert AppointmentHeld.objects.count() == 0


def test_appointment_noted_afterwards_is_one_entry_with_its_note(house: Scene) -> None:
    case = case_of(house)
    fact = logged(house, case, note="Il faut un local.")
    note = Note.objects.get()
    assert (note.seq, note.appointment_id, note.audience) == (
        fact.seq,
        fact.appointment_id,
        "team",
    )


def test_visit_made_together_is_one_encounter_of_two_cases(house: Scene) -> None:
    one, other = case_of(house, "Un"), case_of(house, "Deux")
    row = planned(house, one, mode="visit", also=[other])
    actions.hold_appointment(house.awa, appointment=row)
    facts = AppointmentHeld.objects.order_by("pk")
    assert [fact.case for fact in facts] == [one, other]
    assert facts.values("joint").distinct().count() == 1


def test_moved_appointment_keeps_its_number_and_grows_its_version(house: Scene) -> None:
    awa = house.users["Awa"]
    row = planned(house, case_of(house), ours=[awa])
    week = LATER + datetime.timedelta(days=7)
    meeting = actions.Meeting(planned_on=week, minutes=30, ours=[awa])
    actions.edit_appointment(house.awa, appointment=row, meeting=meeting)
    (shown,) = appointments_of(house.awa, LATER, LATER + datetime.timedelta(days=9))
    assert (shown.number, shown.day, shown.version) == (row.pk, meeting.planned_on, 1)


def test_voided_appointment_that_was_planned_is_planned_again(house: Scene) -> None:
    row = planned(house, case_of(house))
    fact = actions.hold_appointment(house.awa, appointment=row)
    actions.void_fact(house.awa, fact=fact, code="error", reason="pas ce jour")
    row.refresh_from_db()
    assert row.state == "planned"


def test_voided_appointment_that_was_only_noted_is_cancelled(house: Scene) -> None:
    fact = logged(house, case_of(house))
    actions.void_fact(house.awa, fact=fact, code="duplicate", reason="deux fois")
    assert Appointment.objects.get().state == "cancelled"


def test_replaced_appointment_says_its_new_length(house: Scene) -> None:
    fact = logged(house, case_of(house))
    actions.replace_fact(house.awa, fact=fact, minutes=30, code="error", reason="durée")
    assert Appointment.objects.get().minutes == 30
    assert list(AppointmentHeld.objects.now().values_list("minutes", flat=True)) == [30]


def test_held_appointment_is_news_of_the_case(house: Scene) -> None:
    case = case_of(house)
    logged(house, case)
    case.refresh_from_db()
    assert case.touched_on == LATER


def test_agenda_tells_mine_and_leaves_the_others(house: Scene) -> None:
    case = case_of(house, referent=house.users["Fabien"])
    row = planned(house, case, ours=[house.users["Awa"]])
    unnamed = planned(house, case, ours=[])
    assert [one.pk for one in between(house.awa, DAY, LATER, mine=True)] == [row.pk]
    assert [one.pk for one in between(house.fabien, DAY, LATER, mine=True)] == [unnamed.pk]
    assert between(house.actor("Chloé"), DAY, LATER) == []
    assert between(house.actor("Sara"), DAY, LATER) == []


def test_people_of_the_project_and_of_the_structure_may_come(house: Scene) -> None:
    case = case_of(house)
    lea = create_person(house.awa, given_name="Léa", family_name="Roy")
    create_person(
        house.awa, family_name="Petit", organisation=case.organisation, title="présidente"
    )
    create_person(house.awa, family_name="Ailleurs")
    actions.add_member(house.awa, case=case, person=lea, starts_on=DAY)
    assert [str(one) for one in people_who_may_come(case)] == ["Petit", "Léa Roy"]


@pytest.mark.parametrize("name", ["Michel", "Bruno", "Chloé", "Sara"])
def test_those_who_do_not_write_on_a_case_plan_nothing(house: Scene, name: str) -> None:
    case = case_of(house)
    with pytest.raises(Refused):
        actions.plan_appointment(
            house.actor(name), case=case, meeting=actions.Meeting(planned_on=LATER)
        )
    assert Appointment.objects.count() == 0


def test_board_sees_that_there_was_an_appointment_not_what_about(house: Scene) -> None:
    case = case_of(house)
    logged(house, case, subject="Licenciement", note="Secret.")
    told = history(case, house.actor("Michel"), with_reasons=False)
    assert [(one.what, one.detail, one.text) for one in told] == [
        ("Rendez-vous", "", ""),
        ("Ouverture du dossier", "", ""),
    ]


# --- the page


@pytest.fixture
def page(client: Client, house: Scene) -> Client:
    client.force_login(house.users["Awa"])
    return client


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


def test_one_click_says_it_was_held(page: Client, house: Scene) -> None:
    row = planned(house, case_of(house))
    given = typed(minutes="1 h 30")
    answer = page.post(reverse("support:appointment-hold", args=[row.pk]), given)
    assert answer.status_code == 302
    assert AppointmentHeld.objects.get().occurred_on == LATER


def test_appointment_is_noted_from_one_form(page: Client, house: Scene) -> None:
    case = case_of(house)
    given = typed(
        planned_on="1er juin 2023",
        starts_time="14 h 30",
        minutes="1h30",
        mode="phone",
        subject="Point",
        note="Tout va bien.",
        audience="shared",
        ours=[house.users["Awa"].pk],
    )
    answer = page.post(reverse("support:appointment-log", args=[case.pk]), given)
    assert answer.status_code == 302, answer.content.decode()
    row = Appointment.objects.get()
    assert (row.minutes, row.starts_time, row.mode) == (90, datetime.time(14, 30), "phone")
    assert [user.name for user in row.ours.all()] == ["Awa"]
    assert Note.objects.get().audience == "shared"


def test_form_of_another_like_it_is_filled(page: Client, house: Scene) -> None:
    case = case_of(house)
    row = planned(house, case, subject="Chaque mois", minutes=45)
    address = reverse("support:appointment-plan", args=[case.pk])
    shown = page.get(f"{address}?comme={row.pk}").content.decode()
    assert "Chaque mois" in shown
    assert "45 min" in shown


def test_template_fills_the_note(page: Client, house: Scene) -> None:
    case = case_of(house)
    row = actions.write_template(
        house.awa, house_id=house.house.pk, name="Premier entretien", body="Le besoin :"
    )
    address = reverse("support:appointment-log", args=[case.pk])
    assert "Premier entretien" in page.get(address).content.decode()
    assert "Le besoin :" in page.get(f"{address}?modele={row.pk}").content.decode()


def test_timeline_goes_on_where_it_stopped(house: Scene) -> None:
    case = case_of(house)
    for day in range(1, 6):
        logged(house, case, planned_on=LATER.replace(day=day), note=f"Note {day}")
    whole = [(one.on, one.what) for one in history(case, house.awa, with_reasons=True)]
    seen, before = [], None
    while True:
        part = timeline(case, house.awa, with_reasons=True, before=before, limit=3)
        seen += [(one.on, one.what) for one in part.rows]
        if part.older is None:
            break
        before = Mark.read(str(part.older))
    assert seen == whole
    assert len(seen) == 11


def test_timeline_is_narrowed_to_a_kind(house: Scene) -> None:
    case = case_of(house)
    logged(house, case, note="Dit.")
    only = timeline(case, house.awa, with_reasons=True, only="rendez-vous")
    assert [one.what for one in only.rows] == ["Rendez-vous"]
