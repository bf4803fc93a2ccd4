"""The head of an act: its title, the sentence that opens the sitting, counts, the secretary."""

from __future__ import annotations

from probant.ingestion.tests.drawn.dates import (
    day_in_words,
    long_day,
    named_day,
    words,
    year_in_words,
)
from probant.ingestion.tests.drawn.sitting import Sitting, of_place


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
