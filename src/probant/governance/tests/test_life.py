"""Statutes by version, follow-up of decisions, fees of members."""

import datetime
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.directory.actions import create_organisation
from probant.directory.models import Card
from probant.governance import actions
from probant.governance.models import Fee, FollowUp, Statutes
from probant.governance.queries.life import in_force, statutes_findings, statutes_of
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.kernel.todo import TODO
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db
Day = datetime.date
PAGE = "governance:life"


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> Scene:
    settings.MEDIA_ROOT = tmp_path
    return scene()


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_version_of_the_statutes_says_its_assembly_its_day_and_holds_its_text(
    client: Client, house: Scene
) -> None:
    client.force_login(house.users["Awa"])
    where = reverse("governance:statutes-add")
    given = {"adopted_on": "12/03/2022", "summary": "Le siège passe à Dijon."}
    nobody = client.post(where, typed(**given))
    assert (nobody.status_code, "quelle assemblée" in text(nobody)) == (422, True)
    assert "Le siège passe à Dijon." in text(nobody)
    sent = SimpleUploadedFile("statuts.pdf", b"%PDF-1.4 statuts")
    client.post(where, typed(**given, adopted_by="AGE du 12 mars 2022", copy=sent))
    row = Statutes.objects.get()
    page = text(client.get(reverse(PAGE)))
    assert ("AGE du 12 mars 2022" in page, "en vigueur" in page) == (True, True)
    assert "à faire avant le 12 juin 2022" in page
    copy = reverse("governance:statutes-copy", args=[row.pk])
    assert client.get(copy).getvalue() == b"%PDF-1.4 statuts"
    edit = reverse("governance:statutes", args=[row.pk])
    early = client.post(edit, typed(declared_on="01/02/2022"))
    assert (early.status_code, "entre l’adoption et aujourd’hui" in text(early)) == (422, True)
    client.post(edit, typed(declared_on="20/04/2022"))
    page = text(client.get(reverse(PAGE)))
    assert ("déclarés le" in page, "pas encore déclarés" in page) == (True, False)
    client.force_login(house.users["Chloé"])
    assert client.get(copy).status_code == 404


def test_the_version_in_force_is_read_on_a_day_and_declared_within_three_months(
    house: Scene,
) -> None:
    common: dict[str, Any] = {"house_id": house.house.pk, "adopted_by": "AGE"}
    actions.add_statutes(
        house.awa, adopted_on=Day(2010, 5, 4), declared_on=Day(2010, 9, 1), **common
    )
    actions.add_statutes(
        house.awa, adopted_on=Day(2022, 3, 12), in_force_from=Day(2023, 1, 1), **common
    )
    new, old = found = statutes_of(house.awa)
    days = (Day(2009, 1, 1), Day(2022, 6, 1), Day(2023, 1, 1))
    assert [in_force(found, day) for day in days] == [None, old, new]
    told = [(one.code, str(one.severity)) for one in statutes_findings(found, Day(2022, 6, 12))]
    assert told == [
        ("association.statutes_undeclared", "info"),
        ("association.statutes_no_document", "gap"),
    ]
    (first, *_) = statutes_findings(found, Day(2022, 6, 13))
    assert str(first.severity) == "warning"
    with pytest.raises(Refused, match="commence déjà"):
        actions.add_statutes(house.awa, adopted_on=Day(2010, 5, 4), **common)
    ahead = timezone.localdate() + datetime.timedelta(days=9)
    with pytest.raises(Refused, match="pas encore adoptés"):
        actions.add_statutes(house.awa, adopted_on=ahead, **common)


def test_statutes_older_than_the_law_of_1901_had_nothing_to_declare(
    client: Client, house: Scene
) -> None:
    client.force_login(house.users["Awa"])
    actions.add_statutes(
        house.awa, house_id=house.house.pk, adopted_by="AGE", adopted_on=Day(1850, 5, 4)
    )
    told = [one.code for one in statutes_findings(statutes_of(house.awa), Day(2022, 6, 12))]
    assert told == ["association.statutes_no_document"]
    assert client.get(reverse(PAGE)).status_code == 200


def test_a_follow_up_is_asked_of_somebody_and_done(client: Client, house: Scene) -> None:
    client.force_login(house.users["Awa"])
    where = reverse("governance:follow-up-ask")
    given = {"decided_on": "14/03/2023", "what": "Demander trois devis"}
    nobody = client.post(where, typed(**given, due_on="01/03/2023"))
    assert nobody.status_code == 422
    assert "Dites qui s’en charge" in text(nobody)
    assert "L’échéance suit la décision" in text(nobody)
    client.post(where, typed(**given, user=house.users["Awa"].pk, due_on="30/04/2023"))
    row = FollowUp.objects.get()
    assert "en retard" in text(client.get(reverse(PAGE)))
    due = list(TODO["governance.life"](house.awa, timezone.localdate()))
    assert [(one.title, one.due_on) for one in due] == [("Demander trois devis", Day(2023, 4, 30))]
    assert client.get(due[0].address).status_code == 200
    settle = reverse("governance:follow-up", args=[row.pk])
    early = client.post(settle, typed(done_on="01/03/2023", outcome="trop tôt"))
    assert (early.status_code, "trop tôt" in text(early)) == (422, True)
    client.post(settle, typed(done_on="02/05/2023", outcome="trois devis reçus"))
    page = text(client.get(reverse(PAGE)))
    assert ("trois devis reçus" in page, "en retard" in page) == (True, False)
    assert list(TODO["governance.life"](house.awa, timezone.localdate())) == []
    assert verify() == []


def test_fees_are_called_once_from_members_and_paid_or_excused(
    client: Client, house: Scene
) -> None:
    client.force_login(house.users["Awa"])
    for name in ("La Coursive", "Le Fournil"):
        create_organisation(actor=house.awa, name=name, family="association")
    named = Card.objects.filter(house=house.house, name__in=["La Coursive", "Le Fournil"])
    named.update(is_member=True)
    where = reverse("governance:fees") + "?annee=2023"
    assert client.post(where, typed(amount_cents="")).status_code == 422
    client.post(where, typed(amount_cents="30 €"))
    again = client.post(where, typed(amount_cents="30"))
    assert (again.status_code, "Aucun membre de l’annuaire" in text(again)) == (422, True)
    add = reverse("governance:fee-add") + "?annee=2023"
    client.post(add, typed(name="Anna Zola", amount_cents="10"))
    twice = client.post(add, typed(name="Anna Zola", amount_cents="10"))
    assert (twice.status_code, "est déjà notée" in text(twice)) == (422, True)
    coursive, fournil, anna = Fee.objects.order_by("pk")
    pay = reverse("governance:fee", args=[coursive.pk])
    assert client.post(pay, typed(state="paid", settled_on="")).status_code == 422
    client.post(pay, typed(state="paid", settled_on="02/02/2023", note="virement"))
    excuse = reverse("governance:fee", args=[anna.pk])
    client.post(excuse, typed(state="excused", settled_on="03/02/2023"))
    page = text(client.get(where)).replace("\u00a0", " ").replace("\u202f", " ")
    assert "30 € payés, 30 € attendus" in page
    taken = client.get(reverse("governance:fees-csv") + "?annee=2023").content.decode("utf-8-sig")
    assert "2023;Le Fournil;30" in taken
    assert fournil.state == "called"
    with pytest.raises(Refused):
        actions.call_fees(
            house.actor("Chloé"), house_id=house.house.pk, year=2024, amount_cents=100
        )


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        actions.add_statutes(
            house.awa,
            house_id=house.house.pk,
            adopted_on=Day(2010 + number, 5, 4),
            adopted_by=f"AGE n° {number}",
        )
        actions.ask_follow_up(
            house.awa,
            house_id=house.house.pk,
            decided_on=Day(2023, 3, 14),
            what=f"Suite n° {number}",
            who="La présidente",
        )
    client.force_login(house.users["Awa"])
    client.get(reverse(PAGE))
    # session, user, roles; statutes, follow-ups open and done, fees
    with django_assert_num_queries(7):
        page = text(client.get(reverse(PAGE)))
    assert (page.count("AGE n°"), page.count("Suite n°")) == (count, count)
