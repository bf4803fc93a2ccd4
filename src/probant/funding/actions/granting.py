"""Awards that a decision makes, recorded together or not at all."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from probant.directory.models import Organisation
from probant.funding.actions.awards import make_award, replace_award
from probant.funding.models import AwardMade, Convention
from probant.governance.models import Decision, Deliberation
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.programmes.models import Action


@dataclass(frozen=True)
class GrantDraft:
    """One award to record on a decision; `confirms` is the one recorded before it was known."""

    decision: Decision
    convention: Convention
    action: Action | None
    year: int
    amount_cents: int
    beneficiary: Organisation | None = None
    confirms: AwardMade | None = None


def record_grants(
    *,
    actor: Actor,
    deliberation: Deliberation,
    grants: Sequence[GrantDraft],
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> list[AwardMade]:
    """Record the awards of an act, each resting on its decision, dated of the vote.

    An act withdrawn or annulled awards nothing any more. Raises `Refused` and the journal's errors,
    `Stale` where an award was made of it since `read_at`: nothing is then recorded. Effects: those
    of `make_award`, or of `replace_award` where an award is confirmed; `key` makes one of its own
    for each.
    """
    if not grants:
        raise Refused("Cochez au moins une somme.")
    if deliberation.has_ended:
        raise Refused("Cette délibération est retirée ou annulée : elle n’attribue plus rien.")
    made = []
    houses = [deliberation.house_id]
    with change(actor, verb="funding.make_award", houses=houses) as held:
        held.guard("deliberation", deliberation.pk, read_at=read_at)
        for place, one in enumerate(grants):
            own = uuid.uuid5(key, str(place)) if key is not None and place else key
            if one.confirms is not None:
                made.append(_confirm(actor, deliberation, one, own))
                continue
            made.append(
                make_award(
                    actor=actor,
                    convention=one.convention,
                    action=one.action,
                    year=one.year,
                    amount_cents=one.amount_cents,
                    decision=one.decision,
                    occurred_on=deliberation.sitting.held_on,
                    beneficiary=one.beneficiary,
                    key=own,
                )
            )
    return made


def _confirm(
    actor: Actor, deliberation: Deliberation, one: GrantDraft, key: uuid.UUID | None
) -> AwardMade:
    assert one.confirms is not None
    return replace_award(
        actor=actor,
        award=one.confirms,
        decision=one.decision,
        occurred_on=deliberation.sitting.held_on,
        code="error",
        reason="La décision qui l’attribue est enregistrée.",
        key=key,
    )
