"""Who gave hours in a year, and who has the letter that says so."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from probant.directory.models import Person
from probant.engagement.models import VolunteerHours, VolunteerPaper
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.kernel.roles import TEAM


@dataclass(frozen=True)
class Thanked:
    """A volunteer of a year: minutes validated, and the letter where it was drawn."""

    person: Person
    minutes: int
    paper: VolunteerPaper | None


def letters_of_year(actor: Actor, year: int) -> list[Thanked]:
    """The volunteers who gave hours in a year, by name, for the team. Three queries."""
    if actor.house_id is None or not actor.has(*TEAM):
        return []
    minutes = _minutes(actor.house_id, year)
    papers = {one.person_id: one for one in letters(actor.house_id, year)}
    people = Person.objects.filter(pk__in=minutes, erased_on__isnull=True).order_by("name_key")
    return [Thanked(one, minutes[one.pk], papers.get(one.pk)) for one in people]


def letters(house_id: int, year: int) -> QuerySet[VolunteerPaper]:
    """The letters of a year, by name; those of people who were erased left out."""
    rows = VolunteerPaper.objects.filter(
        house_id=house_id,
        kind=VolunteerPaper.Kind.LETTER,
        starts_on__year=year,
        person__erased_on__isnull=True,
    )
    return rows.select_related("person", "house__organisation").order_by("person__name_key", "pk")


def without_letter(house_id: int, year: int) -> list[int]:
    """People who gave hours in a year and have no letter of it. Two queries."""
    held = set(letters(house_id, year).values_list("person_id", flat=True))
    return sorted(_minutes(house_id, year).keys() - held)


def _minutes(house_id: int, year: int) -> dict[int, int]:
    facts = VolunteerHours.objects.now().filter(
        house_id=house_id, person__isnull=False, person__erased_on__isnull=True
    )
    rows = facts.during(Period.year(year)).order_by().values_list("person_id")
    return dict(rows.annotate(total=Sum("minutes")))
