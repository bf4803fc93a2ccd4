"""Forms with lines: as many as one needs, with a button for more, with or without script."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict

from probant.ui.request import Request, say_as_posted

MORE = "plus"
MOST = 200


class RowsForm(forms.Form):
    """A form and its lines of `row_class`; a line left empty, or ticked to go, is not kept."""

    row_class: ClassVar[type[forms.Form]]
    rows_label = ""
    more_label = "Ajouter une ligne"
    prefix_of_rows = "ligne"
    spare = 2

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        lines: Sequence[Mapping[str, Any]] = (),
        row_options: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        made = formset_factory(
            self.row_class, extra=self.spare, max_num=MOST, can_delete=True, validate_max=True
        )
        self.rows: BaseFormSet[forms.Form] = made(
            data,
            files,
            prefix=self.prefix_of_rows,
            initial=[dict(line) for line in lines],
            form_kwargs=dict(row_options or {}),
        )
        for row in self.rows.forms:
            if "DELETE" in row.fields:
                row.fields["DELETE"].label = "Retirer"

    def is_valid(self) -> bool:
        """Both the form and its lines hold."""
        own = super().is_valid()
        lines = self.rows.is_valid()
        if own and not lines:
            self.add_error(None, "Une ligne est à reprendre : voyez ce qui est dit à côté.")
        return own and lines

    @property
    def filled(self) -> list[dict[str, Any]]:
        """The values of the lines that are kept, in order."""
        return [
            row.cleaned_data
            for row in self.rows.forms
            if row.has_changed() or row.initial
            if not row.cleaned_data.get("DELETE")
        ]

    def quieten(self) -> None:
        """Show what was typed without judging it: its author is still adding lines."""
        for form in (self, *self.rows.forms):
            _hush(form)


def _hush(form: Any) -> None:
    form._errors = ErrorDict()


def wants_more(request: Request, prefix: str = "ligne") -> bool:
    """Whether the button for more lines was pressed; the next form then has two more."""
    if request.method != "POST" or MORE not in request.POST:
        return False
    text = request.POST.get(f"{prefix}-TOTAL_FORMS", "")
    total = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    say_as_posted(request, **{f"{prefix}-TOTAL_FORMS": str(min(total + 2, MOST))})
    return True
