"""What follows a structure of support when two sheets become one: cases, missions."""

from probant.directory.moving import following, linked
from probant.kernel.merging import MERGING
from probant.support.models import Case, JobFact, Mission


def warnings_of(house_id: int, merged_id: int, kept_id: int) -> list[str]:
    """What would be told twice of one structure: consolidated jobs of a year, an open case."""
    jobs = JobFact.objects.now().filter(house_id=house_id, kind=JobFact.Kind.CONSOLIDATED)
    noted = [
        set(jobs.filter(organisation_id=pk).values_list("programme_id", "year"))
        for pk in (merged_id, kept_id)
    ]
    years = sorted({year for _, year in noted[0] & noted[1]})
    said = [
        f"Les emplois consolidés de {year} sont notés sur les deux fiches : annulez l’un des deux, "
        "sinon ils comptent deux fois."
        for year in years
    ]
    opened = Case.objects.filter(house_id=house_id, state=Case.State.OPEN)
    programmes = [
        dict(opened.filter(organisation_id=pk).values_list("programme_id", "programme__name"))
        for pk in (merged_id, kept_id)
    ]
    both = sorted(name for pk, name in programmes[0].items() if pk in programmes[1])
    return said + [
        f"Un dossier « {name} » est ouvert sur chacune des deux fiches." for name in both
    ]


def register() -> None:
    """Register what support moves."""
    MERGING.register(
        "support.case",
        following(
            "dossiers",
            lambda house: Case.objects.filter(house_id=house),
            mention="case",
            warn=warnings_of,
        ),
        order=30,
    )
    MERGING.register(
        "support.mission",
        following(
            "missions confiées",
            lambda house: Mission.objects.filter(house_id=house),
            "provider",
            mention="mission",
        ),
        order=40,
    )
    MERGING.register(
        "support.mission_co_provider",
        linked(
            "missions partagées",
            Mission.co_providers.through,
            lambda house: Mission.objects.filter(house_id=house),
            owner="mission",
        ),
        order=50,
    )
