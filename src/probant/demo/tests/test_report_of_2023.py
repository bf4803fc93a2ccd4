"""Every number of the activity report of 2023 (its pages 5 to 13), with where each comes from.

The real document is shared beside the project (`shared`), never in it: where it is absent, the
comparison is skipped, saying so. Each number that it prints of the house's own activity is a figure
of the demonstration year, records of it that no figure counts, or a claim with its status; the
others are said not to be of the house's activity.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from probant.accounts.models import User
from probant.consortia.models import Said as SaidOfGroup
from probant.directory.models import House
from probant.gatherings.models import Session, SessionRole, Stand
from probant.indicators.definition import EVERYTHING, Scope
from probant.indicators.engine import measure
from probant.indicators.models import Claim
from probant.indicators.registry import indicator
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.reports.actions import create_publication
from probant.reports.outlines.activity import OUTLINE
from probant.reports.queries.publications import reading_of
from probant.reports.rules.typed_numbers import typed_numbers

pytestmark = pytest.mark.django_db
BEGINS, ENDS = "LE GÉNÉRATEUR : ACCOMPAGNEMENT DES TERRITOIRES", "LES TEMPS FORTS ET PERSPECTIVES"
WORDS = {"dizaine": 10, "trente": 30, "trois": 3}
DIFFERENT = Claim.Matching.DIFFERENT


@dataclass(frozen=True)
class Figure:
    """A figure of the year, perhaps narrowed to a programme."""

    code: str
    programme: str = ""

    def value(self, house: House) -> int:
        counted = indicator(self.code)
        assert counted is not None, self.code
        ids = house.programmes.filter(official_code=self.programme).values_list("pk", flat=True)
        scope = Scope(programme_ids=tuple(ids)) if self.programme else EVERYTHING
        year = Period.year(2023)
        return measure(counted, house_id=house.pk, period=year, scope=scope).value


@dataclass(frozen=True)
class Records:
    """Records of the year that no figure of the catalogue counts apart."""

    count: Callable[[House], int]

    def value(self, house: House) -> int:
        return self.count(house)


@dataclass(frozen=True)
class Said:
    """A claim kept beside the figures, not counted: it differs, or another counts it."""

    code: str

    def value(self, house: House) -> int:
        claim = Claim.objects.get(house=house, code=self.code, year=2023, matching=DIFFERENT)
        assert claim.matching_reason
        return int(claim.value_in(""))


@dataclass(frozen=True)
class Elsewhere:
    """A number that is not about the house's own activity, and whose it is."""

    whose: str


def trainings(words: str) -> Records:
    """The trainings of the year given to some of those who ask for them."""
    return Records(
        lambda house: Session.objects.filter(
            house=house, kind__official_code="formation", title__contains=words, state="held"
        ).count()
    )


def _collective(house: House) -> int:
    said = SaidOfGroup.objects.get(consortium__keeper=house, figure__programme_code="emergence")
    return int(said.claim.value_in(""))


def _round_tables(house: House) -> int:
    """Those of the 20th of November, where the house spoke without being their organiser."""
    tables = Session.objects.filter(house=house, kind__official_code="table-ronde")
    return tables.filter(starts_on__month=11, starts_on__day=20).count()


def _pitches(house: House) -> int:
    return SessionRole.objects.filter(house=house, part=SessionRole.Part.PITCHER).count()


def _stands(house: House) -> int:
    return Stand.objects.filter(session__house=house).count()


#: In the order of the pages: the number as printed, and where it comes from.
NUMBERS: tuple[tuple[str, Figure | Records | Said | Elsewhere], ...] = (
    ("3", Figure("territories.supported")),
    ("3", Figure("territories.visits")),
    ("dizaine", Said("gatherings.sessions_held")),
    ("trente", Said("gatherings.organisations")),
    ("3", Elsewhere("les années d’engagement des habitants de La Boucle")),
    ("dizaine", Elsewhere("les membres de La Boucle")),
    ("41", Figure("dla.organisations_supported")),
    ("28", Figure("dla.organisations_welcomed")),
    ("16", Figure("dla.diagnoses")),
    ("13", Figure("dla.individual_missions")),
    ("4", Figure("dla.collective_missions")),
    ("16", Figure("dla.collective_participants")),
    ("12", Figure("dla.follow_ups")),
    ("519", Figure("dla.jobs_consolidated")),
    ("2", Said("dla.providers_consulted")),
    ("Trois", Said("dla.mission_days")),
    ("21", Elsewhere("le nom de France Alzheimer 21")),
    ("3", Elsewhere("les journées, redites dans un témoignage")),
    ("56", Figure("creation.projects_welcomed")),
    ("26", Figure("creation.projects_supported")),
    ("5", Figure("creation.organisations_created")),
    ("9", Figure("creation.jobs_created")),
    ("24", Elsewhere("les mois d’un accompagnement, dits par une structure")),
    ("13", Figure("workshops.sessions")),
    ("5", Figure("workshops.sessions", "crdva")),
    ("2", Figure("workshops.sessions", "paroles-experts")),
    ("6", Figure("workshops.sessions", "emergence")),
    ("90", Records(_collective)),
    ("8", Figure("trainings.sessions")),
    ("6", trainings("IRTESS")),
    ("1", trainings("Francas")),
    ("1", trainings("IUT")),
    ("21", Elsewhere("le nom du Pôle d’Économie Solidaire 21")),
    ("10", Records(_pitches)),
    ("3", Elsewhere("les minutes d’un pitch")),
    ("2", Records(_round_tables)),
    ("10", Records(_stands)),
)


@pytest.fixture(scope="module")
def pages(shared: Path) -> str:
    """Pages 5 to 13 of the report."""
    report = next((shared / "seeds").glob("001_*.txt")).read_text(encoding="utf-8")
    return report[report.index(BEGINS) : report.index(ENDS)]


def test_every_number_of_the_report_is_told_where_it_comes_from(pages: str) -> None:
    assert [one.text for one in typed_numbers(pages)] == [printed for printed, _ in NUMBERS]


@pytest.mark.parametrize(
    ("printed", "origin"),
    [one for one in NUMBERS if not isinstance(one[1], Elsewhere)],
    ids=lambda one: one if isinstance(one, str) else type(one).__name__.lower(),
)
def test_a_number_of_the_report_is_a_figure_or_a_claim_of_the_year(
    printed: str, origin: Figure | Records | Said, demonstration: House
) -> None:
    said = WORDS.get(printed.lower()) or int(printed)
    value = origin.value(demonstration)
    assert value == said


def test_the_activity_report_has_the_sections_of_the_real_one_in_its_order(pages: str) -> None:
    headings = {
        "Le Générateur : accompagnement des territoires": BEGINS,
        "L’activité du DLA": "L'ACTIVITE DU DLA EN 2023",
        "Création et reprise de structures de l’ESS": "CREATION ET REPRISE DE STRUCTURES",
        "Sensibilisation et formations": "\nSENSIBILISATION ET FORMATIONS",
        "Partenariat avec la ville et la métropole": "PARTENARIAT AVEC LA METROPOLE",
        "Club des entrepreneurs de l’ESS": "CLUB DES ENTREPRENEURS DE L'ESS",
    }
    printed = [pages.index(words) for words in headings.values()]
    assert printed == sorted(printed)
    titles = [one.title for one in OUTLINE.blocks if one.title in headings]
    assert titles == list(headings)


def test_the_activity_report_says_every_figure_of_the_real_one(demonstration: House) -> None:
    user = User.objects.get(email="direction@demo.probant.fr")
    actor = Actor(user.pk, demonstration.pk, demonstration.pk, frozenset({Role.DIRECTION}))
    made = create_publication(actor, title="Rapport", year=2023, outline=OUTLINE.slug)
    said = {code for code, _, _ in reading_of(made, actor).reader.used}
    wanted = {one.code for _, one in NUMBERS if isinstance(one, Figure)}
    assert wanted - said == set()


def test_each_claim_of_the_report_says_the_words_that_it_prints(
    shared: Path, demonstration: House
) -> None:
    report = next((shared / "seeds").glob("001_*.txt")).read_text(encoding="utf-8")
    plain = re.sub(r"[\s*]+", " ", report)
    for claim in Claim.objects.filter(house=demonstration, source="Rapport d’activité 2023"):
        assert claim.words in plain, claim.words
