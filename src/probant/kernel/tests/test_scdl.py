"""Open-data files: what is mended is safe, what is told says what to do, what is written holds."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.kernel.scdl.files import check_bytes, check_stream, format_of, write_rows
from probant.kernel.scdl.formats import DELIBERATIONS, FORMATS, SUBVENTIONS
from probant.kernel.scdl.matters import MATTERS, code_of_matter, matter_name
from probant.kernel.scdl.mending import LOST, mend, mend_day, mend_siret
from probant.kernel.scdl.telling import told
from probant.kernel.scdl.verdicts import is_matter, is_siret, judge

GRANT = [
    "Région", "23350001600040", "2017-06-27", "D1", "Débrouillards", "38047555800058", "", "Objet",
    "12.50", "aide en nature", "unique", "2017-03-14", "", "non", "1.00", "",
]  # fmt: skip
ACT = [
    "Ville", "21860194600013", "1", "2017-10-15", "7.5", "finances locales/subventions", "Objet",
    "", "", "", "", "43", "41", "41", "0", "0", "",
]  # fmt: skip


def faults(form, row, **changes):
    cells = [changes.get(name, cell) for name, cell in zip(form.names, row, strict=True)]
    return [(one.column, one.code) for one in next(judge(form, [cells]))]


def test_the_rows_that_follow_the_schemas_have_no_fault():
    assert (faults(SUBVENTIONS, GRANT), faults(DELIBERATIONS, ACT)) == ([], [])


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"idAttribuant": "23350001600041"}, [("idAttribuant", "siret")]),
        ({"idBeneficiaire": ""}, [("idBeneficiaire", "one-of-required")]),
        ({"nature": "Aide en nature"}, [("nature", "enum")]),
        ({"montant": "12,50"}, [("montant", "type")]),
        ({"objet": "x" * 257}, [("objet", "maxLength")]),
        ({"pourcentageSubvention": "100"}, [("pourcentageSubvention", "maximum")]),
        ({"notificationUE": "Non"}, [("notificationUE", "type")]),
        ({"datesPeriodeVersement": "2017-12-14_2018-12-14"},
         [("datesPeriodeVersement", "pattern")]),
        ({"rnaBeneficiaire": "W9N1000001"}, [("rnaBeneficiaire", "pattern")]),
        ({"dateConvention": ""}, [("dateConvention", "required")]),
    ],
)  # fmt: skip
def test_each_fault_of_a_grant_is_told_at_its_column(changes, found):
    assert faults(SUBVENTIONS, GRANT, **changes) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"VOTE_REEL": "34"},
         [("VOTE_REEL", "compare"), ("VOTE_REEL", "sum")]),
        ({"VOTE_ABSTENTION": ""}, [("VOTE_EFFECTIF", "together")]),
        ({"BUDGET_ANNEE": "2018/2017", "BUDGET_NOM": "x"}, [("BUDGET_ANNEE", "years")]),
        ({"BUDGET_ANNEE": "2018"}, [("BUDGET_ANNEE", "together")]),
        ({"PREF_DATE": "2017-10-14"}, [("PREF_DATE", "compare")]),
        ({"DELIB_MATIERE_NOM": "finances locales / x"}, [("DELIB_MATIERE_NOM", "matter")]),
        ({"DELIB_URL": "www.exemple.fr"}, [("DELIB_URL", "type")]),
    ],
)  # fmt: skip
def test_each_fault_of_an_act_is_told_at_its_column(changes, found):
    assert faults(DELIBERATIONS, ACT, **changes) == found


def test_every_fault_has_its_sentence_and_says_what_was_read():
    for form, row in ((SUBVENTIONS, GRANT), (DELIBERATIONS, ACT)):
        for name in form.names:
            for cell in ("", "?", "x" * 300, "0"):
                changed = [
                    cell if one == name else was for one, was in zip(form.names, row, strict=True)
                ]
                for fault in next(judge(form, [changed])):
                    words = told(form, fault)
                    assert words.endswith(".") and "{" not in words
    short = next(judge(SUBVENTIONS, [["a", "b"]]))
    assert told(SUBVENTIONS, short[0]).startswith("La ligne n’a que 2 cellules")


@given(st.sampled_from([column for form in FORMATS.values() for column in form.columns]),
       st.text(max_size=40))  # fmt: skip
def test_mending_never_fails_and_mends_once_for_all(column, text):
    once = mend(column, text)
    if not once.lost:
        assert mend(column, once.cell).cell == once.cell


@given(st.integers(0, 10**14 - 1))
def test_a_siret_that_went_through_a_spreadsheet_comes_back_or_is_said_lost(number):
    siret = f"{number:014d}"
    if not is_siret(siret) or number < 10**9:
        return
    assert mend_siret(f"{number}.0").cell == siret
    short = mend_siret(f"{number:.8E}".replace(".", ","))
    assert short.lost == LOST or short.cell == siret


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_however_it_is_written(day):
    written = (f"{day:%d/%m/%Y}", f"{day}T00:00:00", day.isoformat())
    assert {mend_day(one).cell for one in written} == {day.isoformat()}


@pytest.mark.parametrize(
    ("name", "text", "cell"),
    [
        ("montant", "1 234,56 €", "1234.56"),
        ("montant", "50000", "50000"),
        ("pourcentageSubvention", "45 %", "0.45"),
        ("pourcentageSubvention", "100", "1.00"),
        ("nature", "Aide en Numéraire", "aide en numéraire"),
        ("nature", "numéraire et nature", "aide en numéraire;aide en nature"),
        ("notificationUE", "FAUX", "non"),
        ("datesPeriodeVersement", "du 14/12/2017 au 14/12/2018", "2017-12-14/2018-12-14"),
        ("datesPeriodeVersement", "2017", "2017-01-01/2017-12-31"),
        ("rnaBeneficiaire", "w380 475 558", "W380475558"),
        ("objet", "  deux \u00a0 mots ", "deux mots"),
        ("nature", "prêt de salle", "prêt de salle"),
    ],
)
def test_a_cell_is_mended_only_where_it_is_sure(name, text, cell):
    assert mend(SUBVENTIONS.columns[SUBVENTIONS.place(name)], text).cell == cell


def test_a_file_is_judged_even_where_its_shape_is_wrong():
    rows = ";".join(SUBVENTIONS.names) + "\n" + ";".join(GRANT) + "\n"
    report = check_bytes(rows.replace("Débrouillards", "Écho").encode("cp1252"))
    assert (report.rows, report.faulty, report.is_valid) == (1, 0, False)
    assert [one.partition(" : ")[0] for one in report.structure] == [
        "Le fichier n’est pas en UTF-8",
        "Le séparateur est le point-virgule",
    ]
    moved = [SUBVENTIONS.names[1], SUBVENTIONS.names[0], *SUBVENTIONS.names[2:]]
    text = ",".join(moved) + "\n" + ",".join([GRANT[1], GRANT[0], *GRANT[2:]]) + "\n"
    report = check_stream(io.StringIO(text))
    assert (report.faulty, len(report.structure)) == (0, 1)
    assert check_bytes(b"PK\x03\x04").structure[0].startswith("Ce n’est pas un CSV")
    assert not check_bytes(b"a,b\n1,2\n").is_valid


def test_what_is_written_is_read_back_right():
    cells = ["Une, «\u00a0ville\u00a0»", *ACT[1:6], 'Un "objet"\nsur deux lignes', *ACT[7:]]
    report = check_stream(io.StringIO("".join(write_rows(DELIBERATIONS, [cells] * 3)), newline=""))
    assert (report.form, report.rows, report.is_valid) == (DELIBERATIONS, 3, True)


def test_a_format_is_known_by_its_columns():
    assert format_of(["SUB_MONTANT", "BENEF_NOM", "SUB_OBJET"]) is SUBVENTIONS
    assert format_of(["a", "b"]) is None


def test_every_matter_has_a_name_that_the_check_takes_and_that_tells_its_code():
    for code in MATTERS:
        assert is_matter(matter_name(code))
        assert code_of_matter(matter_name(code)) == code
