"""The `url` tag writes what Django's own would, whatever it is given."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, set_script_prefix


def written(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_numbers_fill_the_places_of_the_route() -> None:
    said = written("{% url 'directory:sheet' 12 %} {% url 'directory:sheet' one %}", one=7)
    assert said == "/annuaire/12/ /annuaire/7/"


def test_route_without_numbers_is_written() -> None:
    assert written("{% url 'directory:list' %}") == "/annuaire/"


def test_words_go_the_long_way() -> None:
    assert written("{% url 'desk:guide-chapter' word %}", word="les-dossiers") == (
        "/aide/les-dossiers/"
    )


@pytest.mark.parametrize("wrong", [None, "", "x", -1])
def test_what_fits_no_route_is_refused(wrong: object) -> None:
    with pytest.raises(NoReverseMatch):
        written("{% url 'directory:sheet' one %}", one=wrong)


def test_address_is_kept_under_a_name() -> None:
    assert written("{% url 'directory:list' as there %}[{{ there }}]") == "[/annuaire/]"
    assert written("{% url 'directory:nothing' as there %}[{{ there }}]") == "[]"


def test_folder_of_the_server_stands_before_the_address() -> None:
    set_script_prefix("/probant/")
    try:
        assert written("{% url 'directory:sheet' 12 %}") == "/probant/annuaire/12/"
    finally:
        set_script_prefix("/")
    assert written("{% url 'directory:sheet' 12 %}") == "/annuaire/12/"
