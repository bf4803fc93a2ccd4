"""What the blocks of a publication read: figures measured once, notes, numbers without support."""

import datetime
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from fractions import Fraction

from django.urls import reverse

from probant.funding.models import Convention
from probant.funding.queries import ActionYear, ConventionFile, file_of
from probant.indicators.definition import EVERYTHING, SCOPED_BY, Indicator, Scope
from probant.indicators.engine import Figure, Quotient, divide, measure, measure_all
from probant.indicators.models import Claim
from probant.indicators.own import find_indicator, own_of
from probant.indicators.registry import ratio
from probant.indicators.screens.cards import UNITS
from probant.kernel.dates import write_date
from probant.kernel.period import Period
from probant.programmes.models import Action
from probant.reports.blocks import FigureRow, Run
from probant.reports.definition import ReportOrder
from probant.reports.rules.markers import Linked, Live, Marker, OwnYear
from probant.reports.rules.typed_numbers import value_of
from probant.ui.pieces.figure import write_value

#: A figure as it is asked for: its code, its year, the action it is narrowed to (0: the house).
Asked = tuple[str, int, int]


@dataclass
class Reader:
    """One reading of a publication: the same figure asked twice is measured once.

    `used` holds the figures in the order they were first asked for; `notes` what numbers rest on;
    `unsupported` and `wrong` the numbers that rest on nothing, that their figure contradicts;
    `missing` what asks for a figure that is no more. `action_id`: what the block being read is
    narrowed to, 0 for the whole house.
    """

    order: ReportOrder
    used: dict[Asked, Figure] = field(default_factory=dict)
    quotients: dict[Asked, Quotient] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    action_id: int = 0
    _known: dict[str, Indicator | None] = field(default_factory=dict)
    _silent: dict[Asked, Figure] = field(default_factory=dict)
    _actions: dict[int, Action | None] = field(default_factory=dict)
    _scopes: dict[int, Scope] = field(default_factory=dict)
    _files: dict[int, ConventionFile | None] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """The year of the publication."""
        return Period.year(self.order.year)

    @contextmanager
    def narrowed(self, action_id: int) -> Iterator[None]:
        """While a block is read, its figures are those of an action."""
        before, self.action_id = self.action_id, action_id
        try:
            yield
        finally:
            self.action_id = before

    def action(self, action_id: int) -> Action | None:
        """An action of the house, its scope with it; each asked once."""
        if action_id not in self._actions:
            rows = Action.objects.filter(house_id=self.order.house_id, pk=action_id)
            self._actions[action_id] = rows.prefetch_related(*SCOPED_BY).first()
        return self._actions[action_id]

    def scope(self, action_id: int) -> Scope | None:
        """What an action narrows figures to; None where it is no more."""
        if not action_id:
            return EVERYTHING
        if action_id not in self._scopes:
            action = self.action(action_id)
            if action is None:
                return None
            self._scopes[action_id] = Scope.of(action)
        return self._scopes[action_id]

    def file(self, convention_id: int | None) -> ConventionFile | None:
        """A convention of the house whole, for the year of the publication; each read once."""
        asked = convention_id or self.order.convention_id or 0
        if asked not in self._files:
            seen = Convention.objects.visible_to(self.order.actor).filter(pk=asked)
            found = seen.select_related("house__organisation").first()
            self._files[asked] = (
                file_of(found, self.order.actor, year=self.order.year, today=self.order.as_of)
                if found is not None
                else None
            )
        return self._files[asked]

    def sheet(self, convention_id: int | None) -> ActionYear | None:
        """The sheet of the action being read, in a convention."""
        file = self.file(convention_id)
        actions = file.actions if file is not None else ()
        wanted = self.action_id
        return next((one for one in actions if one.action and one.action.pk == wanted), None)

    def figure(self, code: str, year: int | None = None, *, said: bool = True) -> Figure | None:
        """A figure of the house, or None where no such figure is; `said`: it is published."""
        asked = (code, year or self.order.year, self.action_id)
        found = self.used.get(asked) or self._silent.get(asked)
        kind, scope = self._indicator(code), self.scope(self.action_id)
        if kind is None or scope is None or not kind.fits(scope):
            return None
        if found is None:
            found = measure(
                kind,
                house_id=self.order.house_id,
                period=Period.year(asked[1]),
                cut=self.order.cut,
                scope=scope,
            )
        (self.used if said else self._silent)[asked] = found
        return found

    def essentials(self) -> list[Figure]:
        """The figures of the catalogue that the scope of the action being read reaches."""
        scope = self.scope(self.action_id)
        if scope is None:
            return []
        found = measure_all(
            house_id=self.order.house_id, period=self.period, cut=self.order.cut, scope=scope
        )
        for one in found:
            self.used.setdefault((one.indicator.code, self.order.year, self.action_id), one)
        return found

    def measured(self) -> Iterator[tuple[Asked, Figure]]:
        """Every figure that was read, those of the year before that stand beside others last."""
        yield from self.used.items()
        yield from ((key, one) for key, one in self._silent.items() if key not in self.used)

    def lacks(self, code: str) -> None:
        """Keep why a figure asked for cannot be said: it is no more, or says nothing of this."""
        kind, scope = self._indicator(code), self.scope(self.action_id)
        action = self.action(self.action_id) if self.action_id else None
        if scope is None:
            said = f"l’action n° {self.action_id} n’existe plus"
        elif kind is not None and action is not None:
            said = f"« {kind.label} » ne dit rien de l’action « {action.name} »"
        else:
            said = f"le chiffre « {code} » n’existe pas ou plus"
        if said not in self.missing:
            self.missing.append(said)

    def _indicator(self, code: str) -> Indicator | None:
        """The figure of a code, as it was defined on the day of the publication; each asked once.

        The house's own take two queries each.
        """
        if code not in self._known:
            self._known[code] = find_indicator(self.order.house_id, code, self.order.cut)
            self._say_withdrawn(code)
        return self._known[code]

    def _say_withdrawn(self, code: str) -> None:
        """Keep that a figure of the house was withdrawn by then: its value stays."""
        own = own_of(self.order.house_id, code)
        if own is not None and own.closed_on is not None and own.closed_on <= self.order.as_of:
            kind = self._known[code]
            label = kind.label if kind is not None else code
            self.missing.append(
                f"le chiffre « {label} » a été retiré le {write_date(own.closed_on)} : "
                "il se lit encore, choisissez-en un autre"
            )

    def before(self, code: str) -> Figure | None:
        """The same figure the year before, where anything was noted then."""
        found = self.figure(code, self.order.year - 1, said=False)
        return found if found is not None and found.records else None

    def _quotient(self, live: Live) -> Quotient | None:
        kind = ratio(live.code)
        if kind is None:
            return None
        asked = (live.code, live.year or self.order.year, self.action_id)
        scope = self.scope(self.action_id)
        if scope is None:
            return None
        if asked not in self.quotients:
            period = Period.year(asked[1])
            house_id, cut = self.order.house_id, self.order.cut
            made = divide(kind, house_id=house_id, period=period, cut=cut, scope=scope)
            self.quotients[asked] = made
            for side in made.sides:
                self.used.setdefault((side.indicator.code, asked[1], self.action_id), side)
        return self.quotients[asked]

    def href(self, code: str, year: int | None = None) -> str:
        """The page of a figure's proof, as known on the day of the publication."""
        query = f"?annee={year or self.order.year}"
        if self.action_id:
            query += f"&action={self.action_id}"
        if self.order.cut.known_on is not None:
            query += f"&connu_le={self.order.cut.known_on.isoformat()}"
        return self.order.base_url + reverse("indicators:figure", args=[code]) + query

    def row(self, figure: Figure, before: Figure | None = None) -> FigureRow:
        """A figure as a line of a list."""
        found = figure.indicator
        return FigureRow(
            value=figure.value,
            label=found.label,
            unit=found.unit,
            definition=self.definition(figure),
            code=found.code,
            href=self.href(found.code, figure.period.start.year),
            records=figure.records,
            before=before.value if before is not None else None,
            written=found.written,
        )

    def definition(self, figure: Figure) -> str:
        """The sentence that defines a figure, and what it is narrowed to."""
        action = self.action(self.action_id) if self.action_id else None
        told = figure.indicator.definition
        return f"{told} Dans le périmètre de l’action « {action.name} »." if action else told

    def note(self, words: str) -> int:
        """The number of a note; the same words are one note."""
        if words not in self.notes:
            self.notes.append(words)
        return self.notes.index(words) + 1

    def say(self, marker: Marker) -> Run:
        """A marker of a text in words, with what supports it."""
        if isinstance(marker, OwnYear):
            return Run(str(self.order.year))
        if isinstance(marker, Live):
            return self._say_live(marker)
        if isinstance(marker, Linked):
            return self._say_linked(marker)
        self.missing.append(f"« {marker.text} » entre accolades ne se lit pas")
        return Run(f"{{{{ {marker.text} }}}}", mark="unsupported")

    def written(self, live: Live) -> str | None:
        """The value of a live figure in words; None where there is no such figure."""
        figure = self.figure(live.code, live.year)
        if figure is not None:
            return write_value(figure.said, figure.indicator.written)
        quotient = self._quotient(live)
        if quotient is None:
            return None
        return write_value(quotient.value, UNITS[quotient.ratio.written])

    def _scoped(self, live: Live) -> AbstractContextManager[None]:
        """While a live figure is read: in the scope that it says, in that of its block else."""
        return self.narrowed(self.action_id if live.action is None else live.action)

    def _say_live(self, live: Live) -> Run:
        with self._scoped(live):
            words = self.written(live)
            if words is None:
                self.lacks(live.code)
                return Run(f"[{live.code}]", mark="unsupported")
            return Run(words, href=self.href(live.code, live.year), mark="figure")

    def _say_linked(self, linked: Linked) -> Run:
        if linked.why == "source":
            return Run(linked.text, mark="source", note=self.note(linked.source))
        if linked.claim_id is not None:
            return self._say_claim(linked)
        assert linked.figure is not None
        with self._scoped(linked.figure):
            return self._say_held(linked.text, linked.figure)

    def _say_held(self, text: str, live: Live) -> Run:
        """A number typed, held to its figure."""
        words = self.written(live)
        if words is None:
            self.lacks(live.code)
            return Run(text, mark="unsupported")
        href = self.href(live.code, live.year)
        if not _same(text, words):
            self.wrong.append(f"« {text} » est écrit, le chiffre est {words}")
            return Run(text, href=href, mark="wrong")
        return Run(text, href=href, mark="figure")

    def _say_claim(self, linked: Linked) -> Run:
        rows = Claim.objects.filter(house_id=self.order.house_id, pk=linked.claim_id or 0)
        claim = rows.select_related("document", "said_by").first()
        if claim is None:
            self.missing.append(f"la lecture n° {linked.claim_id} n’existe pas ou plus")
            return Run(linked.text, mark="unsupported")
        return Run(linked.text, mark="claim", note=self.note(source_of(claim)))


def source_of(claim: Claim) -> str:
    """Where a claim was read, in words."""
    parts = [
        claim.document.name if claim.document else claim.source or "document",
        f"page {claim.page}" if claim.page else "",
        str(claim.said_by) if claim.said_by else "",
        write_date(claim.said_on) if isinstance(claim.said_on, datetime.date) else "",
    ]
    return ", ".join(part for part in parts if part) + f" : {claim.label}, {claim.value}"


def _same(typed: str, words: str) -> bool:
    """Whether a number typed says what its figure says; a number in letters is not held to it."""
    asked, found = value_of(typed), value_of(words)
    return asked is None or found is None or Fraction(asked) == Fraction(found)


def rows_of_used(reader: Reader) -> list[FigureRow]:
    """Every figure of a publication as a line of its annex."""
    rows = []
    for (_, _, action_id), figure in reader.used.items():
        with reader.narrowed(action_id):
            rows.append(reader.row(figure))
    return rows
