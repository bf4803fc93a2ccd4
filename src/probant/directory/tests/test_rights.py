"""What people ask about their data: noted with the day of the law, answered, refused, erased."""

import datetime
import io
import json
import zipfile
from typing import Any

import pytest
from django.utils import timezone

from probant.directory.actions import (
    add_position,
    create_person,
    edit_person,
    erase_person,
    export_data,
    record_request,
    refuse_request,
    settle_request,
)
from probant.directory.errors import AlreadyAsked, AlreadyErased, AlreadySettled
from probant.directory.models import DataRequest, House, Organisation, Person
from probant.directory.requests import due_of, open_requests
from probant.directory.tests.conftest import sign_in, team
from probant.journal.errors import InTheFuture, Stale
from probant.journal.integrity import verify
from probant.journal.models import JournalDetail, JournalEntry
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.holdings import HOLDINGS, Section
from probant.kernel.roles import Role
from probant.kernel.todo import due

FAR = datetime.date(2200, 1, 1)


def herself(person: Person, house_id: int | None = None) -> Actor:
    return Actor(9, None, house_id, frozenset({Role.HOLDER}), person.pk)


def opened(content: bytes) -> tuple[dict[str, Any], str]:
    """The JSON and the page of an exported archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == ["donnees.html", "donnees.json"]
        page = archive.read("donnees.html").decode()
        return json.loads(archive.read("donnees.json")), page


def test_all_that_is_held_is_given_in_a_page_and_for_a_machine(
    actor: Actor, jardins: Organisation, elise: Person
) -> None:
    record_request(actor, elise, kind="access")
    before = JournalEntry.objects.count()
    content, page = opened(export_data(actor, elise))
    assert JournalEntry.objects.count() == before + 1
    sections = {one["title"]: one["rows"] for one in content["sections"]}
    assert sections["Identité et coordonnées"] == [
        {
            "prénom": "Élise",
            "nom": "Bœuf",
            "courriel": "elise@exemple.fr",
            "téléphone": "06 01 02 03 04",
        }
    ]
    assert sections["Fonctions"][0]["structure"] == "Les Jardins de l’Œuvre"
    assert "Élise" in page
    assert open_requests(actor) == []


def test_what_the_team_wrote_is_joined_by_the_direction_alone(
    house: House, actor: Actor, elise: Person
) -> None:
    def holder(house_id: int, person_id: int) -> list[Section]:
        return [Section("Notes", ("note",), (("secret",),), reserved=True)]

    HOLDINGS.register("test", holder)
    try:
        assert "secret" not in opened(export_data(actor, elise))[1]
        assert "secret" in opened(export_data(actor, elise, with_reserved=True))[1]
        for other in (team(house, Role.OFFICER), herself(elise)):
            with pytest.raises(Refused):
                export_data(other, elise, with_reserved=True)
        own = Actor(1, house.pk, house.pk, frozenset({Role.DIRECTION}), elise.pk)
        with pytest.raises(Refused):
            export_data(own, elise, with_reserved=True)
    finally:
        del HOLDINGS._items["test"]


def test_a_text_that_looks_like_a_page_stays_a_text(actor: Actor, elise: Person) -> None:
    edit_person(actor, elise, given_name="<script>", family_name="a & b")
    page = opened(export_data(actor, Person.objects.get(pk=elise.pk)))[1]
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_person_exports_and_asks_for_herself_and_for_nobody_else(
    actor: Actor, elise: Person
) -> None:
    other = create_person(actor, family_name="Autre")
    assert opened(export_data(herself(elise), elise))[0]["sections"]
    record_request(herself(elise), elise, kind="erasure")
    assert [one.request.person for one in open_requests(actor)] == [elise]
    for act in (
        lambda: export_data(herself(elise), other),
        lambda: record_request(herself(elise), other, kind="erasure"),
        lambda: export_data(Actor.public(), elise),
    ):
        with pytest.raises(Refused):
            act()
    assert list(DataRequest.objects.visible_to(herself(elise)).values_list("person")) == [
        (elise.pk,)
    ]
    assert list(DataRequest.objects.visible_to(herself(other))) == []


def test_the_answer_is_due_one_month_after_the_day_received(actor: Actor, elise: Person) -> None:
    received = datetime.date(2026, 1, 31)
    asked = record_request(actor, elise, kind="erasure", received_on=received)
    assert due_of(asked) == datetime.date(2026, 2, 28)
    found = [one for one in due(actor, FAR) if one.address.startswith("/personnes/")]
    assert [(one.title, one.due_on) for one in found] == [
        ("Effacer Élise Bœuf", datetime.date(2026, 2, 28))
    ]
    assert due(actor, datetime.date(2026, 2, 27)) == []
    officer = team(House.objects.get(pk=actor.house), Role.OFFICER)
    assert [one for one in due(officer, FAR) if "Effacer" in one.title] == []


def test_a_day_before_the_law_shuts_no_page(house: House, actor: Actor, elise: Person) -> None:
    asked = record_request(actor, elise, kind="access", received_on=datetime.date(1926, 1, 31))
    assert due_of(asked) == datetime.date(1926, 2, 28)
    client = sign_in(house)
    assert client.get(f"/personnes/{elise.pk}/donnees/").status_code == 200
    assert client.get("/").status_code == 200  # it waits there for its answer


def test_the_same_request_is_noted_once_and_never_tomorrow_s(actor: Actor, elise: Person) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(InTheFuture):
        record_request(actor, elise, kind="access", received_on=tomorrow)
    record_request(actor, elise, kind="access")
    with pytest.raises(AlreadyAsked):
        record_request(actor, elise, kind="access")


def test_a_refusal_says_its_ground_and_its_text_is_not_in_the_chain(
    house: House, actor: Actor, elise: Person
) -> None:
    asked = record_request(actor, elise, kind="erasure")
    with pytest.raises(Refused):
        refuse_request(team(house, Role.OFFICER), asked, ground="law", reason="x")
    refuse_request(actor, asked, ground="law", reason="Élise : dix ans, Code de commerce")
    asked.refresh_from_db()
    assert (asked.state, asked.settled_on) == ("refused", timezone.localdate())
    assert not [
        body for body in JournalDetail.objects.values_list("body", flat=True) if "dix" in body
    ]
    with pytest.raises(AlreadySettled):
        refuse_request(actor, asked, ground="law", reason="encore")
    erase_person(actor, elise, "request")
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "")


def test_a_correction_made_settles_its_request(actor: Actor, elise: Person) -> None:
    asked = record_request(actor, elise, kind="rectification")
    settle_request(actor, asked)
    assert open_requests(actor) == []


def test_erasing_settles_what_was_asked_then_nothing_personal_can_be_exported(
    actor: Actor, jardins: Organisation, elise: Person
) -> None:
    asked = record_request(actor, elise, kind="erasure")
    erase_person(actor, elise, "request")
    asked.refresh_from_db()
    assert asked.state == "done"
    elise.refresh_from_db()
    with pytest.raises(Refused, match="effacée"):
        export_data(actor, elise)
    for name, holder in HOLDINGS.items():
        told = json.dumps([one.as_dict() for one in holder(elise.house_id, elise.pk)], default=str)
        for trace in ("lise", "œuf", "06 01", "présidente"):
            assert trace not in told, name
    assert verify() == []


def test_an_erased_person_is_corrected_no_more_and_asks_no_more(
    actor: Actor, elise: Person
) -> None:
    erase_person(actor, elise, "request")
    elise.refresh_from_db()
    with pytest.raises(AlreadyErased):
        edit_person(actor, elise, given_name="É", family_name="B")
    with pytest.raises(Refused):
        record_request(actor, elise, kind="access")


def test_two_who_correct_a_person_at_once_do_not_undo_each_other(
    actor: Actor, elise: Person
) -> None:
    read_at = JournalEntry.objects.latest("seq").seq
    edit_person(actor, elise, given_name="Élise", family_name="Martin", read_at=read_at)
    with pytest.raises(Stale):
        edit_person(actor, elise, given_name="Élise", family_name="Durand", read_at=read_at)
    elise.refresh_from_db()
    assert (str(elise), elise.name_key) == ("Élise Martin", "martin elise")


def test_the_pages_note_answer_and_give(house: House, jardins: Organisation, elise: Person) -> None:
    client = sign_in(house)
    page = f"/personnes/{elise.pk}/donnees/"
    assert "06 01 02 03 04" in client.get(page).content.decode()
    today = timezone.localdate().strftime("%d/%m/%Y")
    client.post(page, {"kind": "rectification", "received_on": today})
    client.post(page, {"kind": "erasure", "received_on": today})
    asked = {one.kind: one for one in DataRequest.objects.all()}
    assert "Effacer Élise Bœuf" in client.get("/personnes/demandes/").content.decode()
    assert "Effacer Élise Bœuf" in client.get("/").content.decode()
    refusal = f"/personnes/demandes/{asked['erasure'].pk}/refus/"
    assert client.post(refusal, {"ground": "law"}).status_code == 422
    assert client.post(refusal, {"ground": "law", "reason": "Dix ans."}).status_code == 302
    assert client.get(refusal).status_code == 404
    client.post(f"/personnes/demandes/{asked['rectification'].pk}/traitee/")
    assert list(DataRequest.objects.values_list("state", flat=True).order_by("state")) == [
        "done",
        "refused",
    ]
    given = client.post(page + "fichier/", {})
    assert given["Content-Disposition"] == f'attachment; filename="donnees-{elise.pk}.zip"'
    assert opened(given.content)[0]["sections"]
    assert client.get(page + "fichier/").status_code == 405


def test_another_house_sees_nothing_of_it(house: House, other: House, elise: Person) -> None:
    asked = record_request(team(house), elise, kind="erasure")
    stranger = sign_in(other)
    for address in (
        f"/personnes/{elise.pk}/donnees/",
        f"/personnes/{elise.pk}/modifier/",
        f"/personnes/{elise.pk}/fonctions/",
        f"/personnes/demandes/{asked.pk}/refus/",
    ):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/personnes/{elise.pk}/donnees/fichier/").status_code == 404
    assert open_requests(team(other)) == []
    with pytest.raises(Person.DoesNotExist):
        edit_person(team(other), elise, given_name="X", family_name="Y")


def test_a_position_is_dated_and_in_a_structure_of_the_directory(
    house: House, actor: Actor, jardins: Organisation, elise: Person
) -> None:
    client = sign_in(house)
    address = f"/personnes/{elise.pk}/fonctions/"
    wrong = client.post(address, {"organisation": "Inconnue", "title": "membre"})
    assert "ajoutez-la d’abord" in wrong.content.decode()
    late = {"starts_on": "01/02/2024", "ends_on": "01/01/2024"}
    given = {"organisation": "les jardins", "title": "trésorière"}
    assert client.post(address, given | late).status_code == 422
    client.post(address, given | {"starts_on": "01/02/2024", "ends_on": "01/03/2024"})
    held = elise.positions.get(title="trésorière")
    assert (held.organisation, held.ends_on) == (jardins, datetime.date(2024, 3, 1))
    add_position(actor, elise, jardins, title="membre")
    assert elise.positions.count() == 3
