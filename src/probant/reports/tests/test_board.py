"""The file of a board: one page, derived, each reader seeing what they may see elsewhere."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdfium2 import PdfDocument

from probant.directory.actions import create_person
from probant.engagement.models import Contract, Post, PostCost
from probant.governance import actions
from probant.governance.tests import scenario
from probant.governance.tests.test_screens import client_of
from probant.indicators.models import KeptFinding
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.roles import Role
from probant.reports.actions import make_report
from probant.reports.definition import NoReport, ReportOrder

pytestmark = pytest.mark.django_db


def order(actor: Actor, house_id: int) -> ReportOrder:
    today = timezone.localdate()
    return ReportOrder(actor, house_id, today.year, Cut.now(), "", today)


def test_a_board_reads_on_one_page_what_is_late_open_and_to_be_done() -> None:
    house = scenario.house()
    awa = scenario.member(house, Role.DIRECTION)
    today = timezone.localdate()
    long_ago = today - datetime.timedelta(days=400)
    actions.add_statutes(awa, house_id=house.pk, adopted_on=long_ago, adopted_by="AGE")
    for number in range(7):
        actions.ask_follow_up(
            awa,
            house_id=house.pk,
            decided_on=long_ago,
            what=f"Écrire à la Ville {number}",
            who="Awa",
            due_on=today + datetime.timedelta(days=number - 1),
        )
    KeptFinding.objects.create(
        house=house,
        code="article.gap",
        severity="error",
        message="Il n’y a pas d’article V.",
        found_on=today,
    )
    post = Post.objects.create(house=house, title="Accompagnement")
    person = create_person(awa, family_name="Essai")
    Contract.objects.create(
        house=house, post=post, person=person, starts_on=long_ago, share_hundredths=10000
    )
    PostCost.objects.create(house=house, post=post, starts_on=long_ago, yearly_cents=48_000_00)
    written = make_report("board", order(awa, house.pk), "pdf")[1]
    with PdfDocument(written) as paper:
        assert len(paper) == 1
        said = " ".join(paper[0].get_textpage().get_text_range().split())
    for words in (
        "Écrire à la Ville 0",
        "en retard",
        "Et 2 de plus : page « Vie associative ».",
        "Il n’y a pas d’article V.",
        "leur déclaration en préfecture",
        "L’équipe coûte 48 000 €",
        "Rien n’est dû d’ici là.",
    ):
        assert words in said.replace("\u202f", " ").replace("\xa0", " "), (words, said)
    board = scenario.member(house, Role.BOARD, user_id=5)
    cost = re.compile(r"48(\s|\\u202f|\\xa0)000")
    assert cost.search(str(make_report("board", order(awa, house.pk), "docx")[0]))
    assert not cost.search(str(make_report("board", order(board, house.pk), "docx")[0]))
    stranger = scenario.member(scenario.house("Autre"), user_id=6)
    with pytest.raises(NoReport, match="dans l’équipe ou le conseil"):
        make_report("board", order(stranger, house.pk), "pdf")


def test_the_page_says_the_same_and_leads_to_the_pdf() -> None:
    house = scenario.house()
    client = client_of(house.organisation, "board")
    page = client.get(reverse("reports:board")).content.decode()
    assert "Rien n’est dû d’ici là." in page and "Aucune suite n’attend." in page
    assert reverse("reports:make", args=["board"]) in page
    life = client.get(reverse("governance:life")).content.decode()
    assert reverse("reports:board") in life
