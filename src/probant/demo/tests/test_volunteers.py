"""The volunteers of the demonstration: invented, with hours that figures count and value."""

import pytest

from probant.demo.stage import set_stage
from probant.demo.volunteers import play
from probant.directory.models import Person
from probant.engagement.models import DeclaredHours, VolunteerAgreement, VolunteerHours
from probant.indicators.engine import measure
from probant.indicators.registry import indicator
from probant.journal.integrity import verify
from probant.kernel.period import Period

pytestmark = pytest.mark.django_db


def test_year_of_the_volunteers_is_counted_and_valued_from_its_facts() -> None:
    stage = set_stage()
    play(stage, [])
    found = {
        code: measure(one, house_id=stage.house.pk, period=Period.year(2023)).value
        for code in (
            "volunteering.volunteers",
            "volunteering.hours",
            "volunteering.hours_welcome",
            "volunteering.hours_co_support",
            "volunteering.hours_post_support",
            "volunteering.hours_life",
            "volunteering.value",
        )
        if (one := indicator(code)) is not None
    }
    facts = VolunteerHours.objects.now()
    minutes = sum(facts.values_list("minutes", flat=True))
    parts = [found[f"volunteering.hours_{part}"] for part in ("welcome", "co_support")]
    parts += [found[f"volunteering.hours_{part}"] for part in ("post_support", "life")]
    assert found["volunteering.volunteers"] == 5
    assert found["volunteering.hours"] == minutes * 100 // 60 == sum(parts)
    assert found["volunteering.value"] == sum(facts.values_list("value_cents", flat=True))
    assert facts.filter(value_cents__isnull=True).count() == 0
    assert Person.objects.filter(volunteerings__isnull=False, is_fictitious=False).count() == 0
    assert VolunteerAgreement.objects.filter(signed_on__isnull=False).count() == 5
    assert DeclaredHours.objects.filter(state="waiting").count() == 2
    assert verify() == []
