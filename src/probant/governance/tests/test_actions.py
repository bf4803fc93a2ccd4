"""Recording acts: whole, in one entry, also when they contradict themselves."""

import datetime
import uuid
from fractions import Fraction

import pytest

from probant.governance.actions import (
    AmountDraft,
    BallotDraft,
    DecisionDraft,
    DeliberationDraft,
    LinkDraft,
    RuleDraft,
    SittingDraft,
    create_body,
    record_deliberation,
    record_formalities,
    record_sitting,
    replace_deliberation,
    set_body_rule,
    withdraw_deliberation,
)
from probant.governance.models import Ballot, Deliberation, Proxy, Seat, Sitting
from probant.governance.queries import register_of, rules_on
from probant.governance.tests import scenario
from probant.journal.errors import AlreadyDone, Stale
from probant.journal.models import JournalEntry
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db
DAY = scenario.VOTE_DAY


@pytest.fixture
def awa(house):
    return scenario.member(house)


@pytest.fixture
def metropole():
    return scenario.organisation("Métropole d’essai", "collectivite")


@pytest.fixture
def bureau(awa, house, metropole):
    return scenario.bureau(awa, house, metropole)


def codes(deliberation):
    return [found.code for found in register_of(deliberation).findings]


def test_an_act_that_holds_has_no_finding(awa, house, bureau):
    register = register_of(scenario.recorded(awa, house, bureau, house.organisation))
    assert register.findings == ()
    assert (register.presence.present_count, register.presence.voters) == (34, 41)
    assert (register.quorum, register.outcome.label) == (22, "adoptée à l’unanimité")
    assert register.granted_cents == 1800000
    assert Proxy.objects.filter(giver__isnull=True).count() == 0
    assert Proxy.objects.filter(holder__isnull=True).count() == 0


def test_an_act_is_one_entry_of_the_journal(awa, house, bureau):
    before = JournalEntry.objects.count()
    scenario.recorded(awa, house, bureau, house.organisation)
    assert JournalEntry.objects.count() - before == 1


def test_what_contradicts_is_recorded_with_its_findings(awa, house, bureau):
    sitting = scenario.sitting(
        bureau,
        present_declared=35,
        members_in_office=44,
        proxies_declared=8,
        convened_on=datetime.date(2024, 3, 18),
    )
    draft = scenario.grant(house.organisation, ballot=BallotDraft(60, 1, 0, 0, proxies=9))
    made = record_deliberation(actor=awa, house=house, sitting=sitting, deliberation=draft)
    assert codes(made) == [
        "presence.count",
        "presence.total",
        "proxy.count",
        "vote.total",
        "notice.short",
        "vote.proxies",
    ]


def test_a_giver_in_no_list_is_seated_as_excused(awa, house, bureau):
    sitting = SittingDraft(bureau, DAY, present=["M. UN", "Mme DEUX"], proxies=[("M. TROIS", "UN")])
    made = record_sitting(actor=awa, house=house, sitting=sitting)
    assert list(made.seats.values_list("name", "presence")) == [
        ("M. UN", "present"),
        ("Mme DEUX", "present"),
        ("M. TROIS", "excused"),
    ]


def test_two_acts_of_one_sitting_share_it(awa, house, bureau):
    first = scenario.recorded(awa, house, bureau, house.organisation)
    second = scenario.recorded(awa, house, bureau, house.organisation)
    assert first.sitting_id == second.sitting_id
    assert Seat.objects.count() == 43


def test_a_sitting_known_by_citation_is_filled_in_by_its_act(awa, house, bureau):
    cited = record_deliberation(
        actor=awa,
        house=house,
        sitting=SittingDraft(bureau, DAY),
        deliberation=DeliberationDraft("Convention", cited_only=True),
    )
    assert codes(cited) == []
    scenario.recorded(awa, house, bureau, house.organisation)
    assert Sitting.objects.get().members_in_office == 43


def test_extracts_that_list_other_members_make_two_sittings(awa, house, bureau):
    scenario.recorded(awa, house, bureau, house.organisation)
    late = scenario.sitting(bureau, present=scenario.names(33, "P"), present_declared=33)
    record_deliberation(
        actor=awa, house=house, sitting=late, deliberation=scenario.grant(house.organisation)
    )
    assert Sitting.objects.count() == 2


def test_the_chain_runs_both_ways(awa, house, bureau):
    earlier = record_deliberation(
        actor=awa,
        house=house,
        sitting=SittingDraft(bureau, datetime.date(2023, 6, 19)),
        deliberation=DeliberationDraft("CPOM", cited_only=True),
    )
    made = record_deliberation(
        actor=awa,
        house=house,
        sitting=scenario.sitting(bureau),
        deliberation=scenario.grant(house.organisation, follows=[LinkDraft(earlier)]),
    )
    assert [link.earlier for link in register_of(made).earlier] == [earlier]
    assert [link.deliberation for link in register_of(earlier).later] == [made]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subject": "  "}, "Indiquez l’objet de la délibération."),
        (
            {"decisions": [DecisionDraft(" ")]},
            "Une décision est vide : écrivez son texte ou retirez la ligne.",
        ),
        (
            {"decisions": [DecisionDraft("a", amounts=[AmountDraft(0)])]},
            "Un montant accordé est supérieur à 0 €, et à la portée d’un budget public.",
        ),
        (
            {"decisions": [DecisionDraft("a", amounts=[AmountDraft(5, budget_year=24)])]},
            "L’exercice est une année sur quatre chiffres, par exemple 2024.",
        ),
        ({"ballot": BallotDraft(-1)}, "Un nombre de voix va de 0 à 5000."),
        ({"ballot": BallotDraft(999999)}, "Un nombre de voix va de 0 à 5000."),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(awa, house, bureau, changes, reason):
    with pytest.raises(Refused) as refusal:
        record_deliberation(
            actor=awa,
            house=house,
            sitting=scenario.sitting(bureau),
            deliberation=scenario.grant(house.organisation, **changes),
        )
    assert refusal.value.reason == reason
    assert (Deliberation.objects.count(), Sitting.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"held_on": datetime.date(2999, 1, 1)},
            "Cette séance est dans l’avenir : un vote se note une fois tenu.",
        ),
        (
            {"held_on": datetime.date(204, 3, 21)},
            "La date de la séance est hors de portée. Tapez par exemple 21/03/2024.",
        ),
        ({"members_in_office": 99999}, "Un nombre de membres va de 0 à 5000."),
        (
            {"present": ["x" * 121]},
            "Un nom de membre est vide ou trop long : un nom par ligne.",
        ),
    ],
)
def test_an_absurd_sitting_is_refused(awa, house, bureau, changes, reason):
    with pytest.raises(Refused) as refusal:
        record_deliberation(
            actor=awa,
            house=house,
            sitting=scenario.sitting(bureau, **changes),
            deliberation=scenario.grant(house.organisation),
        )
    assert refusal.value.reason == reason
    assert Sitting.objects.count() == 0


def test_only_the_team_of_the_house_records(house, bureau, metropole):
    bruno = scenario.funder(metropole)
    volunteer = scenario.member(house, Role.VOLUNTEER)
    for actor in (bruno, volunteer):
        with pytest.raises(Refused):
            record_deliberation(
                actor=actor,
                house=house,
                sitting=scenario.sitting(bureau),
                deliberation=scenario.grant(house.organisation),
            )


def test_a_second_submission_changes_nothing(awa, house, bureau):
    key = uuid.uuid4()
    given = {
        "actor": awa,
        "house": house,
        "sitting": scenario.sitting(bureau),
        "deliberation": scenario.grant(house.organisation),
        "key": key,
    }
    made = record_deliberation(**given)
    with pytest.raises(AlreadyDone) as done:
        record_deliberation(**given)
    assert ("deliberation", made.pk) in done.value.mentions
    assert Deliberation.objects.count() == 1


def test_formalities_make_it_executory_on_the_later_day(awa, house, bureau):
    made = scenario.recorded(awa, house, bureau, house.organisation)
    record_formalities(
        actor=awa,
        deliberation=made,
        transmitted_on=datetime.date(2024, 3, 28),
        published_on=datetime.date(2024, 3, 27),
    )
    assert made.executory_on == datetime.date(2024, 3, 28)


def test_a_transmission_before_the_vote_is_kept_and_told(awa, house, bureau):
    made = scenario.recorded(awa, house, bureau, house.organisation)
    record_formalities(actor=awa, deliberation=made, transmitted_on=datetime.date(2024, 3, 20))
    found = register_of(Deliberation.objects.select_related("sitting").get()).findings
    assert [(one.code, one.message[:18]) for one in found] == [("date.order", "La transmission (2")]


def test_two_editors_the_second_is_told(awa, house, bureau):
    made = scenario.recorded(awa, house, bureau, house.organisation)
    read_at = last_seq(house.pk, "deliberation", made.pk)
    record_formalities(
        actor=awa, deliberation=made, transmitted_on=datetime.date(2024, 3, 28), read_at=read_at
    )
    with pytest.raises(Stale):
        record_formalities(
            actor=awa, deliberation=made, notified_on=datetime.date(2024, 4, 2), read_at=read_at
        )


def test_correcting_keeps_the_decisions_that_awards_rest_on(awa, house, bureau):
    made = scenario.recorded(awa, house, bureau, house.organisation)
    before = made.decisions.get(number=1).pk
    corrected = scenario.grant(house.organisation, ballot=BallotDraft(40, 1, 0, 0))
    replace_deliberation(
        actor=awa, deliberation=made, sitting=scenario.sitting(bureau), by=corrected
    )
    assert made.decisions.get(number=1).pk == before
    assert list(Ballot.objects.values_list("votes_for", "votes_against")) == [(40, 1)]
    assert register_of(made).granted_cents == 1800000


def test_a_published_act_is_not_corrected_in_place(awa, house, bureau):
    made = scenario.recorded(awa, house, bureau, house.organisation)
    record_formalities(actor=awa, deliberation=made, published_on=datetime.date(2024, 3, 28))
    with pytest.raises(Refused):
        replace_deliberation(
            actor=awa,
            deliberation=made,
            sitting=scenario.sitting(bureau),
            by=scenario.grant(house.organisation),
        )


def test_a_withdrawn_act_stays_and_no_longer_changes(awa, house, bureau):
    made = scenario.recorded(awa, house, bureau, house.organisation)
    withdraw_deliberation(
        actor=awa, deliberation=made, withdrawn_on=datetime.date(2024, 6, 1), reason="vice"
    )
    assert Deliberation.objects.get().withdrawn_on == datetime.date(2024, 6, 1)
    with pytest.raises(Refused):
        record_formalities(actor=awa, deliberation=made, notified_on=datetime.date(2024, 6, 2))


def test_a_body_follows_the_law_of_the_day_then_its_own_rules(awa, house, metropole, bureau):
    assert rules_on(bureau, datetime.date(2022, 5, 17)).proxies_per_holder == 2
    board = create_body(
        actor=awa, house=house, organisation=house.organisation, kind="board", name="CA"
    )
    assert rules_on(board, DAY).quorum_share is None
    set_body_rule(
        actor=awa,
        body=board,
        rules=RuleDraft(
            quorum_share=Fraction(1, 3), quorum_exceeds=False, source="Statuts, art. 9"
        ),
        in_force_from=datetime.date(2020, 1, 1),
    )
    rules = rules_on(board, DAY)
    assert (rules.quorum_share, rules.source("quorum")) == (Fraction(1, 3), "Statuts, art. 9")
    assert rules_on(board, datetime.date(2019, 12, 31)).quorum_share is None


def test_a_body_has_one_name_in_an_organisation(awa, house, metropole, bureau):
    with pytest.raises(Refused):
        create_body(
            actor=awa,
            house=house,
            organisation=metropole,
            kind="bureau",
            name=" bureau METROPOLITAIN ",
        )
