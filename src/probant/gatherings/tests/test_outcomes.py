"""What came out of gatherings: papers, proposals in their order, roadmaps and how far they are."""

import datetime
import doctest
import uuid
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from probant.directory.actions import create_organisation
from probant.directory.models import Organisation
from probant.gatherings import actions
from probant.gatherings.actions.outputs import Sent
from probant.gatherings.models import (
    Measure,
    MeasureStepped,
    Output,
    OutputMade,
    Proposal,
    ProposalAnswered,
    ProposalReached,
    Roadmap,
    Session,
)
from probant.gatherings.outcome_retention import expire_outcomes
from probant.gatherings.rules import outcomes as rules
from probant.gatherings.tests.test_actions import planned
from probant.journal.errors import InTheFuture, Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.programmes.tests.scenario import DAY, Scene, scene

LATER = DAY + datetime.timedelta(days=30)
WHY = {"code": "error", "reason": "mauvais jour"}


@pytest.fixture
def house(db: None) -> Scene:
    return scene()


def network_session(house: Scene) -> Session:
    return planned(
        house,
        "Faire du réemploi la norme d’achat",
        programme=house.programme("reseau-acteurs"),
        place_code="21231",
        place_vintage=2026,
    )


def proposed(house: Scene, session: Session | None = None, **wording: Any) -> Proposal:
    given = {"title": "Un groupement d’achat", "group": "Groupe réemploi", "theme": "reemploi"}
    return actions.make_proposal(
        house.awa, house_id=house.house.pk, session=session, made_on=DAY, **(given | wording)
    )


def partner(house: Scene, name: str = "La Recyclade") -> Organisation:
    return create_organisation(actor=house.awa, name=name, family="association")


def roadmap(house: Scene, **plan: Any) -> Roadmap:
    given = {
        "title": "Feuille de route de l’ESS",
        "starts_on": DAY,
        "ends_on": datetime.date(2026, 12, 31),
        "programme": house.programme("reseau-acteurs"),
    }
    return actions.create_roadmap(house.awa, house_id=house.house.pk, **(given | plan))


def measures(house: Scene, count: int = 2) -> list[Measure]:
    axis = actions.name_axis(house.awa, roadmap=roadmap(house), title="Achats responsables")
    return [
        actions.add_measure(house.awa, axis=axis, title=f"Mesure {number}")
        for number in range(1, count + 1)
    ]


def order_of(measure: Measure) -> list[str]:
    return list(measure.axis.measures.values_list("title", flat=True))


# --- rules


def test_examples_hold() -> None:
    assert doctest.testmod(rules).failed == 0


ALLOWED = {
    ("", "made"),
    ("made", "examined"),
    ("examined", "retained"),
    ("examined", "set_aside"),
    ("retained", "carried_out"),
}


def test_a_proposal_goes_only_from_made_to_examined_to_retained_or_aside_to_carried_out() -> None:
    steps = [step for step in rules.FOLLOWS if step != rules.VOIDED]
    found = {
        (before, after)
        for before in rules.FOLLOWS
        for after in steps
        if after and not rules.why_not(before, after, None, DAY)
    }
    assert found == ALLOWED


def test_a_step_never_comes_before_the_day_of_the_step_before() -> None:
    assert rules.why_not("made", "examined", LATER, DAY).startswith("Ce jour précède")
    assert rules.why_not("made", "examined", DAY, DAY) == ""


@pytest.mark.parametrize(
    ("state", "percent", "fault"),
    [
        ("under_way", 0, ""),
        ("under_way", 99, ""),
        ("under_way", 100, "À 100 %, la mesure est réalisée : choisissez « réalisée »."),
        ("done", 100, ""),
        ("done", 80, "Une mesure réalisée l’est à 100 %."),
        ("dropped", 30, ""),
        ("dropped", 101, "L’avancement va de 0 à 100 %."),
    ],
)
def test_percent_of_a_measure_goes_with_its_state(state: str, percent: int, fault: str) -> None:
    assert rules.step_fault(state, percent) == fault


def test_progress_is_the_mean_of_measures_that_were_not_dropped() -> None:
    assert rules.mean_progress({}) is None
    assert rules.mean_progress({1: ("dropped", 40)}) is None
    found = rules.mean_progress({1: ("done", 100), 2: ("", 0), 3: ("under_way", 50)})
    assert found == Fraction(1, 2)


# --- papers


def test_a_paper_carries_what_figures_filter_by_and_counts_once_with_its_versions(
    house: Scene,
) -> None:
    session = network_session(house)
    first = actions.add_output(
        house.awa, session=session, kind="minutes", title="CR", dated_on=DAY, text="# Échanges"
    )
    second = actions.add_output_version(
        house.awa, output=first, dated_on=LATER, file=Sent("cr.txt", [b"relu"])
    )
    fact = OutputMade.objects.get()
    assert (fact.output_kind, fact.programme_code, fact.kind_code, fact.place_code) == (
        "minutes",
        "reseau-acteurs",
        "atelier",
        "21231",
    )
    assert (second.version, second.title, second.name) == (2, "CR", "cr.txt")
    assert list(Output.objects.last_versions()) == [second]


def test_a_paper_is_a_text_or_a_file_of_a_session_that_was_not_cancelled(house: Scene) -> None:
    session = network_session(house)
    with pytest.raises(Refused, match="joignez un fichier"):
        actions.add_output(
            house.awa, session=session, kind="minutes", title="CR", dated_on=DAY, text=" "
        )
    actions.cancel_session(house.awa, session=session)
    with pytest.raises(Refused, match="annulée"):
        actions.add_output(
            house.awa, session=session, kind="minutes", title="CR", dated_on=DAY, text="oui"
        )
    assert (Output.objects.count(), OutputMade.objects.count()) == (0, 0)


@pytest.mark.parametrize(("by_mistake", "standing"), [(False, 1), (True, 0)])
def test_a_paper_taken_back_is_emptied_and_still_counts_unless_it_never_was(
    house: Scene, by_mistake: bool, standing: int
) -> None:
    paper = actions.add_output(
        house.awa,
        session=network_session(house),
        kind="document",
        title="Liste",
        dated_on=DAY,
        file=Sent("liste.txt", [b"noms"]),
    )
    actions.withdraw_output(house.awa, output=paper, by_mistake=by_mistake)
    row = Output.objects.get()
    assert (row.title, row.text, row.name, row.document) == ("", "", "", None)
    assert OutputMade.objects.now().count() == standing


def test_what_is_kept_to_the_team_is_not_read_by_volunteers(house: Scene) -> None:
    session = network_session(house)
    for audience in ("team", "participants", "public"):
        actions.add_output(
            house.awa,
            session=session,
            kind="synthesis",
            title=audience,
            dated_on=DAY,
            text="…",
            audience=audience,
        )

    def titles(name: str) -> set[str]:
        seen = Output.objects.visible_to(house.actor(name))
        return set(seen.values_list("title", flat=True))

    assert titles("Awa") == {"team", "participants", "public"}
    assert titles("Sara") == {"participants", "public"}
    assert titles("Bruno") == titles("Chloé") == set()


# --- proposals


def test_a_proposal_advances_by_dated_facts_that_bear_its_theme_and_programme(
    house: Scene,
) -> None:
    proposal = proposed(house, network_session(house))
    actions.examine_proposal(house.awa, proposal=proposal, occurred_on=DAY, note="en comité")
    actions.retain_proposal(house.awa, proposal=proposal, occurred_on=LATER)
    actions.carry_proposal_out(house.awa, proposal=proposal, occurred_on=LATER)
    found = ProposalReached.objects.order_by("seq").values_list(
        "status", "occurred_on", "theme", "programme_code"
    )
    assert list(found) == [
        (status, day, "reemploi", "reseau-acteurs")
        for status, day in [
            ("made", DAY),
            ("examined", DAY),
            ("retained", LATER),
            ("carried_out", LATER),
        ]
    ]
    assert Proposal.objects.get().state == "carried_out"
    assert [note.text for note in proposal.notes.all()] == ["en comité"]


def test_a_proposal_is_not_retained_before_it_was_examined(house: Scene) -> None:
    proposal = proposed(house)
    with pytest.raises(Refused, match="d’abord qu’elle a été examinée"):
        actions.retain_proposal(house.awa, proposal=proposal, occurred_on=DAY)
    assert ProposalReached.objects.count() == 1


def test_a_proposal_is_somebodys_and_says_something(house: Scene) -> None:
    with pytest.raises(Refused, match="qui propose"):
        proposed(house, group="")
    with pytest.raises(Refused, match="en une ligne"):
        proposed(house, title="  ")
    with pytest.raises(InTheFuture):
        actions.make_proposal(
            house.awa,
            house_id=house.house.pk,
            title="Demain",
            group="Groupe",
            made_on=datetime.date(2999, 1, 1),
        )
    assert (Proposal.objects.count(), ProposalReached.objects.count()) == (0, 0)


def test_the_last_step_is_voided_first_and_the_proposal_goes_back(house: Scene) -> None:
    proposal = proposed(house)
    examined = actions.examine_proposal(house.awa, proposal=proposal, occurred_on=DAY)
    aside = actions.set_proposal_aside(house.awa, proposal=proposal, occurred_on=DAY)
    with pytest.raises(Refused, match="annulez-la d’abord"):
        actions.void_proposal_fact(house.awa, fact=examined, **WHY)
    actions.void_proposal_fact(house.awa, fact=aside, **WHY)
    assert Proposal.objects.get().state == "examined"
    actions.retain_proposal(house.awa, proposal=proposal, occurred_on=LATER)
    assert Proposal.objects.get().state == "retained"


def test_a_proposal_noted_by_mistake_is_void_and_goes_no_further(house: Scene) -> None:
    proposal = proposed(house)
    made = ProposalReached.objects.get()
    actions.void_proposal_fact(house.awa, fact=made, **WHY)
    proposal.refresh_from_db()
    assert proposal.state == "voided"
    with pytest.raises(Refused):
        actions.examine_proposal(house.awa, proposal=proposal, occurred_on=DAY)


def test_an_answer_is_a_fact_of_the_authority_and_its_words_a_row(house: Scene) -> None:
    proposal = proposed(house)
    fact = actions.answer_proposal(
        house.awa,
        proposal=proposal,
        organisation=house.funder,
        occurred_on=LATER,
        text="Oui, dès 2024.",
    )
    assert (fact.organisation, fact.family, fact.occurred_on) == (
        house.funder,
        "collectivite",
        LATER,
    )
    actions.erase_proposal(house.awa, proposal=proposal)
    row = Proposal.objects.get()
    assert (row.title, row.group, [one.text for one in row.answers.all()]) == ("", "", [""])
    assert ProposalAnswered.objects.now().count() == 1


def test_two_people_on_one_proposal_the_second_sees_the_change(house: Scene) -> None:
    proposal = proposed(house)
    read_at = last_seq(house.house.pk, "proposal", proposal.pk)
    actions.examine_proposal(house.awa, proposal=proposal, occurred_on=DAY, read_at=read_at)
    with pytest.raises(Stale):
        actions.retain_proposal(house.fabien, proposal=proposal, occurred_on=DAY, read_at=read_at)


@pytest.mark.parametrize("name", ["Sara", "Michel", "Bruno", "Chloé"])
def test_only_the_team_writes_proposals_papers_and_roadmaps(house: Scene, name: str) -> None:
    proposal, session = proposed(house), network_session(house)
    first, second = measures(house)
    actor = house.actor(name)
    with pytest.raises(Refused):
        actions.examine_proposal(actor, proposal=proposal, occurred_on=DAY)
    with pytest.raises(Refused):
        actions.add_output(
            actor, session=session, kind="minutes", title="CR", dated_on=DAY, text="…"
        )
    with pytest.raises(Refused):
        actions.step_measure(actor, measure=first, state="under_way", percent=10, occurred_on=DAY)
    with pytest.raises(Refused):
        actions.move_measure(actor, measure=second, up=True)
    assert (OutputMade.objects.count(), MeasureStepped.objects.count()) == (0, 0)


# --- roadmaps


def test_a_measure_takes_the_next_code_of_its_axis_its_holders_and_its_proposals(
    house: Scene,
) -> None:
    (first, second), proposal, holder = measures(house), proposed(house), partner(house)
    assert (first.code, second.code) == ("1.1", "1.2")
    actions.edit_measure(
        house.awa,
        measure=first,
        title="Un groupement d’achat",
        holders=[holder],
        proposals=[proposal],
        due_on=LATER,
    )
    assert (list(first.holders.all()), list(proposal.measures.all())) == ([holder], [first])
    with pytest.raises(Refused, match="déjà le code"):
        actions.edit_measure(house.awa, measure=second, title="Autre", code="1.1")


def test_measures_and_axes_are_put_in_order_one_place_at_a_time(house: Scene) -> None:
    first, second, third = measures(house, 3)
    actions.move_measure(house.awa, measure=third, up=True)
    assert order_of(first) == ["Mesure 1", "Mesure 3", "Mesure 2"]
    actions.move_measure(house.awa, measure=first, up=True)
    actions.move_measure(house.awa, measure=second, up=False)
    assert order_of(first) == ["Mesure 1", "Mesure 3", "Mesure 2"]
    axis = actions.name_axis(house.awa, roadmap=first.axis.roadmap, title="Habitat")
    actions.move_axis(house.awa, axis=axis, up=True)
    assert [one.title for one in axis.roadmap.axes.all()] == ["Habitat", "Achats responsables"]


def test_a_measure_is_where_its_last_standing_step_left_it(house: Scene) -> None:
    (measure,) = measures(house, 1)
    actions.step_measure(
        house.awa, measure=measure, state="under_way", percent=60, occurred_on=LATER, note="lancée"
    )
    # noted after, of an earlier day: the last day stands
    actions.step_measure(house.awa, measure=measure, state="under_way", percent=20, occurred_on=DAY)
    measure.refresh_from_db()
    assert (measure.state, measure.percent) == ("under_way", 60)
    done = actions.step_measure(
        house.awa, measure=measure, state="done", percent=100, occurred_on=LATER
    )
    actions.void_step(house.awa, fact=done, **WHY)
    measure.refresh_from_db()
    assert (measure.state, measure.percent) == ("under_way", 60)


def test_a_measure_that_was_begun_is_dropped_not_taken_off(house: Scene) -> None:
    first, second = measures(house)
    actions.step_measure(house.awa, measure=first, state="under_way", percent=10, occurred_on=DAY)
    with pytest.raises(Refused, match="abandonnée"):
        actions.withdraw_measure(house.awa, measure=first)
    actions.withdraw_measure(house.awa, measure=second)
    standing = Measure.objects.filter(withdrawn_on__isnull=True)
    assert list(standing) == [first]


def test_an_axis_with_measures_stays(house: Scene) -> None:
    (measure,) = measures(house, 1)
    with pytest.raises(Refused, match="a des mesures"):
        actions.remove_axis(house.awa, axis=measure.axis)


# --- restitutions


def test_a_restitution_taken_back_kills_its_link_and_publishing_anew_moves_its_cut(
    house: Scene,
) -> None:
    row = actions.prepare_restitution(
        house.awa, house_id=house.house.pk, title="Aux élus", starts_on=DAY, ends_on=LATER
    )
    actions.publish_restitution(house.awa, restitution=row)
    first, nonce = row.seq, row.nonce
    assert first is not None
    with pytest.raises(Refused, match="publiée"):
        actions.edit_restitution(house.awa, restitution=row, title="Autre")
    proposed(house)
    actions.publish_restitution(house.awa, restitution=row)
    assert row.seq is not None and row.seq > first
    actions.take_restitution_back(house.awa, restitution=row)
    assert (row.published_on, row.seq, row.nonce == nonce) == (None, None, False)


def test_words_older_than_their_period_are_emptied_and_facts_stand(house: Scene) -> None:
    kept, old = (
        actions.make_proposal(
            house.awa, house_id=house.house.pk, made_on=day, group="Groupe", title="Un groupement"
        )
        for day in (DAY, DAY - datetime.timedelta(days=30))
    )
    actions.answer_proposal(
        house.awa, proposal=old, organisation=house.funder, occurred_on=DAY, text="Entendu."
    )
    assert expire_outcomes(house.house.pk, DAY) == 1
    old.refresh_from_db()
    kept.refresh_from_db()
    assert (old.title, old.group, old.answers.get().text, kept.title) == (
        "",
        "",
        "",
        "Un groupement",
    )
    assert ProposalReached.objects.now().filter(proposal=old).count() == 1
    assert expire_outcomes(house.house.pk, DAY) == 0


def test_a_paper_of_an_event_is_added_and_read_on_its_page(client: Client, house: Scene) -> None:
    client.force_login(house.users["Awa"])
    event = actions.plan_event(
        house.awa, house_id=house.house.pk, title="Mois de l’ESS", starts_on=DAY, ends_on=DAY
    )
    address = reverse("gatherings:event-output-add", args=[event.pk])
    typed = {"kind": "synthesis", "dated_on": f"{DAY:%d/%m/%Y}", "audience": "team"}
    refused = client.post(address, {"cle": str(uuid.uuid4()), "title": "Bilan", **typed})
    assert (refused.status_code, "Bilan" in refused.content.decode()) == (422, True)
    typed |= {"title": "Bilan du mois", "text": "Sept rendez-vous."}
    answer = client.post(address, {"cle": str(uuid.uuid4()), **typed})
    assert answer.status_code == 302
    page = client.get(reverse("gatherings:event", args=[event.pk])).content.decode()
    assert "Bilan du mois" in page
    assert Output.objects.get().event_id == event.pk
