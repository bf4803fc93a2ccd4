"""The list of skills: shipped, then worded and completed by the house."""

from dataclasses import dataclass

from probant.engagement.models import Skill

#: (code, name, need of the door's list, theme) as every house begins with them.
SHIPPED: tuple[tuple[str, str, str, str], ...] = (
    ("droit-associations", "droit des associations, statuts", "statuts", ""),
    ("gouvernance", "gouvernance partagée", "statuts", ""),
    ("comptabilite", "comptabilité, gestion", "gestion", ""),
    ("fiscalite", "fiscalité", "gestion", ""),
    ("modele-economique", "modèle économique, plan d’affaires", "modele-economique", ""),
    ("recherche-de-fonds", "recherche de fonds, subventions, mécénat", "financement", ""),
    ("droit-du-travail", "droit du travail, employeur", "emploi", ""),
    ("gestion-de-projet", "gestion de projet, stratégie", "strategie", ""),
    ("ecoute", "écoute, accueil", "creation", ""),
    ("creation", "création d’activité", "creation", ""),
    ("animation-benevoles", "animation de bénévoles", "benevolat", ""),
    ("communication", "communication", "communication", ""),
    ("numerique", "numérique, site, outils", "numerique", ""),
    ("immobilier", "recherche de locaux", "local", ""),
    ("partenariats", "partenariats, réseau", "partenariats", ""),
    ("sante", "santé, médico-social", "", "social"),
    ("agriculture", "agriculture, alimentation", "", "alimentation"),
    ("culture", "spectacle, culture", "", "culture"),
    ("reemploi", "réemploi, économie circulaire", "", "reemploi"),
    ("habitat", "habitat, bâtiment", "", "habitat"),
)


@dataclass(frozen=True)
class KnownSkill:
    """One entry of a house's list; `row` is what the house says of it, where it does."""

    code: str
    name: str
    need_code: str
    theme: str
    is_open: bool = True
    is_own: bool = False


def skills_of(house_id: int) -> dict[str, KnownSkill]:
    """Code → skill of a house, shipped ones first; closed ones are there too. One query."""
    found = {code: KnownSkill(code, name, need, theme) for code, name, need, theme in SHIPPED}
    for row in Skill.objects.filter(house_id=house_id).order_by("name"):
        own = row.code not in found or found[row.code].is_own
        found[row.code] = KnownSkill(row.code, row.name, row.need_code, row.theme, row.is_open, own)
    return found


def open_skills(house_id: int) -> list[tuple[str, str]]:
    """(code, name) of those that are proposed. One query."""
    return [(one.code, one.name) for one in skills_of(house_id).values() if one.is_open]
