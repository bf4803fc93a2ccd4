"""Half-days of a week as one number: a bit each, from Monday morning to Sunday afternoon."""

from collections.abc import Iterable, Sequence

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
HALVES = ("matin", "après-midi")
#: (bit, words) of each half-day, in the order of the week.
HALF_DAYS: tuple[tuple[int, str], ...] = tuple(
    (1 << (2 * day + half), f"{name} {part}")
    for day, name in enumerate(DAYS)
    for half, part in enumerate(HALVES)
)


def pack(bits: Iterable[int]) -> int:
    """One number from the bits chosen; what is no half-day is left out.

    >>> pack([1, 8])
    9
    """
    known = {bit for bit, _ in HALF_DAYS}
    return sum(known & set(bits))


def unpack(number: int) -> list[int]:
    """The bits of a number.

    >>> unpack(9)
    [1, 8]
    """
    return [bit for bit, _ in HALF_DAYS if number & bit]


def say_half_days(number: int) -> str:
    """Half-days in words, whole days together.

    >>> say_half_days(0b1011), say_half_days(0)
    ('lundi, mardi après-midi', '')
    """
    said = []
    for day, name in enumerate(DAYS):
        halves = (number >> (2 * day)) & 0b11
        if halves == 0b11:
            said.append(name)
        elif halves:
            said.append(f"{name} {HALVES[halves - 1]}")
    return ", ".join(said)


def join_words(words: Sequence[str]) -> str:
    """Words as French joins them.

    >>> join_words(["a", "b", "c"])
    'a, b et c'
    """
    return " et ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
