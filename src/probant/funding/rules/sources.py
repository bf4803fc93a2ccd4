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
    "budget.decision_mismatch": (
        "L’aide écrite dans la fiche est celle que la décision accorde.",
        "",
    ),
    "budget.funder_over_cost": ("Un financeur ne porte pas plus que le coût.", ""),
    "budget.fte_cost": ("Le personnel inscrit au budget paie le temps promis.", ""),
    "budget.premises": (
        "Ce qui est prêté se valorise en 86 et 87, sur une valeur justifiable.",
        "Règlement ANC n° 2018-06, art. 211-1 à 211-3",
    ),
    "budget.in_kind_nature": (
        "La nature d’un apport est notée : le Cerfa et le plan comptable le numérotent autrement.",
        _CHART,
    ),
    "budget.chart_year": (
        "Un compte se lit dans le plan de son exercice.",
        "Règlement ANC n° 2022-06",
    ),
    "budget.repeated": ("Un budget suit les coûts de son année.", ""),
    "amount.sum": ("Les parts font le tout.", ""),
    "award.unallocated": ("Ce qui est décidé se répartit entre les actions.", ""),
    "decision.exceeds": ("Une décision accorde au plus ce que la convention prévoit.", ""),
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

#: code → what to do about it, in one sentence.
TO_DO: dict[str, str] = {
    "budget.heading_sum": "Corrigez la ligne qui manque, ou retirez le montant imprimé.",
    "budget.total_sum": "Reprenez les lignes, ou retirez le total imprimé.",
    "budget.unbalanced": "Ajoutez ce qui manque du côté le plus bas, ressources propres comprises.",
    "budget.text_mismatch": "Mettez d’accord le texte de la fiche et le tableau.",
    "budget.account": "Changez le compte de la ligne.",
    "budget.in_kind_missing": "Ajoutez une ligne au 86 et son égale au 87.",
    "budget.decision_mismatch": "Corrigez la fiche, ou la subvention si l’acte dit autre chose.",
    "budget.funder_over_cost": "Réduisez la demande, ou complétez les charges.",
    "budget.fte_cost": "Vérifiez les ETP de la fiche et les charges du compte 64.",
    "budget.premises": "Notez la valeur du prêt, puis une ligne au 861 et son égale au 871.",
    "budget.in_kind_nature": "Choisissez la nature de l’apport sous le libellé de la ligne.",
    "budget.chart_year": "Changez le compte de la ligne.",
    "budget.repeated": "Indexez ce qui suit les prix et les salaires.",
}
