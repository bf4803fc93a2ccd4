"""The grid: what two people write, what is refused, what is pasted."""

import html
import json
import re
import uuid

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from probant.funding.models import Budget, BudgetLine
from probant.funding.rules import EXPENSE, INCOME, Row, Table, groups, totals
from probant.funding.rules.cerfa import cerfa_side
from probant.funding.rules.merging import merge
from probant.funding.rules.pasted import cells_of, read_pasted
from probant.funding.screens.grid import Grid, GridRow, check
from probant.funding.tests import scenario
from probant.governance.tests.test_screens import client_of, text_of
from probant.journal.models import JournalEntry

CELL = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters='"\t\n\r;\x00'),
    max_size=12,
).map(lambda text: " ".join(text.split()))


@given(st.lists(st.lists(CELL, max_size=7), max_size=12))
def test_a_pasted_table_keeps_every_cell_that_was_typed(table):
    text = "\n".join("\t".join(row) for row in table)
    pasted = read_pasted(text)
    kept = " ".join([*(one for row in pasted.rows for one in row.cells), *pasted.skipped])
    wanted = sorted(re.findall(r"\w", " ".join(one for row in cells_of(text) for one in row)))
    assert sorted(re.findall(r"\w", kept)) == wanted


AMOUNT = st.none() | st.integers(0, 10**12)
LINES = st.lists(
    st.tuples(
        st.sampled_from([EXPENSE, INCOME]),
        st.sampled_from(
            ["", "60", "606", "641", "74", "756", "754", "747", "864", "875", "8", "99"]
        ),
        AMOUNT,
        st.booleans(),
    ),
    max_size=30,
)


@given(LINES)
def test_every_total_equals_its_lines(lines):
    rows, heading = [], None
    for key, (side, account, cents, heads) in enumerate(lines, 1):
        row = Row(key, side, account, f"Ligne {key}", None if heads else cents, is_heading=heads)
        if not heads and heading is not None and heading.side == side:
            row = Row(key, side, account, row.label, cents, heading=heading.key)
        rows.append(row)
        heading = row if heads else heading
    table = Table(2024, tuple(rows))
    for side in (EXPENSE, INCOME):
        typed = sum(
            row.amount_cents or 0 for row in rows if row.side == side and not row.is_heading
        )
        counted = totals(table, side)
        assert (counted.main_cents or 0) + counted.in_kind_cents == typed
        assert sum(group.total_cents for group in groups(table, side)) == typed
        printed = cerfa_side(table, side)
        assert sum(one.cents or 0 for one in printed if one.is_heading) == typed
        keys = [key for one in printed if one.is_heading for key in one.keys]
        assert sorted(keys) == [row.key for row in rows if row.side == side and not row.is_heading]


TEXT = st.sampled_from(["", "1", "2", "3"])


@given(TEXT, TEXT, TEXT)
def test_two_writings_of_a_cell_lose_neither(base, mine, theirs):
    merged = merge(base, mine, theirs)
    assert merged.value in (mine, theirs)
    if mine != base and theirs != base and mine != theirs:
        assert merged.disputed
        assert merged.value == theirs
    else:
        assert not merged.disputed
        assert mine == base or merged.value == mine


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ("12 000,50 €", ""),
        ("12\u202f000", ""),
        ("12'000.50", ""),
        ("1.234,56", ""),
        ("1,234.56", ""),
        ("1’234’567,89", ""),
        ("1.234.567", ""),
        ("1\u00a0234\u2009567", ""),
        ("12\u202f000,5\u00a0€", ""),
        ("12 000 EUR", ""),
        ("12 000 euros", ""),
        ("12 k€", ""),
        ("12 000 £", "tapez le montant en chiffres seulement"),
        ("12 000 CHF", "tapez le montant en chiffres seulement"),
        ("12 000 + 500", "tapez le montant en chiffres seulement"),
        ("12 000 $", "tapez le montant en chiffres seulement"),
        ("douze", "tapez le montant en chiffres seulement"),
        ("-5", "Un budget s’écrit en montants positifs"),
        ("(307)", "Un budget s’écrit en montants positifs"),
        ("9" * 13, "hors de portée d’un budget"),
        ("#REF!", "tapez le montant en chiffres seulement"),
        ("9.000", "milliers ou décimales"),
    ],
)
def test_an_amount_is_read_or_says_why(amount, message):
    told = check(GridRow("expense", "641", "Salaires", amount), lambda text: None).errors
    assert ("amount" in told) is bool(message)
    assert message in told.get("amount", "")


def test_a_pasted_heading_followed_by_its_lines_is_a_claim():
    pasted = read_pasted("60 - Achats\t300\nFournitures\t200\n64\tSalaires\t5\nTOTAL\t6 000")
    grid = Grid(2023, ()).with_pasted(pasted)
    assert [(row.account, row.label, row.amount, row.is_heading) for row in grid.rows] == [
        ("60", "Achats", "300", True),
        ("", "Fournitures", "200", False),
        ("64", "Salaires", "5", False),
    ]
    assert pasted.skipped == ("TOTAL 6 000",)


def pasted_rows(text):
    rows = Grid(2023, ()).with_pasted(read_pasted(text)).rows
    return [(row.side, row.account, row.label, row.amount) for row in rows]


def test_merged_cells_of_a_pasted_table_lose_nothing():
    """A merged cell is copied once and leaves empty cells, at its right or below."""
    across = "60 - Achats\t\t\t300\nFournitures\t\t\t200\nEau, énergie\t\t\t100"
    assert pasted_rows(across) == [
        ("expense", "60", "Achats", "300"),
        ("expense", "", "Fournitures", "200"),
        ("expense", "", "Eau, énergie", "100"),
    ]
    below = "64\tSalaires\t5 000\n\tCharges sociales\t2 000\n\tMutuelle\t"
    assert pasted_rows(below) == [
        ("expense", "64", "Salaires", "5 000"),
        ("expense", "", "Charges sociales", "2 000"),
        ("expense", "", "Mutuelle", ""),
    ]
    titled = "Budget 2023\t\t\t\nDÉPENSES\t\tRECETTES\t\n606 Papier\t5\t74 Aide\t5\n\t\t\t"
    assert ("income", "74", "Aide", "5") in pasted_rows(titled)
    assert ("expense", "606", "Papier", "5") in pasted_rows(titled)


def words(response):
    return text_of(response).replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def world(db):
    return scenario.world()


@pytest.fixture
def awa(world):
    return client_of(world.house.organisation, "officer")


def address(world, name="budget"):
    return reverse(f"funding:{name}", args=[world.convention.pk, 2024, 3])


def fields_of(response):
    body = response.content.decode()
    found = re.findall(r'name="([cp]\d+_\w+)" value="([^"]*)"', body)
    return {name: html.unescape(value) for name, value in found} | {"cle": str(uuid.uuid4())}


def row_of(fields, label):
    return next(
        name.removesuffix("_libelle")
        for name, text in fields.items()
        if name.endswith("_libelle") and text == label
    )


def sent(fields, row, **cells):
    """One row as the script sends it."""
    kept = {f"c0_{end}": fields[f"{row}_{end}"] for end in ("compte", "libelle", "montant", "lu")}
    return {**kept, **{f"c0_{end}": text for end, text in cells.items()}, "cle": str(uuid.uuid4())}


def amounts():
    return dict(BudgetLine.objects.filter(level="line").values_list("label", "amount_cents"))


def test_two_people_in_different_cells_keep_both_their_work(awa, world):
    world.budget()
    mine, theirs = (fields_of(awa.get(address(world))) for _ in range(2))
    theirs[f"{row_of(theirs, 'Charges sociales')}_montant"] = "1 500"
    mine[f"{row_of(mine, 'Déplacements')}_montant"] = "120"
    assert awa.post(address(world), theirs).status_code == 302
    assert awa.post(address(world), mine).status_code == 302
    assert (amounts()["Charges sociales"], amounts()["Déplacements"]) == (150000, 12000)
    assert amounts()["Autres charges"] == 5600


def test_two_people_in_one_cell_are_shown_who_wrote_what_and_choose(awa, world):
    world.budget()
    mine, theirs = (fields_of(awa.get(address(world))) for _ in range(2))
    row = row_of(mine, "Déplacements")
    theirs[f"{row}_montant"] = "150"
    mine |= {f"{row}_montant": "120", f"{row_of(mine, 'Autres')}_montant": "310"}
    awa.post(address(world), theirs)
    shown = awa.post(address(world), mine)
    assert shown.status_code == 422
    assert re.search(
        r"a écrit « 150 » le .* à \d\d h \d\d : garder « 120 » prendre « 150 »", words(shown)
    )
    assert (amounts()["Déplacements"], amounts()["Autres"]) == (15000, 31000)
    again = fields_of(shown)
    kept = row_of(again, "Déplacements")
    awa.post(address(world), {**again, f"{kept}_montant_choix": "sienne"})
    assert amounts()["Déplacements"] == 15000
    awa.post(address(world), {**again, f"{kept}_montant_choix": "mienne", "cle": str(uuid.uuid4())})
    assert amounts()["Déplacements"] == 12000


def test_a_cell_saved_alone_answers_with_totals_and_findings(awa, world):
    budget = world.budget()
    fields = fields_of(awa.get(address(world)))
    given = sent(fields, row_of(fields, "Déplacements"), montant="200")
    answer = awa.post(address(world, "budget-cells"), given)
    held = answer.json()
    heading = budget.lines.get(account="62", level="heading")
    assert held["rows"][0]["cells"]["montant"] == "200"
    assert held["totals"] == {"c": "6\u202f100\u00a0€", "p": "6\u202f000\u00a0€"}
    assert held["groups"][f"ligne-{heading.pk}"] == "500\u00a0€"
    assert {"line": None, "side": "p"}.items() <= held["told"][-1].items()
    entry = JournalEntry.objects.latest("seq")
    assert entry.verb == "funding.edit_budget"
    assert awa.post(address(world, "budget-cells"), given).status_code == 409


def test_refused_cells_say_why_and_the_rest_is_kept(awa, world):
    world.budget()
    fields = fields_of(awa.get(address(world)))
    row = row_of(fields, "Déplacements")
    given = sent(fields, row, montant="douze") | {
        "c1_compte": "606",
        "c1_libelle": "Papier",
        "c1_montant": "1 234,50 €",
        "c1_lu": "",
    }
    held = awa.post(address(world, "budget-cells"), given).json()
    assert "chiffres seulement" in held["rows"][0]["errors"]["montant"]
    assert held["rows"][1]["errors"] == {}
    assert amounts()["Papier"] == 123450
    assert BudgetLine.objects.get(label="Papier").parent.account == "60"
    assert amounts()["Déplacements"] == 10000


def test_a_disputed_cell_answers_who_and_when_and_keeps_theirs(awa, world):
    world.budget()
    fields = fields_of(awa.get(address(world)))
    row = row_of(fields, "Déplacements")
    awa.post(address(world, "budget-cells"), sent(fields, row, montant="150"))
    held = awa.post(address(world, "budget-cells"), sent(fields, row, montant="120")).json()
    dispute = held["rows"][0]["disputes"]["montant"]
    assert dispute["theirs"] == "150"
    assert "a écrit « 150 » le" in dispute["told"]
    assert amounts()["Déplacements"] == 15000
    base = held["rows"][0]["base"]
    awa.post(address(world, "budget-cells"), sent(fields, row, montant="120", lu=base))
    assert amounts()["Déplacements"] == 12000


def test_an_emptied_row_goes_and_what_was_removed_meanwhile_can_be_put_back(awa, world):
    world.budget()
    fields = fields_of(awa.get(address(world)))
    row = row_of(fields, "Déplacements")
    cells = address(world, "budget-cells")
    awa.post(cells, sent(fields, row, compte="", libelle="", montant=""))
    assert "Déplacements" not in amounts()
    held = awa.post(cells, sent(fields, row, montant="120")).json()
    assert "retirée pendant votre saisie" in held["rows"][0]["errors"]["libelle"]


def test_a_funder_is_named_in_its_cell(awa, world):
    given = {
        "p0_compte": "74",
        "p0_libelle": "Aide",
        "p0_montant": "6 000",
        "p0_lu": "",
        "p0_financeur": "métropole d’essai",
        "cle": str(uuid.uuid4()),
    }
    awa.post(address(world, "budget-cells"), given)
    assert BudgetLine.objects.get().funder == world.metropole
    wrong = {**given, "p0_financeur": "Inconnue", "cle": str(uuid.uuid4())}
    held = awa.post(address(world, "budget-cells"), wrong).json()
    assert "annuaire" in held["rows"][0]["errors"]["financeur"]
    assert BudgetLine.objects.count() == 1


def test_a_pasted_table_is_read_again_before_anything_is_written(awa, world):
    given = {
        "cle": str(uuid.uuid4()),
        "coller": "1",
        "colle": "641\tSalaires\tdouze\n606\tPapier\t5",
    }
    shown = awa.post(address(world), given)
    assert shown.status_code == 200
    assert "chiffres seulement" in words(shown)
    assert 'value="douze"' in shown.content.decode()
    assert Budget.objects.count() == 0


def test_a_grid_where_nothing_changed_writes_nothing(awa, world):
    world.budget()
    seq = JournalEntry.objects.latest("seq").seq
    awa.post(address(world), fields_of(awa.get(address(world))))
    assert JournalEntry.objects.latest("seq").seq == seq
    empty = {"cle": str(uuid.uuid4()), "c0_compte": "", "c0_libelle": "", "c0_montant": ""}
    awa.post(reverse("funding:budget-cells", args=[world.convention.pk, 2025, 3]), empty)
    assert not Budget.objects.filter(year=2025).exists()


def test_a_base_that_was_meddled_with_is_a_new_row(awa, world):
    held = awa.post(
        address(world, "budget-cells"),
        {
            "c0_compte": "606",
            "c0_libelle": "Papier",
            "c0_montant": "5",
            "c0_lu": json.dumps([-4, "x"]),
            "cle": str(uuid.uuid4()),
        },
    ).json()
    assert held["rows"][0]["line"] == BudgetLine.objects.get().pk


def test_a_budget_is_held_against_votes_time_and_what_is_lent(awa, world):
    world.award(2)
    world.budget(stated_grant_cents=500000)
    sheet = world.sheets[2]
    sheet.promised.create(year=2024, fte="0.02")
    sheet.means.create(position=1, kind="material", label="Locaux", lender=world.metropole)
    page = reverse("funding:convention", args=[world.convention.pk])
    text = words(awa.get(f"{page}?annee=2024"))
    assert "Aide de 5 000 € dans la fiche, 6 000 € décidés le" in text
    assert "5 400 € de personnel pour 0,02 ETP promis : 270 000 € l’année à plein temps" in text
    assert "Prêté et sans valeur notée : Locaux (Métropole d’essai)." in text
    assert "Notez la valeur du prêt, puis une ligne au 861 et son égale au 871." in text
