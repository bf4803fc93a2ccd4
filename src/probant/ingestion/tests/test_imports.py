"""Spreadsheets into the books: what is written, once, in one entry, and taken back as one."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from probant.directory.models import Organisation, Person, Position
from probant.ingestion import actions
from probant.ingestion.actions import import_jobs
from probant.ingestion.models import Import, ImportFile
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.spreadsheets.kinds import kinds
from probant.ingestion.spreadsheets.refused import refused_workbook
from probant.ingestion.tests.imports_scenario import imported, receive, sound
from probant.ingestion.tests.inbox_scenario import Scene
from probant.journal.models import JournalEntry
from probant.kernel.decision import Refused
from probant.post.worker import run_due
from probant.search import index

pytestmark = pytest.mark.django_db
DAY = datetime.date

CONTACTS = """Annuaire du réseau
Structure;SIRET;CP;Ville;E-mail;Prénom;Nom;Fonction;Tél
Ressourcerie du Moulin;35600000000048;21000;DIJON;asso@moulin.example;Élise;MARTIN;maire;380123456
Ressourcerie du Moulin;;21000;Dijon;jean@moulin.example;Jean;Dupont;trésorier;0611223344
Café du Coin;;21200;Beaune;;;;;
Total;3;;;;;;;
"""


def test_contacts_are_one_entry_with_their_structures_people_and_positions():
    scene = Scene()
    before = JournalEntry.objects.filter(house_id=scene.house.pk).count()
    one = imported(scene, CONTACTS)
    assert one.counts == {"create": 3}
    assert JournalEntry.objects.filter(house_id=scene.house.pk).count() == before + 1
    moulin = Organisation.objects.get(siret="35600000000048")
    assert (moulin.name, moulin.siren, moulin.place_name, moulin.place_code, moulin.email) == (
        "Ressourcerie du Moulin", "356000000", "Dijon", "21231", "asso@moulin.example",
    )  # fmt: skip
    told = Position.objects.filter(organisation=moulin).order_by("title")
    assert list(told.values_list("person__given_name", "person__family_name", "title")) == [
        ("Élise", "Martin", "maire"),
        ("Jean", "Dupont", "trésorier"),
    ]
    assert index.find_ids(scene.house.pk, "moulin", kind="organisation") == [moulin.pk]
    assert sound(scene.house.pk) == []
    assert not ImportFile.objects.exists()


def test_the_same_file_again_writes_nothing_and_says_so():
    scene = Scene()
    imported(scene, CONTACTS)
    counted = JournalEntry.objects.count(), Organisation.objects.count(), Person.objects.count()
    again = receive(scene, CONTACTS)
    assert again.notes[0].startswith("Ce même fichier a déjà été importé le ")
    actions.apply_import(scene.actor, again)
    assert (again.counts, again.seq) == ({"same": 3}, None)
    assert counted == (
        JournalEntry.objects.count(), Organisation.objects.count(), Person.objects.count(),
    )  # fmt: skip


def test_a_preview_says_what_the_import_then_does_and_writes_none_of_it():
    scene = Scene()
    one = receive(scene, CONTACTS)
    counted = JournalEntry.objects.count(), Organisation.objects.count()
    actions.preview(scene.actor, one)
    assert one.counts == {"create": 3}
    assert counted == (JournalEntry.objects.count(), Organisation.objects.count())
    actions.apply_import(scene.actor, one)
    assert one.counts == {"create": 3}


def test_columns_corrected_by_hand_are_remembered_for_the_same_headings():
    scene = Scene()
    text = "Machin;Bidule\nLe Phare;Beaune\n"
    one = receive(scene, text)
    assert one.columns == {}
    actions.settle_columns(scene.actor, one, columns={"0": "name", "1": "place"})
    actions.apply_import(scene.actor, one)
    assert receive(scene, "Machin;Bidule\nLe Rivage;Dijon\n").columns == {
        "0": "name",
        "1": "place",
    }


def test_columns_without_a_name_are_recognised_by_what_they_hold():
    scene = Scene()
    one = receive(scene, "Structure;x;y\nA;356 000 000 00048;a@b.fr\nB;;c@d.fr\n")
    assert set(one.columns.values()) >= {"name", "organisation_email"} or set(
        one.columns.values()
    ) >= {"name", "email"}


def test_a_known_structure_is_completed_never_overwritten():
    scene = Scene()
    imported(scene, "Structure;SIRET;Ville\nLe Phare;35600000000048;Dijon\n")
    one = imported(
        scene, "Structure;SIRET;Ville;E-mail\nPhare (le);35600000000048;Beaune;a@phare.example\n"
    )
    phare = Organisation.objects.get(siret="35600000000048")
    assert one.counts == {"merge": 1}
    assert (phare.name, phare.place_name, phare.email) == ("Le Phare", "Dijon", "a@phare.example")
    assert sound(scene.house.pk) == []


DOUBLE = "Structure;Ville\nRessourceries du Moulin;Dijon\n"


def test_a_likely_double_waits_for_a_decision():
    scene = Scene()
    imported(scene, CONTACTS)
    count = Organisation.objects.count()
    one = receive(scene, DOUBLE)
    actions.preview(scene.actor, one)
    row = one.rows.get()
    moulin = Organisation.objects.get(siret="35600000000048")
    assert (row.state, row.twin_kind, row.twin_id) == ("double", "organisation", moulin.pk)
    actions.apply_import(scene.actor, one)
    assert (one.counts, Organisation.objects.count()) == ({"double": 1}, count)


@pytest.mark.parametrize(
    ("decision", "counts", "more"),
    [("merge", {"same": 1}, 0), ("create", {"create": 1}, 1), ("skip", {"refuse": 1}, 0)],
)
def test_a_double_becomes_what_was_decided(decision, counts, more):
    scene = Scene()
    imported(scene, CONTACTS)
    count = Organisation.objects.count()
    one = receive(scene, DOUBLE)
    actions.preview(scene.actor, one)
    actions.decide_doubles(scene.actor, one, rows={one.rows.get().place: decision})
    actions.apply_import(scene.actor, one)
    assert (one.counts, Organisation.objects.count() - count) == (counts, more)


def test_the_refused_rows_mended_enter_without_doubling_the_others(tmp_path):
    scene = Scene()
    text = "Structure;SIRET\nLe Phare;35600000000048\nLe Rivage;12345678901234\n"
    one = imported(scene, text)
    assert one.counts == {"create": 1, "refuse": 1}
    book = refused_workbook(one)
    again = actions.receive_import(
        scene.actor, kind="contacts", name="a-corriger.xlsx", content=book
    )
    assert again.row_count == 1
    mended = imported(scene, text.replace("12345678901234", ""))
    assert mended.counts == {"same": 1, "create": 1}
    assert Organisation.objects.filter(name="Le Phare").count() == 1


def test_undoing_an_import_leaves_the_books_as_they_were():
    scene = Scene()
    tables = (Organisation, Person, Position)
    before = [model.objects.count() for model in tables]
    one = imported(scene, CONTACTS)
    actions.undo_import(scene.actor, one)
    assert (one.state, one.kept) == (Import.State.UNDONE, [])
    assert [model.objects.count() for model in tables] == before
    assert index.find_ids(scene.house.pk, "moulin", kind="organisation") == []
    assert sound(scene.house.pk) == []


def test_undoing_keeps_what_was_used_since_and_says_so():
    scene = Scene()
    one = imported(scene, CONTACTS)
    imported(scene, "Structure;E-mail\nCafé du Coin;cafe@coin.example\n")
    actions.undo_import(scene.actor, one)
    assert one.kept == ["1\u00a0structure gardée, utilisée depuis."]
    assert Organisation.objects.filter(name="Café du Coin").exists()
    assert not Organisation.objects.filter(name="Ressourcerie du Moulin").exists()


def test_undoing_empties_again_what_was_filled_in():
    scene = Scene()
    imported(scene, "Structure;SIRET\nLe Phare;35600000000048\n")
    one = imported(scene, "Structure;SIRET;E-mail\nLe Phare;35600000000048;a@phare.example\n")
    actions.undo_import(scene.actor, one)
    assert Organisation.objects.get(siret="35600000000048").email == ""


def test_an_import_that_breaks_in_the_middle_leaves_nothing_half_written(monkeypatch):
    scene = Scene()
    one = receive(scene, CONTACTS)
    before = Organisation.objects.count(), JournalEntry.objects.count()

    def killed(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.apply_import(scene.actor, one, report=killed)
    one.refresh_from_db()
    assert one.is_draft
    assert (Organisation.objects.count(), JournalEntry.objects.count()) == before


def test_a_file_of_another_kind_says_which_column_is_missing():
    scene = Scene()
    one = receive(scene, "Commune;Code postal\nDijon;21000\n")
    with pytest.raises(Refused) as refused:
        actions.preview(scene.actor, one)
    assert refused.value.reason.startswith("Il manque une colonne")


def test_a_file_of_headings_alone_has_no_row():
    scene = Scene()
    assert imported(scene, "Structure;Ville\n").counts == {}
    with pytest.raises(UnreadableSheet):
        receive(scene, "\n\n")


def test_the_team_imports_and_nobody_else_sees_that_it_can():
    scene = Scene()
    one = receive(scene, CONTACTS)
    addresses = ["/imports/", f"/imports/{one.pk}/", f"/imports/{one.pk}/lignes/"]
    for address in addresses:
        assert [client.get(address).status_code for client in (scene.awa, scene.bruno)] == [
            200,
            404,
        ]


def test_a_file_dropped_is_looked_at_then_imported_then_undone_on_the_screen():
    scene = Scene()
    answer = scene.awa.post(
        "/imports/",
        {"genre": "contacts", "fichier": SimpleUploadedFile("a.csv", CONTACTS.encode())},
    )
    address = answer["Location"]
    assert "Importer 3 lignes" in scene.awa.get(address).content.decode()
    scene.awa.post(f"{address}importer/")
    assert Organisation.objects.filter(name="Café du Coin").exists()
    assert "Annuler tout l’import" in scene.awa.get(address).content.decode()
    scene.awa.post(f"{address}annuler/")
    assert not Organisation.objects.filter(name="Café du Coin").exists()


def test_a_file_that_cannot_be_read_is_refused_on_the_screen():
    scene = Scene()
    answer = scene.awa.post(
        "/imports/", {"genre": "contacts", "fichier": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}
    )
    assert answer.status_code == 422
    assert "C’est un PDF" in answer.content.decode()


def test_many_rows_go_to_the_job_worker(monkeypatch):
    scene = Scene()
    monkeypatch.setattr(import_jobs, "AT_ONCE", 1)
    address = scene.awa.post(
        "/imports/",
        {"genre": "contacts", "fichier": SimpleUploadedFile("a.csv", CONTACTS.encode())},
    )["Location"]
    run_due()
    assert Import.objects.get().counts == {"create": 3}
    scene.awa.post(f"{address}importer/")
    run_due()
    assert Import.objects.get().state == Import.State.APPLIED


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_imports_costs_the_same_whatever_their_number(count):
    scene = Scene()
    for _ in range(count):
        receive(scene, CONTACTS)
    scene.awa.get("/imports/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        scene.awa.get("/imports/")
    assert len(asked) == QUERIES


QUERIES = 5


def test_every_kind_says_what_it_is_and_what_it_needs():
    scene = Scene()
    assert list(kinds()) == [
        "contacts",
        "cases",
        "appointments",
        "sessions",
        "dla",
        "comptes",
        "scdl",
        "ess-list",
    ]
    for kind in kinds().values():
        keys = [field.key for field in kind.fields(scene.house.pk)]
        assert len(keys) == len(set(keys))
        assert all(wanted & {*keys, "provider_name"} for wanted, _ in kind.needs)
