"""A sitting drawn at random: who sits, who is away, who votes for whom."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from probant.ingestion.tests.drawn.people import FIRST, LAST, NAMES, Member, Write

TOWNS = (
    "Aubenoire", "Saint-Roch-sur-Loire", "La Chapelle-aux-Bois", "Montferrier", "Le Val-Perdu",
    "Villeneuve-les-Prés", "Kermartin", "Beaurepaire-en-Plaine", "Les Essarts-du-Lac", "Orveaux",
)  # fmt: skip
CLUBS = (
    "Amicale des Tilleuls", "Les Jardins Partagés", "Cercle Nautique", "Ressourcerie du Canal",
    "Comité des Fêtes", "Harmonie Municipale", "Club de Judo", "Secours Fraternel",
    "Atelier des Saisons", "Foyer Rural",
)  # fmt: skip


@dataclass
class Sitting:
    """What happened, and what the record must say of it."""

    rng: random.Random
    place: str
    day: date
    convened: date
    members: list[Member]
    present: list[Member]
    proxies: list[tuple[Member, Member]]
    absent: list[Member]
    name: Write
    expected: dict[str, object] = field(default_factory=dict)

    @property
    def president(self) -> Member:
        return self.present[0]

    @property
    def secretary(self) -> Member:
        return self.present[-1]

    @property
    def givers(self) -> list[Member]:
        return [giver for giver, _ in self.proxies]

    @property
    def missing(self) -> list[Member]:
        return [*self.givers, *self.absent]

    @property
    def voters(self) -> int:
        return len(self.present) + len(self.proxies)


def draw_sitting(rng: random.Random, style: str) -> Sitting:
    number = rng.choice((11, 14, 15, 18, 19, 23, 27, 29, 33))
    lasts = rng.sample(LAST, number)
    members = [Member(rng.choice(FIRST), last, rng.choice(TOWNS[:4])) for last in lasts]
    away = rng.randint(1, max(1, (number - 1) // 2 - 1))
    giving = min(rng.randint(0, away), number - away)
    present = members[: number - away]
    givers = members[number - away : number - away + giving]
    holders = rng.sample(present, len(givers))
    day = date(rng.randint(2008, 2025), rng.randint(1, 12), rng.randint(1, 28))
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return Sitting(
        rng, rng.choice(TOWNS), day, day - timedelta(days=rng.randint(5, 9)), members, present,
        list(zip(givers, holders, strict=True)), members[number - away + giving :], NAMES[style],
    )  # fmt: skip


def of_place(place: str) -> str:
    if place.startswith("Les "):
        return f"des {place[4:]}"
    if place.startswith("Le "):
        return f"du {place[3:]}"
    return f"d'{place}" if place[0] in "AEIOU" else f"de {place}"
