"""Testimonies: asked, given, read over, kept or set aside; what they may be used for, or no more.

A consent is the person's: she says it by the link that asked, from her space, by the link that
takes it back, or the team writes down what she said. Taking it back needs no reason, and every
place that shows her words obeys at once (`Testimony.objects.usable_for`).
"""

import datetime
import hashlib
import secrets
import uuid
from collections.abc import Mapping

from django.core import signing
from django.utils import timezone

from probant.directory.models import Person
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.post.addresses import absolute
from probant.post.letters import secret_place, write_letter
from probant.post.models import Letter
from probant.support.access import may_collect, may_consent, may_testify
from probant.support.models import Case, ConsentSaid, Testimony, TestimonyPublished
from probant.support.queries.testimonies import (
    read_withdrawal,
    standing_consents,
    write_withdrawal,
)
from probant.support.testimony_erasure import empty
from probant.support.testimony_writing import (
    SECRET,
    TESTIMONY,
    Testifying,
    mention_testimony,
    new_testimony,
    receive,
    say,
)
from probant.support.writing import settle

SALT = "support.testimony-link"
LINK_DAYS = 30


def ask_testimony(
    actor: Actor, *, case: Case, person: Person, key: uuid.UUID | None = None
) -> Testimony:
    """Ask somebody of a case to testify, by a link sent to her; asked again, another link leaves.

    Raises `Refused`, `AlreadyDone`. Effects: the row, a letter; one entry.
    """
    require(may_collect(actor, case, person))
    if not person.email:
        raise Refused("Donnez d’abord son courriel, sur sa fiche : le lien lui est envoyé.")
    with change(actor, verb="support.ask_testimony", houses=[case.house_id], key=key) as entry:
        row = Testimony.objects.filter(
            case=case, person=person, state=Testimony.State.ASKED
        ).first() or Testimony(
            house_id=case.house_id,
            case=case,
            person=person,
            programme_id=case.programme_id,
            state=Testimony.State.ASKED,
            way=Testimony.Way.LINK,
            collected_by_id=actor.user_id,
            seq=entry.seq,
        )
        row.asked_on = entry.today
        row.save()
        write_letter(
            entry,
            to=person.email,
            subject="Votre témoignage",
            template="support/mail/testimony.txt",
            context={
                "house": case.house,
                "case": case,
                "place": secret_place(SECRET),
                "days": LINK_DAYS,
            },
            about=(TESTIMONY, row.pk),
            person=person,
        )
        mention_testimony(entry, row)
    return row


def make_asking_link(letter: Letter) -> str:
    """The address by which one answers, made when the letter leaves; kept as a digest.

    Raises `Refused` where nothing is asked any more.
    """
    row = Testimony.objects.filter(pk=letter.about_id or 0, state=Testimony.State.ASKED).first()
    if row is None:
        raise Refused("Ce témoignage n’est plus demandé : le lien n’est pas parti.")
    secret = secrets.token_urlsafe(32)
    row.link_digest = hashlib.sha256(secret.encode()).hexdigest()
    row.link_until = timezone.now() + datetime.timedelta(days=LINK_DAYS)
    row.save(update_fields=["link_digest", "link_until"])
    return absolute("support:testify", signing.Signer(salt=SALT).sign(secret))


def asked_by(token: str) -> Testimony | None:
    """The testimony that a link asks for; None where it was answered, or the link is too old."""
    try:
        secret = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    digest = hashlib.sha256(secret.encode()).hexdigest()
    rows = Testimony.objects.filter(
        state=Testimony.State.ASKED, link_digest=digest, link_until__gt=timezone.now()
    )
    with_names = rows.filter(person__erased_on__isnull=True)
    return with_names.select_related("case", "person", "house__organisation").first()


def answer_asked(token: str, said: Testifying, *, key: uuid.UUID | None = None) -> Testimony:
    """Keep what somebody answers by the link that asked; the link then serves no more.

    A letter tells her what she allowed, and how to take it back. Raises `Refused`, `AlreadyDone`.
    """
    found = asked_by(token)
    if found is None:
        raise Refused("Ce lien ne sert plus : votre réponse est déjà arrivée, ou il a expiré.")
    with change(
        Actor.public(), verb="support.give_testimony", houses=[found.house_id], key=key
    ) as entry:
        row = Testimony.objects.select_related("case__programme", "person").get(pk=found.pk)
        if row.state != Testimony.State.ASKED:
            raise Refused("Votre réponse est déjà arrivée. Merci !")
        receive(entry, row, said, entry.today)
    return row


def give_testimony(
    actor: Actor, *, case: Case, said: Testifying, key: uuid.UUID | None = None
) -> Testimony:
    """Testify from one's own space. Raises `Refused`, `AlreadyDone`. One entry."""
    person = Person.objects.filter(pk=actor.person_id or 0).first()
    require(may_testify(actor, case, person))
    assert person is not None
    with change(actor, verb="support.give_testimony", houses=[case.house_id], key=key) as entry:
        asked = Testimony.objects.filter(case=case, person=person, state=Testimony.State.ASKED)
        row = asked.first() or new_testimony(entry, case, person, Testimony.Way.SPACE)
        row.way = Testimony.Way.SPACE
        receive(entry, row, said, entry.today)
    return row


def note_testimony(
    actor: Actor,
    *,
    case: Case,
    person: Person,
    occurred_on: datetime.date,
    said: Testifying,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Testimony:
    """Write down what somebody said in an interview, and what she allowed.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: rows, facts, a letter to her where an
    address is known; one entry.
    """
    require(may_collect(actor, case, person))
    with change(
        actor,
        verb="support.give_testimony",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        row = new_testimony(entry, case, person, Testimony.Way.INTERVIEW)
        row.collected_by_id = actor.user_id
        receive(entry, row, said, occurred_on)
    return row


def read_over(
    actor: Actor, *, testimony: Testimony, keep: bool, quote: str = "", key: uuid.UUID | None = None
) -> Testimony:
    """Keep a testimony, perhaps by a passage of it (`quote`), or set it aside.

    Raises `Refused` (not received yet), `AlreadyDone`. Effects: its state; one entry.
    """
    require(may_collect(actor, testimony.case, testimony.person))
    house_id = testimony.house_id
    with change(actor, verb="support.read_testimony", houses=[house_id], key=key) as entry:
        testimony.refresh_from_db()
        if testimony.state == Testimony.State.ASKED or testimony.erased_on is not None:
            raise Refused("Il n’y a rien à relire ici.")
        testimony.state = Testimony.State.KEPT if keep else Testimony.State.ASIDE
        testimony.quote = quote.strip() if keep else testimony.quote
        testimony.save(update_fields=["state", "quote"])
        mention_testimony(entry, testimony)
    return testimony


def say_consents(
    actor: Actor,
    *,
    testimony: Testimony,
    consents: Mapping[str, str],
    token: str = "",
    key: uuid.UUID | None = None,
) -> list[ConsentSaid]:
    """Say again what a testimony may be used for: scope by use, "" or absent is taken back.

    The person from her space or by her link (`token`), or the team in her name; a link only takes
    back. What had been published for a use taken back becomes a task of the team. Raises `Refused`,
    `AlreadyDone`. Effects: a fact for each use that changes; one entry.
    """
    by_link = bool(token) and read_withdrawal(token) == testimony.pk
    if not by_link:
        require(may_consent(actor, testimony))
    house_id = testimony.house_id
    with change(actor, verb="support.say_consents", houses=[house_id], key=key) as entry:
        testimony.refresh_from_db()
        before = standing_consents(testimony)
        if by_link and any(
            scope != before.get(use, "") for use, scope in consents.items() if scope
        ):
            raise Refused("Ce lien sert à retirer un accord, non à en donner.")
        return say(entry, testimony, consents, entry.today)


def note_publication(
    actor: Actor,
    *,
    testimony: Testimony,
    use: str,
    occurred_on: datetime.date,
    key: uuid.UUID | None = None,
) -> TestimonyPublished:
    """Note where and when a testimony was shown, so that it can be taken off there.

    Raises `Refused` (no consent stands, noted already), `InTheFuture`, `AlreadyDone`. One entry.
    """
    require(may_collect(actor, testimony.case, testimony.person))
    house_id = testimony.house_id
    with change(actor, verb="support.publish_testimony", houses=[house_id], key=key) as entry:
        usable = Testimony.objects.usable_for(use, on=entry.today).filter(pk=testimony.pk)
        if not usable.exists():
            raise Refused("Aucun accord ne permet cet usage, ou le témoignage n’est pas retenu.")
        noted = TestimonyPublished.objects.now().filter(testimony=testimony, use_code=use)
        if noted.filter(occurred_on=occurred_on).exists():
            raise Refused("Cette publication est déjà notée à ce jour.")
        fact = TestimonyPublished(testimony=testimony, use_code=use, person_id=testimony.person_id)
        fact.about(testimony.case, occurred_on)
        entry.record(fact)
        mention_testimony(entry, testimony)
        settle(testimony.case)
    return fact


def erase_testimony(
    actor: Actor, *, testimony: Testimony, key: uuid.UUID | None = None
) -> Testimony:
    """Erase the words of a testimony for good; that it was given, allowed and shown stands.

    The team, or the person herself. Raises `Refused`, `AlreadyDone`. One entry.
    """
    require(may_consent(actor, testimony))
    house_id = testimony.house_id
    with change(actor, verb="support.erase_testimony", houses=[house_id], key=key) as entry:
        empty(Testimony.objects.filter(pk=testimony.pk))
        mention_testimony(entry, testimony)
    testimony.refresh_from_db()
    return testimony


def make_withdrawal_link(letter: Letter) -> str:
    """The address by which consents are taken back, for as long as the testimony is kept."""
    row = Testimony.objects.filter(pk=letter.about_id or 0, erased_on__isnull=True).first()
    if row is None:
        raise Refused("Ce témoignage est effacé : le courriel n’est pas parti.")
    return absolute("support:consents", write_withdrawal(row))
