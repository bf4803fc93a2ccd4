"""What support holds of a person: calls, parts in cases, and what was written about these cases."""

from collections.abc import Iterator

from probant.directory.models import Person
from probant.kernel.holdings import Section
from probant.support.models import (
    Appointment,
    Audience,
    Call,
    CaseMail,
    CaseMember,
    DiagnosisVersion,
    Note,
    SupportCertificate,
    SupportRequest,
    TestimonyAnswer,
)


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """Calls and cases; what was written for the team is reserved."""
    calls = Call.objects.filter(house_id=house_id, person_id=person_id).order_by("taken_on", "id")
    yield Section(
        "Appels, visites et messages",
        ("jour", "projet", "territoire"),
        tuple(calls.values_list("taken_on", "project_title", "place_name")),
    )
    yield Section(
        "Ce qui a été noté de ses appels",
        ("jour", "note"),
        tuple(calls.exclude(words="").values_list("taken_on", "words")),
        reserved=True,
    )
    asked = SupportRequest.objects.filter(house_id=house_id, call__person_id=person_id)
    yield Section(
        "Demandes envoyées par le site",
        ("jour", "structure ou projet", "nom", "courriel", "téléphone", "besoin"),
        tuple(
            (
                one.received_at.date(),
                one.name,
                f"{one.given_name} {one.family_name}".strip(),
                one.email,
                one.telephone,
                one.words,
            )
            for one in asked.order_by("received_at", "id")
        ),
    )
    parts = CaseMember.objects.filter(case__house_id=house_id, person_id=person_id)
    yield Section(
        "Projets accompagnés",
        ("projet", "dispositif", "rôle", "depuis", "jusqu’au"),
        tuple(
            (
                str(one.case),
                one.case.programme.name,
                str(one.get_part_display()),
                one.starts_on,
                one.ends_on,
            )
            for one in parts.select_related("case__programme", "case__organisation").order_by("id")
        ),
    )
    yield _appointments(house_id, person_id)
    yield _signatures(house_id, person_id)
    yield _mails(house_id, person_id)
    yield from _said(house_id, person_id)
    notes = Note.objects.filter(case__in=parts.values("case_id"), erased_on__isnull=True)
    ordered = notes.order_by("written_on", "id")
    yield Section(
        "Notes partagées avec elle",
        ("jour", "note"),
        tuple(ordered.filter(audience=Audience.HOLDER).values_list("written_on", "text")),
    )
    yield Section(
        "Notes de l’équipe sur ces projets",
        ("jour", "note"),
        tuple(ordered.exclude(audience=Audience.HOLDER).values_list("written_on", "text")),
        reserved=True,
    )


def _appointments(house_id: int, person_id: int) -> Section:
    rows = Appointment.objects.filter(house_id=house_id, theirs=person_id).order_by("planned_on")
    return Section(
        "Rendez-vous",
        ("jour", "sujet", "état"),
        tuple((one.planned_on, one.subject, str(one.get_state_display())) for one in rows),
    )


def _signatures(house_id: int, person_id: int) -> Section:
    rows = DiagnosisVersion.objects.filter(
        diagnosis__case__house_id=house_id, signer_id=person_id
    ).order_by("signed_on", "id")
    return Section(
        "Diagnostics signés",
        ("jour", "nom", "qualité"),
        tuple(rows.values_list("signed_on", "signed_by", "capacity")),
    )


def _mails(house_id: int, person_id: int) -> Section:
    """The mails that she sent and that were filed with a case."""
    email = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    rows = CaseMail.objects.filter(case__house_id=house_id, erased_on__isnull=True)
    mine = rows.filter(sender_email=email) if email else rows.none()
    return Section(
        "Courriels rangés dans un dossier",
        ("jour", "objet", "texte"),
        tuple(mine.order_by("dated_on", "id").values_list("dated_on", "subject", "text")),
    )


def _said(house_id: int, person_id: int) -> Iterator[Section]:
    """Her testimonies and her certificates; what she allowed is told with her other facts."""
    answers = TestimonyAnswer.objects.filter(
        testimony__house_id=house_id, testimony__person_id=person_id
    ).exclude(text="")
    yield Section(
        "Témoignages",
        ("jour", "question", "réponse"),
        tuple(
            answers.order_by("testimony_id", "position").values_list(
                "testimony__received_on", "question", "text"
            )
        ),
    )
    certificates = SupportCertificate.objects.filter(house_id=house_id, person_id=person_id)
    yield Section(
        "Attestations d’accompagnement",
        ("jour", "numéro"),
        tuple(certificates.order_by("id").values_list("issued_on", "code")),
    )
