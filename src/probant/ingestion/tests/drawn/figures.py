"""Figures of a year drawn at random, and the ways a report or the press says them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from probant.ingestion.tests.drawn.dates import words


@dataclass(frozen=True)
class Said:
    """A figure of a programme: its code, its value, the noun and the participle that say it."""

    code: str
    value: int
    noun: str
    participle: str

    @property
    def label(self) -> str:
        return f"{self.noun} {self.participle}"

    @property
    def verb(self) -> str:
        """The participle after "avoir": "a accueilli 28 structures"."""
        return self.participle.removesuffix("s").removesuffix("e")

    @property
    def are(self) -> str:
        return "ont été" if self.participle.endswith("s") else "sont en"


# Heading of the chapter, then (code, noun, participle) of what may be said there.
PROGRAMMES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Dispositif local d'accompagnement (DLA)": (
        ("dla.organisations_welcomed", "structures", "accueillies"),
        ("dla.organisations_supported", "structures", "accompagnées"),
        ("dla.diagnoses", "structures", "diagnostiquées"),
        ("dla.follow_ups", "structures", "suivies"),
        ("dla.jobs_consolidated", "emplois", "consolidés"),
    ),
    "Accompagnement à la création": (
        ("creation.projects_welcomed", "projets", "accueillis"),
        ("creation.projects_supported", "projets", "accompagnés"),
        ("creation.organisations_created", "structures", "créées"),
        ("creation.jobs_created", "emplois", "créés"),
    ),
    "Animation du réseau d'acteurs": (
        ("network.sessions_held", "ateliers", "organisés"),
    ),
}  # fmt: skip


def draw_figures(rng: random.Random) -> dict[str, list[Said]]:
    """Some figures of each programme; no two of a programme are the same number."""
    found = {}
    for programme, offered in PROGRAMMES.items():
        chosen = rng.sample(offered, rng.randint(1, len(offered)))
        values = rng.sample(range(3, 76), len(chosen))
        found[programme] = [
            Said(code, value, noun, participle)
            for (code, noun, participle), value in zip(chosen, values, strict=True)
        ]
    return found


Write = Callable[[list[Said], int, random.Random], str]


def say_list(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n".join(f"- {one.value} {one.label}" for one in said)


def say_labels(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n".join(f"{one.label.capitalize()} : {one.value}" for one in said)


def say_labels_number(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n".join(f"Nombre de {one.label} : {one.value}" for one in said)


def say_stacked(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n\n".join(f"{one.value}\n{one.label}" for one in said)


def say_sentence(said: list[Said], year: int, rng: random.Random) -> str:
    return " ".join(f"En {year}, {one.value} {one.noun} ont été {one.participle}." for one in said)


def say_verb(said: list[Said], year: int, rng: random.Random) -> str:
    return " ".join(
        f"L'équipe a {one.verb} {one.value} {one.noun} au cours de l'année." for one in said
    )


def say_words(said: list[Said], year: int, rng: random.Random) -> str:
    return " ".join(f"Cette année, {words(one.value)} {one.label} !" for one in said)


def say_compared(said: list[Said], year: int, rng: random.Random) -> str:
    return " ".join(
        f"{one.value} {one.noun} ont été {one.participle} en {year}, contre {one.value + 4} en "
        f"{year - 1}."
        for one in said
    )


def say_before(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n".join(f"{one.value} {one.label} ({one.value - 2} en {year - 1})" for one in said)


def say_bars(said: list[Said], year: int, rng: random.Random) -> str:
    rows = [f"| {one.label.capitalize()} | {one.value} |" for one in said]
    return "\n".join(["| Indicateur | Résultat |", "|---|---|", *rows])


def say_tabs(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n".join(f"{one.label.capitalize()}\t{one.value}" for one in said)


def say_dots(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n".join(f"{one.label.capitalize()} ............ {one.value}" for one in said)


def say_years(said: list[Said], year: int, rng: random.Random) -> str:
    """Two years side by side: the year of the report is the second."""
    rows = [f"| {one.label.capitalize()} | {one.value + 3} | {one.value} |" for one in said]
    return "\n".join([f"| Indicateurs | {year - 1} | {year} |", "|---|---|---|", *rows])


def say_years_tabs(said: list[Said], year: int, rng: random.Random) -> str:
    rows = [f"{one.label.capitalize()}\t{one.value}\t{one.value + 5}" for one in said]
    return "\n".join([f"\t{year}\t{year - 1}", *rows])


def say_emphasised(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n".join(f"* **{one.value}** {one.label}" for one in said)


def say_equals(said: list[Said], year: int, rng: random.Random) -> str:
    return "\n".join(f"{one.label.capitalize()} = {one.value}" for one in said)


WAYS: dict[str, Write] = {name: one for name, one in globals().items() if name.startswith("say_")}
