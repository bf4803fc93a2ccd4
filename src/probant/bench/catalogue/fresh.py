"""No page is kept between users or requests: a row changed by one is seen by another at once."""

from django.urls import reverse

from probant.bench.client import Unexpected
from probant.bench.scenario import Bench, Result, Scenario, line
from probant.directory.models import Card

RUNS = 5


def run(bench: Bench) -> list[Result]:
    """Rename the first structure of the list through its form; the other reader's page says so."""
    reader, writer = bench.signed_in(), bench.client
    seen = 0
    for number in range(RUNS):
        card = Card.objects.filter(house_id=bench.built.house_id).order_by("name_key", "pk").first()
        assert card is not None
        listing = reverse("directory:list")
        reader.get(listing)
        path = reverse("directory:edit", args=[card.organisation_id])
        name = f"Aaa renommée {number}"
        given = {"name": name, "family": card.family, "theme": card.theme, "place": card.place_name}
        writer.post(path, {**writer.get(path).hidden(), **given})
        if name not in reader.get(listing).text:
            raise Unexpected(f"« {name} » n’est pas dans la page qui suit le changement")
        seen += 1
    return [line("fresh", "changements vus à la page suivante", [seen] * RUNS, unit=f"sur {RUNS}")]


SCENARIO = Scenario("fresh", "fraîcheur des pages", run, position=80)
