"""The information notice of a house (RGPD, art. 13): the one it published, else one drawn up here.

What is drawn up says only what Probant does by itself: it never leaves a public form without.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from probant.directory.actions.retention import every_period
from probant.directory.models import House, PrivacyNotice
from probant.kernel.erasure import RETAINED

PURPOSES = (
    "Accueillir et accompagner les structures et les porteurs de projet, organiser des rencontres, "
    "et rendre compte de cette activité à ses financeurs par des chiffres sans noms."
)
LEGAL_BASIS = (
    "L’intérêt légitime à suivre les demandes reçues, et l’exécution de l’accompagnement demandé "
    "(RGPD, art. 6, § 1, b et f). Un témoignage n’est publié qu’avec votre accord."
)
RECIPIENTS = (
    "L’équipe, et les bénévoles à qui votre dossier est confié. Les financeurs ne reçoivent que "
    "des chiffres et, avec l’accord de la structure, son nom."
)
RIGHTS = (
    "Vous pouvez demander vos données, leur correction, leur effacement, la limitation de leur "
    "usage, ou vous y opposer. Une réponse vous est donnée dans le mois. Si elle ne vous convient "
    "pas, vous pouvez saisir la CNIL (www.cnil.fr)."
)


@dataclass(frozen=True)
class Notice:
    """What is shown: who, why, on what ground, to whom, how long, which rights."""

    house_id: int
    controller: str
    contact: str
    officer: str
    purposes: str
    legal_basis: str
    recipients: str
    retention: str
    published_on: date | None
    rights: str = RIGHTS

    def texts(self) -> dict[str, str]:
        """The texts that a house may change, by their names."""
        names = ("controller", "contact", "officer", "purposes")
        more = ("legal_basis", "recipients", "retention")
        return {name: getattr(self, name) for name in (*names, *more)}


def notice_of(house: House) -> Notice:
    """The notice of a house; one query where it published one."""
    kept = PrivacyNotice.objects.filter(house_id=house.pk).order_by("-id").first()
    if kept is None:
        return drawn_up(house)
    texts = {name: getattr(kept, name) for name in _NAMES}
    return Notice(house.pk, published_on=kept.published_on, **texts)


_NAMES = (
    *("controller", "contact", "officer", "purposes", "legal_basis", "recipients", "retention"),
)


def drawn_up(house: House) -> Notice:
    """A notice from what is known of a house: its name, its address, how long it keeps what."""
    known = house.organisation
    reached = [part for part in (known.email, known.telephone) if part]
    place = " ".join(part for part in (known.address, known.postcode, known.place_name) if part)
    return Notice(
        house.pk,
        controller=", ".join(part for part in (known.name, place) if part),
        contact=", ".join(reached) or known.name,
        officer="",
        purposes=PURPOSES,
        legal_basis=LEGAL_BASIS,
        recipients=RECIPIENTS,
        retention=_retention(house.pk),
        published_on=None,
    )


# What each period is about, for the person concerned; of what bears no such period nothing is said.
_ABOUT = {
    "retention.supported_persons": "ce qui concerne votre accompagnement, après le dernier contact",
    "retention.prospects": "vos coordonnées, si vous nous avez seulement contactés",
    "retention.minutes": "les procès-verbaux et bilans",
    "retention.accounting": "les conventions et pièces comptables",
}


def _retention(house_id: int) -> str:
    """How long what is kept, as the house set it: the longest of the categories of each period."""
    kept_months = every_period(house_id, timezone.localdate())
    longest: dict[str, int] = {}
    for category, retained in RETAINED.items():
        about = _ABOUT.get(retained.parameter)
        if about:
            longest[about] = max(longest.get(about, 0), kept_months[category])
    kept = [f"{about} : {months} mois" for about, months in sorted(longest.items())]
    told = " ; ".join(kept)
    return f"{told[:1].upper()}{told[1:]}. Les faits comptés restent, sans nom."
