"""Forms of files and milestones."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from probant.governance.models import Deliberation
from probant.support.actions.files import MOST_FILES
from probant.support.models import Audience, CaseFile, Milestone
from probant.support.queries.files import Offered
from probant.ui.fields import DayField, offer_choices, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}
NO_FILE = "Choisissez au moins un fichier."


class ManyFiles(forms.ClearableFileInput):
    """An input that takes several files, dropped or chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; gives a list. An empty one is refused by name."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not sent:
            raise ValidationError(NO_FILE, code="required")
        if len(sent) > MOST_FILES:
            raise ValidationError(f"Déposez {MOST_FILES} fichiers à la fois au plus.")
        return [super(FilesField, self).clean(one, initial) for one in sent]


def _words(offered: Iterable[Offered], none: str) -> list[tuple[str, str]]:
    return [("", none), *((one.word, one.name) for one in offered)]


class FilesForm(forms.Form):
    """Files of a case, what they are, who has them."""

    sent = FilesField(
        label="Fichiers",
        help_text="Un ou plusieurs, glissés ici ou choisis.",
        error_messages={"empty": "Ce fichier est vide."},
    )
    milestone = forms.ChoiceField(label="Nature", required=False)
    reached = forms.BooleanField(
        label="Ce livrable est achevé : noter le jalon", required=False, initial=False
    )
    title = forms.CharField(label="Intitulé", max_length=200, required=False)
    dated_on = DayField(label="Daté du", error_messages=NO_DAY)
    audience = forms.ChoiceField(
        label="Qui les a",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.TEAM,
    )

    def __init__(self, *args: Any, offered: list[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "milestone", _words(offered, "non précisée"))
        self.fields["dated_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("reached") and not data.get("milestone"):
            self.add_error("milestone", "Dites quel livrable est achevé.")
        return data


class VersionForm(forms.Form):
    """A new version of a deliverable."""

    file = forms.FileField(
        label="Nouvelle version",
        error_messages={"required": NO_FILE, "empty": "Ce fichier est vide."},
    )
    dated_on = DayField(label="Datée du", error_messages=NO_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dated_on"].initial = timezone.localdate()


class FileForm(forms.Form):
    """What a file is, of which day, who has it."""

    title = forms.CharField(label="Intitulé", max_length=200, required=False)
    milestone = forms.ChoiceField(label="Nature", required=False)
    dated_on = DayField(label="Daté du", error_messages=NO_DAY)
    audience = forms.ChoiceField(
        label="Qui l’a", choices=Audience.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, offered: list[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "milestone", _words(offered, "non précisée"))


class MilestoneForm(forms.Form):
    """A deliverable finished, or a step reached."""

    milestone = forms.ChoiceField(
        label="Jalon", error_messages={"required": "Choisissez ce qui est atteint."}
    )
    occurred_on = DayField(label="Jour", error_messages=NO_DAY)
    file = forms.ModelChoiceField(
        CaseFile.objects.none(), label="Pièce", required=False, empty_label="aucune"
    )
    deliberation = forms.ModelChoiceField(
        Deliberation.objects.none(),
        label="Délibération",
        required=False,
        empty_label="aucune",
        help_text="Si des élus ont décidé, et si l’acte est connu.",
    )

    def __init__(
        self, *args: Any, offered: list[Offered], files: Any, deliberations: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "milestone", _words(offered, "choisir…"))
        offer_rows(self, "file", files)
        offer_rows(self, "deliberation", deliberations)
        self.fields["occurred_on"].initial = timezone.localdate()


class MilestoneNameForm(forms.Form):
    """A milestone of the house."""

    name = forms.CharField(
        label="Nom", max_length=80, error_messages={"required": "Donnez un nom."}
    )
    is_document = forms.BooleanField(label="C’est un document à déposer", required=False)
    is_open = forms.BooleanField(label="Proposé aujourd’hui", required=False, initial=True)


def amend_milestone(fact: Any) -> dict[str, forms.Field]:
    """What a replacement of a milestone may change."""
    house = Milestone.objects.filter(house_id=fact.house_id)
    return {
        "milestone": forms.ModelChoiceField(house.order_by("name"), label="Jalon", empty_label=None)
    }
