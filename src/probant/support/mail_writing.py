"""Put a mail on a case inside a journal entry that is already open."""

from django.db.models import Q
from django.utils import timezone

from probant.documents.models import Document
from probant.journal.door import Entry
from probant.kernel.decision import Refused
from probant.post.mail_in import Message
from probant.support.models import Audience, Case, CaseMail
from probant.support.writing import mention

MAIL = "case_mail"  # kind of the timeline
SHOWN_CHARACTERS = 60_000
ALREADY = "Ce courriel est déjà sur ce dossier."


def write_mail(
    entry: Entry,
    case: Case,
    document: Document,
    message: Message,
    *,
    audience: str = Audience.TEAM,
) -> CaseMail:
    """Keep what a mail says on a case; its file is a document of the house already.

    It is dated by the day it was sent, by today where the mail does not say or says a day to come.
    Raises `Refused` where the case has it already.
    """
    if audience not in Audience.values:
        raise Refused("Dites qui lira ce courriel.")
    same = Q(document=document)
    if message.identifier:  # saved by two colleagues, the files differ
        same |= Q(identifier=message.identifier)
    if CaseMail.objects.filter(same, case=case).exists():
        raise Refused(ALREADY)
    sent_on = timezone.localdate(message.sent_at) if message.sent_at else entry.known_on
    sender = message.sender
    mail = CaseMail.objects.create(
        case=case,
        document=document,
        sender_name=(sender.name if sender else "")[:200],
        sender_email=(sender.email if sender else "")[:320],
        recipients=", ".join(one.name or one.email for one in message.recipients)[:2000],
        identifier=message.identifier,
        subject=message.subject[:300],
        text=message.text[:SHOWN_CHARACTERS],
        attachments=[one.name for one in message.attachments],
        audience=audience,
        dated_on=min(sent_on, entry.known_on),
        sent_at=message.sent_at,
        filed_by_id=entry.actor.user_id,
        filed_on=entry.today,
        seq=entry.seq,
    )
    entry.mention(MAIL, mail.pk)
    entry.mention("document", document.pk)
    mention(entry, case)
    return mail
