"""Who is signed in: the sign-in library's backend, whose every page asks with one statement."""

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from probant.accounts.models import User
from probant.journal.prepared import Prepared

FIELDS = tuple(field.attname for field in User._meta.concrete_fields)


@cache
def _user() -> Prepared:
    def build(user: int) -> QuerySet[User, Any]:
        return User.objects.filter(pk=user).values(*FIELDS)

    return Prepared(build, "user")


class Backend(AuthenticationBackend):  # type: ignore[misc,unused-ignore]
    """The project's one authentication backend."""

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session; None where they are gone or no longer active. One query."""
        rows = _user().rows(user=int(user_id))
        if not rows:
            return None
        user = User.from_db("default", FIELDS, list(rows[0].values()))
        return user if self.user_can_authenticate(user) else None
