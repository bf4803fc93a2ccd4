"""What is asked before one act is done on several cases, or on several tasks."""

from typing import Any

from django import forms

from probant.accounts.models import User
from probant.support.screens.forms import CloseForm, EntrustForm, PersonChoice
from probant.support.screens.path_forms import NO_WORDS, choose
from probant.ui.fields import DayField, offer_choices

__all__ = ["CloseForm", "EntrustForm", "PersonForm", "PostponeForm", "TaskForm"]
EACH = "referent"


class PersonForm(forms.Form):
    """To whom; nobody where `empty` says what that means."""

    user = PersonChoice(
        User.objects.none(),
        label="À qui",
        required=False,
        empty_label="personne",
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", people)


class TaskForm(forms.Form):
    """Something to do on each case, by its own referent or by one person."""

    what = forms.CharField(label="À faire", max_length=300, error_messages=NO_WORDS)
    due_on = DayField(label="Pour le", required=False)
    by = forms.ChoiceField(label="Par")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        offer_choices(
            self,
            "by",
            [
                (EACH, "la personne qui suit chaque dossier"),
                *((word, str(user)) for word, user in self.people.items()),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """`assigned`: the person chosen, None for the referent of each case."""
        given = super().clean() or self.cleaned_data
        return given | {"assigned": self.people.get(given.get("by", ""))}


class PostponeForm(forms.Form):
    """Another day."""

    due_on = DayField(
        label="Pour le", error_messages={"required": "Indiquez le jour auquel vous les reportez."}
    )
