"""Spreadsheets: received, looked at, applied in one entry, undone as one."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from probant.ingestion.access import can_import
from probant.ingestion.models import ColumnMemory, Import, ImportChange, ImportFile, ImportRow
from probant.ingestion.spreadsheets.apart import MAX_BYTES
from probant.ingestion.spreadsheets.columns import Match
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.spreadsheets.headings import Heading, Headings
from probant.ingestion.spreadsheets.kinds import Context, Kind, Made, Outcome, State, kinds
from probant.ingestion.spreadsheets.walk import Layout, Table, Walked, lacking, lay_out, walk
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.text import typeset
from probant.ui.write import write_count

ROWS_AT_ONCE = 1000
Report = Callable[[int, int], None]
VERB = "ingestion.import"


def kind_of(code: str) -> Kind:
    """A kind of import. Raises `Refused` where there is none."""
    found = kinds().get(code)
    if found is None:
        raise Refused(f"« {code} » ne s’importe pas : {', '.join(kinds())}.")
    return found


@contextmanager
def on_disk(content: bytes) -> Iterator[Path]:
    """The bytes as a file, for the process that reads them."""
    with tempfile.NamedTemporaryFile(prefix="probant-import-") as handle:
        handle.write(content)
        handle.flush()
        yield Path(handle.name)


@contextmanager
def in_turn() -> Iterator[None]:
    """Tell plainly that another long writing is under way, where the engine has one writer."""
    try:
        yield
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        raise Refused(
            "Un autre import est en train de s’écrire : attendez sa fin, puis recommencez. Rien "
            "de celui-ci n’a été écrit."
        ) from error


def receive_import(
    actor: Actor, *, kind: str, name: str, content: bytes, sheet: str = ""
) -> Import:
    """Keep a file, find its table and its columns. Nothing of it is in the books.

    Raises `Refused` (rights, kind), `UnreadableSheet`. Effects: the draft and its file.
    """
    require(can_import(actor))
    wanted = kind_of(kind)
    if len(content) > MAX_BYTES:
        raise UnreadableSheet(
            f"le fichier pèse {len(content) / 1e6:.0f} Mo, la limite est de "
            f"{MAX_BYTES / 1e6:.0f} Mo : découpez-le."
        )
    with on_disk(content) as path:
        layout = lay_out(
            path, wanted, actor.house, sheet=sheet, remembered=_memory(actor.house, kind)
        )
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        one = Import(
            house_id=actor.house,
            kind=kind,
            name=" ".join(name.split())[:200] or "sans nom",
            sha256=sha256,
            received_at=timezone.now(),
            received_by_id=actor.user_id,
            settings=_settings_of(wanted, actor.house, layout),
        )
        _keep_layout(one, layout, _again(actor.house, kind, sha256))
        one.save()
        ImportFile.objects.create(owner=one, content=content)
    return one


def _again(house_id: int, kind: str, sha256: str) -> list[str]:
    before = Import.objects.filter(
        house_id=house_id, kind=kind, sha256=sha256, state=Import.State.APPLIED
    ).order_by("-settled_at")
    for one in before[:1]:
        day = timezone.localtime(one.settled_at).strftime("%d/%m/%Y")
        return [f"Ce même fichier a déjà été importé le {day} : ce qui est déjà là ne double pas."]
    return []


def _settings_of(kind: Kind, house_id: int, layout: Layout) -> dict[str, str]:
    settings = {one.key: one.choices[0][0] for one in kind.settings(house_id) if one.choices}
    for table in layout.tables:
        known = ColumnMemory.objects.filter(
            house_id=house_id, kind=kind.code, signature=table.headings.signature
        ).first()
        if known is not None:
            settings |= {key: value for key, value in known.settings.items() if key in settings}
    return settings


def _memory(house_id: int, kind: str) -> Callable[[str], Mapping[str, str] | None]:
    def recall(signature: str) -> Mapping[str, str] | None:
        known = ColumnMemory.objects.filter(house_id=house_id, kind=kind, signature=signature)
        columns: Mapping[str, str] | None = known.values_list("columns", flat=True).first()
        return columns

    return recall


def _keep_layout(one: Import, layout: Layout, also: Sequence[str] = ()) -> None:
    kind = kind_of(one.kind)
    table = layout.tables[0]
    one.sheet = table.sheet
    one.columns = table.columns
    one.row_count = layout.count
    one.notes = [typeset(note) for note in (*also, *layout.notes)]
    one.layout = {
        "sheets": layout.sheets,
        "tables": [_table_as_dict(each, _labels(kind, one, each)) for each in layout.tables],
    }


def _labels(kind: Kind, one: Import, table: Table) -> dict[str, str]:
    fields = kind.sheet_fields(table.code) if kind.sheet_fields else kind.fields(one.house_id)
    return {field.key: field.label for field in fields}


def _table_as_dict(table: Table, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "code": table.code,
        "line": table.headings.line,
        "signature": table.headings.signature,
        "count": table.count,
        "last": table.last,
        "columns": [
            {
                "place": match.heading.place,
                "name": match.heading.whole,
                "heading": match.heading.name,
                "group": match.heading.group,
                "field": match.field,
                "label": labels.get(match.field, match.field),
                "why": match.why,
                "samples": list(match.samples),
            }
            for match in table.matches
        ],
    }


def settle_columns(
    actor: Actor,
    one: Import,
    *,
    columns: Mapping[str, str] | None = None,
    settings: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Import:
    """Say which column is what, by hand; another sheet is looked at afresh.

    Raises `Refused`, `UnreadableSheet`. Effects: the draft; its rows are to be previewed again.
    """
    require(can_import(actor))
    _require_draft(one)
    kind = kind_of(one.kind)
    fields = {field.key for field in kind.fields(one.house_id)}
    kept = None if columns is None else {k: v for k, v in columns.items() if v in fields}
    if kept is not None and len(set(kept.values())) < len(kept):
        raise Refused("Deux colonnes ont reçu le même rôle : gardez-en une.")
    changes_sheet = sheet is not None and sheet != one.sheet
    with on_disk(bytes(one.file.content)) as path:
        layout = lay_out(
            path,
            kind,
            one.house_id,
            sheet=sheet if sheet is not None else one.sheet,
            remembered=_memory(one.house_id, one.kind),
            columns=None if changes_sheet or kind.sheet_of else kept,
        )
    allowed = {
        each.key: [value for value, _ in each.choices] for each in kind.settings(one.house_id)
    }
    with transaction.atomic():
        _keep_layout(one, layout)
        one.settings = {
            **one.settings,
            **{k: v for k, v in (settings or {}).items() if v in allowed.get(k, ())},
        }
        one.counts = {}
        one.save()
        one.rows.all().delete()
    return one


def preview(actor: Actor, one: Import, *, report: Report = lambda done, total: None) -> Import:
    """Hold every row against the books, writing none of it, and keep what would become of each.

    Decisions taken on doubles stand. Raises `Refused`, `UnreadableSheet`.
    """
    require(can_import(actor))
    _require_draft(one)
    kind = kind_of(one.kind)
    decisions = _decisions(one)
    context = Context(
        actor,
        one.house_id,
        settings=one.settings,
        decisions=decisions,
        doubles=one.doubles,
        name=one.name,
    )
    with on_disk(bytes(one.file.content)) as path:
        layout = _whole_layout(one, kind)
        # by batches, not in one transaction: nobody else waits while a large file is looked at
        one.counts = {}
        one.save(update_fields=["counts"])
        one.rows.all().delete()
        keeper = _Keeper(one, keep_all=True, decisions=decisions)
        walked = walk(path, layout, kind, context, each=keeper, report=report)
        one.counts = dict(walked.counts)
        one.layout = {**one.layout, "told": [typeset(words) for words in context.told]}
        one.save(update_fields=["counts", "layout"])
    return one


def _laid_out(one: Import) -> Layout:
    """The layout as it was settled: the file is not looked through again."""
    tables = [
        Table(
            each["sheet"],
            each["code"],
            Headings(each["line"], tuple(heading for heading, _ in columns)),
            [Match(heading, field, "", ()) for heading, field in columns],
            each["count"],
            each.get("last", 0),
        )
        for each in one.layout["tables"]
        for columns in [_columns_of(each)]
    ]
    return Layout(tables, one.layout["sheets"], one.notes)


def _whole_layout(one: Import, kind: Kind) -> Layout:
    layout = _laid_out(one)
    missing = lacking(kind, layout)
    if missing:
        raise Refused(f"Il manque une colonne : {' ; '.join(missing)}.")
    return layout


def _columns_of(table: Mapping[str, Any]) -> list[tuple[Heading, str]]:
    return [
        (
            Heading(
                column["place"], column.get("heading", column["name"]), column.get("group", "")
            ),
            column["field"],
        )
        for column in table["columns"]
    ]


def _decisions(one: Import) -> dict[int, str]:
    decided = one.rows.exclude(decision="").values_list("place", "decision")
    return dict(decided)


def decide_doubles(
    actor: Actor, one: Import, *, rows: Mapping[int, str] | None = None, others: str | None = None
) -> Import:
    """Decide of possible doubles, row by row (`place` → merge, create, skip) or for all others.

    Raises `Refused`. Effects: the draft's decisions; it is to be previewed again.
    """
    require(can_import(actor))
    _require_draft(one)
    known = ("", "merge", "create", "skip")
    with transaction.atomic():
        for place, decision in (rows or {}).items():
            if decision in known:
                one.rows.filter(place=place).update(decision=decision)
        if others is not None and others in known:
            one.doubles = others
            one.save(update_fields=["doubles"])
    return one


def apply_import(
    actor: Actor,
    one: Import,
    *,
    key: Any = None,
    report: Report = lambda done, total: None,
) -> Import:
    """Write an import: one transaction, one entry, whatever the number of rows.

    Possible doubles that nobody decided are refused, with the reason. Where nothing is written no
    entry is made. Raises `Refused`, `UnreadableSheet`, `AlreadyDone`. Effects: rows and facts, one
    entry, the columns remembered, the file forgotten; the rows refused stay, to be mended.
    """
    require(can_import(actor))
    kind = kind_of(one.kind)
    declares = one.settings.get("declare") == "yes"
    writer = actor.but(may_declare=True) if declares else actor
    with on_disk(bytes(ImportFile.objects.get(owner=one).content)) as path:
        layout = _whole_layout(one, kind)
        with in_turn(), change(writer, verb=VERB, houses=[one.house_id], key=key) as entry:
            one.refresh_from_db()
            _require_draft(one)
            context = Context(
                writer,
                one.house_id,
                settings=one.settings,
                entry=entry,
                decisions=_decisions(one),
                doubles=one.doubles,
                name=one.name,
            )
            one.rows.all().delete()
            keeper = _Keeper(one, keep_all=False, tells=kind.tells)
            walked = walk(path, layout, kind, context, each=keeper, report=report)
            one.layout = {**one.layout, "told": [typeset(words) for words in context.told]}
            _settle(one, layout, context.made, walked, entry)
    return one


def _settle(one: Import, layout: Layout, made: Made, walked: Walked, entry: Any) -> None:
    wrote = bool(made.created or made.changed or made.facts)
    one.state = Import.State.APPLIED
    one.counts, one.row_count = dict(walked.counts), walked.rows
    one.seq = entry.seq if wrote else None
    one.made = {kind: _ranges(ids) for kind, ids in made.created.items()}
    one.settled_at = entry.at
    one.save()
    ImportChange.objects.bulk_create(
        (
            ImportChange(owner=one, kind=kind, object_id=number, changed=changed)
            for kind, number, changed in made.changed
        ),
        batch_size=500,
    )
    ImportFile.objects.filter(owner=one).delete()
    for table in layout.tables if wrote and len(layout.tables) == 1 else ():
        ColumnMemory.objects.update_or_create(
            house_id=one.house_id,
            kind=one.kind,
            signature=table.headings.signature,
            defaults={"columns": table.columns, "settings": one.settings},
        )
    if wrote:
        entry.mention("import", one.pk)
        entry.detail(category="imports", label=f"{one.name} : {summary(one)}")


def summary(one: Import) -> str:
    """What an import did, in a few words."""
    words = {
        State.CREATE: ("ligne créée", "lignes créées"),
        State.MERGE: ("complétée", "complétées"),
        State.SAME: ("déjà là", "déjà là"),
        State.APART: ("différente", "différentes"),
        State.MISSING: ("absente du fichier", "absentes du fichier"),
        State.DOUBLE: ("double à décider", "doubles à décider"),
        State.REFUSE: ("refusée", "refusées"),
        State.ASIDE: ("laissée de côté", "laissées de côté"),
    }
    own = kind_of(one.kind).state_words
    words |= {state: (word, f"{word}s" if " " not in word else word) for state, word in own.items()}
    told = [
        write_count(one.counts[state.value], *singular_plural)
        for state, singular_plural in words.items()
        if one.counts.get(state.value)
    ]
    if told and set(one.counts) == {State.SAME.value}:
        count = write_count(one.counts[State.SAME.value], "ligne déjà là", "lignes déjà là")
        return f"rien de nouveau, {count}"
    return ", ".join(told) or "aucune ligne"


def abandon_import(actor: Actor, one: Import) -> Import:
    """Put a draft away: its file and its rows go. Raises `Refused`."""
    require(can_import(actor))
    _require_draft(one)
    with transaction.atomic():
        one.rows.all().delete()
        ImportFile.objects.filter(owner=one).delete()
        one.state, one.settled_at = Import.State.ABANDONED, timezone.now()
        one.save()
    return one


def _require_draft(one: Import) -> None:
    if not one.is_draft:
        raise Refused("Cet import est déjà réglé.")


def _ranges(ids: Iterable[int]) -> list[list[int]]:
    """Whole numbers as ranges, both ends included.

    >>> _ranges([3, 1, 2, 7])
    [[1, 3], [7, 7]]
    """
    ranges: list[list[int]] = []
    for number in sorted(set(ids)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges


class _Keeper:
    """Keeps the outcomes of rows: all of them for a preview, those to mend once applied."""

    def __init__(
        self,
        one: Import,
        *,
        keep_all: bool,
        decisions: Mapping[int, str] | None = None,
        tells: frozenset[State] = frozenset(),
    ) -> None:
        self._one = one
        self._told = tells | {State.APART, State.MISSING}
        self._all = keep_all
        self._decisions = decisions or {}

    def __call__(
        self, outcomes: Sequence[Outcome], raws: Mapping[int, tuple[str, Sequence[Any]]]
    ) -> None:
        kept = []
        for outcome in outcomes:
            to_mend = outcome.state in (State.REFUSE, State.DOUBLE)
            if not (self._all or to_mend or outcome.state in self._told):
                continue
            sheet, cells = raws.get(outcome.place, ("", ()))
            kept.append(
                ImportRow(
                    owner=self._one,
                    place=outcome.place,
                    number=outcome.number,
                    sheet=sheet[:100],
                    state=outcome.state.value,
                    label=outcome.label[:300],
                    words=typeset(outcome.words),
                    twin=outcome.twin[:200],
                    twin_kind=outcome.twin_kind,
                    twin_id=outcome.twin_id,
                    decision=self._decisions.get(outcome.place, ""),
                    cells=list(cells) if to_mend else None,
                )
            )
        ImportRow.objects.bulk_create(kept, batch_size=ROWS_AT_ONCE)
