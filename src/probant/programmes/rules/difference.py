"""What a version of a programme changes, told line by line before it is put in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

#: A phase or a programme told in words: label of each line → what it says ("" where nothing).
Lines = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PhaseSheet:
    """A phase of a version in words; `lines` in the order in which they are shown."""

    phase_id: int
    name: str
    lines: Lines = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VersionSheet:
    """A version in words: its own lines (durations), its phases in order."""

    lines: Lines = field(default_factory=dict)
    phases: tuple[PhaseSheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changes: of what, from what, to what; `kind` added, removed or changed."""

    kind: str
    what: str
    before: str = ""
    after: str = ""


def differences(before: VersionSheet, after: VersionSheet) -> list[Difference]:
    """What changes from one version to the next: durations, phases, their order, their lines.

    >>> old = VersionSheet({}, (PhaseSheet(1, "Accueil"), PhaseSheet(2, "Suivi")))
    >>> new = VersionSheet({}, (PhaseSheet(1, "Premier accueil"), PhaseSheet(3, "Bilan")))
    >>> [(one.kind, one.what) for one in differences(old, new)]
    [('removed', 'Suivi'), ('added', 'Bilan'), ('changed', 'Premier accueil, nom')]
    """
    old = {phase.phase_id: phase for phase in before.phases}
    new = {phase.phase_id: phase for phase in after.phases}
    found = [*_lines("", before.lines, after.lines)]
    found += [Difference("removed", old[pk].name, old[pk].name) for pk in old if pk not in new]
    found += [Difference("added", new[pk].name, "", new[pk].name) for pk in new if pk not in old]
    found += _order([pk for pk in old if pk in new], [pk for pk in new if pk in old], new)
    for pk, phase in new.items():
        if pk in old:
            found += _lines(
                f"{phase.name}, ",
                {"nom": old[pk].name, **old[pk].lines},
                {"nom": phase.name, **phase.lines},
            )
    return found


def _lines(prefix: str, before: Lines, after: Lines) -> Iterator[Difference]:
    for label in dict.fromkeys([*before, *after]):
        was, is_now = before.get(label, ""), after.get(label, "")
        if was != is_now:
            yield Difference("changed", f"{prefix}{label}", was, is_now)


def _order(
    before: list[int], after: list[int], names: Mapping[int, PhaseSheet]
) -> Iterator[Difference]:
    if before != after:
        told = [" → ".join(names[pk].name for pk in order) for order in (before, after)]
        yield Difference("changed", "Ordre des étapes", *told)
