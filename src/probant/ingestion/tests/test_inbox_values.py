"""Values of a record: how they are written, typed, and given back to it."""

import pytest

from probant.ingestion.aside import read_here
from probant.ingestion.corrections import read_correction, write_value
from probant.ingestion.tests.inbox_scenario import ACT
from probant.ingestion.values import settle


@pytest.fixture(scope="module")
def result():
    return read_here(ACT.encode(), "acte.txt", limit=10**6)


def test_each_value_tells_where_its_words_stand(result):
    lines = ACT.split("\n")
    for value in result.values:
        for place in value["places"]:
            assert place["text"] in lines[place["line"] - 1]
    by_path = {value["path"]: value["places"] for value in result.values}
    assert by_path["vote.for"][0]["text"] == "POUR : 5"
    assert by_path["vote.against"][0]["text"] == "CONTRE : 0"
    assert by_path["present_names"][0]["text"] == "Monsieur Paul DURAND"


def test_the_day_of_the_convocation_is_not_that_of_the_transmission(result):
    assert result.record["convened_on"] == "2024-03-14"
    assert result.record["transmitted_on"] is None


def test_every_value_is_that_of_the_record(result):
    for value in result.values:
        held = result.record
        for step in value["path"].split("."):
            held = held[int(step)] if isinstance(held, list) else held.get(step)
        assert held == value["read"], value["path"]


def test_settling_nothing_changes_nothing(result):
    assert settle(result.record, []) == result.record


def test_settling_replaces_corrections_and_drops_what_was_refused(result):
    settled = settle(
        result.record,
        [
            ("vote.for", "corrected", 4),
            ("decisions.0.text", "refused", None),
            ("absent_names", "refused", None),
            ("president", "refused", None),
            ("amounts.0.amount_cents", "refused", None),
            ("subject", "accepted", None),
        ],
    )
    assert settled["vote"]["for"] == 4
    assert [one["text"] for one in settled["decisions"]] == [result.record["decisions"][1]["text"]]
    assert (settled["absent_names"], settled["president"], settled["amounts"]) == ([], None, [])
    assert settled["subject"] == result.record["subject"]
    assert result.record["vote"]["for"] == 5


def test_refusing_several_elements_of_a_list_drops_those_and_no_other():
    record = {"claims": [{"value": number} for number in range(12)]}
    decided = [(f"claims.{place}.value", "refused", None) for place in (0, 2, 10)]
    kept = [one["value"] for one in settle(record, decided)["claims"]]
    assert kept == [1, 3, 4, 5, 6, 7, 8, 9, 11]


@pytest.mark.parametrize(
    ("nature", "typed", "value"),
    [
        ("text", "  Conseil   municipal ", "Conseil municipal"),
        ("day", "1er janvier 2024", "2024-01-01"),
        ("number", "1 234", 1234),
        ("figure", "17,6", 17.6),
        ("euros", "18 000 €", 1800000),
        ("rate", "70 %", 0.7),
        ("year", "2024", 2024),
        ("yes", "Oui", True),
        ("names", "Eva ROY\n\n Luc  MARTIN ", ["Eva ROY", "Luc MARTIN"]),
        ("proxies", "Jean BLANC à Eva ROY", [{"from": "Jean BLANC", "to": "Eva ROY"}]),
    ],
)
def test_a_correction_is_read_as_it_is_written(nature, typed, value):
    assert read_correction(nature, typed) == value
    assert read_correction(nature, write_value(nature, value)) == value


@pytest.mark.parametrize(
    ("nature", "typed"),
    [
        ("day", "31 février 2024"),
        ("number", "douze"),
        ("number", "-3"),
        ("figure", "abc"),
        ("euros", "beaucoup"),
        ("rate", "170 %"),
        ("year", "24"),
        ("yes", "peut-être"),
        ("names", "x" * 200),
        ("proxies", "Jean BLANC"),
        ("text", "   "),
    ],
)
def test_a_correction_that_makes_no_sense_says_what_to_type(nature, typed):
    with pytest.raises(ValueError) as refusal:
        read_correction(nature, typed)
    assert str(refusal.value).endswith((".", "»."))


@pytest.mark.parametrize("between", ["\t", "     "])
def test_a_line_of_a_budget_lights_its_own_side(between):
    rows = (
        ("CHARGES         ", "Montant ", "PRODUITS        ", "Montant"),
        ("60 - Achats     ", "1 200   ", "70 - Ventes     ", "2 000 €"),
        ("61 - Services   ", "800     ", "                ", ""),
        ("TOTAL           ", "2 000   ", "TOTAL           ", "2 000"),
    )
    table = "\n".join(between.join(cell.strip() for cell in row) for row in rows)
    if between != "\t":
        table = "\n".join(between.join(row).rstrip() for row in rows)
    text = f"FICHE ACTION 1\n\nPublics visés : tous\n\nBudget prévisionnel 2025\n\n{table}\n"
    read = read_here(text.encode(), "fiche.txt", limit=10**6)
    lit = {
        value["label"]: " ".join(value["places"][0]["text"].split())
        for value in read.values
        if ".lines." in value["path"]
    }
    assert lit == {
        "60 Achats (charges)": "Achats 1 200",
        "70 Ventes (produits)": "Ventes 2 000 €",
        "61 Services (charges)": "Services 800",
    }
