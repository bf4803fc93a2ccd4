"""Figures read the index alone: what they filter by and count is in it."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Sum

from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.support.models import (
    CaseOpened,
    JobFact,
    MissionContracted,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
DLA = {"programme_code": "dla"}
CASES = [
    (CaseOpened, DLA, Count("case", distinct=True)),
    (PhaseReached, DLA | {"phase_code": "accueil"}, Count("organisation", distinct=True)),
    (PhaseReached, {"programme_code": "generateur"}, Count("place_code", distinct=True)),
    (MissionContracted, DLA | {"kind": "individual"}, Count("*")),
    (MissionJoined, DLA | {"kind": "collective"}, Count("organisation", distinct=True)),
    (JobFact, DLA | {"kind": "consolidated"}, Sum("headcount")),
    (OrganisationBorn, {"programme_code": "creation"}, Count("*")),
]


@pytest.mark.parametrize("cut", [Cut.now(), Cut.known(datetime.date(2024, 3, 21))], ids=str)
@pytest.mark.parametrize(("model", "where", "measure"), CASES)
def test_figure_reads_a_covering_index(
    model: type[Any], where: dict[str, str], measure: Any, cut: Cut
) -> None:
    facts = model.objects.filter(house_id=1, **where).during(Period.year(2023)).cut(cut)
    # what `aggregate` asks, as a statement whose plan can be shown
    asked = facts.order_by().values("house_id").annotate(n=measure).values_list("n")
    plan = asked.explain()
    assert "USING COVERING INDEX" in plan, plan
    assert connection.vendor == "sqlite"
