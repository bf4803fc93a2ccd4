"""A spreadsheet received and imported, in a line."""

from probant.directory.integrity import cards, indexed_people, indexed_structures
from probant.ingestion import actions
from probant.journal.integrity import verify


def receive(scene, text, kind="contacts", **more):
    return actions.receive_import(
        scene.actor, kind=kind, name="fichier.csv", content=text.encode(), **more
    )


def imported(scene, text, kind="contacts", **settings):
    one = receive(scene, text, kind)
    if settings:
        actions.settle_columns(scene.actor, one, columns=one.columns, settings=settings)
    return actions.apply_import(scene.actor, one)


def sound(house_id):
    """Chain, cards and index of names say the same."""
    return [*verify(), *cards(), *indexed_structures(), *indexed_people()]
