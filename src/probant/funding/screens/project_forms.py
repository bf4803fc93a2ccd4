"""Forms of the associative project; actions decide."""

from collections.abc import Sequence
from typing import Any

from django import forms

from probant.funding.actions.projects import AxisDraft, ObjectiveDraft
from probant.funding.models import AssociativeProject
from probant.funding.screens.request_forms import DAY, decision_words
from probant.governance.models import Decision
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.programmes.models import Action
from probant.ui.fields import DayField, YearField, offer_rows

YEAR = {"required": "Écrivez l’année, comme 2023."}
EXAMPLE = """# Accueillir tous les porteurs de projet
Être présent dans chaque intercommunalité
  actions : Accompagnement des porteurs
  chiffres : cases_opened
"""


class ProjectForm(forms.Form):
    """What a project says of itself."""

    title = forms.CharField(
        label="Intitulé",
        max_length=200,
        error_messages={"required": "Donnez l’intitulé du projet associatif."},
    )
    first_year = YearField(label="De", error_messages=YEAR)
    last_year = YearField(label="À", error_messages=YEAR)
    summary = forms.CharField(
        label="Raison d’être", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label="Voté par",
        required=False,
        empty_label="pas encore voté, ou vote non enregistré",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Decision.objects.filter(
            deliberation__house_id=actor.house,
            deliberation__sitting__body__organisation_id=actor.house,
        ).select_related("deliberation__sitting__body")
        offer_rows(self, "decision", own.order_by("-deliberation__sitting__held_on", "number"))
        chosen: Any = self.fields["decision"]
        chosen.label_from_instance = decision_words

    def clean(self) -> dict[str, Any]:
        """A last year before the first is said beside it."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_year"), data.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "Le projet finit avant de commencer.")
        return data


class AxesForm(forms.Form):
    """Axes and objectives as a text: `#` begins an axis, a line is an objective, what is set back
    under it names its actions and its figures."""

    text = forms.CharField(
        label="Axes et objectifs",
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "Écrivez au moins un axe et un objectif."},
        help_text="Une ligne « # » ouvre un axe ; chaque ligne qui suit est un objectif. Sous un "
        "objectif, « actions : » et « chiffres : » disent ce qui le sert et ce qui le mesure, "
        "séparés par des points-virgules.",
    )

    def __init__(self, *args: Any, known: Sequence[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {fold(one.name): one for one in known}
        self.axes: list[AxisDraft] = []

    def clean_text(self) -> str:
        """Read the text; each line that does not read is said with its number."""
        text: str = self.cleaned_data["text"]
        faults: list[str] = []
        axes: list[tuple[str, list[tuple[str, list[Action], list[str]]]]] = []
        for number, raw in enumerate(text.splitlines(), 1):
            line = raw.strip()
            if not line:
                continue
            if line.startswith("#"):
                axes.append((line.lstrip("# ").strip(), []))
            elif not axes:
                faults.append(f"Ligne {number} : commencez par un axe, « # Accueillir… ».")
            else:
                self._objective(line, number, axes[-1][1], faults)
        if axes and not any(objectives for _, objectives in axes):
            faults.append("Écrivez au moins un objectif sous un axe.")
        if faults:
            raise forms.ValidationError(faults)
        self.axes = [
            AxisDraft(title, [ObjectiveDraft(*objective) for objective in objectives])
            for title, objectives in axes
        ]
        return text

    def _objective(
        self,
        line: str,
        number: int,
        objectives: list[tuple[str, list[Action], list[str]]],
        faults: list[str],
    ) -> None:
        word, colon, rest = line.partition(":")
        kind = fold(word) if colon else ""
        if kind not in ("actions", "action", "chiffres", "chiffre"):
            if len(line) > 400:
                faults.append(f"Ligne {number} : un objectif tient en 400 signes.")
            objectives.append((line[:400], [], []))
            return
        if not objectives:
            faults.append(f"Ligne {number} : « {word.strip()} » vient sous un objectif.")
            return
        for name in filter(None, (one.strip() for one in rest.split(";"))):
            if kind.startswith("chiffre"):
                objectives[-1][2].append(name[:60])
                continue
            action = self.known.get(fold(name))
            if action is None:
                faults.append(f"Ligne {number} : aucune action ne s’appelle « {name} ».")
            else:
                objectives[-1][1].append(action)


def written(project: AssociativeProject) -> str:
    """The axes of a project as the form's text."""
    lines: list[str] = []
    for axis in project.axes.prefetch_related("objectives__actions").order_by("position"):
        lines.append(f"# {axis.title}")
        for objective in axis.objectives.all():
            lines.append(objective.text)
            names = [one.name for one in objective.actions.all()]
            if names:
                lines.append(f"  actions : {' ; '.join(names)}")
            if objective.indicator_codes:
                lines.append(f"  chiffres : {' ; '.join(objective.indicator_codes)}")
        lines.append("")
    return "\n".join(lines).strip()


class EvaluationForm(forms.Form):
    """The review of a project."""

    evaluated_on = DayField(label="Faite le", error_messages=DAY)
    text = forms.CharField(
        label="Ce qui est constaté",
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Écrivez ce qui est constaté."},
    )
