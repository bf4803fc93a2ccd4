"""Votes, and what is decided."""

from __future__ import annotations

from probant.ingestion.tests.drawn.dates import words
from probant.ingestion.tests.drawn.sitting import CLUBS, Sitting, of_place


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
