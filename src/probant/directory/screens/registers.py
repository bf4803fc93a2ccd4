"""Fill a form from the public registers, with or without a script; nothing is written."""

from typing import Any, TypeVar

from django import forms

from probant.directory.models import Territory
from probant.directory.public_registers import Found, find_in_registers
from probant.directory.territories import VINTAGE
from probant.ui.request import Request

FormType = TypeVar("FormType", bound=forms.Form)
#: What `directory/_register_lookup.html` and `_likely.html` read where nothing was asked yet.
NOTHING_TOLD = {"register_told": "", "register_found": False, "itself": "", "pick": ""}
ASKS = "remplir"  # the button of `directory/_register_lookup.html`


def asks_registers(request: Request) -> bool:
    """Whether the form was sent by the button that asks the registers, not to be saved."""
    return request.method == "POST" and ASKS in request.POST


def fill_from_registers(
    request: Request, form_class: type[FormType], **given: Any
) -> tuple[FormType, dict[str, Any]]:
    """The form as typed, its empty fields filled where a register knows the number; what to say.

    The second value is for the context of `directory/_register_lookup.html`. `given` are the
    form's own arguments.
    """
    typed = {name: request.POST.get(name, "") for name in form_class.base_fields}
    number = typed.get("siren", "").strip() or typed.get("rna", "").strip()
    if not number:
        asked = "Écrivez d’abord un numéro SIREN, SIRET ou RNA."
        return form_class(initial=typed, **given), {"register_told": asked, "register_found": False}
    answer = find_in_registers(number)
    if isinstance(answer, Found):
        known = fields_of(answer)
        typed = {name: value or known.get(name, "") for name, value in typed.items()}
    told: dict[str, Any] = {
        "register_told": answer.message,
        "register_found": isinstance(answer, Found),
    }
    return form_class(initial=typed, **given), told


def fields_of(answer: Found) -> dict[str, str]:
    """An identity as the fields of a form hold it: commune by name, SIRET in the SIREN's field."""
    values: dict[str, Any] = dict(answer.identity)
    code = values.pop("place_code", "")
    place = Territory.objects.filter(code=code, vintage=VINTAGE).first() if code else None
    named = place.name if place else values.get("place_name", "")
    values.pop("place_name", None)
    values["siren"] = values.pop("siret", "") or values.get("siren", "")
    if "is_ess" in values:
        values["is_ess"] = "oui" if values["is_ess"] else "non"
    return {name: value for name, value in (values | {"place": named}).items() if value}
