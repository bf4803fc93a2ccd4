"""Corrections of participants, letters of mission with their file, letters of a year at once."""

import datetime
import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from probant.engagement import actions
from probant.engagement.models import (
    MissionLetter,
    Participant,
    ParticipantEntered,
    ParticipantLeft,
    VolunteerPaper,
)
from probant.engagement.tests.test_staff_screens import typed
from probant.engagement.tests.volunteering import Volunteers, volunteers
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.programmes.actions import create_action
from probant.programmes.tests.scenario import DAY

pytestmark = pytest.mark.django_db
WHY = {"code": "error", "reason": "mauvaise ligne"}


@pytest.fixture
def house() -> Volunteers:
    return volunteers()


def entered(house: Volunteers) -> Participant:
    action = create_action(house.scene.fabien, house_id=house.scene.house.pk, name="Créer")
    return actions.enter_participant(
        house.scene.awa, person=house.sara, action=action, entered_on=DAY, status="chomage"
    )


def test_entry_and_exit_are_corrected_and_voided_with_a_reason(
    client: Client, house: Volunteers
) -> None:
    client.force_login(house.scene.users["Awa"])
    row = entered(house)
    later = DAY + datetime.timedelta(days=60)
    actions.leave_participant(house.scene.awa, participant=row, left_on=later, status="emploi")
    went_in, went_out = ParticipantEntered.objects.get(), ParticipantLeft.objects.get()
    page = client.get(reverse("engagement:participant", args=[row.pk])).content.decode()
    assert (page.count("Remplacer"), page.count(">Annuler<")) == (2, 2)
    mend = reverse("engagement:participant-replace", args=["entree", went_in.pk])
    late = client.post(mend, typed(occurred_on="01/06/2023", status="inactif", **WHY))
    assert (late.status_code, "La sortie précède" in late.content.decode()) == (422, True)
    assert "01/06/2023" in late.content.decode()
    client.post(mend, typed(occurred_on="20/03/2023", status="inactif", **WHY))
    standing = ParticipantEntered.objects.now().get()
    row.refresh_from_db()
    assert (standing.status, standing.replaces_id, row.entered_on) == (
        "inactif",
        went_in.pk,
        datetime.date(2023, 3, 20),
    )
    with pytest.raises(Refused, match="annulez-la d’abord"):
        actions.void_participant_fact(house.scene.awa, fact=standing, **WHY)
    gone = reverse("engagement:participant-void", args=["sortie", went_out.pk])
    client.post(gone, typed(**WHY))
    row.refresh_from_db()
    assert (row.left_on, ParticipantLeft.objects.now().count()) == (None, 0)
    client.post(reverse("engagement:participant-void", args=["entree", standing.pk]), typed(**WHY))
    assert client.get(reverse("engagement:participant", args=[row.pk])).status_code == 404
    again = actions.enter_participant(
        house.scene.awa, person=house.sara, action=row.action, entered_on=DAY, status="emploi"
    )
    assert list(Participant.objects.visible_to(house.scene.awa)) == [again]
    assert verify() == []


def test_a_letter_of_mission_keeps_its_signed_file(
    client: Client, house: Volunteers, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(house.scene.users["Fabien"])
    action = create_action(house.scene.fabien, house_id=house.scene.house.pk, name="Réseau")
    post = actions.open_post(house.scene.fabien, house_id=house.scene.house.pk, title="DLA")
    actions.sign_contract(
        house.scene.fabien, post=post, person=house.sara, starts_on=DAY, share_hundredths=10_000
    )
    given = {
        "person": house.sara.pk,
        "action": action.pk,
        "share_hundredths": "20 %",
        "starts_on": "01/04/2023",
        "ends_on": "31/12/2023",
    }
    signed = SimpleUploadedFile("lettre.pdf", b"%PDF-1.4 signee")
    client.post(reverse("engagement:letter-create"), typed(**given, copy=signed))
    letter = MissionLetter.objects.get()
    where = reverse("engagement:letter-copy", args=[letter.pk])
    assert client.get(where).getvalue() == b"%PDF-1.4 signee"
    sheet = reverse("engagement:sheet", args=[house.sara.pk, 2023, 4])
    assert where in client.get(sheet).content.decode()
    client.force_login(house.scene.users["Chloé"])
    assert client.get(where).status_code == 404


def test_the_letters_of_a_year_are_drawn_at_once_and_printed_one_a_page(
    client: Client, house: Volunteers
) -> None:
    client.force_login(house.scene.users["Awa"])
    anna = house.another("Zola")
    house.another("Sans heures")
    for person, minutes in ((house.sara, 90), (anna, 60)):
        actions.log_hours(house.scene.awa, person=person, occurred_on=DAY, minutes=minutes)
    where = reverse("reports:yearly-letters", args=[2023])
    page = client.get(where).content.decode()
    assert ("2 lettres à établir" in page, "Sans heures" in page) == (True, False)
    assert client.post(where, typed(signed_by="")).status_code == 422
    client.post(where, typed(signed_by="Inès Roux", capacity="présidente"))
    told = VolunteerPaper.objects.values_list("person__family_name", "kind", "signed_by")
    assert sorted(told) == [("Belin", "letter", "Inès Roux"), ("Zola", "letter", "Inès Roux")]
    again = client.post(where, typed(signed_by="Inès Roux"))
    assert (again.status_code, "chacun a déjà la sienne" in again.content.decode()) == (422, True)
    taken = client.post(reverse("reports:yearly-letters-file", args=[2023]), {"format": "pdf"})
    pages = pypdfium2.PdfDocument(io.BytesIO(taken.content))
    texts = [one.get_textpage().get_text_range() for one in pages]
    assert len(texts) == 3
    assert ("Sara Belin" in texts[0] and "Anna Zola" in texts[0]) is True
    assert ("Merci, Sara Belin" in texts[1], "Merci, Anna Zola" in texts[2]) == (True, True)
    assert client.get(reverse("reports:yearly-letters", args=[1850])).status_code == 404
