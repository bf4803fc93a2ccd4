"""Forms of testimonies: questions and answers, what is allowed for each use, reading over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from probant.directory.models import Person
from probant.support.models import Scope
from probant.support.testimony_writing import LONGEST_ANSWER, Testifying
from probant.ui.fields import DayField, offer_choices

NO = "non"
ANSWER, USE = "q_", "u_"  # beginnings of the names of fields
LONG = f"{LONGEST_ANSWER} caractères au plus."


def _answers(questions: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    return {
        ANSWER + code: forms.CharField(
            label=question,
            required=False,
            max_length=LONGEST_ANSWER,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"max_length": f"C’est trop long : {LONG}"},
        )
        for code, question in questions
    }


class UseField(forms.ChoiceField):
    """Yes or no for one use; what says nothing says no."""

    def clean(self, value: Any) -> str:
        return str(super().clean(value or NO))


def _uses(uses: Mapping[str, str], *, by_team: bool) -> dict[str, forms.Field]:
    """One choice a use. Nothing is chosen in advance but no: a consent is an act (RGPD, art. 4)."""
    yes = {
        Scope.NAMED: "oui, avec son nom" if by_team else "oui, avec mon nom",
        Scope.FIRST_NAME: "oui, avec son prénom seul" if by_team else "oui, avec mon prénom seul",
        Scope.ANONYMOUS: "oui, sans son nom" if by_team else "oui, sans mon nom",
    }
    return {
        USE + code: UseField(
            label=f"Pour {name}",
            choices=[(NO, "non"), *((scope.value, words) for scope, words in yes.items())],
            initial=NO,
        )
        for code, name in uses.items()
    }


class ConsentsForm(forms.Form):
    """What a testimony may be used for."""

    def __init__(
        self, *args: Any, uses: Mapping[str, str], by_team: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_uses(uses, by_team=by_team))

    def uses(self) -> list[Any]:
        """The choices of uses, to be set together."""
        return [self[name] for name in self.fields if name.startswith(USE)]

    @property
    def consents(self) -> dict[str, str]:
        """Scope by use; "" where it is not allowed."""
        given = {
            name.removeprefix(USE): value
            for name, value in self.cleaned_data.items()
            if name.startswith(USE)
        }
        return {code: "" if scope in (NO, "") else scope for code, scope in given.items()}


class TestifyForm(ConsentsForm):
    """Questions and answers, and what they may be used for."""

    def __init__(self, *args: Any, questions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._questions = dict(questions)
        self.fields = {**_answers(questions), **self.fields}

    def answers(self) -> list[Any]:
        """The questions, to be set together."""
        return [self[name] for name in self.fields if name.startswith(ANSWER)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        texts = [value for name, value in data.items() if name.startswith(ANSWER)]
        if not self.errors and not any(text.strip() for text in texts):
            raise forms.ValidationError("Répondez à une question au moins.")
        return data

    @property
    def said(self) -> Testifying:
        """What somebody said, as the action takes it."""
        answers = {
            question: self.cleaned_data[ANSWER + code] for code, question in self._questions.items()
        }
        return Testifying(answers, self.consents)


class InterviewForm(TestifyForm):
    """What somebody said to the team, on which day."""

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, by_team=True, **kwargs)
        first: dict[str, forms.Field] = {
            "person": person_field(people),
            "occurred_on": DayField(
                label="Recueilli le",
                initial=timezone.localdate,
                error_messages={"required": "Indiquez le jour, comme 14/12/2023."},
            ),
        }
        self.fields = {**first, **self.fields}

    def first(self) -> list[Any]:
        """Who and when."""
        return [self["person"], self["occurred_on"]]


class AskForm(forms.Form):
    """Whom one asks to testify."""

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = person_field(people)


def person_field(people: Sequence[Person]) -> forms.ModelChoiceField:
    """Somebody of the project, or of its structure."""
    return forms.ModelChoiceField(
        Person.objects.filter(pk__in=[one.pk for one in people]).order_by("name_key", "id"),
        label="Personne",
        empty_label=None,
        error_messages={
            "required": "Choisissez la personne.",
            "invalid_choice": "Choisissez une personne du projet ou de la structure.",
        },
    )


class ReadOverForm(forms.Form):
    """The passage that is kept."""

    quote = forms.CharField(
        label="Extrait à citer",
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Les mots de la personne. Laissé vide, tout le témoignage peut être cité.",
    )


class PublicationForm(forms.Form):
    """Where and when a testimony was shown."""

    use = forms.ChoiceField(
        label="Publié dans", error_messages={"required": "Choisissez où il a été publié."}
    )
    occurred_on = DayField(
        label="Le",
        initial=timezone.localdate,
        error_messages={"required": "Indiquez le jour, comme 14/12/2023."},
    )

    def __init__(self, *args: Any, uses: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "use", list(uses.items()))
