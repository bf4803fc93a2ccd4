"""Which indicator a figure said in a text is: by the words of its label and the programme the
text is about.

Programmes are recognised by the general vocabulary of the trade (DLA, création, territoires,
réseau), never by the name
of an organisation. A label that fits no rule keeps its words and no code.
"""

from __future__ import annotations

import re

# The programme a passage is about: the nearest of these words above the figure.
PROGRAMMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "dla",
        re.compile(
            r"\bdla\b|dispositif local d'accompagnement|dispositifs locaux d'accompagnement"
        ),
    ),
    (
        "creation",
        re.compile(
            r"creations? (?:et|ou|,|d'entreprise|d'activite|de structures)|"
            r"benefi'?ces'?\s?crea|createurs d'entreprise|accompagnement a la "
            r"creation|a la creation et au developpement"
        ),
    ),
    (
        "territories",
        re.compile(
            r"generateur|fabriques? a initiatives|accompagnement d(?:es|e) "
            r"(?:territoires?|collectivites)"
        ),
    ),
    (
        "network",
        re.compile(r"reseau d'acteurs|animation du reseau|feuille de route metropolitaine"),
    ),
    (
        "workshops",
        re.compile(
            r"\bformations\b.{0,40}sensibilisation|sensibilisation et formations?|"
            r"ateliers du|paroles d'experts?|\bemergence\b"
        ),
    ),
    (
        "awareness",
        re.compile(
            r"entreprendre autrement|mois de l'(?:ess|economie)|club des "
            r"entrepreneurs|journees? de l'economie"
        ),
    ),
)

# code, programmes it is said under (empty: any), words of the label, words it must not hold
_RULES: tuple[tuple[str, tuple[str, ...], re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        "dla.collective_participants",
        ("dla",),
        re.compile(
            r"soit .*structures? beneficiaires|structures? (?:participantes?|en collectif|"
            r"ayant participe)"
        ),
        None,
    ),
    (
        "dla.organisations_welcomed",
        ("dla",),
        re.compile(
            r"^structures? (?:\w+ ){0,3}accueillies?|^accueils?\b.*structures?|^structures? "
            r"en accueil"
        ),
        None,
    ),
    (
        "dla.diagnoses",
        ("dla",),
        re.compile(r"^(?:structures? (?:\w+ ){0,3})?diagnosti(?:c|que)"),
        None,
    ),
    (
        "dla.individual_missions",
        ("dla",),
        re.compile(
            r"^(?:ingenieries?|missions?|accompagnements?|appuis?|structures? (?:\w+ "
            r"){0,3}accompagnee?s?)\b.*individuel"
        ),
        None,
    ),
    (
        "dla.collective_missions",
        ("dla",),
        re.compile(r"^(?:ingenieries?|missions?|accompagnements?|appuis?)\b.*collecti"),
        None,
    ),
    (
        "dla.follow_ups",
        ("dla",),
        re.compile(r"^(?:structures? (?:\w+ ){0,3})?suivi(?:e?s)?\b"),
        re.compile(r"suivis? de la convention|chefs d'entreprise"),
    ),
    (
        "dla.jobs_consolidated",
        ("dla",),
        re.compile(r"^emplois? (?:\w+ ){0,2}(?:consolides?|perennises?)"),
        re.compile(r"depuis"),
    ),
    (
        "dla.organisations_supported",
        ("dla",),
        re.compile(
            r"^structures? (?:\w+ ){0,3}(?:beneficiaires?|accompagnees?|appuyees?|soutenues?)"
        ),
        re.compile(r"soit|depuis|porteuses"),
    ),
    (
        "creation.projects_welcomed",
        ("creation",),
        re.compile(r"^(?:projets?|porteurs?) (?:\w+ ){0,3}accueillis?"),
        None,
    ),
    (
        "creation.projects_supported",
        ("creation",),
        re.compile(r"^projets? (?:\w+ ){0,3}accompagnes?|^projets? d'utilite sociale"),
        None,
    ),
    (
        "creation.organisations_created",
        ("creation",),
        re.compile(
            r"^(?:structures?|entreprises?|associations?) (?:\w+ ){0,2}creees?|creations? de "
            r"structures?"
        ),
        None,
    ),
    ("creation.jobs_created", ("creation",), re.compile(r"^emplois? (?:\w+ ){0,2}crees?"), None),
    (
        "territories.supported",
        ("territories",),
        re.compile(
            r"(?:projets?|territoires?|collectivites?) (?:\w+ ){0,3}(?:accompagnee?s?)|"
            r"^(?:projets?|territoires?)\b"
        ),
        None,
    ),
    (
        "network.sessions_held",
        ("network",),
        re.compile(
            r"ateliers?\b.*(?:organises?|animes?|tenus?|realises?)|(?:organises?|animes?) "
            r".*ateliers?"
        ),
        None,
    ),
    ("workshops.sessions", ("workshops",), re.compile(r"ateliers?\b"), None),
    (
        "trainings.sessions",
        ("workshops",),
        re.compile(r"^formations?\b|formations? (?:animees?|dispensees?|realisees?)"),
        None,
    ),
)


_ENDS = re.compile(r"[.!?;\n]")
_COUNTED = re.compile(r"^(?:le )?(?:nombre|total|nb) (?:total )?(?:de |d'|des )")


def programme_at(folded: str, offset: int) -> str | None:
    """The programme named last before `offset`, within 2 500 characters."""
    window = folded[max(0, offset - 2500) : offset + 160]
    cut = (
        len(window) - min(160, max(0, len(folded) - offset))
        if offset + 160 <= len(folded)
        else len(window) - max(0, len(folded) - offset)
    )
    best, name = -2, None
    for programme, pattern in PROGRAMMES:
        for match in pattern.finditer(window):
            # The words of the sentence itself count even after the figure, but an earlier mention
            # is preferred.
            after = match.start() > cut
            if after and _ENDS.search(window, max(0, cut), match.start()):
                continue
            place = -1 if after else match.start()
            if place > best:
                best, name = place, programme
    return name


def code_of(label: str, programme: str | None) -> str | None:
    """The code of a folded label said under a programme, or None."""
    label = _COUNTED.sub("", label)
    for code, programmes, words, without in _RULES:
        if programmes and programme not in programmes:
            continue
        if words.search(label) and not (without and without.search(label)):
            return code
    return None
