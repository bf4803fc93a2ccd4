"""Publish what a house tells the people whose data it collects."""

import uuid

from probant.directory.access import can_erase
from probant.directory.models import PrivacyNotice
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import require

TEXTS = (
    *("controller", "contact", "officer"),
    *("purposes", "legal_basis", "recipients", "retention"),
)


def publish_notice(actor: Actor, *, key: uuid.UUID | None = None, **texts: str) -> PrivacyNotice:
    """Publish a version of the notice of the actor's house; the earlier ones are kept.

    `texts` are the names of `TEXTS`. Raises `Refused`, `AlreadyDone`, `ValidationError`. Effects:
    one version; one entry.
    """
    require(can_erase(actor))
    with change(actor, verb="directory.publish_notice", houses=[actor.house], key=key) as entry:
        notice = PrivacyNotice(
            house_id=entry.house_id,
            published_on=entry.today,
            **{name: texts[name].strip() for name in TEXTS},
        )
        notice.full_clean()
        notice.save()
    return notice
