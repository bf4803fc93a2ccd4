"""The table escapes everything, says what it holds, sorts by its address and pages by key."""

import base64
import re
from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.utils.safestring import mark_safe

from probant.ui.tables import Column, Empty, KeysetPage, Sort, Table, Tag, keyset_page

pytestmark = pytest.mark.urls("probant.ui.tests.urls")

EMPTY = Empty("Aucun dossier", "Ils paraîtront ici.", action="Noter un accueil", route="cases")
TABLE = Table(
    name="dossiers",
    caption="Dossiers",
    noun="dossier",
    columns=(
        Column("name", "Structure", kind="link", route="case", sortable=True, sort="key"),
        Column("on", "Depuis", kind="date", sortable=True),
        Column("cents", "Engagé", kind="money"),
        Column("state", "État", kind="tag", tags={"open": Tag("en cours", "held")}),
    ),
    empty=EMPTY,
    default_sort="name",
)
HOSTILE = "<script>alert('\"&')</script>"
SAFE = "&lt;script&gt;alert(&#x27;&quot;&amp;&#x27;)&lt;/script&gt;"


def row(**values):
    kept = {"id": 7, "name": "Paniers", "on": date(2023, 12, 14), "cents": 1_800_000}
    return {**kept, "state": "open", **values}


def cells(html):
    return re.findall(r"<t[dh](?: scope=\"row\")?[^>]*>(.*?)</t[dh]>", html.split("<tbody>")[1])


def test_a_row_is_drawn_by_kind():
    assert cells(TABLE.render([row()])) == [
        '<a href="/dossiers/7/">Paniers</a>',
        '<time datetime="2023-12-14">14/12/2023</time>',
        "18\u202f000\u00a0€",
        '<span class="tag is-held">en cours</span>',
    ]


def test_every_kind_of_cell_escapes_what_it_holds():
    table = Table(
        name="x",
        caption=HOSTILE,
        columns=(
            Column("a", HOSTILE, quiet="b"),
            Column("c", "C", kind="link", href="d"),
            Column("e", "E", kind="tag", tags={"x": Tag("X")}),
            Column("f", "F", kind="html"),
        ),
        empty=EMPTY,
    )
    html = table.render([dict.fromkeys("abcdef", HOSTILE), dict.fromkeys("abcdef", "sûr")])
    assert "<script" not in html
    assert html.count(SAFE) == 8
    assert f'<a href="{SAFE}">{SAFE}</a>' in html


def test_a_cell_that_holds_the_joining_character_moves_no_other():
    table = Table(name="x", caption="X", columns=(Column("a", "A"),), empty=EMPTY)
    rows = [{"a": "un\x00deux"}, {"a": "<b>"}, {"a": "trois"}]
    assert cells(table.render(rows)) == ["undeux", "&lt;b&gt;", "trois"]


def test_only_what_is_marked_safe_stays_html():
    table = Table(name="x", caption="X", columns=(Column("a", "A", kind="html"),), empty=EMPTY)
    rows = [{"a": mark_safe("<b>vu</b>")}, {"a": "<b>lu</b>"}, {"a": None}]
    assert cells(table.render(rows)) == [
        "<b>vu</b>",
        "&lt;b&gt;lu&lt;/b&gt;",
        '<span class="is-blank">—</span>',
    ]


def test_a_missing_value_is_a_dash_and_zero_is_a_value():
    table = Table(
        name="x",
        caption="X",
        columns=(Column("n", "N", kind="number"), Column("t", "T"), Column("m", "M", kind="money")),
        empty=EMPTY,
    )
    blank = '<span class="is-blank">—</span>'
    drawn = cells(table.render([{"n": 0, "t": 0, "m": 0}, {"n": None, "t": None, "m": None}]))
    assert drawn == ["0", "0", "0\u00a0€", blank, blank, blank]


def test_a_row_that_the_reader_may_not_open_has_no_link():
    assert cells(TABLE.render([row(id=None, name="Fiche réservée")]))[0] == "Fiche réservée"


def test_an_address_takes_no_free_text():
    with pytest.raises(ValueError, match="ne va pas dans une adresse"):
        TABLE.render([row(id="../comptes")])


def test_tuples_are_read_by_the_declared_fields():
    table = Table(
        name="x",
        caption="X",
        columns=(Column("name", "N", kind="link", route="case-year", arguments=("id", "year")),),
        empty=EMPTY,
        fields=("id", "year", "name"),
    )
    assert cells(table.render([(4, 2023, "Bilan")])) == ['<a href="/dossiers/4/2023/">Bilan</a>']


def test_the_first_column_heads_the_row_and_headings_head_columns():
    html = TABLE.render([row()])
    assert html.count('<th scope="row">') == 1
    assert html.count('<th scope="col"') == 4
    assert '<caption id="table-dossiers">Dossiers <span class="table__count">1\u00a0dossier' in html


def test_a_voided_row_is_marked():
    table = Table(
        name="x",
        caption="X",
        columns=(Column("a", "A"),),
        empty=EMPTY,
        state="gone",
        states={True: "is-voided"},
    )
    html = table.render([{"a": "1", "gone": True}, {"a": "2", "gone": False}])
    assert re.findall(r"<tr[^>]*>", html.split("<tbody>")[1]) == ['<tr class="is-voided">', "<tr>"]


def test_an_empty_list_says_what_it_is_for_and_offers_the_first_step():
    assert TABLE.render([]) == (
        '<div class="empty"><p class="empty__title">Aucun dossier</p>'
        '<p class="empty__text">Ils paraîtront ici.</p>'
        '<p><a class="button" href="/dossiers/">Noter un accueil</a></p></div>'
    )


@pytest.mark.parametrize(
    ("address", "field", "descending"),
    [
        ("", "key", False),
        ("tri=-name", "key", True),
        ("tri=on", "on", False),
        ("tri=cents", "key", False),
        ("tri=-password", "key", False),
        ("tri=--on", "key", False),
    ],
)
def test_the_address_chooses_among_sortable_columns_only(address, field, descending):
    sort = TABLE.sort(QueryDict(address))
    assert (sort.field, sort.descending) == (field, descending)


def test_headings_turn_the_order_and_keep_the_filters():
    html = TABLE.render([row()], query=QueryDict("annee=2023&tri=name&apres=abc&q=a%26b"))
    links = re.findall(r'href="(\?[^"]*)"', html)
    assert links == [
        "?annee=2023&amp;q=a%26b&amp;tri=-name",
        "?annee=2023&amp;q=a%26b&amp;tri=on",
    ]
    assert html.count("aria-sort") == 1
    assert 'aria-sort="ascending"' in html


@pytest.mark.parametrize(
    "column",
    [
        {"key": "", "label": "A"},
        {"key": "a", "label": ""},
        {"key": "a", "label": "A", "kind": "link"},
        {"key": "a", "label": "A", "kind": "tag"},
        {"key": "a", "label": "A", "kind": "image"},
        {"key": "a", "label": "A", "align": "left"},
        {"key": "a", "label": "A", "kind": "link", "route": "case", "arguments": ()},
    ],
)
def test_an_incomplete_column_stops_the_start(column):
    with pytest.raises(ValueError, match="Colonne"):
        Column(**column)


def test_an_incomplete_table_stops_the_start():
    one = (Column("a", "A", sortable=True),)
    for wrong in (
        {"columns": ()},
        {"columns": one},
        {"columns": one * 2, "default_sort": "a"},
        {"columns": one, "default_sort": "a", "fields": ("b",)},
    ):
        with pytest.raises(ValueError, match="Tableau"):
            Table(**{"name": "x", "caption": "X", "empty": EMPTY, **wrong})
    with pytest.raises(ValueError, match="Liste vide"):
        Empty("Rien", "")


@pytest.fixture
def letters(db):
    """Seven rows with equal sort values among them: a b b b c d e."""
    ContentType.objects.all().delete()
    for number, letter in enumerate("abbbcde"):
        ContentType.objects.create(app_label=letter, model=f"m{number}")
    return ContentType.objects.values("id", "app_label", "model")


@pytest.mark.parametrize("descending", [False, True])
def test_pages_by_key_hold_every_row_once_both_ways(letters, descending):
    sort = Sort("app_label", "app_label", descending)
    whole = [r["model"] for r in letters.order_by(*sort.order_by)]
    forward, query, pages = [], {}, []
    while True:
        page = keyset_page(letters, sort, query, size=2)
        pages.append([r["model"] for r in page.rows])
        forward += pages[-1]
        if not page.next:
            break
        query = {"apres": page.next}
    assert forward == whole
    assert [len(p) for p in pages] == [2, 2, 2, 1]
    backward = []
    while page.previous:
        page = keyset_page(letters, sort, {"avant": page.previous}, size=2)
        backward.insert(0, [r["model"] for r in page.rows])
    assert backward == pages[:-1]


def test_a_page_is_one_query_whatever_its_size(letters, django_assert_num_queries):
    sort = Sort("app_label", "app_label")
    for size in (1, 3):
        with django_assert_num_queries(1):
            assert len(keyset_page(letters, sort, {}, size=size).rows) == size


@pytest.mark.parametrize("token", ["", "é", "AAAA", "W10", "bnVsbA", "eyJhIjoxfQ", "=" * 9])
def test_an_unreadable_page_starts_again(letters, token):
    page = keyset_page(letters, Sort("id", "id"), {"apres": token}, size=3)
    assert [r["model"] for r in page.rows] == ["m0", "m1", "m2"]


FORGED = (
    "[Infinity,1]",
    "[NaN,1]",
    "[1e999,1]",
    '["a\\u0000b",1]',
    '["\\ud800",1]',
    '["a","\\u0000"]',
    f"[{2**70},1]",
    f'["a",{2**70}]',
    "[" * 30000,
)


@pytest.mark.parametrize("mark", FORGED, ids=range(len(FORGED)))
@pytest.mark.parametrize("field", ["id", "model"])
def test_a_forged_page_starts_again(letters, field, mark):
    token = base64.urlsafe_b64encode(mark.encode()).decode().rstrip("=")
    for side in ("apres", "avant"):
        page = keyset_page(letters, Sort(field, field), {side: token}, size=3)
        assert [r["model"] for r in page.rows] == ["m0", "m1", "m2"]


def test_a_list_that_goes_on_is_not_counted():
    html = TABLE.render([row(), row()], query={"q": "x"}, page=KeysetPage([], next="suite"))
    assert "plus de 2\u00a0dossiers" in html
    assert '<a rel="next" href="?q=x&amp;apres=suite">Page suivante</a>' in html
    assert "Page précédente" not in html
