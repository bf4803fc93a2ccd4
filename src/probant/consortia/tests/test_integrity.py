"""What `probant check` sees of collectives."""

import pytest

from probant.consortia.integrity import CHECKS
from probant.consortia.models import MemberHouse, SessionMatch
from probant.consortia.tests.scenario import open_ring

pytestmark = pytest.mark.django_db


def test_what_was_put_in_behind_the_actions_is_told() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    morning, evening, theirs = one.hold("Matin"), one.hold("Soir"), two.hold("Journée")
    match = ring.match(one, morning, two, theirs)
    assert [list(check.find()) for check in CHECKS] == [[], []]
    SessionMatch.objects.filter(pk=match.pk).update(of_asked=evening)
    MemberHouse.objects.filter(house=two.house).update(accepted_on=None)
    found = [finding.code for check in CHECKS for finding in check.find()]
    assert found == ["consortia.session", *["consortia.sharing"] * 2]
