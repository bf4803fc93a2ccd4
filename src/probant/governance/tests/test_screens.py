"""Pages of assemblies: what they show, what they keep when something is wrong."""

import datetime
import re
import uuid
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from probant.accounts.models import Membership, User
from probant.directory.models import Card
from probant.governance.actions import record_formalities
from probant.governance.models import Ballot, Deliberation, Proxy, Sitting
from probant.governance.screens.names import read_proxy
from probant.governance.tests import scenario

pytestmark = pytest.mark.django_db


def client_of(organisation, role, name="awa"):
    user = User.objects.create_user(f"{name}@example.org", "mot de passe d’essai", name=name)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    """The words of a page, spaces collapsed."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
def metropole(house):
    made = scenario.organisation("Métropole d’essai", "collectivite")
    for one in (made, house.organisation):
        Card.objects.create(
            house=house,
            organisation=one,
            name=one.name,
            name_key=one.name_key,
            family=one.family,
            theme=one.theme,
            created_on=datetime.date(2024, 1, 1),
        )
    return made


@pytest.fixture
def bureau(house, metropole):
    return scenario.bureau(scenario.member(house), house, metropole)


@pytest.fixture
def awa(house):
    return client_of(house.organisation, "officer")


@pytest.fixture
def act(house, bureau):
    return scenario.recorded(scenario.member(house), house, bureau, house.organisation)


LIST = "/deliberations/"
RECORD = "/deliberations/enregistrer/"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_however_long(awa, house, bureau, rows, django_assert_num_queries):
    for _ in range(rows):
        scenario.recorded(scenario.member(house), house, bureau, house.organisation)
    # session, user, roles, bodies, years, the list, the rules of its bodies
    with django_assert_num_queries(7):
        response = awa.get(LIST)
    assert response.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("links", [1, 3])
def test_the_page_asks_the_same_however_long(
    awa, house, bureau, act, links, django_assert_num_queries
):
    for day in range(1, links + 1):
        earlier = scenario.record_cited(
            scenario.member(house), house, bureau, datetime.date(2023, 6, day)
        )
        act.earlier.create(earlier=earlier)
    # session, user, roles, the act, sitting, own rules, seats, proxies, decisions,
    # amounts, beneficiaries, ballot, item, earlier, later; what it enabled (3); who is represented
    # in the sittings before (2)
    with django_assert_num_queries(20):
        awa.get(reverse("governance:deliberation", args=[act.pk]))


def test_the_page_tells_presence_quorum_votes_and_amounts(awa, act):
    text = text_of(awa.get(reverse("governance:deliberation", args=[act.pk])))
    for words in (
        "Bureau métropolitain, Métropole d’essai, séance du 21 mars 2024",
        "adoptée à l’unanimité",
        "18 000 € accordés",
        "dont 9 000 €, Action 1",
        "En exercice 43",
        "Présents 34 34 annoncés",
        "22 présents requis",
        "Membre R01 pouvoir à Membre P01",
        "Pour 41",
        "Présences, pouvoirs, quorum et voix concordent.",
    ):
        assert words in text


def test_a_finding_is_shown_with_its_law(awa, house, bureau):
    sitting = scenario.sitting(bureau, convened_on=datetime.date(2024, 3, 18))
    made = scenario.recorded(scenario.member(house), house, bureau, house.organisation, sitting)
    text = text_of(awa.get(reverse("governance:deliberation", args=[made.pk])))
    assert "Convocation 2 jours francs avant la séance, pour 5 requis" in text
    assert "art. L2121-12" in text


def test_three_people(awa, act, metropole):
    bruno = client_of(metropole, "funder_officer", "bruno")
    chloe = client_of(scenario.organisation("Région", "collectivite"), "funder_officer", "chloe")
    page = reverse("governance:deliberation", args=[act.pk])
    assert [one.get(page).status_code for one in (awa, bruno, chloe)] == [200, 200, 404]
    assert act.subject in text_of(bruno.get(LIST))
    assert act.subject not in text_of(chloe.get(LIST))
    assert "Enregistrer" not in text_of(bruno.get(LIST))
    assert bruno.get(RECORD).status_code == 404
    assert Client().get(page).status_code == 302


def typed(bureau, **changes):
    given = {
        "cle": str(uuid.uuid4()),
        "body": bureau.pk,
        "held_on": "21 mars 2024",
        "convened_on": "15/03/2024",
        "subject": "Subvention 2024",
        "president": "M. UN",
        "secretary": "Mme DEUX",
        "present": "M. UN\nMme DEUX\n\n  Mme TROIS ",
        "absent": "M. QUATRE pouvoir à Mme DEUX\nMme CINQ",
        "proxies": "",
        "members_in_office": "5",
        "present_declared": "3",
        "proxies_declared": "1",
        "decision-TOTAL_FORMS": "3",
        "decision-INITIAL_FORMS": "0",
        "decision-0-text": "1 - approuver le versement",
        "decision-0-amount": "18 000 €",
        "decision-0-budget_year": "2024",
        "decision-0-budget_line": "chapitre 65",
        "decision-0-beneficiary": "Pôle d’essai",
        "decision-0-parts": "9 000 € action 1\n9 000 € action 2",
        "decision-1-amount": "500 €",
        "decision-1-beneficiary": "Amicale inconnue",
        "decision-2-text": "prélever les crédits",
        "decision-2-enables": "credits",
        "votes_for": "4",
        "votes_against": "0",
        "abstentions": "0",
        "not_voting": "0",
        "ballot_proxies": "1",
    }
    return {**given, **changes}


def test_an_extract_is_recorded_by_form(awa, house, bureau):
    response = awa.post(RECORD, typed(bureau))
    made = Deliberation.objects.get()
    assert response["Location"] == reverse("governance:deliberation", args=[made.pk])
    assert list(made.sitting.seats.values_list("name", "presence")) == [
        ("M. UN", "present"),
        ("Mme DEUX", "present"),
        ("Mme TROIS", "present"),
        ("M. QUATRE", "absent"),
        ("Mme CINQ", "absent"),
    ]
    proxy = Proxy.objects.get()
    assert (proxy.giver.name, proxy.holder.name) == ("M. QUATRE", "Mme DEUX")
    assert list(made.decisions.values_list("number", "text", "enables")) == [
        (1, "approuver le versement", "award"),
        (2, "prélever les crédits", "credits"),
    ]
    amounts = made.decisions.get(number=1).amounts
    assert list(amounts.values_list("amount_cents", "purpose", "beneficiary_name")) == [
        (1800000, "", "Pôle d’essai"),
        (900000, "action 1", ""),
        (900000, "action 2", ""),
        (50000, "", "Amicale inconnue"),
    ]
    assert amounts.get(position=1).beneficiary == house.organisation
    assert "concordent" in text_of(awa.get(response["Location"]))


def test_what_contradicts_is_recorded_and_told(awa, bureau):
    response = awa.post(RECORD, typed(bureau, votes_for="7"), follow=True)
    assert "7 voix" in text_of(response)
    assert Ballot.objects.get().votes_for == 7


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"held_on": "31 juin 2024"}, "juin 2024 a 30 jours"),
        ({"held_on": ""}, "Indiquez le jour, comme 21/03/2024."),
        ({"held_on": "21/03/2999"}, "hors de portée"),
        ({"held_on": "21/03/2190"}, "dans l’avenir"),
        ({"subject": " "}, "Indiquez l’objet, tel que l’extrait le porte."),
        ({"body": ""}, "Choisissez l’instance qui a délibéré."),
        ({"votes_for": "beaucoup"}, "n’est pas un nombre entier"),
        ({"votes_for": "999999"}, "Un nombre de voix va de 0 à 5000."),
        ({"proxies": "M. SIX"}, "écrivez « qui donne → qui porte »"),
        ({"decision-0-amount": "9.000"}, "milliers ou décimales"),
        ({"decision-0-parts": "neuf mille"}, "commencez par le montant"),
        ({"decision-0-amount": ""}, "Indiquez le montant que la répartition divise."),
        ({"decision-0-text": ""}, "Écrivez la décision qui accorde ce montant."),
        ({"number": "7", "next_number": "on"}, "Tapez un numéro, ou demandez le suivant"),
        ({"next_number": "on"}, "Cette instance n’a pas de modèle de numéro"),
        ({"present": "x" * 130}, "un seul nom par ligne"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(awa, bureau, changes, message):
    response = awa.post(RECORD, typed(bureau, **changes))
    text = text_of(response).replace("\xa0", " ")
    assert response.status_code == 422
    assert message in text
    assert "Mme CINQ" in text
    assert Deliberation.objects.count() == 0


def test_a_form_sent_twice_is_recorded_once(awa, bureau):
    given = typed(bureau)
    awa.post(RECORD, given)
    response = awa.post(RECORD, given, follow=True)
    assert Deliberation.objects.count() == 1
    assert "deux fois" in text_of(response)


def test_two_editors_the_second_sees_what_changed_and_may_then_save(awa, act):
    page = reverse("governance:formalities", args=[act.pk])
    read_at = re.search(r'name="lu_a" value="(\d+)"', awa.get(page).content.decode())[1]
    awa.post(page, {"cle": str(uuid.uuid4()), "lu_a": read_at, "transmitted_on": "27/03/2024"})
    given = {"cle": str(uuid.uuid4()), "lu_a": read_at, "notified_on": "4 avril 2024"}
    refused = awa.post(page, given)
    assert refused.status_code == 422
    assert "4 avril 2024" in refused.content.decode()
    again = re.search(r'name="lu_a" value="(\d+)"', refused.content.decode())[1]
    assert awa.post(page, {**given, "lu_a": again}).status_code == 302
    act.refresh_from_db()
    assert (act.transmitted_on, act.notified_on) == (
        datetime.date(2024, 3, 27),
        datetime.date(2024, 4, 4),
    )


def test_a_body_is_added_by_form(awa, house, metropole):
    page = "/deliberations/instances/nouvelle/"
    given = {"organisation": "métropole d'essai", "kind": "council", "name": "Conseil"}
    assert awa.post(page, given).status_code == 302
    assert metropole.bodies.get().name == "Conseil"
    assert "Cette structure a déjà une instance de ce nom." in text_of(awa.post(page, given))


def test_an_empty_register_says_what_it_is_for(awa):
    assert "Une subvention repose sur un vote" in text_of(awa.get(LIST))


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Claire UN → Paul DEUX", ("Claire UN", "Paul DEUX")),
        ("Mme UN -> M. DEUX", ("Mme UN", "M. DEUX")),
        ("Mme UN a donné pouvoir à M. DEUX", ("Mme UN", "M. DEUX")),
        ("Mme UN donne procuration à M. DEUX", ("Mme UN", "M. DEUX")),
        ("M. ALLAERT (pouvoir Mme ROY)", ("M. ALLAERT", "Mme ROY")),
        ("M. ALLAERT", None),
        ("pouvoir à M. DEUX", None),
        ("M. POUVOIRD", None),
    ],
)
def test_a_proxy_is_read_in_its_usual_writings(line, pair):
    assert read_proxy(line) == pair


def test_the_register_is_sought_by_words_body_days_beneficiary_amount_and_state(
    awa, house, bureau, act
):
    actor = scenario.member(house)
    record_formalities(
        actor=actor,
        deliberation=act,
        transmitted_on=datetime.date(2024, 3, 28),
        published_on=datetime.date(2024, 3, 29),
    )
    scenario.record_cited(actor, house, bureau, datetime.date(2023, 6, 19))

    def found(**asked):
        return awa.get(LIST, asked).content.decode().count("<tr>") - 1

    assert found() == 2
    assert [found(q="PLURIANNUELLE subv"), found(q="annuelle"), found(q="d’essai credits")] == [
        1,
        -1,
        1,
    ]
    assert [found(instance=bureau.pk), found(annee=2023), found(du="20/03/2024")] == [2, 1, 1]
    assert [found(beneficiaire="pole d'essai"), found(montant="9 000 €")] == [1, 1]
    assert [found(montant="18 000,01 €"), found(montant_max="2 999 €")] == [-1, -1]
    assert [found(etat="a-notifier"), found(etat="a-transmettre"), found(etat="x")] == [1, -1, 2]
    response = awa.get(LIST, {"montant": "beaucoup", "du": "31 juin", "instance": "999"})
    assert response.status_code == 200


def test_a_correction_shows_the_act_again_and_changes_only_what_is_typed(awa, house, bureau):
    awa.post(RECORD, typed(bureau))
    made = Deliberation.objects.get()
    before = contents(made)
    page = reverse("governance:correct", args=[made.pk])
    given = shown(awa.get(page))
    assert awa.post(page, given).status_code == 302
    made.refresh_from_db()
    assert contents(made) == before
    given = {**shown(awa.get(page)), "subject": "Subvention 2024, corrigée", "absent": "M. QUATRE"}
    assert awa.post(page, given).status_code == 302
    made.refresh_from_db()
    assert (made.subject, made.sitting.seats.count(), Sitting.objects.count()) == (
        "Subvention 2024, corrigée",
        4,
        1,
    )
    record_formalities(
        actor=scenario.member(house), deliberation=made, published_on=datetime.date(2024, 4, 2)
    )
    refused = awa.post(page, given)
    assert refused.status_code == 409
    assert "elle ne se corrige plus" in text_of(refused)


def shown(response):
    """What a form shows, as the browser sends it back."""
    page, given = response.content.decode(), {}
    form = page[page.index('<form class="form is-wide"') :]
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', form, re.S):
        given[name] = unescape(text)
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "checkbox" not in tag:
            given[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        if chosen:
            given[name] = chosen[0]
    return given


def test_what_another_act_withdraws_has_ended_and_both_say_so(awa, bureau, act):
    page = awa.get(f"{RECORD}?retire={act.pk}")
    assert f'<option value="{act.pk}" selected' in page.content.decode()
    given = typed(bureau, held_on="4 avril 2024", subject="Retrait", withdraws=str(act.pk))
    assert awa.post(RECORD, given).status_code == 302
    act.refresh_from_db()
    assert act.withdrawn_on == datetime.date(2024, 4, 4)
    later = Deliberation.objects.get(subject="Retrait")
    assert "Retirée par : 4 avril 2024" in text_of(
        awa.get(reverse("governance:deliberation", args=[act.pk]))
    )
    assert "Retire : 21 mars 2024" in text_of(
        awa.get(reverse("governance:deliberation", args=[later.pk]))
    )


def test_an_act_is_annulled_by_form_and_then_stays(awa, act):
    page = reverse("governance:end", args=[act.pk])
    given = {
        "cle": str(uuid.uuid4()),
        "how": "annulled",
        "ended_on": "2 mai 2024",
        "reason": "vice",
    }
    refused = awa.post(page, given)
    assert "Dites quel tribunal" in text_of(refused) and "vice" in text_of(refused)
    response = awa.post(page, {**given, "by": "TA d’essai, n° 1"}, follow=True)
    assert "annulée le 2 mai 2024 , TA d’essai, n° 1" in text_of(response)
    assert awa.get(page).status_code == 404


def test_a_body_numbers_its_acts_and_holes_are_told(awa, house, bureau):
    page = reverse("governance:pattern", args=[bureau.pk])
    assert "contient une fois {ordre}" in text_of(awa.post(page, {"pattern": "DM-{année}"}))
    key = str(uuid.uuid4())
    given = {"cle": key, "pattern": "{année}-{mois}-{jour}_{ordre:3}"}
    assert awa.post(page, given).status_code == 302
    for number in ("2024-03-21_004", ""):
        next_number = {} if number else {"next_number": "on"}
        awa.post(RECORD, typed(bureau, number=number, subject=f"N{number}", **next_number))
    made = Deliberation.objects.get(subject="N")
    assert made.number == "2024-03-21_005"
    text = text_of(awa.get(reverse("governance:deliberation", args=[made.pk])))
    assert "Avant le n° 2024-03-21_005 manquent les n° 2024-03-21_001, " in text


def test_more_lines_keep_what_was_typed(awa, bureau):
    response = awa.post(RECORD, typed(bureau, plus="1"))
    given = shown(response)
    assert (response.status_code, Deliberation.objects.count()) == (200, 0)
    assert given["decision-0-text"] == "1 - approuver le versement"
    assert given["decision-TOTAL_FORMS"] == "5"


def contents(act):
    """What an act says, without what only names its rows."""
    fields = ("subject", "number", "rapporteur", "advice", "visas", "recitals", "published_on")
    return {
        "act": [getattr(act, name) for name in fields],
        "seats": list(act.sitting.seats.values_list("name", "presence")),
        "proxies": list(act.sitting.proxies.values_list("giver_name", "holder_name")),
        "decisions": list(act.decisions.values_list("number", "text", "enables")),
        "amounts": list(
            act.decisions.order_by("number", "amounts__position").values_list(
                "amounts__amount_cents",
                "amounts__beneficiary",
                "amounts__purpose",
                "amounts__budget_year",
                "amounts__budget_line",
            )
        ),
        "ballots": list(act.ballots.values_list("votes_for", "votes_against", "proxies")),
    }
