"""Two people at once: the head of the journal is locked first, so the second sees the first."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import Case, MissionJoined, PhaseReached
from probant.support.tests.scenario import DAY, case_of, scene

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_put_back"),
]
AT_ONCE = 6


def race(act: Callable[[], Any]) -> list[str]:
    """Run an act in several threads at once; what each ended as, sorted."""
    barrier, ended = threading.Barrier(AT_ONCE), []

    def run() -> None:
        try:
            barrier.wait(timeout=20)
            act()
            ended.append("done")
        except Refused as refusal:
            ended.append(refusal.reason.split(" ")[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(ended)


def test_phase_reached_by_six_at_once_stands_once() -> None:
    house = scene()
    case = case_of(house)
    awa, phase = house.awa, house.phase("diagnostic")
    ended = race(
        lambda: actions.reach_phase(
            awa, case=Case.objects.get(pk=case.pk), phase=phase, occurred_on=DAY
        )
    )
    assert ended == ["L'étape"] * (AT_ONCE - 1) + ["done"]
    assert PhaseReached.objects.count() == 1


def test_mission_joined_by_six_at_once_is_joined_once() -> None:
    house = scene()
    case = case_of(house)
    mission = actions.contract_mission(
        house.awa,
        programme=case.programme,
        title="Essai",
        kind="collective",
        contracted_on=DAY,
    )
    awa = house.awa
    ended = race(
        lambda: actions.join_mission(
            awa, mission=mission, case=Case.objects.get(pk=case.pk), joined_on=DAY
        )
    )
    assert ended == ["Cette"] * (AT_ONCE - 1) + ["done"]
    assert (MissionJoined.objects.count(), PhaseReached.objects.count()) == (1, 1)
