"""Who acts for a job: kept when it is asked, built again when it runs."""

import dataclasses
from typing import Any

from probant.accounts.queries import standing_of
from probant.kernel.actor import Actor
from probant.kernel.roles import Role


def kept(actor: Actor) -> dict[str, Any]:
    """What a row keeps of an actor: ids, and the roles of a system actor."""
    return {
        "kind": actor.kind,
        "user": actor.user_id,
        "organisation": actor.organisation_id,
        "house": actor.house_id,
        "roles": sorted(role.value for role in actor.roles) if actor.is_system else [],
        "may_declare": actor.may_declare,
        "name": actor.name,
    }


def rebuilt(row: dict[str, Any]) -> Actor:
    """The actor of a job at this moment.

    A person acts with the roles held today in the organisation they asked for; one who holds none
    there any more is an actor without house or roles, whom every action refuses.
    """
    if row["kind"] == "system":
        roles = [Role(value) for value in row["roles"]]
        return Actor.system(row["house"], row["name"], roles=roles, may_declare=row["may_declare"])
    if row["user"] is None:
        return Actor.public()
    standing = standing_of(row["user"], row["organisation"]).actor
    if standing.organisation_id != row["organisation"]:
        return Actor(row["user"], None, None, frozenset())
    return dataclasses.replace(standing, may_declare=row["may_declare"])
