"""Files of any shape: read, or refused in one clear sentence."""

import datetime
import io
import zipfile

import pytest
import xlsxwriter

from probant.ingestion.spreadsheets.apart import rows, survey
from probant.ingestion.spreadsheets.cells import (
    UnreadableCell,
    read_amount,
    read_day,
    read_email,
    read_hundredths,
    read_minutes,
    read_phone,
    read_postcode,
    read_siren_or_siret,
)
from probant.ingestion.spreadsheets.delimited import Delimited
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.spreadsheets.headings import find_headings, is_total

LINES = (
    "Structure;Commune;Prénom\nÉpicerie du Cœur;Chenôve;Noël\nLa Clé à Molette;Is-sur-Tille;Zoé\n"
)


def workbook(fill):
    """The bytes of a workbook that `fill` writes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book)
    book.close()
    return stream.getvalue()


def kept(tmp_path, data, name="fichier"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "iso8859-15", "mac_roman", "cp850", "utf-16", "utf-16-le"],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_csv_is_read_in_any_usual_encoding_and_separator(encoding, separator):
    text = LINES.replace(";", separator)
    if encoding != "utf-8" and not encoding.startswith("utf"):
        text = text.replace("œ", "oe")  # not in every old encoding
    found = [cells for _, cells in Delimited(text.encode(encoding)).rows()]
    assert found == [line.split(separator) for line in text.splitlines()]


def test_a_file_of_mixed_encodings_is_read_line_by_line():
    data = b"Nom;Ville\n" + "Café;Dijon\n".encode() + "Clé;Chenôve\n".encode("cp1252")
    found = Delimited(data)
    assert [cells for _, cells in found.rows()] == [
        ["Nom", "Ville"],
        ["Café", "Dijon"],
        ["Clé", "Chenôve"],
    ]
    assert found.notes == [
        "Le fichier mêle plusieurs encodages : ses lignes ont été lues une à une."
    ]


def test_a_workbook_gives_days_codes_of_faults_and_hidden_rows(tmp_path):
    def fill(book):
        sheet = book.add_worksheet("Suivi")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(2, 1, ["Structure", "Date", "Montant"])
        sheet.write(3, 1, "Le Moulin")
        sheet.write_datetime(3, 2, datetime.datetime(2024, 3, 31), day)
        sheet.write_formula(3, 3, "=NA()", None, "#N/A")
        sheet.write_row(4, 1, ["Le Phare", "01/02/2024", 12.5])
        sheet.set_row(4, None, None, {"hidden": True})
        book.add_worksheet("Vide")

    path = kept(tmp_path, workbook(fill))
    found = survey(path)
    assert [(one.name, one.count, one.hidden) for one in found.sheets] == [
        ("Suivi", 3, 1),
        ("Vide", 0, 0),
    ]
    assert list(rows(path, "Suivi")) == [
        (3, ["Structure", "Date", "Montant"]),
        (4, ["Le Moulin", "2024-03-31", "#N/A"]),
        (5, ["Le Phare", "01/02/2024", 12.5]),
    ]


def ole(word):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + word.encode("utf-16-le")


def bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return stream.getvalue()


def stray():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Structure")
        sheet.write(1_048_575, 200, "x")

    return workbook(fill)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "le fichier est vide."),
        (b"  \n\n", "le fichier est vide."),
        (b"%PDF-1.7 ...", "c’est un PDF"),
        (b"\x89PNG\r\n\x1a\n...", "ce n’est pas un tableau mais une image PNG."),
        (ole("EncryptedPackage"), "le classeur est protégé par un mot de passe"),
        (ole("WordDocument"), "c’est un document Word"),
        (b"PK\x03\x04 rien", "le classeur est abîmé"),
        (bomb(), "le classeur se déplie en un volume anormal"),
        (stray(), "le tableau va jusqu’à la ligne 1048576"),
        (b"\x00\x01\x02" * 50, "ce n’est pas un tableau"),
    ],
    ids=["empty", "blank", "pdf", "image", "password", "word", "torn", "bomb", "stray", "binary"],
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path, data, words):
    with pytest.raises(UnreadableSheet) as refused:
        survey(kept(tmp_path, data))
    assert str(refused.value).startswith(words)


def test_headings_are_found_under_a_title_and_take_the_group_above_them():
    first = [
        (1, ["Annuaire 2024", None, None, None]),
        (3, ["Structure", None, "Contact", None]),
        (4, ["Nom", "Ville", "Nom", "Prénom"]),
        (5, ["Le Moulin", "Dijon", "Martin", "Zoé"]),
    ]
    found = find_headings(first, lambda text: text in ("Nom", "Ville", "Prénom"))
    assert (found.line, [one.whole for one in found.columns]) == (
        4,
        ["Structure Nom", "Structure Ville", "Contact Nom", "Contact Prénom"],
    )


def test_a_table_without_headings_gets_letters():
    first = [(1, ["Le Moulin", "a@b.fr"]), (2, ["Le Phare", "c@d.fr"])]
    found = find_headings(first, lambda text: False)
    assert (found.line, [one.name for one in found.columns]) == (0, ["Colonne A", "Colonne B"])


def test_headings_said_twice_are_told_apart():
    found = find_headings([(1, ["E-mail", "E-mail"])], lambda text: text == "E-mail")
    assert [one.name for one in found.columns] == ["E-mail", "E-mail (2)"]


def test_a_line_of_totals_is_not_a_structure_called_total():
    assert is_total(["TOTAL GÉNÉRAL", None, 41])
    assert not is_total(["Total Énergie Solidaire", "Dijon"])


@pytest.mark.parametrize(
    ("reader", "raw", "value"),
    [
        (read_siren_or_siret, 35600000000048, ("siret", "35600000000048")),
        (read_siren_or_siret, "356 000 000 00048", ("siret", "35600000000048")),
        (read_siren_or_siret, "3,5600000000048E+13", ("siret", "35600000000048")),
        (read_siren_or_siret, "5580501.0", ("siren", "005580501")),
        (read_siren_or_siret, 5580501, ("siren", "005580501")),
        (read_day, 45382, datetime.date(2024, 3, 31)),
        (read_day, "31 mars 2024", datetime.date(2024, 3, 31)),
        (read_day, "31/03/2024 14:30", datetime.date(2024, 3, 31)),
        (read_phone, 380123456, "03 80 12 34 56"),
        (read_phone, "03.80.12.34.56 / 06 11 22 33 44", "03 80 12 34 56"),
        (read_email, "Jean@Exemple.FR ; x@y.fr", "jean@exemple.fr"),
        (read_postcode, 1000, "01000"),
        (read_hundredths, "2,5", 250),
        (read_amount, "1 234,50 €", 123450),
        (read_minutes, "1 h 30", 90),
        (read_minutes, "45 min", 45),
    ],
)
def test_a_cell_that_a_spreadsheet_damaged_is_mended_where_it_is_safe(reader, raw, value):
    assert reader(raw).value == value


@pytest.mark.parametrize(
    ("reader", "raw"),
    [
        (read_siren_or_siret, "3,56E+13"),
        (read_siren_or_siret, "12345678901234"),
        (read_day, "2023"),
        (read_email, "jean chez exemple"),
        (read_minutes, "longtemps"),
    ],
)
def test_a_cell_that_lost_its_meaning_is_refused(reader, raw):
    with pytest.raises(UnreadableCell):
        reader(raw)
