"""The draft of a convention: its articles, parties, sheets and budgets, in a funder's own layout.

In DOCX the model (a funder's, else the shipped one) is filled in a sandbox; the PDF is set from the
same values. What does not hold is listed for the editor, after the text and outside of it.
"""

import io
from collections.abc import Iterator
from typing import Any

from probant.documents.filling import BadModel, fill
from probant.documents.store import path_of
from probant.funding.catalogue.draft_model import shipped_model
from probant.funding.models import Convention, DraftModel
from probant.funding.queries import ConventionFile, file_of
from probant.funding.queries.drafting import draft_values
from probant.journal.reading import reading
from probant.kernel.dates import write_date
from probant.reports.blocks import (
    Block,
    Cell,
    Content,
    FindingRow,
    Findings,
    Head,
    Row,
    Section,
    Table,
    Terms,
    Text,
)
from probant.reports.definition import NoReport, Report, ReportOrder

LABELS = {"error": "Erreur", "warning": "À vérifier", "gap": "Manque", "info": "Pour mémoire"}
NOTE = "Note pour la rédaction, hors du texte : à retirer avant signature"


def collect(order: ReportOrder) -> Content:
    """The draft as blocks. Raises `NoReport` where the convention is not said."""
    with reading():
        file = _file(order)
        values = draft_values(file)
    convention = file.convention
    return Content(
        title=convention.title,
        subtitle=f"Projet, {convention.get_kind_display()}",
        author=convention.house.organisation.name,
        cut=f"Texte en vigueur le {write_date(order.as_of)}",
        proof="Projet sans valeur d’engagement : seul le texte voté et signé engage les parties.",
        file_name=f"projet-convention-{convention.pk}",
        blocks=tuple(_blocks(values, file)),
    )


def _file(order: ReportOrder) -> ConventionFile:
    seen = Convention.objects.visible_to(order.actor).select_related("house__organisation")
    if order.convention_id is None:
        known = seen.filter(house_id=order.house_id, amends__isnull=True)
        listed = [f"{one.pk} = {one.title}" for one in known.order_by("-starts_on", "pk")[:30]]
        told = " ; ".join(listed) or "la structure n’en tient aucune"
        raise NoReport(f"dites quelle convention, --convention et son numéro : {told}.")
    convention = seen.filter(pk=order.convention_id).first()
    if convention is None:
        raise NoReport(f"aucune convention n° {order.convention_id}.")
    return file_of(convention, order.actor, year=order.year, today=order.as_of)


def _blocks(values: dict[str, Any], file: ConventionFile) -> Iterator[Block]:
    yield Section("Entre")
    yield Terms(tuple((one["nom"], _signatory(one)) for one in values["parties"]))
    days = values["convention"]
    yield Text(f"Il est convenu ce qui suit, du {days['debut']} au {days['fin']}.")
    for article in values["articles"]:
        title = f" – {article['titre']}" if article["titre"] else ""
        yield Section(f"{article['nom']}{title}", 2)
        for paragraph in article["paragraphes"]:
            yield Text(paragraph)
    yield Text(f"Fait à …, le {days['signee_le']}")
    yield Terms(tuple((f"Pour {one['nom']}", _signs(one)) for one in values["parties"]))
    if values["annexes"]:
        yield Section("Annexes")
        yield Terms(tuple((f"Annexe {a['repere']}", a["intitule"]) for a in values["annexes"]))
    for sheet in values["fiches"]:
        yield from _sheet(sheet)
        for budget in values["budgets"]:
            if budget["fiche"] == sheet["numero"]:
                yield from _budget(budget)
    for budget in values["budgets"]:
        if not budget["fiche"]:
            yield from _budget(budget)
    yield Section(NOTE)
    yield Findings(tuple(_noted(file)))


def _signatory(party: dict[str, str]) -> str:
    parts = [f"représentée par {party['signataire']}", party["qualite"], party["habilitation"]]
    return ", ".join(part for part in parts if part)


def _signs(party: dict[str, str]) -> str:
    return ", ".join(filter(None, (party["signataire"], party["qualite"])))


def _sheet(sheet: dict[str, Any]) -> Iterator[Block]:
    yield Section(f"Fiche action {sheet['numero']} : {sheet['titre']}")
    for heading in sheet["rubriques"]:
        yield Section(heading["titre"], 2)
        for paragraph in filter(str.strip, heading["texte"].split("\n")):
            yield Text(paragraph)
    if not sheet["rubriques"] and not sheet["criteres"]:
        yield Text("Cette fiche reste à écrire.", quiet=True)
    if sheet["criteres"]:
        yield Section("Critères d’évaluation", 2)
    for criterion in sheet["criteres"]:
        yield Text(f"– {criterion}")


def _budget(budget: dict[str, Any]) -> Iterator[Block]:
    heads = (Head("Compte"), Head("Libellé", share=4), Head("Montant", True, 2))
    for side, name in (("charges", "Charges"), ("produits", "Produits")):
        rows = [
            Row(
                (Cell(line["compte"]), Cell(line["libelle"]), Cell(line["montant"])),
                "heading" if line["rubrique"] else "",
            )
            for line in budget[side]
        ]
        rows.append(Row((Cell(""), Cell("Total"), Cell(budget[f"total_{side}"])), "total"))
        yield Table(f"{name} {budget['annee']}, {budget['intitule']}", heads, tuple(rows))


def _noted(file: ConventionFile) -> Iterator[FindingRow]:
    for told in file.findings:
        finding = told.finding
        yield FindingRow(
            finding.severity.value,
            LABELS[finding.severity.value],
            finding.code,
            f"{told.about} : {finding.message}",
            "assumé" if told.mark(file.convention.pk) in file.taken_on else "",
        )


def write_docx(order: ReportOrder) -> bytes:
    """The chosen model filled, then the note for the editor. Raises `NoReport`."""
    with reading():
        file = _file(order)
        values = draft_values(file)
        model = _model(order)
    try:
        filled = fill(model, values)
    except BadModel as error:
        raise NoReport(str(error)) from error
    return _with_note(filled, list(_noted(file)))


def _model(order: ReportOrder) -> bytes:
    if order.model_id is None:
        return shipped_model()
    models = DraftModel.objects.visible_to(order.actor).select_related("document")
    found = models.filter(pk=order.model_id, is_retired=False).first()
    if found is None:
        raise NoReport("ce modèle n’est plus là : choisissez-en un autre.")
    try:
        return path_of(found.document.sha256).read_bytes()
    except OSError as error:
        raise NoReport("le fichier de ce modèle manque : ajoutez-le de nouveau.") from error


def _with_note(written: bytes, noted: list[FindingRow]) -> bytes:
    if not noted:
        return written
    import docx  # loaded by who writes one, never by a page

    document = docx.Document(io.BytesIO(written))
    document.add_page_break()
    title = document.add_paragraph()
    title.add_run(NOTE).bold = True
    for row in noted:
        taken = f" ({row.place})" if row.place else ""
        document.add_paragraph(f"– {row.label} : {row.message}{taken}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


REPORT = Report(
    slug="convention-draft",
    title="Projet de convention",
    collect=collect,
    writers={"docx": write_docx},
    publishes=False,
    has_year=True,
)
