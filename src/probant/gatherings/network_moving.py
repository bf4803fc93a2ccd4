"""What follows a structure of gatherings when two sheets become one: its places in networks."""

from probant.directory.moving import following
from probant.gatherings.models import Affiliation, NetworkMember
from probant.kernel.merging import MERGING


def register() -> None:
    """Register what gatherings move."""
    MERGING.register(
        "gatherings.network_member",
        following(
            "places dans un réseau", lambda house: NetworkMember.objects.filter(house_id=house)
        ),
        order=70,
    )
    MERGING.register(
        "gatherings.affiliation",
        following("adhésions et mandats", lambda house: Affiliation.objects.filter(house_id=house)),
        order=71,
    )
