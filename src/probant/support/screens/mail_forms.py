"""Forms of mails."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.post.mail_in import looks_like_mail
from probant.support.models import Audience

NO_MAIL = "Déposez un courriel enregistré depuis votre messagerie : un fichier .eml ou .msg."


class MailForm(forms.Form):
    """A mail saved by a mail program, and who will read it."""

    mail = forms.FileField(
        label="Courriel (.eml ou .msg)",
        error_messages={"required": NO_MAIL, "empty": "Ce fichier est vide."},
        help_text="Glissez-le depuis votre messagerie, ou enregistrez-le d’abord.",
    )
    audience = forms.ChoiceField(
        label="Qui le lit", choices=Audience.choices, initial=Audience.TEAM
    )

    def clean_mail(self) -> Any:
        sent = self.cleaned_data["mail"]
        if not looks_like_mail(sent.name or ""):
            raise ValidationError(NO_MAIL)
        return sent
