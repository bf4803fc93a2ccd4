"""The posts of the report, and the hours that the sheet of action 3 promises."""

import pytest

from probant.demo import conventions, staff
from probant.demo.stage import set_stage
from probant.engagement.models import Contract, Post
from probant.engagement.rules.full_time import write_fte
from probant.funding.models import ActionSheet
from probant.funding.queries.shares import fte_of, time_of


@pytest.mark.django_db
def test_six_posts_are_held_by_seven_people_and_action_3_took_what_it_promises() -> None:
    stage = set_stage()
    conventions.play(stage)
    staff.play(stage)
    assert (Post.objects.count(), Contract.objects.count()) == (6, 7)
    assert Contract.objects.exclude(replaces=None).count() == 1
    sheet = ActionSheet.objects.get(
        convention__house=stage.house, convention__kind="cpom", number=staff.NETWORK
    )
    minutes, spent = fte_of(sheet.action, 2023)
    assert (minutes, write_fte(spent)) == (209 * 60, "0,13")
    assert time_of(sheet.action, 2023).uncosted_minutes == 0
