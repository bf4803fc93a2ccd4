"""What screens of several rooms ask: who wrote what."""

from probant.accounts.models import User


def names_of(user_ids: set[int | None]) -> dict[int | None, str]:
    """Shown names of users by id, in one query; none where nobody is asked for."""
    wanted = {number for number in user_ids if number is not None}
    if not wanted:
        return {}
    users = User.objects.filter(pk__in=wanted).values_list("pk", "name", "email")
    return {pk: name or email for pk, name, email in users}
