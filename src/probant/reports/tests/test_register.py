"""Papers of a register: the extract of an act, in its layout; who may have it, and how fast."""

import datetime
import io
from fractions import Fraction
from typing import Any

import docx
import pytest
from django.urls import reverse
from pypdfium2 import PdfDocument

from probant.governance import actions
from probant.governance.actions import (
    DecisionDraft,
    DeliberationDraft,
    annul_deliberation,
    record_deliberation,
)
from probant.governance.models import AgendaItem, Deliberation, Movement, Sitting
from probant.governance.tests import scenario
from probant.governance.tests.test_screens import client_of
from probant.kernel.cut import Cut
from probant.reports.actions import make_report
from probant.reports.definition import NoReport, ReportOrder

pytestmark = pytest.mark.django_db


class World:
    def __init__(self) -> None:
        self.house = scenario.house()
        self.awa = scenario.member(self.house)
        self.metropole = scenario.organisation("Métropole d’essai", "collectivite")
        self.bureau = scenario.bureau(self.awa, self.house, self.metropole)

    def order(self, **changes: Any) -> ReportOrder:
        given: dict[str, Any] = {
            "actor": self.awa,
            "house_id": self.house.pk,
            "year": 2024,
            "cut": Cut.now(),
            "base_url": "",
            "today": datetime.date(2024, 6, 1),
        }
        return ReportOrder(**{**given, **changes})

    def act(self, **changes: Any) -> Deliberation:
        draft = scenario.grant(self.house.organisation, **changes)
        return record_deliberation(
            actor=self.awa,
            house=self.house,
            sitting=scenario.sitting(self.bureau),
            deliberation=draft,
        )


@pytest.fixture
def world() -> World:
    return World()


def pages(written: bytes) -> str:
    with PdfDocument(written) as paper:
        said = [page.get_textpage().get_text_range() for page in paper]
    assert all(text.strip() for text in said), "a page without a word"
    return " ".join(" ".join(said).split())


def words(written: bytes) -> str:
    document = docx.Document(io.BytesIO(written))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


FULL: dict[str, Any] = {
    "number": "2024-03-21_007",
    "rapporteur": "Membre P03",
    "advice": "Avis favorable de la commission de la solidarité",
    "visas": "Vu le code général des collectivités territoriales,",
    "recitals": "Le pôle accompagne les structures.\n\nIl est proposé d’accorder 18 000 €.",
    "signatory": "Pour le président, Membre P04",
    "transmitted_on": datetime.date(2024, 3, 28),
    "published_on": datetime.date(2024, 4, 2),
}


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_an_extract_says_the_whole_act(world: World, ending: str) -> None:
    act = world.act(**FULL)
    content, written = make_report("extract", world.order(deliberation_id=act.pk), ending)
    said = pages(written) if ending == "pdf" else words(written)
    assert content.file_name == f"extrait-deliberation-{act.pk}"
    for one in (
        "Séance du jeudi 21 mars 2024",
        "Délibération n° 2024-03-21_007",
        "Convocation envoyée le : 15 mars 2024",
        "Membres en exercice : 43",
        "Procurations : 7",
        "Membre P34",
        "Membre R01, pouvoir à Membre P01",
        "Rapporteur : Membre P03. Avis favorable de la commission de la solidarité",
        "Vu le code général",
        "Il est proposé d’accorder 18 000 €.",
        "après en avoir délibéré, décide :",
        "prélever les crédits sur le budget 2024",
        "Pour : 41",
        "Dont procuration(s) : 7",
        "Déposée en préfecture le : 28 mars 2024",
        "Exécutoire le : 2 avril 2024",
        "Pour le président, Membre P04",
    ):
        assert one in said, one


def test_an_extract_of_an_annulled_act_says_so_and_a_cited_one_has_none(world: World) -> None:
    act = world.act()
    annul_deliberation(
        actor=world.awa,
        deliberation=act,
        annulled_on=datetime.date(2024, 5, 2),
        by="tribunal administratif d’essai",
    )
    written = make_report("extract", world.order(deliberation_id=act.pk), "docx")[1]
    assert "Annulée le 2 mai 2024, tribunal administratif d’essai" in words(written)
    cited = scenario.record_cited(world.awa, world.house, world.bureau, datetime.date(2023, 6, 19))
    with pytest.raises(NoReport, match="celui qui le cite"):
        make_report("extract", world.order(deliberation_id=cited.pk), "pdf")
    stranger = scenario.member(scenario.house("Autre pôle"), user_id=9)
    with pytest.raises(NoReport, match="aucune délibération"):
        make_report("extract", world.order(deliberation_id=act.pk, actor=stranger), "pdf")
    with pytest.raises(NoReport, match="dites quelle"):
        make_report("extract", world.order(), "pdf")


def test_an_extract_of_very_little_is_still_a_page(world: World) -> None:
    bare = record_deliberation(
        actor=world.awa,
        house=world.house,
        sitting=scenario.SittingDraft(world.bureau, scenario.VOTE_DAY),
        deliberation=DeliberationDraft("Objet seul", decisions=[DecisionDraft("approuver")]),
    )
    said = pages(make_report("extract", world.order(deliberation_id=bare.pk), "pdf")[1])
    assert "Objet : Objet seul" in said and "1. approuver" in said


def planned(world: World) -> Sitting:
    """A board's sitting with two items, one of them voted."""
    act = world.act(number="2", recitals="Le pôle accompagne.")
    sitting = act.sitting
    sitting.opens_at, sitting.place = datetime.time(18, 30), "Salle d’essai"
    sitting.save()
    item = AgendaItem.objects.create(
        sitting=sitting, number=1, title="Subvention au pôle", deliberation=act
    )
    AgendaItem.objects.create(sitting=sitting, number=2, title="Questions diverses")
    seat = sitting.seats.get(name="Membre P34")
    Movement.objects.create(seat=seat, item=item, nature="recused")
    return sitting


@pytest.mark.parametrize(
    ("slug", "words_of_it"),
    [
        ("convocation", ["à 18 h 30, Salle d’essai", "2 : Questions diverses", "donne pouvoir à"]),
        ("agenda", ["Subvention au pôle", "Questions diverses", "décision"]),
        ("attendance-sheet", ["43 membres", "Membre R07", "Signature"]),
        ("deliberations", ["28 mars 2024", "2 Convention pluriannuelle", "à l’unanimité"]),
        (
            "sitting-minutes",
            [
                "jeudi 21 mars 2024 à 18 h 30",
                "Membre P34 se déporte",
                "Membre R01, pouvoir à Membre P01",
                "Quorum : 34 pour 22 requis, 43 membres en exercice : atteint",
                "Le pôle accompagne.",
                "Pour : 41",
                "Arrêté au commencement de la séance suivante",
            ],
        ),
    ],
)
def test_each_paper_of_a_sitting_says_what_the_law_asks(
    world: World, slug: str, words_of_it: list[str]
) -> None:
    sitting = planned(world)
    for ending in ("pdf", "docx"):
        written = make_report(slug, world.order(sitting_id=sitting.pk), ending)[1]
        said = pages(written) if ending == "pdf" else words(written)
        for one in words_of_it:
            assert one in said, (ending, one)


def elected(world: World) -> Sitting:
    """An assembly that was held: a vote after a departure, then an election in two rounds."""
    day = datetime.date(2024, 3, 21)
    body = actions.create_body(
        actor=world.awa,
        house=world.house,
        organisation=world.house.organisation,
        kind="assembly",
        name="Assemblée générale",
        rules=actions.RuleDraft(
            quorum_share=Fraction(1, 2), quorum_base="represented", absolute_rounds=1
        ),
    )
    names = ("Anne", "Bob", "Carl", "Dora", "Elie", "Fanny")
    members = [actions.MandateDraft(name) for name in names]
    actions.add_mandates(actor=world.awa, body=body, members=members, begins_on=day)
    items = [actions.ItemDraft("Comptes"), actions.ItemDraft("Conseil", "election")]
    sitting = actions.plan_sitting(
        actor=world.awa, house=world.house, body=body, held_on=day, items=items
    )
    seats = list(sitting.seats.order_by("position"))
    actions.give_proxy(actor=world.awa, sitting=sitting, giver=seats[4], holder=seats[0])
    there = [one.pk for one in seats[:4]]
    actions.take_presence(actor=world.awa, sitting=sitting, present=there, president="Anne")
    first, second = sitting.items.order_by("number")
    actions.note_movement(actor=world.awa, item=first, seat=seats[3], nature="leaves")
    actions.cast_vote(actor=world.awa, item=first, vote=actions.VoteDraft(votes_for=4))
    for votes in ((2, 2), (3, 1)):
        scores = [
            actions.CandidateDraft(name, count)
            for name, count in zip(("Anne", "Bob"), votes, strict=True)
        ]
        round_ = actions.RoundDraft(4, 1, scores)
        actions.hold_round(actor=world.awa, item=second, round_=round_)
    return sitting


def test_papers_of_an_assembly_tell_who_was_there_at_an_item_and_who_is_elected(
    world: World,
) -> None:
    sitting = elected(world)
    told = words(make_report("sitting-minutes", world.order(sitting_id=sitting.pk), "docx")[1])
    for one in (
        "Présents : 4 : Anne, Bob, Carl, Dora",
        "Elie, pouvoir à Anne",
        "Quorum : 5 pour 4 requis, 6 membres en exercice : atteint",
        "Mouvements : Dora part. À ce point : 3 présents, 1 représentés.",
        "Tour 1 : 4 bulletins exprimés, 1 à élire ; Anne 2 voix ; Bob 2 voix",
        "Tour 2 : 4 bulletins exprimés, 1 à élire ; Anne 3 voix ; Bob 1 voix",
        "Résultat : est élu·e : Anne",
    ):
        assert one in told, (one, told)
    listed = words(make_report("deliberations", world.order(sitting_id=sitting.pk), "docx")[1])
    assert "Conseil est élu·e : Anne" in listed
    voted, chosen = (item.deliberation_id for item in sitting.items.order_by("number"))
    extract = words(make_report("extract", world.order(deliberation_id=chosen), "docx")[1])
    assert "Tour 2 : 4 bulletins exprimés" in extract and "Pour : 4" not in extract
    there = words(make_report("extract", world.order(deliberation_id=voted), "docx")[1])
    assert "Dora" in there.split("Membres absents ou excusés")[1].split("Objet")[0]


def test_a_paper_that_cannot_be_made_says_what_is_missing(world: World) -> None:
    empty = Sitting.objects.create(house=world.house, body=world.bureau, held_on="2024-05-02")
    for slug, words_of_it in (
        ("agenda", "aucun point"),
        ("deliberations", "aucune délibération"),
        ("attendance-sheet", "aucun membre"),
    ):
        with pytest.raises(NoReport, match=words_of_it):
            make_report(slug, world.order(sitting_id=empty.pk), "docx")
    Sitting.objects.filter(pk=empty.pk).update(status="cancelled")
    with pytest.raises(NoReport, match="annulée"):
        make_report("convocation", world.order(sitting_id=empty.pk), "docx")


def test_the_page_of_an_act_gives_its_papers(world: World) -> None:
    act = world.act()
    client = client_of(world.house.organisation, "officer")
    page = reverse("governance:deliberation", args=[act.pk])
    assert "Extrait du registre en PDF" in client.get(page).content.decode()
    given = {"deliberation": act.pk, "annee": 2024, "format": "docx"}
    response = client.post(reverse("reports:make", args=["extract"]), given)
    assert response.status_code == 200
    assert "Membres présents" in words(response.content)
