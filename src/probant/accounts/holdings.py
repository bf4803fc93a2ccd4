"""What accounts hold of a person of a house: the account, its roles."""

from collections.abc import Iterator

from probant.accounts.models import Membership, User
from probant.kernel.holdings import Section
from probant.kernel.roles import Role


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """The account that is this person's and the roles that it has there."""
    roles = Membership.objects.filter(person_id=person_id, person__house_id=house_id)
    users = User.objects.filter(pk__in=roles.values("user_id")).order_by("pk")
    yield Section(
        "Compte",
        ("nom", "courriel", "dernière connexion"),
        tuple(
            (one.name, one.email, one.last_login.date() if one.last_login else None)
            for one in users
        ),
    )
    columns = ("role", "organisation__name", "starts_on", "ends_on")
    yield Section(
        "Rôles",
        ("rôle", "structure", "depuis", "jusqu’au"),
        tuple(
            (Role(role).label, name or "", starts_on, ends_on)
            for role, name, starts_on, ends_on in roles.order_by("id").values_list(*columns)
        ),
    )
