"""The share of the ESS: what counts, why, and how a person corrects it."""

import datetime

import pytest
from django.urls import reverse

from probant.directory.models import EssEntry, EssList, Organisation, RegisterEntry
from probant.funding.actions.open_data import correct_beneficiary, forget_correction
from probant.funding.models import GrantFile, PublishedGrant
from probant.funding.queries.ess import lines_of, years_known
from probant.funding.rules.ess import Clues, Ground, share_of, weigh
from probant.funding.tests import scenario
from probant.governance.tests.test_screens import client_of
from probant.kernel.decision import Refused


@pytest.mark.parametrize(
    ("clues", "is_ess", "ground"),
    [
        (Clues(legal_category="9220"), True, Ground.FORM),
        (Clues(legal_category="5458"), True, Ground.FORM),
        (Clues(family="mutuelle"), True, Ground.FORM),
        (Clues(legal_category="5710", listed=True), True, Ground.LISTED),
        (Clues(legal_category="5710", ess_by_register=True), True, Ground.STATUTES),
        (Clues(legal_category="5710"), False, Ground.COMPANY),
        (Clues(legal_category="7344"), False, Ground.PUBLIC),
        (Clues(legal_category="1000"), False, Ground.PERSON),
        (Clues(rna="W212000123"), True, Ground.RNA),
        (Clues(), None, Ground.UNKNOWN),
        (Clues(legal_category="9220", corrected=False), False, Ground.HAND),
    ],
)
def test_a_beneficiary_is_weighed_by_its_form_the_list_and_a_person(clues, is_ess, ground):
    """Loi 2014-856, art. 1 and 6."""
    found = weigh(clues)
    assert (found.is_ess, found.ground) == (is_ess, ground)


@pytest.fixture
def world(db):
    made = scenario.world()
    file = GrantFile.objects.create(
        house=made.house, name="2023.csv", form="subventions", loaded_on=scenario_day(), seq=1
    )
    for row, (name, siret, rna, policy, cents) in enumerate(
        [
            ("Débrouillards", "38047555800058", "", "Éducation", 60000),
            ("Brasserie", "57207842000150", "", "Économie", 30000),
            ("Écho", "", "W212000123", "Culture", 5000),
            ("Inconnue", "", "", "", 5000),
        ],
        2,
    ):
        PublishedGrant.objects.create(
            house=made.house,
            file=file,
            row=row,
            organisation=made.metropole,
            year=2023,
            beneficiary_name=name,
            beneficiary_key=siret[:9] or rna or name.lower(),
            beneficiary_siret=siret,
            beneficiary_rna=rna,
            purpose="Objet",
            policy=policy,
            amount_cents=cents,
            whole_cents=cents,
        )
    RegisterEntry.objects.create(
        source="sirene",
        number="38047555800058",
        siren="380475558",
        legal_category="9220",
        dated_on=scenario_day(),
    )
    return made


def scenario_day():
    return datetime.date(2024, 3, 31)


def weighed(world):
    return share_of(one.weighed for one in lines_of(world.awa, world.metropole.pk, 2023))


def test_the_share_has_its_numerator_its_denominator_and_what_is_undetermined(world):
    whole, policies, families = weighed(world)
    assert (whole.ess_cents, whole.all_cents, whole.unknown_cents) == (65000, 100000, 35000)
    assert (whole.rate, whole.most) == (0.65, 1.0)
    assert [one.label for one in policies] == [
        "Éducation",
        "Économie",
        "Culture",
        "politique non dite",
    ]
    assert sum(one.all_cents for one in policies) == sum(one.all_cents for one in families)


def test_the_list_of_the_time_tells_and_a_correction_comes_first(world):
    edition = EssList.objects.create(
        dated_on=datetime.date(2023, 12, 31), name="l", loaded_on=scenario_day(), house_id=1
    )
    later = EssList.objects.create(
        dated_on=datetime.date(2024, 12, 31), name="l", loaded_on=scenario_day(), house_id=1
    )
    EssEntry.objects.create(edition=later, siren="572078420")
    assert weighed(world)[0].ess_cents == 65000
    EssEntry.objects.create(edition=edition, siren="572078420")
    assert weighed(world)[0].ess_cents == 95000

    given = {"actor": world.awa, "house_id": world.house.pk, "beneficiary": "572078420"}
    with pytest.raises(Refused):
        correct_beneficiary(**given, is_ess=False, reason="  ")
    correct_beneficiary(**given, is_ess=False, policy="Emploi", reason="Filiale d’un groupe")
    lines = lines_of(world.awa, world.metropole.pk, 2023)
    assert (lines[1].verdict.is_ess, lines[1].policy, lines[1].reason) == (
        False,
        "Emploi",
        "Filiale d’un groupe",
    )
    forget_correction(**given)
    assert weighed(world)[0].ess_cents == 95000


def test_each_side_sees_its_own(world):
    assert [(one.year, one.published) for one in years_known(world.bruno)] == [(2023, True)]
    assert years_known(world.chloe) == []


def test_without_a_file_the_awards_of_the_books_are_weighed(world):
    world.award(0)
    Organisation.objects.filter(pk=world.house.pk).update(family="association")
    lines = lines_of(world.awa, world.metropole.pk, 2024)
    assert [(one.amount_cents, one.verdict.is_ess) for one in lines] == [(900000, True)]


def test_the_pages_open_onto_the_grants_and_keep_what_was_typed(world):
    client = client_of(world.house.organisation, "officer")
    given = [world.metropole.pk, 2023]
    page = client.get(reverse("funding:ess-year", args=given)).content.decode()
    assert "65" in page and "?politique=%C3%89conomie" in page
    address = reverse("funding:ess-grants", args=given)
    shown = client.get(f"{address}?compte=inconnu").content.decode()
    assert "Brasserie" in shown and "Débrouillards" not in shown
    wrong = client.post(
        reverse("funding:ess-correct") + "?cle=572078420&nom=Brasserie",
        {"side": "ess", "policy": "Économie locale", "reason": ""},
    )
    assert wrong.status_code == 422
    assert "Économie locale" in wrong.content.decode()
    file = client.get(reverse("funding:ess-export", args=given)).content.decode("utf-8-sig")
    assert len(file.splitlines()) == 5


def test_the_queries_of_a_year_do_not_grow_with_its_grants(world, django_assert_num_queries):
    three = PublishedGrant.objects.all()
    kept = list(three)
    for one in kept[1:]:
        one.delete()
    with django_assert_num_queries(6):
        assert len(lines_of(world.awa, world.metropole.pk, 2023)) == 1
    PublishedGrant.objects.bulk_create(kept[1:3])
    with django_assert_num_queries(8):  # the association without SIRET is sought by its RNA
        assert len(lines_of(world.awa, world.metropole.pk, 2023)) == 3
