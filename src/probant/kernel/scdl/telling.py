"""Faults told to somebody who is no technician: what is wrong, and what to do."""

from collections.abc import Sequence

from probant.kernel.scdl.formats import Column, Format
from probant.kernel.scdl.verdicts import (
    AMONG,
    AT_LEAST,
    BLANK,
    EXTRA_CELL,
    KIND,
    LEAST,
    LONG,
    MATTER,
    MISSING_CELL,
    MOST,
    ONE_OF,
    PATTERN,
    REQUIRED,
    SIRET,
    SUM,
    TOGETHER,
    YEARS,
    Fault,
)

_KINDS = {
    "number": "n’est pas un nombre : des chiffres et un point, sans espace ni « € » ({example})",
    "integer": "n’est pas un nombre entier ({example})",
    "date": "n’est pas une date du calendrier écrite AAAA-MM-JJ ({example})",
    "flag": "n’est ni « oui » ni « non », en minuscules",
    "address": "n’est pas une adresse complète : elle commence par https:// ({example})",
}
_PATTERNS = {
    "idAttribuant": "n’a pas quatorze chiffres d’un seul tenant",
    "COLL_SIRET": "n’a pas quatorze chiffres d’un seul tenant",
    "rnaBeneficiaire": "n’est pas un RNA : un W majuscule et neuf chiffres ({example})",
    "datesPeriodeVersement": (
        "n’est ni une date AAAA-MM-JJ ni une période AAAA-MM-JJ/AAAA-MM-JJ (une barre oblique, et "
        "non « _ »)"
    ),
    "DELIB_MATIERE_CODE": "n’est pas un code de matière à deux niveaux ({example})",
    "BUDGET_ANNEE": "n’est ni une année ni deux années jointes par « / » ({example})",
}
_ACROSS = {
    ONE_OF: "Il faut le SIRET du bénéficiaire, ou à défaut son RNA : remplissez l’un des deux.",
    AT_LEAST: "« {column} » est plus petit que « {others} » : l’un des deux est à corriger.",
    SUM: (
        "« {column} » n’est pas la somme de {others} : qui ne prend pas part au vote ne compte "
        "pas dans les votants."
    ),
    TOGETHER: "Remplissez ensemble {column}, {others}, ou laissez-les tous vides.",
    BLANK: "La ligne est vide : supprimez-la.",
    MISSING_CELL: (
        "La ligne n’a que {cell} cellules : une virgule manque, ou une valeur a été coupée."
    ),
    EXTRA_CELL: (
        "La ligne a {cell} cellules, une de trop : mettez entre guillemets la valeur qui contient "
        "une virgule."
    ),
}


def told(form: Format, fault: Fault) -> str:
    """A fault as a French sentence that says what to do."""
    if fault.code in _ACROSS:
        others = ", ".join(_title(form, one) for one in fault.others)
        column = _title(form, fault.column) if fault.column else ""
        return _ACROSS[fault.code].format(column=column, others=others, cell=fault.cell)
    return _cell_told(form.columns[form.place(fault.column)], fault)


def _cell_told(column: Column, fault: Fault) -> str:
    shown = fault.cell if len(fault.cell) <= 60 else f"{fault.cell[:57]}…"
    example = f"par exemple {column.example}"
    if fault.code == REQUIRED:
        return f"« {column.title} » est vide : la valeur est obligatoire ({example})."
    if fault.code == KIND:
        return f"« {shown} » {_KINDS[column.kind].format(example=example)}."
    if fault.code == PATTERN:
        return f"« {shown} » {_PATTERNS[column.name].format(example=example)}."
    if fault.code == AMONG:
        wanted = " ; ".join(f"« {one} »" for one in column.among[:3])
        return f"« {shown} » n’est pas une valeur permise : écrivez {wanted}, en minuscules."
    if fault.code == LONG:
        return f"Le texte a {len(fault.cell)} caractères, {column.longest} au plus : abrégez-le."
    if fault.code in (LEAST, MOST):
        return f"« {shown} » n’est pas entre {column.least} et {column.most} : 1 veut dire 100 %."
    special = {
        SIRET: (
            f"« {shown} » n’est pas un SIRET qui existe (clé de contrôle fausse) : vérifiez chaque "
            "chiffre, et gardez la colonne en format texte."
        ),
        YEARS: f"« {shown} » : la deuxième année doit suivre la première ({example}).",
        MATTER: (
            f"« {shown} » ne commence pas par une matière de la nomenclature ACTES suivie de "
            "« / », sans espaces autour (finances locales/subventions)."
        ),
    }
    return special[fault.code]


def _title(form: Format, name: str) -> str:
    return form.columns[form.place(name)].title if name in form.names else name


def headings_told(form: Format, wrong: Sequence[str]) -> list[str]:
    """What is wrong in the headings, and what to do."""
    if not wrong:
        return []
    return [
        f"La première ligne n’est pas celle du schéma {form.title} {form.version} : "
        f"{' ; '.join(wrong)}. Recopiez les noms de colonnes tels quels, dans l’ordre du schéma."
    ]
