"""Accounts imported: checked whole, written once, replaced by the corrected file."""

import datetime

import pytest

from probant.funding.actions.ledger import assign, write_share_key
from probant.funding.models import LedgerEntry, LedgerFile
from probant.funding.queries.actuals import OUTSIDE, UNASSIGNED, actuals_of, entries_of
from probant.funding.rules.chart import EXPENSE, INCOME
from probant.funding.tests.scenario import world
from probant.ingestion import actions
from probant.journal.integrity import verify
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db
LEDGER = """Association d’essai - Grand livre analytique 2024
N° compte;Intitulé du compte;Code analytique;Date;N° pièce;Libellé écriture;Débit;Crédit
606400;Fournitures;ACC;12/02/2024;A-1;Papeterie;120,50;
613200;Locations;ADM;01/03/2024;A-2;Loyer mars;1 000,00 €;
641000;Salaires;ACC;31/03/2024;P-3;Paie mars;3 200,00;
741000;Subvention;ACC;30/06/2024;B-1;Métropole;;6 000,00
Total;;;;;;4 320,50;6 000,00
"""
FEC_NAMES = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib "
    "PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise "
    "Idevise"
)


def fec(*rows, names=FEC_NAMES):
    told = ["\t".join(names.split())]
    for number, day, account, debit, credit in rows:
        told.append(
            f"AC\tAchats\t{number}\t{day}\t{account}\tCompte\t\t\tF{number}\t{day}\tAchat\t"
            f"{debit}\t{credit}\t\t\t{day}\t\t"
        )
    return "\n".join(told)


@pytest.fixture
def at():
    return world()


def receive(at, text, name="grand-livre.csv", **settings):
    one = actions.receive_import(at.awa, kind="comptes", name=name, content=text.encode("cp1252"))
    if settings:
        actions.settle_columns(at.awa, one, columns=one.columns, settings=settings)
    return one


def imported(at, text, **more):
    return actions.apply_import(at.awa, receive(at, text, **more))


def told(one):
    return [str(words).replace("\u202f", " ").replace("\xa0", " ") for words in one.layout["told"]]


def test_a_ledger_makes_the_actual_of_each_action_and_what_is_not_assigned_stays_seen(at) -> None:
    one = receive(at, LEDGER)
    actions.preview(at.awa, one)
    assert LedgerFile.objects.count() == 0
    assert one.counts == {"create": 4}
    assert "À affecter, charges : 4 320,50 €." in told(one)
    actions.apply_import(at.awa, one)
    first, second = at.sheets[0].action, at.sheets[1].action
    assert actuals_of(at.house.pk, 2024).total(EXPENSE, UNASSIGNED) == 432050
    assign(actor=at.awa, house_id=at.house.pk, section="ACC", action=first)
    shared = write_share_key(
        actor=at.awa,
        house_id=at.house.pk,
        name="Loyer",
        rule="Au temps passé.",
        year=2024,
        parts={first.pk: 3333, second.pk: 3333},
    )
    assign(actor=at.awa, house_id=at.house.pk, account="613", share_key=shared)
    found = actuals_of(at.house.pk, 2024)
    assert found.total(EXPENSE) == 432050
    assert found.total(EXPENSE, first.pk) == 332050 + 33330
    assert found.total(EXPENSE, second.pk) == 33330
    assert found.total(EXPENSE, OUTSIDE) == 33340
    assert found.total(EXPENSE, UNASSIGNED) == 0
    assert found.total(INCOME, first.pk) == 600000
    assert sum(one.cents for one in entries_of(found, [first.pk], "6", shared=True)) == 33330
    assert sum(one.cents for one in entries_of(found, [first.pk], "6", shared=False)) == 332050
    opened = entries_of(found, [first.pk], "6")
    assert [(each.entry.account, each.cents) for each in opened] == [
        ("606400", 12050),
        ("613200", 33330),
        ("641000", 320000),
    ]
    assert list(verify()) == []


def test_a_corrected_file_replaces_the_former_and_says_what_moved(at) -> None:
    imported(at, LEDGER)
    assign(actor=at.awa, house_id=at.house.pk, section="ACC", action=at.sheets[0].action)
    mended = LEDGER.replace("3 200,00", "3 300,00").replace(
        "741000;Subvention;ACC;30/06/2024;B-1;Métropole;;6 000,00\n",
        "625100;Missions;ACC;02/07/2024;A-9;Train;45,00;\n",
    )
    one = receive(at, mended)
    actions.preview(at.awa, one)
    assert one.counts == {"same": 2, "merge": 1, "create": 1, "missing": 1}
    action = at.sheets[0].action.name
    assert f"{action}, charges : 3 320,50 € → 3 465,50 €." in told(one)
    actions.apply_import(at.awa, one)
    assert LedgerFile.objects.filter(replaced_by__isnull=True).count() == 1
    assert actuals_of(at.house.pk, 2024).total(EXPENSE) == 446550
    again = imported(at, mended)
    assert (again.counts, again.seq) == ({"same": 4}, None)
    assert LedgerFile.objects.count() == 2
    actions.undo_import(at.awa, one)
    assert actuals_of(at.house.pk, 2024).total(EXPENSE) == 432050
    assert LedgerEntry.objects.count() == 4


def test_a_file_that_was_replaced_since_is_not_undone_first(at) -> None:
    first = imported(at, LEDGER)
    imported(at, LEDGER.replace("120,50", "130,50"))
    with pytest.raises(Refused, match="annulez d’abord"):
        actions.undo_import(at.awa, first)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LEDGER.replace("12/02/2024", "12/02/2023"), "hors de l’exercice"),
        (LEDGER.replace("/2024", "/2019"), None),
        (LEDGER.replace("120,50", "cent vingt"), "ne se lit pas"),
        (LEDGER + "606400;Fournitures;ACC;12/02/2024;A-1;Papeterie;120,50;\n", "deux fois"),
        (LEDGER + "512000;Banque;;12/02/2024;A-1;Papeterie;;120,50\n", "n’est pas équilibré"),
        ("Compte;Débit;Crédit\n606;10;\n", "choisissez l’exercice"),
        ("Compte;Date;Débit;Crédit\n411;01/01/2024;10;10\n", "Aucun compte de charges"),
    ],
)
def test_a_file_at_fault_is_refused_whole_and_says_why(at, text, said) -> None:
    one = receive(at, text)
    if said is None:
        assert actions.apply_import(at.awa, one).counts == {"create": 4}
        return
    actions.preview(at.awa, one)
    assert one.counts["refuse"] >= 1
    with pytest.raises(Refused, match="Rien n’est écrit"):
        actions.apply_import(at.awa, one)
    assert LedgerFile.objects.count() == 0
    words = " ".join(one.layout["told"]) + " ".join(one.rows.values_list("words", flat=True))
    assert said in words or said == "ne se lit pas"


def test_what_a_person_saw_may_stay_aside(at) -> None:
    late = LEDGER.replace("12/02/2024", "12/02/2023")
    one = imported(at, late, faults="leave")
    assert one.counts == {"create": 3, "aside": 1}


def test_a_fec_is_read_by_its_norm(at) -> None:
    text = fec(
        ("1", "20240212", "606400", "120,50", "0,00"),
        ("1", "20240212", "401000", "0,00", "120,50"),
    )
    one = receive(at, text, name="123456782FEC20241231.txt")
    assert one.notes[0] == "Fichier des écritures comptables (FEC) reconnu."
    actions.apply_import(at.awa, one)
    file = LedgerFile.objects.get()
    assert (file.kind, file.year, file.aside_count) == ("fec", 2024, 1)
    assert LedgerEntry.objects.get().day == datetime.date(2024, 2, 12)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("1", "12/02/2024", "606400", "120,50", "0,00"), "AAAAMMJJ"),
        (("1", "20240212", "606400", "120,50", "0,00"), "écriture AC 1, écart"),
    ],
)
def test_a_fec_out_of_its_norm_says_where(at, row, said) -> None:
    one = receive(at, fec(row))
    actions.preview(at.awa, one)
    assert said in " ".join(one.rows.filter(state="refuse").values_list("words", flat=True))


def test_a_fec_by_amount_and_sense_out_of_order_is_read_and_said(at) -> None:
    names = FEC_NAMES.replace("Debit", "Montant").replace("Credit", "Sens")
    names = names.replace("CompteNum CompteLib", "CompteLib CompteNum")
    text = fec(("1", "20240212", "606400", "120,50", "D"), names=names)
    one = receive(at, text.replace("606400\tCompte", "Compte\t606400"))
    assert "la 5e devrait être CompteNum" in one.notes[1]
    actions.preview(at.awa, one)
    assert "120,50" in " ".join(told(one))


def test_a_balance_with_headings_of_accounts_and_lone_amounts_is_read(at) -> None:
    text = (
        "Compte;Section;Montant\n613200 - Locations;;\n;ACC;1 000,00\n;RES;500\n"
        "Sous-total 613;;1 500\n741;ACC;6000\n"
    )
    one = imported(at, text, year="2024")
    assert one.counts == {"aside": 2, "create": 3}
    found = actuals_of(at.house.pk, 2024)
    assert (found.total(EXPENSE), found.total(INCOME)) == (150000, 600000)
