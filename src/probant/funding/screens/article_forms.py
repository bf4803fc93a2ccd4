"""Forms of the words of a convention: an article, a whole text pasted, the text that was voted."""

from typing import Any

from django import forms

from probant.funding.actions.wording import LONGEST_TEXT, TEXT_KINDS
from probant.funding.rules import Kind
from probant.funding.rules.articles import Article, split_articles, tidy
from probant.funding.screens.convention_forms import DecisionField, decision_choices
from probant.kernel.actor import Actor
from probant.ui.fields import DayField, offer_choices

AREA = forms.Textarea(attrs={"rows": 10})


class CorrectionField(forms.CharField):
    """Why a signed text is corrected."""

    def __init__(self) -> None:
        super().__init__(
            label="Motif de la correction",
            required=False,
            max_length=400,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Le texte est signé. Pour changer ce qui a été convenu, faites un avenant ; "
            "pour une erreur de transcription, dites ici laquelle : le motif et le texte d’avant "
            "restent affichés.",
        )


class ArticleForm(forms.Form):
    """An article: its number, its title, what it rules, its words."""

    number = forms.CharField(
        label="Numéro", max_length=12, required=False, help_text="IV, 4, 4 bis…"
    )
    title = forms.CharField(label="Intitulé", max_length=200, required=False)
    kind = forms.ChoiceField(
        label="Ce qu’il règle", choices=[(one.value, one.label) for one in TEXT_KINDS]
    )
    text = forms.CharField(label="Texte", widget=AREA, required=False, max_length=LONGEST_TEXT)
    after = forms.ChoiceField(label="Placé", required=False)

    def __init__(
        self,
        *args: Any,
        places: list[tuple[str, str]] | None = None,
        is_signed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Kind.TEXT.value
        if is_signed:
            self.fields["correction"] = CorrectionField()
        if places is None:
            del self.fields["after"]
        else:
            offer_choices(self, "after", places)

    @property
    def article(self) -> Article:
        """The article that was typed."""
        data = self.cleaned_data
        number = data["number"].strip().rstrip(".")
        return Article(number, " ".join(data["title"].split()), tidy(data["text"]))

    def clean(self) -> dict[str, Any]:
        """A number or a title names the article."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("number") and not data.get("title"):
            self.add_error("number", "Donnez un numéro ou un intitulé à l’article.")
        return data


class PasteForm(forms.Form):
    """The whole text, cut at its articles."""

    text = forms.CharField(
        label="Texte de la convention",
        widget=forms.Textarea(attrs={"rows": 18}),
        max_length=500_000,
        help_text="Chaque article commence une ligne : « Article 1 – Objet ». Ce qui précède le "
        "premier et ce qui suit la signature ne sont pas repris.",
        error_messages={"required": "Collez le texte de la convention."},
    )

    def __init__(self, *args: Any, is_signed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_signed:
            self.fields["correction"] = CorrectionField()

    def clean_text(self) -> str:
        """At least one article."""
        text = str(self.cleaned_data["text"])
        if not split_articles(text):
            raise forms.ValidationError(
                "Aucun article n’a été reconnu : chaque article commence une ligne, comme "
                "« Article 1 – Objet »."
            )
        return text


class VotedForm(PasteForm):
    """The text that was put to the vote."""

    kept_on = DayField(label="Texte du", error_messages={"required": "Indiquez le jour du vote."})
    decision = DecisionField(label="Voté par")

    field_order = ("kept_on", "decision", "text")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "decision", [("", "pas encore voté"), *decision_choices(actor.house)])
        self.fields["text"].label = "Texte soumis au vote"
        self.order_fields(self.field_order)
