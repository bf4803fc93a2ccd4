"""Rules, verbs and findings of assemblies in words."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.safestring import SafeString, mark_safe

from probant.governance.rules import BodyRules
from probant.governance.rules.sources import SOURCES
from probant.kernel.finding import Finding
from probant.ui.pieces import FindingCard, draw_finding

VERBS = {
    "governance.add_college": "Collège ajouté",
    "governance.add_mandates": "Mandats notés",
    "governance.end_mandate": "Fin d’un mandat notée",
    "governance.declare_interest": "Intérêt déclaré",
    "governance.plan_sitting": "Séance prévue",
    "governance.set_agenda": "Ordre du jour écrit",
    "governance.convene_sitting": "Convocations envoyées",
    "governance.take_presence": "Présence prise",
    "governance.give_proxy": "Pouvoir reçu",
    "governance.revoke_proxy": "Pouvoir révoqué",
    "governance.open_sitting": "Séance ouverte",
    "governance.note_movement": "Arrivée, départ ou déport noté",
    "governance.undo_movement": "Mouvement retiré",
    "governance.cast_vote": "Vote enregistré",
    "governance.hold_round": "Tour d’élection enregistré",
    "governance.name_eldest": "Doyen désigné",
    "governance.close_sitting": "Séance levée",
    "governance.cancel_sitting": "Séance annulée",
    "governance.add_statutes": "Version des statuts gardée",
    "governance.declare_statutes": "Déclaration des statuts notée",
    "governance.ask_follow_up": "Suite d’une décision notée",
    "governance.settle_follow_up": "Suite d’une décision mise à jour",
    "governance.call_fees": "Cotisations appelées",
    "governance.add_fee": "Cotisation notée",
    "governance.settle_fee": "Cotisation payée ou dispensée",
}
_QUORUM = {
    "present": "les pouvoirs ne comptent pas",
    "represented": "présents et représentés",
    "rights": "droits de vote présents et représentés",
}
_MAJORITY = {"present": "des présents et représentés", "office": "des membres en exercice"}


def write_share(share: Fraction) -> str:
    """A share as statutes write it."""
    words = {
        Fraction(1, 2): "la moitié",
        Fraction(1, 3): "le tiers",
        Fraction(1, 4): "le quart",
        Fraction(2, 3): "les deux tiers",
        Fraction(3, 4): "les trois quarts",
    }
    return words.get(share, f"{share.numerator}/{share.denominator}")


def rules_in_words(rules: BodyRules) -> list[tuple[str, str, str]]:
    """What binds a body: (what, the rule, its source), only what is known."""
    found: list[tuple[str, str, str]] = []

    def say(what: str, words: str, source: str = "") -> None:
        found.append((what, words, rules.source(source)))

    if rules.quorum_share is not None:
        more = "plus de " if rules.quorum_exceeds else ""
        counted = _QUORUM[rules.counted]
        say("Quorum", f"{more}{write_share(rules.quorum_share)}, {counted}", "quorum")
    if rules.second_call_free:
        wait = f", {rules.second_call_days} jours après" if rules.second_call_days else ""
        say("Seconde convocation", f"sans quorum{wait}", "second_call")
    if rules.notice_clear_days is not None:
        say("Convocation", f"{rules.notice_clear_days} jours francs", "notice")
    if rules.proxies_per_holder is not None:
        words = f"{rules.proxies_per_holder} au plus par porteur"
        say("Pouvoirs", words if rules.proxies_per_holder else "non admis", "proxies")
    base = _MAJORITY.get(rules.majority_base, "des suffrages exprimés")
    share = rules.majority_share
    half = share is None or share == Fraction(1, 2)
    say(
        "Majorité",
        f"{'plus de la moitié' if half or share is None else write_share(share)} {base}",
        "majority",
    )
    if rules.casting_vote is not None:
        say(
            "Partage des voix",
            "voix de la présidence prépondérante" if rules.casting_vote else "non adopté",
            "casting_vote",
        )
    if rules.weighing:
        members = rules.weighing == "members"
        words = "selon le poids du collège" if members else "chaque collège pèse son poids"
        say("Pesée des voix", words, "weighing")
    if rules.secret_for_persons is not None:
        say(
            "Élections",
            "au scrutin secret" if rules.secret_for_persons else "sans secret imposé",
            "persons",
        )
    if rules.absolute_rounds is not None:
        rounds = rules.absolute_rounds
        say(
            "Tours",
            f"{rounds} à la majorité absolue, puis relative" if rounds else "majorité relative",
            "persons",
        )
    if rules.remote_counts is not None:
        say("À distance", "admise" if rules.remote_counts else "non admise", "remote")
    return found


def cards(findings: Sequence[Finding], *, council: bool = True) -> SafeString:
    """Findings, each with its rule and law; the CGCT binds only bodies of authorities."""
    drawn = []
    for one in findings:
        rule, law = SOURCES.get(one.code, ("", ""))
        text = law if council or not law else "Statuts ou règlement intérieur de l’instance"
        drawn.append(draw_finding(FindingCard(one.severity, one.message, rule=rule, law=text)))
    return mark_safe("".join(drawn))  # noqa: S308  each part is escaped by the component
