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
    "proxy.repeated": (
        "Un pouvoir vaut pour trois séances consécutives au plus, sauf maladie dûment constatée.",
        f"{CGCT}L2121-20",
    ),
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
    "ballot.asked": (
        "Le scrutin public se demande par le quart des présents, le secret par le tiers.",
        f"{CGCT}L2121-21",
    ),
    "election.secret": ("On élit au scrutin secret.", f"{CGCT}L2121-21"),
    "election.tie": ("À égalité de voix, le plus âgé est élu.", f"{CGCT}L2121-21"),
    "election.rounds": ("Deux tours à la majorité absolue, un troisième à la relative.", ""),
    "proxy.circle": ("Un pouvoir ne se transmet pas.", f"{CGCT}L2121-20"),
    "interest.silent": (
        "Un membre intéressé à l’affaire ne prend pas part à la délibération.",
        f"{CGCT}L2131-11",
    ),
    "interest.voted": (
        "Un membre intéressé à l’affaire ne prend pas part à la délibération.",
        f"{CGCT}L2131-11",
    ),
    "sitting.secretary": (
        "Un secrétaire est nommé au début de la séance et signe le procès-verbal.",
        f"{CGCT}L2121-15",
    ),
    "sitting.chair": ("Une séance a une présidence.", f"{CGCT}L2121-14"),
    "presence.remote": ("La présence à distance suit les statuts.", ""),
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
