"""The pages of a sitting of ours: from the convocation to its end, rules, lists."""

import datetime
import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from probant.governance import actions
from probant.governance.models import (
    ActVoted,
    Ballot,
    Body,
    Candidacy,
    Mandate,
    Movement,
    Seat,
    Sitting,
)
from probant.governance.tests.assembly_scenario import RULES, opened, planned

pytestmark = pytest.mark.django_db


def test_the_pages_lead_from_the_convocation_to_the_end(awa, house, assembly, members):
    today = timezone.localdate()

    def go(name, pk, **data):
        answer = awa.post(reverse(f"governance:{name}", args=[pk]), data)
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return answer

    agenda = "1. Rapport moral (information)\nComptes 2023\nConseil (élection)"
    go("plan_sitting", assembly.pk, held_on=f"{today:%d/%m/%Y}", items=agenda, opens_at="18 h 30")
    sitting = Sitting.objects.get()
    assert [(i.title, i.kind) for i in sitting.items.order_by("number")] == [
        ("Rapport moral", "information"),
        ("Comptes 2023", "decision"),
        ("Conseil", "election"),
    ]
    sent = today - datetime.timedelta(days=20)
    go("convene", sitting.pk, convened_on=f"{sent:%d/%m/%Y}")
    go("proxies_give", sitting.pk, lines="Membre 11 → Membre 01\nMembre 12 -> Membre 02")
    seats = {seat.name: seat for seat in Seat.objects.filter(sitting=sitting)}
    wrong = awa.post(
        reverse("governance:proxy_give", args=[sitting.pk]),
        {"giver": seats["Membre 11"].pk, "holder": seats["Membre 03"].pk},
    )
    assert wrong.status_code == 422
    assert "a déjà donné pouvoir à Membre 01" in wrong.content.decode()
    marks = {f"m{seats[f'Membre {n:02d}'].pk}": "present" for n in range(1, 7)}
    go("presence", sitting.pk, president="Membre 01", secretary="Membre 02", **marks)
    go("open_sitting", sitting.pk, opens_at="18h35")
    items = {item.number: item for item in sitting.items.all()}
    go("movement", items[2].pk, seat=seats["Membre 07"].pk, nature="arrives", at="19h")
    many = awa.post(
        reverse("governance:vote", args=[items[2].pk]), {"method": "hands", "votes_for": "10"}
    )
    assert many.status_code == 422 and 'value="10"' in many.content.decode()
    go("vote", items[2].pk, method="hands", votes_for="8", votes_against="1")
    go(
        "election",
        items[3].pk,
        to_elect="1",
        expressed="9",
        method="secret",
        candidates="Anne Lise : 6\nBob 3",
    )
    assert list(Candidacy.objects.values_list("name", "votes").order_by("position")) == [
        ("Anne Lise", 6),
        ("Bob", 3),
    ]
    go("elected_mandates", items[3].pk, body=assembly.pk, begins_on=f"{today:%d/%m/%Y}")
    assert Mandate.objects.filter(name="Anne Lise").exists()
    go("close_sitting", sitting.pk, closes_at="21h")
    for name, pk in [
        ("sitting", sitting.pk),
        ("item", items[1].pk),
        ("item", items[2].pk),
        ("item", items[3].pk),
        ("proxies", sitting.pk),
        ("presence", sitting.pk),
        ("nominal", items[2].pk),
        ("body_sheet", assembly.pk),
        ("mandate", members[0].pk),
        ("deliberation", items[2].__class__.objects.get(pk=items[2].pk).deliberation_id),
        ("deliberation", items[3].__class__.objects.get(pk=items[3].pk).deliberation_id),
    ]:
        assert awa.get(reverse(f"governance:{name}", args=[pk])).status_code == 200, name
    for name in ("bodies", "sittings", "deliberations"):
        assert awa.get(reverse(f"governance:{name}")).status_code == 200, name
    assert Movement.objects.count() == 1


def test_a_round_more_is_offered_while_a_seat_is_left_and_the_last_one_is_corrected(
    awa, house, clerk, assembly, members
):
    sitting, _ = opened(clerk, house, assembly, present=10)
    item = sitting.items.get(kind="election")
    actions.set_body_rule(
        actor=clerk,
        body=assembly,
        rules=replace(RULES, absolute_rounds=2),
        in_force_from=sitting.held_on,
    )
    page, address = (reverse(f"governance:{one}", args=[item.pk]) for one in ("item", "election"))

    def offered():
        text = awa.get(page).content.decode()
        found = re.findall(r'href="([^"]*/election/[^"]*)">([^<]+)<', text)
        return [(words, link.partition("?")[2]) for link, words in found]

    def typed(where):
        fields = awa.get(where).context["form"]
        return {name: fields[name].value() for name in ("to_elect", "expressed", "candidates")}

    assert offered() == [("Élire", "")]
    round_ = {"to_elect": "2", "expressed": "10", "method": "secret"}
    awa.post(address, round_ | {"candidates": "Anne : 8\nBob : 5\nCarl : 4"})
    assert offered() == [("Tour 2", ""), ("Corriger le tour 1", "tour=corriger")]
    assert typed(address) == {"to_elect": 1, "expressed": None, "candidates": "Bob : \nCarl : "}

    again = f"{address}?tour=corriger"
    assert typed(again) == {
        "to_elect": 2, "expressed": 10, "candidates": "Anne : 8\nBob : 5\nCarl : 4"
    }  # fmt: skip
    assert awa.post(again, round_ | {"candidates": "Anne : 8\nBob : 6"}).status_code == 302
    assert list(Candidacy.objects.order_by("position").values_list("name", "votes")) == [
        ("Anne", 8), ("Bob", 6),
    ]  # fmt: skip
    assert Ballot.objects.get(kind="election").round == 1
    assert offered() == [("Corriger le tour 1", "tour=corriger")]
    refused = awa.post(address, round_ | {"candidates": "Carl : 9"})
    assert "Tous les sièges sont pourvus" in refused.content.decode()
    voted = ActVoted.objects.now().get(sitting=sitting)
    assert voted.is_adopted is True
    awa.post(again, round_ | {"candidates": "Anne : 2\nBob : 1"})
    assert ActVoted.objects.now().get(sitting=sitting).is_adopted is False


def test_no_round_is_offered_where_only_age_can_part(awa, house, clerk, assembly, members):
    sitting, _ = opened(clerk, house, assembly, present=10)
    item = sitting.items.get(kind="election")
    page, address = (reverse(f"governance:{one}", args=[item.pk]) for one in ("item", "election"))
    assert awa.get(f"{address}?tour=corriger").context["heading"] == "Tour 1"
    awa.post(
        address,
        {"to_elect": "1", "expressed": "10", "method": "secret", "candidates": "Anne: 5\nBob: 5"},
    )
    text = awa.get(page).content.decode()
    assert "Tour 2" not in text and "Est le plus âgé" in text
    assert reverse("governance:elected_mandates", args=[item.pk]) not in text


def test_rules_and_interests_are_typed_in_the_words_of_statutes(awa, house, assembly, members):
    address = reverse("governance:rules", args=[assembly.pk])
    typed = {"in_force_from": "01/01/2024", "quorum_share": "un cinquième", "source": "Statuts"}
    wrong = awa.post(address, typed)
    assert wrong.status_code == 422 and "n’est pas une part" in wrong.content.decode()
    good = typed | {"quorum_share": "le quart", "majority_share": "2/3", "casting_vote": "no"}
    assert awa.post(address, good).status_code == 302
    page = awa.get(reverse("governance:body_sheet", args=[assembly.pk])).content.decode()
    assert "les deux tiers des suffrages exprimés" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_same_however_long(
    awa, house, clerk, assembly, members, rows, django_assert_num_queries
):
    for number in range(rows):
        planned(clerk, house, assembly, day=datetime.date(2023, 1, 1 + number))
        Body.objects.create(
            house=house, organisation=house.organisation, kind="board", name=f"C{number}"
        )
    with django_assert_num_queries(4):  # session, user, roles, the list
        awa.get(reverse("governance:sittings"))
    with django_assert_num_queries(4):
        awa.get(reverse("governance:bodies"))
