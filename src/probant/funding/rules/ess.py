"""Of the ESS or not: by form, by the chamber's list, by a person; pure.

Loi 2014-856, art. 1, II: 1° cooperatives, mutual societies, foundations and associations are of the
ESS by their form; 2° a commercial company is by its statutes: the register says so, or the list
that the regional chamber keeps (art. 6).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from probant.directory.rules import legal_family

BY_FORM = frozenset({"association", "cooperative", "mutuelle", "fondation"})
PUBLIC = frozenset({"collectivite", "etat"})
UNSAID = "politique non dite"
FAMILIES = {
    "association": "associations",
    "cooperative": "coopératives",
    "mutuelle": "mutuelles",
    "fondation": "fondations",
    "societe_ess": "sociétés commerciales de l’ESS",
    "collectivite": "collectivités",
    "etat": "État et établissements publics",
    "entreprise": "entreprises hors ESS",
    "projet": "personnes",
    "": "forme inconnue",
}


class Ground(StrEnum):
    """Why a beneficiary is counted in or out, or cannot be."""

    HAND = "hand"
    FORM = "form"
    STATUTES = "statutes"
    LISTED = "listed"
    RNA = "rna"
    PUBLIC = "public"
    COMPANY = "company"
    PERSON = "person"
    UNKNOWN = "unknown"


GROUND_WORDS = {
    Ground.HAND: "corrigé à la main",
    Ground.FORM: "par sa forme (art. 1, II, 1°)",
    Ground.STATUTES: "par ses statuts, dit Sirene (art. 1, II, 2°)",
    Ground.LISTED: "sur la liste de la CRESS (art. 6)",
    Ground.RNA: "a un numéro RNA : une association (art. 1, II, 1°)",
    Ground.PUBLIC: "organisme public",
    Ground.COMPANY: "société hors de la liste",
    Ground.PERSON: "personne physique",
    Ground.UNKNOWN: "forme inconnue : à dire",
}


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of a beneficiary. `corrected`: what a person said; None: nobody said."""

    legal_category: str = ""
    family: str = ""
    rna: str = ""
    listed: bool = False
    listed_family: str = ""
    ess_by_register: bool | None = None
    corrected: bool | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of the ESS (True), not (False), or undetermined (None); its family and the ground."""

    is_ess: bool | None
    family: str
    ground: Ground

    @property
    def words(self) -> str:
        """Why, in French."""
        return GROUND_WORDS[self.ground]


def weigh(clues: Clues) -> Verdict:
    """Whether a beneficiary is of the ESS; what a person said comes first.

    >>> weigh(Clues(legal_category="9220")).is_ess, weigh(Clues(legal_category="5710")).is_ess
    (True, False)
    >>> weigh(Clues()).is_ess is None
    True
    """
    found = _by_registers(clues)
    if clues.corrected is not None:
        return Verdict(clues.corrected, found.family, Ground.HAND)
    return found


def _by_registers(clues: Clues) -> Verdict:
    if clues.legal_category.startswith("1") or clues.family == "projet":
        return Verdict(False, "projet", Ground.PERSON)
    family = legal_family(clues.legal_category, bool(clues.ess_by_register)) or clues.family
    if family in BY_FORM:
        return Verdict(True, family, Ground.FORM)
    if clues.listed:
        return Verdict(True, clues.listed_family or family or "societe_ess", Ground.LISTED)
    if family == "societe_ess" or (clues.ess_by_register and family not in PUBLIC):
        return Verdict(True, "societe_ess", Ground.STATUTES)
    if clues.rna:
        return Verdict(True, "association", Ground.RNA)
    if family in PUBLIC:
        return Verdict(False, family, Ground.PUBLIC)
    if family == "entreprise":
        return Verdict(False, family, Ground.COMPANY)
    return Verdict(None, "", Ground.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A grant, weighed."""

    policy: str
    amount_cents: int
    verdict: Verdict


@dataclass
class Share:
    """Numerator and denominator, in cents and in grants; what is undetermined is told apart."""

    label: str
    ess_cents: int = 0
    all_cents: int = 0
    unknown_cents: int = 0
    ess_count: int = 0
    all_count: int = 0
    unknown_count: int = 0

    def add(self, grant: Weighed) -> None:
        """Count a grant."""
        self.all_cents += grant.amount_cents
        self.all_count += 1
        if grant.verdict.is_ess:
            self.ess_cents += grant.amount_cents
            self.ess_count += 1
        elif grant.verdict.is_ess is None:
            self.unknown_cents += grant.amount_cents
            self.unknown_count += 1

    @property
    def rate(self) -> float | None:
        """The least share of the ESS: what is undetermined counts as outside."""
        return self.ess_cents / self.all_cents if self.all_cents > 0 else None

    @property
    def most(self) -> float | None:
        """The most it can be: what is undetermined counts as of the ESS."""
        if self.all_cents <= 0:
            return None
        return (self.ess_cents + self.unknown_cents) / self.all_cents


def share_of(grants: Iterable[Weighed]) -> tuple[Share, list[Share], list[Share]]:
    """The share over all grants, then by policy and by family, the largest first."""
    whole = Share("ensemble")
    policies: dict[str, Share] = {}
    families: dict[str, Share] = defaultdict(lambda: Share(""))
    for grant in grants:
        whole.add(grant)
        label = grant.policy or UNSAID
        policies.setdefault(label, Share(label)).add(grant)
        family = families[grant.verdict.family]
        family.label = FAMILIES.get(grant.verdict.family, grant.verdict.family)
        family.add(grant)

    def ordered(shares: Iterable[Share]) -> list[Share]:
        return sorted(shares, key=lambda one: (-one.all_cents, one.label))

    return whole, ordered(policies.values()), ordered(families.values())
