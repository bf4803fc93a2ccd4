"""A house, its assembly, and people who write for them."""

import datetime

import pytest
from django.test import Client

from probant.accounts.models import Membership, User
from probant.governance import actions
from probant.governance.actions import MandateDraft
from probant.governance.tests import scenario
from probant.governance.tests.assembly_scenario import RULES


@pytest.fixture
def house():
    return scenario.house()


@pytest.fixture
def clerk(house):
    return scenario.member(house)


@pytest.fixture
def assembly(house, clerk):
    return actions.create_body(
        actor=clerk,
        house=house,
        organisation=house.organisation,
        kind="assembly",
        name="Assemblée générale",
        rules=RULES,
    )


@pytest.fixture
def members(clerk, assembly):
    return actions.add_mandates(
        actor=clerk,
        body=assembly,
        members=[MandateDraft(f"Membre {n:02d}") for n in range(1, 21)],
        begins_on=datetime.date(2020, 1, 1),
    )


@pytest.fixture
def awa(house):
    user = User.objects.create_user("awa@example.org", "mot de passe d’essai", name="awa")
    Membership.objects.create(user=user, organisation=house.organisation, role="officer")
    client = Client()
    client.force_login(user)
    return client
