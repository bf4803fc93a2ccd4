"""The way into a space without a password: a link by e-mail, asked for or sent with an invitation.

Whether an address is known is told to nobody: asking always queues the same job, and answers the
same page. The link itself is made when the letter leaves (`accounts.links`).
"""

import datetime

from django.urls import reverse
from django.utils import timezone

from probant.accounts.links import make_link, may_enter
from probant.accounts.models import Membership, User
from probant.directory.models import House, Person
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.kernel.work import Outcome, Run
from probant.post.addresses import absolute
from probant.post.jobs import enqueue
from probant.post.letters import secret_place, write_letter
from probant.post.models import Letter

ASKED, INVITED = "entrer dans mon espace", "première visite de mon espace"  # places in letters
LIVES = {ASKED: datetime.timedelta(hours=1), INVITED: datetime.timedelta(days=3)}
SPACE = "space"  # what such letters are about: the user
GUESTS = (Role.HOLDER.value, Role.VOLUNTEER.value)  # the roles that a link opens


def number_of(user: User) -> int | None:
    """What a link opens for an account: her own case's space first, else where she volunteers."""
    held = Membership.objects.held_on(timezone.localdate()).filter(user=user, role__in=GUESTS)
    rows = sorted(held, key=lambda one: (one.role != Role.HOLDER, one.pk))
    for one in rows:
        if one.organisation_id is not None:
            return int(one.organisation_id)
        if one.person_id is not None:
            return -int(one.person_id)
    return None


def house_of(user: User) -> int | None:
    """The house in whose name a link is sent: the one whose person she is, or where she helps."""
    held = Membership.objects.held_on(timezone.localdate()).filter(user=user, role__in=GUESTS)
    for one in held.select_related("person").order_by("role", "pk"):  # holder before volunteer
        if one.person is not None:
            return int(one.person.house_id)
        if House.objects.filter(pk=one.organisation_id or 0).exists():
            return one.organisation_id
    return None


def ask_link(address: str) -> None:
    """Queue the sending of a link to whoever has this address; the same work where nobody has."""
    known = User.objects.filter(email=address.strip().lower(), is_active=True)
    number = known.values_list("pk", flat=True).first()
    house_id = House.objects.order_by("pk").values_list("pk", flat=True).first()
    sender = Actor.system(house_id, "portal")
    enqueue(sender, "portal.link", arguments={"user": number or 0})


def send_link(run: Run, user: int) -> Outcome:
    """The job: write the letter, where the account is one that a link opens."""
    found = User.objects.filter(pk=user, is_active=True).first()
    house_id = house_of(found) if found else None
    number = number_of(found) if found else None
    if found is None or house_id is None or number is None or not may_enter(found, number):
        return Outcome("Rien à envoyer.")
    sender = Actor.system(house_id, "portal")
    with change(sender, verb="portal.send_link", houses=[house_id], key=run.key) as entry:
        write_entry_letter(entry, found, ASKED, "portal/mail/link.txt", "Entrer dans votre espace")
    return Outcome("Lien envoyé.")


def write_entry_letter(
    entry: Entry, user: User, place: str, template: str, subject: str, **context: object
) -> None:
    """Write the letter that holds a link, inside an open entry."""
    house_id = entry.house_id
    person = Person.objects.filter(house_id=house_id, memberships__user=user).first()
    write_letter(
        entry,
        to=user.email,
        subject=subject,
        template=template,
        context={
            "house": House.objects.select_related("organisation").get(pk=house_id),
            "place": secret_place(place),
            "again": absolute("portal:entry"),
            **context,
        },
        about=(SPACE, user.pk),
        person=person,
        user=user,
    )


def make_entry(place: str, letter: Letter) -> str:
    """The address that a letter holds; made now. Raises `Refused` where the space is closed."""
    user = User.objects.filter(pk=letter.user_id or 0).first()
    number = number_of(user) if user else None
    if user is None or number is None or not may_enter(user, number):
        raise Refused("L’espace est fermé, ou protégé par un deuxième code : rien n’est parti.")
    return reverse("portal:enter", args=[make_link(user, number, LIVES[place])])


def make_asked(letter: Letter) -> str:
    """The address of a link that was asked for."""
    return make_entry(ASKED, letter)


def make_invited(letter: Letter) -> str:
    """The address of an invitation."""
    return make_entry(INVITED, letter)
