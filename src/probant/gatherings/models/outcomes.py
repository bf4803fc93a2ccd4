"""What came out of gatherings: papers, proposals and what the authority made of them.

Texts stand in rows that can be emptied. That a paper was made, that a proposal reached a status,
that an authority answered are facts: figures count them, and they hold neither text nor name.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation, Theme
from probant.documents.models import Document
from probant.gatherings.models.sessions import STANDING, Event, Session
from probant.gatherings.rules import outcomes as rules
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE, TEAM
from probant.programmes.models import Programme, ProgrammeFact, SessionKind


class Audience(models.TextChoices):
    """To whom a paper goes: nobody outside the team, those who came, everybody."""

    TEAM = "team", "l’équipe"
    PARTICIPANTS = "participants", "les participants"
    PUBLIC = "public", "tout le monde"


class OutputQuerySet(models.QuerySet["Output"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """All of the house for its team; what is not kept to the team for its other people."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        mine = self.filter(house_id=actor.house_id)
        return mine if actor.has(*TEAM) else mine.exclude(audience=Audience.TEAM)

    def public(self) -> Self:
        """What anybody may read, once a page shows it."""
        return self.standing().filter(audience=Audience.PUBLIC)

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def last_versions(self) -> Self:
        """Of each paper its last version."""
        return self.filter(next_version__isnull=True)


class Output(models.Model):
    """A paper that came out of a session or of an event: a text (Markdown), a file, or both.

    A new version points to the one before; withdrawing empties the row and keeps its place.
    """

    class Kind(models.TextChoices):
        MINUTES = "minutes", "compte rendu"
        SYNTHESIS = "synthesis", "synthèse"
        DOCUMENT = "document", "document"
        ROADMAP = "roadmap", "version de la feuille de route"

    house = models.ForeignKey(House, models.PROTECT, related_name="outputs", db_index=False)
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="outputs"
    )
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="outputs")
    kind = models.CharField("nature", max_length=12, choices=Kind)
    title = models.CharField("intitulé", max_length=200, blank=True)
    text = models.TextField("texte", blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="outputs"
    )
    name = models.CharField("nom du fichier", max_length=200, blank=True)
    audience = models.CharField("diffusion", max_length=12, choices=Audience, default=Audience.TEAM)
    dated_on = models.DateField("daté du")
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="next_version"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    seq = models.BigIntegerField(editable=False)
    withdrawn_on = models.DateField(null=True, editable=False)

    objects = OutputQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "-dated_on", "-id"], name="output_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False) | Q(event__isnull=False),
                name="output_of_something",
                violation_error_message="Un document sort d'une rencontre ou d'un événement.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(title="", text="", name="", document__isnull=True),
                name="output_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "document retiré"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The proposals of the actor's own house, for the people who work or sit there."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Proposal(models.Model):
    """What a group, a structure or a session proposes; `state` follows the facts that stand."""

    class Status(models.TextChoices):
        MADE = rules.MADE, "émise"
        EXAMINED = rules.EXAMINED, "examinée"
        RETAINED = rules.RETAINED, "retenue"
        SET_ASIDE = rules.SET_ASIDE, "écartée"
        CARRIED_OUT = rules.CARRIED_OUT, "mise en œuvre"
        VOIDED = rules.VOIDED, "annulée"

    house = models.ForeignKey(House, models.PROTECT, related_name="proposals", db_index=False)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    group = models.CharField("groupe", max_length=120, blank=True)
    theme = models.CharField("thème", max_length=16, choices=Theme, blank=True)
    title = models.CharField("proposition", max_length=200, blank=True)
    text = models.TextField("texte", blank=True)
    state = models.CharField("état", max_length=12, choices=Status, default=Status.MADE)
    made_on = models.DateField("émise le")
    erased_on = models.DateField(null=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["house", "state", "-made_on", "-id"], name="proposal_list"),
            models.Index(fields=["house", "-made_on", "-id"], name="proposal_days"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(title="", text="", group=""),
                name="proposal_erased_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title or "proposition effacée"


class ProposalNote(models.Model):
    """What the team wrote beside a status, in words; the fact of the same `seq` holds none."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="notes")
    seq = models.BigIntegerField(editable=False)
    text = models.TextField("note", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "seq"], name="proposal_note_once")
        ]

    def __str__(self) -> str:
        return self.text


class ProposalAnswer(models.Model):
    """The words of an authority's answer; that it answered, and when, is a fact."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField("réponse", blank=True)

    def __str__(self) -> str:
        return self.text


class OutcomeFact(ProgrammeFact):
    """A fact about what came out of a session, where there is one, and of its programme."""

    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.ForeignKey(SessionKind, models.PROTECT, null=True, blank=True, related_name="+")
    kind_code = models.CharField(max_length=32, blank=True, default="", editable=False)

    class Meta(ProgrammeFact.Meta):
        abstract = True

    def came_out_of(self, session: Session | None, programme: Programme | None = None) -> None:
        """Copy what the figures filter by from the session; the programme alone without one."""
        self.session = session
        self.file_under(session.programme if session else programme)
        if session is not None:
            self.kind, self.kind_code = session.kind, session.kind.official_code
            self.place_code, self.place_vintage = session.place_code, session.place_vintage


class OutputMade(OutcomeFact):
    """A paper was made; its later versions are the same paper."""

    output = models.ForeignKey(Output, models.PROTECT, related_name="+")
    output_kind = models.CharField("nature", max_length=12, choices=Output.Kind)

    class Meta(OutcomeFact.Meta):
        constraints = [
            *OutcomeFact.Meta.constraints,
            models.UniqueConstraint(fields=["output"], condition=STANDING, name="output_made_once"),
        ]
        indexes = fact_indexes(
            "output_made", "output_kind", "programme_code", counted=("output", "session")
        )


class ProposalReached(OutcomeFact):
    """A proposal reached a status; `theme` and `organisation` are its own."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="reached")
    status = models.CharField(
        "étape",
        max_length=12,
        choices=[(one.value, one.label) for one in Proposal.Status if one.value != rules.VOIDED],
    )

    class Meta(OutcomeFact.Meta):
        constraints = [
            *OutcomeFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "status"],
                condition=STANDING,
                name="proposal_reached_once",
                violation_error_message="Cette étape est déjà notée.",
            ),
        ]
        indexes = fact_indexes(
            "proposal_reached", "status", "programme_code", counted=("proposal", "session")
        )

    def about(self, proposal: Proposal) -> None:
        """Copy from the proposal what the figures filter by."""
        if proposal.organisation is not None:
            self.place_by(proposal.organisation)
        self.proposal = proposal
        self.came_out_of(proposal.session, proposal.programme)
        self.theme = proposal.theme


class ProposalAnswered(OutcomeFact):
    """An authority answered: `organisation` is who, `occurred_on` the day of its answer."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="answered")
    answer = models.ForeignKey(ProposalAnswer, models.PROTECT, related_name="+")

    class Meta(OutcomeFact.Meta):
        constraints = [
            *OutcomeFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["answer"], condition=STANDING, name="proposal_answered_once"
            ),
        ]
        indexes = fact_indexes(
            "proposal_answered", "programme_code", counted=("proposal", "session", "organisation")
        )
