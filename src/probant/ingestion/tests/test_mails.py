"""A mail in the inbox proposes the cases that it may speak of; one click files it."""

import datetime
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from probant.accounts.models import User
from probant.directory.actions import create_person
from probant.ingestion.actions.mail_in import take_forwarded
from probant.ingestion.models import Reading, Status
from probant.ingestion.tests.inbox_scenario import Scene
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.programmes.actions import adopt_programme
from probant.support.actions import open_case
from probant.support.models import Case, CaseMail

pytestmark = pytest.mark.django_db


def mail(sender: str = "elise@exemple.fr", text: str = "Bonjour") -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Élise Bœuf <{sender}>"
    message["To"] = "awa@pole.fr"
    message["Subject"] = "Nos statuts"
    message.set_content(text)
    return message


def dropped(content: bytes, name: str = "re.eml") -> dict[str, Any]:
    return {"fichiers": [SimpleUploadedFile(name, content)]}


def email_of(actor: Actor) -> str:
    return User.objects.get(pk=actor.user_id).email


@pytest.fixture
def place() -> Scene:
    return Scene()


@pytest.fixture
def case(place: Scene) -> Case:
    programme = adopt_programme(place.colleague, house_id=place.house.pk, code="dla")
    found = open_case(
        place.colleague,
        programme=programme,
        opened_on=datetime.date(2024, 3, 21),
        organisation=place.workshops,
    )
    create_person(
        place.colleague,
        family_name="Bœuf",
        email="elise@exemple.fr",
        organisation=place.workshops,
    )
    return found


@pytest.mark.parametrize(
    "content",
    [bytes(mail()), bytes(mail("awa@pole.fr", "De : Élise <Elise@exemple.fr>\nBonjour"))],
    ids=["received", "forwarded"],
)
def test_mail_proposes_the_case_of_who_wrote_it_and_is_filed_in_one_click(
    place: Scene, case: Case, content: bytes
) -> None:
    answer = place.awa.post("/documents/", dropped(content), follow=True)
    reading = Reading.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/documents/{reading.document_id}/courriel/"
    assert f'name="case" value="{case.pk}"' in page
    assert (reading.status, "Nos statuts" in reading.text) == (Status.READ, True)
    done = place.awa.post(f"/documents/{reading.document_id}/courriel/", {"case": str(case.pk)})
    assert done["Location"] == f"/dossiers/{case.pk}/"
    reading.refresh_from_db()
    filed = CaseMail.objects.get()
    assert (filed.case_id, filed.document_id) == (case.pk, reading.document_id)
    assert (reading.status, reading.made) == (Status.ACCEPTED, [["case", case.pk, case.title]])
    again = place.awa.post(f"/documents/{reading.document_id}/courriel/", {"case": str(case.pk)})
    assert (again.status_code, CaseMail.objects.count()) == (302, 1)


def test_mail_of_nobody_known_is_filed_by_the_name_of_a_case(place: Scene, case: Case) -> None:
    place.awa.post("/documents/", dropped(bytes(mail("inconnu@exemple.fr"))))
    address = f"/documents/{Reading.objects.get().document_id}/courriel/"
    assert f'value="{case.pk}"' not in place.awa.get(address).content.decode()
    found = place.awa.get(address, {"q": case.title[:6]}).content.decode()
    assert f'name="case" value="{case.pk}"' in found


def test_damaged_mail_is_kept_and_says_why(place: Scene) -> None:
    place.awa.post("/documents/", dropped(b"rien d'un courriel"))
    reading = Reading.objects.get()
    assert reading.status == Status.UNREADABLE
    page = place.awa.get(f"/documents/{reading.document_id}/", follow=True).content.decode()
    assert "n’est pas un courriel lisible" in page


# --- forwarded to the house's address


def test_forwarded_mail_waits_in_the_inbox_of_its_sender(place: Scene) -> None:
    outer = mail(email_of(place.actor))
    outer.add_attachment(mail("elise@exemple.fr", "La demande"))
    received = take_forwarded(bytes(outer))
    reading = Reading.objects.get()
    assert received.reading == reading
    assert (reading.house_id, reading.received_by_id) == (place.house.pk, place.actor.user_id)
    assert "elise@exemple.fr" in reading.text and "La demande" in reading.text
    assert take_forwarded(bytes(outer)).is_new is False


@pytest.mark.parametrize("who", ["inconnu@exemple.fr", "bruno"])
def test_mail_of_somebody_outside_the_team_is_not_taken(place: Scene, who: str) -> None:
    sender = email_of(place.funder) if who == "bruno" else who
    with pytest.raises(Refused):
        take_forwarded(bytes(mail(sender)))
    assert not Reading.objects.exists()
