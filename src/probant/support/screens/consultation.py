"""How many providers a programme consults at least: on its page, and the form that sets it."""

import datetime
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.access import may_edit_offer
from probant.programmes.models import Programme
from probant.support.models import ConsultationRule, Mission
from probant.support.queries.engineering import usual_number
from probant.ui.fields import DayField, NumberField
from probant.ui.request import Request

DLA = "dla"


class ConsultationForm(forms.Form):
    """A number, and the day from which it holds; the days before keep theirs."""

    providers_at_least = NumberField(
        label="Prestataires consultés, au moins",
        help_text="0 : aucune consultation n’est demandée.",
        error_messages={"required": "Indiquez un nombre, de 0 à 20."},
    )
    in_force_from = DayField(
        label="À compter du",
        help_text="Les missions dont les prestataires furent consultés avant gardent la règle de "
        "leur jour.",
        error_messages={"required": "Indiquez le jour, comme 01/01/2024."},
    )

    def clean_providers_at_least(self) -> int:
        """A number that the base accepts."""
        number: int = self.cleaned_data["providers_at_least"]
        if not 0 <= number <= 20:
            raise forms.ValidationError("De 0 à 20 prestataires.")
        return number


def can_see(actor: Actor, _: Programme) -> bool:
    """The team and the board read the rule."""
    return actor.house_id is not None and actor.has(*TEAM, Role.BOARD)


def panel(request: Request, programme: Programme) -> SafeString:
    """The number in force, those before and to come; nothing where there is no mission.

    Two queries at most.
    """
    rules = list(ConsultationRule.objects.filter(programme=programme).order_by("-in_force_from"))
    consults = bool(rules) or Mission.objects.filter(programme=programme).exists()
    if not consults and programme.official_code != DLA:
        return SafeString("")
    today = timezone.localdate()
    standing = next((rule for rule in rules if rule.in_force_from <= today), None)
    context: dict[str, Any] = {
        "programme": programme,
        "number": standing.providers_at_least if standing else usual_number(today),
        "rules": [(rule, _state(rule, standing, today)) for rule in rules],
        "may_set": may_edit_offer(request.actor, programme.house_id).allowed,
    }
    return render_to_string("support/_consultation_panel.html", context, request=request)


def _state(rule: ConsultationRule, standing: ConsultationRule | None, today: datetime.date) -> str:
    """What a rule is today: to come, in force, or of before (nothing is said)."""
    return "à venir" if rule.in_force_from > today else "en vigueur" if rule == standing else ""
