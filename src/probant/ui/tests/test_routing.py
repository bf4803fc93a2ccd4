"""A page answers those whom its policy names, by the methods it has, and nobody else."""

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.urls import resolve

from probant.kernel.roles import TEAM, Role
from probant.ui.routing import PUBLIC, SIGNED_IN, Policy, Verdict, page
from probant.ui.tests.conftest import AWA, BRUNO, CHLOE

pytestmark = pytest.mark.urls("probant.ui.tests.urls")

A, S, H, N = Verdict.ALLOWED, Verdict.SIGN_IN, Verdict.HIDDEN, Verdict.NO_METHOD


def verdicts(policy, actor):
    return [policy.verdict(method, actor) for method in ("GET", "HEAD", "POST", "PUT")]


@pytest.mark.parametrize(
    ("policy", "awa", "bruno", "chloe"),
    [
        (Policy(PUBLIC), [A, A, N, N], [A, A, N, N], [A, A, N, N]),
        (Policy(SIGNED_IN), [A, A, N, N], [A, A, N, N], [S, S, S, S]),
        (Policy(TEAM, TEAM), [A, A, A, N], [H, H, H, H], [S, S, S, S]),
        (Policy(SIGNED_IN, TEAM), [A, A, A, N], [A, A, H, N], [S, S, S, S]),
        (Policy(None, TEAM), [N, N, A, N], [H, H, H, H], [S, S, S, S]),
        (Policy(PUBLIC, PUBLIC), [A, A, A, N], [A, A, A, N], [A, A, A, N]),
    ],
)
def test_each_policy_answers_each_person_by_method(policy, awa, bruno, chloe):
    assert verdicts(policy, AWA) == awa
    assert verdicts(policy, BRUNO) == bruno
    assert verdicts(policy, CHLOE) == chloe
    assert verdicts(policy, None) == chloe


def test_the_system_is_not_a_person_who_reads_pages():
    from probant.kernel.actor import Actor

    assert Policy(TEAM).verdict("GET", Actor.system(1, "tâche", roles=TEAM)) is Verdict.SIGN_IN


def test_a_policy_that_names_nobody_stops_the_start():
    with pytest.raises(ValueError, match="au moins un rôle"):
        Policy(frozenset())
    with pytest.raises(ValueError, match="se lit ou s’écrit"):
        Policy(None)


def test_the_policy_is_on_the_view():
    found = resolve("/dossiers/4/")
    assert found.func.policy.write == TEAM
    assert found.func.policy.methods == ("GET", "HEAD", "POST")
    assert resolve("/exporter/").func.policy.methods == ("POST",)


def call(request):
    found = resolve(request.path)
    return found.func(request, *found.args, **found.kwargs)


def test_a_stranger_signs_in_and_comes_back(ask):
    response = call(ask("/dossiers/", CHLOE, annee="2023"))
    assert response.status_code == 302
    assert response["Location"] == "/connexion/?next=/dossiers/%3Fannee%3D2023"


def test_htmx_is_told_where_to_go(ask):
    response = call(ask("/dossiers/", CHLOE, headers={"HX-Request": "true"}))
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/connexion/?next=/dossiers/"


def test_a_person_without_the_role_is_not_told_that_the_page_exists(ask):
    with pytest.raises(Http404):
        call(ask("/dossiers/", BRUNO))


def test_a_reader_cannot_write(ask):
    assert call(ask("/dossiers/4/", BRUNO)).content == b"GET 4 0"
    with pytest.raises(Http404):
        call(ask("/dossiers/4/", BRUNO, "post"))
    assert call(ask("/dossiers/4/", AWA, "post")).content == b"POST 4 0"


def test_a_read_only_page_refuses_post(ask):
    response = call(ask("/agenda/", CHLOE, "post"))
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("number", [2**63, 10**20, 10**400])
def test_a_number_that_no_row_can_have_is_an_unknown_page(ask, number):
    with pytest.raises(Http404):
        call(ask(f"/dossiers/{number}/", AWA))
    assert call(ask(f"/dossiers/{2**63 - 1}/", AWA)).status_code == 200


def test_an_address_with_a_zero_byte_is_not_read(ask, rf):
    with pytest.raises(BadRequest):
        call(ask("/dossiers/", AWA, q="a\0b"))


def test_a_page_without_actor_is_closed(rf):
    assert call(rf.get("/dossiers/")).status_code == 302
    assert call(rf.get("/agenda/")).content == b"GET 0 0"


def test_the_view_keeps_its_name():
    def view(request):
        return HttpResponse()

    assert page("x/", view, name="x", read={Role.BOARD}).callback.__name__ == "view"
