"""Backups come back whole on either engine; what was edited behind the product’s back is said."""

import datetime
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from probant.bench.data.build import Built
from probant.config.keeping.archive import opened
from probant.config.keeping.backup import back_up
from probant.config.keeping.integrity import check_all
from probant.config.keeping.restoring import NotEmpty, restore
from probant.directory.actions import erase_person
from probant.directory.models import Card, House, Organisation, Person
from probant.documents.models import Document
from probant.documents.store import keep, path_of
from probant.journal import guards
from probant.journal.models import JournalHead
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.reports import actions as reports
from probant.reports.models import Edition
from probant.search.models import SearchEntry
from probant.support.models import Case, JobFact, PhaseReached
from tests.harness.instances import environment, probant

TEXT = "la délibération du 21 mars".encode()


def store(built: Built, content: bytes) -> Document:
    sha256, size = keep([content], limit_bytes=1_000_000)
    return Document.objects.create(
        house_id=built.house_id,
        name="délibération.txt",
        sha256=sha256,
        size_bytes=size,
        received_at=datetime.datetime(2024, 3, 21, 18, 30, 0, 123456, tzinfo=datetime.UTC),
    )


def found() -> list[tuple[str, str]]:
    """Code and message of everything that does not hold."""
    return [(item.code, item.message) for outcome in check_all() for item in outcome.findings]


@contextmanager
def guards_down() -> Iterator[None]:
    """What somebody does who edits the database behind the product's back."""
    guards.remove()
    yield
    guards.install()


def execute(statement: str, *given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


# --- check


def test_synthetic_house_holds_in_every_check(built: Built) -> None:
    assert found() == []
    assert built.facts > 200


def test_edited_fact_is_found_with_its_house_and_its_entry(built: Built) -> None:
    fact = PhaseReached.objects.order_by("pk")[3]
    with guards_down():
        execute(
            "UPDATE support_phasereached SET occurred_on = %s WHERE id = %s",
            fact.occurred_on - datetime.timedelta(days=1),
            fact.pk,
        )
    assert found() == [
        (
            "journal.entry",
            f"Structure {built.house_id}, écriture {fact.seq} : ce qu'elle avait écrit a été "
            "modifié.",
        )
    ]


def test_removed_fact_is_found_with_its_house_and_its_entry(built: Built) -> None:
    fact = JobFact.objects.order_by("-pk")[0]
    with guards_down():
        execute("DELETE FROM support_jobfact WHERE id = %s", fact.pk)
    assert found() == [
        (
            "journal.entry",
            f"Structure {built.house_id}, écriture {fact.seq} : ce qu'elle avait écrit a été "
            "modifié.",
        )
    ]


def test_cut_tail_of_a_journal_is_found(built: Built) -> None:
    last = JournalHead.objects.get(house_id=built.house_id).seq
    with guards_down():
        execute("DELETE FROM journal_journalentry WHERE seq = %s", last)
    assert (
        "journal.head",
        f"Structure {built.house_id} : la fin du journal a été coupée.",
    ) in found()


def test_fallen_guard_is_found(built: Built) -> None:
    on = ' ON "support_jobfact"' if connection.vendor == "postgresql" else ""
    execute(f'DROP TRIGGER "guard_support_jobfact_update"{on}')
    assert found() == [
        ("journal.guard", "Le verrou « guard_support_jobfact_update » manque dans la base.")
    ]
    guards.install()


def test_card_that_differs_from_its_structure_is_found(built: Built) -> None:
    card = Card.objects.filter(house_id=built.house_id).order_by("-pk")[0]
    Card.objects.filter(pk=card.pk).update(place_name="Ailleurs")
    assert [code for code, _ in found()] == ["directory.card", "search.organisation"]


def test_card_of_a_structure_that_two_houses_know_may_differ(built: Built) -> None:
    other = Organisation.objects.create(name="Autre", name_key="autre", family="association")
    House.objects.create(organisation=other, short_name="Autre")
    card = Card.objects.filter(house_id=built.house_id).order_by("-pk")[0]
    SearchEntry.objects.create(
        house_id=other.pk,
        kind="organisation",
        object_id=card.organisation_id,
        scope=f"o{other.pk}>",
        key=SearchEntry.objects.get(kind="organisation", object_id=card.organisation_id).key,
        label=card.name,
        detail=card.place_name,
    )
    Card.objects.create(
        **{
            field.attname: getattr(card, field.attname)
            for field in Card._meta.concrete_fields
            if field.name not in ("id", "house")
        },
        house_id=other.pk,
    )
    Card.objects.filter(pk=card.pk).update(theme="autre" if card.theme != "autre" else "sport")
    assert found() == []


def test_structure_missing_from_the_index_of_names_is_found(built: Built) -> None:
    entry = SearchEntry.objects.filter(kind="organisation").order_by("-pk")[0]
    entry.delete()
    assert found() == [
        (
            "search.organisation",
            f"Structure {built.house_id} : l’index de recherche ne dit pas la structure "
            f"{entry.object_id} comme sa fiche.",
        )
    ]


def test_erased_person_still_in_the_index_is_found(built: Built) -> None:
    person = Person.objects.order_by("pk")[0]
    Person.objects.filter(pk=person.pk).update(
        given_name="",
        family_name="",
        name_key="",
        email="",
        telephone="",
        erased_on=datetime.date(2025, 1, 1),
    )
    assert found() == [
        (
            "search.person",
            f"Structure {built.house_id} : l’index de recherche garde la personne {person.pk}, "
            "qui n’y est plus.",
        )
    ]


@pytest.mark.parametrize(("change", "code"), [("remove", "missing"), ("alter", "altered")])
def test_document_without_its_bytes_is_found(
    built: Built, media: Path, change: str, code: str
) -> None:
    document = store(built, b"le texte")
    assert found() == []
    path = path_of(document.sha256)
    path.unlink() if change == "remove" else path.write_bytes(b"un autre texte")
    assert [item[0] for item in found()] == [f"documents.{code}"]


def test_programme_code_that_is_not_the_programmes_is_found(built: Built) -> None:
    fact = PhaseReached.objects.filter(programme_code="dla").order_by("pk")[0]
    with guards_down():
        execute(
            "UPDATE support_phasereached SET programme_code = 'creation' WHERE id = %s", fact.pk
        )
    codes = {code for code, _ in found()}
    assert codes == {"facts.code", "journal.entry"}


def test_row_that_refers_to_nothing_is_found(built: Built) -> None:
    case = Case.objects.order_by("-pk")[0]
    if connection.vendor == "postgresql":
        execute("SET LOCAL session_replication_role = replica")  # a superuser's way round
    execute("UPDATE support_case SET referent_id = 987654 WHERE id = %s", case.pk)
    messages = [message for code, message in found() if code == "database.orphan"]
    execute("UPDATE support_case SET referent_id = NULL WHERE id = %s", case.pk)
    if connection.vendor == "postgresql":
        execute("SET LOCAL session_replication_role = origin")
    assert messages == [
        f"Table support_case, ligne {case.pk} : referent_id désigne 987654, qui n’existe pas dans "
        "accounts_user."
    ]


def published(built: Built) -> Edition:
    """A figure of the house and a chart of it, published."""
    actor = Actor.system(built.house_id, "essai", roles=list(Role))
    report = reports.create_publication(actor, title="Rapport", year=2023)
    for kind, content in (
        ("figures", {"codes": ["dla.organisations_welcomed"], "compare": True}),
        ("chart", {"code": "dla.organisations_welcomed", "by": "mois"}),
    ):
        edit = reports.BlockEdit("Bilan", 1, content)
        reports.add_block(actor, publication=report, kind=kind, edit=edit)
    return reports.publish(actor, publication=report, audience="house", reason="voulu")


def test_edition_altered_after_it_appeared_is_found(built: Built) -> None:
    edition = published(built)
    assert found() == []
    edition.figures.update(value=999)
    [(code, message)] = found()
    assert code == "reports.edition" and f"publication {edition.publication_id}" in message


# --- backup and restore


def tables_of(path: Path) -> dict[str, tuple[int, int | None, str]]:
    with opened(path) as archive:
        return {t.model: (t.rows, t.last_id, t.sha256) for t in archive.manifest.tables}


def round_trip(tmp_path: Path, url: str, source: Path, name: str) -> Path:
    """Restore an archive into a database, check it, and back that one up."""
    folder = tmp_path / name
    folder.mkdir()
    instance = environment(folder, url)
    restored = probant(["restore", str(source)], instance)
    assert (restored.stderr, restored.returncode) == ("", 0)
    assert restored.stdout.splitlines()[-1].startswith("Tout se tient")
    again = folder / "again.zip"
    assert probant(["backup", str(again)], instance).returncode == 0
    return again


def test_backup_restores_into_the_same_rows_documents_and_numbers(
    built: Built, media: Path, tmp_path: Path, blank_url: str
) -> None:
    document = store(built, TEXT)
    archive = tmp_path / "backup.zip"
    manifest = back_up(archive)
    again = round_trip(tmp_path, blank_url, archive, "restored")
    assert tables_of(again) == tables_of(archive)
    with opened(again) as second:
        assert second.manifest.documents == manifest.documents == {document.sha256: len(TEXT)}
        assert b"".join(second.document(document.sha256)) == TEXT
        assert second.manifest.journals == manifest.journals
    assert manifest.journals[0].seq == JournalHead.objects.get(house_id=built.house_id).seq


def test_restoration_tells_an_edition_that_was_altered_before_the_backup(
    built: Built, media: Path, tmp_path: Path, blank_url: str
) -> None:
    edition = published(built)
    back_up(tmp_path / "whole.zip")
    round_trip(tmp_path, blank_url, tmp_path / "whole.zip", "whole")
    Edition.objects.filter(pk=edition.pk).update(title="Autre chose")
    back_up(tmp_path / "altered.zip")
    (tmp_path / "other").mkdir()
    instance = environment(tmp_path / "other", f"sqlite:///{tmp_path / 'other.sqlite3'}")
    restored = probant(["restore", str(tmp_path / "altered.zip")], instance)
    assert restored.returncode == 1 and "(reports.edition)" in restored.stdout


@pytest.mark.postgresql
def test_backup_of_postgresql_restores_into_sqlite_and_back(
    built: Built, media: Path, tmp_path: Path, blank_url: str
) -> None:
    store(built, b"des octets")
    archive = tmp_path / "backup.zip"
    back_up(archive)
    sqlite = round_trip(tmp_path, f"sqlite:///{tmp_path / 'other.sqlite3'}", archive, "sqlite")
    assert tables_of(sqlite) == tables_of(archive)
    back = round_trip(tmp_path, blank_url, sqlite, "back")
    assert tables_of(back) == tables_of(archive)


def test_number_of_a_deleted_row_is_not_given_again_after_a_restoration(
    built: Built, media: Path, tmp_path: Path
) -> None:
    last = Organisation.objects.create(name="Partie", name_key="partie", family="association")
    number = last.pk
    last.delete()
    back_up(tmp_path / "backup.zip")
    assert tables_of(tmp_path / "backup.zip")["directory.organisation"][1] == number


def test_person_erased_after_the_backup_is_erased_again_by_the_restoration(
    built: Built, media: Path, tmp_path: Path, blank_url: str
) -> None:
    archive = tmp_path / "backup.zip"
    back_up(archive)
    person = Person.objects.order_by("pk")[2]
    actor = Actor.system(built.house_id, "essai", roles=[Role.DIRECTION])
    erase_person(actor, person, "request")
    folder = tmp_path / "restored"
    folder.mkdir()
    instance = environment(folder, blank_url)
    instance["PROBANT_ERASURE_REGISTER"] = str(settings.ERASURE_REGISTER)
    restored = probant(["restore", str(archive)], instance)
    assert restored.returncode == 0, restored.stderr
    assert "Registre des effacements rejoué : 1 effacement." in restored.stdout
    assert probant(["backup", str(folder / "again.zip")], instance).returncode == 0
    with opened(folder / "again.zip") as again:
        (people,) = [t for t in again.manifest.tables if t.model == "directory.person"]
        rows = [json.loads(line) for line in again.lines(people)]
        place, name = people.columns.index("id"), people.columns.index("family_name")
        assert [row[name] for row in rows if row[place] == person.pk] == [""]
        assert "" not in [row[name] for row in rows if row[place] != person.pk]


def test_sessions_jobs_and_the_erasure_register_stay_out_of_a_backup(
    built: Built, media: Path, tmp_path: Path
) -> None:
    settings.ERASURE_REGISTER.write_text("{}\n")
    back_up(tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        names = set(archive.namelist())
    kept = {
        f"tables/{model._meta.label_lower}.jsonl"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    left_out = {"tables/sessions.session.jsonl", "tables/django_tasks_database.dbtaskresult.jsonl"}
    assert names == kept - left_out | {"manifest.json"}


def test_backup_says_which_document_it_could_not_find(
    built: Built, media: Path, tmp_path: Path
) -> None:
    document = store(built, b"perdu")
    path_of(document.sha256).unlink()
    assert back_up(tmp_path / "backup.zip").missing == [document.sha256]


def test_backup_that_cannot_be_kept_leaves_nothing_behind(
    built: Built, media: Path, tmp_path: Path
) -> None:
    target = tmp_path / "backups" / "taken"
    (target / "by").mkdir(parents=True)  # a folder bears the name
    with pytest.raises(OSError):
        back_up(target)
    assert list(target.parent.iterdir()) == [target]


def test_restoration_refuses_an_instance_that_holds_records(
    built: Built, media: Path, tmp_path: Path
) -> None:
    back_up(tmp_path / "backup.zip")
    before = Organisation.objects.count()
    with pytest.raises(NotEmpty, match="contient déjà des enregistrements"):
        restore(tmp_path / "backup.zip")
    assert Organisation.objects.count() == before
