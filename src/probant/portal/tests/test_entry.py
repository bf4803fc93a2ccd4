"""The link that opens a space: by e-mail, by a POST, once, for a while, for one account alone."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from probant.accounts.actions import close_space, open_space
from probant.accounts.links import find_link, make_link
from probant.accounts.models import SignInLink, User
from probant.directory.actions import create_person, erase_person
from probant.directory.models import Person
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.portal import actions as portal
from probant.portal.access import LINKS_FROM_ONE_ADDRESS, LINKS_TO_ONE
from probant.post.models import BackgroundJob, Letter
from probant.post.worker import run_due
from probant.support import actions
from probant.support.models import Case
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
ASK = "/espace/entrer/"


@pytest.fixture(autouse=True)
def nobody_asked_yet(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def case(house: Scene) -> Case:
    return case_of(house, "Le Fournil")


@pytest.fixture
def lou(house: Scene, case: Case) -> Person:
    person = create_person(house.fabien, given_name="Lou", family_name="Roy", email="lou@ex.fr")
    actions.add_member(house.fabien, case=case, person=person, starts_on=DAY)
    return person


def account(person: Person) -> User:
    return User.objects.get(email=person.email)


def token_for(person: Person, life: datetime.timedelta = HOUR) -> str:
    return make_link(account(person), -person.pk, life)


def where(token: str) -> str:
    return f"/espace/entrer/{token}/"


def link_in_last_mail() -> str:
    run_due()
    found = re.search(r"/espace/entrer/\S+/", str(mail.outbox[-1].body))
    assert found
    return found.group()


# --- invited by the team


def test_invitation_opens_the_space_and_its_link_enters_it(
    house: Scene, case: Case, lou: Person
) -> None:
    portal.invite(house.awa, case=case, person=lou)
    client = Client()
    link = link_in_last_mail()
    assert "Entrer" in client.get(link).content.decode()
    answer = client.post(link, follow=True)
    assert answer.redirect_chain[-1][0] == "/espace/"
    assert "Le Fournil" in answer.content.decode()
    assert verify() == []


def test_what_is_kept_of_the_letter_opens_nothing(house: Scene, case: Case, lou: Person) -> None:
    portal.invite(house.awa, case=case, person=lou)
    link = link_in_last_mail()
    letter = Letter.objects.get(about_kind="space")
    assert "/espace/entrer/" + link.split("/")[3] not in letter.text
    assert "[lien personnel : première visite de mon espace]" in letter.text
    assert link.split("/")[3].split(":")[0] not in str(SignInLink.objects.values_list())
    assert letter.user == account(lou)


def test_team_invites_from_the_page_of_the_case_and_closes(
    house: Scene, case: Case, lou: Person, django_assert_num_queries: Any
) -> None:
    client = Client()
    client.force_login(house.users["Awa"])
    page = f"/dossiers/{case.pk}/"
    assert "pas d’espace" in client.get(page).content.decode()
    client.post(f"{page}espace/", {"personne": lou.pk})
    assert "pas encore de visite" in client.get(page).content.decode()
    Client().post(link_in_last_mail())
    assert "dernière visite" in client.get(page).content.decode()
    client.post(f"{page}espace/fermer/", {"personne": lou.pk})
    assert "pas d’espace" in client.get(page).content.decode()


def test_nobody_outside_the_project_is_invited_and_nobody_but_the_team_invites(
    house: Scene, case: Case, lou: Person
) -> None:
    stranger = create_person(house.fabien, family_name="Dehors", email="d@ex.fr")
    with pytest.raises(Refused):
        portal.invite(house.awa, case=case, person=stranger)
    for name in ("Sara", "Michel", "Bruno", "Chloé"):
        with pytest.raises(Refused):
            portal.invite(house.actor(name), case=case, person=lou)
    assert not User.objects.filter(email="lou@ex.fr").exists()


def test_person_without_address_is_not_invited(house: Scene, case: Case) -> None:
    person = create_person(house.fabien, family_name="Sans")
    actions.add_member(house.fabien, case=case, person=person, starts_on=DAY)
    with pytest.raises(Refused, match="courriel"):
        portal.invite(house.awa, case=case, person=person)


def test_invitation_to_a_space_closed_before_it_left_does_not_leave(
    house: Scene, case: Case, lou: Person
) -> None:
    portal.invite(house.awa, case=case, person=lou)
    close_space(house.fabien, lou)
    run_due()
    assert mail.outbox == []
    assert Letter.objects.get().state == Letter.State.FAILED


# --- asked for


def test_link_asked_for_comes_by_mail_and_the_answer_is_the_same_for_anybody(
    house: Scene, lou: Person
) -> None:
    open_space(house.fabien, lou)
    answers = [
        Client().post(ASK, {"email": address}, follow=True).content
        for address in ("lou@ex.fr", "inconnue@ex.fr", "fabien@example.org")
    ]
    assert answers[0] == answers[1] == answers[2]
    jobs = BackgroundJob.objects.filter(kind="portal.link")
    assert (jobs.count(), jobs.values("label", "house").distinct().count()) == (3, 1)
    run_due()
    assert [message.to for message in mail.outbox] == [["lou@ex.fr"]]


def test_address_typed_is_kept_nowhere(house: Scene) -> None:
    Client().post(ASK, {"email": "inconnue@ex.fr"})
    assert "inconnue" not in str(list(BackgroundJob.objects.values()))


def test_volunteer_enters_by_a_link_as_well(house: Scene) -> None:
    Client().post(ASK, {"email": "sara@example.org"})
    answer = Client().post(link_in_last_mail(), follow=True)
    assert "projets qui vous sont confiés" in answer.content.decode()


def test_links_are_asked_for_a_few_times_an_hour(house: Scene, lou: Person) -> None:
    statuses = [
        Client().post(ASK, {"email": "lou@ex.fr"}).status_code for _ in range(LINKS_TO_ONE + 1)
    ]
    assert statuses == [302] * LINKS_TO_ONE + [429]
    elsewhere = [
        Client(REMOTE_ADDR="203.0.113.9").post(ASK, {"email": f"n{number}@ex.fr"}).status_code
        for number in range(LINKS_FROM_ONE_ADDRESS + 1)
    ]
    assert elsewhere == [302] * LINKS_FROM_ONE_ADDRESS + [429]


def test_what_is_no_address_is_said(house: Scene) -> None:
    assert Client().post(ASK, {"email": "lou"}).status_code == 422


# --- the link


def test_reading_the_link_uses_nothing_up(house: Scene, lou: Person) -> None:
    open_space(house.fabien, lou)
    token = token_for(lou)
    for _ in range(3):
        robot = Client()
        assert robot.get(where(token)).status_code == 200
        assert not robot.session.keys()
    assert SignInLink.objects.get().used_at is None
    assert Client().post(where(token)).status_code == 302


def test_link_serves_once_and_takes_the_others_of_the_account_with_it(
    house: Scene, lou: Person
) -> None:
    open_space(house.fabien, lou)
    token, other = token_for(lou), token_for(lou)
    assert Client().post(where(token)).status_code == 302
    assert [Client().post(where(one)).status_code for one in (token, other)] == [410, 410]


def test_expired_tampered_or_forged_link_opens_nothing(house: Scene, lou: Person) -> None:
    open_space(house.fabien, lou)
    token = token_for(lou)
    old = token_for(lou)
    now = timezone.now()
    SignInLink.objects.order_by("-pk").filter(pk=find_link(old).pk).update(  # type: ignore[union-attr]
        made_at=now - 2 * HOUR, expires_at=now - HOUR
    )
    secret, _, signature = token.partition(":")
    forged = (
        "a" + secret[1:] + ":" + signature,
        secret,
        secret + ":",
        token + "x",
        "é:é",
        "x" * 900,
    )
    for one in (old, *forged):
        client = Client()
        answer = client.post(where(one))
        assert (answer.status_code, "_auth_user_id" in client.session) == (410, False)
    assert Client().post(where(token)).status_code == 302


def test_link_of_a_closed_space_or_account_opens_nothing(house: Scene, lou: Person) -> None:
    open_space(house.fabien, lou)
    token = token_for(lou)
    close_space(house.fabien, lou)
    assert Client().post(where(token)).status_code == 410
    open_space(house.fabien, lou)
    User.objects.filter(email=lou.email).update(is_active=False)
    assert Client().post(where(token)).status_code == 410


def test_link_never_goes_round_a_second_code(house: Scene, lou: Person) -> None:
    user = open_space(house.fabien, lou)
    token = token_for(lou)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert Client().post(where(token)).status_code == 410
    Client().post(ASK, {"email": "lou@ex.fr"})
    run_due()
    assert mail.outbox == []


def test_link_opens_the_session_of_its_account_alone(house: Scene, lou: Person) -> None:
    open_space(house.fabien, lou)
    client = Client()
    client.force_login(house.users["Fabien"])
    before = client.session.session_key
    client.post(where(token_for(lou)))
    assert int(client.session["_auth_user_id"]) == account(lou).pk
    assert client.session.session_key != before
    assert client.session.get_expiry_age() <= 12 * 3600
    assert client.get("/equipe/").status_code == 404


def test_link_needs_the_form_s_own_proof(house: Scene, lou: Person) -> None:
    open_space(house.fabien, lou)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(where(token_for(lou))).status_code == 403


def test_erasing_somebody_takes_her_links(house: Scene, lou: Person) -> None:
    open_space(house.fabien, lou)
    token = token_for(lou)
    erase_person(house.fabien, lou, "request")
    assert SignInLink.objects.count() == 0
    assert Client().post(where(token)).status_code == 410


def test_page_of_a_link_is_kept_by_nobody_and_tells_its_address_to_nobody(
    house: Scene, lou: Person
) -> None:
    open_space(house.fabien, lou)
    answer = Client().get(where(token_for(lou)))
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == (
        "private, no-store",
        "no-referrer",
    )
