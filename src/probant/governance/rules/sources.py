"""The rule behind each finding and the text that sets it, as screens and reports show them."""

CGCT = "Code général des collectivités territoriales, art. "

#: code → (rule, text of law); empty where the rule is arithmetic.
SOURCES: dict[str, tuple[str, str]] = {
    "presence.count": ("Le nombre de présents est celui de la liste.", ""),
    "presence.total": ("Présents et absents font les membres en exercice.", ""),
    "presence.duplicate": ("Un membre siège une fois.", ""),
    "proxy.count": ("Le nombre de procurations est celui de la liste.", ""),
    "proxy.holder_absent": ("Un pouvoir se porte en séance.", f"{CGCT}L2121-20"),
    "proxy.several": ("Un même membre ne porte qu’un pouvoir.", f"{CGCT}L2121-20"),
    "proxy.given_twice": ("Un membre donne un seul pouvoir.", f"{CGCT}L2121-20"),
    "proxy.giver_present": ("Un pouvoir est donné par un membre empêché.", f"{CGCT}L2121-20"),
    "quorum.missing": (
        "Le conseil délibère quand plus de la moitié de ses membres en exercice est présente ; "
        "les pouvoirs ne comptent pas.",
        f"{CGCT}L2121-17",
    ),
    "quorum.unknown": ("Le quorum se vérifie sur les membres en exercice.", f"{CGCT}L2121-17"),
    "vote.total": ("Il y a autant de voix que de présents et de pouvoirs.", ""),
    "vote.proxies": ("Les pouvoirs du scrutin sont ceux de la séance.", ""),
    "vote.not_adopted": (
        "Une délibération est prise à la majorité absolue des suffrages exprimés.",
        f"{CGCT}L2121-20",
    ),
    "vote.unanimity": ("L’unanimité est celle des suffrages exprimés.", ""),
    "notice.short": ("La convocation précède la séance de jours francs.", f"{CGCT}L2121-12"),
    "transmission.late": (
        "Une décision individuelle est transmise au préfet dans les quinze jours.",
        f"{CGCT}L2131-1",
    ),
    "notified.early": (
        "Un acte s’exécute une fois publié et transmis au préfet.",
        f"{CGCT}L2131-1",
    ),
    "number.twice": ("Un numéro désigne un seul acte.", f"{CGCT}R2121-9"),
    "number.pattern": ("L’instance numérote ses actes selon un modèle.", f"{CGCT}R2121-9"),
    "number.gap": ("Les actes sont numérotés dans l’ordre de la séance.", f"{CGCT}R2121-9"),
    "date.order": ("Les formalités suivent le vote.", f"{CGCT}L2131-1"),
    "amount.sum": ("Les parts font le tout.", ""),
}
