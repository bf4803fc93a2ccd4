"""The room as a Django application: its entry in the rail, its names, its slots."""

from django.apps import AppConfig

from probant.kernel import verbs
from probant.kernel.erasure import RETAINED, Retained
from probant.kernel.roles import HOUSE, TEAM
from probant.search import kinds
from probant.ui import panels, rail

SLOTS = {
    "organisation.next": "la prochaine chose à faire avec une structure, en une ligne",
    "organisation.main": "ce que les autres pièces savent d’une structure",
    "organisation.side": "repères brefs à côté de la fiche d’une structure",
    "organisation.timeline": "ce qui s’est passé avec une structure",
}
VERBS = {
    "directory.open_house": "Annuaire ouvert",
    "directory.create_organisation": "Structure ajoutée",
    "directory.merge_organisation": "Fiches fusionnées",
    "directory.unmerge_organisation": "Fiches séparées de nouveau",
    "directory.adopt_card": "Structure reprise dans l’annuaire",
    "directory.edit_organisation": "Fiche corrigée",
    "directory.create_person": "Personne notée",
    "directory.add_position": "Fonction notée",
    "directory.end_position": "Fonction terminée",
    "directory.agree_to_naming": "Accord pour être nommée à un financeur",
    "directory.withdraw_naming": "Accord retiré",
    "directory.erase_person": "Personne effacée",
    "directory.apply_retention": "Durées de conservation appliquées",
    "directory.set_retention": "Durée de conservation fixée",
}


class DirectoryConfig(AppConfig):
    name = "probant.directory"
    label = "directory"
    verbose_name = "annuaire"

    def ready(self) -> None:
        from probant.directory import moving

        rail.register("directory", "Annuaire", "directory:list", order=70, roles=HOUSE)
        rail.offer("search", "directory:search")
        kinds.register(
            "organisation",
            letter="o",
            label="structure",
            labels="Structures",
            route="directory:sheet",
            roles=HOUSE,
            order=10,
        )
        kinds.register(
            "person",
            letter="p",
            label="personne",
            labels="Personnes",
            route="directory:person",
            roles=TEAM,
            order=30,
        )
        kinds.offer(
            "new_organisation",
            "Ajouter une structure",
            "directory:create",
            roles=TEAM,
            words="nouvelle structure association annuaire",
            order=50,
        )
        RETAINED.register(
            "directory",
            Retained("Modifications de l’annuaire", "retention.prospects"),
        )
        RETAINED.register(
            "person",
            Retained("Personnes que plus rien ne mentionne", "retention.prospects"),
        )
        verbs.register(VERBS)
        moving.register()
        for name, purpose in SLOTS.items():
            panels.slot(name, purpose)
