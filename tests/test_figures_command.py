"""`probant figures` and `probant demo`: exact shapes, and one clear line where they cannot."""

import json
from pathlib import Path

import pytest

from probant.config.cli import main
from probant.demo.tests.test_figures import NOW
from probant.directory.actions import create_house
from probant.directory.models import House
from probant.indicators.engine import measure
from probant.indicators.registry import catalogue
from probant.journal.guards import fact_models
from probant.journal.models import JournalHead
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from tests.harness.instances import environment, probant

pytestmark = pytest.mark.django_db

Capture = pytest.CaptureFixture[str]


def printed(capsys: Capture, *arguments: str) -> str:
    assert main(["figures", *arguments]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def refused(capsys: Capture, *arguments: str) -> str:
    """The one line that a wrong usage gets; exit status 2."""
    try:
        status = main(["figures", *arguments])
    except SystemExit as leaving:
        status = leaving.code  # type: ignore[assignment]
    told = capsys.readouterr()
    assert (status, told.out) == (2, "")
    (line,) = told.err.splitlines()
    return line


def test_json_is_one_array_of_the_shape_of_the_contract(
    demonstration: House, capsys: Capture
) -> None:
    found = json.loads(printed(capsys, "--year", "2023", "--json"))
    assert {each["code"]: each["value"] for each in found} == NOW
    assert found[1] == {
        "code": "dla.organisations_welcomed",
        "label": "structures accueillies par le DLA",
        "unit": "structures",
        "value": 28,
        "programme": "dla",
        "start": "2023-01-01",
        "end": "2023-12-31",
        "known_on": None,
        "records": 28,
    }
    keys = ["code", "label", "unit", "value", "programme", "start", "end", "known_on", "records"]
    assert [list(each) for each in found] == [keys] * 17


def test_json_as_known_on_a_day_says_the_day(demonstration: House, capsys: Capture) -> None:
    found = json.loads(printed(capsys, "--year", "2023", "--known-on", "2024-03-21", "--json"))
    told = {each["code"]: (each["value"], each["known_on"]) for each in found}
    assert told["dla.organisations_welcomed"] == (26, "2024-03-21")
    assert told["dla.collective_missions"] == (3, "2024-03-21")


def test_a_programme_narrows_to_its_own_figures(demonstration: House, capsys: Capture) -> None:
    found = json.loads(printed(capsys, "--year", "2023", "--programme", "creation", "--json"))
    assert {each["code"] for each in found} == {code for code in NOW if code.startswith("creation")}


def test_the_table_gives_house_year_cut_and_each_figure(
    demonstration: House, capsys: Capture
) -> None:
    lines = printed(capsys, "--year", "2023", "--known-on", "2024-03-21").splitlines()
    assert lines[0] == "PES 21, 2023, tel que connu le 21 mars 2024"
    assert lines[2].split() == [
        *("26", "structures", "accueillies", "par", "le", "DLA", "(dla.organisations_welcomed)")
    ]
    assert len(lines) == 18


def test_the_whole_catalogue_is_printed_in_units_when_it_is_asked_for(
    demonstration: House, capsys: Capture
) -> None:
    found = json.loads(printed(capsys, "--year", "2023", "--all", "--json"))
    told = {each["code"]: each["value"] for each in found}
    assert NOW.items() <= told.items()
    assert list(told) == [one.code for one in catalogue()]
    for one in catalogue():
        figure = measure(one, house_id=demonstration.pk, period=Period.year(2023))
        if one.written and figure.said:
            assert told[one.code] == figure.said / 100
    assert told["dla.days_to_diagnosis"] < 100 < told["dla.mission_cost"]
    empty = json.loads(printed(capsys, "--year", "1998", "--all", "--json"))
    medians = {one.code for one in catalogue() if one.is_median}
    assert {each["code"] for each in empty if each["value"] is None} == medians


def test_a_year_without_facts_is_zeros_not_a_failure(demonstration: House, capsys: Capture) -> None:
    found = json.loads(printed(capsys, "--year", "1998", "--json"))
    assert {(each["value"], each["records"]) for each in found} == {(0, 0)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--year", "2023", "--programme", "x"], "aucun chiffre pour le programme « x »"),
        (["--year", "23"], "année sur quatre chiffres"),
        (["--year", "99999999999999999999"], "année sur quatre chiffres"),
        (["--year", "abc"], "--year"),
        (["--year", "2023", "--known-on", "2024-02-31"], "--known-on"),
        (["--year", "2023", "--known-on", "hier"], "--known-on"),
        (["--year", "2023", "--organisation", "999999"], "aucune structure n° 999999"),
        ([], "--year"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    arguments: list[str], words: str, demonstration: House, capsys: Capture
) -> None:
    assert words in refused(capsys, *arguments)


def test_several_houses_are_listed_and_one_must_be_chosen(
    demonstration: House, capsys: Capture
) -> None:
    other = create_house(
        Actor.system(None, "essai", may_declare=True),
        identity={"name": "Autre opérateur", "family": "association"},
        short_name="Autre",
        runs_programmes=True,
    )
    line = refused(capsys, "--year", "2023")
    assert f"{demonstration.pk} = PES 21" in line
    assert f"{other.pk} = Autre" in line
    chosen = json.loads(
        printed(capsys, "--year", "2023", "--organisation", str(demonstration.pk), "--json")
    )
    assert {each["code"]: each["value"] for each in chosen} == NOW
    empty = json.loads(printed(capsys, "--year", "2023", "--organisation", str(other.pk), "--json"))
    assert {each["value"] for each in empty} == {0}


def test_demo_a_second_time_changes_nothing(demonstration: House, capsys: Capture) -> None:
    def state() -> list[object]:
        heads = JournalHead.objects.order_by("house_id").values_list("house_id", "seq", "hash")
        return [*heads, *((model.__name__, model.objects.count()) for model in fact_models())]

    before = state()
    assert main(["demo"]) == 0
    assert state() == before
    assert "direction@demo.probant.fr" in capsys.readouterr().out


def test_reset_is_refused_where_real_books_are_kept(demonstration: House, capsys: Capture) -> None:
    create_house(
        Actor.system(None, "essai", may_declare=True),
        identity={"name": "Vraie structure", "family": "association"},
        short_name="Vraie",
    )
    assert main(["demo", "--reset"]) == 2
    assert capsys.readouterr().err == (
        "probant : cette base tient de vrais comptes : --reset est refusé.\n"
    )


def test_a_database_without_tables_is_told_in_one_line(tmp_path: Path) -> None:
    new = environment(tmp_path, f"sqlite:///{tmp_path}/neuve.sqlite3")
    done = probant(["figures", "--year", "2023"], new)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("probant : base de données inutilisable")
    assert "`probant run` la prépare" in line
