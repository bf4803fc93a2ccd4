"""Cases: of a structure, of a territory, or of a project not yet born."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from probant.directory.models import House, Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Phase, Programme, ProgrammeVersion


class Audience(models.TextChoices):
    """Who reads a note or a file of a case, each beside those of the line before."""

    TEAM = "team", "pour l'équipe"
    SHARED = "shared", "partagée avec les accompagnants"
    HOLDER = "holder", "partagée avec le porteur"


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The house's cases for its team and board; for a volunteer, those entrusted to them."""
        if actor is None or actor.house_id is None:
            return self.none()
        mine = self.filter(house_id=actor.house_id)
        if actor.has(*TEAM, Role.BOARD):
            return mine
        if actor.has(Role.VOLUNTEER) and actor.user_id is not None:
            entrusted = Supporter.objects.standing().filter(user_id=actor.user_id)
            replaced = Case.objects.replaced_by(actor.user_id, timezone.localdate())
            return mine.filter(
                Q(pk__in=entrusted.values("case_id")) | Q(pk__in=replaced.values("pk"))
            )
        return self.none()

    def replaced_by(self, user_id: int, day: datetime.date, *, writing: bool = False) -> Self:
        """Those whose referent, or somebody who supports them, a person replaces on a day.

        `writing`: observers apart. Written by names of relations: hand-overs know cases.
        """
        supported = _replaced("supporters__user__hand_overs", user_id, day)
        supported &= Q(supporters__ends_on__isnull=True)
        if writing:
            supported &= Q(supporters__part=Supporter.Part.CO_SUPPORT)
        return self.filter(_replaced("referent__hand_overs", user_id, day) | supported)


def _replaced(path: str, user_id: int, day: datetime.date) -> Q:
    """Hand-overs at the end of `path` that put a person in another's place on a day, of a case."""
    return Q(
        Q(**{f"{path}__whole": True}) | Q(**{f"{path}__cases": F("pk")}),
        **{
            f"{path}__house": F("house"),
            f"{path}__to_user": user_id,
            f"{path}__is_cancelled": False,
            f"{path}__starts_on__lte": day,
            f"{path}__ends_on__gte": day,
        },
    )


class Case(models.Model):
    """The support of one structure, territory or project within one programme.

    `phase`, `phase_since_on` and `touched_on` are read from the standing facts by `settle`, after
    each change: lists filter and sort by them, figures never do. A place of its own
    (`place_code`) makes it the support of a territory, or of a project that has no structure yet.
    `version` is the one of the programme under which it was opened, until an act moves it.
    """

    class State(models.TextChoices):
        OPEN = "open", "ouvert"
        CLOSED = "closed", "clos"

    class Outcome(models.TextChoices):
        """Why a case ended."""

        NONE = "", "—"
        DONE = "done", "accompagnement mené à son terme"
        REFERRED = "referred", "orienté vers un autre organisme"
        ABANDONED = "abandoned", "abandonné par le porteur"
        OUT_OF_SCOPE = "out_of_scope", "hors du champ du programme"
        MISTAKE = "mistake", "ouvert par erreur"

    house = models.ForeignKey(House, models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    project_title = models.CharField("projet", max_length=200, blank=True)
    project_key = models.CharField(max_length=200, blank=True, editable=False)
    place_code = models.CharField("territoire (code)", max_length=9, blank=True)
    place_vintage = models.SmallIntegerField(null=True, blank=True)
    place_name = models.CharField("territoire", max_length=120, blank=True)
    qpv_code = models.CharField("quartier prioritaire", max_length=32, blank=True, default="")
    branch = models.CharField("filière", max_length=32, blank=True, default="")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cases")
    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, editable=False, related_name="+")
    referent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    opened_on = models.DateField("ouvert le")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    outcome = models.CharField("issue", max_length=16, choices=Outcome, blank=True, default="")
    closed_on = models.DateField("clos le", null=True, blank=True)
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, related_name="+", editable=False)
    phase_since_on = models.DateField(null=True, editable=False)
    touched_on = models.DateField("dernières nouvelles", editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(project_title=""),
                name="case_whose",
                violation_error_message="Il faut une structure, ou un projet nommé.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True, outcome="")
                | (Q(state="closed", closed_on__isnull=False) & ~Q(outcome="")),
                name="case_closed_whole",
                violation_error_message="Un dossier clos a une date et une issue.",
            ),
            models.CheckConstraint(
                condition=Q(phase__isnull=True, phase_since_on__isnull=True)
                | Q(phase__isnull=False, phase_since_on__isnull=False),
                name="case_phase_whole",
            ),
            models.CheckConstraint(
                condition=Q(touched_on__gte=F("opened_on")), name="case_touched_after_opened"
            ),
        ]
        indexes = [
            models.Index(fields=["house", "state", "touched_on", "id"], name="case_list"),
            models.Index(fields=["house", "touched_on", "id"], name="case_all"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The structure's name, or the project's where none is born."""
        return self.organisation.name if self.organisation else self.project_title

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.state == self.State.OPEN


def cases_of_party(actor: Actor) -> CaseQuerySet:
    """The cases in which the person behind an actor has a part, or her structure has.

    Somebody of the project, now or before, or who holds a position in the structure since the case
    was opened: she never reads what the team wrote for itself about it, whatever her roles.
    """
    person = actor.person_id
    if person is None:
        return Case.objects.none()
    since = Q(organisation__positions__ends_on__isnull=True)
    since |= Q(organisation__positions__ends_on__gte=F("opened_on"))
    holds = Q(organisation__positions__person_id=person) & since
    return Case.objects.filter(Q(members__person_id=person) | holds)


class SupporterQuerySet(models.QuerySet["Supporter"]):
    def standing(self) -> Self:
        """Those entrusted and not taken back."""
        return self.filter(ends_on__isnull=True)


class Supporter(models.Model):
    """Somebody besides the referent to whom a case is entrusted: a volunteer, a colleague."""

    class Part(models.TextChoices):
        CO_SUPPORT = "co_support", "co-accompagne"
        OBSERVER = "observer", "observe"

    case = models.ForeignKey(Case, models.CASCADE, related_name="supporters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="entrusted_cases"
    )
    part = models.CharField("rôle", max_length=12, choices=Part, default=Part.CO_SUPPORT)
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu'au", null=True, blank=True)
    brings = models.CharField("affinités, compétences, réseau", max_length=200, blank=True)

    objects = SupporterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(ends_on__isnull=True),
                name="supporter_once",
                violation_error_message="Ce dossier est déjà confié à cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="supporter_dates",
            ),
        ]


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The team reads all; a volunteer, what is shared on cases entrusted and what they wrote.

        The board, funders and strangers read none. Somebody who is a party to the case reads what
        is shared with its holder, nothing else.
        """
        if actor is None or actor.house_id is None:
            return self.none()
        mine = self.filter(case__house_id=actor.house_id)
        if actor.person_id is not None:
            apart = Q(case__in=cases_of_party(actor)) & ~Q(audience=Audience.HOLDER)
            mine = mine.exclude(apart)
        if actor.has(*TEAM):
            return mine
        if actor.has(Role.VOLUNTEER) and actor.user_id is not None:
            open_to_me = ~Q(audience=Audience.TEAM) | Q(author_id=actor.user_id)
            return mine.filter(open_to_me, case__in=Case.objects.visible_to(actor))
        return self.none()


class Note(models.Model):
    """Free text about a case; never in a fact. Erasing empties it, the journal keeps its digest."""

    Audience = Audience

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    audience = models.CharField("qui la lit", max_length=8, choices=Audience, default=Audience.TEAM)
    appointment = models.ForeignKey(
        "support.Appointment", models.PROTECT, null=True, blank=True, related_name="notes"
    )
    text = models.TextField("note", blank=True)
    seq = models.BigIntegerField(default=0, editable=False)
    written_on = models.DateField("écrite le")
    erased_on = models.DateField(null=True, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "written_on", "id"], name="note_list")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(erased_on__isnull=True) & ~Q(text=""))
                | Q(erased_on__isnull=False, text=""),
                name="note_erased_whole",
                violation_error_message="Une note vide ne dit rien.",
            )
        ]
