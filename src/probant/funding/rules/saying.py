"""Typed clauses in words, as screens and drafts say them."""

from fractions import Fraction

from probant.funding.rules.clauses import (
    COMMITMENTS,
    UNSPENT_FATES,
    AmountTerms,
    CommitmentTerms,
    CommitteeTerms,
    ControlTerms,
    DurationTerms,
    EvaluationTerms,
    EvidenceTerms,
    ExclusiveTerms,
    MentionTerms,
    NoticeTerms,
    PaymentTerms,
    RenewalTerms,
    ReportingTerms,
    TerminationTerms,
    Terms,
)
from probant.kernel.money import write_euros

_RENEWALS = {"tacit": "renouvelable tacitement", "express": "renouvelable expressément"}
_COVERS = {"hours": "les heures", "expenses": "les dépenses", "all": "les heures et les dépenses"}


def say_rate(rate: Fraction) -> str:
    """A share in per cent, with the decimals it needs.

    >>> say_rate(Fraction(7, 10)), say_rate(Fraction(1, 8))
    ('70\\xa0%', '12,5\\xa0%')
    """
    return f"{float(rate * 100):.6g}".replace(".", ",") + "\u00a0%"


def say_terms(terms: Terms) -> str:
    """A clause in one line.

    >>> say_terms(NoticeTerms(3, "lettre recommandée"))
    'dénonciation 3 mois avant la fin, par lettre recommandée'
    """
    if isinstance(terms, PaymentTerms):
        return _payment(terms)
    if isinstance(terms, NoticeTerms):
        form = f", par {terms.form}" if terms.form else ""
        return f"dénonciation {terms.months} mois avant la fin{form}"
    if isinstance(terms, DurationTerms):
        months = f"{terms.months} mois" if terms.months else "durée non dite"
        renewal = _RENEWALS.get(terms.renewal, "")
        return ", ".join(part for part in (months, renewal) if part)
    if isinstance(terms, CommitteeTerms):
        times = "une fois" if terms.per_year == 1 else f"{terms.per_year} fois"
        return f"comité de pilotage {times} par an"
    if isinstance(terms, EvidenceTerms):
        if not terms.list_found:
            return "pièces justificatives, sans leur liste"
        return f"pièces justificatives : {', '.join(terms.pieces) or 'liste au texte'}"
    if isinstance(terms, ReportingTerms):
        return f"compte rendu dans les {terms.months} mois qui suivent l’exercice"
    return _others(terms)


def _payment(terms: PaymentTerms) -> str:
    when = terms.trigger.label
    if terms.month and terms.day:
        when = f"le {terms.day:02d}/{terms.month:02d} de chaque année"
    delay = f", sous {terms.days} jours" if terms.days else ""
    return f"{say_rate(terms.share_rate)} {when}{delay}"


def _others(terms: Terms) -> str:
    if isinstance(terms, RenewalTerms):
        return f"reconduction {terms.condition}" if terms.condition else "reconduction"
    if isinstance(terms, MentionTerms):
        return "mention réciproque des partenaires" if terms.reciprocal else "mention du financeur"
    if isinstance(terms, ExclusiveTerms):
        return f"un seul financeur pour {_COVERS[terms.covers]}"
    if isinstance(terms, AmountTerms):
        year = f" pour {terms.year}" if terms.year else " pour toute la durée"
        return f"{write_euros(terms.amount_cents)}{year}"
    if isinstance(terms, ControlTerms):
        kept = f", pièces gardées {terms.kept_years} ans" if terms.kept_years else ""
        return f"contrôle {'sur place et ' if terms.on_site else ''}sur pièces{kept}"
    if isinstance(terms, EvaluationTerms):
        parts = ["chaque année"] if terms.yearly else []
        if terms.months_before_end:
            parts.append(f"{terms.months_before_end} mois avant la fin")
        return f"évaluation {' et '.join(parts) or 'au terme'}"
    if isinstance(terms, CommitmentTerms):
        return COMMITMENTS[terms.what]
    if isinstance(terms, TerminationTerms):
        form = f", par {terms.form}" if terms.form else ""
        return f"résiliation {terms.months} mois après une mise en demeure sans suite{form}"
    assert not isinstance(
        terms,
        PaymentTerms
        | NoticeTerms
        | DurationTerms
        | CommitteeTerms
        | EvidenceTerms
        | ReportingTerms,
    )
    share = f", jusqu’à {say_rate(terms.share_rate)}" if terms.share_rate else ""
    return f"fonds non dépensés {UNSPENT_FATES[terms.fate]}{share}"
