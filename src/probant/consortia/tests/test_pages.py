"""Pages of collectives: what each house reads of the others, what is said outside."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from probant.consortia.actions import (
    Heard,
    add_partner,
    found_consortium,
    invite_house,
    leave_consortium,
    note_said,
)
from probant.consortia.models import Consortium, MemberHouse, Partner, Said, SessionMatch, Sharing
from probant.consortia.tests.scenario import (
    HEADCOUNT,
    WELCOMED,
    WORKSHOPS,
    YEAR,
    Day,
    Ring,
    open_books,
    open_ring,
)
from probant.directory.actions import agree_to_naming
from probant.indicators.models import Claim
from probant.ingestion.queries import contradictions
from probant.journal.models import JournalSeal
from probant.kernel.decision import Refused
from probant.kernel.roles import HOUSE, Role

pytestmark = pytest.mark.django_db
ASKED = f"?annee={YEAR}"


def text(page: str) -> str:
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    return plain.replace("\u202f", " ").replace("\xa0", " ").replace(" ,", ",")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text(answer.content.decode().partition("<main")[2].partition("</main>")[0])


@pytest.fixture
def ring() -> Ring:
    """Two houses with a structure and a workshop in common, and one of each of their own."""
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    common = one.sheet("Les Jardins", siren="552100554")
    for books, sheet in ((one, common), (two, two.adopt(common))):
        books.welcome(sheet)
        books.welcome(books.sheet(f"Seule de {books.house}", place_code="21515"))
    mine, theirs = one.hold("Défi Pitch"), two.hold("Le pitch")
    one.hold("Réunion d’Une", Day(YEAR, 6, 1))
    ring.match(one, mine, two, theirs)
    return ring


# --- joining -------------------------------------------------------------------------------------
def test_a_house_founds_invites_and_the_other_accepts_and_shares() -> None:
    one, two = open_books("Une"), open_books("Deux")
    here, there = one.client(), two.client()
    answer = here.post("/collectifs/", {"name": " Mois   de l’ESS ", "purpose": ""})
    consortium = Consortium.objects.get()
    assert (answer["Location"], consortium.name) == (
        f"/collectifs/{consortium.pk}/",
        "Mois de l’ESS",
    )
    path = f"/collectifs/{consortium.pk}/"
    assert there.get(path).status_code == 404
    here.post(f"{path}demandes/", {"code": WELCOMED})
    here.post(f"{path}membres/", {"house": two.house.pk})
    invited = shown(there, path)
    assert "Une invite votre maison" in invited and "Structures accueillies" in invited
    figure = consortium.figures.get()
    assert there.get(f"/collectifs/chiffres/{figure.pk}/").status_code == 404
    assert there.get(f"{path}partenaires/").status_code == 404
    assert "Mois de l’ESS invitation" in shown(there, "/collectifs/")
    answer = there.post(f"{path}reponse/", {"answer": "oui", "counts_from": "1er juin 2021"})
    assert answer["Location"] == f"{path}partage/"
    member = MemberHouse.objects.get(house=two.house)
    assert (member.is_member, member.counts_from) == (True, Day(2021, 6, 1))
    assert Sharing.objects.count() == 0
    there.post(f"{path}partage/", {"figures": [figure.pk]})
    assert Sharing.objects.get().member == member
    assert "aucun membre" not in shown(there, path)


def test_an_invitation_is_declined_and_the_house_sees_it_no_more() -> None:
    one, two = open_books("Une"), open_books("Deux")
    consortium = found_consortium(one.awa, name="C")
    invite_house(one.awa, consortium=consortium, house=two.house)
    client = two.client()
    path = f"/collectifs/{consortium.pk}/"
    assert client.post(f"{path}reponse/", {}).status_code == 422
    client.post(f"{path}reponse/", {"answer": "non"})
    assert client.get(path).status_code == 404
    assert "Deux" in shown(one.client(), f"{path}membres/")


# --- the figures ---------------------------------------------------------------------------------
def test_the_page_says_the_whole_each_member_and_what_several_count(ring: Ring) -> None:
    page = shown(ring.books[1].client(), ring.path + ASKED)
    assert "Structures accueillies par le DLA 3 Une : 2 Deux : 2 1 — —" in page
    assert "Ateliers animés 2 Une : 2 Deux : 1 1 — —" in page


def test_a_figure_says_how_it_is_counted_and_by_whom(ring: Ring) -> None:
    page = shown(ring.books[0].client(), ring.page(WELCOMED) + ASKED)
    assert "3 = 2 + 2 − 1 — 1 compté par plusieurs membres" in page
    assert "Les Jardins Une, Deux" in page
    assert "le même SIREN ou RNA" in page
    sessions = shown(ring.books[1].client(), ring.page(WORKSHOPS) + ASKED)
    assert "2 = 2 + 1 − 1" in sessions
    assert "Le pitch, 6 mai 2021 Une, Deux" in sessions  # by its own name of it


def test_members_that_do_not_say_the_same_of_a_session_are_shown_side_by_side() -> None:
    ring = open_ring("Une", "Deux", codes=(HEADCOUNT,))
    one, two = ring.books
    ring.match(one, one.hold("Forum", headcount=30), two, two.hold("Forum", headcount=32))
    page = shown(two.client(), ring.page(HEADCOUNT) + ASKED)
    assert "Les membres n’en disent pas autant : Une : 30 ; Deux : 32 ; retenu : Une." in page
    assert "rien d’autre ne dit que deux montants sont le même" in page


def test_a_member_reads_its_own_rows_and_of_others_what_was_agreed(ring: Ring) -> None:
    one, two = ring.books
    page = shown(one.client(), ring.page(WELCOMED) + ASKED)
    assert "Seule de Une" in page
    assert "Seule de Deux" not in page
    assert page.count("fiche réservée") == 2
    assert "Quetigny" in page or "21515" in page  # its commune is read
    agreed = two.house.consortia.get().house.cards.get(name="Seule de Deux").organisation
    agree_to_naming(two.awa, agreed, one.house.organisation, agreed_on=Day(YEAR, 1, 1))
    page = shown(one.client(), ring.page(WELCOMED) + ASKED)
    assert page.count("fiche réservée") == 1
    assert "Seule de Deux" in page
    sessions = shown(two.client(), ring.page(WORKSHOPS) + ASKED)
    assert "Réunion d’Une" not in sessions and "Défi Pitch" not in sessions


def test_no_link_leads_into_the_books_of_another_house(ring: Ring) -> None:
    one, two = ring.books
    own = set(two.house.cards.values_list("organisation_id", flat=True))
    page = two.client().get(ring.page(WELCOMED) + ASKED).content.decode()
    cases = re.findall(r'href="/dossiers/(\d+)/', page)
    assert len(cases) == 2 and own
    assert all(two.client().get(f"/dossiers/{pk}/").status_code == 200 for pk in cases)
    assert one.client().get(f"/dossiers/{cases[0]}/").status_code == 404


@pytest.mark.parametrize("role", sorted(HOUSE))
def test_whoever_works_in_no_member_reads_nothing(ring: Ring, role: Role) -> None:
    client = open_books("Voisine").client(role)
    for address in (ring.path, ring.page(WELCOMED), f"{ring.path}membres/"):
        assert client.get(address).status_code == 404
    for address in (
        f"{ring.path}membres/",
        f"{ring.path}partage/",
        f"{ring.path}rapprochements/",
        f"{ring.path}paroles/",
        f"{ring.path}depart/",
        f"{ring.page(WELCOMED)}export/",
        f"{ring.page(WELCOMED)}retirer/",
    ):
        assert client.post(address, {"format": "csv"}).status_code == 404, address


def test_a_house_that_left_reads_nothing_and_shows_nothing(ring: Ring) -> None:
    one, two = ring.books
    leave_consortium(two.awa, member=ring.members[two.house.pk])
    assert two.client().get(ring.path).status_code == 404
    assert two.client().get(ring.page(WELCOMED)).status_code == 404
    page = shown(one.client(), ring.page(WELCOMED) + ASKED)
    assert "Deux a quitté le collectif" in page
    assert "fiche réservée" not in page  # no row of hers
    assert "3 structures du collectif" in page


def test_a_closed_collective_shows_what_was_counted_and_no_row_of_others(ring: Ring) -> None:
    one, two = ring.books
    one.client().post(f"{ring.path}depart/")
    page = shown(two.client(), ring.page(WELCOMED) + ASKED)
    assert "3 structures du collectif" in page and "Seule de Deux" in page
    assert "fiche réservée" not in page
    assert "Clos le" in shown(two.client(), ring.path + ASKED)


def test_a_structure_agrees_on_its_sheet_to_be_named_to_another_house(ring: Ring) -> None:
    one, two = ring.books
    sheet = two.sheet("Le Fournil")
    two.adopt(one.house.organisation)
    page = two.client().get(f"/annuaire/{sheet.pk}/accords/").content.decode()
    assert f'<option value="{one.house.pk}"' in page
    assert f'<option value="{two.house.pk}"' not in page


def test_a_volunteer_reads_no_name(ring: Ring) -> None:
    page = shown(ring.books[0].client(Role.VOLUNTEER), ring.page(WELCOMED) + ASKED)
    assert "Les Jardins" not in page and "Seule de Une" not in page


def test_the_export_holds_what_the_screen_shows(ring: Ring) -> None:
    one = ring.books[0]
    answer = one.client().post(f"{ring.page(WELCOMED)}export/", {"annee": YEAR, "format": "csv"})
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Date;Membre;De quoi;Commune ou territoire")
    assert len(rows) == 5
    assert (
        "Seule de Une" in answer.content.decode() and "Seule de Deux" not in answer.content.decode()
    )
    assert JournalSeal.objects.get().house_id == one.house.pk
    assert one.client().post(f"{ring.page(WELCOMED)}export/", {"format": "doc"}).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_queries_whatever_they_list(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ring = open_ring("Une", "Deux")
    for books in ring.books:
        for number in range(rows):
            books.welcome(books.sheet(f"S{number} de {books.house}", place_code="21231"))
    client = ring.books[0].client()
    client.get(ring.path)
    with django_assert_num_queries(21):
        client.get(ring.path + ASKED)
    with django_assert_num_queries(24):
        client.get(ring.page(WELCOMED) + ASKED)


# --- partners, and what is said ------------------------------------------------------------------
def test_what_a_partner_says_stands_beside_and_is_never_added(ring: Ring) -> None:
    client = ring.books[0].client()
    client.post(f"{ring.path}partenaires/", {"name": "Maison des associations"})
    partner = Partner.objects.get()
    client.post(
        f"{ring.path}paroles/",
        {
            "figure": ring.figures[WORKSHOPS].pk,
            "partner": partner.pk,
            "value": "20",
            "year": YEAR,
            "source": "Bilan 2021 de la Maison des associations",
            "page": "4",
        },
    )
    note_said(
        ring.books[1].awa,
        figure=ring.figures[WORKSHOPS],
        heard=Heard(YEAR, 90, "Rapport d’activité", Day(2022, 5, 28), 8, "90 en tout"),
    )
    page = shown(client, ring.path + ASKED)
    assert "Ateliers animés 2 Une : 2 Deux : 1 1 ○ 20 non ajouté ○ 90 88 de plus qu’ici" in page
    page = shown(client, ring.page(WORKSHOPS) + ASKED)
    assert "Compté ici : 2 ; dit par les partenaires, non ajouté : 20" in page
    assert "Rapport d’activité, page 8, le 28 mai 2022" in page
    assert "« 90 en tout »" in page


def test_what_is_said_of_the_collective_is_no_claim_about_the_house(ring: Ring) -> None:
    one = ring.books[0]
    note_said(one.awa, figure=ring.figures[WORKSHOPS], heard=Heard(YEAR, 90, "Rapport"))
    assert Claim.objects.compared().count() == 0
    assert contradictions(one.awa) == []


def test_a_gap_is_explained_with_its_cause_by_the_house_that_noted_it(ring: Ring) -> None:
    one, two = ring.books
    said = note_said(one.awa, figure=ring.figures[WORKSHOPS], heard=Heard(YEAR, 90, "Rapport"))
    address = f"/collectifs/paroles/{said.pk}/"
    assert two.client().get(address).status_code == 404
    client = one.client()
    assert client.post(address, {"cause": "scope"}).status_code == 422
    client.post(address, {"cause": "scope", "reason": "tous les membres n’y sont pas"})
    page = shown(two.client(), ring.page(WORKSHOPS) + ASKED)
    assert "88 de plus qu’ici ; Autre périmètre : tous les membres n’y sont pas" in page


def test_a_figure_read_in_a_document_is_taken_up_once(ring: Ring) -> None:
    one = ring.books[0]
    claim = Claim.objects.create(
        house=one.house, label="ateliers", value=90, year=YEAR, code=WORKSHOPS
    )
    said = note_said(one.awa, figure=ring.figures[WORKSHOPS], claim=claim)
    claim.refresh_from_db()
    assert (said.claim, claim.matching) == (claim, Claim.Matching.APART)
    assert "Mois de l’ESS" in claim.matching_reason
    answer = one.client().post(f"/collectifs/paroles/{said.pk}/", {"retirer": "1"})
    assert answer.status_code == 302
    assert Said.objects.get().withdrawn_on is not None
    assert "90" not in shown(one.client(), ring.path + ASKED)


def test_two_numbers_of_one_partner_are_said_as_a_span(ring: Ring) -> None:
    awa = ring.books[0].awa
    partner = add_partner(awa, consortium=ring.consortium, name="MDA")
    for value in (20, 24):
        note_said(
            awa,
            figure=ring.figures[WORKSHOPS],
            partner=partner,
            heard=Heard(YEAR, value, "Bilan"),
        )
    assert "○ de 20 à 24 non ajouté" in shown(ring.books[0].client(), ring.path + ASKED)


def test_a_wrong_number_is_said_beside_its_field_and_nothing_is_lost(ring: Ring) -> None:
    given: dict[str, Any] = {
        "figure": ring.figures[WORKSHOPS].pk,
        "value": "beaucoup",
        "year": YEAR,
        "source": "Rapport",
    }
    answer = ring.books[0].client().post(f"{ring.path}paroles/", given)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "n’est pas un nombre entier" in page and 'value="beaucoup"' in page


@pytest.mark.parametrize(
    ("given", "field", "told"),
    [
        ({"value": ""}, "value", "Écrivez la valeur qui a été dite."),
        ({"year": ""}, "year", "Dites de quelle année est ce chiffre."),
        ({"source": " "}, "source", "Dites où ce chiffre a été dit ou imprimé."),
        ({"value": "-5"}, "value", "n’est pas un nombre entier"),
        ({"value": "1e9"}, "value", "n’est pas un nombre entier"),
        ({"words": "x" * 601}, "words", "Ce texte dépasse 600 caractères"),
        ({"said_on": "31/02/2023"}, "said_on", "Le 31 février 2023 n’existe pas"),
    ],
)
def test_what_is_missing_or_absurd_of_a_saying_is_said_beside_its_field(
    ring: Ring, given: dict[str, Any], field: str, told: str
) -> None:
    said = {"figure": ring.figures[WORKSHOPS].pk, "value": 90, "year": YEAR, "source": "Rapport"}
    answer = ring.books[0].client().post(f"{ring.path}paroles/", said | given)
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    beside = re.search(rf'id="id_{field}_error">(.*?)</div>', page, re.DOTALL)
    assert beside is not None and told in beside[1].replace("\xa0", " ")
    assert not Said.objects.exists()


@pytest.mark.parametrize(("value", "told"), [(-1, "négatif"), (10**14 + 1, "trop grand")])
def test_a_number_that_no_figure_can_be_is_refused(ring: Ring, value: int, told: str) -> None:
    with pytest.raises(Refused, match=told):
        note_said(
            ring.books[0].awa, figure=ring.figures[WORKSHOPS], heard=Heard(YEAR, value, "Rapport")
        )


def test_an_older_page_shares_no_figure_again(ring: Ring) -> None:
    """Two people of a direction: one takes a figure back, the other's page still ticks it."""
    one = ring.books[0]
    first, second = one.client(), one.client()
    path = f"{ring.path}partage/"
    page = first.get(path).content.decode()
    read_at = re.search(r'name="lu_a" value="(\d+)"', page)
    assert read_at is not None
    both = [figure.pk for figure in ring.figures.values()]
    second.post(path, {"figures": both[:1], "lu_a": read_at[1]})
    answer = first.post(path, {"figures": both, "lu_a": read_at[1]})
    assert answer.status_code == 422
    assert Sharing.objects.filter(member__house=one.house, withdrawn_on__isnull=True).count() == 1
    again = re.search(r'name="lu_a" value="(\d+)"', answer.content.decode())
    assert again is not None and answer.content.decode().count(" checked") == 2
    assert first.post(path, {"figures": both, "lu_a": again[1]}).status_code == 302


def test_no_mark_turns_the_words_of_a_page_around() -> None:
    one = open_books("Une")
    name = "\u202eMois \u2066de\u2069 l’ESS אבג"
    one.client().post("/collectifs/", {"name": name, "purpose": ""})
    assert Consortium.objects.get().name == "Mois de l’ESS אבג"


def test_a_member_is_not_asked_for_its_answer_again(ring: Ring) -> None:
    answer = ring.books[1].client().get(f"{ring.path}reponse/")
    assert (answer.status_code, answer["Location"]) == (302, ring.path)


# --- what is one thing ---------------------------------------------------------------------------
def test_one_house_proposes_and_the_other_confirms() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    one.hold("Défi Pitch", place_code="21231")
    two.hold("Le défi pitch", place_code="21231")
    here = f"{ring.path}rapprochements/{ASKED}"
    page = shown(one.client(), here)
    assert "Défi Pitch, 6 mai 2021, et une rencontre de Deux à Dijon" in page
    assert "Le défi pitch" not in page  # what it is called there is theirs to say
    form = one.client().get(here).content.decode()
    (key,) = re.findall(r'name="proposer" value="([^"]+)"', form)
    one.client().post(here, {"proposer": key, "annee": YEAR})
    match = SessionMatch.objects.get()
    assert "1 rapprochement à confirmer" in shown(two.client(), ring.path + ASKED)
    asked = shown(two.client(), here)
    assert "Défi Pitch chez Une, et Le défi pitch chez vous" in asked
    two.client().post(here, {"meme": f"rencontre-{match.pk}", "annee": YEAR})
    match.refresh_from_db()
    assert match.is_same is True
    assert "Ateliers animés 1 Une : 1 Deux : 1 1" in shown(one.client(), ring.path + ASKED)
    one.client().post(here, {"defaire": f"rencontre-{match.pk}", "annee": YEAR})
    assert "Ateliers animés 2 Une : 1 Deux : 1 —" in shown(one.client(), ring.path + ASKED)


def test_a_house_proposes_nothing_of_others(ring: Ring) -> None:
    one, two = ring.books
    three = open_books("Trois")
    forged = f"rencontre-{two.house.pk}-1-{three.house.pk}-2"
    for given in ({"proposer": forged}, {"meme": "rencontre-999"}, {"defaire": "x"}, {}):
        assert one.client().post(f"{ring.path}rapprochements/", given).status_code == 404


def test_a_likeness_answered_no_is_proposed_no_more(ring: Ring) -> None:
    one, two = ring.books
    mine, theirs = one.sheet("Ressourcerie du Lac"), two.sheet("La ressourcerie du lac")
    one.welcome(mine)
    two.welcome(theirs)
    here = f"{ring.path}rapprochements/{ASKED}"
    assert "même nom, même commune" in shown(one.client(), here)
    match = ring.propose(two, theirs, one, mine)
    one.client().post(here, {"autre": f"structure-{match.pk}"})
    page = shown(two.client(), here)
    assert "même nom" not in page and "Dit différent" in page
