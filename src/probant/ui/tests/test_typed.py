"""A form refused for want of a session, or of a fresh token, is handed back with all it said."""

import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import resolve

from probant.ui.tests.conftest import BRUNO, CHLOE

TOLD = 'Elle dit : "tout va <b>bien</b>",\nou presque.'
FIELDS = {"notes": TOLD, "lieu": "Dijon", "themes": ["culture", "sport"], "password": "un-secret"}


class Reader(HTMLParser):
    """The hidden fields of a page and where they go."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.action, self.fields, self.links = "", list[tuple[str, str]](), list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.action = given["action"] or ""
        if tag == "input":
            self.fields.append((given["name"] or "", given["value"] or ""))
        if tag == "a":
            self.links.append(given["href"] or "")


def call(request):
    found = resolve(request.path)
    return found.func(request, *found.args, **found.kwargs)


@pytest.mark.urls("probant.ui.tests.urls")
def test_a_form_sent_after_its_session_holds_all_that_was_typed(ask):
    joined = SimpleUploadedFile("bilan.pdf", b"%PDF")
    response = call(ask("/dossiers/4/", CHLOE, "post", **FIELDS, piece=joined))
    page = Reader(response.content.decode())
    assert response.status_code == 403
    assert page.action == "/dossiers/4/"
    assert [one for one in page.fields if one[0] != "csrfmiddlewaretoken"] == [
        ("notes", TOLD),
        ("lieu", "Dijon"),
        ("themes", "culture"),
        ("themes", "sport"),
    ]
    assert "/connexion/?next=/" in page.links
    assert "<strong>bilan.pdf</strong>" in response.content.decode()
    assert "un-secret" not in response.content.decode()


@pytest.mark.urls("probant.ui.tests.urls")
def test_only_what_one_would_not_type_again_is_read_on_the_page(ask):
    key = str(uuid4())
    html = call(ask("/dossiers/4/", CHLOE, "post", notes=TOLD, lieu="Dijon", cle=key)).content
    told = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", html.decode(), re.DOTALL)
    assert told == ["Elle dit : &quot;tout va &lt;b&gt;bien&lt;/b&gt;&quot;,<br>ou presque."]


@pytest.mark.urls("probant.ui.tests.urls")
def test_htmx_is_told_to_send_the_form_as_a_page(ask):
    asked = ask("/dossiers/4/", CHLOE, "post", headers={"HX-Request": "true"}, notes=TOLD)
    response = call(asked)
    assert (response.status_code, response.content) == (401, b"")


@pytest.mark.urls("probant.ui.tests.urls")
def test_whoever_has_a_session_and_no_right_is_not_given_the_form_back(ask):
    with pytest.raises(Http404):
        call(ask("/dossiers/4/", BRUNO, "post", notes=TOLD))


@pytest.fixture
def strict(db: None) -> Client:
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


def test_a_token_gone_stale_gives_the_form_back_and_the_second_sending_passes(strict):
    strict.get("/connexion/")
    said = {"login": "awa@exemple.fr", "notes": TOLD, "csrfmiddlewaretoken": "a" * 64}
    own = {"Origin": "http://testserver"}
    refused = strict.post("/connexion/", said, headers=own)
    page = Reader(refused.content.decode())
    assert refused.status_code == 403
    assert page.action == "/connexion/"
    given = dict(page.fields)
    assert {name: given[name] for name in ("login", "notes")} == {
        "login": "awa@exemple.fr",
        "notes": TOLD,
    }
    assert given["csrfmiddlewaretoken"] != "a" * 64
    assert strict.post(page.action, given, headers=own).status_code == 200  # the form, judged


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://ailleurs.exemple"}, {"Origin": "null"}])
def test_the_form_of_another_site_is_never_offered(strict, headers):
    strict.get("/connexion/")
    refused = strict.post("/connexion/", {"notes": TOLD}, headers=headers)
    assert refused.status_code == 403
    assert "tout va" not in refused.content.decode()
    assert Reader(refused.content.decode()).fields == []
