from datetime import date

import pytest

from probant.kernel.cut import Cut


def test_now_cuts_nothing_off() -> None:
    assert Cut.now() == Cut(None, None)
    assert [cut.is_now for cut in (Cut.now(), Cut.known(date(2024, 3, 21)), Cut.at(0))] == [
        True, False, False,
    ]  # fmt: skip


def test_day_and_position_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="not both"):
        Cut(date(2024, 3, 21), 3)


def test_negative_position_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Cut.at(-1)


def test_labels_are_french() -> None:
    cuts = (Cut.now(), Cut.known(date(2024, 3, 21)), Cut.at(12))
    assert [cut.label for cut in cuts] == [
        "à ce jour",
        "tel que connu le 21 mars 2024",
        "à l’écriture n° 12 du journal",
    ]
