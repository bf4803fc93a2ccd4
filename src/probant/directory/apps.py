"""The room as a Django application: its entry in the rail, its names, its slots."""

from django.apps import AppConfig

from probant.kernel.erasure import RETAINED, Retained
from probant.kernel.roles import HOUSE, TEAM
from probant.search import kinds
from probant.ui import panels, rail


class DirectoryConfig(AppConfig):
    name = "probant.directory"
    label = "directory"
    verbose_name = "annuaire"

    def ready(self) -> None:
        # rail.register("directory", "Annuaire", "directory:list", order=70, roles=HOUSE)
        # rail.offer("search", "directory:search")
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
            Retained("Modifications de l'annuaire", "retention.prospects"),
        )
        RETAINED.register(
            "person",
            Retained("Personnes que plus rien ne mentionne", "retention.prospects"),
        )
        panels.slot(
            "organisation.next", "la prochaine chose à faire avec une structure, en une ligne"
        )
        panels.slot("organisation.main", "ce que les pièces supérieures savent d'une structure")
        panels.slot("organisation.side", "repères brefs à côté de la fiche d'une structure")
