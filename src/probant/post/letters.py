"""Writing a letter: inside the change that it tells of, or by itself; it leaves afterwards."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac

from probant.accounts.models import User
from probant.directory.models import Person
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.registry import Registry
from probant.post.access import may_write_letters
from probant.post.jobs import enqueue
from probant.post.models import Letter, Unsubscription

LETTER = "letter"  # kind of the timeline
MONDAY = "monday"  # category of the weekly mail

#: Categories of letters that an address may refuse: code → words ("le courriel du lundi").
CATEGORIES: Registry[str] = Registry("letter categories")
#: Addresses that only the reader of a letter may know: code → makes one when the letter leaves.
#: What is kept of the letter holds `secret_place(code)` instead. Raises `Refused`: it cannot leave.
SECRETS: "Registry[Callable[[Letter], str]]" = Registry("letter secrets")


def secret_place(code: str) -> str:
    """What stands in the text of a letter where an address of `SECRETS` will be."""
    return f"[lien personnel : {code}]"


def write_letter(
    entry: Entry,
    *,
    to: str,
    subject: str,
    text: str = "",
    template: str = "",
    context: Mapping[str, Any] | None = None,
    html: str = "",
    calendar: str = "",
    about: tuple[str, int] | None = None,
    person: Person | None = None,
    user: User | None = None,
    category: str = "",
    key: str | None = None,
) -> Letter | None:
    """Write a letter inside an open change; it leaves once the change stands.

    `template` (with `context`) or `text` gives the words; `calendar` is the text of an .ics file,
    joined. `about` puts it on the timeline of an object; `person` ties it to somebody who may be
    erased; `user` to a colleague. With a `category`, an address that refused it gets nothing.
    Returns None where a letter of the same `key` was written before. Raises `Refused` where the
    address or the words cannot be sent.
    """
    if category:
        CATEGORIES[category]
    if key is not None and Letter.objects.filter(key=key).exists():
        return None
    address, words = _checked(to), (text or _rendered(template, context)).strip()
    if not words:
        raise Refused("Un courriel vide ne dit rien.")
    kind, number = about or ("", None)
    letter = Letter.objects.create(
        house_id=entry.house_id,
        person=person,
        user=user,
        to=address,
        subject=_one_line(subject)[:200],
        text=words + "\n",
        html=html,
        calendar=calendar,
        category=category,
        about_kind=kind,
        about_id=number,
        key=key,
        written_at=entry.at,
        state=(
            Letter.State.SKIPPED
            if category and is_unsubscribed(entry.house_id, address, category)
            else Letter.State.QUEUED
        ),
    )
    entry.mention(LETTER, letter.pk)
    if kind and number is not None:
        entry.mention(kind, number)
    if person is not None:
        entry.mention("person", person.pk)
    if letter.state == Letter.State.QUEUED:
        queue_letter(letter)
    return letter


def send_letter(
    actor: Actor, *, house_id: int, request_key: uuid.UUID | None = None, **letter: Any
) -> Letter | None:
    """Write a letter by itself: as `write_letter`, in an entry of its own.

    Raises `Refused`, `AlreadyDone`. Effects: the letter, the job that sends it; one entry.
    """
    require(may_write_letters(actor, house_id))
    with change(actor, verb="post.send_letter", houses=[house_id], key=request_key) as entry:
        return write_letter(entry, **letter)


def queue_letter(letter: Letter) -> None:
    """Ask for the sending of a letter, in the transaction that is open."""
    sender = Actor.system(letter.house_id, "post")
    label = f"Envoi d’un courriel à {letter.to}"
    enqueue(sender, "post.send", label=label, arguments={"letter": letter.pk})


def send_again(actor: Actor, letter: Letter) -> None:
    """Try once more a letter that failed, or that never left.

    Raises `Refused`. Effects: the letter is queued; one entry.
    """
    require(may_write_letters(actor, letter.house_id))
    with change(actor, verb="post.send_again", houses=[letter.house_id]) as entry:
        held = Letter.objects.get(pk=letter.pk)
        if held.state not in (Letter.State.FAILED, Letter.State.QUEUED) or not held.to:
            raise Refused("Ce courriel est déjà parti, ou n’a plus d’adresse.")
        held.state, held.reason, held.attempts = Letter.State.QUEUED, "", 0
        held.save(update_fields=["state", "reason", "attempts"])
        entry.mention(LETTER, held.pk)
        queue_letter(held)


def letters_about(kind: str, number: int, *, house_id: int) -> list[Letter]:
    """The letters about an object, newest first; one query."""
    about = Letter.objects.filter(house_id=house_id, about_kind=kind, about_id=number)
    return list(about.order_by("-written_at", "-id")[:50])


def unsubscribe(house_id: int, address: str, category: str) -> None:
    """Send no more letters of a category to an address; again changes nothing."""
    Unsubscription.objects.get_or_create(
        house_id=house_id,
        address_digest=digest_of(house_id, address),
        category=category,
        defaults={"since": timezone.now()},
    )


def subscribe_again(house_id: int, address: str, category: str) -> None:
    """Take an unsubscription back."""
    Unsubscription.objects.filter(
        house_id=house_id, address_digest=digest_of(house_id, address), category=category
    ).delete()


def is_unsubscribed(house_id: int, address: str, category: str) -> bool:
    """Whether an address refused a category."""
    return Unsubscription.objects.filter(
        house_id=house_id, address_digest=digest_of(house_id, address), category=category
    ).exists()


def digest_of(house_id: int, address: str) -> str:
    """What is kept of an address that refused: it is recognised, it cannot be read."""
    known = f"{house_id} {address.strip().lower()}"
    return salted_hmac("post.unsubscription", known, algorithm="sha256").hexdigest()


def _checked(to: str) -> str:
    address = to.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(f"L’adresse « {address} » n’est pas une adresse de courriel.") from error
    return address


def _rendered(template: str, context: Mapping[str, Any] | None) -> str:
    return render_to_string(template, dict(context or {})) if template else ""


def _one_line(subject: str) -> str:
    return " ".join(subject.split())
