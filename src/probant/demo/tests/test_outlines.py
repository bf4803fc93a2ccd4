"""Every model of publication read over the year: each block that asks for facts shows some."""

import pytest

from probant.accounts.models import User
from probant.directory.models import House
from probant.funding.models import Convention
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.reports.actions import create_publication
from probant.reports.blocks import Section
from probant.reports.composition.shipped import outlines
from probant.reports.queries.publications import reading_of

pytestmark = pytest.mark.django_db
#: What only people write.
OF_PEOPLE = ("focus", "photo", "appraisal")


@pytest.mark.parametrize("slug", sorted(outlines()))
def test_a_model_shows_what_the_year_holds(demonstration: House, slug: str) -> None:
    user = User.objects.get(email="direction@demo.probant.fr")
    actor = Actor(user.pk, demonstration.pk, demonstration.pk, frozenset({Role.DIRECTION}))
    own = Convention.objects.get(house=demonstration)
    about = own if outlines()[slug].needs_convention else None
    made = create_publication(actor, title="Essai", year=2023, outline=slug, convention=about)
    read = reading_of(made, actor)
    assert (read.reader.wrong, read.reader.unsupported) == ([], [])
    empty = [
        draft.title
        for draft, blocks in read.parts
        if draft.kind not in OF_PEOPLE
        and draft.content.get("text", "filled")
        and not [block for block in blocks if not isinstance(block, Section)]
    ]
    assert empty == []
