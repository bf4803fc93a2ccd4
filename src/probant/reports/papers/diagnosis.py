"""The shared diagnosis as a paper: a version that was signed, or the draft, which says so."""

from collections.abc import Iterator

from django.utils import timezone

from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.programmes.rules import write_hundredths
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.papers import Paper, PaperOrder
from probant.support.models import Case, Diagnosis, DiagnosisVersion
from probant.support.queries.diagnoses import YearView, sections_of, years_of
from probant.ui.write import write_number


def load(actor: Actor, pk: int) -> DiagnosisVersion | None:
    """A version that was signed, of a case that the actor may see."""
    versions = DiagnosisVersion.objects.filter(diagnosis__case__in=Case.objects.visible_to(actor))
    return (
        versions.select_related(
            "diagnosis__case__organisation", "diagnosis__case__house__organisation", "document"
        )
        .filter(pk=pk)
        .first()
    )


def load_draft(actor: Actor, pk: int) -> Diagnosis | None:
    """The draft of a case that the actor may see; `pk` is the case's."""
    return (
        Diagnosis.objects.visible_to(actor)
        .select_related("case__organisation", "case__house__organisation", "document")
        .filter(case_id=pk)
        .first()
    )


def case_of(source: Diagnosis | DiagnosisVersion) -> Case:
    """The case of a draft or of a version."""
    return source.diagnosis.case if isinstance(source, DiagnosisVersion) else source.case


def collect(order: PaperOrder, source: Diagnosis | DiagnosisVersion) -> Content:
    """The paper: who signed, numbers, economic model, sections."""
    case = case_of(source)
    number = source.number if isinstance(source, DiagnosisVersion) else None
    label = f"Version {number}" if number else "Brouillon"
    return Content(
        title=f"Diagnostic partagé : {case.title}",
        subtitle=label,
        author=case.house.organisation.name,
        cut=_signature(source),
        proof=(
            "Ce document appartient à la structure : il n’est transmis qu’avec son accord."
            if number
            else "Brouillon : il n’engage pas la structure tant qu’elle ne l’a pas signé."
        ),
        file_name=f"diagnostic-{case.pk}" + (f"-v{number}" if number else "-brouillon"),
        blocks=tuple(_blocks(source)),
    )


def _signature(source: Diagnosis | DiagnosisVersion) -> str:
    if isinstance(source, Diagnosis):
        saved = timezone.localtime(source.saved_at).date()
        return f"Brouillon du {write_date(saved)}"
    who = ", ".join(part for part in (source.signed_by, source.capacity) if part)
    day = write_date(source.signed_on)
    return f"Signé le {day} par {who}" if who else f"Signé le {day}"


def _blocks(source: Diagnosis | DiagnosisVersion) -> Iterator[Block]:
    case = case_of(source)
    organisation = case.organisation
    rows = [("Structure", case.title)]
    if organisation is not None:
        rows += [
            ("Famille juridique", str(organisation.get_family_display())),
            ("SIREN", organisation.siren),
            ("Commune", organisation.place_name),
        ]
    rows.append(("Emplois", "" if source.headcount is None else write_number(source.headcount)))
    fte = source.fte_hundredths
    rows.append(("Équivalent temps plein", "" if fte is None else write_hundredths(fte)))
    rows.append(("Situation au", write_date(source.stated_on) if source.stated_on else ""))
    if source.document is not None:
        rows.append(("Fichier joint", source.document.name))
    yield Terms(tuple(row for row in rows if row[1]))
    years = years_of(source)
    if years:
        yield Section("Trois exercices" if len(years) == 3 else "Modèle économique")
        yield _economy(years)
    for one in sections_of(source):
        if one.text.strip():
            yield Section(one.title)
            for paragraph in one.text.split("\n"):
                if paragraph.strip():
                    yield Text(paragraph.strip())


def _economy(years: list[YearView]) -> Table:
    names = (
        ("Charges", "charges_cents"),
        ("Produits", "products_cents"),
        ("Résultat", "result_cents"),
        ("Fonds propres", "own_funds_cents"),
    )
    return Table(
        "En euros",
        (Head("", share=3), *(Head(str(one.year), True, 2) for one in years)),
        tuple(
            Row(
                (Cell(label), *(_euros(getattr(one, name)) for one in years)),
                "total" if name == "result_cents" else "",
            )
            for label, name in names
        ),
    )


def _euros(value: int | None) -> Cell:
    return Cell("—") if value is None else Cell(write_euros(value), value, cents=True)


def house_of(source: Diagnosis | DiagnosisVersion) -> int:
    """The house that keeps the case."""
    return case_of(source).house_id


PAPER = Paper("diagnostic", "reports.diagnosis", load, collect, house_of)
