"""The room as a Django application: its entry in the rail, its names, its slots."""

from django.apps import AppConfig

from probant.kernel import verbs
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.holdings import HOLDINGS
from probant.kernel.roles import HOUSE, TEAM
from probant.kernel.todo import TODO
from probant.search import kinds
from probant.ui import panels, rail

SLOTS = {
    "organisation.next": "la prochaine chose à faire avec une structure, en une ligne",
    "organisation.main": "ce que les autres pièces savent d’une structure",
    "organisation.side": "repères brefs à côté de la fiche d’une structure",
    "territory.main": "ce que les autres pièces savent d’un territoire",
    "organisation.timeline": "ce qui s’est passé avec une structure",
    "person.main": "ce que les autres pièces savent d’une personne",
    "person.side": "repères brefs à côté de la fiche d’une personne",
    "public.notice": "l’information due sous un formulaire public (objet : la maison)",
}
VERBS = {
    "directory.export_people": "Liste des personnes exportée",
    "directory.open_house": "Annuaire ouvert",
    "directory.create_organisation": "Structure ajoutée",
    "directory.merge_organisation": "Fiches fusionnées",
    "directory.unmerge_organisation": "Fiches séparées de nouveau",
    "directory.add_branch": "Filière ajoutée",
    "directory.close_branch": "Filière retirée des choix",
    "directory.reopen_branch": "Filière proposée de nouveau",
    "directory.adopt_card": "Structure reprise dans l’annuaire",
    "directory.edit_organisation": "Fiche corrigée",
    "directory.create_person": "Personne notée",
    "directory.add_position": "Fonction notée",
    "directory.end_position": "Fonction terminée",
    "directory.agree_to_naming": "Accord pour être nommée à un financeur",
    "directory.withdraw_naming": "Accord retiré",
    "directory.edit_person": "Fiche d’une personne corrigée",
    "directory.erase_person": "Personne effacée",
    "directory.record_request": "Demande sur ses données notée",
    "directory.export_data": "Données remises à la personne",
    "directory.settle_request": "Demande sur ses données traitée",
    "directory.refuse_request": "Demande sur ses données refusée",
    "directory.publish_notice": "Notice d’information publiée",
    "directory.apply_retention": "Durées de conservation appliquées",
    "directory.set_retention": "Durée de conservation fixée",
}


class DirectoryConfig(AppConfig):
    name = "probant.directory"
    label = "directory"
    verbose_name = "annuaire"

    def ready(self) -> None:
        from probant.directory import moving
        from probant.directory.holdings import forget_requests, holdings  # need the models
        from probant.directory.requests import todo
        from probant.directory.screens import notices, situation
        from probant.directory.screens import panels as shown

        HOLDINGS.register("directory", holdings, order=10)
        ERASERS.register("directory", forget_requests)
        TODO.register("data_requests", todo)
        rail.offer("legal", "directory:privacy")
        panels.register(
            "public.notice", "notice", order=10, can=notices.can_read, render=notices.draw
        )
        panels.register(
            "desk.due", "data_requests", order=1, can=shown.can_answer, render=shown.due_panel
        )
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
        panels.register(
            "organisation.side", "situation", order=5, can=situation.can_see, render=situation.panel
        )
        kinds.offer(
            "territories",
            "Voir les territoires",
            "directory:territories",
            roles=HOUSE,
            words="commune intercommunalité département quartier prioritaire rural qpv",
            order=70,
        )
