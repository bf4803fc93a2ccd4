"""What was said outside: claims read in documents, and findings kept until a person closes them."""

from fractions import Fraction
from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.kernel.finding import Severity
from probant.kernel.roles import HOUSE
from probant.programmes.models import Action, Programme

#: Figures that are not whole are kept in hundredths, and their unit says so.
HUNDREDTHS = "centièmes"


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that a house keeps about documents."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)

    def still_open(self) -> Self:
        """What nobody has closed."""
        return self.filter(closed_on__isnull=True)


class ClaimQuerySet(KeptQuerySet):
    """What was said outside."""

    def compared(self) -> Self:
        """Those of a figure and a year, of the same definition as far as anyone said."""
        apart = (Claim.Matching.DIFFERENT, Claim.Matching.APART)
        return self.exclude(code="").filter(year__isnull=False).exclude(matching__in=apart)


class Because(models.TextChoices):
    """Why two documents, or a document and the facts, do not say the same."""

    INTERIM = "interim", "chiffre provisoire, juste à sa date"
    DEFINITION = "definition", "autre définition"
    SCOPE = "scope", "autre périmètre"
    MISPRINT = "misprint", "faute d’impression"
    OURS = "ours", "erreur de notre part"
    OTHER = "other", "autre raison"


class Kept(models.Model):
    """Where something was read, and how a person closed it: always with a reason."""

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="%(class)ss")
    page = models.IntegerField(null=True)
    line = models.IntegerField(null=True)
    words = models.TextField("mots lus", blank=True)
    closed_on = models.DateField("close le", null=True)
    closed_by_id = models.BigIntegerField(null=True)
    closing_kind = models.CharField(
        "cause", max_length=12, choices=Because.choices, blank=True, default=""
    )
    closing_reason = models.CharField("motif", max_length=300, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                name="%(class)s_closed_with_reason",
                violation_error_message="Une clôture porte son motif.",
            )
        ]

    @property
    def closing_words(self) -> str:
        """« Autre définition : compté par projet ». Empty while it is open."""
        if not self.closing_kind:
            return self.closing_reason
        cause = str(Because(self.closing_kind).label)
        return f"{cause[0].upper()}{cause[1:]} : {self.closing_reason}"


class Claim(Kept):
    """A figure, an amount or a total that a document prints, or that somebody said.

    `value` is in the unit's own whole number: cents where the unit is the euro, hundredths where
    the unit says so. `about` is the programme of the passage it was read in, `source` where it was
    heard, for one without a document. `code`, `year` and what it is narrowed to are proposed by
    the reading; `matching` tells whether a person stands behind them.
    """

    class Matching(models.TextChoices):
        READ = "read", "rapproché par la lecture"
        SAME = "same", "confirmé"
        DIFFERENT = "different", "non comparable"
        APART = "apart", "hors sujet"

    code = models.CharField("indicateur", max_length=64, blank=True)
    label = models.CharField("libellé", max_length=300)
    value = models.BigIntegerField("valeur")
    unit = models.CharField("unité", max_length=60, blank=True)
    year = models.SmallIntegerField("année", null=True)
    said_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    said_on = models.DateField("dit le", null=True)
    about = models.CharField("passage", max_length=20, blank=True, default="")
    source = models.CharField("source", max_length=200, blank=True, default="")
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    place_code = models.CharField("territoire", max_length=9, blank=True, default="")
    matching = models.CharField(
        "rapprochement", max_length=12, choices=Matching.choices, default=Matching.READ
    )
    matching_reason = models.CharField("pourquoi", max_length=300, blank=True, default="")
    matched_by_id = models.BigIntegerField(null=True)
    matched_on = models.DateField("rapproché le", null=True)

    objects = ClaimQuerySet.as_manager()  # type: ignore[misc]  # narrows that of Kept

    class Meta(Kept.Meta):
        indexes = [models.Index(fields=["house", "code", "year"], name="claim_figure")]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=Q(action__isnull=True) | Q(programme__isnull=True, place_code=""),
                name="claim_scope",
                violation_error_message="Une action a déjà son périmètre : choisissez l’une ou "
                "l’autre.",
            ),
            models.CheckConstraint(
                condition=~Q(matching__in=["different", "apart"]) | ~Q(matching_reason=""),
                name="claim_set_apart_with_reason",
                violation_error_message="Dites pourquoi ce chiffre ne se compare pas.",
            ),
        ]

    @property
    def is_comparable(self) -> bool:
        """Whether nobody said that it is counted otherwise, or of something else."""
        return self.matching not in (self.Matching.DIFFERENT, self.Matching.APART)

    @property
    def origin(self) -> str:
        """The document that prints it, or where it was heard."""
        return self.document.name if self.document else self.source or self.label

    @property
    def narrowed(self) -> tuple[int | None, int | None, str]:
        """What it is said of: an action, a programme, a territory; nothing is the whole house."""
        return (self.action_id, self.programme_id, self.place_code)

    def value_in(self, written: str) -> Fraction:
        """The value as a figure so written holds it: hundredths where the figure has them."""
        held = Fraction(self.value)
        in_hundredths = self.unit.startswith(HUNDREDTHS)
        if written == "hundredths":
            return held if in_hundredths else held * 100
        return held / 100 if in_hundredths else held


class KeptFinding(Kept):
    """A finding that a check made, attached to what it concerns (kind and id, as the journal's)."""

    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=8, choices=[(s.value, s.label) for s in Severity])
    message = models.TextField()
    kind = models.CharField(max_length=32, blank=True)
    object_id = models.BigIntegerField(null=True)
    found_on = models.DateField("relevée le")
    places = models.JSONField("passages", default=list)

    class Meta(Kept.Meta):
        indexes = [models.Index(fields=["house", "kind", "object_id"], name="finding_object")]
