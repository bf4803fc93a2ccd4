"""Action sheets drawn at random: a title, the words of the action, its budgets."""

from __future__ import annotations

import random
from dataclasses import dataclass

from probant.ingestion.tests.drawn.budgets import (
    ACCOUNTS,
    AMOUNTS,
    FAULTS,
    HEADINGS,
    LAYOUTS,
    SIDES,
    TOTALS,
    Row,
    Style,
    Table,
    draw_table,
)
from probant.ingestion.tests.drawn.sitting import CLUBS, TOWNS, of_place

TITLES = {
    "number dash": "FICHE ACTION {n} – {name}",
    "number sign": "Fiche action n° {n} : {name}",
    "hyphen": "FICHE-ACTION N°{n}\n{name}",
    "project": "FICHE PROJET\nIntitulé : {name}",
    "markdown": "# Fiche action {n} : {name}",
    "action": "ACTION N° {n} - {name}",
    "form": "6. Projet – Objet de la demande\nIntitulé : {name}",
    "described": "Description de l'action\nNom de l'action : {name}",
}
NAMES = ("Ateliers de réparation", "Jardin partagé", "Semaine de la lecture", "Accueil des jeunes")
WORDS = (
    "Contexte : le quartier compte peu de lieux ouverts.\n\nObjectifs de l'action : rompre "
    "l'isolement.\n\nPublics visés : tous les habitants.\n\nMoyens humains : une animatrice.\n\n"
    "Critères d'évaluation : nombre de participants.",
    "Objectifs :\n- accueillir\n- informer\n\nPublic cible : les jeunes\n\nLieu(x) de réalisation "
    ": la maison commune\n\nIndicateurs : fréquentation, satisfaction\n\nPartenaires : l'école",
    "Descriptif : des rencontres chaque semaine.\n\nPublics visés : familles.\n\nMoyens matériels "
    "et humains : un local, deux salariés.\n\nRésultats attendus : quarante familles.",
)


@dataclass
class Sheet:
    text: str
    number: str | None
    tables: list[Table]
    chosen: dict[str, str]


def draw_sheet(seed: int, **forced: str) -> Sheet:
    """One sheet; `forced` names a title, a layout, a way to print amounts or accounts, a fault."""
    rng = random.Random(seed)

    def choose(part: str, offered: list[str]) -> str:
        chosen[part] = forced.get(part) or rng.choice(offered)
        return chosen[part]

    chosen: dict[str, str] = {}
    title = choose("title", list(TITLES))
    number, name = rng.randint(1, 12), rng.choice(NAMES)
    style = Style(
        AMOUNTS[choose("amounts", list(AMOUNTS))],
        ACCOUNTS[choose("accounts", list(ACCOUNTS))],
        SIDES[choose("sides", list(SIDES))],
        TOTALS[choose("totals", list(TOTALS))],
        choose("heading", list(HEADINGS)),
    )
    layout, fault = choose("layout", list(LAYOUTS)), choose("fault", list(FAULTS))
    first, years = rng.randint(2015, 2026), rng.choice((1, 1, 2, 3))
    tables = [
        draw_table(rng, first + place, fault if place == 0 else "none") for place in range(years)
    ]
    printed = [
        style.heading.format(year=table.year) + "\n\n" + LAYOUTS[layout](table, style)
        for table in tables
    ]
    text = (
        f"{TITLES[title].format(n=number, name=name)}\n\nPorteur : {rng.choice(CLUBS)}, commune "
        f"{of_place(rng.choice(TOWNS))}\n\n{rng.choice(WORDS)}\n\n" + "\n\n".join(printed) + "\n"
    )
    numbered = "{n}" in TITLES[title]
    return Sheet(text, str(number) if numbered else None, tables, chosen)


def rows_of(table: Table, side: str) -> list[Row]:
    return table.sides[side]
