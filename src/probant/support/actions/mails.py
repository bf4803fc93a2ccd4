"""A mail filed on a case, shown to others, taken off and erased."""

import uuid

from probant.documents.writing import keep, write_document
from probant.journal.door import change
from probant.journal.erasure import erase_mentions
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import Role
from probant.post.mail_in import Unreadable, read_message
from probant.support.access import may_write_case
from probant.support.mail_retention import emptied
from probant.support.mail_writing import MAIL, write_mail
from probant.support.models import Audience, Case, CaseMail
from probant.support.writing import mention


def file_mail(
    actor: Actor,
    *,
    case: Case,
    name: str,
    content: bytes,
    audience: str = Audience.TEAM,
    key: uuid.UUID | None = None,
) -> CaseMail:
    """Put a mail (.eml, .msg) on a case: its file among the documents, its words on the timeline.

    Raises `Refused` (rights, unreadable, already there), `documents.store.TooLarge`, `AlreadyDone`.
    Effects: bytes, document, the mail's row; one entry.
    """
    require(may_write_case(actor, case))
    try:
        message = read_message(content)
    except Unreadable as reason:
        raise Refused(str(reason)) from reason
    kept = keep(name, [content])
    with change(actor, verb="support.file_mail", houses=[case.house_id], key=key) as entry:
        document = write_document(entry, kept)
        return write_mail(entry, case, document, message, audience=audience)


def erase_mail(actor: Actor, *, mail: CaseMail, key: uuid.UUID | None = None) -> CaseMail:
    """Take a mail off its case for good: who filed it may, and the direction.

    Raises `Refused`, `AlreadyDone`. Effects: an emptied row, without its file; one entry.
    """
    is_own = actor.user_id is not None and mail.filed_by_id == actor.user_id
    require(may_write_case(actor, mail.case))
    if not is_own and not actor.has(Role.DIRECTION):
        raise Refused("Un courriel est retiré par qui l’a rangé, ou par la direction.")
    house_id = mail.case.house_id
    with change(actor, verb="support.erase_mail", houses=[house_id], key=key) as entry:
        erase_mentions(house_id, MAIL, mail.pk)
        emptied(CaseMail.objects.filter(pk=mail.pk))
        entry.mention(MAIL, mail.pk)
        mention(entry, mail.case)
    mail.refresh_from_db()
    return mail
