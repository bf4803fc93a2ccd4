"""Pages of conventions: the thread, the grid, what is due; for the house and for its funder."""

import datetime
import html
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from probant.funding.actions import LineDraft, add_approval, record_payment
from probant.funding.models import AwardMade, Budget, BudgetLine, ObligationMet, PaymentMade
from probant.funding.queries import file_of
from probant.funding.rules import Status
from probant.funding.screens.views import conventions
from probant.funding.tests import scenario
from probant.governance.actions import record_formalities
from probant.governance.tests import scenario as acts
from probant.governance.tests.test_screens import client_of, text_of

pytestmark = pytest.mark.django_db
LIST = "/conventions/"


@pytest.fixture
def world():
    return scenario.world()


@pytest.fixture
def awa(world):
    return client_of(world.house.organisation, "officer")


@pytest.fixture
def bruno(world):
    return client_of(world.metropole, "funder_officer", "bruno")


@pytest.fixture
def chloe():
    return client_of(acts.organisation("Région", "collectivite"), "funder_officer", "chloe")


def page_of(world, year=2024):
    return f"{reverse('funding:convention', args=[world.convention.pk])}?annee={year}"


def words(response):
    return text_of(response).replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_however_long(awa, world, rows, django_assert_num_queries):
    for number in range(rows - 1):
        scenario.convention_of(world.awa, world.house, world.metropole, title=f"N° {number}")
    # session, user, roles, the list
    with django_assert_num_queries(4):
        response = awa.get(LIST)
    assert response.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_long(world, count, django_assert_num_queries):
    for place in range(count):
        award = world.award(place)
        world.budget(place)
        record_payment(
            actor=world.awa, award=award, amount_cents=100, paid_on=datetime.date(2024, 5, 2)
        )
    # the page without what other rooms show on it: parties, approvals, clauses, sheets with
    # headings, promises and criteria (4), lines, budgets, awards, payments, met, amounts, acts
    with django_assert_num_queries(24):
        file = file_of(world.convention, world.awa, year=2024, today=datetime.date(2024, 12, 1))
        conventions.page_of(file, world.awa)


def test_the_thread_runs_from_the_vote_to_the_results(awa, world):
    add_approval(actor=world.awa, convention=world.convention, decision=world.decision)
    for place in range(3):
        world.award(place)
    world.budget()
    body = awa.get(page_of(world)).content.decode()
    kinds = re.findall(r'thread__kind">([^<]+)<', body)
    assert kinds == [
        "Vote",
        "Convention",
        "Actions",
        "Budget",
        "Attribution",
        "Versements",
        "Justification",
        "Résultats",
    ]
    assert f'href="{reverse("governance:deliberation", args=[world.deliberation.pk])}"' in body


def test_a_convention_voted_and_not_signed_is_said_so(awa, world):
    world.convention.status, world.convention.signed_on = Status.SUBMITTED, None
    world.convention.save()
    for decided in (False, True):
        if decided:
            add_approval(actor=world.awa, convention=world.convention, decision=world.decision)
        for address in (LIST, page_of(world)):
            assert ("votée, à signer" in words(awa.get(address))) is decided


def test_the_deliberation_leads_back_to_the_convention(awa, world):
    add_approval(actor=world.awa, convention=world.convention, decision=world.decision)
    world.award(0)
    response = awa.get(reverse("governance:deliberation", args=[world.deliberation.pk]))
    assert page_of(world) in response.content.decode()
    assert "approuve la convention, Convention pluriannuelle" in words(response)


def test_a_line_that_does_not_add_up_says_so_in_its_own_cell(awa, world):
    world.budget(year=2023, lines=scenario.lines(h64=940000))
    body = awa.get(page_of(world, 2023)).content.decode()
    (cell,) = re.findall(r'<td class="grid__cell is-end is-wrong">(.*?)</td>', body)
    assert words_of(cell) == (
        "5 400 € 64 – Charges de personnel : 9 400 € imprimés, ses lignes font 5 400 €."
    )
    assert "is-wrong" not in awa.get(page_of(world, 2025)).content.decode()


def words_of(html):
    text = re.sub("<[^>]+>", " ", html).replace("\xa0", " ").replace("\u202f", " ")
    return " ".join(text.split())


def test_findings_tell_what_contradicts_what(awa, world):
    world.budget(stated_cost_cents=1000000, stated_grant_cents=600000)
    text = words(awa.get(page_of(world)))
    assert "10 000 € texte de la fiche" in text
    assert "6 000 € tableau" in text
    assert "60 % par le texte, 100 % par le tableau" in text


def test_the_year_is_in_the_address(awa, world):
    world.budget(year=2023)
    assert "6 000 €" in words(awa.get(page_of(world, 2023)))
    for absurd in ("2024", "1900", "abcd", "99999", ""):
        assert "6 000 €" not in words(awa.get(page_of(world, absurd)))


def test_what_is_due_and_late_is_told(awa, world):
    world.award(0)
    record_formalities(
        actor=world.awa, deliberation=world.deliberation, notified_on=datetime.date(2024, 4, 4)
    )
    text = words(awa.get(page_of(world)))
    assert "en retard Versement (action 1, 2024) , 9 000 € pour le 3 juin 2024" in text
    assert "Compte rendu financier 2024 pour le 30 juin 2025" in text
    assert "Comité de pilotage 2024 pour le 31 décembre 2024" in text


def test_the_funder_sees_the_same_page_and_writes_nothing(bruno, world):
    award = world.award(0)
    response = bruno.get(page_of(world))
    text = words(response)
    assert "9 000 € attribués pour 2024" in text
    assert "Métropole d’essai" in text
    assert "Enregistrer une subvention" not in text
    assert "Modifier le budget" not in text
    assert "Annuler" not in text
    for route, args in (
        ("award", [world.convention.pk]),
        ("fulfil", [world.convention.pk]),
        ("budget", [world.convention.pk, 2024, 1]),
        ("pay", [award.pk]),
        ("void-award", [award.pk]),
    ):
        address = reverse(f"funding:{route}", args=args)
        assert [bruno.get(address).status_code, bruno.post(address).status_code] == [404, 404]


def test_a_stranger_funder_sees_nothing(chloe, world):
    assert chloe.get(page_of(world)).status_code == 404
    assert world.convention.title not in words(chloe.get(LIST))
    assert Client().get(LIST).status_code == 302


def test_another_house_writes_nothing_here(world):
    stranger = client_of(acts.house("Autre pôle").organisation, "direction", "diane")
    award = world.award(0)
    for route, args in (
        ("convention", [world.convention.pk]),
        ("award", [world.convention.pk]),
        ("budget", [world.convention.pk, 2024, 1]),
        ("pay", [award.pk]),
        ("void-award", [award.pk]),
    ):
        assert stranger.get(reverse(f"funding:{route}", args=args)).status_code == 404


def award_typed(world, **changes):
    given = {
        "cle": str(uuid.uuid4()),
        "sheet": world.sheets[0].pk,
        "year": "2024",
        "amount": "9 000 €",
        "decision": world.decision.pk,
        "occurred_on": "",
    }
    return {**given, **changes}


def test_an_award_is_recorded_by_form(awa, world):
    page = reverse("funding:award", args=[world.convention.pk])
    response = awa.post(page, award_typed(world))
    assert response["Location"] == page_of(world)
    award = AwardMade.objects.get()
    assert (award.amount_cents, award.occurred_on, award.action) == (
        900000,
        acts.VOTE_DAY,
        world.sheets[0].action,
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"amount": ""}, "Indiquez le montant, comme 9 000 €."),
        ({"amount": "-5 €"}, "Le montant attribué est supérieur à 0 €."),
        ({"amount": "neuf mille"}, "en chiffres seulement"),
        ({"amount": "9" * 20}, "trop grand"),
        ({"year": "24"}, "L’exercice est une année sur quatre chiffres"),
        ({"year": ""}, "Indiquez l’année couverte, comme 2024."),
        ({"decision": ""}, "Indiquez le jour, ou choisissez la décision."),
        ({"occurred_on": "21/03/2190"}, "dans l'avenir"),
    ],
)
def test_a_bad_award_says_what_to_do_and_writes_nothing(awa, world, changes, message):
    page = reverse("funding:award", args=[world.convention.pk])
    response = awa.post(page, award_typed(world, **changes))
    assert response.status_code == 422
    assert message in words(response)
    assert AwardMade.objects.count() == 0


def test_an_award_sent_twice_is_made_once(awa, world):
    page = reverse("funding:award", args=[world.convention.pk])
    given = award_typed(world)
    awa.post(page, given)
    assert "deux fois" in words(awa.post(page, given, follow=True))
    assert AwardMade.objects.count() == 1


def test_a_payment_is_noted_and_voided_with_its_reason(awa, world):
    award = world.award(0)
    awa.post(
        reverse("funding:pay", args=[award.pk]),
        {"nature": "payment", "amount": "6 300", "paid_on": "14/05/2024"},
    )
    payment = PaymentMade.objects.get()
    assert "6 300 € versés sur 9 000 €" in words(awa.get(page_of(world)))
    page = reverse("funding:void-payment", args=[payment.pk])
    assert "Dites en une phrase ce qui était faux." in words(awa.post(page, {"code": "error"}))
    awa.post(page, {"code": "duplicate", "reason": "saisi deux fois"})
    text = words(awa.get(page_of(world)))
    assert "annulé le" in text
    assert ": doublon" in text
    assert "0 € versés sur 9 000 €" in text


def test_an_obligation_is_noted_as_met(awa, world):
    world.award(0)
    page = reverse("funding:fulfil", args=[world.convention.pk])
    assert 'value="2024"' in awa.get(f"{page}?quoi=report&annee=2024").content.decode()
    awa.post(page, {"code": "report", "year": "2024", "occurred_on": "02/06/2025"})
    assert ObligationMet.objects.get().budget_year == 2024
    assert "fait le 2 juin 2025" in words(awa.get(page_of(world)))


def grid_page(world, number=3, year=2024):
    return reverse("funding:budget", args=[world.convention.pk, year, number])


def grid_typed(*rows, **more):
    """Rows as (letter, account, label, amount)."""
    given = {"cle": str(uuid.uuid4()), "lu_a": "0"}
    counts = {"c": 0, "p": 0}
    for letter, account, label, amount in rows:
        name = f"{letter}{counts[letter]}"
        counts[letter] += 1
        given |= {
            f"{name}_compte": account,
            f"{name}_libelle": label,
            f"{name}_montant": amount,
        }
    return {**given, **more}


def test_a_budget_is_typed_in_a_grid(awa, world):
    rows = (
        ("c", "641", "Salaires", "3 856"),
        ("c", "645", "", "1 488,00 €"),
        ("c", "", "", ""),
        ("p", "74", "Métropole", "5 344"),
    )
    response = awa.post(grid_page(world), grid_typed(*rows, stated_cost="10 000"))
    assert response["Location"] == f"{page_of(world)}#action-3"
    assert list(BudgetLine.objects.values_list("account", "label", "amount_cents")) == [
        ("641", "Salaires", 385600),
        ("645", "Charges sociales", 148800),
        ("74", "Métropole", 534400),
    ]
    assert Budget.objects.get().stated_cost_cents == 1000000
    text = words(awa.get(page_of(world)))
    assert "64 Charges de personnel 5 344 €" in text


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("c", "641", "Salaires", "12 000 $"), "tapez le montant en chiffres seulement"),
        (("c", "641", "Salaires", "9.000"), "milliers ou décimales"),
        (("c", "641", "Salaires", "-5"), "Un budget s’écrit en montants positifs"),
        (("c", "641", "Salaires", "9" * 13), "hors de portée d’un budget"),
        (("c", "abc", "Salaires", "5"), "Un compte s’écrit en chiffres, comme 641."),
        (("c", "74", "Subvention", "5"), "Le compte 74 est un compte de produits."),
        (("c", "", "", "5"), "Donnez un libellé, ou un compte."),
    ],
)
def test_a_bad_cell_says_so_beside_it_and_everything_typed_is_kept(awa, world, row, message):
    given = grid_typed(row, ("p", "74", "Ma métropole", "5 000"))
    response = awa.post(grid_page(world), given)
    body = response.content.decode()
    assert response.status_code == 422
    assert message in words_of(re.search(r'grid__error"[^>]*>(.*?)</span>', body)[1])
    assert 'value="Ma métropole"' in body
    assert f'value="{row[3]}"' in body
    assert Budget.objects.count() == 0


def test_more_rows_are_given_without_writing_anything(awa, world):
    given = grid_typed(("c", "641", "Salaires", "12 000 $"), plus="1")
    response = awa.post(grid_page(world), given)
    assert response.status_code == 200
    assert response.content.decode().count("_montant") == 1 + 8 + 8
    assert 'value="12 000 $"' in response.content.decode()
    assert Budget.objects.count() == 0


def fields_of(body):
    found = re.findall(r'name="([cp]\d+_\w+|lu_a)" value="([^"]*)"', body)
    return [(name, html.unescape(value)) for name, value in found]


def test_a_printed_claim_stays_until_it_is_dropped(awa, world):
    world.budget(lines=scenario.lines(h64=940000), printed_expense_cents=600000)
    body = awa.get(grid_page(world)).content.decode()
    given = dict(fields_of(body))
    awa.post(grid_page(world), {**given, "cle": str(uuid.uuid4())})
    printed = BudgetLine.objects.filter(account="64").values_list("printed_cents", flat=True)
    assert list(printed) == [940000]
    awa.post(grid_page(world), {**given, "cle": str(uuid.uuid4()), "retirer": "1"})
    assert list(printed.all()) == [None]
    assert Budget.objects.get().printed_expense_cents is None
    assert BudgetLine.objects.filter(parent__isnull=False).count() == 7


def test_a_heading_of_one_line_stays_out_of_the_heading_above_it(awa, world):
    rows = [
        LineDraft("60", "Achats", "expense", 20000, "heading"),
        LineDraft("", "Fournitures", "expense", 20000),
        LineDraft("61", "Services extérieurs", "expense", 50000, "heading"),
        LineDraft("74", "Subvention", "income", 70000),
    ]
    world.budget(lines=rows)
    body = awa.get(grid_page(world)).content.decode()
    given = dict(fields_of(body))
    awa.post(grid_page(world), {**given, "cle": str(uuid.uuid4())})
    lines = {line.account: line for line in BudgetLine.objects.all()}
    assert (lines["61"].parent_id, lines["61"].amount_cents) == (None, 50000)
    assert "imprimés" not in words(awa.get(page_of(world)))


def test_a_row_added_at_the_foot_goes_under_its_heading(awa, world):
    world.budget()
    body = awa.get(grid_page(world)).content.decode()
    given = dict(fields_of(body))
    blank = [name for name in given if name.startswith("c") and name.endswith("_compte")][-3:]
    for name, account in zip(blank, ("606", "613"), strict=False):
        row = name.removesuffix("_compte")
        given |= {f"{row}_compte": account, f"{row}_montant": "10"}
    awa.post(grid_page(world), {**given, "cle": str(uuid.uuid4())})
    lines = {line.account: line for line in BudgetLine.objects.select_related("parent")}
    assert lines["606"].parent.account == "60"
    assert lines["613"].parent is None
    assert "61 Services extérieurs 10 €" in words(awa.get(page_of(world)))


def test_an_unknown_sheet_or_an_absurd_year_is_not_found(awa, world):
    assert awa.get(grid_page(world, number=9)).status_code == 404
    assert awa.get(grid_page(world, year=99)).status_code == 404


def test_an_empty_list_says_what_it_is_for():
    house = acts.house("Pôle neuf")
    response = client_of(house.organisation, "officer").get(LIST)
    assert "Une convention réunit ce qui est promis" in words(response)
