"""How much to build."""

from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 2016, 2025  # ten years; the measures ask for the last one
SEED = 20_210_101


@dataclass(frozen=True)
class Size:
    """What one house holds; `Size.of(1)` is 10 000 structures, 20 000 people, 50 000 facts."""

    organisations: int
    people: int
    cases: int
    sessions: int
    attendances: int

    @classmethod
    def of(cls, scale: float) -> "Size":
        """The size at a scale factor; 0.01 is enough for a test."""
        return cls(
            organisations=max(20, round(10_000 * scale)),
            people=max(40, round(20_000 * scale)),
            cases=max(20, round(10_300 * scale)),
            sessions=max(6, round(900 * scale)),
            attendances=max(20, round(6_000 * scale)),
        )
