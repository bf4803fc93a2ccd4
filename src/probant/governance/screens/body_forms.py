"""Forms of bodies: their rules, colleges, mandates, interests."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.governance.actions import MandateDraft, RuleDraft
from probant.governance.models import Body, BodyRule, Mandate
from probant.governance.screens.names import NamesField
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField, NumberField, ReadField, offer_rows

UNSAID = [("", "non précisé"), ("yes", "oui"), ("no", "non")]
_ROLES = {word: code for code, word in Mandate.Role.choices} | {
    "président": "chair",
    "présidente": "chair",
    "vice-président": "vice",
    "vice-présidente": "vice",
    "trésorier": "treasurer",
    "trésorière": "treasurer",
    "secrétaire": "secretary",
    "suppléant": "substitute",
    "suppléante": "substitute",
}


def read_share(text: str) -> Fraction:
    """A share as statutes write it: « 1/4 », « un quart », « la moitié », « 25 % ».

    >>> read_share("2/3"), read_share("25 %"), read_share("la moitié")
    (Fraction(2, 3), Fraction(1, 4), Fraction(1, 2))
    """
    words = {
        "la moitié": Fraction(1, 2),
        "le tiers": Fraction(1, 3),
        "un tiers": Fraction(1, 3),
        "le quart": Fraction(1, 4),
        "un quart": Fraction(1, 4),
        "les deux tiers": Fraction(2, 3),
        "deux tiers": Fraction(2, 3),
        "les trois quarts": Fraction(3, 4),
        "trois quarts": Fraction(3, 4),
        "tous": Fraction(1),
    }
    plain = " ".join(text.casefold().split())
    if plain in words:
        return words[plain]
    percent = re.fullmatch(r"(\d{1,3})(?:[.,](\d))?\s*%", plain)
    if percent:
        return Fraction(int(percent[1]) * 10 + int(percent[2] or 0), 1000)
    found = re.fullmatch(r"(\d{1,3})\s*/\s*(\d{1,3})", plain)
    if found and int(found[2]):
        return Fraction(int(found[1]), int(found[2]))
    raise ValueError(f"« {text} » n’est pas une part : écrivez 1/4, 2/3, « la moitié » ou 25 %.")


class ShareField(ReadField):
    """A share of a whole."""

    read = staticmethod(read_share)
    hint = "1/4"

    def prepare_value(self, value: Any) -> Any:
        whole = isinstance(value, Fraction)
        return f"{value.numerator}/{value.denominator}" if whole else value


def _flag(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


class RuleForm(forms.Form):
    """What the statutes or standing orders say; empty keeps the law's default, or says nothing."""

    in_force_from = DayField(
        label="À compter du",
        error_messages={"required": "Indiquez le jour où ces règles commencent."},
    )
    source = forms.CharField(
        label="Texte",
        max_length=200,
        required=False,
        help_text="Par exemple « Statuts du 12 mai 2021, art. 9 » : les constats le citeront.",
    )
    quorum_share = ShareField(
        label="Quorum", required=False, help_text="Part des membres : 1/4, « la moitié », 25 %."
    )
    quorum_exceeds = forms.ChoiceField(
        label="Cette part doit être dépassée", choices=UNSAID, required=False
    )
    quorum_base = forms.ChoiceField(
        label="Le quorum compte", choices=BodyRule.QuorumBase.choices, required=False
    )
    second_call_free = forms.ChoiceField(
        label="Seconde convocation sans quorum", choices=UNSAID, required=False
    )
    second_call_days = NumberField(label="Jours avant la seconde séance", required=False)
    notice_clear_days = NumberField(
        label="Convocation, jours francs",
        required=False,
        help_text="Ni le jour de l’envoi, ni celui de la séance.",
    )
    proxies_per_holder = NumberField(
        label="Pouvoirs par porteur", required=False, help_text="0 : pas de pouvoir."
    )
    majority_share = ShareField(
        label="Majorité", required=False, help_text="Vide : plus de la moitié. Sinon 2/3, 3/4…"
    )
    majority_base = forms.ChoiceField(
        label="Majorité comptée sur", choices=BodyRule.MajorityBase.choices, required=False
    )
    casting_vote = forms.ChoiceField(
        label="Voix de la présidence prépondérante", choices=UNSAID, required=False
    )
    weighing = forms.ChoiceField(
        label="Pesée des voix", choices=BodyRule.Weighing.choices, required=False
    )
    secret_for_persons = forms.ChoiceField(
        label="Élections au scrutin secret", choices=UNSAID, required=False
    )
    secret_share = ShareField(
        label="Secret à la demande de",
        required=False,
        help_text="Part des présents qui peut demander le scrutin secret.",
    )
    absolute_rounds = NumberField(
        label="Tours à la majorité absolue",
        required=False,
        help_text="0 : élu au premier tour à la majorité relative.",
    )
    remote_counts = forms.ChoiceField(
        label="Présence à distance admise", choices=UNSAID, required=False
    )

    @staticmethod
    def of(rule: BodyRule | None) -> dict[str, Any]:
        """The rules in force as one typed them, to be changed: a version says everything."""
        if rule is None:
            return {}
        flags = ("quorum_exceeds", "second_call_free", "casting_vote", "secret_for_persons")
        same = (
            "quorum_base",
            "second_call_days",
            "notice_clear_days",
            "proxies_per_holder",
            "majority_base",
            "weighing",
            "absolute_rounds",
            "source",
        )
        found: dict[str, Any] = {name: getattr(rule, name) for name in same}
        words = {True: "yes", False: "no", None: ""}
        found |= {name: words[getattr(rule, name)] for name in (*flags, "remote_counts")}
        found["quorum_base"] = rule.quorum_base or ("represented" if rule.proxies_count else "")
        return found | {
            "quorum_share": rule.quorum_share,
            "majority_share": rule.majority_share,
            "secret_share": rule.secret_share,
        }

    @property
    def draft(self) -> RuleDraft:
        """The rules as typed."""
        data = self.cleaned_data
        return RuleDraft(
            quorum_share=data["quorum_share"],
            quorum_exceeds=_flag(data["quorum_exceeds"]),
            proxies_count=data["quorum_base"] == "represented" or None,
            proxies_per_holder=data["proxies_per_holder"],
            notice_clear_days=data["notice_clear_days"],
            casting_vote=_flag(data["casting_vote"]),
            source=data["source"],
            quorum_base=data["quorum_base"],
            second_call_free=_flag(data["second_call_free"]),
            second_call_days=data["second_call_days"],
            majority_base=data["majority_base"],
            majority_share=data["majority_share"],
            secret_for_persons=_flag(data["secret_for_persons"]),
            secret_share=data["secret_share"],
            remote_counts=_flag(data["remote_counts"]),
            absolute_rounds=data["absolute_rounds"],
            weighing=data["weighing"],
        )


class CollegeForm(forms.Form):
    """A college of a body."""

    name = forms.CharField(
        label="Collège", max_length=120, error_messages={"required": "Donnez un nom au collège."}
    )
    weight = NumberField(
        label="Poids",
        initial=1,
        help_text="Voix de chaque membre, ou poids du collège, selon la pesée de l’instance.",
        error_messages={"required": "Donnez son poids, 1 s’ils sont égaux."},
    )


class MandatesForm(forms.Form):
    """Several mandates from the same day: one name a line, its function after a semicolon."""

    begins_on = DayField(
        label="Depuis le", error_messages={"required": "Indiquez le début du mandat."}
    )
    ends_on = DayField(label="Jusqu’au", required=False, help_text="Vide : sans terme connu.")
    college = forms.ModelChoiceField(
        Body.objects.none(), label="Collège", required=False, empty_label="aucun"
    )
    names = NamesField(
        rows=12,
        label="Membres",
        help_text="Un par ligne ; une fonction se note après un point-virgule : "
        "« Anne MARTIN ; présidence ».",
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "college", body.colleges.all())

    def clean_names(self) -> list[tuple[str, str]]:
        """(name, role) of each line."""
        found = []
        for line in self.cleaned_data["names"]:
            name, _, word = line.partition(";")
            role = _ROLES.get(" ".join(word.casefold().split()), "") if word.strip() else "member"
            if not role:
                known = ", ".join(label for _, label in Mandate.Role.choices)
                raise ValidationError(f"« {word.strip()} » : la fonction est {known}.")
            found.append((name.strip(), role))
        if not found:
            raise ValidationError("Écrivez au moins un nom.")
        return found

    @property
    def drafts(self) -> list[MandateDraft]:
        """The mandates as typed."""
        college = self.cleaned_data["college"]
        return [MandateDraft(name, role, college) for name, role in self.cleaned_data["names"]]


class MandateEndForm(forms.Form):
    """The end of a mandate, and who takes over."""

    ends_on = DayField(
        label="Dernier jour du mandat", error_messages={"required": "Indiquez le dernier jour."}
    )
    replaced_by = forms.CharField(
        label="Remplacé par",
        max_length=120,
        required=False,
        help_text="Son mandat commence le lendemain, à la même fonction.",
    )
    interim = forms.BooleanField(label="Par intérim", required=False)


class InterestForm(forms.Form):
    """What a member declares of another organisation."""

    role = forms.CharField(
        label="Ce qu’il ou elle y est",
        max_length=120,
        help_text="Par exemple « administratrice », « salarié », « conjoint du directeur ».",
        error_messages={"required": "Dites quel est le lien."},
    )
    by_law = forms.BooleanField(
        label="Désigné par la loi dans cette structure",
        required=False,
        help_text="Il se déporte quand même pour une subvention (CGCT L1111-6).",
    )
    begins_on = DayField(label="Depuis le", required=False)
    ends_on = DayField(label="Jusqu’au", required=False)

    def __init__(self, *args: Any, house_id: int, suggestions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            house_id=house_id,
            suggestions=suggestions,
            label="Structure",
            error_messages={"required": "Dites quelle structure est concernée."},
        )
        self.order_fields(["organisation", "role", "by_law", "begins_on", "ends_on"])
