"""Letters leave after the commit, say why they did not, may be refused, and are erased."""

import re
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client
from django.utils import timezone

from probant.accounts.models import User
from probant.directory.actions import create_person, erase_person
from probant.directory.models import House
from probant.journal.door import change
from probant.journal.timeline import timeline
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.post.bounces import note_return
from probant.post.letters import CATEGORIES, send_again, send_letter, write_letter
from probant.post.models import BackgroundJob, Letter, Unsubscription
from probant.post.retention import expire_letters
from probant.post.tests.conftest import acting, browser, colleague, open_house
from probant.post.worker import run_due

pytestmark = pytest.mark.django_db
State = Letter.State


class Refusing(BaseEmailBackend):
    """A mail server that answers as a test says."""

    answer: Exception = OSError("connexion refusée")

    def send_messages(self, messages: Any) -> int:
        raise self.answer


def write(actor: Actor, **given: Any) -> Letter:
    given = {"to": "elise@exemple.fr", "subject": "Rendez-vous", "text": "À mardi.", **given}
    letter = send_letter(actor, house_id=actor.house, **given)
    assert letter is not None
    return letter


def test_letter_leaves_after_the_change_it_tells_of(direction: Actor, house: House) -> None:
    with change(direction, verb="post.send_letter", houses=[house.pk]) as entry:
        letter = write_letter(
            entry,
            to="elise@exemple.fr",
            subject="Bienvenue\n ici",
            text="Bonjour",
            about=("case", 7),
        )
        assert mail.outbox == []
    assert letter is not None and run_due() == 1
    letter.refresh_from_db()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (
        ["elise@exemple.fr"],
        "Bienvenue ici",
        "Bonjour\n",
    )
    assert "List-Unsubscribe" not in sent.extra_headers
    assert (letter.state, letter.attempts, letter.sent_at is None) == (State.SENT, 1, False)
    assert [line.verb for line in timeline(house.pk, "case", 7)] == ["post.send_letter"]


def test_change_taken_back_sends_nothing(direction: Actor) -> None:
    with transaction.atomic():
        write(direction)
        transaction.set_rollback(True)
    assert (run_due(), mail.outbox, Letter.objects.count()) == (0, [], 0)


@pytest.mark.parametrize("to", ["", "elise", "elise@exemple.fr\nBcc: tous@exemple.fr"])
def test_address_that_is_none_is_refused(direction: Actor, to: str) -> None:
    with pytest.raises(Refused):
        write(direction, to=to)


def test_stranger_to_the_house_writes_nothing_in_its_name(house: House, bruno: User) -> None:
    other = open_house("Voisine")
    with pytest.raises(Refused):
        send_letter(
            acting(bruno, other, Role.OFFICER),
            house_id=house.pk,
            to="a@exemple.fr",
            subject="x",
            text="x",
        )


def test_server_that_does_not_answer_is_asked_again(direction: Actor, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Refusing.answer = OSError("connexion refusée")
    letter = write(direction)
    run_due()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.QUEUED, 1)
    assert letter.reason == "Le serveur de courriel ne répond pas (connexion refusée)."
    job = BackgroundJob.objects.get(kind="post.send")
    assert (job.state, job.reason) == ("queued", letter.reason)
    assert job.next_at is not None and job.next_at > timezone.now()


def test_refused_address_fails_at_once_and_says_why(direction: Actor, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Refusing.answer = smtplib.SMTPRecipientsRefused(
        {"elise@exemple.fr": (550, b"5.1.1 no such user")}
    )
    letter = write(direction)
    run_due()
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == (
        State.FAILED,
        "L’adresse est refusée (550 5.1.1 no such user).",
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_again(direction, letter)
    run_due()
    letter.refresh_from_db()
    assert (letter.state, letter.reason, len(mail.outbox)) == (State.SENT, "", 1)
    with pytest.raises(Refused):
        send_again(direction, letter)


REPORT = """From: MAILER-DAEMON@mx.exemple.fr
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: message/delivery-status

Final-Recipient: rfc822; elise@exemple.fr
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 boîte
 inconnue

--x
Content-Type: message/rfc822

Message-ID: {identifier}

--x--
"""


@pytest.mark.parametrize(
    ("status", "forged", "state"),
    [
        ("5.1.1", False, State.FAILED),
        ("4.4.1", False, State.SENT),
        ("5.1.1", True, State.SENT),
    ],
)
def test_letter_that_comes_back_is_marked(
    direction: Actor, status: str, forged: bool, state: str
) -> None:
    letter = write(direction)
    run_due()
    identifier = str(mail.outbox[0].extra_headers["Message-ID"])
    if forged:
        identifier = identifier.replace("@", "0@").replace(f".{letter.pk}.", f".{letter.pk}.0")
    note_return(REPORT.format(status=status, identifier=identifier).encode())
    letter.refresh_from_db()
    assert letter.state == state
    if state == State.FAILED:
        assert letter.reason == "Le courriel est revenu (5.1.1 550 5.1.1 boîte inconnue)."


def test_same_key_is_written_once(direction: Actor, house: House) -> None:
    write(direction, key="invitation 12")
    again = send_letter(
        direction,
        house_id=house.pk,
        to="elise@exemple.fr",
        subject="x",
        text="x",
        key="invitation 12",
    )
    assert (again, Letter.objects.count()) == (None, 1)


# --- categories that one may refuse


@pytest.fixture
def news() -> str:
    if "test.news" not in CATEGORIES:
        CATEGORIES.register("test.news", "les invitations")
    return "test.news"


def test_reader_unsubscribes_by_the_link_and_gets_no_more(direction: Actor, news: str) -> None:
    write(direction, category=news)
    run_due()
    (sent,) = mail.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.search(r"127.0.0.1:8000(/desabonnement/\S+)", sent.body)
    assert link is not None
    assert f"<http://127.0.0.1:8000{link[1]}>" == sent.extra_headers["List-Unsubscribe"]
    stranger = Client(enforce_csrf_checks=True)
    assert "Ne plus recevoir" in stranger.get(link[1]).content.decode()
    assert Unsubscription.objects.count() == 0  # looking changes nothing
    assert stranger.post(link[1]).status_code == 200
    assert "elise" not in str(Unsubscription.objects.values_list().get())
    later = write(direction, category=news, to="Elise@Exemple.fr")
    asked = write(direction)
    run_due()
    later.refresh_from_db()
    asked.refresh_from_db()
    assert (later.state, asked.state, len(mail.outbox)) == (State.SKIPPED, State.SENT, 2)
    stranger.post(link[1], {"reprendre": "1"})
    assert write(direction, category=news).state == State.QUEUED


def test_forged_link_opens_nothing(db: None) -> None:
    assert Client().get("/desabonnement/abc:def/").status_code == 404


# --- who reads, and what stays


def test_letter_to_a_colleague_is_listed_but_not_read(
    direction: Actor, bruno: User, awa: User
) -> None:
    letter = write(direction, to=bruno.email, user=bruno, text="Votre semaine, secrète")
    assert "Rendez-vous" in browser(awa).get("/courrier/").content.decode()
    assert "secrète" not in browser(awa).get(f"/courrier/{letter.pk}/").content.decode()
    assert "secrète" in browser(bruno).get(f"/courrier/{letter.pk}/").content.decode()


def test_house_next_door_sees_no_letter(direction: Actor) -> None:
    letter = write(direction)
    next_door = browser(colleague(open_house("Voisine"), Role.DIRECTION, "chloe"))
    assert next_door.get(f"/courrier/{letter.pk}/").status_code == 404
    assert next_door.post(f"/courrier/{letter.pk}/renvoyer/").status_code == 404


def test_letters_go_with_the_person_they_were_written_to(direction: Actor) -> None:
    elise = create_person(direction, family_name="Bœuf", email="elise@exemple.fr")
    letter, other = write(direction, person=elise), write(direction, to="autre@exemple.fr")
    erase_person(direction, elise, "request")
    run_due()
    letter.refresh_from_db()
    other.refresh_from_db()
    assert (letter.to, letter.text, letter.state) == ("", "", State.FAILED)
    assert [sent.to for sent in mail.outbox] == [["autre@exemple.fr"]]
    assert (
        "courriel effacé" in str(list(Letter.objects.values_list("subject"))) or not letter.subject
    )


def test_old_letters_are_emptied(direction: Actor, house: House) -> None:
    letter = write(direction)
    run_due()
    today = timezone.localdate()
    assert expire_letters(house.pk, today) == 0
    Letter.objects.update(written_at=timezone.now() - timezone.timedelta(days=800))
    assert (expire_letters(house.pk, today), expire_letters(house.pk, today)) == (1, 0)
    letter.refresh_from_db()
    assert (letter.subject, letter.state) == ("", State.SENT)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_letters_asks_the_same_queries_whatever_its_length(
    rows: int, direction: Actor, awa: User, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        write(direction)
    client = browser(awa)
    client.get("/courrier/")
    with django_assert_num_queries(5):
        client.get("/courrier/")
