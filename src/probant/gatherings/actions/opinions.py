"""After a session, in one act: thanks, the certificate of each person, and what they thought of it.

Answers are anonymous: what is kept of a link is that it served, never what was answered by it.
"""

import datetime
import hashlib
import secrets
import uuid

from django.core import signing
from django.db.models import Q
from django.utils import timezone

from probant.directory.models import Person
from probant.gatherings.access import may_write_sessions
from probant.gatherings.codes import sign_certificate
from probant.gatherings.models import Attendance, Opinion, OpinionAsked, Session
from probant.gatherings.writing import SESSION
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.post.addresses import absolute
from probant.post.letters import secret_place, write_letter
from probant.post.models import Letter

SALT, LINK_DAYS = "gatherings.opinion-link", 60
OPINION, CERTIFICATE = "donner son avis", "attestation de présence"  # places in letters
ASKED = "opinion_asked"  # kind of the timeline
CATEGORY = "gatherings.after"
GONE = "Ce lien ne sert plus : votre avis est déjà arrivé, ou le lien a expiré."


def thank(actor: Actor, *, session: Session, key: uuid.UUID | None = None) -> int:
    """Write to each person who came, once: their certificate, and a link to say what they thought.

    Own staff is left out, and who has no address. Returns how many letters leave.

    Raises `Refused` (nobody came, everybody was written to), `AlreadyDone`. Effects: rows and
    letters; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    house = session.house
    with change(actor, verb="gatherings.thank", houses=[session.house_id], key=key) as entry:
        people = list(to_thank(session))
        if not people:
            raise Refused("Personne à qui écrire : ni nouveau nom, ni courriel connu.")
        for person in people:
            asked = OpinionAsked.objects.create(
                session=session, person=person, asked_on=entry.today
            )
            write_letter(
                entry,
                to=person.email,
                subject=f"Merci d’être venu·e : {session.title}",
                template="gatherings/mail/thanks.txt",
                context={
                    "session": session,
                    "house": house,
                    "opinion": secret_place(OPINION),
                    "certificate": secret_place(CERTIFICATE),
                    "days": LINK_DAYS,
                },
                about=(ASKED, asked.pk),
                person=person,
                category=CATEGORY,
            )
        entry.mention(SESSION, session.pk)
    return len(people)


def to_thank(session: Session) -> list[Person]:
    """Who came, has an address and was not written to yet. One query."""
    came = Attendance.objects.now().filter(session=session, own_staff=False)
    asked = OpinionAsked.objects.filter(session=session).values("person")
    people = Person.objects.filter(pk__in=came.values("person"), erased_on__isnull=True)
    return list(people.exclude(Q(email="") | Q(pk__in=asked)).order_by("name_key"))


def make_opinion_link(letter: Letter) -> str:
    """The address by which one answers, made when the letter leaves; kept as a digest."""
    asked = _asked(letter)
    secret = secrets.token_urlsafe(32)
    asked.link_digest = _digest(secret)
    asked.save(update_fields=["link_digest"])
    return absolute("gatherings:opinion", signing.Signer(salt=SALT).sign(secret))


def make_certificate_link(letter: Letter) -> str:
    """The address of one's own certificate, made when the letter leaves."""
    asked = _asked(letter)
    came = Attendance.objects.now().filter(session=asked.session_id, person=asked.person_id)
    number = came.values_list("pk", flat=True).first()
    if number is None:
        raise Refused("La présence a été retirée : le courriel n’est pas parti.")
    return absolute("reports:own-attendance-certificate", sign_certificate(number))


def asked_by(token: str) -> OpinionAsked | None:
    """What a link asks; None where it served, is too old, or is not ours."""
    try:
        secret = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    since = timezone.localdate() - datetime.timedelta(days=LINK_DAYS)
    rows = OpinionAsked.objects.filter(
        link_digest=_digest(secret), is_answered=False, asked_on__gte=since
    )
    return rows.select_related("session__house__organisation").first()


def give_opinion(
    token: str,
    *,
    overall: int,
    useful: int | None = None,
    words: str = "",
    key: uuid.UUID | None = None,
) -> Opinion:
    """Keep what somebody thought of a session; the link serves no more, and says nothing of it.

    Raises `Refused`, `AlreadyDone`. Effects: rows; one entry that mentions the session alone.
    """
    found = asked_by(token)
    if found is None:
        raise Refused(GONE)
    house = found.session.house_id
    with change(Actor.public(), verb="gatherings.give_opinion", houses=[house], key=key) as entry:
        mine = OpinionAsked.objects.filter(pk=found.pk, is_answered=False)
        if mine.update(is_answered=True, link_digest="") != 1:
            raise Refused(GONE)
        entry.mention(SESSION, found.session_id)
        return Opinion.objects.create(
            house_id=house,
            session_id=found.session_id,
            overall=overall,
            useful=useful,
            words=words.strip()[:2000],
        )


def _asked(letter: Letter) -> OpinionAsked:
    row = OpinionAsked.objects.filter(pk=letter.about_id or 0).first()
    if row is None:
        raise Refused("Cet avis n’est plus demandé.")
    return row


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
