"""The matters of acts: nomenclature of the State's tool for the control of legality (@CTES).

Two levels: "7.5" is finances locales / subventions. In the open-data file a name is lower case,
without comma nor parenthesis, its two levels joined by an oblique.
"""

import re
from functools import cache

from probant.kernel.text import fold

#: Level 1, in order: the first digit of a code.
DOMAINS = (
    "Commande publique",
    "Urbanisme",
    "Domaine et patrimoine",
    "Fonction publique",
    "Institutions et vie politique",
    "Libertés publiques et pouvoirs de police",
    "Finances locales",
    "Domaines de compétences par thèmes",
    "Autres domaines de compétences",
)

#: Level 2, by code.
MATTERS = {
    "1.1": "Marchés publics",
    "1.2": "Délégation de service public",
    "1.3": "Conventions de mandat",
    "1.4": "Autres types de contrats",
    "1.5": "Transactions / protocole d’accord transactionnel",
    "1.6": "Actes relatifs à la maîtrise d’oeuvre",
    "1.7": "Actes spéciaux et divers",
    "2.1": "Documents d’urbanisme",
    "2.2": "Actes relatifs au droit d’occupation ou d’utilisation des sols",
    "2.3": "Droit de préemption urbain",
    "3.1": "Acquisitions",
    "3.2": "Aliénations",
    "3.3": "Locations",
    "3.4": "Limites territoriales",
    "3.5": "Autres actes de gestion du domaine public",
    "3.6": "Autres actes de gestion du domaine privé",
    "4.1": "Personnels titulaires et stagiaires de la F.P.T.",
    "4.2": "Personnels contractuels",
    "4.3": "Fonction publique hospitalière",
    "4.4": "Autres catégories de personnels",
    "4.5": "Régime indemnitaire",
    "5.1": "Élection exécutif",
    "5.2": "Fonctionnement des assemblées",
    "5.3": "Désignation de représentants",
    "5.4": "Délégation de fonctions",
    "5.5": "Délégation de signature",
    "5.6": "Exercice des mandats locaux",
    "5.7": "Intercommunalité",
    "5.8": "Décision d’ester en justice",
    "6.1": "Police municipale",
    "6.2": "Pouvoirs du président du conseil général (départemental)",
    "6.3": "Pouvoirs du président du conseil régional",
    "6.4": "Autres actes réglementaires",
    "6.5": "Actes pris au nom de l’État et soumis au contrôle hiérarchique",
    "7.1": "Décisions budgétaires",
    "7.2": "Fiscalité",
    "7.3": "Emprunts",
    "7.4": "Interventions économiques",
    "7.5": "Subventions",
    "7.6": "Contributions budgétaires",
    "7.7": "Avances",
    "7.8": "Fonds de concours",
    "7.9": "Prise de participation (SEM, etc.)",
    "7.10": "Divers",
    "8.1": "Enseignement",
    "8.2": "Aide sociale",
    "8.3": "Voirie",
    "8.4": "Aménagement du territoire",
    "8.5": "Politique de la ville-habitat-logement",
    "8.6": "Emploi-formation professionnelle",
    "8.7": "Transports",
    "8.8": "Environnement",
    "8.9": "Culture",
    "9.1": "Autres domaines de compétences des communes",
    "9.2": "Autres domaines de compétences des départements",
    "9.3": "Autres domaines de compétences des régions",
    "9.4": "Voeux et motions",
}
SUBSIDIES, BUDGET = "7.5", "7.1"


def domain_of(code: str) -> str:
    """The name of the first level of a code; "" where there is none."""
    first = code.partition(".")[0]
    return DOMAINS[int(first) - 1] if first in set("123456789") else ""


@cache
def matter_name(code: str) -> str:
    """The name of a matter as the file writes it; "" where the code is none.

    >>> matter_name("7.5"), matter_name("7.9")
    ('finances locales/subventions', 'finances locales/prise de participation sem etc.')
    """
    if code not in MATTERS:
        return ""
    words = f"{domain_of(code)}/{MATTERS[code]}".lower()
    words = re.sub(r"\s*/\s*", "/", re.sub(r"[,()]", " ", words))
    return re.sub(r"\s+", " ", words).strip().replace(" /", "/")


@cache
def _codes_by_name() -> dict[str, str]:
    return {fold(matter_name(code)): code for code in MATTERS}


def code_of_matter(name: str) -> str:
    """The code of a matter that a file names; "" where the name is none of them.

    >>> code_of_matter("Finances locales/Subventions")
    '7.5'
    """
    return _codes_by_name().get(fold(name), "")
