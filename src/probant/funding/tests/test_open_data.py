"""Open-data files: what is written follows the schemas, what cannot is left out and told."""

import csv
import datetime
import io

import pytest

from probant.directory.models import Organisation
from probant.funding.actions import record_payment
from probant.funding.queries.scdl import FORMS, PERSON, Exported, Scope, rows_of
from probant.funding.rules.scdl import Act, act_cells, is_natural_person, matter_of
from probant.funding.tests import scenario
from probant.kernel.scdl.files import check_stream, write_rows

METROPOLE, HOUSE = "24210041000016", "38047555800058"


def exported(form, house_id, **scope):
    done = Exported()
    text = "".join(write_rows(FORMS[form], done.keep(rows_of(form, Scope(house_id, **scope)))))
    return done, text, list(csv.DictReader(io.StringIO(text)))


def number(organisation, siret):
    Organisation.objects.filter(pk=organisation.pk).update(siret=siret, siren=siret[:9])


@pytest.fixture
def world(db):
    made = scenario.world()
    made.awards = [made.award(place) for place in range(3)]
    return made


def test_a_grant_becomes_a_row_that_its_schema_accepts(world):
    number(world.metropole, METROPOLE)
    number(world.house.organisation, HOUSE)
    record_payment(
        actor=world.awa,
        award=world.awards[0],
        amount_cents=900000,
        paid_on=datetime.date(2024, 5, 2),
    )
    done, text, rows = exported("subventions", world.house.pk)
    assert check_stream(io.StringIO(text)).is_valid
    assert (done.rows, done.left_out) == (3, 0)
    assert rows[0] == {
        "nomAttribuant": "Métropole d’essai",
        "idAttribuant": METROPOLE,
        "dateConvention": "2023-07-03",
        "referenceDecision": world.deliberation.number,
        "nomBeneficiaire": world.house.organisation.name,
        "idBeneficiaire": HOUSE,
        "rnaBeneficiaire": "",
        "objet": rows[0]["objet"],
        "montant": "9000.00",
        "nature": "aide en numéraire",
        "conditionsVersement": "unique",
        "datesPeriodeVersement": "2024-05-02",
        "idRAE": "",
        "notificationUE": "non",
        "pourcentageSubvention": "1.00",
        "dispositifAide": "",
    }
    assert rows[1]["datesPeriodeVersement"] == "2023-07-03/2024-12-31"


def test_what_has_no_number_is_left_out_and_says_what_to_do(world):
    done, _, rows = exported("subventions", world.house.pk)
    assert (rows, done.rows, done.left_out) == ([], 0, 3)
    assert [one.partition(" : ")[2] for one in done.told] == [
        "la collectivité n’a pas de SIRET dans l’annuaire : complétez sa fiche"
    ] * 3


def test_a_natural_person_is_never_named(world):
    number(world.metropole, METROPOLE)
    number(world.house.organisation, HOUSE)
    Organisation.objects.filter(pk=world.house.pk).update(legal_category="1000")
    done, text, rows = exported("subventions", world.house.pk)
    assert (rows, done.reasons) == ([], {PERSON: 3})
    assert world.house.organisation.name not in text + "".join(done.told)


def test_the_threshold_is_of_a_year_and_strictly_above(world):
    """Loi 2000-321, art. 10: 18 000 € together are below; one more of 5 000 € is at it."""
    number(world.metropole, METROPOLE)
    number(world.house.organisation, HOUSE)
    world.award(0, amount_cents=500000, action=None)
    assert exported("subventions", world.house.pk, above_threshold=True)[0].rows == 0
    world.award(0, amount_cents=1, action=world.sheets[1].action, year=2024)
    assert exported("subventions", world.house.pk, above_threshold=True)[0].rows == 5


def test_a_deliberation_becomes_a_row_whose_voters_are_those_who_voted(world):
    number(world.metropole, METROPOLE)
    done, text, rows = exported("deliberations", world.house.pk)
    assert check_stream(io.StringIO(text)).is_valid
    assert done.rows == 1
    ballot = world.deliberation.ballots.get()
    assert (rows[0]["VOTE_REEL"], rows[0]["VOTE_POUR"]) == (
        str(ballot.votes_for),
        str(ballot.votes_for),
    )
    assert (rows[0]["DELIB_MATIERE_CODE"], rows[0]["DELIB_MATIERE_NOM"]) == (
        "7.5",
        "finances locales/subventions",
    )


def act(**given):
    base = {
        "authority_name": "Ville",
        "authority_siret": "21860194600013",
        "legal_category": "7210",
        "department": "21",
        "number": "7",
        "decided_on": datetime.date(2024, 3, 21),
        "subject": "Objet",
    }
    return Act(**base | given)


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ({"in_office": 43, "votes": (41, 0, 0)}, ["43", "41", "41", "0", "0"]),
        ({"in_office": 43, "votes": (41, None, None), "is_unanimous": True},
         ["43", "41", "41", "0", "0"]),
        ({"in_office": 43, "votes": (41, None, None)}, [""] * 5),
        ({"in_office": 40, "votes": (41, 0, 0)}, [""] * 5),
        ({"votes": (41, 0, 0)}, [""] * 5),
    ],
)  # fmt: skip
def test_votes_are_all_there_and_hold_or_none_is(given, counts):
    assert act_cells(act(**given))[11:16] == counts


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"grants_money": True}, "7.5"),
        ({"opens_credits": True}, "7.1"),
        ({"subject": "Vœu relatif à la gare"}, "9.4"),
        ({"subject": "Autre"}, "9.1"),
        ({"subject": "Autre", "legal_category": "7230"}, "9.3"),
    ],
)
def test_the_matter_of_an_act_follows_from_what_it_does(given, code):
    assert matter_of(act(**given)) == code


@pytest.mark.parametrize(
    ("name", "category", "family", "numbered", "person"),
    [
        ("Durand", "1000", "entreprise", True, True),
        ("Atelier partagé", "", "projet", False, True),
        ("Mme Durand", "", "", False, True),
        ("M. & fils", "5710", "entreprise", True, False),
        ("Maison Phare", "9220", "association", False, False),
    ],
)
def test_who_is_a_natural_person(name, category, family, numbered, person):
    assert is_natural_person(name, category, family, numbered=numbered) is person
