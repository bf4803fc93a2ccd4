"""Forms of the team page."""

from typing import Any

from django import forms

from probant.kernel.roles import Role


class AccountForm(forms.Form):
    """Give somebody a role, opening an account where the address has none."""

    name = forms.CharField(label="Nom et prénom", max_length=120)
    email = forms.EmailField(
        label="Courriel",
        help_text="Il sert à se connecter. La personne choisit elle-même son mot de passe.",
        error_messages={"invalid": "Écrivez un courriel complet, comme prenom.nom@exemple.fr."},
    )
    role = forms.ChoiceField(label="Rôle")

    def __init__(self, *args: Any, roles: frozenset[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, role.label) for role in Role if role in roles]
