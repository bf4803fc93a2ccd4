"""Events and sessions, who came, and the facts that figures count.

Committees and assemblies are sittings of `governance`, not sessions.
"""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation, Theme
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.programmes.models import Programme, ProgrammeFact, SessionKind

STANDING = Q(void_seq__isnull=True)
ANNOUNCED = Q(openness="public", is_announced=True)  # what the public agenda shows


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Events of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)

    def announced(self) -> Self:
        """Those whose programme anybody may read."""
        return self.filter(is_announced=True)


class Event(models.Model):
    """What several sessions belong to: the Mois de l'ESS, a cycle of workshops.

    `organiser`: who leads it where that is not the house (the CRESS, for the Mois de l'ESS).
    `copied_from`: the one of the year before that it was made from.
    """

    class Nature(models.TextChoices):
        SERIES = "series", "cycle de la maison"
        SEASON = "season", "temps fort à plusieurs organisateurs"

    house = models.ForeignKey(House, models.PROTECT, related_name="events")
    title = models.CharField("titre", max_length=200)
    presentation = models.TextField("présentation", blank=True)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    nature = models.CharField("nature", max_length=12, choices=Nature, default=Nature.SERIES)
    is_announced = models.BooleanField("annoncé à l'agenda public", default=False)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="event_dates",
                violation_error_message="La fin précède le début.",
            )
        ]
        indexes = [models.Index(fields=["house", "starts_on", "id"], name="event_list")]

    def __str__(self) -> str:
        return self.title


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Sessions of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)

    def announced(self) -> Self:
        """Those that anybody may read of: open to the public and announced, cancelled ones too."""
        return self.filter(ANNOUNCED)


class Session(models.Model):
    """One meeting, on a day and at a place. Days and hours are civil, at Paris."""

    class State(models.TextChoices):
        PLANNED = "planned", "prévue"
        HELD = "held", "tenue"
        POSTPONED = "postponed", "reportée"  # its new day is not known yet
        CANCELLED = "cancelled", "annulée"

    class Openness(models.TextChoices):
        INVITATION = "invitation", "sur invitation"
        PUBLIC = "public", "ouverte à tout public"

    class Part(models.TextChoices):
        """What the house does there; only what it organises counts as a session it held."""

        ORGANISER = "organiser", "organisatrice"
        CO_ORGANISER = "co_organiser", "co-organisatrice"
        SPEAKER = "speaker", "intervenante"
        GUEST = "guest", "invitée"
        RELAY = "relay", "relais de l'annonce"

    OURS = frozenset({Part.ORGANISER, Part.CO_ORGANISER})

    house = models.ForeignKey(House, models.PROTECT, related_name="sessions")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="sessions")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    kind = models.ForeignKey(SessionKind, models.PROTECT, related_name="sessions")
    title = models.CharField("titre", max_length=200)
    starts_on = models.DateField("jour")
    ends_on = models.DateField("jusqu'au", null=True, blank=True)
    starts_time = models.TimeField("de", null=True, blank=True)
    ends_time = models.TimeField("à", null=True, blank=True)
    place_code = models.CharField("commune (code INSEE)", max_length=9, blank=True)
    place_vintage = models.SmallIntegerField(null=True, blank=True)
    place_name = models.CharField("commune", max_length=120, blank=True)
    place_label = models.CharField("lieu", max_length=200, blank=True)
    branch = models.CharField("filière", max_length=32, blank=True, default="")
    capacity = models.IntegerField("places", null=True, blank=True)
    co_organisers = models.ManyToManyField(
        Organisation, verbose_name="co-organisateurs", blank=True, related_name="co_organised"
    )
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    openness = models.CharField(
        "qui peut venir", max_length=12, choices=Openness, default=Openness.INVITATION
    )
    is_announced = models.BooleanField("annoncée à l'agenda public", default=False)
    presentation = models.TextField("présentation", blank=True, default="")
    audience = models.CharField("public visé", max_length=200, blank=True, default="")
    theme = models.CharField("thème", max_length=16, choices=Theme, blank=True, default="")
    price_cents = models.IntegerField("prix", default=0)
    registration_closes_on = models.DateField("inscriptions jusqu'au", null=True, blank=True)
    house_part = models.CharField(
        "part de la maison", max_length=12, choices=Part, default=Part.ORGANISER
    )
    organiser = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name="organisateur",
        null=True,
        blank=True,
        related_name="+",
    )
    lender = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name="salle prêtée par",
        null=True,
        blank=True,
        related_name="+",
    )
    lent_value_cents = models.BigIntegerField("valeur du prêt", null=True, blank=True)
    lent_basis = models.CharField("comment elle est connue", max_length=200, blank=True, default="")
    qpv_code = models.CharField("quartier prioritaire", max_length=32, blank=True, default="")
    revision = models.SmallIntegerField(default=0, editable=False)  # of the day or the place
    first_planned_on = models.DateField("prévue d'abord le", null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="session_dates",
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0),
                name="session_capacity",
                violation_error_message="Un nombre de places est positif.",
            ),
            models.CheckConstraint(
                condition=Q(price_cents__gte=0),
                name="session_price",
                violation_error_message="Un prix n'est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(lent_value_cents__isnull=True) | Q(lent_value_cents__gte=0),
                name="session_lent_value",
                violation_error_message="La valeur d'un prêt n'est pas négative.",
            ),
        ]
        indexes = [
            models.Index(fields=["house", "starts_on", "id"], name="session_list"),
            models.Index(
                fields=["house", "starts_on", "id"], condition=ANNOUNCED, name="session_agenda"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ours(self) -> bool:
        """Whether the house organises it: only then is it held, attended and counted here."""
        return self.house_part in self.OURS

    @property
    def is_public(self) -> bool:
        """Whether the public agenda shows it."""
        return self.is_announced and self.openness == self.Openness.PUBLIC


class SessionFact(ProgrammeFact):
    """A fact about a session: programme, kind and place copied from it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    kind = models.ForeignKey(SessionKind, models.PROTECT, related_name="+")
    kind_code = models.CharField(max_length=32, blank=True, default="", editable=False)

    class Meta(ProgrammeFact.Meta):
        abstract = True

    def about(self, session: Session) -> None:
        """Copy what the figures filter by."""
        self.session = session
        self.kind = session.kind
        self.kind_code = session.kind.official_code
        self.file_under(session.programme)
        self.place_code, self.place_vintage = session.place_code, session.place_vintage
        self.branch = session.branch or self.branch
        self.theme = session.theme or self.theme
        self.qpv_code = session.qpv_code or self.qpv_code


class SessionHeld(SessionFact):
    """A session took place.

    `lent_cents`: what the room that somebody lent was worth, as it was known; None: nobody said.
    """

    BORN: ClassVar[Mapping[str, int]] = {"lent_cents": 5}

    lent_cents = models.BigIntegerField("valeur de la salle prêtée", null=True, blank=True)

    class Meta(SessionFact.Meta):
        constraints = [
            *SessionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["session"],
                condition=STANDING,
                name="session_held_once",
                violation_error_message="Cette rencontre est déjà notée comme tenue.",
            ),
        ]
        indexes = fact_indexes(
            "session_held", "programme_code", "kind_code", counted=("session", "place_code")
        )

    def about(self, session: Session) -> None:
        """Copy what the figures filter by, and what the room was worth."""
        super().about(session)
        self.lent_cents = session.lent_value_cents


class Attendance(SessionFact):
    """Somebody came: a person, a structure, or a person for a structure.

    `own_staff` sets the house's own people apart: no rate counts them. `invitation` and
    `registration` are those that this presence honours; `walk_in`: came without registering to a
    session that people registered for.

    Who came late or left early has an hour; `half_days` are the ones attended ("1m,1a,2m"), empty
    for all of them. `way` says how it was noted: by oneself is proved otherwise than by the team.
    """

    class Way(models.TextChoices):
        LIST = "", "liste"
        CODE = "code", "code de la personne"
        DOOR = "door", "code de l'entrée"

    BORN: ClassVar[Mapping[str, int]] = {
        "invitation_id": 3,
        "registration_id": 3,
        "walk_in": 3,
        "arrived_time": 3,
        "left_time": 3,
        "half_days": 3,
        "way": 3,
    }

    own_staff = models.BooleanField("de la maison", default=False)
    invitation = models.ForeignKey(
        "gatherings.Invitation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    registration = models.ForeignKey(
        "gatherings.Registration", models.PROTECT, null=True, blank=True, related_name="+"
    )
    walk_in = models.BooleanField("sans inscription", default=False)
    arrived_time = models.TimeField("arrivée à", null=True, blank=True)
    left_time = models.TimeField("partie à", null=True, blank=True)
    half_days = models.CharField("demi-journées", max_length=60, blank=True, default="")
    way = models.CharField("notée par", max_length=8, choices=Way, blank=True, default="")

    class Meta(SessionFact.Meta):
        constraints = [
            *SessionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=STANDING & Q(person__isnull=False),
                name="attendance_person_once",
                violation_error_message="Cette personne est déjà notée présente.",
            ),
            models.UniqueConstraint(
                fields=["session", "organisation"],
                condition=STANDING & Q(person__isnull=True),
                name="attendance_organisation_once",
                violation_error_message="Cette structure est déjà notée présente.",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="attendance_of_somebody",
                violation_error_message="Une présence est celle d'une personne ou d'une structure.",
            ),
        ]
        indexes = fact_indexes(
            "attendance",
            "programme_code",
            "kind_code",
            counted=("own_staff", "session", "person", "organisation"),
        )


class HeadcountTaken(SessionFact):
    """How many came to an open session, counted or estimated; apart from named attendance.

    `counted_by_id` is the account of who counted, where it is not whoever noted the number.
    """

    BORN: ClassVar[Mapping[str, int]] = {"counted_by_id": 3}

    class Method(models.TextChoices):
        COUNTED = "counted", "compté"
        ESTIMATED = "estimated", "estimé"

    headcount = models.IntegerField("nombre de personnes")
    method = models.CharField("méthode", max_length=12, choices=Method)
    counted_by_id = models.BigIntegerField("comptées par", null=True, blank=True)

    class Meta(SessionFact.Meta):
        constraints = [
            *SessionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["session"],
                condition=STANDING,
                name="headcount_taken_once",
                violation_error_message="Le nombre de personnes est déjà noté.",
            ),
            models.CheckConstraint(
                condition=Q(headcount__gte=0),
                name="headcount_positive",
                violation_error_message="Un nombre de personnes n'est pas négatif.",
            ),
        ]
        indexes = fact_indexes(
            "headcount", "programme_code", "kind_code", counted=("headcount", "session")
        )
