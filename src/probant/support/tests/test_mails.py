"""A mail dropped on a case lands on its timeline, is read by whom it may, and can be erased."""

from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from probant.directory.actions import create_person, erase_person
from probant.kernel.decision import Refused
from probant.support.actions import entrust_case, open_case
from probant.support.actions.mails import erase_mail, file_mail
from probant.support.mail_retention import expire_mails
from probant.support.models import Audience, Case, CaseMail
from probant.support.queries.mails import cases_for
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(tmp_path: Any, settings: Any) -> None:
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"
    settings.MEDIA_ROOT = tmp_path / "documents"


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def case(house: Scene) -> Case:
    return case_of(house, "L’Épicerie")


def mail(subject: str = "Nos statuts", text: str = "Les voici, confidentiels.") -> bytes:
    message = EmailMessage()
    message["From"] = "Élise Bœuf <elise@exemple.fr>"
    message["To"] = "awa@pole.fr"
    message["Subject"] = subject
    message["Message-ID"] = "<1@exemple.fr>"
    message["Date"] = "Tue, 3 Mar 2026 09:30:00 +0100"
    message.set_content(text)
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Été.pdf")
    return bytes(message)


def filed(house: Scene, case: Case, **more: Any) -> CaseMail:
    return file_mail(house.awa, case=case, name="re.eml", content=mail(), **more)


def browser(house: Scene, name: str) -> Client:
    client = Client()
    client.force_login(house.users[name])
    return client


def drop(content: bytes, name: str = "re.eml") -> dict[str, Any]:
    return {"mail": SimpleUploadedFile(name, content), "audience": "team"}


def test_mail_dropped_on_a_case_is_told_on_its_page(house: Scene, case: Case) -> None:
    client = browser(house, "Awa")
    answer = client.post(f"/dossiers/{case.pk}/courriel/", drop(mail()), follow=True)
    page = answer.content.decode()
    row = CaseMail.objects.get()
    assert f"/dossiers/courriels/{row.pk}/" in page and "Courriel : Nos statuts" in page
    assert (row.sender_email, row.dated_on.isoformat()) == ("elise@exemple.fr", "2026-03-03")
    sheet = client.get(f"/dossiers/courriels/{row.pk}/").content.decode()
    assert "Les voici, confidentiels." in sheet and "Été.pdf" in sheet
    joined = client.get(f"/dossiers/courriels/{row.pk}/pieces/1/")
    assert (joined.content, joined["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert "attachment" in joined["Content-Disposition"]
    assert client.get(f"/dossiers/courriels/{row.pk}/pieces/2/").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"Bonjour, une note.", "note.eml", "n’est pas un courriel lisible"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "re.msg", "abîmé"),
        (mail(), "re.pdf", "un fichier .eml ou .msg"),
        (b"", "re.eml", "Ce fichier est vide."),
    ],
)
def test_what_is_no_mail_is_refused_with_what_to_do(
    house: Scene, case: Case, content: bytes, name: str, told: str
) -> None:
    address = f"/dossiers/{case.pk}/courriel/"
    answer = browser(house, "Awa").post(address, drop(content, name))
    assert told in answer.content.decode()
    assert not CaseMail.objects.exists()


def test_same_mail_is_on_a_case_once(house: Scene, case: Case) -> None:
    filed(house, case)
    with pytest.raises(Refused, match="déjà sur ce dossier"):
        filed(house, case)
    other = case_of(house, "La Régie")
    assert file_mail(house.awa, case=other, name="re.eml", content=mail()).pk


@pytest.mark.parametrize(
    ("audience", "readers"),
    [(Audience.TEAM, {"Awa", "Fabien"}), (Audience.SHARED, {"Awa", "Fabien", "Sara"})],
)
def test_mail_is_read_by_its_audience_alone(
    house: Scene, case: Case, audience: str, readers: set[str]
) -> None:
    row = filed(house, case, audience=audience)
    entrust_case(house.awa, case=case, user=house.users["Sara"], starts_on=DAY)
    found = {
        name
        for name in ("Awa", "Fabien", "Sara", "Michel", "Bruno", "Chloé")
        if browser(house, name).get(f"/dossiers/courriels/{row.pk}/").status_code == 200
    }
    assert found == readers


def test_stranger_files_nothing(house: Scene, case: Case) -> None:
    for name in ("Sara", "Michel", "Bruno", "Chloé"):
        with pytest.raises(Refused):
            file_mail(house.actor(name), case=case, name="re.eml", content=mail())


def test_mail_taken_off_keeps_its_day_and_nothing_else(house: Scene, case: Case) -> None:
    row = erase_mail(house.awa, mail=filed(house, case))
    assert (row.subject, row.text, row.sender_email, row.document_id) == ("", "", "", None)
    assert row.erased_on == timezone.localdate()
    assert "Nos statuts" not in browser(house, "Awa").get(f"/dossiers/{case.pk}/").content.decode()


def test_mails_go_with_the_person_who_wrote_them(house: Scene, case: Case) -> None:
    elise = create_person(house.awa, family_name="Bœuf", email="Elise@Exemple.fr")
    row = filed(house, case)
    erase_person(house.actor("Fabien"), elise, "request")
    row.refresh_from_db()
    assert (row.sender_name, row.text) == ("", "")


def test_old_mails_are_emptied(house: Scene, case: Case) -> None:
    row = filed(house, case)
    assert expire_mails(house.house.pk, row.dated_on) == 0
    assert expire_mails(house.house.pk, timezone.localdate()) == 1


def test_cases_are_proposed_by_the_addresses_of_people_and_structures(house: Scene) -> None:
    epicerie = structure(house, "L’Épicerie", email="Contact@epicerie.fr")
    regie = structure(house, "La Régie")
    create_person(house.awa, family_name="Bœuf", email="elise@exemple.fr", organisation=regie)
    case_of(house, "Sans rapport")
    for organisation in (epicerie, regie):
        open_case(
            house.awa, programme=house.programme("dla"), opened_on=DAY, organisation=organisation
        )

    def named(*addresses: str) -> list[str]:
        return sorted(case.title for case in cases_for(house.awa, addresses))

    assert named("contact@epicerie.fr") == ["L’Épicerie"]
    assert named("ELISE@exemple.fr") == ["La Régie"]
    assert named("elise@exemple.fr", "contact@epicerie.fr", "x@y.fr") == ["La Régie", "L’Épicerie"]
    assert named() == named("inconnu@exemple.fr") == []
    assert cases_for(house.actor("Chloé"), ["elise@exemple.fr"]) == []
