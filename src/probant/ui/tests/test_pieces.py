"""Each piece says in words what it shows, links to its proof, and escapes what it holds."""

import re
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template

from probant.kernel.finding import Severity
from probant.kernel.period import Period
from probant.ui.charts import Bar, Mark, Point, bars, step_curve
from probant.ui.fields import DayField, EurosField, NumberField
from probant.ui.idempotency import FormKeys, draw_keys, read_keys
from probant.ui.pieces import (
    FactLine,
    FigureCard,
    FindingCard,
    Side,
    Station,
    draw_facts,
    draw_figure,
    draw_finding,
    draw_known_on,
    draw_known_on_field,
    draw_thread,
    read_known_on,
)
from probant.ui.pieces.figure import compare
from probant.ui.write import write_count, write_number, write_rate

HOSTILE = "<b onclick=\"x('y')\">&"
DAY = date(2023, 12, 14)


def written(source, **values):
    return Template(source).render(Context(values))


def test_numbers_are_written_the_french_way():
    assert [write_number(n) for n in (0, 1234567, -1234, 12.5, 12.0)] == [
        "0",
        "1\u202f234\u202f567",
        "−1\u202f234",
        "12,5",
        "12",
    ]
    assert [write_rate(r) for r in (0.7, 0.333, 1, 0.285)] == [
        "70\u00a0%",
        "33,3\u00a0%",
        "100\u00a0%",
        "28,5\u00a0%",
    ]
    assert [write_count(n, "structure") for n in (0, 1, 2)] == [
        "0\u00a0structure",
        "1\u00a0structure",
        "2\u00a0structures",
    ]


def test_filters_write_what_is_there_and_a_dash_for_nothing():
    source = "{{ c|euros }} {{ d|day }} {{ d|short_day }} {{ n|number }} {{ r|rate }}"
    assert written(source, c=None, d=None, n=None, r=None) == "— — — — —"
    assert written(source, c=1_800_000, d=DAY, n=1234, r=0.7) == (
        '18\u202f000\u00a0€ <time datetime="2023-12-14">14 décembre 2023</time> '
        '<time datetime="2023-12-14">14/12/2023</time> 1\u202f234 70\u00a0%'
    )


@pytest.mark.parametrize("count", [0, 1, 1.5, -1, [], "1", None])
def test_a_word_is_singular_below_two_as_in_french(count):
    assert written("mot{{ n|pluralize }} v{{ n|pluralize:'a,ont' }}", n=count) == "mot va"


@pytest.mark.parametrize("count", [2, -2, 30, ["a", "b"], "2"])
def test_a_word_is_plural_from_two(count):
    assert written("mot{{ n|pluralize }} v{{ n|pluralize:'a,ont' }}", n=count) == "mots vont"


def test_an_instant_is_read_in_paris():
    late = datetime(2023, 12, 31, 23, 5, tzinfo=ZoneInfo("UTC"))
    assert written("{{ i|instant }}", i=late) == "01/01/2024 à 0\u00a0h\u00a005"
    assert written("{{ i|short_day }}", i=late) == '<time datetime="2024-01-01">01/01/2024</time>'


def test_labels_of_periods_and_roles():
    assert written("{{ p|period_label }}", p=Period.year(2023)) == "2023"
    assert written("{{ 'officer'|role_label }}") == "chargé·e de mission"


def test_a_figure_is_one_link_to_its_proof():
    card = FigureCard(28, "structures accueillies", "/p/?a=1&b=2", before=24, before_label="2022")
    assert draw_figure(card) == (
        '<a class="figure" href="/p/?a=1&amp;b=2" data-proof><span class="figure__value">28</span> '
        '<span class="figure__label">structures accueillies</span> '
        '<span class="figure__note">4 de plus qu’en 2022</span></a>'
    )
    assert written("{% figure card %}", card=card) == draw_figure(card)


def test_a_figure_without_proof_is_refused():
    with pytest.raises(ValueError, match="mène à sa preuve"):
        FigureCard(28, "structures", "")


@pytest.mark.parametrize(
    ("value", "before", "label", "unit", "words"),
    [
        (28, 24, "2022", "", "4 de plus qu’en 2022"),
        (519, 604, "2022", "", "85 de moins qu’en 2022"),
        (3, 3, "2022", "", "comme en 2022"),
        (3, None, "2022", "", ""),
        (None, 3, "2022", "", ""),
        (1_800_000, 900_000, "2022", "euros", "9\u202f000\u00a0€ de plus qu’en 2022"),
        (0.7, 0.65, "2022", "rate", "5\u00a0points de plus qu’en 2022"),
        (0.7, 0.708, "2022", "rate", "0,8\u00a0point de moins qu’en 2022"),
        (4, 2, "2020–2022", "", "2 de plus que sur 2020–2022"),
    ],
)
def test_a_figure_is_compared_in_words(value, before, label, unit, words):
    assert compare(value, before, label, unit) == words


def test_a_station_says_its_state_in_words():
    html = draw_thread(
        [
            Station("Vote", "Conseil", "done", DAY, "/v/", "41 voix"),
            Station("Pièce", "Compte rendu", "late", DAY),
            Station("Versement", "Solde", "due", DAY),
            Station("Résultats", "Bilan", "open"),
        ]
    )
    states = ["is-done", "is-late", "is-due", "is-open", "en retard", "attendu", "à venir", "fait"]
    assert [html.count(text) for text in states] == [1] * 8
    assert html.count("<time") == 3
    assert draw_thread([]) == ""


def test_a_voided_fact_is_struck_through_with_its_reason():
    html = draw_facts(
        [
            FactLine("Accueil", DAY, DAY, "Awa N.", actions=[("Corriger", "/c/")]),
            FactLine("Suivi", DAY, date(2024, 4, 8), declared=True),
            FactLine("Doublon", DAY, DAY, voided_on=date(2024, 1, 2), voided_because="deux fois"),
        ]
    )
    assert html.count("<del>Doublon</del>") == 1
    assert "annulé le 02/01/2024 : deux fois" in html
    assert "enregistré le 14/12/2023 par Awa N." in html
    assert "date déclarée : 08/04/2024" in html
    assert html.count('<li class="fact is-voided">') == 1


def test_a_finding_shows_both_sides_its_rule_and_its_law():
    sides = (Side("26", "Délibération", "26 structures", "page 2", "/d/"), Side("28", "Bilan"))
    html = draw_finding(
        FindingCard(
            Severity.ERROR, "Deux nombres.", sides, "Une seule valeur.", "loi", ("Voir", "/v/")
        )
    )
    expected = ("Erreur", ">26<", ">28<", "<q", "page 2", "Une seule valeur.", ">loi<", ">Voir<")
    assert [html.count(text) for text in expected] == [1] * 8
    closed = draw_finding(
        FindingCard(Severity.GAP, "Manque.", mend=("Voir", "/v/"), closed="fait", closed_on=DAY)
    )
    assert "Close le 14 décembre 2023 : fait" in closed
    assert "/v/" not in closed


def test_the_line_of_another_day_is_shown_only_then():
    assert draw_known_on(None, "2023") == ""
    html = draw_known_on(date(2024, 3, 21), "2023", "?annee=2023")
    assert "2023 telle que connue le" in html
    assert "21 mars 2024" in html
    assert 'href="?annee=2023"' in html


@pytest.mark.parametrize(
    ("typed", "day", "fault"),
    [
        ("", None, False),
        ("2024-03-21", date(2024, 3, 21), False),
        ("21/03/2024", date(2024, 3, 21), False),
        ("2090-01-01", None, False),
        ("31/02/2024", None, True),
        (HOSTILE, None, True),
    ],
)
def test_the_day_of_an_address_is_read_or_said_to_be_wrong(typed, day, fault):
    found, message = read_known_on({"connu_le": typed})
    assert (found, bool(message)) == (day, fault)
    control = draw_known_on_field({"connu_le": typed})
    assert ('aria-invalid="true"' in control) == fault
    assert ("Ce jour n’est pas encore venu" in control) == (typed == "2090-01-01")
    assert HOSTILE not in control


def test_no_piece_lets_html_through():
    sides = [Side(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)]
    link = (HOSTILE, HOSTILE)
    pieces = [
        draw_figure(FigureCard(1, HOSTILE, HOSTILE, note=HOSTILE)),
        draw_thread([Station(HOSTILE, HOSTILE, "done", DAY, HOSTILE, HOSTILE)], HOSTILE),
        draw_facts(
            [FactLine(HOSTILE, DAY, DAY, HOSTILE, HOSTILE, HOSTILE, False, DAY, HOSTILE, [link])]
        ),
        draw_finding(FindingCard(Severity.ERROR, HOSTILE, sides, HOSTILE, HOSTILE, link, link)),
        draw_finding(FindingCard(Severity.INFO, HOSTILE, closed=HOSTILE)),
        draw_known_on(DAY, HOSTILE, HOSTILE),
        written("{% crumbs h h h %}{% tag h %}", h=HOSTILE),
        step_curve([Point(DAY, 1)], title=HOSTILE, start=DAY, end=DAY, marks=[Mark(DAY, HOSTILE)]),
        bars([Bar(HOSTILE, 1, 2, HOSTILE)], title=HOSTILE, before_label=HOSTILE),
    ]
    assert [HOSTILE in piece or "<b " in piece for piece in pieces] == [False] * len(pieces)


def curve(**given):
    points = [Point(date(2023, 1, 1), 10), Point(date(2023, 1, 11), 20)]
    values = {"title": "Croissance", "start": date(2023, 1, 1), "end": date(2023, 1, 21)}
    return step_curve(points, **{**values, **given})


def test_a_chart_names_itself_and_carries_its_table():
    html = curve(unit="structures")
    names = html.split('aria-labelledby="')[1].split('"')[0].split()
    assert html.count('role="img"') == 1
    assert [html.count(f'id="{name}"') for name in names] == [1, 1]
    assert "De 10 le 1er janvier 2023 à 20 structures le 21 janvier 2023" in html
    assert html.count("<tr>") == 3
    assert "style=" not in html


def test_a_curve_rises_on_its_day_and_holds_between():
    path = curve().split('class="chart__line" d="')[1].split('"')[0]
    start, middle = path.split("H")[0], path.split("H")[1]
    assert start.startswith("M0.0 ")
    width = float(path.split("H")[2])
    assert float(middle.split("V")[0]) == width / 2


def test_a_curve_of_nothing_draws_nothing():
    assert step_curve([], title="X", start=DAY, end=DAY) == ""
    assert bars([], title="X") == ""


def test_bars_of_zeros_stay_within_the_picture():
    html = bars([Bar("A", 0), Bar("B", 0, 0)], title="X")
    assert html.count('width="0.0"') == 3


def test_bars_that_lead_somewhere_are_a_line_each_and_the_whole_line_is_the_link():
    html = bars([Bar("A", 4, 1, "/a/"), Bar("B", 2)], title="X")
    lines = html.split("<li>")[1:]
    assert [line.count('<a class="bar-list__line" href="/a/">') for line in lines] == [1, 0]
    assert [line.count("aria-hidden") for line in lines] == [1, 1]
    assert re.findall(r'width="([0-9.]+)"', html) == ["100.0", "25.0", "50.0"]
    assert re.findall(r'bar-list__(label|value)">(.*?)<', html) == [
        ("label", "A"),
        ("value", "4"),
        ("label", "B"),
        ("value", "2"),
    ]
    assert "style=" not in html


def test_two_charts_of_a_page_do_not_share_their_names():
    first, second = curve(), curve()
    assert first.split('aria-labelledby="')[1][:20] != second.split('aria-labelledby="')[1][:20]


KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


def test_a_form_shown_again_keeps_its_key():
    held = {"cle": KEY, "lu_a": "12"}
    assert read_keys(held) == FormKeys(UUID(KEY), 12)
    again = draw_keys(held, 99)
    assert (f'value="{KEY}"' in again, 'value="12"' in again) == (True, True)
    assert 'value="99"' in draw_keys({}, 99)
    assert draw_keys({}) != draw_keys({})


@pytest.mark.parametrize("posted", [{}, {"cle": "x", "lu_a": "-1"}, {"cle": "", "lu_a": "9" * 40}])
def test_unreadable_keys_are_missing_keys(posted):
    assert read_keys(posted) == FormKeys(None, None)


class Form(forms.Form):
    name = forms.CharField(label="Nom", help_text="Tel qu’au répertoire.")
    on = DayField(label="Jour")
    amount = EurosField(label="Montant", required=False)
    people = NumberField(label="Personnes", required=False)


def test_typed_values_are_read_and_kept_when_unreadable():
    good = Form({"name": "A", "on": "14 décembre 2023", "amount": "18 000 €", "people": "1 200"})
    assert good.is_valid()
    assert good.cleaned_data == {"name": "A", "on": DAY, "amount": 1_800_000, "people": 1200}
    bad = Form({"name": "A", "on": "31/02/2023", "amount": "beaucoup", "people": "-3"})
    assert sorted(bad.errors) == ["amount", "on", "people"]
    assert 'value="31/02/2023"' in str(bad["on"])
    assert 'value="beaucoup"' in str(bad["amount"])


def test_missing_typed_values_are_told_or_none():
    form = Form({"name": "A"})
    assert sorted(form.errors) == ["on"]
    assert form.cleaned_data == {"name": "A", "amount": None, "people": None}
    assert 'value="14/12/2023"' in str(Form(initial={"on": DAY})["on"])
    assert "18\u202f000\u00a0€" in str(Form(initial={"amount": 1_800_000})["amount"])


def test_a_field_is_described_by_its_help_and_its_error():
    html = written("{% form_errors form %}{% field form.name %}", form=Form({"on": "14/12/2023"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert [html.count(f'id="id_name_{part}"') for part in ("helptext", "error")] == [1, 1]
    assert '<label class="field__label" for="id_name">Nom</label>' in html
    assert '<a href="#id_name">Nom</a>' in html
    assert 'aria-invalid="true"' in html
