"""What the articles of a convention say: how long, how much, how paid, how followed and ended."""

from __future__ import annotations

from probant.ingestion.tests.drawn.agreement import Agreement
from probant.ingestion.tests.drawn.dates import words


# How long.
def _lasts(a: Agreement, months: int, renewal: str | None = None) -> None:
    a.expected["duration"] = (months, renewal)


def duration_words(a: Agreement) -> str:
    _lasts(a, a.months)
    return f"Elle est conclue pour une durée de {words(a.years)} an{'s' * (a.years > 1)}."


def duration_both(a: Agreement) -> str:
    _lasts(a, a.months)
    return f"La présente convention est d'une durée de {a.years} ({words(a.years)}) ans."


def duration_both_reversed(a: Agreement) -> str:
    _lasts(a, a.months, "aucun")
    return (
        f"La convention est établie pour une durée de {words(a.years)} ({a.years}) ans, sans "
        "reconduction tacite."
    )


def duration_dates(a: Agreement) -> str:
    _lasts(a, a.months)
    return (
        f"La convention s'applique du 1er janvier {a.first} au 31 décembre {a.last}, sous réserve "
        "du vote des crédits."
    )


def duration_effect(a: Agreement) -> str:
    _lasts(a, a.months, "aucun")
    return (
        f"Elle prend effet le 1er janvier {a.first} et s'achève le 31 décembre {a.last}. Elle ne "
        "peut être renouvelée par tacite reconduction."
    )


def duration_until(a: Agreement) -> str:
    _lasts(a, a.months)
    return (
        f"La convention prend effet au 1er janvier {a.first}. Elle produira ses effets jusqu'au "
        f"31 décembre {a.last}."
    )


def duration_exercises(a: Agreement) -> str:
    _lasts(a, a.months)
    if a.years == 1:
        return f"La convention porte sur l'exercice {a.first}."
    return f"La convention porte sur les exercices {a.first} à {a.last}."


def duration_years(a: Agreement) -> str:
    _lasts(a, a.months)
    years = [str(year) for year in range(a.first, a.last + 1)]
    if a.years == 1:
        return f"La convention est signée pour l'année {a.first}."
    said = ", ".join(years[:-1]) + " et " + years[-1]
    return f"La convention est signée pour les années {said}."


def duration_signature(a: Agreement) -> str:
    _lasts(a, 12, "tacite")
    return (
        "La convention est conclue pour un an à compter de sa signature, renouvelable par tacite "
        "reconduction dans la limite de trois ans."
    )


def duration_months(a: Agreement) -> str:
    _lasts(a, 18)
    return "La convention est valable dix-huit mois à compter de sa notification."


def duration_is(a: Agreement) -> str:
    _lasts(a, a.months, "expresse")
    return (
        f"La durée de la convention est fixée à {words(a.years)} année{'s' * (a.years > 1)}. Sa "
        "reconduction est expresse."
    )


def duration_school(a: Agreement) -> str:
    _lasts(a, 12)
    return (
        f"La convention est conclue pour la période du 1er septembre {a.first} au 31 août "
        f"{a.first + 1}."
    )


def duration_season(a: Agreement) -> str:
    _lasts(a, 12)
    return f"La convention est conclue pour l'année scolaire {a.first}-{a.first + 1}."


def duration_figures(a: Agreement) -> str:
    _lasts(a, a.months, "aucun")
    return (
        f"Période de validité : du 01/01/{a.first} au 31/12/{a.last}. Toute reconduction tacite "
        "est exclue."
    )


# How much.
def _granted(a: Agreement, *parts: int) -> None:
    a.expected["amounts"] = [(a.cents, parts)]


def money_year(a: Agreement) -> str:
    _granted(a)
    return (
        f"La collectivité attribue à l'association une subvention de {a.euros()} pour l'année "
        f"{a.first}."
    )


def money_words(a: Agreement) -> str:
    _granted(a)
    a.cents = a.rng.choice((20, 35, 60)) * 100_000
    _granted(a)
    return (
        f"Le montant de la subvention est fixé à {words(a.cents // 100_000)} mille euros "
        f"({a.euros()})."
    )


def money_pledge(a: Agreement) -> str:
    _granted(a)
    return f"La collectivité s'engage à verser à l'association une aide de {a.euros()}."


def money_is(a: Agreement) -> str:
    _granted(a)
    return f"Le montant de la subvention est de {a.euros()} au titre de l'année {a.first}."


def money_contributes(a: Agreement) -> str:
    _granted(a)
    return (
        "L'administration contribue financièrement au projet pour un montant maximal de "
        f"{a.euros()}."
    )


def money_budget(a: Agreement) -> str:
    _granted(a)
    return (
        f"Le coût total du projet est évalué à {a.euros(a.cents * 4)}. La subvention de la "
        f"collectivité s'élève à {a.euros()}, soit 25 % du coût total estimé."
    )


def money_by_year(a: Agreement) -> str:
    a.years = 3
    part = a.cents // 30_000 * 10_000
    parts = (part, part, a.cents - 2 * part)
    _granted(a, *parts)
    lines = "\n".join(f"- {a.first + i} : {a.euros(cents)}" for i, cents in enumerate(parts))
    return (
        f"Une subvention d'un montant de {a.euros()} est accordée à l'association, répartie "
        f"comme suit :\n{lines}"
    )


def money_years_alone(a: Agreement) -> str:
    a.years = 3
    a.expected["amounts"] = [(a.cents, ()), (a.cents, ()), (a.cents + 100_000, ())]
    lines = "\n".join(
        f"- {a.first + i} : {a.euros(a.cents + (i == 2) * 100_000)}" for i in range(3)
    )
    return f"La collectivité verse à l'association les subventions suivantes :\n{lines}"


def money_years_in_a_sentence(a: Agreement) -> str:
    a.years = 2
    part = a.cents // 2
    _granted(a, part, a.cents - part)
    return (
        f"Le montant de l'aide est fixé à {a.euros()} pour la durée de la convention, soit "
        f"{a.euros(part)} en {a.first} et {a.euros(a.cents - part)} en {a.first + 1}."
    )


def money_by_use(a: Agreement) -> str:
    part = a.cents // 30_000 * 10_000
    _granted(a, part, a.cents - part)
    return (
        f"La subvention accordée est de {a.euros()} ({a.euros(part)} pour le fonctionnement et "
        f"{a.euros(a.cents - part)} pour le projet)."
    )


def money_none(a: Agreement) -> str:
    a.expected["amounts"] = []
    return "La convention est sans incidence financière."


# How it is paid.
def _paid(a: Agreement, *shares: tuple[float, str]) -> None:
    a.expected["payment"] = list(shares)


def payment_balance(a: Agreement) -> str:
    _paid(a, (0.7, "signature"), (0.3, "bilan"))
    return (
        "Le versement a lieu comme suit : 70 % à la signature de la convention, le solde sur "
        "présentation du bilan de l'action."
    )


def payment_said(a: Agreement) -> str:
    _paid(a, (0.6, "notification"), (0.4, "compte rendu"))
    return (
        "Un premier versement de 60 % intervient dès notification de la convention ; le solde, "
        "soit 40 %, est versé après remise du compte rendu financier."
    )


def payment_once(a: Agreement) -> str:
    _paid(a, (1.0, "signature"))
    return "La subvention est versée en une seule fois à la signature de la convention."


def payment_dates(a: Agreement) -> str:
    _paid(a, (0.5, "1er mars"), (0.5, "1er octobre"))
    return "La subvention est versée en deux fois : 50 % au 1er mars et 50 % au 1er octobre."


def payment_list(a: Agreement) -> str:
    _paid(a, (0.8, "signature"), (0.2, "justificatives"))
    return (
        "La subvention est créditée au compte de l'association :\n- 80% à la signature des "
        "présentes,\n- 20% sur production des pièces justificatives des dépenses."
    )


def payment_words(a: Agreement) -> str:
    _paid(a, (0.75, "signature"), (0.25, "rapport"))
    return (
        "Un acompte de soixante-quinze pour cent est mandaté à la signature. Le solde est mandaté "
        "à réception du rapport d'activité."
    )


def payment_three(a: Agreement) -> str:
    _paid(a, (0.4, "signature"), (0.4, "intermédiaire"), (0.2, "bilan"))
    return (
        "Les versements s'échelonnent ainsi : un acompte de 40 % à la signature, un deuxième "
        "acompte de 40 % sur présentation d'un état intermédiaire, et le solde après examen du "
        "bilan final."
    )


def payment_advance(a: Agreement) -> str:
    _paid(a, (0.5, "vote"), (0.5, "31 mars"))
    return (
        "Une avance de 50 % du montant est versée dans le mois qui suit le vote du budget. Le "
        "solde est versé avant le 31 mars de l'année suivante."
    )


def payment_amounts(a: Agreement) -> str:
    """Each share with its amount, which is no other grant."""
    amounts = a.expected.get("amounts")
    whole = a.cents if amounts else 0
    _paid(a, (0.5, "signature"), (0.5, "bilan"))
    said = [f", soit {a.euros(whole // 2)}," if whole else "" for _ in range(2)]
    return (
        f"Une avance de 50 %{said[0]} est versée à la signature de la convention. Le solde de "
        f"50 %{said[1]} est versé à réception du bilan."
    )


def payment_none(a: Agreement) -> str:
    _paid(a)
    return "Le paiement est effectué par virement, selon les règles de la comptabilité publique."


# What is asked for.
def evidence_list(a: Agreement) -> str:
    a.expected["evidence"] = True
    return (
        "L'association transmet les documents suivants :\n- le compte rendu financier,\n- le "
        "rapport d'activité,\n- les comptes annuels."
    )


def evidence_sentence(a: Agreement) -> str:
    a.expected["evidence"] = False
    return "L'association fournit toutes pièces justificatives à la demande de la collectivité."


def evidence_six_months(a: Agreement) -> str:
    a.expected["evidence"] = True
    return (
        "Dans les six mois de la clôture de l'exercice, l'association remet :\n1. le compte rendu "
        "financier de l'action ;\n2. le rapport du commissaire aux comptes ;\n3. le bilan."
    )


# How it is followed.
def _meets(a: Agreement, per_year: int | None) -> None:
    a.expected["committee"] = per_year


def committee_twice(a: Agreement) -> str:
    _meets(a, 2)
    return "Un comité de suivi, composé des signataires, se réunit au moins deux fois par an."


def committee_yearly(a: Agreement) -> str:
    _meets(a, 1)
    return "Un comité de pilotage est institué. Il se réunit chaque année avant le vote du budget."


def committee_quarterly(a: Agreement) -> str:
    _meets(a, 4)
    return "Le comité technique se réunit une fois par trimestre."


def committee_semester(a: Agreement) -> str:
    _meets(a, 2)
    return "Les parties se réunissent en comité de pilotage chaque semestre."


def committee_meetings(a: Agreement) -> str:
    _meets(a, 3)
    return "Trois réunions de suivi par an sont organisées entre les signataires."


def committee_figures(a: Agreement) -> str:
    _meets(a, 2)
    return (
        "Le comité de suivi se réunira a minima 2 fois par an, à l'initiative de la collectivité."
    )


def committee_annual(a: Agreement) -> str:
    _meets(a, 1)
    return "Une réunion annuelle de bilan rassemble les signataires au sein d'un comité de suivi."


def committee_none(a: Agreement) -> str:
    _meets(a, None)
    return "L'évaluation porte sur la conformité des résultats à l'objet de la convention."


# How it ends.
def _ends(a: Agreement, months: int | None) -> None:
    a.expected["notice"] = months


def notice_words(a: Agreement) -> str:
    _ends(a, 2)
    return (
        "La convention peut être résiliée par l'une des parties moyennant un préavis de deux mois, "
        "par lettre recommandée avec accusé de réception."
    )


def notice_delay(a: Agreement) -> str:
    _ends(a, 3)
    return (
        "Chaque partie peut mettre fin à la convention en respectant un délai de préavis de 3 "
        "mois, notifié par courrier recommandé."
    )


def notice_demand(a: Agreement) -> str:
    _ends(a, 2)
    return (
        "En cas de non-respect, la convention est résiliée de plein droit à l'expiration d'un "
        "délai de deux mois suivant l'envoi d'une lettre recommandée avec accusé de réception "
        "valant mise en demeure."
    )


def notice_one(a: Agreement) -> str:
    _ends(a, 1)
    return "Elle peut être dénoncée avec un préavis d'un mois."


def notice_before(a: Agreement) -> str:
    _ends(a, 6)
    return (
        "La convention peut être dénoncée par lettre recommandée au moins six mois avant son "
        "échéance."
    )


def notice_both(a: Agreement) -> str:
    _ends(a, 3)
    return "La résiliation est possible sous réserve d'un préavis de trois (3) mois."


def notice_days(a: Agreement) -> str:
    _ends(a, 2)
    return "La dénonciation intervient avec un préavis de 60 jours."


def notice_none(a: Agreement) -> str:
    _ends(a, None)
    return "La convention est résiliée de plein droit en cas de dissolution de l'association."
