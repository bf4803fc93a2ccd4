import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.kernel.money import (
    FoundAmount,
    UnreadableAmount,
    find_amounts,
    find_amounts_in_words,
    read_cents,
    read_words,
    write_euros,
    write_number,
)

READINGS = {
    "18 000 €": 1_800_000,
    "9 000€": 900_000,
    "4000 €": 400_000,
    "9400": 940_000,
    "0,5": 50,
    "0": 0,
    "1.234,56 €": 123_456,
    "1,234.56": 123_456,
    "1.234.567": 123_456_700,
    "1 234,5 EUR": 123_450,
    "18\u202f000\u00a0€": 1_800_000,
    "18\u2009000\u00a0euros": 1_800_000,
    "18\u00a0000 Euro": 1_800_000,
    "18  000\t€": 1_800_000,
    "  18 000 €\n": 1_800_000,
    "20’000 €": 2_000_000,
    "18000.00": 1_800_000,
    "12 k€": 1_200_000,
    "12K€": 1_200_000,
    "12,5 K euros": 1_250_000,
    "2,5 M€": 250_000_000,
    "1,234 M€": 123_400_000,
    "3 millions d’euros": 300_000_000,
    "1,5 milliard d'euros": 150_000_000_000,
    "- 307 €": -30_700,
    "-307": -30_700,
    "– 307 €": -30_700,
    "−307 €": -30_700,
    "(307 €)": -30_700,
    "(307) €": -30_700,
    "+ 20 €": 2_000,
}


@pytest.mark.parametrize(("text", "cents"), READINGS.items())
def test_amount_is_read_in_cents(text: str, cents: int) -> None:
    assert read_cents(text) == cents


REFUSALS = {
    "": "Indiquez un montant, par exemple 18 000 €.",
    " \u00a0 ": "Indiquez un montant, par exemple 18 000 €.",
    "€": "« € » : indiquez un montant en chiffres, par exemple 18 000 €.",
    "1.234": "« 1.234 » : milliers ou décimales ? Tapez 1 234 €, ou 1,23 €.",
    "1,234": "« 1,234 » : milliers ou décimales ? Tapez 1 234 €, ou 1,23 €.",
    "38.626 €": "« 38.626 € » : milliers ou décimales ? Tapez 38 626 €, ou 38,62 €.",
    "123.456": "« 123.456 » : milliers ou décimales ? Tapez 123 456 €, ou 123,45 €.",
    "1.234 M€": "« 1.234 M€ » : milliers ou décimales ? Tapez 1 234 M€, ou 1,23 M€.",
    "12 34 €": "« 12 34 € » : les chiffres se groupent par trois, avec une virgule avant les "
    "décimales. Tapez par exemple 1 234 €, ou 12,50 €.",
    "9 4000": "« 9 4000 » : les chiffres se groupent par trois, avec une virgule avant les "
    "décimales. Tapez par exemple 94 000 €, ou 12,50 €.",
    "1.234.56": "« 1.234.56 » : les chiffres se groupent par trois, avec une virgule avant les "
    "décimales. Tapez par exemple 123 456 €, ou 12,50 €.",
    "01 000": "« 01 000 » : un groupe de chiffres manque au début. Tapez 1 000 €.",
    "1,2345 €": "« 1,2345 € » : deux décimales au plus. Tapez par exemple 12,50 €.",
    "0,123": "« 0,123 » : deux décimales au plus. Tapez par exemple 12,50 €.",
    "1,2345678 k€": "« 1,2345678 k€ » : le montant descend sous le centime. Tapez-le en euros, "
    "comme 12,50 €.",
    "douze": "« douze » : tapez le montant en chiffres seulement, par exemple 18 000 €.",
    "12 $": "« 12 $ » : tapez le montant en chiffres seulement, par exemple 18 000 €.",
    "٣ €": "« ٣ € » : tapez le montant en chiffres seulement, par exemple 18 000 €.",
    "12 € 13 €": "« 12 € 13 € » : indiquez un seul montant, par exemple 18 000 €.",
    "(-307)": "« (-307) » : deux signes négatifs. Tapez par exemple -307 €.",
    "1 000 000 000 000 000 000": "« 1 000 000 000 000 000 000 » : ce montant est trop grand. "
    "Vérifiez le nombre de chiffres.",
}


@pytest.mark.parametrize(("text", "message"), REFUSALS.items())
def test_ambiguous_or_wrong_amount_says_what_to_type(text: str, message: str) -> None:
    with pytest.raises(UnreadableAmount) as refusal:
        read_cents(text)
    plain = str(refusal.value).replace("\u202f", " ").replace("\u00a0", " ")
    assert plain == message


def test_very_long_input_is_refused_without_being_read() -> None:
    with pytest.raises(UnreadableAmount, match="trop long pour un montant"):
        read_cents("9" * 10_000)


def test_messages_are_set_with_no_break_spaces() -> None:
    with pytest.raises(UnreadableAmount) as refusal:
        read_cents("1.234")
    assert str(refusal.value) == (
        "«\u00a01.234\u00a0»\u00a0: milliers ou décimales\u202f? "
        "Tapez 1\u202f234\u00a0€, ou 1,23\u00a0€."
    )


@pytest.mark.parametrize(
    ("cents", "decimals", "written"),
    [
        (1_800_000, None, "18\u202f000\u00a0€"),
        (1_800_050, None, "18\u202f000,50\u00a0€"),
        (0, None, "0\u00a0€"),
        (5, None, "0,05\u00a0€"),
        (-30_700, None, "−307\u00a0€"),
        (1_800_000, 2, "18\u202f000,00\u00a0€"),
        (149, 0, "1\u00a0€"),
        (150, 0, "2\u00a0€"),
        (-150, 0, "−2\u00a0€"),
        (-49, 0, "0\u00a0€"),
    ],
)
def test_euros_are_written_the_french_way(cents: int, decimals: int | None, written: str) -> None:
    assert write_euros(cents, decimals) == written


CENTS = st.integers(min_value=-(10**15), max_value=10**15)


@given(CENTS, st.sampled_from([None, 2]))
def test_what_is_written_is_read_back(cents: int, decimals: int | None) -> None:
    assert read_cents(write_euros(cents, decimals)) == cents


@given(st.integers(min_value=0, max_value=10**15), st.text("abc -\n(", max_size=5))
def test_what_is_written_is_found_in_running_text(cents: int, before: str) -> None:
    written = write_euros(cents)
    text = f"{before} de {written} au titre de 2024"
    assert [(found.cents, found.text) for found in find_amounts(text)] == [(cents, written)]


@given(st.text(max_size=40) | st.text("0123456789 .,€kMeuros()-'", max_size=14))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        cents = read_cents(text)
    except UnreadableAmount:
        return
    assert read_cents(write_euros(cents)) == cents


@given(st.text("0123456789 .,€kMeuros-–/n°'\u00a0\u202f", max_size=60))
def test_found_amounts_are_in_order_and_point_at_their_words(text: str) -> None:
    end = 0
    for found in find_amounts(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end


IN_TEXT: dict[str, list[int]] = {
    "en 2024 18 000 € sont versés": [1_800_000],
    "du 1er 500 € au 2": [50_000],
    "le 31/12/23 500 €": [50_000],
    "le 31.12.23 500 €": [50_000],
    "à 17h30 500 €": [50_000],
    "article 3 500 €": [50_000],
    "n° 12 500 €": [50_000],
    "article 9 000 €": [900_000],
    "pour cette action 6 000 €": [600_000],
    "9 4000 €": [400_000],
    "1 5 000 €": [500_000],
    "1. 500 €": [50_000],
    "- 43 000 € pour le club": [4_300_000],
    "Mouvement de -8’355,59€ du compte": [-835_559],
    "un solde de −307 €": [-30_700],
    "Aspec - 600 €": [60_000],
    "400€ et 60€": [40_000, 6_000],
    "2  750  €": [275_000],
    "18 000\n€": [1_800_000],
    "subvention de 4 000 €HT": [400_000],
    "20€/an": [2_000],
    "57 milliards, soit 3 millions d'euros": [300_000_000],
    "12 k€ puis 2,5 M€": [1_200_000, 250_000_000],
    "1 200,50 euros": [120_050],
    "376.47 € et 465 000.00 €": [37_647, 46_500_000],
    "0,1234 €": [],
    "1,234 €": [],
    "21 000 Dijon": [],
    "18 européens et 500 eurodéputés": [],
    "20 % de 2024": [],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), IN_TEXT.items())
def test_amounts_are_found_in_running_text(text: str, expected: list[int]) -> None:
    assert [found.cents for found in find_amounts(text)] == expected


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("18 000 €", True),
        ("en 2024 18 000 €", True),
        ("1.234,56 €", True),
        ("9.000 €", False),
        ("1 5 000 €", False),
        ("9 4000 €", False),
        ("article 3 500 €", False),
    ],
)
def test_amount_with_another_reading_is_not_certain(text: str, certain: bool) -> None:
    assert [found.certain for found in find_amounts(text)] == [certain]


WORDS = {
    "dix-huit mille euros": 1_800_000,
    "Dix huit mille EUROS": 1_800_000,
    "mille deux cents euros": 120_000,
    "mille deux cents euros et cinquante centimes": 120_050,
    "deux millions d’euros": 200_000_000,
    "quatre-vingt-dix-sept euros": 9_700,
    "un euro": 100,
}


@pytest.mark.parametrize(("text", "cents"), WORDS.items())
def test_amount_in_words_is_read(text: str, cents: int) -> None:
    assert read_words(text) == cents


@pytest.mark.parametrize(
    "text", ["", "dix-huit mille", "18 000 euros", "mille mille euros", "euros"]
)
def test_words_that_are_no_amount_are_refused(text: str) -> None:
    with pytest.raises(UnreadableAmount):
        read_words(text)


def test_amounts_in_words_are_found_in_running_text() -> None:
    text = "la somme de dix-huit mille euros (18 000 €)"
    assert list(find_amounts_in_words(text)) == [
        FoundAmount(1_800_000, 12, 32, "dix-huit mille euros")
    ]


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_numbers_are_grouped_by_three(value: int) -> None:
    written = write_number(value)
    groups = written.removeprefix("−").split("\u202f")
    assert int(written.replace("−", "-").replace("\u202f", "")) == value
    assert [len(group) for group in groups[1:]] == [3] * (len(groups) - 1)
    assert 1 <= len(groups[0]) <= 3


def test_a_page_of_number_words_without_euros_holds_no_amount() -> None:
    # Each start costs at most one run of words: this page once took minutes.
    assert list(find_amounts_in_words("deux " * 20_000)) == []
