"""Tables of events."""

from probant.gatherings.models import Event
from probant.gatherings.screens.tables import STATE_TAGS
from probant.ui.tables import Column, Empty, Table, Tag

EVENTS = Table(
    name="evenements",
    caption="Événements",
    noun="événement",
    columns=(
        Column("title", "Événement", kind="link", route="gatherings:event"),
        Column("starts_on", "Du", kind="date"),
        Column("ends_on", "Au", kind="date"),
        Column("count", "Rencontres", kind="number"),
        Column(
            "nature",
            "Nature",
            kind="tag",
            tags={
                Event.Nature.SERIES: Tag("cycle", "quiet"),
                Event.Nature.SEASON: Tag("temps fort", "plain"),
            },
        ),
        Column(
            "is_announced",
            "Programme",
            kind="tag",
            tags={True: Tag("publié", "held"), False: Tag("interne", "quiet")},
        ),
    ),
    empty=Empty(
        "Aucun événement",
        "Un cycle d’ateliers, le Mois de l’ESS : ce à quoi plusieurs rencontres appartiennent.",
        action="Nouvel événement",
        route="gatherings:event-create",
    ),
    cards=True,
)

EVENT_SESSIONS = Table(
    name="programme",
    caption="Rencontres de l’événement",
    noun="rencontre",
    columns=(
        Column("title", "Rencontre", kind="link", route="gatherings:session", quiet="kind_name"),
        Column("starts_on", "Jour", kind="date"),
        Column("organiser", "Organisée par"),
        Column("place_name", "Commune"),
        Column(
            "shown",
            "Agenda public",
            kind="tag",
            tags={True: Tag("annoncée", "held"), False: Tag("interne", "quiet")},
        ),
        Column("state", "État", kind="tag", tags=STATE_TAGS),
    ),
    empty=Empty("Aucune rencontre", "Prévoyez la première, ou reprenez celles d’une autre année."),
    cards=True,
)

SHARES = Table(
    name="collectifs",
    caption="Parts d’un collectif",
    noun="part",
    columns=(
        Column("collective", "Collectif", quiet="what"),
        Column("year", "Année"),
        Column("ours", "Tenues par la maison", kind="number"),
        Column("total", "Annoncées par le collectif", kind="number"),
        Column("source", "Source"),
    ),
    empty=Empty("Aucune part", "Ce qu’un collectif annonce, à côté de ce que la maison compte."),
    cards=True,
)
