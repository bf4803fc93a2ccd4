"""Files of a case by its rights and their audience; versions; milestones."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from probant.documents.models import Document
from probant.documents.store import path_of
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import Case, CaseFile, Milestone, MilestoneReached
from probant.support.queries.files import of_case, offered, shared_with_holder
from probant.support.queries.history import history
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def added(house: Scene, case: Case, name: str = "statuts.pdf", **more: Any) -> CaseFile:
    content = [f"contenu de {name}".encode()]
    (row,) = actions.add_files(house.awa, case=case, files=[(name, content)], **more)
    return row


def test_several_files_are_one_entry_and_keep_their_names(house: Scene) -> None:
    case = case_of(house)
    rows = actions.add_files(
        house.awa, case=case, files=[("a.pdf", [b"a"]), ("b.pdf", [b"b"])], milestone="statuts"
    )
    assert [(row.name, row.milestone.official_code, row.seq) for row in rows if row.milestone] == [
        ("a.pdf", "statuts", rows[0].seq),
        ("b.pdf", "statuts", rows[0].seq),
    ]
    assert Milestone.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Awa", ["holder", "shared", "team"]),
        ("Sara", ["holder", "shared"]),
        ("Michel", []),
        ("Bruno", []),
        ("Chloé", []),
    ],
)
def test_files_are_had_by_the_team_and_shared_ones_by_who_supports(
    house: Scene, name: str, seen: list[str]
) -> None:
    case = case_of(house)
    actions.entrust_case(house.awa, case=case, user=house.users["Sara"], starts_on=DAY)
    for audience in ("team", "shared", "holder"):
        added(house, case, f"{audience}.pdf", audience=audience)
    files = CaseFile.objects.visible_to(house.actor(name))
    assert sorted(row.audience for row in files) == seen


def test_volunteer_has_nothing_of_a_case_not_entrusted(house: Scene) -> None:
    added(house, case_of(house), audience="shared")
    assert not CaseFile.objects.visible_to(house.actor("Sara")).exists()
    assert not CaseFile.objects.visible_to(None).exists()


def test_new_version_takes_the_place_and_leaves_the_one_before(house: Scene) -> None:
    case = case_of(house)
    first = added(house, case, milestone="statuts", audience="holder")
    second = actions.add_version(house.awa, file=first, name="v2.pdf", chunks=[b"deux"])
    assert (second.version, second.milestone, second.audience) == (2, first.milestone, "holder")
    assert [row["id"] for row in of_case(house.awa, case)] == [second.pk]
    assert list(shared_with_holder(case)) == [second]
    with pytest.raises(Refused, match="plus récente"):
        actions.add_version(house.awa, file=first, name="v3.pdf", chunks=[b"trois"])


def test_withdrawn_file_leaves_no_name_and_its_milestone_stands(house: Scene) -> None:
    case = case_of(house)
    row = added(house, case, milestone="statuts", title="Secret", reached=True)
    actions.withdraw_file(house.awa, file=row)
    row.refresh_from_db()
    assert (row.title, row.name, row.document) == ("", "", None)
    assert Document.objects.count() == 0
    assert MilestoneReached.objects.now().count() == 1
    assert [one.what for one in history(case, house.awa, with_reasons=True)] == [
        "Statuts",
        "Ouverture du dossier",
    ]


def test_same_bytes_on_two_cases_outlive_one_withdrawal(house: Scene) -> None:
    one, other = case_of(house, "Un"), case_of(house, "Deux")
    first, second = (added(house, case) for case in (one, other))
    assert first.document == second.document
    actions.withdraw_file(house.awa, file=first)
    second.refresh_from_db()
    assert second.document is not None
    assert path_of(second.document.sha256).read_bytes() == b"contenu de statuts.pdf"


def test_milestone_is_a_fact_of_its_day_and_code(house: Scene) -> None:
    case = case_of(house, programme="generateur")
    fact = actions.reach_milestone(
        house.awa, case=case, milestone="assemblee-constitutive", occurred_on=DAY
    )
    assert (fact.milestone_code, fact.occurred_on) == ("assemblee-constitutive", DAY)
    with pytest.raises(Refused, match="déjà noté"):
        actions.reach_milestone(
            house.awa, case=case, milestone="assemblee-constitutive", occurred_on=DAY
        )


def test_shipped_milestone_renamed_keeps_its_code(house: Scene) -> None:
    actions.name_milestone(
        house.awa,
        house_id=house.house.pk,
        word="statuts",
        name="Statuts déposés",
        is_document=True,
    )
    words = {one.word: one.name for one in offered(house.house.pk)}
    assert words["statuts"] == "Statuts déposés"


def test_milestone_replaced_moves_its_code(house: Scene) -> None:
    case = case_of(house)
    fact = actions.reach_milestone(house.awa, case=case, milestone="statuts", occurred_on=DAY)
    other = actions.name_milestone(
        house.awa, house_id=house.house.pk, name="Bail signé", is_document=False
    )
    new = actions.replace_fact(
        house.awa, fact=fact, milestone=other, code="error", reason="mauvais jalon"
    )
    assert new.milestone_code == ""


def test_unknown_milestone_is_refused(house: Scene) -> None:
    with pytest.raises(Refused, match="n'est pas proposé"):
        actions.reach_milestone(
            house.awa, case=case_of(house), milestone="autre-chose", occurred_on=DAY
        )


# --- the pages


def test_download_is_a_file_to_save_that_runs_nothing(client: Client, house: Scene) -> None:
    row = added(house, case_of(house), "page <b>.html")
    client.force_login(house.users["Awa"])
    answer = client.get(reverse("support:file-get", args=[row.pk]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''page%20%3Cb%3E.html"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    answer.close()


@pytest.mark.parametrize(
    ("name", "status"), [("Awa", 200), ("Sara", 404), ("Michel", 404), ("Chloé", 404)]
)
def test_download_follows_the_rights_of_the_case(
    client: Client, house: Scene, name: str, status: int
) -> None:
    row = added(house, case_of(house), audience="shared")
    client.force_login(house.users[name])
    answer = client.get(reverse("support:file-get", args=[row.pk]))
    answer.close()
    assert answer.status_code == status


def test_several_files_are_dropped_at_once(client: Client, house: Scene) -> None:
    case = case_of(house)
    client.force_login(house.users["Awa"])
    sent = [SimpleUploadedFile(f"{name}.txt", name.encode()) for name in ("un", "deux")]
    given = {
        "cle": str(uuid.uuid4()),
        "lu_a": "",
        "sent": sent,
        "milestone": "statuts",
        "dated_on": "14/03/2023",
        "audience": "team",
        "reached": "on",
    }
    answer = client.post(reverse("support:files-add", args=[case.pk]), given)
    assert answer.status_code == 302, answer.content.decode()
    assert sorted(CaseFile.objects.values_list("name", flat=True)) == ["deux.txt", "un.txt"]
    assert MilestoneReached.objects.get().occurred_on == DAY
    page = client.get(reverse("support:case", args=[case.pk])).content.decode()
    assert "deux.txt" in page


def test_file_that_is_too_large_is_refused_beside_the_form(
    client: Client, house: Scene, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 3
    client.force_login(house.users["Awa"])
    given = {
        "cle": str(uuid.uuid4()),
        "lu_a": "",
        "sent": [SimpleUploadedFile("gros.txt", b"12345")],
        "dated_on": "14/03/2023",
        "audience": "team",
    }
    answer = client.post(reverse("support:files-add", args=[case_of(house).pk]), given)
    assert answer.status_code == 422
    assert "Ce fichier dépasse" in answer.content.decode()
    assert CaseFile.objects.count() == 0
