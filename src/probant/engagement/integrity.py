"""What engagement keeps twice: hours declared and their fact, values and rates, whole days."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum

from probant.engagement.models import DeclaredHours, StaffTime, VolunteerHours
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken

A_DAY = 24 * 60


def declared() -> Iterator[Finding]:
    """`engagement.declared`: hours validated are not those of the person who declared them."""
    same = Q(fact__person=F("person"), fact__house_id=F("house_id"))
    wrong = DeclaredHours.objects.filter(fact__isnull=False).exclude(same).order_by("pk")
    for pk in wrong.values_list("pk", flat=True):
        yield broken(
            "engagement.declared", f"Les heures déclarées {pk} ne sont pas celles du fait compté."
        )


def valued() -> Iterator[Finding]:
    """`engagement.valued`: hours have a value without a rate, or a rate without a value."""
    wrong = VolunteerHours.objects.now().filter(
        Q(rate__isnull=True, value_cents__isnull=False)
        | Q(rate__isnull=False, value_cents__isnull=True)
    )
    for pk in wrong.order_by("pk").values_list("pk", flat=True):
        yield broken("engagement.valued", f"Les heures {pk} n’ont pas leur valeur avec leur taux.")


def days() -> Iterator[Finding]:
    """`engagement.day`: the time of a person passes 24 hours on a day."""
    for kind, named in ((StaffTime, "de travail"), (VolunteerHours, "de bénévolat")):
        rows = kind.objects.now().order_by().values("person_id", "occurred_on")
        over = rows.annotate(total=Sum("minutes")).filter(total__gt=A_DAY)
        for person, day, total in over.values_list("person_id", "occurred_on", "total"):
            yield broken(
                "engagement.day",
                f"Personne {person}, {day} : {total} minutes {named}, plus qu’un jour n’en compte.",
            )


CHECKS = (
    Check("engagement.declared", "heures déclarées et validées", declared),
    Check("engagement.valued", "valeurs des heures et taux", valued),
    Check("engagement.day", "jours de 24 heures", days),
)
