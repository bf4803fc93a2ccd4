"""The door: a call, a visit or a message noted in under a minute, with or without script."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.directory.models import Organisation, Person
from probant.directory.public_registers import Found, find_in_registers
from probant.directory.screens.registers import fields_of
from probant.directory.writing import Identity
from probant.kernel.decision import Refused
from probant.kernel.text import fold
from probant.programmes.models import Programme
from probant.programmes.screens.submit import UNPROCESSABLE, Subject, answer
from probant.support import actions
from probant.support.actions import CalledAlready, Contact, Place, Said, Upshot, Who
from probant.support.models import CallMode, CallOutcome, Case, SupportRequest
from probant.support.queries.callers import proposals, reading_of, registered
from probant.support.queries.cases import people_of, volunteers_of
from probant.support.queries.choices import door_lists
from probant.support.rules import ACCUEIL
from probant.support.screens.door_forms import DoorForm
from probant.ui.request import Request

OF_A_CASE = (CallOutcome.CASE, CallOutcome.VOLUNTEER)
FREE = (DoorForm.NEW, DoorForm.PROJECT, DoorForm.PERSON, DoorForm.ANONYMOUS)
CRDVA = "crdva"  # one-off advice is its work, where the house runs it


def log(request: Request) -> HttpResponse:
    """`/dossiers/accueil/`: who, what for, what came of it; one entry."""
    actor = request.actor
    asked = _asked(request)
    programmes = list(Programme.objects.visible_to(actor).filter(is_open=True).order_by("name"))
    with_accueil = _with_accueil(programmes)
    given: dict[str, Any] = {
        "house_id": actor.house,
        "lists": door_lists(actor.house),
        "programmes": programmes,
        "with_accueil": with_accueil,
        "people": people_of(actor.house),
        "volunteers": volunteers_of(actor.house),
    }
    initial = _initial(request, programmes, with_accueil, asked)
    form = DoorForm(request.POST or None, initial=initial, **given)
    context = {**_choice(request, form), "asked": asked, "back": reverse("support:calls")}
    if "remplir" in request.POST:
        filled, told = _filled(request)
        shown = {"form": DoorForm(initial=filled, **given), **context, **told}
        return render(request, "support/accueil.html", shown)
    if form.is_valid() and _undecided(form, context):
        context["ask"] = True
        return render(
            request, "support/accueil.html", {"form": form, **context}, status=UNPROCESSABLE
        )

    def act(data: Any, keys: Any) -> str:
        try:
            call = actions.take_call(
                actor,
                house_id=actor.house,
                occurred_on=data["occurred_on"],
                said=_said(form, asked),
                words=data["words"],
                place=_place(data),
                upshot=_upshot(data, programmes),
                sent_by=data["sent_by"],
                request=asked,
                again=data["again"],
                key=keys.key,
                **_who(request, form, context["who"]),
            )
        except CalledAlready as already:
            context["first"] = already.call
            raise
        if data["outcome"] in OF_A_CASE and call.case_id is not None:
            return reverse("support:case", args=[call.case_id])
        return reverse("support:call", args=[call.pk])

    return answer(
        request,
        form,
        act=act,
        template="support/accueil.html",
        subject=Subject(actor.house, "call"),
        back=reverse("support:calls"),
        done="C’est noté.",
        context=context,
    )


def names(request: Request) -> HttpResponse:
    """The fragment that proposes who it may be while a name is typed."""
    return render(request, "support/_who.html", _choice(request, None))


def _asked(request: Request) -> SupportRequest | None:
    """The public request that this call answers, if any."""
    sent = request.POST if request.method == "POST" else request.GET
    number = sent.get("demande", "")
    if not (number.isascii() and number.isdigit()):
        return None
    requests = SupportRequest.objects.visible_to(request.actor).awaiting()
    return requests.filter(pk=int(number[:18])).first()


def _filled(request: Request) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was typed, its empty fields filled by the registers, without script; what to say."""
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    number = typed.get("siren", "").strip() or typed.get("rna", "").strip()
    answer = find_in_registers(number)
    if isinstance(answer, Found):
        known = fields_of(answer)
        typed |= {name: value for name, value in known.items() if not typed.get(name)}
    return typed, {"register_told": answer.message, "register_found": isinstance(answer, Found)}


def _with_accueil(programmes: list[Programme]) -> list[Programme]:
    """The programmes that have an accueil; the DLA first."""
    offered = Programme.objects.filter(
        pk__in=[row.pk for row in programmes], phases__official_code=ACCUEIL
    )
    known = set(offered.values_list("pk", flat=True))
    found = [row for row in programmes if row.pk in known]
    return sorted(found, key=lambda row: (row.official_code != "dla", row.name))


def _initial(
    request: Request,
    programmes: list[Programme],
    with_accueil: list[Programme],
    asked: SupportRequest | None,
) -> dict[str, Any]:
    query = request.GET
    code = query.get("programme", "")
    chosen = [row.pk for row in with_accueil if row.official_code == code]
    advice = [row.pk for row in programmes if row.official_code == CRDVA]
    outcome = query.get("issue", "")
    filled: dict[str, Any] = {
        "name": query.get("nom", "") or query.get("projet", ""),
        "case_programme": chosen[0] if chosen else None,
        "programme": advice[0] if advice else None,
        "outcome": outcome if outcome in CallOutcome.values else None,
        "referent": request.actor.user_id,
    }
    if asked is not None:
        filled |= {
            "name": asked.name,
            "siren": asked.number,
            "place": (
                f"{asked.place_name} ({asked.place_code})" if asked.place_code else asked.place_name
            ),
            "given_name": asked.given_name,
            "family_name": asked.family_name,
            "email": asked.email,
            "telephone": asked.telephone,
            "words": asked.words,
            "origin": asked.origin,
        }
    return filled


def _choice(request: Request, form: DoorForm | None) -> dict[str, Any]:
    """What the list of proposals shows: those found, and which one is chosen."""
    posted = request.method == "POST"
    sent = request.POST if posted else request.GET
    text = sent.get("name", "")
    if not posted and form is not None:
        text = str(form.initial.get("name") or "")
    found = proposals(request.actor, text)
    told = ""
    if not found:
        found, told = registered(text)
    who = sent.get("who", "") or _known(request)
    if not posted and who in FREE and found and form is None:
        who = ""  # it was the default while nothing was found; now it has to be meant
    if not posted and who == DoorForm.ANONYMOUS and text.strip():
        who = ""
    if not found:
        who = who or (_default(request, form) if text.strip() else DoorForm.ANONYMOUS)
    if not who:
        same = [one for one in found if fold(one.name) == fold(text) or one.because]
        who = same[0].value if len(same) == 1 else ""
    if who and who not in FREE and all(one.value != who for one in found):
        found = [*_chosen(request, who), *found]
    return {"found": found, "who": who, "ask": False, "typed": text.strip(), "told": told}


def _known(request: Request) -> str:
    """The structure or person that a link to this page names."""
    person, organisation = request.GET.get("personne", ""), request.GET.get("structure", "")
    if person.isascii() and person.isdigit():
        return f"p{person}"
    if organisation.isascii() and organisation.isdigit():
        return f"o{organisation}"
    return DoorForm.PROJECT if request.GET.get("projet") else ""


def _default(request: Request, form: DoorForm | None) -> str:
    """What a name that nobody bears is taken for."""
    asked = _asked(request) if form is not None else None
    if asked is not None and asked.kind == SupportRequest.Kind.PROJECT:
        return DoorForm.PROJECT
    return DoorForm.NEW


def _chosen(request: Request, who: str) -> list[Any]:
    """A proposal chosen before, or named by the address: shown although nothing typed finds it."""
    organisation, person, case = _read(request, who)
    if organisation is None and person is None and case is None:
        return []
    name = str(person or organisation or (case and case.title))
    detail = organisation.name if person and organisation else ""
    return [{"value": who, "name": name, "detail": detail, "because": ""}]


def _read(request: Request, who: str) -> tuple[Organisation | None, Person | None, Case | None]:
    """What a choice names: `o12`, `p5`, `p5-o12`, `c7`; unseen is as unknown."""
    parts = {part[:1]: int(part[1:19]) for part in who.split("-") if part[1:].isdecimal()}
    actor = request.actor
    organisation = person = case = None
    if "o" in parts:
        organisation = Organisation.objects.visible_to(actor).filter(pk=parts["o"]).first()
    if "p" in parts:
        people = Person.objects.visible_to(actor).filter(erased_on__isnull=True)
        person = people.filter(pk=parts["p"]).first()
    if "c" in parts:
        case = Case.objects.visible_to(actor).filter(pk=parts["c"]).first()
    return organisation, person, case


def _undecided(form: DoorForm, context: dict[str, Any]) -> bool:
    """Whether somebody known may be calling and nobody said so, or said otherwise."""
    return bool(context["found"]) and not form.cleaned_data["who"]


def _said(form: DoorForm, asked: SupportRequest | None) -> Said:
    data = form.cleaned_data
    mode = CallMode.ONLINE if asked is not None else data["mode"]
    return Said(mode, data["origin"], form.needs, data["minutes"])


def _place(data: dict[str, Any]) -> Place:
    place = data["place"]
    return Place(place.code, place.vintage, place.name) if place else Place()


def _upshot(data: dict[str, Any], programmes: list[Programme]) -> Upshot:
    kind = data["outcome"]
    number = data["case_programme"] if kind in OF_A_CASE else data["programme"]
    if kind not in (*OF_A_CASE, CallOutcome.ADVICE):
        number = None
    return Upshot(
        kind=kind,
        programme=next((row for row in programmes if row.pk == number), None),
        referent=data["referent"] if kind in OF_A_CASE else None,
        volunteer=data["volunteer"] if kind == CallOutcome.VOLUNTEER else None,
        body=data.get("body_organisation"),
        body_identity=data.get("body_identity"),
        reason_code=data["reason"],
    )


def _who(request: Request, form: DoorForm, chosen: str) -> dict[str, Any]:
    """The caller, as `take_call` takes it."""
    data = form.cleaned_data
    choice = data["who"] or chosen
    contact = _contact(data)
    if choice == DoorForm.ANONYMOUS:
        return {"who": Who()}
    if choice == DoorForm.PROJECT:
        return {"who": Who(project_title=data["name"], contact=contact)}
    if choice == DoorForm.PERSON:
        return {"who": Who(contact=contact or _named(data))}
    if choice.startswith("r"):
        return {"who": Who(identity=_registered_identity(data, choice), contact=contact)}
    organisation, person, case = _read(request, choice) if choice != DoorForm.NEW else (None,) * 3
    if case is not None:
        title = case.project_title or case.title
        return {
            "who": Who(organisation=case.organisation, project_title=title, contact=contact),
            "about": case,
        }
    if organisation is None and person is None:
        return {"who": Who(identity=_identity(data), contact=contact)}
    return {"who": Who(organisation=organisation, person=person, contact=contact)}


def _identity(data: dict[str, Any]) -> Identity:
    """A structure to create, from what was typed and what the registers filled."""
    place = data["place"]
    given = {
        "name": data["name"],
        "family": data["family"],
        "address": data["address"],
        "postcode": data["postcode"],
        "legal_category": data["legal_category"],
        "naf": data["naf"],
        "rna": data["rna"],
        "is_ess": {"oui": True, "non": False}.get(data["is_ess"]),
        **data["siren"],
    }
    if place is not None:
        given |= {
            "place_code": place.code,
            "place_vintage": place.vintage,
            "place_name": place.name,
        }
    known = {name: value for name, value in given.items() if value not in ("", None)}
    return cast(Identity, known)


def _registered_identity(data: dict[str, Any], choice: str) -> Identity:
    """The identity that the registers give; asked again, for what a page holds may be forged."""
    answer = find_in_registers(choice[1:])
    if not isinstance(answer, Found):
        raise Refused(answer.message)
    known = cast(Identity, dict(answer.identity))
    if not known.get("family"):
        known["family"] = data["family"]
    return known


def _contact(data: dict[str, Any]) -> Contact | None:
    if not data["family_name"]:
        return None
    return Contact(
        family_name=data["family_name"],
        given_name=data["given_name"],
        email=data["email"],
        telephone=data["telephone"],
        title=data["title"],
    )


def _named(data: dict[str, Any]) -> Contact:
    """A person from one line: the first word is the given name where there are several."""
    words = data["name"].split()
    typed = reading_of(data["name"])
    return Contact(
        family_name=" ".join(words[1:]) or words[0],
        given_name=words[0] if len(words) > 1 else "",
        email=data["email"] or typed.get("email", ""),
        telephone=data["telephone"] or typed.get("telephone", ""),
    )
