"""Users, memberships, links that sign in once: one person, a role in each organisation."""

import datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from probant.directory.models import Organisation, Person
from probant.kernel.actor import Actor
from probant.kernel.roles import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user; the address is kept in lower case, it is the sign-in name."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in. The name is shown beside what they wrote; it may be erased."""

    email = models.EmailField("courriel", unique=True)
    name = models.CharField("nom", max_length=120, blank=True)
    is_active = models.BooleanField("actif", default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Memberships of the actor's own organisation, for its direction; one's own otherwise."""
        if actor is None:
            return self.none()
        own = Q(user_id=actor.user_id)
        if actor.has(Role.DIRECTION):
            own |= Q(organisation_id=actor.organisation_id)
        return self.filter(own)

    def held_on(self, day: datetime.date) -> Self:
        """Roles held on a day."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        return self.filter(begun).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Membership(models.Model):
    """A role of a user in an organisation, between two dates.

    `person` says who they are in a house's books: what is kept about them there, the cases in which
    they are a party. A holder of a project not yet born has no organisation, only a person.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField("rôle", max_length=16, choices=[(r.value, r.label) for r in Role])
    starts_on = models.DateField("depuis", null=True, blank=True)
    ends_on = models.DateField("jusqu'au", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends_on__isnull=True),
                name="membership_once",
                violation_error_message="Cette personne a déjà ce rôle.",
            ),
            models.UniqueConstraint(
                fields=["user", "person"],
                condition=Q(organisation__isnull=True, ends_on__isnull=True),
                name="membership_space_once",
                violation_error_message="Cette personne a déjà son espace.",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(role="holder", person__isnull=False),
                name="membership_somewhere",
                violation_error_message="Un rôle se tient dans une structure.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="membership_dates",
                violation_error_message="La fin d'un rôle ne peut précéder son début.",
            ),
        ]


class SignInLink(models.Model):
    """A link sent by e-mail that opens one session of one account, once, until an instant.

    What the letter holds is never kept: `digest` recognises it. `number` is what the account acts
    for then (`queries.Standing.choices`).
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links")
    number = models.BigIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-made_at"], name="sign_in_link_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="sign_in_link_lasts"
            )
        ]

    def __str__(self) -> str:
        return f"lien {self.pk}"
