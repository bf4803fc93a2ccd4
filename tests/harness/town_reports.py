"""What addresses of publications name: one with a block, published once and taken up again."""

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.reports import actions
from probant.reports.actions import BlockEdit

TEXT = "Nous avons tenu 12 ateliers."


def composed(actor: Actor, house: House) -> dict[str, int]:
    """Beginning of a route → id of a publication, of its block."""
    made = actions.create_publication(actor, title="Rapport d’essai", year=2023)
    edit = BlockEdit("Ateliers", 1, {"text": TEXT})
    block = actions.add_block(actor, publication=made, kind="text", edit=edit)
    counted = BlockEdit("Chiffres", 1, {"codes": ["workshops.sessions"], "compare": False})
    actions.add_block(actor, publication=made, kind="figures", edit=counted)
    actions.publish(actor, publication=made, audience="house")
    actions.set_state(actor, publication=made, state="draft")
    return {"publications/": made.pk, "publications/blocs/": block.pk}
