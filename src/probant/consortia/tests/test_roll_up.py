"""Figures of several houses together: each thing once, only what is shared, as known on a day."""

import datetime
from dataclasses import replace

import pytest

from probant.consortia.actions import (
    answer_match,
    ask_figure,
    close_consortium,
    drop_figure,
    leave_consortium,
    share_figures,
    undo_match,
)
from probant.consortia.likeness import alike_in, least
from probant.consortia.models import MemberHouse, Sharing, StructureMatch
from probant.consortia.queries import Line, lines_of
from probant.consortia.tests.scenario import (
    HEADCOUNT,
    HELD,
    WELCOMED,
    WORKSHOPS,
    YEAR,
    Day,
    Ring,
    open_ring,
)
from probant.directory.actions import merge_organisation
from probant.directory.models import Organisation
from probant.indicators.across import Whole, doubles, may_be_shared
from probant.indicators.engine import measure
from probant.indicators.registry import catalogue, indicator
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.kernel.period import Period

pytestmark = pytest.mark.django_db
PERIOD = Period.year(YEAR)


def line(ring: Ring, code: str, cut: Cut | None = None, period: Period = PERIOD) -> Line:
    (found,) = lines_of(ring.consortium, [ring.figures[code]], period, cut or Cut.now())
    return found


def whole(ring: Ring, code: str, cut: Cut | None = None, period: Period = PERIOD) -> Whole:
    found = line(ring, code, cut, period).whole
    assert found is not None
    return found


def said(ring: Ring, code: str) -> tuple[int, list[int]]:
    """The whole, and what each member counts by itself."""
    found = whole(ring, code)
    return found.value, [found.own[one.house.pk] for one in ring.books]


# --- structures ----------------------------------------------------------------------------------
def test_a_structure_of_two_directories_counts_once() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    shared = one.sheet("Les Jardins", siren="552100554")
    for sheet in (shared, one.sheet("La Ressourcerie")):
        one.welcome(sheet)
    for sheet in (two.adopt(shared), two.sheet("Le Fournil")):
        two.welcome(sheet)
    assert said(ring, WELCOMED) == (3, [2, 2])
    found = whole(ring, WELCOMED)
    assert (found.overlap, doubles(found)) == (
        1,
        {shared.pk: [(one.house.pk, shared.pk), (two.house.pk, shared.pk)]},
    )


def test_what_each_member_counts_is_its_own_figure_at_home() -> None:
    ring = open_ring("Une", "Deux")
    for books, names in zip(ring.books, (["A", "B", "C"], ["D"]), strict=True):
        for name in names:
            books.welcome(books.sheet(name))
    found = whole(ring, WELCOMED)
    for books in ring.books:
        home = measure(found.indicator, house_id=books.house.pk, period=PERIOD)
        assert found.own[books.house.pk] == home.value


def test_two_sheets_of_one_siren_count_once_but_two_establishments_do_not() -> None:
    ring = open_ring("Une", "Deux", "Trois")
    one, two, three = ring.books
    a, b, c = one.sheet("Alpha"), two.sheet("Alpha sans siret"), three.sheet("Alpha Beaune")
    for sheet, siret in ((a, "55210055400013"), (b, ""), (c, "")):
        Organisation.objects.filter(pk=sheet.pk).update(siren="552100554", siret=siret)
    for books, sheet in ((one, a), (two, b), (three, c)):
        books.welcome(sheet)
    assert said(ring, WELCOMED) == (1, [1, 1, 1])
    Organisation.objects.filter(pk=c.pk).update(siret="55210055400021")
    # the one without a SIRET could be either: nobody guesses which
    assert said(ring, WELCOMED) == (3, [1, 1, 1])


def test_sheets_that_no_number_tells_count_once_when_both_houses_say_so() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    mine, theirs = one.sheet("Les Jardins du Cœur"), two.sheet("Jardins du coeur")
    one.welcome(mine)
    two.welcome(theirs)
    found = whole(ring, WELCOMED)
    (alike,) = alike_in(ring.consortium, found)
    assert (alike.because, found.value, least(found, [alike])) == ("même nom, même commune", 2, 1)
    match = ring.propose(one, mine, two, theirs)
    assert said(ring, WELCOMED)[0] == 2  # one side alone counts nothing
    assert alike_in(ring.consortium, whole(ring, WELCOMED)) == []
    answer_match(two.awa, match=match, is_same=True)
    assert said(ring, WELCOMED) == (1, [1, 1])
    undo_match(one.awa, match=match)
    assert said(ring, WELCOMED) == (2, [1, 1])


def test_a_match_stands_from_the_day_it_was_confirmed() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    before = Day(YEAR, 4, 1)
    mine, theirs = one.sheet("Jardins"), two.sheet("Jardins")
    one.welcome(mine, declared_on=Day(YEAR, 3, 5))
    two.welcome(theirs, declared_on=Day(YEAR, 3, 5))
    ring.match(one, mine, two, theirs)
    assert whole(ring, WELCOMED).value == 1
    assert whole(ring, WELCOMED, Cut.known(before)).value == 2
    assert whole(ring, WELCOMED, Cut.known(Day(YEAR, 3, 4))).value == 0


def test_a_match_follows_the_sheets_that_a_house_merges() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    mine, theirs = one.sheet("Jardins"), two.sheet("Jardins")
    one.welcome(mine)
    two.welcome(theirs)
    ring.match(one, mine, two, theirs)
    kept = one.sheet("Jardins de Dijon")
    merge_organisation(one.awa, kept=kept, merged=mine, reason="la même")
    assert said(ring, WELCOMED) == (1, [1, 1])
    assert list(doubles(whole(ring, WELCOMED)).values()) == [
        [(one.house.pk, mine.pk), (two.house.pk, theirs.pk)]
    ]


def test_no_house_counts_once_through_others_what_it_holds_for_two() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    first, second = one.sheet("Jardins nord"), one.sheet("Jardins sud")
    theirs = two.sheet("Jardins")
    ring.match(one, first, two, theirs)
    match = ring.propose(one, second, two, theirs)
    with pytest.raises(Refused, match="Une tient cela pour deux structures"):
        answer_match(two.awa, match=match, is_same=True)


# --- sessions ------------------------------------------------------------------------------------
def test_a_workshop_of_three_members_counts_once() -> None:
    ring = open_ring("Une", "Deux", "Trois")
    held = [books.hold("Défi Pitch") for books in ring.books]
    ring.books[0].hold("Autre atelier", Day(YEAR, 6, 1))
    assert said(ring, WORKSHOPS) == (4, [2, 1, 1])
    one, two, three = ring.books
    ring.match(one, held[0], two, held[1])
    ring.match(three, held[2], two, held[1])
    assert said(ring, WORKSHOPS) == (2, [2, 1, 1])
    found = whole(ring, WORKSHOPS)
    assert found.records == found.facts.count() == 2
    assert found.left_out == tuple(sorted(session.pk for session in held[1:]))


def test_two_sessions_of_one_house_are_never_one() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    morning, evening, theirs = one.hold("Matin"), one.hold("Soir"), two.hold("Journée")
    ring.match(one, morning, two, theirs)
    match = ring.propose(one, evening, two, theirs)
    with pytest.raises(Refused, match="deux rencontres"):
        answer_match(two.awa, match=match, is_same=True)


def test_a_sum_is_corrected_by_the_sessions_said_to_be_one_alone() -> None:
    ring = open_ring("Une", "Deux", codes=(HEADCOUNT, HELD))
    one, two = ring.books
    mine, theirs = one.hold("Forum", headcount=30), two.hold("Forum", headcount=32)
    two.hold("Ailleurs", Day(YEAR, 7, 1), headcount=5)
    assert said(ring, HEADCOUNT) == (67, [30, 37])
    ring.match(two, theirs, one, mine)
    assert said(ring, HEADCOUNT) == (35, [30, 37])  # the first member's word
    assert said(ring, HELD) == (2, [1, 2])


def test_the_first_member_that_noted_something_is_the_one_that_counts() -> None:
    ring = open_ring("Une", "Deux", codes=(HEADCOUNT,))
    one, two = ring.books
    ring.match(one, one.hold("Forum"), two, two.hold("Forum", headcount=32))
    assert said(ring, HEADCOUNT) == (32, [0, 32])


def test_sessions_of_a_day_are_proposed_the_likeliest_first() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    one.hold("Défi Pitch", place_code="21231")
    two.hold("Le défi pitch", place_code="21231")
    two.hold("Comptabilité", place_code="21515")
    two.hold("Défi Pitch", Day(YEAR, 5, 7))
    found = whole(ring, WORKSHOPS)
    alike = alike_in(ring.consortium, found)
    assert [(each.because, each.is_strong) for each in alike] == [
        ("même jour, même commune, même intitulé", True),
        ("même jour", False),
    ]
    assert (found.value, least(found, alike)) == (4, 3)


# --- what leaves a house -------------------------------------------------------------------------
def test_nothing_is_shared_by_default() -> None:
    ring = open_ring("Une", "Deux", shared=False)
    ring.books[0].welcome(ring.books[0].sheet("A"))
    assert Sharing.objects.count() == 0
    assert line(ring, WELCOMED).whole is None


def test_a_member_brings_the_figures_that_it_ticked_until_it_takes_them_back() -> None:
    ring = open_ring("Une", "Deux", shared=False)
    one, two = ring.books
    for books in (one, two):
        books.welcome(books.sheet(f"A de {books.house}"))
        books.hold(f"Atelier de {books.house}")
    member = ring.members[two.house.pk]
    share_figures(two.awa, member=member, figures=[ring.figures[WELCOMED]])
    assert (whole(ring, WELCOMED).value, line(ring, WORKSHOPS).whole) == (1, None)
    assert share_figures(two.awa, member=member, figures=[ring.figures[WORKSHOPS]]) == (1, 1)
    assert (line(ring, WELCOMED).whole, whole(ring, WORKSHOPS).value) == (None, 1)


def test_a_programme_narrows_what_leaves_a_house() -> None:
    ring = open_ring("Une", "Deux", codes=())
    one, two = ring.books
    figure = ask_figure(one.awa, consortium=ring.consortium, code=HELD, programme_code="crdva")
    ring = replace(ring, figures={HELD: figure})
    for books in (one, two):
        share_figures(books.awa, member=ring.members[books.house.pk], figures=[figure])
    one.hold("Du CRDVA")
    two.hold("Du DLA", programme=two.dla)
    two.hold("D’aucun", programme=None)
    assert said(ring, HELD) == (1, [1, 0])
    assert {fact.programme_code for fact in whole(ring, HELD).brought} == {"crdva"}


def test_what_does_not_add_up_is_not_asked() -> None:
    ring = open_ring("Une", codes=())
    for code in ("dla.days_to_diagnosis", "network.members", "n.existe_pas"):
        with pytest.raises(Refused, match="ne s’additionne pas"):
            ask_figure(ring.keeper.awa, consortium=ring.consortium, code=code)
    with pytest.raises(Refused, match="rien de ce dispositif"):
        ask_figure(
            ring.keeper.awa, consortium=ring.consortium, code=WELCOMED, programme_code="crdva"
        )
    assert sum(may_be_shared(one) for one in catalogue()) > 60


def test_a_member_brings_its_facts_from_the_day_it_chose_until_it_left() -> None:
    ring = open_ring("Une", "Deux")
    _, two = ring.books
    two.welcome(two.sheet("Avant"), Day(YEAR, 2, 1))
    two.welcome(two.sheet("Après"), Day(YEAR, 9, 1))
    member = MemberHouse.objects.filter(house=two.house)
    member.update(counts_from=Day(YEAR, 6, 1))
    assert said(ring, WELCOMED) == (1, [0, 1])
    leave_consortium(two.awa, member=member.get())
    assert said(ring, WELCOMED) == (1, [0, 1])  # what happened until then still counts
    member.update(accepted_on=Day(YEAR, 1, 1), left_on=Day(YEAR, 8, 1), counts_from=None)
    assert said(ring, WELCOMED) == (1, [0, 1])


def test_a_figure_that_is_dropped_is_shared_by_nobody() -> None:
    ring = open_ring("Une", "Deux")
    drop_figure(ring.keeper.awa, figure=ring.figures[WELCOMED])
    assert Sharing.objects.filter(withdrawn_on__isnull=True).count() == 2
    again = ask_figure(ring.keeper.awa, consortium=ring.consortium, code=WELCOMED)
    ring.figures[WELCOMED] = again
    assert line(ring, WELCOMED).whole is None


# --- who does it ---------------------------------------------------------------------------------
def test_a_house_answers_for_itself_and_only_its_direction() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    with pytest.raises(Refused, match="Chaque maison répond pour elle-même"):
        share_figures(one.awa, member=ring.members[two.house.pk], figures=[])
    with pytest.raises(Refused, match="tient le collectif"):
        ask_figure(two.awa, consortium=ring.consortium, code=HELD)
    with pytest.raises(Refused, match="elle le clôt"):
        leave_consortium(one.awa, member=ring.members[one.house.pk])
    match = ring.propose(one, one.sheet("A"), two, two.sheet("B"))
    with pytest.raises(Refused, match="à l’autre maison"):
        answer_match(one.awa, match=match, is_same=True)
    assert StructureMatch.objects.get().is_same is None


def test_a_closed_collective_takes_nothing_more() -> None:
    ring = open_ring("Une", "Deux")
    one, two = ring.books
    found = close_consortium(one.awa, consortium=ring.consortium)
    ring.consortium.refresh_from_db()
    assert found.closed_on == datetime.date.today()
    with pytest.raises(Refused, match="clos"):
        ring.propose(one, one.sheet("A"), two, two.sheet("B"))


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_are_rolled_up_by_the_same_queries_whatever_they_count(
    rows: int, django_assert_num_queries
) -> None:
    ring = open_ring("Une", "Deux")
    for books in ring.books:
        for number in range(rows):
            books.welcome(books.sheet(f"S{number} de {books.house}"))
            books.hold(f"Atelier {number}", Day(YEAR, 5, 1 + number))
    figures = list(ring.figures.values())
    # sharings, matches of sessions and of structures, what was said; then two a figure, and the
    # numbers of the structures
    with django_assert_num_queries(9):
        lines = lines_of(ring.consortium, figures, PERIOD, Cut.now())
    assert [one.whole and one.whole.value for one in lines] == [2 * rows, 2 * rows]
    assert indicator(WELCOMED) is lines[0].indicator
