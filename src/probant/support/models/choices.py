"""The short lists that a house words: of the door, and of testimonies. Shipped, and added to.

Codes are what facts copy: a house renames or closes an entry, its past figures stand.
"""

from typing import Self

from django.db import models

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM

#: Kind of list → (code, name) as every house begins with them. Codes are never changed.
SHIPPED: dict[str, tuple[tuple[str, str], ...]] = {
    "need": (
        ("creation", "créer une structure"),
        ("financement", "financement"),
        ("emploi", "emploi et droit du travail"),
        ("statuts", "statuts et gouvernance"),
        ("modele-economique", "modèle économique"),
        ("gestion", "gestion, comptabilité, fiscalité"),
        ("strategie", "projet et stratégie"),
        ("partenariats", "partenariats et coopération"),
        ("benevolat", "bénévolat"),
        ("local", "local et matériel"),
        ("communication", "communication"),
        ("numerique", "numérique"),
        ("information", "connaître l’ESS"),
        ("autre", "autre"),
    ),
    "origin": (
        ("bouche-a-oreille", "bouche à oreille"),
        ("organisme", "un autre organisme"),
        ("collectivite", "une collectivité"),
        ("deja-accompagnee", "déjà venue ou accompagnée"),
        ("rencontre", "une rencontre, un atelier"),
        ("site", "le site internet"),
        ("reseaux-sociaux", "les réseaux sociaux"),
        ("presse", "la presse"),
        ("autre", "autre"),
    ),
    "reason": (
        ("competence", "c’est leur métier"),
        ("territoire", "c’est leur territoire"),
        ("financement", "financement, prêt, garantie"),
        ("creation", "aide à la création d’activité"),
        ("emploi", "emploi, insertion, formation"),
        ("juridique", "droit, fiscalité"),
        ("cooperation", "projet à mener ensemble"),
        ("local", "local, terrain, matériel"),
        ("autre", "autre"),
    ),
    "question": (
        ("depart", "D’où partait votre projet, et qu’est-ce qui vous a amené·e jusqu’à nous ?"),
        ("chemin", "Qu’avons-nous fait ensemble ?"),
        ("apport", "Qu’est-ce que cela a changé, pour vous ou pour votre structure ?"),
        ("utile", "Qu’est-ce qui vous a été le plus utile ?"),
        ("manque", "Qu’est-ce qui vous a manqué ?"),
        ("suite", "Où en êtes-vous aujourd’hui ?"),
        ("conseil", "Que diriez-vous à quelqu’un qui se lance ?"),
    ),
    "use": (
        ("rapport", "le rapport d’activité"),
        ("site", "le site internet"),
        ("financeur", "un compte rendu à un financeur"),
        ("reseaux", "les réseaux sociaux"),
        ("presse", "la presse"),
    ),
}
#: The lists of the door, and those of testimonies: each has its page of settings.
DOOR_LISTS, TESTIMONY_LISTS = ("need", "origin", "reason"), ("question", "use")


class DoorChoiceQuerySet(models.QuerySet["DoorChoice"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The words of the actor's own house, for its team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class DoorChoice(models.Model):
    """What a house says of one entry of a list: renamed, closed, or one of its own making."""

    class Kind(models.TextChoices):
        NEED = "need", "besoins"
        ORIGIN = "origin", "comment on nous a connus"
        REASON = "reason", "motifs d’orientation"
        QUESTION = "question", "questions posées"
        USE = "use", "usages d’un témoignage"

    house = models.ForeignKey(House, models.PROTECT, related_name="door_choices")
    kind = models.CharField("liste", max_length=8, choices=Kind)
    code = models.SlugField("code", max_length=32)
    name = models.CharField("libellé", max_length=200)
    is_open = models.BooleanField("proposé", default=True)

    objects = DoorChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "kind", "code"],
                name="door_choice_once",
                violation_error_message="Ce mot est déjà dans la liste.",
            )
        ]

    def __str__(self) -> str:
        return self.name
