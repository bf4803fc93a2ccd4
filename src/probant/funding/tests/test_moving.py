"""Two sheets of one funder become one: its conventions and budgets go on under the kept one."""

import pytest

from probant.directory.actions import (
    adopt_card,
    create_organisation,
    merge_organisation,
    unmerge_organisation,
)
from probant.directory.moving import warnings, what_moves
from probant.funding.actions import LineDraft, make_award, set_budget
from probant.funding.models import AwardMade, BudgetLine, Party
from probant.funding.queries import file_of
from probant.funding.tests import scenario
from probant.governance.tests import scenario as acts
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db


def test_a_funder_merged_is_one_funder_in_its_conventions_and_budgets():
    world = scenario.world()
    dora = acts.member(world.house, Role.DIRECTION)
    merged = world.metropole
    adopt_card(dora, merged)
    kept = create_organisation(actor=dora, name="Métropole (fiche gardée)", family="collectivite")
    sheet = world.sheets[0]
    set_budget(
        actor=dora,
        convention=world.convention,
        sheet=sheet,
        year=2025,
        lines=[
            LineDraft("641", "Salaires", "expense", 900_000),
            LineDraft("74", "Subvention", "income", 900_000, funder=merged),
        ],
    )
    make_award(
        actor=dora,
        convention=world.convention,
        action=sheet.action,
        year=2025,
        amount_cents=900_000,
        decision=None,
        occurred_on=world.decision.deliberation.sitting.held_on,
        funder=merged,
    )
    labels = dict(what_moves(world.house.pk, merged))
    assert labels["conventions dont elle est partie"] >= 1
    assert warnings(world.house.pk, merged.pk, kept.pk) == []
    merge = merge_organisation(dora, kept=kept, merged=merged, reason="saisie deux fois")
    party = Party.objects.get(convention=world.convention, role="funder")
    assert party.organisation == kept
    assert BudgetLine.objects.get(budget__year=2025, label="Subvention").funder == kept
    assert AwardMade.objects.get(budget_year=2025).funder == merged  # a fact stays as it was
    file = file_of(world.convention, dora, year=2025, today=merge.occurred_on)
    (action,) = [one for one in file.actions if one.sheet == sheet]
    assert action.awards[0].funder == kept
    assert action.planned.income_from(action.awards[0].funder_id) == 900_000
    assert [one.finding.code for one in action.findings if "award" in one.finding.code] == [
        "award.undecided"
    ]
    unmerge_organisation(dora, merged=merged, reason="ce sont deux structures")
    party.refresh_from_db()
    assert party.organisation == merged
