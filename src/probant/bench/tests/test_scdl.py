"""Our verdicts are those of frictionless on the official schemas, row by row, right or wrong."""

import csv
import datetime
import json
import os
import random
from pathlib import Path

import pytest

from probant.bench.scdl_judge import descriptor, faulty_rows
from probant.directory.models import Organisation
from probant.funding.actions import record_payment
from probant.funding.queries.scdl import Exported, Scope, rows_of
from probant.funding.tests import scenario
from probant.governance.actions import record_formalities
from probant.kernel.scdl.files import write_rows
from probant.kernel.scdl.formats import DELIBERATIONS, FORMATS, SUBVENTIONS
from probant.kernel.scdl.verdicts import BLANK, EXTRA_CELL, MISSING_CELL, judge

pytest.importorskip("frictionless")
pytestmark = pytest.mark.filterwarnings("ignore")
SHARED = Path(os.environ.get("PROBANT_SHARED", Path(__file__).parents[5] / "shared"))
FILES = {
    "subventions": "scdl_subventions_2.1.1.json",
    "deliberations": "scdl_deliberations_2.1.5.json",
}
GOOD = {
    "idBeneficiaire": "38047555800058",
    "DELIB_MATIERE_NOM": "finances locales/subventions",
    "PREF_DATE": "2017-11-03",
}
ODD = (
    "", "  ", "0", "1.0", "0.009", "1.00001", "1_000", "NaN", "Infinity", "-5", "12,5", "Oui",
    "2017-06-27", "2017-6-7", "2017-02-30", "27/06/2017", "2017", "2017/2018", "2018/2017",
    "2017/2017", "12345678901234", "23350001600040", "233 500 016 00040", "35600000000048",
    "35600000012345", "00000000000000", "W380475558", "w380475558", "Aide en numéraire",
    "aide en nature;aide en numéraire", "x" * 256, "x" * 257, "https://a.fr/b", "a.fr", "mailto:x",
    "1a:b", "finances locales /subventions", "FINANCES LOCALES/x", "urbanisme/", "7.555",
    "2017-03-14/2018-03-14", "2017-03-14_2018-03-14", "٢٠١٧", "123456", "40", "a\nb", "7.5\n",
    'q"uo', "a,b",
)  # fmt: skip


def official(code):
    path = SHARED / "reference" / "schemas" / FILES[code]
    if not path.exists():
        pytest.skip(f"le schéma officiel n’est pas là : {path}")
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("code", FORMATS)
def test_our_declaration_is_that_of_the_official_schema(code):
    theirs = [
        {key: field[key] for key in ("name", "type", "format", "constraints", "trueValues",
                                     "falseValues") if key in field}
        for field in official(code)["fields"]
    ]  # fmt: skip
    assert descriptor(FORMATS[code])["fields"] == theirs


@pytest.mark.parametrize("form", [SUBVENTIONS, DELIBERATIONS], ids=lambda one: one.code)
def test_verdicts_and_counts_are_the_same_on_a_thousand_odd_rows(form, tmp_path):
    schema = {"fields": official(form.code)["fields"]}
    chance = random.Random(form.code)
    base = [GOOD.get(one.name, one.example) for one in form.columns]
    rows = []
    for _ in range(1000):
        row = list(base)
        for _ in range(chance.choice([0, 1, 1, 2, 3])):
            row[chance.randrange(len(row))] = chance.choice(ODD)
        shape = chance.random()
        rows.append(row if shape > 0.06 else row[:5] if shape > 0.03 else [*row, "z"])
    path = tmp_path / "f.csv"
    path.write_text("".join(write_rows(form, [*rows, [""] * len(base)])), "utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as stream:
        read = list(csv.reader(stream))[1:]
    ours = {one[0].row: one for one in judge(form, read) if one}
    theirs = faulty_rows(path, form, schema)
    assert ours.keys() == theirs.keys()
    shapes = {BLANK, MISSING_CELL, EXTRA_CELL}
    assert {n: len(one) for n, one in ours.items() if one[0].code not in shapes} == {
        n: theirs[n] for n, one in ours.items() if one[0].code not in shapes
    }
    assert 300 < len(ours) < 900


@pytest.mark.django_db
@pytest.mark.parametrize("form", [SUBVENTIONS, DELIBERATIONS], ids=lambda one: one.code)
def test_frictionless_finds_no_error_in_what_is_exported(form, tmp_path):
    """What the command writes, against the official schemas and their custom checks."""
    world = scenario.world()
    for place in range(3):
        world.award(place)
    day = datetime.date(2024, 5, 2)
    record_payment(actor=world.awa, award=world.award(0), amount_cents=900000, paid_on=day)
    record_formalities(actor=world.awa, deliberation=world.deliberation, transmitted_on=day)
    for organisation, siret in (
        (world.metropole, "24210041000016"),
        (world.house.organisation, "38047555800058"),
    ):
        Organisation.objects.filter(pk=organisation.pk).update(siret=siret, siren=siret[:9])
    path, done = tmp_path / f"{form.code}.csv", Exported()
    rows = rows_of(form.code, Scope(world.house.pk))
    path.write_text("".join(write_rows(form, done.keep(rows))), "utf-8", newline="")
    written = len(path.read_text("utf-8").splitlines()) - 1
    assert written == {"subventions": 4, "deliberations": 1}[form.code]
    assert faulty_rows(path, form, {"fields": official(form.code)["fields"]}) == {}
