"""A slip is not a ceremony: what the author may still correct in place, without a reason."""

from probant.journal.facts import Fact
from probant.journal.models import JournalEntry, JournalMention, JournalSeal
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused

SLIP = "slip"  # the void code of a correction in place; screens do not show such voids


def can_correct(actor: Actor, fact: Fact) -> Decision:
    """Whether the actor may correct a fact in place.

    Allowed to its author, until the fact was published or exported, or another person wrote on
    one of the objects that its entry mentions.
    """
    if fact.is_void:
        return refused("Ce fait a déjà été annulé.")
    author = JournalEntry.objects.filter(house_id=fact.house_id, seq=fact.seq).values_list(
        "actor_id", flat=True
    )
    if author.first() != actor.user_id:
        return refused("Seule la personne qui a saisi ce fait peut le corriger sans motif.")
    if JournalSeal.objects.filter(house_id=fact.house_id, upto_seq__gte=fact.seq).exists():
        return refused("Ce fait a été publié ou exporté : annulez-le avec un motif.")
    if _used_by_another(fact, actor):
        return refused("Une autre personne a travaillé sur ce dossier : annulez avec un motif.")
    return ALLOWED


def _used_by_another(fact: Fact, actor: Actor) -> bool:
    mine = JournalMention.objects.filter(house_id=fact.house_id, seq=fact.seq)
    for kind, object_id in mine.values_list("kind", "object_id"):
        later = JournalMention.objects.filter(
            house_id=fact.house_id, kind=kind, object_id=object_id, seq__gt=fact.seq
        )
        entries = JournalEntry.objects.filter(house_id=fact.house_id, seq__in=later.values("seq"))
        if entries.exclude(actor_id=actor.user_id).exists():
            return True
    return False
