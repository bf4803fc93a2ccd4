"""Accounts: an analytical ledger or balance of any tool, or a FEC, for actuals."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from probant.ingestion.spreadsheets.accounts import Accounts
from probant.ingestion.spreadsheets.columns import Field, Match
from probant.ingestion.spreadsheets.kinds import Kind, Setting, State

_ACCOUNT, _AMOUNT, _ENTRY = "Compte", "Montants", "Écriture"
FIELDS = (
    Field("account", "Compte", ("compte general", "numero de compte", "n compte", "no compte",
                                "num compte", "comptenum", "code compte", "compte comptable",
                                "n de compte"), group=_ACCOUNT),
    Field("account_label", "Intitulé du compte", ("comptelib", "libelle compte", "nom du compte",
                                                  "libelle du compte", "intitule compte",
                                                  "intitule"), group=_ACCOUNT),
    Field("section", "Section analytique", ("section", "analytique", "code analytique", "axe",
                                            "centre de cout", "centre", "code section", "projet",
                                            "action", "activite", "destination", "ventilation",
                                            "code projet", "code affaire", "affaire", "poste"),
          group=_ACCOUNT),
    Field("section_label", "Intitulé de la section", ("libelle section", "nom de la section",
                                                      "libelle analytique", "section libelle",
                                                      "intitule section", "libelle de la section"),
          group=_ACCOUNT),
    Field("day", "Date", ("ecrituredate", "date ecriture", "date d ecriture", "date comptable",
                          "jour", "date operation"), group=_ENTRY),
    Field("journal", "Journal", ("journalcode", "code journal", "jnl"), group=_ENTRY),
    Field("entry_number", "Numéro d’écriture (FEC)", ("ecriturenum",), group=_ENTRY),
    Field("piece", "Pièce", ("pieceref", "n piece", "numero de piece", "no piece", "reference",
                             "ref", "facture", "n facture", "reference piece", "num piece",
                             "piece justificative"), group=_ENTRY),
    Field("label", "Libellé", ("ecriturelib", "libelle ecriture", "libelle de l ecriture",
                               "designation", "description", "objet", "libelle operation"),
          group=_ENTRY),
    Field("debit", "Débit", ("debit", "debits", "mouvement debit", "montant debit",
                             "mouvements debit", "total debit", "debit eur", "debit euros"),
          "cents", _AMOUNT),
    Field("credit", "Crédit", ("credit", "credits", "mouvement credit", "montant credit",
                               "mouvements credit", "total credit", "credit eur", "credit euros"),
          "cents", _AMOUNT),
    Field("amount", "Montant", ("montant", "solde", "montant eur", "realise", "montant ttc",
                                "montant net", "solde n", "total"), "cents", _AMOUNT),
    Field("sense", "Sens (D ou C)", ("sens", "d c", "debit credit", "dc"), group=_AMOUNT),
    Field("balance_debit", "Solde débiteur", ("solde debit", "soldes debiteurs", "solde debiteur"),
          "cents", _AMOUNT),
    Field("balance_credit", "Solde créditeur", ("solde credit", "soldes crediteurs",
                                                "solde crediteur"), "cents", _AMOUNT),
)  # fmt: skip
FEC = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib",
    "CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit",
    "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
FEC_BY_SENSE = {"Debit": "Montant", "Credit": "Sens"}
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
           "octobre", "novembre", "décembre")  # fmt: skip


def fields(house_id: int) -> Sequence[Field]:
    """What a line of accounts is made of."""
    return FIELDS


def settings(house_id: int) -> Sequence[Setting]:
    """The financial year, what becomes of the accounts already there and of lines at fault."""
    this = timezone.localdate().year
    years = [(str(year), str(year)) for year in range(this, this - 12, -1)]
    return (
        Setting("year", "Exercice", (("", "celui des dates du fichier"), *years)),
        Setting(
            "month",
            "L’exercice commence le",
            tuple((str(place), f"1er {name}") for place, name in enumerate(_MONTHS, 1)),
        ),
        Setting(
            "mode",
            "Ce fichier",
            (
                ("", "remplace les comptes de cet exercice, s’il y en a"),
                ("adds", "s’ajoute aux comptes de cet exercice"),
            ),
        ),
        Setting(
            "doubles",
            "Deux lignes tout à fait semblables",
            (
                ("", "retiennent le fichier : regardez-les"),
                ("keep", "sont deux opérations : garder les deux"),
                ("skip", "sont la même : laisser la seconde"),
            ),
        ),
        Setting(
            "faults",
            "Les lignes hors exercice ou déjà comptées",
            (
                ("", "retiennent le fichier entier"),
                ("leave", "restent de côté, je les ai vues"),
            ),
        ),
    )


def remarks(matches: Sequence[Match]) -> list[str]:
    """What is said of the columns: a FEC has eighteen of them, in order (art. A47 A-1 LPF).

    >>> remarks([])
    []
    """
    names = [one.heading.name for one in matches]
    if "EcritureNum" not in names and "entry_number" not in {one.field for one in matches}:
        return []
    lower = [name.casefold() for name in names]
    by_sense = "sens" in lower
    wanted = [FEC_BY_SENSE.get(name, name) if by_sense else name for name in FEC]
    missing = [name for name in wanted if name.casefold() not in lower]
    told = ["Fichier des écritures comptables (FEC) reconnu."]
    if missing:
        told.append(
            f"Ce FEC n’a pas ses dix-huit colonnes, il manque : {', '.join(missing)} "
            "(art. A47 A-1 du LPF). Ce qui suffit à un réalisé est lu."
        )
    elif lower[: len(wanted)] != [name.casefold() for name in wanted]:
        place = next(
            number
            for number, (name, given) in enumerate(zip(wanted, lower, strict=False), 1)
            if name.casefold() != given
        )
        told.append(
            f"Les colonnes de ce FEC ne sont pas dans l’ordre de la norme : la {place}e devrait "
            f"être {wanted[place - 1]} (art. A47 A-1 du LPF). Elles sont lues par leur nom."
        )
    return told


KIND = Kind(
    code="comptes",
    label="Comptes (réalisé)",
    about="Grand livre ou balance analytique de votre logiciel, ou FEC : le réalisé des actions.",
    fields=fields,
    needs=(
        (frozenset({"account"}), "le compte"),
        (
            frozenset({"debit", "credit", "amount", "balance_debit", "balance_credit"}),
            "le débit et le crédit, ou un montant",
        ),
    ),
    open=Accounts,
    settings=settings,
    remarks=remarks,
    state_words={
        State.CREATE: "ajoutée",
        State.MERGE: "changée",
        State.SAME: "inchangée",
        State.MISSING: "retirée",
        State.REFUSE: "en faute",
    },
    replaces=True,
    order=70,
)
