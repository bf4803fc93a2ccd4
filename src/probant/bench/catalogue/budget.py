"""A budget of two hundred lines: its grid opens, one of its cells is saved, its findings found."""

import html
import itertools
import json
import re
import uuid

from django.urls import reverse

from probant.bench.scenario import Bench, Result, Scenario, allowed, line, times
from probant.directory.models import House, Organisation
from probant.funding.actions import LineDraft, PartyDraft, record_convention, set_budget
from probant.funding.models import Budget
from probant.funding.queries import table_of
from probant.funding.rules import check_budget
from probant.funding.rules.weighed import Around, Lent, check_alone, check_around
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

LINES, YEAR = 200, 2024
EXPENSES = ("606", "613", "616", "622", "625", "641", "645", "648")
_ROW = re.compile(r'name="c\d+_lu" value="([^"]*)"')


def run(bench: Bench) -> list[Result]:
    """The grid opened, a cell saved as its script saves it, and the checks alone."""
    budget = _budget(bench.built.house_id)
    place = [budget.convention_id, YEAR, 0]
    page, cells = reverse("funding:budget", args=place), reverse("funding:budget-cells", args=place)
    opened = times(lambda: bench.client.get(page), runs=100)
    answer = bench.client.get(page)
    read = _ROW.findall(answer.text)[0]
    token = answer.hidden()["csrfmiddlewaretoken"]
    base, numbers = [html.unescape(read)], itertools.count(100)

    def save() -> None:
        sent = {
            "csrfmiddlewaretoken": token,
            "cle": str(uuid.uuid4()),
            "c0_compte": EXPENSES[0],
            "c0_libelle": "Ligne 0",
            "c0_montant": str(next(numbers)),
            "c0_lu": base[0],
        }
        answered = json.loads(bench.client.post(cells, sent, expect=200).text)
        base[0] = answered["rows"][0]["base"]

    saved = times(save, runs=100)
    table = table_of(budget, list(budget.lines.order_by("position")))
    around = Around(decided_cents=1, lent=(Lent("Salle"),))
    checked = times(
        lambda: (check_budget(table), check_alone(table), check_around(table, around)), runs=200
    )
    return [
        line(
            "budget.open", f"grille de {LINES} lignes", opened, target=allowed(bench, 40, large=40)
        ),
        line("budget.save", "une case enregistrée", saved, target=allowed(bench, 30, large=30)),
        line("budget.findings", f"constats de {LINES} lignes", checked, target=5.0),
    ]


def _budget(house_id: int) -> Budget:
    """A convention of the first house, with a budget that is full."""
    house = House.objects.get(pk=house_id)
    actor = Actor.system(house_id, "bench", roles=[Role.DIRECTION, Role.OFFICER])
    funder = Organisation.objects.exclude(pk=house_id).order_by("pk")[0]
    convention = record_convention(
        actor=actor,
        house=house,
        kind="single",
        title="Convention d’essai",
        parties=[PartyDraft(house.organisation, "beneficiary"), PartyDraft(funder, "funder")],
    )
    rows = [
        LineDraft(EXPENSES[number % len(EXPENSES)], f"Ligne {number}", "expense", 10000)
        for number in range(LINES - 40)
    ]
    rows += [LineDraft("74", f"Aide {number}", "income", 10000) for number in range(40)]
    return set_budget(actor=actor, convention=convention, year=YEAR, lines=rows)


SCENARIO = Scenario("budget", "budget", run, position=36)
