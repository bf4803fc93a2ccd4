"""How orientations and introductions are told on the page of a case."""

from typing import Any

from probant.support.models import (
    IntroductionMade,
    IntroductionOutcome,
    Referral,
    ReferralOutcome,
    Sequel,
)
from probant.support.queries.happenings import Kind, register

HANDED = "orientations et mises en relation"


def tell_referral(fact: Any) -> str:
    """« Orienté vers France Active »."""
    way = Referral.Direction(fact.direction).label
    return f"{str(way).capitalize()} {fact.body.name}"


def other_of(fact: Any) -> str:
    """Whom an introduction is made to."""
    if fact.introduced_to is not None:
        return str(fact.introduced_to.name)
    return str(fact.introduced_person or "")


def tell_introduction(fact: Any) -> str:
    """« Mise en relation avec le Foyer rural »."""
    return f"Mise en relation avec {other_of(fact)}"


def tell_sequel(fact: Any) -> str:
    """« Suite de l’orientation : la rencontre a eu lieu »."""
    of = "de l’orientation" if isinstance(fact, ReferralOutcome) else "de la mise en relation"
    return f"Suite {of} : {Sequel(fact.outcome).label}"


def tell_door() -> None:
    """Register the kinds of the door."""
    register(Kind("orientation", HANDED, Referral, tell=tell_referral, related=("body",), order=80))
    register(
        Kind(
            "suite-orientation",
            HANDED,
            ReferralOutcome,
            tell=tell_sequel,
            detail=lambda fact: str(fact.body.name),
            related=("body",),
            order=81,
        )
    )
    register(
        Kind(
            "mise-en-relation",
            HANDED,
            IntroductionMade,
            tell=tell_introduction,
            related=("introduced_to", "introduced_person"),
            order=82,
        )
    )
    register(
        Kind(
            "suite-relation",
            HANDED,
            IntroductionOutcome,
            tell=tell_sequel,
            detail=lambda fact: fact.introduced_to.name if fact.introduced_to else "",
            related=("introduced_to",),
            order=83,
        )
    )
