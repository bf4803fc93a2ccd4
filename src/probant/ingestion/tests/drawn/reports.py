"""Activity reports and press articles drawn at random, each with the figures it says."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from probant.ingestion.tests.drawn.dates import long_day, named_day
from probant.ingestion.tests.drawn.figures import WAYS, Said, draw_figures
from probant.ingestion.tests.drawn.people import FIRST, LAST, Member, proper
from probant.ingestion.tests.drawn.sitting import CLUBS, TOWNS, of_place

TITLES = (
    "Rapport d'activité {year}",
    "RAPPORT D'ACTIVITÉS\n{year}",
    "Rapport annuel {year}",
    "Bilan d'activité de l'année {year}",
    "Bilan {year}",
    "{year} en chiffres",
    "Rapport moral et d'activité – exercice {year}",
    "# Rapport d'activité {year}",
    "RAPPORT D'ACTIVITÉ\nExercice {year}",
    "Rapport d'activités du 1er janvier au 31 décembre {year}",
)
HEADINGS: dict[str, Callable[[int, str], str]] = {
    "plain": lambda n, t: t,
    "capitals": lambda n, t: t.upper(),
    "numbered": lambda n, t: f"{n}. {t}",
    "markdown": lambda n, t: f"## {t}",
    "bold": lambda n, t: f"**{t}**",
}


@dataclass
class Report:
    text: str
    year: int
    figures: dict[str, int]
    chosen: dict[str, str]


def draw_report(seed: int, **forced: str) -> Report:
    """One report; `forced` names its title, its headings, or how its figures are said."""
    rng = random.Random(seed)
    year = rng.randint(2014, 2025)
    chosen = {
        "title": forced.get("title") or rng.choice(TITLES),
        "heading": forced.get("heading") or rng.choice(list(HEADINGS)),
        "way": forced.get("way") or rng.choice(list(WAYS)),
    }
    figures = draw_figures(rng)
    chapters = [
        f"{HEADINGS[chosen['heading']](number, programme)}\n\n"
        f"{WAYS[chosen['way']](said, year, rng)}"
        for number, (programme, said) in enumerate(figures.items(), 1)
    ]
    place = rng.choice(TOWNS)
    text = (
        f"{rng.choice(CLUBS)}\n\n{chosen['title'].format(year=year)}\n\nSommaire\n\nLe mot de la "
        f"présidence\n\nL'association agit au service des habitants {of_place(place)}. Elle "
        "remercie ses partenaires et ses bénévoles.\n\n"
        + "\n\n".join(chapters)
        + "\n\nPerspectives\n\nL'équipe poursuit son travail.\n"
    )
    values = {one.code: one.value for said in figures.values() for one in said}
    return Report(text, year, values, chosen)


# When an article came out.
DATED: dict[str, Callable[[date], str]] = {
    "published": lambda day: f"Publié le {long_day(day)} à 10h30",
    "figures": lambda day: f"Publié le {day:%d/%m/%Y}",
    "by": lambda day: f"Par la rédaction, le {day:%d/%m/%Y} à 18:00",
    "day": lambda day: f"Le Courrier du Val – {named_day(day)}",
    "on line": lambda day: f"Mis en ligne le {long_day(day)}, mis à jour le {long_day(day)}",
    "dots": lambda day: f"{day:%d.%m.%Y} | Économie",
    "none": lambda day: "",
}
SAYS: dict[str, Callable[[Said, int], str]] = {
    "year": lambda one, year: f"En {year}, {one.value} {one.noun} ont été {one.participle}",
    "verb": lambda one, year: f"En {year}, l'équipe a {one.verb} {one.value} {one.noun}",
    "bracket": lambda one, year: f"Le bilan parle : {one.value} {one.label} en {year}",
    "last year": lambda one, year: f"L'an dernier, {one.value} {one.noun} ont été {one.participle}",
}


@dataclass
class Article:
    text: str
    published: date | None
    year: int | None
    figures: dict[str, int]
    chosen: dict[str, str]


def draw_article(seed: int, **forced: str) -> Article:
    """One article; `forced` names how it is dated and how it says its figures."""
    rng = random.Random(seed)
    published = date(rng.randint(2015, 2026), rng.randint(1, 12), rng.randint(1, 28))
    year = published.year - 1
    chosen = {
        "dated": forced.get("dated") or rng.choice(list(DATED)),
        "says": forced.get("says") or rng.choice(list(SAYS)),
    }
    chair = Member(rng.choice(FIRST), rng.choice(LAST), "")
    club, place = rng.choice(CLUBS), rng.choice(TOWNS)
    named = f"{chair.first} {proper(chair.last)}"
    figures = draw_figures(rng)
    paragraphs = []
    for programme, said in figures.items():
        told = [SAYS[chosen["says"]](one, year) for one in said]
        paragraphs.append(
            f"Place à l'activité : {programme}. " + ". ".join(told) + ". « C'est le fruit d'un "
            f"travail patient avec tous les habitants du territoire », se félicite {named}."
        )
    stands = DATED[chosen["dated"]](published)
    text = (
        f"{club} : une année bien remplie\n\n{stands}\n\nL'association tenait son assemblée "
        f"générale à {place}. Une cinquantaine d'habitants avaient répondu présent.\n\n"
        + "\n\n".join(paragraphs)
        + f"\n\nPour {named}, « la suite s'écrit déjà avec les communes voisines et leurs élus ».\n"
    )
    dated = chosen["dated"] != "none"
    known = dated or chosen["says"] != "last year"
    return Article(
        text, published if dated else None, year if known else None,
        {one.code: one.value for said in figures.values() for one in said}, chosen,
    )  # fmt: skip
