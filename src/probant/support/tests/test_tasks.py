"""Tasks: who sees them, what may be done, how a page orders them."""

import datetime

import pytest
from django.utils import timezone

from probant.kernel import todo
from probant.kernel.decision import Refused
from probant.support import actions as support
from probant.support.actions import tasks as actions
from probant.support.models import Task
from probant.support.path_retention import expire_path
from probant.support.queries.tasks import (
    TaskFilter,
    sections,
    shared_tasks,
    tasks_of,
    tasks_of_case,
)
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def house() -> Scene:
    return scene()


def test_task_is_its_author_s_unless_given_to_somebody(house: Scene) -> None:
    mine = actions.add_task(house.awa, what="Rappeler", house_id=house.house.pk)
    given = actions.add_task(
        house.awa, what="Relire", house_id=house.house.pk, assigned=house.users["Fabien"]
    )
    assert (mine.assigned, given.assigned) == (house.users["Awa"], house.users["Fabien"])
    assert tasks_of(house.awa, TaskFilter(), TODAY) == [mine]
    assert tasks_of(house.awa, TaskFilter(who="tous"), TODAY) == [mine, given]


def test_task_says_something(house: Scene) -> None:
    with pytest.raises(Refused, match="à faire"):
        actions.add_task(house.awa, what="   ", house_id=house.house.pk)


def test_task_is_postponed_done_and_taken_up_again(house: Scene) -> None:
    task = actions.add_task(house.awa, what="Rappeler", case=case_of(house), due_on=TODAY)
    actions.postpone_task(house.awa, task=task, due_on=TODAY + datetime.timedelta(days=7))
    actions.finish_task(house.awa, task=task)
    actions.finish_task(house.awa, task=task)
    assert (task.is_done, task.done_by) == (True, house.users["Awa"])
    with pytest.raises(Refused, match="faite"):
        actions.postpone_task(house.awa, task=task, due_on=TODAY)
    actions.reopen_task(house.awa, task=task)
    assert (task.done_on, task.done_by_id) == (None, None)


def test_erased_task_says_nothing_and_is_listed_no_more(house: Scene) -> None:
    case = case_of(house)
    task = actions.add_task(house.awa, what="Rappeler Mme Bœuf", case=case)
    actions.erase_task(house.awa, task=task)
    assert (Task.objects.get().what, tasks_of_case(house.awa, case)) == ("", [])


def test_volunteer_is_given_a_task_of_a_case_that_is_entrusted_only(house: Scene) -> None:
    case, sara = case_of(house), house.users["Sara"]
    with pytest.raises(Refused, match="Confiez-lui d'abord"):
        actions.add_task(house.awa, what="Relire les statuts", case=case, assigned=sara)
    support.entrust_case(house.awa, case=case, user=sara, starts_on=DAY)
    task = actions.add_task(house.awa, what="Relire les statuts", case=case, assigned=sara)
    assert tasks_of(house.actor("Sara"), TaskFilter(), TODAY) == [task]
    actions.finish_task(house.actor("Sara"), task=task)


def test_volunteer_notes_a_task_of_no_case_for_herself_only(house: Scene) -> None:
    sara, awa = house.actor("Sara"), house.users["Awa"]
    own = actions.add_task(sara, what="Rappeler", house_id=house.house.pk)
    assert own.assigned == house.users["Sara"]
    with pytest.raises(Refused, match="équipe"):
        actions.add_task(sara, what="Rappeler", house_id=house.house.pk, assigned=awa)


@pytest.mark.parametrize("name", ["Sara", "Michel", "Bruno", "Chloé"])
def test_task_of_the_team_is_unseen_by_others(house: Scene, name: str) -> None:
    task = actions.add_task(house.awa, what="Rappeler", case=case_of(house))
    actor = house.actor(name)
    assert list(Task.objects.visible_to(actor)) == []
    with pytest.raises(Refused):
        actions.finish_task(actor, task=task)
    assert list(Task.objects.visible_to(None)) == []


def test_only_what_is_shared_is_shown_to_the_holder(house: Scene) -> None:
    case = case_of(house)
    actions.add_task(house.awa, what="Entre nous", case=case)
    shown = actions.add_task(house.awa, what="Envoyer les comptes", case=case, shared=True)
    assert shared_tasks(case) == [shown]
    with pytest.raises(Refused, match="d'un dossier"):
        actions.add_task(house.awa, what="Envoyer", shared=True, house_id=house.house.pk)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (datetime.date(2024, 5, 13), ["late", "today", "week", "later", "undated"]),  # a Monday
        (datetime.date(2024, 5, 19), ["late", "today", "later", "undated"]),  # a Sunday
    ],
)
def test_page_orders_tasks_by_how_soon_they_are_due(
    today: datetime.date, expected: list[str]
) -> None:
    days = [-1, 0, 6, 7]
    due = [today + datetime.timedelta(days=number) for number in days]
    tasks = [Task(pk=place, what="x", due_on=day) for place, day in enumerate(due)]
    tasks.append(Task(pk=9, what="x"))
    assert [section.word for section in sections(tasks, today)] == expected


def test_to_do_tells_what_is_due_to_me_by_a_day(house: Scene) -> None:
    case = case_of(house)
    tomorrow = TODAY + datetime.timedelta(days=1)
    actions.add_task(house.awa, what="Rappeler", case=case, due_on=TODAY)
    actions.add_task(house.awa, what="Plus tard", case=case, due_on=tomorrow)
    found = [one for one in todo.due(house.awa, TODAY) if one.title == "Rappeler"]
    assert [(one.due_on, one.address, one.detail) for one in found] == [
        (TODAY, f"/dossiers/{case.pk}/", "Les Jardins du Val")
    ]
    assert [one for one in todo.due(house.awa, TODAY) if one.title == "Plus tard"] == []


def test_old_tasks_are_emptied_with_age(house: Scene) -> None:
    actions.add_task(house.awa, what="Rappeler", house_id=house.house.pk)
    assert expire_path(house.house.pk, TODAY) == 0
    assert expire_path(house.house.pk, TODAY + datetime.timedelta(days=1)) == 1
    assert Task.objects.get().what == ""
