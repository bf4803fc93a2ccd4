"""What governance keeps twice: sittings and acts, and the dated facts that figures count."""

from collections.abc import Iterator

from probant.directory.models import House
from probant.governance.actions import catch_up
from probant.governance.queries.noted import unnoted
from probant.kernel.actor import Actor
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken
from probant.kernel.roles import Role

NAME = "rattrapage"


def _houses() -> list[int]:
    return list(House.objects.order_by("pk").values_list("pk", flat=True))


def facts() -> Iterator[Finding]:
    """`governance.fact`: a sitting or an act that no fact tells, so that no figure counts it."""
    for house_id in _houses():
        missing = unnoted(house_id)
        if missing.count:
            yield broken(
                "governance.fact",
                f"Structure {house_id} : {missing.words}, sans le fait que les chiffres comptent. "
                "`probant check --repair` les note.",
            )


def note_facts() -> int:
    """Note them, house by house; how many."""
    return sum(
        catch_up(actor=Actor.system(house_id, NAME, roles=(Role.DIRECTION,)), house_id=house_id)
        for house_id in _houses()
    )


CHECKS = (Check("governance.fact", "séances, actes et leurs faits", facts, repair=note_facts),)
