"""What a volunteer does, and of which level: these set what an hour is worth."""

from django.db import models


class Task(models.TextChoices):
    """The four missions of volunteers (rapport d'activité 2023 du PES 21, page 3)."""

    WELCOME = "accueil", "accueil de projets en amont"
    CO_SUPPORT = "co_accompagnement", "co-accompagnement"
    POST_SUPPORT = "post_accompagnement", "post-accompagnement"
    LIFE = "vie_associative", "vie associative"


class Level(models.TextChoices):
    """Three, as the guides on valuing volunteering have them."""

    BASE = "base", "exécution"
    SKILLED = "skilled", "qualifié"
    EXPERT = "expert", "expert"
