"""`probant export`: open data written, and what is left out told with what to do."""

from pathlib import Path

import pytest

from probant.config.cli import run
from probant.directory.models import Organisation
from probant.funding.tests import scenario
from probant.kernel.scdl.files import check_bytes

pytestmark = pytest.mark.django_db


def test_the_command_writes_a_valid_file_and_tells_what_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = scenario.world()
    world.award(0)
    path = tmp_path / "s.csv"
    ask = ["export", "scdl-subventions", "--out", str(path), "--organisation", str(world.house.pk)]
    assert run(ask) == 0
    assert (check_bytes(path.read_bytes()).rows, "SIRET" in capsys.readouterr().err) == (0, True)
    for organisation, siret in (
        (world.metropole, "24210041000016"),
        (world.house.organisation, "38047555800058"),
    ):
        Organisation.objects.filter(pk=organisation.pk).update(siret=siret, siren=siret[:9])
    assert run([*ask, "--authority", "242 100 410", "--year", "2024"]) == 0
    assert check_bytes(path.read_bytes()).rows == 1
    ask[1] = "scdl-deliberations"
    assert run(ask) == 0
    assert (check_bytes(path.read_bytes()).is_valid, list(tmp_path.iterdir())) == (True, [path])
