"""The space of a project holder: which cases are hers, and the certificates drawn from them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, Person
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.support.models.cases import Case, CaseQuerySet
from probant.support.models.parties import CaseMember

#: The parts in a project that its own space shows the case to.
BEARERS = (CaseMember.Part.HOLDER, CaseMember.Part.CO_HOLDER)


def cases_held_by(actor: Actor | None) -> CaseQuerySet:
    """The cases that an actor sees in a holder's space: her project's, her structure's.

    Only with the role of holder, as the person that the house's books know, and in that house:
    somebody's other hats show nothing here, and another house's case of the same structure is not
    shared by this one's invitation. Cases opened by mistake are left out.
    """
    if actor is None or actor.person_id is None or not actor.has(Role.HOLDER):
        return Case.objects.none()
    borne = CaseMember.objects.standing().filter(person_id=actor.person_id, part__in=BEARERS)
    mine = Q(pk__in=borne.values("case_id"))
    if actor.organisation_id is not None:
        mine |= Q(organisation_id=actor.organisation_id)
    own_house = Person.objects.filter(pk=actor.person_id, erased_on__isnull=True)
    held = Case.objects.filter(mine, house__in=own_house.values("house_id"))
    return held.exclude(outcome=Case.Outcome.MISTAKE)


class CertificateQuerySet(models.QuerySet["SupportCertificate"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the house, for its team; one's own, for a holder whose space is open."""
        if actor is None:
            return self.none()
        if actor.house_id is not None and actor.has(*TEAM):
            return self.filter(house_id=actor.house_id)
        return self.filter(person_id=actor.person_id or 0, case__in=cases_held_by(actor))


class SupportCertificate(models.Model):
    """A certificate given to a person: what it says is read from the facts as of `seq`.

    Who holds the paper checks it by `code`. It keeps no text: a person erased is no longer named.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="certificates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    code = models.CharField("numéro", max_length=16, unique=True)
    issued_on = models.DateField("établie le")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    seq = models.BigIntegerField(editable=False)

    objects = CertificateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code
