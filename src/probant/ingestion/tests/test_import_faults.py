"""Files and moments that go wrong: nothing doubles, nothing is half written, all is said."""

import datetime
import io
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.db import OperationalError, connection
from python_calamine import CalamineWorkbook

from probant.directory.actions import create_organisation
from probant.directory.models import Organisation, Person
from probant.ingestion import actions
from probant.ingestion.actions.imports import in_turn
from probant.ingestion.models import Import
from probant.ingestion.spreadsheets.apart import MAX_BYTES, rows, survey
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.spreadsheets.refused import refused_workbook
from probant.ingestion.tests.inbox_scenario import Scene
from probant.journal.integrity import verify
from probant.journal.models import JournalEntry
from probant.kernel.decision import Refused
from probant.programmes.actions import adopt_programme
from probant.support.actions import open_case
from probant.support.models import CaseOpened

pytestmark = pytest.mark.usefixtures("reference_put_back")
DAY = datetime.date
CONTACTS = "Structure;SIRET;Prénom;Nom;E-mail\n" + "".join(
    f"Structure {number};;Zoé;Martin-{number};z{number}@exemple.invalid\n" for number in range(40)
)


FAR = "est hors de portée. Tapez par exemple 14/12/2023 ou 14 décembre 2023."


def received(scene: Scene, content: str | bytes, kind: str = "contacts", name: str = "f.csv"):
    data = content.encode() if isinstance(content, str) else content
    return actions.receive_import(scene.actor, kind=kind, name=name, content=data)


def imported(scene: Scene, content: str | bytes, kind: str = "contacts", **settings: str) -> Import:
    one = received(scene, content, kind)
    if settings:
        actions.settle_columns(scene.actor, one, settings=settings)
    return actions.apply_import(scene.actor, one)


def written(fill: Callable[[Any], None]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book)
    book.close()
    return stream.getvalue()


# --- two at once


def race(*acts: Callable[[], Import]) -> list[str]:
    """Run acts in threads at once; the counts or the refusal that each ended with, sorted."""
    barrier, ended = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Import]) -> None:
        try:
            barrier.wait(timeout=20)
            ended.append(str(act().counts))
        except Refused as refusal:
            ended.append(refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return sorted(ended)


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_rows_at_once_double_nothing() -> None:
    scene = Scene()
    one, other = received(scene, CONTACTS), received(scene, CONTACTS)
    ended = race(
        lambda: actions.apply_import(scene.actor, one),
        lambda: actions.apply_import(scene.actor, other),
    )
    assert ended == ["{'create': 40}", "{'same': 40}"]
    assert Person.objects.filter(house=scene.house).count() == 40
    assert Organisation.objects.filter(name__startswith="Structure ").count() == 40
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_one_import_started_twice_is_written_once() -> None:
    scene = Scene()
    one = received(scene, CONTACTS)
    ended = race(
        lambda: actions.apply_import(scene.actor, Import.objects.get(pk=one.pk)),
        lambda: actions.apply_import(scene.actor, Import.objects.get(pk=one.pk)),
    )
    assert ended == ["Cet import est déjà réglé.", "{'create': 40}"]
    assert Person.objects.filter(house=scene.house).count() == 40


def test_an_engine_with_one_writer_that_is_taken_says_so_in_a_sentence() -> None:
    with pytest.raises(Refused) as refused, in_turn():
        raise OperationalError("database is locked")
    assert refused.value.reason.startswith("Un autre import est en train de s’écrire")


# --- files


def test_a_file_of_two_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "enorme.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(UnreadableSheet) as refused:
        survey(path)
    assert str(refused.value) == (
        f"le fichier pèse 200 Mo, la limite est de {MAX_BYTES // 1_000_000} Mo : découpez-le."
    )


@pytest.mark.parametrize("name", ["annuaire.csv", "annuaire.xls", "annuaire"])
def test_a_workbook_is_read_by_what_it_is_whatever_its_name(tmp_path: Path, name: str) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Suivi").write_row(0, 0, ["Structure", "Le Phare"])

    path = tmp_path / name
    path.write_bytes(written(fill))
    assert survey(path).format == "xlsx"


def test_a_csv_called_xlsx_is_read_as_the_text_it_is(tmp_path: Path) -> None:
    path = tmp_path / "annuaire.xlsx"
    path.write_bytes("Structure;Ville\nCafé;Dijon\n".encode("cp1252"))
    assert [cells for _, cells in rows(path, "")] == [["Structure", "Ville"], ["Café", "Dijon"]]


def ods(body: str) -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f"{body}</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def test_an_ods_gives_its_days_its_numbers_and_its_repeated_cells(tmp_path: Path) -> None:
    path = tmp_path / "suivi.ods"
    text = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    day = (
        "<table:table-cell office:value-type='date' office:date-value='2023-03-31'>"
        "<text:p>31/03/23</text:p></table:table-cell>"
    )
    amount = (
        "<table:table-cell office:value-type='currency' office:value='1234.5'>"
        "<text:p>1 234,50 €</text:p></table:table-cell>"
    )
    heading = "".join(text.format(word) for word in ("Structure", "Date", "Montant"))
    path.write_bytes(
        ods(
            f"<table:table table:name='Suivi'><table:table-row>{heading}</table:table-row>"
            f"<table:table-row>{text.format('Le Phare')}{day}{amount}</table:table-row>"
            "<table:table-row table:number-rows-repeated='1048500'>"
            "<table:table-cell table:number-columns-repeated='1024'/></table:table-row>"
            "</table:table>"
        )
    )
    assert survey(path).format == "ods"
    assert [cells for _, cells in rows(path, "Suivi")] == [
        ["Structure", "Date", "Montant"],
        ["Le Phare", "2023-03-31", 1234.5],
    ]


# --- rows


@pytest.mark.django_db
def test_headings_that_come_again_in_the_middle_are_no_structure() -> None:
    scene = Scene()
    one = imported(scene, "Structure;Ville\nLe Phare;Dijon\nStructure;Ville\nLe Rivage;Beaune\n")
    assert (one.counts, one.row_count) == ({"create": 2}, 2)
    assert not Organisation.objects.filter(name="Structure").exists()


@pytest.mark.django_db
def test_merged_groups_above_the_headings_say_whose_a_column_is() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "Structure")
        sheet.merge_range(0, 2, 0, 4, "Contact")
        sheet.write_row(1, 0, ["Nom", "E-mail", "Nom", "Prénom", "E-mail"])
        sheet.write_row(2, 0, ["Le Phare", "a@phare.example", "Martin", "Zoé", "z@phare.example"])

    scene = Scene()
    imported(scene, written(fill))
    phare = Organisation.objects.get(name="Le Phare")
    zoe = Person.objects.get(family_name="Martin")
    assert (phare.email, zoe.given_name, zoe.email) == (
        "a@phare.example", "Zoé", "z@phare.example",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_row_given_twice_in_a_file_is_one() -> None:
    scene = Scene()
    line = "Le Phare;35600000000048;Zoé;Martin;z@phare.example\n"
    one = imported(scene, f"Structure;SIRET;Prénom;Nom;E-mail\n{line}{line}")
    assert one.counts == {"create": 1, "same": 1}
    assert Person.objects.filter(family_name="Martin").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("siret", "kept", "counts"),
    [
        ("5580501", ("005580501", ""), {"create": 1}),
        ("3,5600000000048E+13", ("356000000", "35600000000048"), {"create": 1}),
        ("3,56E+13", None, {"refuse": 1}),
        ("12345678901234", None, {"refuse": 1}),
        ("en cours", ("", ""), {"create": 1}),
    ],
    ids=["lost zeros", "scientific", "lost digits", "wrong key", "none yet"],
)
def test_a_number_that_a_spreadsheet_damaged_is_mended_or_refused_never_guessed(
    siret: str, kept: tuple[str, str] | None, counts: dict[str, int]
) -> None:
    scene = Scene()
    one = imported(scene, f"Structure;SIRET\nLe Phare;{siret}\n")
    found = Organisation.objects.filter(name="Le Phare").values_list("siren", "siret").first()
    assert (one.counts, found) == (counts, kept)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("12/01/2999", f"L’année 2999 {FAR}"),
        ("12/01/0203", f"L’année 203 {FAR}"),
        ("31/02/2023", "Le 31 février 2023 n’existe pas : février 2023 a 28 jours."),
        ("01/01/2090", "01/01/2090 est dans le futur."),
    ],
)
def test_a_day_that_cannot_be_refuses_its_row_alone(day: str, words: str) -> None:
    scene = Scene()
    dla = adopt_programme(scene.colleague, house_id=scene.house.pk, code="dla")
    text = f"Structure;Ouvert le\nLe Phare;{day}\nLe Rivage;12/01/2023\n"
    one = imported(scene, text, "cases", programme=str(dla.pk))
    assert one.counts == {"refuse": 1, "create": 1}
    assert one.rows.get(state="refuse").words.replace("\u00a0", " ").replace("\u202f", " ") == words
    assert list(CaseOpened.objects.values_list("occurred_on", flat=True)) == [DAY(2023, 1, 12)]


# --- mended, undone


@pytest.mark.django_db
def test_the_workbook_of_refused_rows_once_mended_brings_these_rows_alone() -> None:
    scene = Scene()
    text = (
        "Structure;SIRET;E-mail\nLe Phare;35600000000048;a@phare.example\n"
        "Le Rivage;12345678901234;b@rivage.example\nLe Levant;99999;c@levant.example\n"
    )
    one = imported(scene, text)
    assert one.counts == {"create": 1, "refuse": 2}
    lines = CalamineWorkbook.from_filelike(io.BytesIO(refused_workbook(one)))
    table = lines.get_sheet_by_index(0).to_python()
    assert [row[0] for row in table] == ["Structure", "Le Rivage", "Le Levant"]

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("À corriger")
        for number, row in enumerate(table):
            mended = [row[0], "SIRET" if number == 0 else "", *row[2:]]
            sheet.write_row(number, 0, mended)

    again = imported(scene, written(fill))
    read = {
        column["name"]: column["field"]
        for table in again.layout["tables"]
        for column in table["columns"]
    }
    assert (again.counts, read["Pourquoi (Probant)"], read["Ligne d’origine (Probant)"]) == (
        {"create": 2}, "", "",
    )  # fmt: skip
    assert set(
        Organisation.objects.filter(name__startswith="Le ").values_list("name", "email")
    ) == {
        ("Le Phare", "a@phare.example"),
        ("Le Rivage", "b@rivage.example"),
        ("Le Levant", "c@levant.example"),
    }


@pytest.mark.django_db
def test_refused_rows_of_a_file_of_several_sheets_come_back_under_their_own_headings() -> None:
    def fill(book: Any) -> None:
        cases, phases = book.add_worksheet("Dossiers"), book.add_worksheet("Étapes")
        cases.write_row(0, 0, ["N° dossier", "Structure", "SIREN", "Date d’ouverture"])
        cases.write_row(1, 0, ["D1", "Le Phare", "356000000", "12/01/2023"])
        phases.write_row(0, 0, ["SIREN", "Étape", "Date"])
        phases.write_row(1, 0, ["732829320", "Diagnostic", "02/02/2023"])

    scene = Scene()
    adopt_programme(scene.colleague, house_id=scene.house.pk, code="dla")
    one = imported(scene, written(fill), "dla")
    assert one.counts == {"create": 1, "refuse": 1}
    book = CalamineWorkbook.from_filelike(io.BytesIO(refused_workbook(one)))
    assert book.sheet_names == ["Étapes"]
    table = book.get_sheet_by_name("Étapes").to_python()
    assert table[0][:3] == ["SIREN", "Étape", "Date"]
    assert table[1][:3] == ["732829320", "Diagnostic", "02/02/2023"]


@pytest.mark.django_db
def test_undoing_keeps_the_rows_that_somebody_used_since_and_takes_the_others() -> None:
    scene = Scene()
    dla = adopt_programme(scene.colleague, house_id=scene.house.pk, code="dla")
    one = imported(scene, "Structure\nLe Phare\nLe Rivage\nLe Levant\n")
    phare = Organisation.objects.get(name="Le Phare")
    case = open_case(scene.actor, programme=dla, organisation=phare, opened_on=DAY(2023, 1, 12))
    actions.undo_import(scene.actor, one)
    assert list(Organisation.objects.filter(name__startswith="Le ").values_list("name")) == [
        ("Le Phare",)
    ]
    assert one.kept == ["1\u00a0structure gardée, utilisée depuis."]
    assert CaseOpened.objects.now().filter(case=case).exists()
    assert verify() == []


@pytest.mark.django_db
def test_an_import_of_ten_thousand_rows_would_still_be_one_entry() -> None:
    scene = Scene()
    before = JournalEntry.objects.filter(house_id=scene.house.pk).count()
    text = "Structure\n" + "".join(f"Maison {number:05d}\n" for number in range(1200))
    assert imported(scene, text).counts == {"create": 1200}
    assert JournalEntry.objects.filter(house_id=scene.house.pk).count() == before + 1


@pytest.mark.django_db
def test_a_structure_of_another_house_is_completed_by_nobody_else() -> None:
    scene = Scene()
    theirs = create_organisation(
        actor=scene.stranger, name="Le Phare", family="association", siren="356000000"
    )
    imported(scene, "Structure;SIREN;E-mail\nLe Phare;356000000;a@phare.example\n")
    theirs.refresh_from_db()
    assert theirs.email == ""
