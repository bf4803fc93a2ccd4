"""A publication read whole: its blocks set, then what proves it: notes, figures and definitions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from probant.directory.models import House
from probant.journal.models import JournalHead
from probant.kernel.dates import write_date
from probant.reports.blocks import Block, Content, Figures, Section, Terms, Text
from probant.reports.composition import counted, funded, judged, placed, told
from probant.reports.composition.draft import BlockDraft
from probant.reports.composition.reader import Reader, rows_of_used
from probant.reports.definition import ReportOrder

Compose = Callable[[BlockDraft, Reader], Iterator[Block]]


@dataclass(frozen=True)
class Kind:
    """A kind of block: its name, what it is for, and how it is read."""

    label: str
    purpose: str
    compose: Compose


_LISTED = "ce qu’un chiffre compte : rencontres, structures créées…"
KINDS: Mapping[str, Kind] = {
    "text": Kind("Texte", "des paragraphes, avec des chiffres vivants", told.text),
    "figures": Kind(
        "Chiffres", "une liste de chiffres, et ceux de l’année d’avant", counted.figures
    ),
    "chart": Kind("Graphique", "un chiffre par mois, par commune, par domaine…", counted.chart),
    "table": Kind("Tableau", "les mêmes parts, en tableau seul", counted.table),
    "map": Kind("Carte", "un chiffre, commune par commune", placed.on_map),
    "funnel": Kind("Parcours", "les étapes d’un programme, et leurs taux", placed.path),
    "records": Kind("Liste", _LISTED, counted.records),
    "budget": Kind("Budget", "celui d’une action : prévu, réalisé, ses écritures", funded.budget),
    "convention": Kind(
        "Convention", "ce qu’elle dit de l’année : argent, votes, pièces", funded.convention
    ),
    "focus": Kind("Focus", "un récit, avec les mots d’une personne qui l’a permis", told.focus),
    "appraisal": Kind(
        "Appréciation",
        "une question de la maison : le degré de l’année, les phrases, ce qui l’étaye",
        judged.appraisals,
    ),
    "photo": Kind("Photo", "une image, décrite, avec l’accord de qui s’y reconnaît", told.photo),
    "partners": Kind("Partenaires", "les financeurs de l’année et leurs logos", told.partners),
}


@dataclass(frozen=True)
class Reading:
    """A publication as read: the blocks of each draft, and what its reader kept on the way."""

    parts: tuple[tuple[BlockDraft, tuple[Block, ...]], ...]
    reader: Reader
    has_annex: bool = True

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block in order, with what proves them at the end; no heading over nothing."""
        bare = {id(one) for one in self.unwritten}
        kept = (blocks for draft, blocks in self.parts if id(draft) not in bare)
        return tuple(block for blocks in kept for block in blocks) + self.proofs

    @property
    def unwritten(self) -> tuple[BlockDraft, ...]:
        """Texts that are a heading alone, with nothing under it: they are not published."""
        return tuple(
            draft
            for place, (draft, blocks) in enumerate(self.parts)
            if draft.kind == "text"
            and all(block.kind == "section" for block in blocks)
            and not self._has_under(place)
        )

    def _has_under(self, place: int) -> bool:
        """Whether what follows a part, of a lower level, says anything."""
        level = self.parts[place][0].level
        for draft, blocks in self.parts[place + 1 :]:
            if draft.level <= level:
                return False
            if any(block.kind != "section" for block in blocks):
                return True
        return False

    @property
    def proofs(self) -> tuple[Block, ...]:
        """Notes, numbers without support, and every figure with its definition."""
        return tuple(_proofs(self.reader, self.has_annex))


def read_blocks(
    drafts: Sequence[BlockDraft], order: ReportOrder, *, has_annex: bool = True
) -> Reading:
    """Read every block. The caller holds the snapshot (`journal.reading.reading`)."""
    reader = Reader(order)
    parts = tuple((one, tuple(_part(one, reader))) for one in drafts)
    return Reading(parts, reader, has_annex)


def _part(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """A block under its heading; a heading over nothing is left out."""
    with reader.narrowed(int(draft.content.get("action") or 0)):
        if reader.scope(reader.action_id) is None:
            reader.lacks("")  # said once, whatever the kind: some show nothing without it
        found = list(KINDS[draft.kind].compose(draft, reader))
    if draft.title and (found or draft.kind == "text"):
        yield Section(draft.title, draft.level)
    yield from found


def _proofs(reader: Reader, has_annex: bool) -> Iterator[Block]:
    if reader.notes:
        yield Section("Notes")
        yield Terms(tuple((str(number), words) for number, words in enumerate(reader.notes, 1)))
    if reader.unsupported or reader.wrong:
        yield Section("Nombres non étayés")
        yield Text(
            "Écrits à la main, ils ne reposent encore sur aucun fait, aucun document, aucune "
            "source, ou leur chiffre dit autre chose.",
            quiet=True,
        )
        told_of = [*reader.wrong, *reader.unsupported]
        yield Terms(tuple((str(number), words) for number, words in enumerate(told_of, 1)))
    rows = rows_of_used(reader) if has_annex else []
    if rows:
        yield Section("Les chiffres de ce rapport", on_new_page=True)
        yield Text(
            "Chacun ouvre sur les faits qu’il compte ; aucun n’est saisi à la main.", quiet=True
        )
        yield Figures(tuple(rows))


def whole(title: str, file_name: str, reading: Reading) -> Content:
    """A reading as a report: who speaks, as known when, what proves it. Two queries."""
    order = reading.reader.order
    house = House.objects.select_related("organisation").get(pk=order.house_id)
    head = JournalHead.objects.get(house_id=order.house_id)
    return Content(
        title=title,
        subtitle=str(order.year),
        author=house.organisation.name,
        cut=f"Chiffres {order.cut.label}, établi le {write_date(order.today)}",
        proof=(
            f"Arrêté à l’écriture n° {head.seq} du journal, empreinte {head.hash}. Chaque "
            f"nombre ouvre sur les faits qu’il compte : {order.base_url}"
        ),
        file_name=file_name,
        blocks=reading.blocks,
        is_tight=not reading.has_annex,
    )
