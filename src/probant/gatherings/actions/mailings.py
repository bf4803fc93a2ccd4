"""Messages to chosen contacts: written once, kept, and sent to those who want them."""

import uuid

from probant.directory.models import House
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Mailing, MailingReader, Network
from probant.gatherings.queries.mailings import CATEGORY, MOST, Choice, Reader, readers_of
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.post.letters import write_letter

MAILING = "mailing"  # kind of the timeline


def send_mailing(
    actor: Actor,
    *,
    house_id: int,
    subject: str,
    text: str,
    choice: Choice,
    key: uuid.UUID | None = None,
) -> Mailing:
    """Send a plain message to those that a choice leaves, and keep it with who was left out.

    Who unsubscribed, whose mail came back, who has no address gets nothing, and it is said. Letters
    leave once the change stands, each with its link to unsubscribe.

    Raises `Refused` (nobody to write to, too many, no words), `AlreadyDone`. Effects: the message,
    its readers, their letters and the jobs that send them; one entry.
    """
    require(may_write_sessions(actor, house_id))
    subject, text = " ".join(subject.split()), text.strip()
    if not subject or not text:
        raise Refused("Un message a un objet et un texte.")
    with change(actor, verb="gatherings.send_mailing", houses=[house_id], key=key) as entry:
        reading = readers_of(actor, choice)
        if not reading.sent:
            raise Refused("Personne ne recevrait ce message.")
        if len(reading.sent) > MOST:
            raise Refused(f"Un message part à {MOST} destinataires au plus : resserrez le choix.")
        network = Network.objects.filter(house_id=house_id, pk=choice.network or 0).first()
        mailing = Mailing.objects.create(
            house_id=house_id,
            network=network,
            subject=subject,
            text=text,
            chosen=choice.words(),
            sent_at=entry.at,
            sent_by_id=actor.user_id,
        )
        house = House.objects.select_related("organisation").get(pk=house_id)
        signed = f"{text}\n\n{house.organisation.name}"
        readers = [_write(entry, mailing, one, signed) for one in reading.sent]
        readers += [_reader(mailing, one) for _, people in reading.left_out for one in people]
        MailingReader.objects.bulk_create(readers)
        entry.mention(MAILING, mailing.pk)
    return mailing


def _write(entry: Entry, mailing: Mailing, reader: Reader, text: str) -> MailingReader:
    letter = write_letter(
        entry,
        to=reader.address,
        subject=mailing.subject,
        text=text,
        about=(MAILING, mailing.pk),
        person=reader.person,
        category=CATEGORY,
    )
    made = _reader(mailing, reader)
    made.letter = letter
    return made


def _reader(mailing: Mailing, reader: Reader) -> MailingReader:
    return MailingReader(
        mailing=mailing,
        organisation=reader.organisation,
        person=reader.person,
        left_out=reader.left_out,
    )
