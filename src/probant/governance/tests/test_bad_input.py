"""Each fault that a sitting may hold, in the words in which somebody reads it.

An own sitting that is open refuses it beside the form; one entered afterwards is kept as it was,
and its page says what does not hold.
"""

import datetime

import pytest
from django.urls import reverse

from probant.governance import actions
from probant.governance.actions import ItemDraft, VoteDraft, record_formalities
from probant.governance.models import Ballot, Deliberation, Mandate, Proxy
from probant.governance.tests import scenario
from probant.governance.tests.assembly_scenario import convened, opened, planned
from probant.governance.tests.test_screens import text_of, typed
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db
PAST = datetime.date(2023, 6, 1)


def address(name, row):
    return reverse(f"governance:{name}", args=[row.pk])


def words(response):
    return text_of(response).replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("known", "present", "pair", "message"),
    [
        ((), (0, 1), (5, 6), "Membre 07 n’est pas présent : un pouvoir se porte en séance."),
        (((5, 0),), (0, 1), (5, 1), "Membre 06 a déjà donné pouvoir à Membre 01"),
        (((5, 0),), (), (0, 5), "Membre 06 a lui-même donné pouvoir à Membre 01"),
        (((5, 0),), (), (6, 5), "un pouvoir ne se transmet pas"),
        ((), (0, 1), (1, 0), "Membre 02 est présent : un pouvoir est donné par un membre empêché."),
        ((), (), (1, 1), "Membre 02 ne peut se donner pouvoir."),
    ],
    ids=["to-an-absent", "to-two-people", "circle", "chain", "by-a-present", "to-oneself"],
)
def test_a_proxy_that_cannot_serve_is_refused_beside_the_form(
    awa, house, clerk, assembly, members, known, present, pair, message
):
    sitting = convened(clerk, house, assembly)
    seats = list(sitting.seats.order_by("position"))
    for giver, holder in known:
        actions.give_proxy(actor=clerk, sitting=sitting, giver=seats[giver], holder=seats[holder])
    if present:
        there = [seats[place].pk for place in present]
        actions.take_presence(actor=clerk, sitting=sitting, present=there)
    giver, holder = (seats[place].pk for place in pair)
    refused = awa.post(address("proxy_give", sitting), {"giver": giver, "holder": holder})
    assert (refused.status_code, message in words(refused)) == (422, True)
    assert Proxy.objects.count() == len(known)
    assert f'<option value="{giver}" selected' in refused.content.decode()  # nothing typed is lost


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        (((5, 6),), "Membre 06 a donné pouvoir à Membre 07, qui ne figure pas parmi les présents."),
        (((5, 0), (5, 1)), "Membre 06 a donné 2 pouvoirs : un seul peut valoir."),
        (((5, 6), (6, 5)), "Membre 06 a donné pouvoir à Membre 07, qui l’a donné à Membre 06 :"),
        (((1, 0),), "Membre 02 est noté présent et a donné pouvoir."),
        ((), "La séance est sans secrétaire noté."),
    ],
    ids=["to-an-absent", "to-two-people", "circle", "by-a-present", "no-secretary"],
)
def test_what_a_past_sitting_held_against_the_rules_is_read_on_its_page(
    awa, house, clerk, assembly, members, pairs, message
):
    sitting = planned(clerk, house, assembly, day=PAST)
    seats = list(sitting.seats.order_by("position"))
    for giver, holder in pairs:
        actions.give_proxy(actor=clerk, sitting=sitting, giver=seats[giver], holder=seats[holder])
    there = [one.pk for one in seats[:2]]
    actions.take_presence(actor=clerk, sitting=sitting, present=there, president="Membre 01")
    assert message in words(awa.get(address("sitting", sitting)))


def test_a_sitting_is_not_closed_without_its_secretary(awa, house, clerk, assembly, members):
    sitting, _ = opened(clerk, house, assembly)
    sitting.secretary = ""
    sitting.save()
    refused = awa.post(address("close_sitting", sitting), {"closes_at": "21 h"})
    assert refused.status_code == 422 and "secrétaire" in words(refused)


def test_more_votes_than_voters_are_refused_live_and_told_afterwards(
    awa, house, clerk, assembly, members
):
    sitting, _ = opened(clerk, house, assembly, present=6)
    page = address("vote", sitting.items.get(number=2))
    refused = awa.post(page, {"method": "hands", "votes_for": "5", "votes_against": "2"})
    assert refused.status_code == 422 and Ballot.objects.count() == 0
    assert "7 voix pour 6 au plus : 6 présents et 0 pouvoirs à ce point." in words(refused)
    past = planned(clerk, house, assembly, day=PAST, items=[ItemDraft("Comptes")])
    there = [one.pk for one in past.seats.order_by("position")[:6]]
    actions.take_presence(actor=clerk, sitting=past, present=there)
    item = past.items.get()
    actions.cast_vote(actor=clerk, item=item, vote=VoteDraft(votes_for=7))
    told = words(awa.get(address("item", item)))
    assert "7 voix (7 pour, 0 contre, 0 abstentions, 0 sans prendre part) pour 6 présents" in told


def test_a_member_named_twice_is_told_and_homonyms_are_told_apart(awa, house, assembly, members):
    page = address("mandates", assembly)
    refused = awa.post(page, {"begins_on": "01/01/2021", "names": "Nouvelle\nMembre 01"})
    assert refused.status_code == 422 and Mandate.objects.count() == 20
    assert "« Membre 01 » figure deux fois. S’il s’agit d’homonymes, distinguez-les" in words(
        refused
    )
    assert "Nouvelle" in refused.content.decode()


@pytest.fixture
def bureau(house, clerk):
    metropole = scenario.organisation("Métropole d’essai", "collectivite")
    return scenario.bureau(clerk, house, metropole)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"present": "M. UN\nM. UN\nMme TROIS"},
            "« M. UN » figure deux fois : homonymes, ou une personne comptée deux fois ?",
        ),
        ({"present": "M. UN\nMme UN\nMme DEUX"}, ""),
        ({"secretary": ""}, "La séance est sans secrétaire noté."),
        ({"votes_for": "7"}, "7 voix (7 pour, 0 contre, 0 abstentions, 0 sans prendre part)"),
        (
            {"transmitted_on": "20/03/2024"},
            "La transmission (20 mars 2024) ne peut venir avant le vote (21 mars 2024).",
        ),
    ],
    ids=["twice", "homonyms", "no-secretary", "more-votes", "sent-before"],
)
def test_an_act_of_the_register_is_kept_and_what_contradicts_is_told(awa, bureau, changes, message):
    given = typed(bureau, **changes)
    told = words(awa.post("/deliberations/enregistrer/", given, follow=True))
    assert Deliberation.objects.count() == 1
    if message:
        assert message in told
    else:
        assert "figure deux fois" not in told


def test_a_published_act_is_no_longer_changed_and_says_what_to_do(awa, house, clerk, bureau):
    act = scenario.recorded(clerk, house, bureau, house.organisation)
    record_formalities(actor=clerk, deliberation=act, published_on=datetime.date(2024, 3, 28))
    page = words(awa.get(address("correct", act)))
    assert "Cet acte ne se corrige plus" in page
    with pytest.raises(Refused) as refusal:
        actions.replace_deliberation(
            actor=clerk,
            deliberation=act,
            sitting=scenario.sitting(bureau),
            by=scenario.grant(house.organisation),
        )
    assert refusal.value.reason == (
        "Cette délibération est publiée : elle ne se corrige plus. Enregistrez celle qui la "
        "modifie, ou notez son retrait."
    )
