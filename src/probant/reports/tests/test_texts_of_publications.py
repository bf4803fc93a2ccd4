"""What a text of a publication says: live figures, numbers without support, no markup of others."""

import pytest

from probant.reports.blocks import Run
from probant.reports.rules.markers import Linked, Live, OwnYear, Unreadable, read_marker
from probant.reports.rules.prose import read_prose
from probant.reports.rules.typed_numbers import typed_numbers, value_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("28 structures et 1 234,5 heures", ["28", "1 234,5"]),
        ("70 % des 18 000 € versés", ["70 %", "18 000 €"]),
        ("une dizaine d’ateliers, près de trente acteurs", ["dizaine", "trente"]),
        ("En 2023, le projet 2024-2028 ; le 14 décembre 2023 à 19h30", []),
        ("article 12, page 3, n° 5, loi n° 2014-856, le 2e et le 1er", []),
        ("12 avenue Eiffel, 21000 Dijon, 03.80.50.90.47", ["12"]),
        ("1. le premier\n2. le second", []),
        ("[28 pages](https://exemple.fr/28) et `28`", ["28"]),
        ("{{ chiffre dla.diagnoses }} et {{ 28 | source : Insee 12 }}", []),
        ("En 2023, 28 accueils. Soit 13.", ["28", "13"]),
    ],
)
def test_a_number_typed_by_hand_is_found_and_nothing_else(text: str, numbers: list[str]) -> None:
    assert [one.text for one in typed_numbers(text)] == numbers


def test_what_stands_in_braces_is_read() -> None:
    assert read_marker(" chiffre dla.diagnoses ") == Live("dla.diagnoses")
    assert read_marker("chiffre dla.diagnoses 2022") == Live("dla.diagnoses", 2022)
    assert read_marker("année") == OwnYear()
    assert read_marker("28 | dit 41") == Linked("28", "claim", claim_id=41)
    assert read_marker("28 | chiffre dla.x") == Linked("28", "figure", figure=Live("dla.x"))
    assert read_marker("9,1 | source : Insee, 2021") == Linked(
        "9,1", "source", source="Insee, 2021"
    )
    assert read_marker("n’importe quoi") == Unreadable("n’importe quoi")
    assert read_marker("28 | on sait bien") == Unreadable("28 | on sait bien")


def test_a_text_is_set_with_its_emphasis_lists_links_and_marks() -> None:
    text = (
        "## Bilan\n\n**{{ chiffre dla.diagnoses }} diagnostics** et 28 accueils.\n\n"
        "- *un* [lien](https://exemple.fr)\n- deux\n\n> dit-elle\n\n1. premier"
    )
    found = read_prose(text, lambda marker: Run("16", mark="figure")).paragraphs
    assert [(one.style, one.sign, one.text) for one in found] == [
        ("heading", "", "Bilan"),
        ("body", "", "16 diagnostics et 28 accueils."),
        ("item", "–", "un lien"),
        ("item", "–", "deux"),
        ("quote", "", "dit-elle"),
        ("item", "1.", "premier"),
    ]
    assert [(run.text, run.is_strong, run.mark) for run in found[1].runs] == [
        ("16", True, "figure"),
        (" diagnostics", True, ""),
        (" et ", False, ""),
        ("28", False, "unsupported"),
        (" accueils.", False, ""),
    ]
    assert [(run.text, run.is_soft, run.href) for run in found[2].runs] == [
        ("un", True, ""),
        (" ", False, ""),
        ("lien", False, "https://exemple.fr"),
    ]


def test_scripts_pictures_and_their_addresses_are_words_or_nothing() -> None:
    hostile = (
        "<script>alert(1)</script> ![x](https://mechant.fr/pixel.png) "
        "[oui](javascript:alert(1)) <img src=x onerror=alert(1)> [non](data:text/html,x)"
    )
    runs = read_prose(hostile, lambda marker: Run("")).paragraphs[0].runs
    assert {run.href for run in runs} == {"", "https://mechant.fr/pixel.png"}
    assert "<script>alert" in "".join(run.text for run in runs)


def test_nobody_can_write_the_mark_of_what_is_supported() -> None:
    said = read_prose("{{\ue000figure}} 7", lambda marker: Run("lu", mark="figure")).paragraphs[0]
    assert [run.mark for run in said.runs if run.text.strip() == "7"] == ["unsupported"]


def test_a_number_typed_is_compared_by_value() -> None:
    assert (value_of("18 000 €"), value_of("70 %"), value_of("trente")) == (18000, 70, None)
