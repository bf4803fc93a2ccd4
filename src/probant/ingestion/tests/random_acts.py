"""Acts drawn at random in the layouts of public practice, each with the record it was made of.

Each part of an act (title, sentence of the sitting, counts, lists, proxies, secretary, vote, grant)
has many wordings; an act takes one of each. Nobody here exists.
"""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST = (
    "Aline", "Anne-Lise", "Bruno", "Carmen", "Cédric", "Claude", "Denise", "Driss", "Élodie", "Ève",
    "Farid", "Gaëlle", "Gérard", "Hélène", "Inès", "Jean-Marc", "Jean-Pierre", "Joëlle", "Kévin",
    "Léa", "Loïc", "Marie-Claude", "Maël", "Nadège", "Odile", "Paul", "Quentin", "Régis", "Rose",
    "Solène", "Thierry", "Ugo", "Valérie", "Yann", "Zoé", "Marie Noëlle", "Pierre-Yves", "Sofia",
)  # fmt: skip
LAST = (
    "ABGRALL", "AUBRY", "BARBIER", "BEN SALAH", "BLANC", "BONNEAU", "CARRÉ", "CHEVALIER", "COLIN",
    "D'ANGELO", "DE LA TOUR", "DELMAS", "DUPONT-MARTIN", "DUVAL", "EL HADI", "FABRE", "FERREIRA",
    "GAUTHIER", "GIRAUD", "GUÉRIN", "HUBERT", "JACQUIN", "JOLY", "KERVELLA", "LACROIX", "LE BRAS",
    "LE GOFF", "LECLERC", "LEMOINE", "LOPEZ", "MALLET", "MARCHAND", "MERCIER", "MEUNIER", "MOREL",
    "NGUYEN", "NOËL", "OLIVIER", "PERRIN", "PICARD", "POULAIN", "PRÉVOST", "QUÉRÉ", "RENARD",
    "REY", "RIVIÈRE", "ROBIN", "ROUSSEL", "SCHMITT", "SIMONET", "TANGUY", "TESSIER", "VAN DEN BERG",
    "VASSEUR", "VIDAL", "WEBER", "YILMAZ", "ZIMMERMANN", "BRETON", "COURTOIS",
)  # fmt: skip
FEMALE = frozenset(
    ["Aline", "Anne-Lise", "Carmen", "Denise", "Élodie", "Ève", "Gaëlle", "Hélène", "Inès",
     "Joëlle", "Léa", "Marie-Claude", "Nadège", "Odile", "Rose", "Solène", "Valérie", "Zoé",
     "Marie Noëlle", "Sofia"]
)  # fmt: skip
TOWNS = (
    "Aubenoire", "Saint-Roch-sur-Loire", "La Chapelle-aux-Bois", "Montferrier", "Le Val-Perdu",
    "Villeneuve-les-Prés", "Kermartin", "Beaurepaire-en-Plaine", "Les Essarts-du-Lac", "Orveaux",
)  # fmt: skip
CLUBS = (
    "Amicale des Tilleuls", "Les Jardins Partagés", "Cercle Nautique", "Ressourcerie du Canal",
    "Comité des Fêtes", "Harmonie Municipale", "Club de Judo", "Secours Fraternel",
    "Atelier des Saisons", "Foyer Rural",
)  # fmt: skip
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def words(number: int) -> str:
    """A number up to 79 in words."""
    if number < 20:
        return UNITS[number]
    tens = min(number // 10 * 10, 60)
    rest = number - tens
    if rest == 0:
        return TENS[tens]
    return TENS[tens] + (" et " if rest in (1, 11) else "-") + UNITS[rest]


@dataclass(frozen=True)
class Member:
    first: str
    last: str
    town: str

    @property
    def title(self) -> str:
        return "Mme" if self.first in FEMALE else "M."

    @property
    def long_title(self) -> str:
        return "Madame" if self.first in FEMALE else "Monsieur"

    @property
    def e(self) -> str:
        return "e" if self.first in FEMALE else ""


Write = Callable[[Member], str]
NAMES: dict[str, Write] = {
    "title first last": lambda m: f"{m.title} {m.first} {m.last}",
    "title last first": lambda m: f"{m.title} {m.last} {m.first}",
    "title last": lambda m: f"{m.title} {m.last}",
    "first last": lambda m: f"{m.first} {m.last}",
    "last first": lambda m: f"{m.last} {m.first}",
    "long title first last": lambda m: f"{m.long_title} {m.first} {m.last}",
    "long title last": lambda m: f"{m.long_title} {m.last}",
    "mixed case": lambda m: f"{m.title} {m.first} {proper(m.last)}",
    "initial": lambda m: f"{m.title} {initials(m.first)} {m.last}",
}


def proper(last: str) -> str:
    return " ".join(
        w.lower()
        if w in ("DE", "LA", "DEN", "VAN")
        else "-".join(p.capitalize() for p in w.split("-"))
        for w in last.replace("D'", "D' ").split(" ")
    ).replace("D' ", "d'")


def initials(first: str) -> str:
    return "-".join(part[0] + "." for part in first.replace(" ", "-").split("-"))


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


def long_day(day: date, *, first: str = "1er") -> str:
    return f"{first if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def named_day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {long_day(day)}"


def year_in_words(year: int) -> str:
    return f"deux mille {words(year - 2000)}"


def day_in_words(day: date) -> str:
    number = "premier" if day.day == 1 else words(day.day)
    return f"{number} {MONTHS[day.month - 1]}"


def of_place(place: str) -> str:
    if place.startswith("Les "):
        return f"des {place[4:]}"
    if place.startswith("Le "):
        return f"du {place[3:]}"
    return f"d'{place}" if place[0] in "AEIOU" else f"de {place}"


# Titles, with the number of the act.
def _n(s: Sitting) -> str:
    shape = s.rng.choice(
        ("{y}-{n:03d}", "{y}/{m:02d}/{n:02d}", "DEL{y}-{n:03d}", "{n:02d}-{y}", "{y}.{n:03d}",
         "D{y}{n:03d}", "CM-{y}-{n:03d}", "{y}_{n:03d}", "{n}/{y}", "{y}-{m:02d}-{d:02d}-{n:02d}")
    )  # fmt: skip
    number = shape.format(y=s.day.year, m=s.day.month, d=s.day.day, n=s.rng.randint(2, 98))
    s.expected["number"] = number
    return number


def title_extract(s: Sitting) -> str:
    return (
        f"RÉPUBLIQUE FRANÇAISE\nDÉPARTEMENT DU NORD-EST\nCOMMUNE {of_place(s.place).upper()}\n\n"
        "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\n"
        f"Séance du {named_day(s.day)}\n\nDélibération n° {_n(s)}\n"
    )


def title_bare(s: Sitting) -> str:
    return (
        f"Ville {of_place(s.place)}\nCONSEIL MUNICIPAL\nSÉANCE DU {named_day(s.day).upper()}\n"
        f"DÉLIBÉRATION N° {_n(s)}\n"
    )


def title_figures(s: Sitting) -> str:
    return (
        f"Mairie {of_place(s.place)}\nDélibération N°{_n(s)}\n"
        f"Conseil municipal du {s.day:%d/%m/%Y}\n"
    )


def title_dots(s: Sitting) -> str:
    return (
        f"DÉLIBÉRATION DU CONSEIL MUNICIPAL\n{s.place.upper()}\nN° {_n(s)}\n"
        f"Séance du {s.day:%d.%m.%Y}\n"
    )


def title_community(s: Sitting) -> str:
    return (
        f"COMMUNAUTÉ DE COMMUNES {of_place(s.place).upper()}\n"
        f"DÉLIBÉRATION DU CONSEIL COMMUNAUTAIRE\nNuméro : {_n(s)}\n"
        f"RÉUNION DU {long_day(s.day).upper()}\n"
    )


def title_permanent(s: Sitting) -> str:
    return (
        f"DÉPARTEMENT {of_place(s.place).upper()}\nCOMMISSION PERMANENTE DU CONSEIL DÉPARTEMENTAL\n"
        f"Réunion du {named_day(s.day)}\nExtrait des délibérations\nDélibération n° {_n(s)}\n"
    )


def title_social(s: Sitting) -> str:
    return (
        f"CENTRE COMMUNAL D'ACTION SOCIALE {of_place(s.place).upper()}\n"
        "Extrait du registre des délibérations du conseil d'administration\n"
        f"Séance du {long_day(s.day)}\nDélibération n°{_n(s)}\n"
    )


def title_syndicate(s: Sitting) -> str:
    return (
        f"SYNDICAT MIXTE {of_place(s.place).upper()}\nCOMITÉ SYNDICAL\n"
        f"Délibération {_n(s)}\nséance du {long_day(s.day)}\n"
    )


# The sentence that opens the sitting: it gives the president.
def opening_year(s: Sitting) -> str:
    p = s.president
    s.expected["president"] = p
    return (
        f"L'an {year_in_words(s.day.year)}, le {day_in_words(s.day)}, à vingt heures, le conseil, "
        "dûment "
        f"convoqué, s'est réuni en session ordinaire, sous la présidence de {p.long_title} "
        f"{p.first} {p.last}, "
        "maire.\n"
    )


def opening_year_figures(s: Sitting) -> str:
    p = s.president
    s.expected["president"] = p
    return (
        f"L'an {s.day.year}, le {long_day(s.day).rsplit(' ', 1)[0]} à 19 h 30, l'assemblée "
        "légalement "
        f"convoquée s'est réunie au lieu ordinaire de ses séances sous la présidence de {p.title} "
        f"{p.last} "
        f"{p.first}.\n"
    )


def opening_label(s: Sitting) -> str:
    p = s.president
    s.expected["president"] = p
    return f"Président de séance : {p.title} {p.first} {p.last}\n"


def opening_presided(s: Sitting) -> str:
    p = s.president
    s.expected["president"] = p
    return f"La séance est présidée par {p.title} {p.first} {p.last}, président.\n"


def opening_convened(s: Sitting) -> str:
    s.expected["president"] = p = s.president
    s.expected["convened_on"] = s.convened
    return (
        f"Le conseil, convoqué le {long_day(s.convened)}, s'est réuni salle des fêtes.\n"
        f"Présidence : {p.title} {p.first} {p.last}\n"
    )


def opening_none(s: Sitting) -> str:
    return ""


# Counts.
def _declare(s: Sitting, *keys: str) -> None:
    values = {
        "members_in_office": len(s.members),
        "present_count_declared": len(s.present),
        "proxies_declared": len(s.proxies),
    }
    s.expected |= {key: values[key] for key in keys}


def counts_lines(s: Sitting) -> str:
    _declare(s, "members_in_office", "present_count_declared", "proxies_declared")
    return (
        f"Nombre de membres en exercice : {len(s.members)}\nNombre de membres présents : "
        f"{len(s.present)}\n"
        f"Nombre de pouvoirs : {len(s.proxies)}\nNombre de votants : {s.voters}\n"
    )


def counts_one_line(s: Sitting) -> str:
    _declare(s, "members_in_office", "present_count_declared")
    return f"En exercice : {len(s.members)} - Présents : {len(s.present)} - Votants : {s.voters}\n"


def counts_dots(s: Sitting) -> str:
    _declare(s, "members_in_office", "present_count_declared", "proxies_declared")
    return (
        f"Conseillers en exercice ........ {len(s.members)}\nPrésents ............ "
        f"{len(s.present)}\n"
        f"Pouvoirs ............ {len(s.proxies)}\nVotants ........... {s.voters}\n"
    )


def counts_table(s: Sitting) -> str:
    _declare(s, "members_in_office", "present_count_declared", "proxies_declared")
    return (
        "| En exercice | Présents | Procurations | Votants |\n|---|---|---|---|\n"
        f"| {len(s.members)} | {len(s.present)} | {len(s.proxies)} | {s.voters} |\n"
    )


def counts_columns(s: Sitting) -> str:
    _declare(s, "members_in_office", "present_count_declared")
    return (
        "Nombre de conseillers\nen exercice   présents   votants\n"
        f"{len(s.members)}            {len(s.present)}         {s.voters}\n"
    )


def counts_stacked(s: Sitting) -> str:
    _declare(s, "members_in_office", "present_count_declared")
    return (
        "Nombre de membres\nEn "
        f"exercice\n{len(s.members)}\nPrésents\n{len(s.present)}\nVotants\n{s.voters}\n"
    )


def counts_statute(s: Sitting) -> str:
    _declare(s, "members_in_office")
    return (
        f"Nombre de membres\nAfférents au conseil : {len(s.members)}\nEn exercice : "
        f"{len(s.members)}\n"
        f"Qui ont pris part à la délibération : {s.voters}\n"
    )


def counts_words(s: Sitting) -> str:
    _declare(s, "members_in_office", "present_count_declared")
    return (
        f"Le conseil compte {words(len(s.members))} membres en exercice, dont "
        f"{words(len(s.present))} présents.\n"
    )


def counts_brackets(s: Sitting) -> str:
    _declare(s, "members_in_office")
    return f"Membres en exercice ({len(s.members)})\n"


def counts_none(s: Sitting) -> str:
    return ""


# The list of those present.
def _listed(s: Sitting) -> None:
    s.expected["present"] = s.present


def present_commas(s: Sitting) -> str:
    _listed(s)
    return "Étaient présents : " + ", ".join(s.name(m) for m in s.present) + ".\n"


def present_wrapped(s: Sitting) -> str:
    _listed(s)
    line, lines = "Présents :", []
    for m in s.present:
        if len(line) > 70:
            lines.append(line)
            line = ""
        line += f" {s.name(m)},"
    return "\n".join([*lines, line.rstrip(",") + "."]) + "\n"


def present_lines(s: Sitting) -> str:
    _listed(s)
    return "Étaient présents :\n" + "\n".join(s.name(m) for m in s.present) + "\n\n"


def present_bullets(s: Sitting) -> str:
    _listed(s)
    roles = ("maire", "adjoint au maire", "conseillère municipale déléguée", "conseiller municipal")
    lines = [f"- {s.name(m)}, {roles[min(i, 3)]}" for i, m in enumerate(s.present)]
    return "PRÉSENTS\n" + "\n".join(lines) + "\n\n"


def present_dashes(s: Sitting) -> str:
    _listed(s)
    return "Membres présents : " + " – ".join(s.name(m) for m in s.present) + "\n"


def present_semicolons(s: Sitting) -> str:
    _listed(s)
    return "ETAIENT PRESENTS : " + " ; ".join(s.name(m) for m in s.present) + "\n"


def present_counted(s: Sitting) -> str:
    _listed(s)
    return f"Présents ({len(s.present)}) : " + ", ".join(s.name(m) for m in s.present) + "\n"


def present_tabs(s: Sitting) -> str:
    _listed(s)
    rows = [s.present[i : i + 3] for i in range(0, len(s.present), 3)]
    return (
        "Étaient présents :\n" + "\n".join("\t".join(s.name(m) for m in r) for r in rows) + "\n\n"
    )


def present_columns(s: Sitting) -> str:
    _listed(s)
    rows = [s.present[i : i + 2] for i in range(0, len(s.present), 2)]
    wide = max(len(s.name(m)) for m in s.present) + 6
    return (
        "Étaient présents :\n"
        + "\n".join("".join(s.name(m).ljust(wide) for m in r).rstrip() for r in rows)
        + "\n\n"
    )


def present_and(s: Sitting) -> str:
    _listed(s)
    names = [s.name(m) for m in s.present]
    return (
        f"Étaient présents : {', '.join(names[:-1])} et {names[-1]}, formant la majorité des "
        "membres.\n"
    )


def present_grouped(s: Sitting) -> str:
    _listed(s)
    mayor, deputies, others = s.present[0], s.present[1:4], s.present[4:]
    return (
        f"Étaient présents : {s.name(mayor)}, Maire, {', '.join(s.name(m) for m in deputies)}, "
        "adjoints, "
        f"{', '.join(s.name(m) for m in others)}, conseillers municipaux.\n"
    )


def present_towns(s: Sitting) -> str:
    _listed(s)
    lines = []
    for town in sorted({m.town for m in s.present}):
        seated = [s.name(m) for m in s.present if m.town == town]
        lines.append(f"{town.upper()} : {', '.join(seated)}")
    return "Délégués présents :\n" + "\n".join(lines) + "\n\n"


def present_towns_plain(s: Sitting) -> str:
    _listed(s)
    towns = sorted({m.town for m in s.present})
    s.expected["present"] = [m for town in towns for m in s.present if m.town == town]
    return (
        "Étaient présents :\n"
        + "".join(
            f"{town} : {', '.join(s.name(m) for m in s.present if m.town == town)}\n"
            for town in towns
        )
        + "\n"
    )


def present_towns_alone(s: Sitting) -> str:
    towns = sorted({m.town for m in s.present})
    s.expected["present"] = [m for town in towns for m in s.present if m.town == town]
    if not s.name(s.president).startswith((s.president.title, s.president.long_title)):
        return present_towns_plain(s)
    return (
        "Étaient présents :\n"
        + "".join(
            f"{town.upper()}\n" + "".join(f"{s.name(m)}\n" for m in s.present if m.town == town)
            for town in towns
        )
        + "\n"
    )


def present_towns_table(s: Sitting) -> str:
    towns = sorted({m.town for m in s.present})
    s.expected["present"] = [m for town in towns for m in s.present if m.town == town]
    rows = "".join(
        f"| {town} | {', '.join(s.name(m) for m in s.present if m.town == town)} |\n"
        for town in towns
    )
    return f"| Communes | Délégués présents |\n|---|---|\n{rows}\n"


def present_towns_after(s: Sitting) -> str:
    _listed(s)
    return "Présents : " + ", ".join(f"{s.name(m)} ({m.town})" for m in s.present) + ".\n"


def _whole(s: Sitting) -> None:
    _listed(s)
    _absent(s)


def present_ticked(s: Sitting) -> str:
    """Everybody in one table, a cross in the column of what they did."""
    _whole(s)
    holders = dict(s.proxies)
    rows = "".join(
        f"| {s.name(m)} | {'X' if m in s.present else ''} | {'X' if m in s.missing else ''} | "
        f"{s.name(holders[m]) if m in holders else ''} |\n"
        for m in sorted(s.members, key=lambda m: m.last)
    )
    s.expected["present"] = sorted(s.present, key=lambda m: m.last)
    return f"| Nom | Présent | Absent | Pouvoir à |\n|---|---|---|---|\n{rows}\n"


def present_status(s: Sitting) -> str:
    """Everybody in one table, with a word on each."""
    _whole(s)
    holders = dict(s.proxies)

    def word(m: Member) -> str:
        if m in holders:
            return f"Excusé{m.e}, pouvoir à {s.name(holders[m])}"
        return f"Absent{m.e}" if m in s.absent else f"Présent{m.e}"

    rows = "".join(f"{s.name(m)}\tconseiller\t{word(m)}\n" for m in s.members)
    return f"Membre du conseil\tQualité\tPrésence\n{rows}\n"


def present_sides(s: Sitting) -> str:
    """Two columns: the present on the left, the absent on the right."""
    _whole(s)
    holders = dict(s.proxies)
    right = [
        s.name(m) + (f" (pouvoir à {s.name(holders[m])})" if m in holders else "")
        for m in s.missing
    ]
    rows = "".join(
        f"{s.name(m)}\t{right[i] if i < len(right) else ''}".rstrip() + "\n"
        for i, m in enumerate(s.present)
    )
    return f"Présents\tAbsents\n{rows}\n"


def present_plural(s: Sitting) -> str:
    _listed(s)
    men = [m for m in s.present if m.title == "M."]
    women = [m for m in s.present if m.title == "Mme"]
    s.expected["present"] = [*women, *men]
    parts = []
    if women:
        parts.append("Mmes " + ", ".join(m.last for m in women))
    if men:
        parts.append("MM. " + ", ".join(m.last for m in men))
    return "Présents : " + ", ".join(parts) + ".\n"


def present_all_but(s: Sitting) -> str:
    s.expected["present"] = None
    return "Étaient présents : tous les membres en exercice, sauf les absents désignés ci-après.\n"


def present_sentence(s: Sitting) -> str:
    _listed(s)
    return "Assistaient à la séance : " + ", ".join(s.name(m) for m in s.present) + ".\n"


# Those who are not there, and who votes for them.
def _absent(s: Sitting) -> None:
    s.expected["absent"] = s.missing
    s.expected["proxies"] = s.proxies


def _plain(s: Sitting, label: str = "Absents") -> str:
    return f"{label} : {', '.join(s.name(m) for m in s.absent)}.\n" if s.absent else ""


def _pairs(s: Sitting, link: str, label: str, separator: str = ", ", end: str = ".\n") -> str:
    _absent(s)
    if not s.proxies:
        return ""
    return label + separator.join(f"{s.name(g)}{link}{s.name(h)}" for g, h in s.proxies) + end


def away_given(s: Sitting) -> str:
    return _pairs(s, " a donné pouvoir à ", "Absents excusés : ") + _plain(s)


def away_gives(s: Sitting) -> str:
    return _pairs(s, " donne procuration à ", "Procurations :\n", "\n", "\n\n") + _plain(s)


def away_having(s: Sitting) -> str:
    return _pairs(s, " ayant donné pouvoir à ", "Excusés : ") + _plain(s, "Absents non excusés")


def away_bracket(s: Sitting) -> str:
    _absent(s)
    entries = [f"{s.name(g)} (pouvoir à {s.name(h)})" for g, h in s.proxies]
    return f"Absents : {', '.join([*entries, *[s.name(m) for m in s.absent]])}.\n"


def away_bracket_given(s: Sitting) -> str:
    _absent(s)
    entries = [f"{s.name(g)} (procuration donnée à {s.name(h)})" for g, h in s.proxies]
    return f"Absents excusés : {', '.join([*entries, *[s.name(m) for m in s.absent]])}.\n"


def away_label(s: Sitting) -> str:
    return _pairs(s, " à ", "Absents ayant donné pouvoir : ", " ; ", "\n") + _plain(
        s, "Absents excusés"
    )


def away_have(s: Sitting) -> str:
    return _pairs(s, " à ", "Ont donné pouvoir : ") + _plain(s, "Étaient absents")


def away_represented(s: Sitting) -> str:
    return _pairs(s, " représenté par ", "Absents représentés : ") + _plain(s, "Absents excusés")


def away_by(s: Sitting) -> str:
    return _pairs(s, " par ", "Étaient représentés : ", " ; ") + _plain(s, "Étaient absents")


def away_arrow(s: Sitting) -> str:
    return _pairs(s, " → ", "Pouvoirs :\n", "\n", "\n\n") + _plain(s)


def away_of(s: Sitting) -> str:
    _absent(s)
    lines = "\n".join(f"Pouvoir de {s.name(g)} à {s.name(h)}" for g, h in s.proxies)
    return (f"Pouvoirs :\n{lines}\n\n" if lines else "") + _plain(s, "Absents excusés")


def away_lines(s: Sitting) -> str:
    _absent(s)
    lines = [f"- {s.name(g)} (donne pouvoir à {s.name(h)})" for g, h in s.proxies]
    lines += [f"- {s.name(m)}" for m in s.absent]
    return "Étaient absents ou excusés :\n" + "\n".join(lines) + "\n\n"


def away_principals(s: Sitting) -> str:
    _absent(s)
    rows = "\n".join(f"{s.name(g)}\t{s.name(h)}" for g, h in s.proxies)
    return (f"Mandants\tMandataires\n{rows}\n\n" if rows else "") + _plain(s, "Absents")


def away_principals_table(s: Sitting) -> str:
    _absent(s)
    rows = "\n".join(f"| {s.name(g)} | {s.name(h)} |" for g, h in s.proxies)
    return (f"| Mandant | Mandataire |\n|---|---|\n{rows}\n\n" if rows else "") + _plain(s)


def away_delegated(s: Sitting) -> str:
    return _pairs(s, " à ", "Absents excusés ayant délégué leur droit de vote : ", " ; ") + _plain(
        s, "Absents"
    )


def away_mandate(s: Sitting) -> str:
    return _pairs(s, ", mandat à ", "Excusés ayant donné mandat :\n", "\n", "\n\n") + _plain(
        s, "Excusés"
    )


def away_has_given(s: Sitting) -> str:
    _absent(s)
    lines = "\n".join(
        f"{s.name(g)}, excusé{g.e}, a donné procuration à {s.name(h)}" for g, h in s.proxies
    )
    return (f"Excusés et représentés :\n{lines}\n\n" if lines else "") + _plain(s, "Absents")


def away_votes_for(s: Sitting) -> str:
    _absent(s)
    lines = [f"{s.name(h)} (pouvoir de {s.name(g)})" for g, h in s.proxies]
    return (f"Ont reçu pouvoir : {', '.join(lines)}.\n" if lines else "") + (
        _plain(s, "Absents") if s.absent else ""
    )


def away_columns(s: Sitting) -> str:
    _absent(s)
    wide = max((len(s.name(g)) for g in s.givers), default=0) + 5
    rows = "\n".join(f"{s.name(g).ljust(wide)}à {s.name(h)}" for g, h in s.proxies)
    return (f"Ayant donné procuration :\n{rows}\n\n" if rows else "") + _plain(s, "Absents excusés")


def away_mayor(s: Sitting) -> str:
    """The holder of the first proxy is named by the function."""
    s.proxies = [(g, s.president if i == 0 else h) for i, (g, h) in enumerate(s.proxies)]
    _absent(s)
    said = [
        f"{s.name(g)} donne pouvoir à "
        f"{'M. le Maire' if h is s.president and 'president' in s.expected else s.name(h)}"
        for g, h in s.proxies
    ]
    return (f"Pouvoirs : {', '.join(said)}.\n" if said else "") + _plain(s)


def away_carried(s: Sitting) -> str:
    return _pairs(s, ", qui a donné pouvoir à ", "Absents excusés : ", " ; ") + _plain(s)


def away_colon(s: Sitting) -> str:
    return _pairs(s, " : pouvoir à ", "Excusés :\n", "\n", "\n\n") + _plain(s)


def away_benefit(s: Sitting) -> str:
    return _pairs(s, " en faveur de ", "Pouvoirs ont été donnés par : ", " ; ") + _plain(s)


def away_gave(s: Sitting) -> str:
    return _pairs(
        s, " ayant donné mandat de voter en son nom à ", "Absents représentés : ", " ; "
    ) + _plain(s)


def away_sentences(s: Sitting) -> str:
    _absent(s)
    said = "".join(f"{s.name(g)} a donné procuration à {s.name(h)}.\n" for g, h in s.proxies)
    return f"{_plain(s, 'Absents excusés')}\n{said}"


def away_counted(s: Sitting) -> str:
    _absent(s)
    said = ", ".join(f"{s.name(g)} donne pouvoir à {s.name(h)}" for g, h in s.proxies)
    gone = ", ".join(s.name(m) for m in s.absent)
    return (
        f"Excusés ({len(s.proxies)}) : {said or 'néant'}\nAbsents ({len(s.absent)}) : "
        f"{gone or 'néant'}\n"
    )


# The secretary.
def secretary_label(s: Sitting) -> str:
    s.expected["secretary"] = s.secretary
    return f"Secrétaire de séance : {s.name(s.secretary)}\n"


def secretary_elected(s: Sitting) -> str:
    s.expected["secretary"] = m = s.secretary
    return f"{m.title} {m.first} {m.last} a été désigné{m.e} secrétaire de séance.\n"


def secretary_appointed(s: Sitting) -> str:
    s.expected["secretary"] = m = s.secretary
    return f"{m.long_title} {m.first} {m.last} est nommé{m.e} secrétaire de séance.\n"


def secretary_designates(s: Sitting) -> str:
    s.expected["secretary"] = m = s.secretary
    return f"Le conseil a désigné pour secrétaire de séance {m.title} {m.first} {m.last}.\n"


def secretary_functions(s: Sitting) -> str:
    s.expected["secretary"] = m = s.secretary
    return (
        f"Les fonctions de secrétaire de séance sont assurées par {m.title} {m.first} {m.last}.\n"
    )


def secretary_article(s: Sitting) -> str:
    s.expected["secretary"] = m = s.secretary
    return (
        "Conformément à l'article L. 2121-15 du code général des collectivités territoriales, "
        f"{m.title} {m.first} {m.last} a été élu{m.e} secrétaire.\n"
    )


def secretary_none(s: Sitting) -> str:
    return ""


# Votes.
def _split(s: Sitting) -> tuple[int, int, int]:
    against = s.rng.randint(1, max(1, s.voters // 4))
    abstain = s.rng.randint(1, max(1, s.voters // 5))
    return s.voters - against - abstain, against, abstain


def _vote(s: Sitting, **said: object) -> None:
    s.expected["vote"] = said


def vote_unanimous(s: Sitting) -> str:
    _vote(s, unanimous=True)
    return (
        "Après en avoir délibéré, le conseil, à l'unanimité des membres présents et représentés :"
    )


def vote_labels(s: Sitting) -> str:
    a, b, c = _split(s)
    _vote(s, **{"for": a, "against": b, "abstain": c})
    return (
        f"VOTE : Pour : {a} - Contre : {b} - Abstention : {c}\nLe conseil, après en avoir "
        "délibéré, décide :"
    )


def vote_voices(s: Sitting) -> str:
    a, b, c = _split(s)
    _vote(s, **{"for": a, "against": b, "abstain": c})
    return (
        f"Après en avoir délibéré, par {a} voix pour, {b} voix contre et {c} abstention(s), le "
        "conseil décide :"
    )


def vote_words(s: Sitting) -> str:
    a, b, c = _split(s)
    _vote(s, **{"for": a, "against": b, "abstain": c})
    return (
        f"Le conseil, après délibération, par {words(a)} voix pour, "
        f"{words(b) if b > 1 else 'une'} voix contre et "
        f"{words(c) if c > 1 else 'une'} abstention{'s' if c > 1 else ''}, décide :"
    )


def vote_table(s: Sitting) -> str:
    a, b, c = _split(s)
    _vote(s, **{"for": a, "against": b, "abstain": c})
    return (
        "| Votants | Pour | Contre | Abstentions |\n|---|---|---|---|\n"
        f"| {s.voters} | {a} | {b} | {c} |\n\nLe conseil décide :"
    )


def vote_lines(s: Sitting) -> str:
    a, b, c = _split(s)
    _vote(s, **{"for": a, "against": b, "abstain": c})
    return (
        f"Votants : {s.voters}\nAbstentions : {c}\nSuffrages exprimés : {a + b}\nPour : "
        f"{a}\nContre : {b}\n"
        "Le conseil, après en avoir délibéré, décide :"
    )


def vote_capitals(s: Sitting) -> str:
    a, b, c = _split(s)
    _vote(s, **{"for": a, "against": b, "abstain": c})
    return f"Après en avoir délibéré, le conseil ADOPTE par {a} POUR, {b} CONTRE, {c} ABSTENTION(S)"


def vote_named_against(s: Sitting) -> str:
    against = s.present[1:3]
    _vote(s, against=2, unanimous=False)
    return (
        "Après en avoir délibéré, à la majorité (2 voix contre : "
        f"{s.name(against[0])} et {s.name(against[1])}), le conseil :"
    )


def vote_but_abstentions(s: Sitting) -> str:
    _vote(s, abstain=2)
    return (
        "Le conseil, après en avoir délibéré, à l'unanimité des suffrages exprimés et 2 "
        "abstentions, décide :"
    )


def vote_zero(s: Sitting) -> str:
    _vote(s, **{"for": s.voters, "against": 0, "abstain": 0})
    return f"Résultat du vote : {s.voters} pour, 0 contre, 0 abstention.\nLe conseil décide :"


def vote_none_against(s: Sitting) -> str:
    _vote(s, **{"for": s.voters, "against": 0, "abstain": 0})
    return (
        f"Le conseil, par {s.voters} voix pour, aucune voix contre et aucune abstention, décide :"
    )


def vote_adopted(s: Sitting) -> str:
    _vote(s, unanimous=True)
    return "Le conseil, après en avoir délibéré, et à l'unanimité,"


def vote_stacked(s: Sitting) -> str:
    a, b, c = _split(s)
    _vote(s, **{"for": a, "against": b, "abstain": c})
    return f"Scrutin\nPour\n{a}\nContre\n{b}\nAbstentions\n{c}\n\nLe conseil décide :"


# What is decided.
def _euros(s: Sitting, cents: int) -> str:
    euros = cents // 100
    spaced = f"{euros:,}".replace(",", " ")
    return s.rng.choice(
        (f"{spaced} €", f"{euros} €", f"{euros} euros", f"{spaced},00 €", f"{spaced} euros")
    )


def _sum(s: Sitting) -> int:
    return s.rng.choice((150, 300, 450, 800, 1200, 1500, 2750, 4000, 9500, 12000, 18000)) * 100


def grant_one(s: Sitting) -> str:
    cents = _sum(s)
    s.expected["amounts"] = [cents]
    club = s.rng.choice(CLUBS)
    return (
        f"- D'ATTRIBUER une subvention de {_euros(s, cents)} à l'association « {club} » ;\n- "
        "D'INSCRIRE les crédits au budget."
    )


def grant_decides(s: Sitting) -> str:
    cents = _sum(s)
    s.expected["amounts"] = [cents]
    club = s.rng.choice(CLUBS)
    return (
        f"DÉCIDE d'accorder à {club} une subvention exceptionnelle d'un montant de "
        f"{_euros(s, cents)}.\n"
        "AUTORISE le maire à signer tout document utile."
    )


def grant_pays(s: Sitting) -> str:
    cents = _sum(s)
    s.expected["amounts"] = [cents]
    club = s.rng.choice(CLUBS)
    return (
        f"ARTICLE 1 : approuve le versement à l'association {club} d'une aide de "
        f"{_euros(s, cents)} au titre de "
        f"l'année {s.day.year}.\nARTICLE 2 : dit que la dépense est imputée au compte 65748."
    )


def _clubs(s: Sitting) -> list[tuple[str, int]]:
    clubs = s.rng.sample(CLUBS, s.rng.randint(2, 5))
    sums = [a * 100 for a in s.rng.sample((150, 320, 470, 810, 1250, 1520, 2750, 4100), len(clubs))]
    s.expected["amounts"] = sums
    return list(zip(clubs, sums, strict=True))


def grant_list(s: Sitting) -> str:
    lines = [f"- {club} : {_euros(s, cents)}" for club, cents in _clubs(s)]
    return "d'attribuer les subventions suivantes :\n" + "\n".join(lines)


def grant_table(s: Sitting) -> str:
    rows = _clubs(s)
    lines = [f"| {club} | {_euros(s, cents)} |" for club, cents in rows]
    total = sum(cents for _, cents in rows)
    return (
        "D'allouer aux associations les subventions ci-dessous :\n\n| Association | Montant "
        "|\n|---|---|\n" + "\n".join(lines) + f"\n| Total | {_euros(s, total)} |"
    )


def grant_words(s: Sitting) -> str:
    amount = s.rng.choice((20, 35, 60))
    s.expected["amounts"] = [amount * 100_000]
    return (
        f"d'octroyer une subvention de {words(amount)} mille euros ({amount} 000 €) à "
        f"l'association {s.rng.choice(CLUBS)}."
    )


def grant_none(s: Sitting) -> str:
    s.expected["amounts"] = []
    return f"- d'approuver le règlement intérieur de la médiathèque {of_place(s.place)}."


SUBJECTS = (
    "Vie associative",
    "Subvention de fonctionnement",
    "Soutien aux initiatives locales",
    "Règlement intérieur",
)


def _wordings(part: str) -> tuple[Callable[[Sitting], str], ...]:
    """The functions above that word a part: `away_label` is one of the wordings of `away`."""
    return tuple(one for name, one in globals().items() if name.startswith(f"{part}_"))


PARTS = {
    part: _wordings(part)
    for part in ("title", "opening", "counts", "present", "away", "secretary", "vote", "grant")
}


ORDERS = {
    "usual": ("opening", "counts", "present", "away", "secretary"),
    "counts last": ("opening", "present", "away", "secretary", "counts"),
    "secretary first": ("opening", "secretary", "counts", "present", "away"),
    "counts first": ("counts", "opening", "present", "away", "secretary"),
}


def plain(text: str) -> str:
    """As an old machine prints it: no accent."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def narrow(text: str) -> str:
    """Set in a narrow column: lines of prose and lists are cut at a word, tables are not."""
    lines: list[str] = []
    for line in text.split("\n"):
        whole = "|" in line or "\t" in line or "   " in line
        lines += [line] if whole or len(line) < 76 else textwrap.wrap(line, 72)
    return "\n".join(lines)


def paged(text: str) -> str:
    """With the foot and the head of a page in the middle of the act."""
    lines = text.split("\n")
    cut = next(i for i, line in enumerate(lines) if line.startswith("OBJET"))
    foot = ["", "Page 1 sur 2", "Accusé de réception en préfecture", "\f"]
    return "\n".join([*lines[:cut], *foot, *lines[cut:]])


def typeset(text: str) -> str:
    """With the spaces and apostrophes of good typography."""
    text = text.replace("'", "’").replace(" :", "\u00a0:").replace(" ;", "\u202f;")
    return re.sub(r"(?<=\d) (?=\d|€)", "\u202f", text)


def noises() -> dict[str, Callable[[str], str]]:
    """What printing and copying do to a text."""
    return {
        "no accent": plain,
        "narrow": narrow,
        "paged": paged,
        "typeset": typeset,
        "capitals": lambda text: text.replace("Présents", "PRÉSENTS").replace("Absents", "ABSENTS"),
        "carriage returns": lambda text: text.replace("\n", "\r\n"),
        "blank lines": lambda text: text.replace("\n\n", "\n \n\n"),
    }


@dataclass
class Act:
    text: str
    sitting: Sitting
    chosen: dict[str, str]


def draw_act(seed: int, **forced: str) -> Act:
    """One act; `forced` names the wording of a part."""
    rng = random.Random(seed)
    style = forced.get("style") or rng.choice(list(NAMES))
    sitting = draw_sitting(rng, style)
    said: dict[str, str] = {}
    chosen = {"style": style}
    for part, wordings in PARTS.items():
        by_name = {w.__name__: w for w in wordings}
        wording = by_name[forced[part]] if part in forced else rng.choice(wordings)
        chosen[part] = wording.__name__
        whole = part == "away" and "absent" in sitting.expected
        said[part] = "" if whole else wording(sitting)
    order = forced.get("order") or rng.choice(list(ORDERS))
    chosen["order"] = order
    who = "".join(said[part] for part in ORDERS[order])
    text = (
        f"{said['title']}\n{who}\n"
        f"OBJET : {rng.choice(SUBJECTS)}\n\nLe rapporteur rappelle que la vie locale mérite "
        "d'être soutenue.\n\n"
        f"{said['vote']}\n{said['grant']}\n\nFait et délibéré les jour, mois et an susdits.\n"
    )
    return Act(text, sitting, chosen)
