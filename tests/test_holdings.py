"""Whatever names a person can be told to her: no room keeps rows that nobody declared."""

from django.apps import apps

from probant.directory.models import Person, PlacedFact
from probant.kernel.holdings import HOLDINGS

# Facts are told by the directory, whatever the room that keeps them; they hold ids, no text.
TELLS = {key.partition(".")[0] for key in HOLDINGS}


def test_every_room_whose_rows_name_a_person_tells_what_it_holds() -> None:
    naming = {
        model._meta.app_label
        for model in apps.get_models()
        if not issubclass(model, PlacedFact)
        for field in model._meta.get_fields()
        if field.related_model is Person and not field.auto_created
    }
    assert "directory" in naming
    assert naming - TELLS == set()
