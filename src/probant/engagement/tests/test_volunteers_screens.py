"""Pages of volunteers: the list, the sheet, a week, what waits, a case proposed, contributions."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.directory.actions import erase_person
from probant.engagement import actions
from probant.engagement.models import (
    CaseProposal,
    DeclaredHours,
    HourRate,
    ParticipantAnswers,
    VolunteerAgreement,
    VolunteerHours,
    VolunteerPaper,
    VolunteerProfile,
)
from probant.engagement.tests.volunteering import Volunteers, volunteers
from probant.gatherings.actions import hold_session, plan_session
from probant.gatherings.models import Session, SessionHeld
from probant.kernel.holdings import HOLDINGS
from probant.programmes.actions import create_action
from probant.programmes.tests.scenario import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Volunteers:
    return volunteers()


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


def page(client: Client, house: Volunteers, who: str, route: str, *args: Any) -> str:
    client.force_login(house.scene.users[who])
    found = client.get(reverse(route, args=args))
    assert found.status_code == 200
    return found.content.decode()


def can(house: Volunteers, **said: Any) -> None:
    traits = [("skill", "comptabilite", "comptabilité, gestion")]
    given = {"half_days": 1, "traits": traits, "networks": "boulangers", **said}
    actions.describe_volunteer(house.scene.awa, person=house.sara, **given)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_queries(
    client: Client,
    house: Volunteers,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count - 1):
        house.another(f"Nom{number}")
    client.force_login(house.scene.users["Awa"])
    where = reverse("engagement:volunteers")
    client.get(where)
    # session, user, memberships; people, missions, profiles, skills, hours, cases, list of skills
    with django_assert_num_queries(10):
        shown = client.get(where).content.decode()
    assert shown.count("<tr") == count + 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?mission=accueil", False),
        ("?mission=co_accompagnement", True),
        ("?competence=comptabilite", True),
        ("?competence=culture", False),
        ("?dispo=1", True),
        ("?dispo=2", False),
        ("?le=13/03/2023", False),
        ("?le=n-importe-quoi&dispo=lundi", True),
    ],
)
def test_list_is_narrowed(client: Client, house: Volunteers, query: str, found: bool) -> None:
    can(house)
    client.force_login(house.scene.users["Awa"])
    shown = client.get(reverse("engagement:volunteers") + query).content.decode()
    assert ("Belin" in shown) is found


def test_volunteer_reads_her_own_sheet_and_no_other(client: Client, house: Volunteers) -> None:
    other = house.another()
    assert "Belin" in page(client, house, "Sara", "engagement:volunteer", house.sara.pk)
    for route in ("volunteer", "volunteer-profile", "week"):
        address = reverse(f"engagement:{route}", args=[other.pk])
        assert client.get(address).status_code == 404


def test_volunteer_says_what_she_can_and_it_comes_back(client: Client, house: Volunteers) -> None:
    client.force_login(house.scene.users["Sara"])
    where = reverse("engagement:volunteer-profile", args=[house.sara.pk])
    given = typed(
        skills=["comptabilite"],
        themes=["alimentation"],
        half_days=["1", "8"],
        places="Dijon, 21166",
        networks="boulangers",
        cases_at_once="1",
    )
    assert client.post(where, given).status_code == 302
    profile = VolunteerProfile.objects.get()
    assert (profile.half_days, profile.cases_at_once) == (9, 1)
    assert sorted(profile.traits.values_list("kind", "code")) == [
        ("place", "21166"),
        ("place", "21231"),
        ("skill", "comptabilite"),
        ("theme", "alimentation"),
    ]
    assert "lundi matin, mardi après-midi" in page(
        client, house, "Sara", "engagement:volunteer", house.sara.pk
    )
    refused = client.post(where, given | {"cle": str(uuid.uuid4()), "places": "Nullepart"})
    assert refused.status_code == 422
    assert "Nullepart" in refused.content.decode()


def test_week_of_a_volunteer_waits_and_is_validated_line_by_line(
    client: Client, house: Volunteers
) -> None:
    client.force_login(house.scene.users["Sara"])
    where = reverse("engagement:week", args=[house.sara.pk]) + "?semaine=2023-03-15"
    lines = {
        "minutes_0": "2h30",
        "occurred_on_0": "13/03/2023",
        "task_0": "co_accompagnement",
        "minutes_2": "1 h 15",
        "occurred_on_2": "15/03/2023",
        "task_2": "vie_associative",
        "words_2": "salon",
        "minutes_4": "45 min",
        "occurred_on_4": "17/03/2023",
        "task_4": "co_accompagnement",
    }
    assert client.post(where, typed(**lines)).status_code == 302
    rows = list(DeclaredHours.objects.order_by("occurred_on").values_list("pk", "minutes"))
    assert [minutes for _, minutes in rows] == [150, 75, 45]
    assert "salon" in page(client, house, "Awa", "engagement:waiting")
    here = reverse("engagement:waiting")
    client.post(here, typed(ligne=[rows[0][0], rows[2][0]], geste="valider"))
    assert sorted(VolunteerHours.objects.values_list("minutes", flat=True)) == [45, 150]
    missing = client.post(here, typed(ligne=[rows[1][0]], geste="ecarter", motif=""))
    assert (missing.status_code, "pourquoi" in missing.content.decode()) == (422, True)
    client.post(here, typed(ligne=[rows[1][0]], geste="ecarter", motif="déjà notée"))
    assert "déjà notée" in page(client, house, "Sara", "engagement:volunteer", house.sara.pk)


def test_week_without_a_duration_or_unreadable_is_said_and_kept(
    client: Client, house: Volunteers
) -> None:
    client.force_login(house.scene.users["Awa"])
    where = reverse("engagement:week", args=[house.sara.pk])
    empty = client.post(where, typed())
    assert (empty.status_code, "au moins une durée" in empty.content.decode()) == (422, True)
    wrong = client.post(where, typed(minutes_1="longtemps", occurred_on_1="14/03/2023"))
    assert (wrong.status_code, 'value="longtemps"' in wrong.content.decode()) == (422, True)
    assert VolunteerHours.objects.count() == 0


def test_team_notes_a_week_that_counts_at_once(client: Client, house: Volunteers) -> None:
    client.force_login(house.scene.users["Awa"])
    where = reverse("engagement:week", args=[house.sara.pk])
    lines = typed(minutes_0="1,5", occurred_on_0="14/03/2023", task_0="accueil")
    for _ in range(2):
        client.post(where, lines)
    assert list(VolunteerHours.objects.values_list("minutes", "task")) == [(90, "accueil")]


def test_agreement_is_drawn_signed_with_its_copy_and_ended(
    client: Client, house: Volunteers, tmp_path: Any, settings: Any
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    client.force_login(house.scene.users["Awa"])
    where = reverse("engagement:agreement-draw", args=[house.sara.pk])
    client.post(
        where,
        typed(
            starts_on="14/03/2023",
            house_commits="former",
            volunteer_commits="prévenir",
            signed_by="Fabien",
        ),
    )
    row = VolunteerAgreement.objects.get()
    copy = SimpleUploadedFile("convention.pdf", b"%PDF-1.4 essai")
    client.post(
        reverse("engagement:agreement-sign", args=[row.pk]),
        typed(signed_on="15/03/2023", copy=copy),
    )
    client.post(reverse("engagement:agreement-end", args=[row.pk]), typed(ends_on="31/12/2023"))
    row.refresh_from_db()
    assert (str(row.signed_on), str(row.ends_on)) == ("2023-03-15", "2023-12-31")
    address = reverse("engagement:agreement-copy", args=[row.pk])
    client.force_login(house.scene.users["Sara"])
    assert client.get(address).getvalue() == b"%PDF-1.4 essai"
    client.force_login(house.scene.users["Michel"])
    assert client.get(address).status_code == 404


def test_paper_without_an_hour_is_refused(client: Client, house: Volunteers) -> None:
    client.force_login(house.scene.users["Awa"])
    where = reverse("engagement:volunteer-paper", args=[house.sara.pk])
    given = {
        "kind": "certificate",
        "starts_on": "01/01/2023",
        "ends_on": "31/12/2023",
        "signed_by": "Fabien",
    }
    answer = client.post(where, typed(**given))
    assert (answer.status_code, "rien à attester" in answer.content.decode()) == (422, True)
    actions.log_hours(house.scene.awa, person=house.sara, occurred_on=DAY, minutes=60)
    client.post(where, typed(**given))
    assert list(VolunteerPaper.objects.values_list("kind", "signed_by")) == [
        ("certificate", "Fabien")
    ]


# --- matching


def test_case_is_proposed_with_reasons_and_entrusted_on_acceptance(
    client: Client, house: Volunteers
) -> None:
    can(house, traits=[("theme", "alimentation", "agriculture"), ("place", "21231", "Dijon")])
    case = house.case()
    shown = page(client, house, "Awa", "engagement:match", case.pk)
    assert "Sensible au domaine : agriculture et alimentation." in shown
    assert "Sur place : Dijon est de son territoire." in shown
    where = reverse("engagement:match", args=[case.pk])
    client.post(where, typed(personne=house.sara.pk, mots="Un fournil cherche ses comptes."))
    row = CaseProposal.objects.get()
    read = page(client, house, "Sara", "engagement:proposal", row.pk)
    assert "Un fournil cherche ses comptes." in read
    assert case.title not in read
    assert client.get(reverse("support:case", args=[case.pk])).status_code == 404
    here = reverse("engagement:proposal", args=[row.pk])
    assert client.post(here, typed(geste="accepter")).status_code == 302
    assert client.get(reverse("support:case", args=[case.pk])).status_code == 200


def test_declined_case_stays_closed_and_is_not_proposed_again(
    client: Client, house: Volunteers
) -> None:
    case = house.case()
    row = actions.propose_case(house.scene.awa, case=case, person=house.sara)
    client.force_login(house.scene.users["Sara"])
    here = reverse("engagement:proposal", args=[row.pk])
    client.post(here, typed(geste="decliner", answer="pas ce mois-ci"))
    assert client.get(reverse("support:case", args=[case.pk])).status_code == 404
    again = client.post(here, typed(geste="accepter"))
    assert (again.status_code, "déjà reçu" in again.content.decode()) == (422, True)
    assert "a décliné ce dossier" in page(client, house, "Awa", "engagement:match", case.pk)


def test_page_of_a_case_leads_to_volunteers_for_the_team(client: Client, house: Volunteers) -> None:
    case = house.case()
    where = reverse("engagement:match", args=[case.pk])
    assert where in page(client, house, "Awa", "support:case", case.pk)
    assert where not in page(client, house, "Michel", "support:case", case.pk)


# --- contributions in kind


def test_contributions_of_a_year_balance_and_a_hole_is_found(
    client: Client, house: Volunteers
) -> None:
    actions.log_hours(house.scene.awa, person=house.sara, occurred_on=DAY, minutes=90)
    shown = page(client, house, "Michel", "engagement:in-kind")
    assert "aucun taux ce jour-là" in shown
    client.force_login(house.scene.users["Fabien"])
    client.post(
        reverse("engagement:rates"),
        typed(level="base", hourly_cents="15", starts_on="01/01/2023", source="CA du 12 janvier"),
    )
    shown = page(client, house, "Fabien", "engagement:in-kind")
    assert "aucun taux" not in shown
    assert shown.count("22,50") == 4  # the row, the total, the debit, the credit
    client.force_login(house.scene.users["Awa"])
    answer = client.post(reverse("engagement:in-kind-export"), {"annee": "2023", "format": "csv"})
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Année;Mission;Action ou programme;Heures;Valeur (€);Compte;Sens",
        "2023;co-accompagnement;association;1.5;22.5;864;débit",
        "2023;co-accompagnement;association;1.5;22.5;875;crédit",
    ]


def test_room_lent_for_a_session_that_was_held_is_a_contribution_too(
    client: Client, house: Volunteers
) -> None:
    awa = house.scene.awa
    session = plan_session(awa, kind=house.scene.kind(), title="Atelier d’essai", starts_on=DAY)
    lent = Session.objects.filter(pk=session.pk)
    lent.update(lent_value_cents=15000, lent_basis="tarif de la ville, 1er janvier 2023")
    address = reverse("engagement:in-kind") + "?annee=2023"
    client.force_login(house.scene.users["Awa"])
    assert "Atelier d’essai" not in client.get(address).content.decode()
    hold_session(awa, session=session, occurred_on=DAY)
    shown = client.get(address).content.decode()
    assert (shown.count("Atelier d’essai"), "861" in shown, "871" in shown) == (1, True, True)
    assert "tarif de la ville" in shown
    lent.update(lent_basis="")
    assert "rien ne dit d’où vient sa valeur" in client.get(address).content.decode()
    lent.update(lender=house.case().organisation)
    given = {"occurred_on": "14/03/2023", "code": "error", "reason": "valeur mal lue"}
    client.post(_standing(), typed(**given))
    told = client.get(address).content.decode()
    assert "Salle prêtée par Le Fournil d’essai" in told
    assert ("sa valeur n’est pas dite" in told, "861" in told) == (True, False)
    unexplained = client.post(_standing(), typed(**given, lent_cents="80"))
    assert (unexplained.status_code, "un tarif et sa date" in unexplained.content.decode()) == (
        422,
        True,
    )
    client.post(_standing(), typed(**given, lent_cents="80", lent_basis="devis du 2 mars 2023"))
    known = client.get(address).content.decode()
    assert ("devis du 2 mars 2023" in known, "80,00" in known or "80\u00a0€" in known) == (
        True,
        True,
    )
    assert lent.get().lent_value_cents == 8000


def _standing() -> str:
    """Where the fact of the one session held is replaced."""
    return reverse("gatherings:replace", args=["tenue", SessionHeld.objects.now().get().pk])


def test_method_is_read_by_the_team_and_set_by_the_direction(
    client: Client, house: Volunteers
) -> None:
    given = typed(level="base", hourly_cents="15", starts_on="01/01/2023", source="CA")
    where = reverse("engagement:rates")
    client.force_login(house.scene.users["Awa"])
    assert client.get(where).status_code == 200
    assert client.post(where, given).status_code == 404
    client.force_login(house.scene.users["Fabien"])
    both = given | {"coefficient_hundredths": "1,4"}
    assert client.post(where, both).status_code == 422
    assert HourRate.objects.count() == 0


# --- participants


def test_answers_of_a_participant_are_apart_consented_and_read_by_the_direction(
    client: Client, house: Volunteers
) -> None:
    action = create_action(
        house.scene.fabien, house_id=house.scene.house.pk, name="Créer son emploi"
    )
    row = actions.enter_participant(
        house.scene.awa, person=house.sara, action=action, entered_on=DAY, status="chomage"
    )
    said = {
        "born_in": "1980",
        "gender": "femme",
        "schooling": "cite_5_8",
        "housing": "non",
        "disability": "oui",
        "third_country": "refus",
        "foreign_origin": "refus",
        "minority": "refus",
    }
    where = reverse("engagement:participant", args=[row.pk])
    client.force_login(house.scene.users["Awa"])
    client.post(where, typed(**said))
    assert ParticipantAnswers.objects.get().disability == "refus"
    client.post(where, typed(**said, consented="on"))
    held = ParticipantAnswers.objects.get()
    assert (held.disability, held.consented_on is not None) == ("oui", True)
    assert 'value="1980"' not in page(client, house, "Awa", "engagement:participant", row.pk)
    assert 'value="1980"' in page(client, house, "Fabien", "engagement:participant", row.pk)
    export = reverse("engagement:participants-export")
    taken = client.post(export, {"format": "csv"}).content.decode("utf-8-sig")
    assert "au chômage depuis moins d’un an" in taken
    assert "Belin" not in taken
    client.force_login(house.scene.users["Awa"])
    assert client.post(export, {"format": "csv"}).status_code == 404


def test_erased_volunteer_leaves_hours_and_nothing_she_said(house: Volunteers) -> None:
    can(house, other_skills="Sara sait tout")
    actions.declare_hours(
        house.actor,
        person=house.sara,
        lines=[actions.Given(DAY, 60, "accueil", words="chez Sara")],
    )
    actions.log_hours(house.scene.awa, person=house.sara, occurred_on=DAY, minutes=60)
    erase_person(house.scene.fabien, house.sara, "request")
    assert VolunteerProfile.objects.count() == 0
    assert VolunteerHours.objects.now().count() == 1
    told = HOLDINGS["engagement"](house.scene.house.pk, house.sara.pk)
    assert "Sara" not in str([section.as_dict() for section in told])
