"""What a volunteer or a participant said is about them: it is emptied when the person is erased."""

from probant.engagement.models import (
    Absence,
    CaseProposal,
    DeclaredHours,
    MissionLetter,
    ParticipantAnswers,
    VolunteerAgreement,
    Volunteering,
    VolunteerProfile,
)


def forget_volunteer(house_id: int, person_id: int) -> int:
    """Empty words of a person as a volunteer, her profile and her answers; returns how many rows.

    Hours, missions, dates of agreements and papers stand: they name nobody. A case that waited for
    her answer no longer does.
    """
    of_person = {"house_id": house_id, "person_id": person_id}
    rows = Volunteering.objects.filter(**of_person).exclude(affinities="")
    emptied = rows.update(affinities="")
    emptied += DeclaredHours.objects.filter(**of_person).update(words="", reason="")
    emptied += CaseProposal.objects.filter(**of_person).update(words="", answer="", reasons=[])
    agreements = VolunteerAgreement.objects.filter(**of_person)
    emptied += agreements.update(house_commits="", volunteer_commits="", document=None)
    emptied += VolunteerProfile.objects.filter(**of_person).delete()[0]
    answers = ParticipantAnswers.objects.filter(
        participant__house_id=house_id, participant__person_id=person_id
    )
    return emptied + answers.delete()[0]


def forget_work(house_id: int, person_id: int) -> int:
    """Take away half-days and the references of letters of a person; returns how many rows.

    Contracts and times stand: they name nobody by themselves, and accounts rest on them.
    """
    away, _ = Absence.objects.filter(house_id=house_id, person_id=person_id).delete()
    letters = MissionLetter.objects.filter(house_id=house_id, person_id=person_id)
    return away + letters.exclude(reference="", document=None).update(reference="", document=None)
