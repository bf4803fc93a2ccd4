"""Why a finding is one: the rule in a sentence, and its law."""

RULES: dict[str, tuple[str, str]] = {
    "presence.count": (
        "Le nombre de présents annoncé est celui de la liste.",
        "CGCT, art. R2121-9",
    ),
    "presence.total": (
        "Présents et absents font ensemble les membres en exercice.",
        "CGCT, art. L2121-17",
    ),
    "proxy.count": (
        "Le nombre de procurations annoncé est celui de la liste.",
        "CGCT, art. L2121-20",
    ),
    "proxy.holder_absent": (
        "Un pouvoir est porté par un membre présent.",
        "CGCT, art. L2121-20",
    ),
    "proxy.several": (
        "Un conseiller ne porte qu’un pouvoir, sauf texte dérogatoire en vigueur ce jour-là.",
        "CGCT, art. L2121-20",
    ),
    "quorum.missing": (
        "Le conseil délibère si la majorité de ses membres est présente.",
        "CGCT, art. L2121-17",
    ),
    "quorum.unknown": ("Le quorum se vérifie sur les membres en exercice.", "CGCT, art. L2121-17"),
    "vote.total": (
        "Les voix font ensemble les présents et les pouvoirs ; la majorité absolue est plus de la "
        "moitié des suffrages exprimés.",
        "CGCT, art. L2121-20",
    ),
    "vote.not_adopted": (
        "Une délibération est prise à la majorité absolue des suffrages exprimés.",
        "CGCT, art. L2121-20",
    ),
    "amount.sum": ("Les parts d’un montant font ensemble ce montant.", ""),
    "budget.heading_sum": ("Une rubrique est la somme de ses lignes.", "règlement ANC 2018-06"),
    "budget.total_sum": ("Un total est la somme de ses rubriques.", "règlement ANC 2018-06"),
    "budget.unbalanced": ("Un budget prévisionnel est présenté en équilibre.", ""),
    "budget.text_mismatch": ("Le texte et le tableau donnent le même budget.", ""),
    "budget.account": (
        "Un compte sert une fois, et à ce que dit le plan comptable : les subventions au 74.",
        "règlement ANC 2018-06",
    ),
    "budget.in_kind_missing": (
        "Les contributions en nature s’inscrivent aux comptes 86 et 87.",
        "règlement ANC 2018-06, art. 211-1",
    ),
    "article.gap": ("Les articles d’une convention se suivent.", ""),
    "reference.dangling": ("Ce à quoi une clause renvoie existe dans la convention.", ""),
    "period.mismatch": ("Une même chose porte partout la même période.", ""),
    "claim.contradiction": ("Un chiffre d’une année n’a qu’une valeur à une date donnée.", ""),
    "claim.duplicate_scope": ("Deux chiffres voisins peuvent ne pas compter la même chose.", ""),
    "date.impossible": ("Un jour imprimé existe dans le calendrier.", ""),
    "date.weekday": ("Le jour de la semaine est celui de la date.", ""),
    "name.variant": ("Une structure ou une personne est nommée partout de même.", ""),
}


def rule_of(code: str) -> tuple[str, str]:
    """The rule and its law; empty for a code that nobody documented."""
    return RULES.get(code, ("", ""))
