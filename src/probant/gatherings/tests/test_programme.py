"""What a session says of itself, what becomes of it, and a programme taken up again."""

import datetime
import doctest
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from probant.directory.actions import create_organisation, create_person, erase_person
from probant.directory.models import Organisation
from probant.gatherings import actions
from probant.gatherings.actions import EventCopy, SessionCopy
from probant.gatherings.agenda import engagement
from probant.gatherings.models import Event, Session, SessionHeld, SessionRole, Stand
from probant.gatherings.queries import programme as queries
from probant.gatherings.rules import programme as rules
from probant.gatherings.rules.programme import Aisle, Step
from probant.gatherings.tests.test_actions import planned
from probant.journal.errors import Stale
from probant.journal.models import JournalEntry
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.holdings import held
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 4, 11)
PUBLIC = {"openness": "public", "is_announced": True}


@pytest.fixture
def house() -> Scene:
    return scene()


def structure(house: Scene, name: str = "La Coursive") -> Organisation:
    return create_organisation(actor=house.awa, name=name, family="association")


def season(house: Scene, **more: Any) -> Event:
    given = {
        "title": "Mois de l’ESS 2023",
        "starts_on": datetime.date(2023, 11, 1),
        "ends_on": datetime.date(2023, 11, 30),
        "nature": "season",
        **more,
    }
    return actions.plan_event(house.awa, house_id=house.house.pk, **given)


def test_examples_hold() -> None:
    assert [doctest.testmod(module).failed for module in (rules, queries)] == [0, 0]


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1954, (4, 18)), (1981, (4, 19)), (2000, (4, 23)), (2038, (4, 25)), (2049, (4, 18))],
)
def test_easter_is_where_the_church_has_it(year: int, sunday: tuple[int, int]) -> None:
    assert rules.easter(year) == datetime.date(year, *sunday)


@pytest.mark.parametrize("text", ["", "6", "A 0", "A 61", "A 3, a 4", "A six"])
def test_aisles_that_mean_nothing_are_said(text: str) -> None:
    with pytest.raises(ValueError, match="allée"):
        rules.read_aisles(text)


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ({"is_announced": True, "openness": "invitation"}, "sur invitation"),
        ({"house_part": "guest", "organiser": None}, "quelle structure organise"),
        ({"lent_value_cents": 9000, "lender": None}, "quelle structure prête"),
        ({"registration_closes_on": DAY + datetime.timedelta(days=1)}, "ferment au plus tard"),
        ({"ends_on": DAY - datetime.timedelta(days=1)}, "fin précède"),
    ],
)
def test_plan_that_contradicts_itself_is_refused(
    house: Scene, plan: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        planned(house, **plan)
    assert Session.objects.count() == 0


def test_facts_carry_theme_and_neighbourhood_of_the_session(house: Scene) -> None:
    session = planned(house, theme="reemploi", qpv_code="hors", place_code="21231")
    fact = actions.hold_session(house.awa, session=session)
    assert (fact.theme, fact.qpv_code) == ("reemploi", "hors")


@pytest.mark.parametrize(
    ("part", "counts"),
    [("co_organiser", 1), ("speaker", 0), ("guest", 0), ("relay", 0)],
)
def test_only_what_the_house_organises_is_held_and_counted(
    house: Scene, part: str, counts: int
) -> None:
    session = planned(house, house_part=part, organiser=structure(house))
    if counts:
        actions.hold_session(house.awa, session=session)
    else:
        with pytest.raises(Refused, match="organisée par une autre structure"):
            actions.hold_session(house.awa, session=session)
        with pytest.raises(Refused, match="organisée par une autre structure"):
            actions.take_attendance(house.awa, session=session, organisations=[session.organiser])
    assert SessionHeld.objects.count() == counts


def test_room_lent_is_worth_what_sessions_held_say(house: Scene) -> None:
    lender = structure(house, "Ville d’essai")
    for value in (15000, None, 7000):
        session = planned(house, lender=lender, lent_value_cents=value)
        actions.hold_session(house.awa, session=session)
    planned(house, lender=lender, lent_value_cents=99999)  # not held: worth nothing
    assert queries.lent_cents(house.house.pk, 2023) == [("Ville d’essai", 3, 22000)]


def test_roles_are_told_to_the_person_and_go_with_her(house: Scene) -> None:
    session = planned(house)
    speaker = create_person(house.awa, given_name="Nadia", family_name="Benali")
    given: Any = {"session": session, "part": "speaker", "person": speaker}
    actions.give_role(house.awa, subject="réemploi", **given)
    with pytest.raises(Refused, match="déjà noté"):
        actions.give_role(house.awa, **given)
    told = held(house.house.pk, speaker.pk, reserved=True)
    assert [one.rows for one in told if "Rôles" in one.title] == [
        ((DAY, "Atelier", "intervenant", "réemploi"),)
    ]
    erase_person(house.fabien, speaker, "request")
    assert SessionRole.objects.count() == 0


def test_role_is_of_somebody_of_the_house(house: Scene) -> None:
    session = planned(house)
    stranger = create_person(house.actor("Chloé"), given_name="Zoé", family_name="Ailleurs")
    with pytest.raises(Refused, match="pas de votre annuaire"):
        actions.give_role(house.awa, session=session, part="animator", person=stranger)
    with pytest.raises(Refused, match="Dites qui"):
        actions.give_role(house.awa, session=session, part="animator")


# --- what becomes of it


def test_session_put_off_without_a_day_waits_and_is_not_held(house: Scene) -> None:
    session = planned(house)
    actions.postpone_session(house.awa, session=session, reason="salle inondée")
    assert (session.state, session.first_planned_on, session.revision) == ("postponed", DAY, 1)
    assert engagement(session).cancelled is True
    with pytest.raises(Refused, match="son nouveau jour"):
        actions.hold_session(house.awa, session=session)
    actions.postpone_session(house.awa, session=session, reason="trouvée", starts_on=LATER)
    assert (session.state, session.starts_on, session.first_planned_on) == ("planned", LATER, DAY)
    assert (engagement(session).cancelled, session.revision) == (False, 2)


def test_page_says_why_a_session_is_off_until_it_is_planned_again(
    client: Client, house: Scene
) -> None:
    client.force_login(house.users["Awa"])
    session = planned(house)
    page = reverse("gatherings:session", args=[session.pk])

    def said() -> str:
        return str(client.get(page).content.decode())

    assert "Motif" not in said()
    actions.cancel_session(house.awa, session=session, reason="La <salle> est inondée.")
    assert "Annulée. Motif&nbsp;: La &lt;salle&gt; est inondée." in said()
    actions.postpone_session(house.awa, session=session, reason="Une salle est promise.")
    assert "Motif&nbsp;: Une salle est promise." in said()
    assert "inondée" not in said()
    actions.postpone_session(house.awa, session=session, reason="Salle trouvée.", starts_on=LATER)
    assert "reportée&nbsp;: Salle trouvée." in said()
    client.force_login(house.users["Chloé"])
    assert client.get(page).status_code == 404


def test_registration_closes_as_long_before_the_new_day(house: Scene) -> None:
    closes = DAY - datetime.timedelta(days=3)
    session = planned(house, registration_closes_on=closes)
    actions.postpone_session(house.awa, session=session, reason="grève", starts_on=LATER)
    assert session.registration_closes_on == LATER - datetime.timedelta(days=3)


def test_session_moves_and_forgets_the_neighbourhood_it_left(house: Scene) -> None:
    session = planned(house, place_code="21231", place_name="Dijon", qpv_code="hors")
    actions.move_session(
        house.awa, session=session, place_code="21617", place_name="Talant", place_label="L’Écrin"
    )
    session.refresh_from_db()
    assert (session.place_name, session.place_label, session.qpv_code) == ("Talant", "L’Écrin", "")
    assert (session.revision, session.first_planned_on) == (1, None)


@pytest.mark.parametrize("act", ["cancel_session", "postpone_session", "move_session"])
def test_what_was_held_neither_moves_nor_goes(house: Scene, act: str) -> None:
    session = planned(house)
    actions.hold_session(house.awa, session=session)
    more = {"reason": "erreur"} if act != "move_session" else {"place_label": "ailleurs"}
    with pytest.raises(Refused, match="a eu lieu"):
        getattr(actions, act)(house.awa, session=session, **more)


def test_two_people_do_not_change_a_session_without_seeing_each_other(house: Scene) -> None:
    session = planned(house)
    read_at = last_seq(house.house.pk, "session", session.pk)
    actions.move_session(house.awa, session=session, place_label="salle 2")
    with pytest.raises(Stale):
        actions.cancel_session(house.fabien, session=session, reason="", read_at=read_at)


def test_changing_the_day_in_the_form_is_told_like_a_postponement(house: Scene) -> None:
    session = planned(house)
    actions.edit_session(house.awa, session=session, title="Atelier budget")
    assert (session.revision, session.first_planned_on) == (0, None)
    actions.edit_session(house.awa, session=session, starts_on=LATER)
    assert (session.revision, session.first_planned_on) == (1, DAY)


# --- taken up again


def test_event_is_taken_up_with_its_sessions_in_one_entry_and_nothing_is_announced(
    house: Scene,
) -> None:
    event = season(house, is_announced=True)
    partner = structure(house)
    actions.add_partner(house.awa, event=event, organisation=partner)
    forum = planned(
        house,
        "Forum",
        kind=house.kind("forum"),
        event=event,
        starts_on=datetime.date(2023, 11, 24),
        co_organisers=[partner],
        **PUBLIC,
    )
    speaker = create_person(house.awa, given_name="Nadia", family_name="Benali")
    actions.give_role(house.awa, session=forum, part="speaker", person=speaker)
    actions.give_role(house.awa, session=forum, part="visit_host", organisation=partner)
    (stand, _) = actions.lay_stands(house.awa, session=forum, aisles=[Aisle("A", 2)])
    actions.give_stand(house.awa, stand=stand, organisation=partner)
    entries = JournalEntry.objects.count()

    (proposal,) = queries.proposals(Session.objects.filter(event=event), Step.YEAR)
    assert (proposal.starts_on, proposal.is_kept) == (datetime.date(2024, 11, 22), True)
    (made,), again = actions.take_up_again(
        house.awa,
        house_id=house.house.pk,
        sessions=[SessionCopy(forum, "Forum", proposal.starts_on)],
        event=EventCopy(event, "Mois de l’ESS 2024", *queries.next_days(event)),
    )
    assert again is not None
    assert JournalEntry.objects.count() == entries + 1
    assert (again.title, again.starts_on, again.is_announced, again.copied_from) == (
        "Mois de l’ESS 2024",
        datetime.date(2024, 11, 1),
        False,
        event,
    )
    assert [one.organisation for one in again.partners.all()] == [partner]
    assert (made.event, made.is_announced, made.openness) == (again, False, "public")
    assert (made.state, made.copied_from) == ("planned", forum)
    assert list(made.co_organisers.all()) == [partner]
    assert [(one.part, one.person_id) for one in made.roles.all()] == [("visit_host", None)]
    assert [(one.label, one.organisation_id) for one in made.stands.all()] == [
        ("A1", None),
        ("A2", None),
    ]
    (proposal,) = queries.proposals(Session.objects.filter(event=event), Step.YEAR)
    assert (proposal.is_kept, proposal.taken_on) == (False, datetime.date(2024, 11, 22))


def test_cancelled_sessions_are_not_proposed(house: Scene) -> None:
    planned(house, "tenue")
    actions.cancel_session(house.awa, session=planned(house, "annulée"))
    found = queries.of_year(house.awa, house.programme("crdva"), 2023)
    assert [one.session.title for one in queries.proposals(found, Step.YEAR)] == ["tenue"]


def test_nothing_is_taken_up_of_another_house_nor_of_nothing(house: Scene) -> None:
    chloe = house.actor("Chloé")
    session = planned(house)
    with pytest.raises(Refused, match="Cochez"):
        actions.take_up_again(house.awa, house_id=house.house.pk, sessions=[])
    with pytest.raises(Refused, match="ses propres"):
        actions.take_up_again(
            chloe, house_id=house.other_house.pk, sessions=[SessionCopy(session, "x", LATER)]
        )
    assert Session.objects.count() == 1


# --- stands, claims


def test_stand_that_is_held_keeps_its_place(house: Scene) -> None:
    session = planned(house, kind=house.kind("forum"))
    stands = actions.lay_stands(house.awa, session=session, aisles=[Aisle("A", 2), Aisle("B", 1)])
    assert [one.label for one in stands] == ["A1", "A2", "B1"]
    holder = structure(house)
    actions.give_stand(house.awa, stand=stands[2], organisation=holder, subject="vélos")
    with pytest.raises(Refused, match="B1 est pris"):
        actions.lay_stands(house.awa, session=session, aisles=[Aisle("A", 3)])
    assert Stand.objects.count() == 3
    actions.lay_stands(house.awa, session=session, aisles=[Aisle("A", 1), Aisle("B", 1)])
    assert [(one.label, one.organisation) for one in session.stands.all()] == [
        ("A1", None),
        ("B1", holder),
    ]


def test_collective_s_claim_stands_beside_our_own_count_and_never_in_it(house: Scene) -> None:
    programme, kind = house.programme("crdva"), house.kind()
    for _ in range(2):
        actions.hold_session(house.awa, session=planned(house))
    actions.state_claim(
        house.awa,
        house_id=house.house.pk,
        year=2023,
        collective="Générateur",
        total=90,
        source="rapport d’activité 2023, p. 12",
        programme=programme,
        kind=kind,
    )
    assert [(one.ours, one.claim.total) for one in queries.shares(house.awa)] == [(2, 90)]
    assert SessionHeld.objects.count() == 2
    with pytest.raises(Refused, match="d’où vient"):
        actions.state_claim(
            house.awa, house_id=house.house.pk, year=2023, collective="x", total=9, source=" "
        )


# --- screens


def test_form_keeps_what_was_typed_and_opens_the_fold_that_is_wrong(
    client: Any, house: Scene
) -> None:
    client.force_login(house.users["Awa"])
    kind = house.kind()
    typed = {"title": "Forum", "kind": kind.pk, "starts_on": "24/11/2023", "house_part": "guest"}
    answer = client.post(reverse("gatherings:session-create"), typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Dites quelle structure organise cette rencontre." in shown
    assert '<details class="form__more" open><summary>Qui organise' in shown
    assert '<details class="form__more"><summary>La salle' in shown


def test_year_is_reread_then_taken_up_row_by_row(client: Any, house: Scene) -> None:
    client.force_login(house.users["Awa"])
    kept, left = planned(house, "Atelier A"), planned(house, "Atelier B")
    address = f"{reverse('gatherings:year-copy')}?annee=2023"
    shown = client.get(address).content.decode()
    assert shown.count("again__row") == 2
    typed = {
        f"garder_{kept.pk}": "on",
        f"titre_{kept.pk}": "Atelier A bis",
        f"jour_{kept.pk}": "12/03/2024",
        f"jour_{left.pk}": "n’importe quoi",
    }
    wrong = client.post(address, {**typed, f"jour_{kept.pk}": "le 45 mars"})
    assert (wrong.status_code, Session.objects.count()) == (422, 2)
    assert "le 45 mars" in wrong.content.decode()
    client.post(address, typed)
    made = Session.objects.get(copied_from=kept)
    assert (made.title, made.starts_on) == ("Atelier A bis", datetime.date(2024, 3, 12))
    assert Session.objects.count() == 3


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_an_event_asks_the_same_number_of_queries(
    client: Any, house: Scene, count: int, django_assert_num_queries: Any
) -> None:
    client.force_login(house.users["Awa"])
    event = season(house)
    for number in range(count):
        planned(house, f"Rencontre {number}", event=event)
        actions.add_partner(
            house.awa, event=event, organisation=structure(house, f"Partenaire {number}")
        )
    address = reverse("gatherings:event", args=[event.pk])
    client.get(address)
    # session, user, memberships; event, sessions, partners, papers
    with django_assert_num_queries(7):
        shown = client.get(address).content.decode()
    assert shown.count("Partenaire ") == 2 * count  # its name, and the button that takes it away


def test_plan_of_stands_is_drawn_and_told(client: Any, house: Scene) -> None:
    client.force_login(house.users["Awa"])
    session = planned(house, kind=house.kind("forum"), starts_on=timezone.localdate())
    (first, _) = actions.lay_stands(house.awa, session=session, aisles=[Aisle("A", 2)])
    actions.give_stand(house.awa, stand=first, organisation=structure(house), subject="coworking")
    shown = client.get(reverse("gatherings:stands", args=[session.pk])).content.decode()
    assert shown.count("<rect") == 2
    assert "1 tenu sur 2" in shown
    assert "coworking" in shown
