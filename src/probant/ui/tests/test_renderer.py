"""The quick drawing of widgets says what Django's templates say."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from probant.ui.renderer import Widgets


class Every(forms.Form):
    """The common widgets, with what must be escaped and what is true, false or absent."""

    text = forms.CharField(
        max_length=9, widget=forms.TextInput(attrs={"autofocus": True, "x": False})
    )
    number = forms.IntegerField(min_value=1)
    email = forms.EmailField(help_text="aide")
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(widget=forms.Textarea, required=False)
    agreed = forms.BooleanField()
    kind = forms.ChoiceField(
        choices=[("", "à choisir"), ("a&b", "A & B"), ("g", [("1", "un"), (2, "<b>")])]
    )


GIVEN = [
    None,
    {"text": 'a"<b>', "number": "x", "note": "</textarea>&", "agreed": "on", "kind": "a&b"},
    {"kind": "2", "text": "", "note": ""},
]


@pytest.mark.parametrize("data", GIVEN)
@pytest.mark.parametrize("name", list(Every.base_fields))
def test_a_widget_is_drawn_as_django_draws_it(name: str, data: dict[str, str] | None) -> None:
    drawn = [
        re.sub(r">\s+<", "><", str(Every(data, renderer=renderer)[name]).strip())
        for renderer in (Widgets(), DjangoTemplates())
    ]
    assert drawn[0] == drawn[1]
