"""Write the shipped model of a convention: `python scripts/make_draft_model.py`.

A plain Word document with the marks that a house may keep, move or drop in a model of its own.
"""

from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

OUT = Path(__file__).parent.parent / "src/probant/funding/catalogue/modele-de-convention.docx"
WIDTHS = (Cm(2), Cm(10), Cm(3.5))


def main() -> None:
    """Build the document and save it."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = "Modèle de convention"
    document.core_properties.language = "fr-FR"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.add_heading("{{ convention.intitule }}", 0)
    document.add_paragraph(
        "{{ convention.nature }}{% if convention.reference %} n° "
        "{{ convention.reference }}{% endif %}"
    )
    document.add_heading("Entre", 2)
    _lines(
        document,
        "{%p for partie in parties %}",
        "{{ partie.nom }}, représentée par {{ partie.signataire }}{% if partie.qualite %}, en "
        "qualité de {{ partie.qualite }}{% endif %}{% if partie.habilitation %}, en vertu de la "
        "{{ partie.habilitation }}{% endif %}, ci-après « {{ partie.role }} »,",
        "{%p endfor %}",
        "il est convenu ce qui suit pour la période du {{ convention.debut }} au "
        "{{ convention.fin }}.",
        "{%p for article in articles %}",
    )
    document.add_heading(
        "{{ article.nom }}{% if article.titre %} – {{ article.titre }}{% endif %}", 2
    )
    _lines(
        document,
        "{%p for paragraphe in article.paragraphes %}",
        "{{ paragraphe }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    document.add_paragraph("Fait à …, le {{ convention.signee_le }}")
    document.paragraphs[-1].paragraph_format.space_before = Pt(24)
    document.add_paragraph("{%p for partie in parties %}")
    document.add_paragraph("Pour {{ partie.nom }}, {{ partie.signataire }}")
    document.paragraphs[-1].paragraph_format.space_after = Pt(60)  # room to sign
    document.add_paragraph("{%p endfor %}")
    _annexes(document)
    document.save(str(OUT))


def _lines(document: docx.document.Document, *lines: str) -> None:
    for line in lines:
        document.add_paragraph(line)


def _annexes(document: docx.document.Document) -> None:
    document.add_paragraph("{%p if annexes %}")
    document.add_heading("Annexes", 1)
    _lines(
        document,
        "{%p for annexe in annexes %}",
        "Annexe {{ annexe.repere }} : {{ annexe.intitule }}",
        "{%p endfor %}",
        "{%p endif %}",
        "{%p for fiche in fiches %}",
    )
    document.add_heading("Fiche action {{ fiche.numero }} : {{ fiche.titre }}", 1)
    document.add_paragraph("{%p for rubrique in fiche.rubriques %}")
    document.add_heading("{{ rubrique.titre }}", 3)
    _lines(
        document,
        "{{ rubrique.texte }}",
        "{%p endfor %}",
        "{%p if not fiche.rubriques and not fiche.criteres %}",
        "Cette fiche reste à écrire.",
        "{%p endif %}",
        "{%p if fiche.criteres %}",
    )
    document.add_heading("Critères d’évaluation", 3)
    _lines(
        document,
        "{%p endif %}",
        "{%p for critere in fiche.criteres %}",
        "– {{ critere }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p for budget in budgets %}",
    )
    document.add_heading("Budget {{ budget.annee }}, {{ budget.intitule }}", 1)
    for side, name in (("charges", "Charges"), ("produits", "Produits")):
        _table(document, side, name)
    document.add_paragraph("{%p endfor %}")


def _table(document: docx.document.Document, side: str, name: str) -> None:
    """A side of a budget: headings and total in bold, amounts at the right."""
    line = ("{{ ligne.compte }}", "{{ ligne.libelle }}", "{{ ligne.montant }}")
    rows = (
        (("Compte", name, "Montant"), True),
        ((f"{{%tr for ligne in budget.{side} %}}", "", ""), False),
        (("{%tr if ligne.rubrique %}", "", ""), False),
        (line, True),
        (("{%tr else %}", "", ""), False),
        (line, False),
        (("{%tr endif %}", "", ""), False),
        (("{%tr endfor %}", "", ""), False),
        (("", "Total", f"{{{{ budget.total_{side} }}}}"), True),
    )
    table = document.add_table(rows=len(rows), cols=len(WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    for row, (texts, is_bold) in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(text).bold = is_bold
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        row.cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("")


if __name__ == "__main__":
    main()
