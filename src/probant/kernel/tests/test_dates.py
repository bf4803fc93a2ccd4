from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.kernel.dates import (
    MONTHS,
    WEEKDAYS,
    FoundDate,
    ImpossibleDate,
    UnreadableDate,
    find_dates,
    find_impossible_dates,
    read_date,
    write_date,
    write_short_date,
)

READINGS = {
    "31 mars 2009": date(2009, 3, 31),
    "1er janvier 2024": date(2024, 1, 1),
    "1 er  fevrier 2016": date(2016, 2, 1),
    "ler janvier 2024": date(2024, 1, 1),
    "31/03/2009": date(2009, 3, 31),
    "9/04/09": date(2009, 4, 9),
    "31.03.09": date(2009, 3, 31),
    "31-03-2009": date(2009, 3, 31),
    "31 / 03 / 2009": date(2009, 3, 31),
    "2009-03-31": date(2009, 3, 31),
    "12.05.62": date(1962, 5, 12),
    "1/1/49": date(2049, 1, 1),
    "1/1/50": date(1950, 1, 1),
    "7 AVR. 2009": date(2009, 4, 7),
    "7 avr 09": date(2009, 4, 7),
    "5 mars '09": date(2009, 3, 5),
    "3 sept. 2020": date(2020, 9, 3),
    "3 SEPTEMBRE 2020": date(2020, 9, 3),
    "14 DÉCEMBRE 2023": date(2023, 12, 14),
    "14 decembre 2023": date(2023, 12, 14),
    "14 de\u0301cembre 2023": date(2023, 12, 14),
    "15 AOUT 2021": date(2021, 8, 15),
    "15 août 2021": date(2021, 8, 15),
    "4 juil. 2017": date(2017, 7, 4),
    "16 février 2 016": date(2016, 2, 16),
    "16 février 20 16": date(2016, 2, 16),
    "le 29 février 2024": date(2024, 2, 29),
    "jeudi 14 décembre 2023.": date(2023, 12, 14),
    "31\nmars\n2009": date(2009, 3, 31),
    "trente mars deux mille neuf": date(2009, 3, 30),
    "vingt-sept mars deux mil trois": date(2003, 3, 27),
    "premier août mil neuf cent quatre-vingt-dix-neuf": date(1999, 8, 1),
    "quatre du mois de juin deux mille dix": date(2010, 6, 4),
    "L'an deux mille vingt-quatre, le vingt et un mars": date(2024, 3, 21),
    "L’an deux mil six et le vingt quatre mars": date(2006, 3, 24),
    "l'an 2018, le 4 avril": date(2018, 4, 4),
}


@pytest.mark.parametrize(("text", "day"), READINGS.items())
def test_date_is_read(text: str, day: date) -> None:
    assert read_date(text) == day


EXAMPLE = "Tapez par exemple 14/12/2023 ou 14 décembre 2023."
REFUSALS = {
    "": f"Indiquez une date. {EXAMPLE}",
    "31 juin 2024": "Le 31 juin 2024 n’existe pas : juin 2024 a 30 jours.",
    "29 février 2023": "Le 29 février 2023 n’existe pas : février 2023 a 28 jours.",
    "30/02/2024": "Le 30 février 2024 n’existe pas : février 2024 a 29 jours.",
    "2023-02-30": "Le 30 février 2023 n’existe pas : février 2023 a 28 jours.",
    "0 mars 2020": "Le 0 mars 2020 n’existe pas : mars 2020 a 31 jours.",
    "12/31/2023": f"Le mois 31 n’existe pas : jour, mois, année. {EXAMPLE}",
    "01/01/0020": f"L’année 20 est hors de portée. {EXAMPLE}",
    "mars 2024": f"« mars 2024 » n’est pas une date complète. {EXAMPLE}",
    "14 mars": f"« 14 mars » n’est pas une date complète. {EXAMPLE}",
    "demain": f"« demain » n’est pas une date complète. {EXAMPLE}",
    "14 mars 2024 et 15 mars 2024": "« 14 mars 2024 et 15 mars 2024 » n’est pas une date complète."
    f" {EXAMPLE}",
}


@pytest.mark.parametrize(("text", "message"), REFUSALS.items())
def test_impossible_or_partial_date_says_what_to_type(text: str, message: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read_date(text)
    assert str(refusal.value).replace("\u00a0", " ") == message


DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))


@given(DAYS)
def test_what_is_written_is_read_back(day: date) -> None:
    assert read_date(write_date(day)) == day
    assert read_date(write_short_date(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}.{day.month}.{day.year % 100:02d}") == day


@given(DAYS, st.sampled_from(["Séance du ", "PUBLIÉ LE\n", "(", "n° 12, "]))
def test_what_is_written_is_found_in_running_text(day: date, before: str) -> None:
    written = write_date(day)
    text = f"{before}{written} à 18 heures"
    expected = FoundDate(day, len(before), len(before) + len(written), written)
    assert list(find_dates(text)) == [expected]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        day = read_date(text)
    except UnreadableDate:
        return
    assert read_date(write_date(day)) == day


FRAGMENTS = [*MONTHS, *WEEKDAYS, "l'an", "le", "deux", "mille", "vingt", "1er", "31", "2024", "09",
             "/", ".", ",", "€", "\n", "et", "premier"]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20).map(" ".join))
def test_found_dates_are_in_order_and_point_at_their_words(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end


IN_TEXT: dict[str, list[str]] = {
    "L'an deux mil dix huit, le 4 avril, à dix huit heures trente": ["2018-04-04"],
    "l’an deux mille dix-huit, le treize décembre": ["2018-12-13"],
    "l’an deux mille dix-huit, le treize décembre 2018 à": ["2018-12-13"],
    "L'an  deux  mille  seize,  le  vingt-six  septembre,  le": ["2016-09-26"],
    "L'an deux mille vingt-et-un,\nle cinq juillet,": ["2021-07-05"],
    "du mardi douze avril deux mille vingt-deux, dix-neuf heures": ["2022-04-12"],
    "vingt-et-un janvier deux mille vingt à 18 heures": ["2020-01-21"],
    "17 mars 2014 Dix mars deux mil quatorze, vingt et une": ["2014-03-17", "2014-03-10"],
    "8 juin 2020 18 heures": ["2020-06-08"],
    "du 3 au 5 mai 2023": ["2023-05-05"],
    "Le 7 AVR. 2009, publié le 9/04/09": ["2009-04-07", "2009-04-09"],
    "vu le 3 sept. 20, puis": ["2020-09-03"],
    "le 3 sept. 20 personnes": [],
    "le 5 mars 20 personnes": [],
    "le 5 mars 2 000 € versés": [],
    "le 5 mars 2000 € versés": [],
    "mars 2024, puis mai": [],
    "le 24 novembre": [],
    "31 juin 2024": [],
    "tél. 03.80.48.03.43": [],
    "compte 10.222 et 1.2.2020.4": [],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), IN_TEXT.items())
def test_dates_are_found_in_running_text(text: str, expected: list[str]) -> None:
    assert [found.value.isoformat() for found in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le lundi 5 décembre 2022", [("lundi 5 décembre 2022", 0)]),
        ("JEUDI\u00a015 juin 2023", [("JEUDI\u00a015 juin 2023", 3)]),
        ("mercredi 15/06/2023", [("mercredi 15/06/2023", 2)]),
        ("L'an 2020, le lundi 8 juin à", [("L'an 2020, le lundi 8 juin", 0)]),
        ("le 5 décembre 2022", [("5 décembre 2022", None)]),
    ],
)
def test_named_weekday_is_kept_even_when_wrong(
    text: str, expected: list[tuple[str, int | None]]
) -> None:
    assert [(found.text, found.weekday) for found in find_dates(text)] == expected


def test_impossible_date_in_letters_is_reported_with_its_place() -> None:
    text = "Séance du 31 juin 2024 (45.12.99)"
    message = "Le 31 juin 2024 n’existe pas\u00a0: juin 2024 a 30 jours."
    expected = ImpossibleDate(10, 22, "31 juin 2024", message)
    assert list(find_impossible_dates(text)) == [expected]
