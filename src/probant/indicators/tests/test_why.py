"""Why a figure moved: the account adds up whatever the measure, and each line shows its facts."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.indicators.account import Account, Reading, account_of
from probant.indicators.between import Between
from probant.indicators.definition import EVERYTHING
from probant.indicators.registry import catalogue
from probant.indicators.registry import indicator as find
from probant.indicators.tests.random_year import YEAR, RandomYear
from probant.indicators.tests.scenario import Small, small_house
from probant.journal.door import change
from probant.journal.guards import fact_models
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date
from probant.kernel.period import Period
from probant.programmes.actions import create_action, set_action_scope
from probant.support.actions import replace_fact, void_fact
from probant.support.models import Case, PhaseReached

pytestmark = pytest.mark.django_db
Day = datetime.date
FIGURE = "/chiffres/dla.organisations_welcomed/"
PAGE = f"{FIGURE}pourquoi/"
MARCH, MAY = Day(2021, 3, 21), Day(2021, 5, 31)
ASKED = "annee=2021&entre=21/03/2021&et=31/05/2021"


@pytest.fixture
def small() -> Small:
    return small_house()


def text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split()).replace("\u202f", " ")


def told(client: Client, query: str = ASKED, page: str = PAGE) -> str:
    answer = client.get(f"{page}?{query}")
    assert answer.status_code == 200
    return text(answer.content.decode().partition("<main")[2].partition("</main>")[0])


def part(client: Client, anchor: str, query: str = ASKED) -> str:
    page = client.get(f"{PAGE}?{query}").content.decode()
    return text(page.partition(f'id="{anchor}"')[2].partition("</section>")[0])


def rows(client: Client, query: str = ASKED) -> list[tuple[str, ...]]:
    page = client.get(f"{PAGE}?{query}").content.decode().partition("<table")[2]
    lines = re.findall(r"<tr>(.*?)</tr>", page.partition("</table>")[0], re.DOTALL)[1:]
    return [
        tuple(text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line))
        for line in lines
    ]


def fact_of(case: Case) -> PhaseReached:
    return PhaseReached.objects.get(case=case, void_seq=None)


def replaced(small: Small, case: Case, known_on: Day, on: Day) -> PhaseReached:
    """A correction that was known on a day."""
    old = fact_of(case)
    new = old.amended(occurred_on=on)
    with change(small.system, verb="essai", houses=[small.house.pk], declared_on=known_on) as entry:
        entry.replace(old, new, code="error")
    return new


def voided(small: Small, case: Case, known_on: Day) -> None:
    with change(small.system, verb="essai", houses=[small.house.pk], declared_on=known_on) as entry:
        entry.void(fact_of(case), code="duplicate")


# --- the account ---------------------------------------------------------------------------------
def test_account_goes_from_one_value_to_the_other_cause_by_cause(small: Small) -> None:
    client = small.client()
    small.welcome("Alpha", known_on=Day(2021, 3, 10))
    gone = small.welcome("Béta", known_on=Day(2021, 3, 12))
    moved = small.welcome("Gamma", known_on=Day(2021, 3, 12))
    small.welcome("Delta", known_on=Day(2021, 4, 2))
    small.welcome("Epsilon", known_on=Day(2021, 5, 3))
    voided(small, gone, Day(2021, 4, 5))
    replaced(small, moved, Day(2021, 4, 6), Day(2020, 12, 15))
    assert rows(client) == [
        ("Le 21 mars 2021", "", "3"),
        ("Annulés depuis", "1 fait", "− 1"),
        ("Corrigés depuis", "1 fait", "− 1"),
        ("Notés après coup", "2 faits", "+ 2"),
        ("Le 31 mai 2021", "", "3"),
    ]
    assert "3 le 21 mars 2021 comme le 31 mai 2021" in told(client)
    assert "Béta" in part(client, "faits-voided") and "doublon" in part(client, "faits-voided")
    corrected = part(client, "faits-corrected")
    assert "Gamma date : 4 mars 2021 → 15 décembre 2020 ; sort de ce chiffre" in corrected
    late = part(client, "faits-late")
    assert "Delta + 1" in late and "Epsilon + 1" in late and "Alpha" not in late


def test_a_late_fact_of_a_structure_that_counts_already_moves_nothing_and_says_so(
    small: Small,
) -> None:
    first = small.welcome("Alpha", known_on=Day(2021, 3, 10))
    with change(
        small.system, verb="essai", houses=[small.house.pk], declared_on=Day(2021, 4, 1)
    ) as entry:
        other = Case.objects.create(
            house=small.house,
            organisation=first.organisation,
            programme=small.programme,
            version=first.version,
            opened_on=first.opened_on,
            touched_on=first.touched_on,
        )
        entry.record(fact_of(first).amended(case_id=other.pk))
    client = small.client()
    assert rows(client)[1:-1] == [("Notés après coup", "1 fait", "0")]
    assert "Alpha compte par un autre fait" in part(client, "faits-late")


def test_what_was_noted_and_voided_in_between_is_no_part_of_the_account(small: Small) -> None:
    voided(small, small.welcome("Alpha", known_on=Day(2021, 4, 2)), Day(2021, 4, 9))
    page = told(small.client())
    assert "Rien n’a été noté, corrigé ni annulé entre ces deux jours" in page
    assert "Alpha" not in page


def test_a_fact_noted_in_between_then_corrected_in_between_is_a_late_fact(small: Small) -> None:
    case = small.welcome("Alpha", known_on=Day(2021, 4, 2))
    replaced(small, case, Day(2021, 4, 9), Day(2021, 3, 3))
    assert rows(small.client())[1:-1] == [("Notés après coup", "1 fait", "+ 1")]


def test_a_fact_corrected_twice_in_between_is_one_correction_each_way(small: Small) -> None:
    case = small.welcome("Alpha", known_on=Day(2021, 3, 10))
    replaced(small, case, Day(2021, 4, 2), Day(2021, 3, 3))
    replaced(small, case, Day(2021, 4, 9), Day(2021, 3, 2))
    assert rows(small.client())[1:-1] == [("Corrigés depuis", "2 faits", "0")]


def test_who_corrected_and_who_voided_is_said(small: Small) -> None:
    case = small.welcome("Alpha", known_on=Day(2021, 3, 10))
    other = small.welcome("Béta", known_on=Day(2021, 3, 10))
    replace_fact(
        small.awa,
        fact=fact_of(case),
        code="error",
        reason="mauvais jour",
        occurred_on=Day(2021, 3, 9),
    )
    void_fact(small.awa, fact=fact_of(other), code="duplicate", reason="deux fois")
    query = "annee=2021&entre=21/03/2021"
    client = small.client()
    assert "Alpha date : 4 mars 2021 → 9 mars 2021" in part(client, "faits-corrected", query)
    assert "par Awa Ndiaye" in part(client, "faits-corrected", query)
    assert "doublon, par Awa Ndiaye" in part(client, "faits-voided", query)


def test_a_scope_that_changed_has_its_own_line_with_who_and_what(small: Small) -> None:
    small.welcome("Alpha", known_on=Day(2021, 3, 10))
    small.welcome("Béta", known_on=Day(2021, 3, 10), place_code="21166")
    action = create_action(
        small.system,
        house_id=small.house.pk,
        name="Accompagner",
        place_codes=["21231"],
        declared_on=Day(2021, 3, 1),
    )
    set_action_scope(small.awa, action=action, place_codes=["21231", "21166"])
    client = small.client()
    today = timezone.localdate()
    query = f"annee=2021&entre=21/03/2021&et={today:%d/%m/%Y}&action={action.pk}"
    assert rows(client, query) == [
        ("Le 21 mars 2021", "", "1"),
        ("Le périmètre de l’action a changé", "", "+ 1"),
        (f"Le {write_date(today)}", "", "2"),
    ]
    assert "par Awa Ndiaye : territoire ajouté : " in part(client, "faits-scope", query)
    assert rows(client, f"{ASKED}&action={action.pk}") == []


# --- whatever the measure ------------------------------------------------------------------------
#: The figures whose facts the year holds.
FILLED = [one for one in catalogue() if one.fact.__module__.startswith("probant.support")]


def corrected_at_random(year: RandomYear) -> None:
    """One fact in six is corrected later: another day, another structure or another number."""
    draw = year.draw
    for model in fact_models():
        for fact in model.objects.filter(house_id=year.house.pk, void_seq=None).order_by("pk"):
            if draw.random() > 1 / 6 or not hasattr(fact, "amended"):
                continue
            later = fact.known_on + datetime.timedelta(days=draw.randrange(90))
            said = {"occurred_on": fact.occurred_on - datetime.timedelta(days=draw.randrange(200))}
            with change(
                year.actor, verb="essai.corrige", houses=[year.house.pk], declared_on=later
            ) as entry:
                entry.replace(fact, fact.amended(**said), code="error")


def test_account_of_every_figure_adds_up_between_random_cuts() -> None:
    year = RandomYear(5)
    year.fill()
    corrected_at_random(year)
    moved: set[str] = set()
    ends_of_quarters = [Cut.known(datetime.date(YEAR, month, 1)) for month in (4, 7, 10)]
    drawn = sorted(year.day() + datetime.timedelta(days=60) for _ in range(2))
    pairs = [(one, Cut.now()) for one in ends_of_quarters]
    for cuts in (*pairs, (Cut.known(drawn[0]), Cut.known(drawn[1]))):
        for one in FILLED:
            found = account_between(year, one.code, *cuts)
            if found.adds_up:
                effects = [step.effect or 0 for step in found.steps]
                assert found.before.value + sum(effects) == found.after.value, (one.code, cuts)
            assert found.facts == recounted(found), (one.code, cuts)
            moved |= {step.why for step in found.steps if step.effect}
    assert moved == {"voided", "corrected", "late"}


def account_between(year: RandomYear, code: str, before: Cut, after: Cut) -> Account:
    found = find(code)
    assert found is not None
    return account_of(
        house_id=year.house.pk,
        period=Period.year(YEAR),
        before=Reading(found, before, EVERYTHING),
        after=Reading(found, after, EVERYTHING),
    )


def recounted(account: Account) -> int:
    """The facts that stand at one cut and not at the other, in Python."""
    cuts = (account.between.before, account.between.after)
    return sum(
        len({_stands(row, cut) for cut in cuts}) == 2
        for row in account.ever.order_by().values("pk", "known_on", "void_on", "void_seq")
    )


def _stands(row: dict[str, object], cut: Cut) -> bool:
    if cut.known_on is None:
        return row["void_seq"] is None
    known, void = row["known_on"], row["void_on"]
    assert isinstance(known, Day)
    return known <= cut.known_on and (not isinstance(void, Day) or void > cut.known_on)


def test_nothing_is_later_than_now() -> None:
    with pytest.raises(ValueError, match="later than now"):
        Between(Cut.now(), Cut.known(MAY))


# --- what it costs -------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_whatever_moved(
    count: int, small: Small, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = small.client()
    for number in range(count):
        replaced(
            small,
            small.welcome(f"Corrigée {number}", known_on=Day(2021, 3, 10)),
            Day(2021, 4, 2),
            Day(2021, 3, 3),
        )
        voided(
            small, small.welcome(f"Annulée {number}", known_on=Day(2021, 3, 10)), Day(2021, 4, 3)
        )
        small.welcome(f"Tardive {number}", known_on=Day(2021, 4, 4))
    with django_assert_num_queries(27):
        client.get(f"{PAGE}?{ASKED}")


def test_beyond_a_hundred_facts_the_entries_that_wrote_them_are_told(small: Small) -> None:
    first = small.welcome("Alpha", known_on=Day(2021, 3, 10))
    fact = fact_of(first)
    with change(
        small.system, verb="essai.lot", houses=[small.house.pk], declared_on=Day(2021, 4, 1)
    ) as entry:
        cases = Case.objects.bulk_create(
            Case(
                house=small.house,
                organisation=first.organisation,
                programme=small.programme,
                version=first.version,
                opened_on=first.opened_on,
                touched_on=first.touched_on,
            )
            for _ in range(130)
        )
        entry.record_many([fact.amended(case_id=case.pk) for case in cases])
    late = part(small.client(), "faits-late")
    assert "1er avril 2021 Écriture Probant 130" in late
    assert "30 de plus dans ces écritures" in late
    assert late.count("compte par un autre fait") == 100
    page = text(
        small.client().get(f"/chiffres/dla.organisations_welcomed/?{ASKED}").content.decode()
    )
    assert "130 faits notés entre ces deux jours" in page
    assert "au-delà des 40 premiers" in page
