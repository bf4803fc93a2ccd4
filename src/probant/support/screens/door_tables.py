"""Tables of the door."""

from probant.support.models import CallOutcome, Referral, SupportRequest
from probant.ui.tables import Column, Empty, Table, Tag

OUTCOMES = {
    CallOutcome.ADVICE: Tag("appui ponctuel", "held"),
    CallOutcome.CASE: Tag("dossier ouvert", "proof"),
    CallOutcome.VOLUNTEER: Tag("accueil amont confié", "proof"),
    CallOutcome.REFERRAL: Tag("orientation"),
    CallOutcome.INTRODUCTION: Tag("mise en relation"),
    CallOutcome.NOTHING: Tag("rien pour l’instant", "quiet"),
}

CALLS = Table(
    name="accueils",
    caption="Appels et visites",
    noun="appel",
    columns=(
        Column(
            "who",
            "Qui",
            kind="link",
            route="support:call",
            arguments=("call_id",),
            quiet="place",
        ),
        Column("need", "Besoin", blank="non précisé"),
        Column("how", "Comment"),
        Column("occurred_on", "Jour", kind="date", sortable=True),
        Column("outcome", "Ce qu’il en est sorti", kind="tag", tags=OUTCOMES),
        Column("by", "Noté par"),
    ),
    default_sort="-occurred_on",
    empty=Empty(
        "Aucun appel ici",
        "Chaque appel, visite ou courriel se note en une minute, quoi qu’il en sorte : les "
        "chiffres de l’accueil et de l’appui ponctuel en viennent.",
        action="Noter un appel",
        route="support:accueil",
    ),
    cards=True,
)

REFERRALS = Table(
    name="orientations",
    caption="Orientations",
    noun="orientation",
    columns=(
        Column("who", "Qui", kind="link", href="href"),
        Column(
            "way",
            "Sens",
            kind="tag",
            tags={
                Referral.Direction.OUT: Tag("vers"),
                Referral.Direction.IN: Tag("envoyé par", "quiet"),
            },
        ),
        Column("other", "Organisme"),
        Column("reason", "Pourquoi", blank="non précisé"),
        Column("occurred_on", "Jour", kind="date"),
        Column("next", "Ce qu’il en est sorti", kind="link", href="sequel_href"),
    ),
    empty=Empty(
        "Aucune orientation",
        "Une orientation se note à l’accueil, ou depuis un dossier ; ce qu’il en est sorti, plus "
        "tard, d’ici.",
        action="Noter un appel",
        route="support:accueil",
    ),
    cards=True,
)

INTRODUCTIONS = Table(
    name="mises-en-relation",
    caption="Mises en relation",
    noun="mise en relation",
    nouns="mises en relation",
    columns=(
        Column("who", "Qui", kind="link", href="href"),
        Column("other", "Avec qui"),
        Column("reason", "Pourquoi", blank="non précisé"),
        Column("occurred_on", "Jour", kind="date"),
        Column("next", "Ce qu’il en est sorti", kind="link", href="sequel_href"),
    ),
    empty=Empty(
        "Aucune mise en relation",
        "Une mise en relation se note à l’accueil, ou depuis un dossier ; ce qu’il en est sorti, "
        "plus tard, d’ici.",
        action="Noter un appel",
        route="support:accueil",
    ),
    cards=True,
)

STATES = {
    SupportRequest.State.AWAITING: Tag("à prendre", "due"),
    SupportRequest.State.TAKEN: Tag("prise", "held"),
    SupportRequest.State.REFUSED: Tag("sans suite", "quiet"),
    SupportRequest.State.DUPLICATE: Tag("doublon", "quiet"),
    SupportRequest.State.SPAM: Tag("indésirable", "quiet"),
}

REQUESTS = Table(
    name="demandes",
    caption="Demandes reçues en ligne",
    noun="demande",
    columns=(
        Column("who", "Qui", kind="link", route="support:request", quiet="contact"),
        Column("reference", "Référence"),
        Column("place_name", "Commune"),
        Column("received_on", "Reçue le", kind="date", sortable=True, sort="received_at"),
        Column("state", "État", kind="tag", tags=STATES),
    ),
    default_sort="-received_on",
    empty=Empty(
        "Aucune demande",
        "Le formulaire public de la maison mène ici : chaque demande est prise, ou mise de côté "
        "avec sa raison.",
    ),
    cards=True,
)
