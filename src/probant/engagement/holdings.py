"""What engagement holds of a person: volunteering, participation; her hours are facts."""

from collections.abc import Iterator

from probant.engagement.models import (
    Absence,
    CaseProposal,
    Contract,
    DeclaredHours,
    MissionLetter,
    Participant,
    ParticipantAnswers,
    VolunteerAgreement,
    Volunteering,
    VolunteerPaper,
    VolunteerProfile,
)
from probant.engagement.models.participants import ANSWERED
from probant.engagement.rules.availability import say_half_days
from probant.engagement.rules.shares import write_share
from probant.kernel.holdings import Section


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """Missions, what she can, hours she declared, agreements, papers, cases proposed, answers."""
    mine = {"house_id": house_id, "person_id": person_id}
    rows = Volunteering.objects.filter(**mine).order_by("id")
    yield Section(
        "Bénévolat",
        ("mission", "affinités", "depuis", "jusqu’au"),
        tuple(
            (str(one.get_task_display()), one.affinities, one.starts_on, one.ends_on)
            for one in rows
        ),
    )
    profiles = VolunteerProfile.objects.filter(**mine).prefetch_related("traits")
    yield Section(
        "Compétences et disponibilités",
        ("compétences et souhaits", "autres", "réseaux", "disponible", "précisions"),
        tuple(
            (
                ", ".join(sorted(trait.name for trait in one.traits.all())),
                one.other_skills,
                one.networks,
                say_half_days(one.half_days),
                one.availability_note,
            )
            for one in profiles
        ),
    )
    declared = DeclaredHours.objects.filter(**mine).order_by("occurred_on", "id")
    yield Section(
        "Heures déclarées",
        ("jour", "minutes", "mission", "quoi", "état", "motif"),
        tuple(
            (
                one.occurred_on,
                one.minutes,
                str(one.get_task_display()),
                one.words,
                str(one.get_state_display()),
                one.reason,
            )
            for one in declared
        ),
    )
    yield from _papers(mine)
    yield from _participations(house_id, person_id)
    yield from _work(house_id, person_id)


def _papers(mine: dict[str, int]) -> Iterator[Section]:
    agreements = VolunteerAgreement.objects.filter(**mine).order_by("id")
    yield Section(
        "Conventions de bénévolat",
        ("à partir du", "jusqu’au", "signée le", "la structure s’engage", "le bénévole s’engage"),
        tuple(
            (one.starts_on, one.ends_on, one.signed_on, one.house_commits, one.volunteer_commits)
            for one in agreements
        ),
    )
    papers = VolunteerPaper.objects.filter(**mine).order_by("id")
    yield Section(
        "Attestations de bénévolat",
        ("numéro", "nature", "du", "au", "établie le"),
        tuple(
            (one.code, str(one.get_kind_display()), one.starts_on, one.ends_on, one.issued_on)
            for one in papers
        ),
    )
    proposals = CaseProposal.objects.filter(**mine).order_by("id")
    yield Section(
        "Accompagnements proposés",
        ("proposé le", "raisons", "état", "réponse"),
        tuple(
            (one.proposed_on, " ".join(one.reasons), str(one.get_state_display()), one.answer)
            for one in proposals
        ),
    )


def _participations(house_id: int, person_id: int) -> Iterator[Section]:
    rows = Participant.objects.filter(house_id=house_id, person_id=person_id)
    yield Section(
        "Participation à des opérations cofinancées",
        ("opération", "entrée", "sortie"),
        tuple(
            (one.action.name, one.entered_on, one.left_on)
            for one in rows.select_related("action").order_by("id")
        ),
    )
    answers = ParticipantAnswers.objects.filter(participant__in=rows).order_by("id")
    fields = {field.name: str(field.verbose_name) for field in ParticipantAnswers._meta.fields}
    yield Section(
        "Réponses aux questions du cofinancement européen",
        tuple(fields[name] for name in ANSWERED),
        tuple(tuple(getattr(one, name) for name in ANSWERED) for one in answers),
    )


def _work(house_id: int, person_id: int) -> Iterator[Section]:
    held = Contract.objects.filter(house_id=house_id, person_id=person_id).select_related("post")
    yield Section(
        "Contrats",
        ("poste", "part du temps plein", "du", "au"),
        tuple(
            (one.post.title, write_share(one.share_hundredths), one.starts_on, one.ends_on)
            for one in held.order_by("starts_on", "id")
        ),
    )
    letters = MissionLetter.objects.filter(house_id=house_id, person_id=person_id)
    yield Section(
        "Lettres de mission",
        ("action", "part du temps", "du", "au", "référence"),
        tuple(
            (
                str(one.action),
                write_share(one.share_hundredths),
                one.starts_on,
                one.ends_on,
                one.reference,
            )
            for one in letters.select_related("action").order_by("starts_on", "id")
        ),
    )
    away = Absence.objects.filter(house_id=house_id, person_id=person_id)
    yield Section(
        "Demi-journées non travaillées",
        ("jour", "demi-journée"),
        tuple((one.day, str(one.get_half_display())) for one in away.order_by("day", "half")),
    )
