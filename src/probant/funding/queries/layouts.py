"""The layouts of sheets that a house may use: its own first, then those shipped."""

from probant.funding.models import SheetTemplate
from probant.funding.rules.layouts import HeadingDraft, layouts


def layouts_of(house_id: int) -> list[tuple[str, list[HeadingDraft]]]:
    """Name and headings of each layout. Two queries."""
    own = SheetTemplate.objects.filter(house_id=house_id).prefetch_related("headings")
    found = [
        (
            template.name,
            [
                HeadingDraft(one.title, one.hint, one.kind, one.layer)
                for one in template.headings.all()
            ],
        )
        for template in own.order_by("name")
    ]
    return found + [(one.name, list(one.headings)) for one in layouts().values()]
