"""The rule behind each finding and the text that sets it, as screens and reports show them."""

_CERFA = "Cerfa 12156"
_CHART = "Plan comptable des associations (règlement ANC 2018-06)"

#: code → (rule, text of law); empty where the rule is arithmetic.
SOURCES: dict[str, tuple[str, str]] = {
    "budget.heading_sum": ("Le total d’une rubrique est la somme de ses lignes.", ""),
    "budget.total_sum": ("Le total est la somme des rubriques.", ""),
    "budget.unbalanced": ("Le total des charges est égal au total des produits.", _CERFA),
    "budget.text_mismatch": ("Le coût écrit dans la fiche est celui du tableau.", ""),
    "budget.account": ("Chaque compte sert à ce pour quoi il est fait.", _CHART),
    "budget.in_kind_missing": ("Les apports en nature se valorisent en 86 et 87.", _CHART),
    "budget.repeated": ("Un budget suit les coûts de son année.", ""),
    "amount.sum": ("Les parts font le tout.", ""),
    "award.unallocated": ("Ce qui est décidé se répartit entre les actions.", ""),
    "award.undecided": (
        "L’attribution d’une subvention est une délibération distincte du vote du budget.",
        "Code général des collectivités territoriales, art. L2311-7",
    ),
    "award.year": ("Une subvention couvre l’exercice que nomme la décision.", ""),
    "award.budget_mismatch": ("L’aide inscrite au budget est celle qui est attribuée.", ""),
    "award.over_cost": ("Une aide ne dépasse pas le coût de l’action.", ""),
    "payment.exceeds": ("On ne verse pas plus que ce qui est attribué.", ""),
    "payment.orphan": ("Un versement repose sur une subvention.", ""),
    "reference.dangling": ("Une clause renvoie à ce qui existe.", ""),
    "clause.shares": ("Les versements prévus font la subvention entière.", ""),
    "renewal.tacit": (
        "Une reconduction tacite n’attribue aucune subvention.",
        "Code général des collectivités territoriales, art. L2311-7",
    ),
    "signature.missing": ("Une convention court du jour de sa signature.", ""),
    "article.gap": ("Les articles se suivent.", ""),
    "article.repeated": ("Chaque article porte son numéro.", ""),
    "annex.undefined": ("Une annexe que le texte nomme est jointe.", ""),
    "sheet.undefined": ("Une fiche action que le texte nomme est dans la convention.", ""),
    "period.mismatch": ("Une même période s’écrit partout de même.", ""),
    "clause.missing": (
        "Une convention de subvention dit son objet, son montant, ses versements, son utilisation, "
        "son contrôle, son évaluation et le sort des fonds non dépensés.",
        "Loi n° 2000-321 du 12 avril 2000, art. 10 ; loi n° 2021-875 du 1er juillet 2021, art. 1",
    ),
    "notice.late": ("Une convention se dénonce dans le délai qu’elle fixe.", ""),
    "convention.missing": (
        "Une convention est obligatoire au-delà de 23 000 € par an et par autorité.",
        "Loi n° 2000-321 du 12 avril 2000, art. 10",
    ),
}
