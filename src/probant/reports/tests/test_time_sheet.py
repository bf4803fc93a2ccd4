"""The monthly time sheet on paper: days × actions, totals, FTE, who signed."""

import datetime

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from probant.accounts.models import Membership
from probant.directory.actions import create_person
from probant.engagement import actions
from probant.engagement.queries.sheets import sheet_of
from probant.programmes.actions import create_action
from probant.programmes.tests.scenario import scene

pytestmark = pytest.mark.django_db


def test_a_sheet_is_printed_with_its_days_its_total_and_its_signature(client: Client) -> None:
    house = scene()
    awa = create_person(house.awa, given_name="Awa", family_name="Diallo")
    Membership.objects.filter(user=house.users["Awa"]).update(person=awa)
    action = create_action(house.fabien, house_id=house.house.pk, name="Animer le réseau")
    for number in range(20):
        actions.log_staff_time(
            house.awa,
            person=awa,
            occurred_on=datetime.date(2023, 3, 1 + number),
            minutes=210,
            action=action,
        )
    content = sheet_of(awa, 2023, 3).content
    actions.sign_sheet(house.awa, person=awa, year=2023, month=3, part="employee", content=content)
    client.force_login(house.users["Awa"])
    where = reverse("reports:time-sheet", args=[awa.pk, 2023, 3])
    written = client.post(where, {"format": "pdf"})
    assert (written.status_code, written.content[:5]) == (200, b"%PDF-")
    with pypdfium2.PdfDocument(written.content) as pages:
        told = " ".join(page.get_textpage().get_text_range() for page in pages)
    told = " ".join(told.split())
    assert "Animer le réseau" in told
    assert "mar. 14/03/2023" in told
    assert "70 h" in told
    assert "Salarié·e : signé par Awa" in told
    client.force_login(house.users["Chloé"])
    assert client.post(where, {"format": "pdf"}).status_code == 404
