"""Amounts and figures: parts against their whole."""

from __future__ import annotations

import re
from collections import defaultdict

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import find_amounts, write_euros

_PRODUCT = re.compile(
    r"(?<![\d.,])(?P<terms>\d+(?:[.,]\d+)?(?:\s*[x×*]\s*\d+(?:[.,]\d+)?){1,4})\s*(?:"
    r"\n\s*)?=\s*(?P<result>\d[\d ]*(?:[.,]\d{1,2})?)(?![\d.,]*\d)"
)
_SIDES = re.compile(
    r"depenses\s*[=:]\s*(?P<out>[\d .,]+?)\s*(?:€)?\s*[;,]\s*recettes\s*[=:]\s*(?P<in"
    r">[\d .,]+?)\s*(?:€)?\s*[;,]\s*(?P<word>excedent|deficit)\s*(?:de|"
    r":)?\s*(?P<net>[\d .,]+\d)"
)
_GLOBAL = re.compile(
    r"(?:excedent|resultat)\s+(?:global|total|cumule)\s*(?:de|:|=)?\s*(?P<net>[\d .,]+\d)"
)


def check_sums(draft: Draft, document: Document) -> list[Finding]:
    """`amount.sum`: shares of a grant, products and balances printed, parts of a figure."""
    found: list[Finding] = []
    for amount in draft.amounts:
        if amount.parts and sum(amount.parts) != amount.cents:
            message = (
                f"Les parts font {write_euros(sum(amount.parts))} et non "
                f"{write_euros(amount.cents)}."
            )
            found.append(Finding("amount.sum", Severity.ERROR, message, amount.where))
    return [*found, *_split(document), *_products(document), *_balances(document), *_figures(draft)]


def _split(document: Document) -> list[Finding]:
    """ "X € réparti en : A €, B € et C €" in one sentence."""
    found = []
    for match in re.finditer(
        r"(?:repartie?s?|ventilee?s?|se decompos\w+)\b[^.€:]{0,60}:", document.folded
    ):
        sentence = document.text[max(0, match.start() - 200) : match.start()]
        wholes = list(find_amounts(re.split(r"\.\s", sentence)[-1]))
        stop = re.search(r"\.\s|\n\s*\n", document.text[match.end() :])
        parts = list(
            find_amounts(document.text[match.end() : match.end() + (stop.start() if stop else 400)])
        )
        if len(wholes) == 1 and len(parts) >= 2 and all(p.certain for p in parts):
            total = sum(p.cents for p in parts)
            if total != wholes[0].cents and parts[-1].cents != wholes[0].cents:
                message = (
                    f"Les parts font {write_euros(total)} et non {write_euros(wholes[0].cents)}."
                )
                found.append(
                    Finding(
                        "amount.sum",
                        Severity.ERROR,
                        message,
                        document.where(match.start(), match.end()),
                    )
                )
    return found


def _number(text: str) -> float:
    text = text.strip().replace(" ", "")
    if re.search(r"\.\d{3}(?:\.|,|$)", text) and "," in text:
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _products(document: Document) -> list[Finding]:
    """A multiplication printed with its result."""
    found = []
    for match in _PRODUCT.finditer(document.folded):
        try:
            product = 1.0
            for term in re.split(r"\s*[x×*]\s*", match["terms"]):
                product *= _number(term)
            result = _number(match["result"])
        except ValueError:
            continue
        if abs(product - result) > max(0.011, 0.0006 * product):
            message = f"{match['terms'].strip()} font {product:.2f} et non {result:.2f}.".replace(
                ".", ","
            )
            found.append(
                Finding(
                    "amount.sum",
                    Severity.ERROR,
                    message,
                    document.where(match.start(), match.end()),
                )
            )
    return found


def _balances(document: Document) -> list[Finding]:
    """Income less expense, section by section, then their total."""
    found: list[Finding] = []
    nets: list[float] = []
    for match in _SIDES.finditer(document.folded):
        try:
            out, income, net = _number(match["out"]), _number(match["in"]), _number(match["net"])
        except ValueError:
            return found
        signed = income - out
        nets.append(net if match["word"] == "excedent" else -net)
        if abs(abs(signed) - net) > 0.011:
            found.append(
                Finding(
                    "amount.sum",
                    Severity.ERROR,
                    f"Recettes moins dépenses font {signed:.2f} et non {net:.2f}.".replace(
                        ".", ",", 2
                    ),
                    document.where(match.start(), match.end()),
                )
            )
    whole = _GLOBAL.search(document.folded)
    if whole and len(nets) >= 2:
        try:
            said = _number(whole["net"])
        except ValueError:
            return found
        if abs(abs(sum(nets)) - said) > 0.011:
            message = f"Les résultats des sections font {sum(nets):.2f} et non {said:.2f}.".replace(
                ".", ",", 2
            )
            found.append(
                Finding(
                    "amount.sum",
                    Severity.ERROR,
                    message,
                    document.where(whole.start(), whole.end()),
                )
            )
    return found


def _figures(draft: Draft) -> list[Finding]:
    """The parts printed under a figure ("CRDVA : 5") cannot be more than it."""
    parts: dict[str, list[float]] = defaultdict(list)
    for claim in draft.claims:
        if claim.scope == "part":
            parts[claim.label.split(" : ")[0]].append(claim.value)
    found = []
    for claim in draft.claims:
        values = parts.get(claim.label)
        if claim.scope != "part" and values and len(values) >= 2 and sum(values) > claim.value:
            message = f"{claim.label} : les parts font {sum(values):g} et non {claim.value:g}."
            found.append(Finding("amount.sum", Severity.ERROR, message, claim.where))
    return found
