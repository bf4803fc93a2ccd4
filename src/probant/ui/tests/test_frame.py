"""The frame: the rail of each role, the panels of a slot, the fixed places, the bundles."""

import gzip

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.safestring import mark_safe

from probant.kernel.decision import ALLOWED, refused
from probant.kernel.roles import EVERYONE, TEAM
from probant.ui import bundle, errors, files, panels, rail
from probant.ui.hrefs import href_pattern
from probant.ui.tests.conftest import AWA, BRUNO, CHLOE

pytestmark = pytest.mark.urls("probant.ui.tests.urls")


@pytest.fixture
def own_rail(monkeypatch):
    """A rail of three entries, one of which leads nowhere."""
    monkeypatch.setattr(rail, "_items", {})
    monkeypatch.setattr(rail, "_places", {})
    monkeypatch.setattr(rail, "_under", {})
    rail.register("home", "Accueil", "home", order=10, roles=EVERYONE)
    rail.register("cases", "Dossiers & co", "cases", order=20, roles=TEAM)
    rail.register("dead", "Nulle part", "nowhere", order=30, roles=EVERYONE)
    yield
    rail._fragments.cache_clear()
    rail.href.cache_clear()


def test_the_rail_shows_each_role_its_own_and_no_dead_link(own_rail):
    team, funder = rail.render(AWA.roles, "/"), rail.render(BRUNO.roles, "/")
    assert [team.count(f'href="{h}"') for h in ("/", "/dossiers/")] == [2, 2]
    assert [funder.count(f'href="{h}"') for h in ("/", "/dossiers/")] == [2, 0]
    assert "Dossiers &amp; co" in team
    assert "Nulle part" not in team
    assert rail.render(CHLOE.roles, "/") == ""


@pytest.mark.parametrize(
    ("path", "current"), [("/", "/"), ("/dossiers/4/", "/dossiers/"), ("/agenda/", None)]
)
def test_the_rail_marks_where_one_is(own_rail, path, current):
    html = rail.render(AWA.roles, path)
    marked = [h for h in ("/", "/dossiers/") if f'href="{h}" aria-current="page"' in html]
    assert marked == ([current] if current else [])


def test_a_room_above_puts_its_pages_under_an_entry_of_a_room_below(own_rail):
    rail.extend("cases", "agenda")
    assert 'href="/dossiers/" aria-current="page"' in rail.render(AWA.roles, "/agenda/")
    rail.extend("cases", "nowhere")
    assert [error.msg for error in rail.check_rail()] == [
        "« cases » mène à une route inconnue : nowhere",
        "« dead » mène à une route inconnue : nowhere",
    ]


def test_a_route_that_leads_nowhere_is_told_at_start(own_rail):
    rail.offer("help", "nulle-part")
    assert [(e.id, e.msg) for e in rail.check_rail()] == [
        ("ui.E001", "« dead » mène à une route inconnue : nowhere"),
        ("ui.E001", "« help » mène à une route inconnue : nulle-part"),
    ]
    assert rail.href("help") == ""


def test_a_place_that_no_page_has_is_refused():
    with pytest.raises(ValueError, match="Place inconnue"):
        rail.offer("ailleurs", "home")


@pytest.fixture
def own_panels(monkeypatch):
    monkeypatch.setattr(panels, "_slots", {})
    monkeypatch.setattr(panels, "_panels", {})


def test_panels_come_in_order_to_those_who_may(own_panels, ask):
    panels.slot("case.more", "ce que d’autres savent du dossier")

    def drawn(text):
        return lambda request, subject: mark_safe(f"<p>{text} {subject}</p>")

    yes, no = lambda actor, subject: ALLOWED, lambda actor, subject: refused("non")
    panels.register("case.more", "b", order=20, can=yes, render=drawn("deux"))
    panels.register("case.more", "a", order=10, can=lambda a, s: a.has(*TEAM), render=drawn("un"))
    panels.register("case.more", "c", order=30, can=no, render=drawn("trois"))
    assert panels.render("case.more", ask("/", AWA), 4) == "<p>un 4</p><p>deux 4</p>"
    assert panels.render("case.more", ask("/", BRUNO), 4) == "<p>deux 4</p>"
    assert panels.check_panels() == []


def test_a_panel_for_a_slot_that_no_page_declares_is_told_at_start(own_panels):
    panels.register("case.mroe", "a", order=1, can=lambda a, s: True, render=lambda r, s: "")
    assert [e.id for e in panels.check_panels()] == ["ui.E002"]


def test_an_address_pattern_fits_integers_uuids_and_pairs():
    assert href_pattern("case") % 12 == "/dossiers/12/"
    assert href_pattern("case-year", 2) % (12, 2023) == "/dossiers/12/2023/"
    assert href_pattern("piece") % "a" == "/pieces/a/"
    with pytest.raises(NoReverseMatch):
        href_pattern("nowhere")


def test_the_style_sheet_holds_every_file_in_order():
    css = bundle.bundle("app.css").body.decode()
    heads = [
        css.index(text) for text in ("--paper", ".rail {", ".table {", ".thread", "@media print")
    ]
    assert heads == sorted(heads)
    kept = {path.stem for path in (bundle.HERE / "css").glob("*.css")}
    assert kept == {*bundle.STYLES, "map"}  # a map has a sheet of its own
    assert "/*" not in css


def test_a_bundle_is_kept_for_a_year_under_its_own_digest_only(rf):
    made = bundle.bundle("app.css")
    now = files.send(rf.get("/", headers={"Accept-Encoding": "gzip, br"}), made.digest, "app.css")
    assert gzip.decompress(now.content) == made.body
    assert now["Cache-Control"] == "public, max-age=31536000, immutable"
    assert now["Vary"] == "Accept-Encoding"
    old = files.send(rf.get("/"), "0ld", "app.css")
    assert old.content == made.body
    assert old["Cache-Control"] == "no-cache"
    with pytest.raises(Http404):
        files.send(rf.get("/"), made.digest, "settings.py")


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (errors.bad_request, 400, "Cette demande n’a pas pu être lue"),
        (errors.forbidden, 403, "Cette action ne vous est pas ouverte"),
        (errors.not_found, 404, "Cette page n’est pas là"),
        (errors.server_error, 500, "Une panne est survenue de notre côté"),
        (errors.csrf_failure, 403, "La page est restée ouverte trop longtemps"),
    ],
)
def test_an_error_is_told_in_french_without_the_database(rf, view, status, title):
    response = view(rf.get("/"))
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in response.content.decode()


def test_a_page_for_strangers_has_no_rail_and_no_search(own_rail, ask):
    rail.offer("search", "cases")
    html = render_to_string("ui/signed_out.html", request=ask("/", CHLOE))
    assert ("rail__link" in html, 'role="search"' in html) == (False, False)
    whole = render_to_string("ui/base.html", request=ask("/", AWA))
    assert ("rail__link" in whole, 'role="search"' in whole) == (True, True)


@pytest.mark.parametrize(
    ("cookie", "attribute"), [("dark", ' data-theme="dark"'), ('"><script>', ""), ("", "")]
)
def test_the_theme_is_one_of_two_words(own_rail, ask, cookie, attribute):
    request = ask("/", AWA)
    request.COOKIES["theme"] = cookie
    assert f'<html lang="fr"{attribute}>' in render_to_string("ui/base.html", request=request)
