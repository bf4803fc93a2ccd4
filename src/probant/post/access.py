"""Who may write letters, read them and send them again."""

from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM
from probant.post.models import Letter


def may_write_letters(actor: Actor, house_id: int) -> Decision:
    """The team of the house, and the parts of the system that work for it."""
    if actor.house_id == house_id and (actor.is_system or actor.has(*TEAM)):
        return ALLOWED
    return refused("Seule l’équipe de la structure envoie des courriels en son nom.")


def may_read_letter(actor: Actor, letter: Letter) -> Decision:
    """The team reads what left in the house's name; what was written to a colleague is theirs."""
    if actor.house_id != letter.house_id or not actor.has(*TEAM):
        return refused("Ce courriel est celui d’une autre structure.")
    if letter.user_id is not None and letter.user_id != actor.user_id:
        return refused("Ce courriel a été écrit à un·e collègue : son texte ne se lit pas ici.")
    return ALLOWED
