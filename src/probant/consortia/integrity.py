"""What collectives must hold: no house is counted once where it counts two."""

from collections.abc import Iterator

from probant.consortia.identity import session_pairs
from probant.consortia.models import Consortium, Sharing
from probant.consortia.rules import groups_of, twice_in_one
from probant.gatherings.models import Session
from probant.kernel.cut import Cut
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken


def sessions() -> Iterator[Finding]:
    """`consortia.session`: two sessions of one house are said to be one."""
    for consortium in Consortium.objects.order_by("pk"):
        for group in groups_of(session_pairs(consortium, Cut.now())):
            held = Session.objects.filter(pk__in=group).values_list("house_id", "pk")
            if twice_in_one(group, held) is not None:
                yield broken(
                    "consortia.session",
                    f"Collectif {consortium.pk} : les rencontres {group} sont dites une seule, "
                    "deux sont d’une même maison.",
                )


def sharings() -> Iterator[Finding]:
    """`consortia.sharing`: a figure is shared by a house that never accepted."""
    wrong = Sharing.objects.filter(withdrawn_on__isnull=True, member__accepted_on__isnull=True)
    for pk in wrong.order_by("pk").values_list("pk", flat=True):
        yield broken("consortia.sharing", f"Le partage {pk} est d’une maison qui n’est pas membre.")


CHECKS = (
    Check("consortia.session", "rencontres dites communes à plusieurs maisons", sessions),
    Check("consortia.sharing", "chiffres partagés et membres qui ont accepté", sharings),
)
