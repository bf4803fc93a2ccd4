"""Background work: asked in a transaction, done as whoever asked, tried again, told."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from probant.accounts.actions import end_role
from probant.accounts.models import Membership, User
from probant.directory.models import House
from probant.journal.models import JournalMention
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.kernel.work import JOBS, SCHEDULE, Planned, Run, daily
from probant.post import queue
from probant.post.jobs import enqueue
from probant.post.models import BackgroundJob
from probant.post.queries import own_jobs, progress_of
from probant.post.schedule import strike
from probant.post.tests import works
from probant.post.tests.conftest import acting, browser, open_house
from probant.post.tidying import tidy
from probant.post.worker import run_due

pytestmark = pytest.mark.django_db
State = BackgroundJob.State


@pytest.fixture(autouse=True)
def registered() -> None:
    works.SEEN.clear()
    for code in ("NOTE", "BREAK", "COUNT", "ONCE", "REFUSE"):
        JOBS.register(f"test.{code.lower()}", getattr(works, code))


def again(job: BackgroundJob) -> BackgroundJob:
    """Bring the next attempt forward, make it, and read the row."""
    DBTaskResult.objects.filter(pk=job.task_id).update(run_after=timezone.now())
    run_due()
    job.refresh_from_db()
    return job


def test_job_runs_as_the_person_who_asked_and_says_what_came_of_it(direction: Actor) -> None:
    job = enqueue(direction, "test.note", arguments={"number": 12}, label="Noter 12")
    assert run_due() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.label) == (State.DONE, 1, "Noter 12")
    assert (job.outcome_words, job.outcome_address) == ("Noté.", "/courrier/")
    assert [Run(direction, job.key, works.SEEN[0].progress, 1)] == works.SEEN


def test_rolled_back_change_asks_for_nothing(direction: Actor) -> None:
    with transaction.atomic():
        enqueue(direction, "test.note")
        transaction.set_rollback(True)
    assert (BackgroundJob.objects.count(), DBTaskResult.objects.count(), run_due()) == (0, 0, 0)


def test_role_that_ended_meanwhile_is_no_longer_acted_with(
    bruno: User, house: House, direction: Actor
) -> None:
    job = enqueue(acting(bruno, house, Role.OFFICER), "test.refuse")
    end_role(direction, Membership.objects.get(user=bruno))
    run_due()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 1)
    assert job.reason == "Seule l’équipe de la structure envoie des courriels en son nom."


def test_fault_is_tried_again_later_and_later_then_ends(direction: Actor) -> None:
    job = enqueue(direction, "test.break")
    waits = []
    for _ in range(2):
        job = again(job)
        assert (job.state, run_due()) == (State.QUEUED, 0)
        assert job.next_at is not None
        waits.append(round((job.next_at - timezone.now()).total_seconds(), -1))
    assert waits == [30, 120]
    job = again(job)
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert job.reason == "Une erreur du programme a arrêté ce travail (ValueError)."
    assert DBTaskResult.objects.get(pk=job.task_id).status == "FAILED"


def test_change_made_before_its_worker_died_is_not_made_twice(direction: Actor) -> None:
    job = enqueue(direction, "test.once")
    run_due()
    BackgroundJob.objects.filter(pk=job.pk).update(state=State.QUEUED, ended_at=None)
    DBTaskResult.objects.filter(pk=job.task_id).update(status="READY")
    job = again(job)
    assert (job.state, job.attempts) == (State.DONE, 2)
    assert JournalMention.objects.filter(kind="case", object_id=12).count() == 1


def test_progress_is_kept_when_the_job_ends(direction: Actor) -> None:
    job = enqueue(direction, "test.count")
    run_due()
    job.refresh_from_db()
    assert (job.done, job.total, job.words) == (10, 10, "lignes écrites")
    assert progress_of(job).percent == 100


@pytest.mark.parametrize(
    ("holder", "silence", "state"),
    [
        ("here:dead", 0, State.QUEUED),
        ("elsewhere", 60, State.RUNNING),
        ("elsewhere", 600, State.QUEUED),
    ],
)
def test_job_of_a_dead_worker_is_taken_back(
    direction: Actor, holder: str, silence: int, state: str
) -> None:
    job = enqueue(direction, "test.note")
    me = queue.name_of_this_process()
    machine = me.split(":")[0]
    dead = f"{machine}:999999:1" if holder == "here:dead" else f"{holder}:12:34"
    task = queue.claim(dead)
    assert task is not None and queue.begin(task, dead) is not None
    beat = timezone.now() - datetime.timedelta(seconds=silence)
    BackgroundJob.objects.filter(pk=job.pk).update(beat_at=beat)
    queue.reap(me)
    job.refresh_from_db()
    assert job.state == state
    assert run_due() == (state == State.QUEUED)


def test_job_that_kills_each_of_its_workers_ends_by_failing(direction: Actor) -> None:
    job = enqueue(direction, "test.break")
    for _ in range(3):
        task = queue.claim("nobody:1:1")
        assert task is not None
        queue.begin(task, "nobody:1:1")
        BackgroundJob.objects.update(beat_at=timezone.now() - datetime.timedelta(hours=1))
        queue.reap("me:1:1")
    job.refresh_from_db()
    assert (job.state, job.reason) == (State.FAILED, queue.INTERRUPTED)
    assert run_due() == 0


def test_living_worker_of_this_machine_keeps_its_job(direction: Actor) -> None:
    enqueue(direction, "test.note")
    me = queue.name_of_this_process()
    task = queue.claim(me)
    assert task is not None
    queue.begin(task, me)
    assert queue.reap("another:1:1") == 0


def test_job_that_came_back_without_its_queue_is_ended(direction: Actor) -> None:
    lost, kept = enqueue(direction, "test.note"), enqueue(direction, "test.note")
    DBTaskResult.objects.filter(pk=lost.task_id).delete()
    assert queue.mourn() == 1
    lost.refresh_from_db()
    kept.refresh_from_db()
    assert (lost.state, lost.reason, kept.state) == (State.FAILED, queue.LOST, State.QUEUED)


# --- planned hours


def at(*numbers: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(*numbers))  # type: ignore[arg-type]


def test_hour_strikes_once_for_each_house_that_runs_programmes(house: House) -> None:
    open_house("Voisine")
    for code in list(SCHEDULE):
        del SCHEDULE._items[code]
    SCHEDULE.register("test.daily", Planned("Noter", "test.note", daily(7), roles=works.DIRECTION))
    found = [strike(at(2026, 11, 23, hour)) for hour in (6, 8, 9)]
    assert found == [0, 2, 0]
    run_due()
    assert [run.actor.kind for run in works.SEEN] == ["system", "system"]
    assert works.SEEN[0].actor.roles == works.DIRECTION
    told = BackgroundJob.objects.values_list("arguments", flat=True)
    assert list(told) == [{"struck_on": "2026-11-23"}] * 2


def test_hour_missed_for_too_long_waits_for_the_next(house: House) -> None:
    grace = datetime.timedelta(hours=3)
    SCHEDULE.register("test.daily", Planned("Noter", "test.note", daily(7), grace=grace))
    codes = BackgroundJob.objects.filter(kind="test.note")
    for day, hour in ((23, 6), (23, 11), (24, 8)):
        strike(at(2026, 11, day, hour))
    assert [job.arguments["struck_on"] for job in codes] == ["2026-11-24"]


def test_finished_work_is_forgotten_after_a_month(direction: Actor, house: House) -> None:
    kept, gone = enqueue(direction, "test.note"), enqueue(direction, "test.note")
    run_due()
    long_ago = timezone.now() - datetime.timedelta(days=31)
    BackgroundJob.objects.filter(pk=gone.pk).update(ended_at=long_ago)
    tidy(Run(Actor.system(house.pk, "test"), uuid.uuid4()), "2026-11-23")
    assert list(BackgroundJob.objects.values_list("pk", flat=True)) == [kept.pk]
    assert DBTaskResult.objects.count() == 1


# --- what is shown


def test_progress_is_shown_whole_and_as_a_fragment(direction: Actor, awa: User) -> None:
    job = enqueue(direction, "test.count", label="Import de contacts.xlsx")
    BackgroundJob.objects.filter(pk=job.pk).update(
        state=State.RUNNING, done=1200, total=4800, words="lignes lues", beat_at=timezone.now()
    )
    client = browser(awa)
    page = client.get(f"/travaux/{job.pk}/").content.decode()
    part = client.get(f"/travaux/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert 'max="4800" value="1200"' in page and "<html" in page
    assert 'max="4800" value="1200"' in part and "<html" not in part
    assert "hx-get" in part
    run_due()
    BackgroundJob.objects.filter(pk=job.pk).update(state=State.DONE, ended_at=timezone.now())
    ended = client.get(f"/travaux/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in ended


def test_colleagues_job_is_seen_by_the_direction_alone(
    direction: Actor, bruno: User, awa: User, house: House
) -> None:
    hers = enqueue(direction, "test.note")
    his = enqueue(acting(bruno, house, Role.OFFICER), "test.note")
    assert browser(bruno).get(f"/travaux/{hers.pk}/").status_code == 404
    assert browser(awa).get(f"/travaux/{his.pk}/").status_code == 200
    assert [card.job.pk for card in own_jobs(acting(bruno, house, Role.OFFICER))] == [his.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_jobs_asks_the_same_queries_whatever_its_length(
    rows: int, direction: Actor, awa: User, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        enqueue(direction, "test.note")
    client = browser(awa)
    client.get("/travaux/")
    with django_assert_num_queries(4):
        client.get("/travaux/")
