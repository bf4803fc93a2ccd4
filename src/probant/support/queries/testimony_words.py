"""How testimonies are told: given, allowed for a use, taken back, published."""

from typing import Any

from probant.support.models import ConsentSaid, TestimonyGiven, TestimonyPublished
from probant.support.models.choices import SHIPPED
from probant.support.queries.happenings import Kind, register
from probant.ui.hrefs import href_pattern

TESTIMONIES = "témoignages"
USES = dict(SHIPPED["use"])


def say_use(code: str) -> str:
    """A use in words, as every house begins with it; one of the house's own by its code.

    >>> say_use("presse"), say_use("lettre-interne")
    ('la presse', 'lettre interne')
    """
    return USES.get(code, code.replace("-", " "))


def _page(fact: Any) -> str:
    return href_pattern("support:testimony") % fact.testimony_id


def _said(fact: Any) -> str:
    use = say_use(fact.use_code)
    return f"Témoignage autorisé pour {use}" if fact.scope else f"Témoignage retiré pour {use}"


def tell_all() -> None:
    """Register these kinds."""
    for kind in (
        Kind(
            "temoignage",
            TESTIMONIES,
            TestimonyGiven,
            tell=lambda _: "Témoignage recueilli",
            detail=lambda fact: str(fact.get_way_display()),
            href=_page,
            order=70,
        ),
        Kind(
            "accord",
            TESTIMONIES,
            ConsentSaid,
            tell=_said,
            detail=lambda fact: str(fact.get_scope_display()) if fact.scope else "",
            href=_page,
            voidable=False,
            order=71,
        ),
        Kind(
            "publication",
            TESTIMONIES,
            TestimonyPublished,
            tell=lambda fact: f"Témoignage publié dans {say_use(fact.use_code)}",
            href=_page,
            order=72,
        ),
    ):
        register(kind)
