import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.kernel.numerals import ReadNumber, UnreadableNumber, read_number, read_number_prefix

UNITS = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
    "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
    "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def spell_below_hundred(number: int) -> str:
    if number < 20:
        return UNITS[number]
    tens, rest = divmod(number, 10)
    if tens in (7, 9):
        tens, rest = tens - 1, rest + 10
    if tens == 8:
        return f"quatre-vingt-{UNITS[rest]}" if rest else "quatre-vingts"
    if not rest:
        return TENS[tens]
    return f"{TENS[tens]} et {UNITS[rest]}" if rest in (1, 11) else f"{TENS[tens]}-{UNITS[rest]}"


def spell(number: int) -> str:
    """An independent writer of the classical spelling."""
    if number < 100:
        return spell_below_hundred(number)
    for scale, name in ((10**9, "milliard"), (10**6, "million"), (1000, "mille"), (100, "cent")):
        if number >= scale:
            count, rest = divmod(number, scale)
            counted = "" if count == 1 and scale <= 1000 else f"{spell(count)} "
            plural = "s" if count > 1 and name != "mille" and not (name == "cent" and rest) else ""
            return f"{counted}{name}{plural} {spell(rest) if rest else ''}".strip()
    raise AssertionError(number)


def test_every_number_up_to_ten_thousand_is_read_as_it_is_spelt() -> None:
    assert [read_number(spell(number)) for number in range(10_000)] == list(range(10_000))


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_spelt_number_is_read_back(number: int) -> None:
    spelt = spell(number)
    assert read_number(spelt) == number
    assert read_number(spelt.replace("-", " ").upper()) == number
    assert read_number(spelt.replace(" ", "-")) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("deux mil dix huit", 2018),
        ("mil neuf cent quatre vingt dix neuf", 1999),
        ("dix-neuf cent quatorze", 1914),
        ("vingt un", 21),
        ("vingt-et-une", 21),
        ("septante-deux", 72),
        ("nonante et un", 91),
        ("  deux   mille\nseize ", 2016),
    ],
)
def test_older_and_regional_spellings_are_read(text: str, value: int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "bonjour", "mille mille", "deux, trois", "vingt dix-neuf", "cent cent", "12", "et un",
     "million", "deux zéro", "- deux"],
)  # fmt: skip
def test_words_that_are_no_number_are_refused(text: str) -> None:
    with pytest.raises(UnreadableNumber):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deux mille vingt dix-neuf heures", ReadNumber(2020, 16)),
        ("deux mille six et le vingt", ReadNumber(2006, 14)),
        ("deux, trois", ReadNumber(2, 4)),
        ("bonjour", None),
    ],
)
def test_prefix_is_the_longest_number(text: str, expected: ReadNumber | None) -> None:
    assert read_number_prefix(text) == expected


def test_a_page_of_one_repeated_word_is_read_in_bounded_time() -> None:
    page = "deux mille vingt et " * 5_000
    assert read_number_prefix(page) == ReadNumber(2020, 16)
