"""The columns of the two files, as their schemas say (facts, declared here as our own fields).

Socle commun des données locales: `scdl/subventions` 2.1.1 (28 September 2023) and
`scdl/deliberations` 2.1.5 (28 August 2023), published on schema.data.gouv.fr. The first one is the
format of the essential data of subsidies (décret 2017-779, arrêté of 17 November 2017).
"""

from dataclasses import dataclass, field
from decimal import Decimal

SIRET = r"^\d{14}$"


@dataclass(frozen=True)
class Column:
    """A column: its name, its French title, how a cell is read and what a cell must be.

    `kind`: text, number, integer, date, flag, address. `names` are other headings that files give
    it: older versions of the schema, other tools, whatever their case and accents.
    """

    name: str
    title: str
    kind: str = "text"
    required: bool = False
    pattern: str = ""
    longest: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    among: tuple[str, ...] = ()
    siret: bool = False
    example: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Format:
    """A file: its columns in order, and what is asked of several columns of a row together.

    `one_of`: one at least is filled. `together`: all filled or none. `at_least`: the first is not
    below the second. `sums`: the first is the sum of the others.
    """

    code: str
    title: str
    version: str
    columns: tuple[Column, ...]
    address: str
    one_of: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    at_least: tuple[tuple[str, str], ...] = ()
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    years: frozenset[str] = field(default_factory=frozenset)
    matters: frozenset[str] = field(default_factory=frozenset)

    @property
    def names(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(one.name for one in self.columns)

    def place(self, name: str) -> int:
        """Where a column stands, from 0."""
        return self.names.index(name)


CASH, KIND = "aide en numéraire", "aide en nature"

SUBVENTIONS = Format(
    code="subventions",
    title="Subventions",
    version="2.1.1",
    address="https://schema.data.gouv.fr/scdl/subventions/2.1.1/",
    columns=(
        Column("nomAttribuant", "Nom de l’attribuant", required=True, example="Région Bretagne",
               names=("coll_nom", "nom attribuant", "attribuant", "nomattribuante",
                      "nom de l attribuant", "collectivite")),
        Column("idAttribuant", "SIRET de l’attribuant", required=True, pattern=SIRET, siret=True,
               example="23350001600040",
               names=("coll_siret", "id attribuant", "siret attribuant", "siret de l attribuant",
                      "identification de l attribuant")),
        Column("dateConvention", "Date de la convention", "date", required=True,
               example="2017-06-27",
               names=("sub_date", "date convention", "date de la convention", "date decision",
                      "date de la convention de subvention")),
        Column("referenceDecision", "Référence de la décision", example="2017-03-103",
               names=("reference decision", "reference de la decision", "numero deliberation",
                      "num delib", "deliberation", "sub_ref")),
        Column("nomBeneficiaire", "Nom du bénéficiaire", required=True,
               example="Association Les Petits Débrouillards Bretagne",
               names=("benef_nom", "nom beneficiaire", "beneficiaire", "nom du beneficiaire",
                      "tiers", "raison sociale", "association")),
        Column("idBeneficiaire", "SIRET du bénéficiaire", siret=True, example="38047555800058",
               names=("benef_siret", "id beneficiaire", "siret beneficiaire", "siret",
                      "siret du beneficiaire", "identification siret du beneficiaire")),
        Column("rnaBeneficiaire", "RNA du bénéficiaire", pattern=r"^W\d{9}$", example="W380475558",
               names=("rna beneficiaire", "rna", "numero rna",
                      "identification rna du beneficiaire")),
        Column("objet", "Objet de la subvention", required=True, longest=256,
               example="Animations climat-énergie dans les lycées de la région",
               names=("sub_objet", "objet de la subvention", "objet subvention", "libelle")),
        Column("montant", "Montant", "number", required=True, example="47800.20",
               names=("sub_montant", "montant vote", "montant attribue",
                      "montant de la subvention", "montant total de la subvention",
                      "montant subvention", "montant en euros")),
        Column("nature", "Nature", required=True,
               among=(CASH, KIND, f"{CASH};{KIND}", f"{KIND};{CASH}"), example=f"{CASH};{KIND}",
               names=("sub_nature", "nature de la subvention", "nature subvention")),
        Column("conditionsVersement", "Conditions de versement", required=True, longest=256,
               example="échelonné",
               names=("sub_cond", "conditions versement", "conditions de versement",
                      "condition versement", "conditions de versement de la subvention")),
        Column("datesPeriodeVersement", "Date ou période de versement", required=True,
               pattern=r"^[0-9]{4}\-[0-9]{2}\-[0-9]{2}(\/[0-9]{4}\-[0-9]{2}\-[0-9]{2})?$",
               example="2017-03-14/2018-03-14",
               names=("sub_dates", "dates periode versement", "date ou periode de versement",
                      "date versement", "dates de versement", "periode de versement")),
        Column("idRAE", "Identifiant RAE", longest=5, example="12345",
               names=("id rae", "sub_rae", "numero rae", "numeroreferencementrae",
                      "identifiant rae")),
        Column("notificationUE", "Aide notifiée à la Commission européenne", "flag",
               required=True, example="non",
               names=("notification ue", "sub_ue", "notification", "notification europe")),
        Column("pourcentageSubvention", "Part du bénéficiaire", "number", required=True,
               least=Decimal("0.01"), most=Decimal(1), example="0.45",
               names=("pourcentage subvention", "sub_pourcent", "pourcentage",
                      "pourcentage de la subvention")),
        Column("dispositifAide", "Dispositif d’aide",
               example="65d5b6c7-102c-4440-ac3b-768f708edc0a",
               names=("dispositif aide", "dispositif d aide", "dispositif")),
    ),
    one_of=(("idBeneficiaire", "rnaBeneficiaire"),),
)  # fmt: skip

_VOTES = ("VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION")

DELIBERATIONS = Format(
    code="deliberations",
    title="Délibérations",
    version="2.1.5",
    address="https://schema.data.gouv.fr/scdl/deliberations/2.1.5/",
    columns=(
        Column("COLL_NOM", "Nom de la collectivité", required=True, example="Ville de Poitiers",
               names=("coll nom", "nom de la collectivite", "collectivite")),
        Column("COLL_SIRET", "SIRET de la collectivité", required=True, pattern=SIRET, siret=True,
               example="21860194600013",
               names=("coll siret", "siret", "siret de la collectivite",
                      "code siret de la collectivite")),
        Column("DELIB_ID", "Identifiant", required=True, example="1DL15494",
               names=("delib id", "numero", "numero de deliberation", "num delib",
                      "identifiant de la deliberation")),
        Column("DELIB_DATE", "Date d’adoption", "date", required=True, example="2017-10-15",
               names=("delib date", "date", "date de seance", "date deliberation",
                      "date d adoption", "date d adoption de la deliberation")),
        Column("DELIB_MATIERE_CODE", "Code de matière", required=True,
               pattern=r"^\d\.\d{1,2}$", example="8.4",
               names=("delib matiere code", "matiere code", "code matiere")),
        Column("DELIB_MATIERE_NOM", "Nom de matière", required=True,
               example="domaines de compétences par thèmes/aménagement du territoire",
               names=("delib matiere nom", "matiere", "nom matiere", "nom de matiere")),
        Column("DELIB_OBJET", "Objet", required=True,
               example="Acquisition d’un terrain",
               names=("delib objet", "objet", "intitule", "titre", "objet de la deliberation")),
        Column("BUDGET_ANNEE", "Année budgétaire", pattern=r"^[0-9]{4}(\/[0-9]{4})?$",
               example="2017/2018", names=("budget annee", "annee budgetaire", "exercice")),
        Column("BUDGET_NOM", "Budget", example="Budget annexe déchets",
               names=("budget nom", "nom du budget", "budget")),
        Column("PREF_ID", "Préfecture", example="PREF021",
               names=("pref id", "prefecture", "identifiant prefecture")),
        Column("PREF_DATE", "Reçue en préfecture le", "date", example="2017-02-03",
               names=("pref date", "date prefecture", "date de transmission",
                      "date de reception en prefecture")),
        Column("VOTE_EFFECTIF", "Effectif", "integer", example="43",
               names=("vote effectif", "effectif", "membres en exercice")),
        Column("VOTE_REEL", "Votants", "integer", example="40",
               names=("vote reel", "votants", "suffrages exprimes")),
        Column("VOTE_POUR", "Pour", "integer", example="25", names=("vote pour", "pour")),
        Column("VOTE_CONTRE", "Contre", "integer", example="10", names=("vote contre", "contre")),
        Column("VOTE_ABSTENTION", "Abstentions", "integer", example="5",
               names=("vote abstention", "abstention", "abstentions")),
        Column("DELIB_URL", "Adresse du document", "address",
               example="https://data.maville.fr/deliberations/files/200417_1.pdf",
               names=("delib url", "url", "lien", "lien vers le document de la deliberation")),
    ),
    together=(
        ("BUDGET_ANNEE", "BUDGET_NOM"),
        ("VOTE_EFFECTIF", "VOTE_REEL", *_VOTES),
    ),
    at_least=(
        ("PREF_DATE", "DELIB_DATE"),
        ("VOTE_EFFECTIF", "VOTE_REEL"),
        *(("VOTE_REEL", one) for one in _VOTES),
    ),
    sums=(("VOTE_REEL", _VOTES),),
    years=frozenset({"BUDGET_ANNEE"}),
    matters=frozenset({"DELIB_MATIERE_NOM"}),
)  # fmt: skip

FORMATS = {one.code: one for one in (SUBVENTIONS, DELIBERATIONS)}
